"""The annotated article: its own form, the marks of its claims, the comments on them and the writer's notes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from factcheck.domain.draft import Block, Note
from factcheck.domain.report import ReportArticle, ReportClaim
from factcheck.formats.docx.allocation import bookmark_name
from factcheck.formats.docx.comments import Written, comment_moment
from factcheck.formats.docx.composition import Composition, article_language, claim_anchor
from factcheck.formats.docx.layout import Clip, Layout, Line
from factcheck.formats.docx.markup import Look, internal_link, paragraph, reads_right_to_left, run
from factcheck.formats.docx.painting import Mark, Painting
from factcheck.formats.docx.remarks import claim_remark, thread_remarks
from factcheck.translation import _, ngettext


@dataclass(frozen=True, slots=True)
class Place:
    """A printed highlight of a claim: its number among the claim's, and the bookmark that it carries."""

    number: int
    anchor: str
    clip: Clip


class PrintedArticle:
    """An article with the places of what is printed of it; ``places`` are those of its claims, by claim id."""

    def __init__(self, article: ReportArticle) -> None:
        self.article = article
        self.layout = Layout(article.text, article.structure.blocks, article.omitted)
        self.places: dict[str, tuple[Place, ...]] = {}
        for claim in article.claims:
            places = []
            for number, highlight in enumerate(claim.highlights, 1):
                clip = self.layout.clip(highlight.start, highlight.end)
                if clip is not None:
                    places.append(Place(number, bookmark_name("fc_", claim.claim.id, number), clip))
            self.places[claim.claim.id] = tuple(places)

    def count_notes(self, kind: str) -> int:
        """How many footnotes or endnotes are printed."""
        notes = (note for note in self.article.structure.notes if note.kind == kind)
        return sum(self.layout.place(note.start) is not None for note in notes)

    def anchor(self, claim: ReportClaim) -> str:
        """The bookmark of a claim's first printed highlight; empty where none is printed."""
        places = self.places.get(claim.claim.id, ())
        return places[0].anchor if places else ""

    def painting(self, composition: Composition) -> Painting:
        """The article's words as runs, without marks yet."""
        language = article_language(self.article.article.language, composition.language)
        return Painting(
            self.article.text,
            self.layout,
            self.article.structure.spans,
            composition.hyperlink,
            composition.links.link,
            language,
        )


def is_quiet(claim: ReportClaim, profile: str) -> bool:
    """Whether a fact of a draft is settled as it stands: a thin line and its number, and no comment."""
    return profile == "drafts" and claim.rating is not None and not claim.open and not claim.claim.correction.strip()


def annotated_article(composition: Composition, printed: PrintedArticle) -> Iterator[str]:
    """The article as it is printed, paragraph by paragraph."""
    painting = printed.painting(composition)
    painting.add_marks(_marks(composition, printed))
    _add_notes(composition, printed, painting)
    for kind, group in groupby(printed.layout.lines, key=lambda line: line.block.kind):
        lines = list(group)
        if kind == "table_row":
            yield from _table(composition, printed, painting, lines)
            continue
        for line in lines:
            yield _paragraph(composition, printed, painting, line, kept=kind == "text_box" and line is not lines[-1])
        if kind == "text_box":
            yield paragraph("", composition.style("Table Gap"))
    left_out = printed.layout.characters_left_out
    if left_out:
        count = ngettext(
            "{n} character that was left out when the article was read is not printed.",
            "{n} characters that were left out when the article was read are not printed.",
            left_out,
        )
        yield composition.text(count.format(n=left_out), "Report Small")


# ------------------------------------------------------------------------------------------------ marks and comments


def _marks(composition: Composition, printed: PrintedArticle) -> list[Mark]:
    """The marks of claims and of the writer's comments; comments get their ids in the order of the text."""
    found: list[tuple[Clip, ReportClaim | Note, Place | None]] = [
        (place.clip, claim, place) for claim in printed.article.claims for place in printed.places[claim.claim.id]
    ]
    roots = [note for note in printed.article.structure.notes if note.kind == "comment" and not note.parent]
    for note in roots:
        clip = printed.layout.clip(note.start, note.end)
        if clip is not None:
            found.append((clip, note, None))
    found.sort(key=lambda one: (one[0].start, -one[0].end))
    marks = []
    commented: set[str] = set()
    for clip, what, place in found:
        if isinstance(what, Note):
            marks.append(_mark_of_note(composition, printed, clip, what))
        elif place is not None:
            marks.append(_mark_of_claim(composition, what, place, with_comment=what.claim.id not in commented))
            commented.add(what.claim.id)
    return marks


def _mark_of_claim(composition: Composition, claim: ReportClaim, place: Place, *, with_comment: bool) -> Mark:
    quiet = is_quiet(claim, composition.report.profile)
    written: list[Written] = []
    if with_comment and not quiet:
        root = composition.comments.add(
            claim.author.name, claim.author.initials, comment_moment(claim.at), claim_remark(composition, claim)
        )
        written = [root, *thread_remarks(composition, claim, root)]
    made = composition.ids.bookmark()
    opening = "".join(one.opening for one in written) + f'<w:bookmarkStart w:id="{made}" w:name="{place.anchor}"/>'
    number = run(f"\N{NO-BREAK SPACE}{claim.number}\N{NO-BREAK SPACE}", composition.number)
    if claim_anchor(claim) in composition.ids.anchors:
        number = internal_link(claim_anchor(claim), number)
    closing = f'<w:bookmarkEnd w:id="{made}"/>' + _closing(composition, written) + number
    if quiet:
        proven = claim.rating is not None and claim.rating.proven
        style = composition.style("Mark Confirmed" if proven else "Mark Settled")
        pattern = "single" if proven else "dotted"
        on_link = Look(style=composition.hyperlink.style, underline=(pattern, ""))
        return Mark(place.clip, opening, closing, Look(style=style), on_link, loud=False)
    verdict = composition.verdict(claim)
    return Mark(place.clip, opening, closing, verdict.mark, verdict.mark_on_link)


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

_STYLES = {
    "title": "Article Title",
    "standfirst": "Article Standfirst",
    "byline": "Article Byline",
    "list_item": "Article List",
    "quote": "Article Quote",
    "caption": "Caption",
    "text_box": "Article Box",
}


def _style_of(block: Block) -> str:
    if block.kind == "heading":
        return f"Article Heading {min(max(block.level, 1), 6)}"
    return _STYLES.get(block.kind, "Article Text")


def _paragraph(composition: Composition, printed: PrintedArticle, painting: Painting, line: Line, *, kept: bool) -> str:
    """A block as a paragraph, kept with the next one where it should be; nothing where nothing of it is printed."""
    stretches = line.cells[0]
    block = line.block
    if all(start == end and index not in painting for index in stretches for start, end in (printed.layout.stretches[index],)):
        return ""
    turned = reads_right_to_left(printed.article.text[block.start : block.end])
    more = "<w:keepNext/>" if kept else ""
    if block.kind == "list_item":
        more += composition.numbering.item(block.level, block.marker)
    else:
        composition.numbering.end_list()
    if turned:
        more += "<w:bidi/>"
    inside = "".join(painting.stretch(index, turned=turned) for index in stretches)
    return paragraph(inside, composition.style(_style_of(block)), more)


def _table(composition: Composition, printed: PrintedArticle, painting: Painting, lines: list[Line]) -> Iterator[str]:
    """Rows of the text as a real table, as wide as its widest row."""
    composition.numbering.end_list()
    rows = [line for line in lines if any(line.cells)]
    if not rows:
        return
    columns = max(len(line.cells) for line in rows)
    style = composition.style("Article Cell")

    def cell(stretches: range) -> str:
        text = "".join(printed.article.text[slice(*printed.layout.stretches[index])] for index in stretches)
        turned = reads_right_to_left(text)
        inside = "".join(painting.stretch(index, turned=turned) for index in stretches)
        return paragraph(inside, style, "<w:bidi/>" if turned else "")

    cells = ([cell(stretches) for stretches in line.cells] for line in rows)
    yield from composition.table("Article Table", (1,) * columns, _("Table of the article"), (), cells)
