"""What is done with the claims that are chosen in the list: they are taken out, rated, given sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.ui.sources.taking import take_sources, takes_sources

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

    from factcheck.project.recording import Edit
    from factcheck.ui.claims.claims_model import ClaimsModel
    from factcheck.ui.claims.inspector import Inspector
    from factcheck.ui.live_project import LiveProject
    from factcheck.ui.selection import Selection


class ChosenClaims:
    """Applies an edit to the one claim that is chosen, or to all of several."""

    def __init__(self, live: LiveProject, selection: Selection, model: ClaimsModel, inspector: Inspector) -> None:
        self._live, self._selection, self._model, self._inspector = live, selection, model, inspector

    def remove(self) -> None:
        """Take the chosen claims out; the one behind them is chosen."""
        claim_ids = self._selection.claim_ids
        if not claim_ids or self._live.read_only_reason:
            return
        from factcheck.project.edits.claims import RemoveClaim
        from factcheck.project.edits.many_claims import RemoveClaims

        rows = sorted(row for row in map(self._model.row_of, claim_ids) if row >= 0)
        behind = rows[-1] + 1 if rows else -1
        beside = behind if 0 <= behind < self._model.rowCount() else rows[0] - 1 if rows else -1
        line = self._model.line(beside) if beside >= 0 else None
        here = line is not None and line.article_id == self._selection.article_id
        self._selection.choose_claim(line.id if line is not None and here else "", "claims")
        self._live.apply(RemoveClaims(claim_ids) if len(claim_ids) > 1 else RemoveClaim(claim_ids[0]))

    def rate(self, claim_id: str, rating_id: str | None) -> None:
        """Give a claim a verdict, the inspected one from the verdict that is shown; or all where several are chosen."""
        from factcheck.project.edits.many_claims import RateClaims
        from factcheck.project.edits.verdicts import RateClaim

        edit: Edit
        if self._selection.several and claim_id == self._selection.claim_id:
            edit = RateClaims(self._selection.claim_ids, rating_id)
        elif self._inspector.rate(claim_id, rating_id):
            return
        else:
            edit = RateClaim(claim_id, rating_id)
        self._live.apply(edit)

    def take(self, claim_id: str, data: QMimeData) -> None:
        """Make sources of what was dropped on a card, or pasted for the claims that are chosen ("")."""
        claim_ids = (claim_id,) if claim_id else self._selection.claim_ids
        if claim_ids and takes_sources(data) and not self._live.read_only_reason:
            take_sources(self._live, claim_ids, data, self._inspector.evidence.tell)
