"""The ledger as a table for a spreadsheet: sign-offs, votes and waivers, a line each."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from typing import Any, Final, TextIO

from factcheck.formats.history import guarded

COLUMNS: Final = ("what", "article", "draft", "subject", "person", "at", "result", "remark", "digest", "broken_by")


def write_csv(ledger: Mapping[str, Any], file: TextIO) -> None:
    """Write a line for each entry; no cell is one that a spreadsheet would calculate."""
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    for cells in _rows(ledger):
        writer.writerow([guarded("" if cell is None else str(cell)) for cell in cells])


def _rows(ledger: Mapping[str, Any]) -> Iterator[tuple[Any, ...]]:
    for one in ledger["sign_offs"]:
        broken = "; ".join(f"{breach['at']} {breach['author']}: {breach['field']}" for breach in one["broken_by"])
        result = {True: "holds", False: "broken", None: "not verifiable"}[one["holds"]]
        yield ("sign-off", one["article"], one["draft"], one["pass"], one["person"], one["at"], result, one["remark"],
               one["digest"], broken)  # fmt: skip
    for one in ledger["votes"]:
        subject = f"{one['words']}: {one['proposed']}"
        yield "proposal", one["article"], "", subject, one["by"], one["at"], one["result"] or "open", "", "", ""
        for vote in one["votes"]:
            cast = vote["person"], vote["at"], vote["choice"], vote["remark"]
            yield "vote", one["article"], "", subject, *cast, "", ""
    for one in ledger["waivers"]:
        yield "waiver", one["article"], "", one["kind"], one["person"], one["at"], "waived", one["reason"], "", ""
