"""What a walk through a Word document comes across besides its words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

from factcheck.formats.composing import Mark


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
