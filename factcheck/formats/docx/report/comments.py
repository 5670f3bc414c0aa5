"""Word comments: the comments part, their threads and resolved state, and the people who wrote them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Final, NamedTuple

from factcheck.formats.docx.report.allocation import Ids, Relationships
from factcheck.formats.docx.report.markup import attribute, whole_part
from factcheck.formats.docx.report.state import remark_of

_INITIAL = re.compile(r"\b\w")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?)?")


class Written(NamedTuple):
    """A comment that was written: its id, and the paragraph that answers to it refer to."""

    id: int
    paragraph: str


class Told(NamedTuple):
    """What a comment says: its paragraphs as runs, at least one, and their words, in any white space."""

    paragraphs: Sequence[str]
    words: str


def comment_moment(date: str | datetime | None) -> str:
    """The moment as a comment carries it ("2026-03-03T09:30:00Z"), or empty where it is none.

    A time without seconds gets them; what a foreign file says is checked, not trusted.
    """
    if isinstance(date, datetime):
        moment = date if date.tzinfo in (UTC, None) else date.astimezone(UTC)
        return f"{moment.isoformat('T', 'seconds')[:19]}Z"
    found = _MOMENT.match(date or "")
    if found is None:
        return ""
    try:
        return f"{datetime.fromisoformat(found.group()):%Y-%m-%dT%H:%M:%S}Z"
    except ValueError:
        return ""


class Comments:
    """The comments of one document, in the order in which they were added; ``remarks`` are what is kept of them."""

    def __init__(self, ids: Ids, text_style: str, reference_style: str, links: Relationships | None = None) -> None:
        self.links: Final = Relationships() if links is None else links
        self.remarks: list[str] = []
        self._ids = ids
        self._style = f'<w:pPr><w:pStyle w:val="{text_style}"/></w:pPr>'
        self._between = f"</w:p><w:p>{self._style}"
        self._comments: list[str] = []
        self._threads: list[tuple[str, str, bool]] = []  # paragraph, that of the comment answered, resolved
        self._people: dict[tuple[str, str], str] = {}
        self._referring = f'<w:r><w:rPr><w:rStyle w:val="{reference_style}"/></w:rPr>'
        self._sign = f"{self._referring}<w:annotationRef/></w:r>"

    def add(
        self,
        author: str,
        initials: str,
        moment: str,
        told: Told,
        answers: Written | None = None,
        *,
        resolved: bool = False,
        claim_id: str = "",
        comment_id: str = "",
    ) -> Written:
        """Add a comment; ``moment`` comes from ``comment_moment``.

        ``claim_id`` and ``comment_id`` are what it says of whom, where it is of a claim, and a colleague's own.
        """
        author = author.strip()
        paragraphs, words = told
        lines = len(paragraphs)
        self.remarks.append(remark_of(author, moment, words, claim_id, comment_id, resolved=resolved, lines=lines))
        id_, paragraph = written = Written(self._ids.comment(), self._ids.paragraph())
        # The sign of the comment opens the first paragraph; answers refer to the last one, by its id.
        *former, last = paragraphs
        inside = f'<w:p w14:paraId="{paragraph}">{self._style}{last if former else self._sign + last}</w:p>'
        if former:
            inside = f"<w:p>{self._style}{self._sign}{self._between.join(former)}</w:p>{inside}"
        by = self._people.get((author, initials))
        if by is None:
            short = initials.strip() or "".join(_INITIAL.findall(author))[:3]
            by = f'w:author="{attribute(author)}" w:initials="{attribute(short[:9])}"'
            self._people[author, initials] = by
        dated = f' w:date="{moment}"' if moment else ""
        self._comments.append(f'<w:comment w:id="{id_}" {by}{dated}>{inside}</w:comment>')
        self._threads.append((paragraph, answers.paragraph if answers is not None else "", resolved))
        return written

    def around(self, written: Sequence[Written]) -> tuple[str, str]:
        """What stands where the range of comments begins, and where it ends."""
        opening, closing = "", ""
        for id_, _paragraph in written:
            opening += f'<w:commentRangeStart w:id="{id_}"/>'
            closing += f'<w:commentRangeEnd w:id="{id_}"/>{self._referring}<w:commentReference w:id="{id_}"/></w:r>'
        return opening, closing

    def parts(self) -> dict[str, Iterable[str]]:
        """The members of the package that hold the comments, in pieces."""
        extended = (
            f'<w15:commentEx w15:paraId="{paragraph}"'
            + (f' w15:paraIdParent="{answered}"' if answered else "")
            + f' w15:done="{resolved:d}"/>'
            for paragraph, answered, resolved in self._threads
        )
        durable = (
            f'<w16cid:commentId w16cid:paraId="{paragraph}" w16cid:durableId="{paragraph}"/>'
            for paragraph, _answered, _resolved in self._threads
        )
        people = (
            f'<w15:person w15:author="{attribute(author)}"><w15:presenceInfo w15:providerId="None"'
            f' w15:userId="{attribute(author)}"/></w15:person>'
            for author in dict.fromkeys(author for author, _initials in self._people)
        )
        members: dict[str, Iterable[str]] = {
            "word/comments.xml": whole_part("w:comments", self._comments),
            "word/commentsExtended.xml": whole_part("w15:commentsEx", extended),
            "word/commentsIds.xml": whole_part("w16cid:commentsIds", durable),
            "word/people.xml": whole_part("w15:people", people),
        }
        if len(self.links):
            members["word/_rels/comments.xml.rels"] = self.links.part()
        return members
