"""A source that is removed for good: its words are in no byte of the file, and every later merge takes them away."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from factcheck.domain.problems import Problem
from factcheck.domain.records import Attachment, Claim, Evidence, Source
from factcheck.project.checking import faults
from factcheck.project.edits.purging import PurgeSource
from factcheck.project.edits.sources import AttachFile, CiteNew, EditEvidence, EditSource
from factcheck.project.project import Project
from factcheck.project.queries.sources import sources
from tests.factories import add_article, mark, new_project

SECRETS = (b"Mira Holub", b"+420 000", b"what she said", b"minutes of the board", b"Mirek Holub")


def with_a_secret(folder: Path) -> tuple[Project, str, str]:
    """A project with a confidential source, its evidence and its file; another source has the same file."""
    project = new_project(folder)
    claim_id = mark(project, add_article(project), "9,000 cars")
    source_id, evidence_id = project.apply(
        CiteNew(claim_id, {"person": "Mirek Holub", "contact": "+420 000", "confidential": True, "alias": "a clerk"})
    ).value
    project.apply(EditSource(source_id, {"person": "Mira Holub"}))
    project.apply(EditEvidence(evidence_id, {"passage": "what she said"}))
    project.apply(AttachFile("minutes.txt", b"minutes of the board", source_id=source_id))
    return project, claim_id, source_id


def found_in(path: Path) -> list[bytes]:
    return [secret for secret in SECRETS if secret in path.read_bytes()]


def test_its_words_leave_the_file_and_the_claim_stays(tmp_path: Path) -> None:
    project, claim_id, source_id = with_a_secret(tmp_path)
    with closing(project):
        assert len(found_in(project.path)) == len(SECRETS)
        project.apply(PurgeSource(source_id))
        assert found_in(project.path) == []
        assert project.read(faults) == []
        assert project.read(sources) == []
        assert project.read(lambda reading: reading.records(Source)) == []
        assert project.read(lambda reading: reading.records(Evidence)) == []
        assert project.read(lambda reading: reading.records(Attachment)) == []
        assert project.read(lambda reading: reading.get(Claim, claim_id)).words == "9,000 cars"
        assert project.undo() is None


def test_every_later_merge_takes_them_away_too(tmp_path: Path) -> None:
    project, claim_id, source_id = with_a_secret(tmp_path)
    copy = Path(shutil.copyfile(project.path, tmp_path / "copy.factcheck"))
    with closing(project), closing(Project.open(copy, author="Bo")) as theirs:
        theirs.apply(CiteNew(claim_id, {"title": "The annual account"}))
        project.apply(PurgeSource(source_id))
        project.exchange(copy)
        assert found_in(project.path) == []
        theirs.exchange(project.path)
        assert found_in(copy) == []
        for one in (project, theirs):
            assert one.read(faults) == []
            assert [line.source.title for line in one.read(sources)] == ["The annual account"]


def test_a_file_that_another_source_has_as_well_stays(tmp_path: Path) -> None:
    project, claim_id, source_id = with_a_secret(tmp_path)
    with closing(project):
        project.apply(AttachFile("board.txt", b"minutes of the board", claim_ids=(claim_id,)))
        project.apply(PurgeSource(source_id))
        (file,) = project.read(lambda reading: reading.records(Attachment))
        assert project.read(lambda reading: reading.blob(file.sha256)) == b"minutes of the board"


def test_what_a_colleague_wrote_meanwhile_comes_back_protected(tmp_path: Path) -> None:
    project, _claim_id, source_id = with_a_secret(tmp_path)
    copy = Path(shutil.copyfile(project.path, tmp_path / "copy.factcheck"))
    with closing(project), closing(Project.open(copy, author="Bo")) as theirs:
        theirs.apply(EditSource(source_id, {"note": "call again on Monday"}))
        project.apply(PurgeSource(source_id))
        project.exchange(copy)
        (source,) = project.read(lambda reading: reading.records(Source))
        assert (source.note, source.person, source.confidential) == ("call again on Monday", "", True)
        project.apply(PurgeSource(source_id))
        assert project.read(lambda reading: reading.records(Source)) == []


def test_a_source_that_is_not_there_is_told(tmp_path: Path) -> None:
    with closing(new_project(tmp_path)) as project, pytest.raises(Problem):
        project.apply(PurgeSource("0" * 32))
