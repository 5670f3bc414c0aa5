"""Asks by a dialog and waits for the answer."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog


def accepted(dialog: QDialog) -> bool:
    """Show a dialog until it is answered; it is gone once the caller has read its answers."""
    try:
        return bool(dialog.exec())
    finally:
        dialog.deleteLater()
