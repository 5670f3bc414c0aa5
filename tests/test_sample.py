"""The sample project: made by ordinary edits, whole, and what its data says."""

from __future__ import annotations

import sqlite3
import tomllib
from collections import Counter
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from factcheck.domain.problems import Problem
from factcheck.project.checking import faults
from factcheck.project.project import Project
from factcheck.project.queries import articles, claims, sources
from factcheck.project.queries.listing import listed_claims
from factcheck.project.queries.project import people, ratings
from factcheck.project.queries.reports import queries, report_of
from factcheck.resources import resource
from factcheck.sample import build_sample

DATA = tomllib.loads(resource("sample", "sample.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_sample(tmp_path_factory.mktemp("data") / "new folder" / "Sample.factcheck")


def test_the_sample_is_whole_and_holds_all_of_its_data(sample: Path) -> None:
    with closing(Project.open(sample, author="Somebody Else")) as project:
        assert project.read(faults) == []
        assert [line.title for line in project.read(articles.articles)] == [one["title"] for one in DATA["article"]]
        assert {person.name for person in project.read(people)} == {person["name"] for person in DATA["person"]}
        assert len(project.read(sources.sources)) == len(DATA["source"])
        assert len(project.read(queries)) == sum(len(claim.get("query", ())) for claim in DATA["claim"])
        lines = project.read(lambda reading: claims.claim_lines(reading, None))
        known = project.read(ratings)
        sheets = [project.read(partial(claims.claim, claim_id=line.id)) for line in lines]
    told = {claim["words"]: claim for claim in DATA["claim"]}
    assert {line.words for line in lines} == set(told)
    for line, sheet in zip(lines, sheets, strict=True):
        claim = told[line.words]
        rating = known.get(line.rating_id or "")
        assert (rating.key if rating else None) == claim.get("verdict")
        assert line.status == claim["status"]
        assert sorted(highlight.quote for highlight in sheet.highlights) == sorted(claim["quotations"])
        assert [one.evidence.record.passage for one in sheet.evidence] == [
            evidence["passage"] for evidence in claim.get("evidence", ())
        ]
        assert [one.record.text for one in sheet.comments] == [one["text"] for one in claim.get("comment", ())]


def test_in_a_sync_folder_it_is_whole_in_the_shared_file_itself(tmp_path: Path) -> None:
    (tmp_path / ".stfolder").mkdir()
    path = build_sample(tmp_path / "Sample.factcheck")
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("SELECT count(*) FROM article").fetchone()[0] == len(DATA["article"])
        assert file.execute("SELECT count(*) FROM claim").fetchone()[0] == len(DATA["claim"])
    assert sorted(one.name for one in tmp_path.iterdir()) == [".stfolder", path.name]


def test_everybody_works_under_their_own_name(sample: Path) -> None:
    with closing(sqlite3.connect(sample)) as file:
        authors = Counter(author for (author,) in file.execute("SELECT author FROM edit"))
    assert set(authors) == {person["name"] for person in DATA["person"]}
    assert min(authors.values()) > 3


def test_nothing_confidential_is_in_its_report(sample: Path) -> None:
    with closing(Project.open(sample, author="Mira Castellan")) as project:
        report = project.read(report_of)
        listed = project.read(listed_claims)
    assert "Henrik Dahl" in report.secrets
    assert "Henrik Dahl" not in repr(report.sources)
    assert sum(len(article.claims) for article in report.articles) == len(listed) == len(DATA["claim"])


def test_it_can_be_made_by_the_person_who_plays_with_it(tmp_path: Path) -> None:
    (tmp_path / ".mine.factcheck.part").write_bytes(b"what an interrupted start left")
    path = build_sample(tmp_path / "mine.factcheck", author="Ada Mihović")
    assert list(tmp_path.iterdir()) == [path]
    with closing(sqlite3.connect(path)) as file:
        authors = [author for (author,) in file.execute("SELECT DISTINCT author FROM edit ORDER BY arrival")]
    assert authors[0] == "Ada Mihović"
    assert len(authors) == 1 + len(DATA["person"])
    with pytest.raises(Problem, match="there already"):
        build_sample(path)
