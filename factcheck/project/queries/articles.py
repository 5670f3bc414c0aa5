"""Questions about articles: the list with its progress, and one article as the window opens it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import compress
from typing import Final, NamedTuple

from factcheck.domain.changes import Shown
from factcheck.domain.draft import Structure, structure_from_json
from factcheck.domain.findings import is_open
from factcheck.domain.records import Article, Omission, Rating, Revision, Sentence
from factcheck.domain.report import ReportSignOff
from factcheck.project.queries.project import ratings
from factcheck.project.queries.sealing import sign_offs
from factcheck.project.reading import Reading
from factcheck.project.segmenting import kept_sentences
from factcheck.text.checkables import Checkable
from factcheck.text.coverage import DEALT, LEFT_OUT, coverage, unchecked, with_unchecked
from factcheck.text.spans import Spans


class Mark(NamedTuple):
    """A highlight as the article view paints it; offsets are code points."""

    highlight_id: str
    claim_id: str
    start: int
    end: int
    rating_id: str | None
    status: str


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """An article in the list; ``sentences`` and ``dealt`` count what is not left out. All may be 0: not counted yet.

    ``words_left`` counts the names, figures, dates … that nobody has marked or decided on (-1: not counted yet).
    """

    id: str
    number: int
    title: str
    byline: str
    publication: str
    published: str
    address: str
    revision_id: str
    draft_number: int
    characters: int
    sentences: int
    dealt: int
    claims: int
    rated: int
    open: int
    words_left: int = -1


@dataclass(frozen=True, slots=True)
class OpenArticle:
    """One draft of an article with everything that the window shows of it.

    ``sentences`` is empty where they have not been cut yet, ``words`` (what can be checked) is None where nobody has
    looked yet. ``places_left`` counts the highlights of earlier drafts that wait for their place in this one.
    ``marks`` are all of them, or (not ``whole``) those near the place that was asked for.
    """

    article: Shown[Article]
    revision: Revision
    revisions: list[Revision]
    text: str
    structure: Structure
    omissions: list[Omission]
    sentences: Sequence[tuple[int, int]]
    decisions: list[Sentence]
    marks: list[Mark]
    sign_offs: list[ReportSignOff]
    places_left: int = 0
    whole: bool = True
    words: list[Checkable] | None = None


# Each of these reads one index alone, both together a third of the time of joining the tables.
_PLACES = """
SELECT id, claim_id, start, "end" FROM highlight WHERE revision_id = ? AND deleted = 0
ORDER BY start, "end" DESC, id
"""
_BY_STATE = """
SELECT rating_id, status, group_concat(id, ' ') FROM claim WHERE deleted = 0
    AND article_id = (SELECT article_id FROM revision WHERE id = ?)
GROUP BY status, rating_id
"""
# Claims of other articles, which only a damaged or strange file places here.
_STATES_AMONG = """
SELECT id, rating_id, status FROM claim WHERE id IN (SELECT value FROM json_each(?)) AND deleted = 0
"""
_MARKS_NEAR: Final = """
SELECT highlight.id, claim_id, start, "end", rating_id, status
FROM highlight CROSS JOIN claim ON claim.id = claim_id
WHERE revision_id = ? AND start BETWEEN ? AND ? AND NOT highlight.deleted AND NOT claim.deleted
"""
LONG: Final = 200_000  # characters of a text of which the highlights in sight are read first
_BEFORE, _BEHIND = 10_000, 30_000  # characters that are read around a place: more than a window shows
# The plus keeps SQLite from going through all highlights of the revision.
_MARKS_AMONG = """
SELECT highlight.id, claim_id, start, "end", rating_id, status
FROM highlight CROSS JOIN claim ON claim.id = claim_id
WHERE highlight.{column} IN (SELECT value FROM json_each(?))
    AND +highlight.revision_id = ? AND NOT highlight.deleted AND NOT claim.deleted
"""
_PLACES_LEFT = """
SELECT count(*) FROM open_place JOIN claim ON claim.id = claim_id
WHERE revision_id = ? AND decision = '' AND NOT open_place.deleted AND NOT claim.deleted
"""
_COUNTS = """
SELECT rating_id, status, count(*) FROM claim WHERE article_id = ? AND NOT deleted GROUP BY status, rating_id
"""


def articles(reading: Reading, *, counted: bool = True, seen: str = "") -> list[ArticleLine]:
    """The articles in their order, numbered from 1; without the count of sentences it is a matter of a moment.

    Of the one that is ``seen`` (an id), the claims alone are counted.
    """
    known = ratings(reading)
    return [
        _line(reading, number, article, known, counted=counted, gone_through=article.id != seen)
        for number, article in enumerate(reading.of(Article, "position", "id"), 1)
    ]


def article_line(reading: Reading, article_id: str, *, gone_through: bool = True) -> ArticleLine | None:
    """One article of the list; None where it was removed.

    Where it is not ``gone_through``, its claims alone are counted, no sentences: a moment also with many highlights.
    """
    listed = [row[0] for row in reading.tuples("SELECT id FROM article WHERE NOT deleted ORDER BY position, id")]
    if article_id not in listed:
        return None
    article = reading.get(Article, article_id)
    return _line(reading, listed.index(article_id) + 1, article, ratings(reading), gone_through=gone_through)


def structure_of(reading: Reading, revision: Revision) -> Structure:
    """The structure of a revision's text."""
    return structure_from_json(reading.blob(revision.structure_sha256).decode("utf-8", "surrogatepass"))


def claim_order(reading: Reading, article: Article) -> list[str]:
    """The claims of an article by place in the current draft, those without a place last; shared, do not change it."""
    return reading.claims.order(reading.connection, article.id, article.revision_id or "")


def claim_numbers(reading: Reading, article: Article) -> dict[str, int]:
    """The display number of each claim of an article: its place in the order."""
    numbered = enumerate(claim_order(reading, article), 1)
    return reading.once(("numbers", article.id), lambda: {claim_id: number for number, claim_id in numbered})


def claim_number(reading: Reading, article: Article, claim_id: str) -> int:
    """The display number of one claim of an article; 0 where it is none."""
    order = claim_order(reading, article)
    return order.index(claim_id) + 1 if claim_id in order else 0


def marks(reading: Reading, revision_id: str) -> list[Mark]:
    """The highlights of a revision by place, outer before inner."""

    def read() -> list[Mark]:
        states: dict[str, tuple[str | None, str]] = {}
        for rating_id, status, claim_ids in reading.tuples(_BY_STATE, (revision_id,)):
            states |= dict.fromkeys(claim_ids.split(), (rating_id, status))
        places = reading.tuples(_PLACES, (revision_id,))
        made = partial(tuple.__new__, Mark)  # ``Mark._make`` takes three times as long
        found = [made(place + states[place[1]]) for place in places if place[1] in states]
        if len(found) == len(places):
            return found
        strange = json.dumps(list({place[1] for place in places} - states.keys()))  # most of them were removed
        states |= {row[0]: row[1:] for row in reading.tuples(_STATES_AMONG, (strange,))}
        return [made(place + states[place[1]]) for place in places if place[1] in states]

    return reading.once(("marks", revision_id), read)


def marks_among(
    reading: Reading, revision_id: str, highlight_ids: Iterable[str], claim_ids: Iterable[str] = ()
) -> list[Mark]:
    """The highlights of a revision among some, and those of some claims."""
    found = {
        Mark._make(row)
        for column, ids in (("id", list(highlight_ids)), ("claim_id", list(claim_ids)))
        if ids
        for row in reading.tuples(_MARKS_AMONG.format(column=column), (json.dumps(ids), revision_id))
    }
    return sorted(found, key=lambda mark: (mark.start, -mark.end, mark.highlight_id))


def marks_near(reading: Reading, revision_id: str, points: Iterable[int]) -> list[Mark]:
    """The highlights of a revision that begin around some places."""
    found = {
        Mark._make(row)
        for point in points
        for row in reading.tuples(_MARKS_NEAR, (revision_id, point - _BEFORE, point + _BEHIND))
    }
    return sorted(found, key=lambda mark: (mark.start, -mark.end, mark.highlight_id))


def decisions(reading: Reading, revision_id: str) -> list[Sentence]:
    """What people decided about sentences of a revision."""
    return reading.of(Sentence, "start", revision_id=revision_id)


def omissions(reading: Reading, revision_id: str) -> list[Omission]:
    """The stretches of a revision that are left out unless shown, by place."""
    return reading.of(Omission, "start", revision_id=revision_id)


def opened(
    reading: Reading, article_id: str, revision_id: str | None = None, *, near: int | None = None, claim_id: str = ""
) -> OpenArticle:
    """One draft of an article, the current one where none is named.

    Of a long one, where the reader will stand ``near`` a place (code points) or at a claim, the highlights around these
    are read and no others: ``marks`` reads all, once these are on screen.
    """
    article = reading.get(Article, article_id)
    revision = reading.get(Revision, revision_id or article.revision_id or "")
    whole = near is None or revision.characters <= LONG
    if whole:
        found = marks(reading, revision.id)
    else:
        of_claim = marks_among(reading, revision.id, (), (claim_id,))
        found = marks_near(reading, revision.id, {0, near or 0, *(mark.start for mark in of_claim[:1])})
        found = sorted({*found, *of_claim}, key=lambda mark: (mark.start, -mark.end, mark.highlight_id))
    return OpenArticle(
        article=reading.shown(article),
        revision=revision,
        revisions=reading.of(Revision, "number", article_id=article_id),
        text=reading.text(revision),
        structure=structure_of(reading, revision),
        omissions=omissions(reading, revision.id),
        sentences=kept_sentences(reading.connection, revision.id, article.language) or (),
        decisions=decisions(reading, revision.id),
        marks=found,
        sign_offs=sign_offs(reading, article_id),
        places_left=places_left(reading, revision.id),
        whole=whole,
        words=reading.known_words(revision, article.language),
    )


def places_left(reading: Reading, revision_id: str) -> int:
    """How many highlights wait for their place in a draft."""
    return int(reading.tuples(_PLACES_LEFT, (revision_id,))[0][0])


class Covered(NamedTuple):
    """The sentences of a draft and how far each has been dealt with; the ``words`` that can be checked.

    ``left`` tells of each of the words whether it is unchecked. Both are None where nobody has looked for words yet.
    """

    sentences: Spans
    states: bytearray
    words: list[Checkable] | None
    left: bytearray | None

    @property
    def words_left(self) -> list[Checkable]:
        """The words that nobody has marked or decided on."""
        return list(compress(self.words or (), self.left or b""))


def covered(
    reading: Reading, revision: Revision, language: str, known: dict[str, Rating], *, look: bool = True
) -> Covered:
    """How far a draft has been dealt with (``factcheck.text.coverage``); ``look`` for its words where need be."""
    spans = reading.sentences(revision, language)
    words = reading.words(revision, language) if look else reading.known_words(revision, language)
    found = marks(reading, revision.id)
    open_marks: list[tuple[int, int]] = []
    closed_marks: list[tuple[int, int]] = []
    for (rating_id, status), places in _by_state(found).items():
        (open_marks if is_open(status, known.get(rating_id or "")) else closed_marks).extend(places)
    decided = [(decision.start, decision.end) for decision in decisions(reading, revision.id)]
    omitted = [(o.start, o.end) for o in omissions(reading, revision.id) if not o.shown]
    states = coverage(spans, open_marks, closed_marks, decided, omitted)
    if words is None:
        return Covered(spans, states, None, None)
    left = unchecked(reading.text(revision), words, [*open_marks, *closed_marks, *decided], omitted)
    with_unchecked(states, spans, (word.start for word in compress(words, left)))
    return Covered(spans, states, words, left)


def _by_state(found: list[Mark]) -> dict[tuple[str | None, str], list[tuple[int, int]]]:
    """Where highlights stand, by rating and status."""
    if not found:
        return {}
    _ids, _claims, starts, ends, rating_ids, statuses = zip(*found, strict=True)
    kinds, places = list(zip(rating_ids, statuses, strict=True)), list(zip(starts, ends, strict=True))
    return {kind: list(compress(places, map(kind.__eq__, kinds))) for kind in set(kinds)}


def _line(
    reading: Reading,
    number: int,
    article: Article,
    known: dict[str, Rating],
    *,
    counted: bool = True,
    gone_through: bool = True,
) -> ArticleLine:
    revision = reading.get(Revision, article.revision_id or "")
    through = counted and gone_through
    how_far = covered(reading, revision, article.language, known, look=False) if through else None
    states = how_far.states if how_far else b""
    claims = reading.tuples(_COUNTS, (article.id,)) if counted else ()
    return ArticleLine(
        id=article.id,
        number=number,
        title=article.title,
        byline=article.byline,
        publication=article.publication,
        published=article.published,
        address=article.address,
        revision_id=revision.id,
        draft_number=revision.number,
        characters=revision.characters,
        sentences=len(states) - states.count(LEFT_OUT),
        dealt=states.count(DEALT),
        claims=sum(count for *_of, count in claims),
        rated=sum(count for rating_id, _status, count in claims if rating_id is not None),
        open=sum(count for rating_id, status, count in claims if is_open(status, known.get(rating_id or ""))),
        words_left=-1 if how_far is None or how_far.left is None else sum(how_far.left),
    )
