"""Plain text: its lines as blocks, wrapped lines joined again, lists and headline recognised.

The words stay as they are, list markers included, so that offsets mean the same as in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from factcheck.domain.draft import ArticleDraft, Block, BlockKind, Structure
from factcheck.formats.cleaning import clean, is_blank
from factcheck.formats.decoding import decoded
from factcheck.formats.lengths import check_bytes, check_words
from factcheck.formats.particulars import title_and_byline

MEDIA_TYPE: Final = "text/plain"
# A dash before speech ("– No, he said") is no bullet, and neither is a minus sign before a figure.
_BULLET: Final = re.compile(r"\s*[-*+•‣⁃◦▪●○](?:\t| +)(?=\S)")
_NUMBER: Final = re.compile(r"\s*\(?(\d{1,3})[.)][ \t]+(?=\S)")
_NARROWEST, _WIDEST = 40, 100
_FEWEST_WRAPS: Final = 2


def read_text(source: bytes, encoding: str = "") -> ArticleDraft:
    """The article in the bytes of a text file, read by ``encoding`` or by what the bytes look like."""
    check_bytes(source)
    words, used = decoded(source, encoding)
    return draft_of_text(words, used)


def draft_of_text(words: str, encoding: str = "") -> ArticleDraft:
    """The article in plain text, as pasted or decoded; a ``Problem`` where it is longer than any article."""
    check_words(words)
    lines = list(_joined(clean(words).split("\n")))
    blocks: list[Block] = []
    position = 0
    for line, kind in zip(lines, _kinds(lines), strict=True):
        blocks.append(Block(kind, position, position + len(line)))
        position += len(line) + 1
    text = "\n".join(lines)
    told, title, byline = title_and_byline(text, blocks)
    return ArticleDraft(
        text, Structure(tuple(told)), title=title, byline=byline, media_type=MEDIA_TYPE, encoding=encoding
    )


def _joined(lines: list[str]) -> Iterator[str]:
    """The lines without blank ones, and with those joined that were only wrapped to fit a width."""
    groups: list[list[str]] = [[]]
    for line in lines:
        if is_blank(line):
            groups.append([])
        else:
            groups[-1].append(line)
    groups = [group for group in groups if group]
    width = _wrapped_at(groups)
    for group in groups:
        held = group[0]
        for above, line in pairwise(group):
            if width and _fits_not(above, line, width) and not _is_item(line):
                held = _spliced(held, line)
            else:
                yield held
                held = line
        yield held


def _wrapped_at(groups: list[list[str]]) -> int:
    """The width that paragraphs parted by blank lines were wrapped at; 0 where lines are paragraphs."""
    if len(groups) < 2:
        return 0
    pairs = [pair for group in groups for pair in pairwise(group) if not _is_item(pair[1])]
    width = max((len(line) for pair in pairs for line in pair), default=0)
    if not _NARROWEST <= width <= _WIDEST:
        return 0
    full = sum(_fits_not(above, line, width) for above, line in pairs)
    return width if full >= max(_FEWEST_WRAPS, 0.7 * len(pairs)) else 0


def _fits_not(above: str, line: str, width: int) -> bool:
    """Whether the first word of a line had no room on the line above; a little slack, since people wrap by eye."""
    first = len(line.split(maxsplit=1)[0])
    return len(above.rstrip()) + 1 + first > width - width // 10


def _spliced(above: str, line: str) -> str:
    above, line = above.rstrip(), line.strip()
    hyphenated = above.endswith("-") and not above.endswith((" -", "--"))
    return above + line if hyphenated else f"{above} {line}"


def _is_item(line: str) -> bool:
    return bool(_BULLET.match(line) or _NUMBER.match(line))


def _kinds(lines: list[str]) -> list[BlockKind]:
    """Bullets make list items; numbers do where they count on from the line above or to the line below."""
    numbers = [int(match[1]) if (match := _NUMBER.match(line)) else -1 for line in lines]
    kinds: list[BlockKind] = []
    for index, line in enumerate(lines):
        number = numbers[index]
        below = numbers[index + 1] if index + 1 < len(numbers) else -1
        above = numbers[index - 1] if index else -1
        counts = number >= 0 and (below == number + 1 or (number > 0 and above == number - 1))
        kinds.append("list_item" if counts or _BULLET.match(line) else "paragraph")
    return kinds
