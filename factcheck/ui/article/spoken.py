"""The article for those who hear it: where the reader is in words, and every highlight in view as a button of its own.

The document holds no trace of a highlight, so its text has none either. Interfaces written in Python cannot bring
actions of their own (see the decisions in ARCHITECTURE.md): real buttons can.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from factcheck.locales import labelled, listed
from factcheck.locales import number as written
from factcheck.translation import _, ngettext
from factcheck.ui.words import phrase

if TYPE_CHECKING:
    from factcheck.project.queries.articles import Mark
    from factcheck.ui.article.sheet import Sheet

Spot = tuple[QRectF, "Mark"]
_CALM: Final = 120  # milliseconds without a change of what is in view


def claim_in_words(sheet: Sheet, mark: Mark, numbers: dict[str, int] | None = None) -> str:
    """A highlight as it is read aloud: its claim's number, its verdict, its words."""
    number = numbers[mark.claim_id] if numbers is not None else sheet.marks.number(mark.claim_id)
    return _("{claim}, {verdict}: “{words}”").format(
        claim=phrase(sheet.profile, "claim number", n=number),
        verdict=sheet.look(mark).label,
        words=" ".join(sheet.page.text[mark.start : mark.end].split()),
    )


def sentence_in_words(sheet: Sheet) -> str:
    """The sentence under the cursor, and on lines of their own the claims in it; or that nothing is to check."""
    if not 0 <= sheet.sentence < len(sheet.sentences):
        return ""
    start, end = sheet.sentences[sheet.sentence]
    marks = sorted(sheet.marks.between(start, end), key=lambda mark: mark.start)
    told = [claim_in_words(sheet, mark) for mark in marks]
    if not told and any(low <= start and high >= end for low, high in sheet.decided):
        told = [_("Nothing to check here")]
    unchecked = sheet.words_left(start, end) if marks else []
    if unchecked:  # of an untouched sentence everything is
        words = (" ".join(sheet.page.text[word.start : word.end].split()) for word in unchecked)
        told.append(labelled(_("Unchecked"), listed(f"“{word}”" for word in words)))
    return "\n".join([" ".join(sheet.page.text[start:end].split()), *told])


def coverage_in_words(sheet: Sheet) -> str:
    """What the strip shows: how many sentences are dealt with, and how many claims are still open."""
    from factcheck.domain.findings import is_open
    from factcheck.text.coverage import DEALT, LEFT_OUT

    total, open_kinds = len(sheet.states) - sheet.states.count(LEFT_OUT), dict[tuple[str | None, str], bool]()
    still_open = set[str]()
    for mark in sheet.marks:
        kind = mark.rating_id, mark.status
        if kind not in open_kinds:
            open_kinds[kind] = is_open(mark.status, sheet.ratings.get(mark.rating_id or ""))
        if open_kinds[kind]:
            still_open.add(mark.claim_id)
    dealt = _("Sentences dealt with: {done} of {total}.")
    told = ngettext("{n} entry is still open.", "{n} entries are still open.", len(still_open))
    done = written(sheet.states.count(DEALT))
    said = [dealt.format(done=done, total=written(total)), told.format(n=written(len(still_open)))]
    left = sheet.count_left()
    if left >= 0:
        said.append(ngettext("{n} word is unchecked.", "{n} words are unchecked.", left).format(n=written(left)))
    return " ".join(said)


class ClaimTag(QAbstractButton):
    """A highlight as an object that a screen reader finds; nobody sees it, and the mouse goes through it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.claim_id = ""
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The gutter has painted its icon."""


class ClaimTags(QObject):
    """The tags over the gutter: one for each highlight that begins in view, once the page is at rest."""

    pressed = Signal(str)

    def __init__(self, gutter: QWidget) -> None:
        super().__init__(gutter)
        self._gutter = gutter
        self._shown: list[ClaimTag] = []
        self._sheet: Sheet | None = None
        self._spots: Callable[[], Sequence[Spot]] = list
        self._resting = QTimer(self, interval=_CALM, singleShot=True)
        self._resting.timeout.connect(self.on_rested)

    def follow(self, sheet: Sheet, spots: Callable[[], Sequence[Spot]]) -> None:
        """Tag what the gutter shows once it is at rest; costs nothing where no screen reader listens."""
        if QAccessible.isActive():
            self._sheet, self._spots = sheet, spots
            self._resting.start()

    def on_rested(self) -> None:
        """The page is at rest: put a tag on each highlight, in the order of the text."""
        sheet = self._sheet
        if sheet is None:
            return
        known = sorted(self._spots(), key=lambda spot: (spot[1].start, spot[1].end))
        while len(self._shown) < len(known):
            tag = ClaimTag(self._gutter)
            tag.clicked.connect(lambda _checked=False, tag=tag: self.pressed.emit(tag.claim_id))
            self._shown.append(tag)
        while len(self._shown) > len(known):
            gone = self._shown.pop()
            gone.hide()
            gone.deleteLater()
        numbers = sheet.marks.numbers() if known else {}
        for tag, (box, mark) in zip(self._shown, known, strict=True):
            tag.claim_id = mark.claim_id
            tag.setAccessibleName(claim_in_words(sheet, mark, numbers))
            tag.setGeometry(box.toAlignedRect())
            tag.show()
