"""The report as a tagged PDF, set by Typst.

One fixed template lays everything out; the words come to it as data, so nothing in them can be read as a command, and
it reads no other file and nothing from a network.
"""

from __future__ import annotations

import json
import re
import tempfile
import threading
from concurrent.futures import Future, wait
from datetime import datetime
from typing import Any, Final

from factcheck.domain.problems import Problem
from factcheck.domain.progress import Progress, Silent
from factcheck.formats.docx.report.markup import reads_right_to_left
from factcheck.formats.report.values import BREAK, Document, Heading, Item, Paragraph, Piece, Run, Runs, Table, plain
from factcheck.resources import resource
from factcheck.translation import _

_NEVER: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_COLOUR: Final = re.compile(r"#[0-9A-Fa-f]{6}")
_UNBREAKABLE: Final = re.compile(r"[0-9A-Za-z_]{30,}")
_PIECE: Final = 10
_TAG: Final = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z]{4})?(?:[-_]([A-Za-z]{2}))?(?![A-Za-z])")
# Typst lays out anew whatever holds a link inside; so many more than these double its time and memory.
_MOST_LINKS: Final = 2_000
_LONGEST_KEPT: Final = 1_200  # characters of an entry that is never parted between two pages
THREAD: Final = "layout of a PDF"
_BEAT: Final = 0.1  # seconds after which somebody who cancelled is heard
_one_at_a_time: Final = threading.Lock()
_PAPERS: Final = {"A4": "a4", "Letter": "us-letter"}


def data_of(document: Document, made_at: datetime, footer: str) -> str:
    """What the template is told, as JSON; every link inside leads to a place that is there, and each place is once."""
    return json.dumps(_Data(document).told(made_at, footer), ensure_ascii=False)


def pdf_of(data: str, made_at: datetime, progress: Progress = Silent()) -> bytes:
    """The PDF; equal data give equal bytes where the same fonts are installed.

    Raises ``Cancelled`` as soon as ``progress`` does. The layout is one call that nobody can break off, so it goes on
    by itself then; the next one waits for it, as two would need twice the memory.
    """
    made: Future[bytes] = Future()

    def work() -> None:
        with _one_at_a_time:
            if made.set_running_or_notify_cancel():
                try:
                    made.set_result(_laid_out(data, made_at))
                except BaseException as error:  # noqa: BLE001 - it is raised where the PDF is waited for
                    made.set_exception(error)

    threading.Thread(target=work, name=THREAD, daemon=True).start()
    try:
        while not wait((made,), _BEAT).done:
            progress.step(1, 3, _("Setting the pages"))
        return made.result()
    except RuntimeError as error:
        raise Problem(
            _("The PDF could not be set: {reason}").format(reason=str(error)[:300]),
            _("Export to Word or HTML, print that to PDF, and report this message: it is a fault of the program."),
        ) from error
    finally:
        made.cancel()


def _laid_out(data: str, made_at: datetime) -> bytes:
    import typst

    with tempfile.TemporaryDirectory() as nothing:
        compiler = typst.Compiler(
            resource("report", "report.typ").read_bytes(),
            root=nothing,
            font_paths=typst.Fonts(font_paths=[str(resource("fonts"))]),
            sys_inputs={"data": data},
            package_path=nothing,
            package_cache_path=nothing,
        )
        made = compiler.compile(format="pdf", timestamp=made_at)
    return made if isinstance(made, bytes) else b""


class _Data:
    """A document as plain values."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._there = {chapter.anchor for chapter in document.chapters}
        self._wanted = set(self._there)
        pieces = [piece for chapter in document.chapters for piece in chapter.pieces]
        links = sum(run.target.startswith("#") for piece in pieces for runs in _runs_in(piece) for run in runs)
        if links <= _MOST_LINKS:
            self._wanted |= _anchors(pieces)

    def told(self, made_at: datetime, footer: str) -> dict[str, Any]:
        document = self._document
        language, region = _tag(document.language)
        return {
            "title": clean(document.title),
            "author": clean(document.author),
            "date": {name: getattr(made_at, name) for name in ("year", "month", "day", "hour", "minute", "second")},
            "paper": _PAPERS.get(document.paper, "a4"),
            "marking": clean(document.marking),
            "footer": clean(footer),
            "lang": language,
            "region": region,
            "east": _letterforms(document.article_language),
            "looks": {
                f"v{key}": {
                    "tint": one.tint_light if _COLOUR.fullmatch(one.tint_light) else "#E6E8EC",
                    "strong": one.strong_light if _COLOUR.fullmatch(one.strong_light) else "#1B1E25",
                    "pattern": one.pattern,
                }
                for key, one in document.looks.items()
            },
            "chapters": [
                {
                    "title": clean(chapter.title),
                    "part": chapter.part,
                    "anchor": chapter.anchor,
                    "lang": _tag(document.article_language)[0] if chapter.part == "article" else "",
                    "pieces": [self._piece(piece) for piece in chapter.pieces],
                }
                for chapter in document.chapters
            ],
        }

    def _named(self, anchor: str) -> dict[str, str]:
        """The name of a place, where something leads to it; each place has it once."""
        if not anchor or anchor not in self._wanted or anchor in self._there:
            return {}
        self._there.add(anchor)
        return {"anchor": anchor}

    def _piece(self, piece: Piece) -> dict[str, Any]:
        match piece:
            case Paragraph(runs, style):
                # The legend begins with a verdict, in whatever language the house has them.
                direction = "" if style == "legend" else self._direction(runs)
                return {"k": "p", "style": style, "dir": direction, "lines": [self._runs(runs)]}
            case Heading(runs, level, anchor, of_article):
                level = min(level + (2 if of_article else 1), 5)
                made = {"k": "h", "level": level, "own": of_article, **self._named(anchor)}
                return {**made, "dir": self._direction(runs), "lines": [self._runs(runs)]}
            case Item(lines, marker, level, anchor):
                return {
                    "k": "i",
                    "marker": clean(marker),
                    "level": min(level, 6),
                    **self._named(anchor),
                    "dir": "rtl" if lines and reads_right_to_left(plain(lines[0])) else "",
                    "short": sum(len(run.text) for line in lines for run in line) <= _LONGEST_KEPT,
                    "lines": [self._runs(line) for line in lines],
                }
            case Table():
                cells = [[line for line in cell if line] for row in piece.rows for cell in row]
                filled = [line for cell in cells for line in cell]
                turned = self._document.is_right_to_left
                return {
                    "k": "t",
                    "head": [clean(title) for title in piece.head],
                    "shares": piece.shares,
                    "headed": piece.head_column,
                    "cells": [len(cell) for cell in cells],
                    "dirs": [self._direction(line) for line in filled] if turned else [],
                    "lines": [self._runs(line) for line in filled],
                }

    def _direction(self, runs: Runs) -> str:
        """The direction of a line where it is not that of the report."""
        words = plain(runs)
        if reads_right_to_left(words):
            return "rtl"
        return "ltr" if self._document.is_right_to_left and any(map(str.isalpha, words)) else ""

    def _runs(self, runs: Runs) -> list[str | dict[str, Any]]:
        return [self._run(run) for run in runs if run.text]

    def _run(self, run: Run) -> str | dict[str, Any]:
        made: dict[str, Any] = {}
        if run.looks:
            made["l"] = sorted(run.looks)
        if run.target.startswith("#"):
            if run.target[1:] in self._wanted:
                made["i"] = run.target[1:]
        elif run.target:
            made["u"] = run.target
        if run.mark is not None:
            made["m"] = f"v{run.mark}"
        if run.label is not None:
            made["b"] = f"v{run.label}"
        if anchor := self._named(run.anchor):
            made["a"] = anchor["anchor"]
        words = _UNBREAKABLE.sub(_breakable, clean(run.text))
        return {"t": words, **made} if made else words


def _anchors(pieces: list[Piece]) -> set[str]:
    """Every place that the document has, cells of tables too."""
    named = {piece.anchor for piece in pieces if isinstance(piece, Heading | Item)}
    return named | {run.anchor for piece in pieces for runs in _runs_in(piece) for run in runs} - {""}


def _runs_in(piece: Piece) -> list[Runs]:
    match piece:
        case Paragraph() | Heading():
            return [piece.runs]
        case Item():
            return list(piece.lines)
        case Table():
            return [line for row in piece.rows for cell in row for line in cell]


def _breakable(found: re.Match[str]) -> str:
    """A word that is longer than a line may be, with places where a line can end: it would run off the page."""
    word = found[0]
    return BREAK.join(word[at : at + _PIECE] for at in range(0, len(word), _PIECE))


def clean(text: str) -> str:
    """Words without what no font has a sign for."""
    return _NEVER.sub("", text)


def _letterforms(language: str) -> str:
    """Whose forms Han characters have: Japanese ("ja"), Korean, traditional ("tc") or simplified Chinese."""
    code, region = _tag(language)
    if code in ("ja", "ko"):
        return code
    return "tc" if "hant" in language.lower() or region in ("TW", "HK", "MO") else "sc"


def _tag(language: str) -> tuple[str, str | None]:
    found = _TAG.match(language)
    return (found[1].lower(), found[2].upper() if found[2] else None) if found else ("en", None)
