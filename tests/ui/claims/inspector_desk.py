"""A desk with the inspector shown on it, for tests."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from factcheck.domain.records import Claim
from factcheck.project.queries.claims import ClaimSheet, claim
from factcheck.ui.claims.evidence_row import EvidenceRow
from factcheck.ui.claims.inspector import Inspector
from factcheck.ui.forms.boxes import TextBox
from tests.ui.factories_desk import Desk


class InspectorDesk:
    """A desk with the inspector shown on it, turned to claim 1."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.qtbot, self.live = desk, desk.qtbot, desk.live
        self.inspector = Inspector(desk.live)
        desk.selection.claim_chosen.connect(lambda claim_id, _by: self.inspector.show_claim(claim_id))
        self.inspector.resize(424, 640)
        desk.show(self.inspector)
        desk.open()
        self.claim_id = desk.choose(1)

    @property
    def sheet(self) -> ClaimSheet:
        return self.desk.read(lambda reading: claim(reading, self.claim_id))

    @property
    def claim(self) -> Claim:
        return self.sheet.claim.record

    def box(self, field: str) -> TextBox:
        box = self.inspector.fields.form.texts[field].box
        assert isinstance(box, TextBox)
        return box

    def type(self, field: str, words: str) -> None:
        box = self.inspector.fields.form.texts[field].box
        box.setFocus()
        self.qtbot.waitUntil(box.hasFocus)
        self.qtbot.keyClicks(box, words)

    def leave(self) -> None:
        self.inspector.next.setFocus()
        self.desk.settle()

    def click(self, widget: QWidget) -> None:
        self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)
        self.desk.settle()

    def pick(self, menu: QMenu, words: str) -> None:
        next(action for action in menu.actions() if action.text() == words).trigger()
        menu.close()
        self.desk.settle()

    def seen(self, field: str) -> dict[str, str]:
        return {field: self.sheet.claim.seen[field]}

    def row(self, position: int = 0) -> EvidenceRow:
        row = self.inspector.evidence.rows[position]
        assert isinstance(row, EvidenceRow)
        return row
