"""What the journal tells: which rows and fields changed, by whom, and what was on screen.

A change id is ``"site:seq"``: the opening of the project that wrote it and its number there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

R = TypeVar("R")
ChangeId = str


@dataclass(frozen=True, slots=True)
class Side:
    """One of the values that a conflict holds: who wrote it, when (UTC, ISO 8601), and what."""

    change: ChangeId
    author: str
    at: str
    value: Any


@dataclass(frozen=True, slots=True)
class Shown(Generic[R]):
    """A record as it was read for the screen.

    ``seen`` maps each field to the id of the change whose value is shown; an edit that replaces
    a value passes it back. ``conflicts`` maps a field to the sides that are still alive
    (``"-"`` for a record that was deleted here and edited there).
    """

    record: R
    seen: Mapping[str, ChangeId] = field(default_factory=dict)
    conflicts: Mapping[str, tuple[Side, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Change:
    """What became new in the project since the last look: ``rows[table][row id]`` names the fields.

    ``own`` is true where all of it was written by this opening of the project. ``authors`` are
    the others' names; ``edits`` the names of the edits, oldest first.
    """

    rows: Mapping[str, Mapping[str, frozenset[str]]]
    own: bool = True
    authors: tuple[str, ...] = ()
    edits: tuple[str, ...] = ()

    def touches(self, *tables: str) -> bool:
        """Whether any row of these tables changed."""
        return any(self.rows.get(table) for table in tables)

    def ids(self, table: str) -> frozenset[str]:
        """The ids of the changed rows of a table."""
        return frozenset(self.rows.get(table, ()))


@dataclass(frozen=True, slots=True)
class Done:
    """The answer of an applied edit: its id, its name in the menu, and what the edit itself returned."""

    edit_id: str
    name: str
    value: Any = None
