"""How a reader takes words: whole ones by default, exact characters where asked; pure functions over the text."""

from __future__ import annotations

from collections.abc import Iterable

from factcheck.text import words

Span = tuple[int, int]


def drawn(text: str, anchor: int, head: int, *, exact: bool) -> Span:
    """The stretch between two places, in either order; may be empty."""
    start, end = sorted((anchor, head))
    if not exact:
        return words.snap(text, start, end)
    # A border inside a character, as the reader sees it, belongs to the character.
    first = words.previous_grapheme(text, start + 1) if start < len(text) else start
    return first, max(first, words.next_grapheme(text, end - 1) if end else 0)


def end_moved(text: str, span: Span, *, forward: bool, exact: bool) -> Span:
    """The stretch with its end moved by a word (or a character); never empty."""
    start, end = span
    if exact:
        moved = words.next_grapheme(text, end) if forward else words.previous_grapheme(text, end)
    elif forward:
        moved = words.next_word(text, end)
    else:
        moved = words.previous_word(text, end)
        while moved > start and text[moved - 1].isspace():
            moved -= 1
    return (start, moved) if moved > start else span


def start_moved(text: str, span: Span, *, forward: bool, exact: bool) -> Span:
    """The stretch with its start moved by a word (or a character); never empty."""
    start, end = span
    if exact:
        moved = words.next_grapheme(text, start) if forward else words.previous_grapheme(text, start)
    elif not forward:
        moved = words.previous_word(text, start)
    else:
        moved = words.next_word(text, start)
        while moved < end and text[moved].isspace():
            moved += 1
    return (moved, end) if moved < end else span


def kept_out_of(text: str, span: Span, anchor: int, folded: Iterable[Span]) -> Span:
    """The part of a stretch on the side of ``anchor``, so that no words are taken that are folded away."""
    start, end = span
    for low, high in folded:
        if low < end and high > start:
            start, end = (start, min(end, low)) if anchor <= low else (max(start, high), end)
            while start < end and text[end - 1].isspace():
                end -= 1
            while start < end and text[start].isspace():
                start += 1
    return start, max(start, end)
