"""A disk that is full: nothing that was acknowledged is lost, what was not is taken back, and it is told in words."""

from __future__ import annotations

import random
import resource
import shutil
import signal
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from factcheck.domain.problems import Problem
from factcheck.domain.records import Claim
from factcheck.project.checking import faults
from factcheck.project.edits.claims import EditClaim
from factcheck.project.project import Project
from factcheck.project.replica import SharedFile
from tests.factories import add_article, mark, new_project
from tests.reliability.processes import Child, Say
from tests.reliability.workloads import rounds


def test_a_full_disk(tmp_path: Path) -> None:
    with closing(new_project(tmp_path)) as project:
        path, claim_id = project.path, mark(project, add_article(project), "9,000 cars")

    def work_up_to(limit: int) -> Callable[[Say], None]:
        def work(say: Say) -> None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
            with closing(Project.open(path, author="Ada")) as opening:
                try:
                    for number in range(1000):
                        note = f"{limit}.{number}"
                        opening.apply(EditClaim(claim_id, {"note": note, "rationale": "much " * 2000}))
                        say(f"made {note}")
                except Problem as problem:
                    say(f"told {problem.message}")
                    # Reading goes on, and so does work once there is room.
                    assert opening.read(faults) == []

        return work

    made: set[str] = set()
    for _ in range(rounds(short=3, long=40)):
        child = Child(work_up_to(path.stat().st_size + 150_000))
        code, said = child.end()
        assert code == 0, said[-1]
        # A disk says that it is full, a limit that nothing more can be written.
        assert said[-1].endswith("the last change was not saved."), said[-1]
        made |= {line.split()[1] for line in said[:-1]}
    with closing(Project.open(path, author="Judge")) as judge:
        values = judge.read(lambda reading: reading.tuples("SELECT value FROM change WHERE field = 'note'"))
        assert made <= {value[0].strip('"') for value in values}
        assert judge.read(faults) == []
    assert made


def test_a_full_share(tmp_path: Path) -> None:
    """The shared file stays as it was, and the replica goes on."""
    with closing(new_project(tmp_path)) as project:
        path, claim_id = project.path, mark(project, add_article(project), "9,000 cars")
    before = path.read_bytes()

    def work(say: Say) -> None:
        replica = SharedFile.around(path, Project.open(path, author="Ada")._database.driver)
        with closing(Project.open(replica.replica, author="Ada")) as opening:
            opening.apply(EditClaim(claim_id, {"note": "kept"}))
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            room = len(before) // 2
            resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
            say(replica.exchange().offline)

    code, said = Child(work).end()
    assert code == 0, said
    assert "cannot be reached" in said[0]
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own, of 6 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", folder], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("only root can make a disk")
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_a_disk_that_is_really_full(small_disk: Path) -> None:
    with closing(new_project(small_disk)) as project:
        claim_id = mark(project, add_article(project), "9,000 cars")
        path, made = project.path, 0
        rnd = random.Random(1)

        def edit_until_it_is_full(words: str) -> None:
            nonlocal made
            while True:
                project.apply(EditClaim(claim_id, {"note": f"{made}", "rationale": words}))
                made += 1

        times = rounds(short=5, long=40)
        for number in range(times):
            room = shutil.disk_usage(small_disk).free
            (small_disk / "filler").write_bytes(bytes(max(0, room - rnd.randrange(400_000))))
            with pytest.raises(Problem, match="The disk is full; the last change was not saved"):
                edit_until_it_is_full(f"{number} " * 4000)
            assert project.read(lambda reading: reading.get(Claim, claim_id)).note in {f"{made - 1}", ""}
            (small_disk / "filler").unlink()
            # There is room again: work goes on in the same window.
            project.apply(EditClaim(claim_id, {"note": f"{made}"}))
            made += 1
        assert project.read(faults) == []
    with closing(sqlite3.connect(path)) as connection:
        notes = {value for (value,) in connection.execute("SELECT value FROM change WHERE field = 'note'")}
        assert {f'"{number}"' for number in range(made)} <= notes
    print(f"{times} times full, {made} edits acknowledged, 0 lost")
