"""Brings two copies of a project of 10,000 claims together; processor time beside a floor in the same run.

    python tests/benchmarks/merge.py [--claims 10000] [--rounds N] [--server]

Both copies edited: 5,000 notes here, 5,000 notes and 5,000 rationales there (2,000 of the notes the same: conflicts),
2,000 claims more there. Told are the preview, the merge with its backup and verification, and an exchange that finds
nothing new. The floor reads both logs by SQLite, checks each new digest and writes the new changes and rows, no more.
``--server``: the first copy is moved to a PostgreSQL of our own, and the second is merged into it there.
"""

from __future__ import annotations

import argparse
import gc
import hashlib
import json
import os
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from factcheck.project.project import Project
from factcheck.project.queries.conflicts import conflicts
from factcheck.project.server.moving import move
from tests.reliability.workloads import MarkMany, WriteEach, large_project
from tests.servers import PASSWORD, running

_CHANGES = 'SELECT site, seq, edit, tbl, "row", field, value, prev, salt, digest FROM change'


def floor(ours: Path, theirs: Path) -> None:
    """The least that any merge of the two must do."""
    with closing(sqlite3.connect(ours, isolation_level=None)) as one, closing(sqlite3.connect(theirs)) as other:
        known = set(one.execute("SELECT site, seq FROM change"))
        new = [row for row in other.execute(_CHANGES) if row[:2] not in known]
        for row in new:
            whole = json.dumps(row[:8], ensure_ascii=False).encode()
            hashlib.blake2b(whole, digest_size=16, key=bytes.fromhex(row[8])).hexdigest()
        rows = sorted({(row[3], row[4]) for row in new})
        one.execute("BEGIN")
        one.executemany("INSERT INTO change VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", new)
        for table, row in rows:
            one.execute(_CHANGES + ' WHERE tbl = ? AND "row" = ?', (table, row)).fetchall()
        columns = ", ".join(name for (_n, name, *_r) in other.execute("PRAGMA table_info(claim)"))
        places = ", ".join("?" * (columns.count(",") + 1))
        claims = other.execute(f"SELECT {columns} FROM claim")
        one.executemany(f"INSERT OR REPLACE INTO claim ({columns}) VALUES ({places})", claims)
        one.execute("COMMIT")


def spent(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def through_server(path: Path, theirs: Path, rounds: int) -> dict[str, list[float]]:
    """What the client spends on moving a project to a server, and on merging a copy into it there."""
    figures: dict[str, list[float]] = {"to server": [], "merge there": []}
    os.environ["PGPASSWORD"] = PASSWORD
    with running() as server:
        for _round in range(rounds):
            address = server.address(server.new_database())
            figures["to server"].append(spent(partial(move, path, address, author="Ada")))
            figures["merge there"].append(spent(partial(move, theirs, address, author="Bo")))
    return figures


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--claims", type=int, default=10_000)
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--server", action="store_true")
    chosen = asked.parse_args()
    gc.freeze()  # as the program does
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["FACTCHECK_HOME"] = str(folder / "home")
        path, ids = large_project(folder, chosen.claims)
        half, third = chosen.claims // 2, chosen.claims * 3 // 10
        theirs = Path(shutil.copyfile(path, folder / "theirs.factcheck"))
        with closing(Project.open(theirs, author="Bo")) as project:
            project.apply(WriteEach(ids[third : third + half], "note", "theirs"))
            project.apply(WriteEach(ids[:half], "rationale", "theirs"))
            article, revision = project.read(lambda reading: reading.tuples("SELECT id, revision_id FROM article"))[0]
            project.apply(MarkMany(article, revision, [f"new {n}" for n in range(chosen.claims // 5)]))
        with closing(Project.open(path, author="Ada")) as project:
            project.apply(WriteEach(ids[:half], "note", "ours"))
        figures: dict[str, list[float]] = {"preview": [], "merge": [], "nothing new": [], "floor": []}
        for number in range(chosen.rounds):
            ours = Path(shutil.copyfile(path, folder / f"{number}.factcheck"))
            with closing(Project.open(ours, author="Ada")) as project:

                def bring_in(*, dry_run: bool, project: Project = project) -> None:
                    project.bring_in(
                        theirs, dry_run=dry_run, then=lambda reading, found: conflicts(reading, found.conflicts)
                    )

                figures["preview"].append(spent(lambda: bring_in(dry_run=True)))
                figures["merge"].append(spent(lambda: bring_in(dry_run=False)))
                figures["nothing new"].append(spent(partial(project.exchange, theirs)))
            shutil.copyfile(path, ours)
            figures["floor"].append(spent(partial(floor, ours, theirs)))
        if chosen.server:
            figures |= through_server(path, theirs, chosen.rounds)
        for what, times in figures.items():
            print(f"{what:12} least {min(times):.2f} s, median {statistics.median(times):.2f} s of processor time")


if __name__ == "__main__":
    main()
