"""The list's model: rows that stay are kept, news touch what they name, lines are read where somebody looks."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from factcheck.project.queries.claim_lists import ClaimLine
from factcheck.ui.claims.claims_model import AROUND, LINE, ClaimsModel

pytestmark = pytest.mark.usefixtures("qapp")  # the model has a timer

IDS = st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=8)


def line(claim_id: str, number: int, words: str = "") -> ClaimLine:
    return ClaimLine(claim_id, number, "article", words, "", "", "unstarted", None, "", 0, 0, 0, 0, number, True, "")


def lines_of(ids: Sequence[str]) -> list[ClaimLine]:
    return [line(claim_id, number) for number, claim_id in enumerate(ids, 1)]


@given(IDS, IDS, st.sets(st.sampled_from("abcdefgh")))
def test_news_lead_to_what_reading_all_would_show(before: list[str], after: list[str], edited: set[str]) -> None:
    model = ClaimsModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_list(before, lines_of(before), numbered=True)
    touched = edited | (set(before) ^ set(after))
    news = [line(claim_id, 0, "edited") for claim_id in after if claim_id in touched]
    model.show_news(touched, news, after)
    assert [one.id for one in model.lines] == after
    assert [one.number for one in model.lines] == list(range(1, len(after) + 1))
    assert [one.words == "edited" for one in model.lines] == [claim_id in touched for claim_id in after]
    assert [model.index(row, 0).data(LINE) for row in range(len(after))] == list(model.lines)
    assert [model.row_of(claim_id) for claim_id in after] == list(range(len(after)))
    tester.deleteLater()


def test_one_claim_more_inserts_one_row_and_numbers_the_rest_anew() -> None:
    model = ClaimsModel()
    model.show_list(list("abd"), lines_of("abd"), numbered=True)
    inserted: list[tuple[int, int]] = []
    told: list[tuple[int, int]] = []
    model.rowsInserted.connect(lambda _parent, first, last: inserted.append((first, last)))
    model.dataChanged.connect(lambda top, bottom: told.append((top.row(), bottom.row())))
    model.show_news({"c"}, [line("c", 3)], list("abcd"))
    assert inserted == [(2, 2)]
    assert told == [(0, 3)]
    assert [(one.id, one.number) for one in model.lines] == [("a", 1), ("b", 2), ("c", 3), ("d", 4)]
    model.show_news({"b"}, [line("b", 2, "other words")], list("abcd"))
    assert told == [(0, 3), (1, 1)]


def test_lines_are_wanted_where_somebody_looks_and_only_once(qtbot: QtBot) -> None:
    ids = [f"claim {number}" for number in range(500)]
    model = ClaimsModel()
    model.show_list(ids, lines_of(ids)[:AROUND], numbered=True)
    wanted: list[tuple[int, int]] = []
    model.lines_wanted.connect(lambda first, last: wanted.append((first, last)))
    model.look_at(0, 3)
    assert model.index(300, 0).data(LINE) is None
    qtbot.waitUntil(lambda: bool(wanted))
    (first, last) = wanted[0]
    assert first <= 300 - AROUND < 300 + AROUND <= last
    model.index(300, 0).data(LINE)
    qtbot.wait(1)
    assert len(wanted) == 1
    model.take_lines(first, [line(ids[row], 7) for row in range(first, last + 1)])
    read = model.index(300, 0).data(LINE)
    assert (read.id, read.number) == (ids[300], 301)


def test_a_filtered_list_keeps_its_lines_in_sight_until_they_are_read_again(qtbot: QtBot) -> None:
    model = ClaimsModel()
    model.show_list(["b", "d"], [line("b", 2), line("d", 4)], numbered=False)
    model.show_list(["b", "c", "d"], [line("c", 4)], numbered=False)
    assert [(one.id, one.number) for one in model.lines] == [("b", 2), ("c", 4), ("d", 4)]
    with qtbot.waitSignal(model.lines_wanted) as wanted:
        model.index(2, 0).data(LINE)
    assert wanted.args == [0, 2]
    model.take_lines(0, [line("b", 3), line("c", 4), line("d", 5)])
    assert [one.number for one in model.lines] == [3, 4, 5]


def test_rows_that_are_still_read_have_no_claim() -> None:
    model = ClaimsModel()
    model.show_list(["a", "", ""], [line("a", 1)], numbered=True)
    assert model.rowCount() == 3
    assert model.row_of("") == -1
    assert model.index(2, 0).data(LINE) is None
    model.show_list(["a", "b", "c"], [line("a", 1)], numbered=True)
    assert model.row_of("c") == 2
