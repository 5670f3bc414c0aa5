"""The commands for what leaves the desk, as a script meets them: the passphrase comes from a pipe."""

from __future__ import annotations

import io
from contextlib import closing
from pathlib import Path

import pytest

from factcheck.project.edits.sources import CiteNew
from factcheck.project.project import Project
from tests.cli.conftest import Run


def type_in(monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(words))


def test_a_copy_is_sent_and_brought_in_again(run: Run, project: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.factcheck"
    assert run("send", project, copy).out == f"Wrote a copy: {copy}\n"
    assert run("merge", project, copy).out == "The copy holds nothing new.\n"
    run("send", project, copy).refused("is there already")


def test_a_copy_without_history_is_another_project(run: Run, project: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.factcheck"
    run("mark", project, 1, "--quote", "only nine", "--as", "Ada")
    assert run("send", project, copy, "--without-history", "--json").json["history"] is False
    assert run("check", copy).code == 0
    assert len(run("history", copy, "--json").json) == 1
    assert run("list", copy, "claims", "--json").json[0]["words"] == "only nine"
    run("merge", project, copy).refused("another project")


def test_an_encrypted_copy_opens_by_its_passphrase(
    run: Run, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy, opened = tmp_path / "copy.age", tmp_path / "opened.factcheck"
    type_in(monkeypatch, "four words nobody guesses\n")
    assert run("send", project, copy, "--encrypt").code == 0
    assert b"mayor" not in copy.read_bytes()
    run("check", copy).refused("is encrypted", "unlock")
    type_in(monkeypatch, "other words\n")
    run("unlock", copy, opened).refused("does not fit")
    assert not opened.exists()
    type_in(monkeypatch, "four words nobody guesses\n")
    assert run("unlock", copy, opened).code == 0
    assert run("check", opened).code == 0
    run("unlock", copy, opened).refused("is there already")
    run("unlock", opened, tmp_path / "again").refused("no encrypted copy")
    type_in(monkeypatch, "four words nobody guesses\n")
    assert run("merge", project, copy).out == "The copy holds nothing new.\n"
    type_in(monkeypatch, "\n")
    run("send", project, tmp_path / "empty.age", "--encrypt").refused("passphrase is empty")
    assert not (tmp_path / "empty.age").exists()


def test_a_source_is_removed_for_good_when_that_is_said(run: Run, project: Path) -> None:
    run("mark", project, 1, "--quote", "only nine", "--as", "Ada")
    with closing(Project.open(project, author="Ada")) as opening:
        claim_id = opening.read(lambda reading: reading.tuples("SELECT id FROM claim"))[0][0]
        opening.apply(CiteNew(claim_id, {"person": "Mira Holub", "confidential": True}))
    would = run("purge-source", project, 1)
    assert "“Mira Holub”, its passages for 1 claim and 0 files would be erased" in would.out
    assert b"Mira Holub" in project.read_bytes()
    assert run("purge-source", project, 1, "--yes", "--json").json["removed"] is True
    assert b"Mira Holub" not in project.read_bytes()
    told = run("history", project).out
    assert "evidence removed" in told
    assert "source.person erased" in told
    run("purge-source", project, 1, "--yes").refused("no source “1”")
