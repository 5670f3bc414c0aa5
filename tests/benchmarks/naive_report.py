"""The report as python-docx's manual would have it written: what a program of a day does, and how long it takes.

It says what our report says, in the same parts and the same words: ``compare_words`` counts them. It has what
python-docx can do (runs, styles, tables, comments of several paragraphs) and the one recipe for links that everybody
uses; it lacks links within the document, tracked changes, controls, threads and notes, which python-docx cannot write.
Every construct is the manual's own: ``add_paragraph``, ``add_run``, ``add_comment``, ``add_row().cells``.
"""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.text import WD_COLOR_INDEX
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from lxml import etree

from factcheck.domain.records import Query
from factcheck.domain.report import Report, ReportArticle, ReportClaim, ReportEvidence, ReportSource
from factcheck.formats.citations import citation
from factcheck.formats.report.cover import counts, particulars, report_title, subtitle, summary
from factcheck.formats.report.wording import Words, addressee, source_name, words_of
from factcheck.locales import day_and_time

_LINE = qn("w:p")
_SHOWN = (qn("w:t"), qn("w:tab"), qn("w:br"))


def write_naive_report(report: Report, path: Path) -> None:
    """Write the report to a file, part by part in the order of ours."""
    document, words = docx.Document(), words_of(report.profile)
    sources = {one.number: one for one in report.sources}
    section = document.sections[0]
    section.header.paragraphs[0].text = f"{report_title(report)}\t\t{report.options.marking}"
    section.footer.paragraphs[0].text = report.project_name
    _cover(document, report, words)
    _corrections(document, report, words)
    _queries(document, report, "Queries for the editor", "There is no open question.", to="editor")
    _claims_table(document, report, words)
    for article in report.articles:
        document.add_heading(words.article, 1)
        _legend(document, report, words)
        _article(document, article, report, words, sources)
    document.add_heading("Claim by claim", 1)
    for article in report.articles:
        for claim in article.claims:
            _claim(document, article, claim, words, sources)
    document.add_heading("Sources", 1)
    for source in report.sources:
        _source(document, source, report.options.citations, words)
    _queries(document, report, "Reply log", "Nobody was asked.")
    _sign_offs(document, report)
    document.save(str(path))


def _add_table(document: Document, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    table = document.add_table(rows=1, cols=len(head), style="Table Grid")
    for cell, text in zip(table.rows[0].cells, head, strict=True):
        cell.text = text
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text


def _add_link(paragraph: Paragraph, text: str, address: str) -> None:
    """The recipe for a link: a relationship, an element, and a run that is moved into it."""
    run = paragraph.add_run(text)
    run.font.underline = True
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    link.append(run._r)
    paragraph._p.append(link)


def _verdict(claim: ReportClaim, words: Words) -> str:
    return claim.rating.label if claim.rating is not None else words.unchecked


def _cover(document: Document, report: Report, words: Words) -> None:
    document.add_paragraph(words.report)
    document.add_heading(report_title(report), 0)
    document.add_paragraph(subtitle(report), style="Subtitle")
    table = document.add_table(rows=0, cols=2)
    for one in particulars(report):
        cells = table.add_row().cells
        cells[0].text, cells[1].text = one.name, "\n".join(one.lines)
    document.add_heading(words.verdicts, 2)
    document.add_paragraph(summary(report))
    counted = counts(report) or {}
    rows = [(one.label, str(counted.get(one.id, "–")), one.definition) for one in report.ratings]
    _add_table(document, (words.verdict, words.claims, "What it means"), rows)
    document.add_heading("Contents", 2)
    for title in (
        "Corrections", "Queries for the editor", "Claims at a glance", words.article, "Claim by claim", "Sources",
        "Reply log", "Sign-offs",
    ):  # fmt: skip
        document.add_paragraph(title)
    document.add_page_break()  # type: ignore[no-untyped-call] # python-docx forgot it


def _corrections(document: Document, report: Report, words: Words) -> None:
    document.add_heading("Corrections", 1)
    rows = [
        (str(claim.number), claim.claim.words, claim.claim.correction, _verdict(claim, words))
        for article in report.articles
        for claim in article.claims
        if claim.claim.correction
    ]
    _add_table(document, ("No.", "As published", words.correction, words.verdict), rows)


def _asked(report: Report) -> list[tuple[str, Query]]:
    return [
        (str(claim.number), query) for article in report.articles for claim in article.claims for query in claim.queries
    ] + [("–", query) for article in report.articles for query in article.queries]


def _queries(document: Document, report: Report, title: str, nothing: str, to: str = "") -> None:
    """The questions to somebody that are open; all of them without ``to``."""
    document.add_heading(title, 1)
    asked = [(number, one) for number, one in _asked(report) if not to or (one.to == to and not one.closed)]
    if asked:
        rows = [(number, addressee(one, words_of(report.profile)), one.question, one.answer) for number, one in asked]
        _add_table(document, ("No.", "Asked", "Question", "Answer"), rows)
    else:
        document.add_paragraph(nothing)


def _claims_table(document: Document, report: Report, words: Words) -> None:
    document.add_heading("Claims at a glance", 1)
    for article in report.articles:
        rows = [
            (
                str(claim.number),
                claim.claim.words,
                _verdict(claim, words),
                ", ".join(str(one.source_number) for one in claim.evidence),
            )
            for claim in article.claims
        ]
        _add_table(document, ("No.", words.claim, words.verdict, "Sources"), rows)


def _legend(document: Document, report: Report, words: Words) -> None:
    paragraph = document.add_paragraph()
    for rating in report.ratings:
        paragraph.add_run(f" {rating.label}  ").font.highlight_color = WD_COLOR_INDEX.YELLOW
    paragraph.add_run(words.number_is)


def _article(
    document: Document, article: ReportArticle, report: Report, words: Words, sources: dict[int, ReportSource]
) -> None:
    """The article with its claims marked, each with its number and a comment; a claim's first highlight is enough."""
    marked = sorted((one.highlights[0].start, one.highlights[0].end, one) for one in article.claims if one.highlights)
    waiting = iter(marked)
    following = next(waiting, None)
    for block in article.structure.blocks:
        paragraph = document.add_paragraph()
        done = block.start
        while following is not None and following[0] < block.end:
            start, end, claim = following
            paragraph.add_run(article.text[done:start])
            run = paragraph.add_run(article.text[start:end])
            run.font.highlight_color = WD_COLOR_INDEX.YELLOW
            paragraph.add_run(f" {claim.number} ").font.superscript = True
            author = claim.author.name or report.checker.name
            comment = document.add_comment(run, author=author, initials=claim.author.initials)
            comment.paragraphs[0].add_run(f"{claim.number} · {_verdict(claim, words)}").bold = True
            comment.add_paragraph(claim.claim.rationale)
            if claim.claim.correction:
                line = comment.add_paragraph()
                line.add_run(f"{words.correction}: ").bold = True
                line.add_run(f"“{claim.claim.correction}”")
            for one in claim.evidence:
                _evidence(comment.add_paragraph(), one, words, sources)
            for remark in claim.comments:
                document.add_comment(run, remark.text, author=remark.author)
            done, following = end, next(waiting, None)
        paragraph.add_run(article.text[done : block.end])


def _evidence(paragraph: Paragraph, evidence: ReportEvidence, words: Words, sources: dict[int, ReportSource]) -> None:
    source, record = sources[evidence.source_number].source, evidence.evidence
    paragraph.add_run(f"[{evidence.source_number}] ")
    if source.address:
        _add_link(paragraph, source_name(source, words), source.address)
    else:
        paragraph.add_run(source_name(source, words))
    facts = [record.locator, words.stances[record.stance], "" if record.verified else words.unverified]
    paragraph.add_run("".join(f" · {fact}" for fact in facts if fact)).italic = True


def _claim(
    document: Document, article: ReportArticle, claim: ReportClaim, words: Words, sources: dict[int, ReportSource]
) -> None:
    """A section of a claim."""
    document.add_heading(f"{words.claim} {claim.number}   {_verdict(claim, words)}", 2)
    for highlight in claim.highlights:
        quotation = document.add_paragraph(article.text[highlight.start : highlight.end], style="Quote")
        quotation.add_run(f"  {words.in_article}")
    for label, text in ((words.rationale, claim.claim.rationale), (words.correction, claim.claim.correction)):
        if text:
            paragraph = document.add_paragraph()
            paragraph.add_run(f"{label}  ").bold = True
            paragraph.add_run(text)
    for query in claim.queries:
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{addressee(query, words)}  ").bold = True
        paragraph.add_run(f"{query.question} {query.answer}")
    document.add_paragraph().add_run(words.evidence).bold = True
    for one in claim.evidence:
        _evidence(document.add_paragraph(style="List Bullet"), one, words, sources)
        if one.evidence.passage:
            document.add_paragraph(one.evidence.passage, style="Intense Quote")


def _source(document: Document, entry: ReportSource, style: str, words: Words) -> None:
    source = entry.source
    paragraph = document.add_paragraph(f"[{entry.number}]\t")
    for piece in citation(source, style):
        if piece.target:
            _add_link(paragraph, piece.text, piece.target)
        else:
            paragraph.add_run(piece.text).italic = piece.italic
    if source.address:
        paragraph.add_run().add_break()
        _add_link(paragraph, source.address, source.address)
    paragraph.add_run().add_break()
    facts = [words.source_kinds.get(source.kind, source.kind), words.standings.get(source.standing, source.standing)]
    numbers = ", ".join(map(str, entry.claim_numbers))
    facts.append(f"{words.used_by[len(entry.claim_numbers) > 1]} {numbers}")
    paragraph.add_run(" · ".join(fact for fact in facts if fact)).italic = True


def _sign_offs(document: Document, report: Report) -> None:
    document.add_heading("Sign-offs", 1)
    signed = [one.sign_off for article in report.articles for one in article.sign_offs]
    if signed:
        rows = [(one.pass_name, one.person, day_and_time(one.signed_at), one.digest[:10]) for one in signed]
        _add_table(document, ("Pass", "Signed by", "When", "Digest"), rows)
    else:
        document.add_paragraph("Nobody has signed off yet.")
    roles = (("Fact-checker", report.checker.name), ("Editor", ""), ("Legal", ""))
    _add_table(document, ("For", "Name", "Date", "Signature"), [(role, name, "", "") for role, name in roles])


def counted(path: Path) -> tuple[int, int, int]:
    """How many words a report holds in its body and its comments, how many comments, and how many bytes of XML."""
    with zipfile.ZipFile(path) as archive:
        size = sum(one.file_size for one in archive.infolist())
        document, comments = (etree.fromstring(archive.read(f"word/{part}.xml")) for part in ("document", "comments"))
    # A tab and a line end part words as a space does.
    lines = [line for part in (document, comments) for line in part.iter(_LINE)]
    told = ["".join(one.text or " " for one in line.iter(*_SHOWN)) for line in lines]
    return sum(len(line.split()) for line in told), len(comments), size
