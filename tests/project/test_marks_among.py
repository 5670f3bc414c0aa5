"""The highlights that a change touched, read without reading them all."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from factcheck.project.edits.highlights import AddHighlight, MarkClaim
from factcheck.project.edits.verdicts import RateClaim
from factcheck.project.queries import articles
from factcheck.project.queries.project import scale_in_use
from tests.factories import TEXT, add_article, new_project, span


def test_marks_are_found_by_highlight_and_by_claim(tmp_path: Path) -> None:
    project = new_project(tmp_path)
    line = add_article(project)
    first = project.apply(MarkClaim(line.revision_id, (span(TEXT, "4.2 million crowns"),))).value
    other = project.apply(MarkClaim(line.revision_id, (span(TEXT, "9,000 cars a day"),))).value
    added = project.apply(AddHighlight(first, line.revision_id, *span(TEXT, "14 months"))).value
    rating = project.read(scale_in_use)[1][0].id
    project.apply(RateClaim(first, rating))

    among = partial(articles.marks_among, revision_id=line.revision_id)
    by_highlight = project.read(lambda reading: among(reading, highlight_ids=[added, "none"]))
    assert [(mark.highlight_id, mark.claim_id, mark.rating_id) for mark in by_highlight] == [(added, first, rating)]
    by_claim = project.read(lambda reading: among(reading, highlight_ids=[], claim_ids=[first]))
    assert [(mark.start, mark.end) for mark in by_claim] == [span(TEXT, "4.2 million crowns"), span(TEXT, "14 months")]
    both = project.read(lambda reading: among(reading, highlight_ids=[added], claim_ids=[first, other]))
    assert project.read(lambda r: articles.marks(r, line.revision_id)) == both
    project.close()
