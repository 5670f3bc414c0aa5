"""A damaged project: what can be read is kept, the damaged file is set aside and never written to."""

from __future__ import annotations

import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from factcheck.domain.problems import Problem
from factcheck.domain.records import Claim
from factcheck.project.backups import back_up
from factcheck.project.checking import faults
from factcheck.project.edits.claims import EditClaim
from factcheck.project.project import Project
from factcheck.project.queries.listing import listed_claims
from factcheck.project.rescuing import rescue
from factcheck.project.restoring import restore
from tests.factories import add_article, mark, new_project


@pytest.fixture
def claimed(tmp_path: Path) -> tuple[Path, str]:
    with closing(new_project(tmp_path)) as project:
        claim_id = mark(project, add_article(project), "9,000 cars")
    return project.path, claim_id


def spoil(path: Path, table: str) -> None:
    """Overwrite the pages of a table, or of an index."""
    with closing(sqlite3.connect(path)) as connection:
        size = connection.execute("PRAGMA page_size").fetchone()[0]
        root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0]
    content = bytearray(path.read_bytes())
    content[(root - 1) * size : root * size] = b"\xff" * size
    path.write_bytes(content)


@pytest.mark.parametrize("table", ["claim", "change_row", "conflict", "highlight_claim", "segmentation"])
def test_where_the_log_is_whole_nothing_is_lost(claimed: tuple[Path, str], table: str) -> None:
    path, claim_id = claimed
    spoil(path, table)
    harmed = path.read_bytes()
    with pytest.raises(Problem, match="damaged"):
        Project.open(path, author="Ana")
    rescued = rescue(path)
    assert (rescued.edits, rescued.from_backups, rescued.missing) == (3, 0, 0)
    assert rescued.damaged.read_bytes() == harmed
    with closing(Project.open(path, author="Ana")) as project:
        assert project.read(faults) == []
        assert [claim.id for claim in project.read(listed_claims)] == [claim_id]
    assert sorted(file.name for file in path.parent.iterdir()) == sorted([path.name, rescued.damaged.name])


def test_a_backup_brings_what_the_damaged_log_lost(claimed: tuple[Path, str]) -> None:
    path, claim_id = claimed
    back_up(path)
    with closing(Project.open(path, author="Bo")) as project:
        project.apply(EditClaim(claim_id, {"note": "after the backup"}))
    spoil(path, "edit")
    rescued = rescue(path)
    assert rescued.from_backups == 3
    with closing(Project.open(path, author="Ana")) as project:
        assert project.read(faults) == []
        assert len(project.read(listed_claims)) == 1


def test_a_file_of_which_nothing_is_left_comes_from_its_backup(claimed: tuple[Path, str]) -> None:
    path, claim_id = claimed
    back_up(path)
    path.write_bytes(b"")
    assert rescue(path).edits == 3
    with closing(Project.open(path, author="Ana")) as project:
        assert [claim.id for claim in project.read(listed_claims)] == [claim_id]


def test_without_log_and_backup_the_file_is_left_as_it_is(claimed: tuple[Path, str]) -> None:
    path, _claim_id = claimed
    path.write_bytes(b"gone" * 1000)
    with pytest.raises(Problem, match="no backup"):
        rescue(path)
    assert path.read_bytes() == b"gone" * 1000
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("left", [b"\xff" * 100, bytes(16), b"\n" * 60])
def test_where_only_the_head_is_damaged_nothing_is_lost(claimed: tuple[Path, str], left: bytes) -> None:
    path, claim_id = claimed
    harmed = left + path.read_bytes()[len(left) :]
    path.write_bytes(harmed)
    rescued = rescue(path)
    assert (rescued.edits, rescued.from_backups, rescued.missing) == (3, 0, 0)
    assert rescued.damaged.read_bytes() == harmed
    with closing(Project.open(path, author="Ana")) as project:
        assert project.read(faults) == []
        assert [claim.id for claim in project.read(listed_claims)] == [claim_id]
    assert sorted(file.name for file in path.parent.iterdir()) == sorted([path.name, rescued.damaged.name])


def test_what_is_newer_than_the_backup_is_read_under_a_sound_head(claimed: tuple[Path, str]) -> None:
    path, claim_id = claimed
    back_up(path)
    with closing(Project.open(path, author="Bo")) as project:
        project.apply(EditClaim(claim_id, {"note": "after the backup"}))
    path.write_bytes(bytes(100) + path.read_bytes()[100:])
    assert (rescued := rescue(path)).edits == 4
    assert (rescued.from_backups, rescued.missing) == (0, 0)
    with closing(Project.open(path, author="Ana")) as project:
        assert project.read(lambda reading: reading.get(Claim, claim_id)).note == "after the backup"


def test_under_a_sound_head_the_digests_are_asked_too(claimed: tuple[Path, str]) -> None:
    path, claim_id = claimed
    with closing(Project.open(path, author="Bo")) as project:
        project.apply(EditClaim(claim_id, {"note": "written"}))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE change SET value = '\"forged\"' WHERE value = '\"written\"'")
        assert connection.total_changes == 1
    path.write_bytes(bytes(100) + path.read_bytes()[100:])
    rescue(path)
    with closing(Project.open(path, author="Ana")) as project:
        assert project.read(lambda reading: reading.get(Claim, claim_id)).note == ""


def test_another_programs_file_and_half_a_transaction_are_not_read_under_our_head(
    claimed: tuple[Path, str],
) -> None:
    path, _claim_id = claimed
    path.write_bytes(bytes(100) + path.read_bytes()[100:])
    other = path.with_name("other.factcheck")
    with closing(sqlite3.connect(other)) as connection, connection:
        connection.execute("CREATE TABLE meta (project_uuid TEXT)")
        connection.execute("INSERT INTO meta VALUES ('0123456789abcdef')")
    other.write_bytes(bytes(100) + other.read_bytes()[100:])
    path.with_name(f"{path.name}-journal").write_bytes(b"half")
    before = {file: file.read_bytes() for file in path.parent.iterdir()}
    for one in (path, other):
        with pytest.raises(Problem, match="Look for a copy"):
            rescue(one)
    assert {file: file.read_bytes() for file in path.parent.iterdir()} == before


def test_whatever_is_damaged_the_rescued_project_is_sound(claimed: tuple[Path, str], tmp_path: Path) -> None:
    path, _claim_id = claimed
    whole = path.read_bytes()
    rnd = random.Random(3)
    for number in range(25):
        harmed = bytearray(whole)
        for _ in range(rnd.choice((1, 3, 40))):
            start = rnd.randrange(len(harmed))
            end = min(start + rnd.randrange(1, 6000), len(harmed))
            harmed[start:end] = rnd.randbytes(end - start)
        one = tmp_path / f"{number}.factcheck"
        one.write_bytes(harmed)
        try:
            rescue(one)
        except Problem:
            assert one.read_bytes() == harmed
            continue
        with closing(Project.open(one, author="Ana")) as project:
            assert [fault for fault in project.read(faults) if not fault.startswith(("log: gap", "text:"))] == []


def test_a_file_that_another_program_put_into_wal_mode_opens_and_is_put_back(claimed: tuple[Path, str]) -> None:
    path, _claim_id = claimed
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA journal_mode=WAL").fetchone()[0] == "wal"
    copy = Path(shutil.copyfile(path, path.with_name("copy.factcheck")))
    with closing(Project.open(path, author="Ana")) as project:
        project.exchange(copy)
        assert project.read(faults) == []
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "delete"


def test_a_file_that_is_in_use_in_wal_mode_is_told(claimed: tuple[Path, str]) -> None:
    path, _claim_id = claimed
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("BEGIN")
        connection.execute("SELECT count(*) FROM claim").fetchone()
        with pytest.raises(Problem, match="busy"):
            Project.open(path, author="Ana")


def test_a_file_that_is_in_use_is_not_taken_for_damaged(
    claimed: tuple[Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path, _claim_id = claimed
    backup = back_up(path)
    monkeypatch.setattr("factcheck.project.looking.BUSY_SECONDS", 0.1)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        with pytest.raises(Problem, match="busy"):
            restore(path, backup)
    assert list(path.parent.glob("*.damaged-*")) == []
