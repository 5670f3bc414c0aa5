"""The window in each of its languages: all of it is said, nothing is cut off, and Arabic is read from the right."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QPoint, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from factcheck.sample import build_sample
from factcheck.settings import Settings
from factcheck.translation import LANGUAGES, _, current_tag
from factcheck.ui import going
from factcheck.ui.icons import pixmap
from factcheck.ui.main_window import SMALLEST
from factcheck.ui.mirroring import apart, draw_words, inset, placed, turned
from factcheck.ui.settings_dialog import SettingsDialog
from tests.ui.speech import cut_off, speaking
from tests.ui.windows import Desk, desk

SIZE = (1440, 900)


def _left(at: Desk, widget: QWidget) -> int:
    return widget.mapTo(at.window, QPoint(0, 0)).x()


@pytest.mark.parametrize("tag", sorted(LANGUAGES))
def test_nothing_is_cut_off_in_any_language(qapp: QApplication, qtbot: QtBot, tmp_path: Path, tag: str) -> None:
    project = build_sample(tmp_path / "sample.factcheck")
    with speaking(qapp, tag), desk(qtbot) as at:

        def all_is_in_sight() -> None:
            assert cut_off(at.window) == []

        qtbot.waitUntil(all_is_in_sight)
        at.open(project)
        going.step_claim(at.window, 1)
        for size in (SIZE, SMALLEST):
            at.window.resize(*size)
            at.settle()
            qtbot.waitUntil(all_is_in_sight)
        assert at.window.header.export.text() == _("Export")
        assert QLocale() == QLocale(current_tag())


def test_arabic_mirrors_the_window(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    project = build_sample(tmp_path / "sample.factcheck")
    with speaking(qapp, "ar"), desk(qtbot) as at:
        at.open(project)
        at.window.resize(*SIZE)
        at.settle()
        window, view = at.window, at.window.pane.view
        assert _left(at, window.sidebar) > _left(at, window.pane) > _left(at, window.claims)
        assert _left(at, view.strip) == _left(at, view)
        chips = list(window.claims.chips._chips.values())
        assert chips[0].x() > chips[1].x()
        # An English article keeps its own direction: marks at the left of its lines, between strip and text.
        assert _left(at, view.strip) < _left(at, view.gutter) < _left(at, view.viewport())
        assert _left(at, view.gutter) + view.gutter.width() <= _left(at, view.viewport()) + 20
        going.step_claim(window, 1)
        at.settle()
        bar = window.claims.inspector.verdicts
        assert bar.buttons[0].x() > bar.buttons[1].x()


def test_qt_says_its_own_words_in_the_language(qapp: QApplication, qtbot: QtBot) -> None:
    with speaking(qapp, "de"):
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Save)
        qtbot.addWidget(box)
        assert box.buttons()[0].text() == "Speichern"
    assert qapp.layoutDirection() == Qt.LayoutDirection.LeftToRight


def test_the_language_is_chosen_by_its_own_name(qtbot: QtBot) -> None:
    settings = Settings(author="Ada Mihović")
    dialog = SettingsDialog(settings)
    qtbot.addWidget(dialog)
    assert dialog.language.value == ""
    names = [dialog.language.itemText(row) for row in range(1, dialog.language.count())]
    assert names == ["العربية", "Deutsch", "English", "Español", "Français"]
    dialog.language.choose("ar")
    dialog.put_into(settings)
    settings.save()
    assert Settings.load().language == "ar"


def test_a_language_that_is_not_there_is_the_systems(qtbot: QtBot) -> None:
    settings = Settings(author="Ada Mihović")
    settings.language = "tlh"
    settings.save()
    assert Settings.load().language == ""


def _ink(paint_in: Qt.LayoutDirection, words: str, *, far: bool = False) -> float:
    """Where the middle of the ink is, in shares of the width."""
    image = QImage(400, 30, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setLayoutDirection(paint_in)
    draw_words(painter, QRectF(0, 0, 400, 30), words, far=far)
    painter.end()
    dark = [x for x in range(400) for y in range(30) if image.pixelColor(x, y).lightness() < 128]
    return sum(dark) / len(dark) / 400


@pytest.mark.parametrize("words", ["True", "صحيح", "18/63"])
def test_words_begin_where_lines_begin_in_the_window(qapp: QApplication, words: str) -> None:
    assert _ink(Qt.LayoutDirection.LeftToRight, words) < 0.3
    assert _ink(Qt.LayoutDirection.RightToLeft, words) > 0.7
    assert _ink(Qt.LayoutDirection.RightToLeft, words, far=True) < 0.3


def _difference(one: QImage, other: QImage) -> int:
    places = [(x, y) for x in range(one.width()) for y in range(one.height())]
    return sum(abs(one.pixelColor(x, y).alpha() - other.pixelColor(x, y).alpha()) for x, y in places)


def test_boxes_margins_and_arrows_change_sides(qapp: QApplication, qtbot: QtBot) -> None:
    image = QImage(10, 10, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    within, box = QRectF(100, 0, 200, 20), QRectF(110, 5, 30, 10)
    assert placed(painter, box, within) == box
    painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert placed(painter, box, within) == QRectF(260, 5, 30, 10)
    painter.end()
    plain = pixmap("undo-2", "#000000", 16, 1).toImage()
    clock = pixmap("history", "#000000", 16, 1).toImage()
    with speaking(qapp, "ar"):
        row = QHBoxLayout()
        inset(row, 14, 1, 0, 2)
        assert (row.contentsMargins().left(), row.contentsMargins().right()) == (0, 14)
        other_way = pixmap("undo-2", "#000000", 16, 1).toImage()
        assert _difference(other_way, plain.flipped(Qt.Orientation.Horizontal)) < _difference(other_way, plain) / 5
        assert pixmap("history", "#000000", 16, 1).toImage() == clock


def test_words_against_the_window_are_set_apart(qapp: QApplication) -> None:
    assert turned("Brask Weekly") == "Brask Weekly"
    assert turned("أخبار") == apart("أخبار")
    with speaking(qapp, "ar"):
        assert turned("“Nine in ten”") == "\u2068“Nine in ten”\u2069"
        assert turned("أخبار") == "أخبار"
        assert turned("40") == "40"
