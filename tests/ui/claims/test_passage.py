"""The passage beside the quotation, and the tags of a claim, in the inspector."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from factcheck.project.edits.highlights import AddHighlight
from factcheck.project.queries.claims import LONG_PARAGRAPH, claim
from factcheck.ui import theme as themes
from factcheck.ui.verdicts import verdict_look
from tests.factories import TEXT, add_article, mark, new_project, span
from tests.ui.claims.inspector_desk import InspectorDesk
from tests.ui.claims.panel_desk import PanelDesk
from tests.ui.factories_desk import Desk


@pytest.fixture
def on(desk: Desk) -> InspectorDesk:
    return InspectorDesk(desk)


def test_the_passage_is_the_paragraph_with_every_quotation_in_it(on: InspectorDesk) -> None:
    on.live.apply(AddHighlight(on.claim_id, on.desk.article.revision_id, *span(TEXT, "the mayor said")))
    on.qtbot.waitUntil(lambda: len(on.sheet.highlights) == 2)
    passage = on.sheet.passage
    assert passage.text == "The bridge cost 4.2 million crowns. It carries 9,000 cars a day, the mayor said."
    quoted = [passage.text[start:end] for start, end in passage.marked]
    assert quoted == ["The bridge cost 4.2 million crowns.", "the mayor said"]
    on.qtbot.waitUntil(lambda: on.inspector.passage.text().count("text-decoration:underline") == 3)
    assert on.inspector.passage.accessibleName() == f"Passage: {passage.text}"


def test_of_a_very_long_paragraph_the_sentence_is_passage_enough(tmp_path: Path) -> None:
    text = "It rained. " * LONG_PARAGRAPH + "The bridge cost 4.2 million crowns. It rained."
    project = new_project(tmp_path)
    claim_id = mark(project, add_article(project, text), "4.2 million", text=text)
    passage = project.read(lambda reading: claim(reading, claim_id)).passage
    assert passage.text.strip() == "The bridge cost 4.2 million crowns."
    assert [passage.text[start:end] for start, end in passage.marked] == ["4.2 million"]


def test_the_passage_wears_the_theme(on: InspectorDesk, qapp: QApplication) -> None:
    on.qtbot.waitUntil(on.inspector.passage.isVisible)
    light = verdict_look(None).tint
    assert light in on.inspector.passage.text()
    themes.apply_theme(qapp, themes.DARK)
    assert light not in on.inspector.passage.text()
    themes.apply_theme(qapp, themes.LIGHT)


def test_beside_compact_rows_the_passage_comes_first(desk: Desk) -> None:
    on = PanelDesk(desk)
    on.click(0)
    inspector = on.panel.inspector
    on.qtbot.waitUntil(inspector.passage.isVisible)

    def above() -> bool:
        return inspector.passage.y() < inspector.fields.near.y()

    assert not above()
    on.panel.show_compact(True)
    on.qtbot.waitUntil(above)
    on.panel.show_compact(False)
    on.qtbot.waitUntil(lambda: not above())


def test_tags_are_put_on_and_taken_off(on: InspectorDesk) -> None:
    tags = on.inspector.tags
    on.qtbot.keyClicks(tags.field, "#money")
    on.qtbot.keyClick(tags.field, Qt.Key.Key_Return)
    on.qtbot.waitUntil(lambda: [button.text() for button in tags.buttons] == ["#money"])
    assert tags.field.text() == ""
    assert [tag.name for tag in on.sheet.tags] == ["money"]
    on.qtbot.mouseClick(tags.buttons[0], Qt.MouseButton.LeftButton)
    on.qtbot.waitUntil(lambda: not tags.buttons)
    assert on.sheet.tags == []
