"""All places of a name or a figure at once: they are listed, and settled together by one key."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from factcheck.domain.problems import Problem
from factcheck.locales import listed, number
from factcheck.translation import _, ngettext
from factcheck.ui.fonts import font
from factcheck.ui.popover import Popover
from factcheck.ui.widgets import GhostButton, PrimaryButton, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.text.checkables import Checkable
    from factcheck.ui.main_window import MainWindow

Span = tuple[int, int]

_WIDTH: Final = 460
_ROW: Final = 28
_MOST_ROWS: Final = 10
_AROUND: Final = 34  # characters of the text shown on each side
_SPAN: Final = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class Same:
    """Words with all their places; ``left`` are those that nobody has settled; ``claim_id`` stands on one of them.

    ``alike`` are names that differ by so little that they may be meant.
    """

    words: str
    places: list[Span]
    left: list[Span]
    claim_id: str
    alike: list[str]


def show_same(window: MainWindow) -> SamePlaces | None:
    """List all places of the name or figure that the reader is at; the answer is the sheet."""
    same = _same(window)
    if same is None:
        window.banners.tell(
            Problem(_("No name, figure or date stands here."), _("Choose a sentence with one, or take its words."))
        )
        return None
    text = window.pane.view.sheet.page.text
    sheet = SamePlaces(window, same, text, writable=window.can_write and window.follower.is_current)
    sheet.wanted.connect(window.pane.view.go_to)
    sheet.one_claim.connect(partial(_as_one_claim, window, same))
    sheet.nothing.connect(partial(_nothing_in_all, window, same))
    corner = window.pane.view.mapToGlobal(QPoint(window.pane.view.width() // 2 - _WIDTH // 2, 70))
    sheet.adjustSize()
    sheet.move(corner)
    sheet.show()
    return sheet


def _same(window: MainWindow) -> Same | None:
    """What the reader means: the word taken, or the first unchecked one of the sentence, or its first."""
    from factcheck.text.recurring import groups, variants

    sheet, taken, sentence = window.pane.view.sheet, window.pane.taken(), window.pane.sentence()
    start, end = taken or sentence or (0, 0)
    here = [word for word in sheet.words if word.start < end and word.end > start and word.kind != "quotation"]
    left = {word[:2] for word in sheet.words_left()}
    meant = next((word for word in here if word[:2] in left), here[0] if here else None)
    if meant is None:
        return None
    text = sheet.page.text
    grouped = groups(text, sheet.words)
    group = next(found for found in grouped.values() if meant in found)
    alike = [
        listed(dict.fromkeys(_shown(text, other) for other in side))
        for variant in variants(grouped)
        for side, across in ((variant.second, variant.first), (variant.first, variant.second))
        if meant in across
    ]
    places = [word[:2] for word in group]
    on = (mark for place in places for mark in sheet.marks.between(*place))
    claim_id = next((mark.claim_id for mark in on), "")
    return Same(_shown(text, meant), places, [place for place in places if place in left], claim_id, alike)


def _shown(text: str, word: Checkable) -> str:
    return " ".join(text[word.start : word.end].split())


def _as_one_claim(window: MainWindow, same: Same) -> None:
    from factcheck.project.edits.highlights import MarkClaim
    from factcheck.project.edits.words import AddHighlights

    spans, revision_id = tuple(same.left), window.follower.revision_id
    window.pane.release()
    if same.claim_id:
        window.live.apply(AddHighlights(same.claim_id, revision_id, spans))
        window.selection.choose_claim(same.claim_id, "key")
    else:
        window.live.apply(
            MarkClaim(revision_id, spans), lambda done: window.selection.choose_claim(done.value, "key")
        )


def _nothing_in_all(window: MainWindow, same: Same) -> None:
    from factcheck.project.edits.highlights import DecideSentences

    window.pane.release()
    window.live.apply(DecideSentences(window.follower.revision_id, tuple(same.left), nothing_to_check=True))


class SamePlaces(Popover):
    """The places; Enter goes to one, C makes one claim of those left, X says that nothing is to check in them."""

    wanted = Signal(int)
    one_claim = Signal()
    nothing = Signal()

    def __init__(self, parent: QWidget, same: Same, text: str, *, writable: bool) -> None:
        super().__init__(parent, _("All places of “{words}”").format(words=same.words))
        self.setFixedWidth(_WIDTH)
        count, left = len(same.places), len(same.left)
        told = ngettext("“{words}” stands at {n} place", "“{words}” stands at {n} places", count)
        head = label(told.format(words=same.words, n=number(count)), 13, 600, wrap=True)
        unchecked = ngettext("{n} of them unchecked", "{n} of them unchecked", left).format(n=number(left))
        about = [unchecked if left else _("all of them checked")]
        if same.alike:
            names = listed(_("“{part}”").format(part=one) for one in same.alike)
            about.append(_("also spelled {names}?").format(names=names))
        self.list = _Places(text, same.places, set(same.left))
        self.list.entered_key.connect(self._go)
        self.list.itemClicked.connect(lambda _item: self._go())
        claim = ngettext("Mark {n} as one claim", "Mark {n} as one claim", left)
        if same.claim_id:
            claim = ngettext("Add {n} to the claim", "Add {n} to the claim", left)
        self.claim = PrimaryButton(claim.format(n=number(left)), "highlighter", pressed=self._claim)
        self.pass_over = GhostButton(_("Nothing to check"), "circle-slash", pressed=self._pass)
        for button in (self.claim, self.pass_over):
            button.setEnabled(bool(left) and writable)
        buttons = QHBoxLayout()
        buttons.addWidget(self.claim)
        buttons.addWidget(self.pass_over)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        column.addWidget(head)
        column.addWidget(label(" · ".join(about), 12, tone="secondary", wrap=True))
        column.addWidget(self.list)
        column.addLayout(buttons)
        self.list.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_C and self.claim.isEnabled():
            self._claim()
        elif event.key() == Qt.Key.Key_X and self.pass_over.isEnabled():
            self._pass()
        else:
            super().keyPressEvent(event)

    def _claim(self) -> None:
        self.one_claim.emit()
        self.close()

    def _pass(self) -> None:
        self.nothing.emit()
        self.close()

    def _go(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.wanted.emit(item.data(_SPAN)[0])
            self.close()


class _Places(QListWidget):
    entered_key = Signal()

    def __init__(self, text: str, places: Sequence[Span], left: set[Span]) -> None:
        super().__init__()
        self.setObjectName("outline")
        self.setAccessibleName(_("Places"))
        self.setProperty("frame", True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(min(_MOST_ROWS, max(1, len(places))) * _ROW + 2)
        for start, end in places:
            item = QListWidgetItem(f"… {' '.join(text[max(0, start - _AROUND) : end + _AROUND].split())} …")
            item.setFont(font(13, 500 if (start, end) in left else 400))
            if (start, end) not in left:
                item.setToolTip(_("Checked"))
            item.setData(_SPAN, (start, end))
            item.setSizeHint(QSize(0, _ROW))
            self.addItem(item)
        self.setCurrentRow(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered_key.emit()
        elif event.key() in {Qt.Key.Key_C, Qt.Key.Key_X}:
            event.ignore()  # for the sheet
        else:
            super().keyPressEvent(event)
