"""Cards and compact rows are painted for every kind of claim, in both themes and every direction of writing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from factcheck.project.queries.claim_lists import ClaimLine
from factcheck.ui import theme as themes
from factcheck.ui.claims.claim_card import CARD_HEIGHT, COMPACT_HEIGHT, tidy
from factcheck.ui.claims.claims_model import ClaimsModel, Legend
from factcheck.ui.claims.claims_table import ClaimsTable
from factcheck.ui.mirroring import reads_rightwards_first
from tests.ui.factories_ui import ratings

LONG = "The auditors say that the pools used 27 percent less water in the second year, although four towns swam more, "


def line(number: int, words: str, **fields: object) -> ClaimLine:
    """A line of the list."""
    plain = ClaimLine(
        f"{number:032x}", number, "a", words, words, "", "unstarted", None, "", 0, 0, 0, 0, number, True, ""
    )
    return plain._replace(**fields)  # type: ignore[arg-type]  # plain words here


LINES = (
    line(
        1, "fares rose in only nine districts,", rating_id="misleading", sources=3, comments=2, assignee="Ada Mihović"
    ),
    line(2, LONG * 3, rating_id="mostly-true", status="in review", sources=1, open_queries=2),
    line(3, "خفّض فواتير الطاقة بنسبة 40 في المئة", rating_id="true", status="signed off"),
    line(4, "家庭の光熱費が40%減った。" * 8, rating_id="false", status="needs attention", conflicts=1),
    line(1234, "The work took 14 months.", status="re-check", in_current=False, start=None, old_words="It took 14."),
    line(6, "supercalifragilistic" * 30, status="in progress"),
)


@pytest.fixture
def table(dressed: None, qapp: QApplication, qtbot: QtBot) -> Iterator[ClaimsTable]:
    model = ClaimsModel()
    model.use_legend(Legend(ratings(), "statements", {"Ada Mihović": "AM"}))
    model.show_list([one.id for one in LINES], LINES, numbered=False)
    table = ClaimsTable(model)
    qtbot.addWidget(table)
    table.resize(424, 640)
    with qtbot.waitExposed(table):
        table.show()
    yield table
    themes.apply_theme(qapp, themes.LIGHT)


def picture(table: ClaimsTable) -> QImage:
    return table.viewport().grab().toImage()


@pytest.mark.parametrize("theme", [themes.LIGHT, themes.DARK], ids=lambda theme: theme.name)
def test_every_claim_has_a_picture_of_its_own(table: ClaimsTable, qapp: QApplication, theme: themes.Theme) -> None:
    themes.apply_theme(qapp, theme)
    for compact, height in ((False, CARD_HEIGHT), (True, COMPACT_HEIGHT)):
        table.show_compact(compact=compact)
        whole = picture(table)
        ratio = whole.devicePixelRatio()
        rows = [whole.copy(0, round(row * height * ratio), whole.width(), round(height * ratio)) for row in range(6)]
        assert all(rows[one] != rows[other] for one in range(6) for other in range(one))


def test_the_chosen_card_looks_different(table: ClaimsTable) -> None:
    before = picture(table)
    table.point_at(1, scroll=False)
    after = picture(table)
    assert before != after
    table.clearFocus()
    assert picture(table) != after


def test_text_that_is_too_long_is_cut_in_every_script(table: ClaimsTable) -> None:
    table.resize(240, 640)
    assert not picture(table).isNull()


def test_words_are_tidied_for_a_card() -> None:
    assert tidy("bills fell\nby 11 percent,") == "Bills fell by 11 percent"
    assert tidy("") == ""


def test_the_first_letter_decides_the_direction() -> None:
    assert reads_rightwards_first("40 في المئة")
    assert not reads_rightwards_first("40 percent في")
    assert not reads_rightwards_first("40 %")
