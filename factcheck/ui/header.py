"""The header: sidebar, project switcher, the field that opens the palette, undo, theme, keys and Export."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget

from factcheck.domain.address import location_of
from factcheck.translation import _
from factcheck.ui import theme as themes
from factcheck.ui.mirroring import inset
from factcheck.ui.widgets import Badge, GhostButton, Glyph, IconButton, KeyCap, label

if TYPE_CHECKING:
    from factcheck.ui.bound_actions import BoundActions

HEIGHT = 48
COMMAND_WIDTH = 420
LONGEST_NAME = 260


class Header(QWidget):
    """The bar across the top of the window; ``recent_chosen`` carries the path of a recent project."""

    recent_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("header")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(HEIGHT)
        self._recent: list[str] = []
        self.sidebar = IconButton("panel-left", _("Show or hide the sidebar"))
        self.project = ProjectButton()
        self.command = CommandField()
        self.notice = Badge("")
        self.notice.hide()
        self.undo = IconButton("undo-2", _("Undo"))
        self.redo = IconButton("redo-2", _("Redo"))
        self.theme = IconButton("moon", _("Light or dark"))
        self.keys = IconButton("keyboard", _("All keys"))
        self.export = GhostButton(_("Export"), "file-down")
        self.export.setFixedHeight(32)
        self._fill()
        themes.theming.theme_changed.connect(self.on_theme_changed)
        self.on_theme_changed(themes.current())

    def _fill(self) -> None:
        # Two halves of equal width keep the command field in the middle of the window; where it is narrow, the field
        # gives way before what stands in them.
        left, right = QWidget(), QWidget()
        for half in (left, right):
            half.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(left)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.sidebar)
        row.addWidget(self.project)
        row.addStretch(1)
        row = QHBoxLayout(right)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addStretch(1)
        for part in (self.notice, self.undo, self.redo, self.theme, self.keys, self.export):
            row.addWidget(part)
        row = QHBoxLayout(self)
        inset(row, 10, 0, 12, 0)
        row.setSpacing(12)
        row.addWidget(left, 1)
        row.addWidget(self.command)
        row.addWidget(right, 1)

    def bind(self, bound: BoundActions) -> None:
        """Let the buttons do the window's actions."""
        for button, id_ in (
            (self.sidebar, "window.sidebar"),
            (self.command, "window.palette"),
            (self.undo, "edit.undo"),
            (self.redo, "edit.redo"),
            (self.theme, "window.theme"),
            (self.keys, "window.keys"),
            (self.export, "report.export"),
        ):
            bound.press(button, id_)
        menu = bound.menu(
            self,
            (
                "project.new",
                "project.open",
                "project.server",
                "",
                "project.sample",
                "project.bring_in",
                "project.send",
                "project.restore",
                "report.read_back",
                "project.to_server",
                "project.to_file",
                "project.json",
                "project.settings",
                "project.close",
                "",
            ),
        )
        self._recent_menu = QMenu(_("Recent projects"), menu)
        menu.insertMenu(bound.action("project.sample"), self._recent_menu)
        for id_ in ("window.help", "window.quit"):
            menu.addAction(bound.action(id_))
        self._recent_menu.aboutToShow.connect(self.on_recent_about_to_show)
        self.project.setMenu(menu)
        palette = bound.action("window.palette")
        palette.changed.connect(lambda: self.command.show_key(bound.key("window.palette")))
        self.command.show_key(bound.key("window.palette"))
        self.show_recent(self._recent)

    def show_project(self, name: str) -> None:
        """Show the project's name ("": none is open)."""
        self.project.show_name(name or _("No project"))
        for part in (self.undo, self.redo, self.export):
            part.setVisible(bool(name))

    def show_notice(self, words: str, why: str = "") -> None:
        """Show a short notice such as 'Read only' ("": none), and why when one points at it."""
        self.notice.setText(words)
        self.notice.setToolTip(why)
        self.notice.setAccessibleDescription(why)
        self.notice.setVisible(bool(words))

    def show_recent(self, paths: list[str]) -> None:
        """Offer these projects in the switcher."""
        self._recent = paths
        self._recent_menu.menuAction().setVisible(bool(paths))

    def on_recent_about_to_show(self) -> None:
        """Fill the menu of recent projects."""
        self._recent_menu.clear()
        for path in self._recent:
            action = self._recent_menu.addAction(location_of(path).stem)
            action.setToolTip(path)
            action.triggered.connect(partial(self._choose_recent, path))
        self._recent_menu.setToolTipsVisible(True)

    def _choose_recent(self, path: str, _checked: bool = False) -> None:
        self.recent_chosen.emit(path)

    def on_theme_changed(self, theme: themes.Theme) -> None:
        """Show the sun in the dark, the moon in the light."""
        self.theme.show_icon("sun" if theme.dark else "moon")


class ProjectButton(QPushButton):
    """Names the project; its menu opens others."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(32)
        self.setAutoDefault(False)
        self._name = label("", 13, 600)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 0, 6, 0)
        row.setSpacing(9)
        for part in (Glyph("folder-open", 16), self._name, Glyph("chevrons-up-down", 14, "faint")):
            row.addWidget(part)

    def show_name(self, name: str) -> None:
        """Name a project."""
        shown = self._name.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, LONGEST_NAME)
        self._name.setText(shown)
        self.setToolTip(name if shown != name else "")
        self.setAccessibleName(_("Project: {name}").format(name=name))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return QSize(layout.sizeHint().width() if layout else 0, 32)


class CommandField(QPushButton):
    """Looks like a field, opens the palette."""

    def __init__(self) -> None:
        super().__init__()
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(140)
        self.setMaximumWidth(COMMAND_WIDTH)
        self.setFixedHeight(32)
        row = QHBoxLayout(self)
        inset(row, 10, 0, 8, 0)
        row.addWidget(Glyph("search", 15, "faint"))
        row.addWidget(label(_("Search or run a command"), tone="faint"))
        row.addStretch(1)
        self.cap = KeyCap("Ctrl K")
        row.addWidget(self.cap)

    def show_key(self, key: str) -> None:
        """Tell the key that opens the palette, "" for none."""
        self.cap.setText(key.replace("+", " "))
        self.cap.setVisible(bool(key))

    def sizeHint(self) -> QSize:
        return QSize(COMMAND_WIDTH, 32)
