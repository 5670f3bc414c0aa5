"""The report as one HTML file that needs nothing else: escaped, no script, no picture, nothing fetched (CSP)."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby
from typing import Final

from factcheck.domain.progress import Progress, Silent
from factcheck.domain.records import Rating
from factcheck.formats.report.values import (
    Document,
    Heading,
    Item,
    Paragraph,
    Piece,
    Run,
    Runs,
    Table,
    plain,
)
from factcheck.resources import resource
from factcheck.translation import _

_TAGS: Final = {
    "strong": "strong", "emphasis": "em", "strike": "s", "superscript": "sup", "subscript": "sub", "code": "code",
    "removed": "del", "added": "ins",
}  # fmt: skip
_ORDER: Final = ("removed", "added", "strong", "emphasis", "strike", "code", "superscript", "subscript")
_COLOUR: Final = re.compile(r"#[0-9A-Fa-f]{6}")
_NEVER: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_LINES: Final = {"solid": "solid", "dashed": "dashed", "dotted": "dotted", "double": "double", "wavy": "dashed"}
_DEEPEST: Final = 6


def html_of(document: Document, progress: Progress = Silent()) -> Iterator[str]:
    """The file in pieces."""
    keys = {key: f"v{number}" for number, key in enumerate(document.looks)}
    style = resource("report", "report.css").read_text(encoding="utf-8") + _style(document, keys)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    direction = "rtl" if document.is_right_to_left else "ltr"
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    yield (
        f'<!DOCTYPE html>\n<html lang="{attribute(document.language)}" dir="{direction}">\n<head>\n'
        '<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f'<meta name="author" content="{attribute(document.author)}">\n<meta name="generator" content="Factcheck">\n'
        f"<title>{text(document.title)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
    )
    if document.marking:
        yield f'<p class="marking">{text(document.marking)}</p>\n'
    yield "<main>\n"
    pages = _Pages(document, keys)
    for number, chapter in enumerate(document.chapters):
        progress.step(number, len(document.chapters), _("Writing the report"))
        tag = "header" if chapter.part == "cover" else "section"
        lang = ""
        if chapter.part == "article" and document.article_language:
            lang = f' lang="{attribute(document.article_language)}"'
        yield f'<{tag} id="{attribute(chapter.anchor)}">\n'
        if chapter.title:
            yield f"<h2>{text(chapter.title)}</h2>\n"
        yield f'<div class="of-article"{lang}>\n' if lang else ""
        yield from pages.pieces(chapter.pieces)
        yield "</div>\n" if lang else ""
        yield f"</{tag}>\n"
    yield "</main>\n</body>\n</html>\n"


def text(words: str) -> str:
    """Words between tags; what HTML cannot hold is left out."""
    return escape(_NEVER.sub("", words), quote=False)


def attribute(words: str) -> str:
    """Words between double quotation marks."""
    return escape(_NEVER.sub("", words))


def _style(document: Document, keys: dict[str, str]) -> str:
    """The colours of the verdicts that occur, in light and dark, and the widths of the tables' columns."""
    light = "".join(_rules(keys[key], one, one.strong_light, one.tint_light) for key, one in document.looks.items())
    dark = "".join(_rules(keys[key], one, one.strong_dark, one.tint_dark) for key, one in document.looks.items())
    tables = [one for chapter in document.chapters for one in chapter.pieces if isinstance(one, Table)]
    widths = {share for table in tables for share in table.shares}
    columns = "".join(f".w{share}{{width:{share}%}}" for share in sorted(widths))
    screen = f"@media screen and (prefers-color-scheme: dark){{{dark}}}"
    return f"{light}{screen}{columns}"


def _rules(name: str, rating: Rating, strong: str, tint: str) -> str:
    if not (_COLOUR.fullmatch(strong) and _COLOUR.fullmatch(tint)):
        return ""
    line = _LINES.get(rating.pattern, "solid")
    return (
        f"mark.{name}{{background:{tint};border-bottom:2px {line} {strong}}}"
        f".verdict.{name}{{background:{tint};color:{strong}}}"
    )


class _Pages:
    """Pieces of a document as HTML."""

    def __init__(self, document: Document, keys: dict[str, str]) -> None:
        self._document = document
        self._keys = keys

    def pieces(self, pieces: Iterable[Piece]) -> Iterator[str]:
        """Pieces in order; items in a row are one list."""
        for is_list, group in groupby(pieces, key=lambda one: isinstance(one, Item)):
            if is_list:
                yield "<ul>\n"
            for piece in group:
                yield self._piece(piece)
            if is_list:
                yield "</ul>\n"

    def _piece(self, piece: Piece) -> str:
        match piece:
            case Paragraph(runs, style):
                if style == "title":
                    return f"<h1{self._direction(runs)}>{self.runs(runs)}</h1>\n"
                name = style.replace(" ", "-")
                kind = f' class="{name}"' if style not in {"text", "article"} else ""
                # The legend begins with a verdict, in whatever language the house has them.
                direction = "" if style == "legend" else self._direction(runs)
                return f"<p{kind}{direction}>{self.runs(runs)}</p>\n"
            case Heading(runs, level, anchor, of_article):
                tag = f"h{min(level + (2 if of_article else 1), 6)}"
                name = f' id="{attribute(anchor)}"' if anchor else ""
                return f"<{tag}{name}{self._direction(runs)}>{self.runs(runs)}</{tag}>\n"
            case Item(lines, marker, level, anchor):
                return self._item(lines, marker, level, anchor)
            case Table():
                return self._table(piece)

    def _item(self, lines: tuple[Runs, ...], marker: str, level: int, anchor: str) -> str:
        depth = f' class="d{min(level, _DEEPEST)}"' if level else ""
        name = f' id="{attribute(anchor)}"' if anchor else ""
        shown = f'<span class="marker">{text(marker)}</span>' if marker else ""
        last = len(lines) - 1
        kinds = [' class="meta"' if number and number == last else "" for number in range(len(lines))]
        told = "".join(
            f"<p{self._direction(line)}{kind}>{self.runs(line)}</p>" for line, kind in zip(lines, kinds, strict=True)
        )
        return f"<li{depth}{name}>{shown}<div>{told}</div></li>\n"

    def _table(self, table: Table) -> str:
        columns = "".join(f'<col class="w{share}">' for share in table.shares)
        head = "".join(f'<th scope="col">{text(title)}</th>' for title in table.head)
        head = f"<thead><tr>{head}</tr></thead>" if head else ""
        rows = "".join(f"<tr>{''.join(self._cells(table, row))}</tr>\n" for row in table.rows)
        return (
            f'<div class="table"><table><caption>{text(table.caption)}</caption><colgroup>{columns}</colgroup>'
            f"{head}<tbody>\n{rows}</tbody></table></div>\n"
        )

    def _cells(self, table: Table, row: tuple[tuple[Runs, ...], ...]) -> Iterator[str]:
        for number, lines in enumerate(row):
            told = "".join(f"<p{self._direction(line)}>{self.runs(line)}</p>" for line in lines if line)
            is_head = table.head_column and number == 0
            yield f'<th scope="row">{told}</th>' if is_head else f"<td>{told}</td>"

    def runs(self, runs: Runs) -> str:
        """Runs as HTML."""
        return "".join(map(self._run, runs))

    def _direction(self, runs: Runs) -> str:
        """Each paragraph reads in the direction of its own words."""
        alike = plain(runs).isascii() and not self._document.is_right_to_left
        return "" if alike else ' dir="auto"'

    def _run(self, run: Run) -> str:
        made = text(run.text)
        for look in reversed(_ORDER):
            if look in run.looks:
                made = f"<{_TAGS[look]}>{made}</{_TAGS[look]}>"
        if "underline" in run.looks:
            made = f'<span class="underline">{made}</span>'
        if run.label is not None:
            made = f'<span class="verdict {self._keys[run.label]}">{made}</span>'
        if run.target:
            outside = "" if run.target.startswith("#") else ' rel="noopener noreferrer nofollow"'
            made = f'<a href="{attribute(run.target)}"{outside}>{made}</a>'
        name = f' id="{attribute(run.anchor)}"' if run.anchor else ""
        if run.mark is not None:
            told = attribute(self._document.looks[run.mark].label)
            return f'<mark class="{self._keys[run.mark]}"{name} title="{told}">{made}</mark>'
        return f"<span{name}>{made}</span>" if name else made
