"""Two windows at two computers on a project of a real server: who is here, what each writes, a server that is lost."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from factcheck.domain.records import Claim
from factcheck.project.edits.claims import EditClaim
from factcheck.project.project import Project
from factcheck.project.server import passwords
from tests.factories import add_article, mark
from tests.journeys.colleague import There, at_another_window
from tests.servers import PASSWORD, Server
from tests.ui.windows import Desk, desk


class Pair:
    """Ada's window in this process and Jonas' in another one, each with a replica of its own, on the first claim."""

    def __init__(self, here: Desk, there: There, claims: list[str]) -> None:
        self.here, self.there, self.claims = here, there, claims
        self.inspector = here.window.claims.inspector

    def claim(self) -> Claim:
        return self.here.ask(lambda reading: reading.get(Claim, self.claims[0]))

    def spoken(self) -> str:
        """What the sidebar says of the article."""
        model = self.here.window.sidebar.list.articles
        return str(model.index(0).data(Qt.ItemDataRole.AccessibleTextRole))

    def on_card(self, claim_id: str) -> str:
        """What the list says of a claim."""
        model = self.here.window.claims.model
        return str(model.index(model.row_of(claim_id), 0).data(Qt.ItemDataRole.AccessibleTextRole))

    def until_there(self, part: str, words: str) -> None:
        """Wait until the other window shows something."""
        self.here.until(lambda: bool(self.there("look")[part] == words))


@pytest.fixture
def pair(
    qtbot: QtBot, postgres: Server, database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Pair]:
    monkeypatch.setattr(passwords, "_told", {})
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    address = postgres.address(database, "elections")
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv("FACTCHECK_HOME", str(tmp_path / "maker"))
        with closing(Project.create(address, author="Maker")) as project:
            line = add_article(project)
            claims = [mark(project, line, words) for words in ("9,000 cars", "14 months")]
            assert project.shared is not None
            assert project.shared.exchange().pushed
            project.shared.close()
    his = {"FACTCHECK_HOME": str(tmp_path / "of Jonas")}
    with desk(qtbot) as here, at_another_window(address, claims[0], his) as there:
        here.window.begin(address)
        here.until(lambda: here.window.opening is None)
        here.settle()
        there("choose")
        here.window.selection.choose_claim(claims[0], "test")
        here.settle()
        yield Pair(here, there, claims)


def test_each_sees_that_the_other_comes_steps_on_and_goes(pair: Pair) -> None:
    first, second = pair.claims
    here = pair.inspector.head.here
    pair.here.until(lambda: here.text() == "Jonas is here")
    pair.until_there("here", "Ada is here")
    assert pair.spoken().endswith(", Jonas is here")
    assert "Jonas is here" in pair.on_card(first)
    pair.there(f"choose {second}")
    pair.here.until(here.isHidden)
    pair.here.until(lambda: "Jonas is here" in pair.on_card(second))
    assert "Jonas" not in pair.on_card(first)
    assert pair.spoken().endswith(", Jonas is here")
    pair.there.send("leave")
    pair.here.until(lambda: not pair.spoken().endswith("is here"))
    assert "Jonas" not in pair.on_card(second)


def test_what_each_writes_the_other_shows(pair: Pair) -> None:
    pair.there("type counted in May")
    pair.there("save")
    box = pair.inspector.fields.rationale.box
    assert isinstance(box, QPlainTextEdit)
    pair.here.until(lambda: box.toPlainText() == "counted in May")
    scale = pair.inspector.shown.scale if pair.inspector.shown else ()
    pair.inspector.rate(pair.claims[0], scale[2].id)
    pair.until_there("verdict", scale[2].label)


def test_a_lost_server_is_told_to_both_and_what_both_write_meanwhile_joins(pair: Pair, postgres: Server) -> None:
    notice, here = pair.here.window.header.notice, pair.inspector.head.here
    pair.here.until(lambda: here.text() == "Jonas is here")
    postgres.stop("immediate")
    try:
        pair.here.until(lambda: notice.text() == "Offline")
        assert notice.isVisible()
        pair.until_there("notice", "Offline")
        pair.there("type counted offline")
        assert pair.there("save")["text"] == "counted offline"
        pair.here.window.live.apply(EditClaim(pair.claims[0], {"note": "asked by telephone"}))
        pair.here.settle()
        assert (pair.claim().note, pair.claim().rationale) == ("asked by telephone", "")
        pair.here.until(here.isHidden)  # of whom nobody can hear, nobody says that he is here
    finally:
        postgres.start()
    pair.here.until(notice.isHidden)
    pair.here.until(lambda: pair.claim().rationale == "counted offline")
    pair.until_there("internal note", "asked by telephone")
    pair.until_there("notice", "")
    pair.here.until(lambda: here.text() == "Jonas is here")
    pair.until_there("here", "Ada is here")
