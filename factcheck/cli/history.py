"""``factcheck history``: who changed what, when, from what to what; as a table, as JSON, as CSV."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator

from factcheck.cli.printing import minute, one_line, table
from factcheck.domain.history import CREATED, ERASED, REMOVED, Entry, Step
from factcheck.domain.problems import Problem
from factcheck.formats.history import Names, plain, write_csv, write_json
from factcheck.project.queries.history import names, whole_history
from factcheck.project.reading import Reading
from factcheck.translation import _, spoken


def print_history(reading: Reading, chosen: argparse.Namespace, article_id: str) -> None:
    """Print the history of the claim that was chosen, of an article, or ("") of the whole project."""
    called = Names(*names(reading))
    claim_id = _claim(called, reading, chosen.claim, article_id) if chosen.claim else ""
    entries = whole_history(reading, article_id="" if claim_id else article_id, claim_id=claim_id)
    if chosen.json:
        write_json(entries, called, sys.stdout)
    elif chosen.csv:
        write_csv(entries, called, sys.stdout)
    else:
        for line in _lines(entries, called):
            print(line)


def _claim(called: Names, reading: Reading, wanted: str, article_id: str) -> str:
    """The claim by its number in its article, by its id, or by the beginning of its id."""
    found = [claim_id for claim_id, number in called.claims.items() if str(number) == wanted]
    if found and article_id:
        placed = {row[0] for row in reading.tuples("SELECT id FROM claim WHERE article_id = ?", (article_id,))}
        found = [claim_id for claim_id in found if claim_id in placed]
    if not found:
        rows = reading.tuples("SELECT id FROM claim WHERE substr(id, 1, ?) = ?", (len(wanted), wanted.lower()))
        shortest = 6
        found = [row[0] for row in rows] if len(wanted) >= shortest else []
    if not found:
        raise Problem(
            _("There is no claim “{wanted}”.").format(wanted=one_line(wanted)),
            _("“factcheck list P claims” shows the numbers."),
        )
    if len(found) > 1:
        raise Problem(
            _("Several articles have a claim {wanted}.").format(wanted=one_line(wanted)),
            _("Say in which one: --article ARTICLE."),
        )
    return found[0]


def _lines(entries: Iterator[Entry], called: Names) -> Iterator[str]:
    heads = (_("When"), _("Who"), _("Edit"), _("Claim"), _("Change"))
    rows = [
        (
            minute(entry.at),
            entry.author,
            spoken(entry.name),
            str(called.claims.get(step.claim_id, "–")) if step else "–",
            _change(step) if step else "",
        )
        for entry in entries
        for step in entry.steps or (None,)
    ]
    return table(heads, rows) if rows else iter((_("Nothing was changed yet."),))


def _change(step: Step) -> str:
    what = f"{step.table}.{step.field}"
    if step.field == CREATED:
        return _("{record} made").format(record=step.table)
    if step.field == REMOVED:
        return (_("{record} removed") if step.after else _("{record} brought back")).format(record=step.table)
    if step.field.startswith(ERASED):
        return _("{field} erased").format(field=f"{step.table}.{step.field[1:]}")
    return f"{what}: {plain(step.before)} → {plain(step.after)}"
