"""Exporting a Word report: which articles, which parts, on which paper; then written beside the window."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from factcheck.apart import Task
from factcheck.domain.address import folder_of
from factcheck.translation import _, ngettext
from factcheck.ui.fonts import font
from factcheck.ui.forms.boxes import ChoiceBox, LineBox
from factcheck.ui.forms.dialog_foot import dialog_foot
from factcheck.ui.forms.field_row import FieldRow
from factcheck.ui.forms.typed_field import KEEP_AFTER, storable
from factcheck.ui.mirroring import turned
from factcheck.ui.widgets import Banner, GhostButton, LoadingBar, PrimaryButton, label
from factcheck.ui.words import label as words_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.domain.problems import Problem
    from factcheck.domain.report import Report, ReportOptions
    from factcheck.project.queries.articles import ArticleLine
    from factcheck.project.reading import Reading
    from factcheck.ui.jobs import Job, Jobs
    from factcheck.ui.live_project import LiveProject

VALUE: Final = Qt.ItemDataRole.UserRole
SUFFIX: Final = ".docx"
# Under which a marking is kept that no report bears yet.
MARKING_KEY: Final = "export:project:marking"
CITATIONS: Final = ("short", "apa", "chicago", "mla", "iso690")


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


def part_words(profile: str, part: str) -> str:
    """What a part of the report is called on screen."""
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


def file_name(title: str) -> str:
    """A file name for a report on ``title`` that every system takes."""
    plain = re.sub(r'[\x00-\x1f<>:"/\\|?*]+', " ", title)
    plain = " ".join(plain.split()).strip(". ")[:80].strip()
    return (plain or _("Report")) + SUFFIX


def report_kinds() -> dict[str, str]:
    """What a report can be written as: the lines of the file dialog, Word first, with their endings."""
    from factcheck.formats.exporters import BUILT_IN, Exporter

    return {f"{one.name} (*{one.suffix})": one.suffix for one in BUILT_IN if isinstance(one, Exporter)}


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


class ExportDialog(QDialog):
    """Asks, remembers the answers with the project, and writes. ``exported`` carries the path of the written file."""

    exported = Signal(str)

    def __init__(self, live: LiveProject, jobs: Jobs, article_ids: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Export to Word"))
        self.resize(640, 560)
        self._live, self._jobs, self._wanted = live, jobs, tuple(article_ids)
        self._read: ExportReading | None = None
        self._job: Job | None = None
        self._over = self._cancelled = False
        self._keeping = QTimer(self, interval=KEEP_AFTER, singleShot=True)
        self._keeping.timeout.connect(self.on_keep_due)
        self.articles = CheckList(_("Articles"))
        self.parts = CheckList(_("Parts, in their order"))
        self.marking = LineBox()
        self.paper = ChoiceBox([("A4", "A4"), ("Letter", _("US Letter"))])
        self.citations = ChoiceBox([(style, citation_words(style)) for style in CITATIONS])
        self.line_numbers = QCheckBox(_("Number the lines of the article"))
        self.warning = label("", 12, 400, "warn", wrap=True)
        self._notes = QVBoxLayout()
        self._bar = LoadingBar(_("Writing the report"))
        self._bar.cancelled.connect(self.on_cancel)
        self._bar.hide()
        self._make()
        live.ask(partial(export_reading, article_ids=self._wanted), self._begin)

    def _make(self) -> None:
        self.export = PrimaryButton(_("Export…"), pressed=self.on_export_wanted)
        self.export.setEnabled(False)
        left, right = FieldRow(_("Articles"), self.articles), FieldRow(_("Parts, in their order"), self.parts)
        lists = QHBoxLayout()
        lists.setSpacing(14)
        lists.addWidget(left, 1)
        lists.addWidget(right, 1)
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.addWidget(FieldRow(_("Marking in the header"), self.marking), 0, 0)
        grid.addWidget(FieldRow(_("Paper"), self.paper), 0, 1)
        grid.addWidget(FieldRow(_("Citations"), self.citations), 1, 0)
        grid.addWidget(self.line_numbers, 1, 1, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addLayout(self._notes)
        column.addLayout(lists, 1)
        column.addLayout(grid)
        column.addWidget(self.warning)
        column.addWidget(self._bar)
        column.addLayout(dialog_foot((), (GhostButton(_("Cancel"), pressed=self.reject), self.export)))
        self.warning.hide()
        self.articles.itemChanged.connect(lambda _item: self.on_articles_chosen())
        self.parts.itemChanged.connect(lambda _item: self._judge())
        if not self._live.read_only_reason:
            self.marking.textEdited.connect(lambda _words: self._keeping.start())

    def _begin(self, read: ExportReading) -> None:
        if self._over:
            return
        from factcheck.domain.report import parts_of

        self._read = read
        wanted = self._wanted or tuple(line.id for line in read.articles)
        self.articles.blockSignals(True)
        self.articles.offer([(line.id, f"{line.number}  {turned(line.title)}") for line in read.articles], wanted)
        self.articles.blockSignals(False)
        parts = [(part, part_words(read.profile, part)) for part in parts_of(read.profile)]
        self.parts.offer(parts, read.options.parts)
        self.marking.setText(self._live.left_typing.get(MARKING_KEY, read.options.marking))
        self.paper.choose(read.options.paper)
        self.citations.choose(read.options.citations)
        self.line_numbers.setChecked(read.options.line_numbers)
        self._judge()

    def on_keep_due(self) -> None:
        """Keep what is typed against a crash; it is remembered with the project once a report is written."""
        self._live.keep_typing(MARKING_KEY, storable(self.marking.text()))

    def on_articles_chosen(self) -> None:
        """Other articles are chosen: their conflicts are counted."""
        chosen = self.articles.chosen
        self._judge()

        def query(reading: Reading) -> int:
            from factcheck.project.queries.conflicts import counted_conflicts

            return counted_conflicts(reading, chosen)

        def tell(conflicts: int) -> None:
            if self._read is not None and not self._over and chosen == self.articles.chosen:
                self._read = replace(self._read, conflicts=conflicts)
                self._judge()

        self._live.ask(query, tell)

    def _judge(self) -> None:
        """Say what is unfinished in the chosen articles, and whether there is anything to export."""
        read = self._read
        if read is None:
            return
        chosen = self.articles.chosen
        still_open = sum(line.open for line in read.articles if line.id in chosen)
        said = []
        if read.conflicts:
            words = ngettext("{n} conflict is not resolved.", "{n} conflicts are not resolved.", read.conflicts)
            said.append(words.format(n=read.conflicts) + " " + _("The report shows the latest value of each."))
        if still_open:
            words = ngettext("{n} entry is still open.", "{n} entries are still open.", still_open)
            said.append(words.format(n=still_open))
        self.warning.setText("\n".join(said))
        self.warning.setVisible(bool(said))
        self.export.setEnabled(bool(chosen and self.parts.chosen) and self._job is None)

    def options(self) -> ReportOptions:
        """What the person chose."""
        from factcheck.domain.report import ReportOptions

        chosen = self._read.options if self._read is not None else ReportOptions()
        return replace(
            chosen,
            parts=self.parts.chosen,
            line_numbers=self.line_numbers.isChecked(),
            marking=storable(self.marking.text()).strip(),
            paper=self.paper.value,
            citations=self.citations.value,
        )

    # --- writing ---------------------------------------------------------------------------------

    def on_export_wanted(self) -> None:
        """Ask where to, and write there."""
        if self._read is None:
            return
        titles = [line.title for line in self._read.articles if line.id in self.articles.chosen]
        name = file_name(titles[0] if len(titles) == 1 else self._read.name)
        # Beside the project, where the desk keeps what belongs to the story.
        folder = folder_of(self._live.location)
        kinds = report_kinds()
        path, kind = QFileDialog.getSaveFileName(
            self, _("Export report"), str(folder / name), ";;".join(kinds), next(iter(kinds))
        )
        if path:
            target, suffix = Path(path), kinds.get(kind, SUFFIX)
            known = any(target.name.lower().endswith(one) for one in kinds.values())
            self.write(target if known else target.with_name(target.name + suffix))

    def write(self, path: Path) -> None:
        """Read the report, then write it beside the window; the choices are remembered with the project."""
        options, article_ids = self.options(), self.articles.chosen
        self._cancelled = False
        self._remember(options)
        self._say_nothing()
        self._bar.show_progress(0, 0, path.name)
        self._bar.show()
        self.export.setEnabled(False)

        def query(reading: Reading) -> Report:
            from factcheck.project.queries.reports import report_of

            return report_of(reading, article_ids, options)

        self._live.ask(query, partial(self._write, path), self._on_failed)

    def _remember(self, options: ReportOptions) -> None:
        from factcheck.project.edits.project import EditProject
        from factcheck.project.queries.report_options import remembered

        if self._read is not None and options != self._read.options and not self._live.read_only_reason:
            self._live.apply(EditProject({"report": remembered(self._read.remembered, options, self._read.profile)}))

    def _write(self, path: Path, report: Report) -> None:
        if self._over or self._cancelled:
            self._on_cancelled()
            return

        self._job = self._jobs.run(
            Task[None]("factcheck.formats.exporters:write_report_to", (report, path), writes=True),
            lambda _none: self._on_written(str(path)),
            self._on_failed,
            self._on_cancelled,
            title=_("Writing the report"),
        )
        self._job.stepped.connect(self._bar.show_progress)

    def _on_written(self, path: str) -> None:
        self._job = None
        self.exported.emit(path)
        if not self._over:
            self.accept()

    def _on_failed(self, problem: Problem) -> None:
        self._job = None
        if self._over:
            self._live.failed.emit(problem)
            return
        self._say_nothing()
        self._notes.addWidget(Banner("error", problem.message, problem.remedy))
        self._judge()

    def _on_cancelled(self) -> None:
        self._job = None
        if not self._over:
            self._say_nothing()
            self._judge()

    def on_cancel(self) -> None:
        """Stop writing; nothing is left behind."""
        self._cancelled = True
        if self._job is not None:
            self._job.cancel()

    def _say_nothing(self) -> None:
        self._bar.hide()
        while (item := self._notes.takeAt(0)) is not None:
            widget: Any = item.widget()
            widget.deleteLater()

    def done(self, result: int) -> None:
        self.on_cancel()
        self._over = True
        self._keeping.stop()
        if MARKING_KEY in self._live.left_typing or self.marking.isModified():
            self._live.forget_typing(MARKING_KEY)
        super().done(result)
