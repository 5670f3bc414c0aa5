"""What a project's JSON looks like, as a JSON Schema made from the records themselves.

``python -m factcheck.formats.interchange.schema`` prints it; what is printed lies in
``resources/schemas/factcheck-project-1.schema.json``, for those who read or write such files with other programs.
"""

from __future__ import annotations

import json
from datetime import datetime
from functools import cache
from types import NoneType
from typing import Any, Final, get_args, get_origin

from factcheck.domain.draft import Block, Note, Span
from factcheck.domain.interchange import TELLING, kind_name, references
from factcheck.domain.records import RECORDS, Record

FORMAT: Final = "factcheck-project"
VERSION: Final = 1
ID: Final = "^[0-9a-f]{32}$"
SHA256: Final = "^[0-9a-f]{64}$"
LARGEST_NUMBER: Final = 2**63 - 1

_TYPES: Final[dict[Any, dict[str, Any]]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer", "minimum": -LARGEST_NUMBER, "maximum": LARGEST_NUMBER},
    float: {"type": "number"},
    datetime: {"type": "string", "format": "date-time"},
    dict: {"type": "object"},
    list: {"type": "array", "items": {"type": "string"}},
}


@cache
def types_of(kind: type[Record]) -> dict[str, tuple[Any, bool]]:
    """The fields of a kind but its id: the type of each, and whether it may be null."""
    found = {}
    for name, info in kind.model_fields.items():
        if name == "id":
            continue
        choices = get_args(info.annotation) or (info.annotation,)
        nullable = NoneType in choices
        plain = next(one for one in choices if one is not NoneType) if nullable else info.annotation
        found[name] = (get_origin(plain) or plain, nullable)
    return found


def schema() -> dict[str, Any]:
    """The whole JSON Schema (draft 2020-12)."""
    names = {kind_name(kind): kind for kind in RECORDS}
    text = {"type": "string"}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:{FORMAT}:{VERSION}",
        "title": "A Factcheck project",
        "description": (
            "What stands in a project, without its history. Ids are 32 hexadecimal digits; offsets are Unicode code "
            "points into the text of a revision; a field that is left out has its default, which is empty unless it "
            "is said here; references name records in the same file."
        ),
        "type": "object",
        "required": ["format", "version", "records"],
        "additionalProperties": False,
        "properties": {
            "format": {"const": FORMAT},
            "version": {"const": VERSION},
            "confidential": {
                "type": "boolean",
                "description": "Whether confidential and privileged sources, internal notes and files are in it.",
            },
            "records": {
                "type": "object",
                "additionalProperties": False,
                "properties": {
                    name: {"type": "array", "items": {"$ref": f"#/$defs/{name}"}} for name in names
                },
            },
            "texts": {
                "description": "The texts of revisions by the SHA-256 of their UTF-8.",
                "type": "object",
                "propertyNames": {"pattern": SHA256},
                "additionalProperties": text,
            },
            "structures": {
                "description": "Blocks, emphasis, links and notes of revisions, by the name that the revision has.",
                "type": "object",
                "propertyNames": {"pattern": SHA256},
                "additionalProperties": {"$ref": "#/$defs/structure"},
            },
            "files": {
                "description": "Original files and attachments as base64, by the SHA-256 of their bytes.",
                "type": "object",
                "propertyNames": {"pattern": SHA256},
                "additionalProperties": {**text, "contentEncoding": "base64"},
            },
        },
        "$defs": {
            **{name: _record(kind) for name, kind in names.items()},
            "structure": {
                "type": "object",
                "properties": {
                    "blocks": {"type": "array", "items": _stretch(Block)},
                    "spans": {"type": "array", "items": _stretch(Span)},
                    "notes": {"type": "array", "items": _stretch(Note)},
                },
            },
        },
    }


def _record(kind: type[Record]) -> dict[str, Any]:
    properties: dict[str, Any] = {"id": {"type": "string", "pattern": ID}}
    for name, (plain, nullable) in types_of(kind).items():
        made = dict(_TYPES[plain])
        default = kind.model_fields[name].get_default(call_default_factory=True)
        if default not in ("", None, [], {}):
            made["default"] = default
        if name in references(kind):
            owner = (kind, name) not in TELLING
            made["pattern"] = ID
            made["description"] = f"The id of a {kind_name(references(kind)[name])}" + (
                " that this hangs on." if owner else "."
            )
        if nullable:
            made["type"] = [made["type"], "null"]
        properties[name] = made
    return {
        "description": " ".join((kind.__doc__ or "").replace("``", "").split()),
        "type": "object",
        "required": ["id"],
        "additionalProperties": False,
        "properties": properties,
    }


def type_name(annotation: Any) -> str:
    """What an annotation that was not evaluated says: that of a tuple with names is wrapped."""
    return str(getattr(annotation, "__forward_arg__", annotation))


def _stretch(kind: Any) -> dict[str, Any]:
    """A block, a span or a note: what is told of it stands in its docstring."""
    types = {"str": {"type": "string"}, "int": {"type": "integer", "minimum": 0}, "bool": {"type": "boolean"}}
    properties: dict[str, Any] = {}
    for name, annotation in kind.__annotations__.items():
        if name == "kind":
            # The alias of the annotation, such as BlockKind, stands in the same module.
            from factcheck.domain import draft

            properties[name] = {"enum": list(get_args(getattr(draft, type_name(annotation))))}
        else:
            properties[name] = types.get(type_name(annotation), {"type": "array", "items": {"type": "string"}})
    return {
        "description": " ".join((kind.__doc__ or "").replace("``", "").split()),
        "type": "object",
        "required": ["kind", "start", "end"],
        "properties": properties,
    }


if __name__ == "__main__":
    print(json.dumps(schema(), indent=2, ensure_ascii=False))  # noqa: T201 - what it is for
