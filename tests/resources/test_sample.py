"""The sample project's data fits together: every quotation stands once in its article, every key leads somewhere."""

from __future__ import annotations

import tomllib
from collections import Counter
from itertools import pairwise
from typing import Any, get_args

import pytest

from factcheck.domain.draft import BlockKind
from factcheck.domain.records import CLAIM_KINDS, CLAIM_STATUSES, PRIORITIES, QUERY_TO, SOURCE_KINDS, STANCES, TERMS
from factcheck.resources import resource

SAMPLE: dict[str, Any] = tomllib.loads(resource("sample", "sample.toml").read_text("utf-8"))
ARTICLES = {article["key"]: article for article in SAMPLE["article"]}
SCALE = tomllib.loads(resource("scales", f"{SAMPLE['scale']}.toml").read_text("utf-8"))


def text_of(article: dict[str, Any]) -> str:
    """The article's text, one block a line."""
    return "\n".join(text for _, text in article["blocks"])


@pytest.mark.parametrize("key", ARTICLES)
def test_an_article_is_made_of_known_blocks(key: str) -> None:
    blocks = ARTICLES[key]["blocks"]
    assert {kind for kind, _ in blocks} <= set(get_args(BlockKind))
    assert blocks[0] == ["title", ARTICLES[key]["title"]]
    assert not any("\n" in text or text != text.strip() for _, text in blocks)


def test_every_quotation_stands_once_in_its_article() -> None:
    quotations = [(claim["article"], words) for claim in SAMPLE["claim"] for words in claim["quotations"]]
    quotations += [(article["key"], words) for article in SAMPLE["article"] for words in article["nothing_to_check"]]
    places = Counter({(key, words): text_of(ARTICLES[key]).count(words) for key, words in quotations})
    assert [place for place, count in places.items() if count != 1] == []


def test_every_key_leads_somewhere() -> None:
    people = {person["name"] for person in SAMPLE["person"]}
    sources = Counter(source["key"] for source in SAMPLE["source"])
    verdicts = {rating["key"] for rating in SCALE["rating"]}
    used = {evidence["source"] for claim in SAMPLE["claim"] for evidence in claim.get("evidence", [])}
    assert SAMPLE["profile"] == SCALE["profile"]
    assert set(sources.values()) == {1}
    assert used == set(sources)
    assert SAMPLE["author"] in people
    for claim in SAMPLE["claim"]:
        assert claim.get("verdict", "true") in verdicts
        assert claim.get("assignee", SAMPLE["author"]) in people
        assert {comment["author"] for comment in claim.get("comment", [])} <= people
        assert ("review" in claim) == (claim["status"] == "in review")
        assert claim.get("review", SAMPLE["author"]) in people


def test_words_come_from_the_shared_lists() -> None:
    claims, sources = SAMPLE["claim"], SAMPLE["source"]
    assert {claim["kind"] for claim in claims} <= set(CLAIM_KINDS)
    assert {claim["status"] for claim in claims} <= set(CLAIM_STATUSES)
    assert {claim.get("priority", "") for claim in claims} <= set(PRIORITIES)
    assert {source["kind"] for source in sources} <= set(SOURCE_KINDS)
    assert {source.get("terms", "") for source in sources} <= set(TERMS)
    assert {evidence["stance"] for claim in claims for evidence in claim.get("evidence", [])} <= set(STANCES)
    assert {query["to"] for claim in claims for query in claim.get("query", [])} <= set(QUERY_TO)


def test_the_sample_shows_what_the_program_is_for() -> None:
    article = ARTICLES["pool"]
    claims = [claim for claim in SAMPLE["claim"] if claim["article"] == "pool"]
    text = text_of(article)
    places = sorted((text.index(words), text.index(words) + len(words)) for c in claims for words in c["quotations"])
    assert {claim["verdict"] for claim in claims if "verdict" in claim} == {r["key"] for r in SCALE["rating"]}
    assert any("verdict" not in claim for claim in claims)
    assert any(start < end for (_, end), (start, _) in pairwise(places)), "an overlap"
    assert any(len(claim["quotations"]) > 1 for claim in claims)
    assert len({claim["speaker"] for claim in claims if "speaker" in claim}) >= 3
    assert any(source.get("confidential") for source in SAMPLE["source"])
