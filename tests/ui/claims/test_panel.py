"""The claims panel: the list follows the project and the selection, filters ask the database."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from factcheck.domain.draft import ArticleDraft
from factcheck.domain.records import Claim
from factcheck.project.edits.claims import AddComment, EditClaim
from factcheck.project.edits.many_claims import RateClaims
from factcheck.project.edits.reviews import AskQuery
from factcheck.project.edits.revising import ReviseArticle
from factcheck.project.edits.sources import Cite, UseNote
from factcheck.project.edits.verdicts import RateClaim
from factcheck.project.queries.claim_lists import lines_of
from factcheck.ui.claims.claims_model import LINE
from tests.factories import TEXT, draft
from tests.ui.claims.panel_desk import PanelDesk
from tests.ui.factories_desk import Desk


@pytest.fixture
def on(desk: Desk) -> PanelDesk:
    return PanelDesk(desk)


def test_it_lists_the_claims_of_the_article_in_the_order_of_the_text(on: PanelDesk) -> None:
    assert on.numbers == [1, 2, 3, 4]
    assert on.panel.title.text() == "Claims"
    assert on.panel.count.text() == "0 of 4 have a verdict"
    assert list(on.panel.chips.chips) == ["all", "unchecked", "no source", "in review", "mine", "one source"]
    assert on.panel.chips.chips["unchecked"].toolTip() == "4 claims"


def test_a_project_of_drafts_speaks_of_facts_and_findings(make_desk: Callable[..., Desk]) -> None:
    on = PanelDesk(make_desk("drafts"))
    assert on.panel.title.text() == "Facts"
    assert on.panel.count.text() == "0 of 4 have a finding"
    assert "writer only" in on.panel.chips.chips


def test_a_click_on_a_card_chooses_its_claim(on: PanelDesk) -> None:
    told: list[tuple[str, str]] = []
    on.selection.claim_chosen.connect(lambda claim, by: told.append((claim, by)))
    place = on.panel.table.visualRect(on.panel.model.index(1, 0)).center()
    on.qtbot.mouseClick(on.panel.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told == [(on.desk.claims[1], "claims")]
    on.qtbot.waitUntil(lambda: on.panel.inspector.head.title.text() == "Claim 2")


def test_it_follows_what_others_choose(on: PanelDesk) -> None:
    on.desk.choose(4)
    assert on.panel.table.currentIndex().row() == 3
    on.selection.choose_claim("", "article")
    assert not on.panel.table.selectionModel().hasSelection()


def test_n_p_and_arrows_step_through_the_list(on: PanelDesk) -> None:
    for key, number in ((Qt.Key.Key_N, 1), (Qt.Key.Key_N, 2), (Qt.Key.Key_Down, 3), (Qt.Key.Key_P, 2)):
        on.press(key)
        assert on.selection.claim_id == on.desk.claims[number - 1]
    on.press(Qt.Key.Key_Up)
    on.press(Qt.Key.Key_P)
    assert on.selection.claim_id == on.desk.claims[0]


def test_a_change_of_one_claim_touches_one_row(on: PanelDesk) -> None:
    touched: list[tuple[int, int]] = []
    on.panel.model.dataChanged.connect(lambda top, bottom: touched.append((top.row(), bottom.row())))
    resets: list[bool] = []
    on.panel.model.modelReset.connect(lambda: resets.append(True))
    rating = on.desk.scale[3]
    on.live.apply(RateClaim(on.desk.claims[2], rating.id))
    on.qtbot.waitUntil(lambda: bool(touched))
    assert touched == [(2, 2)]
    assert resets == []
    assert on.panel.model.lines[2].rating_id == rating.id
    assert on.panel.count.text() == "1 of 4 have a verdict"


def test_sources_comments_and_queries_are_counted_on_their_card(on: PanelDesk) -> None:
    claim = on.desk.claims[0]
    on.live.apply(Cite(claim, address="https://budget.example/2024"))
    on.live.apply(AddComment(claim, "Is that with the approach roads?"))
    on.live.apply(AskQuery({"claim_id": claim, "to": "writer", "question": "Which budget?"}))
    on.qtbot.waitUntil(lambda: on.panel.model.lines[0].open_queries == 1)
    line = on.panel.model.lines[0]
    assert (line.sources, line.comments) == (1, 1)
    spoken = on.panel.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Claim 1, Unchecked, unstarted, 1 source, 1 comment, 1 open query: ")


def test_what_a_colleague_does_comes_in(on: PanelDesk) -> None:
    on.desk.apply_as("Jonas Keller", EditClaim(on.desk.claims[1], {"assignee": "Jonas Keller"}))
    on.qtbot.waitUntil(lambda: on.panel.model.lines[1].assignee == "Jonas Keller")


def test_the_filters_ask_the_database(on: PanelDesk) -> None:
    on.live.apply(RateClaim(on.desk.claims[0], on.desk.scale[0].id))
    on.live.apply(Cite(on.desk.claims[1], address="https://traffic.example"))
    on.desk.settle()
    shown = {"unchecked": [2, 3, 4], "no source": [1, 3, 4], "one source": [2], "all": [1, 2, 3, 4]}
    for name, numbers in shown.items():
        on.choose_filter(name)
        assert on.numbers == numbers
        assert on.panel.count.text() == "1 of 4 have a verdict"


def test_a_claim_leaves_a_filtered_list_when_it_no_longer_fits(on: PanelDesk) -> None:
    on.choose_filter("unchecked")
    on.live.apply(RateClaim(on.desk.claims[0], on.desk.scale[0].id))
    on.qtbot.waitUntil(lambda: on.numbers == [2, 3, 4])


def test_words_filter_the_list_and_escape_shows_all_again(on: PanelDesk) -> None:
    on.qtbot.mouseClick(on.panel.search, Qt.MouseButton.LeftButton)
    on.qtbot.waitUntil(on.panel.filter.hasFocus)
    on.qtbot.keyClicks(on.panel.filter, "months")
    on.qtbot.waitUntil(lambda: on.numbers == [3])
    on.qtbot.keyClicks(on.panel.filter, " nowhere")
    on.qtbot.waitUntil(lambda: on.numbers == [])
    on.qtbot.keyClick(on.panel.filter, Qt.Key.Key_Escape)
    on.qtbot.waitUntil(lambda: on.numbers == [1, 2, 3, 4])
    assert on.panel.table.hasFocus()


def test_only_a_writers_note(make_desk: Callable[..., Desk]) -> None:
    on = PanelDesk(make_desk("drafts"))
    on.live.apply(UseNote(on.desk.claims[0], on.desk.article.revision_id, "f1"))
    on.desk.settle()
    on.choose_filter("writer only")
    assert on.numbers == [1]


def test_claims_to_re_check_have_a_filter_and_show_their_old_words(on: PanelDesk) -> None:
    changed: ArticleDraft = draft(TEXT.replace("4.2 million", "4.6 million"))
    on.live.apply(ReviseArticle(on.desk.article.id, changed))
    on.qtbot.waitUntil(lambda: "re-check" in on.panel.chips.chips)
    on.choose_filter("re-check")
    assert [line.old_words for line in on.panel.model.lines] == ["The bridge cost 4.2 million crowns."]


def test_conflicts_have_a_filter_while_there_are_any(on: PanelDesk) -> None:
    claim = on.desk.claims[0]
    seen = on.desk.read(lambda reading: reading.shown(reading.get(Claim, claim))).seen["rationale"]
    on.desk.apply_as("Jonas Keller", EditClaim(claim, {"rationale": "so"}, {"rationale": seen}))
    on.desk.apply_as("Mira Castellan", EditClaim(claim, {"rationale": "not so"}, {"rationale": seen}))
    on.qtbot.waitUntil(lambda: "conflicts" in on.panel.chips.chips)
    on.choose_filter("conflicts")
    assert on.numbers == [1]
    assert on.panel.model.lines[0].conflicts == 1


def test_delete_removes_the_claim_and_chooses_the_next_one(on: PanelDesk) -> None:
    on.desk.choose(2)
    on.press(Qt.Key.Key_Delete)
    on.qtbot.waitUntil(lambda: len(on.numbers) == 3)
    assert on.selection.claim_id == on.desk.claims[2]
    on.live.undo()
    on.qtbot.waitUntil(lambda: len(on.numbers) == 4)
    assert on.selection.claim_id == on.desk.claims[2]


def test_next_unchecked_goes_round(on: PanelDesk) -> None:
    on.live.apply(RateClaim(on.desk.claims[3], on.desk.scale[0].id))
    on.desk.choose(3)
    on.qtbot.waitUntil(lambda: on.panel.model.lines[3].rating_id is not None)
    on.qtbot.mouseClick(on.panel.inspector.next, Qt.MouseButton.LeftButton)
    on.qtbot.waitUntil(lambda: on.selection.claim_id == on.desk.claims[0])


def test_where_none_is_unchecked_that_is_said(on: PanelDesk) -> None:
    def press() -> bool:
        with on.qtbot.waitSignal(on.panel.none_unchecked) as told:
            on.qtbot.mouseClick(on.panel.inspector.next, Qt.MouseButton.LeftButton)
        return bool(told.args and told.args[0])

    on.live.apply(RateClaims(tuple(on.desk.claims[:3]), on.desk.scale[0].id))
    on.desk.choose(4)
    assert press() is False, "it is the only one itself"
    on.desk.choose(1)
    on.panel.focus_filter()
    on.qtbot.keyClicks(on.panel.filter, "bridge")
    on.qtbot.waitUntil(lambda: on.numbers == [1])
    assert press() is True
    on.panel.show_all()
    on.qtbot.waitUntil(lambda: on.numbers == [1, 2, 3, 4])
    on.qtbot.mouseClick(on.panel.inspector.next, Qt.MouseButton.LeftButton)
    on.qtbot.waitUntil(lambda: on.selection.claim_id == on.desk.claims[3])


def test_compact_rows(on: PanelDesk) -> None:
    assert on.panel.table.rowHeight(0) == 96
    on.qtbot.mouseClick(on.panel.density, Qt.MouseButton.LeftButton)
    assert on.panel.table.rowHeight(0) == 32
    assert on.panel.table.rowAt(on.panel.table.viewport().height() - 1) == -1


def test_an_article_without_claims_says_how_to_begin(on: PanelDesk) -> None:
    for claim in on.desk.claims:
        on.selection.choose_claim(claim, "test")
        on.panel.chosen.remove()
    on.qtbot.waitUntil(lambda: not on.numbers)
    assert on.panel.empty.title.text() == "No claims yet"
    assert on.panel.empty.title.isVisible()


def test_the_menu_of_a_card_offers_what_can_be_done(on: PanelDesk) -> None:
    on.desk.choose(1)
    menu = on.panel.offer_menu(QPoint(0, 0))
    words = [action.text() for action in menu.actions() if action.text()]
    assert words == ["Rationale", "Add source", "Ask a question…", "Add selected words to this claim", "Remove claim"]
    wanted: list[str] = []
    on.panel.add_highlight_wanted.connect(wanted.append)
    next(action for action in menu.actions() if action.text().startswith("Add selected")).trigger()
    assert wanted == [on.desk.claims[0]]
    menu.close()


def test_closing_the_project_empties_the_panel(on: PanelDesk, qtbot: QtBot) -> None:
    on.desk.choose(1)
    with qtbot.waitSignal(on.live.closed):
        on.live.close()
    assert on.numbers == []
    assert on.panel.count.text() == ""


def test_a_long_list_reads_one_claim_again_by_itself(on: PanelDesk) -> None:
    lines = on.desk.read(lambda reading: lines_of(reading, [on.desk.claims[1]]))
    assert [line.number for line in lines] == [2]
    assert on.panel.model.index(1, 0).data(LINE) == lines[0]


def test_what_others_choose_is_one_claim_while_ctrl_is_held(on: PanelDesk) -> None:
    on.desk.choose(1)
    on.qtbot.keyPress(on.panel.table, Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)  # of Ctrl K, say
    on.desk.choose(4)
    assert on.panel.table.selected_rows() == [3]
    on.qtbot.keyRelease(on.panel.table, Qt.Key.Key_Control)
