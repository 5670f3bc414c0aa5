"""The settings of the person and the program: name, initials, theme, language, single keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QFormLayout, QVBoxLayout, QWidget

from factcheck.settings import initials_of, settings_folder
from factcheck.translation import LANGUAGES, _
from factcheck.ui.forms.boxes import ChoiceBox, LineBox
from factcheck.ui.widgets import label

if TYPE_CHECKING:
    from factcheck.settings import Settings


class SettingsDialog(QDialog):
    """Shows the settings; ``put_into`` writes the answers."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Settings"))
        self.setMinimumWidth(460)
        self.author, self.initials = LineBox(), LineBox()
        self.author.setText(settings.author)
        self.initials.setText(settings.initials)
        self.initials.setMaxLength(4)
        self.theme = ChoiceBox([("system", _("As the system")), ("light", _("Light")), ("dark", _("Dark"))])
        self.theme.choose(settings.theme)
        self.language = ChoiceBox([("", _("As the system")), *LANGUAGES.items()])
        self.language.choose(settings.language)
        self.letters = QCheckBox(_("Single letters and digits are keys"))
        self.letters.setChecked(settings.letters)
        self.still = QCheckBox(_("Nothing blinks or moves by itself"))
        self.still.setChecked(settings.still)
        self._own_initials = settings.initials != initials_of(settings.author)
        self.author.textEdited.connect(self.on_author_edited)
        self.initials.textEdited.connect(self.on_initials_edited)
        form = QFormLayout()
        form.setSpacing(10)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(_("Your name"), self.author)
        form.addRow("", label(_("Stands on your changes, comments and sign-offs."), 12, tone="secondary", wrap=True))
        form.addRow(_("Initials"), self.initials)
        form.addRow(_("Theme"), self.theme)
        form.addRow(_("Language"), self.language)
        form.addRow("", label(_("Takes effect when Factcheck starts next."), 12, tone="secondary"))
        form.addRow(_("Keys"), self.letters)
        form.addRow("", label(_("Only while the article or the list of claims has the focus."), 12, tone="secondary"))
        form.addRow(_("Motion"), self.still)
        where = label(_("Kept in {folder}").format(folder=settings_folder()), 11, tone="faint", wrap=True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(14)
        column.addLayout(form)
        column.addWidget(where)
        column.addWidget(buttons)

    def on_author_edited(self, name: str) -> None:
        """Let the initials follow the name, unless they are the person's own."""
        if not self._own_initials:
            self.initials.setText(initials_of(name))

    def on_initials_edited(self, initials: str) -> None:
        """Keep initials that the person typed."""
        self._own_initials = bool(initials)

    def put_into(self, settings: Settings) -> None:
        """Take the answers over."""
        settings.author = self.author.text().strip() or settings.author
        settings.initials = self.initials.text().strip() or initials_of(settings.author)
        settings.theme = self.theme.value
        settings.language = self.language.value
        settings.letters = self.letters.isChecked()
        settings.still = self.still.isChecked()
