"""The annotated article: its own form, paragraph by paragraph, with what ``marking`` lays over it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from factcheck.domain.draft import Block
from factcheck.formats.docx.marks import ARTICLE
from factcheck.formats.docx.report.allocation import bookmark_name
from factcheck.formats.docx.report.composition import Composition, article_language
from factcheck.formats.docx.report.marking import lay_marks
from factcheck.formats.docx.report.markup import paragraph, reads_right_to_left
from factcheck.formats.docx.report.painting import Painting
from factcheck.formats.docx.report.printed import PrintedArticle
from factcheck.formats.report.layout import Line
from factcheck.translation import _, ngettext


def article_painting(composition: Composition, printed: PrintedArticle) -> Painting:
    """The article's words as runs, without marks yet."""
    article = printed.article
    language = article_language(article.article.language, composition.language)
    spans = article.structure.spans
    return Painting(article.text, printed.layout, spans, composition.hyperlink, composition.links, language)


def annotated_article(composition: Composition, printed: PrintedArticle) -> Iterator[str]:
    """The article as it is printed, paragraph by paragraph, in a bookmark named by its id."""
    made = composition.ids.annotation()
    name = bookmark_name(ARTICLE, printed.article.article.id)
    yield f'<w:bookmarkStart w:id="{made}" w:name="{name}"/>'
    yield from _paragraphs(composition, printed)
    yield f'<w:bookmarkEnd w:id="{made}"/>'
    left_out = printed.layout.characters_left_out
    if left_out:
        count = ngettext(
            "{n} character that was left out when the article was read is not printed.",
            "{n} characters that were left out when the article was read are not printed.",
            left_out,
        )
        yield composition.text(count.format(n=left_out), "Report Small")


def _paragraphs(composition: Composition, printed: PrintedArticle) -> Iterator[str]:
    painting = article_painting(composition, printed)
    lay_marks(composition, printed, painting)
    groups = [(kind, list(group)) for kind, group in groupby(printed.layout.lines, key=lambda line: line.block.kind)]
    for index, (kind, lines) in enumerate(groups):
        if kind == "table_row":
            captioned = index + 1 < len(groups) and groups[index + 1][0] == "caption"
            yield from _table(composition, printed, painting, lines, kept=captioned)
            continue
        for line in lines:
            yield _paragraph(composition, printed, painting, line, kept=kind == "text_box" and line is not lines[-1])
        if kind == "text_box":
            yield paragraph("", composition.style("Table Gap"))


# --------------------------------------------------------------------------------------------------------- paragraphs

# A table of so many rows is kept on the page of its caption; a longer one may break.
_LONGEST_KEPT_TABLE = 20
_STYLES = {
    "title": "Article Title",
    "standfirst": "Article Standfirst",
    "byline": "Article Byline",
    "list_item": "Article List",
    "quote": "Article Quote",
    "caption": "caption",
    "text_box": "Article Box",
}


# Twentieths of a point; the words of an item with a bullet begin there.
_ITEM_INDENT, _LEVEL_INDENT = 460, 360


def _style_of(block: Block) -> str:
    if block.kind == "heading":
        return f"Article Heading {min(max(block.level, 1), 6)}"
    return _STYLES.get(block.kind, "Article Text")


def _paragraph(composition: Composition, printed: PrintedArticle, painting: Painting, line: Line, *, kept: bool) -> str:
    """A block as a paragraph, kept with the next one where it should be; nothing where nothing of it is printed."""
    stretches = line.cells[0]
    block = line.block
    turned = reads_right_to_left(printed.article.text[block.start : block.end])
    inside = "".join([painting.stretch(index, turned=turned) for index in stretches])
    if not inside:
        return ""
    more = "<w:keepNext/>" if kept else ""
    if block.kind != "list_item":
        composition.numbering.end_list()
    elif block.marker:
        more += composition.numbering.item(block.level, block.marker)
    if turned:
        more += "<w:bidi/>"
    if block.kind == "list_item" and not block.marker:
        # The item goes on, or carries its marker in its words, as plain text does: a second one would be wrong.
        more += f'<w:ind w:left="{_ITEM_INDENT + _LEVEL_INDENT * min(block.level, 8)}"/>'
    return paragraph(inside, composition.style(_style_of(block)), more)


def _table(
    composition: Composition, printed: PrintedArticle, painting: Painting, lines: list[Line], *, kept: bool
) -> Iterator[str]:
    """Rows of the text as a real table, as wide as its widest row; kept on the page of its caption where it has one."""
    composition.numbering.end_list()
    rows = [line for line in lines if any(line.cells)]
    if not rows:
        return
    columns = max(len(line.cells) for line in rows)
    style = composition.style("Article Cell")
    keep = "<w:keepNext/>" if kept and len(rows) <= _LONGEST_KEPT_TABLE else ""

    def cell(stretches: range) -> str:
        text = "".join(printed.article.text[slice(*printed.layout.stretches[index])] for index in stretches)
        turned = reads_right_to_left(text)
        inside = "".join(painting.stretch(index, turned=turned) for index in stretches)
        return paragraph(inside, style, f"{keep}<w:bidi/>" if turned else keep)

    cells = ([cell(stretches) for stretches in line.cells] for line in rows)
    shares = (1,) * columns
    yield from composition.table("Article Table", shares, _("Table of the article"), (), cells, gap=not kept)
