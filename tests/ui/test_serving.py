"""Projects on a real server in the window: opened, followed, brought there and back; a server that is away."""

from __future__ import annotations

import threading
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from factcheck.domain.address import Address
from factcheck.domain.records import Claim
from factcheck.project.edits.claims import EditClaim
from factcheck.project.project import Project
from factcheck.project.server import layout, passwords
from factcheck.project.server.connecting import Link
from factcheck.settings import Settings
from factcheck.ui import projects, serving
from factcheck.ui.dialogs.server_dialog import ServerDialog
from factcheck.ui.session import left_behind
from factcheck.ui.start.new_project import NewProjectDialog
from tests.factories import add_article, mark, new_project
from tests.servers import PASSWORD, SUPERUSER, Server, Wire
from tests.ui.windows import Desk, answer, desk


@pytest.fixture
def address(postgres: Server, database: str, monkeypatch: pytest.MonkeyPatch) -> Address:
    """The address of a project with a claim; the password is known."""
    monkeypatch.setattr(passwords, "_told", {})
    address = postgres.address(database, "elections")
    passwords.tell(address, PASSWORD)
    with closing(Project.create(address, author="Ada Mihović")) as project:
        mark(project, add_article(project), "9,000 cars")
        assert project.shared is not None
        assert project.shared.exchange().pushed
        project.shared.close()
    return address


def banners(at: Desk) -> str:
    return "\n".join(at.window.banners.words())


def claim_in(at: Desk) -> Claim:
    return at.ask(lambda reading: reading.records(Claim))[0]


def open_at(at: Desk, address: Address) -> None:
    projects.open_project(at.window, address)
    at.until(lambda: at.window.opening is None and at.window.live.location == address)
    at.settle()


def fill(dialog: ServerDialog, at: Desk, address: Address, password: str) -> None:
    dialog.server.setText(str(address))
    dialog.password.setText(password)
    dialog.connect_button.click()
    at.until(dialog.connect_button.isEnabled)


def test_a_project_is_opened_from_a_server(qtbot: QtBot, address: Address) -> None:
    passwords._told.clear()
    said: list[str] = []

    def act(dialog: ServerDialog) -> None:
        assert not dialog.connect_button.isEnabled()
        fill(dialog, at, address.of_project(""), "wrong")
        said.append(dialog.warning.text())
        assert not dialog.confirm.isEnabled()
        dialog.password.setText(PASSWORD)
        dialog.connect_button.click()
        at.until(lambda: dialog.projects.count() == 1)
        assert dialog.projects.item(0).text() == "elections"
        dialog.confirm.click()

    with desk(qtbot) as at:
        answer(ServerDialog, act)
        at.window.bound.run("project.server")
        at.until(lambda: at.window.live.is_open)
        at.settle()
        assert "did not accept" in said[0]
        assert claim_in(at).words == "9,000 cars"
        assert at.window.settings.recent == [str(address)]
        assert PASSWORD not in str(at.window.settings.recent)
        start = at.window.pane.start
        assert any(child.toolTip() == str(address) for child in start.findChildren(QWidget))


def test_what_one_window_writes_the_other_shows(qtbot: QtBot, address: Address) -> None:
    with desk(qtbot) as here:
        open_at(here, address)
        with desk(qtbot, Settings(author="Bo Ek", initials="BE", theme="light")) as there:
            open_at(there, address)
            claim = claim_in(here)
            here.window.live.apply(EditClaim(claim.id, {"note": "seen at once"}))
            there.until(lambda: claim_in(there).note == "seen at once")


def test_what_comes_through_the_server_is_shown(
    qtbot: QtBot, address: Address, postgres: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with desk(qtbot) as at:
        open_at(at, address)
        claim = claim_in(at)
        with monkeypatch.context() as elsewhere:  # the colleague's computer has a folder of its own
            elsewhere.setenv("FACTCHECK_HOME", str(tmp_path / "colleague"))
            bo = Project.open(address, author="Bo Ek")
        assert bo.shared is not None
        bo.apply(EditClaim(claim.id, {"note": "from the other side"}))
        assert bo.shared.exchange().pushed
        at.until(lambda: claim_in(at).note == "from the other side")
        at.window.live.apply(EditClaim(claim.id, {"rationale": "and back"}))
        sql = "SELECT count(*) FROM elections.change WHERE value = '\"and back\"'"
        at.until(lambda: postgres.sql(address.database, sql)[0][0] == 1)
        bo.close()
        bo.shared.close()


def test_a_server_that_is_away_is_told_and_work_goes_on(qtbot: QtBot, address: Address, postgres: Server) -> None:
    with desk(qtbot) as at:
        open_at(at, address)
        claim = claim_in(at)
        postgres.stop()
        try:
            at.until(lambda: at.window.header.notice.text() == "Offline")
            # At first it says that it is shutting down.
            at.until(lambda: "cannot be reached" in at.window.header.notice.toolTip())
            at.window.live.apply(EditClaim(claim.id, {"note": "meanwhile"}))
            at.settle()
            assert claim_in(at).note == "meanwhile"
        finally:
            postgres.start()
        at.until(at.window.header.notice.isHidden)
        sql = "SELECT count(*) FROM elections.change WHERE value = '\"meanwhile\"'"
        at.until(lambda: postgres.sql(address.database, sql)[0][0] == 1)
    assert [thread.name for thread in threading.enumerate() if thread.name.startswith("exchange")] == []


def test_a_network_that_swallows_everything_holds_nobody_up(qtbot: QtBot, address: Address, postgres: Server) -> None:
    with closing(Wire(postgres.port)) as wire:
        through = replace(address, port=wire.port)
        passwords.tell(through, PASSWORD)
        with desk(qtbot) as at:
            open_at(at, through)
            claim = claim_in(at)
            wire.frozen.set()
            at.window.live.apply(EditClaim(claim.id, {"note": "kept here"}))
            at.settle()
            assert claim_in(at).note == "kept here"
        # The window was closed while its edit was on the way; at the next opening there is a way again.
        wire.frozen.clear()
        with desk(qtbot) as at:
            open_at(at, through)
            assert claim_in(at).note == "kept here"
            sql = "SELECT count(*) FROM elections.change WHERE value = '\"kept here\"'"
            at.until(lambda: postgres.sql(address.database, sql)[0][0] == 1)


def test_the_password_is_asked_when_a_recent_project_wants_it(qtbot: QtBot, address: Address) -> None:
    passwords._told.clear()
    seen: list[str] = []

    def act(dialog: ServerDialog) -> None:
        seen.append(dialog.warning.text())
        assert (dialog.user.text(), dialog.database.text()) == (SUPERUSER, address.database)
        dialog.password.setText(PASSWORD)
        dialog.confirm.click()

    with desk(qtbot) as at:
        answer(ServerDialog, act)
        projects.open_project(at.window, address)
        at.until(lambda: at.window.live.location == address)
        at.settle()
        assert "wants the password" in seen[0]
        assert banners(at) == ""


def test_the_certificate_is_asked_for_when_a_project_is_opened_that_wants_one(
    qtbot: QtBot, address: Address, postgres: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_name = replace(address, host="localhost", secured="verify-full")
    passwords.tell(by_name, PASSWORD)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_all, **_more: (str(postgres.certificate), ""))

    def act(dialog: ServerDialog) -> None:
        assert "does not prove that it is the right one" in dialog.warning.text()
        dialog.certificate.click()
        dialog.confirm.click()

    with desk(qtbot) as at:
        answer(ServerDialog, act)
        projects.open_project(at.window, by_name)
        at.until(lambda: at.window.live.location == replace(by_name, authority=str(postgres.certificate)))
        at.settle()
        assert banners(at) == ""


def test_who_does_not_tell_the_password_is_back_at_the_start(qtbot: QtBot, address: Address) -> None:
    passwords._told.clear()
    with desk(qtbot) as at:
        answer(ServerDialog, lambda dialog: dialog.reject())
        projects.open_project(at.window, address)
        at.until(lambda: at.window.opening is None)
        at.settle()
        assert at.window.pane.stack.currentWidget() is at.window.pane.start


def test_a_reader_is_told_and_sees_what_is_written(qtbot: QtBot, address: Address, postgres: Server) -> None:
    postgres.new_role("reader9", address.database)
    with closing(Link(address)) as link:
        layout.allow(link, "reader9", write=False)
    theirs = postgres.address(address.database, "elections", user="reader9")
    passwords.tell(theirs, PASSWORD)
    with desk(qtbot) as at:
        open_at(at, theirs)
        assert "you may read this project" in banners(at)
        assert at.window.header.notice.text() == "Read only"
        assert not at.window.can_write
        with closing(Project.open(address, author="Bo Ek")) as bo:
            bo.apply(EditClaim(claim_in(at).id, {"note": "for all to read"}))
            assert bo.shared is not None
            bo.shared.exchange()
            bo.shared.close()
        at.until(lambda: claim_in(at).note == "for all to read")
        postgres.stop()
        try:
            at.until(lambda: at.window.header.notice.text() == "Offline")
        finally:
            postgres.start()
        at.until(lambda: at.window.header.notice.text() == "Read only")


def test_a_file_is_brought_to_a_server_and_a_project_there_into_a_file(
    qtbot: QtBot, address: Address, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(new_project(tmp_path)) as project:
        mark(project, add_article(project), "14 months")

    def act(dialog: ServerDialog) -> None:
        assert dialog.name.text() == "desk"
        dialog.server.setText(str(address.of_project("")))
        dialog.password.setText(PASSWORD)
        dialog.name.setText("Bridges")
        dialog.confirm.click()

    with desk(qtbot) as at:
        at.open(project.path)
        answer(ServerDialog, act)
        at.window.bound.run("project.to_server")
        at.until(lambda: at.window.live.location == address.of_project("Bridges"))
        at.settle()
        assert claim_in(at).words == "14 months"
        assert "on the server" in banners(at)
        target = tmp_path / "taken"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_all, **_more: (str(target), ""))
        at.window.bound.run("project.to_file")
        at.until(lambda: "in the file" in banners(at))
        with closing(Project.open(target.with_suffix(".factcheck"), author="Bo Ek")) as taken:
            taken.apply(EditClaim(claim_in(at).id, {"note": "in the file"}))
        at.window.live.apply(EditClaim(claim_in(at).id, {"note": "on the server"}))
        at.settle()
        at.window.bound.run("project.to_file")
        at.until(lambda: "1 edit came in. 1 conflict is to be decided." in banners(at))
        at.window.bound.run("project.to_server")
        at.until(lambda: "on a server already" in banners(at))
    with closing(Project.open(target.with_suffix(".factcheck"), author="Ada")) as taken:
        assert taken.project_id == project.project_id
        assert [claim.words for claim in taken.read(lambda reading: reading.records(Claim))] == ["14 months"]


def test_a_project_on_a_server_is_opened_again_after_a_crash(qtbot: QtBot, address: Address) -> None:
    with desk(qtbot) as at:
        open_at(at, address)
        lock, at.window.session._lock = at.window.session._lock, None  # as if the program ended here
        assert lock is not None
        lock.unlock()
        assert left_behind() == address


def test_who_cancels_the_dialog_while_it_connects_is_left_alone(qtbot: QtBot, address: Address) -> None:
    def act(dialog: ServerDialog) -> None:
        dialog.server.setText(str(address))
        dialog.password.setText(PASSWORD)
        dialog.connect_button.click()
        dialog.reject()

    with desk(qtbot) as at:
        answer(ServerDialog, act)
        serving.open_from_server(at.window)
        at.settle()
        assert not at.window.live.is_open


def test_a_new_project_is_made_on_a_server(qtbot: QtBot, postgres: Server, database: str, tmp_path: Path) -> None:
    address = postgres.address(database, "Port strikes")

    def name_it(dialog: NewProjectDialog) -> None:
        assert not dialog.server.isEnabled()
        dialog.name_box.setText("Port strikes")
        dialog.statements.setChecked(True)
        dialog.server.click()

    def choose(dialog: ServerDialog) -> None:
        assert dialog.name.text() == "Port strikes"
        dialog.server.setText(str(address.of_project("")))
        dialog.password.setText(PASSWORD)
        dialog.confirm.click()

    with desk(qtbot) as at:
        answer(ServerDialog, choose)
        answer(NewProjectDialog, name_it)
        projects.new_project(at.window)
        at.until(lambda: at.window.opening is None and at.window.live.location == address)
        at.settle()
        made = at.ask(lambda reading: reading.tuples("SELECT name, profile FROM project"))
        assert [tuple(row) for row in made] == [("Port strikes", "statements")]
        assert not list(tmp_path.rglob("Port*.factcheck"))
        answer(ServerDialog, choose)
        answer(NewProjectDialog, name_it)
        projects.new_project(at.window)
        at.until(lambda: "“Port strikes” is there already." in banners(at))
        assert at.window.live.location == address


def test_an_address_that_is_typed_letter_by_letter_is_taken_apart_when_it_is_whole(qtbot: QtBot) -> None:
    def act(dialog: ServerDialog) -> None:
        dialog.activateWindow()
        at.until(dialog.server.hasFocus)
        qtbot.keyClicks(dialog.server, "postgresql://ada@db.example.org:5433/desk/elections")
        assert dialog.server.text().startswith("postgresql://")
        assert dialog.connect_button.isEnabled()
        qtbot.keyClick(dialog.server, Qt.Key.Key_Tab)
        typed = (dialog.server.text(), dialog.database.text(), dialog.user.text(), dialog.address.project)
        assert typed == ("db.example.org:5433", "desk", "ada", "elections")
        dialog.server.clear()
        qtbot.keyClicks(dialog.server, "db.example.org:x")
        low = dialog.height()
        qtbot.keyClick(dialog.server, Qt.Key.Key_Return)
        assert "is no number of a port" in dialog.warning.text()
        assert dialog.height() >= low + dialog.warning.sizeHint().height()
        dialog.reject()

    with desk(qtbot) as at:
        answer(ServerDialog, act)
        serving.open_from_server(at.window)


def test_the_certificate_of_a_server_is_chosen_where_nobody_vouches_for_it(
    qtbot: QtBot, address: Address, postgres: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_name = replace(address, host="localhost", secured="verify-full").of_project("")
    chosen = [str(postgres.folder / "password"), str(postgres.certificate)]
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_all, **_more: (chosen.pop(0), ""))

    def act(dialog: ServerDialog) -> None:
        assert dialog.certificate.isHidden()
        fill(dialog, at, by_name, PASSWORD)
        assert "does not prove that it is the right one" in dialog.warning.text()
        assert "sslrootcert" not in dialog.warning.text()
        assert dialog.certificate.hasFocus()
        dialog.certificate.click()
        assert dialog.certificate.text() == "password"
        dialog.connect_button.click()
        at.until(dialog.connect_button.isEnabled)
        assert "cannot be read" in dialog.warning.text()
        dialog.certificate.click()
        dialog.connect_button.click()
        at.until(lambda: dialog.projects.count() == 1)
        assert dialog.address.authority == str(postgres.certificate)
        dialog.confirm.click()

    with desk(qtbot) as at:
        answer(ServerDialog, act)
        at.window.bound.run("project.server")
        at.until(lambda: at.window.live.is_open)
        at.settle()
        assert at.window.settings.recent == [
            str(replace(by_name, project="elections", authority=str(postgres.certificate)))
        ]


def test_who_may_not_make_projects_is_told_how_and_need_not_type_it_all_again(
    qtbot: QtBot, address: Address, postgres: Server, tmp_path: Path
) -> None:
    postgres.new_role("writer8", address.database)
    theirs = postgres.address(address.database, "", user="writer8")
    new_project(tmp_path).close()
    seen: list[tuple[str, ...]] = []

    def bring(dialog: ServerDialog) -> None:
        dialog.server.setText(str(theirs))
        dialog.password.setText(PASSWORD)
        dialog.confirm.click()

    def again(dialog: ServerDialog) -> None:
        seen.append((dialog.server.text(), dialog.database.text(), dialog.user.text()))
        dialog.reject()

    with desk(qtbot) as at:
        at.open(tmp_path / "desk.factcheck")
        answer(ServerDialog, bring)
        at.window.bound.run("project.to_server")
        at.until(lambda: "You may not make projects" in banners(at))
        assert "GRANT CREATE ON DATABASE" in banners(at)
        assert at.window.live.location == tmp_path / "desk.factcheck"
        answer(ServerDialog, again)
        at.window.bound.run("project.to_server")
        assert seen == [(f"127.0.0.1:{postgres.port}", address.database, "writer8")]
