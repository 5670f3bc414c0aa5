"""Stored times in the words of this computer: its time zone, its language's short form."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QDateTime, QLocale


def short_time(moment: datetime | str | None) -> str:
    """"14:02" for today, "3 Nov 14:02" otherwise; ``moment`` is aware, or ISO 8601 text. Empty for nothing readable."""
    if isinstance(moment, str):
        try:
            moment = datetime.fromisoformat(moment)
        except ValueError:
            return ""
    if moment is None:
        return ""
    local = moment.astimezone()
    today = datetime.now(local.tzinfo)
    shown = QDateTime.fromSecsSinceEpoch(int(moment.timestamp()))
    if local.date() == today.date():
        return QLocale().toString(shown, "HH:mm")
    return QLocale().toString(shown, "d MMM HH:mm" if local.year == today.year else "d MMM yyyy HH:mm")
