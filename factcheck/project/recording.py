"""The hand of an edit: it writes changes to the log, and the touched rows are derived from there.

An edit never writes a row itself, so nothing can escape the log: ``add``, ``change`` and
``remove`` append changes, and ``factcheck.project.rows.write_derived``, which merging uses too,
makes the row.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol, TypeVar

import sqlalchemy as sa

from factcheck.domain.changes import ChangeId
from factcheck.domain.records import Record, new_id
from factcheck.project import blobs, rows
from factcheck.project.deriving import CREATE, DELETE, REDACTION, Derived, LoggedChange
from factcheck.project.journal import CHANGE, EDIT, Clock, changes_of, digest_of, erase, new_salt
from factcheck.project.reading import Reading
from factcheck.project.tables import KINDS, ROWS
from factcheck.project.texts import Texts
from factcheck.project.word_index import note_rows

R = TypeVar("R", bound=Record)


class Edit(Protocol):
    """One intention of a person; applied in one transaction."""

    @property
    def name(self) -> str:
        """What the undo menu says."""

    def apply(self, recording: Recording) -> Any:
        """Write the changes; what is returned reaches the caller as ``Done.value``."""


class Recording(Reading):
    """One edit under way: a reading that can also write."""

    def __init__(
        self, connection: sa.Connection, *, site: str, author: str, clock: Clock, seq: int, name: str,
        undoes: str | None = None, texts: Texts | None = None,
    ) -> None:  # fmt: skip
        super().__init__(connection, author, texts)
        self.edit_id = new_id()
        self.site = site
        self.seq = seq
        self.name = name
        self.undoes = undoes
        self._edit = {
            "id": self.edit_id, "site": site, "author": author, "hlc": clock.tick(), "name": name, "undoes": undoes,
        }  # fmt: skip
        self._begun = False
        self.redacted = False

    @property
    def written(self) -> bool:
        """Whether anything was changed."""
        return self._begun

    def add(self, value: Record) -> str:
        """Create a record; the answer is its id. A record that is there already (a shared word) comes to life again."""
        return self.add_all([value])[0]

    def add_all(self, values: Sequence[Record]) -> list[str]:
        """Create many records at once."""
        pending: list[dict[str, Any]] = []
        fresh: dict[str, list[dict[str, Any]]] = {}
        known = rows.known_ids(self.connection, values)
        for value in values:
            kind = type(value)
            table = str(ROWS[kind].name)
            if value.id in known:
                self.restore(kind, value.id)
                continue
            creation = self._change(pending, table, value.id, CREATE, "null", ())
            defaults = rows.defaults_of(kind)
            for field in rows.fields_of(kind):
                content = getattr(value, field)
                if content != defaults[field]:
                    self._change(pending, table, value.id, field, rows.to_json(content), (creation,))
            # A new row is what its changes say; deriving it again would only cost time.
            fresh.setdefault(table, []).append({**value.model_dump(), "deleted": False})
        self._append(pending)
        for table, made in fresh.items():
            self.connection.execute(sa.insert(ROWS[KINDS[table]]), made)
        note_rows(self.connection, {table: [row["id"] for row in made] for table, made in fresh.items()})
        return [value.id for value in values]

    def change(
        self,
        kind: type[Record],
        row_id: str,
        fields: Mapping[str, Any],
        seen: Mapping[str, ChangeId] | None = None,
        *,
        whole: bool = False,
    ) -> None:
        """Set fields of a record. ``seen`` says which change each field showed; without it, what stands there now.

        A value that was written after ``seen`` is not replaced: both live on, as a conflict. ``whole``: the fields mean
        something only together, so all are written where any is new, and of two writers one is shown in all of them.
        """
        table = str(ROWS[kind].name)
        state = rows.derived(self.connection, kind, row_id)
        wanted: list[tuple[str, str, list[ChangeId], bool]] = []
        for field, content in fields.items():
            if field not in rows.fields_of(kind):
                raise KeyError(f"{kind.__name__} has no field {field}")
            shown = (seen or {}).get(field) or state.top(field)
            current = (
                rows.from_json(kind, field, state.values[field])
                if field in state.values
                else rows.defaults_of(kind)[field]
            )
            is_new = content != current or shown != state.top(field)
            # Several living changes of one content were on the screen alike: all of them are replaced.
            living = state.living(field)
            prev = sorted(living) if shown in living and field not in state.conflicts else [shown]
            wanted.append((field, rows.to_json(content), prev, is_new))
        if not any(is_new for *_change, is_new in wanted):
            return
        pending: list[dict[str, Any]] = []
        for field, value, prev, is_new in wanted:
            if is_new or whole:
                self._change(pending, table, row_id, field, value, prev)
        self._append(pending)
        rows.write_derived(self.connection, table, row_id)

    def resolve(self, kind: type[Record], row_id: str, field: str, content: Any, sides: Iterable[ChangeId]) -> None:
        """Close a conflict: the person saw these sides and chose ``content``. Only this closes one."""
        table = str(ROWS[kind].name)
        pending: list[dict[str, Any]] = []
        state = rows.derived(self.connection, kind, row_id)
        seen = set(sides)
        if field == DELETE and content:
            seen |= self._all_heads(state)
        self._change(pending, table, row_id, field, rows.to_json(content), sorted(seen))
        self._append(pending)
        rows.write_derived(self.connection, table, row_id)

    def changes_with(self, change: ChangeId) -> dict[str, LoggedChange]:
        """What the edit of a change said of the same row, by field."""
        site, _, seq = change.rpartition(":")
        query = sa.select(CHANGE).where(CHANGE.c.site == site, CHANGE.c.seq == int(seq))
        one = self.connection.execute(query).one()
        beside = sa.select(CHANGE.c.site, CHANGE.c.seq).where(CHANGE.c.edit == one.edit)
        ids = {f"{row.site}:{row.seq}" for row in self.connection.execute(beside)}
        return {found.field: found for found in changes_of(self.connection, one.tbl, one.row) if found.id in ids}

    def remove(self, kind: type[Record], row_id: str) -> None:
        """Flag a record as deleted, having seen all that lives in it now."""
        self._flag(kind, row_id, deleted=True)

    def restore(self, kind: type[Record], row_id: str) -> None:
        """Bring a deleted record back."""
        self._flag(kind, row_id, deleted=False)

    def redact(self, kind: type[Record], row_id: str, fields: Iterable[str]) -> None:
        """Erase the values of fields, present and past, from row and log; merges carry the removal on."""
        table = str(ROWS[kind].name)
        self.redacted = True
        self.texts.forget()
        pending: list[dict[str, Any]] = []
        erased: list[ChangeId] = []
        state_changes = changes_of(self.connection, table, row_id)
        for field in fields:
            gone = [change.id for change in state_changes if change.field == field]
            if gone:
                self._change(pending, table, row_id, REDACTION + field, "null", gone)
                erased += gone
        self._append(pending)
        erase(self.connection, erased)
        rows.write_derived(self.connection, table, row_id)

    def store_blob(self, content: bytes) -> str:
        """Keep a text or a file; the answer is its SHA-256 (hex)."""
        return blobs.store_blob(self.connection, content)

    def write(self, table: str, row_id: str, field: str, value: str, prev: Iterable[ChangeId]) -> None:
        """Append one raw change and derive its row; undo writes reverses with it."""
        pending: list[dict[str, Any]] = []
        self._change(pending, table, row_id, field, value, sorted(prev))
        self._append(pending)
        rows.write_derived(self.connection, table, row_id)

    def _flag(self, kind: type[Record], row_id: str, *, deleted: bool) -> None:
        state = rows.derived(self.connection, kind, row_id)
        if state.deleted != deleted:
            prev = self._all_heads(state) if deleted else set(state.living(DELETE))
            self.write(str(ROWS[kind].name), row_id, DELETE, rows.to_json(deleted), prev)

    @staticmethod
    def _all_heads(state: Derived) -> set[ChangeId]:
        return {key for keys in state.heads.values() for key in keys} | ({state.created} if state.created else set())

    def _change(
        self, pending: list[dict[str, Any]], table: str, row_id: str, field: str, value: str, prev: Sequence[ChangeId]
    ) -> ChangeId:
        self.seq += 1
        salt = new_salt()
        change = {
            "site": self.site, "seq": self.seq, "edit": self.edit_id, "tbl": table, "row": row_id, "field": field,
            "value": value, "prev": json.dumps(list(prev)), "salt": salt,
        }  # fmt: skip
        change["digest"] = digest_of(change, self._edit)
        pending.append(change)
        return f"{self.site}:{self.seq}"

    def _append(self, pending: list[dict[str, Any]]) -> None:
        if not pending:
            return
        if not self._begun:
            self.connection.execute(sa.insert(EDIT), self._edit)
            self._begun = True
        self.connection.execute(sa.insert(CHANGE), pending)
