"""Word comments: the comments part, their threads and resolved state, and the people who wrote them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final, NamedTuple

from factcheck.domain.returning import ReportedRemark
from factcheck.formats.docx.report.allocation import Ids, Relationships
from factcheck.formats.docx.report.markup import DECLARATION, NAMESPACES, attribute
from factcheck.formats.docx.report.state import remark_of

_INITIAL = re.compile(r"\b\w")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?)?")


class Written(NamedTuple):
    """A comment that was written: its id, and the paragraph that answers to it refer to."""

    id: int
    paragraph: str

    @property
    def opening(self) -> str:
        """What stands where its range begins."""
        return f'<w:commentRangeStart w:id="{self.id}"/>'

    def closing(self, reference_style: str) -> str:
        """What stands where its range ends."""
        return (
            f'<w:commentRangeEnd w:id="{self.id}"/><w:r><w:rPr><w:rStyle w:val="{reference_style}"/></w:rPr>'
            f'<w:commentReference w:id="{self.id}"/></w:r>'
        )


def comment_moment(date: str | datetime | None) -> str:
    """The moment as a comment carries it ("2026-03-03T09:30:00Z"), or empty where it is none.

    A time without seconds gets them; what a foreign file says is checked, not trusted.
    """
    if isinstance(date, datetime):
        moment = date if date.tzinfo in (UTC, None) else date.astimezone(UTC)
        return f"{moment.isoformat(timespec='seconds')[:19]}Z"
    found = _MOMENT.match(date or "")
    if found is None:
        return ""
    try:
        return f"{datetime.fromisoformat(found.group()):%Y-%m-%dT%H:%M:%S}Z"
    except ValueError:
        return ""


class Comments:
    """The comments of one document, in the order in which they were added; ``remarks`` is what is kept of them."""

    def __init__(self, ids: Ids, text_style: str, reference_style: str, links: Relationships | None = None) -> None:
        self.links: Final = Relationships() if links is None else links
        self.remarks: list[ReportedRemark] = []
        self._ids = ids
        self._style = f'<w:pPr><w:pStyle w:val="{text_style}"/></w:pPr>'
        self._opening = f"<w:p>{self._style}"
        self._between = f"</w:p>{self._opening}"
        self._comments: list[str] = []
        self._extended: list[str] = []
        self._durable: list[str] = []
        self._people: dict[tuple[str, str], str] = {}
        self._sign = f'<w:r><w:rPr><w:rStyle w:val="{reference_style}"/></w:rPr><w:annotationRef/></w:r>'

    def add(
        self,
        author: str,
        initials: str,
        moment: str,
        paragraphs: Sequence[str],
        answers: Written | None = None,
        *,
        resolved: bool = False,
        claim_id: str = "",
        comment_id: str = "",
    ) -> Written:
        """Add a comment; ``paragraphs`` are runs, one paragraph each; ``moment`` comes from ``comment_moment``.

        ``claim_id`` and ``comment_id`` are what it says of whom, where it is of a claim, and a colleague's own.
        """
        author = author.strip()
        self.remarks.append(remark_of(author, moment, paragraphs, claim_id, comment_id, resolved=resolved))
        written = Written(self._ids.comment(), self._ids.paragraph())
        id_, paragraph = written
        # The sign of the comment opens the first paragraph; answers refer to the last one, by its id.
        lines = [*paragraphs] or [""]
        lines[0] = self._sign + lines[0]
        last = lines.pop()
        former = f"{self._opening}{self._between.join(lines)}</w:p>" if lines else ""
        by = self._people.get((author, initials))
        if by is None:
            short = initials.strip() or "".join(_INITIAL.findall(author))[:3]
            by = f'w:author="{attribute(author)}" w:initials="{attribute(short[:9])}"'
            self._people[author, initials] = by
        dated = f' w:date="{moment}"' if moment else ""
        self._comments.append(
            f'<w:comment w:id="{id_}" {by}{dated}>{former}'
            f'<w:p w14:paraId="{paragraph}">{self._style}{last}</w:p></w:comment>'
        )
        parent = f' w15:paraIdParent="{answers.paragraph}"' if answers is not None else ""
        self._extended.append(f'<w15:commentEx w15:paraId="{paragraph}"{parent} w15:done="{int(resolved)}"/>')
        self._durable.append(f'<w16cid:commentId w16cid:paraId="{paragraph}" w16cid:durableId="{paragraph}"/>')
        return written

    def parts(self) -> dict[str, str]:
        """The members of the package that hold the comments."""
        people = "".join(
            f'<w15:person w15:author="{attribute(author)}"><w15:presenceInfo w15:providerId="None"'
            f' w15:userId="{attribute(author)}"/></w15:person>'
            for author in dict.fromkeys(author for author, _initials in self._people)
        )
        members = {
            "word/comments.xml": "".join([f"{DECLARATION}<w:comments {NAMESPACES}>", *self._comments, "</w:comments>"]),
            "word/commentsExtended.xml": (
                f"{DECLARATION}<w15:commentsEx {NAMESPACES}>{''.join(self._extended)}</w15:commentsEx>"
            ),
            "word/commentsIds.xml": (
                f"{DECLARATION}<w16cid:commentsIds {NAMESPACES}>{''.join(self._durable)}</w16cid:commentsIds>"
            ),
            "word/people.xml": f"{DECLARATION}<w15:people {NAMESPACES}>{people}</w15:people>",
        }
        if len(self.links):
            members["word/_rels/comments.xml.rels"] = self.links.part()
        return members
