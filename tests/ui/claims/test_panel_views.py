"""How the list is shown: orders, all articles, rows or cards, long lists; what is remembered of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from factcheck.project.edits.highlights import MarkClaim
from factcheck.project.edits.many_claims import TagClaims
from factcheck.project.edits.together import Together
from factcheck.project.edits.verdicts import RateClaim
from factcheck.ui.claims import list_follower
from tests.factories import TEXT, add_article, mark, span
from tests.ui.claims.panel_desk import PanelDesk
from tests.ui.factories_desk import Desk


@pytest.fixture
def on(desk: Desk) -> PanelDesk:
    return PanelDesk(desk)


def pick(on: PanelDesk, words: str) -> None:
    """Choose an entry of the menu of orders."""
    menu = on.panel.view.offer()
    next(action for action in menu.actions() if action.text() == words).trigger()
    menu.close()
    on.desk.settle()


def add_second_article(on: PanelDesk) -> tuple[str, str]:
    """Another article with one claim, as a colleague adds it; the answer is both ids."""
    from factcheck.project.project import Project

    project = Project.open(on.desk.path, author="Jonas Keller")
    line = add_article(project)
    claim_id = mark(project, line, "9,000 cars")
    project.close()
    on.qtbot.waitUntil(lambda: on.panel.list.totals is not None and on.live.idle())
    return line.id, claim_id


def test_the_menu_of_orders_sorts_both_ways_and_is_remembered(on: PanelDesk) -> None:
    on.live.apply(RateClaim(on.desk.claims[2], on.desk.scale[0].id))
    on.desk.settle()
    pick(on, "Verdict")
    on.qtbot.waitUntil(lambda: on.numbers == [3, 1, 2, 4])
    pick(on, "Unchecked first")
    on.qtbot.waitUntil(lambda: on.numbers == [1, 2, 4, 3])
    assert on.panel.view.isChecked()
    assert "Verdict" in on.panel.view.accessibleName()
    kept = on.settings.place_of(on.live.project_id)
    assert (kept["claims sort"], kept["claims turned"]) == ("verdict", 1)
    pick(on, "Place in the text")
    on.qtbot.waitUntil(lambda: on.numbers == [1, 2, 3, 4])
    assert not on.panel.view.isChecked()


def test_a_verdict_moves_its_claim_where_the_list_stands_by_verdict(on: PanelDesk) -> None:
    on.panel.sort_by("verdict")
    on.live.apply(RateClaim(on.desk.claims[3], on.desk.scale[1].id))
    on.qtbot.waitUntil(lambda: on.numbers == [4, 1, 2, 3])
    on.live.undo()
    on.qtbot.waitUntil(lambda: on.numbers == [1, 2, 3, 4])


def test_what_was_chosen_holds_when_the_project_is_opened_again(on: PanelDesk) -> None:
    on.panel.sort_by("place", descending=True)
    on.panel.show_compact(True)
    on.desk.settle()
    with on.qtbot.waitSignal(on.live.closed):
        on.live.close()
    on.panel.show_compact(False)
    on.panel.list.descending = False
    on.selection.choose_article("")
    on.desk.open()
    on.qtbot.waitUntil(lambda: on.numbers == [4, 3, 2, 1])
    assert on.panel.density.isChecked()


def test_all_articles_are_listed_and_counted_with_their_titles(on: PanelDesk) -> None:
    article_id, claim_id = add_second_article(on)
    told: list[tuple[str, str]] = []
    on.panel.claim_elsewhere.connect(lambda claim, article: told.append((claim, article)))
    pick(on, "All articles")
    on.qtbot.waitUntil(lambda: on.numbers == [1, 2, 3, 4, 1])
    assert on.panel.count.text() == "0 of 4 here · 0 of 5 in all"
    assert "Harbour bridge reopens" in on.panel.model.index(4, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    on.click(4)
    assert told == [(claim_id, article_id)]
    pick(on, "This article")
    on.qtbot.waitUntil(lambda: on.numbers == [1, 2, 3, 4])
    assert on.panel.count.text() == "0 of 4 have a verdict"


def test_filters_of_a_person_a_review_and_a_tag(on: PanelDesk) -> None:
    tag = Together("Tag", TagClaims((on.desk.claims[1],), "money"), lambda _made: ())
    on.live.apply(tag)
    on.desk.settle()
    name = next(name for name, chip in on.panel.chips.chips.items() if chip.text() == "#money")
    on.choose_filter(name)
    assert on.numbers == [2]
    on.choose_filter("mine")
    assert on.numbers == []
    on.choose_filter("in review")
    assert on.numbers == []


@pytest.fixture
def long(monkeypatch: pytest.MonkeyPatch, make_desk: Callable[..., Desk]) -> PanelDesk:
    """A panel on 200 claims that takes them for very many."""
    from factcheck.project.queries import claim_lists

    monkeypatch.setattr(claim_lists, "_SHORT", 10)
    monkeypatch.setattr(list_follower, "COUNTED_AT_ONCE", 10)
    desk = make_desk()
    spans = [(start, start + 5) for start in range(30, 226)]
    desk.apply_as("Ada Mihović", *(MarkClaim(desk.article.revision_id, (one,)) for one in spans))
    return PanelDesk(desk)


def test_a_long_list_shows_its_beginning_first_and_then_all_of_it(long: PanelDesk) -> None:
    panel = long.panel
    assert panel.model.rowCount() == 200
    assert [line.number for line in panel.model.lines][:5] == [1, 2, 3, 4, 5]
    long.qtbot.waitUntil(lambda: panel.list.settled() and all(panel.model.ids))
    assert panel.model.line(150) is None
    panel.table.scrollTo(panel.model.index(150, 0))
    long.qtbot.waitUntil(lambda: panel.model.line(150) is not None)
    line = panel.model.line(150)
    assert line is not None
    assert line.number == 151
    long.live.apply(RateClaim(panel.model.ids[150], long.desk.scale[0].id))
    long.qtbot.waitUntil(lambda: panel.count.text() == "1 of 200 have a verdict")


def test_a_claim_marked_in_a_long_list_takes_its_place(long: PanelDesk) -> None:
    panel = long.panel
    long.qtbot.waitUntil(lambda: panel.list.settled() and all(panel.model.ids))
    long.live.apply(MarkClaim(long.desk.article.revision_id, (span(TEXT, "Harbour"),)))
    long.qtbot.waitUntil(lambda: panel.model.rowCount() == 201)
    first = panel.model.line(0)
    assert first is not None
    assert (first.words, first.number) == ("Harbour", 1)
