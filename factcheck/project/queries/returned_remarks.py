"""The comments of a report that came back: which are new, were changed or resolved, and whose claims they bear on.

Numbers of comments change with every save: a comment is known by who wrote it, when, and its words. Its claim is that
of the comment that it answers, or else that of the words at which it stands.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from functools import partial
from typing import Final

from factcheck.domain.records import Article, Claim, Comment, Highlight, Query, named_id
from factcheck.domain.returning import (
    FoundRemark,
    ReportedRemark,
    ReportRead,
    ReportState,
    Returned,
    remark_by,
    remark_id,
    remark_said,
    said,
)
from factcheck.project.journal import changes_of, taken_back
from factcheck.project.queries.returned_words import WordsFound
from factcheck.project.reading import Reading
from factcheck.project.tables import ROWS, HighlightRow

# Some programs move the end of a bookmark by a character.
_LEAST_SHARED: Final = 2
Span = tuple[int, int]


class Remarks:
    """The comments of one report beside the project; ``claims`` are those of the report that are there still."""

    def __init__(
        self,
        reading: Reading,
        report: ReportRead,
        state: ReportState,
        claims: Mapping[str, Claim],
        words: Mapping[str, WordsFound],
    ) -> None:
        self._reading, self._report, self._state = reading, report, state
        self._claims, self._words = claims, words
        self._remarks = report.remarks
        self._known = self._matched()
        self._places = {article_id: self._places_in(article_id) for article_id in report.articles}
        self._claim_ids = [self._claim_of(number) for number in range(len(self._remarks))]
        self._parents = [self._parent_of(number) for number in range(len(self._remarks))]

    def changes(self) -> Iterator[Returned]:
        """What was resolved or opened again, what was edited, what is new; comments before their answers."""
        yield from self._resolved()
        matched = Counter(self._known.values())
        left = []
        for reported in self._state.remarks:
            if matched[reported]:
                matched[reported] -= 1
            elif reported.claim_id:
                left.append(reported)
        made: dict[int, Returned] = {}
        times: Counter[str] = Counter()
        for number in sorted(range(len(self._remarks)), key=lambda one: (self._parents[one] >= 0, one)):
            remark = self._remarks[number]
            if number in self._known or not remark.text.strip():
                continue
            by, claim_id = remark_by(remark.author, remark.date), self._claim_ids[number]
            alike = [one for one in left if one.by == by and one.claim_id == claim_id]
            edited = max(alike, key=partial(self._likeness, remark), default=None)
            if edited is not None:
                left.remove(edited)
                change = self._edited(remark, edited)
                if change is not None:
                    yield change
                    continue
                if edited.comment_id:
                    continue
            digest = remark_said(remark.author, remark.date, remark.text)
            change = made[number] = self._new(number, times[digest], made.get(self._parents[number]))
            times[digest] += 1
            if not self._came_before(change.row_id):
                yield change

    def _came_before(self, row_id: str) -> bool:
        """Whether a comment was merged before, though it may be removed since; where that was undone, it was not."""
        for kind in (Comment, Query):
            if self._reading.find(kind, row_id) is not None:
                return not taken_back(self._reading.connection, str(ROWS[kind].name), row_id)
        return False

    def _matched(self) -> dict[int, ReportedRemark]:
        """The comments that stand as they were written, by their number; of several alike each for itself."""
        waiting: defaultdict[str, list[ReportedRemark]] = defaultdict(list)
        for one in self._state.remarks:
            waiting[one.said].append(one)
        known = {}
        for number, remark in enumerate(self._remarks):
            alike = waiting[remark_said(remark.author, remark.date, remark.text)]
            if len(alike) == 1:
                known[number] = alike.pop()
            elif alike:
                claims = self._report.articles[remark.article_id].claims if remark.article_id else {}
                here = {claim_id for claim_id, places in claims.items() if _best(remark, places)} | {remark.claim_id}
                found = next((one for one in alike if one.claim_id in here), alike[0])
                alike.remove(found)
                known[number] = found
        return known

    # Whose claim --------------------------------------------------------------------------------------------------

    def _places_in(self, article_id: str) -> dict[str, Sequence[Span]]:
        """Where claims stand: by their bookmarks, else where their own comment stands, else where their words do."""
        found = self._report.articles[article_id]
        places: dict[str, Sequence[Span]] = dict(found.claims)
        for number, reported in self._known.items():
            remark = self._remarks[number]
            if remark.article_id == article_id and remark.start < remark.end and reported.claim_id not in places:
                places[reported.claim_id] = ((remark.start, remark.end),)
        revisions = [one.revision_id for one in self._state.articles if one.article_id == article_id]
        missing = [claim_id for claim_id in self._claims if claim_id not in places]
        if missing and revisions:
            for highlight in self._reading.records(Highlight, HighlightRow.revision_id == revisions[0]):
                claim_id = str(highlight.claim_id)
                if claim_id in self._claims and claim_id not in places and found.text.count(highlight.quote) == 1:
                    start = found.text.index(highlight.quote)
                    places[claim_id] = ((start, start + len(highlight.quote)),)
        return places

    def _claim_of(self, number: int) -> str:
        """The claim that a comment is about; empty where it is about none, or about one that was removed."""
        remark = self._remarks[number]
        for above in (number, remark.parent):
            known = self._known.get(above)
            if known is not None and known.claim_id in self._claims:
                return known.claim_id
        for above in self._above(remark):
            known = self._known.get(above)
            if known is not None and known.claim_id in self._claims:
                return known.claim_id
        if remark.parent >= 0:
            remark = self._remarks[remark.parent]
        if not remark.article_id:
            return remark.claim_id if remark.claim_id in self._claims else ""
        ranked = [
            (rank, claim_id)
            for claim_id, places in self._places[remark.article_id].items()
            if claim_id in self._claims and (rank := _best(remark, places))
        ]
        return min(ranked)[1] if ranked else ""

    def _parent_of(self, number: int) -> int:
        """The comment that another one answers, or -1: on words that no claim stands at, the one on them."""
        remark = self._remarks[number]
        if remark.parent >= 0 or self._claim_ids[number]:
            return remark.parent
        return next(iter(self._above(remark)), -1)

    def _above(self, remark: FoundRemark) -> list[int]:
        """The comments on words that end where another comment stands at a point, those on the fewest words first.

        LibreOffice forgets which comment an answer is for, and sets it behind that one's words.
        """
        if remark.parent >= 0 or remark.start < remark.end or not remark.article_id:
            return []
        found = [
            number
            for number, other in enumerate(self._remarks)
            if other.start < other.end == remark.start and other.article_id == remark.article_id
        ]
        return sorted(found, key=lambda one: -self._remarks[one].start)

    # What is new --------------------------------------------------------------------------------------------------

    def _new(self, number: int, times: int, parent: Returned | None) -> Returned:
        remark, claim_id = self._remarks[number], self._claim_ids[number]
        article_id = self._article_of(remark, claim_id)
        words, place = "", None
        found = self._words.get(remark.article_id)
        if found is not None and remark.start < remark.end:
            words = self._report.articles[remark.article_id].text[remark.start : remark.end]
            place = found.place(remark.start, remark.end)
        known = self._known.get(self._parents[number])
        change = Returned(
            "remark",
            article_id,
            claim_id,
            remark_id(article_id, remark.author, remark.date, remark.text, times),
            parent.row_id if parent is not None else known.comment_id if known is not None else "",
            new=remark.text,
            words=words or (self._claims[claim_id].words if claim_id else ""),
            author=remark.author,
            date=remark.moment or remark.date,
        )
        if claim_id:
            return change
        if parent is not None and parent.kind == "claim":
            place = parent.start, parent.end
            return self._making_claim(change, parent.claim_id, place)
        if parent is None and place is not None:
            made = named_id("claim of remark", article_id, words, *map(str, place))
            return self._making_claim(change, made, place)
        return replace(change, kind="question", parent_id="")

    def _making_claim(self, change: Returned, claim_id: str, place: Span) -> Returned:
        start, end = place
        revision_id = self._reading.get(Article, change.article_id).revision_id or ""
        return replace(change, kind="claim", claim_id=claim_id, start=start, end=end, revision_id=revision_id)

    def _article_of(self, remark: FoundRemark, claim_id: str) -> str:
        if claim_id:
            return str(self._claims[claim_id].article_id)
        return remark.article_id or next((one.article_id for one in self._state.articles), "")

    # What was changed ---------------------------------------------------------------------------------------------

    def _edited(self, remark: FoundRemark, reported: ReportedRemark) -> Returned | None:
        """A comment that has other words than it left with; that of a claim holds its rationale."""
        claim = self._claims.get(reported.claim_id)
        if claim is None:
            return None
        if not reported.comment_id:
            return self._rationale(remark, claim, reported)
        comment = self._reading.find(Comment, reported.comment_id)
        if comment is None or said(comment.text) == said(remark.text):
            return None
        return Returned(
            "remark text",
            str(claim.article_id),
            claim.id,
            comment.id,
            old=comment.text,
            new=remark.text,
            words=claim.words,
            author=remark.author,
            date=remark.date,
            since=remark_said(remark.author, remark.date, comment.text) != reported.said,
        )

    def _likeness(self, remark: FoundRemark, reported: ReportedRemark) -> float:
        """How much of a comment's words another one still has: two may have been written in the same minute."""
        comment = self._reading.find(Comment, reported.comment_id) if reported.comment_id else None
        return SequenceMatcher(None, comment.text, remark.text).ratio() if comment is not None else 0.0

    def _rationale(self, remark: FoundRemark, claim: Claim, reported: ReportedRemark) -> Returned | None:
        """A rationale that was put differently, or written, in its claim's comment: between the verdict and the rest.

        None where anything else in the comment is new, so that nobody can tell where the rationale ends.
        """
        before = self._state.claims[claim.id].rationale
        old = ("", "") if before == said("") else logged(self._reading, claim.id, "rationale", before)
        section = self._report.rationales.get(claim.id, "")
        if old is None or (section and said(section) != before):
            return None
        seen, words = old
        following = reported.lines - 1 - sum(bool(line.strip()) for line in words.splitlines())
        found = [line for line in remark.text.split("\n") if line.strip()]
        until = len(found) - following
        new = "\n".join(found[1:until])
        if following < 0 or not new or said(new) in (before, said(claim.rationale)):
            return None
        around = "\n".join([found[0], words, *found[until:]])
        if remark_said(remark.author, remark.date, around) != reported.said:
            return None
        return Returned(
            "rationale",
            str(claim.article_id),
            claim.id,
            old=words,
            new=new,
            words=claim.words,
            seen=seen,
            since=said(claim.rationale) != before,
        )

    def _resolved(self) -> Iterator[Returned]:
        """Comments that were resolved, by themselves or with the thread that they stand in, or opened again.

        The thread is that of their claim's own comment: LibreOffice forgets which comment another one answers.
        """
        closed = {
            reported.claim_id
            for number, reported in self._known.items()
            if not (reported.comment_id or reported.resolved) and self._remarks[number].resolved is True
        }
        for number, reported in self._known.items():
            remark = self._remarks[number]
            comment = self._reading.find(Comment, reported.comment_id) if reported.comment_id else None
            claim = self._claims.get(str(comment.claim_id)) if comment is not None else None
            if comment is None or claim is None or remark.resolved is None:
                continue
            resolved = remark.resolved or reported.claim_id in closed
            if resolved not in (reported.resolved, comment.resolved):
                yield Returned(
                    "resolved",
                    str(claim.article_id),
                    claim.id,
                    comment.id,
                    new=comment.text,
                    words=claim.words,
                    author=comment.author,
                    resolved=resolved,
                )


def logged(reading: Reading, claim_id: str, field: str, digest: str) -> tuple[str, str] | None:
    """The latest change that set a field of a claim to words of this digest: its id, and the words."""
    for change in sorted(changes_of(reading.connection, "claim", claim_id), key=lambda one: one.order, reverse=True):
        if change.field == field and change.value is not None:
            words = json.loads(change.value) or ""
            if said(words) == digest:
                return change.id, words
    return None


def _best(remark: FoundRemark, places: Sequence[Span]) -> tuple[int, int] | None:
    """How well a comment fits to the places of a claim, the less the better: most of the same words, the shortest."""
    ranks = []
    for start, end in places:
        shared = min(end, remark.end) - max(start, remark.start)
        point = remark.start == remark.end and start <= remark.start <= end
        if point or shared >= min(_LEAST_SHARED, remark.end - remark.start, end - start) > 0:
            ranks.append((-shared, end - start))
    return min(ranks) if ranks else None
