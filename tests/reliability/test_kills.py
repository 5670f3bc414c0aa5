"""Processes that are killed at any moment: what was acknowledged is there, and nothing is there by halves.

A few kills by default; ``RELIABILITY=long`` for a release: 1,000 at work, 200 during an upgrade, 200 during a merge.
"""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from factcheck.project import replica as replicas
from factcheck.project.backups import backups_of
from factcheck.project.checking import faults
from factcheck.project.edits.claims import EditClaim
from factcheck.project.places import Place
from factcheck.project.project import Project
from factcheck.project.queries.listing import listed_claims
from factcheck.project.replica import SharedFile
from factcheck.project.tables import SCHEMA
from tests.factories import add_article, mark, new_project
from tests.reliability.processes import Child, Say
from tests.reliability.workloads import MarkMany, WriteEach, large_project, rounds

FIRST = Path(__file__).parents[1] / "data/schemas/1.factcheck"


def notes_in(path: Path) -> set[str]:
    """Every note that the log holds; the project must be whole."""
    with closing(Project.open(path, author="Judge")) as project:
        assert project.read(faults) == []
        values = project.read(lambda reading: reading.tuples("SELECT value FROM change WHERE field = 'note'"))
        return {value[0].strip('"') for value in values}


def test_kills_at_work(tmp_path: Path) -> None:
    """On the disk itself, with every setting of the program: each edit that was acknowledged is there."""
    with closing(new_project(tmp_path)) as project:
        path, claim_id = project.path, mark(project, add_article(project), "9,000 cars")
    acknowledged: set[str] = set()
    rnd = random.Random(7)
    kills = rounds(short=8, long=1000)

    def work(say: Say) -> None:
        with closing(Project.open(path, author="Ada")) as opening:
            say("ready")
            for number in range(10_000):
                opening.apply(EditClaim(claim_id, {"note": f"{os.getpid()}.{number}"}))
                say(f"{os.getpid()}.{number}")

    with closing(Project.open(path, author="Ada")) as opening:
        edits = [EditClaim(claim_id, {"note": f"{number}"}) for number in range(3)]
        one_edit = min(time_of(opening.apply, edit) for edit in edits)
    hot = 0
    for kill in range(kills):
        child = Child(work)
        assert child.first_line() == "ready"
        child.kill_after(rnd.uniform(0, one_edit * 12))
        _code, said = child.end()
        acknowledged |= set(said)
        hot += path.with_name(f"{path.name}-journal").exists()
        if kill % 20 == 0 or kill == kills - 1:
            assert acknowledged <= notes_in(path)
    print(f"{kills} kills, {hot} left a journal, {len(acknowledged)} edits acknowledged, 0 lost")


def contents(path: Path) -> Any:
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        return (
            connection.execute("PRAGMA user_version").fetchone()[0],
            sorted(connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")),
            connection.execute("SELECT count(*) FROM change").fetchone()[0],
        )


def time_of(work: Any, *arguments: Any) -> float:
    start = time.perf_counter()
    work(*arguments)
    return time.perf_counter() - start


def test_kills_during_an_upgrade(memory: Path) -> None:
    path = memory / "desk.factcheck"

    def work(say: Say) -> None:
        say("ready")
        Project.open(path, author="Ada").close()
        say("done")

    shutil.copyfile(FIRST, path)
    whole = time_of(lambda: Project.open(path, author="Ada").close())
    new = contents(path)
    old = contents(FIRST)
    seen = {old[0]: 0, new[0]: 0}
    rnd = random.Random(3)
    for _ in range(rounds(short=12, long=200)):
        shutil.copyfile(FIRST, path)
        child = Child(work)
        assert child.first_line() == "ready"
        child.kill_after(rnd.uniform(0, whole * 1.8))
        _code, said = child.end()
        found = contents(path)
        assert found == (new if found[0] == SCHEMA else old)
        assert found == new or "done" not in said
        seen[found[0]] += 1
        with closing(Project.open(path, author="Judge")) as project:
            assert project.read(faults) == []
            assert len(project.read(listed_claims)) == 2
    print(f"killed during the upgrade: schema after it {seen}, never mixed")


def test_kills_during_a_merge(memory: Path) -> None:
    start, ids = large_project(memory, 300)
    copy = Path(shutil.copyfile(start, memory / "copy.factcheck"))
    with closing(Project.open(copy, author="Bo")) as theirs:
        theirs.apply(WriteEach(ids, "note", "Bo's"))
        line = theirs.read(lambda reading: reading.tuples("SELECT id, revision_id FROM article"))[0]
        theirs.apply(MarkMany(line[0], line[1], [f"new {number}" for number in range(200)]))
    path = memory / "desk (1).factcheck"

    def merge() -> None:
        with closing(Project.open(path, author="Ada")) as project:
            project.bring_in(copy, then=lambda _reading, _merged: None)

    def work(say: Say) -> None:
        say("ready")
        merge()
        say("done")

    shutil.copyfile(start, path)
    old = contents(path)
    whole = time_of(merge)
    new = contents(path)
    before = after = 0
    rnd = random.Random(4)
    for _ in range(rounds(short=10, long=200)):
        shutil.copyfile(start, path)
        child = Child(work)
        assert child.first_line() == "ready"
        child.kill_after(rnd.uniform(0, whole * 1.8))
        _code, said = child.end()
        found = contents(path)
        assert found in (old, new)
        assert found == new or "done" not in said
        before, after = before + (found == old), after + (found == new)
        with closing(Project.open(path, author="Judge")) as project:
            assert project.read(faults) == []
    assert len(backups_of(path)) <= 10
    print(f"killed during the merge: {before} before it, {after} after it, never between")


def test_kills_during_an_exchange(memory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The shared file is old or new, the replica holds everything, and the next exchange puts it right."""
    (memory / "share").mkdir()
    shared, ids = large_project(memory / "share", 300)
    monkeypatch.setattr(replicas, "place_of", lambda _path: Place.SHARE)
    monkeypatch.setenv("FACTCHECK_HOME", str(memory / "home"))

    def work(say: Say) -> None:
        with closing(Project.open(shared, author="Ada")) as project:
            assert project.shared is not None
            say("ready")
            for number in range(1000):
                project.apply(EditClaim(ids[0], {"note": f"{os.getpid()}.{number}"}))
                say(f"{os.getpid()}.{number}")
                assert project.shared.exchange().offline == ""

    rnd = random.Random(5)
    acknowledged: set[str] = set()
    for _ in range(rounds(short=8, long=200)):
        child = Child(work)
        assert child.first_line() == "ready"
        child.kill_after(rnd.uniform(0, 0.3))
        acknowledged |= set(child.end()[1])
        contents(shared)
    file = SharedFile.of(shared)
    assert file is not None
    time.sleep(0.01)
    file.exchange()
    assert acknowledged <= notes_in(shared)
    with closing(sqlite3.connect(shared)) as connection:
        values = connection.execute("SELECT value FROM change WHERE field = 'note'").fetchall()
    assert acknowledged <= {value.strip('"') for (value,) in values}
