"""Every kind of report that somebody can choose: audiences, parts alone and together, remarks, papers, languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from factcheck.domain.report import AUDIENCES, CITATION_STYLES, REMARKS, Report, parts_of
from tests.factories_drafts import drafts_report
from tests.factories_report import with_parts
from tests.factories_statements import statements_report
from tests.factories_torture import scripts_report, several_articles_report, torture_report

CONTENTS: dict[str, Callable[[], Report]] = {
    "statements": statements_report,
    "drafts": drafts_report,
    "torture": torture_report,
    "scripts": scripts_report,
    "several articles": several_articles_report,
}


def kinds_of_report() -> Iterator[tuple[str, Report]]:
    """Every kind with its name: about eighty reports of some pages each."""
    for name, make in CONTENTS.items():
        report = make()
        for audience in AUDIENCES:
            yield f"{name} for {audience}", chosen(report, audience)
        for remarks in REMARKS:
            for tracked in (True, False):
                more = {"remarks": remarks, "tracked": tracked, "line_numbers": tracked}
                yield f"{name}, {remarks}, tracked {tracked}", chosen(report, "editor", **more)
    for name in ("statements", "drafts"):
        report = CONTENTS[name]()
        for part in parts_of(report.profile):
            yield f"{name}, {part} alone", with_parts(report, part)
        yield f"{name}, no part", with_parts(report)
    for style in CITATION_STYLES:
        yield f"cited by {style}", chosen(statements_report(), "editor", citations=style, paper="Letter", marking="")
    yield "nothing in it", replace(statements_report(), articles=(), sources=(), ratings=())


def chosen(report: Report, audience: str, **options: Any) -> Report:
    """A report with all parts that its readers may be given, and these choices."""
    parts = parts_of(report.profile, audience)
    return replace(report, options=replace(report.options, parts=parts, audience=audience, **options))
