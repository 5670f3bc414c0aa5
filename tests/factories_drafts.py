"""A report on a draft with everything that a draft may hold: notes, a table, lists, boxes, a writer's comments."""

from __future__ import annotations

from dataclasses import replace

from factcheck.domain.records import Query, SignOff, named_id
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


def drafts_report() -> Report:
    """The whole report, all its parts chosen."""
    w = Writing()
    w.line("The island that sold its wind", "title")
    w.line("A cooperative promised cheap power for all. Ten years on, the money is on the mainland.", "standfirst")
    w.line("By Ana Ruiz", "byline")
    w.line(
        "When the first turbine turned on 3 May 2014, the whole of Fårö stood on the hill. Of the island’s 512 "
        "inhabitants, 498 had "
        "bought a share. “We owned the wind,” says Karin Holm, who was the treasurer until 2019."
    )
    w.line("The promise", "heading", 1)
    w.line(
        "The prospectus promised power at half the mainland price for twenty years. In 2016 the cooperative "
        "paid a dividend of "
        "7.5 percent, the highest of any cooperative in the country. The bank, according to its own annual "
        "report, called the loan in 2018."
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
        "Members got 40 percent of what they had paid. “Nobody asked us,” says Holm. The fund has since sold "
        "two of the five turbines. "
        "Fårö is the saddest place on the Baltic in November."
    )
    w.span("whole", "emphasis")
    w.span("annual report", "link", "https://bank.example.org/annual/2018.pdf")
    w.span("half the mainland price", "strong")
    w.footnote("3 May 2014", "Gotlands Nyheter, 4 May 2014, p. 1.")
    w.footnote(
        "498 had bought a share",
        "Share register, see https://coop.example.org/register?y=2014 (accessed 2 Feb).",
        links=("https://coop.example.org/register?y=2014",),
    )
    w.footnote("until 2019.", "Interview, 12 January 2026.")
    w.footnote("for twenty years.", "Prospectus, p. 7.\nSee also the advert on the ferry.")
    w.footnote("61 million.", "Deed of sale; a photograph is here.", links=("https://files.example.org/deed.jpg",))
    w.footnote("called the loan in 2018", "The bank’s lawyers have seen this sentence.", kind="endnote", label="i")
    asked = w.comment(
        "Nobody asked us", "Is this the same Holm?", author="Editor Desk", initials="ED", date="2026-02-27T11:05:00Z"
    )
    w.notes.append(
        replace(
            w.notes[-1],
            key="reply",
            text="Yes.",
            author="Ana Ruiz",
            initials="AR",
            parent=asked,
            date="2026-02-27T11:20:00Z",
            resolved=True,
        )
    )
    confirmed, changed, disputed, on_author, not_checkable = scale_of("drafts")[1]
    to_ana = Query(
        id=named_id("query", "a"),
        to="writer",
        addressee="Ana Ruiz",
        question="Which annual report? The 2018 one says 2017.",
        channel="e-mail",
        asked="2 March",
        due="16 March",
    )
    to_fund = Query(
        id=named_id("query", "b"),
        to="person",
        addressee="Nordvind Fund",
        question="Did you buy the shares for 61 million?",
        channel="letter",
        asked="3 March",
        due="17 March",
    )
    answered = Query(
        id=named_id("query", "c"),
        to="writer",
        addressee="Ana Ruiz",
        question="Is the 40 percent before tax?",
        asked="2 March",
        answer="Before, I think.",
        answered="4 March",
    )
    claims = (
        made_claim(
            1, w, ("the first turbine turned on 3 May 2014",), confirmed, evidence=(made_evidence(1, locator="p. 1"),)
        ),
        made_claim(
            2,
            w,
            ("Of the island’s 512 inhabitants, 498 had bought a share",),
            disputed,
            rationale="The register has 489 holders, and 23 of them live on the mainland.",
            correction="Of the island’s 512 inhabitants, 466 had bought a share",
            evidence=(made_evidence(2, "refutes", "489 holders", "sheet 1", origin="writer", verified=False),),
        ),
        made_claim(3, w, ("498",), disputed, rationale="See 2.", open=True),
        made_claim(4, w, ("Karin Holm, who was the treasurer until 2019",), confirmed, evidence=(made_evidence(3),)),
        made_claim(
            5,
            w,
            ("power at half the mainland price for twenty years",),
            changed,
            rationale="The prospectus says fifteen years.",
            correction="power at half the mainland price for fifteen years",
            evidence=(made_evidence(4, "refutes", "… under en tid av femton år", "p. 7"),),
        ),
        made_claim(6, w, ("a dividend of 7.5 percent",), confirmed, evidence=(made_evidence(4),)),
        made_claim(
            7, w, ("the highest of any cooperative in the country",), None, kind="comparison", assignee="Jonas Weir"
        ),
        made_claim(
            8,
            w,
            ("according to its own annual report, called the loan in 2018",),
            on_author,
            rationale="The report that the link opens is that of 2017.",
            queries=(to_ana,),
            asked=("Ana Ruiz (writer)",),
        ),
        made_claim(9, w, ("44.9",), confirmed),
        made_claim(
            10,
            w,
            ("the shares were sold to a fund for 61 million",),
            on_author,
            queries=(to_fund,),
            asked=("Nordvind Fund",),
            rationale="The deed names the buyer but no price.",
        ),
        made_claim(
            11,
            w,
            ("Members got 40 percent of what they had paid",),
            on_author,
            queries=(answered,),
            asked=("Ana Ruiz (writer)",),
        ),
        made_claim(12, w, ("Fårö is the saddest place on the Baltic in November",), not_checkable),
        made_claim(
            13,
            w,
            (),
            None,
            words="The turbines stood still for 41 days in 2017.",
            status="re-check",
            old_words=("The turbines stood still for 41 days in 2017.",),
            was="Confirmed",
            open=True,
        ),
    )
    sources = (
        made_source(
            1,
            (1,),
            kind="article",
            title="Hela ön på berget",
            publisher="Gotlands Nyheter",
            published="4 May 2014",
            standing="secondary",
        ),
        made_source(
            2,
            (2,),
            ("register-2014.xlsx",),
            kind="data",
            title="Share register",
            address="https://coop.example.org/register?y=2014",
            standing="primary",
            accessed="2 February 2026",
        ),
        made_source(
            3,
            (4,),
            kind="interview",
            person="Karin Holm",
            interviewed_on="12 January 2026",
            channel="in person",
            terms="on record",
        ),
        made_source(
            4, (5, 6), kind="document", title="Prospectus of the cooperative", published="2013", standing="primary"
        ),
    )
    lines = (
        "The bank, according",
        "Three things happened that winter:",
        "the chairman resigned;",
        "The fund has since sold two of the five turbines.",
    )
    ends = ("2018.", "winter:", "resigned;", "turbines.")
    untouched = tuple((w.find(line)[0], w.find(end, 1)[1]) for line, end in zip(lines, ends, strict=True))
    article = made_article(
        w,
        claims,
        title="The island that sold its wind",
        byline="Ana Ruiz",
        slug="faro-wind",
        draft=3,
        sentences=24,
        dealt=20,
        untouched=untouched[1:],
        queries=(
            Query(
                id=named_id("query", "d"),
                to="lawyer",
                addressee="Tove Berg",
                question="May we name the chairman?",
                asked="3 March",
            ),
        ),
        sign_offs=(
            ReportSignOff(
                SignOff(
                    id=named_id("signoff", "1"),
                    pass_name="Figures",
                    person="Ines Moreau",
                    signed_at=MADE_AT,
                    digest="9f2c" * 16,
                ),
                valid=False,
            ),
        ),
    )
    return made_report((article,), "drafts", sources=sources, project_name="Number 12", conflicts=1)
