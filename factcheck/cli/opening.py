"""How a command opens its project, and how it tells what it did."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

from factcheck.cli.printing import one_line, print_json
from factcheck.domain.address import Address, Location
from factcheck.domain.problems import Problem
from factcheck.project.project import Project
from factcheck.project.replica import left_here
from factcheck.settings import Settings
from factcheck.translation import _


def author_of(chosen: argparse.Namespace) -> str:
    """The name that the edits carry: ``--as``, or what the settings know; raises ``Problem`` where there is none."""
    author = str(chosen.author).strip() or Settings.load().author.strip()
    if not author:
        raise Problem(_("Your name is not known."), _("Say it by --as NAME."))
    return author


@contextmanager
def made(chosen: argparse.Namespace) -> Iterator[Project]:
    """A new project; where another command has made it meanwhile, that one; what is put into it is shared."""
    with held(_made_or_opened(chosen)) as project:
        yield project
        _exchange(project)


def _made_or_opened(chosen: argparse.Namespace) -> Project:
    try:
        return Project.create(chosen.project, author=author_of(chosen))
    except Problem:
        if not is_there(chosen.project):
            raise
        return Project.open(chosen.project, author=author_of(chosen))


@contextmanager
def held(project: Project) -> Iterator[Project]:
    """A project, to be closed with what it is exchanged with."""
    try:
        yield project
    finally:
        project.close()
        if project.shared is not None:
            project.shared.close()


def is_there(location: Location) -> bool:
    """Whether there is a project to open; on a server that is found out by opening it.

    One that lay on a share which cannot be reached is there: the work goes on in what this computer has of it.
    """
    return isinstance(location, Address) or location.exists() or left_here(location) is not None


@contextmanager
def opened(chosen: argparse.Namespace, *, writing: bool = True) -> Iterator[Project]:
    """The project of a command; where it only reads, one that may not be changed will do, and that is said."""
    with held(Project.open(chosen.project, author=author_of(chosen))) as project:
        if project.read_only and not writing:
            complain(project.read_only_reason)
        told = _exchange(project)
        yield project
        if writing:
            _exchange(project, told)
        if writing and not project.read_only:
            try:
                project.back_up_if_due()
            except Problem as problem:  # what the command did is saved
                complain(str(problem))


def _exchange(project: Project, told: Collection[str] = ()) -> set[str]:
    """Take in what others have put into a shared file, and give them what is new here.

    Trouble with it is only told, and that once: ``told`` is what was told before, the answer what is told now.
    """
    if project.shared is None or (project.read_only and not project.shared.is_live):
        return set()
    done = project.shared.exchange()
    found = [words for words in (*done.told, done.offline) if words]
    for words in found:
        if words not in told:
            complain(words)
    return set(found)


def tell(chosen: argparse.Namespace, answer: Any, words: str) -> None:
    """Print the answer: as JSON where that was asked for, in words otherwise."""
    if chosen.json:
        print_json(answer)
    else:
        print(words)


def complain(words: str) -> None:
    """Say something beside the answer."""
    print(one_line(words), file=sys.stderr)
