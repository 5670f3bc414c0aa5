"""A walk through a report that came back: besides words and comments, the names that lead back to its records."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import partial
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


NUMBER_STYLE: Final = "Claim Number"
LABEL_STYLE: Final = "Report Tag"
_NUMBER: Final = re.compile(r"\N{NO-BREAK SPACE}\d+\N{NO-BREAK SPACE}")
_BEGUN_NUMBER: Final = re.compile(r"\N{NO-BREAK SPACE}\d*$")
_BARE_NUMBER: Final = re.compile(r"\s*\d*\s*")
_BEHIND_LABEL: Final = re.compile(r"\s\s")


class _Printed:
    """Tells numbers of claims and labels from what somebody wrote right behind them: programs give it the same style.

    A number stands between two spaces that do not break, a label before two spaces; either may be cut into runs.
    """

    def __init__(self) -> None:
        self._label = ""
        self._in_label = True
        self.words()
        self.paragraph()

    def paragraph(self) -> None:
        """A paragraph begins."""
        self._label, self._in_label = "", True

    def words(self) -> None:
        """Other words came."""
        self._number, self._numbered = "", False

    def rest(self, style: str, text: str) -> str:
        """What of a text in one of the two styles is not the report's own."""
        if style == LABEL_STYLE:
            return self._behind_label(text)
        found, count = _NUMBER.subn("", self._number + text)
        begun = _BEGUN_NUMBER.search(found)
        self._number = begun.group() if begun else ""
        found = found[: begun.start()] if begun else found
        if not (count or self._numbered) and _BARE_NUMBER.fullmatch(found):
            found = ""  # a program without such spaces
        self._numbered = True
        return found

    def _behind_label(self, text: str) -> str:
        if not self._in_label:
            return text
        self._label += text
        end = _BEHIND_LABEL.search(self._label)
        if end is None:
            return ""
        self._in_label = False
        return self._label[end.end() :]


class ReportWalker(Walker):
    """Reads the story of a report as if all tracked changes were accepted but those that the report itself proposed.

    ``unprinted`` are the names, by id, of the character styles of numbers of claims and labels, no words of anybody;
    ``made`` is the moment that the report's own tracked changes bear (empty where it is not known).
    """

    def __init__(
        self,
        composition: Composition,
        appearance: Appearance,
        relationships: dict[str, Relationship],
        unprinted: Mapping[str, str],
        made: str,
    ) -> None:
        super().__init__(composition, appearance, relationships, "final")
        self.bookmarks: list[Named] = []
        self.controls: list[Named] = []
        self.jumps: list[tuple[str, Mark]] = []
        self._open_bookmarks: dict[str, Named] = {}
        self._unprinted = {id_: partial(self._holds_words, name) for id_, name in unprinted.items()}
        self._printed = _Printed()
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

    def _paragraph(self, element: _Element, formats: Collection[SpanKind], depth: int) -> None:
        self._printed.paragraph()
        super()._paragraph(element, formats, depth)

    def _words(self, element: _Element, formats: Collection[SpanKind], depth: int) -> None:
        self._printed.words()
        super()._words(element, formats, depth)

    def _holds_words(self, style: str, element: _Element) -> bool:
        """Whether somebody wrote into a run of the report's own, of which only that is left."""
        texts = list(element.iter(W + "t"))
        for text in texts:
            text.text = self._printed.rest(style, text.text or "")
        return any(text.text for text in texts)

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
