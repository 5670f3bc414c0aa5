"""The dialog for a new project offers what fits the profile and makes no file in the way of another."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from factcheck.domain.scales import presets, read_scale
from factcheck.ui.start.new_project import NewProjectDialog, documents_folder, scales_of


@pytest.fixture
def dialog(qtbot: QtBot, tmp_path: Path) -> NewProjectDialog:
    made = NewProjectDialog(tmp_path)
    qtbot.addWidget(made)
    return made


def test_it_wants_a_name_first(dialog: NewProjectDialog, tmp_path: Path) -> None:
    assert not dialog.make.isEnabled()
    dialog.name_box.setText(" Town: baths/2 ")
    assert dialog.make.isEnabled()
    assert dialog.path == tmp_path / "Town baths 2.factcheck"
    assert dialog.name == "Town: baths/2"
    dialog.name_box.setText("...")
    assert dialog.path.name == "project.factcheck"


def test_scales_follow_the_profile(dialog: NewProjectDialog) -> None:
    assert dialog.profile == "drafts"
    assert dialog.scale == "drafts"
    dialog.statements.setChecked(True)
    assert (dialog.profile, dialog.scale) == ("statements", "default")
    words = [dialog.scale_box.itemText(row) for row in range(dialog.scale_box.count())]
    assert any(text.startswith("PolitiFact") and "Pants on Fire" in text for text in words)
    dialog.scale_box.choose("politifact")
    assert dialog.scale == "politifact"


def test_every_shipped_scale_is_offered_once() -> None:
    offered = [key for profile in ("drafts", "statements") for key, _name, _labels in scales_of(profile)]
    assert sorted(offered) == sorted(presets())
    assert all(labels for _key, _name, labels in scales_of(read_scale(presets()["default"])[0].profile))


def test_a_file_that_is_there_and_a_folder_that_is_not_are_told(dialog: NewProjectDialog, tmp_path: Path) -> None:
    (tmp_path / "Debate.factcheck").touch()
    dialog.name_box.setText("Debate")
    assert "is there already" in dialog.warning.text()
    assert not dialog.make.isEnabled()
    dialog.folder_box.setText(str(tmp_path / "none"))
    assert "There is no folder" in dialog.warning.text()
    dialog.folder_box.setText(str(tmp_path))
    dialog.name_box.setText("Debate 2")
    assert dialog.warning.text() == ""
    assert dialog.make.isEnabled()


def test_the_folder_is_chosen(dialog: NewProjectDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: "")
    dialog.on_choose_folder()
    assert dialog.folder_box.text() == str(tmp_path)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(tmp_path / "x"))
    dialog.on_choose_folder()
    assert dialog.folder_box.text() == str(tmp_path / "x")


def test_documents_lie_somewhere(home: Path) -> None:
    assert documents_folder().is_dir()


def test_what_is_typed_is_kept_for_the_next_time(dialog: NewProjectDialog, qtbot: QtBot, tmp_path: Path) -> None:
    kept: list[dict[str, str]] = []
    dialog.kept.connect(kept.append)
    dialog.statements.setChecked(True)
    dialog.scale_box.setCurrentIndex(1)
    qtbot.keyClicks(dialog.name_box, "Election deb")
    qtbot.waitUntil(lambda: bool(kept))
    again = NewProjectDialog(tmp_path.parent, left=kept[-1])
    qtbot.addWidget(again)
    assert (again.name, again.profile, again.scale) == ("Election deb", "statements", dialog.scale)
    assert again.path == dialog.path
