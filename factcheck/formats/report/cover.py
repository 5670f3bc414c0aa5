"""The words of the cover, whatever the report is written as: its title, its particulars, how far the desk got."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from factcheck.domain.report import Report, ReportArticle
from factcheck.formats.report.wording import Words, article_name, claims_count, share, words_left
from factcheck.locales import day, day_and_time, labelled, listed, written_day
from factcheck.translation import _, ngettext

_EXCERPTS = frozenset({"writer", "corrections"})  # audiences that get a part of the work, and no counts of the whole


class Particular(NamedTuple):
    """A row of the table on the cover; ``lines`` are addresses, which lead somewhere, where ``linked``."""

    name: str
    lines: tuple[str, ...]
    linked: bool = False


def report_title(report: Report) -> str:
    """What the report is called: by its only article, else by the project."""
    if len(report.articles) == 1:
        return report.articles[0].article.title.strip() or report.project_name
    return report.project_name


def report_kind(report: Report, said: Words) -> str:
    """What stands above the title: the kind of report that it is."""
    kinds = {"writer": _("Questions to the writer"), "corrections": _("Corrections")}
    return kinds.get(report.options.audience, said.report)


def subtitle(report: Report) -> str:
    """Who wrote the only article, where it appeared and when; empty where nothing is known, or there are several."""
    if len(report.articles) != 1:
        return ""
    only = report.articles[0].article
    return " · ".join(word for word in (only.byline, only.publication, written_day(only.published)) if word.strip())


def particulars(report: Report) -> Iterator[Particular]:
    """The rows of the table on the cover that have something to say."""
    return (one for one in _particulars(report) if any(line.strip() for line in one.lines))


def _particulars(report: Report) -> Iterator[Particular]:
    yield Particular(_("Project"), (report.project_name,))
    drafts = tuple(_article_line(article) for article in report.articles)
    yield Particular(ngettext("Article", "Articles", max(len(drafts), 1)), drafts)
    addresses = tuple(one.article.address.strip() for one in report.articles if one.article.address.strip())
    yield Particular(_("Published at"), addresses, linked=True)
    yield Particular(_("Checked by"), (listed(word for word in (report.checker.name, report.checker.role) if word),))
    if report.options.audience not in _EXCERPTS:
        yield Particular(_("Checked"), (_days_of_checking(report),))
    yield Particular(_("Report made"), (day_and_time(report.made_at),))
    if report.options.audience in _EXCERPTS:
        return
    yield Particular(_("Scale"), (" · ".join(word for word in (report.scale.name, report.scale.version) if word),))
    if report.options.audience != "public":  # how far the desk got is its own matter
        yield Particular(_("Coverage"), tuple(_covered(report)))


def _article_line(article: ReportArticle) -> str:
    title = article.article.title.strip() or _("Untitled")
    number = article.revision.number
    told = _("{title} (draft {number})").format(title=title, number=number)
    return told.replace(f" {number})", f"\N{NO-BREAK SPACE}{number})")  # a number does not go to the next line alone


def _days_of_checking(report: Report) -> str:
    times = [claim.at for article in report.articles for claim in article.claims if claim.rating is not None]
    if not times:
        return ""
    first, last = day(min(times)), day(max(times))
    return first if first == last else _("{first} to {last}").format(first=first, last=last)


def _covered(report: Report) -> Iterator[str]:
    for article in report.articles:
        told = _coverage(article)
        yield labelled(article_name(article), told) if len(report.articles) > 1 else told


def _coverage(article: ReportArticle) -> str:
    counted = ngettext(
        "{done} of {n} sentence dealt with ({share})", "{done} of {n} sentences dealt with ({share})", article.sentences
    )
    told = counted.format(done=article.dealt, n=article.sentences, share=share(article.dealt, article.sentences))
    return told if article.words_left is None else f"{told}. {words_left(article.words_left)}"


def warning(report: Report) -> str:
    """What a reader must know before all else: conflicts that nobody resolved; empty where there is none."""
    if not report.conflicts:
        return ""
    told = ngettext(
        "{n} conflict is not resolved: two people gave different values, and this report shows one of them.",
        "{n} conflicts are not resolved: two people gave different values, and this report shows one of each.",
        report.conflicts,
    )
    return told.format(n=report.conflicts)


def counts(report: Report) -> dict[str, int] | None:
    """How many claims have which rating, by its id, "" for none; ``None`` where readers are not told all of them."""
    if report.options.audience in _EXCERPTS:
        return None
    counted: dict[str, int] = {}
    for article in report.articles:
        for claim in article.claims:
            rating = claim.rating.id if claim.rating is not None else ""
            counted[rating] = counted.get(rating, 0) + 1
    return counted


def summary(report: Report) -> str:
    """How many claims there are; for the desk also how many are open, and how many have new wording."""
    claims = [claim for article in report.articles for claim in article.claims]
    told = [claims_count(report.profile, len(claims))]
    if report.options.audience != "public":
        open_ones = sum(claim.open for claim in claims)
        changed = sum(bool(claim.claim.correction.strip()) for claim in claims)
        told.append(ngettext("{n} open", "{n} open", open_ones).format(n=open_ones))
        told.append(ngettext("{n} with new wording", "{n} with new wording", changed).format(n=changed))
    return listed(told) + "."
