"""The cover of a report: what was checked, by whom, when, with what result, and what the report holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factcheck.domain.records import Rating
from factcheck.domain.report import Report, ReportArticle
from factcheck.formats.docx.report.composition import Composition, used_ratings
from factcheck.formats.docx.report.markup import FIELD_END, Look, field_opening, internal_link, paragraph, run
from factcheck.formats.docx.report.wording import claims_count, share, words_left
from factcheck.locales import day, day_and_time, listed, written_day
from factcheck.translation import _, ngettext

_LONGEST_KEPT = 30


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the report: its key, its title and the bookmark of its heading."""

    part: str
    title: str
    anchor: str
    article: ReportArticle | None = None


def report_title(report: Report) -> str:
    """What the report is called: by its only article, else by the project."""
    if len(report.articles) == 1:
        return report.articles[0].article.title.strip() or report.project_name
    return report.project_name


def cover(composition: Composition) -> Iterator[str]:
    """The cover: what was checked, by whom and when, with the counts per verdict where readers are told all of them."""
    report = composition.report
    kinds = {"writer": _("Questions to the writer"), "corrections": _("Corrections")}
    yield composition.text(kinds.get(report.options.audience, composition.words.report), "Report Label")
    yield composition.text(report_title(report), "Title")
    only = report.articles[0].article if len(report.articles) == 1 else None
    if only is not None:
        line = " · ".join(word for word in (only.byline, only.publication, written_day(only.published)) if word.strip())
        if line:
            yield composition.text(line, "Subtitle")
    details = ([composition.text(name, "Table Head"), cell] for name, cell in _details(composition))
    yield from composition.table("Report Details", (22, 78), _("Particulars of the report"), (), details)
    if report.conflicts:
        warning = ngettext(
            "{n} conflict is not resolved: two people gave different values, and this report shows one of them.",
            "{n} conflicts are not resolved: two people gave different values, and this report shows one of each.",
            report.conflicts,
        )
        yield composition.text(warning.format(n=report.conflicts), "Report Fact", Look(strong=True))
    if report.options.audience not in kinds:
        yield from _counts(composition)


def _details(composition: Composition) -> Iterator[tuple[str, str]]:
    report = composition.report
    yield _("Project"), composition.cell(report.project_name)
    drafts = [_article_line(article) for article in report.articles]
    yield ngettext("Article", "Articles", max(len(drafts), 1)), composition.cell(*drafts)
    addresses = [article.article.address for article in report.articles if article.article.address.strip()]
    if addresses:
        yield _("Published at"), composition.cell_of(*(composition.address(one, one) for one in addresses))
    checker = report.checker
    yield _("Checked by"), composition.cell(listed(word for word in (checker.name, checker.role) if word))
    if report.options.audience in ("writer", "corrections"):
        yield _("Report made"), composition.cell(day_and_time(report.made_at))
        return
    times = [claim.at for article in report.articles for claim in article.claims if claim.rating is not None]
    if times:
        first, last = day(min(times)), day(max(times))
        yield (
            _("Checked"),
            composition.cell(first if first == last else _("{first} to {last}").format(first=first, last=last)),
        )
    yield _("Report made"), composition.cell(day_and_time(report.made_at))
    yield _("Scale"), composition.cell(" · ".join(word for word in (report.scale.name, report.scale.version) if word))
    if report.options.audience == "public":
        return  # how far the desk got is its own matter
    yield _("Coverage"), composition.cell(*(_coverage(article) for article in report.articles))


def _article_line(article: ReportArticle) -> str:
    title = article.article.title.strip() or _("Untitled")
    return _("{title} (draft {number})").format(title=title, number=article.revision.number)


def _coverage(article: ReportArticle) -> str:
    counted = ngettext(
        "{done} of {n} sentence dealt with ({share})", "{done} of {n} sentences dealt with ({share})", article.sentences
    )
    told = counted.format(done=article.dealt, n=article.sentences, share=share(article.dealt, article.sentences))
    return told if article.words_left is None else f"{told}. {words_left(article.words_left)}"


def _counts(composition: Composition) -> Iterator[str]:
    """How many claims have which verdict; the table is the legend of the marks as well."""
    report, words = composition.report, composition.words
    claims = [claim for article in report.articles for claim in article.claims]
    counts = Counter(claim.rating.id if claim.rating is not None else "" for claim in claims)
    yield paragraph(run(words.verdicts), composition.style("TOC Heading"), "<w:keepNext/>")
    open_ones = sum(claim.open for claim in claims)
    changed = sum(bool(claim.claim.correction.strip()) for claim in claims)
    summary = [claims_count(report.profile, len(claims))]
    if report.options.audience != "public":
        summary.append(ngettext("{n} open", "{n} open", open_ones).format(n=open_ones))
        summary.append(ngettext("{n} with new wording", "{n} with new wording", changed).format(n=changed))
    yield composition.text(listed(summary) + ".", "Report Fact")
    unchecked, *ratings = used_ratings(report, words.unchecked)
    rows = [*ratings, unchecked] if counts[""] or not ratings else ratings
    head = composition.head(words.verdict, words.claims, _("What it means"))

    def row(rating: Rating) -> tuple[str, str, str]:
        number = str(counts[rating.id] or "–")
        return (
            composition.cell_of(composition.verdicts[rating.id].label),
            composition.cell(number),
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
