"""Questions and replies: what is asked of the editor or of the writer, and the log of what was asked and answered."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.domain.records import Query
from factcheck.formats.docx.report.claims import article_heading
from factcheck.formats.docx.report.composition import Composition
from factcheck.formats.docx.report.markup import run
from factcheck.formats.docx.report.printed import PrintedArticle, PrintedClaim
from factcheck.formats.report.wording import addressee, shortened
from factcheck.locales import written_day
from factcheck.translation import _

_LONGEST_FACT = 280
_Asked = tuple[PrintedClaim | None, Query]


def asked_in(printed: PrintedArticle) -> list[_Asked]:
    """All questions on an article: those on its claims in their order, then those on the whole."""
    on_claims: list[_Asked] = [(one, query) for one in printed.claims for query in one.claim.queries]
    return on_claims + [(None, query) for query in printed.article.queries]


def questions(composition: Composition, printed: list[PrintedArticle]) -> Iterator[str]:
    """What is asked of the reader and not answered for good, with room for an answer.

    That reader is the writer on a query sheet, the editor in any other report.
    """
    to = "writer" if composition.report.options.audience == "writer" else "editor"
    head = composition.head(_("No."), _("In the article"), _("Question"), _("Answer"))
    found = False
    for one in printed:
        asked = [(claim, query) for claim, query in asked_in(one) if query.to == to and not query.closed]
        if not asked:
            continue
        found = True
        yield from article_heading(composition, one, len(printed))
        rows = (_question(composition, claim, query) for claim, query in asked)
        yield from composition.table("Report Table", (7, 31, 34, 28), _("Questions"), head, rows)
    if not found:
        yield composition.text(_("There is no open question."), "Report Fact")


def _question(composition: Composition, one: PrintedClaim | None, query: Query) -> tuple[str, ...]:
    due = _("due {day}").format(day=written_day(query.due)) if query.due.strip() else ""
    return (
        *_what(composition, one),
        composition.cell(query.question.strip(), due),
        composition.cell(query.answer.strip()),
    )


def _what(composition: Composition, one: PrintedClaim | None) -> tuple[str, str]:
    """The cells of what a question is about: the number of the claim and its words, or the article as a whole."""
    if one is None:
        return composition.cell_of(run("–")), composition.cell(_("The article as a whole"))
    return composition.cell_of(composition.jump_to_claim(one)), composition.cell(shortened(one.words, _LONGEST_FACT))


def reply_log(composition: Composition, printed: list[PrintedArticle]) -> Iterator[str]:
    """Who was asked what, when and by which way, and what came back; in the order of asking."""
    head = composition.head(_("No."), _("Asked"), _("Question"), _("Reply"))
    found = False
    for one in printed:
        asked = sorted(asked_in(one), key=lambda each: each[1].asked)
        if not asked:
            continue
        found = True
        yield from article_heading(composition, one, len(printed))
        rows = (_reply(composition, claim, query) for claim, query in asked)
        yield from composition.table("Report Table", (7, 25, 34, 34), _("Reply log"), head, rows)
    if not found:
        yield composition.text(_("Nobody was asked."), "Report Fact")


def _reply(composition: Composition, one: PrintedClaim | None, query: Query) -> tuple[str, ...]:
    number = composition.cell_of(composition.jump_to_claim(one) if one is not None else run("–"))
    answer = query.answer.strip() or (_("Closed without a reply.") if query.closed else _("No reply yet."))
    return (
        number,
        composition.cell(addressee(query, composition.words), written_day(query.asked), query.channel),
        composition.cell(query.question.strip()),
        composition.cell(answer, written_day(query.answered)),
    )
