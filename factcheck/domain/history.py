"""What the change log tells a person: who did what and when, and what each field was before and after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

CREATED, REMOVED, ERASED = "+", "-", "!"


@dataclass(frozen=True, slots=True)
class Step:
    """One field of one record. ``before`` and ``after`` are plain values; ids are told by label, title or words.

    ``field`` is a field's name; ``CREATED``; ``REMOVED`` (``after`` false: brought back); or ``ERASED`` and a name,
    where the value was removed for good. ``article_id`` and ``claim_id`` say where it belongs ("": nowhere).
    """

    table: str
    row: str
    field: str
    before: Any
    after: Any
    article_id: str = ""
    claim_id: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One edit. ``more`` counts the steps that are not among ``steps``.

    ``reversal`` is ``undo`` or ``redo`` where it took another edit back; ``undone`` that this one was taken back by
    undo. ``built_on_by`` names who changed one of its fields since, so that it cannot simply be taken back.
    """

    edit_id: str
    at: datetime
    author: str
    name: str
    steps: tuple[Step, ...]
    more: int = 0
    reversal: str = ""
    undone: bool = False
    built_on_by: str = ""
