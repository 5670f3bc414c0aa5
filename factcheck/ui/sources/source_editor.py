"""The editor of a source: all its fields, the particulars of an interview, what may leave the project, its files."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from factcheck.translation import _
from factcheck.ui.claims.section import Section
from factcheck.ui.forms.boxes import ChoiceBox
from factcheck.ui.forms.elided import Elided
from factcheck.ui.forms.live_dialog import LiveDialog
from factcheck.ui.forms.press_card import PressCard
from factcheck.ui.forms.record_form import RecordForm
from factcheck.ui.mirroring import inset
from factcheck.ui.sources.attachment_list import AttachmentList
from factcheck.ui.widgets import GhostButton, Separator, label
from factcheck.ui.words import label as words_for

if TYPE_CHECKING:
    from factcheck.project.queries.sources import SourceSheet, SourceUse
    from factcheck.project.reading import Reading
    from factcheck.ui.live_project import LiveProject

TABLES: Final = ("source", "attachment", "evidence", "claim")
INTERVIEW: Final = ("person", "contact", "interviewed_on", "channel", "terms", "recording")
STANDINGS: Final = ("", "primary", "secondary")


def _sheet(source_id: str, reading: Reading) -> SourceSheet:
    from factcheck.project.queries.sources import source

    return source(reading, source_id)


def _edit_source(source_id: str, fields: dict[str, Any], seen: dict[str, str]) -> Any:
    from factcheck.project.edits.sources import EditSource

    return EditSource(source_id, fields, seen)


class SourceEditor(LiveDialog):
    """Every field is saved as it is left. ``claim_wanted`` carries a claim that the source speaks on."""

    claim_wanted = Signal(str, str)  # claim, article

    def __init__(self, live: LiveProject, source_id: str, parent: QWidget) -> None:
        super().__init__(live, partial(_sheet, source_id), TABLES, _("Source"), parent)
        self._source_id = source_id
        self.resize(680, 760)
        self.form = RecordForm(live, "source", _edit_source, self)
        self.forms.append(self.form)
        page = QWidget()
        column = QVBoxLayout(page)
        inset(column, 0, 0, 8, 0)
        column.setSpacing(12)
        column.addLayout(self._make_particulars())
        self.interview = self._make_interview()
        column.addWidget(self.interview)
        column.addWidget(Separator())
        column.addLayout(self._make_protection())
        column.addWidget(Separator())
        note = self.form.text("note", _("Internal note"), _("For the desk only; it is in no report"), lines=2)
        column.addWidget(note)
        self.files = AttachmentList(live)
        column.addWidget(self.files)
        self.uses = Section(_("Used for"))
        column.addWidget(self.uses)
        column.addStretch(1)
        self.add_area(page)
        self.remove = GhostButton(_("Remove source"), pressed=self.on_remove)
        self.purge = GhostButton(_("Remove for good…"), pressed=self.on_purge)
        self.add_foot(self.remove, self.purge)
        self.begin()

    # --- making ----------------------------------------------------------------------------------

    def _make_particulars(self) -> QGridLayout:
        from factcheck.domain.records import SOURCE_KINDS

        form = self.form
        kinds = [("", _("Not said")), *((kind, words_for(kind)) for kind in SOURCE_KINDS)]
        standings = [(value, words_for(value) if value else _("Not said")) for value in STANDINGS]
        grid = _grid()
        for place, row in (
            ((0, 0, 2), form.text("title", _("Title"))),
            ((1, 0, 1), form.choice("kind", _("Kind"), kinds)),
            ((1, 1, 1), form.choice("standing", _("Primary or secondary"), standings)),
            ((2, 0, 1), form.text("authors", _("Authors"), _("Several are parted by semicolons"))),
            ((2, 1, 1), form.text("publisher", _("Publisher"))),
            ((3, 0, 1), form.text("published", _("Published"), _("2024, spring 1998, 3 May 2025"))),
            ((3, 1, 1), form.text("accessed", _("Accessed"))),
            ((4, 0, 2), form.text("address", _("Address"), "https://")),
            ((5, 0, 2), form.text("archive_address", _("Archived copy"), "https://")),
            ((6, 0, 2), form.text("wire", _("Agency copy"), _("The agency whose text this is: it counts once"))),
        ):
            line, side, width = place
            grid.addWidget(row, line, side, 1, width, Qt.AlignmentFlag.AlignTop)
        return grid

    def _make_interview(self) -> QWidget:
        from factcheck.domain.records import TERMS

        form = self.form
        terms = [(value, words_for(value) if value else _("Not agreed")) for value in TERMS]
        rows = (
            form.text("person", _("Person")),
            form.text("contact", _("Contact"), _("Never in a report")),
            form.text("interviewed_on", _("Talked on")),
            form.text("channel", _("Channel"), _("Telephone, in person, e-mail …")),
            form.choice("terms", _("Terms"), terms),
            form.text("recording", _("Recording"), _("Where it is kept")),
        )
        section = QWidget()
        column = QVBoxLayout(section)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(label(_("Interview"), 13, 600))
        grid = _grid()
        for position, row in enumerate(rows):
            grid.addWidget(row, position // 2, position % 2, Qt.AlignmentFlag.AlignTop)
        column.addLayout(grid)
        return section

    def _make_protection(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addWidget(self.form.check("confidential", _("Confidential"), _("Confidential: protect who this is")))
        column.addWidget(
            _explained(
                _(
                    "Reports name only the alias below. An export stops if the name, contact, address or a file name "
                    "of this source would stand anywhere in the file."
                )
            )
        )
        self.alias = self.form.text("alias", _("Alias"), _("For example: an official of the ministry"))
        inset(self.alias, 26, 0, 0, 4)
        column.addWidget(self.alias)
        column.addWidget(self.form.check("privileged", _("Privileged"), _("Privileged: it leaves in no export")))
        column.addWidget(
            _explained(
                _(
                    "For what a lawyer must not see leave the desk, such as legal advice or unpublished documents. "
                    "Source, passages and files stay in this project; no report shows or counts them."
                )
            )
        )
        return column

    # --- showing ---------------------------------------------------------------------------------

    def show_read(self, read: SourceSheet, who: str) -> None:
        source = read.source.record
        self.offer_review(tuple(dict.fromkeys(use.claim_id for use in read.uses)))
        if self.form.row_id != source.id:
            self.form.begin(read.source)
            self.form.restore(self.live.left_typing)
        else:
            self.form.show(read.source, who)
        kind = self.form.rows["kind"].box
        chosen = kind.value if isinstance(kind, ChoiceBox) else source.kind
        filled = any(getattr(source, name) for name in INTERVIEW)
        self.interview.setVisible(chosen == "interview" or filled)
        self.alias.setVisible(source.confidential or bool(source.alias))
        self.files.show_files(source.id, read.attachments)
        self._show_uses(read.uses)
        self.remove.setEnabled(not self.live.read_only_reason)
        self.purge.setEnabled(not self.live.read_only_reason)
        self.purge.setVisible(source.confidential or source.privileged)
        self.files.add.setEnabled(not self.live.read_only_reason)

    def _show_uses(self, uses: list[SourceUse]) -> None:
        rows: list[tuple[object, QWidget]] = []
        for use in uses:
            row = self.uses.kept(use)
            if row is None:
                row = _UseRow(use)
                row.clicked.connect(partial(self._want, use))
            rows.append((use, row))
        self.uses.show_rows(rows)
        self.uses.setVisible(bool(uses))

    def _want(self, use: SourceUse, _checked: bool = False) -> None:
        self.claim_wanted.emit(use.claim_id, use.article_id)
        self.accept()

    def on_remove(self) -> None:
        """Take the source out, with the evidence that it gave; undo brings both back."""
        from factcheck.project.edits.sources import RemoveSource

        self.live.apply(RemoveSource(self._source_id))
        self.accept()

    def on_purge(self) -> None:
        """Erase the source here and in every later merge, once the person has read what goes."""
        from factcheck.ui.sending import purge_source

        purge_source(self.live, self._source_id, self, self.accept)


class _UseRow(PressCard):
    """A claim that a source speaks on; pressed, it is gone to."""

    def __init__(self, use: SourceUse) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 6, 10, 6)
        row.addWidget(label(str(use.number), 12, 600, "faint"))
        row.addWidget(Elided(use.words, 13))
        self.setAccessibleName(f"{use.number}: {use.words}")


def _grid() -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(10)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 1)
    return grid


def _explained(words: str) -> QWidget:
    told = label(words, 12, 400, "secondary", wrap=True)
    inset(told, 26, 0, 0, 4)
    return told


