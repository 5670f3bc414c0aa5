"""The palette lists what can be done now and what the project holds."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from factcheck.ui.actions import Action
from factcheck.ui.palette import Entry, Palette, caps_of


def action(id_: str, group: str, words: str, *keys: str) -> Action:
    return Action(id_, group, words, keys, "plus", (), lambda _window: None)


ACTIONS = (
    action("mark.claim", "Claim", "Mark as claim", "C"),
    action("claim.source", "Claim", "Add source", "S"),
    action("report.export", "Project", "Export to Word…", "Ctrl+E"),
    action("window.palette", "Window", "Search or run a command", "Ctrl+K"),
)


class Desk:
    """A window with a palette, and what was asked of it."""

    def __init__(self, qtbot: QtBot) -> None:
        self.run: list[str] = []
        self.sought: list[str] = []
        self.window = QWidget()
        self.window.resize(900, 700)
        qtbot.addWidget(self.window)
        self.palette = Palette(self.window, ACTIONS, self.run.append, self.sought.append)
        self.window.show()
        self.palette.show()
        self.palette.field.setFocus()
        qtbot.waitUntil(self.palette.field.hasFocus)

    def words(self) -> list[str]:
        model = self.palette.rows.model()
        return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_it_lists_every_action_but_itself_by_group(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    assert desk.words() == ["Claim", "Mark as claim", "Add source", "Project", "Export to Word…"]
    assert desk.palette.rows.currentIndex().data() == "Mark as claim"


def test_typing_narrows_and_enter_runs(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    qtbot.keyClicks(desk.palette.field, "word exp")
    assert desk.words() == ["Project", "Export to Word…"]
    with qtbot.waitSignal(desk.palette.closed):
        qtbot.keyClick(desk.palette.field, Qt.Key.Key_Return)
    assert desk.run == ["report.export"]
    assert not desk.palette.isVisible()


def test_the_arrows_pass_over_headings(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down):
        qtbot.keyClick(desk.palette.field, key)
    assert desk.palette.rows.currentIndex().data() == "Export to Word…"
    for _ in range(5):
        qtbot.keyClick(desk.palette.field, Qt.Key.Key_Up)
    assert desk.palette.rows.currentIndex().data() == "Mark as claim"


def test_what_the_project_holds_comes_after_the_actions_and_a_number_before(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    gone: list[str] = []
    qtbot.keyClicks(desk.palette.field, "source")
    desk.palette.show_found("source", [Entry("Claim 9  “source of the river”", run=lambda: gone.append("c9"))])
    assert desk.words() == ["Claim", "Add source", "Go to", "Claim 9  “source of the river”"]
    desk.palette.show_found("sour", [Entry("late answer", run=lambda: None)])
    assert "late answer" not in desk.words()
    desk.palette.field.setText("9")
    desk.palette.show_found("9", [Entry("Claim 9", run=lambda: gone.append("c9"))])
    assert desk.words() == ["Go to", "Claim 9"]
    qtbot.keyClick(desk.palette.field, Qt.Key.Key_Enter)
    assert gone == ["c9"]
    assert desk.sought[-1] == "9"


def test_nothing_found_is_said_and_escape_leaves(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    desk.palette.field.setText("xyzzy")
    assert desk.words() == ["Nothing of that name"]
    qtbot.keyClick(desk.palette.field, Qt.Key.Key_Return)
    assert desk.palette.isVisible()
    with qtbot.waitSignal(desk.palette.closed):
        qtbot.keyClick(desk.palette.field, Qt.Key.Key_Escape)
    assert desk.run == []


def test_a_click_runs_and_the_mouse_chooses(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    rows = desk.palette.rows
    desk.palette.on_row_entered(rows.model().index(2, 0))
    assert rows.currentIndex().data() == "Add source"
    place = rows.visualRect(rows.model().index(2, 0)).center()
    qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert desk.run == ["claim.source"]


def test_rows_tell_screen_readers_their_keys(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    index = desk.palette.rows.model().index(4, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Export to Word…, Ctrl E"


def test_it_paints(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    assert not desk.palette.grab().isNull()


def test_key_caps() -> None:
    assert caps_of(("Ctrl+Shift+Z", "Ctrl+Y")) == ("Ctrl", "Shift", "Z")
    assert caps_of(()) == ()


def test_untyped_it_shows_a_few_of_each_group_and_places_after_the_first(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    many = [action(f"a.{number}", "Claim", f"Do {number}") for number in range(9)]
    steps = [action("go", "Go to", "Next claim")]
    rest = [action("export", "Project", "Export")]
    desk.palette._actions = [*many, *steps, *rest]
    desk.palette.show_found("", [Entry("Town hall", run=lambda: None)])
    assert desk.words() == ["Claim", "Do 0", "Do 1", "Do 2", "Do 3", "Go to", "Town hall", "Project", "Export"]
    desk.palette.field.setText("do")
    assert len(desk.words()) == 10
