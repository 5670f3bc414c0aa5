"""Whole projects, sources and annotations over the command line, out and in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def sample(run: Run, tmp_path: Path) -> Path:
    """The sample project."""
    path = tmp_path / "sample.factcheck"
    run("sample", path)
    return path


def test_a_project_goes_out_and_comes_in(run: Run, sample: Path, tmp_path: Path) -> None:
    out = tmp_path / "whole.json"
    assert run("export", sample, out, "--confidential", "--as", "Ada").out == f"Wrote {out}.\n"
    new = tmp_path / "new.factcheck"
    told = run("import", new, out, "--as", "Ada")
    assert (told.code, told.err) == (0, "")
    assert "articles: 4, claims: 24, sources: 15" in told.out
    assert run("import", new, out, "--json", "--as", "Ada").json["others"][0]["new"] == {}
    assert run("list", new, "claims", "--json").json == run("list", sample, "claims", "--json").json
    assert run("check", new).code == 0


def test_what_is_confidential_leaves_only_where_it_is_asked_for(run: Run, sample: Path, tmp_path: Path) -> None:
    run("export", sample, tmp_path / "alias.json")
    assert "Henrik Dahl" not in (tmp_path / "alias.json").read_text(encoding="utf-8")
    run("export", sample, tmp_path / "whole.json", "--article", "1").refused("--article")


def test_a_project_that_is_not_sound_leaves_no_empty_one(run: Run, tmp_path: Path) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text('{"format": "factcheck-project", "version": 1, "records": {"claim": [{}]}}', encoding="utf-8")
    run("import", tmp_path / "new.factcheck", bad, "--as", "Ada").refused("not whole")
    assert not (tmp_path / "new.factcheck").exists()


def test_other_json_is_read_as_text(run: Run, tmp_path: Path) -> None:
    other = tmp_path / "notes.json"
    other.write_text(json.dumps({"said": "The bridge cost 4.2 million."}), encoding="utf-8")
    told = run("import", tmp_path / "new.factcheck", other, "--json", "--as", "Ada").json
    assert len(told["articles"]) == 1
    assert told["others"] == []


@pytest.mark.parametrize("suffix", [".bib", ".ris", ".csl.json"])
def test_sources_go_out_and_come_in_once(run: Run, sample: Path, tmp_path: Path, suffix: str) -> None:
    refs, new = tmp_path / f"refs{suffix}", tmp_path / "new.factcheck"
    assert run("export", sample, refs).code == 0
    assert "sources are new" in run("import", new, refs, "--as", "Ada").out
    assert run("import", new, refs, "--json", "--as", "Ada").json["others"][0]["sources"] == []
    titles = {one["title"] for one in run("list", new, "sources", "--json").json}
    assert "Who swims in Halvern? A survey of 3,100 families" in titles
    assert "Henrik Dahl" not in refs.read_text(encoding="utf-8")


def test_annotations_go_out_and_come_in_on_the_article_that_is_named(run: Run, sample: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.annotations.jsonld"
    run("export", sample, out, "--article", "1")
    assert "15 were here already" in run("import", sample, out, "--as", "Ada").out
    other = tmp_path / "other.txt"
    other.write_text("Zebras graze.\n\nThere are nine of them.\n", encoding="utf-8")
    new = tmp_path / "new.factcheck"
    run("import", new, other, "--as", "Ada")
    run("import", new, out, "--as", "Ada").refused("on no article", "--article")
    told = run("import", new, out, "--article", "1", "--json", "--as", "Ada").json["others"][0]
    assert told["claims"] == []
    assert len(told["unplaced"]) == 15


def test_claim_reviews_name_the_page_of_the_check(run: Run, sample: Path, tmp_path: Path) -> None:
    out = tmp_path / "c.claimreview.jsonld"
    other = tmp_path / "speech.txt"
    other.write_text("Nine in ten swim, she said.\n", encoding="utf-8")
    new = tmp_path / "new.factcheck"
    run("import", new, other, "--as", "Ada")
    run("export", new, out).refused("No claim")
    run("mark", new, 1, "--quote", "Nine in ten", "--verdict", "False", "--as", "Ada")
    run("export", new, out).refused("--url")
    assert run("export", sample, out, "--url", "https://desk.example/c").code == 0
    graph = json.loads(out.read_text(encoding="utf-8"))["@graph"]
    assert {one["url"] for one in graph} == {"https://desk.example/c"}
