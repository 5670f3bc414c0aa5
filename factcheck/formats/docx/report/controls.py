"""Content controls of Word in a line: a drop-down, and a frame around words that people may rewrite."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from factcheck.formats.docx.report.markup import attribute

# Ids of controls count from here; Word takes any number but 0.
_FIRST: Final = 100_000_001


@dataclass(slots=True)
class Controls:
    """The content controls of one document, each with an id of its own; titles are escaped as attributes already."""

    _made: int = field(default=_FIRST - 1, init=False)

    def drop_down(self, tag: str, title: str, items: str, chosen: str, inside: str) -> str:
        """A drop-down: ``items`` from ``listed_items``, the value that is chosen, and the runs that show it."""
        self._made += 1
        return (
            f'<w:sdt><w:sdtPr><w:alias w:val="{title}"/><w:tag w:val="{tag}"/><w:id w:val="{self._made}"/>'
            f'<w:dropDownList w:lastValue="{chosen}">{items}</w:dropDownList></w:sdtPr>'
            f"<w:sdtContent>{inside}</w:sdtContent></w:sdt>"
        )

    def rich_text(self, tag: str, title: str, inside: str) -> str:
        """A frame around runs of a line."""
        self._made += 1
        return (
            f'<w:sdt><w:sdtPr><w:alias w:val="{title}"/><w:tag w:val="{tag}"/><w:id w:val="{self._made}"/></w:sdtPr>'
            f"<w:sdtContent>{inside}</w:sdtContent></w:sdt>"
        )


def listed_items(entries: Sequence[tuple[str, str]]) -> str:
    """The items of a drop-down out of pairs of value and words; words that stood before are told apart by a number.

    Word takes no two items of the same words, and none without.
    """
    taken: dict[str, int] = {}
    items = []
    for value, words in entries:
        shown = " ".join(words.split()) or "–"
        taken[shown.lower()] = times = taken.get(shown.lower(), 0) + 1
        shown = f"{shown} ({times})" if times > 1 else shown
        items.append(f'<w:listItem w:displayText="{attribute(shown)}" w:value="{attribute(value)}"/>')
    return "".join(items)
