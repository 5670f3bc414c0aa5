"""Several claims at once: chosen in the list, shown by what they share, changed by one edit; and what is dropped."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from factcheck.domain.records import Claim, Source
from factcheck.project.edits.claims import EditClaim
from factcheck.project.project import Project
from factcheck.project.queries.claims import claim_lines, evidence_of
from tests.ui.claims.panel_desk import PanelDesk
from tests.ui.factories_desk import Desk

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def on(desk: Desk) -> PanelDesk:
    return PanelDesk(desk)


def take_three(on: PanelDesk) -> None:
    """Choose claims 1, 2 and 4."""
    on.click(0)
    on.click(1, CTRL)
    on.click(3, CTRL)
    on.qtbot.waitUntil(lambda: on.panel.inspector.several.title.text() == "3 claims")


def test_ctrl_and_shift_take_several_and_the_inspector_counts_them(on: PanelDesk) -> None:
    take_three(on)
    assert on.selection.claim_ids == (on.desk.claims[0], on.desk.claims[1], on.desk.claims[3])
    assert on.panel.inspector.several.isVisible()
    on.click(3, SHIFT)
    on.press(Qt.Key.Key_A, CTRL)
    on.qtbot.waitUntil(lambda: on.panel.inspector.several.title.text() == "4 claims")
    on.press(Qt.Key.Key_Escape)
    assert not on.selection.several
    on.qtbot.waitUntil(on.panel.inspector.head.isVisible)
    assert on.selection.claim_id == on.panel.inspector.claim_id


def test_shift_and_arrows_take_the_neighbours(on: PanelDesk) -> None:
    on.click(1)
    on.press(Qt.Key.Key_Down, SHIFT)
    assert on.selection.claim_ids == (on.desk.claims[1], on.desk.claims[2])
    on.press(Qt.Key.Key_N)
    assert len(on.selection.claim_ids) == 1


def test_a_verdict_goes_to_all_and_one_undo_takes_it_back(on: PanelDesk) -> None:
    take_three(on)
    on.panel.chosen.rate(on.selection.claim_id, on.desk.scale[1].id)
    on.qtbot.waitUntil(lambda: on.panel.count.text() == "3 of 4 have a verdict")
    on.qtbot.waitUntil(lambda: on.panel.inspector.several.status.text() == "checked")
    chosen = [button.rating for button in on.panel.inspector.several.verdicts.buttons if button.isChecked()]
    assert [rating.id for rating in chosen if rating] == [on.desk.scale[1].id]
    assert len(on.selection.claim_ids) == 3
    on.live.undo()
    on.qtbot.waitUntil(lambda: on.panel.count.text() == "0 of 4 have a verdict")


def test_what_differs_is_said_and_no_verdict_is_pressed(on: PanelDesk) -> None:
    on.live.apply(EditClaim(on.desk.claims[0], {"status": "in progress", "assignee": "Jonas Keller"}))
    on.panel.chosen.rate(on.desk.claims[1], on.desk.scale[0].id)
    on.desk.settle()
    take_three(on)
    several = on.panel.inspector.several
    assert several.status.text() == "various statuses"
    assert several.assignee.text() == "With several people"
    assert not any(button.isChecked() for button in several.verdicts.buttons)
    assert any(button.focusPolicy() == Qt.FocusPolicy.TabFocus for button in several.verdicts.buttons)


def test_status_and_tags_go_to_all(on: PanelDesk) -> None:
    take_three(on)
    several = on.panel.inspector.several
    menu = several.offer_statuses()
    next(action for action in menu.actions() if action.text() == "needs attention").trigger()
    menu.close()
    on.qtbot.waitUntil(lambda: several.status.text() == "needs attention")
    on.qtbot.keyClicks(several.tags.field, "money")
    on.qtbot.keyClick(several.tags.field, Qt.Key.Key_Return)
    on.qtbot.waitUntil(lambda: [button.text() for button in several.tags.buttons] == ["#money"])
    on.qtbot.mouseClick(several.tags.buttons[0], Qt.MouseButton.LeftButton)
    on.qtbot.waitUntil(lambda: not several.tags.buttons)
    statuses = [line.status for line in on.desk.read(lambda reading: claim_lines(reading, None))]
    assert statuses == ["needs attention", "needs attention", "unstarted", "needs attention"]


def test_delete_removes_all_and_one_undo_brings_them_back(on: PanelDesk) -> None:
    take_three(on)
    on.press(Qt.Key.Key_Delete)
    on.qtbot.waitUntil(lambda: len(on.numbers) == 1)
    on.live.undo()
    on.qtbot.waitUntil(lambda: len(on.numbers) == 4)


def test_the_menu_of_several_offers_what_goes_for_several(on: PanelDesk) -> None:
    take_three(on)
    menu = on.panel.offer_menu(on.place(0))
    assert [action.text() for action in menu.actions()] == ["Remove these claims"]
    menu.close()


# --- what is dragged or pasted on a card ----------------------------------------------------------------


def bring_in_conflicts(on: PanelDesk, tmp_path: Path) -> None:
    """Bo wrote notes to claims 1, 2 and 4 in a copy, Ada to 1 and 2; a third hand differs with Bo over 4."""
    live, claims = on.desk.live, on.desk.claims
    notes = {"Bo Ek": (1, 2, 4), "Cy": (4,)}
    copies = [Path(shutil.copyfile(on.desk.path, tmp_path / f"{author}.factcheck")) for author in notes]
    for number in (1, 2):
        live.apply(EditClaim(claims[number - 1], {"note": "Ada's"}))
    for copy, (author, numbers) in zip(copies, notes.items(), strict=True):
        with closing(Project.open(copy, author=author)) as theirs:
            for number in numbers:
                theirs.apply(EditClaim(claims[number - 1], {"note": f"{author}'s"}))
        live.bring_in(copy, lambda _found: None)
    on.desk.settle()


def notes(on: PanelDesk) -> list[str]:
    read: list[list[str]] = []
    ids = [on.desk.claims[number - 1] for number in (1, 2, 4)]
    on.desk.live.ask(lambda reading: [reading.get(Claim, one).note for one in ids], read.append)
    on.qtbot.waitUntil(lambda: bool(read))
    return read[0]


@pytest.mark.parametrize("own", [True, False])
def test_conflicts_of_all_are_closed_at_once(on: PanelDesk, tmp_path: Path, own: bool) -> None:
    several = on.panel.inspector.several
    bring_in_conflicts(on, tmp_path)
    take_three(on)
    on.qtbot.waitUntil(lambda: several.conflicts.count.text() == "3 conflicts")
    assert several.conflicts.isVisible()
    QTest.mouseClick(several.conflicts.mine if own else several.conflicts.theirs, Qt.MouseButton.LeftButton)
    left = 1 if own else 0  # of claim 4 nothing is Ada's
    on.qtbot.waitUntil(lambda: several.shown is not None and len(several.shown.conflicts) == left)
    on.qtbot.waitUntil(lambda: several.conflicts.isVisible() == own)
    assert notes(on)[:2] == (["Ada's"] * 2 if own else ["Bo Ek's"] * 2)
    assert several.conflicts.mine.isEnabled() is False
    on.desk.live.undo()
    on.qtbot.waitUntil(lambda: several.conflicts.count.text() == "3 conflicts")


def links(*addresses: str) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl(address) for address in addresses])
    return data


def words(text: str) -> QMimeData:
    data = QMimeData()
    data.setText(text)
    return data


def drop(on: PanelDesk, row: int, data: QMimeData) -> None:
    """Drag something over a card and let it go there."""
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    table = on.panel.table
    over = QDragMoveEvent(on.place(row), copy, data, left, none)
    table.dragMoveEvent(over)
    assert over.isAccepted()
    assert table._card.taking == row
    table.dropEvent(QDropEvent(QPointF(on.place(row)), copy, data, left, none, QEvent.Type.Drop))
    assert table._card.taking == -1


@pytest.mark.parametrize(
    "data",
    [lambda: links("https://budget.example/2024"), lambda: words("See https://budget.example/2024, page 3")],
    ids=["link", "text with a link"],
)
def test_a_link_dropped_on_a_card_becomes_its_source(on: PanelDesk, data: Callable[[], QMimeData]) -> None:
    on.click(0)
    drop(on, 2, data())
    on.qtbot.waitUntil(lambda: on.panel.model.lines[2].sources == 1)
    [line] = on.desk.read(lambda reading: evidence_of(reading, on.desk.claims[2]))
    assert line.source.record.address == "https://budget.example/2024"
    assert on.selection.claim_id == on.desk.claims[0]


def test_a_file_dropped_on_a_card_is_kept(on: PanelDesk, tmp_path: Path) -> None:
    (tmp_path / "minutes.txt").write_text("So it was said.", encoding="utf-8")
    drop(on, 1, links(QUrl.fromLocalFile(str(tmp_path / "minutes.txt")).toString()))
    on.qtbot.waitUntil(lambda: on.panel.model.lines[1].sources == 1)
    [line] = on.desk.read(lambda reading: evidence_of(reading, on.desk.claims[1]))
    assert [file.name for file in line.attachments] == ["minutes.txt"]


def test_a_link_pasted_in_the_list_becomes_a_source_of_the_chosen_claim(on: PanelDesk) -> None:
    on.click(3)
    QApplication.clipboard().setText("https://harbour.example")
    on.press(Qt.Key.Key_V, CTRL)
    on.qtbot.waitUntil(lambda: on.panel.model.lines[3].sources == 1)


def has_sources(on: PanelDesk, counts: list[int]) -> bool:
    return [line.sources for line in on.panel.model.lines] == counts


def test_what_is_pasted_goes_to_all_that_are_chosen_and_is_undone_at_once(on: PanelDesk, tmp_path: Path) -> None:
    take_three(on)
    (tmp_path / "minutes.txt").write_text("So it was said.", encoding="utf-8")
    file = links(QUrl.fromLocalFile(str(tmp_path / "minutes.txt")).toString())
    for times, data in enumerate((words("https://harbour.example"), file), 1):
        QApplication.clipboard().setMimeData(data)
        on.press(Qt.Key.Key_V, CTRL)
        on.qtbot.waitUntil(partial(has_sources, on, [times, times, 0, times]))
    assert len(on.desk.read(lambda reading: reading.records(Source))) == 2
    on.desk.live.undo()
    on.desk.live.undo()
    on.qtbot.waitUntil(partial(has_sources, on, [0, 0, 0, 0]))


def test_the_inspector_shows_that_it_takes_a_link(on: PanelDesk) -> None:
    on.click(0)
    on.qtbot.waitUntil(lambda: on.panel.inspector.head.title.text() == "Claim 1")
    inspector, data = on.panel.inspector, links("https://budget.example")
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    inspector.dragEnterEvent(QDragEnterEvent(on.place(0), copy, data, left, none))
    assert inspector.evidence.field.property("taking") is True
    inspector.dropEvent(QDropEvent(QPointF(on.place(0)), copy, data, left, none, QEvent.Type.Drop))
    assert inspector.evidence.field.property("taking") is False
    on.qtbot.waitUntil(lambda: on.panel.model.lines[0].sources == 1)


def test_words_without_a_link_are_nothing_for_a_card(on: PanelDesk) -> None:
    from factcheck.ui.sources.taking import takes_sources

    assert not takes_sources(words("Nobody was hurt"))
