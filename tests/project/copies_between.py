"""Copies of a project that are brought in, and what somebody else may have done to them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from factcheck.domain.records import Claim, new_id
from factcheck.project.journal import digest_of, new_salt
from factcheck.project.merging import Merged
from factcheck.project.project import Project
from factcheck.project.queries.conflicts import ConflictLine, conflicts


def bring_in(project: Project, copy: Path, *, dry_run: bool = False) -> tuple[Merged, list[ConflictLine]]:
    return project.bring_in(copy, dry_run=dry_run, then=lambda reading, merged: conflicts(reading, merged.conflicts))


def claim(project: Project, claim_id: str) -> Claim:
    return project.read(lambda reading: reading.get(Claim, claim_id))


def sql(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def forge(path: Path, claim_id: str, *changes: dict[str, Any]) -> None:
    """Write changes with sound digests that no program would write."""
    with closing(sqlite3.connect(path)) as connection:
        for number, change in enumerate(changes, 1):
            edit = {"edit": new_id(), "site": "forger", "author": "", "hlc": 1 << 40, "name": "", "undoes": None}
            whole = {
                "site": "forger", "seq": number, "tbl": "claim", "row": claim_id, "field": "note", "value": '"v"',
                "prev": "[]", "salt": new_salt(), **{k: v for k, v in edit.items() if k != "site"}, **change,
            }  # fmt: skip
            connection.execute(
                "INSERT INTO edit (id, site, author, hlc, name, undoes) VALUES (?, ?, ?, ?, ?, ?)",
                [whole[name] for name in ("edit", "site", "author", "hlc", "name", "undoes")],
            )
            whole["digest"] = digest_of(whole, whole)
            names = ("site", "seq", "edit", "tbl", "row", "field", "value", "prev", "salt", "digest")
            connection.execute("INSERT INTO change VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", [whole[n] for n in names])
        connection.commit()
