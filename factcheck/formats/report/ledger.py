"""A report as ledgers, as desks keep them: a row for each claim, piece of evidence, source and question.

The writer gets the questions alone, those who correct the two wordings; the public is not told how far the desk got.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from factcheck.domain.labels import label_of
from factcheck.domain.records import Query
from factcheck.domain.report import Report, ReportClaim, ReportSource
from factcheck.formats.citations import citation, in_words
from factcheck.formats.report.making import own_words
from factcheck.formats.report.wording import Words, addressee, source_name, speaker_line, uses_of, words_of
from factcheck.locales import day_and_time, labelled, listed
from factcheck.translation import _

Cell = str | int
_FOR_THE_DESK: Final = frozenset(("status", "open", "correction", "asked"))


class Ledger(NamedTuple):
    """A sheet: its name, the titles of its columns with their widths in characters, and its rows.

    No sheet is wider than 250 characters: across a page of A4 they are printed 6.5 points high then.

    ``verdict_column`` is the one that holds verdicts, -1 for none.
    """

    name: str
    columns: tuple[tuple[str, int], ...]
    rows: tuple[tuple[Cell, ...], ...]
    verdict_column: int = -1


def ledgers_of(report: Report) -> tuple[Ledger, ...]:
    """The sheets of a report as its audience reads it; the first is what a single table (CSV) holds.

    The caller has chosen the language.
    """
    said = words_of(report.profile)
    if report.options.audience == "writer":
        return (_questions(report, said),)
    if report.options.audience == "corrections":
        return (_corrections(report, said),)
    ledgers = (_claims(report, said), _evidence(report, said), _sources(report, said))
    return ledgers if report.options.audience == "public" else (*ledgers, _queries(report, said))


def _claims(report: Report, said: Words) -> Ledger:
    columns = {
        "article": (_("Article"), 22), "number": (_("No."), 6), "claim": (said.claim, 27),
        "words": (_("As written"), 27), "kind": (_("Kind"), 11), "verdict": (said.verdict, 15),
        "status": (_("Status"), 11), "open": (_("Open"), 7), "rationale": (said.rationale, 39),
        "correction": (said.correction, 24), "by": (said.said_by, 17), "sources": (_("Sources"), 9),
        "asked": (_("Asked"), 11), "checker": (_("Checked by"), 12), "checked": (_("Checked"), 12),
    }  # fmt: skip
    shown = [name for name in columns if report.options.audience != "public" or name not in _FOR_THE_DESK]
    rows = []
    for article in report.articles:
        for claim in article.claims:
            record = claim.claim
            numbers = dict.fromkeys(one.source_number for one in claim.evidence)
            row: dict[str, Cell] = {
                "article": article.article.title, "number": claim.number, "claim": record.words,
                "words": own_words(claim), "kind": label_of(record.kind), "verdict": _verdict(claim, said),
                "status": label_of(record.status), "open": _("yes") if claim.open else _("no"),
                "rationale": record.rationale, "correction": record.correction, "by": speaker_line(record),
                "sources": listed(numbers), "asked": listed(claim.asked), "checker": claim.author.name,
                "checked": day_and_time(claim.at),
            }  # fmt: skip
            rows.append(tuple(row[name] for name in shown))
    return Ledger(said.claims, tuple(columns[name] for name in shown), tuple(rows), shown.index("verdict"))


def _corrections(report: Report, said: Words) -> Ledger:
    columns = (
        (_("Article"), 24), (_("No."), 6), (_("As drafted") if report.profile == "drafts" else _("As published"), 60),
        (said.correction, 60), (said.verdict, 18),
    )  # fmt: skip
    rows = tuple(
        (article.article.title, one.number, own_words(one), one.claim.correction.strip(), _verdict(one, said))
        for article in report.articles
        for one in article.claims
        if one.claim.correction.strip()
    )
    return Ledger(_("Corrections"), columns, rows, 4)


def _questions(report: Report, said: Words) -> Ledger:
    columns = (
        (_("Article"), 24), (said.claim, 8), (_("In the article"), 48), (_("Question"), 60), (_("Due"), 14),
        (_("Answer"), 60),
    )  # fmt: skip

    def rows() -> Iterator[tuple[Cell, ...]]:
        for article in report.articles:
            asked: list[tuple[Cell, str, Query]] = [
                (claim.number, own_words(claim), query) for claim in article.claims for query in claim.queries
            ]
            asked += [("", _("The article as a whole"), query) for query in article.queries]
            for number, about, query in asked:
                yield article.article.title, number, about, query.question, query.due, query.answer

    return Ledger(_("Questions to the writer"), columns, tuple(rows()))


def _verdict(claim: ReportClaim, said: Words) -> str:
    return claim.rating.label if claim.rating is not None else said.unchecked


def _evidence(report: Report, said: Words) -> Ledger:
    columns = (
        (_("Article"), 22), (said.claim, 8), (_("Source"), 9), (_("What it is"), 40), (_("Stance"), 16),
        (_("Where in it"), 20), (_("Passage"), 70),
    )  # fmt: skip
    names = {one.number: source_name(one.source, said) for one in report.sources}

    def rows() -> Iterator[tuple[Cell, ...]]:
        for article in report.articles:
            for claim in article.claims:
                for one in claim.evidence:
                    record = one.evidence
                    stance = said.stances.get(record.stance, record.stance)
                    unverified = "" if record.verified else f" ({said.unverified})"
                    yield (
                        article.article.title, claim.number, one.source_number, names.get(one.source_number, ""),
                        f"{stance}{unverified}", record.locator, record.passage,
                    )  # fmt: skip

    return Ledger(said.evidence, columns, tuple(rows()))


def _sources(report: Report, said: Words) -> Ledger:
    columns = (
        (_("No."), 6), (_("Citation"), 44), (_("Kind"), 12), (_("Primary or secondary"), 12), (_("Title"), 28),
        (_("Authors"), 18), (_("Publisher"), 18), (_("Published"), 12), (_("Accessed"), 12), (_("Address"), 30),
        (_("Archived copy"), 30), (said.claims, 14), (_("Files"), 14),
    )  # fmt: skip
    rows = tuple(
        (
            one.number, in_words(citation(one.source, report.options.citations)),
            said.source_kinds.get(one.source.kind, one.source.kind),
            said.standings.get(one.source.standing, one.source.standing), one.source.title, one.source.authors,
            one.source.publisher, one.source.published, one.source.accessed, one.source.address,
            one.source.archive_address, _used(report, one), listed(one.files),
        )
        for one in report.sources
    )  # fmt: skip
    return Ledger(_("Sources"), columns, rows)


def _used(report: Report, entry: ReportSource) -> str:
    uses = ((name, listed(claim.number for claim in claims)) for name, claims in uses_of(report, entry))
    return "; ".join(labelled(name, numbers) if name else numbers for name, numbers in uses)


def _queries(report: Report, said: Words) -> Ledger:
    columns = (
        (_("Article"), 22), (said.claim, 8), (_("Asked"), 24), (_("Question"), 50), (_("Channel"), 12),
        (_("Asked on"), 12), (_("Due"), 12), (_("Answer"), 50), (_("Answered on"), 12), (_("Closed"), 8),
    )  # fmt: skip

    def rows() -> Iterator[tuple[Cell, ...]]:
        for article in report.articles:
            asked: list[tuple[Cell, Query]] = [
                (claim.number, query) for claim in article.claims for query in claim.queries
            ]
            asked += [("", query) for query in article.queries]
            for number, query in asked:
                yield (
                    article.article.title, number, addressee(query, said), query.question, query.channel, query.asked,
                    query.due, query.answer, query.answered, _("yes") if query.closed else _("no"),
                )  # fmt: skip

    return Ledger(_("Queries"), columns, tuple(rows()))
