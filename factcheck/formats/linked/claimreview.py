"""Published verdicts as ClaimReview (schema.org) in JSON-LD, by the rules of the field.

Always the public view, whoever the report is for. ``claimReviewed``, ``reviewRating`` and ``url`` are required;
``alternateName`` is the label that people see. Ratings run from 1 to 5 and 5 is truest; a label without an order
("Unproven", "Satire") has a name and no number.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import IO, Any, Final

from factcheck.domain.audiences import for_audience
from factcheck.domain.problems import Problem
from factcheck.domain.progress import Progress, Silent
from factcheck.domain.records import Rating, Source
from factcheck.domain.report import Report, ReportArticle, ReportClaim
from factcheck.formats.interchange.scanning import strings_in
from factcheck.formats.leaks import stop_leaks
from factcheck.formats.saving import saved
from factcheck.text.addresses import safe_link
from factcheck.translation import _

BEST: Final = 5
WORST: Final = 1


def write_claimreview(report: Report, path: Path, progress: Progress = Silent()) -> None:
    """Write one ClaimReview for each settled claim; raises ``Problem`` or ``Cancelled``, and ``path`` is as it was."""
    told = for_audience(replace(report, options=replace(report.options, audience="public")))
    reviews = [_review(told, article, claim) for article in told.articles for claim in article.claims]
    if not reviews:
        raise Problem(
            _("No claim has a verdict that could be published."), _("Give verdicts, and close what is open on them.")
        )

    def write(file: IO[bytes]) -> None:
        progress.step(0, 1, _("Writing the report"))
        graph = {"@context": "https://schema.org", "@graph": reviews}
        content = json.dumps(graph, ensure_ascii=False, indent=2)
        # What stands in a web page's <script> must not be able to end it.
        file.write(content.replace("<", "\\u003c").encode("utf-8", "replace") + b"\n")

    def check(written: Path) -> None:
        if report.secrets:
            stop_leaks([("", "\n".join(strings_in(written.read_bytes())))], report.secrets)
        progress.step(1, 1, _("Report written"))

    saved(path, write, check)


def _review(report: Report, article: ReportArticle, claim: ReportClaim) -> dict[str, Any]:
    record = claim.claim
    address = safe_link(report.options.address) or safe_link(article.article.address)
    if not address:
        raise Problem(
            _("“{title}” has no address, and a ClaimReview names the page of the check.").format(
                title=article.article.title or _("Untitled")
            ),
            _("Fill in the address of the article, or say that of the check by --url."),
        )
    reviewed: dict[str, Any] = {
        "@type": "Claim",
        "author": _person(record.speaker, record.speaker_role),
        "datePublished": _day(record.stated_on) or _day(article.article.published),
        "appearance": _appearance(report, article),
    }
    review = {
        "@type": "ClaimReview",
        "@id": f"urn:uuid:{claim.claim.id}",
        "url": address,
        "claimReviewed": " ".join((record.words or " … ".join(one.quote for one in claim.highlights)).split()),
        "author": _person(claim.author.name or report.checker.name),
        "datePublished": report.made_at.date().isoformat(),
        "inLanguage": article.article.language,
        "reviewRating": _rating(claim, report.ratings),
        "reviewBody": record.rationale.strip(),
        "itemReviewed": _filled(reviewed),
        "citation": [_citation(source) for source in _sources(report, claim)],
    }
    return _filled(review)


def rating_value(rating: Rating, ratings: Iterable[Rating]) -> float | None:
    """Where a rating stands from 1 to 5 (truest) in its scale; None where it has no order."""
    ranks = sorted({one.rank for one in (*ratings, rating) if one.rank is not None and one.scale_id == rating.scale_id})
    if rating.rank is None or not ranks:
        return None
    if len(ranks) == 1:
        return BEST
    value = BEST - ranks.index(rating.rank) * (BEST - WORST) / (len(ranks) - 1)
    return int(value) if value == int(value) else round(value, 2)


def _rating(claim: ReportClaim, ratings: Iterable[Rating]) -> dict[str, Any]:
    rating = claim.rating or Rating()
    told: dict[str, Any] = {"@type": "Rating", "alternateName": rating.label}
    value = rating_value(rating, ratings)
    if value is not None:
        told |= {"ratingValue": value, "bestRating": BEST, "worstRating": WORST}
    return told


def _appearance(report: Report, article: ReportArticle) -> dict[str, Any] | None:
    """Where a public statement was made; a draft before publication appears nowhere."""
    address = safe_link(article.article.address)
    if report.profile == "drafts" or address is None:
        return None
    return _filled({"@type": "CreativeWork", "url": address, "headline": article.article.title})


def _sources(report: Report, claim: ReportClaim) -> list[Source]:
    wanted = {one.source_number for one in claim.evidence}
    return [one.source for one in report.sources if one.number in wanted]


def _citation(source: Source) -> dict[str, Any]:
    url = safe_link(source.address) or safe_link(source.archive_address)
    return _filled({"@type": "CreativeWork", "name": source.title or url or _("Source"), "url": url})


def _person(name: str, role: str = "") -> dict[str, Any] | None:
    return _filled({"@type": "Person", "name": name.strip(), "jobTitle": role.strip()}) if name.strip() else None


def _day(words: str) -> str:
    try:
        return date.fromisoformat(words.strip()).isoformat()
    except ValueError:
        return ""


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, "", [], {})}
