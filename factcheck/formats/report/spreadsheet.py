"""The report as a spreadsheet: a workbook (XLSX) with a sheet for each ledger, and the first of them as CSV.

Words are written as words, never as a formula, a number or a link, whatever they begin with.
"""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final

from factcheck.domain.progress import Progress, Silent
from factcheck.domain.report import Report, language_of
from factcheck.formats.history import guarded
from factcheck.formats.leaks import stop_leaks
from factcheck.formats.packages import words_of_package
from factcheck.formats.report.cover import report_title
from factcheck.formats.report.ledger import Cell, Ledger, ledgers_of
from factcheck.formats.report.wording import used_ratings, words_of
from factcheck.formats.saving import saved
from factcheck.translation import RIGHT_TO_LEFT, _, current_language, words_in

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

LONGEST_CELL: Final = 32_767  # characters, as Excel counts them
# How wide a character is beside a digit, by which columns are measured; points of a line, and of the highest row.
_WIDEST: Final = 1.1
_LINE: Final = 15.0
_HIGHEST: Final = 409.0
_LONGEST_HEADER: Final = 60
_NEVER: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_NO_SHEET_NAME: Final = re.compile(r"[\[\]:*?/\\']")
_COLOUR: Final = re.compile(r"#[0-9A-Fa-f]{6}")
_STRICT: Final = {
    "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True,
}  # fmt: skip


def write_xlsx(report: Report, path: Path, progress: Progress = Silent()) -> None:
    """Write a workbook; raises ``Problem`` or ``Cancelled``, and then ``path`` is as it was."""
    from xlsxwriter import Workbook

    def write(file: IO[bytes]) -> None:
        made = io.BytesIO()
        with words_in(language_of(report)), Workbook(made, _STRICT) as book:
            moment = report.made_at.replace(tzinfo=None)
            title, author = clean(report_title(report)), clean(report.checker.name)
            book.set_properties({"title": title, "author": author, "created": moment})
            looks = _looks(book, report)
            ledgers = ledgers_of(report)
            for number, ledger in enumerate(ledgers):
                progress.step(number, len(ledgers), _("Writing the report"))
                _sheet(book, ledger, looks, report)
        file.write(made.getvalue())

    def check(written: Path) -> None:
        if report.secrets:
            stop_leaks(words_of_package(written), report.secrets)
        progress.step(1, 1, _("Report written"))

    saved(path, write, check)


def write_csv(report: Report, path: Path, progress: Progress = Silent()) -> None:
    """Write the first sheet as CSV with a byte order mark, by which Excel knows UTF-8; raises as ``write_xlsx``."""

    def write(file: IO[bytes]) -> None:
        made = io.StringIO(newline="")
        with words_in(language_of(report)):
            ledger = ledgers_of(report)[0]
        writer = csv.writer(made)
        writer.writerow([guarded(title) for title, _width in ledger.columns])
        for number, row in enumerate(ledger.rows):
            progress.step(number, len(ledger.rows), _("Writing the report"))
            writer.writerow([guarded(clean(cell)) if isinstance(cell, str) else cell for cell in row])
        file.write(made.getvalue().encode("utf-8-sig", "replace"))

    def check(written: Path) -> None:
        if report.secrets:
            rows = csv.reader(io.StringIO(written.read_text(encoding="utf-8-sig"), newline=""))
            stop_leaks([("", "\n".join("\n".join(row) for row in rows))], report.secrets)
        progress.step(1, 1, _("Report written"))

    saved(path, write, check)


def clean(text: str) -> str:
    """Words without what XML cannot hold."""
    return _NEVER.sub("", text)


def _looks(book: Workbook, report: Report) -> dict[str, Format]:
    """The formats of cells: head, words, numbers, and the verdicts by their labels."""
    common = {"valign": "top", "border": 1, "border_color": "#D6D9DF", "font_name": "Calibri", "font_size": 11}
    looks = {
        "head": book.add_format({**common, "bold": True, "bg_color": "#E6E8EC", "text_wrap": True}),
        "words": book.add_format({**common, "text_wrap": True}),
        "number": book.add_format({**common, "align": "center"}),
    }
    for rating in used_ratings(report, words_of(report.profile).unchecked).values():
        more: dict[str, Any] = {}
        if _COLOUR.fullmatch(rating.tint_light) and _COLOUR.fullmatch(rating.strong_light):
            more = {"bg_color": rating.tint_light, "font_color": rating.strong_light}
        looks[f"verdict {rating.label}"] = book.add_format({**common, "bold": True, "text_wrap": True, **more})
    return looks


def _sheet(book: Workbook, ledger: Ledger, looks: dict[str, Format], report: Report) -> None:
    sheet = book.add_worksheet(_NO_SHEET_NAME.sub(" ", ledger.name)[:31])
    if current_language() in RIGHT_TO_LEFT:
        sheet.right_to_left()
    for column, (title, width) in enumerate(ledger.columns):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, title, looks["head"])
    sheet.set_row(0, _height(tuple(title for title, _width in ledger.columns), ledger))
    for line, row in enumerate(ledger.rows, 1):
        for column, cell in enumerate(row):
            if isinstance(cell, int):
                sheet.write_number(line, column, cell, looks["number"])
                continue
            look = looks["words"]
            if column == ledger.verdict_column:
                look = looks.get(f"verdict {cell}", look)
            sheet.write_string(line, column, _fitting(clean(cell)), look)
        sheet.set_row(line, _height(row, ledger))
    sheet.freeze_panes(1, 0)
    if ledger.rows:
        sheet.autofilter(0, 0, len(ledger.rows), len(ledger.columns) - 1)
    sheet.set_landscape()
    sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
    sheet.set_paper(1 if report.options.paper == "Letter" else 9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_header(f"&L{_printed(report_title(report))}&R{_printed(report.options.marking)}")
    sheet.set_footer("&C&P / &N")


def _printed(words: str) -> str:
    """Words as a header holds them; Excel takes 255 characters for all of them, and “&” for a command."""
    return clean(words)[:_LONGEST_HEADER].replace("&", "&&")


def _height(row: tuple[Cell, ...], ledger: Ledger) -> float:
    """Points that the longest cell of a row needs: Excel would find that out by itself, LibreOffice does not."""
    lines = 1
    for cell, (_title, width) in zip(row, ledger.columns, strict=True):
        if isinstance(cell, str):
            lines = max(lines, sum(1 + int(len(line) * _WIDEST / width) for line in cell.split("\n")))
    return min(lines * _LINE, _HIGHEST)


def _fitting(text: str) -> str:
    """Words that one cell can hold; Excel counts UTF-16."""
    if len(text) * 2 <= LONGEST_CELL or len(text.encode("utf-16-le")) // 2 <= LONGEST_CELL:
        return text
    return text.encode("utf-16-le")[: (LONGEST_CELL - 1) * 2].decode("utf-16-le", "ignore") + "…"
