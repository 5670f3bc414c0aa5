"""Goes through a JSON document bit by bit, so that one from a stranger costs no more than what of it is wanted.

Only the members and elements that somebody asks for are parsed, each under limits of size and depth; what stands
between them is skipped by patterns that never go back.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from factcheck.domain.problems import Problem
from factcheck.translation import _

DEEPEST: Final = 40
LONGEST_KEY: Final = 400  # bytes
_SPACE: Final = re.compile(rb"[ \t\r\n]*+")
_STRING: Final = re.compile(rb'"(?:[^"\\\x00-\x1f]++|\\.)*+"', re.DOTALL)
_SCALAR: Final = re.compile(rb"[\w.+-]{1,400}")
# All up to the next bracket that stands outside of strings. Only ever matched where the last one ended, never searched
# for: from each quotation mark of a string that does not end, a search would go to the end of the file again.
_TURN: Final = re.compile(rb'(?:[^"\[\]{}]++|"(?:[^"\\]++|\\.)*+")*+(?:([\[{])|[\]}])', re.DOTALL)


class Document:
    """The bytes of a JSON document, and where things begin in it.

    Whoever goes through members or elements reads each value, or passes over it, before asking for the next.
    """

    def __init__(self, source: bytes) -> None:
        self.source = source
        self._after_mark = 3 if source.startswith(b"\xef\xbb\xbf") else 0
        self._ends: dict[int, int] = {}  # of what has been gone through already

    @property
    def start(self) -> int:
        """Where the document's value begins."""
        return self._skip(self._after_mark)

    def members(self, start: int) -> Iterator[tuple[str, int]]:
        """The keys of the object at a place, each with the place of its value; raises ``Problem`` where none is."""
        at = self._skip(self._expect(start, b"{"))
        while self._peek(at) != b"}":
            key = _STRING.match(self.source, at, at + LONGEST_KEY)
            if key is None:
                raise broken()
            value = self._skip(self._expect(key.end(), b":"))
            yield self.value(key.start(), key.end()), value
            at = self._next(self._ends.pop(value, 0) or self.end(value), b"}")
        self._ends[start] = at + 1

    def elements(self, start: int) -> Iterator[int]:
        """The places of an array's elements; raises ``Problem`` where there is no array."""
        at = self._skip(self._expect(start, b"["))
        while self._peek(at) != b"]":
            yield at
            at = self._next(self._ends.pop(at, 0) or self.end(at), b"]")
        self._ends[start] = at + 1

    def taken(self, at: int, largest: int) -> bytes:
        """The bytes of the value at a place; raises ``Problem`` where they are more than ``largest``."""
        end = self._ends[at] = self.end(at, largest)
        return self.source[at:end]

    def end(self, at: int, largest: int = 0) -> int:
        """Where the value at a place ends; ``largest`` is how many bytes it may have (0: any)."""
        limit = min(at + largest, len(self.source)) if largest else len(self.source)
        begin = self.source[at : at + 1]
        if begin == b'"':
            found = _STRING.match(self.source, at, limit)
        elif begin in (b"{", b"["):
            return self._end_of_nest(at, limit)
        else:
            found = _SCALAR.match(self.source, at, limit)
        if found is None:
            raise too_large() if limit < len(self.source) else broken()
        return found.end()

    def value(self, at: int, end: int) -> Any:
        """The value that stands between two places."""
        return parsed(self.source[at:end])

    def _end_of_nest(self, at: int, limit: int) -> int:
        depth = 0
        while (turn := _TURN.match(self.source, at, limit)) is not None:
            at = turn.end()
            depth += 1 if turn.lastindex else -1
            if depth > DEEPEST:
                raise Problem(_("The file is nested too deeply."), _("Ask for a file that the program itself wrote."))
            if depth == 0:
                return at
        raise too_large() if limit < len(self.source) else broken()

    def _next(self, at: int, closing: bytes) -> int:
        """The place behind the comma, or that of the bracket that closes."""
        at = self._skip(at)
        if self.source[at : at + 1] == closing:
            return at
        at = self._skip(self._expect(at, b","))
        if self.source[at : at + 1] == closing:
            raise broken()
        return at

    def _skip(self, at: int) -> int:
        return _SPACE.match(self.source, at).end()  # type: ignore[union-attr] # it matches nothing as well

    def _peek(self, at: int) -> bytes:
        return self.source[at : at + 1]

    def _expect(self, at: int, sign: bytes) -> int:
        at = self._skip(at)
        if self.source[at : at + 1] != sign:
            raise broken()
        return at + 1


def parsed(source: bytes) -> Any:
    """A piece of JSON; raises ``Problem`` where it is none, or has a key twice."""
    try:
        return _PARSER.decode(source.decode())
    except (ValueError, RecursionError) as error:
        raise broken() from error


def strings_in(source: bytes) -> Iterator[str]:
    """Every string of a JSON document, keys too."""
    for found in _STRING.finditer(source):
        yield json.loads(found[0])


def broken() -> Problem:
    """What is told of a file that is no JSON, or has not the form that is expected."""
    return Problem(
        _("The file is not whole, or not of the form that is expected."), _("Ask for it again, as a file of its own.")
    )


def too_large() -> Problem:
    """What is told where one value is larger than any that the program writes."""
    return Problem(_("A part of the file is too large."), _("Ask for a file that the program itself wrote."))


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("a key twice")
    return made


def _no_number(word: str) -> float:
    raise ValueError(word)


_PARSER: Final = json.JSONDecoder(object_pairs_hook=_once, parse_constant=_no_number)
