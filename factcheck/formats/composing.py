"""A text grown block by block, as importers read it, with spans and places that are exact in code points."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from factcheck.domain.draft import Block, BlockKind, Span, SpanKind
from factcheck.formats.cleaning import clean, is_blank
from factcheck.text.addresses import links_in, safe_link


class Mark:
    """A place in a text that is still growing; ``position`` counts once the text is finished."""

    __slots__ = ("position",)

    def __init__(self) -> None:
        self.position = 0


class Composition:
    """The text of an article while it is read.

    A block is begun before it is known whether it will hold a word: it gets its line when the
    first visible words are written, and none if there are none. White space at the start of a
    block is left out, but the empty first cells of a table row stay.
    """

    def __init__(self) -> None:
        self.length = 0
        self._pieces: list[str] = []
        self._blocks: list[Block] = []
        self._spans: list[Span] = []
        self._latest: dict[tuple[SpanKind, str], int] = {}
        self._open: tuple[BlockKind, int, str] | None = None
        self._start = -1
        self._cells = ""
        self._gap = False
        self._starting: list[Mark] = []
        self._standing: list[Mark] = []

    @property
    def begun(self) -> bool:
        """Whether the open block holds visible words."""
        return self._start >= 0

    @property
    def lines(self) -> int:
        """How many lines the text has so far."""
        return len(self._blocks)

    @property
    def is_open(self) -> bool:
        """Whether a block is open, be it without words yet."""
        return self._open is not None

    @property
    def ends_with_space(self) -> bool:
        """Whether the latest character is white space, or nothing is written yet."""
        return not self._pieces or self._pieces[-1][-1].isspace()

    @property
    def ends_with_digit(self) -> bool:
        """Whether the latest character is a digit that no space parts from the next words."""
        return bool(self._pieces) and not self._gap and self._pieces[-1][-1].isdigit()

    def begin(self, kind: BlockKind, level: int = 0, marker: str = "") -> None:
        """End the open block and open another."""
        self.end()
        self._open = (kind, level, marker)

    def become(self, kind: BlockKind, level: int = 0, marker: str = "") -> None:
        """Let the open block go on as a block of another kind; opens one where none is open."""
        self._open = (kind, level, marker)

    def end(self) -> None:
        """End the open block; without words it leaves no trace."""
        if self._open and self.begun:
            kind, level, marker = self._open
            self._blocks.append(Block(kind, self._start, self.length, level, marker))
        for mark in self._standing:
            mark.position = self.length
        self._standing.clear()
        self._open, self._start, self._cells, self._gap = None, -1, "", False

    def break_line(self) -> None:
        """Go on in a new block of the same kind and level, without a marker."""
        if self.begun and self._open:
            kind, level, _marker = self._open
            self.begin(kind, level)

    def next_cell(self) -> None:
        """Go on in the next cell of a table row."""
        self._gap = False
        if self.begun:
            self._put("\t")
        else:
            self._cells += "\t"

    def gap(self) -> None:
        """Part the next words of this block from those before it by a space, where nothing parts them yet."""
        self._gap = True

    def write(self, words: str, formats: Collection[SpanKind] = (), target: str = "") -> None:
        """Add words to the open block; a line end in them counts as a space. ``target`` makes them a link."""
        words = clean(words).replace("\n", " ")
        if not self.begun:
            if is_blank(words):
                return
            words = words.lstrip()
            # Words outside of any block, as broken files have them, make a paragraph.
            self._open = self._open or ("paragraph", 0, "")
            self._begin_line()
            self._gap = False
        if not words:
            return
        if self._gap and not self.ends_with_space and not words[0].isspace():
            self._put(" ")
        self._gap = False
        start = self.length
        for mark in self._starting:
            mark.position = start
        self._starting.clear()
        self._put(words)
        for kind in formats:
            self._extend(kind, start, "")
        if target:
            self._extend("link", start, target)

    def mark_start(self) -> Mark:
        """A place before the next words, wherever they will stand."""
        mark = Mark()
        self._starting.append(mark)
        return mark

    def mark_end(self) -> Mark:
        """A place after the words before it."""
        mark = Mark()
        mark.position = self.length
        return mark

    def mark_point(self) -> Mark:
        """A place after the word before it in this block, or before the block's first word."""
        mark = self.mark_end()
        if not self.begun:
            self._standing.append(mark)
        return mark

    def finish(self) -> tuple[str, tuple[Block, ...], tuple[Span, ...]]:
        """The text, its blocks and its spans in order; afterwards the places of all marks are known."""
        self.end()
        for mark in self._starting:
            mark.position = self.length
        self._starting.clear()
        text = "".join(self._pieces)
        spans = [span for span in self._spans if not text[span.start : span.end].isspace()]
        spans.sort(key=lambda span: (span.start, -span.end, span.kind))
        return text, tuple(self._blocks), tuple(spans)

    def _begin_line(self) -> None:
        if self.length:
            self._put("\n")
        self._start = self.length
        if self._cells:
            self._put(self._cells)
        for mark in self._standing:
            mark.position = self.length
        self._standing.clear()

    def _put(self, words: str) -> None:
        self._pieces.append(words)
        self.length += len(words)

    def _extend(self, kind: SpanKind, start: int, target: str) -> None:
        """Lengthen the latest span of this kind if it ends where the words begin, or else begin one."""
        index = self._latest.get((kind, target), -1)
        if index >= 0 and self._spans[index].end == start:
            self._spans[index] = Span(kind, self._spans[index].start, self.length, target)
        else:
            self._latest[kind, target] = len(self._spans)
            self._spans.append(Span(kind, start, self.length, target))


def addresses_of(text: str, spans: Sequence[Span]) -> tuple[str, ...]:
    """The addresses of a note in order, each once: those that its words link to, and those written out."""
    found: list[str] = []
    done = 0
    for span in spans:
        if span.kind == "link":
            found += [*links_in(text[done : span.start]), span.target]
            done = span.end
    found += links_in(text[done:])
    return tuple(dict.fromkeys(address for address in found if safe_link(address)))
