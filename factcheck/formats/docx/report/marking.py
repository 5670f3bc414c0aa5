"""What is laid over the words of the article: marks of claims, remarks on them, suggested words, the writer's notes."""

from __future__ import annotations

from factcheck.domain.draft import Note
from factcheck.domain.records import Rating
from factcheck.formats.docx.report.comments import Told, Written, comment_moment
from factcheck.formats.docx.report.composition import Composition, article_language
from factcheck.formats.docx.report.markup import Look, internal_link, reads_right_to_left, run
from factcheck.formats.docx.report.painting import Mark, Painting, Removal
from factcheck.formats.docx.report.printed import PrintedArticle, PrintedClaim
from factcheck.formats.docx.report.remarks import remark_on
from factcheck.formats.report.layout import Clip
from factcheck.translation import _


def lay_marks(composition: Composition, printed: PrintedArticle, painting: Painting) -> None:
    """Lay everything over the words of an article."""
    painting.add_marks(marks_of(composition, printed))
    _add_changes(composition, printed, painting)
    _add_notes(composition, printed, painting)


def marks_of(composition: Composition, printed: PrintedArticle) -> list[Mark]:
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
            marks.append(_mark_of_claim(composition, what, clip, anchor, first=what not in commented))
            commented.add(what)
    return marks


def _mark_of_claim(composition: Composition, one: PrintedClaim, clip: Clip, anchor: str, *, first: bool) -> Mark:
    claim = one.claim
    opening = closing = note = ""
    if first and not one.settled:
        written, note = remark_on(composition, one)
        opening, closing = composition.comments.around(written)
    made = composition.ids.annotation()
    opening = f'{opening}<w:bookmarkStart w:id="{made}" w:name="{anchor}"/>'
    number = f"{composition.number.opening}\N{NO-BREAK SPACE}{claim.number}\N{NO-BREAK SPACE}</w:t></w:r>"
    if composition.has_claims:
        number = internal_link(one.anchor, number)
    closing = f'<w:bookmarkEnd w:id="{made}"/>{closing}{number}{note}'
    if one.settled:
        # Words that are a link have its line already; they stay as they are.
        return Mark(clip, opening, closing, settled_look(composition, claim.rating), composition.hyperlink, loud=False)
    verdict = composition.verdict(claim)
    return Mark(clip, opening, closing, verdict.mark, verdict.mark_on_link)


def settled_look(composition: Composition, rating: Rating | None) -> Look:
    """The thin line under a fact of a draft that stands: whole where it is proven, dotted where it needs no proof."""
    proven = rating is not None and rating.proven
    return Look(style=composition.style("Fact Confirmed" if proven else "Fact Settled"))


def _mark_of_note(composition: Composition, printed: PrintedArticle, clip: Clip, root: Note) -> Mark:
    """The writer's own comment with the answers to it; it leaves the look of the words alone."""
    opening, closing = composition.comments.around(_written_notes(composition, printed, root))
    return Mark(clip, opening, closing, on_link=composition.hyperlink, loud=False)


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
                Told([run(line, turned=reads_right_to_left(line)) for line in note.text.split("\n")], note.text),
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
            markup = "".join(composition.comments.around(_written_notes(composition, printed, note)))
        else:
            renumbered = composition.report.options.remarks == f"{note.kind}s"
            made = composition.footnotes if note.kind == "footnote" else composition.endnotes
            markup = made.add(note, language, renumbered=renumbered)
        painting.add_point(*place, markup)


def _add_changes(composition: Composition, printed: PrintedArticle, painting: Painting) -> None:
    """Suggest new wordings as tracked changes, where it is certain which words they stand for."""
    language = article_language(printed.article.article.language, composition.language)
    for one in printed.claims:
        starts = {place.clip.start for place in one.places}
        for clip, new in one.suggested:
            words = printed.article.text[clip.start : clip.end]
            line = printed.article.text[slice(*printed.layout.stretches[clip.first])]
            look, turned = composition.verdict(one.claim).mark, reads_right_to_left(line)
            if words:
                painting.add_removal(Removal(clip, composition.hand.removed))
            added = composition.hand.added(run(new, look, language, turned=turned))
            if added:
                painting.add_point(clip.first, clip.end, added, within=not words and clip.start in starts)
