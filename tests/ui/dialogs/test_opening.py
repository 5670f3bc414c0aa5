"""One object opens the dialogs that panel and window ask for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from factcheck.project.edits.reviews import AskQuery
from factcheck.project.edits.sources import Cite
from factcheck.ui.claims.evidence_row import EvidenceRow
from factcheck.ui.claims.panel import ClaimsPanel
from factcheck.ui.dialogs.opening import WindowDialogs
from factcheck.ui.dialogs.queries_dialog import QueriesDialog
from factcheck.ui.dialogs.query_editor import AskDialog, QueryEditor
from factcheck.ui.dialogs.scale_editor import ScaleEditor
from factcheck.ui.jobs import Jobs
from factcheck.ui.reports.export_dialog import ExportDialog
from factcheck.ui.reports.sign_off_dialog import SignOffDialog
from factcheck.ui.sources.evidence_editor import EvidenceEditor
from factcheck.ui.sources.source_editor import SourceEditor
from tests.ui.factories_desk import Desk


class WindowDesk:
    """A window with the claims panel and its dialogs."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.jobs = Jobs()
        self.window = QWidget()
        self.window.resize(1200, 860)
        self.panel = ClaimsPanel(desk.live, desk.selection)
        QVBoxLayout(self.window).addWidget(self.panel)
        self.dialogs = WindowDialogs(desk.live, self.jobs, desk.selection, self.panel, self.window)
        desk.show(self.window)
        desk.open()
        self.claim_id = desk.choose(1)

    def shown(self, kind: type[QDialog]) -> Any:
        """The open dialog of a kind."""
        self.desk.settle()
        found = [dialog for dialog in self.window.findChildren(kind) if dialog.isVisible()]
        assert len(found) == 1
        return found[0]


@pytest.fixture
def on(desk: Desk) -> Iterator[WindowDesk]:
    made = WindowDesk(desk)
    yield made
    made.jobs.shut_down()


def test_the_inspector_opens_evidence_and_from_there_the_source(on: WindowDesk) -> None:
    on.desk.live.apply(Cite(on.claim_id, address="https://budget.example"))
    evidence = on.panel.inspector.evidence
    on.desk.qtbot.waitUntil(lambda: len(evidence.rows) == 1)
    row = evidence.rows[0]
    assert isinstance(row, EvidenceRow)
    row.click()
    editor = on.shown(EvidenceEditor)
    editor.edit.click()
    source = on.shown(SourceEditor)
    wanted: list[tuple[str, str]] = []
    on.dialogs.claim_wanted.connect(lambda *ids: wanted.append(ids))
    on.desk.qtbot.waitUntil(lambda: len(source.uses.rows) == 1)
    source.uses.rows[0].click()
    assert wanted == [(on.claim_id, on.desk.article.id)]
    editor.reject()


def test_questions_are_asked_and_opened(on: WindowDesk) -> None:
    on.panel.ask_query(on.claim_id)
    on.shown(AskDialog).reject()
    on.dialogs.ask_about_article()
    on.shown(AskDialog).reject()
    on.desk.live.apply(AskQuery({"claim_id": on.claim_id, "question": "Which?"}))
    on.desk.qtbot.waitUntil(lambda: len(on.panel.inspector.queries.rows) == 1)
    row = on.panel.inspector.queries.rows[0]
    row.click()  # type: ignore[attr-defined]  # a button
    on.shown(QueryEditor).reject()
    on.dialogs.open_queries()
    on.shown(QueriesDialog).reject()


def test_signing_exporting_and_own_scales(on: WindowDesk) -> None:
    on.dialogs.open_sign_off()
    on.shown(SignOffDialog).reject()
    on.dialogs.open_export()
    on.shown(ExportDialog).reject()
    on.dialogs.open_scale_editor("statements")
    on.shown(ScaleEditor).reject()


def test_without_an_article_there_is_nothing_to_sign_or_list(on: WindowDesk) -> None:
    on.desk.selection.choose_article("")
    on.dialogs.open_sign_off()
    on.dialogs.open_queries()
    on.desk.settle()
    assert [dialog for dialog in on.window.findChildren(QDialog) if dialog.isVisible()] == []


def test_closing_the_project_closes_its_dialogs(on: WindowDesk) -> None:
    on.dialogs.open_sign_off()
    dialog = on.shown(SignOffDialog)
    with on.desk.qtbot.waitSignal(dialog.finished):
        on.desk.live.close()
