"""The style part of a report: the table of styles as WordprocessingML, and the fonts that they ask for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Final

from factcheck.domain.records import Rating
from factcheck.formats.docx.report.markup import DECLARATION, NAMESPACES, attribute, script_of
from factcheck.formats.docx.report.styles import INK, RULE, SANS, SERIF, STYLES, Style, verdict_styles

# Both families come with Word; the metrics of the second name are the same, and free systems have it.
_FONTS: Final = {
    SERIF: ("Caladea", "roman", "02040503050406030204"),
    SANS: ("Carlito", "swiss", "020F0502020204030204"),
}
_COMPLEX: Final = {SERIF: "Times New Roman", SANS: "Arial"}
_EAST_ASIAN: Final = {"ja": "Yu Mincho", "ko": "Batang", "zh": "SimSun", "yue": "PMingLiU"}


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
            f"<w:pBdr>{_borders(style, turned=turned)}</w:pBdr>" if style.borders else "",
            _direction(style, turned=turned),
            f"<w:spacing{spacing}/>" if spacing else "",
            f"<w:ind{indent}/>" if indent else "",
            f'<w:outlineLvl w:val="{style.outline}"/>' if style.outline is not None else "",
        )
    )


def _borders(style: Style, *, turned: bool) -> str:
    """The borders; a rule beside the words stands where their lines begin, which Word does not see to by itself."""
    if turned and style.borders.startswith("<w:left ") and style.borders.count("<w:") == 1:
        return style.borders.replace("<w:left ", "<w:right ")
    return style.borders


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


def style_elements(ratings: Iterable[Rating], *, turned: bool) -> Iterator[tuple[str, str, str]]:
    """All styles but Word's defaults: name, kind and element of each, a style before those that are based on it."""
    for style in (*STYLES, *verdict_styles(ratings)):
        yield style.name, style.kind, _style_element(style, turned=turned)
    for name, table in _table_styles().items():
        yield name, "table", table


def _table_styles() -> dict[str, str]:
    return {
        "Report Table": _table_style("ReportTable", "Report Table", _RULED, _HEAD_ROW, 0),
        "Report Details": _table_style("ReportDetails", "Report Details", {}, "", 0),
        "Article Table": _table_style("ArticleTable", "Article Table", _GRID, "", 100),
    }


@cache
def _fixed_styles(*, turned: bool) -> str:
    return "".join(
        (
            *(_style_element(style, turned=turned) for style in STYLES),
            *_table_styles().values(),
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
