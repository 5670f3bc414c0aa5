"""What the comment on a claim says: number and verdict, the reason, the sources, and the remarks of colleagues."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from factcheck.domain.report import ReportClaim
from factcheck.formats.docx.report.allocation import Relationships
from factcheck.formats.docx.report.comments import Written, comment_moment
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
        return thread_remarks(composition, claim, None), notes.add_runs(claim_remark(composition, one, notes.links))
    if kind != "comments":
        return thread_remarks(composition, claim, None), ""
    author = claim.author
    name = author.name or composition.report.checker.name or _("Unnamed")
    lines = claim_remark(composition, one, composition.comments.links)
    root = composition.comments.add(name, author.initials, comment_moment(claim.at), lines, claim_id=claim.claim.id)
    return [root, *thread_remarks(composition, claim, root)], ""


def claim_remark(composition: Composition, one: PrintedClaim, links: Relationships) -> list[str]:
    """The paragraphs of the comment, or of the note, on a claim, as runs; ``links`` are those of its part."""
    words, claim = composition.words, one.claim
    drafts = composition.report.profile == "drafts"
    verdict = composition.verdict(claim)
    if claim.asked and drafts:
        first = words.asked.format(first=f"{claim.number} · {verdict.name}", names=listed(claim.asked))
        lines = [run(first, STRONG)]
    else:
        lines = [str(claim.number).join(verdict.numbered)]
    lines += [line.runs for line in one.said]
    if one.correction:
        by_hand = run(f" {words.by_hand}") if one.by_hand else ""
        lines.append(run(f"{words.correction}: ", STRONG) + _plain(f"“{one.correction}”") + by_hand)
    if drafts:
        for query in claim.queries:
            if not query.closed:
                lines.append(run(f"{addressee(query, words)}? ", STRONG) + _plain(query.question.strip()))
                if query.answer.strip():
                    lines.append(run(f"{words.answer}: ", STRONG) + _plain(query.answer.strip()))
    citations = composition.citations(one, links)
    lines += [f"{PLAIN.opening}[{item.source_number}] </w:t></w:r>{item.inside}" for item in citations]
    return lines


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
                [_plain(line) for line in comment.text.split("\n")],
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
