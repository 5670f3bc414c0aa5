"""ClaimReview by the rules: what is required is there, 5 is truest, labels without an order have no number."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from factcheck.domain.problems import Cancelled, Problem
from factcheck.domain.records import Article
from factcheck.domain.report import Report
from factcheck.formats.linked.claimreview import rating_value, write_claimreview
from tests.factories_report import scale_of
from tests.factories_statements import statements_report

# What schema.org expects of each type, of the properties that are written.
PROPERTIES = {
    "ClaimReview": {
        "url", "claimReviewed", "author", "datePublished", "inLanguage", "reviewRating", "reviewBody", "itemReviewed",
        "citation",
    },
    "Claim": {"author", "datePublished", "appearance"},
    "CreativeWork": {"url", "headline", "name"},
    "Person": {"name", "jobTitle"},
    "Rating": {"alternateName", "ratingValue", "bestRating", "worstRating"},
}  # fmt: skip


def written(report: Report, folder: Path) -> list[dict[str, Any]]:
    write_claimreview(report, folder / "c.jsonld")
    data = json.loads((folder / "c.jsonld").read_text(encoding="utf-8"))
    assert data["@context"] == "https://schema.org"
    return list(data["@graph"])


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for inside in value:
            yield from nodes(inside)


def test_every_review_is_whole_and_nothing_is_unknown(tmp_path: Path) -> None:
    reviews = written(statements_report(), tmp_path)
    assert len(reviews) >= 5
    for review in reviews:
        assert review["claimReviewed"].strip()
        assert review["url"].startswith("https://")
        rating = review["reviewRating"]
        assert rating["alternateName"]
        if "ratingValue" in rating:
            assert 1 <= rating["ratingValue"] <= rating["bestRating"] == 5
            assert rating["worstRating"] == 1
        else:
            assert set(rating) == {"@type", "alternateName"}
    for node in nodes(reviews):
        assert set(node) - {"@type", "@id"} <= PROPERTIES[node["@type"]]
        assert all(value not in ("", [], None, {}) for value in node.values())


def test_five_is_truest_in_every_scale_and_labels_without_order_have_no_number() -> None:
    for key in ("default", "politifact", "africa-check", "true-false-unproven", "science-feedback"):
        ratings = scale_of(key)[1]
        ordered = sorted((one.rank, rating_value(one, ratings) or 0) for one in ratings if one.rank is not None)
        values = [value for _rank, value in ordered]
        assert values == sorted(values, reverse=True)
        assert (values[0], values[-1]) == (5, 1)
        assert all(rating_value(one, ratings) is None for one in ratings if one.rank is None)
    assert any(one.rank is None for one in scale_of("default")[1])


def test_it_is_always_the_public_view(tmp_path: Path) -> None:
    told = json.dumps(written(statements_report(), tmp_path), ensure_ascii=False)
    assert "Not checked yet" not in told
    assert "Do we have the supplement in writing?" not in told
    assert "How are the 4,000 jobs counted?" not in told


def test_words_cannot_end_the_script_that_they_are_put_into(tmp_path: Path) -> None:
    report = statements_report()
    (article,) = report.articles
    claim = article.claims[0]
    hostile = replace(claim, claim=claim.claim.model_copy(update={"words": "</script><script>alert(1)"}))
    reviews = written(replace(report, articles=(replace(article, claims=(hostile,)),)), tmp_path)
    assert reviews[0]["claimReviewed"] == "</script><script>alert(1)"
    assert "<" not in (tmp_path / "c.jsonld").read_text(encoding="utf-8")


def test_without_an_address_or_a_verdict_it_is_told_what_to_do(tmp_path: Path) -> None:
    report = statements_report()
    bare = tuple(replace(one, article=Article(title="T")) for one in report.articles)
    with pytest.raises(Problem, match="no address") as told:
        write_claimreview(replace(report, articles=bare), tmp_path / "c.jsonld")
    assert "--url" in told.value.remedy
    options = replace(report.options, address="https://desk.example/check")
    (review, *_rest) = written(replace(report, articles=bare, options=options), tmp_path)
    assert review["url"] == "https://desk.example/check"
    with pytest.raises(Problem, match="No claim"):
        write_claimreview(replace(report, articles=()), tmp_path / "d.jsonld")
    assert not (tmp_path / "d.jsonld").exists()


def test_secrets_and_cancel(tmp_path: Path) -> None:
    class Impatient:
        def step(self, *_told: Any) -> None:
            raise Cancelled

    with pytest.raises(Problem, match="a friend"):
        write_claimreview(replace(statements_report(), secrets={"14 June 2021": "a friend"}), tmp_path / "c")
    with pytest.raises(Cancelled):
        write_claimreview(statements_report(), tmp_path / "c", Impatient())
    assert list(tmp_path.iterdir()) == []
    for name in ("a", "b"):
        write_claimreview(statements_report(), tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
