"""The report as python-docx's manual would have it written: what a program of an afternoon does, and how long it takes.

It holds less than ours: the article with a comment on each claim, a table of the claims, and a section for each.
"""

from __future__ import annotations

from pathlib import Path

import docx
from docx.enum.text import WD_COLOR_INDEX

from factcheck.domain.report import Report


def write_naive_report(report: Report, path: Path) -> None:
    """Write the report by ``add_paragraph``, ``add_comment`` and ``add_row().cells``."""
    document = docx.Document()
    sources = {one.number: one.source for one in report.sources}
    for article in report.articles:
        document.add_heading(article.article.title, 0)
        claims = sorted(article.claims, key=lambda one: one.highlights[0].start if one.highlights else 0)
        waiting = [(one.highlights[0].start, one.highlights[0].end, one) for one in claims if one.highlights]
        for block in article.structure.blocks:
            paragraph = document.add_paragraph()
            done = block.start
            while waiting and waiting[0][0] < block.end:
                start, end, claim = waiting.pop(0)
                paragraph.add_run(article.text[done:start])
                run = paragraph.add_run(article.text[start:end])
                run.font.highlight_color = WD_COLOR_INDEX.YELLOW
                label = claim.rating.label if claim.rating else "Not checked yet"
                cited = "; ".join(sources[one.source_number].title for one in claim.evidence)
                document.add_comment(run, f"{label}. {claim.claim.rationale} {cited}", author="Checker")
                done = end
            paragraph.add_run(article.text[done : block.end])
        document.add_heading("Claims", 1)
        table = document.add_table(rows=1, cols=3)
        for cell, words in zip(table.rows[0].cells, ("No.", "Claim", "Verdict"), strict=True):
            cell.text = words
        for claim in article.claims:
            label = claim.rating.label if claim.rating else "Not checked yet"
            for cell, words in zip(table.add_row().cells, (str(claim.number), claim.claim.words, label), strict=True):
                cell.text = words
        for claim in article.claims:
            document.add_heading(f"Claim {claim.number}", 2)
            document.add_paragraph(claim.claim.words, style="Quote")
            document.add_paragraph(claim.claim.rationale)
            for one in claim.evidence:
                source = sources[one.source_number]
                document.add_paragraph(f"{source.title} {source.address}", style="List Bullet")
    document.save(str(path))
