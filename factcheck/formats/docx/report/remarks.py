"""What the comment on a claim says: number and verdict, the reason, the sources, and the remarks of colleagues."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from factcheck.domain.report import ReportClaim
from factcheck.formats.docx.report.comments import Written, comment_moment
from factcheck.formats.docx.report.composition import Composition
from factcheck.formats.docx.report.markup import PLAIN, STRONG, reads_right_to_left, run
from factcheck.formats.docx.report.printed import PrintedClaim
from factcheck.formats.docx.report.wording import addressee
from factcheck.locales import listed
from factcheck.translation import _

if TYPE_CHECKING:
    from factcheck.domain.records import Comment


def claim_remark(composition: Composition, one: PrintedClaim) -> list[str]:
    """The paragraphs of the comment on a claim, as runs."""
    words, claim = composition.words, one.claim
    drafts = composition.report.profile == "drafts"
    first = f"{claim.number} · {composition.verdict(claim).name}"
    if claim.asked and drafts:
        first = words.asked.format(first=first, names=listed(claim.asked))
    lines = [run(first, STRONG)]
    lines += [_plain(line) for line in claim.claim.rationale.splitlines() if line.strip()]
    if one.correction:
        lines.append(run(f"{words.correction}: ", STRONG) + _plain(f"“{one.correction}”"))
    if drafts:
        for query in claim.queries:
            if not query.closed:
                lines.append(run(f"{addressee(query, words)}? ", STRONG) + _plain(query.question.strip()))
                if query.answer.strip():
                    lines.append(run(f"{words.answer}: ", STRONG) + _plain(query.answer.strip()))
    citations = composition.citations(one, composition.comments.links)
    lines += [f"{PLAIN.opening}[{item.source_number}] </w:t></w:r>{item.inside}" for item in citations]
    return lines


def thread_remarks(composition: Composition, claim: ReportClaim, root: Written) -> list[Written]:
    """Add the remarks in a claim's thread, in order, as answers to its comment."""

    def written_at(comment: Comment) -> float:
        return (
            comment.written_at.replace(tzinfo=comment.written_at.tzinfo or UTC).timestamp()
            if comment.written_at
            else 0.0
        )

    return [
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
        for comment in sorted(claim.comments, key=written_at)
    ]


def _plain(text: str) -> str:
    return run(text) if text.isascii() else run(text, turned=reads_right_to_left(text))
