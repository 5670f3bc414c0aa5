"""What ``import`` does with files that are no article: a whole project, annotations, sources."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from factcheck.cli.choosing import article_of
from factcheck.cli.printing import one_line
from factcheck.domain.problems import Problem
from factcheck.locales import listed, number
from factcheck.project.edits.taking_annotations import Annotated, TakeInAnnotations
from factcheck.project.edits.taking_in import TakeInProject, TakeInSources, TakenIn
from factcheck.project.project import Project
from factcheck.project.queries.annotations import on_articles
from factcheck.project.reading import Reading
from factcheck.translation import _, ngettext

# Applies what was read; answers with what came, for programs and in words.
Taking = Callable[[Project, argparse.Namespace], tuple[dict[str, Any], str]]


def read_whole(file: Path) -> Taking:
    """A whole project out of its JSON, to be taken in as one edit."""
    from factcheck.formats.interchange.reading import read_project

    whole = read_project(file)

    def take(project: Project, _chosen: argparse.Namespace) -> tuple[dict[str, Any], str]:
        taken: TakenIn = project.apply(TakeInProject(whole)).value
        return {"new": taken.new, "known": taken.known, "different": taken.different}, told(taken)

    return take


def read_references(file: Path) -> Taking:
    """Sources out of CSL-JSON, BibTeX or RIS, to be taken in as one edit."""
    from factcheck.formats.sources.exchange import read_sources

    sources = tuple(read_sources(file))

    def take(project: Project, _chosen: argparse.Namespace) -> tuple[dict[str, Any], str]:
        new = project.apply(TakeInSources(sources)).value
        words = ngettext("{n} source is new", "{n} sources are new", len(new)).format(n=number(len(new)))
        known = len(sources) - len(new)
        if known:
            said = ngettext("{n} was here already", "{n} were here already", known).format(n=number(known))
            words = listed((words, said))
        return {"sources": new, "known": known}, words

    return take


def read_remarks(file: Path) -> Taking:
    """Web Annotations, made claims of the articles that they are on: one edit for each article."""
    from factcheck.formats.linked.annotations import read_annotations

    annotations = read_annotations(file)

    def take(project: Project, chosen: argparse.Namespace) -> tuple[dict[str, Any], str]:
        def wanted(reading: Reading) -> str:
            return article_of(reading, chosen.article).id if chosen.article else ""

        on = project.read(lambda reading: on_articles(reading, annotations, wanted(reading)))
        if not on:
            raise Problem(
                _("The annotations are on no article of this project."),
                _("Say by --article which one they are meant for."),
            )
        came = [project.apply(TakeInAnnotations(id_, some)).value for id_, some in on.items()]
        return _annotated(came, len(annotations) - sum(map(len, on.values())))

    return take


def _annotated(came: list[Annotated], elsewhere: int) -> tuple[dict[str, Any], str]:
    new = [claim_id for one in came for claim_id in one.claim_ids]
    known, asked = sum(one.known for one in came), sum(one.asked for one in came)
    unplaced = [quote for one in came for quote in one.unplaced]
    said = [ngettext("{n} claim is new", "{n} claims are new", len(new)).format(n=number(len(new)))]
    for count, words in (
        (known, ngettext("{n} was here already", "{n} were here already", known)),
        (asked, ngettext("of {n} place it is asked", "of {n} places it is asked", asked)),
        (len(unplaced), ngettext("{n} stands nowhere for certain", "{n} stand nowhere for certain", len(unplaced))),
        (elsewhere, ngettext("{n} is on another text", "{n} are on other texts", elsewhere)),
    ):
        if count:
            said.append(words.format(n=number(count)))
    lines = [listed(said), *(f"  “{one_line(quote)}”" for quote in unplaced)]
    answer = {"claims": new, "known": known, "asked": asked, "unplaced": unplaced, "elsewhere": elsewhere}
    return answer, "\n".join(lines)


def told(taken: TakenIn) -> str:
    """What came, in words."""
    words = [
        ngettext("{n} record is new", "{n} records are new", total := sum(taken.new.values())).format(n=number(total))
    ]
    for kind, said in (("Article", _("articles: {n}")), ("Claim", _("claims: {n}")), ("Source", _("sources: {n}"))):
        if taken.new.get(kind):
            words.append(said.format(n=number(taken.new[kind])))
    if taken.known:
        words.append(
            ngettext("{n} was here already", "{n} were here already", taken.known).format(n=number(taken.known))
        )
    if taken.different:
        words.append(
            ngettext(
                "{n} says something else there and was left as it is here",
                "{n} say something else there and were left as they are here",
                taken.different,
            ).format(n=number(taken.different))
        )
    return listed(words)


READERS: Final[Mapping[str, Callable[[Path], Taking]]] = {
    "project": read_whole,
    "sources": read_references,
    "annotations": read_remarks,
}
