"""Questions and replies: what is asked of the editor or of the writer, and the log of what was asked and answered."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.domain.records import Query
from factcheck.domain.report import Report, ReportArticle, ReportClaim
from factcheck.formats.report.claims import article_heading
from factcheck.formats.report.making import Making, own_words
from factcheck.formats.report.values import Paragraph, Piece, Runs, Table, words
from factcheck.formats.report.wording import addressee
from factcheck.locales import written_day
from factcheck.translation import _

_Asked = tuple[ReportClaim | None, Query]


def title(report: Report) -> str:
    """What the part with questions is called; its reader is the writer on a query sheet, else the editor."""
    return _("Questions to the writer") if report.options.audience == "writer" else _("Queries for the editor")


def questions(made: Making) -> Iterator[Piece]:
    """What is asked of the reader and not answered for good."""
    to = "writer" if made.report.options.audience == "writer" else "editor"
    head = (_("No."), _("In the article"), _("Question"), _("Answer"))
    found = False
    for article in made.report.articles:
        asked = [(claim, query) for claim, query in _asked_in(article) if query.to == to and not query.closed]
        if asked:
            found = True
            yield from article_heading(made, article)
            rows = tuple(_question(made, claim, query) for claim, query in asked)
            yield Table(_("Questions"), head, rows, (7, 31, 34, 28))
    if not found:
        yield Paragraph(words(_("There is no open question.")), "fact")


def reply_log(made: Making) -> Iterator[Piece]:
    """Who was asked what, when and by which way, and what came back; in the order of asking."""
    head = (_("No."), _("Asked"), _("Question"), _("Reply"))
    found = False
    for article in made.report.articles:
        asked = sorted(_asked_in(article), key=lambda each: each[1].asked)
        if asked:
            found = True
            yield from article_heading(made, article)
            rows = tuple(_reply(made, claim, query) for claim, query in asked)
            yield Table(_("Reply log"), head, rows, (7, 25, 34, 34))
    if not found:
        yield Paragraph(words(_("Nobody was asked.")), "fact")


def _asked_in(article: ReportArticle) -> list[_Asked]:
    """All questions on an article: those on its claims in their order, then those on the whole."""
    on_claims: list[_Asked] = [(claim, query) for claim in article.claims for query in claim.queries]
    return on_claims + [(None, query) for query in article.queries]


def _number(made: Making, claim: ReportClaim | None) -> tuple[Runs, ...]:
    return ((made.number_link(claim),),) if claim is not None else (words("–"),)


def _question(made: Making, claim: ReportClaim | None, query: Query) -> tuple[tuple[Runs, ...], ...]:
    due = _("due {day}").format(day=written_day(query.due)) if query.due.strip() else ""
    about = own_words(claim) if claim is not None else _("The article as a whole")
    return _number(made, claim), (words(about),), _lines(query.question.strip(), due), _lines(query.answer.strip())


def _reply(made: Making, claim: ReportClaim | None, query: Query) -> tuple[tuple[Runs, ...], ...]:
    answer = query.answer.strip() or (_("Closed without a reply.") if query.closed else _("No reply yet."))
    return (
        _number(made, claim),
        _lines(addressee(query, made.words), written_day(query.asked), query.channel),
        _lines(query.question.strip()),
        _lines(answer, written_day(query.answered)),
    )


def _lines(*texts: str) -> tuple[Runs, ...]:
    return tuple(words(text) for text in texts if text)
