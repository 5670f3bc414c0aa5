"""The cover of a report: what was checked, by whom, when, with what result, and what the report holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factcheck.domain.records import Rating
from factcheck.domain.report import ReportArticle
from factcheck.formats.docx.report.composition import Composition
from factcheck.formats.docx.report.markup import FIELD_END, Look, field_opening, internal_link, paragraph, run
from factcheck.formats.report.cover import (
    counts,
    particulars,
    report_kind,
    report_title,
    subtitle,
    summary,
    warning,
)
from factcheck.translation import _

_LONGEST_KEPT = 30


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the report: its key, its title and the bookmark of its heading."""

    part: str
    title: str
    anchor: str
    article: ReportArticle | None = None


def cover(composition: Composition) -> Iterator[str]:
    """The cover: what was checked, by whom and when, with the counts per verdict where readers are told all of them."""
    report = composition.report
    yield composition.text(report_kind(report, composition.words), "Report Label")
    yield composition.text(report_title(report), "Title")
    if line := subtitle(report):
        yield composition.text(line, "Subtitle")
    details = (
        (
            composition.text(one.name, "Table Head"),
            composition.cell_of(*(composition.address(line, line) for line in one.lines))
            if one.linked
            else composition.cell(*one.lines),
        )
        for one in particulars(report)
    )
    yield from composition.table("Report Details", (22, 78), _("Particulars of the report"), (), details)
    if told := warning(report):
        yield composition.text(told, "Report Fact", Look(strong=True))
    yield from _counts(composition)


def _counts(composition: Composition) -> Iterator[str]:
    """How many claims have which verdict; the table is the legend of the marks as well."""
    report, words, counted = composition.report, composition.words, counts(composition.report)
    if counted is None:
        return
    yield paragraph(run(words.verdicts), composition.style("TOC Heading"), "<w:keepNext/>")
    yield composition.text(summary(report), "Report Fact")
    unchecked, *ratings = composition.ratings
    rows = [*ratings, unchecked] if counted.get("") or not ratings else ratings
    head = composition.head(words.verdict, words.claims, _("What it means"))

    def row(rating: Rating) -> tuple[str, str, str]:
        return (
            composition.cell_of(composition.verdicts[rating.id].label),
            composition.cell(str(counted.get(rating.id, "–"))),
            composition.cell(rating.definition),
        )

    yield from composition.table("Report Table", (24, 20, 56), words.verdicts, head, map(row, rows))


def contents(composition: Composition, chapters: Sequence[Chapter]) -> Iterator[str]:
    """The contents: live, and without page numbers, which only Word could keep true."""
    yield paragraph(run(_("Contents")), composition.style("TOC Heading"), "<w:keepNext/>")
    style = composition.style("toc 1")
    # A list that a page can hold stays on one.
    keep = "<w:keepNext/>" if len(chapters) <= _LONGEST_KEPT else ""
    for chapter in chapters:
        opening = field_opening(r'TOC \o "1-1" \n \h \z') if chapter is chapters[0] else ""
        end = FIELD_END if chapter is chapters[-1] else ""
        entry = internal_link(chapter.anchor, run(chapter.title, composition.hyperlink))
        yield paragraph(opening + entry + end, style, "" if end else keep)
