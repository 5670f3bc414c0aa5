"""Claims outside the article: changes of wording, the table of all claims, and a section for each."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from factcheck.domain.records import Query
from factcheck.domain.report import ReportClaim, ReportEvidence
from factcheck.formats.docx.article import PrintedArticle
from factcheck.formats.docx.composition import Composition, claim_anchor, source_anchor, source_link
from factcheck.formats.docx.differences import Pieces, compared_words
from factcheck.formats.docx.markup import PLAIN, Look, paragraph, reads_right_to_left, run
from factcheck.formats.docx.painting import Painting
from factcheck.formats.docx.wording import addressee, source_name, stance
from factcheck.translation import _


def own_words(claim: ReportClaim) -> str:
    """The words of the article that a claim stands for: its quotations, or what they were in an older draft."""
    quotations = dict.fromkeys(highlight.quote for highlight in claim.highlights if highlight.quote)
    return " … ".join(quotations or dict.fromkeys(claim.old_words)) or claim.claim.words


def shortened(text: str, longest: int) -> str:
    """The text in one line, cut at a word."""
    text = " ".join(text.split())
    if len(text) <= longest:
        return text
    return text[: longest - 1].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"


def changes(composition: Composition, printed: list[PrintedArticle]) -> Iterator[str]:
    """The table of old and new wordings, words that differ marked in both."""
    for one in printed:
        claims = [claim for claim in one.article.claims if claim.claim.correction.strip()]
        if not claims:
            continue
        yield from article_heading(composition, one, len(printed))
        drafts = composition.report.profile == "drafts"
        head = composition.head(
            _("No."), _("As drafted") if drafts else _("As published"), composition.words.correction, composition.words.verdict
        )
        rows = (_change(composition, one, claim) for claim in claims)
        yield from composition.table("Report Table", (7, 38, 38, 17), _("Old and new wording"), head, rows)
    if not any(claim.claim.correction.strip() for one in printed for claim in one.article.claims):
        yield composition.text(_("No new wording is suggested."), "Report Fact")


def _change(composition: Composition, printed: PrintedArticle, claim: ReportClaim) -> tuple[str, ...]:
    before, after = compared_words(own_words(claim), claim.claim.correction.strip())
    removed = Look(style=composition.style("Words Removed"))
    added = Look(style=composition.style("Words Added"))
    return (
        composition.cell_of(number_link(composition, printed, claim)),
        composition.cell_of(_marked(before, removed)),
        composition.cell_of(_marked(after, added)),
        composition.cell_of(composition.label(claim)),
    )


def _marked(pieces: Pieces, look: Look) -> str:
    turned = reads_right_to_left("".join(text for text, _differs in pieces))
    return "".join(run(text, look if differs else PLAIN, turned=turned) for text, differs in pieces)


def number_link(composition: Composition, printed: PrintedArticle, claim: ReportClaim) -> str:
    """A claim's number, leading to its section or to its place in the article."""
    anchor = claim_anchor(claim)
    return composition.jump(anchor if anchor in composition.ids.anchors else printed.anchor(claim), str(claim.number))


def article_heading(composition: Composition, printed: PrintedArticle, articles: int) -> Iterator[str]:
    """The article's title, where the report holds several."""
    if articles > 1:
        yield composition.heading(printed.article.article.title.strip() or _("Untitled"), 2)


def claims_table(composition: Composition, printed: list[PrintedArticle]) -> Iterator[str]:
    """All claims at a glance: number, words, verdict, sources."""
    words = composition.words
    head = composition.head(_("No."), words.claim, words.verdict, _("Sources"))
    # Without sections of their own, claims are reached at their rows.
    bookmarked = "claims" not in composition.report.options.parts
    for one in printed:
        if not one.article.claims:
            continue
        yield from article_heading(composition, one, len(printed))
        row = partial(_bookmarked_row if bookmarked else _claim_row, composition, one)
        yield from composition.table("Report Table", (7, 58, 20, 15), words.claims, head, map(row, one.article.claims))
    if not any(one.article.claims for one in printed):
        yield composition.text(_("Nothing has been marked yet."), "Report Fact")


def _claim_row(composition: Composition, printed: PrintedArticle, claim: ReportClaim) -> tuple[str, ...]:
    return (composition.cell_of(number_link(composition, printed, claim)), *_claim_cells(composition, claim))


def _bookmarked_row(composition: Composition, printed: PrintedArticle, claim: ReportClaim) -> tuple[str, ...]:
    number = composition.jump(printed.anchor(claim), str(claim.number))
    number = composition.bookmark(claim_anchor(claim), number)
    return (composition.cell_of(number), *_claim_cells(composition, claim))


def _claim_cells(composition: Composition, claim: ReportClaim) -> tuple[str, ...]:
    numbers = dict.fromkeys(one.source_number for one in claim.evidence)
    sources = run(", ").join(composition.jump(source_anchor(number), str(number)) for number in numbers)
    return (
        composition.cell(claim.claim.words.strip() or own_words(claim), recheck(claim)),
        composition.cell_of(composition.label(claim)),
        composition.cell_of(sources or run("–")),
    )


def recheck(claim: ReportClaim) -> str:
    """That a claim's words are gone from the current draft; empty where they are not."""
    return _("Re-check: these words are not in the current draft.") if claim.old_words and not claim.highlights else ""


def claim_sections(composition: Composition, printed: list[PrintedArticle]) -> Iterator[str]:
    """A section for each claim."""
    for one in printed:
        yield from article_heading(composition, one, len(printed))
        painting = one.painting(composition)
        for claim in one.article.claims:
            yield from _section(composition, one, painting, claim)
    if not any(one.article.claims for one in printed):
        yield composition.text(_("Nothing has been marked yet."), "Report Fact")


def _section(composition: Composition, printed: PrintedArticle, painting: Painting, claim: ReportClaim) -> Iterator[str]:
    words, record = composition.words, claim.claim
    title = run(f"{words.claim} {claim.number}") + run("   ") + composition.label(claim)
    level = 3 if len(composition.report.articles) > 1 else 2
    yield paragraph(composition.bookmark(claim_anchor(claim), title), composition.style(f"Heading {level}"))
    yield from _quotations(composition, printed, painting, claim)
    if record.words.strip() and record.words.strip() != own_words(claim):
        yield from labelled(composition, _("As checked"), record.words)
    said = [word.strip() for word in (record.speaker, record.speaker_role, record.occasion, record.stated_on) if word.strip()]
    if said:
        yield from labelled(composition, _("Said by"), ", ".join(said))
    yield from labelled(composition, words.rationale, record.rationale)
    if record.correction.strip():
        yield from labelled(composition, words.correction, _("“{words}”").format(words=record.correction.strip()))
    for query in claim.queries:
        yield from _question(composition, query)
    if claim.evidence:
        yield paragraph(run(_("Evidence"), composition.tag), composition.style("Report Fact"), "<w:keepNext/>")
    for one in claim.evidence:
        yield from _evidence(composition, one)
    if not claim.evidence:
        yield composition.text(_("No source yet."), "Report Small")


def _quotations(
    composition: Composition, printed: PrintedArticle, painting: Painting, claim: ReportClaim
) -> Iterator[str]:
    """The claim's words as they stand in the article, with their emphasis; old words where they are gone."""
    style = composition.style("Report Quote")
    anchors = {place.number: place.anchor for place in printed.places[claim.claim.id]}
    for number, highlight in enumerate(claim.highlights, 1):
        turned = reads_right_to_left(printed.article.text[highlight.start : highlight.end])
        quoted = painting.quotation(highlight.start, highlight.end, turned=turned) or run(highlight.quote, turned=turned)
        if anchors.get(number) in composition.ids.anchors:
            quoted += run("  ") + composition.jump(anchors[number], _("in the article"))
        yield paragraph(quoted, style, "<w:bidi/>" if turned else "")
    if recheck(claim):
        for old in claim.old_words:
            yield composition.text(old, "Report Quote")
        yield composition.text(recheck(claim), "Report Small")


def labelled(composition: Composition, label: str, text: str) -> Iterator[str]:
    """A text under its label; its first paragraph stands beside it."""
    lines = [line for line in text.strip().splitlines() if line.strip()]
    for index, line in enumerate(lines):
        turned = reads_right_to_left(line)
        inside = run(f"{label}  ", composition.tag) if index == 0 else ""
        yield paragraph(inside + run(line, turned=turned), composition.style("Report Text"), "<w:bidi/>" if turned else "")


def _question(composition: Composition, query: Query) -> Iterator[str]:
    when = ", ".join(word for word in (query.channel, query.asked) if word.strip())
    asked = _("{question} ({when})").format(question=query.question.strip(), when=when) if when else query.question
    yield from labelled(composition, addressee(query), asked)
    if query.answer.strip():
        answered = f"{query.answer.strip()} ({query.answered})" if query.answered.strip() else query.answer
        yield from labelled(composition, _("Answer"), answered)


def _evidence(composition: Composition, one: ReportEvidence) -> Iterator[str]:
    source = composition.sources.get(one.source_number)
    if source is None:
        return
    rest = [one.evidence.locator.strip(), stance(one.evidence.stance)]
    if not one.evidence.verified:
        rest.append(_("writer’s, unchecked"))
    number = composition.jump(source_anchor(one.source_number), f"[{one.source_number}]")
    inside = (
        number
        + run("\t")
        + source_link(composition, source.source, source_name(source.source))
        + run("".join(f" · {word}" for word in rest if word), composition.meta)
    )
    yield paragraph(inside, composition.style("Report Evidence"), "<w:keepNext/>" if one.evidence.passage.strip() else "")
    for line in one.evidence.passage.strip().splitlines():
        if line.strip():
            yield composition.text(line, "Report Passage")

