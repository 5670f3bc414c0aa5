"""A walk through a report that came back: besides words and comments, the names that lead back to its records."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from factcheck.domain.draft import SpanKind
from factcheck.formats.composing import Composition, Mark
from factcheck.formats.docx.appearance import Appearance, W
from factcheck.formats.docx.package import Relationship
from factcheck.formats.docx.walker import Walker

if TYPE_CHECKING:
    from lxml.etree import _Element

_INSERTED: Final = frozenset({W + "ins", W + "moveTo"})
_SECOND: Final = len("2026-03-14T09:30:00")
_CHANGES: Final = (W + "ins", W + "del", W + "moveFrom", W + "moveTo")


@dataclass(slots=True)
class Named:
    """A stretch that carries a name; ``values`` are the entries of a drop-down by their words."""

    name: str
    start: Mark
    end: Mark | None = None
    values: dict[str, str] = field(default_factory=dict)

    @property
    def span(self) -> tuple[int, int]:
        """Where it begins and ends, once the text is finished; nothing is in one that was emptied or never ends."""
        end = self.start.position if self.end is None else self.end.position
        return min(self.start.position, end), end


class ReportWalker(Walker):
    """Reads the story of a report as if all tracked changes were accepted but those that the report itself proposed.

    ``unprinted`` are the ids of character styles whose runs are no words of anybody (numbers of claims, labels);
    ``made`` is the moment that the report's own tracked changes bear (empty where it is not known).
    """

    def __init__(
        self,
        composition: Composition,
        appearance: Appearance,
        relationships: dict[str, Relationship],
        unprinted: frozenset[str],
        made: str,
    ) -> None:
        super().__init__(composition, appearance, relationships, "final")
        self.bookmarks: list[Named] = []
        self.controls: list[Named] = []
        self.jumps: list[tuple[str, Mark]] = []
        self._open_bookmarks: dict[str, Named] = {}
        self._unprinted = unprinted
        self._made = made[:_SECOND]
        self._handlers |= {W + "bookmarkStart": self._bookmark, W + "bookmarkEnd": self._bookmark}
        self._handlers |= dict.fromkeys(_CHANGES, self._change)

    def _bookmark(self, element: _Element, _formats: Collection[SpanKind], _depth: int) -> None:
        key = element.get(W + "id", "")
        if element.tag == W + "bookmarkStart":
            named = Named(element.get(W + "name", ""), self._text.mark_start())
            self._open_bookmarks[key] = named
            self.bookmarks.append(named)
        elif key in self._open_bookmarks:
            self._open_bookmarks.pop(key).end = self._text.mark_end()

    def _change(self, element: _Element, formats: Collection[SpanKind], depth: int) -> None:
        proposed = bool(self._made) and element.get(W + "date", "")[:_SECOND] == self._made
        if (element.tag in _INSERTED) == proposed:
            self._pass_over(element)
        else:
            self.walk(element, formats, depth + 1)

    def _hyperlink(self, element: _Element, formats: Collection[SpanKind], depth: int) -> None:
        anchor = element.get(W + "anchor", "")
        if anchor:
            self.jumps.append((anchor, self._text.mark_start()))
        super()._hyperlink(element, formats, depth)

    def _control(self, element: _Element, formats: Collection[SpanKind], depth: int) -> None:
        tag = element.find(f"{W}sdtPr/{W}tag")
        named = Named("" if tag is None else tag.get(W + "val", ""), self._text.mark_start())
        for item in element.iterfind(f"{W}sdtPr/{W}dropDownList/{W}listItem"):
            named.values[" ".join(item.get(W + "displayText", "").split())] = item.get(W + "value", "")
        super()._control(element, formats, depth)
        named.end = self._text.mark_end()
        if named.name:
            self.controls.append(named)

    def _pass_over(self, element: _Element) -> None:
        """As for any document; bookmarks in words that are left out keep their places too."""
        super()._pass_over(element)
        for item in element.iter(W + "bookmarkStart", W + "bookmarkEnd"):
            self._bookmark(item, (), 0)
