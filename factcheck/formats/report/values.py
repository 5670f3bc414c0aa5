"""The pieces that a report is made of, without a format."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple

from factcheck.domain.records import Rating

Look = Literal["strong", "emphasis", "underline", "strike", "superscript", "subscript", "code", "removed", "added"]
Style = Literal[
    "text", "label", "title", "subtitle", "fact", "warning", "small", "quote", "legend", "sentence",
    "article", "article title", "standfirst", "byline", "article quote", "caption", "box",
]  # fmt: skip


# Where a line can end within a word that is too long for it.
BREAK: Final = "\N{ZERO WIDTH SPACE}"


class Run(NamedTuple):
    """Words that look alike.

    ``target`` is an address or, after "#", an anchor of the same document. ``mark`` is the key of the verdict whose
    mark lies over the words (None: none), ``label`` that of the verdict whose label they are. ``anchor`` names the
    place where they begin.
    """

    text: str
    looks: frozenset[Look] = frozenset()
    target: str = ""
    mark: str | None = None
    label: str | None = None
    anchor: str = ""


Runs = tuple[Run, ...]


class Paragraph(NamedTuple):
    """A paragraph; of the article or of the report's own words, as its style says."""

    runs: Runs
    style: Style = "text"


class Heading(NamedTuple):
    """A heading; level 1 is that of a chapter. Headings inside the article are its own."""

    runs: Runs
    level: int
    anchor: str = ""
    of_article: bool = False


class Item(NamedTuple):
    """An item of a list, with its own marker and depth (0 is outermost); ``anchor`` is its name in the document."""

    lines: tuple[Runs, ...]
    marker: str = ""
    level: int = 0
    anchor: str = ""


class Table(NamedTuple):
    """A table. ``shares`` are the widths of columns in hundredths; a cell is lines of runs; ``head`` may be empty."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[tuple[Runs, ...], ...], ...]
    shares: tuple[int, ...]
    of_article: bool = False
    head_column: bool = False


Piece = Paragraph | Heading | Item | Table


class Chapter(NamedTuple):
    """A part of the report: its key, its title (empty for the cover), its anchor and its pieces."""

    part: str
    title: str
    anchor: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Document:
    """A whole report; ``looks`` has the ratings by the keys that runs name, "" for what has none yet."""

    title: str
    language: str
    article_language: str
    author: str
    marking: str
    paper: str
    chapters: tuple[Chapter, ...]
    looks: Mapping[str, Rating] = field(default_factory=dict)

    @property
    def is_right_to_left(self) -> bool:
        """Whether the report's own words run from right to left."""
        return self.language.partition("-")[0] in {"ar", "fa", "he", "ur"}


def plain(runs: Iterable[Run]) -> str:
    """Runs without their looks."""
    return "".join(run.text for run in runs)


def words(text: str, *looks: Look) -> Runs:
    """Plain words, or words that look alike."""
    return (Run(text, frozenset(looks)),) if text else ()
