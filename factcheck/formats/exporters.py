"""Exporters: what writes a report to a file, the built-in ones and those that plug-ins bring."""

from __future__ import annotations

from importlib.metadata import entry_points
from pathlib import Path
from typing import Final, Protocol, runtime_checkable

from factcheck.domain.problems import Problem
from factcheck.domain.progress import Progress, Silent
from factcheck.domain.report import Report
from factcheck.locales import listed
from factcheck.translation import _

ENTRY_POINTS: Final = "factcheck.exporters"


@runtime_checkable
class Exporter(Protocol):
    """Writes a report to one file. ``suffix`` has its dot and is lower case (".docx")."""

    @property
    def name(self) -> str:
        """What the person chooses ("Word document")."""

    @property
    def suffix(self) -> str:
        """The ending of the file's name, by which an exporter is found."""

    def write(self, report: Report, path: Path, progress: Progress = Silent()) -> None:
        """Write the report; raises ``Problem`` or ``Cancelled``, and then ``path`` is as it was."""


class WordReport:
    """The report as a Word document."""

    suffix = ".docx"

    @property
    def name(self) -> str:
        """What the person chooses."""
        return _("Word document")

    def write(self, report: Report, path: Path, progress: Progress = Silent()) -> None:
        """Write the report; see ``write_report``."""
        from factcheck.formats.docx.writing import write_report

        write_report(report, path, progress)


BUILT_IN: Final[tuple[Exporter, ...]] = (WordReport(),)


def exporter_for(path: Path) -> Exporter:
    """The exporter for a file's suffix: a built-in one, else that of a plug-in, which is loaded only now.

    A plug-in's entry point is named by its suffix without the dot. Raises ``Problem`` for a suffix that nobody writes.
    """
    suffix = path.suffix.lower()
    for exporter in BUILT_IN:
        if exporter.suffix == suffix:
            return exporter
    for entry in entry_points(group=ENTRY_POINTS):
        if f".{entry.name.lower()}" == suffix:
            made = entry.load()()
            if isinstance(made, Exporter):
                return made
    known = sorted({one.suffix for one in BUILT_IN} | {f".{entry.name}" for entry in entry_points(group=ENTRY_POINTS)})
    raise Problem(
        _("A report cannot be written as “{name}”.").format(name=path.name),
        _("Choose a name that ends in {suffixes}.").format(suffixes=listed(known)),
    )
