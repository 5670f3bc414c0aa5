"""Opens the dialogs of a project, from the claims panel and from the window's actions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

if TYPE_CHECKING:
    from factcheck.project.queries.articles import ArticleLine
    from factcheck.ui.claims.panel import ClaimsPanel
    from factcheck.ui.jobs import Jobs
    from factcheck.ui.live_project import LiveProject
    from factcheck.ui.selection import Selection


class WindowDialogs(QObject):
    """``claim_wanted`` carries a claim and its article, ``review_wanted`` claims; ``exported`` a report's path."""

    claim_wanted = Signal(str, str)
    review_wanted = Signal(tuple)
    exported = Signal(str)

    def __init__(
        self, live: LiveProject, jobs: Jobs, selection: Selection, panel: ClaimsPanel, window: QWidget
    ) -> None:
        super().__init__(window)
        self._live, self._jobs, self._selection, self._window = live, jobs, selection, window
        inspector = panel.inspector
        inspector.evidence_opened.connect(self.open_evidence)
        inspector.source_opened.connect(self.open_source)
        inspector.query_opened.connect(self.open_query)
        inspector.query_wanted.connect(self.ask_about_claim)

    def _show(self, dialog: QDialog) -> None:
        dialog.open()

    def open_evidence(self, claim_id: str, evidence_id: str) -> None:
        """Show what a source says beside the quotation."""
        from factcheck.ui.sources.evidence_editor import EvidenceEditor

        dialog = EvidenceEditor(self._live, claim_id, evidence_id, self._window)
        dialog.review_wanted.connect(self.review_wanted)
        dialog.source_wanted.connect(self.open_source)
        self._show(dialog)

    def open_source(self, source_id: str) -> None:
        """Edit a source."""
        from factcheck.ui.sources.source_editor import SourceEditor

        dialog = SourceEditor(self._live, source_id, self._window)
        dialog.review_wanted.connect(self.review_wanted)
        dialog.claim_wanted.connect(self.claim_wanted)
        self._show(dialog)

    def open_query(self, query_id: str) -> None:
        """Show a query and what was answered."""
        from factcheck.ui.dialogs.query_editor import QueryEditor

        dialog = QueryEditor(self._live, query_id, self._window)
        dialog.review_wanted.connect(self.review_wanted)
        self._show(dialog)

    def open_queries(self) -> None:
        """Show all queries of the chosen article."""
        from factcheck.ui.dialogs.queries_dialog import QueriesDialog

        if self._selection.article_id:
            self._show(QueriesDialog(self._live, self._selection.article_id, self._window))

    def ask_about_claim(self, claim_id: str) -> None:
        """Ask a question about a claim of the chosen article."""
        self._ask(self._selection.article_id, claim_id)

    def ask_about_article(self) -> None:
        """Ask a question about the chosen article as a whole."""
        self._ask(self._selection.article_id, "")

    def _ask(self, article_id: str, claim_id: str) -> None:
        from factcheck.ui.dialogs.query_editor import AskDialog

        self._show(AskDialog(self._live, article_id=article_id, claim_id=claim_id, parent=self._window))

    def open_history(self, articles: Sequence[ArticleLine], article_id: str) -> None:
        """Show the history of an article ("": of the project)."""
        from factcheck.ui.history.history_dialog import HistoryDialog

        dialog = HistoryDialog(self._live, self._jobs, articles, article_id, self._window)
        dialog.claim_wanted.connect(self.claim_wanted)
        self._show(dialog)

    def open_vote(self, claim_id: str) -> None:
        """Vote on the verdict of a claim."""
        from factcheck.ui.dialogs.vote_dialog import VoteDialog

        self._show(VoteDialog(self._live, claim_id, self._window))

    def open_sign_off(self) -> None:
        """Sign off the chosen article."""
        from factcheck.ui.reports.sign_off_dialog import SignOffDialog

        if self._selection.article_id:
            self._show(SignOffDialog(self._live, self._selection.article_id, self._window))

    def open_export(self, article_ids: Sequence[str] = ()) -> None:
        """Export a report on some articles (none named: all)."""
        from factcheck.ui.reports.export_dialog import ExportDialog

        dialog = ExportDialog(self._live, self._jobs, article_ids, self._window)
        dialog.exported.connect(self.exported)
        self._show(dialog)

    def open_scale_editor(self, profile: str) -> None:
        """Make a scale of one's own."""
        from factcheck.ui.dialogs.scale_editor import ScaleEditor

        self._show(ScaleEditor(self._live, self._window, profile))
