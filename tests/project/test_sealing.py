"""A sign-off stands only as long as what was signed does."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from factcheck.domain.records import SignOff, Source
from factcheck.project.edits.articles import EditArticle
from factcheck.project.edits.claims import EditClaim, RemoveClaim
from factcheck.project.edits.reviews import SignArticle
from factcheck.project.edits.revising import ReviseArticle
from factcheck.project.edits.sources import AddSource, AttachFile, Cite, RemoveAttachment
from factcheck.project.edits.taking_in import TakeInProject
from factcheck.project.project import Project
from factcheck.project.queries.articles import articles
from factcheck.project.queries.interchange import whole_project
from factcheck.project.queries.ledger import ledger_of
from factcheck.project.queries.press import before_press
from factcheck.project.queries.sealing import SIGNING, breaches, content_of, sign_offs
from factcheck.project.sending import present_state
from tests.factories import TEXT, add_article, draft, mark, new_project


@pytest.fixture
def opening(tmp_path: Path) -> Iterator[Project]:
    project = new_project(tmp_path)
    yield project
    project.close()


def test_the_files_of_its_sources_are_signed_too(opening: Project) -> None:
    line = add_article(opening)
    source_id = opening.apply(AddSource({"kind": "document", "title": "Minutes"})).value
    opening.apply(Cite(mark(opening, line, "9,000 cars"), source_id=source_id))
    file_id = opening.apply(AttachFile("minutes.pdf", b"%PDF", source_id=source_id)).value
    opening.apply(SignArticle(line.id, "First pass", "Ana"))

    def stands() -> bool:
        return [one.valid for one in opening.read(lambda reading: sign_offs(reading, line.id))] == [True]

    assert stands()
    opening.apply(AttachFile("elsewhere.pdf", b"%PDF-2"))
    assert stands()
    for edit in (RemoveAttachment(file_id), AttachFile("annex.pdf", b"%PDF-3", source_id=source_id)):
        opening.apply(edit)
        assert not stands()
        opening.undo()
        assert stands()


def test_a_broken_seal_says_which_change_broke_it(opening: Project) -> None:
    line = add_article(opening)
    claim_id, other = mark(opening, line, "9,000 cars"), mark(opening, line, "14 months")
    sign_off_id = opening.apply(SignArticle(line.id, "Checker", "Ana")).value

    def broken_by() -> list[tuple[str, str, str, str]]:
        found = opening.read(lambda reading: breaches(reading, reading.get(SignOff, sign_off_id)))
        return [(one.author, one.table, one.row, one.field) for one in found]

    assert broken_by() == []
    with closing(Project.open(opening.path, author="Bo Ek")) as colleague:
        colleague.apply(EditClaim(claim_id, {"rationale": "counted"}))
        assert broken_by() == [("Bo Ek", "claim", claim_id, "rationale")]
        colleague.apply(RemoveClaim(other))
    assert broken_by()[0] == ("Bo Ek", "claim", other, "-")
    opening.apply(ReviseArticle(line.id, draft(TEXT.replace("crowns", "euros"))))
    assert ("Ada Mihović", "article", line.id, "revision_id") in broken_by()


def test_the_digest_is_that_of_a_manifest_which_holds_no_secret(opening: Project) -> None:
    line = add_article(opening)
    source_id = opening.apply(AddSource({"title": "Minutes", "person": "Imre Vass", "confidential": True})).value
    opening.apply(Cite(mark(opening, line, "9,000 cars"), source_id=source_id))
    sign_off_id = opening.apply(SignArticle(line.id, "Checker", "Ana")).value
    digest = opening.read(lambda reading: reading.get(SignOff, sign_off_id)).digest
    kept = opening.read(lambda reading: reading.blob(digest))
    assert hashlib.sha256(kept).hexdigest() == digest
    assert b"Imre" not in kept
    bare = hashlib.sha256(opening.read(lambda r: content_of(r.get(Source, source_id))).encode()).hexdigest()
    assert bare.encode() not in kept


def test_a_sign_off_of_an_older_program_holds_until_something_changes(tmp_path: Path) -> None:
    path = Path(shutil.copyfile(Path(__file__).parents[1] / "data/schemas/2.factcheck", tmp_path / "old.factcheck"))
    with closing(Project.open(path, author="Bo Ek")) as project:
        [line] = project.read(articles)
        [signed] = project.read(lambda reading: sign_offs(reading, line.id))
        assert signed.valid
        project.apply(EditArticle(line.id, {"byline": "Bo"}))
        [signed] = project.read(lambda reading: sign_offs(reading, line.id))
        assert not signed.valid
        [breach] = project.read(lambda reading: breaches(reading, signed.sign_off))
        assert (breach.author, breach.table, breach.field) == ("Bo Ek", "article", "byline")


def test_a_seal_goes_along_with_a_copy_and_says_what_its_signer_did_not_see(opening: Project, tmp_path: Path) -> None:
    line = add_article(opening)
    claim_id = mark(opening, line, "9,000 cars")
    path = Path(shutil.copyfile(opening.path, tmp_path / "copy.factcheck"))
    opening.apply(EditClaim(claim_id, {"rationale": "counted"}))  # before the signature, and unseen by its signer
    with closing(Project.open(path, author="Bo Ek")) as copy:
        copy.apply(SignArticle(line.id, "Editor", "Bo Ek"))
        assert [one.valid for one in copy.read(lambda reading: sign_offs(reading, line.id))] == [True]
    opening.bring_in(path, then=lambda _reading, _merged: None)
    [signed] = opening.read(lambda reading: sign_offs(reading, line.id))
    assert not signed.valid
    [breach] = opening.read(lambda reading: breaches(reading, signed.sign_off))
    assert (breach.author, breach.field, breach.about) == ("Ada Mihović", "rationale", "9,000 cars")


@pytest.mark.parametrize("way", ["copy without history", "JSON"])
def test_what_came_without_what_was_signed_says_that_nobody_can_tell_here(
    opening: Project, tmp_path: Path, way: str
) -> None:
    line = add_article(opening)
    claim_id = mark(opening, line, "9,000 cars")
    opening.apply(SignArticle(line.id, "Checker", "Ana"))
    path = tmp_path / "elsewhere.factcheck"
    if way == "JSON":
        Project.create(path, author="Bo Ek").close()
    else:
        path.write_bytes(opening.read(present_state))
    with closing(Project.open(path, author="Bo Ek")) as other:
        if way == "JSON":
            other.apply(TakeInProject(opening.read(lambda reading: whole_project(reading, confidential=True))))
        [signed] = other.read(lambda reading: sign_offs(reading, line.id))
        assert (signed.valid, signed.unproven) == (False, True)
        [seal] = [one for one in other.read(before_press) if one.kind == "seal"]
        assert "did not come along" in seal.why
        assert other.read(ledger_of)["sign_offs"][0]["holds"] is None
        other.apply(EditClaim(claim_id, {"rationale": "counted"}))
        [signed] = other.read(lambda reading: sign_offs(reading, line.id))
        assert (signed.valid, signed.unproven) == (False, False)


def test_the_edit_that_signs_is_told_by_its_name(opening: Project) -> None:
    assert SignArticle("", "Checker", "Ana").name == SIGNING
