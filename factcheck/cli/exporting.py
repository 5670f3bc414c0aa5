"""The command that writes reports, and the whole project as JSON."""

from __future__ import annotations

import argparse
from dataclasses import replace
from typing import Any, Final

from factcheck.cli.choosing import article_of
from factcheck.cli.opening import complain, opened
from factcheck.cli.printing import one_line
from factcheck.domain.handover import Handover
from factcheck.domain.problems import Problem
from factcheck.domain.report import HouseTemplate, Report, ReportOptions, parts_of
from factcheck.formats.exporters import (
    BUILT_IN,
    Exporter,
    HandoverPack,
    ProjectExporter,
    audiences_of,
    exporter_for,
    heeding,
)
from factcheck.locales import listed
from factcheck.project.project import Project
from factcheck.project.queries.handover import handover_of
from factcheck.project.queries.interchange import whole_project
from factcheck.project.queries.project import project_record
from factcheck.project.queries.report_options import report_options
from factcheck.project.queries.reports import report_of
from factcheck.project.reading import Reading
from factcheck.translation import _, ngettext

DONE: Final = 0


def export(chosen: argparse.Namespace) -> int:
    """Write the file that its suffix asks for."""
    exporter = exporter_for(chosen.out)
    _refuse_idle(chosen, exporter)
    if chosen.audience == "handover" and not isinstance(exporter, HandoverPack):
        raise Problem(_("A handover pack is a zip file."), _("Choose a name that ends in .zip."))
    if isinstance(exporter, ProjectExporter):
        _export_project(chosen, exporter)
    elif isinstance(exporter, HandoverPack):
        _export_handover(chosen, exporter)
    else:
        with opened(chosen, writing=False) as project:
            report = _report(chosen, project, exporter)
        exporter.write(report, chosen.out)
        _tell_conflicts(report.conflicts)
    print(_("Wrote {path}.").format(path=one_line(str(chosen.out))))
    return DONE


def _refuse_idle(chosen: argparse.Namespace, exporter: Exporter | ProjectExporter | HandoverPack) -> None:
    """Refuse what was said and would make no difference to this kind of file; a plug-in's is its own matter."""
    if exporter not in BUILT_IN:
        return
    said = {
        "parts": chosen.parts is not None,
        "template": chosen.template not in (None, "none"),
        "remarks": chosen.remarks not in ("", "none"),
        "tracked": chosen.tracked,
        "citations": chosen.citations,
        "url": chosen.url,
    }
    for choice, value in said.items():
        known = heeding(choice)
        if value and exporter.suffix not in known:
            raise Problem(
                _("{option} makes no difference to a file that ends in {suffix}.").format(
                    option=f"--{choice}", suffix=exporter.suffix
                ),
                _("Leave it out, or choose a name that ends in {suffixes}.").format(suffixes=listed(known)),
            )


def _export_handover(chosen: argparse.Namespace, exporter: HandoverPack) -> None:
    if chosen.audience not in ("", "handover"):
        raise Problem(
            _("A zip file is a handover pack."), _("Leave --for out, or choose a name that ends in .docx.")
        )

    def query(reading: Reading) -> Handover:
        options = chosen_options(reading, chosen, "handover")
        return handover_of(reading, _article_ids(reading, chosen), options)

    with opened(chosen, writing=False) as project:
        handover = project.read(query)
    _refuse_nothing(handover.report)
    exporter.write_handover(handover, chosen.out)
    _tell_conflicts(handover.report.conflicts)


def _export_project(chosen: argparse.Namespace, exporter: ProjectExporter) -> None:
    if chosen.articles:
        raise Problem(_("JSON holds the whole project."), _("Leave --article out, or choose another suffix."))
    if chosen.audience:
        raise Problem(_("JSON holds the whole project."), _("Leave --for out, or choose another suffix."))
    with opened(chosen, writing=False) as project:
        whole = project.read(lambda reading: whole_project(reading, confidential=chosen.confidential))
    exporter.write_project(whole, chosen.out)


def _report(chosen: argparse.Namespace, project: Project, exporter: Exporter) -> Report:
    audiences = audiences_of(exporter)
    if chosen.audience and chosen.audience not in audiences:
        raise Problem(
            _("A file that ends in {suffix} holds nothing for this audience.").format(suffix=exporter.suffix),
            _("Say --for with one of {audiences}, or choose another suffix.").format(audiences=listed(audiences)),
        )

    def query(reading: Reading) -> Report:
        audience = chosen.audience or report_options(reading).audience
        if audience not in audiences:  # the last report was another kind of file
            audience = audiences[0]
        return report_of(reading, _article_ids(reading, chosen), chosen_options(reading, chosen, audience))

    report = project.read(query)
    _refuse_nothing(report)
    return report


def _article_ids(reading: Reading, chosen: argparse.Namespace) -> tuple[str, ...]:
    return tuple(article_of(reading, wanted).id for wanted in chosen.articles)


def _refuse_nothing(report: Report) -> None:
    if not report.articles:
        raise Problem(_("There is no article to report on."), _("Add one: factcheck import P FILE"))


def chosen_options(reading: Reading, chosen: argparse.Namespace, audience: str) -> ReportOptions:
    """The choices of the last report with what the command line says otherwise."""
    options = report_options(reading, audience)
    said: dict[str, Any] = {"named": chosen.confidential, "address": chosen.url}
    if chosen.parts is not None:
        said["parts"] = _parts(chosen.parts, parts_of(project_record(reading).profile, options.audience))
    if chosen.template is not None:
        former = options.template or HouseTemplate(chosen.template)
        said["template"] = former.at(chosen.template) if chosen.template != "none" else None
    if chosen.remarks:
        said["remarks"] = chosen.remarks
    if chosen.tracked is not None:
        said["tracked"] = chosen.tracked
    if chosen.citations:
        said["citations"] = chosen.citations
    return replace(options, **said)


def _parts(words: str, known: tuple[str, ...]) -> tuple[str, ...]:
    wanted = [word.strip().casefold().replace("-", " ") for word in words.split(",") if word.strip()]
    if "all" in wanted:
        return known
    by_name = {part.replace("-", " "): part for part in known}
    for name in wanted or [""]:
        if name not in by_name:
            raise Problem(
                _("This report has no part “{name}”.").format(name=name.replace(" ", "-")),
                _("Choose out of: {names}.").format(names=listed(part.replace(" ", "-") for part in known)),
            )
    return tuple(part for part in known if part.replace("-", " ") in wanted)


def _tell_conflicts(conflicts: int) -> None:
    if conflicts:
        complain(
            ngettext(
                "{n} conflict is unresolved; the report shows its latest side. Resolve it in the window.",
                "{n} conflicts are unresolved; the report shows their latest sides. Resolve them in the window.",
                conflicts,
            ).format(n=conflicts)
        )
