"""What the comment on a claim says: number and verdict, the reason, the sources, and the remarks of colleagues."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from factcheck.domain.report import ReportClaim
from factcheck.formats.docx.report.allocation import Relationships
from factcheck.formats.docx.report.comments import Told, Written, comment_moment
from factcheck.formats.docx.report.composition import Composition
from factcheck.formats.docx.report.markup import PLAIN, STRONG, reads_right_to_left, run
from factcheck.formats.docx.report.printed import PrintedClaim
from factcheck.formats.report.wording import addressee
from factcheck.locales import listed
from factcheck.translation import _

if TYPE_CHECKING:
    from factcheck.domain.records import Comment


def remark_on(composition: Composition, one: PrintedClaim) -> tuple[list[Written], str]:
    """What is said of a claim beside its words: comments of Word, and the sign of a footnote or endnote (or empty).

    Colleagues' remarks are comments in any case: a note is no place to answer.
    """
    claim, kind = one.claim, composition.report.options.remarks
    if kind in ("footnotes", "endnotes"):
        notes = composition.footnotes if kind == "footnotes" else composition.endnotes
        told = claim_remark(composition, one, notes.links)
        return thread_remarks(composition, claim, None), notes.add_runs(told.paragraphs)
    if kind != "comments":
        return thread_remarks(composition, claim, None), ""
    author = claim.author
    name = author.name or composition.report.checker.name or _("Unnamed")
    told = claim_remark(composition, one, composition.comments.links)
    root = composition.comments.add(name, author.initials, comment_moment(claim.at), told, claim_id=claim.claim.id)
    return [root, *thread_remarks(composition, claim, root)], ""


def claim_remark(composition: Composition, one: PrintedClaim, links: Relationships) -> Told:
    """What the comment, or the note, on a claim says; ``links`` are those of its part."""
    words, claim = composition.words, one.claim
    drafts = composition.report.profile == "drafts"
    verdict = composition.verdict(claim)
    first = f"{claim.number} · {verdict.name}"
    if claim.asked and drafts:
        first = words.asked.format(first=first, names=listed(claim.asked))
        lines = [run(first, STRONG)]
    else:
        lines = [str(claim.number).join(verdict.numbered)]
    lines += [line.runs for line in one.said]
    labelled: list[tuple[str, str, str]] = []
    if one.correction:
        by_hand = f" {words.by_hand}" if one.by_hand else ""
        labelled.append((f"{words.correction}: ", f"“{one.correction}”", by_hand))
    if drafts:
        for query in claim.queries:
            if not query.closed:
                labelled.append((f"{addressee(query, words)}? ", query.question.strip(), ""))
                if query.answer.strip():
                    labelled.append((f"{words.answer}: ", query.answer.strip(), ""))
    told = f"{first}{claim.claim.rationale}"
    for label, text, more in labelled:
        lines.append(run(label, STRONG) + _plain(text) + run(more))
        told += f"{label}{text}{more}"
    for citation in composition.citations(one, links):
        lines.append(f"{PLAIN.opening}[{citation.number}] </w:t></w:r>{citation.inside}")
        told += f"[{citation.number}]{citation.words}"
    return Told(lines, told)


def thread_remarks(composition: Composition, claim: ReportClaim, root: Written | None) -> list[Written]:
    """Add the remarks in a claim's thread, in order, as answers to its comment; to the first of them without one."""
    if not claim.comments:
        return []

    def written_at(comment: Comment) -> float:
        return (
            comment.written_at.replace(tzinfo=comment.written_at.tzinfo or UTC).timestamp()
            if comment.written_at
            else 0.0
        )

    written: list[Written] = []
    for comment in sorted(claim.comments, key=written_at):
        written.append(
            composition.comments.add(
                comment.author or _("Unnamed"),
                "",
                comment_moment(comment.written_at),
                Told([_plain(line) for line in comment.text.split("\n")], comment.text),
                root,
                resolved=comment.resolved,
                claim_id=claim.claim.id,
                comment_id=comment.id,
            )
        )
        root = root or written[0]
    return written


def _plain(text: str) -> str:
    return run(text) if text.isascii() else run(text, turned=reads_right_to_left(text))
