"""Claims as W3C Web Annotations in JSON-LD, out and in: verdict and rationale as bodies, places as selectors.

Each place has a TextQuoteSelector with its context and a TextPositionSelector, in code points of the article's text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, Final

from factcheck.domain.problems import Problem
from factcheck.domain.progress import Progress, Silent
from factcheck.domain.records import Highlight, named_id
from factcheck.domain.report import Report, ReportArticle, ReportClaim
from factcheck.formats.cleaning import clean
from factcheck.formats.interchange.scanning import Document, broken, parsed, strings_in
from factcheck.formats.leaks import stop_leaks
from factcheck.formats.saving import saved
from factcheck.formats.sources.fields import kept
from factcheck.locales import number
from factcheck.text.addresses import safe_link
from factcheck.text.anchoring import Selector, selector_of
from factcheck.text.quoting import AnnotatedPlace, Annotation
from factcheck.translation import _

CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"
LARGEST_FILE: Final = 30 << 20  # bytes
LARGEST_ANNOTATION: Final = 1 << 18
LONGEST_QUOTE: Final = 20_000  # characters
MOST: Final = 50_000
MOST_TARGETS: Final = 500
_MOST_BRACKETS: Final = 14 * MOST
_MOST_PLACES: Final = 2 * MOST
_LONGEST_URN: Final = 45  # characters
_UUID: Final = re.compile(r"(?:urn:uuid:)?([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})")


# ---------------------------------------------------------------------------------------------------------------- out


def write_annotations(report: Report, path: Path, progress: Progress = Silent()) -> None:
    """Write an annotation for each claim that has a place; raises ``Problem`` or ``Cancelled``, ``path`` as it was."""
    items = [
        _annotation(report, article, claim)
        for article in report.articles
        for claim in article.claims
        if claim.highlights
    ]

    def write(file: IO[bytes]) -> None:
        progress.step(0, 1, _("Writing the report"))
        collection = {
            "@context": CONTEXT,
            "id": f"urn:uuid:{report.project_id}",
            "type": "AnnotationCollection",
            "label": report.project_name,
            "total": len(items),
            "first": {"type": "AnnotationPage", "startIndex": 0, "items": items},
        }
        file.write(json.dumps(collection, ensure_ascii=False, indent=1).encode("utf-8", "replace") + b"\n")

    def check(written: Path) -> None:
        if report.secrets:
            stop_leaks([("", "\n".join(strings_in(written.read_bytes())))], report.secrets)
        progress.step(1, 1, _("Report written"))

    saved(path, write, check)


def _annotation(report: Report, article: ReportArticle, claim: ReportClaim) -> dict[str, Any]:
    record = claim.claim
    bodies: list[dict[str, Any]] = []
    if claim.rating is not None:
        bodies.append({"type": "TextualBody", "purpose": "tagging", "value": claim.rating.label})
    if record.rationale.strip():
        body = {"type": "TextualBody", "purpose": "commenting", "format": "text/plain", "value": record.rationale}
        bodies.append({**body, "language": report.articles[0].article.language})
    sources = {one.number: one.source for one in report.sources}
    for evidence in claim.evidence:
        source = sources.get(evidence.source_number)
        address = safe_link(source.address) if source is not None else None
        if address:
            bodies.append({"type": "SpecificResource", "purpose": "linking", "source": address})
    annotation: dict[str, Any] = {
        "id": f"urn:uuid:{record.id}",
        "type": "Annotation",
        "motivation": "assessing",
        "creator": {"type": "Person", "name": claim.author.name or report.checker.name},
        "created": claim.at.isoformat(timespec="seconds").replace("+00:00", "Z"),
        "body": bodies,
        "target": [_target(article, highlight) for highlight in claim.highlights],
    }
    return {name: value for name, value in annotation.items() if value}


def _target(article: ReportArticle, highlight: Highlight) -> dict[str, Any]:
    selector = selector_of(article.text, highlight.start, highlight.end)
    quote = {"type": "TextQuoteSelector", "exact": selector.quote}
    if selector.prefix:
        quote["prefix"] = selector.prefix
    if selector.suffix:
        quote["suffix"] = selector.suffix
    urn = f"urn:uuid:{article.article.id}"
    return {
        "type": "SpecificResource",
        "source": safe_link(article.article.address) or urn,
        "scope": urn,
        "selector": [quote, {"type": "TextPositionSelector", "start": highlight.start, "end": highlight.end}],
    }


# ----------------------------------------------------------------------------------------------------------------- in


def looks_like_annotations(head: bytes) -> bool:
    """Whether the first bytes of a file are those of annotations."""
    return b"www.w3.org/ns/anno.jsonld" in head


def read_annotations(path: Path, progress: Progress = Silent()) -> list[Annotation]:
    """The annotations in a file: a collection, a page, a list or a single one; raises ``Problem`` where there is none.

    What has no quotation cannot be placed with certainty and is passed over.
    """
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise _not_readable(_("the file has more than {limit} MB").format(limit=LARGEST_FILE >> 20))
        document = Document(path.read_bytes())
    except OSError as error:
        raise _not_readable(error.strerror or str(error)) from error
    # Before anything is gone through: what nobody asks for would be passed over, but that takes its time too.
    brackets = document.source.count(b"[") + document.source.count(b"{")
    if brackets > _MOST_BRACKETS or document.source.count(b'"target"') > MOST:
        raise _not_readable(_("there are more than {limit}").format(limit=number(MOST)))
    found: list[Annotation] = []
    places = 0
    for count, at in enumerate(_places(document, document.start, 0)):
        if count >= MOST:
            raise _not_readable(_("there are more than {limit}").format(limit=number(MOST)))
        if count % 200 == 0:
            progress.step(at, len(document.source), _("Reading annotations"))
        value = parsed(document.taken(at, LARGEST_ANNOTATION))
        annotation = _read(value) if isinstance(value, dict) else None
        if annotation is not None:
            found.append(annotation)
            places += len(annotation.places)
        if places > _MOST_PLACES:
            raise _not_readable(_("there are more than {limit} quotations").format(limit=number(_MOST_PLACES)))
    if not found:
        raise _not_readable(_("there is none with a quotation in it"))
    return list({one.claim_id: one for one in found}.values())


def _places(document: Document, at: int, depth: int) -> Iterator[int]:
    """Where the annotations of a document begin, whatever holds them."""
    begin = document.source[at : at + 1]
    if begin == b"[":
        yield from document.elements(at)
        return
    if begin != b"{" or depth > 3:
        raise broken()
    members = dict(document.members(at)) if len(document.source) - at < LARGEST_ANNOTATION else {}
    if "target" in members:
        yield at
        return
    for name, value in document.members(at):
        sign = document.source[value : value + 1]
        if name in ("items", "first", "@graph") and sign in (b"{", b"["):
            yield from _places(document, value, depth + 1)


def _read(value: dict[str, Any]) -> Annotation | None:
    targets = value.get("target")
    targets = targets if isinstance(targets, list) else [targets]
    places = tuple(filter(None, (_place(one) for one in targets[:MOST_TARGETS] if isinstance(one, dict))))
    if not places:
        return None
    bodies = value.get("body")
    bodies = bodies if isinstance(bodies, list) else [bodies]
    label, texts = "", []
    for body in bodies[:100]:
        words = body if isinstance(body, str) else body.get("value") if isinstance(body, dict) else None
        if not isinstance(words, str):
            continue
        if isinstance(body, dict) and body.get("purpose") == "tagging":
            label = label or kept(words)
        else:
            texts.append("\n".join(filter(None, map(kept, words.splitlines()[:500]))))
    claim_id = _id_in(value.get("id"))
    if not claim_id:
        first = places[0].selector
        claim_id = named_id("annotation", kept(value.get("id")), first.quote, str(first.start))
    return Annotation(claim_id, label, "\n".join(filter(None, texts)), places)


def _place(target: dict[str, Any]) -> AnnotatedPlace | None:
    selectors = target.get("selector")
    selectors = selectors if isinstance(selectors, list) else [selectors]
    quote: dict[str, Any] = {}
    position: dict[str, Any] = {}
    for one in selectors[:20]:
        if isinstance(one, dict) and one.get("type") == "TextQuoteSelector" and not quote:
            quote = one
        elif isinstance(one, dict) and one.get("type") == "TextPositionSelector" and not position:
            position = one
    exact, prefix, suffix = (_quoted(quote.get(name, "")) for name in ("exact", "prefix", "suffix"))
    start, end = position.get("start"), position.get("end")
    if exact is None or prefix is None or suffix is None or not exact.strip():
        return None
    if type(start) is not int or type(end) is not int or not 0 <= start < end < 2**31:
        start, end = -1, -1
    source = target.get("source")
    source = source.get("id") if isinstance(source, dict) else source
    article_id = _id_in(target.get("scope")) or _id_in(source)
    return AnnotatedPlace(kept(source), article_id, Selector(exact, prefix, suffix, start, end))


def _quoted(words: Any) -> str | None:
    """A quotation in the characters that articles are kept in; None for what is none."""
    return clean(words) if isinstance(words, str) and len(words) <= LONGEST_QUOTE else None


def _id_in(words: Any) -> str:
    """The id that a URN or UUID names; empty for other names."""
    if not isinstance(words, str) or not 32 <= len(words) <= _LONGEST_URN:
        return ""
    found = _UUID.fullmatch(words.lower())
    return "".join(found.groups()) if found else ""


def _not_readable(reason: str) -> Problem:
    return Problem(
        _("The annotations cannot be read: {reason}.").format(reason=reason),
        _("Ask for them as W3C Web Annotations in JSON-LD, with quotations."),
    )
