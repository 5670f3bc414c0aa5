"""What an importer makes of a file: the text of an article, its structure and its particulars.

All offsets are Unicode code points into ``ArticleDraft.text``. The text is decoded, without
BOM, with LF line ends, without Unicode normalisation, one block per line (headline included,
table cells of a row separated by a tab). The structure is immutable and is stored as JSON
beside the text of a revision (``structure_to_json``).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Literal, NamedTuple, TypeVar, overload

BlockKind = Literal[
    "title", "standfirst", "byline", "heading", "paragraph", "list_item", "quote", "table_row", "caption", "text_box"
]
SpanKind = Literal["strong", "emphasis", "underline", "strike", "superscript", "subscript", "code", "link"]
NoteKind = Literal["footnote", "endnote", "comment"]

_Made = TypeVar("_Made")


class Block(NamedTuple):
    """One line of the text: ``text[start:end]`` holds no line end. A tuple: a book has 10,000 of them.

    ``level`` is 1-6 for headings, and the depth (0 is outermost) for list items;
    ``marker`` is what stands before a list item ("•", "3."); empty where the item goes on, or its words carry it.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    marker: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """Emphasis or a link over ``text[start:end]``; ``target`` is a link's address."""

    kind: SpanKind
    start: int
    end: int
    target: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote, endnote or comment of the file, at its exact place.

    Footnotes and endnotes stand at a point (``start == end``, after the word they follow),
    comments over a range. ``key`` is unique in its draft; ``parent`` is the key of the comment
    that this one answers. ``label`` is the number that the file showed. ``links`` are addresses
    found in the note, in order. ``date`` is ISO 8601 as the file gave it, or empty; ``moment`` is the same in UTC where
    the file tells that beside it (Word writes the hour of its own clock as if that were UTC).
    """

    key: str
    kind: NoteKind
    start: int
    end: int
    text: str
    label: str = ""
    author: str = ""
    initials: str = ""
    date: str = ""
    parent: str = ""
    resolved: bool = False
    links: tuple[str, ...] = ()
    moment: str = ""


@dataclass(frozen=True, slots=True)
class OmittedStretch:
    """A stretch that is kept in the text but folded on screen: ``reason`` is why.

    Reasons: ``boilerplate`` (left out by the extraction), ``also read``, ``advert``, ``box`` (beside the article).
    One that is ``shown`` is part of the article until somebody leaves it out.
    """

    start: int
    end: int
    reason: str
    shown: bool = False


class StoredBlocks(Sequence[Block]):
    """Blocks as they were stored; each is made when somebody looks at it: of 100,000 paragraphs nobody looks at all."""

    def __init__(self, rows: list[dict[str, Any]]) -> None:
        self._rows = rows

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, number: int) -> Block: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[Block]: ...
    def __getitem__(self, number: int | slice) -> Block | Sequence[Block]:
        rows = self._rows[number]
        return StoredBlocks(rows) if isinstance(rows, list) else _block(rows)

    def __eq__(self, other: object) -> bool:
        return tuple(self) == tuple(other) if isinstance(other, Sequence) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))

    def apart(self) -> StoredBlocks:
        """Those that are no plain paragraphs."""
        return StoredBlocks([row for row in self._rows if row["kind"] != "paragraph"])


def _block(row: dict[str, Any]) -> Block:
    """A block as it was stored; unknown keys of a newer program are passed over."""
    try:
        return Block(**row)
    except TypeError:
        return Block(**{key: item for key, item in row.items() if key in Block._fields})


@dataclass(frozen=True, slots=True)
class Structure:
    """The structure of a revision's text."""

    blocks: Sequence[Block] = ()
    spans: tuple[Span, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def apart(self) -> Sequence[Block]:
        """The blocks that are no plain paragraphs."""
        if isinstance(self.blocks, StoredBlocks):
            return self.blocks.apart()
        return tuple(block for block in self.blocks if block.kind != "paragraph")


@dataclass(frozen=True, slots=True)
class ArticleDraft:
    """An article as an importer read it; every field can be edited by the person later.

    ``original`` are the bytes of the file as it came (empty for pasted text), ``encoding`` what
    they were decoded by. ``counts`` tells what came in (``{"footnotes": 60}``), ``unread`` names
    what could not be read, in whole sentences.
    """

    text: str
    structure: Structure = Structure()
    omissions: tuple[OmittedStretch, ...] = ()
    title: str = ""
    byline: str = ""
    publication: str = ""
    published: str = ""
    address: str = ""
    language: str = "en"
    original: bytes = b""
    original_name: str = ""
    media_type: str = "text/plain"
    encoding: str = ""
    counts: dict[str, int] = field(default_factory=dict)
    unread: tuple[str, ...] = ()


def structure_to_json(structure: Structure) -> str:
    """Write a structure as JSON: ``{"blocks": [...], "spans": [...], "notes": [...]}``; defaults are left out."""

    def plain(value: Block | Span | Note) -> dict[str, Any]:
        if isinstance(value, Block):
            return {key: item for key, item in value._asdict().items() if item != Block._field_defaults.get(key)}
        defaults = {item.name: item.default for item in fields(value)}
        return {key: item for key, item in asdict(value).items() if item != defaults[key]}

    return json.dumps(
        {
            "blocks": [plain(block) for block in structure.blocks],
            "spans": [plain(span) for span in structure.spans],
            "notes": [plain(note) for note in structure.notes],
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def structure_from_json(source: str) -> Structure:
    """Read what ``structure_to_json`` wrote; unknown keys of a newer program are passed over."""
    data = json.loads(source or "{}")

    def made(cls: type[_Made], items: list[dict[str, Any]]) -> tuple[_Made, ...]:
        known = cls.__dataclass_fields__  # type: ignore[attr-defined]
        return tuple(
            cls(**{key: tuple(item) if isinstance(item, list) else item for key, item in row.items() if key in known})
            for row in items
        )

    return Structure(
        blocks=StoredBlocks(data.get("blocks", [])),
        spans=made(Span, data.get("spans", [])),
        notes=made(Note, data.get("notes", [])),
    )
