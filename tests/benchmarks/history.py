"""The history at 100,000 changes: pages of a claim, an article and the project, and the whole as CSV; processor time.

``python tests/benchmarks/history.py [--changes N]``. The floor is the raw reading of what a page stands on.
"""

from __future__ import annotations

import argparse
import io
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from statistics import median
from time import process_time

from factcheck.formats.history import Names, write_csv
from factcheck.project.edits.claims import EditClaims
from factcheck.project.edits.highlights import MarkClaim
from factcheck.project.project import Project
from factcheck.project.queries.history import claim_history, history, names, whole_history
from factcheck.project.reading import Reading
from tests.factories import add_article, new_project

ROUNDS = 7
CLAIMS = 500


def build(folder: Path, changes: int) -> tuple[Project, str, str]:
    """A project with two articles and that many changes; the answer holds an article and a claim."""
    text = "Trams\n" + "\n".join(f"In year {n} the line carried {n * 7} riders." for n in range(CLAIMS))
    project = new_project(folder)
    line = add_article(project, text)
    starts = [text.index(f"In year {n} ") for n in range(CLAIMS)]
    claims = [str(project.apply(MarkClaim(line.revision_id, ((start, start + 10),))).value) for start in starts]
    project.close()
    colleague = Project.open(project.path, author="Jonas Kern")
    for round_ in range(max(1, changes // CLAIMS // 2)):
        for first in range(0, CLAIMS, 20):
            some = tuple(claims[first : first + 20])
            colleague.apply(EditClaims(some, {"rationale": f"Counted in {round_}.", "note": f"No. {round_}"}))
    colleague.close()
    return Project.open(project.path, author="Ada Mihović"), line.id, claims[CLAIMS // 2]


def measured(work: Callable[[], object]) -> str:
    """Milliseconds of processor time: the least and the median of some rounds."""
    times = []
    for _round in range(ROUNDS):
        start = process_time()
        work()
        times.append((process_time() - start) * 1000)
    return f"min {min(times):8.1f} ms   median {median(times):8.1f} ms"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--changes", type=int, default=100_000)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        project, article_id, claim_id = build(Path(folder), chosen.changes)
        with closing(project):

            def floor(reading: Reading) -> object:
                return reading.tuples(
                    "SELECT value FROM change JOIN edit ON edit.id = edit ORDER BY hlc DESC LIMIT 1200"
                )

            def whole(reading: Reading) -> None:
                write_csv(whole_history(reading), Names(*names(reading)), io.StringIO())

            counted = project.read(lambda reading: reading.tuples("SELECT count(*) FROM change")[0][0])
            print(f"{counted:,} changes")
            for name, query in (
                ("floor: 1,200 values, newest first", floor),
                ("page of the project (30 entries)", lambda reading: history(reading, limit=30)),
                ("page of an article (30)", lambda reading: history(reading, article_id, limit=30)),
                ("page of a claim (30)", lambda reading: claim_history(reading, claim_id, limit=30)),
            ):
                print(f"{name:38}{measured(lambda query=query: project.read(query))}")  # type: ignore[misc] # bound now
            start = process_time()
            project.read(whole)
            print(f"{'the whole as CSV':38}{(process_time() - start) * 1000:12.1f} ms")


if __name__ == "__main__":
    main()
