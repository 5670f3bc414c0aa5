"""Claims outside the article: changes of wording, the table of all claims, and a section for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from factcheck.domain.records import Query
from factcheck.formats.docx.marks import NOTHING
from factcheck.formats.docx.report.article import article_painting
from factcheck.formats.docx.report.composition import Composition
from factcheck.formats.docx.report.markup import (
    PLAIN,
    TAB,
    Look,
    reads_right_to_left,
    run,
    spoken_lines,
)
from factcheck.formats.docx.report.painting import Painting
from factcheck.formats.docx.report.printed import Citation, PrintedArticle, PrintedClaim
from factcheck.formats.report.differences import Pieces, compared_words
from factcheck.formats.report.wording import addressee, speaker_line
from factcheck.locales import listed, written_day
from factcheck.translation import _


def changes(composition: Composition, printed: list[PrintedArticle]) -> Iterator[str]:
    """The table of old and new wordings, words that differ marked in both."""
    for one in printed:
        claims = [claim for claim in one.claims if claim.correction]
        if not claims:
            continue
        yield from article_heading(composition, one, len(printed))
        drafts = composition.report.profile == "drafts"
        head = composition.head(
            _("No."),
            _("As drafted") if drafts else _("As published"),
            composition.words.correction,
            composition.words.verdict,
        )
        rows = (_change(composition, claim) for claim in claims)
        yield from composition.table("Report Table", (7, 38, 38, 17), _("Old and new wording"), head, rows)
    if not any(claim.correction for one in printed for claim in one.claims):
        yield composition.text(_("No new wording is suggested."), "Report Fact")


def _change(composition: Composition, one: PrintedClaim) -> tuple[str, ...]:
    before, after = compared_words(one.words, one.correction)
    removed = Look(style=composition.style("Words Removed"))
    added = Look(style=composition.style("Words Added"))
    by_hand = composition.text(composition.words.by_hand, "Table Text") if one.by_hand else ""
    return (
        composition.cell_of(composition.jump_to_claim(one)),
        composition.cell_of(_marked(before, removed)),
        composition.cell_of(_marked(after, added)) + by_hand,
        composition.cell_of(composition.verdict(one.claim).label),
    )


def _marked(pieces: Pieces, look: Look) -> str:
    turned = reads_right_to_left("".join(text for text, _differs in pieces))
    return "".join(run(text, look if differs else PLAIN, turned=turned) for text, differs in pieces)


def article_heading(composition: Composition, printed: PrintedArticle, articles: int) -> Iterator[str]:
    """The article's title, where the report holds several."""
    if articles > 1:
        yield composition.heading(printed.article.article.title.strip() or _("Untitled"), 2)


def claims_table(composition: Composition, printed: list[PrintedArticle]) -> Iterator[str]:
    """All claims at a glance: number, words, verdict, sources."""
    words = composition.words
    head = composition.head(_("No."), words.claim, words.verdict, _("Sources"))
    # Without sections of their own, claims are reached at their rows.
    row = partial(_claim_row if "claims" in composition.report.options.parts else _bookmarked_row, composition)
    for one in printed:
        if one.claims:
            yield from article_heading(composition, one, len(printed))
            yield from composition.table("Report Table", (7, 58, 20, 15), words.claims, head, map(row, one.claims))
    if not any(one.claims for one in printed):
        yield composition.text(_("Nothing has been marked yet."), "Report Fact")


def _claim_row(composition: Composition, one: PrintedClaim) -> tuple[str, ...]:
    number = f"{composition.opening['Table Text']}{composition.jump_to_claim(one)}</w:p>"
    return (number, *_claim_cells(composition, one))


def _bookmarked_row(composition: Composition, one: PrintedClaim) -> tuple[str, ...]:
    number = composition.bookmark(one.anchor, composition.jump_to_place(one))
    return (composition.cell_of(number), *_claim_cells(composition, one))


def _claim_cells(composition: Composition, one: PrintedClaim) -> tuple[str, ...]:
    numbers = dict.fromkeys([evidence.source_number for evidence in one.claim.evidence])
    sources = f"{PLAIN.opening}, </w:t></w:r>".join(
        [composition.jump_to_source(number, str(number)) for number in numbers]
    )
    told = composition.text(one.claim.claim.words or one.words, "Table Text")
    if one.is_lost:
        told += composition.text(composition.words.recheck, "Table Text")
    opening = composition.opening["Table Text"]
    label = composition.verdict(one.claim).label
    return told, f"{opening}{label}</w:p>", f"{opening}{sources or run('–')}</w:p>"


def claim_sections(composition: Composition, printed: list[PrintedArticle]) -> Iterator[str]:
    """A section for each claim."""
    for one in printed:
        if one.claims:
            yield from article_heading(composition, one, len(printed))
        painting = article_painting(composition, one)
        for claim in one.claims:
            yield from _section(composition, painting, claim)
    if not any(one.claims for one in printed):
        yield composition.text(_("Nothing has been marked yet."), "Report Fact")


def _section(composition: Composition, painting: Painting, one: PrintedClaim) -> list[str]:
    words, claim, record = composition.words, one.claim, one.claim.claim
    heading = "heading 3" if len(composition.report.articles) > 1 else "heading 2"
    title = f"{composition.claim_word}{claim.number}   </w:t></w:r>{composition.verdict_control(one)}"
    pieces = [composition.paragraph(composition.bookmark(one.anchor, title), heading)]
    pieces += _quotations(composition, painting, one)
    told = record.words.strip()
    if told and told != one.words:
        pieces += labelled(composition, words.as_checked, told)
    pieces += labelled(composition, words.said_by, speaker_line(record))
    pieces.append(_rationale(composition, one))
    if one.correction:
        pieces += labelled(composition, words.correction, f"“{one.correction}”")
    for query in claim.queries:
        pieces += _question(composition, query)
    citations = composition.citations(one, composition.links)
    if citations:
        pieces.append(f"{composition.kept['Report Fact']}{composition.evidence_tag}</w:p>")
        pieces += [_evidence(composition, citation) for citation in citations]
    else:
        pieces.append(composition.text(words.no_source, "Report Small"))
    return pieces


def _quotations(composition: Composition, painting: Painting, one: PrintedClaim) -> list[str]:
    """The claim's words as they stand in the article, with their emphasis; old words where they are gone."""
    quotations = []
    places = {place.number: place for place in one.places}
    for number, highlight in enumerate(one.claim.highlights, 1):
        quote = highlight.quote
        turned = reads_right_to_left(quote)
        place = places.get(number)
        quoted = run(quote, turned=turned) if place is None else painting.clipped(place.clip, turned=turned)
        if quoted:
            back = composition.jump_to_article(place.anchor) if place is not None and composition.has_article else ""
            quotations.append(composition.paragraph(f"{quoted}{back}", "Report Quote", turned=turned))
    if one.is_lost:
        quotations += [composition.text(old, "Report Quote") for old in one.claim.old_words]
        quotations.append(composition.text(composition.words.recheck, "Report Small"))
    return quotations


def _rationale(composition: Composition, one: PrintedClaim) -> str:
    """The rationale in its bookmark; for those who may rewrite it each paragraph is in a control too.

    They find a place to write one where there is none; to others nothing is said of it.
    """
    lines: Sequence[tuple[str, bool]] = one.said
    if composition.decided:
        controls, tag, title = composition.controls, one.rationale, composition.rationale_title
        lines = [(controls.rich_text(tag, title, runs), turned) for runs, turned in lines or [(run(NOTHING), False)]]
    told = "".join(_labelled_lines(composition, composition.words.rationale, lines))
    return composition.bookmark(one.rationale, told) if told else ""


def labelled(composition: Composition, label: str, text: str) -> list[str]:
    """A text under its label; its first paragraph stands beside it."""
    return _labelled_lines(composition, label, spoken_lines(text))


def _labelled_lines(composition: Composition, label: str, lines: Sequence[tuple[str, bool]]) -> list[str]:
    told = []
    tag = composition.tagged(label)
    for runs, turned in lines:
        told.append(composition.paragraph(f"{tag}{runs}", "Report Text", turned=turned))
        tag = ""
    return told


def _question(composition: Composition, query: Query) -> Iterator[str]:
    when = listed(word for word in (query.channel, written_day(query.asked)) if word.strip())
    question = query.question.strip()
    yield from labelled(composition, addressee(query, composition.words), f"{question} ({when})" if when else question)
    answer = query.answer.strip()
    if answer:
        when = written_day(query.answered.strip())
        yield from labelled(composition, composition.words.answer, f"{answer} ({when})" if when else answer)


def _evidence(composition: Composition, citation: Citation) -> str:
    number = composition.jump_to_source(citation.number, f"[{citation.number}]")
    if not citation.passage:
        return f"{composition.opening['Report Evidence']}{number}{TAB}{citation.inside}</w:p>"
    lines = [composition.text(line, "Report Passage") for line in citation.passage.splitlines() if line.strip()]
    return f"{composition.kept['Report Evidence']}{number}{TAB}{citation.inside}</w:p>{''.join(lines)}"
