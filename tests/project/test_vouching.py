"""A large file is looked through unless it is as this program left it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from factcheck.domain.problems import Problem
from factcheck.project import vouching
from factcheck.project.project import Project
from factcheck.project.vouching import is_as_left
from tests.factories import add_article, new_project


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project that was opened, worked on and closed; every size is worth noting."""
    monkeypatch.setattr(vouching, "WORTH", 0)
    monkeypatch.setenv("FACTCHECK_HOME", str(tmp_path / "home"))
    project = new_project(tmp_path)
    add_article(project)
    project.close()
    return project.path


def damage(path: Path) -> None:
    """Overwrite a page in the middle, which only looking through the file finds; its times change too."""
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 2 // 4096 * 4096)
        file.write(b"\xff" * 4096)


def test_a_file_is_as_left_until_somebody_touches_it(path: Path) -> None:
    assert is_as_left(path)
    again = Project.open(path, author="Ada Marlow")
    add_article(again)
    again.close()
    assert is_as_left(path)
    damage(path)
    assert not is_as_left(path)
    with pytest.raises(Problem, match="damaged"):
        Project.open(path, author="Ada Marlow")


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no time of the last change of status")
def test_damage_is_found_though_size_and_time_are_put_back(path: Path) -> None:
    before = path.stat()
    damage(path)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert not is_as_left(path)  # the time of its last change of status cannot be put back


def test_a_file_that_was_not_closed_in_order_is_looked_through(path: Path) -> None:
    open_still = Project.open(path, author="Ada Marlow")
    add_article(open_still)
    assert not is_as_left(path)
    open_still.close()
    path.with_name(f"{path.name}-journal").write_bytes(b"half a change")
    assert not is_as_left(path)


def test_each_day_it_is_looked_through_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vouching, "LASTING", 0)
    assert not is_as_left(path)


def test_another_file_in_its_place_is_looked_through(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    copy.write_bytes(path.read_bytes())
    copy.replace(path)
    assert not is_as_left(path)


def test_notes_that_cannot_be_read_vouch_for_nothing(path: Path, tmp_path: Path) -> None:
    for words in ("", "[]", "{", '{"a": 1}', '{"a": {"looked": "now"}}'):
        (tmp_path / "home" / "sound.json").write_text(words, "utf-8")
        assert not is_as_left(path)
        Project.open(path, author="Ada Marlow").close()
        assert is_as_left(path)
