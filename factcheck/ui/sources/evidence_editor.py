"""The editor of evidence: the passage of the source beside the quotation, stance, locator and note."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from factcheck.translation import _
from factcheck.ui import theme as themes
from factcheck.ui.claims.evidence_section import open_link
from factcheck.ui.fonts import reading_font
from factcheck.ui.forms.elided import Elided
from factcheck.ui.forms.live_dialog import LiveDialog
from factcheck.ui.forms.record_form import RecordForm
from factcheck.ui.mirroring import inset
from factcheck.ui.sources.attachment_list import AttachmentList
from factcheck.ui.sources.comparison import AnswerLine, MarkedText, compare, marks_on, side
from factcheck.ui.sources.looks import origin_line, source_icon, source_title
from factcheck.ui.widgets import Card, GhostButton, Glyph, label
from factcheck.ui.words import label as words_for
from factcheck.ui.words import phrase

if TYPE_CHECKING:
    from factcheck.project.queries.claims import ClaimSheet, EvidenceLine
    from factcheck.project.reading import Reading
    from factcheck.ui.live_project import LiveProject

TABLES: Final = ("evidence", "source", "attachment", "claim", "highlight")
COMPARE_AFTER: Final = 200  # milliseconds after the last key until the passage is compared again


@dataclass(frozen=True)
class EvidenceReading:
    """The evidence with its source, and the claim that it speaks on."""

    line: EvidenceLine
    sheet: ClaimSheet
    profile: str


def evidence_reading(claim_id: str, evidence_id: str, reading: Reading) -> EvidenceReading:
    """Read what the editor shows; raises ``Problem`` where claim or evidence were removed."""
    from factcheck.domain.problems import Problem
    from factcheck.project.queries.claims import claim
    from factcheck.project.queries.project import project_record

    sheet = claim(reading, claim_id)
    line = next((line for line in sheet.evidence if line.evidence.record.id == evidence_id), None)
    if line is None:
        raise Problem(_("This source was taken off the claim."), _("Undo brings it back."))
    return EvidenceReading(line, sheet, project_record(reading).profile)


def _edit_evidence(evidence_id: str, fields: dict[str, Any], seen: dict[str, str]) -> Any:
    from factcheck.project.edits.sources import EditEvidence

    return EditEvidence(evidence_id, fields, seen)


class EvidenceEditor(LiveDialog):
    """Quotation and passage side by side; what is typed is compared as one types, and saved as the box is left."""

    source_wanted = Signal(str)

    def __init__(self, live: LiveProject, claim_id: str, evidence_id: str, parent: QWidget) -> None:
        query = partial(evidence_reading, claim_id, evidence_id)
        super().__init__(live, query, TABLES, _("Passage and quotation"), parent)
        self._evidence_id = evidence_id
        self._source_id, self._address, self._quote = "", "", ""
        self.resize(900, 680)
        self.form = RecordForm(live, "evidence", _edit_evidence, self)
        self.forms.append(self.form)
        self.quotation = MarkedText(_("Quotation"), 15)
        self.sentence = MarkedText(_("The whole sentence"), 13)
        self.passage = self.form.text(
            "passage", _("In the source"), _("Paste or type what the source says"), lines=8, most=16
        )
        self.box.setFont(reading_font(15))
        self.answer = AnswerLine()
        self._comparing = QTimer(self)
        self._comparing.setSingleShot(True)
        self._comparing.setInterval(COMPARE_AFTER)
        self._comparing.timeout.connect(self.on_compare)
        page = QWidget()
        column = QVBoxLayout(page)
        inset(column, 0, 0, 8, 0)
        column.setSpacing(12)
        column.addWidget(self._make_source())
        column.addLayout(self._make_texts())
        column.addWidget(self.answer)
        column.addLayout(self._make_fields())
        self.files = AttachmentList(live)
        column.addWidget(self.files)
        column.addStretch(1)
        self.add_area(page)
        self.remove = GhostButton(_("Take off this claim"), pressed=self.on_remove)
        self.verify = GhostButton(_("Verified: the source says so"), "check", pressed=self.on_verify)
        self.add_foot(self.remove, self.verify)
        self.box.textChanged.connect(self._comparing.start)
        # A method, not a lambda: Qt lets go of it when the editor is gone.
        themes.theming.theme_changed.connect(self.on_theme_changed)
        self.begin()

    @property
    def box(self) -> QPlainTextEdit:
        """The box of the passage."""
        box = self.passage.box
        if not isinstance(box, QPlainTextEdit):
            raise TypeError("the passage has several lines")
        return box

    # --- making ----------------------------------------------------------------------------------

    def _make_source(self) -> QWidget:
        card = Card()
        row = QHBoxLayout(card)
        inset(row, 12, 8, 8, 8)
        row.setSpacing(10)
        self._icon = Glyph("link-2", 18)
        self._title, self._origin = Elided("", 14, 600), Elided("", 12, 400, "secondary")
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self._title)
        words.addWidget(self._origin)
        row.addWidget(self._icon)
        row.addLayout(words, 1)
        self.follow = GhostButton(_("Open link"), "external-link", pressed=lambda: open_link(self._address))
        self.edit = GhostButton(_("Edit source…"), "pencil", pressed=self.on_source_wanted)
        row.addWidget(self.follow)
        row.addWidget(self.edit)
        return card

    def _make_texts(self) -> QHBoxLayout:
        self._quote_title = label("", 12, 500, "secondary")
        left = QVBoxLayout()
        left.setSpacing(4)
        left.addWidget(self._quote_title)
        left.addWidget(self.quotation)
        self._around = QWidget()
        around = side(_("The whole sentence"), self.sentence)
        around.setContentsMargins(0, 6, 0, 0)
        self._around.setLayout(around)
        left.addWidget(self._around)
        left.addStretch()
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addLayout(left, 1)
        right = QVBoxLayout()
        right.addWidget(self.passage)
        right.addStretch()
        row.addLayout(right, 1)
        return row

    def _make_fields(self) -> QVBoxLayout:
        from factcheck.domain.records import STANCES

        form = self.form
        stances = [(stance, words_for(stance)) for stance in STANCES]
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(form.choice("stance", _("Stance"), stances), 1, Qt.AlignmentFlag.AlignTop)
        hint = _("Page, paragraph, table, time stamp")
        row.addWidget(form.text("locator", _("Where in the source"), hint), 2, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(10)
        column.addLayout(row)
        column.addWidget(form.text("note", _("Internal note"), _("For the desk only; it is in no report"), lines=1))
        return column

    # --- showing ---------------------------------------------------------------------------------

    def show_read(self, read: EvidenceReading, who: str) -> None:
        line, sheet = read.line, read.sheet
        evidence, source = line.evidence.record, line.source.record
        first = self.form.row_id != evidence.id
        self.offer_review((sheet.claim.record.id,))
        self._source_id, self._address = source.id, source.address
        self._quote = " … ".join(highlight.quote for highlight in sheet.highlights or sheet.earlier)
        self._quote_title.setText(f"{phrase(read.profile, 'claim number', n=sheet.number)} · " + _("In the article"))
        self._icon.show_icon(source_icon(source.kind), "secondary")
        self._title.show_text(source_title(source))
        self._origin.show_text(origin_line(source, evidence))
        self.follow.setVisible(bool(source.address))
        self.sentence.show_text(sheet.sentence)
        self._around.setVisible(sheet.sentence.strip() not in ("", self._quote))
        self.verify.setVisible(evidence.origin == "writer" and not evidence.verified)
        self.files.show_files(source.id, line.attachments)
        if first:
            self.form.begin(line.evidence)
            self.form.restore(self.live.left_typing)
            self.box.setFocus()
        else:
            self.form.show(line.evidence, who)
        for button in (self.remove, self.verify, self.files.add):
            button.setEnabled(not self.live.read_only_reason)
        self.on_compare()

    def on_theme_changed(self) -> None:
        """Mark the words in the new colours."""
        self._comparing.start()

    def on_compare(self) -> None:
        """Hold the passage against the quotation and mark what differs."""
        comparison = compare(self._quote, self.passage.typed.text)
        self.quotation.show_text(self._quote, comparison.quotation if comparison else ())
        self.box.setExtraSelections(marks_on(self.box.document(), comparison.passage if comparison else ()))
        self.answer.show_answer(comparison)

    # --- what the person does --------------------------------------------------------------------

    def on_source_wanted(self) -> None:
        """Edit the source."""
        self.form.commit()
        self.source_wanted.emit(self._source_id)

    def on_verify(self) -> None:
        """The checker vouches for the writer's note."""
        self.form.commit()
        self.form.change("verified", value=True)

    def on_remove(self) -> None:
        """Take the source off the claim; undo brings it back."""
        from factcheck.project.edits.sources import RemoveEvidence

        self.live.apply(RemoveEvidence(self._evidence_id))
        self.accept()
