"""Fields that Word draws afresh and stores no result of: equations (EQ), signs (SYMBOL), buttons, forms of old."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final, Literal

from factcheck.formats.docx.appearance import OFF, W
from factcheck.formats.docx.elements import nobody_reads
from factcheck.formats.docx.list_markers import value, whole_number
from factcheck.formats.docx.signs import sign_of
from factcheck.translation import _

if TYPE_CHECKING:
    from lxml.etree import _Element

Raised = Literal["superscript", "subscript"] | None
Piece = tuple[str, Raised]

_MOST_STEPS: Final = 200_000  # parts of all equations of a file; those of 15,000 signs with readings
_DEEPEST_READING: Final = 8
_BUTTON: Final = re.compile(r"\s*(?:MACRO|GOTO)BUTTON\s+\S+\s+(.*\S)", re.IGNORECASE | re.DOTALL)
_SYMBOL: Final = re.compile(r"\s*SYMBOL\s+(?:(0x[0-9a-f]{1,6})|(\d{1,7})|(\S))(?=\s|\\|$)", re.IGNORECASE)
_FONT: Final = re.compile(r'\\f\s*(?:"([^"]*)"|(\S+))', re.IGNORECASE)
_EQUATION: Final = re.compile(r"\s*EQ\b\s*", re.IGNORECASE)
_PART: Final = re.compile(
    r"""\\\*\s*(?:"[^"]*"|[^\s"\\]+)\s*                                      # how to show it: \* jc2 \* "Font:…"
    |\\(?P<bracket>[lrbfv]c)\s*\\(?P<drawn>.)
    |\\(?P<place>up|do)\s*-?[\d.]*
    |\\(?:ai|di|co|vs|hs|fo|ba)\s*-?[\d.]*|\\(?P<sum>su|pr)|\\(?:al|ac|ar|ad|li|in|to|bo|le|ri)
    |\\(?P<name>[abdfilorsx])
    |\\(?P<escaped>.)
    |(?P<sign>[(),;])
    |(?P<words>[^\\(),;]+|\\)""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_BETWEEN: Final = {"f": "/", "l": ",", "a": " ", "d": " ", "x": " ", "b": ","}


def form_words(begin: _Element) -> str:
    """What a form field of old shows by the ``w:fldChar`` that begins it: the chosen entry or a box; or nothing."""
    data = begin.find(W + "ffData")
    if data is None:
        return ""
    choices, box = data.find(W + "ddList"), data.find(W + "checkBox")
    if choices is not None:
        chosen = choices.find(W + "result")
        number = whole_number(value(choices.find(W + "default") if chosen is None else chosen))
        return next((value(entry) for entry in islice(choices.iterfind(W + "listEntry"), number, None)), "")
    if box is not None:
        checked = box.find(W + "checked")
        state = value(box.find(W + "default"), "0") if checked is None else value(checked, "1")
        return "☐" if state in OFF else "☒"
    return ""


def drawn(instruction: str, tally: Counter[str]) -> list[Piece]:
    """What Word shows for a field without a result, piece by piece, as its instruction says; for most kinds nothing.

    ``tally`` counts signs that are not known, and how much of equations is read: a ``Problem`` where that is too much.
    """
    if equation := _EQUATION.match(instruction):
        return _Equation(instruction[equation.end() :], tally).pieces()
    if button := _BUTTON.match(instruction):
        return [(button[1], None)]
    symbol = _SYMBOL.match(instruction)
    if symbol is None:
        return []
    code = int(symbol[1], 16) if symbol[1] else int(symbol[2]) if symbol[2] else ord(symbol[3])
    font = _FONT.search(instruction, symbol.end())
    ansi = r"\u" not in instruction[symbol.end() :].lower()
    return [(sign_of(code, (font[1] or font[2]) if font else "", ansi=ansi, tally=tally), None)]


@dataclass(slots=True)
class _Open:
    """Brackets that are open: of which construct, where its pieces begin, what comes behind them."""

    name: str
    start: int
    raised: Raised
    after: str = ""
    arguments: int = 1
    begins: bool = True
    reading: bool = False  # of the signs that come as the second argument
    second: int = 0


class _Equation:
    r"""One pass over the instruction of an EQ field, which is made of constructs: ``\f(1,2)``, ``\s\up6(3)``."""

    def __init__(self, instruction: str, tally: Counter[str]) -> None:
        self._tally = tally
        self._instruction = instruction.strip()
        self._comma = ";" if ";" in instruction else ","  # where the comma is for decimals, Word takes the semicolon
        self._written: list[Piece] = []
        self._open = [_Open("", 0, None)]
        self._construct()

    def _construct(self, name: str = "") -> None:
        """A construct is named, options and brackets follow."""
        self._name, self._place, self._sum = name, "", "∫"
        self._brackets = {"lc": "(", "rc": ")"}

    def pieces(self) -> list[Piece]:
        """The words in reading order."""
        left = steps = _MOST_STEPS - self._tally["parts of equations"]
        for part in _PART.finditer(self._instruction):
            left -= 1
            if left < 0:
                raise nobody_reads(_("The Word file holds more equation fields than anybody can read."))
            self._read(part)
        self._tally["parts of equations"] += steps - left
        written = [piece for piece in self._written if piece[0]]
        return [*written[:-1], *((words.rstrip(), raised) for words, raised in written[-1:])]

    def _read(self, part: re.Match[str]) -> None:
        if part["name"]:
            self._construct(part["name"].lower())
        elif part["bracket"]:
            kind, drawn_sign = part["bracket"].lower(), part["drawn"]
            if kind == "bc":
                closing = dict(zip("([{<", ")]}>", strict=True)).get(drawn_sign, drawn_sign)
                self._brackets = {"lc": drawn_sign, "rc": closing}
            elif kind in self._brackets:
                self._brackets[kind] = drawn_sign
            else:
                self._sum = drawn_sign
        elif part["place"]:
            self._place = part["place"].lower()
        elif part["sum"]:
            self._sum = "∑" if part["sum"].lower() == "su" else "∏"
        elif part["sign"]:
            self._structure(part["sign"])
        elif part["escaped"] or part["words"]:
            self._words(part["escaped"] or part["words"])

    def _words(self, words: str) -> None:
        if self._name and not words.strip():
            return  # between a construct and its brackets
        self._construct()
        inner = self._open[-1]
        if inner.begins:
            words = words.lstrip()
            inner.begins = not words
        self._write(words)

    def _write(self, words: str) -> None:
        if words:
            self._written.append((words, self._open[-1].raised))

    def _structure(self, sign: str) -> None:
        inner = self._open[-1]
        if sign == "(":
            self._begin()
        elif sign == ")" and len(self._open) > 1:
            self._end()
        elif sign == self._comma and inner.name:
            self._next(inner)
        else:
            self._words(sign)

    def _begin(self) -> None:
        name, outer = self._name, self._open[-1]
        outer.begins = False
        raised, after = outer.raised, ""
        if name == "s":
            # The first of things laid over each other, where it is raised, tells how the signs under it are read.
            first = outer.arguments == 1 and outer.start == len(self._written)
            if first and outer.name == "o" and self._place == "up" and len(self._open) < _DEEPEST_READING:
                outer.reading = True
            else:
                raised = "subscript" if self._place == "do" else "superscript"
        elif name == "i":
            self._write(self._sum)
            raised = "subscript"
        elif name in ("b", "r", ""):
            self._write({"b": self._brackets["lc"], "r": "√("}.get(name, "("))
            after = self._brackets["rc"] if name == "b" else ")"
        self._open.append(_Open(name, len(self._written), raised, after, begins=bool(name)))
        self._construct()

    def _next(self, inner: _Open) -> None:
        """Another argument of a construct begins."""
        inner.arguments += 1
        inner.begins = True
        if inner.arguments == 2:
            inner.second = len(self._written)
        if inner.name == "r" and inner.arguments == 2:  # what came was the degree of the root
            self._written[inner.start - 1] = ("", None)
            self._write("√(")
        elif inner.name == "s":
            inner.raised = "subscript"
        elif inner.name == "i":
            inner.raised = "superscript" if inner.arguments == 2 else self._open[-2].raised
        elif inner.name in _BETWEEN:
            self._write(_BETWEEN[inner.name])
        self._construct()

    def _end(self) -> None:
        inner = self._open.pop()
        if inner.reading and inner.arguments == 2:
            reading = self._written[inner.start : inner.second]
            del self._written[inner.start : inner.second]
            self._written += [("(", inner.raised), *reading, (")", inner.raised)]
        self._write(inner.after)
        self._construct()
