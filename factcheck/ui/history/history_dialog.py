"""The history of an article or of the whole project, and its export for an audit."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QVBoxLayout, QWidget

from factcheck.translation import _
from factcheck.ui.forms.boxes import ChoiceBox
from factcheck.ui.forms.dialog_foot import dialog_foot
from factcheck.ui.history.entries import Entries, HistoryReading
from factcheck.ui.mirroring import turned
from factcheck.ui.widgets import GhostButton, PrimaryButton, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.domain.progress import Progress
    from factcheck.project.queries.articles import ArticleLine
    from factcheck.project.reading import Reading
    from factcheck.ui.jobs import Jobs
    from factcheck.ui.live_project import LiveProject


class HistoryDialog(QDialog):
    """Entries, newest first; ``claim_wanted`` carries a claim and its article."""

    claim_wanted = Signal(str, str)

    def __init__(
        self, live: LiveProject, jobs: Jobs, articles: Sequence[ArticleLine], article_id: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("History"))
        self.resize(680, 720)
        self._live, self._jobs = live, jobs
        self.scope = ChoiceBox(
            [("", _("The whole project")), *((line.id, turned(line.title) or _("Untitled")) for line in articles)]
        )
        self.scope.setAccessibleName(_("Whose history"))
        self.scope.choose(article_id)
        self.scope.activated.connect(lambda _index: self.on_scope_chosen())
        self.entries = Entries(live)
        self.entries.claim_wanted.connect(self.on_claim_wanted)
        self.said = label("", 12, 400, "secondary", wrap=True)
        self.export = GhostButton(_("Export…"), "file-down", pressed=self.on_export)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(self.scope)
        column.addWidget(self.entries, 1)
        foot = dialog_foot((self.export,), (PrimaryButton(_("Done"), pressed=self.accept),))
        foot.insertWidget(1, self.said, 1)
        column.addLayout(foot)
        live.closed.connect(self.reject)
        # The window says it too, but behind this dialog.
        live.failed.connect(self.on_failed)
        self.on_scope_chosen()

    def on_scope_chosen(self) -> None:
        """Show the history of what was chosen."""
        self.entries.ask(partial(_of, self.scope.value))

    def on_failed(self, problem: object) -> None:
        """Say why something could not be taken back."""
        self.said.setText(str(problem))

    def on_claim_wanted(self, claim_id: str, article_id: str) -> None:
        """Go to a claim; the dialog is done."""
        self.accept()
        self.claim_wanted.emit(claim_id, article_id)

    def on_export(self) -> None:
        """Ask for a file and write the whole history into it."""
        name, _chosen = QFileDialog.getSaveFileName(
            self,
            _("Export the history"),
            str(Path.home() / _("history.csv")),
            ";;".join((_("Table for a spreadsheet (*.csv)"), _("JSON (*.json)"))),
        )
        if name and self._live.path is not None:
            self.said.setText(_("Writing…"))
            path, article_id, project = Path(name), self.scope.value, self._live.path
            self._jobs.run(partial(_write, project, article_id, path), lambda _none: self._on_written(path))

    def _on_written(self, path: Path) -> None:
        self.said.setText(_("Written: {name}").format(name=path.name))


def _of(article_id: str, reading: Reading, count: int) -> HistoryReading:
    from factcheck.project.queries.history import history, names
    from factcheck.project.queries.project import people, project_record

    titles, numbers = names(reading)
    initials = {person.name: person.initials for person in people(reading)}
    page = history(reading, article_id, limit=count)
    return HistoryReading(page, project_record(reading).profile, initials, {} if article_id else titles, numbers)


def _write(project_path: Path, article_id: str, path: Path, _progress: Progress) -> None:
    """Write the history by an opening of its own, so that nobody waits meanwhile."""
    from contextlib import closing

    from factcheck.formats.history import Names, write_csv, write_json
    from factcheck.project.project import Project
    from factcheck.project.queries.history import names, whole_history

    json = path.suffix.lower() == ".json"
    with closing(Project.open(project_path, author="", read_only=True)) as project:

        def write(reading: Reading) -> None:
            # A spreadsheet takes a file for Unicode by the mark at its beginning.
            with path.open("w", encoding="utf-8" if json else "utf-8-sig", newline="") as file:
                writer = write_json if json else write_csv
                writer(whole_history(reading, article_id=article_id), Names(*names(reading)), file)

        project.read(write)
