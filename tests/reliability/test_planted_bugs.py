"""Does the test of random histories bite? It is run against a program with one planted bug at a time.

Three bugs by default; ``RELIABILITY=long`` plants all of them.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from tests.reliability.workloads import rounds

ROOT: Final = Path(__file__).parents[2]
HISTORIES: Final = 150
# What is wrong, in which module, the sound words and the wrong ones.
BUGS: Final = (
    (
        "a conflict is dropped: the last writer wins",
        "deriving.py",
        "if len(distinct) > 1:",
        "if len(distinct) > 99:",
    ),
    (
        "an edit ignores what the form had shown",
        "recording.py",
        "shown = (seen or {}).get(field) or state.top(field)",
        "shown = state.top(field)",
    ),
    (
        "the site is kept in the file and copied with it",
        "project.py",
        "self._clock = Clock(latest_clock(connection))\n",
        "self._clock = Clock(latest_clock(connection))\n"  # noqa: ISC004 - one text
        "            self.site = '5' * 16\n"
        "            self._seq = connection.exec_driver_sql("
        "\"SELECT coalesce(max(seq), 0) FROM change WHERE site = '5555555555555555'\").scalar_one()\n",
    ),
    (
        "removing wins over edits that nobody had seen",
        "deriving.py",
        "if not unseen and len(removals) == len(living):",
        "if len(removals) == len(living):",
    ),
    (
        "a merge forgets to derive the rows",
        "merging.py",
        "    rows.write_all_derived(connection, sorted(touched))\n",
        "",
    ),
    (
        "a merge leaves here what was removed for good there",
        "merging.py",
        "    erase(connection, news.erased_here)\n",
        "",
    ),
    (
        "a merge takes only what is newer than its own clock",
        "foreign_log.py",
        "fits and _could_be_written(change, edit) else",
        "fits and edit['hlc'] > max((k['hlc'] for k in edits.values()), default=0) - 2**40 else",
    ),
    (
        "a change replaces the whole row",
        "deriving.py",
        "replaced = {prev for change in own.values() for prev in change.prev}\n        living = ",
        "replaced = {p for c in own.values() for p in c.prev} | set(list(own)[:-1])\n        living = ",
    ),
    (
        "resolving closes sides that nobody saw",
        "recording.py",
        "seen = set(sides)\n",
        "seen = {key for keys in state.heads.values() for key in keys}\n",
    ),
    (
        "edits are told apart by their name alone",
        "foreign_log.py",
        'if change["edit"] not in here)',
        "if change[\"edit\"] not in here and edits[change['edit']]['author'] != 'author 1')",
    ),
    (
        "a merge stops at the first change that it knows",
        "foreign_log.py",
        "if row[0] == site and row[1] in ours:",
        "if row[0] == site and (row[1] in ours or 1 in ours):",
    ),
)


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: str(bug[0]))
def test_a_bug_can_still_be_planted(bug: tuple[str, str, str, str]) -> None:
    _what, module, sound, _wrong = bug
    source = (ROOT / "factcheck/project" / module).read_text(encoding="utf-8")
    assert source.count(sound) == 1, "the bug fits the program no more"


@pytest.mark.parametrize("bug", BUGS[: rounds(short=3, long=len(BUGS))], ids=lambda bug: str(bug[0]))
def test_a_planted_bug_is_found(bug: tuple[str, str, str, str], memory: Path) -> None:
    _what, module, sound, wrong = bug
    for folder in ("factcheck", "resources", "tests"):
        shutil.copytree(ROOT / folder, memory / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", memory)
    source = memory / "factcheck/project" / module
    content = source.read_text(encoding="utf-8")
    source.write_text(content.replace(sound, wrong), encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(memory), "RELIABILITY": str(HISTORIES)}
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "-k", "random_histories"]
    run = subprocess.run(
        [*command, "tests/reliability/test_merge_histories.py"],
        cwd=memory, env=environment, capture_output=True, text=True, timeout=1200, check=False,
    )  # fmt: skip
    assert run.returncode == 1, run.stdout[-2000:]
