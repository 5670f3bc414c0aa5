"""A random walk of edits of every kind: undoing all restores the start, redoing all the end, the log holds."""

from __future__ import annotations

import importlib
import json
import pkgutil
import shutil
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, ClassVar

import pytest
import sqlalchemy as sa
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from factcheck.domain.problems import Problem
from factcheck.domain.records import (
    RECORDS,
    Article,
    Claim,
    Source,
    new_id,
)
from factcheck.project import edits
from factcheck.project.checking import faults
from factcheck.project.edits.claims import EditClaim, RemoveClaim
from factcheck.project.edits.project import BeginProject
from factcheck.project.edits.purging import PurgeArticle, PurgeSource
from factcheck.project.edits.reviewing import ApproveClaims
from factcheck.project.edits.taking_back import TakeBack
from factcheck.project.edits.voting import CastVote, CloseVote, ProposeVerdict
from factcheck.project.project import Project
from factcheck.project.reading import Reading
from factcheck.project.rows import CONFLICT
from tests.factories import add_article, mark, new_project
from tests.project.walking import STEPS, Nothing, Walker


def visible(reading: Reading) -> dict[str, Any]:
    """Everything that is there for a person: all living records, and the sides of the conflicts."""
    state: dict[str, Any] = {
        kind.__name__: {record.id: record.model_dump() for record in reading.records(kind)} for kind in RECORDS
    }
    state["conflicts"] = {
        (row.tbl, row.row, row.field): sorted(json.dumps(side[3]) for side in json.loads(row.sides))
        for row in reading.connection.execute(sa.select(CONFLICT))
    }
    return state


def make_start(folder: Path) -> Path:
    """A project with an article, claims, and two conflicts: over a rationale, and over a claim that was removed."""
    with closing(new_project(folder)) as project, closing(Project.open(project.path, author="Bo Ek")) as colleague:
        line = add_article(project)
        disputed, removed = mark(project, line, "9,000 cars"), mark(project, line, "14 months")
        shown = colleague.read(
            lambda reading: [reading.shown(reading.get(Claim, claim_id)) for claim_id in (disputed, removed)]
        )
        project.apply(EditClaim(disputed, {"rationale": "counted"}))
        project.apply(RemoveClaim(removed))
        for claim in shown:
            colleague.apply(EditClaim(claim.record.id, {"rationale": "estimated"}, claim.seen))
        return project.path


# What has no verdict is not approved, what somebody has built on is not taken back.
MAY_BE_REFUSED = {ApproveClaims, ProposeVerdict, CastVote, CloseVote, TakeBack}
REFUSED = (Problem,)


class RandomWalk(RuleBasedStateMachine):
    start_file: ClassVar[Path]

    @initialize()
    def begin(self) -> None:
        self.purged = False
        self.file = self.start_file.with_name(f"{new_id()}.factcheck")
        shutil.copyfile(self.start_file, self.file)
        self.project = Project.open(self.file, author="Ada Mihović")
        self.start = self.project.read(visible)

    @rule(data=st.data(), kind=st.sampled_from(list(STEPS)))
    def edit(self, data: st.DataObject, kind: type) -> None:
        with suppress(Nothing, *(REFUSED if kind in MAY_BE_REFUSED else ())):
            self.project.apply(STEPS[kind](Walker(self.project, data)))

    @rule()
    def undo(self) -> None:
        self.project.undo()

    @rule()
    def redo(self) -> None:
        self.project.redo()

    @precondition(lambda self: self.purged is False)
    @rule(data=st.data(), kind=st.sampled_from((Article, Source)))
    def remove_for_good(self, data: st.DataObject, kind: type[Article | Source]) -> None:
        """What was before a removal for good cannot come back: the walk starts anew."""
        with suppress(Nothing):
            one = Walker(self.project, data).one(kind).id
            self.project.apply(PurgeArticle(one) if kind is Article else PurgeSource(one))
            self.purged = True
            self.start = self.project.read(visible)

    @invariant()
    def is_whole(self) -> None:
        assert self.project.read(faults) == []

    def teardown(self) -> None:
        if not hasattr(self, "project"):
            return
        with closing(self.project):
            while self.project.redo():
                pass
            end = self.project.read(visible)
            while self.project.undo():
                pass
            assert self.project.read(visible) == self.start
            while self.project.redo():
                pass
            assert self.project.read(visible) == end
            assert self.project.read(faults) == []
        self.file.unlink()


@pytest.fixture(scope="module", autouse=True)
def start_file(tmp_path_factory: pytest.TempPathFactory) -> None:
    RandomWalk.start_file = make_start(tmp_path_factory.mktemp("walk"))


RandomWalk.TestCase.settings = settings(max_examples=max(10, settings().max_examples // 4), stateful_step_count=25)
TestRandomWalk = RandomWalk.TestCase


def test_the_walk_takes_every_kind_of_edit() -> None:
    kinds = set()
    for module in pkgutil.iter_modules(edits.__path__):
        content = vars(importlib.import_module(f"{edits.__name__}.{module.name}")).values()
        kinds |= {kind for kind in content if hasattr(kind, "apply") and kind.__module__.startswith(edits.__name__)}
    assert kinds - {BeginProject, PurgeArticle, PurgeSource} == set(STEPS)
