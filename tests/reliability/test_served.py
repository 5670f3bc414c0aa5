"""The suite on a real PostgreSQL server: many at once, kills, restarts, random histories, hostile rows, human pace.

Small by default; ``RELIABILITY=long``: 8 computers with 500 edits, 200 kills, 40 restarts, 2,000 histories, 2,000
servers whose rows were altered, 40 edits each by 8 people at their pace.
"""

from __future__ import annotations

import os
import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from pg8000.exceptions import DatabaseError

from factcheck.domain.address import Address
from factcheck.domain.problems import Problem
from factcheck.project.checking import faults
from factcheck.project.edits.claims import AddComment, EditClaim
from factcheck.project.project import Project
from factcheck.project.server import passwords
from tests.factories import add_article, mark
from tests.reliability.processes import Child, Say, together
from tests.reliability.test_hostile_files import log_of
from tests.reliability.test_many_writers import spread, sync_time
from tests.reliability.test_merge_histories import Desk, check_all, check_pairs
from tests.reliability.workloads import chance, rounds
from tests.servers import PASSWORD, Server

PEOPLE = 8
TABLES = ("meta", "edit", "change", "blob", "blob_chunk")
COLUMNS = 'site, seq, tbl, "row", field, value, prev, salt, digest'
SERVED = f'SELECT {COLUMNS} FROM desk.change ORDER BY site COLLATE "C", seq'
HERE = f"SELECT {COLUMNS} FROM change ORDER BY site, seq"


@contextmanager
def opened(address: Address, home: Path, author: str) -> Iterator[Project]:
    """A project on somebody's computer, with what it is exchanged with."""
    os.environ["FACTCHECK_HOME"] = str(home)
    project = Project.open(address, author=author)
    try:
        yield project
    finally:
        project.close()
        assert project.shared is not None
        project.shared.close()


def exchange(project: Project) -> bool:
    """Exchange; whether the server answered."""
    assert project.shared is not None
    return project.shared.exchange().offline == ""


@pytest.fixture
def address(postgres: Server, database: str, memory: Path, monkeypatch: pytest.MonkeyPatch) -> Address:
    """A project on the server with a claim; the password is known to everybody."""
    monkeypatch.setattr(passwords, "_told", {})
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    monkeypatch.setenv("FACTCHECK_HOME", str(memory / "maker"))
    address = postgres.address(database)
    project = Project.create(address, author="Maker")
    mark(project, add_article(project), "9,000 cars")
    assert exchange(project)
    project.close()
    assert project.shared is not None
    project.shared.close()
    return address


def claim_in(project: Project) -> str:
    return str(project.read(lambda reading: reading.tuples("SELECT id FROM claim"))[0][0])


def log_in(project: Project) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in project.read(lambda reading: reading.tuples(HERE))]


def values_on(server: Server, address: Address) -> set[str]:
    rows = server.sql(address.database, "SELECT value FROM desk.change WHERE field = 'note'")
    return {str(row[0]).strip('"') for row in rows}


def judge(server: Server, address: Address, homes: list[Path], made: set[str]) -> None:
    """Everybody meets the server again: all logs are equal, whole, and hold everything that was made."""
    for _round in range(2):
        for home in homes:
            with opened(address, home, "Judge") as project:
                assert exchange(project)
    served = [tuple(row) for row in server.sql(address.database, SERVED)]
    assert made <= values_on(server, address)
    for home in homes:
        with opened(address, home, "Judge") as project:
            assert log_in(project) == served
            assert project.read(faults) == []


def test_eight_computers_as_fast_as_they_can(postgres: Server, address: Address, memory: Path) -> None:
    edits = rounds(short=6, long=500)

    def work_at(home: Path) -> Callable[[Say], None]:
        def work(say: Say) -> None:
            with opened(address, home, home.name) as project:
                claim_id = claim_in(project)
                for number in range(edits):
                    start = time.perf_counter()
                    project.apply(EditClaim(claim_id, {"note": f"{home.name}.{number}"}))
                    say(f"{home.name}.{number} {time.perf_counter() - start:.4f}")
                    assert exchange(project)

        return work

    homes = [memory / f"home{number}" for number in range(PEOPLE)]
    start = time.perf_counter()
    said = [line.split() for lines in together(*map(work_at, homes)) for line in lines]
    took = time.perf_counter() - start
    assert len(said) == PEOPLE * edits
    judge(postgres, address, homes, {value for value, _time in said})
    times = sorted(float(seconds) for _value, seconds in said)
    print(f"{len(said)} edits on {PEOPLE} computers, each exchanged, 0 lost, {took:.0f} s; commit {spread(times)}")


def test_kills_in_the_middle_of_pushing(postgres: Server, address: Address, memory: Path) -> None:
    kills = rounds(short=6, long=200)
    home = memory / "home"
    rnd = random.Random(5)
    saved: set[str] = set()
    brought: set[str] = set()

    def work(say: Say) -> None:
        with opened(address, home, "Ada") as project:
            claim_id = claim_in(project)
            say("ready")
            for number in range(10_000):
                value = f"{os.getpid()}.{number}"
                project.apply(EditClaim(claim_id, {"note": value, "rationale": value * 2000}))
                say(f"saved {value}")
                if exchange(project):
                    say(f"brought {value}")

    for _ in range(kills):
        child = Child(work)
        assert child.first_line() == "ready"
        child.kill_after(rnd.uniform(0, 0.25))
        _code, said = child.end()
        saved |= {line.split()[1] for line in said if line.startswith("saved")}
        brought |= {line.split()[1] for line in said if line.startswith("brought")}
        assert brought <= values_on(postgres, address)
    judge(postgres, address, [home, memory / "other"], saved)
    print(f"{kills} kills, {len(saved)} edits saved here, {len(brought)} known to be on the server, 0 lost in either")


def test_a_server_that_is_killed_and_started_again(postgres: Server, address: Address, memory: Path) -> None:
    edits = rounds(short=12, long=200)
    restarts = rounds(short=2, long=40)

    def work_at(home: Path) -> Callable[[Say], None]:
        def work(say: Say) -> None:
            with opened(address, home, home.name) as project:
                claim_id = claim_in(project)
                say("ready")
                away = 0
                for number in range(edits):
                    project.apply(EditClaim(claim_id, {"note": f"{home.name}.{number}"}))
                    away += not exchange(project)
                    say(f"made {home.name}.{number}")
                    time.sleep(0.05)
                say(f"away {away}")

        return work

    homes = [memory / f"home{number}" for number in range(4)]
    children = [Child(work_at(home)) for home in homes]
    for child in children:
        assert child.first_line() == "ready"
    for _ in range(restarts):
        time.sleep(0.3)
        postgres.restart()
    said = []
    for child in children:
        code, lines = child.end()
        assert code == 0, "\n".join(lines).replace("\t", "\n")
        said += [line.split() for line in lines]
    made = {value for what, value in said if what == "made"}
    assert len(made) == len(homes) * edits
    judge(postgres, address, homes, made)
    away = sum(int(number) for what, number in said if what == "away")
    print(f"{restarts} times the server was killed; {len(made)} edits, {away} of them made while it was away, 0 lost")


class ServedDesk(Desk):
    """Copies that meet through the server alone."""

    address: Address

    def copy(self, path: Path) -> None:
        number = len(self.copies)
        self.copies.append(self.opened(self.folder / f"home {number} {path.stem}", f"author {number}"))

    def opened(self, path: Path, author: str) -> Project:
        """``path`` is a home; or, of a copy that is closed and opened again, the replica in it."""
        if path.is_file() and "replicas" not in path.parts:
            return super().opened(path, author)
        home = next((folder for folder in path.parents if folder.parent == self.folder), path)
        project = self.stack.enter_context(opened(self.address, home, author))
        project._database.driver.execute("PRAGMA synchronous=OFF")
        return project

    def merge(self, project: Project, other: Project) -> None:
        if project.shared is None or other.shared is None:
            super().merge(project, other)
            return
        for one in (other, project):
            assert exchange(one)


STEPS = ("edit",) * 5 + ("merge",) * 5 + ("resolve",) * 4 + ("stale", "make", "remove", "bring back", "erase", "erase", "undo", "person", "reopen")  # fmt: skip # noqa: E501


def random_step(rnd: random.Random) -> tuple[Any, ...]:
    kind = rnd.choice(STEPS)
    copy, claim = rnd.randrange(5), rnd.randrange(2)
    field = rnd.choice(("note", "note", "note", "words", "status", "rationale"))
    more: dict[str, tuple[Any, ...]] = {
        "merge": (rnd.randrange(5),),
        "person": (rnd.randrange(5),),
        "remove": (claim,),
        "bring back": (claim,),
        "erase": (claim, field),
        "make": (),
        "undo": (),
        "reopen": (),
    }
    return (kind, copy, *more.get(kind, (claim, field, rnd.randrange(5))))


def test_random_histories_through_the_server(
    postgres: Server, database: str, memory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    histories = rounds(short=4, long=2000)
    for seed in range(chance(), chance() + histories):
        rnd = random.Random(seed)
        folder = memory / f"history{seed}"
        monkeypatch.setenv("FACTCHECK_HOME", str(folder / "maker"))
        made = Project.create(postgres.address(database, "desk"), author="Maker")
        made.close()
        assert made.shared is not None
        made.shared.close()
        with ExitStack() as stack:
            ServedDesk.address = postgres.address(database, "desk")
            desk = ServedDesk(folder, folder / "start", rnd.choice((2, 3)), rnd, stack)
            for _ in range(rnd.randint(10, 30)):
                desk.take(random_step(rnd))
            check_pairs(desk)
            check_all(desk)
            served = [tuple(row) for row in postgres.sql(database, SERVED)]
            assert log_in(desk.copies[0]) == served, "the server's log is another"
        postgres.sql(database, "DROP SCHEMA desk CASCADE")
    print(f"{histories} random histories through the server: all converge, nothing is silently lost")


def test_altered_rows_on_the_server(postgres: Server, address: Address, memory: Path) -> None:
    """Whoever has SQL alters, cuts and forges: no altered change is believed, what is sound is taken."""
    with opened(address, memory / "maker", "Ada") as project:
        claim_id = claim_in(project)
        for number in range(10):
            project.apply(EditClaim(claim_id, {"rationale": f"because {number}"}))
            project.apply(AddComment(claim_id, f"comment {number}"))
        assert exchange(project)
        true = log_of(project)
    database = address.database
    postgres.sql(database, "ALTER SCHEMA desk RENAME TO sound")
    rnd = random.Random(3 + chance())
    total = rounds(short=12, long=2000)
    refused = taken = no_project = 0
    for number in range(total):
        postgres.sql(
            database,
            "DROP SCHEMA IF EXISTS desk CASCADE",
            "CREATE SCHEMA desk",
            *(f"CREATE TABLE desk.{name} AS TABLE sound.{name}" for name in TABLES),
        )
        alter(postgres, database, rnd)
        try:
            with opened(address, memory / f"victim{number}", "Bo") as bo:
                told = bo.shared.exchange().told if bo.shared is not None else ()
                log = log_of(bo)
                assert log <= true, "an altered change was believed"
                whole = [fault for fault in bo.read(faults) if not fault.startswith(("log: gap", "text:"))]
                assert whole == []
                refused += bool(told)
                taken += len(log)
        except Problem:
            no_project += 1
        # What somebody has is neither replaced nor spoilt; a server that says to be too new is left alone.
        with suppress(Problem), opened(address, memory / "maker", "Ada") as ada:
            exchange(ada)
            assert log_of(ada) == true
            assert ada.read(faults) == []
    print(f"{total} servers with altered rows: {refused} told, {no_project} refused whole, {taken} sound changes taken")


def alter(server: Server, database: str, rnd: random.Random) -> None:
    columns = {
        "change": ("seq", "edit", "tbl", '"row"', "field", "value", "prev", "salt", "digest", "site"),
        "edit": ("id", "site", "author", "hlc", "name", "undoes"),
        "blob": ("sha256", "size"),
        "blob_chunk": ("sha256", "number", "content"),
        "meta": ("project_uuid", "min_reader"),
    }
    for _ in range(rnd.choice((1, 1, 3, 8))):
        table = rnd.choice(("change", "change", "change", "edit", "edit", "blob", "blob_chunk", "meta"))
        column = rnd.choice(columns[table])
        value = rnd.choice(
            ("NULL", "'7'", "'forged'", "''", "'[]'", f"substr({column}::text, 2)", f"{column}::text || 'x'", "'{no'")
        )
        at = f"ctid = (SELECT ctid FROM desk.{table} ORDER BY random() LIMIT 1)"
        statement = rnd.choice(
            (
                *(f"UPDATE desk.{table} SET {column} = {value} WHERE {at}",) * 6,
                f"DELETE FROM desk.{table} WHERE {at}",
                f"INSERT INTO desk.{table} SELECT * FROM desk.{table} LIMIT 1",
                f"ALTER TABLE desk.{table} ALTER {column} TYPE text USING {column}::text",
                f"ALTER TABLE desk.{table} DROP COLUMN {column}",
            )
        )
        with suppress(DatabaseError):
            server.sql(database, statement)


def test_eight_people_at_their_pace(address: Address, memory: Path) -> None:
    """As eight windows do it: own edits are committed here, a thread exchanges and listens, every 250 ms is looked."""
    edits = rounds(short=3, long=40)

    def work_at(number: int) -> Callable[[Say], None]:
        def work(say: Say) -> None:
            rnd = random.Random(number)
            with opened(address, memory / f"home{number}", f"person {number}") as project:
                point = project.shared
                assert point is not None
                ended = threading.Event()

                def exchange_on_and_on() -> None:
                    while not ended.is_set():
                        point.exchange()
                        point.listen()

                thread = threading.Thread(target=exchange_on_and_on)
                thread.start()
                claim_id = claim_in(project)
                seen, due, left = 0, time.monotonic() + rnd.uniform(0.5, 2), edits
                end = time.monotonic() + 120
                while seen < PEOPLE * edits and time.monotonic() < end:
                    time.sleep(min(0.25, max(0.0, due - time.monotonic())) if left else 0.25)
                    if left and time.monotonic() >= due:
                        start = time.perf_counter()
                        project.apply(EditClaim(claim_id, {"note": repr(time.time())}))
                        say(f"commit {time.perf_counter() - start:.4f}")
                        point.wake()
                        left, due = left - 1, time.monotonic() + rnd.uniform(0.5, 2)
                    if project.changes_since() is not None:
                        found = project.read(
                            lambda reading: reading.tuples(
                                "SELECT value FROM change WHERE field = 'note' ORDER BY (SELECT arrival FROM edit"
                                f" WHERE id = change.edit) LIMIT -1 OFFSET {seen}"  # noqa: B023 - run at once
                            )
                        )
                        for (value,) in found:
                            say(f"seen {time.time() - float(str(value).strip(chr(34))):.4f}")
                        seen += len(found)
                ended.set()
                point.wake()
                thread.join()
                exchange(project)
                assert seen == PEOPLE * edits, f"{seen} of {PEOPLE * edits}"

        return work

    said = [line.split() for lines in together(*map(work_at, range(PEOPLE))) for line in lines]
    commits = sorted(float(seconds) for what, seconds in said if what == "commit")
    seen = sorted(float(seconds) for what, seconds in said if what == "seen")
    assert len(commits) == PEOPLE * edits
    assert len(seen) == PEOPLE * PEOPLE * edits
    print(f"{len(commits)} edits by {PEOPLE} people: commit {spread(commits)}; seen by everybody {spread(seen)}")
    print(f"where the replicas lie: {sync_time(memory)}")


def test_the_log_of_a_project_that_is_large(address: Address, memory: Path) -> None:
    """Bringing many edits there and taking them from there; how long it takes is printed."""
    claims = rounds(short=300, long=20_000)
    from factcheck.project.queries.articles import articles
    from tests.reliability.workloads import MarkMany

    with opened(address, memory / "maker", "Ada") as project:
        line = project.read(articles)[0]
        for start in range(0, claims, 1000):
            words = [f"claim {number}" for number in range(start, min(start + 1000, claims))]
            project.apply(MarkMany(line.id, line.revision_id, words))
        start_time = time.perf_counter()
        assert exchange(project)
        brought = time.perf_counter() - start_time
        changes = len(log_in(project))
        start_time = time.perf_counter()
        with opened(address, memory / "taker", "Bo") as other:
            took = time.perf_counter() - start_time
            assert log_in(other) == log_in(project)
            project.apply(EditClaim(claim_in(project), {"note": "one more"}))
            start_time = time.perf_counter()
            assert exchange(project)
            pushed = time.perf_counter() - start_time
            assert exchange(other)
            start_time = time.perf_counter()
            project.apply(EditClaim(claim_in(project), {"note": "and another"}))
            assert exchange(project)
            between = time.perf_counter()
            assert exchange(other)
            pulled = time.perf_counter() - between
    print(
        f"{changes} changes: brought in {brought:.1f} s, first opened in {took:.1f} s; then one edit goes there in"
        f" {pushed:.3f} s and comes from there in {pulled:.3f} s"
    )
