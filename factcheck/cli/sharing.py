"""The commands for several people: bring a copy in, list and resolve conflicts, go back to a backup."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from factcheck.cli.choosing import rating_of
from factcheck.cli.opening import author_of, opened, tell
from factcheck.cli.printing import minute, one_line, print_json, shortened, table
from factcheck.cli.sending import asked_passphrase
from factcheck.domain.address import Location
from factcheck.domain.problems import Problem
from factcheck.domain.records import PLACE
from factcheck.project.backups import OTHER, Backup, backups_of, reason_in_words, whose_in_words
from factcheck.project.edits.conflicts import ResolveConflict, taking
from factcheck.project.looking import see_that_it_is_there
from factcheck.project.merging import Merged, damage_in_words
from factcheck.project.queries.conflicts import ConflictLine, conflicts
from factcheck.project.reading import Reading
from factcheck.project.rescuing import rescue
from factcheck.project.restoring import restore
from factcheck.project.sealed import Unsealed, is_sealed, unseal
from factcheck.text.differing import from_where_they_differ
from factcheck.translation import _, ngettext

DONE: Final = 0
_LONGEST_VALUE: Final = 200
# The fields that hold a person's words; the others hold one of several values, a place or the name of a record.
_PROSE: Final = frozenset((
    "name", "initials", "role", "title", "byline", "publication", "published", "address", "slug", "words", "rationale",
    "note", "correction", "assignee", "speaker", "speaker_role", "stated_on", "occasion", "authors", "publisher",
    "archive_address", "accessed", "wire", "alias", "person", "contact", "interviewed_on", "recording", "passage",
    "locator", "addressee", "question", "asked", "due", "answer", "text", "remark", "reason", "label", "definition",
))  # fmt: skip
_COUNTS: Final = ("edits", "changes", "claims", "refused", "missing", "files", "files_missing", "unknown")


def merge(chosen: argparse.Namespace) -> int:
    """Bring another copy of the project in; ``--dry-run`` does it, tells of it and takes it back."""
    with opened(chosen) as project:
        if chosen.other is None:
            beside = [str(copy) for copy in project.copies_with_news()]
            words = [one_line(path) for path in beside] or [_("No copy with anything new lies beside the project.")]
            tell(chosen, {"copies": beside}, "\n".join(words))
            return DONE
        other: Location | Unsealed = chosen.other
        if isinstance(chosen.other, Path) and is_sealed(chosen.other):
            other = Unsealed(chosen.other, unseal(chosen.other, asked_passphrase(_("Passphrase: "))))
        merged, found = project.bring_in(other, dry_run=chosen.dry_run, then=_new_conflicts)
    told = "\n".join(_told(merged, found, dry_run=chosen.dry_run))
    tell(chosen, _as_json(merged, found, dry_run=chosen.dry_run), told)
    return DONE


def _new_conflicts(reading: Reading, merged: Merged) -> list[ConflictLine]:
    return conflicts(reading, merged.conflicts)


def _as_json(merged: Merged, found: list[ConflictLine], *, dry_run: bool) -> dict[str, Any]:
    return {
        "dry_run": dry_run,
        **{name: getattr(merged, name) for name in _COUNTS},
        "authors": [{"author": name, "edits": edits} for name, edits in merged.authors],
        "conflicts": [_conflict_as_json(line) for line in found],
        "backup": str(merged.backup) if merged.backup else None,
    }


def _told(merged: Merged, found: list[ConflictLine], *, dry_run: bool) -> Iterator[str]:
    if not merged.changes and not merged.files:
        yield _("The copy holds nothing new.")
    else:
        edits = ngettext("{n} new edit", "{n} new edits", merged.edits).format(n=merged.edits)
        claims = ngettext("{n} new claim", "{n} new claims", merged.claims).format(n=merged.claims)
        yield (
            _("The copy would bring {edits} and {claims}; nothing was changed.")
            if dry_run
            else _("Brought in {edits} and {claims}.")
        ).format(edits=edits, claims=claims)
        for name, count in merged.authors:
            yield "   " + one_line(
                _("{author}: {edits}").format(
                    author=name or _("Somebody"), edits=ngettext("{n} edit", "{n} edits", count).format(n=count)
                )
            )
    yield from damage_in_words(merged)
    if found:
        n = len(found)
        yield ngettext("{n} new conflict, both values are kept:", "{n} new conflicts, both values are kept:", n).format(
            n=n
        )
        for line in found:
            yield from _conflict_told(line)
    if merged.backup is not None:
        yield _("The state before is kept; to go back: factcheck restore P {backup}").format(backup=merged.backup.stem)


def show_conflicts(chosen: argparse.Namespace) -> int:
    """List the conflicts, each with both values."""
    with opened(chosen, writing=False) as project:
        found = project.read(conflicts)
    if chosen.json:
        print_json([_conflict_as_json(line, number) for number, line in enumerate(found, 1)])
    elif not found:
        print(_("No conflicts."))
    else:
        for number, line in enumerate(found, 1):
            for told in _conflict_told(line, number):
                print(told)
    return DONE


def _conflict_as_json(line: ConflictLine, number: int | None = None) -> dict[str, Any]:
    return {
        **({"number": number} if number else {}),
        "table": line.table,
        "id": line.row,
        "field": line.field,
        "article": line.claim.article if line.claim else None,
        "claim": line.claim.number if line.claim else None,
        "words": line.claim.words if line.claim else None,
        "sides": [
            {"author": side.author, "at": side.at, "value": side.value, "shown": shown}
            for side, shown in zip(line.sides, line.shown, strict=True)
        ],
    }


def _conflict_told(line: ConflictLine, number: int | None = None) -> Iterator[str]:
    field = {"-": _("removed or kept"), "rating_id": _("verdict")}.get(line.field, line.field)
    if line.claim is not None:
        place = _("claim {number} of article {article}, {field}: “{words}”").format(
            number=line.claim.number, article=line.claim.article, field=field, words=one_line(line.claim.words)
        )
    else:
        place = f"{line.table}, {field}"
    yield f"{number}  {place}" if number else f"   {place}"
    values = from_where_they_differ(line.shown, _LONGEST_VALUE)
    for index, (side, shown) in enumerate(zip(line.sides, values, strict=True), 1):
        if line.field == "-":
            words = _("removed") if side.value else _("kept")
        else:
            words = shortened(shown, _LONGEST_VALUE) or _("(empty)")
        author = one_line(side.author) or _("Somebody")
        when = minute(datetime.fromisoformat(side.at))
        yield f"      [{index}] {author}, {when}: {words}"


def resolve(chosen: argparse.Namespace) -> int:
    """Close a conflict with one of its sides, or with a value of one's own."""
    with opened(chosen) as project:
        found = project.read(conflicts)
        if not found:
            raise Problem(_("There is no conflict."), _("Nothing has to be done."))
        if not 1 <= chosen.conflict <= len(found):
            raise Problem(
                ngettext("There is {n} conflict.", "There are {n} conflicts.", len(found)).format(n=len(found)),
                _("“factcheck conflicts P” shows their numbers."),
            )
        line = found[chosen.conflict - 1]
        if chosen.take is not None and chosen.take > len(line.sides):
            raise Problem(
                ngettext("It has {n} side.", "It has {n} sides.", len(line.sides)).format(n=len(line.sides)),
                _("“factcheck conflicts P” shows them."),
            )
        if chosen.take is not None:
            value = line.sides[chosen.take - 1].value
            project.apply(taking(line, chosen.take - 1))
        else:
            value = project.read(lambda reading: _own_value(reading, line, chosen.value))
            seen = tuple(side.change for side in line.sides)
            project.apply(ResolveConflict(line.table, line.row, line.field, value, seen))
        left = len(project.read(conflicts))
    if chosen.json:
        print_json({"resolved": _conflict_as_json(line), "value": value, "conflicts": left})
    else:
        print(ngettext("Resolved; {n} conflict is left.", "Resolved; {n} conflicts are left.", left).format(n=left))
    return DONE


def _own_value(reading: Reading, line: ConflictLine, words: str) -> str:
    """What a conflict is closed with by words of one's own; raises ``Problem`` where the field takes none."""
    if line.table == "highlight" and line.field in PLACE:
        raise Problem(_("A mark stands on words of the article."), _("Take one of its sides by --take N."))
    if (line.table, line.field) == ("claim", "rating_id"):
        return rating_of(reading, words).id
    if line.field not in _PROSE or (line.table, line.field) == ("review", "answer"):
        raise Problem(_("This field cannot be given a text of its own here."), _("Take one of its sides by --take N."))
    return words


def go_back(chosen: argparse.Namespace) -> int:
    """Put a backup in the place of the project; what stood there is kept."""
    author_of(chosen)
    found = backups_of(_file_of(chosen.project))
    if chosen.list:
        heads = (_("Name"), _("Made"), _("kB"), _("Why"))
        lines = [(one.path.stem, _moment(one), one.size // 1024, _why(one)) for one in found]
        as_json = [
            {
                "name": one.path.stem,
                "at": one.made_at.isoformat(),
                "size": one.size,
                "why": one.why,
                "of": one.whose,
            }
            for one in found
        ]
        tell(chosen, as_json, "\n".join(table(heads, lines)) if lines else _("No backups."))
        return DONE
    if not found:
        if isinstance(chosen.project, Path):
            see_that_it_is_there(chosen.project)
        raise Problem(
            _("There is no backup of this project."),
            _("One is made before each merge and each upgrade, and while you work."),
        )
    wanted = next((one for one in found if one.path.stem == chosen.backup), None) if chosen.backup else found[0]
    if wanted is None:
        raise Problem(
            _("There is no backup “{name}”.").format(name=one_line(chosen.backup)),
            _("“factcheck restore P --list” shows them."),
        )
    if wanted.whose == OTHER and not chosen.backup:
        raise Problem(
            _("There are backups of this project at another place only: of a copy, or from before it was moved."),
            _("See them by “factcheck restore P --list”, and say the name of the one to go back to."),
        )
    kept = restore(chosen.project, wanted.path)
    words = [_("The project is as it was at {moment}.").format(moment=_moment(wanted))]
    if kept is not None:
        words.append(_("What stood there before is kept as {path}.").format(path=kept))
    tell(chosen, {"restored": wanted.path.stem, "kept": str(kept) if kept else None}, " ".join(words))
    return DONE


def _file_of(location: Location) -> Path:
    """The file whose backups are meant: for a project on a server, its replica here."""
    if isinstance(location, Path):
        return location
    from factcheck.project.server.replicas import replicas_of

    known = replicas_of(location)
    if not known:
        raise Problem(
            _("This project was never opened on this computer."), _("Backups are made where people work on it.")
        )
    return known[-1]


def make_sound(chosen: argparse.Namespace) -> int:
    """Rescue a damaged project."""
    if not isinstance(chosen.project, Path):
        raise Problem(
            _("Only a file can be rescued."), _("What a server holds is looked after there; “factcheck check” looks.")
        )
    rescued = rescue(chosen.project)
    told = [
        ngettext("{n} edit was rescued.", "{n} edits were rescued.", rescued.edits).format(n=rescued.edits),
        _("The damaged file is kept as {path}.").format(path=one_line(str(rescued.damaged))),
    ]
    if rescued.missing:
        lost = ngettext("{n} change could not be read.", "{n} changes could not be read.", rescued.missing)
        told.insert(1, lost.format(n=rescued.missing))
    answer = {
        "edits": rescued.edits,
        "from_backups": rescued.from_backups,
        "missing": rescued.missing,
        "damaged": str(rescued.damaged),
    }
    tell(chosen, answer, " ".join(told))
    return DONE


def _why(backup: Backup) -> str:
    return "; ".join(words for words in (reason_in_words(backup.why), whose_in_words(backup.whose)) if words)


def _moment(backup: Backup) -> str:
    return backup.made_at.astimezone().isoformat(" ", "seconds")
