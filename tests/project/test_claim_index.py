"""The order that is kept in memory is always the one that a fresh reading gives."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.domain.records import Article
from factcheck.project.edits.claims import RemoveClaim
from factcheck.project.edits.highlights import AddHighlight, MarkClaim, MoveHighlight, RemoveHighlight
from factcheck.project.edits.revising import ReviseArticle
from factcheck.project.project import Project
from factcheck.project.queries.articles import claim_number, claim_order
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
