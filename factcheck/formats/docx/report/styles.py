"""The styles of a report: one table, from which the base document's style part is written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from factcheck.domain.records import Rating

SERIF: Final = "Cambria"
SANS: Final = "Calibri"
INK: Final = "1D2127"
GREY: Final = "575E69"
RULE: Final = "C9C5BC"
LINK: Final = "2A44AE"


@dataclass(frozen=True, slots=True)
class Style:
    """One style. Sizes, spaces and indents are in points, ``line`` is a multiple of the line's height.

    ``name`` is Word's own name where ``built_in`` ("heading 1"); ``borders`` are the elements of
    ``w:pBdr``. Only the article's lines are numbered where that is chosen: LibreOffice numbers those
    of all sections if it may.
    """

    id: str
    name: str
    kind: Literal["paragraph", "character"] = "paragraph"
    based_on: str = "Normal"
    followed_by: str = ""
    built_in: bool = False
    font: str = ""
    size: float = 0
    colour: str = ""
    bold: bool | None = None
    italic: bool | None = None
    capitals: bool | None = None
    tracking: float = 0
    underline: str = ""
    underline_colour: str = ""
    strike: bool = False
    raised: str = ""
    fill: str = ""
    before: float | None = None
    after: float | None = None
    line: float = 0
    left: float = 0
    right: float = 0
    hanging: float = 0
    keep_next: bool = False
    keep_lines: bool = False
    outline: int | None = None
    borders: str = ""


_LEFT_RULE = f'<w:left w:val="single" w:sz="12" w:space="9" w:color="{RULE}"/>'
_BOX = "".join(
    f'<w:{side} w:val="single" w:sz="6" w:space="6" w:color="8A8F98"/>' for side in ("top", "left", "bottom", "right")
)
_BOTTOM_RULE = f'<w:bottom w:val="single" w:sz="4" w:space="4" w:color="{RULE}"/>'
_TOP_RULE = f'<w:top w:val="single" w:sz="4" w:space="4" w:color="{RULE}"/>'


def _headings() -> Iterator[Style]:
    sizes = ((18, 26, 8), (13, 18, 4), (11, 14, 3), (10.5, 12, 3), (10, 10, 2), (10, 10, 2))
    for level, (size, before, after) in enumerate(sizes, 1):
        yield Style(
            f"Heading{level}", f"heading {level}", built_in=True, followed_by="Normal", font=SANS, size=size, bold=True,
            colour=INK, before=before, after=after, line=1.05, keep_next=True, keep_lines=True, outline=level - 1,
        )  # fmt: skip
    # The headings of the article itself: the article's own face, one step below the report's part.
    for level, (size, before) in enumerate(((15, 18), (13, 14), (11.5, 12), (11, 12), (11, 10), (11, 10)), 1):
        yield Style(
            f"ArticleHeading{level}", f"Article Heading {level}", based_on=f"Heading{min(level + 2, 6)}",
            followed_by="ArticleText", font=SERIF, size=size, bold=level < 5, italic=level > 3, before=before, after=4,
        )  # fmt: skip


STYLES: Final = (
    *_headings(),
    Style("Title", "Title", built_in=True, followed_by="Subtitle", font=SANS, size=26, bold=True, colour=INK, before=2,
          after=6, line=1.0, keep_next=True, keep_lines=True),
    Style("Subtitle", "Subtitle", built_in=True, followed_by="Normal", font=SANS, size=11.5, colour=GREY, after=14),
    Style("ReportLabel", "Report Label", font=SANS, size=9, bold=True, colour=GREY, capitals=True, tracking=1.2,
          before=0, after=4, keep_next=True),
    Style("ReportText", "Report Text", after=6),
    Style("ReportSmall", "Report Small", font=SANS, size=9.5, colour=GREY, after=6, line=1.1),
    Style("ReportLegend", "Report Legend", font=SANS, size=9.5, colour=GREY, before=0, after=16, line=1.3),
    Style("ReportFact", "Report Fact", font=SANS, size=10, before=2, after=3, line=1.1),
    Style("ReportQuote", "Report Quote", left=12, right=12, before=2, after=6, borders=_LEFT_RULE),
    Style("ReportEvidence", "Report Evidence", font=SANS, size=10, left=28, hanging=28, before=3, after=2, line=1.1,
          keep_lines=True),
    Style("ReportPassage", "Report Passage", size=10, left=40, right=12, before=1, after=4, line=1.1,
          borders=_LEFT_RULE),
    Style("ReportSentence", "Report Sentence", size=10.5, left=14, hanging=14, after=3, line=1.1),
    Style("TableText", "Table Text", font=SANS, size=9.5, colour=INK, before=0, after=2, line=1.08),
    Style("TableHead", "Table Head", based_on="TableText", bold=True, colour=GREY, size=8.5, capitals=True,
          tracking=0.6, keep_next=True),
    Style("SignLine", "Sign Line", based_on="TableText", before=14, after=2, keep_next=True),
    Style("Bibliography", "Bibliography", built_in=True, font=SANS, size=10, left=28, hanging=28, after=7, line=1.1,
          keep_lines=True),
    Style("ArticleTitle", "Article Title", based_on="Heading2", followed_by="ArticleText", font=SERIF, size=21,
          before=4, after=8, line=1.1),
    Style("ArticleStandfirst", "Article Standfirst", followed_by="ArticleText", size=12.5, italic=True, after=10,
          keep_next=True),
    Style("ArticleByline", "Article Byline", followed_by="ArticleText", font=SANS, size=10, colour=GREY, after=10),
    Style("ArticleText", "Article Text", after=8, line=1.3),
    Style("ArticleQuote", "Article Quote", based_on="ArticleText", left=20, right=20, after=8),
    Style("ArticleList", "Article List", based_on="ArticleText", after=4),
    Style("ArticleBox", "Article Box", based_on="ArticleText", font=SANS, size=10.5, left=8, right=8, before=0, after=0,
          line=1.2, borders=_BOX),
    Style("ArticleCell", "Article Cell", based_on="ArticleText", size=10, after=2, line=1.1),
    Style("Caption", "caption", built_in=True, font=SANS, size=9.5, italic=True, colour=GREY, before=2, after=10),
    Style("SectionEnd", "Section End", size=1, before=0, after=0, line=0.06),
    Style("TableGap", "Table Gap", size=4, before=0, after=4, line=1.0),
    Style("Header", "header", built_in=True, font=SANS, size=8.5, colour=GREY, after=0, line=1.0, borders=_BOTTOM_RULE),
    Style("Footer", "footer", built_in=True, font=SANS, size=8.5, colour=GREY, after=0, line=1.0, borders=_TOP_RULE),
    Style("CommentText", "annotation text", built_in=True, font=SANS, size=10, after=2, line=1.0),
    Style("CommentSubject", "annotation subject", based_on="CommentText", built_in=True, bold=True),
    Style("BalloonText", "Balloon Text", built_in=True, font=SANS, size=9, after=0, line=1.0),
    Style("FootnoteText", "footnote text", built_in=True, size=9, after=2, line=1.05),
    Style("EndnoteText", "endnote text", built_in=True, size=9, after=2, line=1.05),
    Style("TOCHeading", "TOC Heading", built_in=True, font=SANS, size=13, bold=True, before=18, after=4,
          keep_next=True),
    Style("TOC1", "toc 1", built_in=True, font=SANS, size=10.5, after=2, line=1.1),
    Style("Hyperlink", "Hyperlink", "character", "", built_in=True, colour=LINK, underline="single"),
    Style("CommentReference", "annotation reference", "character", "", built_in=True, size=8),
    Style("FootnoteReference", "footnote reference", "character", "", built_in=True, raised="superscript"),
    Style("EndnoteReference", "endnote reference", "character", "", built_in=True, raised="superscript"),
    Style("LineNumber", "line number", "character", "", built_in=True, font=SANS, size=7.5, colour="6A707A"),
    Style("ReportTag", "Report Tag", "character", "", font=SANS, size=8.5, bold=True, colour=GREY, capitals=True,
          tracking=0.6),
    Style("ReportMeta", "Report Meta", "character", "", font=SANS, size=9, colour=GREY),
    Style("ClaimNumber", "Claim Number", "character", "", font=SANS, bold=True, colour=INK, fill="E3E4E8",
          raised="superscript"),
    Style("WordsRemoved", "Words Removed", "character", "", colour="6B1D1D", strike=True),
    Style("WordsAdded", "Words Added", "character", "", bold=True, underline="single"),
    Style("FactConfirmed", "Fact Confirmed", "character", "", underline="single"),
    Style("FactSettled", "Fact Settled", "character", "", underline="dotted"),
)  # fmt: skip


_TABLE_STYLES: Final = ("Report Table", "Report Details", "Article Table")

# Styles are asked for by Word's own names for them, never by ids, which other programs change.
STYLE_IDS: Final = {style.name: style.id for style in STYLES} | {name: name.replace(" ", "") for name in _TABLE_STYLES}


# The line under the words, from the scale's own names to Word's.
PATTERNS: Final = {
    "solid": "single",
    "double": "double",
    "dashed": "dash",
    "longdash": "dashLong",
    "dashdot": "dotDash",
    "dashdotdot": "dotDotDash",
    "dotted": "dotted",
    "thick": "thick",
    "wave": "wave",
    "zigzag": "wavyHeavy",
}


def verdict_styles(ratings: Iterable[Rating]) -> Iterator[Style]:
    """Two character styles for each rating: ``Verdict ...`` of its label, ``Mark ...`` of the words of the article.

    They are named by the label, since a house restyles them by name; their ids are ``Verdict0``,
    ``Mark0`` and so on, in the order of the ratings.
    """
    taken: set[str] = set()
    for number, rating in enumerate(ratings):
        # Word takes a comma or a semicolon in a style's name for the start of an alias.
        label = " ".join(re.sub(r"[,;]", " ", rating.label).split()) or "?"
        if label.lower() in taken:
            label = f"{label} {number}"
        taken.add(label.lower())
        strong, tint = colours_of(rating)
        yield Style(
            f"Verdict{number}", f"Verdict {label}", "character", "ReportTag", colour=strong, capitals=False, fill=tint
        )
        yield Style(
            f"Mark{number}", f"Mark {label}", "character", "", underline=PATTERNS.get(rating.pattern, "single"),
            underline_colour=strong, fill=tint,
        )  # fmt: skip


def style_ids(ratings: Iterable[Rating]) -> dict[str, str]:
    """The ids of all our styles by their names."""
    return STYLE_IDS | {style.name: style.id for style in verdict_styles(ratings)}


def colours_of(rating: Rating) -> tuple[str, str]:
    """The strong colour and the tint of a rating as Word takes them; ink and grey where it has none."""
    both = rating.strong_light, rating.tint_light
    if all(re.fullmatch("#[0-9A-Fa-f]{6}", colour) for colour in both):
        return both[0][1:].upper(), both[1][1:].upper()
    return INK, "E6E8EC"
