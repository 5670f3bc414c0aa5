"""Before press: what stands in the way is found, has its place, and is waived with a reason."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from factcheck.domain.draft import OmittedStretch
from factcheck.domain.press import KINDS, Obstacle, enough_sources, kind_words
from factcheck.domain.problems import Problem
from factcheck.domain.records import LinkLook, Omission, Rating, Revision
from factcheck.domain.sourcing_profiles import LARGEST
from factcheck.domain.times import now, precisely_now
from factcheck.project.edits.articles import AddArticle, EditArticle, ShowOmission
from factcheck.project.edits.claims import EditClaim
from factcheck.project.edits.highlights import DecideSentences, MarkClaim
from factcheck.project.edits.links import NoteLinkLooks
from factcheck.project.edits.project import EditProject, UseSourcing
from factcheck.project.edits.reviewing import SendToReview
from factcheck.project.edits.reviews import AskQuery, EditQuery, SignArticle
from factcheck.project.edits.revising import ReviseArticle
from factcheck.project.edits.sources import AddSource, Cite
from factcheck.project.edits.verdicts import RateClaim
from factcheck.project.edits.waivers import TakeBackWaiver, Waive
from factcheck.project.edits.words import AddHighlights
from factcheck.project.project import Project
from factcheck.project.queries.articles import ArticleLine, article_line, marks
from factcheck.project.queries.conflicts import conflicts
from factcheck.project.queries.press import before_press, standing
from factcheck.project.queries.project import scale_in_use
from factcheck.translation import words_in
from tests.factories import add_article, draft, mark, new_project

TEXT = (
    "A dear bridge\n"
    "The bridge cost 4.2 million crowns, Anna Smith said yesterday. Later Smyth left. "
    "The bridge had cost 4.5 million crowns."
)


@pytest.fixture
def opening(tmp_path: Path) -> Iterator[Project]:
    project = new_project(tmp_path)
    yield project
    project.close()


@pytest.fixture
def line(opening: Project) -> ArticleLine:
    return add_article(opening, TEXT)


def obstacles(project: Project, kind: str, on: date | None = None) -> list[Obstacle]:
    return [one for one in project.read(lambda reading: before_press(reading, printed=on)) if one.kind == kind]


def words(project: Project, kind: str, on: date | None = None) -> list[str]:
    return [one.words for one in obstacles(project, kind, on)]


def true(project: Project) -> Rating:
    return project.read(scale_in_use)[1][0]


def settle(project: Project, line: ArticleLine) -> None:
    """Leave nothing of the text in the way."""
    spans = project.read(lambda reading: reading.sentences(reading.get(Revision, line.revision_id), "en"))
    project.apply(DecideSentences(line.revision_id, tuple(spans), nothing_to_check=True))


PAGE = """Menu of the paper with all of its parts and pages
By Ada Brink
The bridge opened. It was late.
The state gave 12 million crowns, and the region gave another nine.
Also read: the bridge that nobody wanted, in nine pictures
Nobody cried.
Copyright of the paper, terms and a long list of its other pages"""


def test_what_was_left_out_in_the_midst_is_told_of_until_it_is_put_back_or_waived(opening: Project) -> None:
    lines = PAGE.split("\n")
    at = {line: (PAGE.index(line), PAGE.index(line) + len(line)) for line in lines}
    left_out = [OmittedStretch(*at[lines[number]], "boilerplate") for number in (0, 3, 6)]
    pointer = OmittedStretch(*at[lines[4]], "also read")
    shown = OmittedStretch(*at[lines[5]], "box", shown=True)
    made = replace(draft(PAGE), omissions=(*left_out[:2], pointer, shown, left_out[2]), byline="Ada Brink")
    opening.apply(AddArticle(made))
    [one] = obstacles(opening, "left out")
    assert (one.words, one.start, one.end) == (lines[3], *at[lines[3]])
    assert "Nobody cried." in words(opening, "untouched")
    assert not [each for each in words(opening, "word") if "Ada Brink" in each]
    opening.apply(Waive(one.article_id, one.kind, one.subject, one.state, "an advert of the state"))
    assert standing(obstacles(opening, "left out")) == []
    [omission] = [each for each in opening.read(lambda reading: reading.records(Omission)) if each.start == one.start]
    opening.apply(ShowOmission(omission.id, shown=True))
    assert obstacles(opening, "left out") == []
    assert lines[3] in words(opening, "untouched")


def test_a_byline_that_was_left_out_with_the_page_is_told_of(opening: Project) -> None:
    start = PAGE.index("By Ada")
    stretch = OmittedStretch(0, start + len("By Ada Brink"), "boilerplate")
    opening.apply(AddArticle(replace(draft(PAGE), omissions=(stretch,), byline="Ada Brink")))
    assert "Ada Brink" in words(opening, "word")


def test_the_text_stands_in_the_way_until_each_word_of_it_is_settled(opening: Project, line: ArticleLine) -> None:
    assert words(opening, "untouched")[0] == "A dear bridge"
    assert words(opening, "word") == []  # an untouched sentence is told once
    mark(opening, line, "4.2 million crowns", true(opening).id, TEXT)
    [left] = obstacles(opening, "word")
    assert left.words == "“Anna Smith”, “yesterday”"
    assert TEXT[left.start : left.end] == "Anna Smith"
    settle(opening, line)
    assert words(opening, "untouched") == words(opening, "word") == []


def test_two_spellings_and_two_values_are_pointed_out(opening: Project, line: ArticleLine) -> None:
    assert words(opening, "spelling") == ["“Anna Smith” and “Smyth”"]
    assert words(opening, "value") == ["“4.2 million” and “4.5 million”"]


def test_words_that_time_has_passed_by(opening: Project, line: ArticleLine) -> None:
    today = now().astimezone().date()
    assert words(opening, "time", today) == []
    assert words(opening, "time", today + timedelta(days=1)) == ["yesterday"]
    opening.apply(ReviseArticle(line.id, draft(TEXT + " It is closed.")))
    [late] = obstacles(opening, "time", today + timedelta(days=1))
    assert "written in draft 1" in late.why


def test_claims_queries_reviews(opening: Project, line: ArticleLine) -> None:
    claim_id = mark(opening, line, "4.2 million crowns", text=TEXT)
    assert words(opening, "open") == ["4.2 million crowns"]
    query_id = opening.apply(AskQuery({"claim_id": claim_id, "question": "Which year?"})).value
    assert words(opening, "query") == ["Which year?"]
    opening.apply(EditQuery(query_id, {"answer": "2020", "closed": True}))
    assert words(opening, "query") == []
    opening.apply(RateClaim(claim_id, true(opening).id))
    opening.apply(SendToReview((claim_id,), "Bo Ek"))
    assert [one.why for one in obstacles(opening, "review")] == ["asked of Bo Ek"]
    assert words(opening, "open") == []


def test_a_fact_on_one_source_is_told_unless_that_is_a_primary_one(opening: Project, line: ArticleLine) -> None:
    claim_id = mark(opening, line, "4.2 million crowns", true(opening).id, TEXT)
    assert [one.why for one in obstacles(opening, "sourcing")] == ["0 sources, 2 wanted"]
    agency = {"title": "Wire", "wire": "Agency"}
    for title in ("One", "Other"):
        source_id = opening.apply(AddSource({**agency, "title": title})).value
        opening.apply(Cite(claim_id, source_id=source_id))
    assert [one.why for one in obstacles(opening, "sourcing")] == ["1 source, 2 wanted"]
    source_id = opening.apply(AddSource({"title": "The ledger", "standing": "primary"})).value
    opening.apply(Cite(claim_id, source_id=source_id))
    assert obstacles(opening, "sourcing") == []
    opening.apply(EditClaim(claim_id, {"kind": "not checkable"}))
    assert obstacles(opening, "sourcing") == []


def test_the_profile_that_the_house_chose_decides_and_goes_along(
    opening: Project, line: ArticleLine, tmp_path: Path
) -> None:
    claim_id = mark(opening, line, "4.2 million crowns", true(opening).id, TEXT)
    opening.apply(EditClaim(claim_id, {"kind": "statistic"}))
    source_id = opening.apply(AddSource({"title": "The ledger", "standing": "primary"})).value
    opening.apply(Cite(claim_id, source_id=source_id))
    assert obstacles(opening, "sourcing") == []
    opening.apply(UseSourcing("two"))
    assert [one.why for one in obstacles(opening, "sourcing")] == ["1 source, 2 wanted"]
    opening.apply(UseSourcing("one"))
    assert obstacles(opening, "sourcing") == []
    own = tmp_path / "house.toml"
    own.write_text('name = "Ours"\nminimum = 1\n[rules]\nstatistic = 4\n', encoding="utf-8")
    opening.apply(UseSourcing(str(own)))
    assert [one.why for one in obstacles(opening, "sourcing")] == ["1 source, 4 wanted"]
    for _step in range(3):
        opening.undo()
    assert obstacles(opening, "sourcing") == []


def test_a_shipped_profile_is_the_same_in_every_language(opening: Project, tmp_path: Path) -> None:
    copy = Path(shutil.copyfile(opening.path, tmp_path / "copy.factcheck"))
    opening.apply(UseSourcing("three"))
    with words_in("fr"), closing(Project.open(copy, author="Bo Ek")) as other:
        other.apply(UseSourcing("three"))
    opening.bring_in(copy, then=lambda _reading, _merged: None)
    assert opening.read(conflicts) == []


@pytest.mark.parametrize(
    "content",
    [
        "minimum = -1", "minimum = true", 'minimum = "2"', "minimum = 21", 'name = " "\nminimum = 1', "=", "\0",
        "minimum = 1\nrules = 3", "minimum = 1\n[rules]\nrumour = 2", "minimum = 1\n[rules]\ndate = 1.5",
        "x = " + "[" * 5000, "#" * LARGEST + "\nminimum = 1",
    ],
    ids=lambda content: content[:20],
)  # fmt: skip
def test_a_file_that_is_no_sourcing_profile_is_refused(opening: Project, tmp_path: Path, content: str) -> None:
    path = tmp_path / "house.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(Problem) as told:
        opening.apply(UseSourcing(str(path)))
    assert "TOML" in told.value.remedy
    with pytest.raises(Problem):
        opening.apply(UseSourcing("seven"))


def test_links_are_judged_by_the_looks_that_somebody_asked_for(opening: Project, line: ArticleLine) -> None:
    claim_id = mark(opening, line, "4.2 million crowns", true(opening).id, TEXT)
    address = "https://budget.example/2024"
    source_id = opening.apply(AddSource({"title": "The budget of the town", "address": address})).value
    opening.apply(Cite(claim_id, source_id=source_id))

    def look(**seen: Any) -> list[str]:
        one = LinkLook(source_id=source_id, address=address, looked_at=precisely_now(), **seen)
        opening.apply(NoteLinkLooks((one,)))
        return [one.why for one in obstacles(opening, "link")]

    assert obstacles(opening, "link") == []
    assert look(status=200, title="Budget 2024", digest="a") == []
    assert look(status=404) == ["gone (404)"]
    assert look(status=200, title="Budget 2024", digest="a") == []
    assert look(status=200, title="Buy this domain", digest="b") == [
        "its title was “Budget 2024”, it is “Buy this domain”"
    ]
    assert "its words changed" in look(status=200, title="Budget 2024", digest="b")[0]
    assert look(trouble="It does not answer.") == ["It does not answer."]


def test_signatures(opening: Project, line: ArticleLine) -> None:
    assert words(opening, "pass") == ["Checker", "Second reader", "Editor"]
    opening.apply(EditProject({"passes": ["Desk", "Law"]}))
    assert words(opening, "pass") == ["Desk", "Law"]
    opening.apply(SignArticle(line.id, "desk", "Ana"))
    assert words(opening, "pass") == ["Law"]
    opening.apply(EditArticle(line.id, {"byline": "Bo"}))
    [broken] = obstacles(opening, "seal")
    assert (broken.words, broken.why) == ("desk, Ana", "Ada Mihović changed it")
    opening.apply(SignArticle(line.id, "Desk", "Ana"))
    assert obstacles(opening, "seal") == []


def test_a_waiver_keeps_its_reason_and_lapses_where_the_obstacle_becomes_another(
    opening: Project, line: ArticleLine
) -> None:
    claim_id = mark(opening, line, "4.2 million crowns", text=TEXT)
    [one] = obstacles(opening, "open")
    with pytest.raises(Problem, match="reason"):
        opening.apply(Waive(one.article_id, one.kind, one.subject, one.state, " "))
    waiver_id = opening.apply(Waive(one.article_id, one.kind, one.subject, one.state, "the author vouches")).value
    [one] = obstacles(opening, "open")
    assert one.waiver is not None
    assert (one.waiver.reason, one.waiver.person) == ("the author vouches", "Ada Mihović")
    assert one not in standing([one])
    opening.apply(EditClaim(claim_id, {"words": "5 million crowns"}))
    assert obstacles(opening, "open")[0].waiver is None
    opening.undo()
    assert obstacles(opening, "open")[0].waiver is not None
    opening.apply(TakeBackWaiver(waiver_id))
    assert obstacles(opening, "open")[0].waiver is None


def test_the_house_says_how_many_sources_a_kind_needs() -> None:
    assert enough_sources(2, {"statistic": 3, "name": "many", "date": -1}, "statistic") == 3
    assert enough_sources(2, {"statistic": 3, "name": "many", "date": -1}, "name") == 2
    assert enough_sources(2, {"date": -1, "event": True}, "event") == 2
    assert len({kind_words(kind) for kind in KINDS}) == len(KINDS)


def test_all_places_of_a_word_are_settled_in_one_edit(opening: Project, line: ArticleLine) -> None:
    first = TEXT.index("crowns")
    claim_id = opening.apply(MarkClaim(line.revision_id, ((first, first + 6),))).value
    second = TEXT.index("crowns", first + 1)
    spans = ((first, first + 6), (second, second + 6))
    assert opening.apply(AddHighlights(claim_id, line.revision_id, spans)).value == 1
    places = opening.read(lambda reading: [(one.start, one.end) for one in marks(reading, line.revision_id)])
    assert places == list(spans)
    opening.undo()
    assert opening.read(lambda reading: len(marks(reading, line.revision_id))) == 1
    found = opening.read(lambda reading: article_line(reading, line.id))
    assert found is not None
    assert found.words_left > 0


def test_sentences_of_the_same_words_stand_in_the_way_one_by_one(opening: Project) -> None:
    text = "He said no.\nHe said no."
    line = add_article(opening, text)
    first, second = obstacles(opening, "untouched")
    opening.apply(Waive(line.id, "untouched", second.subject, second.state, "again"))
    assert [one.waiver is None for one in obstacles(opening, "untouched")] == [True, False]
    opening.apply(DecideSentences(line.revision_id, ((first.start, first.end),), nothing_to_check=True))
    assert [one.waiver is None for one in obstacles(opening, "untouched")] == [False]
