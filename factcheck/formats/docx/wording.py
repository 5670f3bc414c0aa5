"""The words of a report: those of its profile, dates and times, and what kinds of things are called."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from factcheck.domain.records import Query, Source
from factcheck.domain.report import ReportClaim
from factcheck.translation import _, ngettext


@dataclass(frozen=True, slots=True)
class Words:
    """What a profile calls a claim, its verdict and the rest."""

    report: str
    claim: str
    claims: str
    verdict: str
    verdicts: str
    rationale: str
    correction: str
    unchecked: str
    article: str


def words_of(profile: str) -> Words:
    """The words of a project's profile."""
    if profile == "drafts":
        return Words(
            report=_("Fact-check of a draft"),
            claim=_("Fact"),
            claims=_("Facts"),
            verdict=_("Finding"),
            verdicts=_("Findings"),
            rationale=_("Checking note"),
            correction=_("Change to"),
            unchecked=_("Not checked yet"),
            article=_("Annotated draft"),
        )
    return Words(
        report=_("Fact-check report"),
        claim=_("Claim"),
        claims=_("Claims"),
        verdict=_("Verdict"),
        verdicts=_("Verdicts"),
        rationale=_("Rationale"),
        correction=_("Suggested wording"),
        unchecked=_("Not checked yet"),
        article=_("Annotated article"),
    )


def language_of_words() -> str:
    """The language that the report's own words are in."""
    # Translators: the tag of your language, as a word processor takes it ("de-DE").
    return _("en-GB")


def day(moment: datetime) -> str:
    """A moment's day in UTC ("3 March 2026")."""
    months = (
        _("January"), _("February"), _("March"), _("April"), _("May"), _("June"), _("July"), _("August"),
        _("September"), _("October"), _("November"), _("December"),
    )  # fmt: skip
    moment = moment.astimezone(UTC)
    return _("{day} {month} {year}").format(day=moment.day, month=months[moment.month - 1], year=moment.year)


def day_and_time(moment: datetime | None) -> str:
    """A moment in UTC ("3 March 2026, 09:30 UTC"), or empty."""
    if moment is None:
        return ""
    return _("{day}, {time} UTC").format(day=day(moment), time=f"{moment.astimezone(UTC):%H:%M}")


def stance(name: str) -> str:
    """What the evidence does to the claim."""
    return {"supports": _("supports"), "refutes": _("contradicts"), "context": _("gives context")}.get(name, name)


def source_kind(name: str) -> str:
    """A kind of source, as a word that may open a sentence."""
    return {
        "web page": _("Web page"),
        "report": _("Report"),
        "article": _("Article"),
        "book": _("Book"),
        "study": _("Study"),
        "law": _("Law"),
        "data": _("Data"),
        "interview": _("Interview"),
        "letter": _("Letter"),
        "broadcast": _("Broadcast"),
        "image": _("Image"),
        "document": _("Document"),
        "other": _("Source"),
    }.get(name, name)


def source_name(source: Source) -> str:
    """What a source is called in a line: its title, or whatever else it has."""
    interviewed = _("Interview with {person}").format(person=source.person) if source.person else ""
    return source.title or interviewed or source.authors or source.publisher or source.address or source_kind(source.kind)


def standing(name: str) -> str:
    """Whether a source is primary or secondary."""
    return {"primary": _("primary source"), "secondary": _("secondary source")}.get(name, name)


def terms(name: str) -> str:
    """The terms of an interview."""
    return {"on record": _("on record"), "background": _("on background"), "off record": _("off the record")}.get(name, name)


def role(name: str) -> str:
    """Whom a question goes to."""
    return {
        "writer": _("Writer"),
        "editor": _("Editor"),
        "lawyer": _("Lawyer"),
        "person": _("Person written about"),
    }.get(name, name)


def addressee(query: Query) -> str:
    """Whom a question goes to, by role and by name where there is one."""
    if not query.addressee:
        return role(query.to)
    return _("{role}: {name}").format(role=role(query.to), name=query.addressee)


def claims_count(profile: str, number: int) -> str:
    """So many claims, in the profile's word ("3 facts")."""
    if profile == "drafts":
        return ngettext("{n} fact", "{n} facts", number).format(n=number)
    return ngettext("{n} claim", "{n} claims", number).format(n=number)


def used_by(profile: str, number: int) -> str:
    """What stands before the numbers of the claims that use a source."""
    if profile == "drafts":
        return ngettext("fact", "facts", number)
    return ngettext("claim", "claims", number)


def finding(claim: ReportClaim, words: Words) -> str:
    """The label of a claim's verdict, or that it has none."""
    return claim.rating.label if claim.rating is not None else words.unchecked


def share(part: int, whole: int) -> str:
    """A part of a whole in per cent, never rounded to all or nothing ("16 %")."""
    percent = round(100 * part / whole) if whole else 0
    if whole and 0 < part < whole:
        percent = min(max(percent, 1), 99)
    return _("{n} %").format(n=percent)
