"""The card that shows both values of a field on which two people differ, until a person decides."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import partial
from html import escape
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from factcheck.locales import listed, short_time
from factcheck.translation import _
from factcheck.ui import theme as themes
from factcheck.ui.fonts import font
from factcheck.ui.forms.flow import Flow
from factcheck.ui.widgets import GhostButton, label

if TYPE_CHECKING:
    from factcheck.domain.changes import Side

LONG = 60  # from so many characters on the words that differ are marked
LONGEST_VALUE = 600  # characters of a side that the card shows; the box shows it whole


def one_side_each(sides: Sequence[Side]) -> list[Side]:
    """The sides with different values, of equal ones the latest."""
    return list({json.dumps(side.value, sort_keys=True): side for side in sides}.values())


def clear_layout(layout: QHBoxLayout | QVBoxLayout | QGridLayout | Flow) -> None:
    """Take everything out of a layout and drop it."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear_layout(inner)  # type: ignore[arg-type] # only these three kinds are nested here


class ConflictCard(QFrame):
    """Both values with author and time. ``resolved`` carries the value that a person took.

    ``reviewable`` says that both may be sent to review; they stay as they are until somebody decides there.
    """

    resolved = Signal(object)
    edit_both_wanted = Signal()
    review_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 10, 12, 10)
        self._column.setSpacing(7)
        self.buttons: list[GhostButton] = []
        self.reviewable = False
        self._told: tuple[tuple[Side, ...], str, str] | None = None
        self.hide()

    def show_sides(
        self,
        sides: Sequence[Side],
        *,
        author: str,
        title: str,
        render: Callable[[Any], QWidget],
        mergeable: bool = False,
    ) -> None:
        """Show ``sides``; ``author`` is who sits here, ``render`` makes a value visible. No sides: the card is gone."""
        if (told := (tuple(sides), author, title)) == self._told:
            return  # the buttons keep the focus
        self._told = told
        clear_layout(self._column)
        self.buttons = []
        different = one_side_each(sides)
        self.setVisible(bool(different))
        if not different:
            return
        self.setAccessibleName(title)
        self._column.addWidget(label(title, 13, 700, wrap=True))
        mine = [side for side in different if side.author == author]
        both_mine = len(mine) > 1
        short = all(len(str(side.value)) < 40 for side in different) and len(different) == 2 and not mergeable
        lay_out = self._in_a_row if short else self._in_rows
        self._column.addLayout(lay_out(different, author, render))
        row = Flow()
        ordered = sorted(different, key=lambda side: side.author != author)
        names = [self._words(side, author, both_mine=both_mine) for side in ordered]
        if len(set(names)) < len(names):
            # Written by the same person in the same minute: only their order tells them apart.
            names = [_("Keep no. {n}").format(n=number) for number in range(1, len(ordered) + 1)]
        for side, words in zip(ordered, names, strict=True):
            button = GhostButton(words, pressed=partial(self.resolved.emit, side.value), px=12)
            self.buttons.append(button)
            row.addWidget(button)
        if mergeable:
            button = GhostButton(_("Edit both"), pressed=self.edit_both_wanted.emit, px=12)
            self.buttons.append(button)
            row.addWidget(button)
        if self.reviewable:
            button = GhostButton(_("Send both to review"), pressed=self.review_wanted.emit, px=12)
            self.buttons.append(button)
            row.addWidget(button)
        self._column.addLayout(row)

    def ask(self, title: str, choices: Sequence[tuple[str, Any]]) -> None:
        """Ask for one of several values, each with the words of its button; an empty title: the card is gone."""
        if (asked := ((), "", title)) == self._told:
            return  # the buttons keep the focus
        self._told = asked
        self.buttons = []
        clear_layout(self._column)
        self.setVisible(bool(title))
        self.setAccessibleName(title)
        self._column.addWidget(label(title, 13, 700, wrap=True))
        row = QHBoxLayout()
        row.setSpacing(8)
        for words, value in choices:
            self.buttons.append(GhostButton(words, pressed=partial(self.resolved.emit, value), px=12))
            row.addWidget(self.buttons[-1])
        row.addStretch()
        self._column.addLayout(row)

    @staticmethod
    def _words(side: Side, author: str, *, both_mine: bool) -> str:
        if both_mine:
            return _("Keep that of {time}").format(time=short_time(side.at))
        if side.author == author:
            return _("Keep mine")
        return _("Take {name}’s").format(name=first_name(side.author))

    @staticmethod
    def _who(side: Side, author: str) -> str:
        name = _("You") if side.author == author else first_name(side.author)
        return f"{name}, {short_time(side.at)}"

    def _in_a_row(self, sides: Sequence[Side], author: str, render: Callable[[Any], QWidget]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(7)
        for position, side in enumerate(sorted(sides, key=lambda side: side.author != author)):
            if position:
                row.addSpacing(10)
            row.addWidget(label(self._who(side, author), 12, 500, "secondary"))
            row.addWidget(render(side.value))
        row.addStretch()
        return row

    def _in_rows(self, sides: Sequence[Side], author: str, render: Callable[[Any], QWidget]) -> QVBoxLayout:
        rows = QVBoxLayout()
        rows.setSpacing(2)
        for side in sorted(sides, key=lambda side: side.author != author):
            rows.addWidget(label(self._who(side, author), 12, 500, "secondary"))
            value = MarkedWords(side.value, _beside(side, sides)) if _are_long(sides) else render(side.value)
            # A wrapped text needs the whole width; anything else keeps its own.
            rows.addWidget(value) if isinstance(value, QLabel) else rows.addWidget(value, 0, Qt.AlignmentFlag.AlignLeft)
            rows.addSpacing(4)
        return rows


def _are_long(sides: Sequence[Side]) -> bool:
    """Whether two texts are so long that the words that differ should be marked."""
    texts = [side.value for side in sides]
    return len(texts) == 2 and all(isinstance(text, str) and text for text in texts) and max(map(len, texts)) > LONG


def _beside(side: Side, sides: Sequence[Side]) -> str:
    return str(next(other.value for other in sides if other is not side))


class MarkedWords(QLabel):
    """A text in which the words that the other one does not have are marked: bold, underlined, in a colour.

    Of two texts that have little in common nothing is marked: it would be nearly all of both.
    """

    def __init__(self, text: str, other: str) -> None:
        from factcheck.text.differing import differing

        super().__init__()
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setFont(font(13))
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setAccessibleName(text)
        pieces = differing(text[:LONGEST_VALUE], other[:LONGEST_VALUE])
        self._pieces = [piece for piece in pieces if piece.kind != "new"]
        alike = sum(len(piece.text) for piece in pieces if piece.kind == "same")
        self._marks = 2 * alike >= min(len(text), len(other), LONGEST_VALUE)
        self._end = "…" if len(text) > LONGEST_VALUE else ""
        themes.theming.theme_changed.connect(self.on_theme_changed)
        self.on_theme_changed(themes.current())

    def on_theme_changed(self, theme: themes.Theme) -> None:
        """Mark in the new colours."""
        mark = f'<span style="color:{theme.warn_text};font-weight:600;text-decoration:underline">{{}}</span>'
        looks = {"gone": mark if self._marks else "{}", "same": "{}"}
        self.setText("".join(looks[piece.kind].format(_escaped(piece.text)) for piece in self._pieces) + self._end)


def _escaped(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def words_of(value: Any) -> QWidget:
    """A text value, wrapped; an empty one is named."""
    text = "" if value is None else str(value)
    shown = text if len(text) <= LONGEST_VALUE else text[:LONGEST_VALUE] + "…"
    made = label(shown or _("(empty)"), 13, 400, "" if shown else "faint", wrap=True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def first_name(author: str) -> str:
    """What a colleague is called: "Jonas"."""
    return author.split(maxsplit=1)[0] if author.strip() else _("Somebody")


def conflict_title(sides: Sequence[Side], author: str, field: str, changed: str = "") -> str:
    """Such as: Jonas changed “Checking note” while you were editing; ``changed`` are a field's own words for it."""
    others = list(dict.fromkeys(first_name(side.author) for side in sides if side.author != author))
    if not others:
        return _("“{field}” was written twice, each without sight of the other.").format(field=field)
    if len(others) == 1 and any(side.author == author for side in sides):
        words = changed or _("{name} changed “{field}” while you were editing.")
        return words.format(name=others[0], field=field)
    return _("{names} wrote different things in “{field}”.").format(names=listed(others), field=field)
