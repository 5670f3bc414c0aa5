"""``factcheck press``: what stands in the way of print. Exit code 1 while anything does."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Any

from factcheck.cli.choosing import article_of
from factcheck.cli.opening import opened, tell
from factcheck.cli.printing import one_line, shortened
from factcheck.domain.press import Obstacle, kind_words
from factcheck.domain.progress import Silent
from factcheck.domain.records import Article
from factcheck.project.edits.links import NoteLinkLooks, looks_of
from factcheck.project.project import Project
from factcheck.project.queries.links import cited_links
from factcheck.project.queries.press import before_press, standing
from factcheck.project.queries.project import project_record
from factcheck.translation import _, ngettext

CLEAR, STANDS = 0, 1
_ROOM = 100  # columns of an obstacle's words


def press(chosen: argparse.Namespace) -> int:
    """List the obstacles; with ``--look`` the links of the sources are looked at first, and that is kept."""
    with opened(chosen, writing=chosen.look) as project:
        article_id = project.read(lambda reading: article_of(reading, chosen.article).id) if chosen.article else ""
        if chosen.look:
            _look(project, article_id)
        ids = (article_id,) if article_id else ()
        found = project.read(lambda reading: before_press(reading, ids, chosen.on))
        profile = project.read(project_record).profile
        titles = project.read(lambda reading: {one.id: one.title for one in reading.of(Article)})
    left = standing(found)
    tell(chosen, [_as_json(one, titles) for one in found], "\n".join(_lines(found, titles, profile)))
    return STANDS if left else CLEAR


def _look(project: Project, article_id: str) -> None:
    from factcheck.formats.links import look_at_all

    sources = project.read(lambda reading: cited_links(reading, article_id))
    seen = look_at_all([source.address for source in sources], Silent())
    project.apply(NoteLinkLooks(looks_of(sources, seen)))


def _as_json(one: Obstacle, titles: dict[str, str]) -> dict[str, Any]:
    waiver = one.waiver
    return {
        "kind": one.kind,
        "article": titles.get(one.article_id, ""),
        "words": one.words,
        "why": one.why,
        "claim": one.claim_id or None,
        "id": one.row or None,
        "start": one.start if one.start >= 0 else None,
        "end": one.end if one.end >= 0 else None,
        "waived": waiver is not None,
        "waiver": {
            "reason": waiver.reason,
            "person": waiver.person,
            "at": waiver.waived_at.isoformat() if waiver.waived_at else None,
        }
        if waiver
        else None,
    }


def _lines(found: list[Obstacle], titles: dict[str, str], profile: str) -> Iterator[str]:
    left = standing(found)
    for article_id in dict.fromkeys(one.article_id for one in left):
        yield one_line(titles.get(article_id, ""))
        own = [one for one in left if one.article_id == article_id]
        for kind in dict.fromkeys(one.kind for one in own):
            alike = [one for one in own if one.kind == kind]
            yield f"  {kind_words(kind, profile)} ({len(alike)})"
            for one in alike:
                yield f"    {shortened(f'{one.words} – {one.why}' if one.why else one.words, _ROOM)}"
    if left:
        yield ngettext("{n} thing stands in the way.", "{n} things stand in the way.", len(left)).format(n=len(left))
    else:
        yield _("Nothing stands in the way.")
    waived = len(found) - len(left)
    if waived:
        yield ngettext("{n} was waived.", "{n} were waived.", waived).format(n=waived)
