"""Exporters: what writes a report to a file, the built-in ones and those that plug-ins bring."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path
from typing import Final, Protocol, runtime_checkable

from factcheck.domain.handover import Handover
from factcheck.domain.interchange import WholeProject
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


@runtime_checkable
class ProjectExporter(Protocol):
    """Writes the whole project to one file; ``name`` and ``suffix`` as with ``Exporter``."""

    @property
    def name(self) -> str:
        """What the person chooses."""

    @property
    def suffix(self) -> str:
        """The ending of the file's name."""

    def write_project(self, whole: WholeProject, path: Path, progress: Progress = Silent()) -> None:
        """Write the project; raises ``Problem`` or ``Cancelled``, and then ``path`` is as it was."""


# Of the choices for a report, those that some kinds of file have no use for.
_TABLES: Final = frozenset(("citations", "marking", "paper"))
_PAGES: Final = _TABLES | {"parts"}
_WORD: Final = _PAGES | {"template", "remarks", "tracked", "line_numbers"}
_ANYBODY: Final = ("editor", "public", "writer", "corrections")
_READERS: Final = ("editor", "public")  # the others are told of no source


@dataclass(frozen=True, slots=True)
class ReportFile:
    """A built-in exporter: its ending, and the function that writes it, which is loaded when it is needed.

    ``heeds`` are the choices that make a difference to its file, of those that are nothing to some kinds of file;
    ``audiences`` are those whom it has something to tell, the usual one first.
    """

    suffix: str
    function: str
    heeds: frozenset[str] = frozenset()
    audiences: tuple[str, ...] = _ANYBODY

    @property
    def name(self) -> str:
        """What the person chooses."""
        return _names()[self.suffix]

    def write(self, report: Report, path: Path, progress: Progress = Silent()) -> None:
        """Write the report."""
        write_report_file(self.function, report, path, progress)


def write_report_to(report: Report, path: Path, progress: Progress = Silent()) -> None:
    """Write the report as the ending of the file's name says; for work beside the window."""
    exporter = exporter_for(path)
    if not isinstance(exporter, Exporter):
        raise Problem(_("No report is written so."), _("Choose a name that ends in .docx."))
    exporter.write(report, path, progress)


def write_report_file(function: str, report: Report, path: Path, progress: Progress = Silent()) -> None:
    """Call the function of an exporter, given as "module:name"."""
    module, _colon, name = function.partition(":")
    getattr(import_module(module), name)(report, path, progress)


def _names() -> dict[str, str]:
    return {
        ".docx": _("Word document"),
        ".pdf": _("PDF, tagged"),
        ".html": _("Web page (HTML)"),
        ".md": _("Markdown"),
        ".xlsx": _("Spreadsheet"),
        ".csv": _("Table (CSV)"),
        ".odt": _("OpenDocument text, by LibreOffice"),
        ".claimreview.jsonld": _("ClaimReview for a web page (JSON-LD)"),
        ".annotations.jsonld": _("Web Annotations (JSON-LD)"),
        ".csl.json": _("Sources (CSL-JSON)"),
        ".bib": _("Sources (BibTeX)"),
        ".ris": _("Sources (RIS)"),
    }


class ProjectJson:
    """The whole project as documented JSON."""

    suffix = ".json"
    heeds: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        """What the person chooses."""
        return _("Whole project (JSON)")

    def write_project(self, whole: WholeProject, path: Path, progress: Progress = Silent()) -> None:
        """Write the project; see ``factcheck.formats.interchange.writing``."""
        from factcheck.formats.interchange.writing import write_project

        write_project(whole, path, progress)


class HandoverPack:
    """The report, the files of its sources and the project's data in one zip file."""

    suffix = ".zip"
    heeds = _WORD

    @property
    def name(self) -> str:
        """What the person chooses."""
        return _("Handover pack")

    def write_handover(self, handover: Handover, path: Path, progress: Progress = Silent()) -> None:
        """Write the pack; see ``factcheck.formats.handover``."""
        from factcheck.formats.handover import write_handover

        write_handover(handover, path, progress)


BUILT_IN: Final[tuple[ReportFile | ProjectJson | HandoverPack, ...]] = (
    ReportFile(".docx", "factcheck.formats.docx.writing:write_report", _WORD),
    ReportFile(".pdf", "factcheck.formats.report.writing:write_pdf", _PAGES),
    ReportFile(".html", "factcheck.formats.report.writing:write_html", _PAGES),
    ReportFile(".md", "factcheck.formats.report.writing:write_markdown", _PAGES),
    ReportFile(".xlsx", "factcheck.formats.report.spreadsheet:write_xlsx", _TABLES),
    ReportFile(".csv", "factcheck.formats.report.spreadsheet:write_csv"),
    ReportFile(".odt", "factcheck.formats.odt:write_odt", _WORD),
    ReportFile(
        ".claimreview.jsonld", "factcheck.formats.linked.claimreview:write_claimreview", frozenset(("url",)), _READERS
    ),
    ReportFile(".annotations.jsonld", "factcheck.formats.linked.annotations:write_annotations"),
    ReportFile(".csl.json", "factcheck.formats.sources.exchange:write_csl", audiences=_READERS),
    ReportFile(".bib", "factcheck.formats.sources.exchange:write_bibtex", audiences=_READERS),
    ReportFile(".ris", "factcheck.formats.sources.exchange:write_ris", audiences=_READERS),
    ProjectJson(),
    HandoverPack(),
)


def exporter_for(path: Path) -> Exporter | ProjectExporter | HandoverPack:
    """The exporter for the ending of a file's name: a built-in one, else that of a plug-in, which is loaded only now.

    Of endings that fit the longest counts ("refs.csl.json"). A plug-in's entry point is named by its ending without
    the first dot. Raises ``Problem`` for one that nobody writes.
    """
    name = path.name.lower()
    for exporter in sorted(BUILT_IN, key=lambda one: -len(one.suffix)):
        if name.endswith(exporter.suffix):
            return exporter
    for entry in entry_points(group=ENTRY_POINTS):
        if name.endswith(f".{entry.name.lower()}"):
            made = entry.load()()
            if isinstance(made, Exporter):
                return made
    raise Problem(
        _("A report cannot be written as “{name}”.").format(name=path.name),
        _("Choose a name that ends in {suffixes}.").format(suffixes=listed(sorted(known_suffixes()))),
    )


def heeding(choice: str) -> tuple[str, ...]:
    """The endings of the built-in kinds of file to which a choice ("template") makes a difference."""
    return tuple(one.suffix for one in BUILT_IN if choice in one.heeds)


def audiences_of(exporter: Exporter) -> tuple[str, ...]:
    """Whom a kind of report has something to tell, the usual audience first."""
    return exporter.audiences if isinstance(exporter, ReportFile) else _ANYBODY


def known_suffixes() -> set[str]:
    """The endings that files can be written with."""
    return {one.suffix for one in BUILT_IN} | {f".{entry.name}" for entry in entry_points(group=ENTRY_POINTS)}
