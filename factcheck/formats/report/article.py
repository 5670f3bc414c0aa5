"""The annotated article: its own form, with the marks of its claims, their numbers, and the writer's notes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby

from factcheck.domain.draft import Note, Span
from factcheck.domain.report import ReportArticle, ReportClaim
from factcheck.formats.report.layout import Clip, Layout, Line
from factcheck.formats.report.making import Making, claim_anchor, place_anchor
from factcheck.formats.report.values import Heading, Item, Look, Paragraph, Piece, Run, Runs, Style, Table, words
from factcheck.text.addresses import safe_link
from factcheck.translation import _, ngettext

_LOOKS: dict[str, Look] = {
    "strong": "strong", "emphasis": "emphasis", "underline": "underline", "strike": "strike",
    "superscript": "superscript", "subscript": "subscript", "code": "code",
}  # fmt: skip
_STYLES: dict[str, Style] = {
    "title": "article title", "standfirst": "standfirst", "byline": "byline", "quote": "article quote",
    "caption": "caption", "text_box": "box",
}  # fmt: skip
_CLOSE, _POINT, _OPEN = range(3)


def annotated(made: Making, article: ReportArticle) -> Iterator[Piece]:
    """The article as it is printed, then the writer's notes, then what was left out."""
    layout = made.layout(article)
    painting = Painting(made, article)
    shown = {claim.rating.id if claim.rating else "" for claim in article.claims if claim.highlights}
    if shown:
        labels: list[Run] = []
        for key in (*filter(None, made.looks), ""):
            if key in shown:
                labels += [Run(made.looks[key].label, label=key), Run("  ")]
        yield Paragraph((*labels, Run(_number_is(made))), "legend")
    for kind, group in groupby(layout.lines, key=lambda line: line.block.kind):
        lines = list(group)
        if kind == "table_row":
            yield from _table(painting, lines)
            continue
        for line in lines:
            yield from _paragraph(painting, line)
    notes = painting.notes
    if notes:
        yield Heading(words(_("The writer’s notes")), 2, f"notes-{article.number}")
    for number, note in enumerate(notes, 1):
        who = f"{note.author}: " if note.author else ""
        anchor = f"note-{article.number}-{number}"
        yield Item((words(f"{who}{note.text}"),), f"{note_label(note, number)}", 0, anchor)
    left_out = layout.characters_left_out
    if left_out:
        count = ngettext(
            "{n} character that was left out when the article was read is not printed.",
            "{n} characters that were left out when the article was read are not printed.",
            left_out,
        )
        yield Paragraph(words(count.format(n=left_out)), "small")


def _number_is(made: Making) -> str:
    if made.report.profile == "drafts":
        return _("The number in brackets is that of the fact.")
    return _("The number in brackets is that of the claim.")


def note_label(note: Note, number: int) -> str:
    """What a note of the writer is called where it stands and where it is printed."""
    return note.label.strip() or f"n{number}"


def _paragraph(painting: Painting, line: Line) -> Iterator[Piece]:
    block = line.block
    runs = tuple(run for index in line.cells[0] for run in painting.stretch(index))
    if not runs:
        return
    if block.kind == "heading":
        yield Heading(runs, min(max(block.level, 1), 6), of_article=True)
    elif block.kind == "list_item":
        yield Item((runs,), block.marker, block.level)
    else:
        yield Paragraph(runs, _STYLES.get(block.kind, "article"))


def _table(painting: Painting, lines: list[Line]) -> Iterator[Piece]:
    rows = [line for line in lines if any(line.cells)]
    if not rows:
        return
    columns = max(len(line.cells) for line in rows)
    cells = tuple(
        tuple(
            (tuple(run for index in stretches for run in painting.stretch(index)),)
            for stretches in (*line.cells, *[range(0)] * (columns - len(line.cells)))
        )
        for line in rows
    )
    yield Table(_("Table of the article"), (), cells, (100 // columns,) * columns, of_article=True)


class Painting:
    """An article's words as runs: emphasis and links kept, marks over them, numbers behind them.

    Of marks that overlap, the one that begins later is seen; each has its number all the same.
    """

    def __init__(self, made: Making, article: ReportArticle) -> None:
        self._text = article.text
        self._layout: Layout = made.layout(article)
        self._made = made
        self.notes: list[Note] = []
        self._events: defaultdict[int, list[tuple[int, int, int, Span | ReportClaim | Runs]]] = defaultdict(list)
        self._anchored: set[str] = set()
        for order, span in enumerate(article.structure.spans):
            clip = self._layout.clip(span.start, span.end)
            if clip is not None:
                self._cover(clip, span, order)
        marks = [(one.start, -one.end, claim) for claim in article.claims for one in claim.highlights]
        for order, (start, end, claim) in enumerate(sorted(marks, key=lambda one: one[:2])):
            clip = self._layout.clip(start, -end)
            if clip is not None:
                self._cover(clip, claim, order)
                self._events[clip.last].append((clip.end, _POINT, order, self._number(claim)))
        for note in sorted(article.structure.notes, key=lambda note: note.end):
            place = self._layout.place(note.end) if not note.parent else None
            if place is not None:
                self.notes.append(note)
                number = len(self.notes)
                sign = Run(
                    f"[{note_label(note, number)}]",
                    frozenset({"superscript"}),
                    f"#note-{article.number}-{number}",
                )
                self._events[place[0]].append((place[1], _POINT, len(marks) + number, (sign,)))

    def _number(self, claim: ReportClaim) -> Runs:
        has_section = bool({"claims", "claims table"} & set(self._made.parts))
        target = f"#{claim_anchor(claim)}" if has_section else ""
        return (Run(f"[{claim.number}]", frozenset({"superscript", "strong"}), target),)

    def _cover(self, clip: Clip, what: Span | ReportClaim, order: int) -> None:
        for index in range(clip.first, clip.last + 1):
            left, right = self._layout.stretches[index]
            start = clip.start if index == clip.first else left
            end = clip.end if index == clip.last else right
            if start < end:
                self._events[index] += [(start, _OPEN, order, what), (end, _CLOSE, order, what)]

    def stretch(self, index: int) -> Runs:
        """The runs of a stretch."""
        done, end = self._layout.stretches[index]
        runs: list[Run] = []
        active: list[Span | ReportClaim] = []
        for position, rank, _order, what in sorted(self._events.get(index, ()), key=lambda event: event[:3]):
            if position > done:
                runs.append(self._piece(done, position, active))
                done = position
            if isinstance(what, tuple):
                runs += what
            elif rank == _OPEN:
                active.append(what)
            else:
                active.remove(what)
        if done < end:
            runs.append(self._piece(done, end, active))
        return tuple(runs)

    def _piece(self, start: int, end: int, active: list[Span | ReportClaim]) -> Run:
        claims = [one for one in active if not isinstance(one, Span)]
        spans = [one for one in active if isinstance(one, Span)]
        looks = frozenset(_LOOKS[one.kind] for one in spans if one.kind in _LOOKS)
        target = next((safe_link(one.target) or "" for one in reversed(spans) if one.kind == "link"), "")
        mark = anchor = None
        if claims:
            mark = claims[-1].rating.id if claims[-1].rating is not None else ""
            fresh = [one for one in claims if one.claim.id not in self._anchored]
            if fresh:
                anchor = place_anchor(fresh[-1])
                self._anchored.add(fresh[-1].claim.id)
        return Run(self._text[start:end], looks, target, mark, anchor=anchor or "")
