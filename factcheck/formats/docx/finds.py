"""What a walk through a Word document comes across besides its words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from factcheck.formats.composing import Composition, Mark
from factcheck.formats.docx.appearance import W

if TYPE_CHECKING:
    from lxml.etree import _Element

_MOST_RANGES: Final = 50_000  # of comments


@dataclass(slots=True)
class Reference:
    """Where a footnote or endnote is called; ``label`` only where the writer set a mark of his own."""

    kind: Literal["footnote", "endnote"]
    id: str
    mark: Mark
    label: str = ""


@dataclass(slots=True)
class Finds:
    """What a walk came across: places of notes and comments, lines of a table of contents, counts of things."""

    references: list[Reference] = field(default_factory=list)
    comment_starts: dict[str, Mark] = field(default_factory=dict)
    comment_ends: dict[str, Mark] = field(default_factory=dict)
    comment_points: dict[str, Mark] = field(default_factory=dict)
    folded: list[tuple[Mark, Mark]] = field(default_factory=list)
    tally: Counter[str] = field(default_factory=Counter)

    def comment(self, element: _Element, text: Composition) -> None:
        """One of ``COMMENT_MARKS``: a comment's range starts or ends here in the text, or it is called here."""
        key = element.get(W + "id", "")
        if element.tag == W + "commentRangeStart":
            if len(self.comment_starts) < _MOST_RANGES:
                self.comment_starts.setdefault(key, text.mark_start())
        elif element.tag == W + "commentRangeEnd":
            self.comment_ends[key] = text.mark_end()
        else:
            self.comment_points.setdefault(key, text.mark_point())
