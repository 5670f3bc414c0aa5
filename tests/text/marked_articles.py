"""The articles of ``tests/data/checkables``: their text, and what is marked in them by hand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from factcheck.text.checkables import Checkable

FOLDER: Final = Path(__file__).parents[1] / "data/checkables"
_KINDS: Final = {"n": "name", "f": "figure", "d": "date", "q": "quotation", "t": "title", "s": "superlative"}
_MARK: Final = re.compile(r"\{([nfdqts])\||\}")
_FOUND: Final = 0.75  # so much of the letters of a mark must be found for it to count
_RIGHT: Final = 0.5  # so much of the letters of what is found must be marked


class Marked(NamedTuple):
    """An article: its name, its language, its text, and what is to be found in it."""

    name: str
    language: str
    text: str
    marks: list[Checkable]


class Score(NamedTuple):
    """How many of the marks of a kind were found, and how much of what was found is marked."""

    found: int
    marks: int
    right: int
    given: int

    @property
    def recall(self) -> float:
        """The share of the marks that were found."""
        return self.found / self.marks if self.marks else 1.0

    @property
    def precision(self) -> float:
        """The share of what was found that is marked."""
        return self.right / self.given if self.given else 1.0


def articles(among: str = "") -> Iterator[Marked]:
    """The articles, or those with a word in their names ("tuned", "held")."""
    for path in sorted(FOLDER.glob("*.txt")):
        if among in path.stem:
            yield read(path.stem, path.read_text(encoding="utf-8"))


def read(name: str, source: str) -> Marked:
    """Take the marks out of an article."""
    text, at, marks, opened = "", 0, list[Checkable](), list[tuple[int, str]]()
    for mark in _MARK.finditer(source):
        text += source[at : mark.start()]
        at = mark.end()
        if mark[1]:
            opened.append((len(text), _KINDS[mark[1]]))
        else:
            start, kind = opened.pop()
            marks.append(Checkable(start, len(text), kind))
    assert not opened, name
    return Marked(name, name[:2], text + source[at:], marks)


def score(text: str, marks: Iterable[Checkable], found: Iterable[Checkable], kind: str) -> Score:
    """Compare what was found with what is marked, by the letters and digits of each."""
    marked, given = ([one for one in ones if one.kind == kind] for ones in (marks, found))
    return Score(
        sum(_share(text, one, given) >= _FOUND for one in marked),
        len(marked),
        sum(_share(text, one, marked) >= _RIGHT for one in given),
        len(given),
    )


def _share(text: str, one: Checkable, others: Iterable[Checkable]) -> float:
    letters = [at for at in range(one.start, one.end) if text[at].isalnum()]
    return sum(any(other.start <= at < other.end for other in others) for at in letters) / len(letters)
