"""The annotated article: its own form, the marks of its claims, the comments on them and the writer's notes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from factcheck.domain.draft import Block, Note
from factcheck.domain.records import Rating
from factcheck.formats.docx.marks import ARTICLE
from factcheck.formats.docx.report.allocation import bookmark_name
from factcheck.formats.docx.report.comments import Written, comment_moment
from factcheck.formats.docx.report.composition import Composition, article_language
from factcheck.formats.docx.report.layout import Clip, Line
from factcheck.formats.docx.report.markup import Look, internal_link, paragraph, reads_right_to_left, run
from factcheck.formats.docx.report.painting import Mark, Painting
from factcheck.formats.docx.report.printed import PrintedArticle, PrintedClaim
from factcheck.formats.docx.report.remarks import claim_remark, thread_remarks
from factcheck.translation import _, ngettext


def article_painting(composition: Composition, printed: PrintedArticle) -> Painting:
    """The article's words as runs, without marks yet."""
    article = printed.article
    language = article_language(article.article.language, composition.language)
    spans = article.structure.spans
    return Painting(article.text, printed.layout, spans, composition.hyperlink, composition.links, language)


def annotated_article(composition: Composition, printed: PrintedArticle) -> Iterator[str]:
    """The article as it is printed, paragraph by paragraph, in a bookmark named by its id."""
    made = composition.ids.bookmark()
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
    painting.add_marks(_marks(composition, printed))
    _add_notes(composition, printed, painting)
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


# ------------------------------------------------------------------------------------------------ marks and comments


def _marks(composition: Composition, printed: PrintedArticle) -> list[Mark]:
    """The marks of claims and of the writer's comments; comments get their ids in the order of the text."""
    found: list[tuple[Clip, PrintedClaim | Note, str]] = [
        (place.clip, claim, place.anchor) for claim in printed.claims for place in claim.places
    ]
    for note in printed.article.structure.notes:
        clip = printed.layout.clip(note.start, note.end) if note.kind == "comment" and not note.parent else None
        if clip is not None:
            found.append((clip, note, ""))
    found.sort(key=lambda one: (one[0].start, -one[0].end))
    marks = []
    commented: set[PrintedClaim] = set()
    for clip, what, anchor in found:
        if isinstance(what, Note):
            marks.append(_mark_of_note(composition, printed, clip, what))
        else:
            marks.append(_mark_of_claim(composition, what, clip, anchor, with_comment=what not in commented))
            commented.add(what)
    return marks


def _mark_of_claim(composition: Composition, one: PrintedClaim, clip: Clip, anchor: str, *, with_comment: bool) -> Mark:
    claim = one.claim
    opening = closing = ""
    if with_comment and not one.settled:
        author = claim.author
        lines = claim_remark(composition, one)
        name = author.name or composition.report.checker.name or _("Unnamed")
        root = composition.comments.add(name, author.initials, comment_moment(claim.at), lines, claim_id=claim.claim.id)
        opening, closing = root.opening, root.closing(composition.style("annotation reference"))
        for answer in thread_remarks(composition, claim, root) if claim.comments else ():
            opening += answer.opening
            closing += answer.closing(composition.style("annotation reference"))
    made = composition.ids.bookmark()
    opening = f'{opening}<w:bookmarkStart w:id="{made}" w:name="{anchor}"/>'
    number = f"{composition.number.opening}\N{NO-BREAK SPACE}{claim.number}\N{NO-BREAK SPACE}</w:t></w:r>"
    if one.anchor in composition.anchors:
        number = internal_link(one.anchor, number)
    closing = f'<w:bookmarkEnd w:id="{made}"/>{closing}{number}'
    if one.settled:
        # Words that are a link have its line already; they stay as they are.
        return Mark(clip, opening, closing, settled_look(composition, claim.rating), composition.hyperlink, loud=False)
    verdict = composition.verdict(claim)
    return Mark(clip, opening, closing, verdict.mark, verdict.mark_on_link)


def settled_look(composition: Composition, rating: Rating | None) -> Look:
    """The thin line under a fact of a draft that stands: whole where it is proven, dotted where it needs no proof."""
    proven = rating is not None and rating.proven
    return Look(style=composition.style("Fact Confirmed" if proven else "Fact Settled"))


def _closing(composition: Composition, written: list[Written]) -> str:
    reference = composition.style("annotation reference")
    return "".join(one.closing(reference) for one in written)


def _mark_of_note(composition: Composition, printed: PrintedArticle, clip: Clip, root: Note) -> Mark:
    """The writer's own comment with the answers to it; it leaves the look of the words alone."""
    written = _written_notes(composition, printed, root)
    opening = "".join(one.opening for one in written)
    look = Look()
    return Mark(clip, opening, _closing(composition, written), look, composition.hyperlink, loud=False)


def _written_notes(composition: Composition, printed: PrintedArticle, root: Note) -> list[Written]:
    """Add a comment of the writer's file and all answers to it; a thread of Word is one level deep."""
    thread = [root]
    keys = {root.key}
    for note in printed.article.structure.notes:
        if note.kind == "comment" and note.parent in keys and note.key not in keys:
            thread.append(note)
            keys.add(note.key)
    written: list[Written] = []
    for note in thread:
        written.append(
            composition.comments.add(
                note.author or _("Unnamed"),
                note.initials,
                comment_moment(note.date),
                [run(line, turned=reads_right_to_left(line)) for line in note.text.split("\n")],
                written[0] if written else None,
                resolved=note.resolved,
            )
        )
    return written


def _add_notes(composition: Composition, printed: PrintedArticle, painting: Painting) -> None:
    """Put footnotes and endnotes where they stand, and comments that stand at a point."""
    language = article_language(printed.article.article.language, composition.language)
    notes = sorted(printed.article.structure.notes, key=lambda note: note.start)
    for note in notes:
        if note.kind == "comment" and (note.parent or printed.layout.clip(note.start, note.end) is not None):
            continue
        place = printed.layout.place(note.start)
        if place is None:
            continue
        if note.kind == "comment":
            written = _written_notes(composition, printed, note)
            markup = "".join(one.opening for one in written) + _closing(composition, written)
        else:
            markup = (composition.footnotes if note.kind == "footnote" else composition.endnotes).add(note, language)
        painting.add_point(*place, markup)


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
