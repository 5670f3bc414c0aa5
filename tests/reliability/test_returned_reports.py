"""Reports that colleagues edited in Word: exactly what they did comes back, once, and undo takes it back.

A dozen edit scripts by default; ``RELIABILITY=long``: 500.
"""

from __future__ import annotations

import shutil
from collections import Counter
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from factcheck.domain.returning import Returned
from factcheck.formats.docx.returning import report_in
from factcheck.project.checking import faults
from factcheck.project.edits.returning import MergeReport
from factcheck.project.project import Project
from factcheck.project.queries.articles import opened
from factcheck.project.queries.returned import returned_changes
from factcheck.project.reading import Reading
from tests.formats.docx.returned import edited, report_bytes, returning_project
from tests.formats.docx.word_hand import Done
from tests.reliability.workloads import rounds

TABLES = ("article", "claim", "comment", "highlight", "query", "open_place")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, bytes]:
    folder = tmp_path_factory.mktemp("returned")
    path, article_id = returning_project(folder)
    return path, article_id, report_bytes(path, folder)


def came(changes: list[Returned]) -> list[Done]:
    """Changes as the hand that made them tells of them; of words that mark a place, how they are spaced is open."""
    told = []
    for one in changes:
        author = "" if one.kind in ("verdict", "rationale", "wording") else one.author
        old = "" if one.kind in ("resolved", "claim") else one.old
        claim_id = "" if one.kind in ("wording", "claim") else one.claim_id
        told.append(Done(one.kind, claim_id, old.strip(), one.new.strip(), author))
    return sorted(told, key=repr)


def meant(done: list[Done]) -> list[Done]:
    return sorted(
        (
            Done(one.kind, one.claim_id, "" if one.kind == "claim" else one.old.strip(), one.new.strip(), one.author)
            for one in done
        ),
        key=repr,
    )


def rows(reading: Reading) -> dict[str, list[Any]]:
    return {
        table: sorted(map(tuple, reading.tuples(f"SELECT * FROM {table} WHERE NOT deleted")), key=repr)
        for table in TABLES
    }


def test_what_was_done_comes_back_and_nothing_else(desk: tuple[Path, str, bytes], tmp_path: Path) -> None:
    path, article_id, content = desk
    kinds: Counter[str] = Counter()
    total = rounds(short=12, long=500)
    for seed in range(total):
        back, done = edited(content, seed)
        report = report_in(back)
        copy = Path(shutil.copyfile(path, tmp_path / "copy.factcheck"))
        with closing(Project.open(copy, author="Ada Mihović")) as project:
            changes = project.read(partial(returned_changes, report=report))
            assert came(changes) == meant(done), seed
            kinds.update(one.kind for one in changes)
            if not changes:
                continue
            before = project.read(rows)
            assert project.apply(MergeReport(tuple(changes), "back.docx")).value == len(changes)
            assert project.read(partial(returned_changes, report=report)) == [], seed
            text = project.read(lambda reading: opened(reading, article_id)).text
            assert all(one.new.strip() in text for one in changes if one.kind == "wording"), seed
            assert project.read(faults) == []
            project.undo()
            assert project.read(rows) == before, seed
    print(f"{total} scripts, each came back as what was done: {dict(sorted(kinds.items()))}")
