"""The sidebar shows queues and articles, and asks by signals."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from factcheck.project.queries.articles import ArticleLine
from factcheck.ui.sidebar.sidebar import Sidebar

LINE = ArticleLine(
    id="a", number=1, title="Bus fares", byline="", publication="Courier", published="", address="",
    revision_id="r", draft_number=1, characters=900, sentences=12, dealt=9, claims=5, rated=4, open=1,
)  # fmt: skip
LINES = [LINE, replace(LINE, id="b", number=2, title="", publication="", dealt=12), replace(LINE, id="c", number=3)]


def shown(qtbot: QtBot) -> Sidebar:
    made = Sidebar()
    made.resize(224, 600)
    qtbot.addWidget(made)
    made.show_project("Town baths")
    made.show_articles(LINES, "a")
    made.show()
    return made


def test_articles_are_listed_with_progress_for_screen_readers_too(qtbot: QtBot) -> None:
    model = shown(qtbot).list.model()
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == ["Bus fares", "Untitled", "Bus fares"]
    spoken = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Article 1, Bus fares: 9 of 12 sentences dealt with"
    assert model.index(0, 0).data(Qt.ItemDataRole.FontRole) is None


def test_a_click_and_enter_ask_for_an_article(qtbot: QtBot) -> None:
    sidebar = shown(qtbot)
    rows = sidebar.list
    with qtbot.waitSignal(sidebar.article_asked) as asked:
        place = rows.visualRect(rows.model().index(1, 0)).center()
        qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert asked.args == ["b"]
    qtbot.keyClick(rows, Qt.Key.Key_Down)
    with qtbot.waitSignal(sidebar.article_asked) as asked:
        qtbot.keyClick(rows, Qt.Key.Key_Return)
    assert asked.args == ["c"]


def test_the_menu_is_asked_for_the_row_under_the_mouse_or_the_current_one(qtbot: QtBot) -> None:
    sidebar = shown(qtbot)
    rows = sidebar.list
    with qtbot.waitSignal(sidebar.article_menu_asked) as asked:
        rows.customContextMenuRequested.emit(rows.visualRect(rows.model().index(2, 0)).center())
    assert asked.args[0] == "c"
    with qtbot.waitSignal(sidebar.article_menu_asked) as asked:
        rows.customContextMenuRequested.emit(QPoint(10, 590))
    assert asked.args[0] == "a"


def test_progress_changes_without_losing_the_place(qtbot: QtBot) -> None:
    sidebar = shown(qtbot)
    with qtbot.assertNotEmitted(sidebar.list.model().modelReset):
        sidebar.show_articles([replace(LINES[0], dealt=10), *LINES[1:]], "a")
    assert sidebar.list.currentIndex().row() == 0
    sidebar.show_articles([LINES[2]], "")
    assert not sidebar.list.selectionModel().hasSelection()


def test_queues_stand_there_with_their_counts(qtbot: QtBot) -> None:
    sidebar = shown(qtbot)
    sidebar.show_counts(3, inbox=4, to_review=2)
    names = {name: row.accessibleName() for name, row in sidebar.queues.items() if row.isVisible()}
    assert names == {
        "inbox": "Inbox 4", "all": "All articles 3", "to review": "To review 2", "assigned": "Assigned to me 0",
    }  # fmt: skip
    sidebar.show_counts(3, queries=2)
    assert sidebar.queues["queries"].accessibleName() == "Open queries 2"
    with qtbot.waitSignal(sidebar.queue_asked) as asked:
        qtbot.mouseClick(sidebar.queues["to review"], Qt.MouseButton.LeftButton)
    assert asked.args == ["to review"]
    sidebar.choose_queue("to review")
    assert [name for name, row in sidebar.queues.items() if row.property("chosen")] == ["to review"]


def test_without_articles_it_says_so_and_without_a_project_nothing(qtbot: QtBot) -> None:
    sidebar = shown(qtbot)
    sidebar.show_articles([], "")
    assert sidebar.none.isVisible()
    sidebar.show_project("")
    assert not sidebar.project_part.isVisible()


def test_it_names_the_person(qtbot: QtBot) -> None:
    sidebar = shown(qtbot)
    sidebar.show_person("Ada Mihović", "AM")
    assert sidebar.person.text() == "Ada Mihović"
    sidebar.show_person("", "")
    assert sidebar.person.text() == "No name yet"


def test_it_paints_focus_and_hover(qtbot: QtBot) -> None:
    sidebar = shown(qtbot)
    sidebar.list.setFocus(Qt.FocusReason.TabFocusReason)
    assert not sidebar.grab().isNull()


def test_the_queue_one_looks_at_is_checked_and_a_press_only_asks(qtbot: QtBot) -> None:
    sidebar = shown(qtbot)
    sidebar.choose_queue("inbox")
    checked = {name: row.isChecked() for name, row in sidebar.queues.items()}
    assert [name for name, on in checked.items() if on] == ["inbox"]
    state = QAccessible.queryAccessibleInterface(sidebar.queues["inbox"]).state()
    assert (state.checkable, state.checked) == (1, 1)
    for press in (sidebar.queues["to review"].click, sidebar.queues["to review"].toggle):  # by hand, by a screen reader
        with qtbot.waitSignal(sidebar.queue_asked) as asked:
            press()
        assert asked.args == ["to review"]
        assert {name: row.isChecked() for name, row in sidebar.queues.items()} == checked
