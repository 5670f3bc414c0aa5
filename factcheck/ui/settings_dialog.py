"""The settings of the person and the program: name, initials, theme, language, single keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QCheckBox, QDialog, QFormLayout, QVBoxLayout, QWidget

from factcheck.settings import initials_of, settings_folder
from factcheck.translation import LANGUAGES, _
from factcheck.ui.forms.boxes import ChoiceBox, LineBox
from factcheck.ui.forms.dialog_foot import dialog_foot
from factcheck.ui.forms.hinted import add_hinted
from factcheck.ui.widgets import GhostButton, PrimaryButton, label

if TYPE_CHECKING:
    from factcheck.settings import Settings

WIDTH: Final = 460


class SettingsDialog(QDialog):
    """Shows the settings; ``put_into`` writes the answers."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Settings"))
        self.setMinimumWidth(WIDTH)
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
        add_hinted(form, _("Your name"), self.author, _("Stands on your changes, comments and sign-offs."))
        form.addRow(_("Initials"), self.initials)
        form.addRow(_("Theme"), self.theme)
        add_hinted(form, _("Language"), self.language, _("Takes effect when Factcheck starts next."))
        add_hinted(form, _("Keys"), self.letters, _("Only while the article or the list of claims has the focus."))
        form.addRow(_("Motion"), self.still)
        where = label(_("Kept in {folder}").format(folder=settings_folder()), 11, tone="faint", wrap=True)
        cancel, save = GhostButton(_("Cancel"), pressed=self.reject), PrimaryButton(_("Save"), pressed=self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(14)
        column.addLayout(form)
        column.addWidget(where)
        column.addLayout(dialog_foot((), (cancel, save)))
        self.resize(WIDTH, self.heightForWidth(WIDTH))

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
