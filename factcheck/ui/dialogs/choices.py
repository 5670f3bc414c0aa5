"""Short questions about a file: which of its tracked changes count, which encoding it is in."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QPlainTextEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from factcheck.locales import listed
from factcheck.translation import _, ngettext
from factcheck.ui.forms.boxes import ChoiceBox
from factcheck.ui.widgets import label

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


class TrackedChangesDialog(QDialog):
    """Asks once which of the tracked changes count; ``revisions`` is ``final`` or ``original``."""

    def __init__(self, names: list[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Tracked changes"))
        self.setMinimumWidth(460)
        said = ngettext(
            "“{names}” holds tracked changes. Which text do you check?",
            "{n} files hold tracked changes: {names}. Which text do you check?",
            len(names),
        ).format(n=len(names), names=listed(names))
        self.final = QRadioButton(_("The final one, as if all changes were accepted"))
        self.original = QRadioButton(_("The original one, as if all were rejected"))
        group = QButtonGroup(self)
        self.final.setChecked(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addWidget(label(said, wrap=True))
        for button in (self.final, self.original):
            group.addButton(button)
            column.addWidget(button)
        column.addWidget(buttons)

    @property
    def revisions(self) -> str:
        """``final`` or ``original``."""
        return "original" if self.original.isChecked() else "final"


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
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.read = buttons.addButton(_("Read it so"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addWidget(self.box)
        column.addWidget(self.preview, 1)
        column.addWidget(buttons)
        self.on_chosen()

    @property
    def encoding(self) -> str:
        """The encoding chosen."""
        return self.box.value

    def on_chosen(self) -> None:
        """Show the words as the encoding reads them."""
        # What the cut tore apart at the end is no fault of the encoding.
        self.preview.setPlainText(self._source.decode(self.encoding, errors="replace"))
