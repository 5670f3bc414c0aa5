"""Going back to a backup: open windows go on, nothing that stood there is lost."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from factcheck.domain.problems import UndoConflict
from factcheck.domain.records import Claim
from factcheck.project.backups import back_up, backups, backups_of
from factcheck.project.checking import faults
from factcheck.project.edits.claims import EditClaim
from factcheck.project.project import Project
from factcheck.project.queries.listing import listed_claims
from factcheck.project.restoring import restore
from tests.factories import add_article, mark, new_project


@pytest.fixture
def claimed(tmp_path: Path) -> tuple[Path, str]:
    with closing(new_project(tmp_path)) as project:
        claim_id = mark(project, add_article(project), "9,000 cars")
    return project.path, claim_id


def test_open_windows_show_the_backup_and_work_on_it(claimed: tuple[Path, str]) -> None:
    path, claim_id = claimed
    back_up(path)
    with closing(Project.open(path, author="Ada")) as ours, closing(Project.open(path, author="Bo")) as theirs:
        ours.apply(EditClaim(claim_id, {"note": "after"}))
        theirs.apply(EditClaim(claim_id, {"rationale": "after, too"}))
        assert ours.changes_since()
        assert theirs.changes_since()
        kept = restore(path, backups_of(path)[0].path)
        assert kept in [backup.path for backup in backups_of(path)]
        for project in (ours, theirs):
            change = project.changes_since()
            assert change is not None
            assert change.touches("claim", "article")
            assert project.read(lambda reading: reading.get(Claim, claim_id)).note == ""
        ours.apply(EditClaim(claim_id, {"note": "anew"}))
        assert theirs.changes_since() is not None
        theirs.apply(EditClaim(claim_id, {"rationale": "anew, too"}))
        assert ours.read(faults) == []
        ours.undo()
        assert ours.read(lambda reading: reading.get(Claim, claim_id)).note == ""
        # What stood there before going back can be brought in like any other copy.
        assert kept is not None
        merged, _nothing = ours.bring_in(kept, then=lambda _reading, _merged: None)
        assert merged.edits == 2
        assert ours.read(faults) == []


def test_an_edit_right_after_going_back_begins_a_log_of_its_own(claimed: tuple[Path, str]) -> None:
    path, claim_id = claimed
    back_up(path)
    with closing(Project.open(path, author="Ada")) as project:
        project.apply(EditClaim(claim_id, {"note": "after"}))
        restore(path, backups_of(path)[0].path)
        with pytest.raises(UndoConflict):
            project.undo()
        project.apply(EditClaim(claim_id, {"note": "anew"}))
        assert project.read(faults) == []


def test_a_damaged_file_is_set_aside(claimed: tuple[Path, str]) -> None:
    path, _claim_id = claimed
    back_up(path)
    path.write_bytes(b"gone" * 5000)
    kept = restore(path, backups_of(path)[0].path)
    assert kept is not None
    assert kept.name.startswith("desk.factcheck.damaged-")
    assert kept.read_bytes() == b"gone" * 5000
    with closing(Project.open(path, author="Ada")) as project:
        assert len(project.read(listed_claims)) == 1


def test_a_missing_file_comes_back(claimed: tuple[Path, str]) -> None:
    path, _claim_id = claimed
    back_up(path)
    path.unlink()
    assert restore(path, backups_of(path)[0].path) is None
    with closing(Project.open(path, author="Ada")) as project:
        assert project.read(faults) == []


def test_a_backup_of_an_older_schema_is_brought_up(tmp_path: Path) -> None:
    first = Path(__file__).parents[1] / "data/schemas/1.factcheck"
    path = Path(shutil.copyfile(first, tmp_path / "desk.factcheck"))
    with closing(Project.open(path, author="Ada")) as project:
        old = backups(path, project.project_id)[-1]
        claim_id = project.read(listed_claims)[0].id
        project.apply(EditClaim(claim_id, {"note": "after"}))
        assert project.changes_since() is not None
        restore(path, old.path)
        assert project.changes_since() is not None
        assert project.read(lambda reading: reading.get(Claim, claim_id)).note == ""
        assert project.read(faults) == []
