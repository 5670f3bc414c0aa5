"""How long work reports its steps and learns that it was cancelled."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Handed to long work; the work calls ``step`` often."""

    def step(self, done: int, total: int, what: str = "") -> None:
        """Report ``done`` of ``total``; raises ``Cancelled`` where the person cancelled."""


class Silent:
    """Progress that nobody watches and nobody cancels."""

    def step(self, done: int, total: int, what: str = "") -> None:
        """Do nothing."""
