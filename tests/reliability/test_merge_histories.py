"""Random histories of copies that are edited, copied and brought together: nothing is lost, all copies become equal.

Five hundred by default; ``RELIABILITY=long`` takes ten thousand, ``RELIABILITY=1000`` a thousand.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import tempfile
import time
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from factcheck.domain.changes import Shown, Side
from factcheck.domain.problems import Problem
from factcheck.domain.records import Claim, Person, named_id, new_id
from factcheck.project.checking import faults
from factcheck.project.edits.claims import EditClaim, RemoveClaim
from factcheck.project.edits.conflicts import ResolveConflict
from factcheck.project.edits.project import SetPerson
from factcheck.project.project import Project
from factcheck.project.reading import Reading
from factcheck.project.recording import Recording
from tests.factories import new_project
from tests.reliability.workloads import chance, rounds

FIELDS: Final = ("words", "note", "status", "rationale")
DAY: Final = 86_400_000
# So that two workers share them.
PARTS: Final = 5
# Wrong clocks: years behind, days ahead.
OFFSETS: Final = (0, 0, -DAY * 365 * 5, DAY * 3, 3_600_000)


@dataclass(frozen=True)
class MakeClaim:
    words: str
    name = "Make"

    def apply(self, recording: Recording) -> str:
        return recording.add(Claim(words=self.words))


@dataclass(frozen=True)
class Erase:
    claim_id: str
    field: str
    name = "Erase"

    def apply(self, recording: Recording) -> None:
        recording.redact(Claim, self.claim_id, [self.field])


@dataclass(frozen=True)
class BringBack:
    claim_id: str
    name = "Bring back"

    def apply(self, recording: Recording) -> None:
        recording.restore(Claim, self.claim_id)


copies = st.integers(0, 4)
# Few claims and fields, so that people meet in them.
claims = st.integers(0, 1)
fields = st.sampled_from(("note", "note", "note", *FIELDS))
values = st.integers(0, 4)
EDIT = st.tuples(st.just("edit"), copies, claims, fields, values)
RESOLVE = st.tuples(st.just("resolve"), copies, claims, fields, values)
MERGE = st.tuples(st.just("merge"), copies, copies)
STEPS = st.sampled_from(
    (
        *(EDIT,) * 4,
        *(MERGE,) * 5,
        *(RESOLVE,) * 4,
        st.tuples(st.just("stale"), copies, claims, fields, values),
        st.tuples(st.just("make"), copies),
        st.tuples(st.just("remove"), copies, claims),
        st.tuples(st.just("bring back"), copies, claims),
        st.tuples(st.just("erase"), copies, claims, fields),
        st.tuples(st.just("undo"), copies),
        st.tuples(st.just("person"), copies, values),
        st.tuples(st.just("reopen"), copies),
        st.tuples(st.just("copy"), copies),
    )
).flatmap(lambda step: step)

LOG = """SELECT site, seq, edit, tbl, "row", field, value, prev, salt, digest FROM change ORDER BY site, seq"""
CLAIMS = f"SELECT id, deleted, {', '.join(FIELDS)} FROM claim ORDER BY id"
OTHERS = "SELECT id, name, initials, deleted FROM person ORDER BY id"
CONFLICTS = """SELECT tbl, "row", field, sides FROM conflict ORDER BY tbl, "row", field"""
EDITS = "SELECT id, site, author, hlc, name, undoes FROM edit ORDER BY id"


def contents(project: Project) -> tuple[Any, ...]:
    """Everything that copies must come to share."""

    def read(reading: Reading) -> tuple[Any, ...]:
        return tuple([tuple(row) for row in reading.tuples(query)] for query in (LOG, EDITS, CLAIMS, OTHERS, CONFLICTS))

    return project.read(read)


class Desk:
    """Some copies of one project, and everything that was ever written in any of them."""

    def __init__(self, folder: Path, template: Path, number: int, rnd: random.Random, stack: ExitStack) -> None:
        self.folder, self.rnd, self.stack = folder, rnd, stack
        self.copies: list[Project] = []
        self.made: dict[tuple[str, int], tuple[Any, ...]] = {}
        self.erased: set[tuple[str, int]] = set()
        self.shown: dict[str, Shown[Claim]] = {}
        self.asked: dict[tuple[str, str], tuple[Side, ...]] = {}
        for _ in range(number):
            self.copy(template)
        for _ in range(2):
            self.make(self.copies[0])
        self.note(self.copies[0])
        for other in self.copies[1:]:
            self.merge(other, self.copies[0])

    def opened(self, path: Path, author: str) -> Project:
        project = self.stack.enter_context(closing(Project.open(path, author=author)))
        project._database.driver.execute("PRAGMA synchronous=OFF")
        offset = self.rnd.choice(OFFSETS)
        project._clock._wall = lambda: time.time_ns() // 1_000_000 + offset  # type: ignore[method-assign]
        return project

    def copy(self, path: Path) -> None:
        target = Path(shutil.copyfile(path, self.folder / f"{new_id()}.factcheck"))
        self.copies.append(self.opened(target, f"author {len(self.copies)}"))

    def make(self, project: Project) -> None:
        claim_id = project.apply(MakeClaim("as stated")).value
        self.shown[claim_id] = project.read(lambda reading: reading.shown(reading.get(Claim, claim_id)))

    def merge(self, project: Project, other: Project) -> None:
        project.exchange(other.path)

    def note(self, project: Project) -> None:
        own = f"SELECT site, seq, edit, tbl, \"row\", field, prev, value FROM change WHERE site = '{project.site}'"
        for row in project.read(lambda reading: reading.tuples(own)):
            self.made.setdefault((row[0], row[1]), tuple(row))

    def take(self, step: tuple[Any, ...]) -> None:
        kind, index = step[0], step[1] % len(self.copies)
        project = self.copies[index]
        if kind == "make":
            self.make(project)
        elif kind == "person":
            project.apply(SetPerson("Ana", f"A{step[2]}"))
        elif kind == "undo":
            self.undo(project)
        elif kind == "merge":
            other = self.copies[step[2] % len(self.copies)]
            if other is not project:
                self.merge(project, other)
        elif kind == "reopen":
            project.close()
            self.copies[index] = self.opened(project.path, project.author)
        elif kind == "copy":
            if len(self.copies) < 5:
                self.copy(project.path)
        else:
            self.edit(project, *step)
        self.note(self.copies[index])

    def undo(self, project: Project) -> None:
        with suppress(Problem):  # somebody has built on it, or it was removed for good
            project.undo()

    def edit(self, project: Project, kind: str, _copy: int, claim: int, *more: Any) -> None:
        ids = [row[0] for row in project.read(lambda reading: reading.tuples("SELECT id FROM claim ORDER BY id"))]
        claim_id = ids[claim % len(ids)]
        if kind == "edit":
            project.apply(EditClaim(claim_id, {more[0]: f"value {more[1]}"}))
        elif kind == "stale":
            self.write_stale(project, claim_id, more[0], f"value {more[1]}")
        elif kind == "resolve":
            self.resolve(project, claim, f"value {more[1]}")
        elif kind == "remove":
            project.apply(RemoveClaim(claim_id))
        elif kind == "bring back":
            project.apply(BringBack(claim_id))
        elif kind == "erase":
            known = project.read(lambda reading: reading.tuples(LOG))
            self.erased |= {(c[0], c[1]) for c in known if (c[4], c[5]) == (claim_id, more[0])}
            project.apply(Erase(claim_id, more[0]))

    def write_stale(self, project: Project, claim_id: str, field: str, value: str) -> None:
        """A form that was filled long ago is saved now: it replaces what it showed, and nothing else."""
        seen = self.shown[claim_id].seen
        project.apply(EditClaim(claim_id, {field: value}, seen))
        last = f"SELECT field, prev FROM change WHERE site = '{project.site}' ORDER BY seq DESC LIMIT 1"
        written = project.read(lambda reading: reading.tuples(last))
        if (
            written
            and written[0][0] == field
            and project.read(lambda reading: reading.get(Claim, claim_id)).model_dump()[field] == value
        ):
            assert json.loads(written[0][1]) == [seen[field]], "replaced more than the form had shown"

    def resolve(self, project: Project, number: int, value: str) -> None:
        there = "SELECT \"row\", field FROM conflict WHERE tbl = 'claim' AND field <> '-' ORDER BY 1, 2"
        found = project.read(lambda reading: reading.tuples(there))
        if not found:
            return
        claim_id, field = found[number % len(found)]
        shown = project.read(lambda reading: reading.shown(reading.get(Claim, claim_id)))
        sides = shown.conflicts.get(field)
        # The question may have stood on screen since before a further side came.
        asked = self.asked.setdefault((claim_id, field), sides or ()) if self.rnd.random() < 0.5 else sides
        if asked:
            seen = tuple(side.change for side in asked)
            project.apply(ResolveConflict("claim", claim_id, field, value, seen))
            last = f"SELECT prev FROM change WHERE site = '{project.site}' ORDER BY seq DESC LIMIT 1"
            ((written,),) = project.read(lambda reading: reading.tuples(last))
            assert json.loads(written) == sorted(seen), "closed a side that nobody saw"


def check_pairs(desk: Desk) -> None:
    """Two copies become equal, whichever takes in the other; three, in whatever order they come together."""
    first, second, third = desk.copies[0], desk.copies[1], desk.copies[-1]

    def fresh(project: Project) -> Project:
        return desk.opened(Path(shutil.copyfile(project.path, desk.folder / f"{new_id()}.factcheck")), "pair")

    one, other = fresh(first), fresh(second)
    desk.merge(one, second)
    desk.merge(other, first)
    assert contents(one) == contents(other), "commutative"
    if third is not second:
        left, right, inner = fresh(first), fresh(first), fresh(second)
        desk.merge(left, second)
        desk.merge(left, third)
        desk.merge(inner, third)
        desk.merge(right, inner)
        assert contents(left) == contents(right), "associative"


def check_all(desk: Desk) -> None:
    """After everybody has taken in everybody: one state, and everything that was written is in it."""
    for _ in range(2):
        pairs = [(one, other) for one in desk.copies for other in desk.copies if one is not other]
        desk.rnd.shuffle(pairs)
        for one, other in pairs:
            desk.merge(one, other)
    states = [contents(project) for project in desk.copies]
    assert all(state == states[0] for state in states), "converge"
    again, _nothing = desk.copies[0].bring_in(desk.copies[1].path, then=lambda _reading, _merged: None)
    assert (again.changes, again.refused, again.missing) == (0, 0, 0), "idempotent"
    assert contents(desk.copies[0]) == states[0], "idempotent"
    for project in desk.copies[:2]:
        assert project.read(faults) == []
    check_nothing_lost(desk, states[0])


def check_nothing_lost(desk: Desk, state: tuple[Any, ...]) -> None:
    log, _edits, claims_, _others, conflicts = state
    kept = {(change[0], change[1]): change for change in log}
    for key, made in desk.made.items():
        assert key in kept, "a change is gone"
        assert (*kept[key][:6], kept[key][7]) == made[:7], "a change is otherwise"
        assert key in desk.erased or kept[key][6] == made[7], "a value is gone"
    for key in desk.erased:
        assert kept[key][6] is None, "erased words came back"
    shown = {row[0]: dict(zip(("deleted", *FIELDS), row[1:], strict=True)) for row in claims_}
    flagged = {(row, field) for _table, row, field, _sides in conflicts}
    replaced: dict[tuple[str, str], set[str]] = {}
    for change in log:
        for prev in json.loads(change[7]):
            replaced.setdefault((change[4], prev), set()).add(change[5])
    for (site, seq), change in kept.items():
        row, field = change[4], change[5]
        if change[3] != "claim" or field not in FIELDS or change[6] is None:
            continue
        by = replaced.get((row, f"{site}:{seq}"), set())
        stands = shown[row][field] == json.loads(change[6])
        assert stands or field in by or (row, field) in flagged, "silently overwritten"
        if shown[row]["deleted"]:
            assert field in by or "-" in by, "an edit that nobody had seen was removed"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with closing(new_project(tmp_path_factory.mktemp("histories"))) as project:
        return project.path


@pytest.mark.parametrize("part", range(PARTS))
def test_random_histories(template: Path, part: int) -> None:
    memory = Path("/dev/shm")  # noqa: S108 - the folder that the system keeps in memory

    @settings(
        max_examples=rounds(short=500, long=10_000) // PARTS,
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink] if "SHRINK" in os.environ else [Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @seed(chance() + part)
    @given(
        number=st.integers(2, 3),
        script=st.lists(STEPS, min_size=15, max_size=50),
        start=st.integers(0, 2**32),
    )
    def histories(number: int, script: list[tuple[Any, ...]], start: int) -> None:
        with (
            tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder,
            ExitStack() as stack,
        ):
            # Chance of its own: how often it is asked depends on ids and clocks, which are new each time.
            desk = Desk(Path(folder), template, number, random.Random(start), stack)
            for step in script:
                desk.take(step)
            check_pairs(desk)
            check_all(desk)

    histories()


def test_a_word_shared_by_copies_is_one(template: Path, memory: Path) -> None:
    with ExitStack() as stack:
        desk = Desk(memory, template, 2, random.Random(1), stack)
        for project in desk.copies:
            project.apply(SetPerson("Ana"))
        desk.merge(*desk.copies)
        people = desk.copies[0].read(lambda reading: reading.records(Person))
        assert [person.id for person in people] == [named_id("person", "Ana")]
