"""The actions bound to the window: one ``QAction`` each, with its key, its icon, and whether it can be done now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QMenu, QWidget

from factcheck.ui import theme as themes
from factcheck.ui.actions import Action, actions
from factcheck.ui.icons import icon
from factcheck.ui.key_map import remapped
from factcheck.ui.making import at_once

if TYPE_CHECKING:
    from factcheck.domain.records import Rating
    from factcheck.settings import Settings
    from factcheck.ui.main_window import MainWindow

# How many are bound between two breaths.
AT_A_TIME: Final = 12


class BoundActions(QObject):
    """The window's actions by id; letters act on ``letter_widgets`` (and their children) only."""

    def __init__(self, window: MainWindow, letter_widgets: Sequence[QWidget]) -> None:
        super().__init__(window)
        self._window, self._letter_widgets = window, tuple(letter_widgets)
        self.own: tuple[Action, ...] = ()  # with their usual keys
        self._bound: dict[str, tuple[Action, QAction]] = {}
        self._standing: frozenset[str] = frozenset()
        themes.theming.theme_changed.connect(self.on_theme_changed)

    def use(self, profile: str, ratings: Sequence[Rating], settings: Settings) -> None:
        """Bind the actions in the words of a profile, with a scale's verdicts and the keys of the settings."""
        at_once(self.bind(profile, ratings, settings))

    def bind(self, profile: str, ratings: Sequence[Rating], settings: Settings) -> Iterator[None]:
        """The same in steps: Qt takes 30 ms to bind all of them."""
        self.own = actions(profile, ratings)
        now = remapped(self.own, settings.keys, letters=settings.letters)
        wanted = {action.id: action for action in now}
        for gone in self._bound.keys() - wanted.keys():
            self._bound.pop(gone)[1].deleteLater()
        for action in wanted.values():
            before, bound = self._bound.get(action.id) or (None, self._made(action.id))
            self._bound[action.id] = action, bound
            if before is not None and replace(before, run=action.run) == action:
                continue
            if len(self._bound) % AT_A_TIME == 0:
                yield
            bound.setText(_plain(action.words))
            bound.setIcon(icon(action.icon))
            bound.setShortcuts([QKeySequence(key) for key in action.keys])
            self._place(action, bound)
        # Actions that were made anew have not been judged yet.
        standing, self._standing = self._standing, frozenset({"unknown"})
        self.refresh(standing)

    def _made(self, id_: str) -> QAction:
        bound = QAction(self)
        bound.triggered.connect(partial(self._run, id_))
        return bound

    def _place(self, action: Action, bound: QAction) -> None:
        """Let the keys act where they should: letters on the article and the list, others in the whole window."""
        context = Qt.ShortcutContext
        bound.setShortcutContext(context.WidgetWithChildrenShortcut if action.letter else context.WindowShortcut)
        for widget in (self._window, *self._letter_widgets):
            widget.removeAction(bound)
        for widget in self._letter_widgets if action.letter else (self._window,):
            widget.addAction(bound)

    def _run(self, id_: str, _checked: bool = False) -> None:
        self._bound[id_][0].run(self._window)

    def refresh(self, standing: frozenset[str]) -> None:
        """Enable what can be done in a standing of the window (see ``factcheck.ui.actions``)."""
        if standing == self._standing:
            return
        self._standing = standing
        for action, bound in self._bound.values():
            bound.setEnabled(standing.issuperset(action.needs))

    def reword(self, id_: str, words: str) -> None:
        """Say an action in other words, for example what would be undone."""
        if self.action(id_).text() != _plain(words):
            self.action(id_).setText(_plain(words))

    def run(self, id_: str) -> None:
        """Do an action, where it can be done now."""
        self._bound[id_][1].trigger()

    def action(self, id_: str) -> QAction:
        """The ``QAction`` of an action."""
        return self._bound[id_][1]

    def possible(self) -> list[Action]:
        """The actions that can be done now, in their order."""
        return [action for action, bound in self._bound.values() if bound.isEnabled()]

    def all(self) -> list[Action]:
        """All actions, in their order."""
        return [action for action, _bound in self._bound.values()]

    def key(self, id_: str) -> str:
        """The key of an action as it is written on the keyboard, or ""."""
        if id_ not in self._bound:
            return ""
        return self.action(id_).shortcut().toString(QKeySequence.SequenceFormat.NativeText)

    def menu(self, parent: QWidget, ids: Iterable[str]) -> QMenu:
        """A menu of actions; "" stands for a line."""
        menu = QMenu(parent)
        for id_ in ids:
            if id_:
                menu.addAction(self.action(id_))
            else:
                menu.addSeparator()
        return menu

    def press(self, button: QAbstractButton, id_: str) -> None:
        """Let a button do an action: it is enabled with it, and tells its words and key."""
        action = self.action(id_)

        def follow() -> None:
            button.setEnabled(action.isEnabled())
            key = self.key(id_)
            words = action.text().replace("&&", "&")
            button.setToolTip(f"{words}  {key}" if key else words)
            button.setAccessibleName(words)

        button.clicked.connect(action.trigger)
        action.changed.connect(follow)
        follow()

    def hint(self, button: QAbstractButton, id_: str) -> None:
        """Let a button's tip tell the key of an action that it does by another way."""
        action = self.action(id_)

        def follow() -> None:
            button.setToolTip(self.key(id_))

        action.changed.connect(follow)
        follow()

    def on_theme_changed(self, _theme: themes.Theme) -> None:
        """Tint the icons anew."""
        for action, bound in self._bound.values():
            bound.setIcon(icon(action.icon))


def _plain(words: str) -> str:
    """Words for a menu, in which "&" would mark a letter."""
    return words.replace("&", "&&")
