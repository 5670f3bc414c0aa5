"""The inspector: sources, comments, queries and places of a claim."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from factcheck.domain.records import Comment, Evidence, Highlight, Query, Source
from factcheck.project.edits.claims import AddComment
from factcheck.project.edits.highlights import AddHighlight
from factcheck.project.edits.reviews import AskQuery
from factcheck.project.edits.sources import Cite, EditEvidence, UseNote
from factcheck.ui.claims.comments import CommentRow
from factcheck.ui.claims.places import PlaceRow
from factcheck.ui.claims.source_field import CHOICE
from tests.factories import TEXT, span
from tests.ui.claims.inspector_desk import InspectorDesk
from tests.ui.factories_desk import Desk


@pytest.fixture
def on(desk: Desk) -> InspectorDesk:
    return InspectorDesk(desk)


# --- sources ------------------------------------------------------------------------------------------------


def test_a_pasted_link_and_enter_make_source_and_evidence_and_lead_back(on: InspectorDesk) -> None:
    on.inspector.next.setFocus()
    on.inspector.go_to_source_field()
    field = on.inspector.evidence.field
    on.qtbot.waitUntil(field.hasFocus)
    on.qtbot.keyClicks(field, "https://budget.example/2024")
    on.qtbot.keyClick(field, Qt.Key.Key_Return)
    on.qtbot.waitUntil(lambda: len(on.inspector.evidence.rows) == 1)
    assert field.text() == ""
    line = on.sheet.evidence[0]
    assert (line.source.record.address, line.evidence.record.stance) == ("https://budget.example/2024", "supports")
    assert on.inspector.next.hasFocus()


def test_words_search_the_sources_and_a_row_is_cited(on: InspectorDesk) -> None:
    on.live.apply(Cite(on.desk.claims[1], address="https://budget.example/2024"))
    on.desk.settle()
    field = on.inspector.evidence.field
    field.setFocus()
    on.qtbot.keyClicks(field, "budget")
    on.qtbot.waitUntil(field.popup.isVisible)
    assert [field.choices.index(row, 0).data(CHOICE)[0] for row in range(3)] == ["source", "title", "interview"]
    on.qtbot.keyClick(field.popup, Qt.Key.Key_Down)
    on.qtbot.keyClick(field.popup, Qt.Key.Key_Return)
    on.qtbot.waitUntil(lambda: len(on.inspector.evidence.rows) == 1)
    assert len(on.desk.read(lambda reading: reading.records(Source))) == 1


def test_words_that_nobody_knows_make_a_source_that_is_opened(on: InspectorDesk) -> None:
    opened: list[str] = []
    on.inspector.source_opened.connect(opened.append)
    field = on.inspector.evidence.field
    field.setFocus()
    on.qtbot.keyClicks(field, "Yearbook 1974")
    on.qtbot.keyClick(field, Qt.Key.Key_Return)
    on.qtbot.waitUntil(lambda: bool(opened))
    on.qtbot.waitUntil(lambda: len(on.inspector.evidence.rows) == 1)
    assert on.sheet.evidence[0].source.record.title == "Yearbook 1974"
    on.live.undo()
    on.qtbot.waitUntil(lambda: not on.inspector.evidence.rows)
    assert on.desk.read(lambda reading: reading.records(Source)) == []


def test_what_is_no_link_to_be_kept_is_refused(on: InspectorDesk) -> None:
    on.inspector.evidence.cite_link("javascript:alert(1)")
    on.desk.settle()
    assert len(on.desk.problems) == 1
    assert on.sheet.evidence == []


def test_a_claim_is_painted_at_once_as_it_stays(on: InspectorDesk) -> None:
    for number in range(2):
        on.live.apply(Cite(on.desk.claims[1], address=f"https://budget.example/{number}"))
    on.desk.choose(2)
    settled = on.inspector.grab().toImage()
    rows = [row.geometry() for row in on.inspector.evidence.rows]
    read = on.inspector.shown
    assert read is not None
    assert len(rows) == 2
    on.desk.choose(1)
    on.inspector.claim_id = on.desk.claims[1]
    on.inspector._show("", read)
    assert [row.geometry() for row in on.inspector.evidence.rows] == rows
    assert on.inspector.grab().toImage() == settled


def test_dropped_files_are_kept_and_dropped_links_cited(on: InspectorDesk, tmp_path: Path) -> None:
    table = tmp_path / "table 4.csv"
    table.write_bytes(b"a;b\n")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(table)), QUrl("https://stats.example/4")])
    enter = QDragEnterEvent(
        on.inspector.rect().center(), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    on.inspector.dragEnterEvent(enter)
    assert enter.isAccepted()
    drop = QDropEvent(
        QPointF(20, 20), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    on.inspector.dropEvent(drop)
    on.qtbot.waitUntil(lambda: len(on.inspector.evidence.rows) == 2)
    lines = on.sheet.evidence
    assert {line.source.record.title for line in lines} == {"table 4", "stats.example: 4"}
    assert [file.name for line in lines for file in line.attachments] == ["table 4.csv"]


def test_a_folder_is_refused(on: InspectorDesk, tmp_path: Path) -> None:
    on.inspector.evidence.attach(tmp_path)
    on.desk.settle()
    assert "is no file" in str(on.desk.problems[0])


def test_the_stance_is_chosen_on_the_row(on: InspectorDesk) -> None:
    on.live.apply(Cite(on.claim_id, address="https://budget.example"))
    on.qtbot.waitUntil(lambda: len(on.inspector.evidence.rows) == 1)
    on.pick(on.row().stance.offer(), "Refutes")
    on.qtbot.waitUntil(lambda: on.row().stance.stance == "refutes")
    assert on.sheet.evidence[0].evidence.record.stance == "refutes"


def test_evidence_on_which_two_people_differ_says_so(on: InspectorDesk) -> None:
    on.live.apply(Cite(on.claim_id, address="https://budget.example"))
    on.qtbot.waitUntil(lambda: len(on.inspector.evidence.rows) == 1)
    shown = on.sheet.evidence[0].evidence
    seen = {"passage": shown.seen["passage"]}
    on.desk.apply_as("Jonas Keller", EditEvidence(shown.record.id, {"passage": "one"}, seen))
    on.desk.apply_as("Mira Castellan", EditEvidence(shown.record.id, {"passage": "two"}, seen))
    on.qtbot.waitUntil(lambda: "Conflict" in on.row().accessibleName())


def test_the_writers_note_is_verified_by_one_button(make_desk: Callable[..., Desk]) -> None:
    on = InspectorDesk(make_desk("drafts"))
    on.live.apply(UseNote(on.claim_id, on.desk.article.revision_id, "f1"))
    on.qtbot.waitUntil(lambda: len(on.inspector.evidence.rows) == 1)
    assert "Writer’s, unchecked" in on.row().accessibleName()
    on.click(on.row().verify)
    on.qtbot.waitUntil(lambda: "Writer’s, unchecked" not in on.row().accessibleName())
    evidence: Evidence = on.sheet.evidence[0].evidence.record
    assert (evidence.origin, evidence.verified) == ("writer", True)


def test_more_than_two_sources_fold(on: InspectorDesk) -> None:
    for number in range(4):
        on.live.apply(Cite(on.claim_id, address=f"https://source.example/{number}"))
    section = on.inspector.evidence
    on.qtbot.waitUntil(lambda: section.count.text() == "4")
    assert (len(section.rows), section.fold.text()) == (2, "Show 2 more")
    on.click(section.fold)
    assert (len(section.rows), section.fold.text()) == (4, "Show fewer")


def test_a_row_opens_and_offers_what_can_be_done(on: InspectorDesk) -> None:
    on.live.apply(Cite(on.claim_id, address="https://budget.example"))
    on.qtbot.waitUntil(lambda: len(on.inspector.evidence.rows) == 1)
    opened: list[tuple[str, str]] = []
    on.inspector.evidence_opened.connect(lambda *ids: opened.append(ids))
    on.row().setFocus()
    on.qtbot.keyClick(on.row(), Qt.Key.Key_Space)
    assert opened == [(on.claim_id, on.row().line.evidence.record.id)]
    menu = on.row().menu()
    on.pick(menu, "Take off this claim")
    on.qtbot.waitUntil(lambda: not on.inspector.evidence.rows)


# --- the rest -----------------------------------------------------------------------------------------------


def test_comments_are_said_answered_resolved_edited_and_removed(on: InspectorDesk) -> None:
    comments = on.inspector.comments
    comments.box.setFocus()
    on.qtbot.keyClicks(comments.box, "With the approach roads?")
    on.qtbot.keyClick(comments.box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    on.qtbot.waitUntil(lambda: len(comments.rows) == 1)
    assert comments.box.toPlainText() == ""

    def row(position: int) -> CommentRow:
        found = comments.rows[position]
        assert isinstance(found, CommentRow)
        return found

    def said(position: int) -> Comment:
        return next(shown.record for shown in on.sheet.comments if shown.record.text == row(position).words.text())

    on.pick(row(0).menu(), "Reply")
    on.qtbot.keyClicks(comments.box, "Yes.")
    on.click(comments.say)
    on.qtbot.waitUntil(lambda: len(comments.rows) == 2)
    assert said(1).parent_id == said(0).id
    on.pick(row(0).menu(), "Mark as resolved")
    on.qtbot.waitUntil(lambda: said(0).resolved)
    on.desk.settle()
    on.pick(row(1).menu(), "Edit")
    on.qtbot.keyClicks(row(1).box.box, "Surely: ")
    on.inspector.next.setFocus()
    on.qtbot.waitUntil(lambda: row(1).words.text() == "Surely: Yes.")
    on.desk.settle()
    on.pick(row(1).menu(), "Remove")
    on.qtbot.waitUntil(lambda: len(comments.rows) == 1)


def test_a_colleagues_comment_cannot_be_edited_here(on: InspectorDesk) -> None:
    on.desk.apply_as("Jonas Keller", AddComment(on.claim_id, "Hm."))
    on.qtbot.waitUntil(lambda: len(on.inspector.comments.rows) == 1)
    row = on.inspector.comments.rows[0]
    assert isinstance(row, CommentRow)
    assert [action.text() for action in row.menu().actions()] == ["Reply", "Mark as resolved"]


def test_a_comment_that_is_not_said_yet_stays_with_its_claim(on: InspectorDesk) -> None:
    on.qtbot.keyClicks(on.inspector.comments.box, "Half a th")
    on.desk.choose(2)
    assert on.inspector.comments.box.toPlainText() == ""
    on.desk.choose(1)
    assert on.inspector.comments.box.toPlainText() == "Half a th"


def test_queries_are_listed_and_opened(on: InspectorDesk) -> None:
    on.live.apply(AskQuery({"claim_id": on.claim_id, "to": "writer", "addressee": "Marit", "question": "Source?"}))
    on.qtbot.waitUntil(lambda: len(on.inspector.queries.rows) == 1)
    opened: list[str] = []
    on.inspector.query_opened.connect(opened.append)
    on.click(on.inspector.queries.rows[0])
    query: Query = on.sheet.queries[0].record
    assert opened == [query.id]
    assert on.inspector.queries.rows[0].accessibleName() == "Writer · Marit, Open, Source?"


def test_places_are_gone_to_and_taken_away(on: InspectorDesk) -> None:
    start, end = span(TEXT, "9,000 cars")
    on.live.apply(AddHighlight(on.claim_id, on.desk.article.revision_id, start, end))
    on.qtbot.waitUntil(lambda: len(on.inspector.places.rows) == 2)
    wanted: list[str] = []
    on.inspector.place_wanted.connect(wanted.append)
    row = on.inspector.places.rows[1]
    assert isinstance(row, PlaceRow)
    on.click(row.go)
    highlights: list[Highlight] = on.sheet.highlights
    assert wanted == [highlights[1].id]
    on.click(row.remove)
    on.qtbot.waitUntil(lambda: len(on.inspector.places.rows) == 1)
