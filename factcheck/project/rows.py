"""Between records and rows: reading frozen values, and writing a row as its changes derive it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from types import NoneType
from typing import Any, Final, TypeVar, cast, get_args, get_origin

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite

from factcheck.domain.changes import Shown
from factcheck.domain.records import Record
from factcheck.project.deriving import Derived, derive
from factcheck.project.journal import changes_of, changes_of_rows
from factcheck.project.plain_sql import tuples
from factcheck.project.tables import KINDS, ROWS, TABLES, ConflictRow
from factcheck.project.word_index import note_rows

R = TypeVar("R", bound=Record)
CONFLICT: sa.Table = ConflictRow.__table__  # type: ignore[attr-defined] # set by SQLModel at run time

_MOST_PARAMETERS: Final = 500
_LARGEST_NUMBER: Final = 2**63  # what an integer column holds; no number is not smaller


@cache
def fields_of(kind: type[Record]) -> tuple[str, ...]:
    """The fields of a record that the log tells of: all but its id."""
    return tuple(name for name in kind.model_fields if name != "id")


@cache
def defaults_of(kind: type[Record]) -> Mapping[str, Any]:
    """The default of every field, as JSON would hold it (no record has a time by default)."""
    return {name: kind.model_fields[name].get_default(call_default_factory=True) for name in fields_of(kind)}


@cache
def _times_of(kind: type[Record]) -> frozenset[str]:
    return frozenset(name for name, info in kind.model_fields.items() if info.annotation == (datetime | None))


def to_json(value: Any) -> str:
    """A field's value as the log keeps it."""
    if isinstance(value, datetime):
        value = value.isoformat()
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_json(kind: type[Record], field: str, value: Any) -> Any:
    """A field's value from what the log holds (already parsed).

    A redacted value is the default, and so is one that a stranger's log holds and the field cannot.
    """
    default = defaults_of(kind).get(field)
    if value is None:
        return default
    if field in _times_of(kind):
        return _time(value)
    if type(value) is not _types_of(kind)[field] and not (type(value) is int and type(default) is float):
        return default
    if isinstance(value, str):
        return value if value.isascii() or _is_unicode(value) else default
    if isinstance(value, list):  # of words, in every field that holds one
        return value if all(isinstance(word, str) and _is_unicode(word) for word in value) else default
    if isinstance(value, int | float):
        return value if abs(value) < _LARGEST_NUMBER else default
    return value


@cache
def _types_of(kind: type[Record]) -> Mapping[str, type]:
    """The one type of each field, apart from None."""
    types = {}
    for name in fields_of(kind):
        choices = [one for one in get_args(kind.model_fields[name].annotation) if one is not NoneType]
        whole = kind.model_fields[name].annotation
        types[name] = get_origin(whole) if get_origin(whole) in {dict, list} else (choices[0] if choices else whole)
    return cast("Mapping[str, type]", types)


def _time(value: Any) -> datetime | None:
    try:
        time = datetime.fromisoformat(value)
        return time.astimezone(UTC) if time.tzinfo else None
    except (TypeError, ValueError, OverflowError):
        return None


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:  # half a character
        return False
    return True


def record_from(kind: type[R], row: sa.Row[Any]) -> R:
    """A frozen value from a whole row of its table."""
    values = dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's documented name for a row as a mapping
    values.pop("deleted", None)
    return cast("R", kind.model_construct(**values))


_SQLITE: Final = sqlite.dialect()


@cache
def _columns(kind: type[Record]) -> tuple[tuple[str, ...], tuple[tuple[int, Callable[[Any], Any]], ...]]:
    """The fields of a record in their order, and of some what makes the field's value of what SQLite holds."""
    columns = [column for column in ROWS[kind].c if column.name != "deleted"]
    made = [column.type.dialect_impl(_SQLITE).result_processor(_SQLITE, None) for column in columns]
    return tuple(column.name for column in columns), tuple((n, each) for n, each in enumerate(made) if each)


@cache
def _select(kind: type[Record], names: tuple[str, ...], order_by: tuple[str, ...]) -> str:
    wanted = ", ".join(f'"{name}"' for name in _columns(kind)[0])
    given = " AND ".join(f'"{name}" = ?' for name in names)
    order = ", ".join(f'"{name}"' for name in order_by) or "NULL"
    return f'SELECT {wanted} FROM "{ROWS[kind].name}" WHERE {given} ORDER BY {order}'  # noqa: S608 - names of ours


def where(connection: sa.Connection, kind: type[R], order_by: tuple[str, ...] = (), **values: Any) -> list[R]:
    """The records whose fields have some values (none of them None), deleted or not, in the order of some fields."""
    names, makers = _columns(kind)
    found: list[R] = []
    for row in tuples(connection, _select(kind, tuple(values), order_by), tuple(values.values())):
        fields = dict(zip(names, row, strict=True))
        for number, make in makers:
            fields[names[number]] = make(row[number])
        found.append(cast("R", kind.model_construct(**fields)))
    return found


def records(connection: sa.Connection, kind: type[R], *where: Any, order_by: Any = None) -> list[R]:
    """The living records of a kind."""
    table = ROWS[kind]
    query = sa.select(table).where(table.c.deleted == sa.false(), *where)
    if order_by is not None:
        query = query.order_by(*order_by) if isinstance(order_by, tuple) else query.order_by(order_by)
    return [record_from(kind, row) for row in connection.execute(query)]


def record(connection: sa.Connection, kind: type[R], row_id: str | None) -> R | None:
    """One record, deleted or not; None where there is none."""
    if row_id is None:
        return None
    return next(iter(where(connection, kind, id=row_id)), None)


def known_ids(connection: sa.Connection, values: Iterable[Record]) -> set[str]:
    """Which of these records have a row already, deleted or not."""
    ids: dict[type[Record], list[str]] = {}
    for value in values:
        ids.setdefault(type(value), []).append(value.id)
    known: set[str] = set()
    for kind, wanted in ids.items():
        query = f'SELECT id FROM "{ROWS[kind].name}" WHERE id IN (SELECT value FROM json_each(?))'  # noqa: S608 - a name of ours
        known.update(row_id for (row_id,) in tuples(connection, query, (json.dumps(wanted),)))
    return known


def derived(connection: sa.Connection, kind: type[Record], row_id: str) -> Derived:
    """What the log says of one row."""
    return derive(changes_of(connection, str(ROWS[kind].name), row_id), defaults_of(kind))


def shown(connection: sa.Connection, value: R) -> Shown[R]:
    """A record together with what an edit must pass back: which change each field shows, and its conflicts."""
    state = derived(connection, type(value), value.id)
    return Shown(value, {name: state.top(name) for name in fields_of(type(value))}, state.conflicts)


def _values_of(kind: type[Record], state: Derived) -> dict[str, Any]:
    values = dict(defaults_of(kind))
    values.update({name: from_json(kind, name, value) for name, value in state.values.items() if name in values})
    return values


def write_derived(connection: sa.Connection, table: str, row_id: str) -> None:
    """Write one row, its conflicts and its words in the index, as the log derives them.

    Tables of a newer program stay in the log alone.
    """
    write_all_derived(connection, [(table, row_id)])


def write_all_derived(connection: sa.Connection, touched: Iterable[tuple[str, str]]) -> None:
    """Write many rows, named by table and id, as the log derives them."""
    ids: dict[str, list[str]] = {}
    for table, row_id in touched:
        if table in TABLES:
            ids.setdefault(table, []).append(row_id)
    for table, wanted in ids.items():
        for start in range(0, len(wanted), _MOST_PARAMETERS):
            _write_derived_rows(connection, table, wanted[start : start + _MOST_PARAMETERS])
    note_rows(connection, ids)


def _write_derived_rows(connection: sa.Connection, table: str, row_ids: Sequence[str]) -> None:
    kind = KINDS[table]
    changes = changes_of_rows(connection, table, row_ids)
    states = {row_id: derive(changes.get(row_id, ()), defaults_of(kind)) for row_id in row_ids}
    values = [{"id": row_id, **_values_of(kind, state), "deleted": state.deleted} for row_id, state in states.items()]
    upsert(connection, TABLES[table], values)
    gone = 'DELETE FROM conflict WHERE tbl = ? AND "row" IN (SELECT value FROM json_each(?))'
    tuples(connection, gone, (table, json.dumps(list(row_ids))))
    conflicts = [
        {
            "tbl": table,
            "row": row_id,
            "field": name,
            "sides": json.dumps([[s.change, s.author, s.at, s.value] for s in sides], ensure_ascii=False),
        }
        for row_id, state in states.items()
        for name, sides in state.conflicts.items()
    ]
    if conflicts:
        connection.execute(sa.insert(CONFLICT), conflicts)


def write_placeholder(connection: sa.Connection, table: str, row_id: str) -> None:
    """Write an empty, hidden row for one that is referred to and of which the log says nothing."""
    kind = KINDS[table]
    upsert(connection, TABLES[table], [{"id": row_id, **defaults_of(kind), "deleted": True}])


def differing(connection: sa.Connection, table: str, row_ids: Sequence[str]) -> list[str]:
    """Which of some rows (at most a few hundred), or of their conflicts, are not what the log derives."""
    kind, changes = KINDS[table], changes_of_rows(connection, table, row_ids)
    which = TABLES[table].c.id.in_(row_ids)
    stored = {row["id"]: dict(row) for row in connection.execute(sa.select(TABLES[table]).where(which)).mappings()}
    flagged: dict[str, set[str]] = {}
    query = 'SELECT "row", field FROM conflict WHERE tbl = ? AND "row" IN (SELECT value FROM json_each(?))'
    for row_id, name in tuples(connection, query, (table, json.dumps(list(row_ids)))):
        flagged.setdefault(row_id, set()).add(name)
    found = []
    for row_id in row_ids:
        state = derive(changes.get(row_id, ()), defaults_of(kind))
        expected = {"id": row_id, **_values_of(kind, state), "deleted": state.deleted}
        if stored.get(row_id) != expected or flagged.get(row_id, set()) != set(state.conflicts):
            found.append(row_id)
    return found


def upsert(connection: sa.Connection, table: sa.Table, values: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows, or replace what stands under the same key. All have the same columns."""
    names = tuple(values[0])
    made = [
        (name, each)
        for name in names
        if (each := table.c[name].type.dialect_impl(_SQLITE).bind_processor(_SQLITE)) is not None
    ]
    stored = []
    for row in values:
        held = dict(row)
        for name, make in made:
            held[name] = make(held[name])
        stored.append(tuple(map(held.__getitem__, names)))
    # By a bare statement: to let SQLAlchemy look at each of many rows takes as long as to write them.
    connection.exec_driver_sql(_upsert(table, names), stored)


@cache
def _upsert(table: sa.Table, names: tuple[str, ...]) -> str:
    keys = [column.name for column in table.primary_key]
    columns, places = ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
    changed = ", ".join(f'"{name}" = excluded."{name}"' for name in names if name not in keys)
    under = ", ".join(f'"{name}"' for name in keys)
    return f'INSERT INTO "{table.name}" ({columns}) VALUES ({places}) ON CONFLICT ({under}) DO UPDATE SET {changed}'  # noqa: S608 - names of ours
