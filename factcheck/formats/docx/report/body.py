"""The order of a report: its parts, their headings and the sections of Word that they fall into."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby

from factcheck.domain.report import Report, parts_of
from factcheck.formats.docx.report import back, claims, drafts, front, queries
from factcheck.formats.docx.report.article import annotated_article
from factcheck.formats.docx.report.composition import Composition
from factcheck.formats.docx.report.front import Chapter
from factcheck.formats.docx.report.marking import settled_look
from factcheck.formats.docx.report.markup import paragraph, run
from factcheck.formats.docx.report.printed import PrintedArticle
from factcheck.formats.docx.report.shell import SectionPlan
from factcheck.formats.report.wording import Words
from factcheck.locales import day_and_time
from factcheck.translation import _


def chapters_of(report: Report, words: Words) -> tuple[Chapter, ...]:
    """The parts that the person chose, in the order of the profile; the annotated article once for each article."""
    titles = {
        "cover": "",
        "contents": "",
        "queries": _("Questions to the writer") if report.options.audience == "writer" else _("Queries for the editor"),
        "replies": _("Reply log"),
        "corrections": _("Corrections"),
        "claims table": _("Claims at a glance"),
        "claims": _("Claim by claim"),
        "open items": _("Open items"),
        "changes": _("Changes"),
        "sources": _("Sources"),
        "untouched": _("Untouched text"),
        "sign-offs": _("Sign-offs"),
    }
    chosen: list[Chapter] = []
    for part in parts_of(report.profile, report.options.audience):
        if part not in report.options.parts or part in ("header", "footer"):
            continue
        for article in report.articles if part == "article" else (None,):
            title = titles.get(part, words.article)
            if article is not None and len(report.articles) > 1:
                title = _("{part}: {title}").format(part=title, title=article.article.title.strip() or _("Untitled"))
            chosen.append(Chapter(part, title, f"_Toc{9_000_001 + len(chosen)}", article))
    titled = sum(bool(chapter.title) for chapter in chosen)
    # One part needs no contents.
    return tuple(chapter for chapter in chosen if chapter.part != "contents" or titled > 1)


def section_plans(report: Report, chapters: tuple[Chapter, ...]) -> tuple[SectionPlan, ...]:
    """The sections of Word: one for each annotated article, and one for what stands before and behind."""
    plans = []
    for article, _group in groupby(chapters, key=lambda chapter: chapter.article):
        named = article or (report.articles[0] if len(report.articles) == 1 else None)
        words = [report.project_name]
        if named is not None:
            record = named.article
            name = record.slug.strip() or record.title.strip() or report.project_name
            words = [name, _("draft {number}").format(number=named.revision.number)]
        words.append(day_and_time(report.made_at))
        plans.append(
            SectionPlan(
                " · ".join(words),
                report.options.line_numbers and article is not None,
            )
        )
    return tuple(plans) or (SectionPlan(report.project_name),)


def body(composition: Composition, chapters: tuple[Chapter, ...], printed: list[PrintedArticle]) -> Iterator[str]:
    """The content of the document, in pieces; the last section stands behind it, as Word wants it."""
    parts: dict[str, Callable[[], Iterator[str]]] = {
        "cover": lambda: front.cover(composition),
        "contents": lambda: front.contents(composition, tuple(chapter for chapter in chapters if chapter.title)),
        "queries": lambda: queries.questions(composition, printed),
        "replies": lambda: queries.reply_log(composition, printed),
        "corrections": lambda: claims.changes(composition, printed),
        "claims table": lambda: claims.claims_table(composition, printed),
        "claims": lambda: claims.claim_sections(composition, printed),
        "open items": lambda: drafts.open_items(composition, printed),
        "changes": lambda: claims.changes(composition, printed),
        "sources": lambda: back.source_list(composition, printed),
        "untouched": lambda: drafts.untouched(composition, printed),
        "sign-offs": lambda: back.sign_offs(composition, printed),
    }
    by_article = {id(one.article): one for one in printed}
    sections = iter(composition.shell.sections)
    groups = [list(group) for _article, group in groupby(chapters, key=lambda chapter: chapter.article)]
    for group in groups:
        for chapter in group:
            if chapter.title:
                # Space above a heading is for what stands before it on the page; the cover has a page of its own.
                at_top = chapter is group[0] and group is not groups[0]
                former = group[group.index(chapter) - 1].part if chapter is not group[0] else ""
                whole_cover = composition.report.options.audience not in ("writer", "corrections")
                after_cover = whole_cover and former in ("cover", "contents")
                more = "<w:pageBreakBefore/>" if after_cover else ""
                more += '<w:spacing w:before="0"/>' if at_top or after_cover else ""
                yield composition.heading(chapter.title, 1, chapter.anchor, more)
            if chapter.article is not None:
                printed_one = by_article[id(chapter.article)]
                if any(claim.places for claim in printed_one.claims):
                    yield _legend(composition, printed_one)
                yield from annotated_article(composition, printed_one)
            else:
                yield from parts[chapter.part]()
        section = next(sections)
        if group is groups[-1]:
            yield section
        else:
            yield paragraph("", composition.style("Section End"), section)
    if not groups:
        yield composition.text(_("No part of the report was chosen."), "Report Fact") + next(sections)


def _legend(composition: Composition, printed: PrintedArticle) -> str:
    """How the marks of the article are to be read: those that occur in it."""
    marked = [one for one in printed.claims if one.places]
    quiet = {one.claim.rating.id for one in marked if one.settled and one.claim.rating is not None}
    loud = {one.claim.rating.id if one.claim.rating is not None else "" for one in marked if not one.settled}
    unchecked, *ratings = composition.ratings
    shown = [(f" {one.label} ", composition.verdicts[one.id].mark) for one in (*ratings, unchecked) if one.id in loud]
    shown += [(one.label, settled_look(composition, one)) for one in ratings if one.id in quiet]
    inside = "".join(run(label, look) + run("  ") for label, look in shown)
    return composition.paragraph(inside + run(composition.words.number_is), "Report Legend")
