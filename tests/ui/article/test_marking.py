"""The index of highlights, against looking at all of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from factcheck.project.queries.articles import Mark
from factcheck.ui.article.marking import MarkIndex

LINES = [0, 10, 11, 30, 31, 60]
LENGTH = 80
SPANS = st.tuples(st.integers(0, LENGTH - 1), st.integers(1, 40)).map(lambda at: (at[0], min(LENGTH, at[0] + at[1])))


def marks_of(spans: list[tuple[int, int]]) -> list[Mark]:
    return [Mark(f"h{number:02}", f"c{number % 3}", start, end, None, "") for number, (start, end) in enumerate(spans)]


def line_of(point: int) -> int:
    return max(number for number, start in enumerate(LINES) if start <= point)


@given(st.lists(SPANS, max_size=12), st.integers(0, LENGTH - 1), SPANS)
def test_highlights_are_found_by_place(spans: list[tuple[int, int]], point: int, span: tuple[int, int]) -> None:
    marks = marks_of(spans)
    index = MarkIndex(LINES, marks)
    assert len(index) == len(marks)
    over = {mark.highlight_id for mark in marks if mark.start <= point < mark.end}
    assert {mark.highlight_id for mark in index.at(point)} == over
    lengths = [mark.end - mark.start for mark in index.at(point)]
    assert lengths == sorted(lengths)
    between = [mark for mark in marks if mark.start < span[1] and mark.end > span[0]]
    assert index.between(*span) == sorted(between, key=lambda mark: (mark.start, -mark.end, mark.highlight_id))
    for claim in ("c0", "c1", "c2", "none"):
        assert {mark.highlight_id for mark in index.of_claim(claim)} == {
            mark.highlight_id for mark in marks if mark.claim_id == claim
        }


@given(st.lists(SPANS, min_size=1, max_size=12))
def test_claims_are_numbered_by_their_first_places(spans: list[tuple[int, int]]) -> None:
    index = MarkIndex(LINES, marks_of(spans))
    first = {claim: index.of_claim(claim)[0] for claim in {mark.claim_id for mark in index}}
    by_place = sorted(first, key=lambda claim: (first[claim].start, -first[claim].end, first[claim].highlight_id))
    assert [index.number(claim) for claim in by_place] == list(range(1, len(by_place) + 1))


@given(st.lists(SPANS, max_size=12))
def test_what_overlaps_has_lanes_of_its_own(spans: list[tuple[int, int]]) -> None:
    index = MarkIndex(LINES, marks_of(spans))
    for line in range(len(LINES)):
        laned = index.in_line(line)
        assert {mark.highlight_id for mark, _lane in laned} == {
            mark.highlight_id for mark in index if line_of(mark.start) <= line <= line_of(mark.end - 1)
        }
        for number, (one, lane) in enumerate(laned):
            for other, other_lane in laned[number + 1 :]:
                if one.start < other.end and other.start < one.end:
                    assert lane != other_lane
        deepest = max((sum(m.start <= p < m.end for m, _lane in laned) for p in range(LENGTH)), default=0)
        assert max((lane for _mark, lane in laned), default=-1) < max(deepest, 1)


@given(st.lists(SPANS, min_size=1, max_size=10), st.data())
def test_adding_and_dropping_is_making_anew(spans: list[tuple[int, int]], data: st.DataObject) -> None:
    marks = marks_of(spans)
    index = MarkIndex(LINES, marks)
    for line in range(len(LINES)):
        index.in_line(line)  # so that there is something to forget
    gone = data.draw(st.sampled_from(marks))
    assert index.drop(gone.highlight_id) == gone
    assert index.drop(gone.highlight_id) is None
    moved = gone._replace(start=0, end=5, claim_id="c9")
    assert index.put(moved) is None
    assert index.put(moved) == moved
    fresh = MarkIndex(LINES, [moved if mark is gone else mark for mark in marks])
    for line in range(len(LINES)):
        assert index.in_line(line) == fresh.in_line(line)
    assert index.get(gone.highlight_id) == moved
    assert index.of_claim("c9") == [moved]
