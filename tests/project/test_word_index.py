"""The index of words says what the rows say, and nothing is left in it of what was removed for good."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.project.checking import faults
from factcheck.project.edits.articles import RemoveArticle
from factcheck.project.edits.claims import EditClaim, RemoveClaim
from factcheck.project.edits.purging import PurgeArticle
from factcheck.project.edits.sources import Cite, EditSource
from factcheck.project.project import Project
from factcheck.project.queries.search import Found, found
from factcheck.project.queries.sources import sources
from factcheck.project.recording import Recording
from factcheck.project.word_index import match_of, rebuild, wrong_entries
from tests.factories import TEXT, add_article, mark, new_project


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with closing(new_project(tmp_path)) as made:
        yield made


def search(project: Project, words: str, article_id: str | None = None) -> list[Found]:
    assert project.read(lambda reading: wrong_entries(reading.connection)) == []
    return project.read(lambda reading: found(reading, words, article_id))


def kinds(project: Project, words: str) -> list[str]:
    return [one.kind for one in search(project, words)]


class TestWhatIsFound:
    def test_claims_by_words_quotation_and_rationale_in_any_order(self, project: Project) -> None:
        claim_id = mark(project, add_article(project), "9,000 cars a day")
        project.apply(EditClaim(claim_id, {"words": "Traffic grows", "rationale": "Škoda’s survey says so"}))
        for words in ("cars", "day 9,000", "traf", "grows traffic", "skoda", "SURVEY skoda", "say", "9000 cars"):
            expected = [] if words == "9000 cars" else [claim_id]
            assert [one.id for one in search(project, words)] == expected, words
        [one] = search(project, "traffic")
        assert (one.number, one.words) == (1, "Traffic grows")

    def test_words_of_scripts_without_spaces(self, project: Project) -> None:
        claim_id = mark(project, add_article(project), "9,000 cars")
        project.apply(EditClaim(claim_id, {"words": "市長は騒音が減ったと言った"}))
        for words in ("騒音", "音が減", "市長", "騒音 市長"):
            assert [one.id for one in search(project, words)] == [claim_id], words
        assert search(project, "音騒") == []

    def test_a_number_comes_first_and_what_begins_so_before_what_holds_it(self, project: Project) -> None:
        line = add_article(project)
        first, second, third = (mark(project, line, words) for words in ("4.2 million", "9,000 cars", "14 months"))
        project.apply(EditClaim(first, {"words": "2 cars, and the bridge"}))
        project.apply(EditClaim(second, {"words": "a bridge of 2 lanes"}))
        project.apply(EditClaim(third, {"words": "bridge no. 2"}))
        claims = [one.id for one in search(project, "2", line.id) if one.kind == "claim"]
        assert claims == [second, first, third]
        assert [one.id for one in search(project, "bridge") if one.kind == "claim"] == [third, second, first]

    def test_the_latest_first(self, project: Project) -> None:
        line = add_article(project)
        ids = [mark(project, line, words) for words in ("4.2 million", "9,000 cars", "14 months")]
        for claim_id in ids:
            project.apply(EditClaim(claim_id, {"rationale": "counted twice"}))
        assert [one.id for one in search(project, "counted")] == ids[::-1]
        project.apply(EditClaim(ids[0], {"rationale": "counted thrice"}))
        assert search(project, "counted")[0].id == ids[0]
        with project._database.writing() as connection:
            rebuild(connection)
        assert search(project, "counted")[0].id == ids[0]
        assert next(one.id for one in search(project, "") if one.kind == "claim") == ids[0]

    def test_sources_and_articles(self, project: Project) -> None:
        line = add_article(project)
        claim_id = mark(project, line, "9,000 cars")
        project.apply(Cite(claim_id, "https://roads.example/Zählung"))
        [source] = [one.source for one in project.read(sources) if "roads" in one.source.address]
        assert [one.id for one in search(project, "zahlung")] == [source.id]
        project.apply(EditSource(source.id, {"title": "Traffic count", "publisher": "Roads office"}))
        assert [one.words for one in search(project, "office count")] == ["Traffic count"]
        assert [(one.kind, one.id) for one in search(project, "harbour")] == [("article", line.id)]

    def test_nothing_of_what_was_removed_until_it_comes_back(self, project: Project) -> None:
        line = add_article(project)
        claim_id = mark(project, line, "9,000 cars")
        project.apply(RemoveClaim(claim_id))
        assert search(project, "cars") == []
        project.undo()
        assert kinds(project, "cars") == ["claim"]
        project.apply(RemoveArticle(line.id))
        assert search(project, "cars") == search(project, "harbour") == []
        project.undo()
        assert kinds(project, "cars") == ["claim"]

    def test_an_edit_that_fails_leaves_no_word(self, project: Project) -> None:
        claim_id = mark(project, add_article(project), "9,000 cars")

        class Failing:
            name = "Failing"

            def apply(self, recording: Recording) -> None:
                EditClaim(claim_id, {"words": "Zeppelins"}).apply(recording)
                raise ValueError

        with pytest.raises(ValueError):  # noqa: PT011 - raised just above
            project.apply(Failing())
        assert search(project, "zeppelins") == []
        assert kinds(project, "cars") == ["claim"]


@given(st.text(), st.booleans())
def test_whatever_is_typed_is_a_pattern(typed: str, start: bool) -> None:
    import sqlite3

    with closing(sqlite3.connect(":memory:")) as file:
        file.execute("CREATE VIRTUAL TABLE found_by USING fts5(words, more)")
        if match := match_of(typed, start=start):
            file.execute("SELECT rowid FROM found_by WHERE found_by MATCH ?", (match,)).fetchall()


def test_words_removed_for_good_are_gone_from_the_file(tmp_path: Path) -> None:
    project = new_project(tmp_path)
    line = add_article(project, f"{TEXT}\nThe xylophonist Qwertz bought 3 zeppelins.")
    claim_id = mark(project, line, "9,000 cars")
    project.apply(EditClaim(claim_id, {"words": "Xylophonist bought zeppelins"}))
    project.apply(EditClaim(claim_id, {"words": "Zeppelins were bought by a xylophonist"}))
    project.apply(PurgeArticle(line.id))
    project.close()
    content = project.path.read_bytes()
    assert b"xylophon" not in content
    assert b"zeppelin" not in content


def test_the_check_tells_of_a_wrong_entry_and_a_rebuild_mends_it(project: Project) -> None:
    claim_id = mark(project, add_article(project), "9,000 cars")
    with project._database.writing() as connection:
        connection.exec_driver_sql("UPDATE entry SET words = 'invented' WHERE id = ?", (claim_id,))
    assert any("index" in fault and claim_id in fault for fault in project.read(faults))
    project.rebuild_word_index()
    assert project.read(faults) == []
    assert kinds(project, "cars") == ["claim"]
