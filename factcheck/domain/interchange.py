"""A whole project as values: what leaves as documented JSON, and what such a file brings.

The history does not go along, only what stands in the project now. What hangs on something that was removed is hidden
in the program and is not here either.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from factcheck.domain.records import (
    RECORDS,
    Attachment,
    Claim,
    Evidence,
    Highlight,
    LinkLook,
    ProjectRecord,
    Proposal,
    Record,
    Revision,
    Source,
)
from factcheck.domain.sourcing import public_view

# References that only tell something; all others say what a record hangs on.
TELLING: Final[frozenset[tuple[type[Record], str]]] = frozenset(
    {
        (ProjectRecord, "scale_id"),
        (ProjectRecord, "sourcing_id"),
        (Revision, "parent_id"),
        (Claim, "rating_id"),
        (Highlight, "from_id"),
        (Proposal, "rating_id"),
    }
)


_NO_ORIGINAL: Final = {"original_sha256": "", "original_name": ""}


@dataclass(frozen=True)
class WholeProject:
    """The records of a project by kind, sorted by id, and the content that they name by SHA-256 (hex).

    ``structures`` are JSON as ``structure_to_json`` writes it. ``confidential`` tells whether confidential and
    privileged sources and internal notes are in it as they are. ``secrets`` are the words that must not occur in what
    is written, with the aliases of their sources.
    """

    records: Mapping[type[Record], tuple[Any, ...]]
    texts: Mapping[str, str] = field(default_factory=dict)
    structures: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)
    confidential: bool = False
    secrets: Mapping[str, str] = field(default_factory=dict)

    def of(self, kind: type[Record]) -> tuple[Any, ...]:
        """The records of a kind."""
        return self.records.get(kind, ())


@cache
def kind_name(kind: type[Record]) -> str:
    """What a kind of record is called in references and files: ``open_place``."""
    return "project" if kind is ProjectRecord else re.sub(r"(?<=[a-z])(?=[A-Z])", "_", kind.__name__).lower()


@cache
def kinds_by_name() -> dict[str, type[Record]]:
    """The kinds of records by their names."""
    return {kind_name(kind): kind for kind in RECORDS}


@cache
def references(kind: type[Record]) -> dict[str, type[Record]]:
    """The fields of a kind that hold the id of a record, and of which kind."""
    found = {}
    for name, info in kind.model_fields.items():
        target = getattr(info, "foreign_key", None)
        if isinstance(target, str):
            found[name] = kinds_by_name()[target.removesuffix(".id")]
    return found


def without_hidden(records: Mapping[type[Record], Iterable[Any]]) -> dict[type[Record], tuple[Any, ...]]:
    """The records that hang on nothing missing; references that only tell something are emptied where it is missing."""
    kept: dict[type[Record], dict[str, Any]] = {kind: {one.id: one for one in some} for kind, some in records.items()}
    changed = True
    while changed:
        changed = False
        for kind, some in kept.items():
            owners = [pair for pair in references(kind).items() if (kind, pair[0]) not in TELLING]
            gone = [
                id_
                for id_, one in some.items()
                if any((owner := getattr(one, name)) and owner not in kept.get(other, {}) for name, other in owners)
            ]
            for id_ in gone:
                del some[id_]
            changed = changed or bool(gone)
    for kind, name in TELLING:
        known = kept.get(references(kind)[name], {})
        for id_, one in kept.get(kind, {}).items():
            if getattr(one, name) and getattr(one, name) not in known:
                kept[kind][id_] = one.model_copy(update={name: None})
    return {kind: tuple(some[id_] for id_ in sorted(some)) for kind, some in kept.items()}


def by_alias(records: Mapping[type[Record], Iterable[Any]]) -> dict[type[Record], tuple[Any, ...]]:
    """The records as they may leave: confidential sources by alias, nothing privileged, no internal notes, no files.

    Nobody can look through a picture or a scan for a name, so files leave only where everything was asked for.
    """
    sources = {source.id: source for source in records.get(Source, ())}
    guarded = {id_ for id_, source in sources.items() if source.confidential or source.privileged}
    seen: dict[type[Record], Iterable[Any]] = {
        **records,
        Source: [public_view(source) for source in sources.values() if not source.privileged],
        Claim: [claim.model_copy(update={"note": ""}) for claim in records.get(Claim, ())],
        Evidence: [evidence.model_copy(update={"note": ""}) for evidence in records.get(Evidence, ())],
        Attachment: [],
        Revision: [one.model_copy(update=_NO_ORIGINAL) for one in records.get(Revision, ())],
        LinkLook: [one for one in records.get(LinkLook, ()) if one.source_id not in guarded],
    }
    return without_hidden(seen)
