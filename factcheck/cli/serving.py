"""The commands for projects on a server: bring one there or back, and let people in."""

from __future__ import annotations

import argparse
from contextlib import closing
from pathlib import Path
from typing import Final

from factcheck.cli.opening import author_of, complain, tell
from factcheck.cli.printing import one_line
from factcheck.domain.address import Address
from factcheck.domain.problems import Problem
from factcheck.project.merging import damage_in_words
from factcheck.translation import _, ngettext

DONE: Final = 0


def move(chosen: argparse.Namespace) -> int:
    """Bring a project to another place; where it is there already, merge."""
    from factcheck.project.server.moving import move

    if isinstance(chosen.project, Path) and isinstance(chosen.to, Path):
        raise Problem(
            _("Both are files."), _("To bring one copy into another: factcheck merge P OTHER. Or copy the file.")
        )
    place, merged = move(chosen.project, chosen.to, author=author_of(chosen))
    answer = {
        "project": str(place),
        "made": merged is None,
        "edits": merged.edits if merged else None,
        "conflicts": len(merged.conflicts) if merged else 0,
    }
    if merged is None:
        told = _("Made {path}; it holds all of the project.").format(path=one_line(str(place)))
    else:
        edits = ngettext("{n} new edit", "{n} new edits", merged.edits).format(n=merged.edits)
        told = _("{path} was there already: {edits} merged into it.").format(path=one_line(str(place)), edits=edits)
    tell(chosen, answer, told)
    for words in damage_in_words(merged) if merged else ():
        complain(words)
    if merged and merged.conflicts:
        n = len(merged.conflicts)
        words = ngettext("{n} new conflict, both values are kept.", "{n} new conflicts, both values are kept.", n)
        complain(" ".join((words.format(n=n), _("“factcheck conflicts P” shows them."))))
    return DONE


def allow(chosen: argparse.Namespace) -> int:
    """Let a role of the server read or write a project, or shut it out."""
    if not isinstance(chosen.project, Address):
        raise Problem(
            _("This is a file: whoever may write to its folder may work on it."),
            _("Name a project on a server: {example}").format(example="postgresql://ada@db.example.org/desk/elections"),
        )
    from factcheck.project.server import layout
    from factcheck.project.server.connecting import Link

    with closing(Link(chosen.project)) as link:
        layout.found(link)
        if chosen.rights == "none":
            layout.shut_out(link, chosen.role)
        else:
            layout.allow(link, chosen.role, write=chosen.rights == "write")
        may = layout.rights_of(link, chosen.role)
    told = {
        "read": _("{role} may read the project."),
        "write": _("{role} may read and write the project."),
        "none": _("{role} is shut out of the project."),
    }[chosen.rights]
    role = one_line(chosen.role)
    tell(chosen, {"role": chosen.role, "rights": chosen.rights, "may": may}, told.format(role=role))
    if may != chosen.rights:
        still = {
            "read": _("By a group that it belongs to, {role} may read it all the same."),
            "write": _("By a group that it belongs to, {role} may read and write it all the same."),
        }
        complain(still[may].format(role=role))
    return DONE
