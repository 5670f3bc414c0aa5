"""The check of a project finds what was tampered with: log, rows, anchors, texts, references."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from factcheck.domain.problems import Cancelled, Problem
from factcheck.project import typing_drafts
from factcheck.project.checking import faults
from factcheck.project.edits.claims import EditClaim
from factcheck.project.edits.verdicts import RateClaim
from factcheck.project.journal import Clock
from factcheck.project.project import Project
from factcheck.project.queries import articles
from factcheck.project.queries.listing import listed_claims
from tests.factories import add_article, mark, new_project

# A number beyond every system's limit: nothing with it can be running.
GONE = f"{2**31 - 2} 1 boot"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    opening = new_project(tmp_path)
    claim_id = mark(opening, add_article(opening), "9,000 cars")
    opening.apply(EditClaim(claim_id, {"rationale": "counted"}))
    opening.close()
    return opening.path


def faults_after(path: Path, *statements: str) -> list[str]:
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()
    opening = Project.open(path, author="Ana")
    try:
        return opening.read(faults)
    finally:
        opening.close()


def test_a_whole_project_has_no_fault(path: Path) -> None:
    assert faults_after(path) == []


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE claim SET rationale = 'invented'", "is not what the log says"),
        ("UPDATE change SET value = '\"invented\"' WHERE field = 'rationale'", "was altered"),
        ("UPDATE edit SET author = 'Somebody else' WHERE name = 'Edit claim'", "was altered"),
        ("DELETE FROM change WHERE field = 'words' AND tbl = 'claim'", "gap"),
        ("DELETE FROM edit WHERE name = 'Edit claim'", "has no edit"),
        ("DELETE FROM claim", "is not what the log says"),
        ("UPDATE highlight SET start = start + 1", "does not stand on its quotation"),
        ("UPDATE blob_chunk SET content = x'00'", "missing or damaged"),
        ("UPDATE claim SET article_id = 'nowhere'", "points nowhere"),
        ("INSERT INTO tag (id, name, deleted) VALUES ('x', 'x', 0)", "is in no change"),
        ("INSERT INTO conflict VALUES ('claim', (SELECT id FROM claim), 'words', '[]')", "is not what the log says"),
    ],
)
def test_what_was_tampered_with_is_named(path: Path, statement: str, words: str) -> None:
    assert any(words in fault for fault in faults_after(path, "PRAGMA foreign_keys=OFF", statement))


def test_the_check_can_be_cancelled(path: Path) -> None:
    class Impatient:
        def step(self, *_step: object) -> None:
            raise Cancelled

    opening = Project.open(path, author="Ana")
    with pytest.raises(Cancelled):
        opening.read(lambda reading: faults(reading, Impatient()))
    opening.close()


def test_a_damaged_text_is_told_when_it_is_read(path: Path) -> None:
    faults_after(path, "UPDATE blob_chunk SET content = x'00'")
    opening = Project.open(path, author="Ana")
    with pytest.raises(Problem, match="missing or damaged"):
        opening.read(lambda r: articles.opened(r, articles.articles(r)[0].id))
    opening.close()


def test_sentences_are_cut_again_where_they_are_not_kept(path: Path) -> None:
    assert faults_after(path, "DELETE FROM segmentation") == []
    opening = Project.open(path, author="Ana")
    line = opening.read(articles.articles)[0]
    assert line.sentences == 8
    opening.close()


def test_what_an_ended_opening_was_typing_is_offered_again_and_then_forgotten(path: Path) -> None:
    opening = Project.open(path, author="Ana")
    with opening._database.writing() as connection:
        typing_drafts.keep(connection, key="claim:a:note", site="dead", author="Ana", life=GONE, text="half")
        typing_drafts.keep(connection, key="claim:a:note", site="other", author="Jonas", life=GONE, text="his")
        # The number of this process, used by another before it.
        earlier = typing_drafts.life_of(os.getpid()).replace(" ", " 1", 1)
        typing_drafts.keep(connection, key="claim:c:note", site="reused", author="Ana", life=earlier, text="old")
        alive = typing_drafts.life_of(1)
        typing_drafts.keep(connection, key="claim:b:note", site="init", author="Ana", life=alive, text="elsewhere")
    assert opening.typing() == {"claim:a:note": "half", "claim:c:note": "old"}
    opening.forget_typing("claim:a:note")
    opening.forget_typing("claim:c:note")
    assert opening.typing() == {}
    opening.close()


def test_a_clock_never_goes_back_and_is_not_dragged_into_the_future() -> None:
    clock = Clock()
    first = clock.tick()
    assert clock.tick() > first
    clock.saw(first + (1 << 60))
    dragged = clock.tick()
    assert dragged < first + ((2 * 86_400_000) << 16)
    assert clock.tick() > dragged


def test_others_edits_are_told_with_their_names(path: Path) -> None:
    mine, theirs = Project.open(path, author="Ana"), Project.open(path, author="Jonas")
    assert mine.changes_since() is None
    claim_id = mine.read(lambda r: r.tuples("SELECT id FROM claim")[0][0])
    theirs.apply(RateClaim(claim_id, None))
    assert mine.changes_since() is None  # nothing was written: the claim had no verdict
    theirs.apply(EditClaim(claim_id, {"note": "look"}))
    change = mine.changes_since()
    assert change is not None
    assert not change.own
    assert change.authors == ("Jonas",)
    assert change.edits == ("Edit claim",)
    assert change.rows == {"claim": {claim_id: frozenset({"note"})}}
    own = theirs.changes_since()
    assert own is not None
    assert own.own
    mine.close()
    theirs.close()


@pytest.fixture(autouse=True)
def _no_files_left(tmp_path: Path) -> Iterator[None]:
    yield
    assert {file.suffix for file in tmp_path.iterdir()} <= {".factcheck"}


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE change SET value = CAST(x'22fffe22' AS TEXT) WHERE field = 'rationale'", "was altered"),
        ("UPDATE claim SET rationale = CAST(x'fffe' AS TEXT)", "is not what the log says"),
        ("UPDATE change SET salt = 'no salt' WHERE field = 'rationale'", "was altered"),
        ("UPDATE change SET prev = '[' WHERE field = 'rationale'", "was altered"),
        ("UPDATE change SET prev = 'x', field = '!rationale' WHERE field = 'rationale'", "was altered"),
        ("UPDATE change SET value = '{' WHERE field = 'rationale'", "is not what the log says"),
        ("UPDATE revision SET intake = '{'", "cannot be read"),
        ("UPDATE revision SET made_at = 'yesterday'", "is not what the log says"),
    ],
)
def test_nonsense_is_named_as_a_fault_and_stops_nothing(path: Path, statement: str, words: str) -> None:
    assert any(words in fault for fault in faults_after(path, statement))


def test_text_that_cannot_be_decoded_is_told_as_damage(path: Path) -> None:
    faults_after(path, "UPDATE claim SET rationale = CAST(x'fffe' AS TEXT)")
    opening = Project.open(path, author="Ana")
    with pytest.raises(Problem, match="damaged"):
        opening.read(listed_claims)
    opening.close()
