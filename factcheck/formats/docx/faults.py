"""A fault of a written Word file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that Word would stumble over: a code that tests name, where it is, and what it is."""

    code: str
    part: str
    message: str

    def __str__(self) -> str:
        return f"{self.code} {self.part}: {self.message}"
