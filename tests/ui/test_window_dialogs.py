"""The dialogs that the window's actions open: particulars, project settings, the program's settings."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from factcheck.domain.records import SourcingProfile
from factcheck.domain.scales import presets
from factcheck.project.project import Project
from factcheck.project.queries import articles
from factcheck.project.queries.project import project_record, scale_in_use, scales
from factcheck.ui.dialogs.particulars_dialog import ParticularsDialog
from factcheck.ui.dialogs.project_settings_dialog import ProjectSettingsDialog
from factcheck.ui.settings_dialog import SettingsDialog
from tests.factories import add_article, new_project
from tests.ui.windows import Desk, answer, desk


def test_particulars_are_saved_as_one_leaves_a_field(at: Desk) -> None:
    def fill(dialog: ParticularsDialog) -> None:
        for field, words in (("publication", "Harbour Post"), ("address", "https://harbour.example/1")):
            dialog.form.texts[field].typed.put(words)
        dialog.reject()

    answer(ParticularsDialog, fill)
    at.run("article.particulars")
    at.until(lambda: at.ask(articles.articles)[0].address == "https://harbour.example/1")
    at.settle()
    [line] = at.ask(articles.articles)
    assert (line.publication, line.address) == ("Harbour Post", "https://harbour.example/1")
    assert at.window.pane.toolbar.where.words() == "harbour.example/1"


def test_the_scale_and_the_profile_of_a_project_are_changed(at: Desk) -> None:
    def choose(dialog: ProjectSettingsDialog) -> None:
        dialog.name_box.setText("Winter desk")
        dialog.scale_box.choose("preset:politifact")
        dialog.accept()

    answer(ProjectSettingsDialog, choose)
    at.run("project.settings")
    at.until(lambda: at.window.overview.profile == "statements" and len(at.window.overview.ratings) == 6)
    at.settle()
    assert at.ask(project_record).name == "Winter desk"
    assert at.window.sidebar.heading.text() == "Winter desk"
    assert at.window.bound.action("verdict.6").isEnabled()

    def back(dialog: ProjectSettingsDialog) -> None:
        held = {scale.name: scale.id for scale in dialog._settings.scales}
        dialog.scale_box.choose(next(id_ for name, id_ in held.items() if "PolitiFact" not in name))
        dialog.profile_box.choose("drafts")
        dialog.on_profile_chosen()
        dialog.accept()

    answer(ProjectSettingsDialog, back)
    at.run("project.settings")
    at.until(lambda: at.window.overview.profile == "drafts")
    at.settle()
    assert len(at.ask(scale_in_use)[1]) == 5
    assert len(at.ask(scales)) == 2
    assert at.window.bound.action("mark.claim").text() == "Mark as fact"


def test_a_scale_from_a_file(at: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "own.toml"
    own.write_text(presets()["true-false-unproven"].read_text(encoding="utf-8").replace("name =", 'name = "Ours" #', 1))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(own), ""))

    def choose(dialog: ProjectSettingsDialog) -> None:
        dialog.on_choose_file()
        dialog.accept()

    answer(ProjectSettingsDialog, choose)
    at.run("project.settings")
    at.until(lambda: at.ask(scale_in_use)[0].name == "Ours")


def test_how_many_sources_a_fact_needs_is_chosen(at: Desk) -> None:
    def choose(dialog: ProjectSettingsDialog) -> None:
        assert dialog.sourcing_box.currentText() == "Two independent sources, or a primary one"
        dialog.sourcing_box.setCurrentIndex(3)
        dialog.accept()

    answer(ProjectSettingsDialog, choose)
    at.run("project.settings")
    at.until(lambda: bool(at.ask(project_record).sourcing_id))
    [profile] = at.ask(lambda reading: reading.of(SourcingProfile))
    assert (profile.minimum, at.ask(project_record).sourcing_id) == (3, profile.id)

    def back(dialog: ProjectSettingsDialog) -> None:
        assert dialog.sourcing_box.currentText() == "Three independent sources"
        assert dialog.sourcing_box.count() == 4
        dialog.sourcing_box.choose("")
        dialog.accept()

    answer(ProjectSettingsDialog, back)
    at.run("project.settings")
    at.until(lambda: at.ask(project_record).sourcing_id is None)


def test_unchanged_settings_make_no_edit(at: Desk) -> None:
    answer(ProjectSettingsDialog, ProjectSettingsDialog.accept)
    at.run("project.settings")
    at.settle()
    assert at.window.live.undo_name == ""


def test_another_name_signs_from_now_on(at: Desk, tmp_path: Path) -> None:
    def rename(dialog: SettingsDialog) -> None:
        dialog.author.setText("Kai Ruiz")
        dialog.initials.setText("JX")
        dialog.letters.setChecked(False)
        dialog.accept()

    answer(SettingsDialog, rename)
    at.run("window.settings")
    at.until(lambda: at.window.live.author == "Kai Ruiz" and at.window.opening is None)
    at.settle()
    assert at.window.sidebar.person.text() == "Kai Ruiz"
    assert at.window.bound.action("mark.claim").shortcuts() == []
    at.go_to("4.2 million")
    at.run("mark.claim")
    path = at.window.live.path
    assert path is not None
    at.run("project.close")
    project = Project.open(path, author="Somebody")
    written = project.read(lambda reading: {row[0] for row in reading.tuples("SELECT DISTINCT author FROM edit")})
    project.close()
    assert written == {"Ada Mihović", "Kai Ruiz"}


def test_a_project_that_may_only_be_read_says_so_and_is_not_changed(qtbot: QtBot, tmp_path: Path) -> None:
    import sqlite3

    project = new_project(tmp_path)
    add_article(project)
    project.close()
    with sqlite3.connect(project.path) as newer:
        version = newer.execute("PRAGMA user_version").fetchone()[0]
        newer.execute(f"PRAGMA user_version = {version + 1}")
        newer.execute(f"UPDATE meta SET min_writer = {version + 1}")
    newer.close()
    with desk(qtbot) as at:
        at.open(project.path)
        window = at.window
        assert window.header.notice.text() == "Read only"
        assert window.status.saved.text() == "Read only"
        assert window.banners.words()[0].startswith("Read only.")
        assert not window.bound.action("mark.claim").isEnabled()
        assert not window.bound.action("article.files").isEnabled()
        assert window.bound.action("report.export").isEnabled()
        enabled: list[bool] = []

        def look(dialog: ProjectSettingsDialog) -> None:
            enabled.append(dialog.name_box.isEnabled())
            dialog.reject()

        answer(ProjectSettingsDialog, look)
        at.run("project.settings")
        at.until(lambda: bool(enabled))
        assert enabled == [False]
