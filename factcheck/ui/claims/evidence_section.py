"""The sources of a claim: its rows, and the field that adds one by a link, a file or words."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QMimeData, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from factcheck.translation import _
from factcheck.ui.claims.evidence_row import EvidenceRow
from factcheck.ui.claims.section import Section, link_button
from factcheck.ui.claims.source_field import SourceField
from factcheck.ui.sources.attaching import attach_file
from factcheck.ui.sources.taking import take_sources
from factcheck.ui.widgets import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.project.queries.claims import EvidenceLine
    from factcheck.ui.live_project import LiveProject

FOLDED: Final = 2  # as many rows stay in sight while the rest is folded


class EvidenceSection(Section):
    """Rows of evidence; ``opened`` carries the id of evidence to be looked at, ``source_opened`` that of a source."""

    opened = Signal(str)
    source_opened = Signal(str)

    def __init__(self, live: LiveProject) -> None:
        super().__init__(_("Sources"))
        self._live = live
        self._claim_id = ""
        self._lines: list[EvidenceLine] = []
        self._quote = ""
        self._unfolded = False
        self._whole: set[str] = set()
        self._back: QWidget | None = None
        self.fold = link_button("")
        self.fold.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.fold.clicked.connect(lambda _checked=False: self.on_fold())
        self.add_to_head(self.fold)
        self.field = SourceField(live)
        self.field.link_given.connect(self.cite_link)
        self.field.chosen.connect(self.on_chosen)
        self.notice = label("", 12, 400, "warn", wrap=True)
        self.notice.hide()
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            column.addWidget(self.field)
            column.addWidget(self.notice)

    def show_evidence(self, claim_id: str, lines: Sequence[EvidenceLine], quote: str) -> None:
        """Show the evidence of a claim; ``quote`` is what the passages are held against."""
        if claim_id != self._claim_id:
            self._claim_id, self._unfolded, self._whole = claim_id, False, set()
            self.notice.hide()
            self.field.clear()
        self._lines, self._quote = list(lines), quote
        self._refresh()

    def _refresh(self) -> None:
        hidden = 0 if self._unfolded else max(0, len(self._lines) - FOLDED)
        shown = self._lines[: len(self._lines) - hidden]
        rows: list[tuple[object, QWidget]] = []
        for line in shown:
            key = (line.evidence, line.source, tuple(line.attachments), self._quote)
            row = self.kept(key)
            rows.append((key, row if row is not None else self._row(line)))
        self.show_rows(rows, len(self._lines))
        self.fold.setVisible(hidden > 0 or (self._unfolded and len(self._lines) > FOLDED))
        self.fold.setText(_("Show fewer") if self._unfolded else _("Show {n} more").format(n=hidden))

    def _row(self, line: EvidenceLine) -> EvidenceRow:
        row = EvidenceRow(line, self._quote)
        evidence_id, source_id = line.evidence.record.id, line.source.record.id
        if evidence_id in self._whole:
            row.unfold(unfolded=True)
        row.unfolded.connect(partial(self._remember_whole, evidence_id))
        row.clicked.connect(lambda _checked=False: self.opened.emit(evidence_id))
        row.stance_chosen.connect(partial(self._edit, line, "stance"))
        row.verify_wanted.connect(partial(self._edit, line, "verified", value=True))
        row.source_wanted.connect(lambda: self.source_opened.emit(source_id))
        row.link_wanted.connect(partial(open_link, line.source.record.address))
        row.remove_wanted.connect(partial(self._remove, evidence_id))
        row.purge_wanted.connect(partial(self._purge, source_id))
        return row

    def _remember_whole(self, evidence_id: str, unfolded: bool) -> None:
        (self._whole.add if unfolded else self._whole.discard)(evidence_id)

    def _purge(self, source_id: str) -> None:
        from factcheck.ui.sending import purge_source

        purge_source(self._live, source_id, self.window(), lambda: None)

    def on_fold(self) -> None:
        """Show all rows, or the first ones again."""
        self._unfolded = not self._unfolded
        self._refresh()

    # --- edits -----------------------------------------------------------------------------------

    def _edit(self, line: EvidenceLine, field: str, value: Any) -> None:
        from factcheck.project.edits.sources import EditEvidence

        seen = {field: line.evidence.seen.get(field, "")}
        self._live.apply(EditEvidence(line.evidence.record.id, {field: value}, seen))

    def _remove(self, evidence_id: str) -> None:
        from factcheck.project.edits.sources import RemoveEvidence

        self._live.apply(RemoveEvidence(evidence_id))

    def cite_link(self, address: str) -> None:
        """Let the page at an address speak on the claim: source and evidence in one step."""
        from factcheck.project.edits.sources import Cite

        if self._claim_id:
            self._live.apply(Cite(self._claim_id, address=address), self._on_cited)

    def on_chosen(self, choice: tuple[str, str]) -> None:
        """Let a known source speak on the claim, or a new one that has only a name yet."""
        from factcheck.project.edits.sources import Cite, CiteNew

        kind, value = choice
        if not self._claim_id:
            return
        if kind == "source":
            self._live.apply(Cite(self._claim_id, source_id=value), self._on_cited)
        elif kind == "interview":
            fields = {"kind": "interview", "title": _("Interview with {name}").format(name=value), "person": value}
            self._live.apply(CiteNew(self._claim_id, fields), self._on_named)
        else:
            self._live.apply(CiteNew(self._claim_id, {"title": value}), self._on_named)

    def _on_cited(self, _done: object) -> None:
        self.go_back()

    def _on_named(self, done: Any) -> None:
        """A source that has only a name wants its particulars."""
        self.go_back()
        if done.value:
            self.source_opened.emit(done.value[0])

    def attach(self, path: Path) -> None:
        """Keep a file as a source of the claim."""
        if self._claim_id:
            attach_file(self._live, path, claim_ids=(self._claim_id,), noticed=self.tell)

    def tell(self, words: str) -> None:
        """Say something below the sources."""
        self.notice.setText(words)
        self.notice.show()

    # --- focus and drops -------------------------------------------------------------------------

    def go_in(self) -> None:
        """Go into the field, and remember where the person came from."""
        self._back = QApplication.focusWidget()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def go_back(self) -> None:
        """Go back to where the person was before the field."""
        if self._back is not None and self.field.hasFocus():
            self._back.setFocus(Qt.FocusReason.OtherFocusReason)
        self._back = None

    def take(self, data: QMimeData) -> None:
        """Make sources of what is dropped: files are kept, links are cited."""
        if self._claim_id:
            take_sources(self._live, (self._claim_id,), data, self.tell, self._on_cited)


def open_link(address: str) -> None:
    """Open an address in the browser, where it is one that a browser opens."""
    from factcheck.text.addresses import safe_link

    link = safe_link(address)
    if link is not None:
        QDesktopServices.openUrl(QUrl(link))
