"""What in a text can be checked word by word: names, figures, dates, quotations, titles, superlatives.

Rules, no model: a rule can be read, is the same tomorrow, and sends nothing anywhere. English, French and German have
rules of their own; of other languages what is written in digits, in quotation marks and with capitals is found.
"""

from __future__ import annotations

import heapq
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from factcheck.text.beginnings import Run, runs
from factcheck.text.number_words import digits_in, figures_in, hedges_in
from factcheck.text.offices import offices_in, superlatives_in
from factcheck.text.proper_names import names
from factcheck.text.quoted_words import is_work, quoted
from factcheck.text.time_words import times_in

Span = tuple[int, int]

KINDS: Final = ("name", "figure", "date", "quotation", "title", "superlative")
VERSION: Final = 1  # raised with the rules, so that what was kept by older ones is found again
_HEDGED: Final = 14  # characters before a figure in which its hedge stands
_NEAR: Final = 24  # characters between an office and the name that it belongs to


class Checkable(NamedTuple):
    """Words that can be checked, ``text[start:end]`` (code points); ``kind`` is one of ``KINDS``."""

    start: int
    end: int
    kind: str


def checkables(text: str, language: str = "en") -> list[Checkable]:
    """Everything in a text that can be checked, by place; only quotations and titles of works hold others.

    ``language`` is an ISO 639 code, with or without a region.
    """
    code = re.split(r"[-_]", language, maxsplit=1)[0].lower()
    quotations = quoted(text)
    works = [span for span in quotations if is_work(text, span, code)]
    said = set(works)
    free, where = _Free(len(text)), runs(text)
    dates = free.take(times_in(code).find(text, where))
    called, offices = _names_and_offices(text, code, where, free)
    figures = free.take(_figures(text, code, where))
    pattern = superlatives_in(code)
    highest = free.take(pattern.find(text, where)) if pattern else []
    found = [
        *(Checkable(*span, "date") for span in dates),
        *(Checkable(*span, "name") for span in called),
        *(Checkable(*span, "title") for span in (*offices, *works)),
        *(Checkable(*span, "figure") for span in figures),
        *(Checkable(*span, "superlative") for span in highest),
        *(Checkable(*span, "quotation") for span in quotations if span not in said),
    ]
    return sorted(found, key=lambda one: (one.start, -one.end, one.kind))


def _figures(text: str, language: str, where: Sequence[Run]) -> Iterator[Span]:
    """Figures in digits and in words, with the words before them that say how exact they are."""
    digits, hedges = digits_in(), hedges_in(language)
    matches = (digits.match(text, start) for start, run in where if not run[0].isalpha())
    spans = heapq.merge((match.span() for match in matches if match), figures_in(language).find(text, where))
    for start, end in spans:
        before = max(0, start - _HEDGED)
        hedge = hedges.search(text[before:start])
        yield (start if hedge is None else before + hedge.start()), end


class _Free:
    """Which letters of a text belong to nothing yet."""

    def __init__(self, length: int) -> None:
        self._taken = bytearray(length)

    def take(self, spans: Iterable[Span]) -> list[Span]:
        """The spans in order of which nothing is taken; they are taken now."""
        kept = []
        for start, end in spans:
            if start < end and not any(self._taken[start:end]):
                self._taken[start:end] = b"\1" * (end - start)
                kept.append((start, end))
        return kept

    def rest(self, text: str, span: Span) -> Span:
        """A span without the words at its edges that are taken: a date that a name follows."""
        start, end = span
        while start < end and (self._taken[start] or not text[start].isalnum()):
            start += 1
        while start < end and self._taken[end - 1]:
            end -= 1
        return start, end


def _names_and_offices(
    text: str, language: str, where: Sequence[Run], free: _Free
) -> tuple[list[Span], list[Span]]:
    """Names without the offices that stand before them with capitals; and the offices beside names."""
    pattern = offices_in(language)
    found = [free.rest(text, span) for span in names(text, language)]
    if pattern is None:
        return free.take(found), []
    held = list(pattern.find(text, where))
    called: list[Span] = []
    offices: list[Span] = []
    number = 0
    for start, end in found:
        while number < len(held) and held[number][1] <= start:
            number += 1
        last = number
        while last + 1 < len(held) and held[last + 1][1] <= end:
            last += 1
        low, high = held[last] if last < len(held) else (end, end)
        if low < start or high > end or low == high or not text[low].isupper():
            called.append((start, end))
        elif high == end:
            offices.append((start, end))
        elif text[high].isspace() and text[high + 1].isupper():
            offices.append((start, high))
            called.append((high + 1, end))
        else:
            called.append((start, end))
    called, wide = _apart(called, held)
    offices = sorted({*offices, *wide})
    called, offices = free.take(called), free.take(offices)
    starts, ends = [start for start, _end in called], [end for _start, end in called]
    for start, end in held:
        after, before = bisect_left(starts, end), bisect_left(ends, start + 1) - 1
        follows = after < len(starts) and starts[after] - end <= _NEAR and "." not in text[end : starts[after]]
        precedes = before >= 0 and start - ends[before] <= _NEAR // 2 and "." not in text[ends[before] : start]
        if follows or precedes:
            offices += free.take([(start, end)])
    return called, offices


def _apart(called: list[Span], offices: list[Span]) -> tuple[list[Span], list[Span]]:
    """The names that no office holds ("ministre de la Culture"), and the offices that hold one."""
    starts = [start for start, _end in offices]
    kept: list[Span] = []
    wide: list[Span] = []
    for start, end in called:
        before = bisect_left(starts, start) - 1
        if before >= 0 and offices[before][1] >= end:
            wide.append(offices[before])
        else:
            kept.append((start, end))
    return kept, wide
