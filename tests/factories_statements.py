"""A report on a speech: every verdict, an overlap, two places of one claim, an interview."""

from __future__ import annotations

from datetime import timedelta

from factcheck.domain.records import Comment, Query, SignOff, named_id
from factcheck.domain.report import Report, ReportSignOff
from tests.factories_report import (
    MADE_AT,
    Writing,
    made_article,
    made_claim,
    made_evidence,
    made_report,
    made_source,
    scale_of,
)


def statements_report() -> Report:
    """The whole report, all its parts chosen."""
    w = Writing()
    w.line("Minister opens harbour with promise of 4,000 jobs", "title")
    w.line("Speech at the new east pier, as delivered", "standfirst")
    w.line("Transcript: city press office", "byline")
    w.line(
        "Friends, two years ago this quay was empty. Since then, unemployment in the harbour district has "
        "fallen by a third, "
        "from 9.3 to 6.1 percent. No other district of the city has seen so sharp a fall. We said we would "
        "build, and we built."
    )
    w.line("The pier and its cost", "heading", 2)
    w.line(
        "The pier cost 212 million, not one crown more than the council approved in 2021. Some have said that "
        "it came in late. "
        "It opened on the very day that was written in the contract, and the auditors have confirmed it."
    )
    w.line("We have created 4,000 jobs, and these are not seasonal jobs.", "quote")
    w.line(
        "Four thousand families can plan again. The port handled 1.9 million containers last year, the most in "
        "its history."
    )
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
            1,
            w,
            ("unemployment in the harbour district has fallen by a third, from 9.3 to 6.1 percent",),
            true,
            words="Unemployment in the harbour district fell by a third, from 9.3 to 6.1 percent, in two years.",
            speaker="Marta Lundmark",
            speaker_role="Minister for Transport",
            occasion="opening of the east pier",
            stated_on="6 March 2026",
            rationale="The labour office gives 9.3 percent for February 2024 and 6.1 percent for February 2026, "
            "a fall of "
            "34 percent. Both figures are for the district and seasonally adjusted.",
            evidence=(
                made_evidence(1, passage="Harbour district: 9.3 (Feb 2024), 6.1 (Feb 2026).", locator="table 4, p. 12"),
                made_evidence(3, "context", locator="03:15"),
            ),
        ),
        made_claim(
            2,
            w,
            ("No other district of the city has seen so sharp a fall",),
            mostly,
            rationale="Only the old town came close (−31 percent). The series for the island district begins in "
            "2025, so it "
            "cannot be compared.",
            evidence=(made_evidence(1, passage="Old town: 7.4 to 5.1.", locator="table 4, p. 12"),),
        ),
        made_claim(
            3,
            w,
            ("The pier cost 212 million, not one crown more than the council approved in 2021",),
            false,
            correction="The pier cost 212 million, 27 million more than the council approved in 2021",
            rationale="The council approved 185 million on 14 June 2021. A supplement of 27 million followed in 2024.",
            evidence=(
                made_evidence(2, "refutes", "The frame of the project is set at 185 million.", "item 9"),
                made_evidence(4, "refutes", "Supplement to project 2021-44: 27 million.", "p. 3"),
            ),
            comments=(
                Comment(
                    id=named_id("comment", "1"),
                    text="Do we have the supplement in writing?",
                    author="Jonas Weir",
                    written_at=MADE_AT - timedelta(hours=20),
                ),
                Comment(
                    id=named_id("comment", "2"),
                    text="Yes, source 4 & its annex.",
                    author="Ines Moreau",
                    written_at=MADE_AT - timedelta(hours=19),
                    resolved=True,
                ),
            ),
        ),
        made_claim(
            4,
            w,
            ("It opened on the very day that was written in the contract, and the auditors have confirmed it",),
            misleading,
            rationale="The day is that of the contract as amended in 2024; the first contract said 1 September 2025. "
            "The auditors confirmed the amended date.",
            correction="It opened on the day of the amended contract, half a year after the first date",
            evidence=(made_evidence(5, "context", "Date of completion (as amended): 6 March 2026.", "section 2.1"),),
        ),
        made_claim(
            5,
            w,
            ("the auditors have confirmed it",),
            true,
            rationale="The audit office did confirm the date in report 2025/17.",
            evidence=(made_evidence(5, locator="section 2.1"),),
        ),
        made_claim(
            6,
            w,
            ("We have created 4,000 jobs", "Four thousand families can plan again"),
            unverifiable,
            words="The harbour has created 4,000 jobs.",
            rationale="The ministry gave no breakdown. The port authority counts 2,310 employees; nobody counts "
            "suppliers.",
            evidence=(
                made_evidence(
                    3, "context", "We employ 2,310 people ourselves. For the rest, ask the ministry.", "11:40"
                ),
            ),
            queries=(
                Query(
                    id=named_id("query", "1"),
                    to="person",
                    addressee="Ministry of Transport",
                    channel="e-mail",
                    question="How are the 4,000 jobs counted?",
                    asked="9 March 2026",
                    answer="The figure is an estimate of the ministry.",
                    answered="11 March 2026",
                    closed=True,
                ),
            ),
        ),
        made_claim(7, w, ("The port handled 1.9 million containers last year, the most in its history",), None),
        made_claim(
            8,
            w,
            ("Experts agree that nobody in Europe handles cargo faster",),
            false,
            rationale="Three ports publish shorter handling times.",
            evidence=(made_evidence(6, "refutes", locator="figure 2"),),
        ),
    )
    sources = (
        made_source(
            1,
            (1, 2),
            ("labour-2026-02.pdf",),
            kind="data",
            title="Monthly figures, February 2026",
            authors="City Labour Office",
            address="https://labour.example.org/figures/2026-02?district=harbour&series=adjusted",
            standing="primary",
            published="2 March 2026",
            accessed="9 March 2026",
            archive_address="https://archive.example.net/20260309/https://labour.example.org/figures/2026-02",
        ),
        made_source(
            2,
            (3,),
            kind="document",
            title="Minutes of the city council, 14 June 2021",
            publisher="City Council",
            address="https://council.example.org/minutes/2021-06-14",
            standing="primary",
            accessed="9 March 2026",
        ),
        made_source(
            3,
            (1, 6),
            kind="interview",
            person="Pelle Strand",
            title="",
            interviewed_on="10 March 2026",
            channel="telephone",
            terms="on record",
            standing="primary",
        ),
        made_source(
            4,
            (3,),
            kind="document",
            title="An official of the harbour board",
            confidential=True,
            alias="An official of the harbour board",
            standing="primary",
            terms="background",
        ),
        made_source(
            5,
            (4, 5),
            kind="report",
            title="Completion of the east pier (2025/17)",
            authors="Audit Office",
            address="https://audit.example.org/reports/2025-17",
            standing="secondary",
            published="2025",
            accessed="9 March 2026",
        ),
        made_source(
            6,
            (8,),
            kind="study",
            title="Container handling in 21 ports",
            authors="K. Oduya, T. Brenner",
            published="2025",
            publisher="Journal of Ports",
            address="https://doi.example.org/10.5555/ports.2025.7",
            standing="secondary",
        ),
    )
    start, end = w.find("Thank you.")
    article = made_article(
        w,
        claims,
        title="Minister opens harbour with promise of 4,000 jobs",
        byline="Marta Lundmark",
        slug="harbour-speech",
        publication="City press office",
        published="6 March 2026",
        address="https://city.example.org/speeches/east-pier",
        sentences=16,
        dealt=14,
        untouched=((start, end),),
        sign_offs=(
            ReportSignOff(
                SignOff(
                    id=named_id("signoff", "1"),
                    pass_name="First pass",
                    person="Ines Moreau",
                    signed_at=MADE_AT - timedelta(hours=3),
                    digest="9f2c" * 16,
                ),
                valid=True,
            ),
            ReportSignOff(
                SignOff(
                    id=named_id("signoff", "2"),
                    pass_name="Legal",
                    person="Tove Berg",
                    remark="Interview terms seen",
                    signed_at=MADE_AT - timedelta(days=1),
                    digest="77ab" * 16,
                ),
                valid=False,
            ),
        ),
    )
    return made_report((article,), sources=sources)
