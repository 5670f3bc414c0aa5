"""A window driven at random by keys, clicks, resizes and undo: no error, and the screen always equals the project.

Steps per run: ``FACTCHECK_RANDOM_STEPS`` (200 where it is not set). A release is driven for 10,000.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, Final, NamedTuple

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from PySide6.QtCore import QPoint, Qt, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMenu, QPlainTextEdit, QWidget
from pytestqt import exceptions
from pytestqt.qtbot import QtBot

from factcheck.domain.records import Claim, Revision
from factcheck.project.checking import faults
from factcheck.project.project import Project
from factcheck.project.queries.articles import ArticleLine, Mark, articles, decisions, marks
from factcheck.project.queries.claim_lists import ClaimLine, ClaimWish, lines_of, listed
from factcheck.project.queries.claims import ClaimSheet, claim
from factcheck.project.queries.tags import CommonTraits, common_traits
from factcheck.project.reading import Reading
from factcheck.project.tables import ClaimRow
from factcheck.settings import Settings
from factcheck.ui import theme as themes
from factcheck.ui.forms.typed_field import TypedField
from tests.factories import TEXT, add_article, mark, new_project
from tests.ui.windows import Desk

STEPS: Final = int(os.environ.get("FACTCHECK_RANDOM_STEPS", "200"))
STEPS_A_WINDOW: Final = 40

NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
# Not Ctrl Q and Ctrl W: the window is to stay. Not the keys of a file dialog of the system: nobody answers it here.
LETTERS: Final = "JKNPUCXQESHW1234567890RAFM"
KEYS: Final = (
    Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left,
    Qt.Key.Key_Right, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Delete,
    Qt.Key.Key_Backspace, Qt.Key.Key_Space, Qt.Key.Key_F2, Qt.Key.Key_F6, Qt.Key.Key_F11, Qt.Key.Key_Slash,
    Qt.Key.Key_Menu,
)  # fmt: skip
COMMANDS: Final = "FKIEA"
WORDS: Final = st.text(alphabet="abc 1%🙂é\u05d0.“", max_size=12)
QUIET: Final = (  # what the offscreen platform cannot do
    "This plugin does not support propagateSizeHints",
    "This plugin does not support raise",
    "This plugin does not support grabbing the keyboard",
)


class Whole(NamedTuple):
    """What the project holds, of what the window shows."""

    articles: list[ArticleLine]
    marks: list[Mark]
    decided: list[tuple[int, int]]
    sheet: ClaimSheet | None
    shared: CommonTraits | None
    listed: list[str]
    lines: list[ClaimLine]


def _whole(
    revision_id: str, claim_ids: tuple[str, ...], wish: ClaimWish, shown: list[ClaimLine], reading: Reading
) -> Whole:
    claim_id = claim_ids[0] if len(claim_ids) == 1 else ""
    living = bool(claim_id) and bool(reading.records(Claim, ClaimRow.id == claim_id))
    return Whole(
        articles(reading),
        marks(reading, revision_id),
        sorted((one.start, one.end) for one in decisions(reading, revision_id)),
        claim(reading, claim_id) if living else None,
        common_traits(reading, claim_ids) if len(claim_ids) > 1 else None,
        listed(reading, wish),
        lines_of(reading, [line.id for line in shown]),
    )


class Troubles(list[str]):
    """What must not happen: bugs and warnings of Qt."""

    def on_bug(self, report: str) -> None:
        self.append(report)

    def on_message(self, kind: QtMsgType, _context: Any, message: str) -> None:
        if kind is not QtMsgType.QtDebugMsg and not message.startswith(QUIET):
            self.append(message)


@contextmanager
def watched(window: Any) -> Iterator[Troubles]:
    """Hear of everything that goes wrong while a window works."""
    troubles = Troubles()
    before = qInstallMessageHandler(troubles.on_message)
    window.bugs.bug_found.disconnect(window.on_bug_found)  # a dialog would wait for an answer
    window.bugs.bug_found.connect(troubles.on_bug)
    window.bugs.install()
    try:
        yield troubles
    finally:
        window.bugs.remove()
        qInstallMessageHandler(before)


class WindowWalk(RuleBasedStateMachine):
    """One window on a small project, and a person without a plan."""

    qtbot: QtBot
    folder: Path
    made: ClassVar[dict[str, Path]]
    count = 0

    @initialize(profile=st.sampled_from(("statements", "drafts")))
    def begin(self, profile: str) -> None:
        type(self).count += 1
        self.path = self.folder / f"{self.count}.factcheck"
        shutil.copy(self.prepared(profile), self.path)
        self.desk = Desk(self.qtbot, Settings(author="Ada Mihović", initials="AM", theme="light"))
        self.window = self.desk.window
        self.watching = watched(self.window)
        self.troubles = self.watching.__enter__()
        self.leaving = QTimer(interval=20)
        self.leaving.timeout.connect(self.leave_dialog)
        self.leaving.start()
        self.desk.open(self.path)

    def prepared(self, profile: str) -> Path:
        """A small project of a profile, made once."""
        folder = self.folder / profile
        if profile not in self.made:
            folder.mkdir()
            with closing(new_project(folder, profile=profile)) as project:
                line = add_article(project)
                for words in ("4.2 million crowns", "It carries 9,000 cars a day", "9,000"):
                    mark(project, line, words)
                add_article(project, TEXT + "\nשלום עולם. 12 בתים.\nThe end. " * 3)
            self.made[profile] = project.path
        return self.made[profile]

    # --- what the person does ------------------------------------------------------------------------

    @rule(letter=st.sampled_from(LETTERS), modifier=st.sampled_from((NONE, NONE, NONE, SHIFT)))
    def press_letter(self, letter: str, modifier: Qt.KeyboardModifier) -> None:
        self.press(getattr(Qt.Key, f"Key_{letter}"), modifier)

    @rule(key=st.sampled_from(KEYS), modifier=st.sampled_from((NONE, NONE, SHIFT, CTRL)))
    def press_key(self, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
        self.press(key, modifier)

    @rule(letter=st.sampled_from(COMMANDS))
    def press_command(self, letter: str) -> None:
        self.press(getattr(Qt.Key, f"Key_{letter}"), CTRL)

    @rule(words=WORDS)
    def write(self, words: str) -> None:
        where = QApplication.focusWidget()
        if isinstance(where, QLineEdit | QPlainTextEdit) and not where.isReadOnly():
            if isinstance(where, QLineEdit):
                where.insert(words)
            else:
                where.insertPlainText(words)
        self.rest()

    @rule()
    def undo(self) -> None:
        self.window.pane.view.setFocus()
        self.press(Qt.Key.Key_Z, CTRL)

    @rule()
    def redo(self) -> None:
        self.window.pane.view.setFocus()
        self.press(Qt.Key.Key_Z, CTRL | SHIFT)

    @rule(x=st.floats(0, 1), y=st.floats(0, 1), button=st.sampled_from(("left", "left", "left", "right", "twice")))
    def click(self, x: float, y: float, button: str) -> None:
        place = QPoint(int(x * (self.window.width() - 1)), int(y * (self.window.height() - 1)))
        where = self.window.childAt(place)
        if where is None or not where.isEnabled() or self.opens_system(where):
            return
        inside = where.mapFrom(self.window, place)
        if button == "twice":
            self.qtbot.mouseDClick(where, Qt.MouseButton.LeftButton, NONE, inside)
        else:
            which = Qt.MouseButton.LeftButton if button == "left" else Qt.MouseButton.RightButton
            self.qtbot.mouseClick(where, which, NONE, inside)
        self.rest()

    @rule(x=st.floats(0, 1), y=st.floats(0, 1), to_x=st.floats(0, 1), to_y=st.floats(0, 1))
    def drag_over_words(self, x: float, y: float, to_x: float, to_y: float) -> None:
        port = self.window.pane.view.viewport()
        if not port.isVisible():
            return
        start = QPoint(int(x * (port.width() - 1)), int(y * (port.height() - 1)))
        end = QPoint(int(to_x * (port.width() - 1)), int(to_y * (port.height() - 1)))
        self.qtbot.mousePress(port, Qt.MouseButton.LeftButton, NONE, start)
        self.qtbot.mouseMove(port, (start + end) / 2)
        self.qtbot.mouseMove(port, end)
        self.qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, NONE, end)
        self.rest()

    @rule(width=st.integers(960, 1800), height=st.integers(560, 1100))
    def resize(self, width: int, height: int) -> None:
        self.window.resize(width, height)
        self.rest()

    @rule(words=st.sampled_from(("9,000", "months", "4.2 million")))
    def colleague_works(self, words: str) -> None:
        with closing(Project.open(self.path, author="Jonas Kern")) as project:
            line = project.read(articles)[0]
            text = project.read(lambda reading: reading.text(reading.get(Revision, line.revision_id)))
            if words in text:
                mark(project, line, words, text=text)
        self.window.live._timer.timeout.emit()  # its clock would say so a moment later
        self.rest()

    # --- how it is done ------------------------------------------------------------------------------

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
        where = QApplication.focusWidget() or self.window
        if self.opens_system(where) and key in {Qt.Key.Key_Return, Qt.Key.Key_Space}:
            return
        self.qtbot.keyClick(where, key, modifier)
        self.rest()

    def opens_system(self, where: QWidget) -> bool:
        """Whether a press there would open a dialog of the system, leave the project, or close the window."""
        return where.window() is self.window and (
            self.window.pane.start.isAncestorOf(where) or self.window.header.isAncestorOf(where)
        )

    def leave_dialog(self) -> None:
        """Leave a dialog that waits for an answer, whenever it comes."""
        modal = QApplication.activeModalWidget()
        if isinstance(modal, QDialog):
            modal.reject()

    def rest(self) -> None:
        """Wait until the window is at rest, and close what floats above it."""
        popup = QApplication.activePopupWidget()
        while isinstance(popup, QMenu):
            popup.close()
            popup = QApplication.activePopupWidget()
        for dialog in QApplication.topLevelWidgets():
            if isinstance(dialog, QDialog) and dialog.isVisible():
                dialog.reject()
        self.desk.settle()

    # --- what always holds ---------------------------------------------------------------------------

    @invariant()
    def nothing_went_wrong(self) -> None:
        assert not self.troubles, self.troubles[0]

    @invariant()
    def no_field_is_unsaved(self) -> None:
        here = QApplication.focusWidget()
        for typed in self.window.findChildren(TypedField):
            box = typed.parent()
            if box is not here and isinstance(box, QWidget) and box.isVisible():
                assert not typed.changed, typed.text

    @invariant()
    def screen_equals_project(self) -> None:
        self.desk.settle()
        differences = self.differences()
        if differences:  # what a colleague did arrives within a second
            with suppress(exceptions.TimeoutError):
                self.qtbot.waitUntil(lambda: not self.differences(), timeout=20_000)
            differences = self.differences()
        assert not differences, differences

    def differences(self) -> list[str]:
        """What the screen shows otherwise than the project has it."""
        window = self.window
        model, revision_id, claim_ids = window.claims.model, window.follower.revision_id, window.selection.claim_ids
        read = self.desk.ask(partial(_whole, revision_id, claim_ids, window.claims.list.wish(), model.lines))
        found = []
        if [line.id for line in window.overview.articles] != [line.id for line in read.articles]:
            found.append(f"articles: {window.overview.articles} is not {read.articles}")
        here = window.selection.article_id  # of the others, the progress may be that of a moment ago
        some = (window.overview.articles, read.articles)
        progress = [next((line for line in lines if line.id == here), None) for lines in some]
        if progress[0] != progress[1]:
            found.append(f"progress: {progress[0]} is not {progress[1]}")
        if window.follower.article is not None and window.pane.has_article:
            shown = sorted(window.pane.view.sheet.marks)
            if shown != sorted(read.marks):
                found.append(f"highlights: {shown} is not {sorted(read.marks)}")
            decided = sorted(window.pane.view.sheet.decided)
            if decided != read.decided:
                found.append(f"nothing to check: {decided} is not {read.decided}")
        if list(model.ids) != read.listed:
            found.append(f"list: {model.ids} is not {read.listed}")
        if model.lines != read.lines:
            found.append(f"cards: {model.lines} is not {read.lines}")
        inspected = window.claims.inspector.shown
        if (inspected.sheet if inspected else None) != read.sheet:
            found.append(f"inspector: {inspected} is not {read.sheet}")
        several = window.claims.inspector.several.shown
        if read.shared is not None and (several.traits if several else None) != read.shared:
            found.append(f"several claims: {several} is not {read.shared}")
        return found

    def teardown(self) -> None:
        if not hasattr(self, "desk"):
            return
        try:
            self.rest()
            self.leaving.stop()
            self.watching.__exit__(None, None, None)
        finally:
            self.desk.close()
        with closing(Project.open(self.path, author="Reader")) as project:
            assert not list(project.read(faults))


def test_a_person_without_a_plan_breaks_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    assert QGuiApplication.platformName() == "offscreen"
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    themes.apply_theme(app, themes.LIGHT)
    walk = type("Walk", (WindowWalk,), {"qtbot": qtbot, "folder": tmp_path, "made": {}})
    run_state_machine_as_test(
        walk,
        settings=settings(
            max_examples=max(1, STEPS // STEPS_A_WINDOW),
            stateful_step_count=STEPS_A_WINDOW,
            deadline=None,
            # A window that works beside threads of its own never does the same twice: nothing to shrink by.
            phases=[Phase.generate],
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
