"""The choices of a report, remembered with the project for each audience."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from factcheck.domain.report import HouseTemplate, ReportOptions, usual_parts
from factcheck.project.edits.project import EditProject
from factcheck.project.project import Project
from factcheck.project.queries.project import project_record
from factcheck.project.queries.report_options import remembered, report_options
from tests.factories import new_project


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    made = new_project(tmp_path)
    yield made
    made.close()


def remember(project: Project, options: ReportOptions) -> None:
    record = project.read(project_record)
    project.apply(EditProject({"report": remembered(record.report, options, record.profile)}))


def test_each_audience_has_choices_of_its_own(project: Project) -> None:
    assert project.read(report_options).parts == usual_parts("statements")
    editor = replace(project.read(report_options), parts=("cover", "article"), remarks="footnotes", tracked=False)
    remember(project, editor)
    assert project.read(report_options) == editor
    public = replace(project.read(lambda reading: report_options(reading, "public")), marking="", paper="Letter")
    assert public.remarks == "endnotes"
    remember(project, public)
    assert project.read(report_options) == public
    assert project.read(lambda reading: report_options(reading, "editor")) == editor


def test_a_template_is_shared_by_all_audiences_and_naming_is_asked_each_time(project: Project) -> None:
    template = HouseTemplate("/desk/house.dotx", (("heading 1", "Our Heading"),))
    remember(project, replace(project.read(report_options), template=template, named=True))
    for audience in ("editor", "public", "writer"):
        options = project.read(partial(report_options, audience=audience))
        assert (options.template, options.named) == (template, False)


def test_choices_of_an_earlier_program_gain_the_parts_that_it_did_not_know(project: Project) -> None:
    project.apply(EditProject({"report": {"parts": ["cover", "sources"], "paper": "Letter"}}))
    options = project.read(report_options)
    assert options.parts == ("cover", "contents", "queries", "sources", "replies", "header", "footer")
    assert options.paper == "Letter"


def test_what_nobody_can_have_chosen_is_passed_over(project: Project) -> None:
    odd = {"audience": "moon", "for": 3, "remarks": [], "paper": "A9", "template": "x"}
    project.apply(EditProject({"report": odd}))
    assert project.read(report_options) == replace(ReportOptions(), parts=usual_parts("statements"))
