"""Elements of a Word document that hold no words of the text: properties, signs, and what cannot be read."""

from __future__ import annotations

from typing import Final

from factcheck.formats.docx.appearance import W

BLOCKS: Final = tuple(W + name for name in ("p", "tbl", "sdt"))  # what a text consists of
PROPERTIES: Final = frozenset(
    W + name
    for name in (
        "rPr", "tblPr", "tblGrid", "tblPrEx", "trPr", "tcPr", "sdtPr", "sdtEndPr", "sectPr", "rubyPr", "pPr",
        "delInstrText", "fldData", "annotationRef", "footnoteRef", "endnoteRef", "customXmlPr", "smartTagPr",
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
