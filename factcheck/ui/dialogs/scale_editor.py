"""Making a scale of one's own: its ratings in their order, with label, definition, look and what each settles."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from factcheck.translation import _
from factcheck.ui import theme as themes
from factcheck.ui.dialogs.scale_looks import COLOURS, ICONS, colour_words, pattern_words
from factcheck.ui.forms.boxes import ChoiceBox, LineBox, TextBox
from factcheck.ui.forms.dialog_foot import dialog_foot
from factcheck.ui.forms.field_row import FieldRow
from factcheck.ui.forms.typed_field import storable
from factcheck.ui.icons import icon
from factcheck.ui.mirroring import placed
from factcheck.ui.verdicts import VerdictLook, paint_underline
from factcheck.ui.widgets import GhostButton, IconButton, PrimaryButton, label, paint_pill, pill_width

if TYPE_CHECKING:
    from factcheck.domain.records import Rating
    from factcheck.project.reading import Reading
    from factcheck.ui.live_project import LiveProject

MOST: Final = 20


@dataclass(frozen=True)
class RatingDraft:
    """One rating as it is being made; ``colour`` is a key of ``COLOURS``. ``ordered``: it has a place in the order."""

    label: str
    definition: str = ""
    ordered: bool = True
    closes: bool = True
    proven: bool = False
    icon: str = "circle-check"
    pattern: str = "solid"
    colour: str = "green"

    def look(self) -> VerdictLook:
        """How it looks in the current theme."""
        colours, theme = COLOURS[self.colour], themes.current()
        strong = colours.strong_dark if theme.dark else colours.strong_light
        tint = colours.tint_dark if theme.dark else colours.tint_light
        return VerdictLook(self.label, self.icon, self.pattern, strong, tint)

    def data(self, rank: int | None) -> dict[str, Any]:
        """The rating as a scale file says it; ``rank`` 1 is truest, None has no place in the order."""
        colours: Any = COLOURS[self.colour]
        plain: dict[str, Any] = {
            "key": self.label.casefold().replace(" ", "-"),
            "label": self.label,
            "definition": self.definition,
            "closes": self.closes,
            "proven": self.proven,
            "icon": self.icon,
            "pattern": self.pattern,
            **asdict(colours),
        }
        return plain if rank is None else {**plain, "rank": rank}


def rating_drafts(reading: Reading) -> list[RatingDraft]:
    """The scale in use, to begin from."""
    from factcheck.project.queries.project import scale_in_use

    return [_draft_of(rating) for rating in scale_in_use(reading)[1]]


def _draft_of(rating: Rating) -> RatingDraft:
    known = {colours.strong_light: name for name, colours in COLOURS.items()}
    return RatingDraft(
        label=rating.label,
        definition=rating.definition,
        ordered=rating.rank is not None,
        closes=rating.closes,
        proven=rating.proven,
        icon=rating.icon if rating.icon in ICONS else ICONS[0],
        pattern=rating.pattern if rating.pattern in pattern_words() else "solid",
        colour=known.get(rating.strong_light.upper(), "grey"),
    )


def scale_data(ratings: list[RatingDraft]) -> tuple[dict[str, Any], ...]:
    """The ratings as a scale file says them; those with a place in the order are ranked from 1."""
    ranks = iter(range(1, len(ratings) + 1))
    return tuple(rating.data(next(ranks) if rating.ordered else None) for rating in ratings)


def faults(name: str, ratings: list[RatingDraft]) -> list[str]:
    """What keeps the scale from being made, in words."""
    found = []
    if not name.strip():
        found.append(_("The scale needs a name."))
    labels = [rating.label.strip().casefold() for rating in ratings]
    if not all(labels):
        found.append(_("Every rating needs a label."))
    if len(set(labels)) != len(labels):
        found.append(_("Two ratings have the same label."))
    looks: dict[tuple[str, str], str] = {}
    for rating in ratings:
        alike = looks.setdefault((rating.icon, rating.pattern), rating.label)
        if alike != rating.label:
            words = _("“{one}” and “{other}” differ by colour alone: give one another icon or line.")
            found.append(words.format(one=alike, other=rating.label))
    return found


class ScaleEditor(QDialog):
    """Begins from the scale in use; what is made is used for new verdicts, old ones keep theirs."""

    def __init__(self, live: LiveProject, parent: QWidget, profile: str = "statements") -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("A scale of one’s own"))
        self.resize(760, 560)
        self._live, self._profile = live, profile
        self._over = False
        self.ratings: list[RatingDraft] = []
        self._showing = False
        self.name = LineBox()
        self.list = QListWidget()
        self.list.setProperty("frame", True)
        self.list.setAccessibleName(_("Ratings, truest first"))
        self.list.setIconSize(QSize(200, 24))
        self.list.setSpacing(2)
        self.label, self.definition = LineBox(), TextBox(3, 5)
        self.icon = ChoiceBox()
        for choice in ICONS:
            self.icon.addItem(icon(choice, size=16), choice.replace("-", " "), choice)
        self.pattern = ChoiceBox()
        self.colour = ChoiceBox()
        for value, words in pattern_words().items():
            self.pattern.addItem(_line_icon(value), words, value)
        for value, words in colour_words().items():
            self.colour.addItem(_colour_icon(value), words, value)
        self.ordered = QCheckBox(_("Has a place in the order from true to false"))
        self.closes = QCheckBox(_("Settles the matter; otherwise it stays open"))
        self.proven = QCheckBox(_("The words may stand as they are"))
        self.fault = label("", 12, 400, "bad", wrap=True)
        self._make()
        self._connect()
        live.ask(rating_drafts, self._begin)

    # --- making ----------------------------------------------------------------------------------

    def _make(self) -> None:
        self.add = GhostButton(_("Add rating"), "plus", px=12)
        self.up = IconButton("arrow-up", _("Move up"), size=16, side=28)
        self.down = IconButton("arrow-down", _("Move down"), size=16, side=28)
        self.drop = IconButton("trash-2", _("Remove rating"), size=16, side=28)
        tools = QHBoxLayout()
        tools.addWidget(self.add)
        tools.addStretch()
        for button in (self.up, self.down, self.drop):
            tools.addWidget(button)
        left = QVBoxLayout()
        left.addWidget(self.list, 1)
        left.addLayout(tools)
        right = QGridLayout()
        right.setHorizontalSpacing(12)
        right.setVerticalSpacing(10)
        right.addWidget(FieldRow(_("Label"), self.label), 0, 0, 1, 2)
        right.addWidget(FieldRow(_("When it is given"), self.definition), 1, 0, 1, 2)
        right.addWidget(FieldRow(_("Colour"), self.colour), 2, 0)
        right.addWidget(FieldRow(_("Line under the words"), self.pattern), 2, 1)
        right.addWidget(FieldRow(_("Icon"), self.icon), 3, 0)
        for line, box in enumerate((self.ordered, self.closes, self.proven), 4):
            right.addWidget(box, line, 0, 1, 2)
        right.setRowStretch(7, 1)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addLayout(left, 2)
        middle.addLayout(right, 3)
        self.make = PrimaryButton(_("Use this scale"), pressed=self.on_made)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(FieldRow(_("Name of the scale"), self.name))
        column.addLayout(middle, 1)
        column.addWidget(self.fault)
        column.addLayout(dialog_foot((), (GhostButton(_("Cancel"), pressed=self.reject), self.make)))

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(self.on_row_changed)
        self.add.clicked.connect(lambda _checked=False: self.on_add())
        self.up.clicked.connect(lambda _checked=False: self.on_move(-1))
        self.down.clicked.connect(lambda _checked=False: self.on_move(1))
        self.drop.clicked.connect(lambda _checked=False: self.on_drop())
        self.name.textEdited.connect(lambda _text: self._judge())
        self.label.textEdited.connect(lambda text: self._change(label=storable(text)))
        self.definition.textChanged.connect(lambda: self._change(definition=storable(self.definition.toPlainText())))
        for name, box in (("icon", self.icon), ("pattern", self.pattern), ("colour", self.colour)):
            box.activated.connect(partial(self._take_choice, name, box))
        for name, check in (("ordered", self.ordered), ("closes", self.closes), ("proven", self.proven)):
            check.clicked.connect(self._taker(name))
        themes.theming.theme_changed.connect(self.on_theme_changed)

    def _take_choice(self, name: str, box: ChoiceBox, _index: int) -> None:
        self._change(**{name: box.value})

    def _taker(self, name: str) -> Callable[[bool], None]:
        def take(on: bool) -> None:
            self._change(**{name: on})

        return take

    def _begin(self, ratings: list[RatingDraft]) -> None:
        if not self._over:
            self.ratings = ratings
            self._fill(0)
            self.name.setFocus()

    # --- the list --------------------------------------------------------------------------------

    def _fill(self, row: int) -> None:
        self._showing = True
        self.list.clear()
        for rating in self.ratings:
            item = QListWidgetItem(_pill_icon(rating), "")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, rating.label)
            self.list.addItem(item)
        self._showing = False
        self.list.setCurrentRow(row)
        self._judge()

    def on_theme_changed(self, _theme: themes.Theme) -> None:
        """Draw the ratings anew."""
        self._fill(self.list.currentRow())

    def on_row_changed(self, row: int) -> None:
        """Show a rating's fields."""
        if self._showing or not 0 <= row < len(self.ratings):
            return
        rating = self.ratings[row]
        self._showing = True
        self.label.setText(rating.label)
        self.definition.setPlainText(rating.definition)
        for choice, value in ((self.icon, rating.icon), (self.pattern, rating.pattern), (self.colour, rating.colour)):
            choice.choose(value)
        for check, on in ((self.ordered, rating.ordered), (self.closes, rating.closes), (self.proven, rating.proven)):
            check.setChecked(on)
        self._showing = False
        self._judge()

    def _change(self, **fields: Any) -> None:
        row = self.list.currentRow()
        if self._showing or not 0 <= row < len(self.ratings):
            return
        self.ratings[row] = replace(self.ratings[row], **fields)
        item = self.list.item(row)
        item.setIcon(_pill_icon(self.ratings[row]))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, self.ratings[row].label)
        self._judge()

    def on_add(self) -> None:
        """Add a rating that looks like none of the others."""
        taken = {rating.colour for rating in self.ratings}, {rating.icon for rating in self.ratings}
        patterns = {rating.pattern for rating in self.ratings}
        self.ratings.append(
            RatingDraft(
                label="",
                colour=next((name for name in COLOURS if name not in taken[0]), "grey"),
                icon=next((name for name in ICONS if name not in taken[1]), ICONS[0]),
                pattern=next((name for name in pattern_words() if name not in patterns), "solid"),
            )
        )
        self._fill(len(self.ratings) - 1)
        self.label.setFocus()

    def on_move(self, by: int) -> None:
        """Move the rating up (-1) or down (1)."""
        row = self.list.currentRow()
        target = row + by
        if 0 <= row < len(self.ratings) and 0 <= target < len(self.ratings):
            self.ratings.insert(target, self.ratings.pop(row))
            self._fill(target)

    def on_drop(self) -> None:
        """Take the rating out."""
        row = self.list.currentRow()
        if len(self.ratings) > 1 and row >= 0:
            del self.ratings[row]
            self._fill(min(row, len(self.ratings) - 1))

    def _judge(self) -> None:
        """Say what is missing, and offer what can be done."""
        found = faults(self.name.text(), self.ratings)
        # An empty form need not be told off before anything was typed.
        self.fault.setText("" if not self.name.isModified() and len(found) == 1 else "\n".join(found))
        self.make.setEnabled(not found and bool(self.ratings))
        row = self.list.currentRow()
        self.up.setEnabled(row > 0)
        self.down.setEnabled(0 <= row < len(self.ratings) - 1)
        self.drop.setEnabled(len(self.ratings) > 1)
        self.add.setEnabled(len(self.ratings) < MOST)

    def on_made(self) -> None:
        """Make the scale and use it."""
        from factcheck.project.edits.verdicts import MakeScale

        self._live.apply(MakeScale(storable(self.name.text()).strip(), scale_data(self.ratings), self._profile))
        self.accept()

    def done(self, result: int) -> None:
        self._over = True
        super().done(result)


def _canvas(width: int, height: int, ratio: float) -> QPixmap:
    drawn = QPixmap(round(width * ratio), round(height * ratio))
    drawn.setDevicePixelRatio(ratio)
    drawn.fill(Qt.GlobalColor.transparent)
    return drawn


def _pill_icon(rating: RatingDraft) -> QIcon:
    look = replace(rating.look(), label=rating.label or _("New rating"))
    drawn = _canvas(200, 24, 2)
    painter = QPainter(drawn)
    painter.setLayoutDirection(QGuiApplication.layoutDirection())
    pill = QRectF(0, 1, min(200, pill_width(look.label)), 22)
    paint_pill(painter, placed(painter, pill, QRectF(0, 0, 200, 24)), look)
    painter.end()
    made = QIcon(drawn)
    made.addPixmap(drawn, QIcon.Mode.Selected)  # a chosen rating keeps its colours
    return made


def _line_icon(pattern: str) -> QIcon:
    drawn = _canvas(16, 16, 2)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_underline(painter, pattern, QRectF(0, 0, 16, 9), themes.current().text)
    painter.end()
    return QIcon(drawn)


def _colour_icon(colour: str) -> QIcon:
    drawn = _canvas(16, 16, 2)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    look = RatingDraft("", colour=colour).look()
    painter.setPen(QColor(look.strong))
    painter.setBrush(QColor(look.tint))
    painter.drawRoundedRect(QRectF(1, 1, 14, 14), 4, 4)
    painter.end()
    return QIcon(drawn)
