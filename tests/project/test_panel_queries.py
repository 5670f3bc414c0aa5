"""The questions of the claims panel beside its list."""

from __future__ import annotations

from pathlib import Path

from factcheck.domain.changes import Change
from factcheck.project.edits.claims import AddComment, EditClaim, RemoveClaim
from factcheck.project.edits.highlights import AddHighlight
from factcheck.project.edits.sources import AttachFile, Cite, EditSource
from factcheck.project.edits.verdicts import RateClaim
from factcheck.project.project import Project
from factcheck.project.queries.claims import claim
from factcheck.project.queries.panel import ClaimTotals, claim_totals, claims_touched
from factcheck.project.queries.project import scale_in_use
from tests.factories import TEXT, add_article, mark, new_project, span


def touched(project: Project) -> frozenset[str]:
    """The claims that the news bear on."""
    change = project.changes_since()
    assert change is not None
    return project.read(lambda reading: claims_touched(reading, change))


def test_totals_count_verdicts_re_checks_and_conflicts(tmp_path: Path) -> None:
    project = new_project(tmp_path)
    line = add_article(project)
    claims = [mark(project, line, words) for words in ("4.2 million", "9,000 cars", "14 months")]
    rating = project.read(scale_in_use)[1][0]
    project.apply(RateClaim(claims[0], rating.id))
    project.apply(EditClaim(claims[1], {"status": "re-check"}))
    seen = project.read(lambda reading: claim(reading, claims[2])).claim.seen["note"]
    project.apply(EditClaim(claims[2], {"note": "one"}, {"note": seen}))
    project.apply(EditClaim(claims[2], {"note": "two"}, {"note": seen}))
    assert project.read(lambda reading: claim_totals(reading, line.id)) == ClaimTotals(3, 1, 1, 1)
    assert project.read(lambda reading: claim_totals(reading, None)) == ClaimTotals(3, 1, 1, 1)
    project.apply(RemoveClaim(claims[0]))
    assert project.read(lambda reading: claim_totals(reading, line.id)) == ClaimTotals(2, 0, 1, 1)
    assert project.read(lambda reading: claim_totals(reading, "nowhere")) == ClaimTotals(0, 0, 0, 0)
    project.close()


def test_what_hangs_on_a_claim_bears_on_it(tmp_path: Path) -> None:
    project = new_project(tmp_path)
    line = add_article(project)
    one, other = mark(project, line, "4.2 million"), mark(project, line, "9,000 cars")
    assert touched(project) >= {one, other}
    project.apply(AddComment(one, "Hm."))
    assert touched(project) == {one}
    project.apply(AddHighlight(other, line.revision_id, *span(TEXT, "14 months")))
    assert touched(project) == {other}
    project.apply(Cite(one, address="https://budget.example"))
    project.apply(Cite(other, address="https://budget.example"))
    assert touched(project) == {one, other}
    source_id = project.read(lambda reading: claim(reading, one)).evidence[0].source.record.id
    project.apply(EditSource(source_id, {"title": "Budget"}))
    assert touched(project) == {one, other}
    project.apply(AttachFile("a.txt", b"a", source_id=source_id))
    assert touched(project) == {one, other}
    project.apply(RemoveClaim(one))
    assert touched(project) == {one}
    project.close()


def test_very_many_rows_are_asked_for_in_portions(tmp_path: Path) -> None:
    project = new_project(tmp_path)
    line = add_article(project)
    one = mark(project, line, "4.2 million")
    comment = project.apply(AddComment(one, "Hm.")).value
    many = {f"{number:032x}": frozenset({"text"}) for number in range(1200)} | {comment: frozenset({"text"})}
    assert project.read(lambda reading: claims_touched(reading, Change({"comment": many}))) == {one}
    project.close()
