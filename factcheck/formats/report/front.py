"""The cover: what was checked, by whom, when, with what result, and what the report holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.formats.report.cover import (
    Particular,
    counts,
    particulars,
    report_kind,
    report_title,
    subtitle,
    summary,
    warning,
)
from factcheck.formats.report.making import Making
from factcheck.formats.report.values import Chapter, Heading, Item, Paragraph, Piece, Run, Runs, Table, words
from factcheck.text.addresses import safe_link
from factcheck.translation import _


def cover(made: Making, chapters: Sequence[Chapter]) -> Iterator[Piece]:
    """The cover with the counts per verdict and the contents."""
    report = made.report
    yield Paragraph(words(report_kind(report, made.words)), "label")
    yield Paragraph(words(report_title(report)), "title")
    if line := subtitle(report):
        yield Paragraph(words(line), "subtitle")
    rows = tuple(((words(one.name),), _lines(one)) for one in particulars(report))
    yield Table(_("Particulars of the report"), (), rows, (22, 78), head_column=True)
    if told := warning(report):
        yield Paragraph(words(told, "strong"), "warning")
    yield from _counts(made)
    if len(chapters) > 1:
        yield Heading(words(_("Contents")), 2, "contents")
        for chapter in chapters:
            yield Item(((Run(chapter.title, target=f"#{chapter.anchor}"),),))


def _lines(one: Particular) -> tuple[Runs, ...]:
    if one.linked:
        return tuple((Run(line, target=safe_link(line) or ""),) for line in one.lines)
    return tuple(words(line) for line in one.lines)


def _counts(made: Making) -> Iterator[Piece]:
    """How many claims have which verdict; the table is the legend of the marks as well."""
    said, counted = made.words, counts(made.report)
    if counted is None:
        return
    yield Heading(words(said.verdicts), 2, "verdicts")
    yield Paragraph(words(summary(made.report)), "fact")
    shown = [key for key in made.looks if key] + ([""] if counted.get("") or len(made.looks) == 1 else [])
    rows = tuple(
        (
            ((Run(made.looks[key].label, label=key),),),
            (words(str(counted.get(key, "–"))),),
            (words(made.looks[key].definition),),
        )
        for key in shown
    )
    yield Table(said.verdicts, (said.verdict, said.claims, _("What it means")), rows, (24, 16, 60))
