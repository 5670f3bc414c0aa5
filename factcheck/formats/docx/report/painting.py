"""The words of an article as runs: emphasis and links kept, marks laid over them, what stands at points put in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import itemgetter

from factcheck.domain.draft import Span
from factcheck.formats.docx.report.allocation import Relationships
from factcheck.formats.docx.report.markup import PLAIN, Look, run
from factcheck.formats.report.layout import Clip, Layout

_AT_POINT, _CLOSE, _OPEN, _WITHIN = 0, 1, 2, 3


@dataclass(slots=True, eq=False)
class Mark:
    """A range that is marked: what opens and closes it, and how its words look.

    ``on_link`` is the look of words that are a link as well. A loud mark covers a quiet one;
    of two alike the one that begins later is seen.
    """

    clip: Clip
    opening: str = ""
    closing: str = ""
    look: Look = PLAIN
    on_link: Look = PLAIN
    loud: bool = True


@dataclass(slots=True, eq=False)
class Removal:
    """A range that a tracked change takes away: ``wrap`` makes deletions of its runs."""

    clip: Clip
    wrap: Callable[[str], str]


# Where in a stretch something happens, in which order, and what: a mark, a span, or markup at a point.
_What = Mark | Span | Removal | str
_Event = tuple[int, int, _What, str]


_order = itemgetter(0, 1)


class Painting:
    """One article's stretches as runs."""

    def __init__(
        self, text: str, layout: Layout, spans: Iterable[Span], hyperlink: Look, links: Relationships, language: str
    ) -> None:
        self._text = text
        self._layout = layout
        self._hyperlink = hyperlink
        self._links = links
        self._language = language
        self._events: defaultdict[int, list[_Event]] = defaultdict(list)
        for span in spans:
            clip = layout.clip(span.start, span.end)
            if clip is not None:
                self._cover(clip, span, "", "")
        self._plain = {index: list(events) for index, events in self._events.items()}

    def add_marks(self, marks: Iterable[Mark]) -> None:
        """Lay marks over the words."""
        for mark in sorted(marks, key=lambda one: (one.clip.start, -one.clip.end)):
            self._cover(mark.clip, mark, mark.opening, mark.closing)

    def add_removal(self, removal: Removal) -> None:
        """Take a range away, tracked."""
        self._cover(removal.clip, removal, "", "")

    def add_point(self, stretch: int, position: int, markup: str, *, within: bool = False) -> None:
        """Put markup behind the word that ends at a position; ``within`` what begins there, else before it."""
        self._events[stretch].append((position, _WITHIN if within else _AT_POINT, markup, ""))

    def stretch(self, index: int, *, turned: bool) -> str:
        """The runs of a stretch with all marks."""
        start, end = self._layout.stretches[index]
        events = self._events.get(index)
        if events is None:
            return run(self._text[start:end], PLAIN, self._language, turned=turned)
        return self._swept(start, end, events, turned=turned)

    def quotation(self, start: int, end: int, *, turned: bool = False) -> str:
        """The runs of a range with its emphasis and links, without marks; what is omitted in it is left out."""
        clip = self._layout.clip(start, end)
        return self.clipped(clip, turned=turned) if clip is not None else ""

    def clipped(self, clip: Clip, *, turned: bool = False) -> str:
        """As ``quotation``, of a range that has been clipped already."""
        if clip.first == clip.last and clip.first not in self._plain:
            return run(self._text[clip.start : clip.end], PLAIN, self._language, turned=turned)
        pieces: list[str] = []
        for index in range(clip.first, clip.last + 1):
            left, right = self._layout.stretches[index]
            if pieces and left < right:
                pieces.append(run(" " if self._text[left - 1] == "\t" else "\n"))
            left, right = max(left, clip.start), min(right, clip.end)
            events = [
                (min(max(at, left), right), rank, what, "")
                for at, rank, what, _markup in self._plain.get(index, ())
                if isinstance(what, Span) and what.start < right and what.end > left
            ]
            pieces.append(self._swept(left, right, events, turned=turned))
        return "".join(pieces)

    def _cover(self, clip: Clip, what: Mark | Span | Removal, opening: str, closing: str) -> None:
        for index in range(clip.first, clip.last + 1):
            left, right = self._layout.stretches[index]
            if left == right:
                continue
            first, last = index == clip.first, index == clip.last
            events = self._events[index]
            events.append((clip.start if first else left, _OPEN, what, opening if first else ""))
            events.append((clip.end if last else right, _CLOSE, what, closing if last else ""))

    def _swept(self, start: int, end: int, events: Iterable[_Event], *, turned: bool) -> str:
        """The runs between two places, cut wherever something begins, ends or stands."""
        pieces: list[str] = []
        active: list[Mark | Span | Removal] = []
        done = start
        for position, rank, what, markup in sorted(events, key=_order):
            if position > done:
                pieces.append(self._piece(done, position, active, turned=turned))
                done = position
            if isinstance(what, str):
                pieces.append(what)
                continue
            if rank == _OPEN:
                active.append(what)
            else:
                active.remove(what)
            pieces.append(markup)
        if done < end:
            pieces.append(self._piece(done, end, active, turned=turned))
        return "".join(pieces)

    def _piece(self, start: int, end: int, active: list[Mark | Span | Removal], *, turned: bool) -> str:
        text = self._text[start:end]
        if not active:
            return run(text, PLAIN, self._language, turned=turned)
        if len(active) == 1 and isinstance(active[0], Mark):
            return run(text, active[0].look, self._language, turned=turned)
        marks = [one for one in active if isinstance(one, Mark)]
        mark = next((one for one in reversed(marks) if one.loud), marks[-1] if marks else None)
        spans = [one for one in active if isinstance(one, Span)]
        link = next((self._links.opening(one.target) for one in reversed(spans) if one.kind == "link"), "")
        plain, linked = (mark.look, mark.on_link) if mark is not None else (PLAIN, self._hyperlink)
        look = linked if link else plain
        kinds = {one.kind for one in spans} - {"link"}
        if kinds:
            look = look.formatted(kinds)
        made = run(text, look, self._language, turned=turned)
        removal = next((one for one in active if isinstance(one, Removal)), None)
        if removal is not None:
            made = removal.wrap(made)
        return f"{link}{made}</w:hyperlink>" if link else made
