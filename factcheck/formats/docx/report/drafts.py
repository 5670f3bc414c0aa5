"""The parts that only a report on a draft has: open items by who owes the answer, and untouched sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from factcheck.domain.records import QUERY_TO, Query
from factcheck.formats.docx.report.article import article_painting
from factcheck.formats.docx.report.claims import article_heading
from factcheck.formats.docx.report.composition import Composition
from factcheck.formats.docx.report.markup import TAB, paragraph, reads_right_to_left, run
from factcheck.formats.docx.report.printed import PrintedArticle, PrintedClaim
from factcheck.formats.report.wording import addressee, shortened, untouched_count, was, words_left
from factcheck.locales import written_day
from factcheck.translation import _, ngettext

_LONGEST_FACT = 280


@dataclass(frozen=True, slots=True)
class OpenItem:
    """Something that somebody owes: a fact, a question about one, or a question about the whole draft."""

    claim: PrintedClaim | None
    query: Query | None


def owed_items(composition: Composition, printed: list[PrintedArticle]) -> dict[str, list[OpenItem]]:
    """Open items by who owes the answer: writer, editor, lawyer, persons, and at last the checkers.

    A question that is answered and not closed is the checker's turn, as is an open fact that nobody was asked about.
    """
    asked: dict[tuple[int, str], list[OpenItem]] = {}
    for one in printed:
        for claim in one.claims:
            waiting = [query for query in claim.claim.queries if not query.closed]
            for query in waiting:
                asked.setdefault(_debtor(composition, query, claim), []).append(OpenItem(claim, query))
            if claim.claim.open and not waiting:
                asked.setdefault(_checker(composition, claim), []).append(OpenItem(claim, None))
        for query in one.article.queries:
            if not query.closed:
                asked.setdefault(_debtor(composition, query, None), []).append(OpenItem(None, query))
    return {name: asked[order, name] for order, name in sorted(asked)}


def _debtor(composition: Composition, query: Query, claim: PrintedClaim | None) -> tuple[int, str]:
    if query.answer.strip():
        return _checker(composition, claim)
    order = QUERY_TO.index(query.to) if query.to in QUERY_TO else len(QUERY_TO)
    return order, addressee(query, composition.words)


def _checker(composition: Composition, claim: PrintedClaim | None) -> tuple[int, str]:
    name = (claim.claim.claim.assignee.strip() if claim is not None else "") or composition.report.checker.name
    return len(QUERY_TO) + 1, _("Checker: {name}").format(name=name) if name else _("Checker")


def open_items(composition: Composition, printed: list[PrintedArticle]) -> Iterator[str]:
    """A table for each who owes an answer."""
    owed = owed_items(composition, printed)
    if not owed:
        yield composition.text(_("Nothing is open."), "Report Fact")
    head = composition.head(_("No."), composition.words.claim, _("What is open"), _("Asked · due"))
    for name, items in owed.items():
        count = ngettext("{name} ({n} item)", "{name} ({n} items)", len(items)).format(name=name, n=len(items))
        yield composition.heading(count, 2)
        rows = (_item_row(composition, item) for item in items)
        yield from composition.table("Report Table", (7, 38, 37, 18), count, head, rows)


def _item_row(composition: Composition, item: OpenItem) -> tuple[str, ...]:
    one, query = item.claim, item.query
    number, fact = run("–"), _("The draft as a whole")
    open_lines: list[str] = []
    if one is not None:
        number, fact = composition.jump_to_claim(one), shortened(one.words, _LONGEST_FACT)
        open_lines = [composition.verdict(one.claim).label, run(was(one.claim))]
        open_lines.append(run(composition.words.recheck if one.is_lost else ""))
        if query is None:
            open_lines.append(run(shortened(one.claim.claim.rationale, _LONGEST_FACT)))
    when: list[str] = []
    if query is not None:
        open_lines.append(run(query.question.strip()))
        answer = query.answer.strip()
        if answer:
            to = addressee(query, composition.words)
            open_lines.append(run(_("{to} answered: {answer}").format(to=to, answer=answer)))
        due = _("due {day}").format(day=written_day(query.due)) if query.due.strip() else ""
        when = [word for word in (written_day(query.asked), query.channel, due) if word.strip()]
    return (
        composition.cell_of(number),
        composition.cell(fact),
        composition.cell_of(*open_lines),
        composition.cell(*when),
    )


def untouched(composition: Composition, printed: list[PrintedArticle]) -> Iterator[str]:
    """The sentences that nobody has dealt with, counted and listed."""
    for one in printed:
        yield from article_heading(composition, one, len(printed))
        yield composition.text(untouched_count(one.article), "Report Fact")
        if one.article.words_left is not None:
            yield composition.text(words_left(one.article.words_left), "Report Fact")
        painting = article_painting(composition, one)
        for start, end in one.article.untouched:
            turned = reads_right_to_left(one.article.text[start:end])
            sentence = painting.quotation(start, end, turned=turned)
            if sentence:
                more = "<w:bidi/>" if turned else ""
                yield paragraph(f"{run('–')}{TAB}{sentence}", composition.style("Report Sentence"), more)
