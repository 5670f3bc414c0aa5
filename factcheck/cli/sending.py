"""The commands for what leaves the desk: a copy to send, a copy that came encrypted, a source that must go for good."""

from __future__ import annotations

import argparse
import getpass
import sys
from pathlib import Path

from factcheck.cli.choosing import source_of
from factcheck.cli.opening import opened, tell
from factcheck.cli.printing import one_line
from factcheck.domain.problems import Problem
from factcheck.project.edits.purging import PurgeSource
from factcheck.project.looking import see_that_it_is_there
from factcheck.project.queries.sources import SourceSheet, source
from factcheck.project.sealed import is_sealed, seal, unseal, write_whole
from factcheck.project.sending import present_state, whole_copy
from factcheck.translation import _, ngettext

_DONE = 0


def send(chosen: argparse.Namespace) -> int:
    """Write a copy to be sent."""
    _see_that_it_is_free(chosen.out)
    passphrase = new_passphrase() if chosen.encrypt else ""
    with opened(chosen, writing=False) as project:
        content = project.read(present_state if chosen.without_history else whole_copy)
    write_whole(chosen.out, seal(content, passphrase) if passphrase else content)
    told = _("Wrote a copy without history: {path}") if chosen.without_history else _("Wrote a copy: {path}")
    answer = {"path": str(chosen.out), "history": not chosen.without_history, "encrypted": bool(passphrase)}
    tell(chosen, answer, told.format(path=one_line(str(chosen.out))))
    return _DONE


def unlock(chosen: argparse.Namespace) -> int:
    """Make a project of a copy that came encrypted."""
    _see_that_it_is_free(chosen.out)
    if isinstance(chosen.project, Path):
        see_that_it_is_there(chosen.project)
    if not (isinstance(chosen.project, Path) and is_sealed(chosen.project)):
        raise Problem(
            _("“{name}” is no encrypted copy.").format(name=chosen.project.name),
            _("Open it as it is, or choose another."),
        )
    write_whole(chosen.out, unseal(chosen.project, asked_passphrase(_("Passphrase: "))))
    tell(chosen, {"path": str(chosen.out)}, _("Wrote the project: {path}").format(path=one_line(str(chosen.out))))
    return _DONE


def _see_that_it_is_free(out: Path) -> None:
    if out.exists():
        raise Problem(_("“{name}” is there already.").format(name=out.name or out), _("Choose another name."))


def new_passphrase() -> str:
    """A passphrase that is typed twice; raises ``Problem`` where it is empty or the two differ."""
    first = asked_passphrase(_("Passphrase: "))
    if not first:
        raise Problem(_("The passphrase is empty."), _("Type a few words that nobody guesses."))
    if sys.stdin.isatty() and asked_passphrase(_("The same again: ")) != first:
        raise Problem(_("The two passphrases differ."), _("Begin again, and type the same twice."))
    return first


def asked_passphrase(words: str) -> str:
    """What is typed, unseen; from a pipe, its first line."""
    return getpass.getpass(words, sys.stderr) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\r\n")


def purge_source(chosen: argparse.Namespace) -> int:
    """Remove a source for good; without ``--yes``, only tell what would go."""
    with opened(chosen, writing=chosen.yes) as project:
        sheet = project.read(lambda reading: source(reading, source_of(reading, chosen.source).id))
        if chosen.yes:
            project.apply(PurgeSource(sheet.source.record.id))
    files, claims = len(sheet.attachments), len(sheet.uses)
    answer = {"source": sheet.source.record.id, "claims": claims, "files": files, "removed": bool(chosen.yes)}
    tell(chosen, answer, _told(sheet, removed=chosen.yes))
    return _DONE


def _told(sheet: SourceSheet, *, removed: bool) -> str:
    files = ngettext("{n} file", "{n} files", len(sheet.attachments)).format(n=len(sheet.attachments))
    claims = ngettext("{n} claim", "{n} claims", len(sheet.uses)).format(n=len(sheet.uses))
    title = one_line(sheet.source.record.title or sheet.source.record.person or sheet.source.record.address)
    if removed:
        words = _("“{title}” was removed for good, with its passages for {claims} and {files}.")
    else:
        words = _(
            "“{title}”, its passages for {claims} and {files} would be erased here and from every later merge, "
            "without a way back. To do it: --yes"
        )
    return words.format(title=title, claims=claims, files=files)
