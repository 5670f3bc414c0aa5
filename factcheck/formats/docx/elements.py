"""Elements of a Word document that hold no words of the text: properties, signs, and what cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from factcheck.domain.problems import Problem
from factcheck.formats.docx.appearance import W
from factcheck.formats.docx.signs import M
from factcheck.translation import _

if TYPE_CHECKING:
    from lxml.etree import _Element

_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
ALTERNATIVES: Final = _MC + "AlternateContent"
COMMENT_MARKS: Final = (W + "commentRangeStart", W + "commentRangeEnd", W + "commentReference")
SHAPED_WORDS: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
_WORD_ART: Final = "{urn:schemas-microsoft-com:vml}textpath"  # its words are an attribute
DRAWN: Final = ("{http://schemas.openxmlformats.org/drawingml/2006/main}p", _WORD_ART)

BLOCKS: Final = tuple(W + name for name in ("p", "tbl", "sdt"))  # what a text consists of
PROPERTIES: Final = frozenset(
    W + name
    for name in (
        "rPr", "tblPr", "tblGrid", "tblPrEx", "trPr", "tcPr", "sdtPr", "sdtEndPr", "sectPr", "rubyPr", "pPr",
        "fldData", "annotationRef", "footnoteRef", "endnoteRef", "customXmlPr", "smartTagPr",
    )
)  # fmt: skip
CHARACTERS: Final = {
    W + "tab": "\t", W + "ptab": "\t", W + "noBreakHyphen": "\u2011", W + "softHyphen": "\u00ad",
}  # fmt: skip
# Elements of pictures and the like, by local name: their namespaces are many, their words are none.
UNREADABLE: Final = {
    "pic": "pictures",
    "imagedata": "pictures",
    "chart": "charts",
    "relIds": "diagrams",
    "object": "embedded objects",
    "altChunk": "embedded documents",
    "subDoc": "embedded documents",
}
_WORDED: Final = (W + "t", W + "txbxContent", M + "t", SHAPED_WORDS, _WORD_ART)


def branch(alternatives: _Element, *, searched: bool) -> _Element | None:
    """The first form of the same thing, or the first that has words where they are ``searched`` for them."""
    branches = [item for item in alternatives if item.tag in (_MC + "Choice", _MC + "Fallback")]
    first = next(iter(branches), None)
    if not searched:
        return first
    return next((one for one in branches if next(one.iter(*_WORDED), None) is not None), first)


def word_art(element: _Element) -> str:
    """The words of WordArt as Word made it until 2007, where it shows; empty for anything else."""
    return element.get("string", "") if element.tag == _WORD_ART and element.get("on") not in ("f", "false") else ""


def nobody_reads(reason: str) -> Problem:
    """The refusal of a document that can be read but by no person: too deep, or too much of one thing."""
    return Problem(
        reason, _("Open it in Word or LibreOffice, copy its text into a new document and save that as .docx.")
    )
