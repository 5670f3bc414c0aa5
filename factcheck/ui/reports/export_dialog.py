"""Exporting a Word report: which articles, which parts, on which paper; then written beside the window."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QGridLayout,
    QVBoxLayout,
    QWidget,
)

from factcheck.apart import Task
from factcheck.domain.address import folder_of
from factcheck.translation import _, ngettext
from factcheck.ui.forms.boxes import ChoiceBox, LineBox
from factcheck.ui.forms.dialog_foot import dialog_foot
from factcheck.ui.forms.field_row import FieldRow
from factcheck.ui.forms.typed_field import KEEP_AFTER, storable
from factcheck.ui.mirroring import turned
from factcheck.ui.reports.house_row import HouseRow
from factcheck.ui.reports.offering import (
    AUDIENCES,
    CITATIONS,
    PACK_SUFFIX,
    REMARKS,
    CheckList,
    ExportReading,
    asked_file,
    audience_words,
    beside,
    citation_words,
    export_reading,
    file_name,
    heeded,
    part_words,
    remark_words,
    report_kinds,
)
from factcheck.ui.reports.preview_dialog import PreviewDialog
from factcheck.ui.widgets import Banner, GhostButton, LoadingBar, PrimaryButton, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.domain.handover import Handover
    from factcheck.domain.problems import Problem
    from factcheck.domain.report import Report, ReportOptions
    from factcheck.project.reading import Reading
    from factcheck.ui.jobs import Job, Jobs
    from factcheck.ui.live_project import LiveProject

# Under which a marking is kept that no report bears yet.
MARKING_KEY: Final = "export:project:marking"


class ExportDialog(QDialog):
    """Asks, remembers the answers with the project, and writes. ``exported`` carries the path of the written file."""

    exported = Signal(str)

    def __init__(self, live: LiveProject, jobs: Jobs, article_ids: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Export report"))
        self.resize(700, 680)
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
        self.audience = ChoiceBox([(one, audience_words(one)) for one in AUDIENCES])
        self.kind = ChoiceBox()
        self.remarks = ChoiceBox([(kind, remark_words(kind)) for kind in REMARKS])
        self.house = HouseRow(jobs)
        self.line_numbers = QCheckBox(_("Number the lines of the article"))
        self.tracked = QCheckBox(_("New wordings as tracked changes"))
        self.named = QCheckBox(_("Name confidential sources"))
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
        lists = beside(FieldRow(_("Articles"), self.articles), FieldRow(_("Parts, in their order"), self.parts))
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.addWidget(FieldRow(_("Marking in the header"), self.marking), 0, 0)
        grid.addWidget(FieldRow(_("Paper"), self.paper), 0, 1)
        grid.addWidget(FieldRow(_("Citations"), self.citations), 1, 0)
        grid.addWidget(FieldRow(_("Verdict and sources of a claim"), self.remarks), 1, 1)
        grid.addWidget(FieldRow(_("Template of the house"), self.house), 2, 0, 1, 2)
        grid.addWidget(self.line_numbers, 3, 0)
        grid.addWidget(self.tracked, 3, 1)
        grid.addWidget(self.named, 4, 0, 1, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addLayout(self._notes)
        column.addLayout(beside(FieldRow(_("For"), self.audience), FieldRow(_("Kind of file"), self.kind)))
        column.addLayout(lists, 1)
        column.addLayout(grid)
        column.addWidget(self.warning)
        column.addWidget(self._bar)
        self.preview = GhostButton(_("Preview"), pressed=self.on_preview_wanted)
        self.preview.setEnabled(False)
        column.addLayout(
            dialog_foot((self.preview,), (GhostButton(_("Cancel"), pressed=self.reject), self.export))
        )
        self.warning.hide()
        self.articles.itemChanged.connect(lambda _item: self.on_articles_chosen())
        self.parts.itemChanged.connect(lambda _item: self._judge())
        if not self._live.read_only_reason:
            self.marking.textEdited.connect(lambda _words: self._keeping.start())
        self.audience.activated.connect(lambda _index: self.on_audience_chosen())
        self.kind.activated.connect(lambda _index: self._show_heeded())
        self.named.toggled.connect(lambda _on: self._judge())
        self.house.changed.connect(self._on_house_changed)
        self.house.failed.connect(self._on_failed)

    def _begin(self, read: ExportReading) -> None:
        if self._over:
            return
        self._read = read
        wanted = self._wanted or tuple(line.id for line in read.articles)
        self.articles.blockSignals(True)
        self.articles.offer([(line.id, f"{line.number}  {turned(line.title)}") for line in read.articles], wanted)
        self.articles.blockSignals(False)
        self._show_options(read.options)
        self.marking.setText(self._live.left_typing.get(MARKING_KEY, read.options.marking))

    def on_keep_due(self) -> None:
        """Keep what is typed against a crash; it is remembered with the project once a report is written."""
        self._live.keep_typing(MARKING_KEY, storable(self.marking.text()))

    def _show_options(self, options: ReportOptions) -> None:
        """Show the choices for an audience: what it was given last time, or what is usual."""
        read = self._read
        if read is None or self._over:
            return
        from factcheck.domain.report import parts_of

        self._read = replace(read, options=options)
        self.audience.choose(options.audience)
        offered = parts_of(read.profile, options.audience)
        self.parts.offer([(part, part_words(read.profile, part, options.audience)) for part in offered], options.parts)
        self.marking.setText(options.marking)
        self.paper.choose(options.paper)
        self.citations.choose(options.citations)
        self.line_numbers.setChecked(options.line_numbers)
        self.remarks.choose(options.remarks)
        self.tracked.setChecked(options.tracked)
        self.house.show_template(options.template)
        kinds = report_kinds(options.audience)
        former = self.kind.value
        self.kind.clear()
        self.kind.offer(kinds)
        self.kind.choose(former if former in dict(kinds) else kinds[0][0])
        self._show_heeded()

    def _show_heeded(self) -> None:
        """Let be chosen what makes a difference to the kind of file, and to the audience."""
        from factcheck.domain.report import parts_of

        if self._read is None:
            return
        options, heeds = self._read.options, heeded(self.kind.value)
        for choice, widget in (
            ("parts", self.parts), ("marking", self.marking), ("paper", self.paper), ("citations", self.citations),
            ("template", self.house), ("line_numbers", self.line_numbers),
        ):  # fmt: skip
            widget.setEnabled(choice in heeds)
        # A claim's remarks stand beside the article, and only an editor accepts or rejects.
        beside = "article" in parts_of(self._read.profile, options.audience)
        self.remarks.setEnabled("remarks" in heeds and beside)
        self.tracked.setEnabled("tracked" in heeds and options.audience in ("editor", "handover"))
        self._judge()

    def on_audience_chosen(self) -> None:
        """Others are told other things: their choices are shown."""

        def query(reading: Reading) -> ReportOptions:
            from factcheck.project.queries.report_options import report_options

            return report_options(reading, self.audience.value)

        self._live.ask(query, self._show_options)

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
        if self.named.isChecked():
            said.append(_("Confidential sources will be named: send the report to nobody who must not know them."))
        self.warning.setText("\n".join(said))
        self.warning.setVisible(bool(said))
        paged = "parts" in heeded(self.kind.value)
        ready = bool(chosen and (self.parts.chosen or not paged)) and self._bar.isHidden()
        self.export.setEnabled(ready)
        self.preview.setEnabled(ready and paged)

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
            audience=self.audience.value,
            remarks=self.remarks.value,
            tracked=self.tracked.isChecked(),
            named=self.named.isChecked(),
            template=self.house.template,
        )

    # --- writing ---------------------------------------------------------------------------------

    def on_export_wanted(self) -> None:
        """Ask where to, and write there."""
        if self._read is None:
            return
        titles = [line.title for line in self._read.articles if line.id in self.articles.chosen]
        suffix = self.kind.value
        name = file_name(titles[0] if len(titles) == 1 else self._read.name, suffix)
        # Beside the project, where the desk keeps what belongs to the story.
        place = folder_of(self._live.location) / name
        asked = asked_file(self, place, report_kinds(self.audience.value), suffix)
        if asked is None:
            return
        path, kind = asked
        self.kind.choose(kind)
        self._show_heeded()
        if self.house.template is not None and "template" in heeded(suffix) - heeded(kind):
            self._warn_of_template(path)
        else:
            self.write(path)

    def _warn_of_template(self, path: Path) -> None:
        """Another kind of file was chosen at the last moment, and no template makes a difference to it."""
        self._say_nothing()
        title = _("The template of the house is for Word and OpenDocument alone.")
        text = _("“{name}” would be written without it.").format(name=path.name)
        self._notes.addWidget(Banner("warn", title, text, ((_("Write it so"), partial(self.write, path)),)))

    def on_preview_wanted(self) -> None:
        """Show the pages before they are saved."""
        options, article_ids = self.options(), self.articles.chosen

        def query(reading: Reading) -> Report:
            from factcheck.project.queries.reports import report_of

            return report_of(reading, article_ids, options)

        def show(report: Report) -> None:
            if not self._over:
                PreviewDialog(self._jobs, report, self).open()

        self._live.ask(query, show, self._on_failed)

    def write(self, path: Path) -> None:
        """Read the report, then write it beside the window; the choices are remembered with the project."""
        options, article_ids = self.options(), self.articles.chosen
        self._cancelled = False
        self._remember(options)
        self._say_nothing()
        self._bar.show_progress(0, 0, path.name)
        self._bar.show()
        self.export.setEnabled(False)

        def query(reading: Reading) -> Report | Handover:
            from factcheck.project.queries.handover import handover_of
            from factcheck.project.queries.reports import report_of

            making = handover_of if options.audience == "handover" else report_of
            return making(reading, article_ids, options)

        self._live.ask(query, partial(self._write, path), self._on_failed)

    def _remember(self, options: ReportOptions) -> None:
        from factcheck.project.edits.project import EditProject
        from factcheck.project.queries.report_options import remembered

        if self._read is not None and options != self._read.options and not self._live.read_only_reason:
            self._live.apply(EditProject({"report": remembered(self._read.remembered, options, self._read.profile)}))

    def _write(self, path: Path, report: Report | Handover) -> None:
        if self._over or self._cancelled:
            self._on_cancelled()
            return

        pack = path.suffix.lower() == PACK_SUFFIX
        writer = "handover:write_handover" if pack else "exporters:write_report_to"
        self._job = self._jobs.run(
            Task[None](f"factcheck.formats.{writer}", (report, path), writes=True),
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

    def _on_house_changed(self) -> None:
        """What was said of a template that could not be used is over."""
        if self._bar.isHidden():
            self._say_nothing()
        self._judge()

    def _on_cancelled(self) -> None:
        self._job = None
        if not self._over:
            self._say_nothing()
            self._judge()
            self.export.setFocus()

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
