"""The styles of a report: one table, from which the base document's style part is written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from factcheck.domain.records import Rating
from factcheck.formats.docx.report.markup import DECLARATION, NAMESPACES, attribute, script_of

SERIF: Final = "Cambria"
SANS: Final = "Calibri"
INK: Final = "1D2127"
GREY: Final = "575E69"
RULE: Final = "C9C5BC"
LINK: Final = "2A44AE"

# Both families come with Word; the metrics of the second name are the same, and free systems have it.
_FONTS: Final = {
    SERIF: ("Caladea", "roman", "02040503050406030204"),
    SANS: ("Carlito", "swiss", "020F0502020204030204"),
}
_COMPLEX: Final = {SERIF: "Times New Roman", SANS: "Arial"}
_EAST_ASIAN: Final = {"ja": "Yu Mincho", "ko": "Batang", "zh": "SimSun", "yue": "PMingLiU"}


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
    Style("ReportEvidence", "Report Evidence", font=SANS, size=10, left=22, hanging=22, before=3, after=2, line=1.1,
          keep_lines=True),
    Style("ReportPassage", "Report Passage", size=10, left=34, right=12, before=1, after=4, line=1.1,
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
    Style("LineNumber", "line number", "character", "", built_in=True, font=SANS, size=7.5, colour="8A8F98"),
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


def _twentieths(points: float) -> int:
    return round(points * 20)


def _line_numbers(style: Style) -> str:
    if not style.id.startswith("Article"):
        return "<w:suppressLineNumbers/>"
    # What is based on a heading of the report would inherit it.
    return '<w:suppressLineNumbers w:val="0"/>' if style.based_on.startswith("Heading") else ""


def _direction(style: Style, *, turned: bool) -> str:
    """What is the report's own reads as its words do; each paragraph and note of an article says it for itself."""
    if not turned:
        return ""
    return '<w:bidi w:val="0"/>' if style.id.startswith(("Article", "Footnote", "Endnote")) else "<w:bidi/>"


def _paragraph_properties(style: Style, *, turned: bool) -> str:
    spacing = "".join(
        (
            f' w:before="{_twentieths(style.before)}"' if style.before is not None else "",
            f' w:after="{_twentieths(style.after)}"' if style.after is not None else "",
            f' w:line="{round(style.line * 240)}" w:lineRule="{"auto" if style.line > 0.5 else "exact"}"'
            if style.line
            else "",
        )
    )
    indent = "".join(
        f' w:{name}="{_twentieths(value)}"'
        for name, value in (("left", style.left), ("right", style.right), ("hanging", style.hanging))
        if value
    )
    return "".join(
        (
            "<w:keepNext/>" if style.keep_next else "",
            "<w:keepLines/>" if style.keep_lines else "",
            _line_numbers(style),
            f"<w:pBdr>{style.borders}</w:pBdr>" if style.borders else "",
            _direction(style, turned=turned),
            f"<w:spacing{spacing}/>" if spacing else "",
            f"<w:ind{indent}/>" if indent else "",
            f'<w:outlineLvl w:val="{style.outline}"/>' if style.outline is not None else "",
        )
    )


def _flag(tag: str, *, value: bool | None) -> str:
    if value is None:
        return ""
    return f"<w:{tag}/><w:{tag}Cs/>" if value else f'<w:{tag} w:val="0"/><w:{tag}Cs w:val="0"/>'


def _underline(pattern: str, colour: str) -> str:
    if not pattern:
        return ""
    # LibreOffice takes the colour "auto" for no line at all.
    return f'<w:u w:val="{pattern}" w:color="{colour}"/>' if colour else f'<w:u w:val="{pattern}"/>'


def _run_properties(style: Style, *, turned: bool) -> str:
    half_points = round(style.size * 2)
    return "".join(
        (
            f'<w:rFonts w:ascii="{style.font}" w:hAnsi="{style.font}" w:cs="{_COMPLEX[style.font]}"/>'
            if style.font
            else "",
            _flag("b", value=style.bold),
            _flag("i", value=style.italic),
            "" if style.capitals is None else "<w:caps/>" if style.capitals else '<w:caps w:val="0"/>',
            "<w:strike/>" if style.strike else "",
            f'<w:color w:val="{style.colour}"/>' if style.colour else "",
            # Arabic letters are joined: space between them would tear the words.
            f'<w:spacing w:val="{_twentieths(style.tracking)}"/>' if style.tracking and not turned else "",
            f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>' if half_points else "",
            _underline(style.underline, style.underline_colour),
            f'<w:shd w:val="clear" w:color="auto" w:fill="{style.fill}"/>' if style.fill else "",
            f'<w:vertAlign w:val="{style.raised}"/>' if style.raised else "",
        )
    )


def _style_element(style: Style, *, turned: bool) -> str:
    paragraph = _paragraph_properties(style, turned=turned) if style.kind == "paragraph" else ""
    run = _run_properties(style, turned=turned)
    based_on = style.based_on or "DefaultParagraphFont"
    return "".join(
        (
            f'<w:style w:type="{style.kind}"',
            "" if style.built_in else ' w:customStyle="1"',
            f' w:styleId="{style.id}"><w:name w:val="{attribute(style.name)}"/><w:basedOn w:val="{based_on}"/>',
            f'<w:next w:val="{style.followed_by}"/>' if style.followed_by else "",
            '<w:uiPriority w:val="9"/><w:qFormat/>',
            f"<w:pPr>{paragraph}</w:pPr>" if paragraph else "",
            f"<w:rPr>{run}</w:rPr>" if run else "",
            "</w:style>",
        )
    )


def _table_style(id_: str, name: str, borders: dict[str, tuple[int, str]], head: str, margin: int) -> str:
    """A table's style; ``borders`` maps a side to its width (eighths of a point) and colour."""
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="{borders[side][0]}" w:space="0" w:color="{borders[side][1]}"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        if side in borders
    )
    margins = "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>'
        for side, width in (("top", 50), ("left", margin), ("bottom", 40), ("right", 100))
    )
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{id_}"><w:name w:val="{name}"/>'
        '<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/><w:qFormat/>'
        "<w:tblPr>"
        + (f"<w:tblBorders>{lines}</w:tblBorders>" if lines else "")
        + f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>{head}</w:style>"
    )


_HEAD_ROW = (
    f'<w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr><w:tcBorders><w:bottom w:val="single" w:sz="8" w:space="0"'
    f' w:color="{INK}"/></w:tcBorders><w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr>'
)
_RULED = {"top": (8, INK), "bottom": (8, INK), "insideH": (4, RULE)}
_GRID = dict.fromkeys(("top", "left", "bottom", "right", "insideH", "insideV"), (4, "8A8F98"))


@cache
def _fixed_styles(*, turned: bool) -> str:
    return "".join(
        (
            *(_style_element(style, turned=turned) for style in STYLES),
            _table_style("ReportTable", "Report Table", _RULED, _HEAD_ROW, 0),
            _table_style("ReportDetails", "Report Details", {}, "", 0),
            _table_style("ArticleTable", "Article Table", _GRID, "", 100),
        )
    )


def styles_part(languages: Sequence[str], ratings: Iterable[Rating]) -> str:
    """The style part; ``languages`` (tags) are those of the report's words and of its articles, the report's first."""
    plain = next((tag for tag in languages if not script_of(tag)), "en-GB")
    turned = next((tag for tag in languages if script_of(tag) == "rtl"), "ar-SA")
    wide = next((tag for tag in languages if script_of(tag) == "cjk"), "ja-JP")
    from_the_right = script_of(languages[0]) == "rtl"
    east_asian = _EAST_ASIAN[wide.partition("-")[0].lower()]
    return "".join(
        (
            f"{DECLARATION}<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>",
            f'<w:rFonts w:ascii="{SERIF}" w:eastAsia="{east_asian}" w:hAnsi="{SERIF}" w:cs="{_COMPLEX[SERIF]}"/>',
            '<w:sz w:val="22"/><w:szCs w:val="22"/>',
            f'<w:lang w:val="{plain}" w:eastAsia="{wide}" w:bidi="{turned}"/></w:rPr></w:rPrDefault>',
            '<w:pPrDefault><w:pPr><w:widowControl/><w:spacing w:after="120" w:line="288" w:lineRule="auto"/></w:pPr>',
            '</w:pPrDefault></w:docDefaults><w:latentStyles w:defLockedState="0" w:defUIPriority="99"',
            ' w:defSemiHidden="1" w:defUnhideWhenUsed="1" w:defQFormat="0" w:count="376"/>',
            '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>',
            "</w:style>",
            '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">',
            '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>',
            '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>',
            '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>',
            '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>',
            '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>',
            '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:semiHidden/>',
            "</w:style>",
            _fixed_styles(turned=from_the_right),
            *(_style_element(style, turned=from_the_right) for style in verdict_styles(ratings)),
            "</w:styles>",
        )
    )


def font_table_part() -> str:
    """The fonts of the report with what may stand for them, for systems without them."""
    return (
        f"{DECLARATION}<w:fonts {NAMESPACES}>"
        + "".join(
            f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:panose1 w:val="{panose}"/><w:charset w:val="00"/>'
            f'<w:family w:val="{family}"/><w:pitch w:val="variable"/></w:font>'
            for name, (other, family, panose) in _FONTS.items()
        )
        + "</w:fonts>"
    )
