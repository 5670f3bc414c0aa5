"""How each kind of line of an article is set: size, weight, tone and the room around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from factcheck.domain.draft import Block

BODY: Final = 18  # the size of plain text, in pixels at 100 %


@dataclass(frozen=True, slots=True)
class Kind:
    """How a kind of line is set; sizes in pixels at 100 %, ``spacing`` in percent of the font's own line."""

    px: int = BODY
    weight: int = 400
    tone: str = "text"
    above: int = 0
    below: int = 15
    spacing: int = 122
    indent: int = 0
    interface: bool = False  # Inter in place of the serif


PLAIN: Final = Kind()
KINDS: Final[dict[str, Kind]] = {
    "title": Kind(31, 700, below=10, spacing=100),
    "standfirst": Kind(19, 400, "secondary", below=14, spacing=110),
    "byline": Kind(12, 500, "faint", below=14, spacing=100, interface=True),
    "heading": Kind(21, 600, above=14, below=8, spacing=104),
    "subheading": Kind(18, 600, above=12, below=6, spacing=108),
    "list_item": Kind(below=7, indent=28),
    "quote": Kind(tone="secondary", indent=24),
    "table_row": Kind(14, 400, below=7, spacing=112, interface=True),
    "caption": Kind(13, 400, "secondary", below=18, spacing=115, interface=True),
    "text_box": Kind(16, indent=18, spacing=118),
}
HEAD_KINDS: Final = frozenset({"title", "standfirst", "byline"})


def kind_of(block: Block) -> Kind:
    """How a block is set."""
    if block.kind == "heading" and block.level > 2:
        return KINDS["subheading"]
    kind = KINDS.get(block.kind, PLAIN)
    if block.kind == "list_item" and block.level:
        return Kind(below=kind.below, indent=kind.indent + 22 * block.level)
    return kind
