"""Files that anybody may have sent: none ends the program or hangs it, and no altered change is believed.

A few dozen by default; ``RELIABILITY=long``: 100,000 hostile files opened, 10,000 altered copies brought in.
"""

from __future__ import annotations

import random
import shutil
import sqlite3
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from factcheck.domain.problems import Problem
from factcheck.project.checking import faults
from factcheck.project.edits.claims import AddComment, EditClaim
from factcheck.project.project import Project
from factcheck.project.queries.articles import articles
from factcheck.project.queries.claims import claim_lines
from factcheck.project.queries.listing import listed_claims
from tests.factories import add_article, mark, new_project
from tests.reliability.processes import Child, Say
from tests.reliability.workloads import chance, rounds

BATCH = 250
SLOW = 5.0


def altered(content: bytes, rnd: random.Random) -> bytes:
    """A file with some bytes otherwise: in the header, in the schema, anywhere; sometimes cut off."""
    harmed = bytearray(content)
    reach = rnd.choice((100, 4096, 65536, len(harmed), len(harmed)))
    for _ in range(rnd.choice((1, 3, 20, 200))):
        place = rnd.randrange(min(reach, len(harmed)))
        kind = rnd.random()
        if kind < 0.8:
            harmed[place] = rnd.choice((0, 255, rnd.randrange(256), harmed[place] ^ (1 << rnd.randrange(8))))
        else:
            end = min(len(harmed), place + rnd.randrange(64))
            other = rnd.randrange(len(harmed))
            harmed[place:end] = bytes(end - place) if kind < 0.9 else harmed[other : other + end - place]
    if rnd.random() < 0.1:
        del harmed[rnd.randrange(len(harmed)) :]
    return bytes(harmed)


def sample(folder: Path) -> tuple[Path, str]:
    with closing(new_project(folder)) as project:
        line = add_article(project)
        claim_id = mark(project, line, "9,000 cars")
        for number in range(12):
            project.apply(EditClaim(claim_id, {"note": f"note {number} " * number}))
            project.apply(AddComment(claim_id, f"comment {number}"))
    return project.path, claim_id


def test_hostile_files_are_opened(memory: Path) -> None:
    path, _claim_id = sample(memory)
    content = path.read_bytes()
    hostile = memory / "hostile.factcheck"
    total = rounds(short=60, long=100_000)
    outcomes: Counter[str] = Counter()

    def work_from(seed: int, count: int) -> Callable[[Say], None]:
        def work(say: Say) -> None:
            rnd = random.Random(seed)
            for _ in range(count):
                hostile.write_bytes(altered(content, rnd))
                hostile.with_name(f"{hostile.name}-journal").unlink(missing_ok=True)
                start = time.perf_counter()
                try:
                    with closing(Project.open(hostile, author="Ada")) as project:
                        project.read(lambda reading: claim_lines(reading, None))
                        project.read(listed_claims)
                        project.read(faults)
                    outcome = "opened"
                except Problem as problem:
                    outcome = problem.message.replace(hostile.name, "")[:40]
                took = time.perf_counter() - start
                assert took < SLOW, f"{took:.1f} s"
                say(outcome)

        return work

    for first in range(0, total, BATCH):
        seed = chance() + first
        child = Child(work_from(seed, min(BATCH, total - first)))
        code, said = child.end()
        assert code == 0, (seed, code, said[-1].replace("\t", "\n"))
        outcomes.update(said)
    assert sum(outcomes.values()) == total
    print(f"{total} hostile files, 0 crashes: {dict(outcomes.most_common())}")


def test_altered_copies_are_brought_in(memory: Path) -> None:
    start, claim_id = sample(memory)
    copy = Path(shutil.copyfile(start, memory / "copy.factcheck"))
    with closing(Project.open(copy, author="Bo")) as theirs:
        for number in range(10):
            theirs.apply(EditClaim(claim_id, {"rationale": f"because {number}"}))
        mark(theirs, theirs.read(articles)[0], "14 months")
        true = log_of(theirs)
    content = copy.read_bytes()
    path, harmed = memory / "ours.factcheck", memory / "harmed.factcheck"
    rnd = random.Random(11 + chance())
    total = rounds(short=40, long=10_000)
    refused_files = refused = taken = 0
    for _ in range(total):
        shutil.copyfile(start, path)
        # Half of them pass every check of the file itself: only the digests tell.
        harmed.write_bytes(altered(content, rnd) if rnd.random() < 0.5 else content)
        if harmed.read_bytes() == content:
            forge(harmed, rnd)
        with closing(Project.open(path, author="Ada")) as ours:
            try:
                merged = ours.exchange(harmed)
            except Problem:
                refused_files += 1
                continue
            assert log_of(ours) <= true, "an altered change was believed"
            refused += merged.refused
            taken += merged.changes
            whole = [fault for fault in ours.read(faults) if not fault.startswith(("log: gap", "text:"))]
            assert whole == []
    print(
        f"{total} altered copies: {refused_files} refused as files, {refused} changes refused, {taken} sound ones taken"
    )


def forge(path: Path, rnd: random.Random) -> None:
    """Alter single values of the log, as its owner could."""
    with closing(sqlite3.connect(path)) as connection:
        for _ in range(rnd.choice((1, 1, 5))):
            table, columns = rnd.choice(
                (
                    ("change", ("seq", "edit", "tbl", '"row"', "field", "value", "prev", "salt", "digest", "site")),
                    ("edit", ("id", "site", "author", "hlc", "name", "undoes")),
                )
            )
            column = rnd.choice(columns)
            ((site, number),) = connection.execute(
                f"SELECT site, {'seq' if table == 'change' else 'arrival'} FROM {table} ORDER BY random() LIMIT 1"
            )
            value = rnd.choice((f"substr({column}, 2)", f"{column} || 'x'", "'forged'", "NULL", "7", "'[]'", "''"))
            key = "seq" if table == "change" else "arrival"
            with suppress(sqlite3.Error):
                connection.execute(
                    f"UPDATE {table} SET {column} = {value} WHERE site = ? AND {key} = ?", (site, number)
                )
        connection.commit()


def log_of(project: Project) -> set[tuple[object, ...]]:
    sql = """SELECT change.site, seq, tbl, "row", field, value, prev, author, hlc, name FROM change
             JOIN edit ON edit.id = change.edit"""
    return {tuple(row) for row in project.read(lambda reading: reading.tuples(sql))}
