"""Tracked changes of Word: what an editor accepts or rejects word by word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from factcheck.formats.docx.report.allocation import Ids
from factcheck.formats.docx.report.markup import attribute
from factcheck.text.differing import Piece, differing


class WordChange(NamedTuple):
    """A stretch of the old words (code points, may be empty) and what shall stand there (may be empty)."""

    start: int
    end: int
    new: str


def word_changes(old: str, new: str) -> list[WordChange]:
    """The fewest words that have to change, in order; words parted by nothing but space are changed as one."""
    changes: list[WordChange] = []
    at = 0
    gone = came = between = ""
    begun = 0

    def close() -> None:
        if gone or came:
            changes.append(WordChange(begun, begun + len(gone), came))

    for piece in differing(old, new):
        if piece.kind == "same" and not _is_gap(piece):
            close()
            gone = came = between = ""
        elif piece.kind == "same":
            between = piece.text if gone or came else ""
        else:
            if not (gone or came):
                begun = at
            gone, came, between = gone + between, came + between, ""
            gone += piece.text if piece.kind == "gone" else ""
            came += piece.text if piece.kind == "new" else ""
        at += len(piece.text) if piece.kind != "new" else 0
    close()
    return changes


def _is_gap(piece: Piece) -> bool:
    return not piece.text.strip()


@dataclass(frozen=True, slots=True, eq=False)
class Hand:
    """Who changes and when; ``moment`` as comments carry it."""

    ids: Ids
    author: str
    moment: str

    def removed(self, runs: str) -> str:
        """Runs as tracked deletions; pictures and fields are not among them."""
        inside = runs.replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>")
        return f"<w:del {self._signed()}>{inside}</w:del>" if runs else ""

    def added(self, runs: str) -> str:
        """Runs as a tracked insertion."""
        return f"<w:ins {self._signed()}>{runs}</w:ins>" if runs else ""

    def _signed(self) -> str:
        dated = f' w:date="{self.moment}"' if self.moment else ""
        return f'w:id="{self.ids.annotation()}" w:author="{attribute(self.author)}"{dated}'
