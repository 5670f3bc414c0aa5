"""Reports for tests: what they are built of, and one of any size; the samples stand in ``factories_samples``."""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from factcheck.domain.draft import Block, BlockKind, Note, Span, SpanKind, Structure
from factcheck.domain.records import (
    Article,
    Claim,
    Evidence,
    Highlight,
    Person,
    Rating,
    Revision,
    Scale,
    Source,
    named_id,
)
from factcheck.domain.report import (
    Report,
    ReportArticle,
    ReportClaim,
    ReportEvidence,
    ReportOptions,
    ReportSource,
    usual_parts,
)
from factcheck.resources import resource

MADE_AT = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)
CHECKER = Person(id=named_id("person"), name="Ines Moreau", initials="IM", role="Fact-checker")


def scale_of(key: str) -> tuple[Scale, tuple[Rating, ...]]:
    """A shipped scale and its ratings, with ids that are the same in every run."""
    data = tomllib.loads(resource("scales", f"{key}.toml").read_text(encoding="utf-8"))
    scale = Scale(
        id=named_id("scale", key), **{name: data[name] for name in ("key", "name", "version", "language", "profile")}
    )
    return scale, tuple(
        Rating(id=named_id("rating", key, rating["key"]), scale_id=scale.id, position=position, **rating)
        for position, rating in enumerate(data["rating"])
    )


@dataclass
class Writing:
    """An article being put together: text, structure and claims, with offsets counted for the caller."""

    text: str = ""
    blocks: list[Block] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def line(self, text: str, kind: BlockKind = "paragraph", level: int = 0, marker: str = "") -> None:
        """Add a block."""
        if self.blocks:
            self.text += "\n"
        start = len(self.text)
        self.text += text
        self.blocks.append(Block(kind, start, len(self.text), level, marker))

    def find(self, words: str, occurrence: int = 1) -> tuple[int, int]:
        """Where words stand."""
        at = -1
        for _time in range(occurrence):
            at = self.text.index(words, at + 1)
        return at, at + len(words)

    def span(self, words: str, kind: SpanKind, target: str = "") -> None:
        """Lay emphasis or a link over words."""
        start, end = self.find(words)
        self.spans.append(Span(kind, start, end, target))

    def footnote(self, after: str, text: str, **more: Any) -> None:
        """Put a note after words."""
        end = self.find(after)[1]
        kind = more.pop("kind", "footnote")
        same = [note for note in self.notes if note.kind == kind]
        label = more.pop("label", str(len(same) + 1))
        self.notes.append(Note(f"n{len(self.notes)}", kind, end, end, text, label, **more))

    def comment(self, over: str, text: str, **more: Any) -> str:
        """Put a comment of the writer's file over words; answers its key."""
        start, end = self.find(over)
        key = f"n{len(self.notes)}"
        self.notes.append(Note(key, "comment", start, end, text, **more))
        return key

    @property
    def structure(self) -> Structure:
        """The structure as it stands."""
        return Structure(tuple(self.blocks), tuple(self.spans), tuple(self.notes))


def made_claim(
    number: int, writing: Writing, quotes: tuple[str, ...], rating: Rating | None, **more: Any
) -> ReportClaim:
    """A claim on quotations of a writing; ``more`` are fields of the claim and of the report's claim."""
    claim_id = named_id("claim", str(number))
    fields = {name: more.pop(name) for name in list(more) if name in Claim.model_fields}
    words = fields.pop("words", quotes[0] if quotes else "")
    highlights = []
    for index, quote in enumerate(quotes):
        start, end = writing.find(quote)
        highlights.append(
            Highlight(
                id=named_id("highlight", str(number), str(index)), claim_id=claim_id, start=start, end=end, quote=quote
            )
        )
    options: dict[str, Any] = {
        "old_words": (),
        "evidence": (),
        "comments": (),
        "queries": (),
        "open": rating is None or not rating.closes,
        "asked": (),
        "author": CHECKER,
        "at": MADE_AT - timedelta(days=1, minutes=number),
    }
    options.update(more)
    claim = Claim(id=claim_id, words=words, rating_id=rating.id if rating else None, **fields)
    return ReportClaim(number=number, claim=claim, rating=rating, highlights=tuple(highlights), **options)


def made_evidence(
    source: int, stance: str = "supports", passage: str = "", locator: str = "", **more: Any
) -> ReportEvidence:
    """Evidence from the source of this number."""
    made = Evidence(
        id=named_id("evidence", str(source), passage), stance=stance, passage=passage, locator=locator, **more
    )
    return ReportEvidence(made, source)


def made_article(writing: Writing, claims: tuple[ReportClaim, ...], number: int = 1, **more: Any) -> ReportArticle:
    """An article; ``more`` are fields of the article and of the report's article."""
    fields = {name: more.pop(name) for name in list(more) if name in Article.model_fields}
    options: dict[str, Any] = {
        "omitted": (),
        "queries": (),
        "untouched": (),
        "sentences": 10,
        "dealt": 10,
        "sign_offs": (),
    }
    options.update(more)
    draft = options.pop("draft", 1)
    return ReportArticle(
        number=number,
        article=Article(id=named_id("article", str(number)), **fields),
        revision=Revision(id=named_id("revision", str(number)), number=draft, characters=len(writing.text)),
        text=writing.text,
        structure=writing.structure,
        claims=claims,
        **options,
    )


def made_report(articles: tuple[ReportArticle, ...], scale: str = "default", **more: Any) -> Report:
    """A report in the profile of its scale."""
    chosen, ratings = scale_of(scale)
    options: dict[str, Any] = {
        "project_id": named_id("project"),
        "project_name": "Spring edition",
        "profile": chosen.profile,
        "scale": chosen,
        "ratings": ratings,
        "checker": CHECKER,
        "made_at": MADE_AT,
        "articles": articles,
        "sources": (),
        "secrets": {},
        "options": ReportOptions(parts=usual_parts(chosen.profile)),
    }
    options.update(more)
    return Report(**options)


def made_source(number: int, claims: tuple[int, ...], files: tuple[str, ...] = (), **fields: Any) -> ReportSource:
    """An entry of the source list."""
    return ReportSource(number, Source(id=named_id("source", str(number)), **fields), claims, files)


def rating(key: str, scale: str = "default") -> Rating:
    """A rating of a shipped scale."""
    return next(one for one in scale_of(scale)[1] if one.key == key)


def with_parts(report: Report, *parts: str, **options: Any) -> Report:
    """The same report with only these parts."""
    return replace(report, options=replace(report.options, parts=parts, **options))


# ---------------------------------------------------------------------------------------------------- any size and odd


def sized_report(claims: int, sentences: int = 5000, seed: int = 7, scale: str = "default") -> Report:
    """An article of ``sentences`` of 20 words, in paragraphs of five, with claims spread evenly over it."""
    random_words = random.Random(seed)
    vocabulary = [
        "the",
        "city",
        "council",
        "said",
        "that",
        "new",
        "figures",
        "show",
        "housing",
        "costs",
        "rose",
        "by",
        "twelve",
        "percent",
        "since",
        "last",
        "year",
        "while",
        "wages",
        "stayed",
        "flat",
        "according",
        "to",
        "data",
        "from",
        "national",
        "statistics",
        "office",
        "and",
        "independent",
        "researchers",
        "who",
        "reviewed",
        "public",
        "records",
        "budget",
        "documents",
        "interviews",
        "court",
        "filings",
        "maps",
        "emails",
        "photographs",
        "reports",
        "minister",
        "mayor",
        "company",
        "school",
    ]
    w = Writing()
    lines: list[list[str]] = []
    places: list[tuple[int, int]] = []
    text: list[str] = []
    position = 0
    for index in range(sentences):
        sentence = " ".join(random_words.choices(vocabulary, k=20)).capitalize() + "."
        if index % 5 == 0:
            lines.append([])
        lines[-1].append(sentence)
    for line in lines:
        start = position
        for sentence in line:
            places.append((position, position + len(sentence)))
            position += len(sentence) + 1
        text.append(" ".join(line))
        w.blocks.append(Block("paragraph", start, position - 1))
    w.text = "\n".join(text)
    ratings = scale_of(scale)[1]
    made = []
    for number in range(1, claims + 1):
        start, end = places[(number - 1) * sentences // claims]
        claim = made_claim(
            number,
            w,
            (),
            ratings[number % len(ratings)],
            words=w.text[start:end],
            correction="rose" if number % 10 == 0 else "",
            rationale=" ".join(random_words.choices(vocabulary, k=60)).capitalize() + ".",
            evidence=(
                made_evidence(number * 2 - 1, locator="p. 4"),
                made_evidence(number * 2, "refutes", "a passage of the source"),
            ),
        )
        highlight = Highlight(
            id=named_id("highlight", str(number)),
            claim_id=claim.claim.id,
            start=start,
            end=end,
            quote=w.text[start:end],
        )
        made.append(replace(claim, highlights=(highlight,)))
    sources = tuple(
        made_source(
            number,
            ((number + 1) // 2,),
            kind="data",
            title=f"Statistics office, table {number}",
            address=f"https://data.example.org/t/{number}?a=1&b=2",
            standing="primary",
        )
        for number in range(1, 2 * claims + 1)
    )
    article = made_article(w, tuple(made), title="A long article", slug="long", sentences=sentences, dealt=claims)
    return made_report((article,), scale, sources=sources)
