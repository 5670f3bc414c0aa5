"""The small shared widgets: named for screen readers, pressed by key and mouse, dressed by the theme."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from factcheck.ui.theme import DARK, LIGHT, apply_theme
from factcheck.ui.widgets import (
    Avatar,
    Badge,
    Banner,
    Card,
    Chip,
    GhostButton,
    Glyph,
    IconButton,
    KeyCap,
    LoadingBar,
    Pill,
    PrimaryButton,
    Separator,
    label,
    paint_progress,
    person_colour,
    set_state,
)
from tests.ui.factories_ui import ratings


def shown(qtbot: QtBot, widget: QWidget) -> QWidget:
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()
    return widget


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> None:
    apply_theme(qapp, LIGHT)


def test_buttons_have_names_and_take_the_keyboard(qtbot: QtBot) -> None:
    pressed: list[str] = []
    search = IconButton("search", "Find", key="Ctrl+F")
    search.clicked.connect(lambda: pressed.append("find"))
    ghost = GhostButton("Export", "file-down", pressed=lambda: pressed.append("export"))
    first = PrimaryButton("Next", pressed=lambda: pressed.append("next"))
    for button in (search, ghost, first):
        shown(qtbot, button)
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Space)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert pressed == ["find"] * 2 + ["export"] * 2 + ["next"] * 2
    assert search.accessibleName() == "Find"
    assert search.toolTip() == "Find  Ctrl+F"
    search.rename("Look")
    assert search.toolTip() == "Look"


def test_icons_follow_the_theme(qapp: QApplication, qtbot: QtBot) -> None:
    moon = IconButton("moon", "Theme")
    widgets = [moon, GhostButton("Export", "file-down"), PrimaryButton("Go", "check")]
    before = [widget.icon().pixmap(16).toImage() for widget in widgets]
    glyph = Glyph("globe")
    light = glyph.pixmap().toImage()
    for widget in (*widgets, glyph):
        qtbot.addWidget(widget)
    apply_theme(qapp, DARK)
    assert all(widget.icon().pixmap(16).toImage() != old for widget, old in zip(widgets, before, strict=True))
    assert glyph.pixmap().toImage() != light
    apply_theme(qapp, LIGHT)
    assert [widget.icon().pixmap(16).toImage() for widget in widgets] == before
    moon.show_icon("sun")
    assert moon.icon().pixmap(16).toImage() != before[0]
    glyph.show_icon("globe", "accent")
    assert glyph.pixmap().toImage() != light


def test_the_focus_is_seen(qtbot: QtBot) -> None:
    holder = QWidget()
    holder.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    buttons = [GhostButton("One"), PrimaryButton("Two"), Chip("Three"), IconButton("x", "Four")]
    for number, button in enumerate(buttons):
        button.setParent(holder)
        button.move(10, 10 + 40 * number)
    qtbot.addWidget(holder)
    with qtbot.waitActive(holder):
        holder.show()
        holder.activateWindow()
    for button in buttons:
        holder.setFocus()
        plain = button.grab().toImage()
        button.setFocus()
        assert button.grab().toImage() != plain, button


def test_a_chip_is_on_or_off(qtbot: QtBot) -> None:
    chip = Chip("All", chosen=True)
    shown(qtbot, chip)
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert not chip.isChecked()


def test_a_pill_is_named_by_its_verdict(qtbot: QtBot) -> None:
    pill = Pill()
    shown(qtbot, pill)
    assert pill.accessibleName() == "Unchecked"
    wide = pill.sizeHint().width()
    rating = ratings()["false"]
    pill.show_rating(rating)
    assert pill.accessibleName() == "False"
    assert pill.sizeHint().width() < wide
    pill.resize(pill.sizeHint())
    image = pill.grab().toImage()
    assert QColor(image.pixel(image.width() - 12, 5)).name().upper() == rating.tint_light


def test_a_person_has_the_same_colour_everywhere(qtbot: QtBot) -> None:
    assert person_colour("AM") == person_colour("AM")
    assert len({person_colour(chr(65 + n) + "X") for n in range(26)}) > 4
    avatar = Avatar("AM", "Ada Mihović")
    shown(qtbot, avatar)
    assert avatar.accessibleName() == "Ada Mihović"
    avatar.show_person("JK")
    assert avatar.accessibleName() == "JK"
    assert not avatar.grab().isNull()


def test_a_ring_shows_how_much_is_done() -> None:
    def ring(done: int, total: int) -> QImage:
        image = QImage(14, 14, QImage.Format.Format_ARGB32)
        image.fill(0)
        painter = QPainter(image)
        paint_progress(painter, QRectF(0, 0, 14, 14), done, total)
        painter.end()
        return image

    assert len({bytes(ring(*each).constBits()) for each in ((3, 12), (12, 12), (0, 0))}) == 3


@pytest.mark.parametrize("kind", ["info", "warn", "error"])
def test_a_banner_shows_words_as_words(qtbot: QtBot, kind: str) -> None:
    pressed: list[str] = []
    banner = Banner(kind, "Not <b>fetched</b>.", "A & B", [("Try again", lambda: pressed.append("again"))])
    shown(qtbot, banner)
    assert banner.accessibleName() == "Not <b>fetched</b>. A & B"
    words = next(each for each in banner.findChildren(QLabel) if each.text())
    assert "&lt;b&gt;" in words.text()
    QTest.mouseClick(banner.buttons[0], Qt.MouseButton.LeftButton)
    assert pressed == ["again"]


def test_loading_can_be_cancelled(qtbot: QtBot) -> None:
    bar = LoadingBar("Fetching", "first")
    shown(qtbot, bar)
    bar.show_progress(3, 5, "second")
    with qtbot.waitSignal(bar.cancelled):
        QTest.mouseClick(bar.cancel, Qt.MouseButton.LeftButton)
    assert {"Fetching", "second"} <= {each.text() for each in bar.findChildren(QLabel)}
    bar.show_progress(4, 5)
    assert "second" in {each.text() for each in bar.findChildren(QLabel)}


def test_states_dress_a_widget_anew(qtbot: QtBot) -> None:
    card = Card()
    card.resize(60, 40)
    shown(qtbot, card)
    plain = card.grab().toImage()
    set_state(card, "chosen", value=True)
    assert card.grab().toImage() != plain
    set_state(card, "chosen", value=True)  # again changes nothing
    card.lift()
    assert card.shadow is not None
    assert card.shadow.isVisible()


def test_words_have_tones(qtbot: QtBot) -> None:
    words = label("faint", 12, 600, "faint", wrap=True)
    shown(qtbot, words)
    assert words.palette().color(words.foregroundRole()).name().upper() == LIGHT.faint
    assert words.textFormat() == Qt.TextFormat.PlainText
    for widget in (KeyCap("J"), Badge("Offline"), Separator(), Separator(upright=True)):
        shown(qtbot, widget)
