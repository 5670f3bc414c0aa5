"""The card of a claim beside its words: verdict, wording, rationale, sources, and how to open it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QVBoxLayout, QWidget

from factcheck.translation import _, ngettext
from factcheck.ui.fonts import reading_font
from factcheck.ui.forms.elided import Elided
from factcheck.ui.sources.looks import STANCE_TONES, source_icon, source_title
from factcheck.ui.verdicts import verdict_look
from factcheck.ui.widgets import Card, Glyph, KeyCap, Pill, label
from factcheck.ui.words import label as words_for
from factcheck.ui.words import phrase, status_words

if TYPE_CHECKING:
    from factcheck.domain.records import Rating
    from factcheck.project.queries.claims import ClaimSheet, EvidenceLine

WIDTH: Final = 340
_ROOM: Final = WIDTH - 30
_SOURCES: Final = 3
_LONGEST: Final = 280  # characters of words or rationale; all of it is in the inspector


class PeekCard(Card):
    """Shows a claim to whoever points at its words; a press opens it."""

    pressed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedWidth(WIDTH)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(14, 12, 14, 10)
        self._column.setSizeConstraint(QLayout.SizeConstraint.SetMinimumSize)
        self._content = QWidget()
        self._column.addWidget(self._content)
        self.lift()
        self.hide()

    def show_claim(
        self, sheet: ClaimSheet, rating: Rating | None, profile: str, quote: str, place: tuple[int, int]
    ) -> None:
        """Show a claim on the words ``quote``; ``place`` is which of how many claims on these words it is."""
        self._content.hide()
        self._content.deleteLater()
        self._content = QWidget()
        self._column.addWidget(self._content)
        column = QVBoxLayout(self._content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        claim = sheet.claim.record
        title = f"{phrase(profile, 'claim number', n=sheet.number)}  ·  {status_words(profile, claim.status)}"
        spoken = [title, verdict_look(rating, status=claim.status).label]
        column.addLayout(_row(Pill(rating, claim.status), None, label(title, 12, tone="secondary")))
        own = _shortened(claim.words)
        if own and claim.words.strip() != quote.strip():
            words = _text(own)
            words.setFont(reading_font(14))
            column.addWidget(words)
            spoken.append(own)
        if claim.rationale.strip():
            column.addWidget(_text(_shortened(claim.rationale)))
            spoken.append(_shortened(claim.rationale))
        for line in sheet.evidence[:_SOURCES]:
            column.addLayout(_source_row(line))
            spoken.append(f"{source_title(line.source.record)}, {words_for(line.evidence.record.stance)}")
        counts = _counts(sheet)
        spoken += [words for _icon, words in counts]
        here, of = place
        if of > 1:
            spoken.append(_("{n} of {count} here").format(n=here, count=of))
        column.addLayout(_foot(counts, place))
        self.setAccessibleName(". ".join(spoken))
        self.adjustSize()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.pressed.emit()


def _counts(sheet: ClaimSheet) -> list[tuple[str, str]]:
    """How many sources and comments there are, each with its icon."""
    sources = len({line.source.record.id for line in sheet.evidence})
    told = [("link-2", ngettext("{n} source", "{n} sources", sources).format(n=sources))]
    comments = len(sheet.comments)
    if comments:
        told.append(("message-square", ngettext("{n} comment", "{n} comments", comments).format(n=comments)))
    return told


def _foot(counts: list[tuple[str, str]], place: tuple[int, int]) -> QHBoxLayout:
    parts: list[QWidget | None] = []
    for icon, words in counts:
        parts += [Glyph(icon, 14, "secondary"), label(words, 12, tone="secondary")]
    parts.append(None)
    if place[1] > 1:
        parts.append(label(_("{n} of {count} here").format(n=place[0], count=place[1]), 12, 500, "accent"))
    parts += [KeyCap(_("Enter")), label(_("to open"), 12, tone="faint")]
    return _row(*parts)


def _source_row(line: EvidenceLine) -> QHBoxLayout:
    stance = line.evidence.record.stance
    title = Elided(source_title(line.source.record), 12, 500)
    tone = STANCE_TONES.get(stance, "secondary")
    return _row(Glyph(source_icon(line.source.record.kind), 14), title, label(words_for(stance), 11, 600, tone))


def _row(*parts: QWidget | None) -> QHBoxLayout:
    """Widgets side by side; None pushes apart."""
    row = QHBoxLayout()
    row.setSpacing(6)
    for part in parts:
        if part is None:
            row.addStretch()
        else:
            row.addWidget(part, 1 if isinstance(part, Elided) else 0)
    return row


def _text(words: str) -> QLabel:
    made = label(words, 13, wrap=True)
    made.setFixedWidth(_ROOM)
    return made


def _shortened(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rsplit(' ', 1)[0]}…"
