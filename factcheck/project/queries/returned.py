"""What a report that came back would change: each change with old and new, and nothing that stands in the project.

The report is compared with what it said when it left, not with the project as it is now; where the project went on
since, the change is written beside what stands there, and both are kept until somebody decides.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from factcheck.domain.problems import Problem
from factcheck.domain.records import Article, Claim, Highlight, Revision
from factcheck.domain.returning import ReportRead, ReportState, Returned, said
from factcheck.project.queries.articles import structure_of
from factcheck.project.queries.project import project_record, ratings
from factcheck.project.queries.returned_remarks import Remarks, logged
from factcheck.project.queries.returned_words import PrintedWords, WordsFound
from factcheck.project.reading import Reading
from factcheck.project.tables import HighlightRow
from factcheck.translation import _

# A row of a table needs a number and words before it can say a verdict.
_LEADING_CELLS: Final = 2


def returned_changes(reading: Reading, report: ReportRead) -> list[Returned]:
    """Every change that a report brought back, in the order of its articles; empty where there is nothing new."""
    if report.project_id != project_record(reading).id:
        raise Problem(
            _("The file is a report of another project."),
            _("Open the project that it was made from, and read it there."),
        )
    if report.state is None:
        raise Problem(
            _("The file does not tell what the report said when it left, so nothing in it can be told to be new."),
            _("Choose a report for the editor, or a handover, that was saved as .docx by Word or LibreOffice."),
        )
    return list(_Comparison(reading, report, report.state).changes())


class _Comparison:
    """One report beside the project."""

    def __init__(self, reading: Reading, report: ReportRead, state: ReportState) -> None:
        self._reading, self._report, self._state = reading, report, state
        self._claims = {claim.id: claim for claim in reading.records(Claim) if claim.id in state.claims}
        self._articles = {article.id: article for article in reading.records(Article)}
        self._words = dict(self._compared_words())
        self._labels = self._rating_ids()

    def changes(self) -> Iterator[Returned]:
        """Verdicts, rationales, comments, then the words of the articles."""
        for claim_id, claim in self._claims.items():
            yield from self._verdict(claim)
            yield from self._rationale(claim_id, claim)
        yield from Remarks(self._reading, self._report, self._state, self._claims, self._words).changes()
        for article_id, words in self._words.items():
            yield from self._wordings(article_id, words)

    def _compared_words(self) -> Iterator[tuple[str, WordsFound]]:
        for printed in self._state.articles:
            article = self._articles.get(printed.article_id)
            found = self._report.articles.get(printed.article_id)
            revision = self._reading.find(Revision, printed.revision_id)
            current = self._reading.find(Revision, article.revision_id) if article else None
            if found is None or revision is None or current is None or revision.article_id != printed.article_id:
                continue
            draft, now = self._reading.text(revision), self._reading.text(current)
            words = PrintedWords(draft, structure_of(self._reading, revision), printed.omitted)
            yield printed.article_id, WordsFound(words, found.text, draft, now)

    # Verdicts and rationales --------------------------------------------------------------------------------------

    def _rating_ids(self) -> dict[str, str]:
        """The ids of ratings by what a row says; a label that several scales have counts as the one in use."""
        in_use = project_record(self._reading).scale_id
        known = sorted(ratings(self._reading).values(), key=lambda rating: rating.scale_id == in_use)
        return {_plain(rating.label): rating.id for rating in known} | {_plain(self._state.unchecked): ""}

    def _verdict(self, claim: Claim) -> Iterator[Returned]:
        before = self._state.claims[claim.id].rating_id
        found: set[str] = set()
        for verdict in self._report.verdicts.get(claim.id, ()):
            rating_id = verdict.rating_id if verdict.rating_id is not None else self._labels.get(_plain(verdict.label))
            if rating_id is not None and (not rating_id or rating_id in ratings(self._reading)):
                found.add(rating_id)
        if not found:
            found = self._rows_say(claim.id, before)
        found -= {before}
        if len(found) != 1:  # two places that say otherwise each say nothing together
            return
        (rating_id,) = found
        current = claim.rating_id or ""
        if rating_id == current:
            return
        known = ratings(self._reading)
        yield Returned(
            "verdict",
            str(claim.article_id),
            claim.id,
            old=known[before].label if before in known else self._state.unchecked,
            new=known[rating_id].label if rating_id else self._state.unchecked,
            words=claim.words,
            rating_id=rating_id,
            seen=(logged(self._reading, claim.id, "rating_id", said(before)) or ("", ""))[0],
            since=current != before and claim.status != "re-check",
        )

    def _rows_say(self, claim_id: str, before: str) -> set[str]:
        """What the rows of a claim say: words that are a verdict's; those that say what they said say nothing new."""
        known = ratings(self._reading)
        label = _plain(known[before].label) if before in known else _plain(self._state.unchecked)
        found: set[str] = set()
        for row in self._report.rows.get(claim_id, ()):
            cells = [_plain(cell) for cell in row[_LEADING_CELLS:]]
            if label not in cells:
                found |= {self._labels[cell] for cell in cells if cell in self._labels}
        return found

    def _rationale(self, claim_id: str, claim: Claim) -> Iterator[Returned]:
        new = self._report.rationales.get(claim_id)
        before = self._state.claims[claim_id].rationale
        if not new or said(new) in (before, said(claim.rationale)):
            return
        old = logged(self._reading, claim_id, "rationale", before)
        yield Returned(
            "rationale",
            str(claim.article_id),
            claim_id,
            old=claim.rationale if old is None else old[1],
            new=new,
            words=claim.words,
            seen="" if old is None else old[0],
            since=said(claim.rationale) != before,
        )

    # The words of the article -------------------------------------------------------------------------------------

    def _wordings(self, article_id: str, words: WordsFound) -> Iterator[Returned]:
        revision_id = next(one.revision_id for one in self._state.articles if one.article_id == article_id)
        highlights = self._reading.records(
            Highlight, HighlightRow.revision_id == revision_id, order_by=HighlightRow.start
        )
        for old, new, start, end, change in words.changes():
            claim_id = next(
                (str(one.claim_id) for one in highlights if one.start < max(end, start + 1) and one.end > start), ""
            )
            yield Returned(
                "wording",
                article_id,
                claim_id,
                old=old,
                new=new,
                words=words.line(start),
                start=-1 if change is None else change.start,
                end=-1 if change is None else change.end,
                revision_id=str(self._articles[article_id].revision_id),
                text="" if change is None else change.new,
                since=change is None,
            )


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()
