"""The settings: read tolerantly, written whole, and shared by two windows."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from factcheck.settings import RECENT_KEPT, Settings, data_folder, initials_of, name_of_user, settings_folder


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home"
    monkeypatch.setenv("FACTCHECK_HOME", str(folder))
    return folder


def test_a_first_start_has_defaults_and_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings.load()
    assert settings.theme == "system"
    assert settings.recent == []
    assert settings.author == name_of_user()
    assert settings.initials == initials_of(settings.author)


def test_what_is_saved_is_read_again(home: Path) -> None:
    settings = Settings.load()
    settings.author, settings.initials, settings.theme = "Ada Mihović", "AM", "dark"
    settings.remember("/desk/a.factcheck")
    settings.sizes["panes"] = [224, 700, 424]
    settings.keep_place("p1", "a1", top=120)
    settings.keep_place("p1", "a1", zoom=18)
    settings.keep_place("p1", "", article="a1")
    settings.save()
    again = Settings.load()
    assert again == settings
    assert again.place_of("p1", "a1") == {"top": 120, "zoom": 18}
    assert again.place_of("p1") == {"article": "a1"}
    assert again.place_of("p2", "a1") == {}
    assert [path.name for path in home.iterdir()] == ["settings.json"]


def test_recent_projects_come_latest_first_and_once() -> None:
    settings = Settings()
    for number in range(RECENT_KEPT + 2):
        settings.remember(f"/desk/{number}.factcheck")
    settings.remember("/desk/5.factcheck")
    assert len(settings.recent) == RECENT_KEPT
    assert settings.recent[:2] == [
        str(Path("/desk/5.factcheck").absolute()),
        str(Path(f"/desk/{RECENT_KEPT + 1}.factcheck").absolute()),
    ]
    settings.forget("/desk/5.factcheck")
    assert str(Path("/desk/5.factcheck").absolute()) not in settings.recent


@pytest.mark.parametrize("damage", ["{", "[]", "null", "\x00\x01", '"text"'])
def test_a_damaged_file_is_set_aside(home: Path, damage: str) -> None:
    home.mkdir()
    (home / "settings.json").write_text(damage)
    assert Settings.load().theme == "system"
    assert (home / "settings.damaged").read_text() == damage
    assert not (home / "settings.json").exists()


def test_bytes_that_are_no_text_are_set_aside(home: Path) -> None:
    home.mkdir()
    (home / "settings.json").write_bytes(b"\xff\xfe{")
    assert Settings.load().recent == []
    assert (home / "settings.damaged").exists()


def test_unfit_and_unknown_entries_are_passed_over(home: Path) -> None:
    home.mkdir()
    entries = {
        "author": 7,
        "theme": "pink",
        "recent": ["a", 1],
        "sizes": {"panes": [1, "2"]},
        "view": {"p": []},
        "letters": "yes",
        "initials": "XY",
        "of a newer program": 1,
    }
    (home / "settings.json").write_text(json.dumps(entries))
    settings = Settings.load()
    assert settings.initials == "XY"
    assert (settings.theme, settings.recent, settings.sizes, settings.view, settings.letters) == (
        "system", [], {}, {}, True,
    )  # fmt: skip
    assert settings.author == name_of_user()


def test_two_windows_keep_each_others_choices() -> None:
    first, second = Settings.load(), Settings.load()
    first.theme = "dark"
    first.save()
    second.remember("/desk/b.factcheck")
    second.save()
    merged = Settings.load()
    assert merged.theme == "dark"
    assert merged.recent == [str(Path("/desk/b.factcheck").absolute())]


def test_a_name_for_this_time_is_not_kept() -> None:
    settings = Settings.load()
    settings.author, settings.initials = "Ada Mihović", "AM"
    settings.save()
    settings.go_by("Kai Ruiz")
    settings.theme = "dark"
    settings.save()
    assert settings.initials == "KR"
    again = Settings.load()
    assert (again.author, again.initials, again.theme) == ("Ada Mihović", "AM", "dark")


def test_a_failed_write_leaves_the_old_file_and_no_rest(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings.load()
    settings.theme = "light"
    settings.save()

    def full(number: int) -> None:
        raise OSError(28, "No space left on device")

    settings.theme = "dark"
    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space"):
            settings.save()
    assert Settings.load().theme == "light"
    assert len(list(home.iterdir())) == 1


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions bind neither here nor the root user")
def test_an_unreadable_file_is_left_alone(home: Path) -> None:
    home.mkdir()
    (home / "settings.json").write_text("{}")
    (home / "settings.json").chmod(0)
    assert Settings.load().theme == "system"
    assert (home / "settings.json").exists()


def test_a_folder_in_the_files_place_is_left_alone(home: Path) -> None:
    (home / "settings.json").mkdir(parents=True)
    assert Settings.load().theme == "system"


def test_without_the_variable_the_platform_says_where(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FACTCHECK_HOME")
    assert settings_folder().name == "factcheck"
    assert data_folder().name == "factcheck"


def test_with_the_variable_all_lies_in_one_folder(home: Path) -> None:
    assert settings_folder() == data_folder() == home


def test_initials() -> None:
    assert initials_of("Ada Mihović") == "AM"
    assert initials_of("jean-luc de la tour") == "JLD"
    assert initials_of("") == ""
    assert initials_of("„quoted“ name") == "N"


def test_the_name_of_an_account(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "nobody-of-that-name")
    assert name_of_user() == "nobody-of-that-name"

    def none() -> str:
        raise OSError("No username set in the environment")

    monkeypatch.setattr("getpass.getuser", none)
    assert name_of_user() == ""
