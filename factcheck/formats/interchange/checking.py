"""Single records and structures out of a stranger's JSON: types, ids, times, and links that may be kept."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any, Final, TypeVar, get_args

from factcheck.domain import draft
from factcheck.domain.draft import Block, Note, Span, Structure, structure_from_json, structure_to_json
from factcheck.domain.interchange import references
from factcheck.domain.records import Record
from factcheck.formats.interchange.scanning import broken, parsed
from factcheck.formats.interchange.schema import ID, LARGEST_NUMBER, type_name, types_of
from factcheck.text.addresses import safe_link

R = TypeVar("R", bound=Record)

_ID: Final = re.compile(ID)
_SCHEME: Final = re.compile(r"\s*[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_ADDRESSES: Final = frozenset({"address", "archive_address", "final_address"})
_KINDS: Final = {
    Block: frozenset(get_args(draft.BlockKind)),
    Span: frozenset(get_args(draft.SpanKind)),
    Note: frozenset(get_args(draft.NoteKind)),
}


def checked_record(kind: type[R], values: Any) -> R:
    """The record that a JSON object tells of; raises ``Problem`` where a field is not known or not of its type.

    An address of a scheme that is never opened (``javascript:``, ``file:``) is dropped.
    """
    if not isinstance(values, dict):
        raise broken()
    types = types_of(kind)
    id_ = values.pop("id", None)
    if not (isinstance(id_, str) and _ID.fullmatch(id_)) or not values.keys() <= types.keys():
        raise broken()
    made: dict[str, Any] = {"id": id_}
    for name, value in values.items():
        plain, nullable = types[name]
        if value is None:
            if not nullable:
                raise broken()
            made[name] = None
            continue
        made[name] = _checked(plain, value)
        if name in references(kind) and not _ID.fullmatch(value):
            raise broken()
        if name in _ADDRESSES and _SCHEME.match(value) and safe_link(value) is None:
            made[name] = ""
    return kind(**made)


def _checked(plain: Any, value: Any) -> Any:
    if plain is datetime:
        try:
            moment = datetime.fromisoformat(value)
            return moment.astimezone(UTC) if moment.tzinfo else _broken()
        except (TypeError, ValueError, OverflowError) as error:
            raise broken() from error
    if plain is float and type(value) is int:
        value = float(value) if abs(value) <= LARGEST_NUMBER else _broken()
    if type(value) is not plain or (plain is int and abs(value) > LARGEST_NUMBER):
        raise broken()
    if plain is list and not all(isinstance(word, str) for word in value):
        raise broken()
    if not _is_unicode(value):
        raise broken()
    return value


def _is_unicode(value: Any) -> bool:
    try:
        str(value).encode()
    except UnicodeEncodeError:  # half a character
        return False
    return True


def _broken() -> Any:
    raise broken()


def checked_structure(source: bytes) -> str:
    """A structure as ``structure_to_json`` writes it; links that may not be opened are dropped."""
    values = parsed(source)
    if not isinstance(values, dict):
        raise broken()
    kinds = {"blocks": Block, "spans": Span, "notes": Note}
    for name, kind in kinds.items():
        for row in _rows(values.get(name, [])):
            _check_row(kind, row)
    try:
        made = structure_from_json(source.decode())
    except (TypeError, ValueError, AttributeError) as error:
        raise broken() from error
    spans = tuple(span for span in made.spans if span.kind != "link" or safe_link(span.target) is not None)
    return structure_to_json(Structure(made.blocks, spans, made.notes))


def _rows(values: Any) -> list[dict[str, Any]]:
    if not (isinstance(values, list) and all(isinstance(row, dict) for row in values)):
        raise broken()
    return values


def _check_row(kind: Any, row: dict[str, Any]) -> None:
    if row.get("kind") not in _KINDS[kind]:
        raise broken()
    start, end = row.get("start"), row.get("end")
    if type(start) is not int or type(end) is not int or not 0 <= start <= end:
        raise broken()
    for name, value in row.items():
        known = kind.__annotations__.get(name)
        if known is None:
            continue
        wanted = {"str": str, "int": int, "bool": bool}.get(type_name(known))
        if name == "kind":
            continue
        fits = type(value) is wanted if wanted else isinstance(value, list) and all(isinstance(v, str) for v in value)
        if not fits:
            raise broken()
