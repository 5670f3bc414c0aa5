"""The page before press: what stands in the way of print, by kind; each line goes to its place, or is waived."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from factcheck.locales import labelled, number, short_time
from factcheck.translation import _, ngettext
from factcheck.ui import theme as themes
from factcheck.ui.announcing import announcer
from factcheck.ui.fonts import font
from factcheck.ui.icons import icon
from factcheck.ui.mirroring import turned
from factcheck.ui.widgets import GhostButton, Glyph, IconButton, PrimaryButton, Separator, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.domain.press import Obstacle

MARGIN: Final = 18
_ROW: Final = 30
_FOLDED_FROM: Final = 10  # lines above which a kind is folded at first, so that all kinds are seen
_OBSTACLE: Final = Qt.ItemDataRole.UserRole


class PressPage(QWidget):
    """Shows obstacles; ``wanted`` goes to one, ``waive_wanted`` and ``stand_wanted`` let it pass or stand again.

    ``links_wanted`` asks to look at the links, ``left`` tells that the page is left.
    """

    wanted = Signal(object)  # Obstacle
    waive_wanted = Signal(object)  # Obstacle
    stand_wanted = Signal(object)  # Obstacle
    links_wanted = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Before press"))
        self.glyph = Glyph("list-checks", 18)
        self.title, self.told = label("", 15, 600), label("", 13, tone="secondary")
        self.links = GhostButton(_("Look at the links"), "globe", pressed=self.links_wanted.emit)
        self.links.setToolTip(_("Asks each web address of a source once, now. Nothing else is sent."))
        self.close_page = IconButton("x", _("Back to the article"), key="Esc", size=17, side=30)
        self.close_page.clicked.connect(lambda _checked=False: self.left.emit())
        self.tree = _Tree()
        self.tree.entered.connect(self._go)
        self.tree.itemDoubleClicked.connect(lambda _item, _column: self._go())
        self.tree.itemClicked.connect(self._on_clicked)
        self.tree.currentItemChanged.connect(lambda _now, _before: self._judge())
        self.go = PrimaryButton(_("Go there"), "arrow-right", pressed=self._go)
        self.waive = GhostButton(_("Waive…"), "stamp", pressed=self._waive)
        self.reason = label("", 12, tone="secondary", wrap=True)
        self.setFocusProxy(self.tree)
        for key, act in (("W", self.waive.click), ("L", self.links.click), ("Esc", self.left.emit)):
            shortcut = QShortcut(QKeySequence(key), self, act)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._place()

    def _place(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.glyph)
        head.addWidget(self.title)
        head.addWidget(self.told)
        head.addStretch(1)
        head.addWidget(self.links)
        head.addWidget(self.close_page)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.reason, 1)
        foot.addWidget(self.waive)
        foot.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 12, MARGIN, MARGIN)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(Separator())
        column.addWidget(self.tree, 1)
        column.addLayout(foot)

    @property
    def chosen(self) -> Obstacle | None:
        """The obstacle that is chosen."""
        item = self.tree.currentItem()
        found: Obstacle | None = item.data(0, _OBSTACLE) if item is not None else None
        return found

    def show_obstacles(self, title: str, obstacles: Sequence[Obstacle], profile: str, *, writable: bool) -> None:
        """Show what stands in the way of an article; what is chosen stays so, or what stands in its place."""
        from factcheck.domain.press import kind_words

        self._writable = writable
        left = [one for one in obstacles if one.waiver is None]
        waived = [one for one in obstacles if one.waiver is not None]
        self.setAccessibleDescription(title)
        self.title.setText(_("Before press"))
        stands = ngettext("{n} thing stands in the way", "{n} things stand in the way", len(left))
        told = [stands.format(n=number(len(left))) if left else _("nothing stands in the way")]
        if waived:
            told.append(ngettext("{n} waived", "{n} waived", len(waived)).format(n=number(len(waived))))
        self.told.setText("  ·  ".join(told))
        self.glyph.show_icon("list-checks" if left else "check", "secondary" if left else "good")
        announcer.say(self, self.told.text)
        before, at = self.chosen, self.tree.place()
        folded = {key for key, item in self.tree.groups.items() if not item.isExpanded()}
        self.tree.show_groups(
            [
                *(
                    (kind, kind_words(kind, profile), [one for one in left if one.kind == kind])
                    for kind in dict.fromkeys(one.kind for one in left)
                ),
                *([("waived", _("Waived"), waived)] if waived else []),
            ],
            folded,
        )
        self.tree.choose(before, at)
        self._judge()

    def _judge(self) -> None:
        one = self.chosen
        self.go.setEnabled(one is not None)
        self.waive.setEnabled(one is not None and self._writable)
        waiver = one.waiver if one is not None else None
        self.waive.setText(_("Let it stand again") if waiver else _("Waive…"))
        about = one.why if one is not None else ""
        if waiver:
            who = " · ".join(part for part in (waiver.person, short_time(waiver.waived_at)) if part)
            about = labelled(who, waiver.reason)
        self.reason.setText(about)

    def _on_clicked(self, item: QTreeWidgetItem) -> None:
        if item.data(0, _OBSTACLE) is not None:
            self.tree.setCurrentItem(item)

    def _go(self) -> None:
        if self.chosen is not None:
            self.wanted.emit(self.chosen)

    def _waive(self) -> None:
        one = self.chosen
        if one is not None:
            (self.stand_wanted if one.waiver else self.waive_wanted).emit(one)

    _writable = False


class _Tree(QTreeWidget):
    """Obstacles under the names of their kinds, in two columns: the words, and what is wrong with them."""

    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("obstacles")
        self.setAccessibleName(_("What stands in the way"))
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.setProperty("frame", True)
        self.setUniformRowHeights(True)
        self.setRootIsDecorated(False)  # a fold is the icon of its line
        self.setIndentation(26)
        self.setExpandsOnDoubleClick(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.groups: dict[str, QTreeWidgetItem] = {}
        self.itemExpanded.connect(self._show_fold)
        self.itemCollapsed.connect(self._show_fold)
        self.itemClicked.connect(self._fold)

    @staticmethod
    def _show_fold(group: QTreeWidgetItem) -> None:
        group.setIcon(0, icon("chevron-down" if group.isExpanded() else "chevron-right"))

    @staticmethod
    def _fold(item: QTreeWidgetItem, _column: int) -> None:
        if item.childCount():
            item.setExpanded(not item.isExpanded())

    def show_groups(self, groups: Sequence[tuple[str, str, Sequence[Obstacle]]], folded: set[str]) -> None:
        """Show these, each folded or not as it was."""
        known, self.groups = set(self.groups), {}
        self.clear()
        quiet = QColor(themes.current().secondary)
        for key, words, obstacles in groups:
            group = QTreeWidgetItem([f"{words}  {number(len(obstacles))}", ""])
            group.setFont(0, font(13, 600))
            group.setData(1, Qt.ItemDataRole.AccessibleTextRole, words)  # the cell is there for a screen reader
            group.setSizeHint(0, QSize(0, _ROW))
            group.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            for one in obstacles:
                item = QTreeWidgetItem([turned(one.words), turned(one.why)])
                item.setData(0, _OBSTACLE, one)
                item.setSizeHint(0, QSize(0, _ROW))
                item.setToolTip(0, one.words)
                item.setToolTip(1, one.why)
                item.setData(0, Qt.ItemDataRole.AccessibleTextRole, one.words)
                item.setData(1, Qt.ItemDataRole.AccessibleTextRole, one.why or words)
                item.setFont(1, font(12))
                item.setForeground(1, quiet)
                group.addChild(item)
                item.setFirstColumnSpanned(not one.why)
            self.groups[key] = group
            self.addTopLevelItem(group)
            group.setFirstColumnSpanned(True)
            self._show_fold(group)
            fresh = key not in known
            group.setExpanded(len(obstacles) <= _FOLDED_FROM if fresh else key not in folded)

    def place(self) -> tuple[str, int, int]:
        """Where the chosen line stands: its group, its number in it, and its number among all lines."""
        item = self.currentItem()
        before = 0
        for key, group in self.groups.items():
            if item is not None and item.parent() is group:
                return key, group.indexOfChild(item), before + group.indexOfChild(item)
            before += group.childCount()
        return "", 0, 0

    def choose(self, wanted: Obstacle | None, at: tuple[str, int, int]) -> None:
        """Choose the line of an obstacle, or the one that stands where it stood, or the next in sight."""
        children = [group.child(n) for group in self.groups.values() for n in range(group.childCount())]
        lines = [line for line in children if line is not None]
        name = (wanted.kind, wanted.subject) if wanted is not None else None
        found = next((line for line in lines if _name(line) == name and line.parent() is self.groups.get(at[0])), None)
        group = self.groups.get(at[0])
        if found is None and group is not None and group.childCount():
            found = group.child(min(at[1], group.childCount() - 1))
        if found is None and lines:
            seen = (line for line in (*lines[at[2] :], *lines[: at[2]]) if _is_seen(line))
            found = next(seen, self.topLevelItem(0))
        if found is not None:
            self.setCurrentItem(found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            item = self.currentItem()
            if item is not None and item.data(0, _OBSTACLE) is None:
                item.setExpanded(not item.isExpanded())
            else:
                self.entered.emit()
        else:
            super().keyPressEvent(event)


def _is_seen(line: QTreeWidgetItem) -> bool:
    group = line.parent()
    return group is not None and group.isExpanded()


def _name(line: QTreeWidgetItem) -> tuple[str, str]:
    one: Obstacle = line.data(0, _OBSTACLE)
    return one.kind, one.subject
