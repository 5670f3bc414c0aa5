"""The house's template in the export dialog: its name, and what chooses it, maps its styles or does without it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from factcheck.apart import Task
from factcheck.translation import _
from factcheck.ui.forms.elided import Elided
from factcheck.ui.reports.template_dialog import TemplateDialog
from factcheck.ui.widgets import GhostButton

if TYPE_CHECKING:
    from factcheck.domain.problems import Problem
    from factcheck.domain.report import HouseTemplate
    from factcheck.formats.docx.template import TemplateLook
    from factcheck.ui.jobs import Jobs


class HouseRow(QWidget):
    """One line. ``failed`` carries the ``Problem`` of a template that cannot be used; the former one stays then."""

    changed = Signal()
    failed = Signal(object)

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self.template: HouseTemplate | None = None
        self.name = Elided()
        self.choose = GhostButton(_("Choose…"), pressed=self.on_choose)
        self.styles = GhostButton(_("Styles…"), pressed=self.on_styles)
        self.without = GhostButton(_("Without"), pressed=self.on_without)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self.name, 1)
        for button in (self.choose, self.styles, self.without):
            line.addWidget(button)
        self.show_template(None)

    def show_template(self, template: HouseTemplate | None) -> None:
        """Show which template is used."""
        self.template = template
        self.name.show_text(Path(template.path).name if template is not None else _("None: the design of Factcheck"))
        self.styles.setEnabled(template is not None)
        self.without.setEnabled(template is not None)

    def on_choose(self) -> None:
        """Ask for a file and look at it."""
        folder = str(Path(self.template.path).parent) if self.template is not None else ""
        path, _kind = QFileDialog.getOpenFileName(
            self, _("Template of the house"), folder, _("Word documents and templates (*.docx *.dotx)")
        )
        if path:
            self.look_at(path)

    def on_styles(self) -> None:
        """Look at the template again, and show what was found."""
        if self.template is not None:
            self.look_at(self.template.path)

    def on_without(self) -> None:
        """Use none."""
        self.show_template(None)
        self.changed.emit()

    def look_at(self, path: str) -> None:
        """Look at a template beside the window; what was found is shown, and taken where the person says so."""
        from factcheck.domain.report import HouseTemplate

        wanted = (self.template or HouseTemplate(path)).at(path)
        self.setEnabled(False)

        def show(look: TemplateLook) -> None:
            self.setEnabled(True)
            dialog = TemplateDialog(Path(path).name, look, self.window())
            dialog.mapped.connect(lambda mapping: self._take(path, mapping))
            dialog.open()

        def fail(problem: Problem) -> None:
            self.setEnabled(True)
            self.failed.emit(problem)

        self._jobs.run(
            Task("factcheck.formats.docx.template:look_at_template", (Path(path), dict(wanted.styles)), watched=False),
            show, fail, lambda: self.setEnabled(True), title=_("Looking at the template"),
        )  # fmt: skip

    def _take(self, path: str, mapping: dict[str, str]) -> None:
        from factcheck.domain.report import HouseTemplate

        self.show_template(HouseTemplate(path, tuple(mapping.items())))
        self.changed.emit()
