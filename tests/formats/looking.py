"""What tests look at in a draft: its lines with their kinds, its spans with their words."""

from __future__ import annotations

from factcheck.domain.draft import ArticleDraft, SpanKind, structure_from_json, structure_to_json


def lines(draft: ArticleDraft) -> list[tuple[str, int, str, str]]:
    return [
        (block.kind, block.level, block.marker, draft.text[block.start : block.end]) for block in draft.structure.blocks
    ]


def spans(draft: ArticleDraft, *kinds: SpanKind) -> list[tuple[str, str]]:
    found = [span for span in draft.structure.spans if not kinds or span.kind in kinds]
    return [(span.target or span.kind, draft.text[span.start : span.end]) for span in found]


def holds_together(draft: ArticleDraft) -> None:
    """One block per line, nothing between them but line ends; JSON gives the same structure again."""
    assert "\n".join(line for _kind, _level, _marker, line in lines(draft)) == draft.text
    assert all("\n" not in line and line.strip() for _kind, _level, _marker, line in lines(draft))
    assert structure_from_json(structure_to_json(draft.structure)) == draft.structure
