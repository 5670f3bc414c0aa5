"""``factcheck ledger``: sign-offs, votes and waivers, to be kept and verified without the program."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from typing import Any

from factcheck.cli.opening import complain, opened
from factcheck.cli.printing import print_json, table
from factcheck.formats.ledger import write_csv
from factcheck.project.queries.ledger import ledger_of
from factcheck.translation import _


def ledger(chosen: argparse.Namespace) -> int:
    """Print the ledger as a table for people, as JSON, or as CSV."""
    with opened(chosen, writing=False) as project:
        found = project.read(lambda reading: ledger_of(reading, contents=chosen.contents))
    if chosen.contents:
        complain(_("This holds internal notes and confidential sources: keep it safe."))
    if chosen.json:
        print_json(found)
    elif chosen.csv:
        write_csv(found, sys.stdout)
    else:
        for line in _lines(found):
            print(line)
    return 0


def _lines(found: dict[str, Any]) -> Iterator[str]:
    rows = [
        (
            one["pass"],
            one["person"],
            (one["at"] or "")[:16],
            {True: _("holds"), False: _("broken"), None: _("not verifiable here")}[one["holds"]],
            one["digest"][:16],
            one["article"],
        )
        for one in found["sign_offs"]
    ]
    heads = (_("Pass"), _("Name"), _("When"), _("State"), _("Digest"), _("Article"))
    return table(heads, rows) if rows else iter((_("Nobody has signed yet."),))
