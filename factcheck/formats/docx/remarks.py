"""What the comment on a claim says: number and verdict, the reason, the sources, and the remarks of colleagues."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from factcheck.domain.report import ReportClaim
from factcheck.formats.docx.comments import Written, comment_moment
from factcheck.formats.docx.composition import Composition, source_link
from factcheck.formats.docx.markup import STRONG, reads_right_to_left, run
from factcheck.formats.docx.wording import addressee, finding, source_name, stance
from factcheck.translation import _

if TYPE_CHECKING:
    from factcheck.domain.records import Comment


def claim_remark(composition: Composition, claim: ReportClaim) -> list[str]:
    """The paragraphs of the comment on a claim, as runs."""
    words = composition.words
    first = _("{number} · {finding}").format(number=claim.number, finding=finding(claim, words))
    if claim.asked and composition.report.profile == "drafts":
        first = _("{first} · asked: {names}").format(first=first, names=", ".join(claim.asked))
    lines = [run(first, STRONG)]
    lines.extend(_plain(line) for line in claim.claim.rationale.strip().splitlines() if line.strip())
    if claim.claim.correction.strip():
        label = _("{label}: ").format(label=words.correction)
        lines.append(run(label, STRONG) + run(_("“{words}”").format(words=claim.claim.correction.strip())))
    if composition.report.profile == "drafts":
        for query in claim.queries:
            if not query.closed:
                asked = _("Question ({to}): ").format(to=addressee(query))
                lines.append(run(asked, STRONG) + _plain(query.question.strip()))
                if query.answer.strip():
                    lines.append(run(_("Answer: "), STRONG) + _plain(query.answer.strip()))
    for one in claim.evidence:
        source = composition.sources.get(one.source_number)
        if source is None:
            continue
        link = source_link(composition, source.source, source_name(source.source), composition.comments.links)
        rest = [one.evidence.locator.strip(), stance(one.evidence.stance)]
        if not one.evidence.verified:
            rest.append(_("writer’s, unchecked"))
        lines.append(run(f"[{one.source_number}] ") + link + run("".join(f", {word}" for word in rest if word)))
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
        )
        for comment in sorted(claim.comments, key=written_at)
    ]


def _plain(text: str) -> str:
    return run(text, turned=reads_right_to_left(text))
