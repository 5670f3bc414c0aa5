"""The command that reads a report back which a colleague edited."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from factcheck.cli.opening import opened, tell
from factcheck.cli.printing import one_line, shortened
from factcheck.domain.problems import Problem
from factcheck.domain.returned_telling import caution_told, changes_told, kind_told
from factcheck.domain.returning import Returned
from factcheck.formats.docx.returning import read_report
from factcheck.project.edits.returning import MergeReport
from factcheck.project.queries.listing import listed_claims
from factcheck.project.queries.project import project_record
from factcheck.project.queries.returned import returned_changes
from factcheck.project.reading import Reading
from factcheck.translation import _, ngettext

DONE: Final = 0
_LONGEST: Final = 200


def read_back(chosen: argparse.Namespace) -> int:
    """Merge what was changed in a report as one edit; ``--dry-run`` only tells of it."""
    report = read_report(chosen.report)
    with opened(chosen, writing=not chosen.dry_run) as project:

        def read(reading: Reading) -> tuple[list[Returned], dict[str, int], str]:
            changes = returned_changes(reading, report)
            return changes, {line.id: line.number for line in listed_claims(reading)}, project_record(reading).profile

        changes, numbers, profile = project.read(read)
        unknown = [number for number in chosen.leave_out if number > len(changes)]
        if unknown:
            raise Problem(
                _("There is no change {number}.").format(number=unknown[0]),
                _("“factcheck readback P REPORT.docx --dry-run” shows their numbers."),
            )
        wanted = [change for number, change in enumerate(changes, 1) if number not in chosen.leave_out]
        merged = 0
        if any(change.can_be_merged for change in wanted) and not chosen.dry_run:
            merged = project.apply(MergeReport(tuple(wanted), chosen.report.name)).value
    answer = {
        "dry_run": chosen.dry_run,
        "merged": merged,
        "changes": [_as_json(number, change, numbers) for number, change in enumerate(changes, 1)],
    }
    tell(chosen, answer, "\n".join(_told(changes, merged, numbers, profile, dry_run=chosen.dry_run)))
    return DONE


def _told(
    changes: Sequence[Returned], merged: int, numbers: Mapping[str, int], profile: str, *, dry_run: bool
) -> Iterator[str]:
    if not changes:
        yield _("The report brings nothing new.")
        return
    for number, change in enumerate(changes, 1):
        yield from _change_told(number, change, numbers, profile)
    if dry_run:
        yield _("{changes}; nothing was merged.").format(changes=changes_told(len(changes)))
    else:
        yield ngettext("Merged {n} change of {all}.", "Merged {n} changes of {all}.", merged).format(
            n=merged, all=len(changes)
        )


def _change_told(number: int, change: Returned, numbers: Mapping[str, int], profile: str) -> Iterator[str]:
    kind = kind_told(change, profile)
    if change.claim_id in numbers:
        place = _("fact {number}") if profile == "drafts" else _("claim {number}")
        kind = _("{kind}, {place}").format(kind=kind, place=place.format(number=numbers[change.claim_id]))
    if change.author:
        kind = _("{kind}, by {author}").format(kind=kind, author=change.author)
    yield f"{number:>3}  {one_line(kind)}"
    if change.words:
        yield f"     “{shortened(one_line(change.words), _LONGEST)}”"
    if change.old:
        yield f"     - {shortened(one_line(change.old), _LONGEST)}"
    if change.new:
        yield f"     + {shortened(one_line(change.new), _LONGEST)}"
    caution = caution_told(change)
    if caution:
        yield f"     {caution}"


def _as_json(number: int, change: Returned, numbers: Mapping[str, int]) -> dict[str, Any]:
    return {
        "number": number,
        "kind": change.kind,
        "claim": numbers.get(change.claim_id),
        "old": change.old,
        "new": change.new,
        "words": change.words,
        "author": change.author,
        "date": change.date,
        "resolved": change.resolved if change.kind == "resolved" else None,
        "changed_since": change.since,
        "can_be_merged": change.can_be_merged,
    }
