"""What the list reads: its order, the lines in sight, totals, ratings, people and tags."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from factcheck.domain.changes import Change
    from factcheck.domain.records import Person, Rating, Tag
    from factcheck.project.queries.claim_lists import ClaimLine, ClaimWish
    from factcheck.project.queries.panel import ClaimTotals
    from factcheck.project.reading import Reading

WINDOW: Final = 24  # lines that are read around a place at first: about what a tall panel shows
# Up to so many claims the totals are counted with every change; else a moment later.
COUNTED_AT_ONCE: Final = 5_000


@dataclass(frozen=True)
class ListTotals:
    """Of the article that is shown, and of the project where the list shows all articles."""

    article: ClaimTotals
    project: ClaimTotals | None


@dataclass(frozen=True)
class ListReading:
    """The list as a wish asks for it, with the lines in sight.

    ``order`` holds ids; where not ``whole``, those behind the beginning are empty and follow with another reading.
    """

    wish: ClaimWish
    order: Sequence[str]
    whole: bool
    lines: list[ClaimLine]
    totals: ListTotals
    ratings: dict[str, Rating]
    people: list[Person]
    tags: list[Tag]
    titles: dict[str, str]
    profile: str


def list_reading(
    reading: Reading, wish: ClaimWish, article_id: str, top: int = 0, chosen: str = "", *, whole: bool = False
) -> ListReading:
    """Read a list; ``top`` is the first row in sight, ``chosen`` a claim that will be gone to.

    The first picture of a long list does not wait for the order of all of it, unless ``whole`` is asked for.
    """
    from factcheck.project.queries.claim_lists import article_titles, beginning, is_at_hand, lines_of, listed
    from factcheck.project.queries.project import people, project_record, ratings
    from factcheck.project.queries.tags import tags

    totals = list_totals(reading, wish, article_id)
    whole = whole or is_at_hand(reading, wish)
    if whole:
        order = listed(reading, wish)
        near = _near(order, top, chosen)
    else:
        near = beginning(reading, wish.article_id, WINDOW)
        order = near + [""] * ((totals.project or totals.article).claims - len(near))
    return ListReading(
        wish=wish,
        order=order,
        whole=whole,
        lines=lines_of(reading, near, begin=not whole),
        totals=totals,
        ratings=ratings(reading),
        people=people(reading),
        tags=tags(reading),
        titles=article_titles(reading) if wish.article_id is None else {},
        profile=project_record(reading).profile,
    )


def _near(order: Sequence[str], top: int, chosen: str) -> list[str]:
    """The ids of the rows in sight, and of those around the chosen one."""
    rows = {*range(max(0, top - WINDOW // 4), min(len(order), top + WINDOW))}
    if chosen and chosen in order:
        row = order.index(chosen)
        rows |= {*range(max(0, row - WINDOW // 2), min(len(order), row + WINDOW // 2))}
    return [order[row] for row in sorted(rows)]


def list_totals(reading: Reading, wish: ClaimWish, article_id: str) -> ListTotals:
    """The totals that the panel shows."""
    from factcheck.project.queries.panel import claim_totals

    return ListTotals(
        claim_totals(reading, article_id), claim_totals(reading, None) if wish.article_id is None else None
    )


@dataclass(frozen=True)
class ListNews:
    """What a change means for the list: which claims it bears on, and the lines of those that the wish lets through.

    ``moved`` is whether claims came, went or moved in their articles. ``order`` is the plain list then; None where it
    is not at hand, and for a filtered or sorted list, which is read anew. ``totals`` are None where nobody asked.
    """

    touched: frozenset[str]
    lines: list[ClaimLine]
    moved: bool
    order: Sequence[str] | None
    totals: ListTotals | None


def list_news(reading: Reading, wish: ClaimWish, article_id: str, change: Change, *, count: bool) -> ListNews:
    """What a change means for the list of a wish; ``count``: and the totals after it."""
    from factcheck.project.queries.claim_lists import is_at_hand, lines_of, listed
    from factcheck.project.queries.panel import claims_touched

    touched = claims_touched(reading, change)
    lines = [line for line in lines_of(reading, sorted(touched)) if wish.article_id in (None, line.article_id)]
    fitting = set(listed(reading, wish, [line.id for line in lines]))
    claims = change.rows.get("claim", {})
    moved = change.touches("highlight") or any(not fields.isdisjoint("+-") for fields in claims.values())
    return ListNews(
        touched=touched,
        lines=[line for line in lines if line.id in fitting],
        moved=moved,
        order=listed(reading, wish) if moved and wish.is_plain and is_at_hand(reading, wish) else None,
        totals=list_totals(reading, wish, article_id) if count else None,
    )


def next_unchecked(reading: Reading, wish: ClaimWish, after: str) -> tuple[str, str]:
    """The next claim of the list without a verdict behind a claim, and round again, with its article; "" for none."""
    from factcheck.project.queries.claim_lists import lines_of, listed

    order = listed(reading, wish)
    start = order.index(after) + 1 if after in order else 0
    unrated = set(listed(reading, replace(wish, filter="unchecked", sort="place", descending=False)))
    following = (claim_id for part in (order[start:], order[:start]) for claim_id in part if claim_id in unrated)
    found = lines_of(reading, [next(following, "")])
    return (found[0].id, found[0].article_id) if found else ("", "")
