"""Undo and redo, read from the journal: the reverse of an edit is written as a new edit, so colleagues see it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from factcheck.domain.changes import ChangeId
from factcheck.domain.problems import UndoConflict
from factcheck.domain.records import Record
from factcheck.project import rows
from factcheck.project.deriving import CREATE, DELETE, derive
from factcheck.project.journal import CHANGE, EDIT, change_of, changes_of
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


def write_reverse(recording: Recording, edit_id: str) -> None:
    """Write the reverse of an edit; raises ``UndoConflict`` where somebody else has built on what it did."""
    changes = recording.connection.execute(
        sa.select(
            CHANGE.c.site, CHANGE.c.seq, CHANGE.c.tbl, CHANGE.c.row, CHANGE.c.field, CHANGE.c.value, CHANGE.c.prev
        )
        .where(CHANGE.c.edit == edit_id)
        .order_by(CHANGE.c.seq)
    ).all()
    created = {(change.tbl, change.row): None for change in changes if change.field == CREATE}
    fields: dict[tuple[str, str, str], list[sa.Row[*tuple[Any, ...]]]] = {}
    for change in changes:
        if (change.tbl, change.row) not in created:
            fields.setdefault((change.tbl, change.row, change.field), []).append(change)
    for table, row_id in reversed(created):
        _refuse_if_built_upon(recording, table, row_id)
        recording.remove(KINDS[table], row_id)
    for (table, row_id, field), touched in reversed(fields.items()):
        _refuse_if_later(recording, touched[-1])
        if field == DELETE:
            _reverse_deletion(recording, KINDS[table], row_id, touched[-1])
        else:
            value = _value_before(recording, touched[0])
            recording.write(table, row_id, field, value, [_key(touched[-1])])


def _key(change: sa.Row[*tuple[Any, ...]]) -> ChangeId:
    return f"{change.site}:{change.seq}"


def _conflict(author: str) -> UndoConflict:
    return UndoConflict(
        _("{author} has changed this since.").format(author=author or _("Somebody")),
        _("Look at what stands there now, and change it by hand if it must be otherwise."),
    )


def _refuse_if_later(recording: Recording, change: sa.Row[*tuple[Any, ...]]) -> None:
    changes = changes_of(recording.connection, change.tbl, change.row)
    state = derive(changes, rows.defaults_of(KINDS[change.tbl]))
    if state.living(change.field) != frozenset({_key(change)}):
        raise _conflict(max((c for c in changes if c.field == change.field), key=lambda c: c.order).author)


def _refuse_if_built_upon(recording: Recording, table: str, row_id: str) -> None:
    """A row that we made is not ours to take back once a colleague wrote in it or hung something on it."""
    for change in changes_of(recording.connection, table, row_id):
        if change.site != recording.site:
            raise _conflict(change.author)
    for other in TABLES.values():
        for column in other.columns:
            if any(key.column.table.name == table for key in column.foreign_keys):
                hung = sa.select(EDIT.c.author).where(
                    EDIT.c.id == CHANGE.c.edit,
                    EDIT.c.site != recording.site,
                    CHANGE.c.tbl == other.name,
                    CHANGE.c.row == other.c.id,
                    CHANGE.c.field == CREATE,
                    column == row_id,
                    other.c.deleted == sa.false(),
                )
                author = recording.connection.execute(hung).scalars().first()
                if author is not None:
                    raise _conflict(author)


def _reverse_deletion(recording: Recording, kind: type[Record], row_id: str, change: sa.Row[*tuple[Any, ...]]) -> None:
    if json.loads(change.value or "false"):
        recording.restore(kind, row_id)
    else:
        recording.remove(kind, row_id)


def _value_before(recording: Recording, change: sa.Row[*tuple[Any, ...]]) -> str:
    """What was on screen before a change, as JSON; the creation of a row stands for its defaults."""
    for prev in json.loads(change.prev):
        found = change_of(recording.connection, prev)
        if found is not None and found.field != CREATE and found.value is not None:
            return str(found.value)
    return rows.to_json(rows.defaults_of(KINDS[change.tbl])[change.field])
