"""What is left of a draft, word by word; decisions about words go along to the next draft where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from factcheck.domain.records import Article, Revision
from factcheck.project import segmenting
from factcheck.project.edits.highlights import DecideSentences
from factcheck.project.edits.revising import ReviseArticle
from factcheck.project.project import Project
from factcheck.project.queries.articles import ArticleLine, article_line, covered, opened
from factcheck.project.queries.project import ratings
from factcheck.project.queries.reports import report_of
from factcheck.project.reading import Reading
from factcheck.text.checkables import checkables
from factcheck.text.coverage import UNTOUCHED
from tests.factories import add_article, draft, new_project, span

TEXT = "A case\nGwen Okafor paid 12 crowns. Nobody else saw it, said Ravi Menon on Monday."


@pytest.fixture
def opening(tmp_path: Path) -> Iterator[Project]:
    project = new_project(tmp_path)
    yield project
    project.close()


@pytest.fixture
def line(opening: Project) -> ArticleLine:
    return add_article(opening, TEXT)


def left(project: Project, article_id: str) -> list[str]:
    def query(reading: Reading) -> list[str]:
        article = reading.get(Article, article_id)
        revision = reading.get(Revision, article.revision_id or "")
        found = covered(reading, revision, article.language, ratings(reading)).words_left
        return [reading.text(revision)[word.start : word.end] for word in found]

    return project.read(query)


def test_words_are_found_when_an_article_comes_and_kept(opening: Project, line: ArticleLine) -> None:
    assert line.words_left == 4
    assert left(opening, line.id) == ["Gwen Okafor", "12", "Ravi Menon", "Monday"]
    kept = opening.read(lambda reading: opened(reading, line.id)).words
    assert kept == checkables(TEXT)


def test_a_long_text_is_left_for_later(opening: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segmenting, "SHORT", 10)
    line = add_article(opening, TEXT)
    assert line.words_left == -1
    assert opening.read(lambda reading: opened(reading, line.id)).words is None
    assert len(left(opening, line.id)) == 4  # whoever needs it has it found
    again = opening.read(lambda reading: article_line(reading, line.id))
    assert again is not None
    assert again.words_left == 4


def test_decisions_about_words_go_along_to_the_next_draft(opening: Project, line: ArticleLine) -> None:
    spans = (span(TEXT, "Gwen Okafor"), span(TEXT, "Ravi Menon"))
    opening.apply(DecideSentences(line.revision_id, spans, nothing_to_check=True))
    assert left(opening, line.id) == ["12", "Monday"]
    opening.apply(ReviseArticle(line.id, draft(TEXT.replace("12 crowns", "15 crowns"))))
    assert "Ravi Menon" not in left(opening, line.id)
    assert "15" in left(opening, line.id)
    states = opening.read(
        lambda reading: covered(
            reading, reading.get(Revision, reading.get(Article, line.id).revision_id or ""), "en", ratings(reading)
        ).states
    )
    assert list(states) == [UNTOUCHED] * 3


def test_the_report_tells_what_is_left(opening: Project, line: ArticleLine) -> None:
    [article] = opening.read(report_of).articles
    assert [kind for _start, _end, kind in article.words_left or ()] == ["name", "figure", "name", "date"]
