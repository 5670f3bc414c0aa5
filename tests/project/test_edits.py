"""Edits of every kind, through a real project file: what they write, what they refuse, what undo brings back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from factcheck.domain.problems import Problem, UndoConflict
from factcheck.domain.records import Attachment, Comment, Evidence, Highlight, Person, Query, Source
from factcheck.project.checking import faults
from factcheck.project.edits.articles import AddArticle, EditArticle, MoveArticle, RemoveArticle, ShowOmission
from factcheck.project.edits.claims import (
    AddComment,
    EditClaim,
    EditClaims,
    EditComment,
    RemoveClaim,
    RemoveComment,
)
from factcheck.project.edits.conflicts import ResolveConflict
from factcheck.project.edits.highlights import AddHighlight, DecideSentences, MoveHighlight, RemoveHighlight
from factcheck.project.edits.project import EditProject, SetPerson
from factcheck.project.edits.purging import PurgeArticle
from factcheck.project.edits.reviews import AskQuery, EditQuery, RemoveQuery, SignArticle, WithdrawSignOff
from factcheck.project.edits.sources import (
    AddSource,
    AttachFile,
    Cite,
    EditEvidence,
    EditSource,
    RemoveAttachment,
    RemoveEvidence,
    RemoveSource,
    UseNote,
)
from factcheck.project.edits.verdicts import ChooseScale, MakeScale, RateClaim, UseScale
from factcheck.project.project import Project
from factcheck.project.queries import articles, claims, project, reports, sealing, search, sources
from tests.factories import TEXT, add_article, draft, mark, new_project, span


@pytest.fixture
def opening(tmp_path: Path) -> Iterator[Project]:
    opening = new_project(tmp_path)
    yield opening
    assert opening.read(faults) == []
    opening.close()


@pytest.fixture
def line(opening: Project) -> articles.ArticleLine:
    return add_article(opening)


def labels(opening: Project) -> dict[str, str]:
    return {rating.label: rating.id for rating in opening.read(project.scale_in_use)[1]}


def sheet(opening: Project, claim_id: str) -> claims.ClaimSheet:
    return opening.read(lambda reading: claims.claim(reading, claim_id))


def lines(opening: Project, wanted: str = "all") -> list[str]:
    return [row.quote for row in opening.read(lambda reading: claims.claim_lines(reading, None, wanted))]


def test_an_article_comes_with_text_structure_original_and_folded_stretches(opening: Project) -> None:
    made = draft()
    article_id = opening.apply(AddArticle(made)).value
    shown = opening.read(lambda reading: articles.opened(reading, article_id))
    assert shown.text == TEXT
    assert shown.structure == made.structure
    assert [(o.start, o.end, o.reason) for o in shown.omissions] == [(o.start, o.end, o.reason) for o in made.omissions]
    assert [shown.text[start:end] for start, end in shown.sentences][:2] == [
        "Harbour bridge reopens",
        "The bridge cost 4.2 million crowns.",
    ]


def test_an_empty_text_is_refused(opening: Project) -> None:
    with pytest.raises(Problem, match="no text"):
        opening.apply(AddArticle(draft(" \n ")))


def test_progress_counts_sentences_dealt_with_and_never_marks_alone(
    opening: Project, line: articles.ArticleLine
) -> None:
    def dealt() -> tuple[int, int]:
        now = opening.read(articles.articles)[0]
        return now.dealt, now.sentences

    assert dealt() == (0, 8)  # the folded line does not count
    claim_id = mark(opening, line, "9,000 cars")
    assert dealt() == (0, 8)
    opening.apply(RateClaim(claim_id, labels(opening)["True"]))
    assert dealt() == (1, 8)
    mark(opening, line, "a day")
    assert dealt() == (0, 8)  # a second, open claim in the same sentence
    opening.apply(DecideSentences(line.revision_id, (span(TEXT, "He said no."),), nothing_to_check=True))
    assert dealt() == (1, 8)
    opening.apply(DecideSentences(line.revision_id, (span(TEXT, "He said no."),), nothing_to_check=False))
    assert dealt() == (0, 8)
    opening.apply(ShowOmission(opening.read(lambda r: articles.omissions(r, line.revision_id))[0].id, shown=True))
    assert dealt() == (0, 9)


def test_a_claim_in_a_sentence_takes_back_that_there_is_nothing_to_check(
    opening: Project, line: articles.ArticleLine
) -> None:
    both = (span(TEXT, "He said no."), span(TEXT, "The work 🙂 took 14 months."))
    opening.apply(DecideSentences(line.revision_id, both, nothing_to_check=True))
    mark(opening, line, "14 months")
    assert [(d.start, d.end) for d in opening.read(lambda r: articles.decisions(r, line.revision_id))] == [both[0]]
    opening.undo()
    assert len(opening.read(lambda r: articles.decisions(r, line.revision_id))) == 2


def test_highlights_hold_their_words_after_an_emoji(opening: Project, line: articles.ArticleLine) -> None:
    claim_id = mark(opening, line, "took 14 months")
    highlight = sheet(opening, claim_id).highlights[0]
    assert highlight.quote == "took 14 months"
    assert highlight.prefix.endswith("🙂 ")
    assert sheet(opening, claim_id).sentence == "The work 🙂 took 14 months."
    opening.apply(MoveHighlight(highlight.id, *span(TEXT, "14 months")))
    assert sheet(opening, claim_id).highlights[0].quote == "14 months"
    assert sheet(opening, claim_id).claim.record.words == "14 months"
    opening.undo()
    assert sheet(opening, claim_id).highlights[0].quote == "took 14 months"
    assert sheet(opening, claim_id).claim.record.words == "took 14 months"
    opening.apply(EditClaim(claim_id, {"words": "It took 14 months."}))
    opening.apply(MoveHighlight(highlight.id, *span(TEXT, "14 months")))
    assert sheet(opening, claim_id).claim.record.words == "It took 14 months.", "words of a person stay"
    opening.undo()
    second = opening.apply(AddHighlight(claim_id, line.revision_id, *span(TEXT, "2031"))).value
    assert [h.quote for h in sheet(opening, claim_id).highlights] == ["took 14 months", "2031"]
    opening.apply(RemoveHighlight(second))
    assert [h.quote for h in sheet(opening, claim_id).highlights] == ["took 14 months"]
    with pytest.raises(Problem, match="no words"):
        opening.apply(AddHighlight(claim_id, line.revision_id, 5, 5))


def test_claims_are_numbered_by_place_and_filtered(opening: Project, line: articles.ArticleLine) -> None:
    late = mark(opening, line, "2031")
    early = mark(opening, line, "4.2 million")
    assert [row.number for row in opening.read(lambda r: claims.claim_lines(r, line.id))] == [1, 2]
    assert lines(opening) == ["4.2 million", "2031"]
    opening.apply(RateClaim(early, labels(opening)["False"]))
    assert lines(opening, "unchecked") == ["2031"]
    assert lines(opening, "open") == ["2031"]
    opening.apply(Cite(late, "https://a.example/x"))
    assert lines(opening, "no source") == ["4.2 million"]
    assert lines(opening, "one source") == ["2031"]
    opening.apply(EditClaims((late,), {"assignee": "Ada Mihović", "status": "in review"}))
    assert lines(opening, "mine") == lines(opening, "in review") == ["2031"]
    opening.apply(AskQuery({"claim_id": early, "question": "Which year?"}))
    assert lines(opening, "queries") == ["4.2 million"]
    found = opening.read(lambda r: claims.claim_lines(r, None, words="MILLION"))
    assert [row.id for row in found] == [early]
    assert opening.read(lambda r: claims.claim_lines(r, None, words="100%_")) == []
    opening.apply(RemoveClaim(early))
    assert lines(opening) == ["2031"]
    with pytest.raises(Problem, match="removed"):
        sheet(opening, early)


def test_a_verdict_settles_a_claim_and_taking_it_away_opens_it(opening: Project, line: articles.ArticleLine) -> None:
    claim_id = mark(opening, line, "9,000 cars")
    opening.apply(RateClaim(claim_id, labels(opening)["True"]))
    assert sheet(opening, claim_id).claim.record.status == "checked"
    opening.apply(RateClaim(claim_id, None))
    assert sheet(opening, claim_id).claim.record.status == "unstarted"
    opening.apply(EditClaim(claim_id, {"status": "needs attention"}))
    opening.apply(RateClaim(claim_id, labels(opening)["True"]))
    assert sheet(opening, claim_id).claim.record.status == "needs attention"


def test_a_stale_form_never_overwrites(opening: Project, line: articles.ArticleLine) -> None:
    claim_id = mark(opening, line, "9,000 cars")
    form = sheet(opening, claim_id).claim
    opening.apply(EditClaim(claim_id, {"rationale": "first"}, form.seen))
    opening.apply(EditClaim(claim_id, {"rationale": "second"}, form.seen))
    claim = sheet(opening, claim_id).claim
    sides = claim.conflicts["rationale"]
    assert [side.value for side in sides] == ["first", "second"]
    assert lines(opening, "conflicts") == ["9,000 cars"]
    opening.apply(ResolveConflict("claim", claim_id, "rationale", "both", tuple(side.change for side in sides)))
    assert sheet(opening, claim_id).claim.record.rationale == "both"
    assert not sheet(opening, claim_id).claim.conflicts
    assert lines(opening, "conflicts") == []


def test_an_unchanged_value_writes_nothing(opening: Project, line: articles.ArticleLine) -> None:
    claim_id = mark(opening, line, "9,000 cars")
    assert opening.apply(EditClaim(claim_id, {"rationale": ""})).edit_id == ""
    with pytest.raises(KeyError):
        opening.apply(EditClaim(claim_id, {"colour": "red"}))


def test_comments(opening: Project, line: articles.ArticleLine) -> None:
    claim_id = mark(opening, line, "9,000 cars")
    first = opening.apply(AddComment(claim_id, "Who counted?")).value
    answer = opening.apply(AddComment(claim_id, "The city.", first)).value
    opening.apply(EditComment(first, {"resolved": True}))
    comments = [shown.record for shown in sheet(opening, claim_id).comments]
    assert {(c.text, c.author, c.resolved) for c in comments} == {
        ("Who counted?", "Ada Mihović", True),
        ("The city.", "Ada Mihović", False),
    }
    opening.apply(RemoveComment(answer))
    assert len(opening.read(lambda r: r.records(Comment))) == 1
    with pytest.raises(Problem, match="empty"):
        opening.apply(AddComment(claim_id, "  "))


def test_a_link_makes_source_and_evidence_once(opening: Project, line: articles.ArticleLine) -> None:
    one, two = mark(opening, line, "9,000 cars"), mark(opening, line, "2031")
    evidence = opening.apply(Cite(one, "https://www.stats.example/cars-2024.html")).value
    assert opening.apply(Cite(one, "https://www.stats.example/cars-2024.html")).value == evidence
    opening.apply(Cite(two, "https://www.stats.example/cars-2024.html", stance="refutes", locator="p. 4"))
    [source] = opening.read(sources.sources)
    assert (source.source.title, source.claims, source.files) == ("stats.example: cars 2024", 2, 0)
    assert len(opening.read(lambda r: sources.source(r, source.source.id)).uses) == 2
    opening.apply(EditSource(source.source.id, {"title": "Traffic count", "standing": "primary"}))
    opening.apply(EditEvidence(evidence, {"passage": "9,012 cars"}))
    assert sheet(opening, one).evidence[0].source.record.title == "Traffic count"
    opening.apply(RemoveEvidence(evidence))
    assert sheet(opening, one).evidence == []
    opening.apply(RemoveSource(source.source.id))
    assert sheet(opening, two).evidence == []
    assert opening.read(sources.sources) == []
    with pytest.raises(Problem, match="no address"):
        opening.apply(Cite(one, "javascript:alert(1)"))


def test_files_are_kept_by_their_content(opening: Project, line: articles.ArticleLine) -> None:
    claim_id = mark(opening, line, "9,000 cars")
    attachment = opening.apply(AttachFile("C:\\scans\\count.pdf", b"%PDF-1.7 " * 40_000, claim_ids=(claim_id,))).value
    source_id = sheet(opening, claim_id).evidence[0].source.record.id
    assert opening.apply(AttachFile("again.pdf", b"%PDF-1.7 " * 40_000, source_id=source_id)).value == attachment
    record = opening.read(lambda r: r.records(Attachment))[0]
    assert (record.name, record.size, record.media_type) == ("count.pdf", 360_000, "application/pdf")
    assert opening.read(lambda r: sources.attachment_bytes(r, attachment)) == b"%PDF-1.7 " * 40_000
    assert opening.read(sources.size_of_files) == 360_000
    opening.apply(RemoveAttachment(attachment))
    assert opening.read(sources.size_of_files) == 0


def test_the_writers_footnote_becomes_evidence_that_nobody_verified(
    opening: Project, line: articles.ArticleLine
) -> None:
    claim_id = mark(opening, line, "4.2 million")
    use = UseNote(claim_id, line.revision_id, "f1")
    evidence = opening.apply(use).value
    assert opening.apply(use).value == evidence
    shown = sheet(opening, claim_id).evidence[0]
    assert (shown.evidence.record.origin, shown.evidence.record.verified) == ("writer", False)
    assert shown.source.record.address == "https://budget.example/2024"
    assert lines(opening, "writer only") == ["4.2 million"]
    opening.apply(EditEvidence(evidence, {"verified": True}))
    assert lines(opening, "writer only") == []
    with pytest.raises(Problem, match="not in this draft"):
        opening.apply(UseNote(claim_id, line.revision_id, "f9"))


def test_queries(opening: Project, line: articles.ArticleLine) -> None:
    claim_id = mark(opening, line, "9,000 cars")
    on_claim = opening.apply(AskQuery({"claim_id": claim_id, "question": "Source?", "to": "writer"})).value
    opening.apply(AskQuery({"article_id": line.id, "question": "May we?", "to": "lawyer", "addressee": "Dr. Ek"}))
    opening.apply(EditQuery(on_claim, {"answer": "City hall", "closed": True}))
    found = [shown.record for shown in opening.read(lambda r: reports.queries(r, line.id))]
    assert [(q.question, q.closed) for q in found] == [("May we?", False), ("Source?", True)]
    opening.apply(RemoveQuery(on_claim))
    assert len(opening.read(lambda r: r.records(Query))) == 1
    with pytest.raises(Problem, match="query goes to"):
        opening.apply(AskQuery({"claim_id": claim_id, "to": "the king"}))


def test_any_later_change_voids_a_sign_off(opening: Project, line: articles.ArticleLine) -> None:
    claim_id = mark(opening, line, "9,000 cars")
    signed = opening.apply(SignArticle(line.id, "checker", "Ada Mihović")).value
    assert [s.valid for s in opening.read(lambda r: sealing.sign_offs(r, line.id))] == [True]
    opening.apply(EditClaim(claim_id, {"rationale": "x"}))
    assert [s.valid for s in opening.read(lambda r: sealing.sign_offs(r, line.id))] == [False]
    opening.undo()
    assert [s.valid for s in opening.read(lambda r: sealing.sign_offs(r, line.id))] == [True]
    for change in (
        EditArticle(line.id, {"title": "Other"}),
        DecideSentences(line.revision_id, (span(TEXT, "He said no."),), nothing_to_check=True),
        Cite(claim_id, "https://a.example"),
        AskQuery({"article_id": line.id, "question": "?"}),
        AddComment(claim_id, "Wait."),
    ):
        opening.apply(change)
        assert [s.valid for s in opening.read(lambda r: sealing.sign_offs(r, line.id))] == [False]
        opening.undo()
    opening.apply(WithdrawSignOff(signed))
    assert opening.read(lambda r: sealing.sign_offs(r, line.id)) == []
    with pytest.raises(Problem, match="a pass and a name"):
        opening.apply(SignArticle(line.id, "checker", " "))


def test_scales_are_copied_and_old_verdicts_keep_theirs(
    opening: Project, line: articles.ArticleLine, tmp_path: Path
) -> None:
    claim_id = mark(opening, line, "9,000 cars", labels(opening)["Misleading"])
    old = opening.read(project.scale_in_use)[0]
    opening.apply(UseScale("PolitiFact"))
    assert [r.label for r in opening.read(project.scale_in_use)[1]][-1] == "Pants on Fire"
    rating_id = sheet(opening, claim_id).claim.record.rating_id
    assert opening.read(project.ratings)[rating_id or ""].label == "Misleading"
    own = opening.apply(MakeScale("House", ({"label": "Yes", "rank": 1}, {"label": "No", "rank": 2}))).value
    assert opening.read(project.scale_in_use)[0].id == own
    opening.apply(ChooseScale(old.id))
    assert opening.read(project.scale_in_use)[0] == old
    assert len(opening.read(project.scales)) == 3
    file = tmp_path / "house.toml"
    file.write_text('name = "File"\n[[rating]]\nlabel = "Fine"\n', encoding="utf-8")
    opening.apply(UseScale(str(file)))
    assert opening.read(project.scale_in_use)[0].name == "File"


def test_people_and_project(opening: Project) -> None:
    opening.apply(SetPerson("Jonas Kern", "JK", "editor"))
    opening.apply(SetPerson("Jonas Kern", "JK", "second reader"))
    assert [(p.name, p.role) for p in opening.read(project.people)] == [("Jonas Kern", "second reader")]
    opening.apply(EditProject({"name": "Autumn"}))
    assert opening.read(project.project_record).name == "Autumn"
    assert opening.read(lambda r: r.find(Person, None)) is None


def test_articles_are_ordered_removed_and_brought_back(opening: Project) -> None:
    ids = [opening.apply(AddArticle(draft(title=name))).value for name in ("a", "b", "c")]
    opening.apply(MoveArticle(ids[2], None))
    opening.apply(MoveArticle(ids[0], ids[1]))
    assert [row.title for row in opening.read(articles.articles)] == ["c", "b", "a"]
    opening.apply(RemoveArticle(ids[1]))
    assert [(row.number, row.title) for row in opening.read(articles.articles)] == [(1, "c"), (2, "a")]
    assert opening.read(lambda r: articles.article_line(r, ids[1])) is None
    opening.undo()
    assert [row.title for row in opening.read(articles.articles)] == ["c", "b", "a"]


def test_removal_for_good_leaves_no_word_of_it_in_the_file(opening: Project, line: articles.ArticleLine) -> None:
    claim_id = mark(opening, line, "9,000 cars")
    opening.apply(EditClaim(claim_id, {"rationale": "zebra rationale"}))
    opening.apply(EditClaim(claim_id, {"rationale": "zebra again"}))
    opening.apply(AddComment(claim_id, "zebra comment"))
    opening.apply(AskQuery({"claim_id": claim_id, "question": "zebra question"}))
    opening.keep_typing(f"claim:{claim_id}:note", "zebra typed")
    other = add_article(opening, "Another article about geese.\nIt stays.")
    opening.apply(PurgeArticle(line.id))
    content = opening.path.read_bytes()
    for word in (b"zebra", b"9,000 cars", b"Imre Vass", b"Harbour bridge", b"budget.example"):
        assert word not in content
    assert [row.id for row in opening.read(articles.articles)] == [other.id]
    assert opening.undo() is None
    assert opening.undo_name() == ""
    assert opening.read(lambda r: articles.opened(r, other.id)).text.startswith("Another article")


def test_undo_and_redo_walk_through_everything(opening: Project, line: articles.ArticleLine) -> None:
    claim_id = mark(opening, line, "9,000 cars")
    opening.apply(RateClaim(claim_id, labels(opening)["True"]))
    assert opening.undo_name() == "Verdict"
    opening.undo()
    assert opening.redo_name() == "Verdict"
    opening.undo()
    assert lines(opening) == []
    opening.redo()
    opening.redo()
    assert sheet(opening, claim_id).claim.record.rating_id == labels(opening)["True"]
    assert opening.redo() is None
    opening.undo()
    opening.apply(EditClaim(claim_id, {"note": "x"}))
    assert opening.redo_name() == ""
    while opening.undo():
        pass
    assert opening.read(articles.articles) == []


def test_undo_stops_where_somebody_else_has_built_on_it(opening: Project, line: articles.ArticleLine) -> None:
    claim_id = mark(opening, line, "9,000 cars")
    opening.apply(EditClaim(claim_id, {"rationale": "mine"}))
    other = Project.open(opening.path, author="Jonas")
    other.apply(EditClaim(claim_id, {"rationale": "theirs"}))
    with pytest.raises(UndoConflict, match="Jonas has changed this since"):
        opening.undo()
    assert sheet(opening, claim_id).claim.record.rationale == "theirs"
    other.undo()
    assert sheet(opening, claim_id).claim.record.rationale == "mine"
    other.close()


def test_undo_does_not_take_away_what_a_colleague_hung_on_a_claim(opening: Project, line: articles.ArticleLine) -> None:
    claim_id = mark(opening, line, "9,000 cars")
    other = Project.open(opening.path, author="Jonas")
    other.apply(Cite(claim_id, "https://a.example"))
    with pytest.raises(UndoConflict, match="Jonas"):
        opening.undo()
    other.close()


def test_the_palette_finds_articles_claims_and_sources(opening: Project, line: articles.ArticleLine) -> None:
    claim_id = mark(opening, line, "9,000 cars")
    opening.apply(AddSource({"title": "Bridge cars census", "kind": "data"}))
    kinds = [(f.kind, f.number) for f in opening.read(lambda r: search.found(r, "cars"))]
    assert kinds == [("claim", 1), ("source", 0)]
    assert next(f.id for f in opening.read(lambda r: search.found(r, "1", line.id)) if f.kind == "claim") == claim_id
    assert [f.kind for f in opening.read(lambda r: search.found(r, "bridge"))] == ["article", "source"]


def test_what_is_being_typed_survives_a_crash_and_nothing_else(opening: Project) -> None:
    opening.keep_typing("claim:a:note", "half a th")
    opening.keep_typing("claim:a:note", "half a thought")
    other = Project.open(opening.path, author="Ada Mihović")
    assert other.typing() == {}  # this process is alive, so that text is being typed elsewhere
    other.close()
    opening.forget_typing("claim:a:note")
    assert opening.typing() == {}


def test_every_kind_of_record_can_be_found(opening: Project, line: articles.ArticleLine) -> None:
    with pytest.raises(Problem, match="no longer in the project"):
        opening.read(lambda r: r.get(Source, "nothing"))
    assert opening.read(lambda r: r.find(Evidence, "nothing")) is None
    assert opening.read(lambda r: r.records(Highlight)) == []
    assert line.number == 1


def test_an_edit_that_changes_nothing_leaves_no_gap_in_the_log(opening: Project, line: articles.ArticleLine) -> None:
    claim_id = mark(opening, line, "9,000 cars")
    place = sheet(opening, claim_id).highlights[0]
    opening.apply(MoveHighlight(place.id, place.start, place.end))
    opening.undo()  # of the mark: the move was none
    assert lines(opening) == []
