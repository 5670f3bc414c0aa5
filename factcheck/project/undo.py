"""Undo and redo, read from the journal: the reverse of an edit is written as a new edit, so colleagues see it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

import sqlalchemy as sa

from factcheck.domain.changes import ChangeId
from factcheck.domain.problems import Problem, UndoConflict
from factcheck.project import rows
from factcheck.project.deriving import CREATE, DELETE, REDACTION, LoggedChange, derive
from factcheck.project.journal import CHANGE, EDIT, changes_of
from factcheck.project.recording import Recording
from factcheck.project.tables import KINDS, TABLES
from factcheck.translation import _


@dataclass(frozen=True, slots=True)
class UndoneEdit:
    """An edit as the undo menu knows it."""

    id: str
    name: str
    undoes: str | None


class History:
    """What one opening can undo and redo. It grows with the journal: every edit that was written is noted."""

    def __init__(self) -> None:
        self.undoable: list[UndoneEdit] = []
        self.redoable: list[UndoneEdit] = []

    def wrote(self, edit: UndoneEdit) -> None:
        """Note an edit. A redo is the undoing of an undo: what can be redone are the edits that undid something."""
        if self.undoable and self.undoable[-1].id == edit.undoes:
            self.undoable.pop()
            self.redoable.append(edit)
        elif self.redoable and self.redoable[-1].id == edit.undoes:
            self.redoable.pop()
            self.undoable.append(edit)
        else:
            self.undoable.append(edit)
            self.redoable.clear()

    def forget(self) -> None:
        """A removal for good cannot be undone, nor can anything before it."""
        self.undoable.clear()
        self.redoable.clear()


def write_reverse(
    recording: Recording, edit_id: str, *, by_author: bool = False, own: Collection[tuple[str, str]] | None = None
) -> None:
    """Write the reverse of an edit; raises ``UndoConflict`` where somebody else has built on what it did.

    Somebody else is any other opening or, where ``by_author``, any other person. ``own`` names the tables and ids of
    the rows to keep to.
    """
    others = _Others.of(recording, by_author=by_author)
    touched = _rows_touched(recording, edit_id, others)
    rows_touched = [row for row in touched if own is None or (row.table, row.id) in own]
    if any(row.erased for row in rows_touched):
        raise Problem(
            _("What was removed for good cannot come back."), _("Bring the article in again, or open a backup.")
        )
    for row in reversed(rows_touched):
        if any(change.field == CREATE for change in row.own):
            row.refuse_if_built_upon(recording, edit_id)
            recording.remove(KINDS[row.table], row.id)
        else:
            for field in reversed(dict.fromkeys(change.field for change in row.own)):
                row.reverse(recording, field)


@dataclass(frozen=True)
class _Others:
    """Whose later changes are not ours to overrule: of a change that is read, and in a question to the log."""

    wrote: Callable[[LoggedChange], bool]
    condition: sa.ColumnElement[bool]

    @classmethod
    def of(cls, recording: Recording, *, by_author: bool) -> _Others:
        """Other people, or else other openings."""
        site, author = recording.site, recording.author
        if by_author:
            return cls(lambda change: change.author != author, EDIT.c.author != author)
        return cls(lambda change: change.site != site, EDIT.c.site != site)


class _TouchedRow:
    """A row that an edit touched: its changes before the edit, the edit's own, and those since."""

    def __init__(
        self,
        recording: Recording,
        table: str,
        row_id: str,
        since: Mapping[ChangeId, str],
        edit_id: str,
        others: _Others,
    ) -> None:
        self._others = others
        changes = changes_of(recording.connection, table, row_id)
        self.table = table
        self.id = row_id
        self.erased = any(change.field.startswith(REDACTION) for change in changes)
        self.own = sorted((c for c in changes if since.get(c.id) == edit_id), key=lambda change: change.seq)
        self._since = [c for c in changes if since.get(c.id, edit_id) != edit_id]
        self._earlier = [c for c in changes if c.id not in since]
        self._defaults = rows.defaults_of(KINDS[table])
        self._before = derive(self._earlier, self._defaults)
        self._now = derive(changes, self._defaults)

    def reverse(self, recording: Recording, field: str) -> None:
        """Write what was there before the edit as the successor of what is there now, conflicts included.

        What this opening wrote since were undos and redos that end where the edit left the field.
        """
        for change in self._since:
            if change.field == field and self._others.wrote(change):
                raise _conflict(change.author)
        before, now = self._before.living(field), self._now.living(field)
        if field == DELETE:
            self._reverse_deletion(recording, now - before)
            return
        # A stale edit replaced nothing that lived: what was displayed beside it is what comes back.
        replaced = (before - now) or {self._before.top(field)}
        default = rows.to_json(self._defaults[field])
        values = {
            default if change.field == CREATE else change.value or default
            for change in self._earlier
            if change.id in replaced
        }
        for value in sorted(values):
            recording.write(self.table, self.id, field, value, now - before)

    def _reverse_deletion(self, recording: Recording, ends: frozenset[ChangeId]) -> None:
        if not (self._before.deleted or DELETE in self._before.conflicts):
            recording.write(self.table, self.id, DELETE, "false", ends)
            return
        for change in self._since:
            if self._others.wrote(change):
                raise _conflict(change.author)
        # Who removed the row had not seen these fields as they were: they keep it alive, as a conflict.
        heads = self._before.heads
        known = {prev for change in self._earlier if change.id in heads[DELETE] for prev in change.prev}
        unseen = {field for field, keys in heads.items() if field != DELETE and keys - known - {self._before.created}}
        seen = {key for field, keys in self._now.heads.items() if field not in unseen for key in keys}
        recording.write(self.table, self.id, DELETE, "true", seen | {self._now.created})

    def refuse_if_built_upon(self, recording: Recording, edit_id: str) -> None:
        """A row is not ours to take back once a colleague wrote in it or hung something on it."""
        for change in (*self._earlier, *self._since):
            if self._others.wrote(change):
                raise _conflict(change.author)
        for other, hanging_on, first in _hanging_on(self.table):
            # The rows first: mostly there are none, and the log is long.
            if not recording.tuples(first, (self.id,)):
                continue
            hung = sa.select(EDIT.c.author).where(
                EDIT.c.id == CHANGE.c.edit,
                EDIT.c.id != edit_id,
                self._others.condition,
                CHANGE.c.tbl == other,
                CHANGE.c.row.in_(hanging_on),
                CHANGE.c.field == CREATE,
            )
            author = recording.connection.execute(hung, {"row_id": self.id}).scalars().first()
            if author is not None:
                raise _conflict(author)


@cache
def _hanging_on(table: str) -> list[tuple[str, sa.Select[tuple[str]], str]]:
    """The tables with rows that may hang on one of a table, and what asks for the living ones: all, the first."""
    return [
        (
            name,
            sa.select(other.c.id).where(column == sa.bindparam("row_id"), other.c.deleted == sa.false()),
            f'SELECT 1 FROM "{name}" WHERE "{column.name}" = ? AND NOT deleted LIMIT 1',  # noqa: S608 - our own names
        )
        for name, other in TABLES.items()
        for column in other.columns
        if any(key.column.table.name == table for key in column.foreign_keys)
    ]


_OWN: Final = 'SELECT tbl, "row" FROM change WHERE edit = ? ORDER BY seq'
_SINCE: Final = """
SELECT change.site, seq, edit FROM change JOIN edit ON edit.id = change.edit
WHERE tbl = ? AND "row" = ? AND arrival >= (SELECT arrival FROM edit WHERE id = ?)
"""


def _rows_touched(recording: Recording, edit_id: str, others: _Others) -> list[_TouchedRow]:
    """The rows that an edit touched, in the order of its changes."""
    touched = []
    for table, row_id in dict.fromkeys(recording.tuples(_OWN, (edit_id,))):
        since = recording.tuples(_SINCE, (table, row_id, edit_id))
        edits = {f"{site}:{seq}": edit for site, seq, edit in since}
        touched.append(_TouchedRow(recording, table, row_id, edits, edit_id, others))
    return touched


def _conflict(author: str) -> UndoConflict:
    return UndoConflict(
        _("{author} has changed this since.").format(author=author or _("Somebody")),
        _("Look at what stands there now, and change it by hand if it must be otherwise."),
    )
