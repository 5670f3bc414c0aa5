"""A person who types and saves until the process is killed; told line by line what is safe in the file.

Started by ``test_crash.py`` with the path of a project. Each line on standard input begins a new
life: a fork of this process, which has imported everything already. A life prints ``life PID``,
then ``typed N`` and ``saved N`` as soon as that is safe; ``gone`` follows when it was killed.
"""

from __future__ import annotations

import os
import sys
from itertools import count
from pathlib import Path

from factcheck.project.edits.claims import EditClaim
from factcheck.project.edits.highlights import MarkClaim
from factcheck.project.edits.sources import Cite
from factcheck.project.edits.together import Together
from factcheck.project.project import Project
from factcheck.project.queries.articles import articles

KEY = "claim:1:note"


def say(words: str) -> None:
    """Acknowledge, in one write that no kill can tear."""
    os.write(1, f"{words}\n".encode())


def live(path: Path, first: int) -> None:
    """Work on the project for ever, beginning with edit ``first``."""
    say(f"life {os.getpid()}")
    project = Project.open(path, author="Ada Mihović")
    revision_id = project.read(articles)[0].revision_id
    marking = MarkClaim(revision_id, ((0, 14),))
    for number in count(first):
        project.keep_typing(KEY, f"words {number}")
        say(f"typed {number}")
        project.apply(
            Together(
                "Mark",
                marking,
                lambda claim_id, n=number: (  # type: ignore[misc] # bound now
                    EditClaim(claim_id, {"rationale": f"edit {n}"}),
                    Cite(claim_id, f"https://source.example/{n}"),
                ),
            )
        )
        say(f"saved {number}")
        project.forget_typing(KEY)


def main() -> None:
    """Begin a life for every line: the number of its first edit."""
    for line in sys.stdin:
        child = os.fork()
        if not child:
            live(Path(sys.argv[1]), int(line))
        os.waitpid(child, 0)
        say("gone")


if __name__ == "__main__":
    main()
