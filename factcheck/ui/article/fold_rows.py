"""The rows of folded stretches on the page: each is put where its stretch folds, once that comes into view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from factcheck.ui.article.fold_row import FoldRow
from factcheck.ui.article.typesetting import FOLD_ROW, OVERHANG

if TYPE_CHECKING:
    from factcheck.ui.article.folding import Fold
    from factcheck.ui.article.page_view import PageView


class FoldRows:
    """Keeps a row for each stretch that was in view so far."""

    def __init__(self, view: PageView) -> None:
        self._view = view
        self._rows: dict[str, FoldRow] = {}

    def clear(self) -> None:
        """Take all rows away: another text is shown."""
        for row in self._rows.values():
            row.hide()
            row.deleteLater()
        self._rows = {}

    def place(self, top: float, bottom: float) -> None:
        """Put the rows of a band of the page where their stretches fold; those out of it wait."""
        sheet = self._view.sheet
        seen = sheet.geometry.blocks_between(top, bottom) if sheet.folds else ()
        frames = {block.blockNumber(): frame for block, frame in seen}
        last = max(frames, default=-1)
        known = {each.omission_id for each in sheet.folds}
        for omission_id in self._rows.keys() - known:
            gone = self._rows.pop(omission_id)
            gone.hide()
            gone.deleteLater()
        for each in sheet.folds:
            at_end = each.anchor < 0 and not self._follows(last)
            if each.anchor in frames or (at_end and frames):
                self._place(each, frames[last if at_end else each.anchor], at_end=at_end)
            elif each.omission_id in self._rows:
                self._rows[each.omission_id].hide()

    def _follows(self, line: int) -> bool:
        """Whether a visible line follows."""
        block = self._view.sheet.geometry.block(line).next()
        while block.isValid() and not block.isVisible():
            block = block.next()
        return block.isValid()

    def _place(self, each: Fold, frame: QRectF, *, at_end: bool) -> None:
        row = self._rows.get(each.omission_id)
        if row is None:
            row = self._rows[each.omission_id] = FoldRow(self._view.viewport(), each)
            row.toggled.connect(self._view.omission_toggled)
        elif row.fold != each:
            row.show_fold(each)
        top = frame.bottom() + 15 if at_end else frame.top() - each.rows * FOLD_ROW - 6
        place = self._view.to_viewport(QRectF(OVERHANG, top + each.rank * FOLD_ROW, 0, 0)).toRect()
        row.setGeometry(place.x(), place.y(), self._view.lineWrapColumnOrWidth() - 2 * OVERHANG, FOLD_ROW - 8)
        row.show()
