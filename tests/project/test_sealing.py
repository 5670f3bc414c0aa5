"""A sign-off stands only as long as what was signed does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from factcheck.project.edits.reviews import SignArticle
from factcheck.project.edits.sources import AddSource, AttachFile, Cite, RemoveAttachment
from factcheck.project.project import Project
from factcheck.project.queries.sealing import sign_offs
from tests.factories import add_article, mark, new_project


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
