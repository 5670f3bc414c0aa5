"""From the changes of one row to its values: the one function that edits, merging and checking share.

Pure: the same set of changes gives the same row, in whatever order they arrived. A conflict is
found by causality (a change names the changes that its author had on screen), never by clocks;
the clock only picks which side is displayed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final, NamedTuple

from factcheck.domain.changes import ChangeId, Side

CREATE: Final = "+"
DELETE: Final = "-"
REDACTION: Final = "!"
_MILLISECONDS: Final = 1000


class LoggedChange(NamedTuple):
    """One change with what its edit says of it. ``value`` is JSON, None once redacted."""

    site: str
    seq: int
    hlc: int
    author: str
    field: str
    value: str | None
    prev: tuple[ChangeId, ...]

    @property
    def id(self) -> ChangeId:
        """``"site:seq"``."""
        return f"{self.site}:{self.seq}"

    @property
    def order(self) -> tuple[int, str, int]:
        """Which of several living values is displayed: the greatest."""
        return self.hlc, self.site, self.seq


@dataclass(frozen=True, slots=True)
class Derived:
    """What the changes of a row say.

    ``values`` holds the fields that were ever set (others have their defaults), ``tops`` the id of
    the change whose value is displayed per field (and ``""`` for every field never set),
    ``heads`` all living changes per field, ``conflicts`` the sides of each conflict.
    """

    values: Mapping[str, Any]
    deleted: bool
    tops: Mapping[str, ChangeId]
    heads: Mapping[str, frozenset[ChangeId]]
    conflicts: Mapping[str, tuple[Side, ...]] = field(default_factory=dict)
    created: ChangeId = ""

    def top(self, name: str) -> ChangeId:
        """The id of the change whose value of a field is displayed; a default stems from the creation."""
        return self.tops.get(name, self.created)

    def living(self, name: str) -> frozenset[ChangeId]:
        """The ids of all living changes of a field."""
        return self.heads.get(name, frozenset({self.created}) if self.created else frozenset())


def moment(hlc: int) -> str:
    """The wall time of a hybrid logical clock value, UTC, ISO 8601 to the second."""
    return datetime.fromtimestamp((hlc >> 16) // _MILLISECONDS, UTC).isoformat()


def _read(change: LoggedChange) -> Any:
    value = change.value
    if value is None:
        return None
    # Most are plain texts: to ask JSON for each would take a third of a merge's time.
    parts = value.split('"')
    if len(parts) == 3 and not parts[0] and not parts[2] and "\\" not in value:
        return parts[1]
    return json.loads(value)


def _sides(changes: Iterable[LoggedChange]) -> tuple[Side, ...]:
    return tuple(
        Side(change.id, change.author, moment(change.hlc), _read(change))
        for change in sorted(changes, key=lambda change: change.order)
    )


def derive(changes: Iterable[LoggedChange], defaults: Mapping[str, Any]) -> Derived:
    """Derive one row. ``defaults`` are the values that a creation stands for, as JSON would hold them."""
    creations: dict[ChangeId, LoggedChange] = {}
    deletions: dict[ChangeId, LoggedChange] = {}
    fields: dict[str, dict[ChangeId, LoggedChange]] = {}
    for change in changes:
        kind, key = change.field, f"{change.site}:{change.seq}"
        if kind == CREATE:
            creations[key] = change
        elif kind == DELETE:
            deletions[key] = change
        elif not kind.startswith(REDACTION):
            fields.setdefault(kind, {})[key] = change
    first = max(creations.values(), key=lambda change: change.order, default=None)
    created = tuple(creations)
    values: dict[str, Any] = {}
    tops: dict[str, ChangeId] = {}
    heads: dict[str, frozenset[ChangeId]] = {}
    conflicts: dict[str, tuple[Side, ...]] = {}
    for name, own in fields.items():
        if len(own) == 1:
            ((key, only),) = own.items()
            # As it is with most.
            if only.prev == created or (key not in only.prev and creations.keys() <= set(only.prev)):
                values[name], tops[name], heads[name] = _read(only), key, frozenset((key,))
                continue
        replaced = {prev for change in own.values() for prev in change.prev}
        living = {key: change for key, change in own.items() if key not in replaced}
        # A creation stands for the default of every field until a change replaces it.
        still_default = [change for key, change in creations.items() if key not in replaced]
        if not living and not still_default:  # only a forged log replaces in a circle: nothing of it is lost either
            living = own
        heading = (*living.values(), *still_default)
        top = heading[0] if len(heading) == 1 else max(heading, key=lambda change: change.order)
        values[name] = defaults.get(name) if top.field == CREATE else _read(top)
        tops[name] = top.id
        heads[name] = frozenset((*living, *(change.id for change in still_default)))
        if len(heads[name]) == 1:
            continue
        distinct = {json.dumps(_read(change), sort_keys=True) for change in living.values()}
        if still_default:
            distinct.add(json.dumps(defaults.get(name), sort_keys=True))
        if len(distinct) > 1:
            defaulted = tuple(
                Side(change.id, change.author, moment(change.hlc), defaults.get(name))
                for change in sorted(still_default, key=lambda change: change.order)
            )
            conflicts[name] = (*defaulted, *_sides(living.values()))
    deleted = bool(deletions) and _derive_deletion(deletions, heads, creations, conflicts)
    undeleted = {prev for change in deletions.values() for prev in change.prev}
    heads[DELETE] = frozenset(key for key in deletions if key not in undeleted)
    return Derived(values, deleted, tops, heads, conflicts, first.id if first else "")


def _derive_deletion(
    deletions: Mapping[ChangeId, LoggedChange],
    heads: Mapping[str, frozenset[ChangeId]],
    creations: Mapping[ChangeId, LoggedChange],
    conflicts: dict[str, tuple[Side, ...]],
) -> bool:
    """A row is gone only where its remover had seen everything that lives in it."""
    replaced = {prev for change in deletions.values() for prev in change.prev}
    living = {key: change for key, change in deletions.items() if key not in replaced}
    removals = [change for change in living.values() if _read(change)]
    if not removals:
        return False
    known = {prev for change in removals for prev in change.prev}
    unseen = {key for keys in heads.values() for key in keys} - known - set(creations)
    if not unseen and len(removals) == len(living):
        return True
    conflicts[DELETE] = _sides(living.values())
    return False
