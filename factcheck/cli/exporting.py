"""The command that writes reports, and the whole project as JSON."""

from __future__ import annotations

import argparse
from dataclasses import replace
from typing import Final

from factcheck.cli.choosing import article_of
from factcheck.cli.opening import complain, opened
from factcheck.cli.printing import one_line
from factcheck.domain.problems import Problem
from factcheck.domain.report import Report
from factcheck.formats.exporters import ProjectExporter, exporter_for
from factcheck.project.project import Project
from factcheck.project.queries.interchange import whole_project
from factcheck.project.queries.report_options import report_options
from factcheck.project.queries.reports import report_of
from factcheck.project.reading import Reading
from factcheck.translation import _, ngettext

DONE: Final = 0


def export(chosen: argparse.Namespace) -> int:
    """Write the file that its suffix asks for."""
    exporter = exporter_for(chosen.out)
    if isinstance(exporter, ProjectExporter):
        _export_project(chosen, exporter)
    else:
        if chosen.confidential:
            raise Problem(
                _("Only the whole project as JSON can hold what is confidential."),
                _("Choose a name that ends in .json."),
            )
        with opened(chosen, writing=False) as project:
            report = _report(chosen, project)
        exporter.write(report, chosen.out)
        _tell_conflicts(report.conflicts)
    print(_("Wrote {path}.").format(path=one_line(str(chosen.out))))
    return DONE


def _export_project(chosen: argparse.Namespace, exporter: ProjectExporter) -> None:
    if chosen.articles:
        raise Problem(_("JSON holds the whole project."), _("Leave --article out, or choose another suffix."))
    with opened(chosen, writing=False) as project:
        whole = project.read(lambda reading: whole_project(reading, confidential=chosen.confidential))
    exporter.write_project(whole, chosen.out)


def _report(chosen: argparse.Namespace, project: Project) -> Report:
    def query(reading: Reading) -> Report:
        options = report_options(reading)
        if chosen.citations:
            options = replace(options, citations=chosen.citations)
        return report_of(reading, tuple(article_of(reading, wanted).id for wanted in chosen.articles), options)

    report = project.read(query)
    if not report.articles:
        raise Problem(_("There is no article to report on."), _("Add one: factcheck import P FILE"))
    return report


def _tell_conflicts(conflicts: int) -> None:
    if conflicts:
        complain(
            ngettext(
                "{n} conflict is unresolved; the report shows its latest side. Resolve it in the window.",
                "{n} conflicts are unresolved; the report shows their latest sides. Resolve them in the window.",
                conflicts,
            ).format(n=conflicts)
        )
