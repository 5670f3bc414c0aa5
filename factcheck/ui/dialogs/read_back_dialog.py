"""What a report that came back would change, shown before it is merged: each change for itself, with old and new."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHeaderView, QScrollArea, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from factcheck.domain.returned_telling import caution_told, changes_told, kind_told
from factcheck.locales import labelled, listed, number
from factcheck.translation import _, ngettext
from factcheck.ui.fonts import font
from factcheck.ui.forms.dialog_foot import dialog_foot
from factcheck.ui.mirroring import turned
from factcheck.ui.widgets import Card, GhostButton, PrimaryButton, label
from factcheck.ui.words import phrase

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from factcheck.domain.returning import Returned

LONGEST: Final = 160
NUMBER: Final = Qt.ItemDataRole.UserRole
Span = tuple[int, int]


class ReadBackDialog(QDialog):
    """The preview; accepted, ``chosen`` is what is to be merged. What cannot be merged is shown and stays off."""

    def __init__(
        self,
        name: str,
        changes: Sequence[Returned],
        numbers: Mapping[str, int],
        profile: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Read back a report"))
        self.resize(760, 640)
        self._changes, self._numbers, self._profile = changes, numbers, profile
        self._items: list[QTreeWidgetItem] = []
        self.rows = self._list()
        self.kind = label("", 13, 600, wrap=True)
        self.caution = label("", 12, 400, "warn", wrap=True)
        self.place = label("", 12, 400, "secondary", wrap=True)
        self.old, self.new = label("", 13, wrap=True), label("", 13, wrap=True)
        self.old_tag, self.new_tag = label(_("Before"), 11, 500, "secondary"), label(_("Now"), 11, 500, "secondary")
        self.all = GhostButton(_("Choose all"), pressed=lambda: self._choose(on=True))
        self.none = GhostButton(_("Choose none"), pressed=lambda: self._choose(on=False))
        self.merge = PrimaryButton("", pressed=self.accept)
        for words in (self.old, self.new):
            words.setTextFormat(Qt.TextFormat.RichText)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addWidget(label(turned(name), 15, 600, wrap=True))
        column.addWidget(label(summary(changes), 13, 400, "secondary", wrap=True))
        column.addWidget(self.rows, 3)
        column.addWidget(self._details(), 2)
        column.addWidget(label(_("One step of undo takes all of it back."), 12, 400, "secondary", wrap=True))
        column.addLayout(
            dialog_foot((self.all, self.none), (GhostButton(_("Cancel"), pressed=self.reject), self.merge))
        )
        self.rows.itemChanged.connect(lambda _item, _column: self._count())
        self.rows.currentItemChanged.connect(lambda item, _former: self._tell(item))
        self._count()
        self.rows.setCurrentItem(self._items[0])
        self.rows.setFocus()

    @property
    def chosen(self) -> tuple[Returned, ...]:
        """The changes that are on."""
        return tuple(
            change for item, change in zip(self._items, self._changes, strict=True) if item.checkState(0) == _ON
        )

    def _list(self) -> QTreeWidget:
        rows = QTreeWidget()
        rows.setObjectName("returned")
        rows.setProperty("frame", True)
        rows.setFont(font(13))
        rows.setRootIsDecorated(False)
        rows.setUniformRowHeights(True)
        rows.setAllColumnsShowFocus(True)
        rows.setAccessibleName(_("Changes"))
        rows.setHeaderLabels([_("Change"), phrase(self._profile, "Claim"), _("Before"), _("Now")])
        for at, change in enumerate(self._changes):
            claim = self._numbers.get(change.claim_id)
            cells = (kind_told(change, self._profile), "" if claim is None else number(claim), change.old, change.new)
            item = QTreeWidgetItem([turned(_cut(cell)) for cell in cells])
            item.setData(0, NUMBER, at)
            for section, cell in enumerate(cells):
                item.setData(section, Qt.ItemDataRole.AccessibleTextRole, _cut(cell) or _("(empty)"))
            if change.can_be_merged:
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(0, _ON if change.can_be_merged else _OFF)
            rows.addTopLevelItem(item)
            self._items.append(item)
        head = rows.header()
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        head.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        for section, width in enumerate((262, 56, 190)):
            head.resizeSection(section, width)
        return rows

    def _details(self) -> Card:
        inside, card = QWidget(), Card()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(_("The change that is chosen"))
        area.setWidget(inside)
        whole = QVBoxLayout(card)
        whole.setContentsMargins(2, 2, 2, 2)
        whole.addWidget(area)
        column = QVBoxLayout(inside)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(4)
        for part in (self.kind, self.place, self.old_tag, self.old, self.new_tag, self.new, self.caution):
            part.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(part)
        column.addStretch(1)
        return card

    def _choose(self, *, on: bool) -> None:
        for item, change in zip(self._items, self._changes, strict=True):
            if change.can_be_merged:
                item.setCheckState(0, _ON if on else _OFF)

    def _count(self) -> None:
        count = len(self.chosen)
        words = ngettext("Merge {n} change", "Merge {n} changes", count).format(n=number(count))
        self.merge.setText(words)
        self.merge.setEnabled(count > 0)

    def _tell(self, item: QTreeWidgetItem | None) -> None:
        """Show a change whole: where it stands, its words before and now, and what is to be known."""
        if item is None:
            return
        from factcheck.text.differing import unlike

        change = self._changes[item.data(0, NUMBER)]
        kind = kind_told(change, self._profile)
        self.kind.setText(turned(labelled(kind, change.author) if change.author else kind))
        self.place.setText(turned(f"“{_cut(change.words)}”") if change.words else "")
        gone, came = unlike(change.old, change.new) if change.old and change.new else ([], [])
        for tag, words, text, spans, sign in (
            (self.old_tag, self.old, change.old, gone, "s"),
            (self.new_tag, self.new, change.new, came, "b"),
        ):
            words.setText(_marked(text, spans, sign))
            for part in (tag, words):
                part.setVisible(bool(text))
        self.caution.setText(caution_told(change))
        self.caution.setVisible(bool(self.caution.text()))
        self.place.setVisible(bool(self.place.text()))


_ON: Final = Qt.CheckState.Checked
_OFF: Final = Qt.CheckState.Unchecked


def summary(changes: Sequence[Returned]) -> str:
    """How many changes there are, and by whom their comments are, in a sentence."""
    authors = tuple(dict.fromkeys(change.author for change in changes if change.author and change.kind != "resolved"))
    count = changes_told(len(changes))
    if not authors:
        return f"{count}."
    return _("{changes}, comments by {authors}.").format(changes=count, authors=listed(authors))


def _marked(text: str, spans: Sequence[Span], sign: str) -> str:
    """Words with those that differ marked, as HTML."""
    pieces, at = [], 0
    for start, end in spans:
        pieces += [escape(text[at:start]), f"<{sign}>{escape(text[start:end])}</{sign}>"]
        at = end
    pieces.append(escape(text[at:]))
    return "".join(pieces).replace("\n", "<br>")


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else line[:LONGEST].rstrip() + "…"
