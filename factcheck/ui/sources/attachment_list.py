"""The files kept with a source: each can be saved out or taken off, others added by choosing or dropping them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from factcheck.locales import short_time, size
from factcheck.translation import _
from factcheck.ui.claims.section import Section, link_button
from factcheck.ui.forms.elided import Elided
from factcheck.ui.mirroring import inset
from factcheck.ui.sources.attaching import attach_file, save_attachment
from factcheck.ui.widgets import Glyph, IconButton, label

if TYPE_CHECKING:
    from factcheck.domain.records import Attachment
    from factcheck.ui.live_project import LiveProject


class AttachmentRow(QWidget):
    """One file: name, size, when it was added, and the beginning of its SHA-256."""

    def __init__(self, attachment: Attachment) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        inset(row, 2, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Glyph("paperclip", 14))
        row.addWidget(Elided(attachment.name, 13, 500))
        about = f"{size(attachment.size)} · {short_time(attachment.added_at)} · {attachment.sha256[:8]}"
        words = label(about, 12, 400, "secondary")
        words.setToolTip(f"SHA-256 {attachment.sha256}")
        row.addWidget(words)
        self.save = IconButton("download", _("Save “{name}”…").format(name=attachment.name), size=14, side=26)
        self.remove = IconButton("x", _("Take “{name}” off").format(name=attachment.name), size=14, side=26)
        row.addWidget(self.save)
        row.addWidget(self.remove)
        self.setAccessibleName(attachment.name)


class AttachmentList(Section):
    """The files of one source; files can be dropped on it."""

    def __init__(self, live: LiveProject) -> None:
        super().__init__(_("Files kept in the project"))
        self._live = live
        self._source_id = ""
        self.setAcceptDrops(True)
        self.add = link_button(_("Add file…"))
        self.add.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.add.clicked.connect(lambda _checked=False: self.on_add())
        self.add_to_head(self.add)
        self.notice = label("", 12, 400, "warn", wrap=True)
        self.notice.hide()
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            column.addWidget(self.notice)

    def show_files(self, source_id: str, attachments: Sequence[Attachment]) -> None:
        """Show the files of a source."""
        self._source_id = source_id
        rows: list[tuple[object, QWidget]] = []
        for attachment in attachments:
            row = self.kept(attachment)
            if row is None:
                row = AttachmentRow(attachment)
                row.save.clicked.connect(partial(self.on_save, attachment))
                row.remove.clicked.connect(partial(self.on_remove, attachment))
            rows.append((attachment, row))
        self.show_rows(rows)

    def on_add(self) -> None:
        """Ask for files and keep them."""
        paths, _kind = QFileDialog.getOpenFileNames(self, _("Files to keep with this source"))
        for path in paths:
            self.attach(Path(path))

    def attach(self, path: Path) -> None:
        """Keep a file."""
        attach_file(self._live, path, source_id=self._source_id, noticed=self._tell)

    def _tell(self, words: str) -> None:
        self.notice.setText(words)
        self.notice.show()

    def on_save(self, attachment: Attachment, _checked: bool = False) -> None:
        """Ask where to, and write the file there."""
        path, _kind = QFileDialog.getSaveFileName(self, _("Save the file"), attachment.name)
        if path:
            save_attachment(self._live, attachment, Path(path))

    def on_remove(self, attachment: Attachment, _checked: bool = False) -> None:
        """Take the file off; undo brings it back."""
        from factcheck.project.edits.sources import RemoveAttachment

        self._live.apply(RemoveAttachment(attachment.id))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if not self._live.read_only_reason and any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for url in event.mimeData().urls():
            if url.isLocalFile():
                self.attach(Path(url.toLocalFile()))
        event.acceptProposedAction()
