"""From words that somebody quotes to their one place in an article; a refusal names the places that there are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from factcheck.cli.printing import one_line, shortened
from factcheck.domain.problems import Problem
from factcheck.text.anchoring import occurrences, selector_of
from factcheck.text.nearest import nearest_sentence
from factcheck.translation import _, ngettext

_NAMED: Final = 20
_CONTEXT: Final = 24
_SHOWN: Final = 100

Span = tuple[int, int]


def place_of(
    text: str, quote: str, occurrence: int | None, sentences: Sequence[Span], folded: Sequence[Span] = ()
) -> Span:
    """Where the quotation stands, in code points; raises ``Problem`` where it stands nowhere, or at several places.

    ``folded`` are stretches that are left out of the article: places in them count only where there is no other.
    """
    places = occurrences(text, quote)
    shown = [place for place in places if not any(place[0] < end and start < place[1] for start, end in folded)]
    places = shown or places
    if not places:
        raise _nowhere(text, quote, sentences)
    if occurrence is not None and occurrence > len(places):
        message = ngettext(
            "“{quote}” stands once only: {places}.", "“{quote}” stands {n} times only: {places}.", len(places)
        )
        raise Problem(
            message.format(quote=shortened(quote, _SHOWN), n=len(places), places=_named(text, places)),
            ngettext("Leave --occurrence out.", "Choose --occurrence 1 to {n}.", len(places)).format(n=len(places)),
        )
    if occurrence is None and len(places) > 1:
        raise Problem(
            _("“{quote}” stands {n} times: {places}.").format(
                quote=shortened(quote, _SHOWN), n=len(places), places=_named(text, places)
            ),
            _("Say which by --occurrence 1 to {n}, or quote more words.").format(n=len(places)),
        )
    return places[(occurrence or 1) - 1]


def _nowhere(text: str, quote: str, sentences: Sequence[Span]) -> Problem:
    message = _("“{quote}” does not stand in the article.").format(quote=shortened(quote, _SHOWN))
    near = nearest_sentence(text, sentences, quote)
    if near is None:
        return Problem(message, _("Quote the words exactly as they stand there."))
    return Problem(
        message,
        _("Quote the words as they stand there; the nearest are in paragraph {number}: “{words}”").format(
            number=_paragraph(text, near[0]), words=shortened(text[slice(*near)], 2 * _SHOWN)
        ),
    )


def _named(text: str, places: Sequence[Span]) -> str:
    named = [
        _("paragraph {number} (“{context}”)").format(number=_paragraph(text, start), context=_context(text, start, end))
        for start, end in places[:_NAMED]
    ]
    if len(places) > _NAMED:
        named.append(_("and {n} more").format(n=len(places) - _NAMED))
    return "; ".join(named)


def _paragraph(text: str, offset: int) -> int:
    """The number of a paragraph, heading or item, from 1: each is a line of the text."""
    return text.count("\n", 0, offset) + 1


def _context(text: str, start: int, end: int) -> str:
    selector = selector_of(text, start, end, _CONTEXT)
    before, after = selector.prefix.rpartition("\n")[2], selector.suffix.partition("\n")[0]
    dots = ("…" if start > _CONTEXT and before == selector.prefix else "", "…" if after == selector.suffix else "")
    return one_line(f"{dots[0]}{before}{shortened(selector.quote, _SHOWN)}{after}{dots[1]}")
