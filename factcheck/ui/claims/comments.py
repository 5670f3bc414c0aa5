"""The thread of comments on a claim."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from factcheck.locales import short_time
from factcheck.settings import initials_of
from factcheck.translation import _
from factcheck.ui.claims.section import Section
from factcheck.ui.forms.boxes import TextBox
from factcheck.ui.forms.record_form import RecordForm
from factcheck.ui.forms.unsaid_text import UnsaidText
from factcheck.ui.mirroring import inset
from factcheck.ui.widgets import Avatar, GhostButton, IconButton, label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from factcheck.domain.changes import Shown
    from factcheck.domain.records import Comment
    from factcheck.ui.live_project import LiveProject

REPLY_INDENT = 28


def _edit_comment(comment_id: str, fields: dict[str, Any], seen: dict[str, str]) -> Any:
    from factcheck.project.edits.claims import EditComment

    return EditComment(comment_id, fields, seen)


class CommentRow(QFrame):
    """One comment: who, when, the words; one's own can be edited and removed, any can be resolved and answered."""

    reply_wanted = Signal()

    def __init__(self, live: LiveProject, shown: Shown[Comment]) -> None:
        super().__init__()
        comment = shown.record
        self._live, self._comment = live, comment
        column = QVBoxLayout(self)
        inset(column, REPLY_INDENT if comment.parent_id else 0, 2, 0, 2)
        column.setSpacing(3)
        head = QHBoxLayout()
        head.setSpacing(7)
        head.addWidget(Avatar(initials_of(comment.author), comment.author, 20))
        head.addWidget(label(comment.author, 12, 600))
        head.addWidget(label(short_time(comment.written_at), 12, 400, "faint"))
        if comment.resolved:
            head.addWidget(label(_("Resolved"), 12, 500, "good"))
        head.addStretch()
        self.more = IconButton("ellipsis", _("What to do with this comment"), size=14, side=22)
        self.more.clicked.connect(lambda: self.menu().popup(self.more.mapToGlobal(self.more.rect().bottomLeft())))
        head.addWidget(self.more)
        column.addLayout(head)
        self.words = label(comment.text, 13, 400, "faint" if comment.resolved else "", wrap=True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        inset(self.words, 27, 0, 0, 0)
        column.addWidget(self.words)
        self.form = RecordForm(live, "comment", _edit_comment, self)
        self.box = self.form.text("text", _("Comment"), lines=1, named=False)
        column.addWidget(self.box)
        self.form.begin(shown)
        self.box.setVisible(bool(shown.conflicts))
        self.setAccessibleName(f"{comment.author}, {short_time(comment.written_at)}: {comment.text}")

    def menu(self) -> QMenu:
        """What can be done with the comment."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Reply")).triggered.connect(self.reply_wanted)
        resolved = self._comment.resolved
        words = _("Open again") if resolved else _("Mark as resolved")
        menu.addAction(words).triggered.connect(lambda: self.form.change("resolved", not resolved))
        if self._comment.author == self._live.author:
            menu.addSeparator()
            menu.addAction(_("Edit")).triggered.connect(self.on_edit_wanted)
            menu.addAction(_("Remove")).triggered.connect(self.on_remove_wanted)
        return menu

    def on_edit_wanted(self) -> None:
        """Let the words be edited in place."""
        self.words.hide()
        self.box.show()
        self.box.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def on_remove_wanted(self) -> None:
        """Take the comment out."""
        from factcheck.project.edits.claims import RemoveComment

        self._live.apply(RemoveComment(self._comment.id))


class Comments(Section):
    """The thread, and a box to write the next comment: Ctrl+Enter or the button says it."""

    def __init__(self, live: LiveProject) -> None:
        super().__init__(_("Comments"))
        self._live = live
        self._claim_id, self._parent_id = "", ""
        self._waiting: dict[str, str] = {}
        self.box = TextBox(1)
        self.box.setPlaceholderText(_("Write a comment"))
        self.box.setAccessibleName(_("Write a comment"))
        self._unsaid = UnsaidText(self.box)
        self._unsaid.kept.connect(lambda text: live.keep_typing(self._key(), text))
        self._unsaid.forgotten.connect(lambda: live.forget_typing(self._key()))
        self._unsaid.said.connect(self.on_say)
        self.answering = label("", 12, 400, "secondary")
        self.say = GhostButton(_("Comment"), pressed=self.on_say, px=12)
        foot = QHBoxLayout()
        foot.addWidget(self.answering)
        foot.addStretch()
        foot.addWidget(self.say)
        self._foot = QWidget()
        self._foot.setLayout(foot)
        foot.setContentsMargins(0, 0, 0, 0)
        below = self.layout()
        if isinstance(below, QVBoxLayout):
            below.addWidget(self.box)
            below.addWidget(self._foot)
        self.box.textChanged.connect(self.on_text_changed)
        self.on_text_changed()

    def _key(self) -> str:
        return f"comment:{self._claim_id}:new"

    def show_thread(self, claim_id: str, comments: Sequence[Shown[Comment]]) -> None:
        """Show the comments of a claim; what is written and not said yet stays with its claim."""
        if claim_id != self._claim_id:
            self._turn_to(claim_id)
        ordered = _as_thread(comments)
        rows: list[tuple[object, QWidget]] = []
        for shown in ordered:
            row = self.kept(shown)
            if row is None:
                row = CommentRow(self._live, shown)
                row.reply_wanted.connect(partial(self.on_reply_wanted, shown.record))
            rows.append((shown, row))
        self.show_rows(rows)
        if self._parent_id not in {shown.record.id for shown in comments}:
            self._parent_id = ""
            self.answering.setText("")

    def _turn_to(self, claim_id: str) -> None:
        self._unsaid.keep()
        self._waiting[self._claim_id] = self._unsaid.text
        self._claim_id, self._parent_id = claim_id, ""
        self.answering.setText("")
        before = self._waiting.pop(claim_id, "")
        self._unsaid.put(before, kept=bool(before))

    def restore(self, typed: Mapping[str, str]) -> None:
        """Put back what was being written when the program ended."""
        text = typed.get(self._key(), "")
        if text and not self._unsaid.text:
            self._unsaid.put(text, kept=True)

    def on_reply_wanted(self, comment: Comment) -> None:
        """Let the next comment answer this one."""
        self._parent_id = comment.parent_id or comment.id
        self.answering.setText(_("Answer to {name}").format(name=comment.author))
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def on_text_changed(self) -> None:
        """Offer the button while something is written."""
        written = bool(self.box.toPlainText().strip())
        self.say.setVisible(written)
        self._foot.setVisible(written or bool(self._parent_id))

    def on_say(self) -> None:
        """Put the comment into the thread."""
        from factcheck.project.edits.claims import AddComment

        text = self._unsaid.text.strip()
        if text:
            self._live.apply(AddComment(self._claim_id, text, self._parent_id or None), self._on_said)

    def _on_said(self, _done: object) -> None:
        self._parent_id = ""
        self.answering.setText("")
        self._unsaid.clear()


def _as_thread(comments: Sequence[Shown[Comment]]) -> list[Shown[Comment]]:
    """Each comment followed by its answers, oldest first."""
    known = {shown.record.id for shown in comments}
    answers: dict[str, list[Shown[Comment]]] = {}
    for shown in comments:
        if shown.record.parent_id in known:
            answers.setdefault(shown.record.parent_id or "", []).append(shown)
    heads = [shown for shown in comments if shown.record.parent_id not in known]
    return [one for head in heads for one in (head, *answers.get(head.record.id, []))]
