"""The tags of claims: words that can be taken off by a press, and a field that puts one more on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QCompleter, QWidget

from factcheck.translation import _
from factcheck.ui.forms.boxes import LineBox
from factcheck.ui.widgets import GhostButton

if TYPE_CHECKING:
    from factcheck.domain.records import Tag
    from factcheck.ui.live_project import LiveProject

GAP: Final = 6
HEIGHT: Final = 30
FIELD: Final = 120


def tag(live: LiveProject, claim_id: str, name: str) -> None:
    """Put a tag on a claim."""
    from factcheck.project.edits.many_claims import TagClaims

    live.apply(TagClaims((claim_id,), name))


def untag(live: LiveProject, claim_id: str, tag_id: str) -> None:
    """Take a tag off a claim."""
    from factcheck.project.edits.many_claims import UntagClaims

    live.apply(UntagClaims((claim_id,), tag_id))


class TagField(LineBox):
    """Enter gives ``given``; Esc empties it."""

    given = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(HEIGHT)
        self.setPlaceholderText(_("Add tag"))
        self.setAccessibleName(_("Add tag"))
        self._known = QStringListModel(self)
        completer = QCompleter(self._known, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)

    def offer(self, names: Iterable[str]) -> None:
        """Offer the names of tags that are there."""
        self._known.setStringList(list(names))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.text().strip():
            words = self.text().strip()
            self.clear()
            self.given.emit(words)
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class TagsRow(QWidget):
    """Tags in lines as they fit; those that only some claims wear are dashed and say so."""

    added = Signal(str)
    removed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.buttons: list[GhostButton] = []
        self._shown: tuple[list[Tag], list[Tag]] | None = None
        self.field = TagField()
        self.field.setParent(self)
        self.field.given.connect(self.added)
        self.setAccessibleName(_("Tags"))
        self._place()

    def show_tags(self, tags: Sequence[Tag], known: Iterable[Tag], some: Sequence[Tag] = ()) -> None:
        """Show the tags of all the claims, and those that only ``some`` of them wear; ``known`` are offered."""
        self.field.offer(tag.name for tag in known)
        if self._shown == (list(tags), list(some)):
            return
        had_focus = any(button.hasFocus() for button in self.buttons)
        self._shown = list(tags), list(some)
        for button in self.buttons:
            button.hide()
            button.deleteLater()
        self.buttons = [self._button(tag, partial_=tag in some) for tag in (*tags, *some)]
        if had_focus:
            (self.buttons[0] if self.buttons else self.field).setFocus(Qt.FocusReason.OtherFocusReason)
        self._place()

    def _button(self, tag: Tag, *, partial_: bool) -> GhostButton:
        words = _("#{tag} (some)").format(tag=tag.name) if partial_ else f"#{tag.name}"
        button = GhostButton(words.replace("&", "&&"), "x", px=12)
        button.setParent(self)
        button.setFixedHeight(HEIGHT)
        button.setProperty("small", True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setLayoutDirection(
            Qt.LayoutDirection.LeftToRight if self.isRightToLeft() else Qt.LayoutDirection.RightToLeft
        )
        name = _("Remove tag {tag}").format(tag=tag.name)
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.clicked.connect(partial(self._remove, tag.id))
        button.show()
        return button

    def _remove(self, tag_id: str, _checked: bool = False) -> None:
        self.removed.emit(tag_id)

    def _place(self) -> None:
        """Lay them out in lines; the field stands last."""
        x = y = 0
        width = max(self.width(), FIELD)
        for widget in (*self.buttons, self.field):
            wanted = FIELD if widget is self.field else min(widget.sizeHint().width(), width)
            if x and x + wanted > width:
                x, y = 0, y + HEIGHT + GAP
            left = width - x - wanted if self.isRightToLeft() else x
            widget.setGeometry(QRect(left, y, wanted, HEIGHT))
            x += wanted + GAP
        self.setFixedHeight(y + HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._place()

    def sizeHint(self) -> QSize:
        return QSize(200, HEIGHT)
