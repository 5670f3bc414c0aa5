"""A report as ledgers, as desks keep them: a row for each claim, piece of evidence, source and question."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from factcheck.domain.labels import label_of
from factcheck.domain.records import Query
from factcheck.domain.report import Report
from factcheck.formats.citations import citation, in_words
from factcheck.formats.report.making import own_words
from factcheck.formats.report.wording import Words, addressee, source_name, words_of
from factcheck.locales import day_and_time, listed
from factcheck.translation import _

Cell = str | int


class Ledger(NamedTuple):
    """A sheet: its name, the titles of its columns with their widths in characters, and its rows.

    ``verdict_column`` is the one that holds verdicts, -1 for none.
    """

    name: str
    columns: tuple[tuple[str, int], ...]
    rows: tuple[tuple[Cell, ...], ...]
    verdict_column: int = -1


def ledgers_of(report: Report) -> tuple[Ledger, ...]:
    """The sheets of a report; the first is that of the claims. The caller has chosen the language."""
    said = words_of(report.profile)
    return claims_of(report, said), _evidence(report, said), _sources(report, said), _queries(report, said)


def claims_of(report: Report, said: Words) -> Ledger:
    """A row for each claim."""
    columns = (
        (_("Article"), 24), (_("No."), 6), (said.claim, 48), (_("As written"), 48), (_("Kind"), 14), (said.verdict, 18),
        (_("Status"), 14), (_("Open"), 8), (said.rationale, 60), (said.correction, 40), (said.said_by, 30),
        (_("Sources"), 10), (_("Asked"), 20), (_("Checked by"), 18), (_("Checked"), 24),
    )  # fmt: skip
    rows = []
    for article in report.articles:
        for claim in article.claims:
            record = claim.claim
            by = [word for word in (record.speaker, record.speaker_role, record.occasion, record.stated_on) if word]
            numbers = dict.fromkeys(one.source_number for one in claim.evidence)
            rows.append(
                (
                    article.article.title, claim.number, record.words, own_words(claim), label_of(record.kind),
                    claim.rating.label if claim.rating is not None else said.unchecked, label_of(record.status),
                    _("yes") if claim.open else _("no"), record.rationale, record.correction, listed(by),
                    listed(numbers), listed(claim.asked), claim.author.name, day_and_time(claim.at),
                )
            )  # fmt: skip
    return Ledger(said.claims, columns, tuple(rows), 5)


def _evidence(report: Report, said: Words) -> Ledger:
    columns = (
        (_("Article"), 24), (said.claim, 8), (_("Source"), 8), (_("What it is"), 40), (_("Stance"), 16),
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
        (_("No."), 6), (_("Citation"), 70), (_("Kind"), 14), (_("Primary or secondary"), 18), (_("Title"), 40),
        (_("Authors"), 28), (_("Publisher"), 28), (_("Published"), 14), (_("Accessed"), 14), (_("Address"), 50),
        (_("Archived copy"), 50), (said.claims, 12), (_("Files"), 24),
    )  # fmt: skip
    rows = tuple(
        (
            one.number, in_words(citation(one.source, report.options.citations)),
            said.source_kinds.get(one.source.kind, one.source.kind),
            said.standings.get(one.source.standing, one.source.standing), one.source.title, one.source.authors,
            one.source.publisher, one.source.published, one.source.accessed, one.source.address,
            one.source.archive_address, listed(one.claim_numbers), listed(one.files),
        )
        for one in report.sources
    )  # fmt: skip
    return Ledger(_("Sources"), columns, rows)


def _queries(report: Report, said: Words) -> Ledger:
    columns = (
        (_("Article"), 24), (said.claim, 8), (_("Asked"), 28), (_("Question"), 60), (_("Channel"), 14),
        (_("Asked on"), 14), (_("Due"), 14), (_("Answer"), 60), (_("Answered on"), 14), (_("Closed"), 8),
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
