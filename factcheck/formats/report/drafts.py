"""The parts that only a report on a draft has: open items by who owes the answer, and untouched sentences."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.domain.records import QUERY_TO, Query
from factcheck.domain.report import ReportClaim
from factcheck.formats.report.claims import article_heading, is_lost
from factcheck.formats.report.making import Making, own_words
from factcheck.formats.report.values import Heading, Item, Paragraph, Piece, Runs, Table, words
from factcheck.formats.report.wording import addressee, untouched_count, was, words_left
from factcheck.locales import written_day
from factcheck.translation import _, ngettext

_Owed = tuple[ReportClaim | None, Query | None]


def open_items(made: Making) -> Iterator[Piece]:
    """A table for each who owes an answer: writer, editor, lawyer, persons, and at last the checkers."""
    owed: dict[tuple[int, str], list[_Owed]] = {}
    for article in made.report.articles:
        for claim in article.claims:
            waiting = [query for query in claim.queries if not query.closed]
            for query in waiting:
                owed.setdefault(_debtor(made, query, claim), []).append((claim, query))
            if claim.open and not waiting:
                owed.setdefault(_checker(made, claim), []).append((claim, None))
        for query in article.queries:
            if not query.closed:
                owed.setdefault(_debtor(made, query, None), []).append((None, query))
    if not owed:
        yield Paragraph(words(_("Nothing is open.")), "fact")
    head = (_("No."), made.words.claim, _("What is open"), _("Asked · due"))
    for order, name in sorted(owed):
        items = owed[order, name]
        count = ngettext("{name} ({n} item)", "{name} ({n} items)", len(items)).format(name=name, n=len(items))
        yield Heading(words(count), 2)
        yield Table(count, head, tuple(_row(made, *item) for item in items), (7, 38, 37, 18))


def _debtor(made: Making, query: Query, claim: ReportClaim | None) -> tuple[int, str]:
    if query.answer.strip():
        return _checker(made, claim)  # what is answered and not closed is the checker's turn
    order = QUERY_TO.index(query.to) if query.to in QUERY_TO else len(QUERY_TO)
    return order, addressee(query, made.words)


def _checker(made: Making, claim: ReportClaim | None) -> tuple[int, str]:
    name = (claim.claim.assignee.strip() if claim is not None else "") or made.report.checker.name
    return len(QUERY_TO) + 1, _("Checker: {name}").format(name=name) if name else _("Checker")


def _row(made: Making, claim: ReportClaim | None, query: Query | None) -> tuple[tuple[Runs, ...], ...]:
    number: Runs = words("–")
    fact = _("The draft as a whole")
    open_lines: list[Runs] = []
    if claim is not None:
        number, fact = (made.number_link(claim),), own_words(claim)
        open_lines += [(made.verdict(claim),), words(was(claim))]
        open_lines.append(words(made.words.recheck if is_lost(claim) else "", "emphasis"))
        if query is None:
            open_lines.append(words(claim.claim.rationale))
    when: list[str] = []
    if query is not None:
        open_lines.append(words(query.question.strip()))
        if query.answer.strip():
            to = addressee(query, made.words)
            open_lines.append(words(_("{to} answered: {answer}").format(to=to, answer=query.answer.strip())))
        due = _("due {day}").format(day=written_day(query.due)) if query.due.strip() else ""
        when = [word for word in (written_day(query.asked), query.channel, due) if word.strip()]
    return (number,), (words(fact),), tuple(line for line in open_lines if line), tuple(words(word) for word in when)


def untouched(made: Making) -> Iterator[Piece]:
    """The sentences that nobody has dealt with, counted and listed."""
    for article in made.report.articles:
        yield from article_heading(made, article)
        yield Paragraph(words(untouched_count(article)), "fact")
        if article.words_left is not None:
            yield Paragraph(words(words_left(article.words_left)), "fact")
        for start, end in article.untouched:
            sentence = made.printed(article, start, end).strip()
            if sentence:
                yield Item((words(sentence),), "–")
