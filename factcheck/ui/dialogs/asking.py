"""Asks by a dialog and waits for the answer."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QDialog, QMessageBox, QPushButton, QWidget

from factcheck.translation import _
from factcheck.ui import theme as themes
from factcheck.ui.icons import pixmap
from factcheck.ui.widgets import GhostButton, PrimaryButton


def accepted(dialog: QDialog) -> bool:
    """Show a dialog until it is answered; it is gone once the caller has read its answers."""
    try:
        return bool(dialog.exec())
    finally:
        dialog.deleteLater()


def may_replace(parent: QWidget, path: Path, typed: str) -> bool:
    """Whether ``path`` may be written: the file dialog asked about the name as it was typed, without its ending."""
    if Path(typed) == path or not path.exists():
        return True
    words = _("“{name}” is there already. Replace it?").format(name=path.name)
    return QMessageBox.warning(
        parent, parent.windowTitle(), words,
        QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No, QMessageBox.StandardButton.No,
    ) == QMessageBox.StandardButton.Yes  # fmt: skip


def offer_removal(asked: QMessageBox) -> QPushButton:
    """Give a question its two buttons; the one that removes for good is the answer, Enter presses the other."""
    asked.setIconPixmap(pixmap("triangle-alert", themes.current().warn_text, 28))
    remove, cancel = GhostButton(_("Remove for good")), PrimaryButton(_("Cancel"))
    for button, role in (
        (remove, QMessageBox.ButtonRole.DestructiveRole),
        (cancel, QMessageBox.ButtonRole.RejectRole),
    ):
        button.setParent(asked)  # else Python, which is not told of the next line, would delete it
        asked.addButton(button, role)
    asked.setDefaultButton(cancel)
    asked.setEscapeButton(cancel)
    return remove
