"""Questions about tags: those of the project, those of one claim, and what several claims have in common."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from factcheck.domain.records import Tag
from factcheck.locales import sort_key
from factcheck.project.reading import Reading

_OF_CLAIMS: Final = """
SELECT tag_id, count(*) FROM claim_tag JOIN tag ON tag.id = tag_id
WHERE claim_tag.deleted = 0 AND NOT tag.deleted AND claim_id IN (SELECT value FROM json_each(?)) GROUP BY tag_id
"""
_COMMON: Final = """
SELECT DISTINCT {field} FROM claim WHERE NOT deleted AND id IN (SELECT value FROM json_each(?)) LIMIT 2
"""
_LIVING: Final = "SELECT count(*) FROM claim WHERE NOT deleted AND id IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True)
class CommonTraits:
    """What claims have in common: a field is None where they differ; ``tags`` are on all, ``some_tags`` on some."""

    count: int
    rating_id: tuple[str | None] | None
    status: str | None
    assignee: str | None
    tags: list[Tag]
    some_tags: list[Tag]


def _by_name(reading: Reading) -> list[Tag]:
    return sorted(reading.of(Tag), key=lambda tag: sort_key(tag.name))


def tags(reading: Reading) -> list[Tag]:
    """The tags that some claim wears, by name."""
    used = {row[0] for row in reading.tuples("SELECT DISTINCT tag_id FROM claim_tag WHERE deleted = 0")}
    return [tag for tag in _by_name(reading) if tag.id in used]


def tags_of(reading: Reading, claim_id: str) -> list[Tag]:
    """The tags of a claim, by name."""
    worn = {row[0] for row in reading.tuples(_OF_CLAIMS, (json.dumps([claim_id]),))}
    return [tag for tag in _by_name(reading) if tag.id in worn]


def common_traits(reading: Reading, claim_ids: Sequence[str]) -> CommonTraits:
    """What several claims have in common; removed ones do not count."""
    ids = (json.dumps(list(claim_ids)),)
    count = reading.tuples(_LIVING, ids)[0][0]
    rating, status, assignee = (
        rows[0][0:1] if len(rows := reading.tuples(_COMMON.format(field=field), ids)) == 1 else None
        for field in ("rating_id", "status", "assignee")
    )
    worn = dict(reading.tuples(_OF_CLAIMS, ids))
    known = [tag for tag in _by_name(reading) if tag.id in worn]
    return CommonTraits(
        count=count,
        rating_id=(rating[0],) if rating is not None else None,
        status=status[0] if status is not None else None,
        assignee=assignee[0] if assignee is not None else None,
        tags=[tag for tag in known if worn[tag.id] == count],
        some_tags=[tag for tag in known if worn[tag.id] < count],
    )
