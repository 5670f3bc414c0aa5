"""Short questions about a file: which of its tracked changes count, which encoding it is in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QPlainTextEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from factcheck.locales import listed, number
from factcheck.translation import _, ngettext
from factcheck.ui.forms.boxes import ChoiceBox
from factcheck.ui.forms.dialog_foot import dialog_foot
from factcheck.ui.widgets import GhostButton, PrimaryButton, label

if TYPE_CHECKING:
    from factcheck.domain.draft import NoteKind

PREVIEW: Final = 20_000


def encodings() -> tuple[tuple[str, str], ...]:
    """What a text file may be encoded in: the name that Python knows, and one for people."""
    return (
        ("utf-8", "Unicode (UTF-8)"),
        ("cp1252", _("Windows: Western")),
        ("cp1250", _("Windows: Central European")),
        ("cp1251", _("Windows: Cyrillic")),
        ("cp1253", _("Windows: Greek")),
        ("cp1254", _("Windows: Turkish")),
        ("cp1255", _("Windows: Hebrew")),
        ("cp1256", _("Windows: Arabic")),
        ("cp1257", _("Windows: Baltic")),
        ("iso8859-1", "ISO 8859-1"),
        ("iso8859-2", "ISO 8859-2"),
        ("iso8859-15", "ISO 8859-15"),
        ("koi8-r", "KOI8-R"),
        ("mac-roman", "Mac Roman"),
        ("gb18030", "GB 18030"),
        ("big5", "Big5"),
        ("shift_jis", "Shift JIS"),
        ("euc-jp", "EUC-JP"),
        ("euc-kr", "EUC-KR"),
        ("utf-16", "Unicode (UTF-16)"),
    )


class IntakeDialog(QDialog):
    """Asks once what of the files counts.

    ``revisions`` is ``final`` or ``original`` where ``tracked`` names files with tracked changes; ``kinds`` are those
    of the notes that claims are made of, of which there are so many as ``notes`` says.
    """

    def __init__(self, tracked: Sequence[str], notes: Mapping[NoteKind, int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("What is in the file"))
        self.setMinimumWidth(460)
        self.final = QRadioButton(_("The final one, as if all changes were accepted"))
        self.original = QRadioButton(_("The original one, as if all were rejected"))
        group = QButtonGroup(self)
        self.final.setChecked(True)
        self._boxes = {kind: QCheckBox(words) for kind, words in _note_words(notes)}
        bring_in = PrimaryButton(_("Bring in"), pressed=self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        if tracked:
            column.addWidget(label(_tracked_words(tracked), wrap=True))
            for button in (self.final, self.original):
                group.addButton(button)
                column.addWidget(button)
        if self._boxes:
            column.addWidget(label(_("Make claims of what was written beside the text:"), wrap=True))
            for box in self._boxes.values():
                box.setChecked(True)
                column.addWidget(box)
        column.addLayout(dialog_foot((), (GhostButton(_("Cancel"), pressed=self.reject), bring_in)))

    @property
    def revisions(self) -> str:
        """``final`` or ``original``."""
        return "original" if self.original.isChecked() else "final"

    @property
    def kinds(self) -> frozenset[NoteKind]:
        """The kinds of notes that claims are made of."""
        return frozenset(kind for kind, box in self._boxes.items() if box.isChecked())


def _tracked_words(names: Sequence[str]) -> str:
    return ngettext(
        "“{names}” holds tracked changes. Which text do you check?",
        "{n} files hold tracked changes: {names}. Which text do you check?",
        len(names),
    ).format(n=len(names), names=listed(names))


def _note_words(notes: Mapping[NoteKind, int]) -> Iterator[tuple[NoteKind, str]]:
    comments, footnotes, endnotes = notes.get("comment", 0), notes.get("footnote", 0), notes.get("endnote", 0)
    if comments:
        words = ngettext("{n} comment", "{n} comments with their answers", comments)
        yield "comment", words.format(n=number(comments))
    if footnotes:
        words = ngettext("{n} footnote with its source", "{n} footnotes with their sources", footnotes)
        yield "footnote", words.format(n=number(footnotes))
    if endnotes:
        words = ngettext("{n} endnote with its source", "{n} endnotes with their sources", endnotes)
        yield "endnote", words.format(n=number(endnotes))


class EncodingDialog(QDialog):
    """Asks for the encoding of a file, with its words shown as they would be read."""

    def __init__(self, name: str, source: bytes, encoding: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Encoding of {name}").format(name=name))
        self.resize(620, 460)
        self._source = source[:PREVIEW]
        self.box = ChoiceBox((value, f"{words}  ({value})") for value, words in encodings())
        self.box.choose(encoding)
        self.preview = QPlainTextEdit()
        self.preview.setReadOnly(True)
        self.preview.setAccessibleName(_("How the text would be read"))
        self.box.currentIndexChanged.connect(self.on_chosen)
        self.read = PrimaryButton(_("Read it so"), pressed=self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addWidget(self.box)
        column.addWidget(self.preview, 1)
        column.addLayout(dialog_foot((), (GhostButton(_("Cancel"), pressed=self.reject), self.read)))
        self.on_chosen()

    @property
    def encoding(self) -> str:
        """The encoding chosen."""
        return self.box.value

    def on_chosen(self) -> None:
        """Show the words as the encoding reads them."""
        # What the cut tore apart at the end is no fault of the encoding.
        self.preview.setPlainText(self._source.decode(self.encoding, errors="replace"))
