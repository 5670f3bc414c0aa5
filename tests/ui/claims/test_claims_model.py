"""The list's model: rows that stay are kept, news touch what they name, numbers are always those of the project."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtTest import QAbstractItemModelTester

from factcheck.project.queries.claims import ClaimLine
from factcheck.ui.claims.claims_model import LINE, ClaimsModel

IDS = st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=8)


def line(claim_id: str, number: int, words: str = "") -> ClaimLine:
    return ClaimLine(claim_id, number, "article", words, "", "", "unstarted", None, "", 0, 0, 0, 0, number, True, "")


def lines_of(ids: Sequence[str]) -> list[ClaimLine]:
    return [line(claim_id, number) for number, claim_id in enumerate(ids, 1)]


@given(IDS, IDS, st.sets(st.sampled_from("abcdefgh")))
def test_news_lead_to_what_reading_all_would_show(before: list[str], after: list[str], edited: set[str]) -> None:
    model = ClaimsModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_lines(lines_of(before))
    # Those that stay keep their order among each other: where they do not, they were touched.
    stay = [claim_id for claim_id in after if claim_id in before]
    moved = set() if stay == [claim_id for claim_id in before if claim_id in after] else set(stay)
    touched = edited | moved | (set(before) ^ set(after))
    numbers = {claim_id: number for number, claim_id in enumerate(after, 1)}
    news = [line(claim_id, numbers[claim_id], "edited") for claim_id in after if claim_id in touched]
    model.show_news(touched, news, numbers)
    assert [one.id for one in model.lines] == after
    assert [one.number for one in model.lines] == list(range(1, len(after) + 1))
    assert [one.words == "edited" for one in model.lines] == [claim_id in touched for claim_id in after]
    assert [model.index(row, 0).data(LINE) for row in range(len(after))] == list(model.lines)
    assert [model.row_of(claim_id) for claim_id in after] == list(range(len(after)))
    tester.deleteLater()


def test_one_claim_more_inserts_one_row_and_numbers_the_rest_anew() -> None:
    model = ClaimsModel()
    model.show_lines(lines_of("abd"))
    inserted: list[tuple[int, int]] = []
    told: list[tuple[int, int]] = []
    model.rowsInserted.connect(lambda _parent, first, last: inserted.append((first, last)))
    model.dataChanged.connect(lambda top, bottom: told.append((top.row(), bottom.row())))
    model.show_news({"c"}, [line("c", 3)], {"a": 1, "b": 2, "c": 3, "d": 4})
    assert inserted == [(2, 2)]
    assert told == [(0, 3)]
    assert [(one.id, one.number) for one in model.lines] == [("a", 1), ("b", 2), ("c", 3), ("d", 4)]
    model.show_news({"b"}, [line("b", 2, "other words")], {"a": 1, "b": 2, "c": 3, "d": 4})
    assert told == [(0, 3), (1, 1)]


def test_a_claim_that_another_change_brought_waits_for_its_own_news() -> None:
    model = ClaimsModel()
    model.show_lines(lines_of("ab"))
    model.show_news({"a"}, [line("a", 1)], {"a": 1, "c": 2})  # b went and c came in the meantime
    assert [one.id for one in model.lines] == ["a"]
