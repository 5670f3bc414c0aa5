"""What is handed over: the report for its editor, the files of the sources that may be named, and the data."""

from __future__ import annotations

from dataclasses import replace

from factcheck.domain.handover import Handover, SourceFile
from factcheck.domain.records import Attachment, Source
from factcheck.domain.report import ReportOptions
from factcheck.project.queries.interchange import whole_project
from factcheck.project.queries.report_options import report_options
from factcheck.project.queries.reports import report_of
from factcheck.project.reading import Reading
from factcheck.project.tables import AttachmentRow


def handover_of(
    reading: Reading, article_ids: tuple[str, ...] = (), options: ReportOptions | None = None
) -> Handover:
    """The pack on some articles (all where none is named); files of confidential sources only where they are named."""
    options = replace(options or report_options(reading, "handover"), audience="handover")
    report = report_of(reading, article_ids, options)
    sources = {source.id: source for source in reading.records(Source)}
    files = [
        SourceFile(entry.number, one.name, reading.blob(one.sha256), one.extracted_text)
        for entry in report.sources
        if options.named or not sources[entry.source.id].confidential
        for one in reading.records(
            Attachment, AttachmentRow.source_id == entry.source.id, order_by=(AttachmentRow.name, AttachmentRow.id)
        )
    ]
    every = len(report.articles) == len(report_articles(reading))
    whole = whole_project(reading, confidential=options.named) if every else None
    return Handover(report, tuple(files), whole)


def report_articles(reading: Reading) -> list[str]:
    """The ids of all articles."""
    return [row[0] for row in reading.tuples("SELECT id FROM article WHERE NOT deleted")]
