"""Where words that somebody quoted stand in a text; only a sure place is one.

A place is sure where the words stand exactly as quoted, between the words that were quoted around them, and nowhere
else so. A quotation of 32 characters' context is too little to find words that were put differently since: that takes
both whole drafts (``placing``).
"""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.text.anchoring import Selector, Span, verified

# Fewer words than these stand in a text by chance.
_FEWEST_ALONE = 4
_NEIGHBOURS = 2
_MOST = 1000


@dataclass(frozen=True, slots=True)
class AnnotatedPlace:
    """Where an annotation says that it stands: the document (an address, or the id of an article), and the words."""

    source: str
    article_id: str
    selector: Selector


@dataclass(frozen=True, slots=True)
class Annotation:
    """What an annotation says: under which id it is kept, its label (a verdict, perhaps), its words, its places."""

    claim_id: str
    label: str
    text: str
    places: tuple[AnnotatedPlace, ...]


def sure_place(text: str, selector: Selector) -> Span | None:
    """The span of the quoted words (code points), or None where nobody could be sure."""
    has_context = bool(selector.prefix.strip() or selector.suffix.strip())
    if has_context and selector.start >= 0 and verified(text, selector):
        return selector.start, selector.end
    exact = _exact(text, selector.quote)
    if not has_context:
        alone = len(exact) == 1 and len(selector.quote.split()) >= _FEWEST_ALONE
        return exact[0] if alone else None
    around = [span for span in exact if _between(text, span, selector)]
    if len(around) == 1:
        return around[0]
    return exact[0] if len(exact) == 1 and _neighbours_agree(text, exact[0], selector) else None


def _exact(text: str, quote: str) -> list[Span]:
    found: list[Span] = []
    at = text.find(quote) if quote.strip() else -1
    while at >= 0 and len(found) < _MOST:
        found.append((at, at + len(quote)))
        at = text.find(quote, at + 1)
    return found


def _between(text: str, span: Span, selector: Selector) -> bool:
    start, end = span
    return text[:start].endswith(selector.prefix) and text.startswith(selector.suffix, end)


def _neighbours_agree(text: str, span: Span, selector: Selector) -> bool:
    """Whether the nearest words on both sides are those that were quoted: a "not" put in beside turns words round."""
    start, end = span
    before, after = selector.prefix.split()[-_NEIGHBOURS:], selector.suffix.split()[:_NEIGHBOURS]
    reach = len(selector.prefix) + len(selector.suffix) + 80
    there_before = text[max(0, start - reach) : start].split()[-_NEIGHBOURS:]
    there_after = text[end : end + reach].split()[:_NEIGHBOURS]
    # The first word of a context that was cut off may be half a word.
    return before[-1:] == there_before[-1:] and after[:1] == there_after[:1] and (before or after) != []
