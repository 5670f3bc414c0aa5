"""The one selection that all views follow: which article, which claims, and who chose them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal


class Selection(QObject):
    """The current article and claim; ids are empty where there is none.

    ``claim_ids`` are all that are chosen where a person took several in the list, the current one among them.
    """

    article_chosen = Signal(str)
    claim_chosen = Signal(str, str)  # claim id, who chose it
    claims_chosen = Signal(tuple)  # the ids of several, or of the one that is left of them

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.article_id = ""
        self.claim_id = ""
        self.claim_ids: tuple[str, ...] = ()

    @property
    def several(self) -> bool:
        """Whether several claims are chosen."""
        return len(self.claim_ids) > 1

    def choose_article(self, article_id: str) -> None:
        """Turn to an article; its claims are not chosen yet."""
        if article_id != self.article_id:
            self.article_id = article_id
            self.choose_claim("", "article")
            self.article_chosen.emit(article_id)

    def choose_claim(self, claim_id: str, by: str) -> None:
        """Turn to a claim (empty: none); ``by`` names the view, so that it need not follow itself."""
        self._choose((claim_id,) if claim_id else (), claim_id, by)

    def choose_claims(self, claim_ids: Sequence[str], current: str, by: str) -> None:
        """Take several claims at once; ``current`` is the one among them that the article shows."""
        self._choose(tuple(claim_ids), current, by)

    def _choose(self, claim_ids: tuple[str, ...], current: str, by: str) -> None:
        were_several, self.claim_ids = self.several, claim_ids
        if current != self.claim_id:
            self.claim_id = current
            self.claim_chosen.emit(current, by)
        if (were_several or self.several) and self.claim_ids == claim_ids:
            self.claims_chosen.emit(claim_ids)
