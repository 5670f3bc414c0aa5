"""Before press: everything that stands in the way of print, article by article."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, Final

from factcheck import locales
from factcheck.domain.findings import IN_REVIEW, is_open
from factcheck.domain.labels import label_of, sign_off_state
from factcheck.domain.passes import passes_of
from factcheck.domain.press import KINDS, Obstacle, enough_sources
from factcheck.domain.records import (
    Article,
    Claim,
    Evidence,
    LinkLook,
    OpenPlace,
    Query,
    Rating,
    Revision,
    Source,
    SourcingProfile,
    Waiver,
)
from factcheck.locales import listed
from factcheck.project.queries.articles import Covered, covered, marks, omissions
from factcheck.project.queries.conflicts import conflicts
from factcheck.project.queries.project import project_record, ratings
from factcheck.project.queries.reviews import reviews_of
from factcheck.project.queries.sealing import breaches, sign_offs
from factcheck.project.reading import Reading
from factcheck.text.coverage import LEFT_OUT, UNTOUCHED
from factcheck.text.perishing import has_passed, perishing
from factcheck.text.recurring import groups, two_values, variants
from factcheck.translation import _, ngettext

_ARTICLES: Final = "SELECT id FROM article WHERE NOT deleted ORDER BY position, id"
_USUAL: Final = 2  # sources that a fact needs where the house has no profile; one primary source will do
_LONGEST: Final = 120
_AROUND: Final = 40
_SAYING: Final = 8  # words from which on a stretch that was left out may say something
_TELLING: Final = 4  # letters from which on a word of a title tells something
GONE: Final = (404, 410)
_FINE: Final = range(200, 300)


class _Look:
    """One article as it is looked through."""

    def __init__(self, reading: Reading, article: Article, printed: date) -> None:
        self.reading, self.article, self.printed = reading, article, printed
        self.revision = reading.get(Revision, article.revision_id or "")
        self.text = reading.text(self.revision)
        self.known: dict[str, Rating] = ratings(reading)
        self.covered: Covered = covered(reading, self.revision, article.language, self.known)
        self.claims = {claim.id: claim for claim in reading.of(Claim, article_id=article.id)}
        self.places: dict[str, tuple[int, int]] = {}
        self.names = list(self._sentence_names())
        for mark in marks(reading, self.revision.id):
            self.places.setdefault(mark.claim_id, (mark.start, mark.end))

    def _sentence_names(self) -> Iterator[str]:
        """What each sentence is called, whatever stands around it: a digest, and which one of those alike it is."""
        seen: Counter[str] = Counter()
        for span in self.covered.sentences:
            words = self.shown(*span)
            seen[words] += 1
            yield f"{_digest(words)} {seen[words]}"

    def obstacle(self, kind: str, subject: str, state: str, words: str, why: str = "", **more: str | int) -> Obstacle:
        """An obstacle; what is longer than a line is digested for its name and cut for the eye."""
        made = Obstacle(kind, _short(subject), _digest(state), self.article.id, _line(words), why)
        claim_id = str(more.get("claim_id", ""))
        start, end = self.places.get(claim_id, (-1, -1))
        return replace(made, **({"start": start, "end": end} | more))  # type: ignore[arg-type] # names of its fields

    def shown(self, start: int, end: int) -> str:
        """Words of the text."""
        return " ".join(self.text[start:end].split())

    def sentence(self, point: int) -> str:
        """The sentence at a code point."""
        number = self.covered.sentences.at(point)
        return self.shown(*self.covered.sentences[number]) if number >= 0 else self.shown(point, point + _AROUND)


def before_press(reading: Reading, article_ids: tuple[str, ...] = (), printed: date | None = None) -> list[Obstacle]:
    """What stands in the way of some articles (all where none is named), those that are waived among it.

    ``printed`` is the day by which words such as "yesterday" are judged; today where it is not said.
    """
    listed_ids = [row[0] for row in reading.tuples(_ARTICLES)]
    found = []
    for article_id in listed_ids:
        if not article_ids or article_id in article_ids:
            found += _of_article(reading, article_id, printed or datetime.now(UTC).astimezone().date())
    return found


def standing(obstacles: list[Obstacle]) -> list[Obstacle]:
    """Those that nobody has waived."""
    return [one for one in obstacles if one.waiver is None]


def _of_article(reading: Reading, article_id: str, printed: date) -> list[Obstacle]:
    look = _Look(reading, reading.get(Article, article_id), printed)
    waivers = {(one.kind, one.subject, one.state): one for one in reading.of(Waiver, article_id=article_id)}
    found = {
        (one.kind, one.subject): replace(one, waiver=waivers.get((one.kind, one.subject, one.state)))
        for find in _FINDERS
        for one in find(look)
    }
    return sorted(found.values(), key=lambda one: (KINDS.index(one.kind), one.start))


def _short(subject: str) -> str:
    return subject if len(subject) <= 64 else _digest(subject)


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _quoted(words: str) -> str:
    return f"“{words}”" if words[:1].isalnum() else words


def _line(words: str) -> str:
    return words if len(words) <= _LONGEST else words[:_LONGEST].rstrip() + "…"


# --- the text ----------------------------------------------------------------------------------------


def _untouched(look: _Look) -> Iterator[Obstacle]:
    for number, ((start, end), state) in enumerate(zip(look.covered.sentences, look.covered.states, strict=True)):
        if state == UNTOUCHED:
            words = look.shown(start, end)
            yield look.obstacle("untouched", look.names[number], words, words, start=start, end=end)


def _left_out(look: _Look) -> Iterator[Obstacle]:
    """Sentences that the reading of a page left out between those of the article: they may be print all the same.

    What was left out before its first words and behind its last is the page's; pointers and adverts are known as such.
    """
    kept = [place for place, state in enumerate(look.covered.states) if state != LEFT_OUT] or [0]
    for one in omissions(look.reading, look.revision.id):
        words = look.shown(one.start, one.end)
        begin, after = look.covered.sentences.touched(one.start, one.end)
        hidden = not one.shown and one.reason not in ("advert", "also read")
        if hidden and kept[0] < begin and after <= kept[-1] and len(words.split()) >= _SAYING:
            told = ngettext("{n} character left out", "{n} characters left out", one.end - one.start)
            why = told.format(n=locales.number(one.end - one.start))
            yield look.obstacle("left out", words, words, words, why, start=one.start, end=one.end)


def _byline(look: _Look) -> Iterator[Obstacle]:
    """A byline that stands in the particulars alone, or where the page was left out: no mark can stand on it."""
    byline = look.article.byline.strip()
    numbers = [look.covered.sentences.at(found.start()) for found in re.finditer(re.escape(byline), look.text)]
    if byline and all(place >= 0 and look.covered.states[place] == LEFT_OUT for place in numbers):
        yield look.obstacle("word", f"byline {byline}", byline, byline, _("the byline, which is not in the text"))


def _words(look: _Look) -> Iterator[Obstacle]:
    """A line for each sentence that somebody has touched, with its unchecked words."""
    left: dict[int, list[tuple[int, int]]] = {}
    for start, end, _kind in look.covered.words_left:
        number = look.covered.sentences.at(start)
        if number >= 0 and look.covered.states[number] not in (UNTOUCHED, LEFT_OUT):
            left.setdefault(number, []).append((start, end))
    for number, spans in left.items():
        words = [look.shown(*span) for span in spans]
        sentence = look.shown(*look.covered.sentences[number])
        yield look.obstacle(
            "word", look.names[number], "\n".join(words), listed(map(_quoted, words)), sentence[:_LONGEST],
            start=spans[0][0], end=spans[0][1],
        )  # fmt: skip


def _spellings(look: _Look) -> Iterator[Obstacle]:
    for variant in variants(groups(look.text, look.covered.words or ())):
        first, second = (look.shown(*one[0][:2]) for one in variant)
        start, end, _kind = variant.second[0]
        words = _("“{one}” and “{other}”").format(one=first, other=second)
        yield look.obstacle("spelling", f"{first}\n{second}", "", words, start=start, end=end)


def _values(look: _Look) -> Iterator[Obstacle]:
    for two in two_values(look.text, look.covered.words or (), look.covered.sentences):
        first, second = look.shown(*two.first[:2]), look.shown(*two.second[:2])
        yield look.obstacle(
            "value", f"{first}\n{second}\n{' '.join(two.thing)}", "",
            _("“{one}” and “{other}”").format(one=first, other=second), listed(two.thing),
            start=two.second.start, end=two.second.end,
        )  # fmt: skip


def _times(look: _Look) -> Iterator[Obstacle]:
    """Words such as "yesterday" that were written so long before the day of print that they may be wrong by now."""
    drafts = look.reading.of(Revision, "number", article_id=look.article.id)
    earlier = [one for one in drafts if one.number < look.revision.number]
    for start, end, kind in perishing(look.text, look.article.language):
        number = look.covered.sentences.at(start)
        if number < 0 or look.covered.states[number] == LEFT_OUT:
            continue
        sentence = look.text[slice(*look.covered.sentences[number])]
        first = next((one for one in earlier if sentence in look.reading.text(one)), look.revision)
        written = first.made_at.astimezone().date() if first.made_at else look.printed
        if has_passed(kind, written, look.printed):
            words = look.shown(start, end)
            told = _("written in draft {n}: {sentence}")
            why = told.format(n=first.number, sentence=_line(" ".join(sentence.split())))
            yield look.obstacle("time", f"{words}\n{look.names[number]}", sentence, words, why, start=start, end=end)


# --- claims ------------------------------------------------------------------------------------------


def _open_claims(look: _Look) -> Iterator[Obstacle]:
    for claim in look.claims.values():
        rating = look.known.get(claim.rating_id or "")
        if is_open(claim.status, rating):
            why = label_of(claim.status) if rating is None else f"{rating.label}, {label_of(claim.status)}"
            yield look.obstacle("open", claim.id, claim.words + why, claim.words, why, claim_id=claim.id)


def _reviews(look: _Look) -> Iterator[Obstacle]:
    for claim in look.claims.values():
        reviews = reviews_of(look.reading, claim.id) if claim.status == IN_REVIEW else []
        for review in [one for one in reviews if not one.answer][-1:]:
            why = _("asked of {name}").format(name=review.asked_of)
            yield look.obstacle("review", claim.id, review.id, claim.words, why, claim_id=claim.id)


def _sourcing(look: _Look) -> Iterator[Obstacle]:
    """Facts that have a verdict on fewer independent sources than the house wants; agency copies are one source."""
    project = project_record(look.reading)
    profile = look.reading.find(SourcingProfile, project.sourcing_id)
    minimum, rules = (profile.minimum, dict(profile.rules)) if profile else (_USUAL, {})
    for claim in look.claims.values():
        rating = look.known.get(claim.rating_id or "")
        if is_open(claim.status, rating) or claim.kind == "not checkable":
            continue
        cited = [
            look.reading.get(Source, one.source_id)
            for one in look.reading.of(Evidence, claim_id=claim.id)
            if one.source_id and one.verified and one.stance != "context"
        ]
        independent = {source.wire.strip().casefold() or source.id for source in cited}
        wanted = enough_sources(minimum, rules, claim.kind)
        primary = any(source.standing == "primary" for source in cited)
        if len(independent) >= wanted or (primary and profile is None):
            continue
        told = ngettext("{n} source, {wanted} wanted", "{n} sources, {wanted} wanted", len(independent))
        why = told.format(n=len(independent), wanted=wanted)
        state = "\n".join(sorted(independent)) + str(wanted)
        yield look.obstacle("sourcing", claim.id, state, claim.words, why, claim_id=claim.id)


def _queries(look: _Look) -> Iterator[Obstacle]:
    for query in look.reading.of(Query):
        owner = look.claims.get(query.claim_id or "")
        if query.closed or (owner is None if query.claim_id else query.article_id != look.article.id):
            continue
        to = query.addressee or label_of(query.to)
        why = _("to {name}, answered").format(name=to) if query.answer.strip() else _("to {name}").format(name=to)
        more = {"claim_id": query.claim_id or "", "row": query.id}
        yield look.obstacle("query", query.id, query.question + query.answer, query.question, why, **more)


def _open_places(look: _Look) -> Iterator[Obstacle]:
    for place in look.reading.of(OpenPlace, revision_id=look.revision.id):
        claim = look.claims.get(place.claim_id or "")
        if claim is not None and not place.decision:
            spot: dict[str, Any] = {"start": place.start, "end": place.end} if place.start >= 0 else {}
            yield look.obstacle("place", place.id, place.id, claim.words, claim_id=claim.id, row=place.id, **spot)


def _conflicts(look: _Look) -> Iterator[Obstacle]:
    for one in conflicts(look.reading):
        of_claim = one.claim is not None and one.claim.id in look.claims
        if of_claim or (one.table, one.row) == ("article", look.article.id):
            words = one.claim.words if one.claim else look.article.title
            values = listed(f"“{value}”" for value in one.shown if value)
            claim_id = one.claim.id if one.claim else ""
            subject = f"{one.table} {one.row} {one.field}"
            yield look.obstacle("conflict", subject, values, words, values, claim_id=claim_id, row=one.row)


def _links(look: _Look) -> Iterator[Obstacle]:
    """Sources whose address was dead, or led to another page than before, when somebody last asked to look."""
    cited: dict[str, str] = {}
    for claim_id in look.claims:
        for one in look.reading.of(Evidence, claim_id=claim_id):
            cited.setdefault(one.source_id or "", claim_id)
    for source_id, claim_id in cited.items():
        looks = sorted(look.reading.of(LinkLook, source_id=source_id), key=lambda one: str(one.looked_at))
        source = look.reading.find(Source, source_id)
        if source is not None and looks and looks[-1].address == source.address:
            why = link_trouble(source, looks)
            if why:
                words = source.title or source.address
                yield look.obstacle("link", source_id, looks[-1].id, words, why, claim_id=claim_id, row=source_id)


def link_trouble(source: Source, looks: list[LinkLook]) -> str:
    """What is wrong with a link by the looks at it, oldest first, in words; empty where nothing is."""
    last = looks[-1]
    if last.trouble:
        return last.trouble
    if last.status not in _FINE:
        told = _("gone ({status})") if last.status in GONE else _("answers {status}")
        return told.format(status=last.status)
    before = [one for one in looks[:-1] if one.status in _FINE and one.address == last.address]
    if before and before[0].title != last.title:
        return _("its title was “{before}”, it is “{now}”").format(before=before[0].title, now=last.title)
    if before and before[0].digest != last.digest:
        return _("its words changed since {day}").format(day=str(before[0].looked_at)[:10])
    ours, theirs = (_telling(title) for title in (source.title, last.title))
    if ours and theirs and not ours & theirs:
        return _("the page is called “{title}”").format(title=last.title)
    return ""


def _telling(title: str) -> set[str]:
    return {word.casefold() for word in title.split() if len(word) >= _TELLING}


# --- signatures --------------------------------------------------------------------------------------


def _seals(look: _Look) -> Iterator[Obstacle]:
    """Broken sign-offs of which no later one of the same pass stands, and passes that nobody has signed."""
    signed = sign_offs(look.reading, look.article.id)
    good = {one.sign_off.pass_name.casefold() for one in signed if one.valid}
    for one in signed:
        record = one.sign_off
        if one.valid or record.pass_name.casefold() in good:
            continue
        latest = breaches(look.reading, record)[:1]
        why = _("{author} changed it").format(author=latest[0].author) if latest else sign_off_state(one)
        state = latest[0].at.isoformat() if latest else record.digest
        yield look.obstacle("seal", record.id, state, f"{record.pass_name}, {record.person}", why, row=record.id)
    known = good | {one.sign_off.pass_name.casefold() for one in signed}
    for name in passes_of(project_record(look.reading)):
        if name.casefold() not in known:
            yield look.obstacle("pass", name, look.revision.id, name)


_FINDERS: Final[tuple[Callable[[_Look], Iterator[Obstacle]], ...]] = (
    _open_places, _conflicts, _untouched, _left_out, _byline, _words, _open_claims, _reviews, _queries, _sourcing,
    _values, _spellings, _times, _links, _seals,
)  # fmt: skip
