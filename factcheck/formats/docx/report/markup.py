"""WordprocessingML as strings: the one escaper, runs, paragraphs and tables."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from operator import add
from typing import Final, NamedTuple
from xml.sax.saxutils import escape

DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NAMESPACES: Final = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    ' xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
    ' xmlns:w16cid="http://schemas.microsoft.com/office/word/2016/wordml/cid" mc:Ignorable="w14 w15 w16cid"'
)


def whole_part(root: str, inside: Iterable[str]) -> Iterator[str]:
    """A part of the package around what stands in its root, in pieces."""
    return chain((f"{DECLARATION}<{root} {NAMESPACES}>",), inside, (f"</{root}>",))


# What XML 1.0 cannot hold, and what has to be escaped: most texts hold neither and are passed as they are.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MARKED = re.compile("[&<>\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_MARKED_IN_ATTRIBUTE = re.compile('[&<>"\x00-\x1f\ud800-\udfff\ufffe\uffff]')
_BREAKS = re.compile("([\t\n])")

_RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_EAST_ASIAN = (
    "\u1100-\u11ff\u2e80-\u2fff\u3001-\ua4cf\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff01-\uffef"
    "\U0001b000-\U0001b2ff\U00020000-\U0003ffff"
)
_SCRIPTED = re.compile(f"[{_RIGHT_TO_LEFT}{_EAST_ASIAN}]")
_LEFT_TO_RIGHT = "A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0370-\u052f\u1e00-\u1fff"
# Words take along what stands between them: marks, digits and spaces. In a right-to-left paragraph
# everything but left-to-right words belongs to its direction, the full stop at its end above all.
_STRETCHES = re.compile(
    f"(?P<rtl>[{_RIGHT_TO_LEFT}](?:[^{_LEFT_TO_RIGHT}{_EAST_ASIAN}]*[{_RIGHT_TO_LEFT}])*)|(?P<cjk>[{_EAST_ASIAN}\u3000]+)"
)
_STRETCHES_TURNED = re.compile(f"(?P<cjk>[{_EAST_ASIAN}\u3000]+)|(?P<rtl>[^{_LEFT_TO_RIGHT}{_EAST_ASIAN}\u3000]+)")
_LETTER = re.compile(f"[{_LEFT_TO_RIGHT}{_RIGHT_TO_LEFT}{_EAST_ASIAN}]")
_FIRST_RIGHT_TO_LEFT = re.compile(f"[{_RIGHT_TO_LEFT}]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
# Languages whose letters Word sets by its right-to-left, or its East Asian, fonts and dictionaries.
_SCRIPT_OF = {
    **dict.fromkeys(("ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"), "rtl"),
    **dict.fromkeys(("ja", "ko", "yue", "zh"), "cjk"),
}


def script_of(language: str) -> str:
    """By which fonts Word sets the language: ``rtl``, ``cjk`` or empty."""
    return _SCRIPT_OF.get(language.partition("-")[0].lower(), "")


_TEXT: Final = '<w:t xml:space="preserve">'


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """How a run looks: the id of a character style, and direct formatting over it.

    ``underline`` and ``fill`` are for a mark on words that carry another style (a link), as
    ``(pattern, RRGGBB)`` and ``RRGGBB``. ``opening`` is what stands before the text of a plain run.
    """

    style: str = ""
    strong: bool = False
    emphasis: bool = False
    underlined: bool = False
    strike: bool = False
    code: bool = False
    raised: str = ""  # "superscript" or "subscript"
    underline: tuple[str, str] = ("", "")
    fill: str = ""
    opening: str = field(init=False, default="")

    def __post_init__(self) -> None:
        object.__setattr__(self, "opening", f"<w:r>{self.properties()}{_TEXT}")

    def formatted(self, kinds: Collection[str]) -> Look:
        """The same look with the emphasis of spans of these kinds."""
        raised = next((kind for kind in ("superscript", "subscript") if kind in kinds), self.raised)
        return replace(
            self,
            strong=self.strong or "strong" in kinds,
            emphasis=self.emphasis or "emphasis" in kinds,
            underlined=self.underlined or "underline" in kinds,
            strike=self.strike or "strike" in kinds,
            code=self.code or "code" in kinds,
            raised=raised,
        )

    def properties(self, script: str = "", language: str = "") -> str:
        """The run properties, in the order that the schema asks for; empty where there are none.

        ``script`` is ``rtl``, ``cjk`` or empty.
        """
        if script != script_of(language):
            language = ""  # an Arabic word in an English article is no English word
        pattern, colour = self.underline
        if self.underlined and not pattern:
            pattern = "single"
        kind = {"rtl": "w:bidi", "cjk": "w:eastAsia"}.get(script, "w:val")
        inside = "".join(
            (
                f'<w:rStyle w:val="{self.style}"/>' if self.style else "",
                '<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas" w:cs="Courier New"/>' if self.code else "",
                '<w:rFonts w:hint="eastAsia"/>' if script == "cjk" and not self.code else "",
                "<w:b/><w:bCs/>" if self.strong else "",
                "<w:i/><w:iCs/>" if self.emphasis else "",
                "<w:strike/>" if self.strike else "",
                f'<w:u w:val="{pattern}"' + (f' w:color="{colour}"/>' if colour else "/>") if pattern else "",
                f'<w:shd w:val="clear" w:color="auto" w:fill="{self.fill}"/>' if self.fill else "",
                f'<w:vertAlign w:val="{self.raised}"/>' if self.raised else "",
                "<w:rtl/>" if script == "rtl" else "",
                f'<w:lang {kind}="{language}"/>' if language else "",
            )
        )
        return f"<w:rPr>{inside}</w:rPr>" if inside else ""


PLAIN: Final = Look()
STRONG: Final = Look(strong=True)


def escaped(text: str) -> str:
    """The text as the content of an element, without the characters that XML cannot hold."""
    if _MARKED.search(text) is None:
        return text
    return escape(_ILLEGAL.sub("", text).replace("\r\n", "\n").replace("\r", "\n"))


def attribute(text: str) -> str:
    """The text as the value of an attribute (in double quotation marks)."""
    if (text.isascii() and text.isalnum()) or _MARKED_IN_ATTRIBUTE.search(text) is None:
        return text
    return escape(_ILLEGAL.sub("", text), {'"': "&quot;", "\n": " ", "\t": " ", "\r": " "})


def language_tag(language: str) -> str:
    """The language as Word takes it ("en", "de-DE"), or empty where it is no such tag."""
    tag = language.strip().replace("_", "-")
    return tag if _LANGUAGE.fullmatch(tag) else ""


def reads_right_to_left(text: str) -> bool:
    """Whether the first letter of the text is Arabic, Hebrew or of another right-to-left script."""
    if text.isascii():
        return False
    letter = _LETTER.search(text)
    return letter is not None and _FIRST_RIGHT_TO_LEFT.match(letter.group()) is not None


def run(text: str, look: Look = PLAIN, language: str = "", *, turned: bool = False) -> str:
    """Runs of the text: one, or one for each stretch of a script that Word sets by other fonts.

    A tab and a line end become Word's own. ``language`` is a checked tag or empty; ``turned`` says
    that the paragraph reads from right to left.
    """
    if not turned and (text.isascii() or _SCRIPTED.search(text) is None):
        # Most of what a report says is plain, and there is much of it.
        if not language and text.isprintable():
            if "&" in text or "<" in text or ">" in text:
                text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
            return f"{look.opening}{text}</w:t></w:r>" if text else ""
        return _plain_run(text, look.properties("", language)) if text else ""
    runs = []
    done = 0
    for found in (_STRETCHES_TURNED if turned else _STRETCHES).finditer(text):
        if found.start() > done:
            runs.append(_plain_run(text[done : found.start()], look.properties("", language)))
        runs.append(_plain_run(found.group(), look.properties(found.lastgroup or "", language)))
        done = found.end()
    if done < len(text):
        runs.append(_plain_run(text[done:], look.properties("", language)))
    return "".join(runs)


class SpokenLine(NamedTuple):
    """A line as runs, and whether it reads from right to left."""

    runs: str
    turned: bool


def spoken_lines(text: str) -> list[SpokenLine]:
    """The lines of a text that say something."""
    lines = []
    for line in text.splitlines():
        if line.strip():
            turned = reads_right_to_left(line)
            lines.append(SpokenLine(run(line, turned=turned), turned))
    return lines


def _plain_run(text: str, properties: str) -> str:
    if "\n" not in text and "\t" not in text:
        return f"<w:r>{properties}{_TEXT}{escaped(text)}</w:t></w:r>"
    pieces = (
        {"\t": "<w:tab/>", "\n": "<w:br/>"}.get(piece) or f"{_TEXT}{escaped(piece)}</w:t>"
        for piece in _BREAKS.split(text)
        if piece
    )
    return f"<w:r>{properties}{''.join(pieces)}</w:r>"


def paragraph(inside: str, style: str = "", more: str = "") -> str:
    """A paragraph; ``more`` are properties that follow the style, in the order of the schema."""
    if not (style or more):
        return f"<w:p>{inside}</w:p>"
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{more}</w:pPr>{inside}</w:p>"


TAB: Final = "<w:r><w:tab/></w:r>"
BREAK: Final = "<w:r><w:br/></w:r>"
GAP: Final = f"<w:r>{_TEXT}  </w:t></w:r>"


def internal_link(anchor: str, inside: str) -> str:
    """A link to a bookmark of the same document."""
    return f'<w:hyperlink w:anchor="{anchor}" w:history="1">{inside}</w:hyperlink>'


def field_opening(instruction: str) -> str:
    """The runs before the result of a field; the result may reach over several paragraphs."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    instructed = f'<w:r><w:instrText xml:space="preserve"> {escaped(instruction)} </w:instrText></w:r>'
    return mark("begin") + instructed + mark("separate")


FIELD_END: Final = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def filled_field(instruction: str, inside: str) -> str:
    """A field of Word with the result that it shows until Word computes it."""
    return field_opening(instruction) + inside + FIELD_END


# Past this length a row may break over pages: a row that cannot would be pushed down, or cut off.
_LONGEST_WHOLE_ROW = 6_000


@dataclass(frozen=True, slots=True)
class Table:
    """How a table is set: widths of its columns in twentieths of a point, and what a screen reader says of it."""

    style: str
    widths: tuple[int, ...]
    caption: str = ""
    turned: bool = False  # its first column is the rightmost

    def rows(self, head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
        """The table, in pieces; each cell is given as its paragraphs. A head is repeated on each page."""
        caption = f'<w:tblCaption w:val="{attribute(self.caption)}"/>' if self.caption else ""
        look, first = ("0620", "1") if head else ("0600", "0")
        yield (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{self.style}"/>{"<w:bidiVisual/>" if self.turned else ""}'
            f'<w:tblW w:w="{sum(self.widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            f'<w:tblLook w:val="{look}" w:firstRow="{first}" w:lastRow="0"'
            f' w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>{caption}</w:tblPr><w:tblGrid>'
            + "".join(f'<w:gridCol w:w="{width}"/>' for width in self.widths)
            + "</w:tblGrid>"
        )
        openings = [f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>' for width in self.widths]
        if head:
            yield self._row(openings, head, "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>")
        for cells in rows:
            whole = sum(map(len, cells)) < _LONGEST_WHOLE_ROW
            yield self._row(openings, cells, "<w:trPr><w:cantSplit/></w:trPr>" if whole else "")
        yield "</w:tbl>"

    def _row(self, openings: list[str], cells: Sequence[str], kept: str) -> str:
        """One row; the last cell of a short row spans what is left of the grid."""
        missing = len(openings) - len(cells)
        if missing:
            width, last = sum(self.widths[-missing - 1 :]), len(cells) - 1
            span = f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:gridSpan w:val="{missing + 1}"/></w:tcPr>'
            openings = [*openings[:last], span]
        inside = "</w:tc>".join(map(add, openings, cells))
        return f"<w:tr>{kept}{inside}</w:tc></w:tr>"
