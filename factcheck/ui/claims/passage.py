"""The passage that a claim stands in, with the quotation marked: read beside a list that shows few words of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

from factcheck.translation import _
from factcheck.ui import theme as themes
from factcheck.ui.fonts import reading_font
from factcheck.ui.mirroring import reads_rightwards_first
from factcheck.ui.verdicts import verdict_look

if TYPE_CHECKING:
    from factcheck.domain.records import Rating
    from factcheck.project.queries.claims import Passage


class PassageView(QLabel):
    """Words that can be selected; the quotation stands on the tint of its verdict, and is underlined."""

    def __init__(self) -> None:
        super().__init__()
        self._passage: Passage | None = None
        self._rating: Rating | None = None
        self.setFont(reading_font(14))
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.setProperty("passage", True)
        self.hide()
        themes.theming.theme_changed.connect(self.on_theme_changed)

    def on_theme_changed(self, _theme: themes.Theme) -> None:
        """Show it in the new colours."""
        self._show()

    def show_passage(self, passage: Passage, rating: Rating | None) -> None:
        """Show another passage, or the same one under another verdict; an empty one hides it."""
        self.setVisible(bool(passage.text))
        if (passage, rating) != (self._passage, self._rating):
            self._passage, self._rating = passage, rating
            self._show()

    def _show(self) -> None:
        passage = self._passage
        if passage is None:
            return
        self.setAccessibleName(_("Passage: {words}").format(words=passage.text))
        tint, faint = verdict_look(self._rating).tint, themes.current().secondary
        parts, at = [], 0
        for start, end in (*passage.marked, (len(passage.text), len(passage.text))):
            before, quoted = _escaped(passage.text[at:start]), _escaped(passage.text[start:end])
            parts.append(f'<span style="color:{faint}">{before}</span>')
            parts.append(f'<span style="background-color:{tint};text-decoration:underline">{quoted}</span>')
            at = end
        side = "rtl" if reads_rightwards_first(passage.text) else "ltr"
        self.setText(f'<p dir="{side}" style="margin:0">{"".join(parts)}</p>')


def _escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", "<br>")
