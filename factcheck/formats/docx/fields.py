"""Fields and links that are open at a place in a Word document: whether words show there, and where they lead."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_DEEPEST: Final = 64
_LONGEST_INSTRUCTION: Final = 10_000
_HYPERLINK: Final = re.compile(r"\s*HYPERLINK\s+(?:\\[a-z]\s+)*(?:\"([^\"]*)\"|([^\s\"\\]\S*))", re.IGNORECASE)


def hyperlink_target(instruction: str) -> str:
    """Where a HYPERLINK field leads by its instruction; empty for other fields and for places inside the document."""
    match = _HYPERLINK.match(instruction)
    return (match[1] or match[2] or "") if match else ""


@dataclass(slots=True)
class _Field:
    """A field that is open: its instruction until its result shows, the address that it links to.

    ``form`` is what the field itself says that it shows, ``place`` where its result begins in the text.
    """

    instruction: str = ""
    shown: bool = False
    target: str = ""
    form: str = ""
    place: int | None = None


class OpenFields:
    """The fields and links that are open while a document is walked."""

    def __init__(self) -> None:
        self.links: list[str] = []
        self._fields: list[_Field] = []

    @property
    def hiding(self) -> bool:
        """Whether words here are part of an instruction rather than of a result."""
        return bool(self._fields) and any(not item.shown for item in self._fields)

    @property
    def target(self) -> str:
        """The address that words here lead to, or empty."""
        if self.links:
            return self.links[-1]
        return next((item.target for item in reversed(self._fields) if item.target), "") if self._fields else ""

    def begin(self, form: str = "") -> None:
        """A field begins with its instruction; ``form`` is what it shows by itself."""
        if len(self._fields) < _DEEPEST:
            self._fields.append(_Field(form=form))

    def instruct(self, words: str) -> None:
        """The instruction of the innermost field that still has none of its result goes on."""
        field = next((item for item in reversed(self._fields) if not item.shown), None)
        if field is not None and len(field.instruction) < _LONGEST_INSTRUCTION:
            field.instruction += words[: _LONGEST_INSTRUCTION - len(field.instruction)]

    def instruction(self) -> str:
        """The instruction of the innermost field so far."""
        return self._fields[-1].instruction if self._fields else ""

    def show(self, target: str, place: int) -> None:
        """The result of the innermost field begins; ``target`` is the address that it links to, or empty."""
        if self._fields:
            self._fields[-1].shown, self._fields[-1].target, self._fields[-1].place = True, target, place

    def end(self, place: int) -> tuple[str, str]:
        """The innermost field ends; without a result, what it shows by itself and its instruction are returned."""
        if not self._fields:
            return "", ""
        field = self._fields.pop()
        if field.place != place and field.shown:
            return "", ""
        return field.form, field.instruction

    def settle(self) -> None:
        """At the end of a paragraph: a field whose result never comes must not swallow the rest of the draft."""
        for item in self._fields:
            item.shown = True
