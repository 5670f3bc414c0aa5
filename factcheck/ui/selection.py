"""The one selection that all views follow: which article, which claim, and who chose it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class Selection(QObject):
    """The current article and claim; ids are empty where there is none."""

    article_chosen = Signal(str)
    claim_chosen = Signal(str, str)  # claim id, who chose it

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.article_id = ""
        self.claim_id = ""

    def choose_article(self, article_id: str) -> None:
        """Turn to an article; its claims are not chosen yet."""
        if article_id != self.article_id:
            self.article_id = article_id
            self.choose_claim("", "article")
            self.article_chosen.emit(article_id)

    def choose_claim(self, claim_id: str, by: str) -> None:
        """Turn to a claim (empty: none); ``by`` names the view, so that it need not follow itself."""
        if claim_id != self.claim_id:
            self.claim_id = claim_id
            self.claim_chosen.emit(claim_id, by)
