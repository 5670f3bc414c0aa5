"""The words of a report: those of its profile, and what kinds of things are called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factcheck.domain.labels import source_kinds
from factcheck.domain.records import Claim, Query, Rating, Source
from factcheck.domain.report import Report, ReportArticle, ReportClaim, ReportSource
from factcheck.locales import begun, labelled, listed, number, percent, written_day
from factcheck.translation import _, ngettext

_LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a report, looked up once: what its profile calls things, and the names of kinds of things.

    The dictionaries translate the words of records; a word that they do not know stands for itself.
    """

    report: str
    article: str
    claim: str
    claims: str
    verdict: str
    verdicts: str
    rationale: str
    correction: str
    by_hand: str
    number_is: str
    unchecked: str
    stances: dict[str, str]
    source_kinds: dict[str, str]
    standings: dict[str, str]
    terms: dict[str, str]
    roles: dict[str, str]
    in_article: str
    evidence: str
    answer: str
    archived: str
    accessed: str
    unverified: str
    confidential: str
    interview: str
    used_by: tuple[str, str]  # before the number of one claim, and of several
    recheck: str
    as_checked: str
    said_by: str
    no_source: str
    asked: str


def words_of(profile: str) -> Words:
    """The words of a project's profile."""
    drafts = profile == "drafts"
    return Words(
        report=_("Fact-check of a draft") if drafts else _("Fact-check report"),
        article=_("Annotated draft") if drafts else _("Annotated article"),
        claim=_("Fact") if drafts else _("Claim"),
        claims=_("Facts") if drafts else _("Claims"),
        verdict=_("Finding") if drafts else _("Verdict"),
        verdicts=_("Findings") if drafts else _("Verdicts"),
        rationale=_("Checking note") if drafts else _("Rationale"),
        correction=_("Change to") if drafts else _("Suggested wording"),
        by_hand=_("(To be changed by hand: it is not a tracked change.)"),
        number_is=_("The number in a grey box is that of the fact.")
        if drafts
        else _("The number in a grey box is that of the claim."),
        unchecked=_("Not checked yet"),
        stances={"supports": _("supports"), "refutes": _("contradicts"), "context": _("gives context")},
        source_kinds=source_kinds(),
        standings={"primary": _("primary source"), "secondary": _("secondary source")},
        terms={"on record": _("on record"), "background": _("on background"), "off record": _("off the record")},
        roles={
            "writer": _("Writer"),
            "editor": _("Editor"),
            "lawyer": _("Lawyer"),
            "person": _("Person written about"),
        },
        in_article=_("in the article"),
        evidence=_("Evidence"),
        answer=_("Answer"),
        archived=_("Archived: "),
        accessed=_("accessed {day}"),
        unverified=_("writer’s, unchecked"),
        confidential=_("identity known to the desk"),
        used_by=(_("fact"), _("facts")) if drafts else (_("claim"), _("claims")),
        interview=_("Interview with {person}"),
        recheck=_("Re-check: the current draft has other words, or these several times."),
        as_checked=_("As checked"),
        said_by=_("Said by"),
        no_source=_("No source yet."),
        asked=_("{first} · asked: {names}"),
    )


def source_name(source: Source, words: Words) -> str:
    """What a source is called in a line: its title, or whatever else it has."""
    if source.title:
        # An alias is a description, and written like one.
        return begun(source.title) if source.confidential else source.title
    if source.person:
        return words.interview.format(person=source.person)
    kind = words.source_kinds.get(source.kind, source.kind)
    return source.authors or source.publisher or source.address or kind or words.source_kinds["other"]


def shortened(text: str, longest: int) -> str:
    """The text in one line, cut at a word."""
    text = " ".join(text.split())
    if len(text) <= longest:
        return text
    return text[: longest - 1].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"


def article_name(article: ReportArticle) -> str:
    """What an article is called beside the numbers of its claims: its slug, else its title, cut where it is long."""
    return article.article.slug.strip() or shortened(article.article.title, _LONGEST_NAME) or str(article.number)


def speaker_line(claim: Claim) -> str:
    """Who said the words of a claim, where and when; empty where nothing is known."""
    said = (claim.speaker, claim.speaker_role, claim.occasion, written_day(claim.stated_on))
    return listed(word for word in said if word)


def details_line(details: Sequence[str], source: Source) -> str:
    """What else is known of a source, as a line; it begins with a capital, but names stay as they are written."""
    told = " · ".join(details)
    return told if details and details[0] in (source.person, source.recording) else begun(told)


def uses_of(report: Report, entry: ReportSource) -> Iterator[tuple[str, list[ReportClaim]]]:
    """The claims that use a source, by article; an article has no name where it is the only one of the report."""
    for article in report.articles:
        claims = [
            claim
            for claim in article.claims
            if claim.number in entry.claim_numbers and entry.number in {one.source_number for one in claim.evidence}
        ]
        if claims:
            yield article_name(article) if len(report.articles) > 1 else "", claims


def addressee(query: Query, words: Words) -> str:
    """Whom a question goes to, by role and by name where there is one."""
    role = words.roles.get(query.to, query.to)
    return _("{role}: {name}").format(role=role, name=query.addressee) if query.addressee else role


def claims_count(profile: str, number: int) -> str:
    """So many claims, in the profile's word ("3 facts")."""
    if profile == "drafts":
        return ngettext("{n} fact", "{n} facts", number).format(n=number)
    return ngettext("{n} claim", "{n} claims", number).format(n=number)


def share(part: int, whole: int) -> str:
    """A part of a whole in per cent, never rounded to all or nothing ("16%")."""
    shown = round(100 * part / whole) if whole else 0
    if whole and 0 < part < whole:
        shown = min(max(shown, 1), 99)
    return percent(shown)


def was(claim: ReportClaim) -> str:
    """The finding that a claim had before its words changed; empty where it is not to be checked again."""
    return _("was {verdict}").format(verdict=claim.was) if claim.was else ""


def words_left(words: Sequence[tuple[int, int, str]]) -> str:
    """How many names, figures, dates … nobody has marked or decided on, by kind."""
    if not words:
        return _("Every name, figure, date and quotation has been dealt with.")
    counts = Counter(kind for _start, _end, kind in words)
    kinds = {
        "name": ngettext("{n} name", "{n} names", counts["name"]),
        "figure": ngettext("{n} figure", "{n} figures", counts["figure"]),
        "date": ngettext("{n} date", "{n} dates", counts["date"]),
        "quotation": ngettext("{n} quotation", "{n} quotations", counts["quotation"]),
        "title": ngettext("{n} title", "{n} titles", counts["title"]),
        "superlative": ngettext("{n} superlative", "{n} superlatives", counts["superlative"]),
    }
    told = [words.format(n=number(counts[kind])) for kind, words in kinds.items() if counts[kind]]
    return labelled(_("Unchecked"), listed(told))


def untouched_count(article: ReportArticle) -> str:
    """How many sentences nobody has dealt with."""
    count = len(article.untouched)
    if not count:
        return _("Every sentence has been dealt with.")
    told = ngettext(
        "{count} of {n} sentence is untouched ({share}): nobody has marked or passed it.",
        "{count} of {n} sentences are untouched ({share}): nobody has marked or passed them.",
        article.sentences,
    )
    return told.format(count=count, n=article.sentences, share=share(count, article.sentences))


def used_ratings(report: Report, unchecked: str) -> dict[str, Rating]:
    """By id: what stands for no verdict (""), the scale in its order, ratings of older scales still in use."""
    known = {"": Rating(id="", label=unchecked, pattern="dotted")}
    known |= {rating.id: rating for rating in sorted(report.ratings, key=lambda rating: rating.position)}
    for article in report.articles:
        for claim in article.claims:
            if claim.rating is not None and claim.rating.id not in known:
                known[claim.rating.id] = claim.rating
    return known
