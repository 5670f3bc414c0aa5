"""Reports for tests: a small one, a draft with notes, a torture piece, and one of any size."""

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
    Comment,
    Evidence,
    Highlight,
    Person,
    Query,
    Rating,
    Revision,
    Scale,
    SignOff,
    Source,
    named_id,
)
from factcheck.domain.report import (
    DRAFT_PARTS,
    STATEMENT_PARTS,
    Report,
    ReportArticle,
    ReportClaim,
    ReportEvidence,
    ReportOptions,
    ReportSignOff,
    ReportSource,
)
from factcheck.resources import resource

MADE_AT = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)
CHECKER = Person(id=named_id("person"), name="Ines Moreau", initials="IM", role="Fact-checker")


def scale_of(key: str) -> tuple[Scale, tuple[Rating, ...]]:
    """A shipped scale and its ratings, with ids that are the same in every run."""
    data = tomllib.loads(resource("scales", f"{key}.toml").read_text(encoding="utf-8"))
    scale = Scale(id=named_id("scale", key), **{name: data[name] for name in ("key", "name", "version", "language", "profile")})
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
            Highlight(id=named_id("highlight", str(number), str(index)), claim_id=claim_id, start=start, end=end, quote=quote)
        )
    options: dict[str, Any] = {
        "old_words": (), "evidence": (), "comments": (), "queries": (), "open": rating is None or not rating.closes,
        "asked": (), "author": CHECKER, "at": MADE_AT - timedelta(days=1, minutes=number),
    }  # fmt: skip
    options.update(more)
    claim = Claim(id=claim_id, words=words, rating_id=rating.id if rating else None, **fields)
    return ReportClaim(number=number, claim=claim, rating=rating, highlights=tuple(highlights), **options)


def made_evidence(source: int, stance: str = "supports", passage: str = "", locator: str = "", **more: Any) -> ReportEvidence:
    """Evidence from the source of this number."""
    made = Evidence(id=named_id("evidence", str(source), passage), stance=stance, passage=passage, locator=locator, **more)
    return ReportEvidence(made, source)


def made_article(writing: Writing, claims: tuple[ReportClaim, ...], number: int = 1, **more: Any) -> ReportArticle:
    """An article; ``more`` are fields of the article and of the report's article."""
    fields = {name: more.pop(name) for name in list(more) if name in Article.model_fields}
    options: dict[str, Any] = {
        "omitted": (), "queries": (), "untouched": (), "sentences": 10, "dealt": 10, "sign_offs": (),
    }  # fmt: skip
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
        "project_id": named_id("project"), "project_name": "Spring edition", "profile": chosen.profile, "scale": chosen,
        "ratings": ratings, "checker": CHECKER, "made_at": MADE_AT, "articles": articles, "sources": (), "secrets": {},
        "options": ReportOptions(parts=DRAFT_PARTS if chosen.profile == "drafts" else STATEMENT_PARTS),
    }  # fmt: skip
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


# ------------------------------------------------------------------------------------------------- public statements


def statements_report() -> Report:
    """A speech with eight claims: every verdict, an unchecked one, an overlap, two places of one claim, an interview."""
    w = Writing()
    w.line("Minister opens harbour with promise of 4,000 jobs", "title")
    w.line("Speech at the new east pier, as delivered", "standfirst")
    w.line("Transcript: city press office", "byline")
    w.line(
        "Friends, two years ago this quay was empty. Since then, unemployment in the harbour district has fallen by a third, "
        "from 9.3 to 6.1 percent. No other district of the city has seen so sharp a fall. We said we would build, and we built."
    )
    w.line("The pier and its cost", "heading", 2)
    w.line(
        "The pier cost 212 million, not one crown more than the council approved in 2021. Some have said that it came in late. "
        "It opened on the very day that was written in the contract, and the auditors have confirmed it."
    )
    w.line("We have created 4,000 jobs, and these are not seasonal jobs.", "quote")
    w.line("Four thousand families can plan again. The port handled 1.9 million containers last year, the most in its history.")
    w.line("What comes next", "heading", 2)
    w.line("a second crane by 2027;", "list_item", 0, "•")
    w.line("a rail link that takes 900 trucks off the road each day;", "list_item", 0, "•")
    w.line("no new taxes.", "list_item", 0, "•")
    w.line("Experts agree that nobody in Europe handles cargo faster. Thank you.")
    w.span("not one crown more", "emphasis")
    w.span("the auditors have confirmed it", "link", "https://audit.example.org/reports/2025-17")
    true, mostly, misleading, false, unverifiable = scale_of("default")[1]
    claims = (
        made_claim(
            1, w, ("unemployment in the harbour district has fallen by a third, from 9.3 to 6.1 percent",), true,
            words="Unemployment in the harbour district fell by a third, from 9.3 to 6.1 percent, in two years.",
            speaker="Marta Lindqvist", speaker_role="Minister for Transport", occasion="opening of the east pier",
            stated_on="6 March 2026",
            rationale="The labour office gives 9.3 percent for February 2024 and 6.1 percent for February 2026, a fall of "
            "34 percent. Both figures are for the district and seasonally adjusted.",
            evidence=(
                made_evidence(1, passage="Harbour district: 9.3 (Feb 2024), 6.1 (Feb 2026).", locator="table 4, p. 12"),
                made_evidence(3, "context", locator="03:15"),
            ),
        ),
        made_claim(
            2, w, ("No other district of the city has seen so sharp a fall",), mostly,
            rationale="Only the old town came close (−31 percent). The series for the island district begins in 2025, so it "
            "cannot be compared.",
            evidence=(made_evidence(1, passage="Old town: 7.4 to 5.1.", locator="table 4, p. 12"),),
        ),
        made_claim(
            3, w, ("The pier cost 212 million, not one crown more than the council approved in 2021",), false,
            correction="The pier cost 212 million, 27 million more than the council approved in 2021",
            rationale="The council approved 185 million on 14 June 2021. A supplement of 27 million followed in 2024.",
            evidence=(
                made_evidence(2, "refutes", "The frame of the project is set at 185 million.", "item 9"),
                made_evidence(4, "refutes", "Supplement to project 2021-44: 27 million.", "p. 3"),
            ),
            comments=(
                Comment(id=named_id("comment", "1"), text="Do we have the supplement in writing?", author="Jonas Weir",
                        written_at=MADE_AT - timedelta(hours=20)),
                Comment(id=named_id("comment", "2"), text="Yes, source 4 & its annex.", author="Ines Moreau",
                        written_at=MADE_AT - timedelta(hours=19), resolved=True),
            ),
        ),
        made_claim(
            4, w, ("It opened on the very day that was written in the contract, and the auditors have confirmed it",), misleading,
            rationale="The day is that of the contract as amended in 2024; the first contract said 1 September 2025. "
            "The auditors confirmed the amended date.",
            correction="It opened on the day of the amended contract, half a year after the first date",
            evidence=(made_evidence(5, "context", "Date of completion (as amended): 6 March 2026.", "section 2.1"),),
        ),
        made_claim(
            5, w, ("the auditors have confirmed it",), true,
            rationale="The audit office did confirm the date in report 2025/17.",
            evidence=(made_evidence(5, locator="section 2.1"),),
        ),
        made_claim(
            6, w, ("We have created 4,000 jobs", "Four thousand families can plan again"), unverifiable,
            words="The harbour has created 4,000 jobs.",
            rationale="The ministry gave no breakdown. The port authority counts 2,310 employees; nobody counts suppliers.",
            evidence=(made_evidence(3, "context", "We employ 2,310 people ourselves. For the rest, ask the ministry.", "11:40"),),
            queries=(
                Query(id=named_id("query", "1"), to="person", addressee="Ministry of Transport", channel="e-mail",
                      question="How are the 4,000 jobs counted?", asked="9 March 2026",
                      answer="The figure is an estimate of the ministry.", answered="11 March 2026", closed=True),
            ),
        ),
        made_claim(7, w, ("The port handled 1.9 million containers last year, the most in its history",), None),
        made_claim(
            8, w, ("Experts agree that nobody in Europe handles cargo faster",), false,
            rationale="Three ports publish shorter handling times.",
            evidence=(made_evidence(6, "refutes", locator="figure 2"),),
        ),
    )  # fmt: skip
    sources = (
        made_source(1, (1, 2), ("labour-2026-02.pdf",), kind="data", title="Monthly figures, February 2026", authors="City Labour Office",
                    address="https://labour.example.org/figures/2026-02?district=harbour&series=adjusted", standing="primary",
                    published="2 March 2026", accessed="9 March 2026",
                    archive_address="https://archive.example.net/20260309/https://labour.example.org/figures/2026-02"),
        made_source(2, (3,), kind="document", title="Minutes of the city council, 14 June 2021", publisher="City Council",
                    address="https://council.example.org/minutes/2021-06-14", standing="primary", accessed="9 March 2026"),
        made_source(3, (1, 6), kind="interview", person="Pelle Strand", title="", interviewed_on="10 March 2026", channel="telephone",
                    terms="on record", standing="primary"),
        made_source(4, (3,), kind="document", title="An official of the harbour board", confidential=True, alias="An official of the harbour board",
                    standing="primary", terms="background"),
        made_source(5, (4, 5), kind="report", title="Completion of the east pier (2025/17)", authors="Audit Office",
                    address="https://audit.example.org/reports/2025-17", standing="secondary", published="2025", accessed="9 March 2026"),
        made_source(6, (8,), kind="study", title="Container handling in 21 ports", authors="K. Oyelaran, T. Brandt", published="2025",
                    publisher="Journal of Ports", address="https://doi.example.org/10.5555/ports.2025.7", standing="secondary"),
    )  # fmt: skip
    start, end = w.find("Thank you.")
    article = made_article(
        w, claims, title="Minister opens harbour with promise of 4,000 jobs", byline="Marta Lindqvist", slug="harbour-speech",
        publication="City press office", published="6 March 2026", address="https://city.example.org/speeches/east-pier",
        sentences=16, dealt=14, untouched=((start, end),),
        sign_offs=(
            ReportSignOff(SignOff(id=named_id("signoff", "1"), pass_name="First pass", person="Ines Moreau",
                                  signed_at=MADE_AT - timedelta(hours=3), digest="9f2c" * 16), valid=True),
            ReportSignOff(SignOff(id=named_id("signoff", "2"), pass_name="Legal", person="Tove Berg", remark="Interview terms seen",
                                  signed_at=MADE_AT - timedelta(days=1), digest="77ab" * 16), valid=False),
        ),
    )  # fmt: skip
    return made_report((article,), sources=sources)


# ------------------------------------------------------------------------------------------------------------- drafts


def drafts_report() -> Report:
    """A draft with footnotes, endnotes, a writer's comments, a table and lists; open, changed, confirmed and lost facts."""
    w = Writing()
    w.line("The island that sold its wind", "title")
    w.line("A cooperative promised cheap power for all. Ten years on, the money is on the mainland.", "standfirst")
    w.line("By Ana Ruiz", "byline")
    w.line(
        "When the first turbine turned on 3 May 2014, the whole of Fårö stood on the hill. Of the island’s 512 inhabitants, 498 had "
        "bought a share. “We owned the wind,” says Karin Holm, who was the treasurer until 2019."
    )
    w.line("The promise", "heading", 1)
    w.line(
        "The prospectus promised power at half the mainland price for twenty years. In 2016 the cooperative paid a dividend of "
        "7.5 percent, the highest of any cooperative in the country. The bank, according to its own annual report, called the loan in 2018."
    )
    w.line("Year\tPower sold (GWh)\tPrice (öre/kWh)", "table_row")
    w.line("2015\t41.2\t31", "table_row")
    w.line("2017\t44.9\t29", "table_row")
    w.line("2019\t38.0\t52", "table_row")
    w.line("Power sold by the cooperative, 2015 to 2019", "caption")
    w.line("The sale", "heading", 1)
    w.line("Three things happened that winter:", "paragraph")
    w.line("the chairman resigned;", "list_item", 0, "1.")
    w.line("the board met without minutes,", "list_item", 0, "2.")
    w.line("once in a hotel,", "list_item", 1, "a)")
    w.line("once by telephone;", "list_item", 1, "b)")
    w.line("and the shares were sold to a fund for 61 million.", "list_item", 0, "3.")
    w.line("The fund’s manager did not answer our questions.", "text_box")
    w.line("It is registered in Luxembourg.", "text_box")
    w.line(
        "Members got 40 percent of what they had paid. “Nobody asked us,” says Holm. The fund has since sold two of the five turbines. "
        "Fårö is the saddest place on the Baltic in November."
    )
    w.span("whole", "emphasis")
    w.span("annual report", "link", "https://bank.example.org/annual/2018.pdf")
    w.span("half the mainland price", "strong")
    w.footnote("3 May 2014", "Gotlands Nyheter, 4 May 2014, p. 1.")
    w.footnote("498 had bought a share", "Share register, see https://coop.example.org/register?y=2014 (accessed 2 Feb).",
               links=("https://coop.example.org/register?y=2014",))
    w.footnote("until 2019.", "Interview, 12 January 2026.")
    w.footnote("for twenty years.", "Prospectus, p. 7.\nSee also the advert on the ferry.")
    w.footnote("61 million.", "Deed of sale; a photograph is here.", links=("https://files.example.org/deed.jpg",))
    w.footnote("called the loan in 2018", "The bank’s lawyers have seen this sentence.", kind="endnote", label="i")
    asked = w.comment("Nobody asked us", "Is this the same Holm?", author="Editor Desk", initials="ED", date="2026-02-27T11:05:00Z")
    w.notes.append(replace(w.notes[-1], key="reply", text="Yes.", author="Ana Ruiz", initials="AR", parent=asked,
                           date="2026-02-27T11:20:00Z", resolved=True))  # fmt: skip
    confirmed, changed, disputed, on_author, not_checkable = scale_of("drafts")[1]
    to_ana = Query(id=named_id("query", "a"), to="writer", addressee="Ana Ruiz", question="Which annual report? The 2018 one says 2017.",
                   channel="e-mail", asked="2 March", due="16 March")  # fmt: skip
    to_fund = Query(id=named_id("query", "b"), to="person", addressee="Nordvind Fund", question="Did you buy the shares for 61 million?",
                    channel="letter", asked="3 March", due="17 March")  # fmt: skip
    answered = Query(id=named_id("query", "c"), to="writer", addressee="Ana Ruiz", question="Is the 40 percent before tax?",
                     asked="2 March", answer="Before, I think.", answered="4 March")  # fmt: skip
    claims = (
        made_claim(1, w, ("the first turbine turned on 3 May 2014",), confirmed, evidence=(made_evidence(1, locator="p. 1"),)),
        made_claim(2, w, ("Of the island’s 512 inhabitants, 498 had bought a share",), disputed,
                   rationale="The register has 489 holders, and 23 of them live on the mainland.",
                   correction="Of the island’s 512 inhabitants, 466 had bought a share",
                   evidence=(made_evidence(2, "refutes", "489 holders", "sheet 1", origin="writer", verified=False),)),
        made_claim(3, w, ("498",), disputed, rationale="See 2.", open=True),
        made_claim(4, w, ("Karin Holm, who was the treasurer until 2019",), confirmed, evidence=(made_evidence(3),)),
        made_claim(5, w, ("power at half the mainland price for twenty years",), changed,
                   rationale="The prospectus says fifteen years.", correction="power at half the mainland price for fifteen years",
                   evidence=(made_evidence(4, "refutes", "… under en tid av femton år", "p. 7"),)),
        made_claim(6, w, ("a dividend of 7.5 percent",), confirmed, evidence=(made_evidence(4),)),
        made_claim(7, w, ("the highest of any cooperative in the country",), None, kind="comparison", assignee="Jonas Weir"),
        made_claim(8, w, ("according to its own annual report, called the loan in 2018",), on_author,
                   rationale="The report that the link opens is that of 2017.", queries=(to_ana,), asked=("Ana Ruiz (writer)",)),
        made_claim(9, w, ("44.9",), confirmed),
        made_claim(10, w, ("the shares were sold to a fund for 61 million",), on_author, queries=(to_fund,),
                   asked=("Nordvind Fund",), rationale="The deed names the buyer but no price."),
        made_claim(11, w, ("Members got 40 percent of what they had paid",), on_author, queries=(answered,), asked=("Ana Ruiz (writer)",)),
        made_claim(12, w, ("Fårö is the saddest place on the Baltic in November",), not_checkable),
        made_claim(13, w, (), None, words="The turbines stood still for 41 days in 2017.", status="re-check",
                   old_words=("The turbines stood still for 41 days in 2017.",), open=True),
    )  # fmt: skip
    sources = (
        made_source(1, (1,), kind="article", title="Hela ön på berget", publisher="Gotlands Nyheter", published="4 May 2014", standing="secondary"),
        made_source(2, (2,), ("register-2014.xlsx",), kind="data", title="Share register", address="https://coop.example.org/register?y=2014",
                    standing="primary", accessed="2 February 2026"),
        made_source(3, (4,), kind="interview", person="Karin Holm", interviewed_on="12 January 2026", channel="in person", terms="on record"),
        made_source(4, (5, 6), kind="document", title="Prospectus of the cooperative", published="2013", standing="primary"),
    )  # fmt: skip
    lines = ("The bank, according", "Three things happened that winter:", "the chairman resigned;", "The fund has since sold two of the five turbines.")
    ends = ("2018.", "winter:", "resigned;", "turbines.")
    untouched = tuple((w.find(line)[0], w.find(end, 1)[1]) for line, end in zip(lines, ends, strict=True))
    article = made_article(
        w, claims, title="The island that sold its wind", byline="Ana Ruiz", slug="faro-wind", draft=3, sentences=24, dealt=20,
        untouched=untouched[1:],
        queries=(Query(id=named_id("query", "d"), to="lawyer", addressee="Tove Berg", question="May we name the chairman?", asked="3 March"),),
        sign_offs=(ReportSignOff(SignOff(id=named_id("signoff", "1"), pass_name="Figures", person="Ines Moreau",
                                         signed_at=MADE_AT, digest="9f2c" * 16), valid=False),),
    )  # fmt: skip
    return made_report((article,), "drafts", sources=sources, project_name="Issue 12", conflicts=1)


# ---------------------------------------------------------------------------------------------------- any size and odd


def sized_report(claims: int, sentences: int = 5000, seed: int = 7, scale: str = "default") -> Report:
    """An article of ``sentences`` of 20 words, in paragraphs of five, with claims spread evenly over it."""
    random_words = random.Random(seed)
    vocabulary = (
        "the city council said that new figures show housing costs rose by twelve percent since last year while wages stayed "
        "flat according to data from national statistics office and independent researchers who reviewed public records budget "
        "documents interviews court filings maps emails photographs reports minister mayor company school"
    ).split()
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
            number, w, (), ratings[number % len(ratings)], words=w.text[start:end], correction="rose" if number % 10 == 0 else "",
            rationale=" ".join(random_words.choices(vocabulary, k=60)).capitalize() + ".",
            evidence=(made_evidence(number * 2 - 1, locator="p. 4"), made_evidence(number * 2, "refutes", "a passage of the source")),
        )  # fmt: skip
        highlight = Highlight(id=named_id("highlight", str(number)), claim_id=claim.claim.id, start=start, end=end, quote=w.text[start:end])
        made.append(replace(claim, highlights=(highlight,)))
    sources = tuple(
        made_source(number, ((number + 1) // 2,), kind="data", title=f"Statistics office, table {number}",
                    address=f"https://data.example.org/t/{number}?a=1&b=2", standing="primary")
        for number in range(1, 2 * claims + 1)
    )  # fmt: skip
    article = made_article(w, tuple(made), title="A long article", slug="long", sentences=sentences, dealt=claims)
    return made_report((article,), scale, sources=sources)
