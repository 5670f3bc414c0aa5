"""The choices of the last report, remembered with the project: for the editor, and beside them for other audiences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from factcheck.domain.papers import paper_for
from factcheck.domain.records import Article
from factcheck.domain.report import (
    AUDIENCES,
    CITATION_STYLES,
    REMARKS,
    HouseTemplate,
    ReportOptions,
    parts_of,
    usual_parts,
)
from factcheck.project.queries.project import project_record
from factcheck.project.reading import Reading
from factcheck.translation import _, system_languages

# Parts that came after the first reports were remembered: nobody has switched them off there.
_LATER: Final = frozenset(("contents", "queries", "replies", "header", "footer"))


def report_options(reading: Reading, audience: str = "") -> ReportOptions:
    """The choices of the last report for an audience (the last one where none is named), or the usual ones."""
    project = project_record(reading)
    whole = project.report
    audience = audience if audience in AUDIENCES else _one_of(AUDIENCES, whole.get("audience"))
    others = _mapping(whole.get("for"))
    known = whole if audience == "editor" else _mapping(others.get(audience))
    languages = [article.language for article in reading.records(Article)]
    marking = "" if audience in ("public", "corrections") else _("Confidential")
    remarks = "endnotes" if audience == "public" else "comments"
    return ReportOptions(
        parts=_parts(known, project.profile, audience),
        audience=audience,
        remarks=_one_of(REMARKS, known.get("remarks"), remarks),
        tracked=bool(known.get("tracked", True)),
        citations=_one_of(CITATION_STYLES, known.get("citations")),
        line_numbers=bool(known.get("line_numbers", False)),
        marking=str(known.get("marking", marking)),
        paper=_one_of(("A4", "Letter"), known.get("paper"), paper_for([*languages, *system_languages()])),
        template=_template(whole.get("template")),
    )


def remembered(former: Mapping[str, Any], options: ReportOptions, profile: str) -> dict[str, Any]:
    """What the project's record keeps of the choices; to name confidential sources is asked each time."""
    kept = {
        "parts": list(options.parts),
        "without": [part for part in parts_of(profile, options.audience) if part not in options.parts],
        "remarks": options.remarks,
        "tracked": options.tracked,
        "citations": options.citations,
        "line_numbers": options.line_numbers,
        "marking": options.marking,
        "paper": options.paper,
    }
    template = options.template
    shared: dict[str, Any] = {
        "audience": options.audience,
        "template": {"path": template.path, "styles": dict(template.styles)} if template is not None else None,
    }
    if options.audience == "editor":
        return {**former, **kept, **shared}
    return {**former, **shared, "for": {**_mapping(former.get("for")), options.audience: kept}}


def _parts(known: Mapping[str, Any], profile: str, audience: str) -> tuple[str, ...]:
    chosen, without = known.get("parts"), known.get("without")
    if not isinstance(chosen, list):
        return usual_parts(profile, audience)
    if not isinstance(without, list):
        without = [part for part in parts_of(profile, audience) if part not in _LATER and part not in chosen]
    usual = usual_parts(profile, audience)
    return tuple(
        part
        for part in parts_of(profile, audience)
        if part in chosen or (part in usual and part not in without)
    )


def _template(value: Any) -> HouseTemplate | None:
    kept = _mapping(value)
    if not kept.get("path"):
        return None
    return HouseTemplate(
        str(kept["path"]), tuple((str(ours), str(theirs)) for ours, theirs in _mapping(kept.get("styles")).items())
    )


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _one_of(choices: tuple[str, ...], value: Any, otherwise: str = "") -> str:
    return value if value in choices else otherwise or choices[0]
