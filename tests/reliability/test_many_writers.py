"""Many processes at once: on one file, and over a share whose locks are dead and whose sync program is hostile.

Small by default; ``RELIABILITY=long``: 8 processes with 500 edits on one file, 8 computers with 400 over the share.
"""

from __future__ import annotations

import os
import random
import shutil
import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest

from factcheck.project import replica as replicas
from factcheck.project.checking import faults
from factcheck.project.edits.claims import EditClaim
from factcheck.project.places import Place
from factcheck.project.project import Project
from tests.factories import add_article, mark, new_project
from tests.reliability.processes import Child, Say, together
from tests.reliability.workloads import large_project, rounds

PROCESSES = 8


def values_in(project: Project) -> set[str]:
    values = project.read(lambda reading: reading.tuples("SELECT value FROM change WHERE field = 'note'"))
    return {value[0].strip('"') for value in values}


def spread(times: list[float]) -> str:
    return f"p50 {times[len(times) // 2]:.3f} s, p99 {times[int(len(times) * 0.99)]:.3f} s, longest {times[-1]:.3f} s"


def test_eight_processes_on_one_file(tmp_path: Path) -> None:
    with closing(new_project(tmp_path)) as project:
        path, claim_id = project.path, mark(project, add_article(project), "9,000 cars")
    edits = rounds(short=10, long=500)

    def work(say: Say) -> None:
        with closing(Project.open(path, author=str(os.getpid()))) as opening:
            for number in range(edits):
                start = time.perf_counter()
                opening.apply(EditClaim(claim_id, {"note": f"{os.getpid()}.{number}"}))
                say(f"{os.getpid()}.{number} {time.perf_counter() - start:.4f}")

    said = [line.split() for lines in together(*[work] * PROCESSES) for line in lines]
    with closing(Project.open(path, author="Judge")) as judge:
        assert len(said) == PROCESSES * edits
        assert {value for value, _time in said} <= values_in(judge)
        assert judge.read(faults) == []
    times = sorted(float(seconds) for _value, seconds in said)
    print(f"{len(said)} edits by {PROCESSES} processes as fast as they can, 0 lost: {spread(times)}")


def at_human_pace(path: Path, claim_id: str, people: int, edits: int) -> list[float]:
    """What each edit took (seconds), in order, where people write half a second apart at most; all have opened it."""
    begin = time.monotonic() + people * 0.3

    def work(say: Say) -> None:
        rnd = random.Random(os.getpid())
        with closing(Project.open(path, author=str(os.getpid()))) as opening:
            opening.apply(EditClaim(claim_id, {"rationale": "the first edit compiles its statements"}))
            time.sleep(max(0, begin - time.monotonic()))
            for number in range(edits):
                time.sleep(rnd.uniform(0, 0.5))
                start = time.perf_counter()
                opening.apply(EditClaim(claim_id, {"rationale": f"{os.getpid()}.{number}"}))
                say(f"{time.perf_counter() - start:.4f}")

    return sorted(float(line) for lines in together(*[work] * people) for line in lines)


@pytest.mark.parametrize("where", ["on disk", "in memory"])
def test_eight_people_at_their_pace(where: str, tmp_path: Path, memory: Path) -> None:
    folder = tmp_path if where == "on disk" else memory
    with closing(new_project(folder)) as project:
        path, claim_id = project.path, mark(project, add_article(project), "9,000 cars")
    edits = rounds(short=2, long=40)
    alone = at_human_pace(path, claim_id, 1, edits)
    times = at_human_pace(path, claim_id, PROCESSES, edits)
    assert len(times) == PROCESSES * edits
    print(f"{where}: {len(times)} edits at human pace: {spread(times)}; alone: {spread(alone)}; {sync_time(folder)}")


def sync_time(folder: Path) -> str:
    """What the disk needs to hold on to a page."""
    times = []
    with (folder / "probe").open("wb") as file:
        for _ in range(50):
            file.write(bytes(4096))
            file.flush()
            start = time.perf_counter()
            os.fsync(file.fileno())
            times.append(time.perf_counter() - start)
    times.sort()
    return f"an fsync p50 {times[25] * 1000:.2f} ms, longest of 50 {times[-1] * 1000:.2f} ms"


def hostile_sync_program(shared: Path, first: Path) -> Callable[[Say], None]:
    """It puts old versions back, cuts uploads off, deletes, and leaves conflicted copies."""

    def put_back() -> None:
        arriving = Path(shutil.copyfile(first, shared.with_name(".upload")))
        arriving.replace(shared)

    def cut_off() -> None:
        os.truncate(shared, shared.stat().st_size // 2)

    def leave_a_copy() -> None:
        shutil.copyfile(shared, shared.with_name("desk (conflicted copy 1).factcheck"))

    def work(say: Say) -> None:
        rnd = random.Random(99)
        say("ready")
        while True:
            time.sleep(rnd.uniform(0.01, 0.2))
            with suppress(OSError):
                rnd.choice((put_back, cut_off, shared.unlink, leave_a_copy))()

    return work


def person(number: int, home: Path, shared: Path, ids: list[str], edits: int) -> Callable[[Say], None]:
    """Somebody at a computer of their own who edits, and exchanges now and then."""

    def work(say: Say) -> None:
        os.environ["FACTCHECK_HOME"] = str(home)
        rnd = random.Random(number)
        with closing(Project.open(shared, author=f"person {number}")) as project:
            assert project.shared is not None
            for edit in range(edits):
                project.apply(EditClaim(rnd.choice(ids), {"note": f"{number}.{edit}"}))
                say(f"made {number}.{edit}")
                if rnd.random() < 0.3:
                    say(f"healed {len(project.shared.exchange().told)}")

    return work


def test_a_dead_lock_share_with_a_hostile_sync_program(memory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (memory / "share").mkdir()
    shared, ids = large_project(memory / "share", 20)
    first = Path(shutil.copyfile(shared, memory / "first"))
    monkeypatch.setattr(replicas, "place_of", lambda _path: Place.SHARE)
    edits = rounds(short=6, long=400)
    homes = [memory / f"home {number}" for number in range(PROCESSES)]

    def at(home: Path) -> Project:
        monkeypatch.setenv("FACTCHECK_HOME", str(home))
        return Project.open(shared, author="Judge")

    for home in homes:  # everybody has opened it before the harm begins
        at(home).close()
    enemy = Child(hostile_sync_program(shared, first))
    assert enemy.first_line() == "ready"
    try:
        people = [person(number, home, shared, ids, edits) for number, home in enumerate(homes)]
        said = [line.split() for lines in together(*people) for line in lines]
    finally:
        enemy.kill_after(0)
        enemy.end()
    made = {value for what, value in said if what == "made"}
    assert len(made) == PROCESSES * edits
    for home in (*homes, *homes):
        with closing(at(home)) as project:
            assert project.shared is not None
            assert project.shared.exchange().offline == ""
    logs = []
    for home in homes:
        with closing(at(home)) as project:
            assert made <= values_in(project)
            assert project.read(faults) == []
            logs.append(project.read(lambda reading: set(reading.tuples("SELECT site, seq, digest FROM change"))))
    assert all(log == logs[0] for log in logs)
    healed = sum(int(number) for what, number in said if what == "healed")
    print(f"{PROCESSES} computers, {len(made)} edits, 0 lost in any replica; the shared file was healed {healed} times")


def test_a_share_that_is_lost_in_mid_save(memory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its folder goes away at any moment and comes back, as when a cable is pulled: edits go on, and join it later."""
    share, away = memory / "share", memory / "away"
    share.mkdir()
    shared, ids = large_project(share, 200)
    monkeypatch.setattr(replicas, "place_of", lambda _path: Place.SHARE)
    homes = [memory / f"home {number}" for number in range(2)]
    for home in homes:
        monkeypatch.setenv("FACTCHECK_HOME", str(home))
        Project.open(shared, author="Judge").close()

    def pull_the_plug(say: Say) -> None:
        rnd = random.Random(3)
        say("ready")
        while True:
            time.sleep(rnd.uniform(0, 1))
            share.rename(away)
            time.sleep(rnd.uniform(0, 0.05))
            away.rename(share)

    def save(number: int) -> Callable[[Say], None]:
        def work(say: Say) -> None:
            os.environ["FACTCHECK_HOME"] = str(homes[number])
            with closing(Project.open(shared, author=f"person {number}")) as project:
                assert project.shared is not None
                for edit in range(rounds(short=20, long=500)):
                    project.apply(EditClaim(ids[number], {"note": f"{number}.{edit}"}))
                    say(f"made {number}.{edit}")
                    say(f"told {project.shared.exchange().offline}")

        return work

    enemy = Child(pull_the_plug)
    assert enemy.first_line() == "ready"
    try:
        said = [line.partition(" ") for lines in together(save(0), save(1)) for line in lines]
    finally:
        enemy.kill_after(0)
        enemy.end()
    if away.exists():
        away.rename(share)
    told = [words for what, _space, words in said if what == "told" and words]
    assert told, "it was never lost: this tests nothing"
    assert all(words.startswith(("The shared file cannot be reached (", "The shared file is being")) for words in told)
    made = {value for what, _space, value in said if what == "made"}
    for home in (*homes, *homes):
        monkeypatch.setenv("FACTCHECK_HOME", str(home))
        with closing(Project.open(shared, author="Judge")) as project:
            assert project.shared is not None
            assert project.shared.exchange().offline == ""
    for home in homes:
        monkeypatch.setenv("FACTCHECK_HOME", str(home))
        with closing(Project.open(shared, author="Judge")) as project:
            assert made <= values_in(project)
            assert project.read(faults) == []
    assert [file.name for file in share.iterdir() if not file.name.endswith((".lease", ".new"))] == [shared.name]
    print(f"the share was away at {len(told)} of {len(made)} saves; 0 edits lost")
