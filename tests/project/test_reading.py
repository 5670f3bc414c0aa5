"""What queries ask alike is asked once, and again as soon as anybody has written."""

from __future__ import annotations

from pathlib import Path

from factcheck.project.edits.highlights import MarkClaim
from factcheck.project.project import Project
from factcheck.project.reading import Reading
from tests.factories import TEXT, add_article, new_project, span


def test_an_answer_is_kept_until_somebody_writes(tmp_path: Path) -> None:
    project = new_project(tmp_path)
    line = add_article(project)
    asked: list[int] = []

    def count(reading: Reading) -> int:
        asked.append(1)
        return int(reading.tuples("SELECT count(*) FROM claim")[0][0])

    def query(reading: Reading) -> int:
        return reading.once("claims", lambda: count(reading))

    assert [project.read(query), project.read(query), len(asked)] == [0, 0, 1]
    project.apply(MarkClaim(line.revision_id, (span(TEXT, "14 months"),)))
    assert [project.read(query), project.read(query), len(asked)] == [1, 1, 2]
    colleague = Project.open(project.path, author="Jonas Keller")
    assert colleague.read(query) == 1
    colleague.apply(MarkClaim(line.revision_id, (span(TEXT, "9,000 cars a day"),)))
    assert project.read(query) == 2
    project.undo()
    assert [project.read(query), colleague.read(query)] == [2, 2]  # a removed claim keeps its row
    assert len(asked) == 6
    colleague.close()
    project.close()
