"""Copies to be sent: whole, of the present state alone, encrypted; what must not be in them is in no byte of them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from factcheck.domain.problems import Problem
from factcheck.domain.records import Attachment, Claim, Highlight, Source
from factcheck.project.checking import faults
from factcheck.project.edits.articles import AddArticle
from factcheck.project.edits.claims import AddComment, EditClaim, RemoveClaim
from factcheck.project.edits.revising import ReviseArticle
from factcheck.project.edits.sources import AttachFile, CiteNew
from factcheck.project.looking import copy_to_read
from factcheck.project.project import Project
from factcheck.project.queries.articles import articles
from factcheck.project.queries.claims import claim_lines
from factcheck.project.sealed import Unsealed, is_sealed, seal, unseal, write_whole
from factcheck.project.sending import present_state, whole_copy
from tests.factories import draft, mark, new_project

AUTHOR = "Ada Mihović-Secretkeeper"
GONE = (
    AUTHOR, "an earlier wording of it", "a removed claim's note", "the draft had said this once", "typed and not kept",
    "an old original file",
)  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Project]:
    """A project with a past: earlier values, a removed claim, two drafts, files, text that is being typed."""
    (tmp_path / "desk").mkdir()
    with closing(new_project(tmp_path / "desk", AUTHOR)) as project:
        words = "The bridge cost 4.2 million.\nIt is said that the draft had said this once.\n"
        first = replace(draft(words), original=b"an old original file", original_name="bridge.txt")
        line_id = project.apply(AddArticle(first)).value
        line = next(line for line in project.read(articles) if line.id == line_id)
        kept, gone = (mark(project, line, stands, text=words) for stands in ("4.2 million", "It is said"))
        project.apply(EditClaim(kept, {"rationale": "an earlier wording of it"}))
        project.apply(EditClaim(kept, {"rationale": "as it is now"}))
        project.apply(EditClaim(gone, {"note": "a removed claim's note"}))
        project.apply(AddComment(gone, "a removed claim's note"))
        project.apply(RemoveClaim(gone))
        project.apply(AttachFile("ledger.txt", b"what the ledger says", claim_ids=(kept,)))
        project.apply(CiteNew(kept, {"title": "The annual account"}))
        project.apply(ReviseArticle(line_id, draft("The bridge cost 4.2 million.\nNothing else is known.\n")))
        project.keep_typing(f"claim:{kept}:note", "typed and not kept")
        yield project


def opened(content: bytes, path: Path) -> Project:
    path.write_bytes(content)
    return Project.open(path, author="Bo")


def words_in(content: bytes) -> set[str]:
    """Which of the words that must not leave stand in some bytes, as they are or as JSON would write them."""
    return {words for words in GONE if any(form in content for form in _forms(words))}


def _forms(words: str) -> tuple[bytes, bytes]:
    return words.encode(), words.encode("unicode-escape")


def test_the_desk_has_a_past(desk: Project) -> None:
    """What the other tests look for is there to be found."""
    assert words_in(desk.path.read_bytes()) == set(GONE)


def test_a_whole_copy_holds_the_history_and_nothing_that_is_being_typed(desk: Project, tmp_path: Path) -> None:
    content = desk.read(whole_copy)
    assert words_in(content) == set(GONE) - {"typed and not kept"}
    with closing(opened(content, tmp_path / "copy.factcheck")) as copy:
        assert copy.project_id == desk.project_id
        assert copy.read(faults) == []
        assert not desk.bring_in(copy.path, then=lambda _reading, merged: merged)[0].changes


def test_a_copy_without_history_is_the_present_state_and_no_byte_more(desk: Project, tmp_path: Path) -> None:
    content = desk.read(present_state)
    assert words_in(content) == set()
    with closing(opened(content, tmp_path / "copy.factcheck")) as copy:
        assert copy.project_id != desk.project_id
        assert copy.read(faults) == []
        lines = [project.read(lambda reading: claim_lines(reading, None)) for project in (desk, copy)]
        assert [(line.words, line.sources, line.status) for line in lines[1]] == [
            (line.words, line.sources, line.status) for line in lines[0]
        ]
        assert copy.read(lambda reading: reading.records(Claim))[0].rationale == "as it is now"
        highlights = copy.read(lambda reading: reading.records(Highlight))
        assert [(one.quote, one.from_id) for one in highlights] == [("4.2 million", None)]
        (file,) = copy.read(lambda reading: reading.records(Attachment))
        assert copy.read(lambda reading: reading.blob(file.sha256)) == b"what the ledger says"
        assert len(copy.read(lambda reading: reading.records(Source))) == 2
        authors = copy.read(lambda reading: reading.tuples("SELECT DISTINCT author FROM edit"))
        assert [author for (author,) in authors] == [""]
        # It is a project like any other.
        mark(copy, copy.read(articles)[0], "Nothing", text="The bridge cost 4.2 million.\nNothing else is known.\n")
        with pytest.raises(Problem, match="another project"):
            desk.bring_in(copy.path, then=lambda _reading, merged: merged)


def test_a_sealed_copy_opens_by_its_passphrase_alone(
    desk: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "temp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temp"))
    monkeypatch.setenv("SQLITE_TMPDIR", str(tmp_path / "temp"))
    content = desk.read(whole_copy)
    sealed = tmp_path / "desk.factcheck.age"
    write_whole(sealed, seal(content, "correct horse – battery"))
    assert is_sealed(sealed)
    assert words_in(sealed.read_bytes()) == set()
    assert not is_sealed(desk.path)
    assert unseal(sealed, "correct horse – battery") == content
    with pytest.raises(Problem, match="does not fit"):
        unseal(sealed, "correct horse - battery")
    with pytest.raises(Problem, match="is encrypted"):
        Project.open(sealed, author="Bo")
    with copy_to_read(Unsealed(sealed, content)) as (_connection, look):
        assert look.project_uuid == desk.project_id
    merged, _nothing = desk.bring_in(Unsealed(sealed, content), then=lambda _reading, _merged: None)
    assert not merged.changes
    assert list((tmp_path / "temp").iterdir()) == []


@pytest.mark.parametrize(
    "harm", [b"", b"age-encryption.org/v1\n", b"age-encryption.org/v1\n-> scrypt x 99\nabc\n--- x\n"]
)
def test_a_sealed_file_of_a_stranger_is_one_clear_problem(harm: bytes, tmp_path: Path) -> None:
    sealed = tmp_path / "x.age"
    sealed.write_bytes(harm)
    with pytest.raises(Problem, match="does not fit"):
        unseal(sealed, "anything")


def test_bytes_that_are_no_project_are_refused(desk: Project, tmp_path: Path) -> None:
    for content in (b"", b"no project", desk.path.read_bytes()[:9000], b"\0" * 5000):
        with pytest.raises(Problem):
            desk.bring_in(Unsealed(tmp_path / "x.age", content), then=lambda _reading, _merged: None)


def test_a_copy_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="could not be written"):
        write_whole(tmp_path / "no folder" / "copy.factcheck", b"content")
    (tmp_path / "folder").mkdir()
    with pytest.raises(Problem, match="could not be written"):
        write_whole(tmp_path / "folder", b"content")
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]
