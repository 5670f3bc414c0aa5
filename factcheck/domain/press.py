"""What stands in the way of print: obstacles, each with its place, and the waivers that let one pass."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from factcheck.domain.records import Waiver
from factcheck.translation import _

# In the order in which they are told.
KINDS: Final = (
    "place", "conflict", "untouched", "left out", "word", "open", "review", "query", "sourcing", "value", "spelling",
    "time", "link", "seal", "pass",
)  # fmt: skip
MOST_WANTED: Final = 20  # sources that a house may ask for


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Something in the way of print.

    ``kind`` and ``subject`` name it as long as the text around it stays, ``state`` (a digest) what it is like now.
    ``words`` are what it is about, ``why`` says what is wrong with it. Its place is ``start`` to ``end`` in the
    article's current draft (-1: none), ``claim_id`` its claim, ``row`` the query, source or sign-off that it is.
    ``waiver`` is the one that lets it pass.
    """

    kind: str
    subject: str
    state: str
    article_id: str
    words: str
    why: str = ""
    claim_id: str = ""
    row: str = ""
    start: int = -1
    end: int = -1
    waiver: Waiver | None = None


def kind_words(kind: str, profile: str = "drafts") -> str:
    """What the obstacles of a kind are called, as a heading, in the words of a profile."""
    facts = profile == "drafts"
    return {
        "place": _("Highlights whose place is not decided"),
        "conflict": _("Written twice, not resolved"),
        "untouched": _("Sentences that nobody has touched"),
        "left out": _("Stretches left out in the midst of the article"),
        "word": _("Words that nobody has checked"),
        "open": _("Facts that are open") if facts else _("Claims that are open"),
        "review": _("Reviews that wait"),
        "query": _("Queries that are not closed"),
        "sourcing": _("Facts with too few sources") if facts else _("Claims with too few sources"),
        "value": _("Two values of one thing?"),
        "spelling": _("Two spellings of one name?"),
        "time": _("Words that time has passed by"),
        "link": _("Links that are dead or lead elsewhere"),
        "seal": _("Sign-offs that are broken"),
        "pass": _("Passes that nobody has signed"),
    }.get(kind, kind)


def enough_sources(minimum: int, rules: dict[str, object], kind: str) -> int:
    """How many sources a fact of a kind needs by the house's profile."""
    wanted = rules.get(kind)
    if isinstance(wanted, int) and not isinstance(wanted, bool) and 0 <= wanted <= MOST_WANTED:
        return wanted
    return minimum
