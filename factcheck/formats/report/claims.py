"""Claims outside the article: changes of wording, the table of all claims, and a section for each."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.domain.records import Query
from factcheck.domain.report import ReportArticle, ReportClaim, ReportEvidence
from factcheck.formats.report.differences import Pieces, compared_words
from factcheck.formats.report.making import Making, claim_anchor, own_words, place_anchor
from factcheck.formats.report.values import Heading, Item, Look, Paragraph, Piece, Run, Runs, Table, words
from factcheck.formats.report.wording import addressee, source_name, speaker_line
from factcheck.locales import day_and_time, listed, written_day
from factcheck.text.addresses import safe_link
from factcheck.translation import _


def article_heading(made: Making, article: ReportArticle) -> Iterator[Piece]:
    """The article's title, where the report holds several."""
    if len(made.report.articles) > 1:
        yield Heading(words(article.article.title.strip() or _("Untitled")), 2)


def changes(made: Making) -> Iterator[Piece]:
    """The table of old and new wordings, words that differ marked in both."""
    drafts = made.report.profile == "drafts"
    head = (
        _("No."),
        _("As drafted") if drafts else _("As published"),
        made.words.correction,
        made.words.verdict,
    )
    told = False
    for article in made.report.articles:
        claims = [claim for claim in article.claims if claim.claim.correction.strip()]
        if claims:
            told = True
            yield from article_heading(made, article)
            rows = tuple(_change(made, claim) for claim in claims)
            yield Table(_("Old and new wording"), head, rows, (7, 38, 38, 17))
    if not told:
        yield Paragraph(words(_("No new wording is suggested.")), "fact")


def _change(made: Making, claim: ReportClaim) -> tuple[tuple[Runs, ...], ...]:
    before, after = compared_words(own_words(claim), claim.claim.correction.strip())
    return (
        ((made.number_link(claim),),),
        (_marked(before, "removed"),),
        (_marked(after, "added"),),
        ((made.verdict(claim),),),
    )


def _marked(pieces: Pieces, look: Look) -> Runs:
    return tuple(Run(text, frozenset({look}) if differs else frozenset()) for text, differs in pieces)


def table(made: Making) -> Iterator[Piece]:
    """All claims at a glance: number, words, verdict, sources."""
    head = (_("No."), made.words.claim, made.words.verdict, _("Sources"))
    for article in made.report.articles:
        if article.claims:
            yield from article_heading(made, article)
            rows = tuple(_row(made, claim) for claim in article.claims)
            yield Table(made.words.claims, head, rows, (7, 58, 20, 15))
    if not any(article.claims for article in made.report.articles):
        yield Paragraph(words(_("Nothing has been marked yet.")), "fact")


def _row(made: Making, claim: ReportClaim) -> tuple[tuple[Runs, ...], ...]:
    number = made.number_link(claim)
    if "claims" not in made.parts:
        # Without sections of their own, claims are reached at their rows.
        placed = "article" in made.parts and claim.highlights
        number = Run(str(claim.number), target=f"#{place_anchor(claim)}" if placed else "", anchor=claim_anchor(claim))
    told = [words(claim.claim.words or own_words(claim))]
    if is_lost(claim):
        told.append(words(made.words.recheck, "emphasis"))
    sources: list[Run] = []
    for source in dict.fromkeys(evidence.source_number for evidence in claim.evidence):
        sources += [Run(", ")] if sources else []
        sources.append(Run(str(source), target=f"#source-{source}" if "sources" in made.parts else ""))
    return ((number,),), tuple(told), ((made.verdict(claim),),), (tuple(sources) or words("–"),)


def is_lost(claim: ReportClaim) -> bool:
    """Whether its words are gone from the current draft."""
    return bool(claim.old_words) and not claim.highlights


def sections(made: Making) -> Iterator[Piece]:
    """A section for each claim."""
    level = 3 if len(made.report.articles) > 1 else 2
    for article in made.report.articles:
        if article.claims:
            yield from article_heading(made, article)
        for claim in article.claims:
            yield from _section(made, article, claim, level)
    if not any(article.claims for article in made.report.articles):
        yield Paragraph(words(_("Nothing has been marked yet.")), "fact")


def _section(made: Making, article: ReportArticle, claim: ReportClaim, level: int) -> Iterator[Piece]:
    said, record = made.words, claim.claim
    yield Heading((Run(f"{said.claim} {claim.number}  "), made.verdict(claim)), level, claim_anchor(claim))
    quotations = [made.printed(article, one.start, one.end) for one in claim.highlights] or list(claim.old_words)
    for number, quote in enumerate(filter(None, dict.fromkeys(quotations))):
        back = (Run("  "), Run(said.in_article, target=f"#{place_anchor(claim)}"))
        shown = number == 0 and claim.highlights and "article" in made.parts
        yield Paragraph((*words(quote), *(back if shown else ())), "quote")
    if is_lost(claim):
        yield Paragraph(words(said.recheck), "small")
    told = record.words.strip()
    if told and told != own_words(claim):
        yield from labelled(said.as_checked, told)
    yield from labelled(said.said_by, speaker_line(record))
    yield from labelled(said.rationale, record.rationale)
    if record.correction.strip():
        yield from labelled(said.correction, f"“{record.correction.strip()}”")
    for query in claim.queries:
        yield from question(made, query)
    if claim.evidence:
        yield Paragraph(words(said.evidence, "strong"))
        for evidence in claim.evidence:
            yield Item(_evidence(made, evidence), f"[{evidence.source_number}]")
    else:
        yield Paragraph(words(said.no_source), "small")
    if claim.comments:
        yield Paragraph(words(_("Comments"), "strong"))
    for comment in claim.comments:
        who = listed(word for word in (comment.author or _("Unnamed"), day_and_time(comment.written_at)) if word)
        yield Item((words(f"{who}:", "strong"), words(comment.text)), "–")


def labelled(label: str, text: str) -> Iterator[Piece]:
    """A text under its label; its first paragraph stands beside it."""
    opening: Runs = words(f"{label}: ", "strong")
    for line in text.splitlines():
        if line.strip():
            yield Paragraph((*opening, *words(line)))
            opening = ()


def question(made: Making, query: Query) -> Iterator[Piece]:
    """A question with its answer."""
    when = listed(word for word in (query.channel, written_day(query.asked)) if word.strip())
    asked = f"{addressee(query, made.words)}{f' ({when})' if when else ''}"
    yield from labelled(asked, query.question.strip() or "–")
    if query.answer.strip():
        yield from labelled(made.words.answer, query.answer.strip())


def _evidence(made: Making, evidence: ReportEvidence) -> tuple[Runs, ...]:
    record = evidence.evidence
    source = next((one.source for one in made.report.sources if one.number == evidence.source_number), None)
    if source is None:
        return (words("–"),)
    address = safe_link(source.address) or safe_link(source.archive_address) or ""
    facts = [record.locator.strip(), made.words.stances.get(record.stance, record.stance)]
    if not record.verified:
        facts.append(made.words.unverified)
    first = (
        Run(source_name(source, made.words), target=address),
        Run("".join(f" · {fact}" for fact in facts if fact)),
    )
    passage = record.passage.strip()
    return (first, words(f"“{passage}”")) if passage else (first,)
