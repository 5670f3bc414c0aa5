"""The order that is kept in memory is always the one that a fresh reading gives."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factcheck.domain.problems import UndoConflict
from factcheck.domain.records import Article
from factcheck.project.edits.claims import RemoveClaim
from factcheck.project.edits.highlights import AddHighlight, MarkClaim, MoveHighlight, RemoveHighlight
from factcheck.project.edits.revising import ReviseArticle
from factcheck.project.edits.sources import Cite, EditEvidence, RemoveEvidence, RemoveSource
from factcheck.project.project import Project
from factcheck.project.queries import claim_lists
from factcheck.project.queries.articles import claim_number, claim_order
from factcheck.project.queries.claim_lists import ClaimWish, listed
from factcheck.project.queries.claims import claim
from factcheck.project.reading import Reading
from tests.factories import TEXT, add_article, draft, mark, new_project

STEPS = st.lists(
    st.tuples(
        st.sampled_from(("mark", "mark by another", "add", "move", "take away", "remove", "undo")),
        st.integers(0, 40),
        st.integers(1, 20),
        st.integers(0, 5),
    ),
    max_size=12,
)


def kept(project: Project, article_id: str) -> list[str]:
    """The order as the opening has it."""
    return list(project.read(lambda reading: claim_order(reading, reading.get(Article, article_id))))


def fresh(project: Project, article_id: str) -> list[str]:
    """The order as a reading without memory has it."""
    return project.read(lambda reading: claim_order(Reading(reading.connection), reading.get(Article, article_id)))


@settings(max_examples=15)
@given(steps=STEPS)
def test_edits_leave_the_order_as_a_fresh_reading_has_it(steps: list[Any], tmp_path_factory: Any) -> None:
    project = new_project(tmp_path_factory.mktemp("order"))
    line = add_article(project)
    colleague = Project.open(project.path, author="Jonas Keller")
    mark(project, line, "9,000 cars")
    for what, start, length, which in steps:
        order = kept(project, line.id)
        chosen = order[which % len(order)] if order else ""
        span = (start, min(start + length, len(TEXT)))
        if what.startswith("mark"):
            (colleague if "another" in what else project).apply(MarkClaim(line.revision_id, (span,)))
        elif what == "undo":
            with suppress(UndoConflict):  # where the colleague has built on it
                project.undo()
        elif chosen:
            places = project.read(lambda reading: claim(reading, chosen)).highlights  # noqa: B023 - read at once
            if what == "add":
                project.apply(AddHighlight(chosen, line.revision_id, *span))
            elif what == "remove":
                project.apply(RemoveClaim(chosen))
            elif places:
                place = places[which % len(places)].id
                project.apply(MoveHighlight(place, *span) if what == "move" else RemoveHighlight(place))
        assert kept(project, line.id) == fresh(project, line.id)
    colleague.close()
    project.close()


def test_a_new_draft_brings_a_new_order(tmp_path: Path) -> None:
    project = new_project(tmp_path)
    line = add_article(project)
    bridge, cars = (mark(project, line, words) for words in ("4.2 million", "9,000 cars"))
    assert kept(project, line.id) == [bridge, cars]
    turned = TEXT.replace("The bridge cost 4.2 million crowns. ", "") + "\nThe bridge cost 4.2 million crowns."
    project.apply(ReviseArticle(line.id, draft(turned)))
    assert kept(project, line.id) == fresh(project, line.id) == [cars, bridge]
    number = project.read(lambda reading: claim_number(reading, reading.get(Article, line.id), bridge))
    assert number == 2


def test_a_claim_that_is_none_of_the_article_has_no_number(tmp_path: Path) -> None:
    project = new_project(tmp_path)
    line = add_article(project)
    assert project.read(lambda reading: claim_number(reading, reading.get(Article, line.id), "nobody")) == 0


BY_EVIDENCE = ("no source", "one source", "writer only")
CITING = st.lists(
    st.tuples(
        st.sampled_from(("cite", "cite by another", "verify", "take away", "remove source", "undo")),
        st.integers(0, 3),
        st.integers(0, 5),
    ),
    max_size=12,
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=CITING)
def test_edits_leave_the_claims_by_evidence_as_a_fresh_reading_has_them(
    steps: list[Any], tmp_path_factory: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(claim_lists, "_FEW", 0)  # of few claims nothing is kept
    project = new_project(tmp_path_factory.mktemp("evidence"))
    line = add_article(project)
    colleague = Project.open(project.path, author="Jonas Keller")
    claims = [mark(project, line, words) for words in ("4.2 million", "9,000 cars", "crowns")]
    for what, first, second in steps:
        evidence = project.read(lambda reading: reading.tuples("SELECT id FROM evidence WHERE NOT deleted ORDER BY id"))
        sources = project.read(lambda reading: reading.tuples("SELECT id FROM source WHERE NOT deleted ORDER BY id"))
        if what.startswith("cite"):
            cite = Cite(claims[first % len(claims)], address=f"https://s{second % 3}.example/")
            (colleague if "another" in what else project).apply(cite)
        elif what == "undo":
            with suppress(UndoConflict):  # where the colleague has built on it
                project.undo()
        elif what == "remove source" and sources:
            project.apply(RemoveSource(sources[second % len(sources)][0]))
        elif evidence:
            chosen = evidence[second % len(evidence)][0]
            fields = {"origin": "writer", "verified": bool(first % 2)}
            project.apply(RemoveEvidence(chosen) if what == "take away" else EditEvidence(chosen, fields))
        for name in BY_EVIDENCE:
            wish = ClaimWish(line.id, name)
            known = project.read(lambda reading: listed(reading, wish))  # noqa: B023 - read at once
            assert known == project.read(lambda reading: listed(Reading(reading.connection), wish))  # noqa: B023
    colleague.close()
    project.close()
