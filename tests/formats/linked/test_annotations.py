"""Web Annotations: what we write comes back to its words, in a changed text too, or is asked about, or is left out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from factcheck.domain.problems import Problem
from factcheck.domain.records import Claim, Highlight, OpenPlace
from factcheck.formats.arrivals import arrival_of
from factcheck.formats.linked.annotations import CONTEXT, read_annotations, write_annotations
from factcheck.project.checking import faults
from factcheck.project.edits.revising import ReviseArticle
from factcheck.project.edits.taking_annotations import Annotated, TakeInAnnotations
from factcheck.project.edits.verdicts import RateClaim
from factcheck.project.project import Project
from factcheck.project.queries.annotations import on_articles
from factcheck.project.queries.project import scale_in_use
from factcheck.project.queries.reports import report_of
from tests.factories import TEXT, add_article, draft, mark, new_project
from tests.factories_statements import statements_report

WORDS = ("bridge cost 4.2 million crowns", "9,000 cars a day", "The work 🙂 took 14 months", "The next inspection")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Project]:
    with closing(new_project(tmp_path)) as project:
        yield project


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    """Four marks on the article, as annotations."""
    folder = tmp_path / "other"
    folder.mkdir()
    with closing(new_project(folder)) as project:
        article = add_article(project)
        _scale, ratings = project.read(scale_in_use)
        for words in WORDS:
            claim_id = mark(project, article, words)
            project.apply(RateClaim(claim_id, ratings[0].id))
        write_annotations(project.read(report_of), folder / "a.annotations.jsonld")
    return folder / "a.annotations.jsonld"


def taken(project: Project, article_id: str, path: Path) -> Annotated:
    return project.apply(TakeInAnnotations(article_id, tuple(read_annotations(path)))).value  # type: ignore[no-any-return] # its answer


def places(project: Project) -> dict[str, str]:
    """The words under the current marks, by what was quoted."""
    article = project.read(report_of).articles[0]
    return {
        claim.claim.words: article.text[one.start : one.end] for claim in article.claims for one in claim.highlights
    }


def test_what_we_write_is_an_annotation(exported: Path) -> None:
    data = json.loads(exported.read_text(encoding="utf-8"))
    assert (data["@context"], data["type"], data["total"]) == (CONTEXT, "AnnotationCollection", 4)
    for item in data["first"]["items"]:
        assert item["type"] == "Annotation"
        assert item["motivation"] == "assessing"
        assert item["target"][0]["source"].startswith(("http", "urn:uuid:"))
        quote, position = item["target"][0]["selector"]
        assert quote["exact"] == TEXT[position["start"] : position["end"]]
        assert TEXT[: position["start"]].endswith(quote["prefix"])
    assert arrival_of(exported) == "annotations"


def test_they_come_back_to_their_words_once(desk: Project, exported: Path) -> None:
    article = add_article(desk)
    came = taken(desk, article.id, exported)
    assert (len(came.claim_ids), came.asked, came.unplaced) == (4, 0, ())
    assert places(desk) == {words: words for words in WORDS}
    assert {claim.rating.label for claim in desk.read(report_of).articles[0].claims if claim.rating} == {"True"}
    again = taken(desk, article.id, exported)
    assert (again.claim_ids, again.known) == ((), 4)
    desk.undo()
    assert desk.read(lambda reading: reading.records(Claim)) == []
    assert desk.read(faults) == []


def test_in_a_text_with_other_words_around_they_stand_or_are_left_out(desk: Project, exported: Path) -> None:
    text = TEXT.replace("9,000 cars", "8,000 cars").replace("Harbour", "Old harbour")
    text = text.replace("The work 🙂 took", "Sources deny that the work 🙂 took")
    came = taken(desk, add_article(desk, text).id, exported)
    assert came.unplaced == ("9,000 cars a day", "The work 🙂 took 14 months")
    assert places(desk) == {words: words for words in (WORDS[0], WORDS[3])}


def test_words_of_an_earlier_draft_are_carried_or_asked_about(desk: Project, exported: Path) -> None:
    article = add_article(desk)
    new = TEXT.replace("9,000 cars", "8,000 cars").replace("Nobody was hurt", "Nobody at all was hurt")
    desk.apply(ReviseArticle(article.id, draft(new + "\nThe end.")))
    came = taken(desk, article.id, exported)
    assert len(came.claim_ids) == 4
    assert came.asked == 1
    (question,) = desk.read(lambda reading: reading.records(OpenPlace))
    assert new[question.start : question.end].startswith("8,000 cars")
    before = desk.read(lambda reading: reading.get(Highlight, question.highlight_id or ""))
    assert before.quote == "9,000 cars a day"
    assert set(places(desk).values()) == {WORDS[0], WORDS[2], WORDS[3]}
    assert desk.read(faults) == []


def test_they_find_their_article_by_id_or_address(desk: Project, tmp_path: Path) -> None:
    add_article(desk)
    write_annotations(desk.read(report_of), tmp_path / "none.jsonld")
    with pytest.raises(Problem, match="none with a quotation"):
        read_annotations(tmp_path / "none.jsonld")
    write_annotations(statements_report(), tmp_path / "a.jsonld")
    assert desk.read(lambda reading: on_articles(reading, read_annotations(tmp_path / "a.jsonld"))) == {}


def test_secrets_stay_at_home_and_twice_alike(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="a friend"):
        write_annotations(replace(statements_report(), secrets={"14 June 2021": "a friend"}), tmp_path / "c")
    assert list(tmp_path.iterdir()) == []
    for name in ("a", "b"):
        write_annotations(statements_report(), tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def annotation(**more: Any) -> dict[str, Any]:
    selector = {"type": "TextQuoteSelector", "exact": "bridge cost 4.2 million", "prefix": "The ", "suffix": " crowns"}
    return {"@context": CONTEXT, "type": "Annotation", "target": {"source": "x", "selector": selector}, **more}


def test_annotations_of_other_programs_are_read(desk: Project, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonld"
    body = ["Said\u0000 so\ntwice", {"type": "TextualBody", "purpose": "tagging", "value": "FALSE"}]
    one = annotation(body=body)
    for data in (one, [one], {"@context": CONTEXT, "items": [one]}):
        path.write_text(json.dumps(data), encoding="utf-8")
        (read,) = read_annotations(path)
        assert (read.label, read.text) == ("FALSE", "Said so\ntwice")
    article = add_article(desk)
    assert len(taken(desk, article.id, path).claim_ids) == 1
    (claim,) = desk.read(report_of).articles[0].claims
    assert claim.rating is not None
    assert claim.rating.label == "False"
    assert taken(desk, article.id, path).claim_ids == ()


HOSTILE = {
    "no JSON": b"http://www.w3.org/ns/anno.jsonld",
    "deep": b'{"items": ' + b"[" * 200_000,
    "nothing": b"[]",
    "other things": json.dumps([annotation(target=7), annotation(target={"selector": {"exact": "x"}}), 5]).encode(),
    "many": b"[" + b"{}," * 3_000_000 + b"{}]",
    "passed over": b'{"@context": "http://www.w3.org/ns/anno.jsonld", "x": [' + b"[]," * 1_500_000 + b"[]]}",
    "large": json.dumps([annotation(body="x" * 2_000_000)]).encode(),
    "long": json.dumps(
        [annotation(target={"selector": {"type": "TextQuoteSelector", "exact": "x" * 30_000}})]
    ).encode(),
    "half": json.dumps(annotation()).encode()[:-1],
}


@pytest.mark.parametrize("which", HOSTILE)
def test_a_hostile_file_is_one_problem(tmp_path: Path, which: str) -> None:
    (tmp_path / "a.jsonld").write_bytes(HOSTILE[which])
    with pytest.raises(Problem) as told:
        read_annotations(tmp_path / "a.jsonld")
    assert told.value.remedy
