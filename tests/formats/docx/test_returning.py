"""A report that nobody edited brings nothing, whatever it is made of; what is not in a file is unknown, not changed."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path

import docx
import pytest
from lxml import etree

from factcheck.domain.problems import Problem
from factcheck.domain.records import Claim, Comment, Highlight, Query
from factcheck.domain.report import DRAFT_PARTS, STATEMENT_PARTS, ReportOptions
from factcheck.domain.returning import Returned
from factcheck.formats.docx.returning import project_of_report, read_report, report_in
from factcheck.formats.docx.writing import write_report
from factcheck.project.edits.annotating import AddAnnotated
from factcheck.project.edits.claims import EditClaim, RemoveClaim
from factcheck.project.edits.highlights import MarkClaim
from factcheck.project.edits.returning import MergeReport
from factcheck.project.edits.verdicts import RateClaim
from factcheck.project.project import Project
from factcheck.project.queries.articles import opened
from factcheck.project.queries.conflicts import conflicts
from factcheck.project.queries.reports import report_of
from factcheck.project.queries.returned import returned_changes
from factcheck.project.tables import HighlightRow
from tests.factories import add_article, mark, new_project
from tests.formats.docx.returned import report_bytes, returning_project
from tests.formats.docx.word_editing import choose_verdict, edit_rationale
from tests.formats.docx.word_hand import Done, W, WordHand
from tests.formats.long_draft import write_long_draft

PARTS = [
    STATEMENT_PARTS,
    ("article",),
    ("claims table",),
    ("claims", "sources"),
    ("cover", "corrections", "article", "sign-offs"),
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    return returning_project(tmp_path_factory.mktemp("desk"))


def returned(path: Path, content: bytes) -> list[Returned]:
    with closing(Project.open(path, author="Ada Mihović")) as project:
        return project.read(partial(returned_changes, report=report_in(content)))


def written(path: Path, target: Path, **options: object) -> bytes:
    with closing(Project.open(path, author="Ada Mihović")) as project:
        report = project.read(report_of)
    made: ReportOptions = replace(report.options, **options)  # type: ignore[arg-type] # by name
    write_report(replace(report, options=made), target)
    return target.read_bytes()


@pytest.mark.parametrize("parts", PARTS)
@pytest.mark.parametrize("remarks", ["comments", "footnotes", "endnotes", "none"])
def test_an_untouched_report_brings_nothing(
    desk: tuple[Path, str], tmp_path: Path, parts: tuple[str, ...], remarks: str
) -> None:
    content = written(desk[0], tmp_path / "r.docx", parts=parts, remarks=remarks, tracked=remarks != "none")
    assert returned(desk[0], content) == []
    assert project_of_report(tmp_path / "r.docx") != ""


def test_a_handover_on_a_draft_with_notes_brings_nothing(tmp_path: Path) -> None:
    from factcheck.formats.registry import read_article

    write_long_draft(tmp_path / "draft.docx")
    with closing(new_project(tmp_path, profile="drafts")) as project:
        read = read_article(tmp_path / "draft.docx")
        project.apply(AddAnnotated(read, frozenset({"comment"})))
        project.apply(AddAnnotated(read, frozenset()))
        path = project.path
    content = written(path, tmp_path / "r.docx", parts=DRAFT_PARTS, audience="handover")
    assert returned(path, content) == []


def test_a_report_for_the_public_does_not_come_back(desk: tuple[Path, str], tmp_path: Path) -> None:
    content = written(desk[0], tmp_path / "r.docx", audience="public", parts=("article", "claims"))
    assert b"said=" not in zipfile.ZipFile(io.BytesIO(content)).read("customXml/item1.xml")
    with pytest.raises(Problem, match="does not tell what the report said"):
        returned(desk[0], content)


def without(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """A file with one of its members otherwise."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            read = old.read(member)
            new.writestr(member, change(read) if member == name else read)
    return target.getvalue()


@pytest.mark.parametrize(
    "lost",
    [
        rb"<w:bookmark(?:Start|End) [^>]*/>",
        rb'<w:tag w:val="fc[^"]*"/>',
        rb"<w:commentRange(?:Start|End) [^>]*/>|<w:r>(?:(?!</w:r>).)*<w:commentReference [^>]*/></w:r>",
        rb"<w:tbl>.*?</w:tbl>",
    ],
)
def test_what_was_lost_is_unknown_and_not_changed(desk: tuple[Path, str], tmp_path: Path, lost: bytes) -> None:
    content = report_bytes(desk[0], tmp_path)
    harmed = without(content, "word/document.xml", lambda part: re.sub(lost, b"", part, flags=re.DOTALL))
    assert harmed != content
    changes = returned(desk[0], harmed)
    # A table that was taken out of the article is a change of its words; the tables of the report are none.
    assert {change.kind for change in changes} <= ({"wording"} if b"tbl" in lost else set())


def test_claims_are_found_by_comments_and_by_words_where_bookmarks_are_lost(
    desk: tuple[Path, str], tmp_path: Path
) -> None:
    hand = WordHand(report_bytes(desk[0], tmp_path), random.Random(3))
    hand.comment_on_claim()
    (done,) = hand.done
    content = hand.saved()
    kept = without(
        content,
        "word/document.xml",
        lambda part: re.sub(rb'<w:bookmarkStart (?=[^>]*w:name="fc_)[^>]*/>', b"", part),
    )
    (change,) = returned(desk[0], kept)
    assert Done("remark", change.claim_id, new=change.new, author=change.author) == done


def test_what_the_project_did_since_is_no_change_and_is_not_lost(tmp_path: Path) -> None:
    path, article_id = returning_project(tmp_path, 5)
    content = report_bytes(path, tmp_path)
    hand = WordHand(content, random.Random(1))
    edit_rationale(hand)
    choose_verdict(hand)
    done = {one.kind: one for one in hand.done}
    rationale, verdict = done["rationale"], done["verdict"]
    with closing(Project.open(path, author="Ada Mihović")) as project:
        ratings = {claim.rating_id for claim in project.read(lambda reading: reading.records(Claim))}
        other = next(rating for rating in ratings if rating)
        others = [
            claim
            for claim in project.read(lambda reading: reading.records(Claim))
            if claim.id not in (rationale.claim_id, verdict.claim_id)
        ]
        # Claims that the report says something else of by now.
        project.apply(EditClaim(others[0].id, {"rationale": "Counted anew."}))
        project.apply(RateClaim(others[1].id, other))
        project.apply(RemoveClaim(others[2].id))
        project.apply(EditClaim(rationale.claim_id, {"rationale": "Something else by now."}))
        changes = project.read(partial(returned_changes, report=report_in(hand.saved())))
        assert {(one.kind, one.claim_id) for one in changes} == {
            ("rationale", rationale.claim_id),
            ("verdict", verdict.claim_id),
        }
        since = next(one for one in changes if one.kind == "rationale")
        assert (since.since, since.old, since.new) == (True, rationale.old, rationale.new)
        project.apply(MergeReport(tuple(changes)))
        (conflict,) = project.read(conflicts)
        assert set(conflict.shown) == {"Something else by now.", rationale.new}
        assert opened_text(project, article_id)


def opened_text(project: Project, article_id: str) -> str:
    return project.read(lambda reading: opened(reading, article_id)).text


def test_comments_on_removed_claims_and_on_no_words_are_kept(tmp_path: Path) -> None:
    path, article_id = returning_project(tmp_path, 6)
    hand = WordHand(report_bytes(path, tmp_path), random.Random(2))
    hand.reply()
    heading = next(one for one in hand.body if "".join(map(str, one.itertext())).startswith("Sources"))
    number, author = hand.write_comment("Please cite page numbers.")
    run = next(heading.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}r"))
    hand.mark_comment(number, run, run)
    (done,) = hand.done
    with closing(Project.open(path, author="Ada Mihović")) as project:
        project.apply(RemoveClaim(done.claim_id))
        changes = project.read(partial(returned_changes, report=report_in(hand.saved())))
        assert sorted(one.kind for one in changes) == ["claim", "question"]
        project.apply(MergeReport(tuple(changes)))
        (query,) = project.read(lambda reading: reading.records(Query))
        assert (query.question, query.addressee, query.article_id) == ("Please cite page numbers.", author, article_id)
        made = next(one for one in changes if one.kind == "claim")
        highlights = project.read(lambda reading: reading.records(Highlight, HighlightRow.claim_id == made.claim_id))
        (highlight,) = highlights
        assert highlight.quote == made.words.strip()
        assert project.read(lambda reading: reading.get(Comment, made.row_id)).author == done.author
        assert project.read(partial(returned_changes, report=report_in(hand.saved()))) == []


def test_other_files_are_no_reports(tmp_path: Path) -> None:
    docx.Document().save(str(tmp_path / "plain.docx"))
    assert project_of_report(tmp_path / "plain.docx") == ""
    assert project_of_report(tmp_path / "none.docx") == ""
    with pytest.raises(Problem, match="no report of this program"):
        read_report(tmp_path / "plain.docx")
    with closing(new_project(tmp_path)) as project:
        mark(project, add_article(project), "4.2 million")
        other = project.path
    path, _article_id = returning_project(tmp_path, 8)
    with pytest.raises(Problem, match="another project"):
        returned(other, report_bytes(path, tmp_path))


@pytest.mark.parametrize("parts", [("cover", "article"), STATEMENT_PARTS])
def test_a_rationale_that_was_edited_in_its_comment_comes_back(
    desk: tuple[Path, str], tmp_path: Path, parts: tuple[str, ...]
) -> None:
    content = written(desk[0], tmp_path / "r.docx", parts=parts)
    hand = WordHand(content, random.Random(4))
    claim_id, root = next(
        (claim_id, root)
        for claim_id, root in hand.roots().items()
        if any("The auditor" in (text.text or "") for text in hand.remark(root).iter(W + "t"))
    )
    text = next(text for text in hand.remark(root).iter(W + "t") if "The auditor" in (text.text or ""))
    text.text = f"Note: {text.text} Really."
    (change,) = returned(desk[0], hand.saved())
    assert (change.kind, change.claim_id) == ("rationale", claim_id)
    first, second = change.old.split("\n")
    assert change.new == f"{first}\nNote: {second} Really."


@pytest.mark.parametrize("added", ["Nobody has counted them.", "Nobody has counted them.\nI asked twice."])
def test_a_rationale_that_was_written_where_there_was_none_comes_back_from_its_comment(
    desk: tuple[Path, str], tmp_path: Path, added: str
) -> None:
    hand = WordHand(written(desk[0], tmp_path / "r.docx", parts=("cover", "article")), random.Random(4))
    claim_id, root = next(
        (claim_id, root)
        for claim_id, root in hand.roots().items()
        if len(hand.remark(root).findall(f"{W}p")) == 1  # a verdict and no more
    )
    for line in reversed(added.split("\n")):
        made = etree.fromstring(f'<w:p xmlns:w="{W[1:-1]}"><w:r><w:t>{line}</w:t></w:r></w:p>')
        hand.remark(root)[0].addnext(made)
    (change,) = returned(desk[0], hand.saved())
    assert (change.kind, change.claim_id, change.old, change.new) == ("rationale", claim_id, "", added)


def test_a_comment_in_which_more_than_the_rationale_is_new_is_a_remark(desk: tuple[Path, str], tmp_path: Path) -> None:
    hand = WordHand(written(desk[0], tmp_path / "r.docx"), random.Random(4))
    claim_id, root = next(
        (claim_id, root)
        for claim_id, root in hand.roots().items()
        if len(hand.remark(root)) > 2 and "“" in "".join(map(str, hand.remark(root)[-1].itertext()))  # a new wording
    )
    hand.remark(root).append(etree.fromstring(f'<w:p xmlns:w="{W[1:-1]}"><w:r><w:t>I doubt it.</w:t></w:r></w:p>'))
    (change,) = returned(desk[0], hand.saved())
    assert (change.kind, change.claim_id) == ("remark", claim_id)
    assert change.new.endswith("I doubt it.")


def test_wordings_over_paragraphs_and_in_several_places_come_back_once_they_are_accepted(tmp_path: Path) -> None:
    text = "Ann Lee resigned on Monday.\nShe was born in Oslo. Ann Lee knows.\nNobody else does."
    with closing(new_project(tmp_path)) as project:
        line = add_article(project, text)
        article_id, revision_id = line.id, line.revision_id
        for spans, correction in (
            (((text.index("Monday"), text.index(" was")),), "Tuesday.\nShe"),
            (((0, 7), (text.rindex("Ann"), text.rindex("Ann") + 7)), "Anne Li"),
        ):
            claim_id = project.apply(MarkClaim(revision_id, spans)).value
            project.apply(EditClaim(claim_id, {"correction": correction}))
        path = project.path
    content = written(path, tmp_path / "r.docx")
    assert returned(path, content) == []
    hand = WordHand(content, random.Random(1))
    for gone in list(hand.document.iter(W + "del")):
        gone.getparent().remove(gone)  # type: ignore[union-attr] # it stands in a paragraph
    for added in list(hand.document.iter(W + "ins")):
        for run in reversed(added):
            added.addnext(run)
        added.getparent().remove(added)  # type: ignore[union-attr] # as above
    changes = returned(path, hand.saved())
    assert {one.kind for one in changes} == {"wording"}
    with closing(Project.open(path, author="Ada Mihović")) as project:
        project.apply(MergeReport(tuple(changes), "r.docx"))
        assert project.read(lambda reading: opened(reading, article_id)).text == (
            "Anne Li resigned on Tuesday.\nShe was born in Oslo. Anne Li knows.\nNobody else does."
        )


@pytest.mark.parametrize("cut", [False, True])
def test_words_typed_into_the_number_of_a_claim_or_into_a_label_are_not_lost(
    desk: tuple[Path, str], tmp_path: Path, cut: bool
) -> None:
    hand = WordHand(written(desk[0], tmp_path / "r.docx"), random.Random(4))
    (article,) = hand.bookmark("fca_").values()
    number = next(
        text
        for paragraph in hand.paragraphs_of(article)
        for text in paragraph.iter(W + "t")
        if text.find(f"../{W}rPr/{W}rStyle[@{W}val='ClaimNumber']") is not None
    )
    label = next(text for text in hand.document.iter(W + "t") if text.text == "Rationale  ")
    for text, typed in ((number, "1990 and more"), (label, "Nobody counted. ")):
        run = text.getparent()
        assert run is not None
        if cut:  # a program parts runs, and starts one for what is typed
            for words in (typed, (text.text or "")[2:]):
                copy = etree.fromstring(etree.tostring(run))
                copy.tail = None
                copy.find(W + "t").text = words  # type: ignore[union-attr] # it has one
                run.addnext(copy)
            text.text = (text.text or "")[:2]
        else:
            text.text = f"{text.text}{typed}"
    changes = returned(desk[0], hand.saved())
    assert [(one.kind, one.new) for one in changes if one.kind == "rationale"] == [("rationale", "Nobody counted.")]
    assert "1990 and more" in "".join(one.new for one in changes if one.kind == "wording")
    assert len(changes) == 2


def test_an_answer_that_forgot_its_comment_stands_at_the_end_of_the_same_words(
    desk: tuple[Path, str], tmp_path: Path
) -> None:
    hand = WordHand(written(desk[0], tmp_path / "r.docx"), random.Random(4))
    hand.comment_on_words()
    said = hand.done[-1].new
    comment = next(one for one in hand.comments if said in "".join(map(str, one.itertext())))
    number, _author = hand.write_comment("I looked.")
    end = next(one for one in hand.document.iter(W + "commentRangeEnd") if one.get(W + "id") == comment.get(W + "id"))
    end.addnext(etree.fromstring(f'<w:r xmlns:w="{W[1:-1]}"><w:commentReference w:id="{number}"/></w:r>'))
    changes = returned(desk[0], hand.saved())
    assert {(one.kind, one.new) for one in changes} == {("claim", said), ("claim", "I looked.")}
    asked, answer = sorted(changes, key=lambda one: one.new != said)
    assert (answer.claim_id, answer.parent_id) == (asked.claim_id, asked.row_id)
