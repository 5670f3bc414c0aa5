"""Kill -9 after each of 200 edits and in the middle of typing: reopened, nothing is lost that had been acknowledged."""

from __future__ import annotations

import os
import random
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from time import monotonic

import pytest

from factcheck.project.checking import faults
from factcheck.project.project import Project
from factcheck.project.queries.claims import claim
from factcheck.project.queries.listing import ListedClaim, listed_claims
from tests.factories import add_article, new_project
from tests.journeys.typist import KEY

ROOT = Path(__file__).parents[2]
CRASHES = 200
LONGEST_LIFE = 0.015  # seconds after its first edit


class Typist:
    """The other process: it works until it is killed, again and again."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self.orders, self.answers = process.stdin, process.stdout

    def line(self) -> list[str]:
        return self.answers.readline().decode().split()

    def live_and_die(self, first: int, seconds: float) -> list[list[str]]:
        """Let it work, kill it some time after its first edit is safe; the answer is all that it acknowledged."""
        self.orders.write(f"{first}\n".encode())
        self.orders.flush()
        word, pid = self.line()
        assert word == "life"
        told = [self.line(), self.line()]
        end = monotonic() + seconds
        while (left := end - monotonic()) > 0 and select.select([self.answers], [], [], left)[0]:
            told.append(self.line())
        os.kill(int(pid), signal.SIGKILL)
        while (line := self.line()) != ["gone"]:
            told.append(line)
        return told


@pytest.fixture
def project_file(tmp_path: Path) -> Path:
    with closing(new_project(tmp_path)) as project:
        add_article(project)
        return project.path


@pytest.fixture
def typist(project_file: Path) -> Iterator[Typist]:
    with subprocess.Popen(
        [sys.executable, "-m", "tests.journeys.typist", str(project_file)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        bufsize=0,
    ) as process:
        yield Typist(process)


def whole(project: Project, listed: ListedClaim) -> bool:
    """Whether an edit is there with all of its parts, or torn."""
    number = listed.rationale.removeprefix("edit ")
    sheet = project.read(lambda reading: claim(reading, listed.id))
    return len(sheet.highlights) == 1 and listed.sources == (f"https://source.example/{number}",)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="lives are forks of one process that has imported everything")
def test_nothing_acknowledged_is_lost(project_file: Path, typist: Typist) -> None:
    chance = random.Random(20)
    acknowledged: set[int] = set()
    latest = 0
    for crash in range(CRASHES):
        told = typist.live_and_die(latest + 1, chance.uniform(0, LONGEST_LIFE))
        acknowledged |= {int(number) for word, number in told if word == "saved"}
        typed = max(int(number) for word, number in told if word == "typed")
        with closing(Project.open(project_file, author="Ada Mihović")) as project:
            claims = project.read(listed_claims)
            saved = {int(listed.rationale.removeprefix("edit ")) for listed in claims}
            assert acknowledged <= saved
            # What was typed last is still there, or has become the edit that it was typed for.
            left = int(project.typing().get(KEY, "words 0").removeprefix("words "))
            assert left >= typed or typed in saved
            assert all(whole(project, listed) for listed in claims if int(listed.rationale[5:]) > latest)
            if crash % 20 == 0 or crash == CRASHES - 1:
                assert project.read(faults) == []
        latest = max(saved)
    # Edits are numbered without a gap: none was lost, none was saved twice.
    assert sorted(saved) == list(range(1, latest + 1))
    assert len(claims) == latest >= CRASHES
