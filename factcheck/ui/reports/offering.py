"""What the export dialog offers: articles, parts and their words, and the name of the file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QListWidget, QListWidgetItem, QWidget

from factcheck.translation import _
from factcheck.ui.dialogs.asking import may_replace
from factcheck.ui.fonts import font
from factcheck.ui.words import label as words_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.domain.report import ReportOptions
    from factcheck.project.queries.articles import ArticleLine
    from factcheck.project.reading import Reading

VALUE: Final = Qt.ItemDataRole.UserRole
SUFFIX: Final = ".docx"
PACK_SUFFIX: Final = ".zip"
# As in ``domain.report``, which is too heavy to import before the dialog is asked for.
CITATIONS: Final = ("short", "apa", "chicago", "mla", "iso690")
AUDIENCES: Final = ("editor", "public", "writer", "corrections", "handover")
REMARKS: Final = ("comments", "footnotes", "endnotes", "none")


@dataclass(frozen=True)
class ExportReading:
    """What the dialog shows: the articles, the remembered choices, and what is unfinished."""

    name: str
    profile: str
    articles: list[ArticleLine]
    options: ReportOptions
    remembered: dict[str, Any]  # as the project's record keeps it
    conflicts: int  # that bear on the chosen ones


def export_reading(reading: Reading, article_ids: tuple[str, ...] = ()) -> ExportReading:
    """Read what the dialog shows; ``article_ids`` are chosen at first (all where none is named)."""
    from factcheck.project.queries.articles import articles
    from factcheck.project.queries.conflicts import counted_conflicts
    from factcheck.project.queries.project import project_record
    from factcheck.project.queries.report_options import report_options

    project = project_record(reading)
    listed = articles(reading)
    conflicts = counted_conflicts(reading, article_ids or [line.id for line in listed])
    options = report_options(reading)
    return ExportReading(project.name, project.profile, listed, options, project.report, conflicts)


def part_words(profile: str, part: str, audience: str = "editor") -> str:
    """What a part of the report is called on screen."""
    if part == "queries":
        return _("Queries for the editor") if audience != "writer" else _("Questions to the writer")
    if part == "article":
        return _("Annotated draft") if profile == "drafts" else _("Annotated article")
    return words_for(part)


def citation_words(style: str) -> str:
    """What a style of citation is called on screen."""
    return {
        "apa": _("APA (7th edition)"),
        "chicago": _("Chicago (18th edition)"),
        "mla": _("MLA (9th edition)"),
        "iso690": _("ISO 690"),
    }.get(style) or _("Short, as newsrooms write")


def audience_words(audience: str) -> str:
    """Whom a report is for, on screen."""
    return {
        "editor": _("The editor: everything"),
        "public": _("Publication: public verdicts and sources"),
        "writer": _("The writer: a sheet of questions"),
        "corrections": _("A list of corrections alone"),
    }.get(audience) or _("Handover: report, files and data in a zip file")


def remark_words(kind: str) -> str:
    """Where remarks on claims stand, on screen."""
    return {
        "comments": _("In comments of Word"),
        "footnotes": _("In footnotes"),
        "endnotes": _("In endnotes"),
    }.get(kind) or _("Nowhere beside the article")


def report_kinds(audience: str = "editor") -> list[tuple[str, str]]:
    """What a report for an audience can be written as, Word first: the endings with what they are called."""
    from factcheck.formats.exporters import BUILT_IN, Exporter, HandoverPack, audiences_of

    if audience == "handover":
        return [(one.suffix, one.name) for one in BUILT_IN if isinstance(one, HandoverPack)]
    return [
        (one.suffix, one.name) for one in BUILT_IN if isinstance(one, Exporter) and audience in audiences_of(one)
    ]


def heeded(suffix: str) -> frozenset[str]:
    """Which choices make a difference to a kind of file; see ``ReportFile``."""
    from factcheck.formats.exporters import BUILT_IN

    return next(one.heeds for one in BUILT_IN if one.suffix == suffix)


def asked_file(parent: QWidget, place: Path, kinds: list[tuple[str, str]], suffix: str) -> tuple[Path, str] | None:
    """Ask where to write, and as which of the kinds (``suffix`` at first); the ending that is typed counts most."""
    filters = {f"{name} (*{ending})": ending for ending, name in kinds}
    first = next(words for words, ending in filters.items() if ending == suffix)
    words, kind = QFileDialog.getSaveFileName(parent, _("Export report"), str(place), ";;".join(filters), first)
    if not words:
        return None
    path = Path(words)
    typed = [ending for ending in filters.values() if path.name.lower().endswith(ending)]
    if typed:
        return path, max(typed, key=len)
    suffix = filters.get(kind, suffix)
    path = path.with_name(path.name + suffix)
    return (path, suffix) if may_replace(parent, path, words) else None


def file_name(title: str, suffix: str = SUFFIX) -> str:
    """A file name for a report on ``title`` that every system takes."""
    plain = re.sub(r'[\x00-\x1f<>:"/\\|?*]+', " ", title)
    plain = " ".join(plain.split()).strip(". ")[:80].strip()
    return (plain or _("Report")) + suffix


def beside(*rows: QWidget) -> QHBoxLayout:
    """Rows side by side, each as wide as the others."""
    line = QHBoxLayout()
    line.setSpacing(14)
    for row in rows:
        line.addWidget(row, 1)
    return line


class CheckList(QListWidget):
    """Entries that can be switched on and off; their order is fixed."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setFont(font(13))
        self.setProperty("frame", True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)

    def offer(self, entries: Sequence[tuple[str, str]], chosen: Sequence[str]) -> None:
        """Offer entries, value and words; those in ``chosen`` are on."""
        self.clear()
        for value, words in entries:
            item = QListWidgetItem(words)
            item.setData(VALUE, value)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if value in chosen else Qt.CheckState.Unchecked)
            self.addItem(item)
        if entries:
            self.setCurrentRow(0)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The values that are on, in order."""
        items = [self.item(row) for row in range(self.count())]
        return tuple(item.data(VALUE) for item in items if item.checkState() == Qt.CheckState.Checked)
