"""Comments of a report that came back: whose they are, and when they are offered again."""

from __future__ import annotations

import random
from contextlib import closing
from copy import deepcopy
from functools import partial
from pathlib import Path

from lxml import etree

from factcheck.domain.records import Highlight
from factcheck.domain.returning import Returned
from factcheck.formats.docx.returning import report_in
from factcheck.project.edits.claims import RemoveComment
from factcheck.project.edits.returning import MergeReport
from factcheck.project.project import Project
from factcheck.project.queries.returned import returned_changes
from factcheck.project.tables import HighlightRow
from tests.formats.docx.returned import report_bytes, returning_project
from tests.formats.docx.word_hand import W, WordHand


def bookmark_ended_early(hand: WordHand, claim_id: str) -> None:
    """End the bookmark around a claim's words a character before their end, as LibreOffice does."""
    name = f"fc_{claim_id}_1"
    start = next(one for one in hand.document.iter(W + "bookmarkStart") if one.get(W + "name") == name)
    end = next(one for one in hand.document.iter(W + "bookmarkEnd") if one.get(W + "id") == start.get(W + "id"))
    run = next(one for one in end.itersiblings(W + "r", preceding=True) if one.findtext(W + "t"))
    last, words = deepcopy(run), run.findtext(W + "t") or ""
    next(run.iter(W + "t")).text, next(last.iter(W + "t")).text = words[:-1], words[-1:]
    run.addnext(last)
    run.addnext(end)


def test_an_answer_behind_the_words_of_a_claim_is_its_own_though_the_bookmark_ended_early(tmp_path: Path) -> None:
    path, _article_id = returning_project(tmp_path, 6)
    hand = WordHand(report_bytes(path, tmp_path), random.Random(4))
    claim_id, root = next(iter(hand.roots().items()))
    number, _author = hand.write_comment('Antwort an Ada Mihović (29.11.2026, 21:11): "..."\nWhich month?')
    end = next(one for one in hand.document.iter(W + "commentRangeEnd") if one.get(W + "id") == root)
    end.addnext(etree.fromstring(f'<w:r xmlns:w="{W[1:-1]}"><w:commentReference w:id="{number}"/></w:r>'))
    bookmark_ended_early(hand, claim_id)
    with closing(Project.open(path, author="Ada Mihović")) as project:
        (change,) = project.read(partial(returned_changes, report=report_in(hand.saved())))
    assert (change.kind, change.claim_id, change.new) == ("remark", claim_id, "Which month?")


def test_what_undo_took_back_is_offered_again_and_what_was_removed_is_not(tmp_path: Path) -> None:
    path, _article_id = returning_project(tmp_path, 6)
    hand = WordHand(report_bytes(path, tmp_path), random.Random(2))
    hand.reply()
    hand.comment_on_words()
    content = hand.saved()
    with closing(Project.open(path, author="Ada Mihović")) as project:

        def read() -> list[Returned]:
            return project.read(partial(returned_changes, report=report_in(content)))

        changes = read()
        assert sorted(one.kind for one in changes) == ["claim", "remark"]
        for _time in range(2):
            merge = MergeReport(tuple(changes))
            project.apply(merge)
            assert read() == []
            project.undo()
            assert read() == changes
        project.redo()
        assert read() == []
        made = next(one for one in changes if one.kind == "claim")
        (highlight,) = project.read(lambda reading: reading.records(Highlight, HighlightRow.claim_id == made.claim_id))
        assert highlight.quote == made.words.strip()
        for change in changes:
            project.apply(RemoveComment(change.row_id))
        assert read() == []
        project.undo()
        project.redo()
        assert read() == []
