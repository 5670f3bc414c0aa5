"""Sources, annotations and projects come in by the window, shown before; the project goes out as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from factcheck.domain.records import Article, Claim, Source
from factcheck.formats.interchange.writing import write_project
from factcheck.formats.linked.annotations import write_annotations
from factcheck.formats.sources.exchange import write_bibtex
from factcheck.project.project import Project
from factcheck.project.queries.interchange import whole_project
from factcheck.project.queries.reports import report_of
from factcheck.sample import build_sample
from factcheck.ui import arriving, going, intake
from factcheck.ui.dialogs.arrival_dialog import ArrivalDialog
from tests.factories import add_article, new_project
from tests.ui.windows import Desk, answer, desk


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    project = new_project(tmp_path)
    add_article(project)
    project.close()
    with desk(qtbot) as made:
        made.open(project.path)
        yield made


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's sources, annotations and the whole of it."""
    folder = tmp_path_factory.mktemp("files")
    with closing(Project.open(build_sample(folder / "s.factcheck"), author="Ada")) as project:
        write_bibtex(project.read(report_of), folder / "refs.bib")
        write_annotations(project.read(report_of), folder / "marks.jsonld")
        write_project(project.read(partial(whole_project, confidential=True)), folder / "all.json")
    return folder


def without_first(dialog: ArrivalDialog) -> None:
    dialog.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    dialog.accept()


def test_sources_are_shown_chosen_and_come_in_once(at: Desk, files: Path) -> None:
    answer(ArrivalDialog, without_first)
    intake.add_files(at.window, [files / "refs.bib"])
    at.settle()
    count = len(at.ask(lambda reading: reading.records(Source)))
    assert count > 5
    answer(ArrivalDialog, ArrivalDialog.accept)
    intake.add_files(at.window, [files / "refs.bib"])
    at.settle()
    assert len(at.ask(lambda reading: reading.records(Source))) == count + 1
    intake.add_files(at.window, [files / "refs.bib"])  # nothing is new: nothing is asked
    at.settle()
    assert len(at.ask(lambda reading: reading.records(Source))) == count + 1


def test_a_project_comes_in_as_one_edit(at: Desk, files: Path) -> None:
    answer(ArrivalDialog, ArrivalDialog.accept)
    intake.add_files(at.window, [files / "all.json"])
    at.settle()
    assert len(at.ask(lambda reading: reading.records(Article))) == 5
    at.run("edit.undo")
    at.settle()
    assert len(at.ask(lambda reading: reading.records(Article))) == 1


def test_annotations_on_nothing_here_are_left_out_and_told_of(at: Desk, files: Path) -> None:
    article = at.ask(lambda reading: reading.records(Article))[0]
    going.show_article(at.window, article.id)
    at.settle()
    answer(ArrivalDialog, ArrivalDialog.accept)
    intake.add_files(at.window, [files / "marks.jsonld"])
    at.settle()
    assert at.ask(lambda reading: reading.records(Claim)) == []


def test_a_file_that_is_not_sound_is_told_of(at: Desk, tmp_path: Path) -> None:
    (tmp_path / "bad.bib").write_text("@article{", encoding="utf-8")
    intake.add_files(at.window, [tmp_path / "bad.bib"])
    at.settle()
    assert at.ask(lambda reading: reading.records(Source)) == []


@pytest.mark.parametrize("everything", [False, True])
def test_the_project_goes_out_as_json(
    at: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, everything: bool
) -> None:
    def choose(_parent: object, _title: str, _path: str, kinds: str, _first: str) -> tuple[str, str]:
        return str(tmp_path / "out"), kinds.split(";;")[everything]

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    at.run("project.json")
    at.qtbot.waitUntil((tmp_path / "out.json").is_file)
    at.settle()
    told = (tmp_path / "out.json").read_text(encoding="utf-8")
    assert f'"confidential": {str(everything).lower()}' in told


def test_a_project_that_a_completed_name_would_overwrite_stays(
    at: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "out.json").write_text("of a colleague", encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_told: (str(tmp_path / "out"), ""))
    monkeypatch.setattr(QMessageBox, "warning", lambda *_told: QMessageBox.StandardButton.No)
    arriving.export_project(at.window)
    at.settle()
    assert (tmp_path / "out.json").read_text(encoding="utf-8") == "of a colleague"


def test_cancel_in_the_file_dialog_writes_nothing(at: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_told: ("", ""))
    arriving.export_project(at.window)
    at.settle()
