"""Writes a report as HTML, Markdown or PDF: made in the language of its articles, looked through, then renamed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import IO, Any, Final

from factcheck.domain.progress import Progress, Silent
from factcheck.domain.report import Report, language_of
from factcheck.formats.leaks import stop_leaks
from factcheck.formats.report.making import document_of
from factcheck.formats.report.values import BREAK, Document
from factcheck.formats.saving import saved
from factcheck.locales import day_and_time
from factcheck.translation import _, words_in

_TAGS: Final = re.compile(r"<(/?)(p|h\d|li|td|th|tr|div|section|br)\b[^>]*>|<[^>]*>")
_VALUES: Final = re.compile(r'(?:href|title|content|id)="([^"]*)"')


def write_html(report: Report, path: Path, progress: Progress = Silent()) -> None:
    """Write one self-contained HTML file; raises ``Problem`` or ``Cancelled``, and then ``path`` is as it was."""
    from factcheck.formats.report.html import html_of

    _write(report, path, progress, html_of, _words_of_html)


def write_markdown(report: Report, path: Path, progress: Progress = Silent()) -> None:
    """Write CommonMark with tables; raises ``Problem`` or ``Cancelled``, and then ``path`` is as it was."""
    from factcheck.formats.report.markdown import markdown_of, words_of_markdown

    _write(report, path, progress, markdown_of, words_of_markdown)


def write_pdf(report: Report, path: Path, progress: Progress = Silent()) -> None:
    """Write a tagged PDF; raises ``Problem`` or ``Cancelled``, and then ``path`` is as it was.

    The words are looked through before they are set: in the file they are numbers of signs in fonts.
    """
    from factcheck.formats.report.pdf import data_of, pdf_of

    with words_in(language_of(report)):
        progress.step(0, 3, _("Writing the report"))
        footer = " · ".join((report.project_name, day_and_time(report.made_at)))
        data = data_of(document_of(report), report.made_at, footer)
    if report.secrets:
        stop_leaks(_words_of_data(json.loads(data)), report.secrets)

    def write(file: IO[bytes]) -> None:
        progress.step(1, 3, _("Setting the pages"))
        file.write(pdf_of(data, report.made_at, progress))
        progress.step(2, 3, _("Report written"))

    saved(path, write)


def _words_of_data(value: Any) -> Iterator[tuple[str, str]]:
    """The words of each line, with and without the numbers in it, and the addresses that they lead to."""
    if isinstance(value, dict):
        for name, inside in value.items():
            if name == "lines":
                for line in inside:
                    yield from _words_of_line(line)
            else:
                yield from _words_of_data(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from _words_of_data(inside)
    elif isinstance(value, str):
        yield "", value


def _words_of_line(runs: list[str | dict[str, Any]]) -> Iterator[tuple[str, str]]:
    dressed = [{"t": run} if isinstance(run, str) else run for run in runs]
    dressed = [{**run, "t": run["t"].replace(BREAK, "")} for run in dressed]
    yield "", "".join(run["t"] for run in dressed)
    yield "", "".join(run["t"] for run in dressed if "superscript" not in run.get("l", ()))
    yield _("the address of a link"), "\n".join(run["u"] for run in dressed if "u" in run)


def _write(
    report: Report,
    path: Path,
    progress: Progress,
    pieces_of: Callable[[Document, Progress], Iterator[str]],
    words_of: Callable[[str], Iterator[tuple[str, str]]],
) -> None:
    def write(file: IO[bytes]) -> None:
        with words_in(language_of(report)):
            for piece in pieces_of(document_of(report), progress):
                file.write(piece.encode("utf-8", "replace"))

    def check(written: Path) -> None:
        if report.secrets:
            stop_leaks(words_of(written.read_text(encoding="utf-8")), report.secrets)
        progress.step(1, 1, _("Report written"))

    saved(path, write, check)


def _words_of_html(written: str) -> Iterator[tuple[str, str]]:
    """The words between tags, those of one paragraph joined, and what attributes hold."""
    body = written.partition("</style>")[2]
    yield "", unescape(_TAGS.sub(lambda found: "\n" if found[2] else "", body))
    # As they read without the numbers that stand between them.
    yield "", unescape(_TAGS.sub(lambda found: "\n" if found[2] else "", re.sub(r"<sup>.*?</sup>", "", body)))
    yield _("the address of a link"), unescape("\n".join(_VALUES.findall(written)))
    yield _("the document’s properties"), unescape(written.partition("<style>")[0])
