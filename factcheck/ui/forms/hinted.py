"""A field of a form with a line below it that says what it means."""

from __future__ import annotations

from PySide6.QtWidgets import QFormLayout, QLabel, QLayout, QVBoxLayout, QWidget

from factcheck.ui.widgets import label


def add_hinted(form: QFormLayout, name: str, field: QWidget | QLayout, words: str) -> None:
    """Add a row to a form: its name, the field, and the words close below it."""
    column = QVBoxLayout()
    column.setSpacing(4)
    if isinstance(field, QLayout):
        column.addLayout(field)
    else:
        column.addWidget(field)
    column.addWidget(label(words, 12, tone="secondary", wrap=True))
    form.addRow(name, column)
    named = form.labelForField(column)
    if isinstance(named, QLabel) and isinstance(field, QWidget):
        named.setBuddy(field)  # Qt does so for a field that stands alone
