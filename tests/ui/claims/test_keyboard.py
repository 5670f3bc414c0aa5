"""The panel by keyboard alone: Tab goes through it in the order of its places, and the focus is never lost."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from factcheck.project.edits.sources import Cite
from factcheck.ui.forms.tab_order import focusable, order_tabs
from tests.ui.claims.inspector_desk import InspectorDesk
from tests.ui.factories_desk import Desk


@pytest.fixture
def on(desk: Desk) -> InspectorDesk:
    return InspectorDesk(desk)


def name_of(widget: QWidget) -> str:
    """The name that a screen reader says."""
    return widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")


def names_by_tab(on: InspectorDesk) -> list[str]:
    """The names of what Tab stops at, from the status on, once round."""
    start = on.inspector.head.status
    start.setFocus(Qt.FocusReason.TabFocusReason)
    names: list[str] = []
    widget: QWidget | None = start
    while widget is not None and (widget is not start or not names):
        names.append(name_of(widget))
        order_tabs(on.inspector)  # as the window does
        on.qtbot.keyClick(widget, Qt.Key.Key_Tab)
        widget = QApplication.focusWidget()
        assert len(names) < 60
    return names


def test_tab_goes_from_status_to_verdicts_rationale_sources_and_the_next_claim(on: InspectorDesk) -> None:
    for number in range(2):
        on.live.apply(Cite(on.claim_id, address=f"https://source.example/{number}"))
    on.qtbot.waitUntil(lambda: len(on.inspector.evidence.rows) == 2)
    names = names_by_tab(on)
    assert names[:3] == ["Status: unstarted", "History", "What else can be done"]
    assert names[3] == "Unchecked, key 0", "of the verdicts the one that is chosen; arrows go to the others"
    assert names[4] == "Rationale"
    rows = names[5:11]
    assert [name.split(",")[0] for name in rows] == [
        "source.example: 0", "Stance: Supports", "What to do with this source",
        "source.example: 1", "Stance: Supports", "What to do with this source",
    ]  # fmt: skip
    assert names[11] == "Add source"
    assert all(names), "everything that Tab stops at has a name"


def test_everything_in_the_order_has_a_name(on: InspectorDesk) -> None:
    on.live.apply(Cite(on.claim_id, address="https://source.example", passage="9,000 cars"))
    on.qtbot.waitUntil(lambda: len(on.inspector.evidence.rows) == 1)
    assert [widget for widget in focusable(on.inspector) if not name_of(widget)] == []


def test_a_row_that_is_made_anew_keeps_the_focus(on: InspectorDesk) -> None:
    on.live.apply(Cite(on.claim_id, address="https://source.example"))
    on.qtbot.waitUntil(lambda: len(on.inspector.evidence.rows) == 1)
    before = on.row()
    before.stance.setFocus()
    on.pick(before.stance.offer(), "Context")
    on.qtbot.waitUntil(lambda: on.row() is not before)
    on.qtbot.waitUntil(lambda: on.inspector.focusWidget() is on.row())


def test_a_choice_that_changes_nothing_does_not_block_the_next_one(on: InspectorDesk) -> None:
    on.inspector.rate(on.claim_id, None)
    on.desk.settle()
    on.inspector.rate(on.claim_id, on.desk.scale[0].id)
    on.qtbot.waitUntil(on.inspector.verdicts.buttons[0].isChecked)
