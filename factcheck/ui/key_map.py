"""Which key does what: the actions' own keys, with those that the person changed, and no two alike."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence

from factcheck.translation import _

if TYPE_CHECKING:
    from factcheck.ui.actions import Action

Keys = Mapping[str, list[str]]
# What these do in fields, lists and the article is no action: nobody could type, copy or leave without them.
_KEPT: Final = frozenset(
    {"Esc", "Tab", "Shift+Tab", "Return", "Enter", "Space", "Backspace", "Up", "Down", "Left", "Right", "Home", "End"}
    | {"PgUp", "PgDown", "Ctrl+A", "Ctrl+C", "Ctrl+V", "Ctrl+X"}
)
_FIRST_NO_CHARACTER: Final = 0x01000000  # Qt's codes from here on are keys that write nothing


def is_single(key: str) -> bool:
    """Whether a key writes a character by itself or with Shift, so that speech and slips of the hand may strike it."""
    sequence = QKeySequence(key)
    if sequence.isEmpty():
        return False
    struck: QKeyCombination = sequence[0]  # type: ignore[index] # Qt's stubs leave the operator out
    return not struck.keyboardModifiers() & ~Qt.KeyboardModifier.ShiftModifier and struck.key() < _FIRST_NO_CHARACTER


def is_kept(key: str) -> bool:
    """Whether a key belongs to fields, lists and the article, and can be given to no action."""
    return QKeySequence(key).toString() in _KEPT


def remapped(own: Iterable[Action], changed: Keys, *, letters: bool) -> list[Action]:
    """The actions with the keys that they have now; ``letters`` off: none that writes a character by itself.

    A key that the person gave to one action is no other's. Characters act in the article and the list only.
    """
    listed = list(own)
    given: dict[str, str] = {}
    for action in listed:
        for key in changed.get(action.id, ()):
            given.setdefault(_plain(key), action.id)
    return [_with_keys(action, changed, given, letters=letters) for action in listed]


def _with_keys(action: Action, changed: Keys, given: Mapping[str, str], *, letters: bool) -> Action:
    wanted = changed.get(action.id, action.keys)
    keys = tuple(
        key
        for key in wanted
        if given.get(_plain(key), action.id) == action.id and (letters or not is_single(key)) and not is_kept(key)
    )
    letter = action.letter or (action.id in changed and any(map(is_single, keys)))
    return replace(action, keys=keys, letter=letter)


def _plain(key: str) -> str:
    return QKeySequence(key).toString()


def owner(actions: Iterable[Action], key: str, beside: str) -> Action | None:
    """The action that has a key now, other than ``beside``."""
    wanted = _plain(key)
    return next(
        (one for one in actions if one.id != beside and wanted in map(_plain, one.keys)),
        None,
    )


def give(own: Sequence[Action], changed: Keys, action_id: str, keys: Sequence[str]) -> dict[str, list[str]]:
    """The changed keys once an action has these; whoever had one of them loses it."""
    after = {id_: list(kept) for id_, kept in changed.items()}
    wanted = set(map(_plain, keys))
    for action in own:
        held = after.get(action.id, list(action.keys))
        left = [key for key in held if _plain(key) not in wanted]
        if action.id != action_id and left != held:
            after[action.id] = left
    after[action_id] = list(keys)
    usual = {action.id: list(action.keys) for action in own}
    return {id_: kept for id_, kept in after.items() if usual.get(id_) != kept}


def in_words(keys: Iterable[str]) -> str:
    """Keys as they stand on the keyboard: "Ctrl+Shift+Z, Ctrl+Y"."""
    native = QKeySequence.SequenceFormat.NativeText
    return ", ".join(QKeySequence(key).toString(native) for key in keys)


def as_html(groups: Mapping[str, Sequence[tuple[str, str]]]) -> str:
    """The key map to be printed: by group, the words and the keys of each line."""
    title = html.escape(_("All keys"))
    parts = [f"<h1>{title}</h1>"]
    for name, lines in groups.items():
        rows = "".join(
            f"<tr><td>{html.escape(words)}</td><td width='30'></td><td><b>{html.escape(keys)}</b></td></tr>"
            for words, keys in lines
        )
        parts.append(f"<h3>{html.escape(name)}</h3><table cellspacing='0' cellpadding='2'>{rows}</table>")
    return "".join(parts)
