"""The cover: what was checked, by whom, when, with what result, and what the report holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from factcheck.domain.report import Report, ReportArticle
from factcheck.formats.docx.report.wording import claims_count, share, words_left
from factcheck.formats.report.making import Making
from factcheck.formats.report.values import Chapter, Heading, Item, Paragraph, Piece, Run, Runs, Table, words
from factcheck.locales import day, day_and_time, listed, written_day
from factcheck.text.addresses import safe_link
from factcheck.translation import _, ngettext


def report_title(report: Report) -> str:
    """What the report is called: by its only article, else by the project."""
    if len(report.articles) == 1:
        return report.articles[0].article.title.strip() or report.project_name
    return report.project_name


def cover(made: Making, chapters: Sequence[Chapter]) -> Iterator[Piece]:
    """The cover with the counts per verdict and the contents."""
    report = made.report
    kinds = {"writer": _("Questions to the writer"), "corrections": _("Corrections")}
    yield Paragraph(words(kinds.get(report.options.audience, made.words.report)), "label")
    yield Paragraph(words(report_title(report)), "title")
    if len(report.articles) == 1:
        only = report.articles[0].article
        line = " · ".join(word for word in (only.byline, only.publication, written_day(only.published)) if word.strip())
        if line:
            yield Paragraph(words(line), "subtitle")
    rows = tuple(((words(name),), lines) for name, lines in _details(made) if any(lines))
    yield Table(_("Particulars of the report"), (), rows, (22, 78), head_column=True)
    if report.conflicts:
        warning = ngettext(
            "{n} conflict is not resolved: two people gave different values, and this report shows one of them.",
            "{n} conflicts are not resolved: two people gave different values, and this report shows one of each.",
            report.conflicts,
        )
        yield Paragraph(words(warning.format(n=report.conflicts), "strong"), "warning")
    if report.options.audience not in kinds:
        yield from _counts(made)
    if len(chapters) > 1:
        yield Heading(words(_("Contents")), 2, "contents")
        for chapter in chapters:
            yield Item(((Run(chapter.title, target=f"#{chapter.anchor}"),),))


def _details(made: Making) -> Iterator[tuple[str, tuple[Runs, ...]]]:
    report = made.report
    yield _("Project"), (words(report.project_name),)
    drafts = tuple(words(_article_line(article)) for article in report.articles)
    yield ngettext("Article", "Articles", max(len(drafts), 1)), drafts
    addresses = [one.article.address.strip() for one in report.articles if one.article.address.strip()]
    yield _("Published at"), tuple((Run(one, target=safe_link(one) or ""),) for one in addresses)
    checker = report.checker
    yield _("Checked by"), (words(listed(word for word in (checker.name, checker.role) if word)),)
    if report.options.audience in ("writer", "corrections"):
        yield _("Report made"), (words(day_and_time(report.made_at)),)
        return
    times = [claim.at for article in report.articles for claim in article.claims if claim.rating is not None]
    if times:
        first, last = day(min(times)), day(max(times))
        told = first if first == last else _("{first} to {last}").format(first=first, last=last)
        yield _("Checked"), (words(told),)
    yield _("Report made"), (words(day_and_time(report.made_at)),)
    yield _("Scale"), (words(" · ".join(word for word in (report.scale.name, report.scale.version) if word)),)
    yield _("Coverage"), tuple(words(_coverage(article)) for article in report.articles)


def _article_line(article: ReportArticle) -> str:
    title = article.article.title.strip() or _("Untitled")
    return _("{title} (draft {number})").format(title=title, number=article.revision.number)


def _coverage(article: ReportArticle) -> str:
    counted = ngettext(
        "{done} of {n} sentence dealt with ({share})", "{done} of {n} sentences dealt with ({share})", article.sentences
    )
    told = counted.format(done=article.dealt, n=article.sentences, share=share(article.dealt, article.sentences))
    return told if article.words_left is None else f"{told}. {words_left(article.words_left)}"


def _counts(made: Making) -> Iterator[Piece]:
    """How many claims have which verdict; the table is the legend of the marks as well."""
    report, said = made.report, made.words
    claims = [claim for article in report.articles for claim in article.claims]
    counts = Counter(claim.rating.id if claim.rating is not None else "" for claim in claims)
    yield Heading(words(said.verdicts), 2, "verdicts")
    open_ones = sum(claim.open for claim in claims)
    changed = sum(bool(claim.claim.correction.strip()) for claim in claims)
    summary = [
        claims_count(report.profile, len(claims)),
        ngettext("{n} open", "{n} open", open_ones).format(n=open_ones),
        ngettext("{n} with new wording", "{n} with new wording", changed).format(n=changed),
    ]
    yield Paragraph(words(listed(summary) + "."), "fact")
    shown = [key for key in made.looks if key] + ([""] if counts[""] or len(made.looks) == 1 else [])
    rows = tuple(
        (
            ((Run(made.looks[key].label, label=key),),),
            (words(str(counts[key] or "–")),),
            (words(made.looks[key].definition),),
        )
        for key in shown
    )
    yield Table(said.verdicts, (said.verdict, said.claims, _("What it means")), rows, (24, 16, 60))
