"""The commands for several people, as a script meets them."""

from __future__ import annotations

import shutil
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from factcheck.project.edits.claims import EditClaim
from factcheck.project.project import Project
from tests.cli.conftest import Run


@pytest.fixture
def copies(run: Run, project: Path, tmp_path: Path) -> tuple[Path, Path]:
    """A project and a copy: one claim, whose rationale both wrote, and a claim that the copy alone has."""
    run("mark", project, 1, "--quote", "only nine", "--as", "Ada")
    copy = Path(shutil.copyfile(project, tmp_path / "copy.factcheck"))
    for path, author, words in ((project, "Ada", "counted\x1b[31m"), (copy, "Bo", "estimated")):
        claim_id = run("list", path, "claims", "--json").json[0]["id"]
        with closing(Project.open(path, author=author)) as opening:
            opening.apply(EditClaim(claim_id, {"rationale": words}))
    run("mark", copy, 1, "--quote", "They cost 4.2 million", "--as", "Bo")
    return project, copy


def test_merge_tells_first_then_brings_in_then_goes_back(run: Run, copies: tuple[Path, Path]) -> None:
    project, copy = copies
    before = run("list", project, "claims", "--json").json
    would = run("merge", project, copy, "--dry-run")
    assert would.code == 0
    assert "would bring 2 new edits and 1 new claim; nothing was changed" in would.out
    assert "Bo: 2 edits" in would.out
    assert "[1] Ada" in would.out
    assert "\x1b" not in would.out
    assert run("list", project, "claims", "--json").json == before
    merged = run("merge", project, copy)
    assert "Brought in 2 new edits and 1 new claim." in merged.out
    assert "1 new conflict, both values are kept:" in merged.out
    name = merged.out.strip().rsplit(" ", 1)[1]
    assert len(run("list", project, "claims", "--json").json) == 2
    assert run("merge", project, copy).out == "The copy holds nothing new.\n"
    assert run("check", project).code == 0
    assert name in run("restore", project, "--list").out
    back = run("restore", project, name)
    assert back.out.startswith("The project is as it was at ")
    assert run("list", project, "claims", "--json").json == before
    again = run("restore", project, "--json").json
    assert again["restored"] != name
    assert len(run("list", project, "claims", "--json").json) == 2


def test_each_of_two_copies_goes_back_to_its_own_backup(run: Run, copies: tuple[Path, Path]) -> None:
    project, copy = copies
    before = {path: run("list", path, "claims", "--json").json for path in copies}
    run("merge", project, copy)
    run("mark", project, 1, "--quote", "9,000 cars")
    run("merge", copy, project)  # the latest backup of all is the copy's
    for path, other in ((project, copy), (copy, project)):
        told = run("restore", path, "--list", "--json").json
        assert [one["of"] for one in told] == ["own", *["other"] * (len(told) - 1)]
        assert len(told) > 1
        assert "another place" in run("restore", path, "--list").out
        theirs = run("list", other, "claims", "--json").json
        assert run("restore", path, "--json").json["restored"] == told[0]["name"]
        assert run("list", path, "claims", "--json").json == before[path]
        assert run("list", other, "claims", "--json").json == theirs
    third = Path(shutil.copyfile(project, project.with_name("third.factcheck")))
    run("restore", third).refused("at another place only", "--list")
    name = run("restore", third, "--list", "--json").json[0]["name"]
    assert run("restore", third, name).code == 0


def test_merge_answers_in_json(run: Run, copies: tuple[Path, Path]) -> None:
    project, copy = copies
    answer = run("merge", project, copy, "--json").json
    assert (answer["dry_run"], answer["edits"], answer["claims"], answer["refused"]) == (False, 2, 1, 0)
    assert answer["authors"] == [{"author": "Bo", "edits": 2}]
    assert Path(answer["backup"]).is_file()
    (conflict,) = answer["conflicts"]
    assert (conflict["field"], conflict["claim"], conflict["article"]) == ("rationale", 2, 1)
    assert [side["author"] for side in conflict["sides"]] == ["Ada", "Bo"]


def test_conflicts_are_listed_and_resolved(run: Run, copies: tuple[Path, Path]) -> None:
    project, copy = copies
    assert run("conflicts", project).out == "No conflicts.\n"
    run("merge", project, copy)
    (conflict,) = run("conflicts", project, "--json").json
    assert conflict["words"] == "only nine"
    assert [side["value"] for side in conflict["sides"]] == ["counted\x1b[31m", "estimated"]
    assert all(side["at"].endswith("+00:00") for side in conflict["sides"])
    assert "estimated" in run("conflicts", project).out
    run("resolve", project, 2, "--take", 1).refused("There is 1 conflict", "factcheck conflicts P")
    run("resolve", project, 1, "--take", 3).refused("It has 2 sides")
    assert run("resolve", project, 1, "--take", 2, "--as", "Cy").out == "Resolved; 0 conflicts are left.\n"
    assert run("list", project, "claims", "--json").json[1]["rationale"] == "estimated"
    run("resolve", project, 1, "--take", 1).refused("There is no conflict")


def test_of_long_texts_the_words_that_differ_are_shown(run: Run, copies: tuple[Path, Path]) -> None:
    project, copy = copies
    for path, name in ((project, "the mayor"), (copy, "the minister")):
        claim_id = next(one["id"] for one in run("list", path, "claims", "--json").json if one["words"] == "only nine")
        with closing(Project.open(path, author="Ada")) as opening:
            opening.apply(EditClaim(claim_id, {"rationale": "as the minutes say " * 30 + name}))
    for told in (run("merge", project, copy, "--dry-run").out, run("merge", project, copy).out):
        assert "the mayor" in told
        assert "the minister" in told
    assert "the minister" in run("conflicts", project).out


def test_a_conflict_is_resolved_by_words_of_ones_own(run: Run, copies: tuple[Path, Path]) -> None:
    project, copy = copies
    run("merge", project, copy)
    answer = run("resolve", project, 1, "--value", "counted twice", "--json").json
    assert (answer["value"], answer["conflicts"]) == ("counted twice", 0)
    assert run("list", project, "claims", "--json").json[1]["rationale"] == "counted twice"
    assert run("resolve", project, 1, "--take", 1, "--value", "x").code == 2
    assert run("resolve", project, 1).code == 2


def test_a_field_that_takes_no_words_is_given_none(run: Run, copies: tuple[Path, Path]) -> None:
    project, copy = copies
    labels = ("True", "False")
    for path, label, kind in zip(copies, labels, ("name", "date"), strict=True):
        claim_id = next(one["id"] for one in run("list", path, "claims", "--json").json if one["words"] == "only nine")
        with closing(Project.open(path, author=label)) as opening:
            ratings = dict(opening.read(lambda reading: reading.tuples("SELECT label, id FROM rating")))
            opening.apply(EditClaim(claim_id, {"rating_id": ratings[label], "kind": kind}))
    run("merge", project, copy)
    told = run("conflicts", project, "--json").json
    numbers = {line["field"]: line["number"] for line in told}
    assert [side["shown"] for side in told[numbers["rating_id"] - 1]["sides"]] == list(labels)
    assert "article 1, verdict: “only nine”" in run("conflicts", project).out
    run("resolve", project, numbers["kind"], "--value", "nonsense").refused("cannot be given a text", "--take")
    run("resolve", project, numbers["rating_id"], "--value", "nonsense").refused(
        "has no verdict “nonsense”", "Misleading"
    )
    assert run("conflicts", project, "--json").json == told
    assert run("resolve", project, numbers["rating_id"], "--value", "misleading").code == 0
    assert run("list", project, "claims", "--json").json[1]["verdict"] == "Misleading"
    assert run("check", project).code == 0


def test_what_is_no_copy_is_refused(run: Run, copies: tuple[Path, Path], tmp_path: Path) -> None:
    project, _copy = copies
    run("new", tmp_path / "other.factcheck")
    run("merge", project, tmp_path / "other.factcheck").refused("another project")
    run("merge", project, tmp_path / "none.factcheck").refused("There is no file")
    (tmp_path / "text.factcheck").write_text("no project" * 100, encoding="utf-8")
    run("merge", project, tmp_path / "text.factcheck").refused("is not a Factcheck project")
    run("merge", project, tmp_path).refused("is a folder")


def test_what_is_not_there_or_no_project_is_told_by_every_command(run: Run, project: Path, tmp_path: Path) -> None:
    word = tmp_path / "draft.factcheck"
    word.write_bytes(b"PK\x03\x04" * 100)
    folder = tmp_path / "folder.factcheck"
    folder.mkdir()
    before = project.read_bytes()
    for command in (
        ("conflicts",), ("resolve", 1, "--take", 1), ("history",), ("restore",), ("rescue",), ("check",), ("merge",),
        ("unlock", tmp_path / "out"), ("send", tmp_path / "out"), ("purge-source", 1), ("merge", project),
    ):  # fmt: skip
        name, *more = command
        run(name, tmp_path / "none.factcheck", *more).refused("There is no file")
        run(name, folder, *more).refused("is a folder")
        run(name, word, *more).refused("draft.factcheck") if name != "restore" else None
    assert {path.name for path in tmp_path.iterdir()} >= {"draft.factcheck", "folder.factcheck"}
    assert not (tmp_path / "out").exists()
    assert project.read_bytes() == before


def test_restore_says_what_is_not_there(run: Run, project: Path) -> None:
    assert run("restore", project, "--list").out == "No backups.\n"
    run("restore", project).refused("no backup of this project")
    run("merge", project, project)
    run("restore", project, "yesterday").refused("no backup")


def test_copies_beside_the_project_are_told(run: Run, copies: tuple[Path, Path]) -> None:
    project, copy = copies
    assert "No copy" in run("merge", project).out
    beside = copy.rename(project.with_name("desk (conflicted copy 2026-01-31).factcheck"))
    assert run("merge", project).out == f"{beside}\n"
    assert run("merge", project, "--json").json == {"copies": [str(beside)]}


def test_a_damaged_project_is_rescued(run: Run, project: Path) -> None:
    content = bytearray(project.read_bytes())
    content[100:3000] = b"\xff" * 2900
    project.write_bytes(content)
    run("list", project).refused("is damaged", "factcheck rescue")
    run("rescue", project).refused("no backup")
    assert project.read_bytes() == content


def test_a_project_that_is_whole_is_not_rescued(run: Run, copies: tuple[Path, Path]) -> None:
    project, _copy = copies
    before = project.read_bytes()
    run("rescue", project).refused("is whole")
    assert project.read_bytes() == before
    assert [path.name for path in project.parent.iterdir() if "damaged" in path.name] == []


def test_a_days_work_is_backed_up(run: Run, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("mark", project, 1, "--quote", "only nine")
    assert run("restore", project, "--list").out == "No backups.\n"
    monkeypatch.setattr("factcheck.project.project.BACKUP_AFTER", timedelta(0))
    run("mark", project, 1, "--quote", "They cost 4.2 million")
    (backup,) = run("restore", project, "--list", "--json").json
    assert backup["size"] > 10_000
    content = bytearray(project.read_bytes())
    content[8192:40000] = b"\xff" * (40000 - 8192)
    project.write_bytes(content)
    assert "edits were rescued" in run("rescue", project).out
    assert len(run("list", project, "claims", "--json").json) == 2


def test_what_is_imported_into_a_new_project_in_a_sync_folder_is_there_for_others(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".stfolder").mkdir()
    (tmp_path / "a.txt").write_text("Bridge\n\nIt carries 9,000 cars a day.\n", encoding="utf-8")
    monkeypatch.setenv("FACTCHECK_HOME", str(tmp_path / "Ada"))
    assert run("import", tmp_path / "desk", tmp_path / "a.txt", "--as", "Ada").code == 0
    monkeypatch.setenv("FACTCHECK_HOME", str(tmp_path / "Bo"))
    assert [line["title"] for line in run("list", tmp_path / "desk", "--as", "Bo", "--json").json] == ["Bridge"]


def test_what_is_imported_while_the_share_is_away_comes_into_the_project_that_lies_there(
    run: Run, tmp_path: Path
) -> None:
    share, text, other = tmp_path / "share", tmp_path / "a.txt", tmp_path / "b.txt"
    (share / ".stfolder").mkdir(parents=True)
    text.write_text("Bridge\n\nIt carries 9,000 cars a day.\n", encoding="utf-8")
    other.write_text("Tunnel\n\nIt carries 400 cars a day.\n", encoding="utf-8")
    assert run("import", share / "desk.factcheck", text).code == 0
    away = share.rename(tmp_path / "unplugged")
    brought = run("import", share / "desk.factcheck", other)
    assert brought.code == 0
    assert "cannot be reached" in brought.err
    run("new", share / "desk.factcheck").refused("you worked on lay at", "new name")
    run("move", "postgresql://ada@127.0.0.1:1/desk", share / "desk.factcheck").refused("you worked on lay at")
    assert not share.exists()
    away.rename(share)
    titles = [line["title"] for line in run("list", share / "desk.factcheck", "--json").json]
    assert titles == ["Bridge", "Tunnel"]
