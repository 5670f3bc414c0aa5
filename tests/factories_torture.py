"""Reports that go to the edge: odd characters, overlaps, omitted stretches, scripts, and several articles in one."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from factcheck.domain.draft import Block, Note, Span
from factcheck.domain.records import Highlight, Rating, named_id
from factcheck.domain.report import Report, ReportArticle, ReportClaim
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


def at(claim: ReportClaim, writing: Writing, *places: tuple[int, int]) -> ReportClaim:
    """The claim with highlights at these places."""
    highlights = tuple(
        Highlight(
            id=named_id("highlight", claim.claim.id, str(number)),
            claim_id=claim.claim.id,
            start=start,
            end=end,
            quote=writing.text[start:end],
        )
        for number, (start, end) in enumerate(places)
    )
    return replace(claim, highlights=highlights)


def torture_report() -> Report:
    """Everything that has broken a writer of Word files before."""
    w = Writing()
    w.line('A <title> & its "quotes" ]]> \x00\x0b\ud800\ufffe 𝔘nicode 👩‍👩‍👧‍👦 é', "title")
    w.line("  edges  and\ttabs   and a soft\u00adhyphen, a joiner\u200d and a non-breaking\u00a0space  ")
    w.line("")
    w.line("Overlap one two three four five six seven eight nine ten eleven twelve thirteen fourteen.")
    w.line("Also read: ten harbours to see before you die")
    w.line("Bold italic linked words struck and underlined, H2O and E=mc2, code() here.")
    w.line("A1\tB1\tC1", "table_row")
    w.line("A2\tB2", "table_row")
    w.line("\t\t", "table_row")
    w.line("first", "list_item", 0, "1.")
    w.line("deeper", "list_item", 1, "(b)")
    w.line("deepest", "list_item", 12, "iv.")
    w.line("second", "list_item", 0, "2.")
    w.line("after a break, from seven", "list_item", 0, "7.")
    w.line("star", "list_item", 0, "\uf0b7")
    w.line("zero", "list_item", 0, "007.")
    w.line("section", "list_item", 0, "1.2.3")
    w.line("Heading of level nine", "heading", 9)
    w.line("Heading of level three", "heading", 3)
    w.line("The very last line 🙂")
    for words, kind in (
        ("Bold", "strong"),
        ("Bold italic", "emphasis"),
        ("struck", "strike"),
        ("underlined", "underline"),
        ("2O", "subscript"),
        ("c2", "superscript"),
        ("code()", "code"),
    ):
        start, end = w.find(words)
        w.spans.append(Span(kind, start, end))  # type: ignore[arg-type] # mypy sees str
    w.span("linked words", "link", "https://example.org/a b?x=1&y=<2>#ü")
    w.span("nine", "link", "javascript:alert(1)")
    w.span("B1", "link", "file:///etc/passwd")
    w.spans.append(Span("strong", 0, len(w.text) + 50))
    w.spans.append(Span("emphasis", 40, 40))
    w.footnote(
        "one",
        "A note with https://example.org/p?q=1&r=2, and\nanother paragraph & more.",
        label="*",
        links=("https://example.org/p?q=1&r=2", "http://hidden.example.org/", "javascript:void(0)"),
    )
    w.footnote("two", "", label="1")
    w.footnote("two", "Again at the same place.", label="2")
    w.footnote("Also read", "In the omitted stretch.", label="3")
    w.footnote("A2", "In a cell: العربية 日本語", label="3")
    w.footnote("🙂", "At the very end.", label="4")
    w.footnote("deeper", "An endnote.", label="1", kind="endnote")
    w.footnote("star", "Another.", label="2", kind="endnote")
    w.notes.append(Note("far", "footnote", 10**6, 10**6, "Beyond the text.", "5"))
    w.notes.append(Note("point", "comment", 70, 70, "At a point.", author="Ed & <Co>", date="2026-02-01T23:59:59Z"))
    w.comment("three four five", "Over words.\nTwo lines.", author="", date="2026-02-28")
    key = w.comment("seven eight", "Asked.", author="A", initials="AAAAAAAAAAAAAAAA", date="2026-02-01")
    w.notes.append(
        Note(
            "r1", "comment", 0, 3, "Answered.", author="B", parent=key, date="2026-02-01T10:00:00+02:00", resolved=True
        )
    )
    w.notes.append(Note("r2", "comment", 0, 3, "Answered again.", author="C", parent="r1", date="2026-02-01T10:00"))
    w.notes.append(Note("lost", "comment", 0, 3, "Its parent is not there.", author="D", parent="nobody"))
    w.blocks.insert(3, Block("paragraph", 5, 2))  # impossible: passed over
    true, mostly, misleading, false, unverifiable = scale_of("default")[1]
    base, end = w.find("Overlap")[0], len(w.text)
    omitted = (w.find("Also read: ten harbours to see before you die"), w.find("eleven twelve "))
    odd = Rating(
        id=named_id("odd"), label="True, mostly; <odd>", pattern="unheard-of", strong_light="red", tint_light="#12"
    )
    claims = (
        at(made_claim(1, w, (), true, rationale="Nested &amp; <b>\n\n\n second paragraph"), w, (base, base + 60)),
        at(made_claim(2, w, (), mostly), w, (base + 8, base + 30)),
        at(made_claim(3, w, (), false), w, (base + 8, base + 30)),
        at(made_claim(4, w, (), misleading), w, (base + 20, base + 75), (0, end), (base + 1, base + 1)),
        at(made_claim(5, w, (), unverifiable), w, omitted[0]),
        at(made_claim(6, w, (), odd), w, (omitted[0][0] - 4, omitted[0][1] + 9)),
        at(made_claim(7, w, (), None, words=""), w, (w.find("A1")[0], w.find("B2")[1])),
        at(made_claim(8, w, (), true), w, (end - 1, end)),
        made_claim(
            9,
            w,
            (),
            false,
            words="Gone",
            old_words=("Gone & away",),
            correction="Here <now>",
            evidence=(made_evidence(1), made_evidence(99)),
        ),
        at(made_claim(10, w, (), true), w, (10**6, 10**6 + 5)),
        at(made_claim(11, w, (), true), w, w.find("linked words struck")),
    )
    article = made_article(
        w, claims, title="", slug="", language="??", omitted=(*omitted, (5, 2), (-4, 0)), sentences=1
    )
    sources = (
        made_source(
            1,
            (9, 77),
            ("a & b.pdf",),
            address="https://[broken",
            archive_address="mailto:a@example.org",
            title="T & <T>",
        ),
        made_source(2, (), wire="ANP", authors="Only Authors"),
        made_source(3, (1,), kind="unheard-of", address="http://user:pw@exämple.org:8080/pfad/ü?q=%zz"),
    )
    return made_report((article,), sources=sources, project_name="Odd & <project>")


def scripts_report() -> Report:
    """Arabic, Hebrew, Japanese and emoji, in a draft of its own language and among other words."""
    w = Writing()
    w.line("قال الوزير إن الإيجارات لن ترتفع أكثر من 3٪ هذا العام.", "title")
    w.line("ارتفعت الأسعار بنسبة 12 في المئة وفق Eurostat في عام 2024، وهذا رقم مرتفع.")
    w.line("עמוד ראשון\tעמוד שני", "table_row")
    w.line("The Arabic slogan «لن ترتفع الإيجارات» and the Japanese 公営住宅の家賃制度 stand here 🙂👍🏽 together.")
    w.line("日本では、家賃は市場の半分である。", "quote")
    w.line("نقطة أولى", "list_item", 0, "•")
    confirmed, changed, disputed, on_author, _other = scale_of("drafts")[1]
    claims = (
        made_claim(1, w, ("الإيجارات لن ترتفع أكثر من 3٪",), disputed, rationale="الأرقام تقول غير ذلك."),
        made_claim(2, w, ("12 في المئة وفق Eurostat",), changed, correction="13 في المئة وفق Eurostat"),
        made_claim(3, w, ("«لن ترتفع الإيجارات» and the Japanese 公営",), confirmed),
        made_claim(4, w, ("家賃は市場の半分である",), on_author),
        made_claim(5, w, ("🙂👍🏽",), confirmed),
        made_claim(6, w, ("עמוד שני",), None),
    )
    start, end = w.find("ارتفعت الأسعار")
    article = made_article(
        w, claims, title=w.text.split("\n")[0], language="ar", slug="إيجارات", untouched=((start, end),), sentences=9
    )
    return made_report((article,), "drafts", project_name="مشروع")


def several_articles_report() -> Report:
    """Three articles in one report: notes count anew in each, claims are numbered through, one has none."""

    def article(number: int, first_claim: int) -> ReportArticle:
        w = Writing()
        w.line(f"Article {number}", "title")
        w.line(f"The first fact of article {number}. A second fact, and a third one. " * 3)
        w.footnote("The first fact", f"First note of {number}.", label="1")
        w.footnote("A second fact", f"Second note of {number}.", label="2")
        ratings = scale_of("default")[1]
        quotes = ("The first fact", "a third one") if first_claim else ()
        claims = tuple(
            made_claim(
                first_claim + index,
                w,
                (quote,),
                ratings[index],
                correction="Another fact" if index else "",
                at=MADE_AT - timedelta(days=number),
            )
            for index, quote in enumerate(quotes)
        )
        return made_article(
            w, claims, number, title=f"Article {number}", language=("en", "de", "xx-klingon")[number - 1]
        )

    return made_report((article(1, 1), article(2, 3), article(3, 0)))
