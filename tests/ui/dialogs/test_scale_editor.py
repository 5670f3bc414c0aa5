"""A newsroom's own scale: made from the one in use, never by colour alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from factcheck.project.queries.project import ratings, scale_in_use
from factcheck.resources import resource
from factcheck.ui import theme as themes
from factcheck.ui.dialogs.scale_editor import RatingDraft, ScaleEditor, faults, scale_data
from factcheck.ui.dialogs.scale_looks import COLOURS, ICONS, colour_words, contrast, pattern_words
from factcheck.ui.verdicts import PATTERNS
from tests.ui.factories_desk import Desk


@pytest.fixture
def editor(desk: Desk) -> Iterator[ScaleEditor]:
    window = QWidget()
    desk.show(window)
    desk.open()
    made = ScaleEditor(desk.live, window)
    made.open()
    desk.qtbot.waitUntil(lambda: len(made.ratings) == 5)
    yield made
    window.close()  # the parent lives as long as the editor


@pytest.mark.parametrize("name", COLOURS)
def test_every_colour_can_be_read_in_both_themes(name: str) -> None:
    colours = COLOURS[name]
    for strong, tint, words in (
        (colours.strong_light, colours.tint_light, themes.LIGHT.text),
        (colours.strong_dark, colours.tint_dark, themes.DARK.text),
    ):
        assert contrast(strong, tint) >= 4.5
        assert contrast(words, tint) >= 4.5


def test_every_colour_icon_and_line_is_there_by_name() -> None:
    assert set(colour_words()) == set(COLOURS)
    assert set(pattern_words()) <= set(PATTERNS)
    assert [name for name in ICONS if not resource("icons", f"{name}.svg").is_file()] == []


def test_it_begins_from_the_scale_in_use(editor: ScaleEditor) -> None:
    assert [rating.label for rating in editor.ratings] == [
        "True", "Mostly true", "Misleading", "False", "Unverifiable",
    ]  # fmt: skip
    assert editor.label.text() == "True"
    assert not editor.make.isEnabled()


def test_a_scale_is_made_and_used(desk: Desk, editor: ScaleEditor) -> None:
    qtbot = desk.qtbot
    qtbot.keyClicks(editor.name, "House scale")
    editor.list.setCurrentRow(4)
    qtbot.mouseClick(editor.drop, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(editor.add, Qt.MouseButton.LeftButton)
    assert not editor.make.isEnabled()
    assert "Every rating needs a label." in editor.fault.text()
    qtbot.keyClicks(editor.label, "Out of context")
    qtbot.keyClicks(editor.definition, "The words are right and mean something else.")
    editor.colour.choose("teal")
    editor.colour.activated.emit(editor.colour.currentIndex())
    qtbot.mouseClick(editor.ordered, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(editor.up, Qt.MouseButton.LeftButton)
    assert [rating.label for rating in editor.ratings][3:] == ["Out of context", "False"]
    qtbot.mouseClick(editor.make, Qt.MouseButton.LeftButton)
    desk.settle()
    scale, in_use = desk.read(scale_in_use)
    assert scale.name == "House scale"
    assert [(rating.label, rating.rank) for rating in in_use][2:] == [
        ("Misleading", 3), ("Out of context", None), ("False", 4),
    ]  # fmt: skip
    assert in_use[3].strong_light == COLOURS["teal"].strong_light
    # The scale that was used before, and its verdicts, stay.
    assert len(desk.read(ratings)) == 10


def test_looks_that_differ_by_colour_alone_are_refused() -> None:
    one, other = RatingDraft("True"), RatingDraft("Right", colour="blue")
    assert faults("House", [one, other]) == [
        "“True” and “Right” differ by colour alone: give one another icon or line."
    ]
    assert faults(" ", [one, RatingDraft("true", icon="flame")]) == [
        "The scale needs a name.",
        "Two ratings have the same label.",
    ]


def test_only_ratings_with_a_place_in_the_order_are_ranked() -> None:
    data = scale_data([RatingDraft("A"), RatingDraft("B", ordered=False), RatingDraft("C", closes=False)])
    assert [row.get("rank") for row in data] == [1, None, 2]
    assert [row["closes"] for row in data] == [True, True, False]


def test_the_last_rating_cannot_be_removed_and_a_full_scale_not_be_added_to(desk: Desk, editor: ScaleEditor) -> None:
    for _each in range(4):
        desk.qtbot.mouseClick(editor.drop, Qt.MouseButton.LeftButton)
    assert len(editor.ratings) == 1
    assert not editor.drop.isEnabled()
    while editor.add.isEnabled():
        desk.qtbot.mouseClick(editor.add, Qt.MouseButton.LeftButton)
    assert len(editor.ratings) == 20
    editor.reject()
