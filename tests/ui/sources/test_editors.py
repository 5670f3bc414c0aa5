"""The editors of sources and evidence: every field saved as it is left, files kept, words compared."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit, QWidget

from factcheck.domain.problems import Problem
from factcheck.domain.records import Attachment, Evidence, Source
from factcheck.project.edits.sources import AttachFile, Cite, EditEvidence, EditSource, RemoveEvidence, UseNote
from factcheck.ui.forms.boxes import ChoiceBox
from factcheck.ui.sources import attaching
from factcheck.ui.sources.attachment_list import AttachmentRow
from factcheck.ui.sources.comparison import SideBySide, compare
from factcheck.ui.sources.evidence_editor import EvidenceEditor
from factcheck.ui.sources.source_editor import SourceEditor
from tests.ui.factories_desk import Desk


class SourceDesk:
    """A desk with one source, cited on claim 1."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.qtbot, self.live = desk, desk.qtbot, desk.live
        self.window = QWidget()
        desk.show(self.window)
        desk.open()
        self.claim_id = desk.claims[0]
        self.evidence_id = str(self.apply(Cite(self.claim_id, address="https://budget.example/2024")))
        self.source_id = self.evidence.source_id or ""

    def apply(self, edit: Any) -> Any:
        answers: list[Any] = []
        self.live.apply(edit, lambda done: answers.append(done.value))
        self.qtbot.waitUntil(lambda: bool(answers))
        return answers[0]

    @property
    def evidence(self) -> Evidence:
        return self.desk.read(lambda reading: reading.get(Evidence, self.evidence_id))

    @property
    def source(self) -> Source:
        return self.desk.read(lambda reading: reading.get(Source, self.source_id))

    @property
    def files(self) -> list[Attachment]:
        return self.desk.read(lambda reading: reading.records(Attachment))

    def source_editor(self) -> SourceEditor:
        editor = SourceEditor(self.live, self.source_id, self.window)
        editor.open()
        self.desk.settle()
        self.qtbot.waitUntil(lambda: editor.form.row_id != "")
        return editor

    def evidence_editor(self) -> EvidenceEditor:
        editor = EvidenceEditor(self.live, self.claim_id, self.evidence_id, self.window)
        editor.open()
        self.qtbot.waitUntil(lambda: editor.form.row_id != "")
        return editor

    def type(self, editor: SourceEditor | EvidenceEditor, field: str, words: str) -> None:
        box = editor.form.texts[field].box
        box.setFocus()
        self.qtbot.waitUntil(box.hasFocus)
        if isinstance(box, QPlainTextEdit):
            box.selectAll()
        self.qtbot.keyClicks(box, words)

    def click(self, widget: QWidget) -> None:
        self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)
        self.desk.settle()


def marked_in(box: QPlainTextEdit) -> list[str]:
    """The words that are marked in a box."""
    return [mark.cursor.selectedText() for mark in box.extraSelections()]


@pytest.fixture
def on(desk: Desk) -> SourceDesk:
    return SourceDesk(desk)


# --- sources ----------------------------------------------------------------------------------------------


def test_the_editor_holds_every_field_of_a_source(on: SourceDesk) -> None:
    editor = on.source_editor()
    assert set(editor.form.rows) == set(Source.model_fields) - {"id"}
    editor.reject()


def test_fields_are_saved_as_they_are_left_and_by_closing(on: SourceDesk) -> None:
    editor = on.source_editor()
    on.type(editor, "authors", "Budget office")
    editor.form.texts["publisher"].box.setFocus()
    on.qtbot.waitUntil(lambda: on.source.authors == "Budget office")
    on.qtbot.keyClicks(editor.form.texts["publisher"].box, "The ministry")
    on.qtbot.keyClick(editor, Qt.Key.Key_Escape)
    on.qtbot.waitUntil(lambda: on.source.publisher == "The ministry")


def test_an_interview_has_particulars_of_its_own(on: SourceDesk) -> None:
    editor = on.source_editor()
    assert not editor.interview.isVisible()
    kind = editor.form.rows["kind"].box
    assert isinstance(kind, ChoiceBox)
    kind.choose("interview")
    kind.activated.emit(kind.currentIndex())
    on.qtbot.waitUntil(editor.interview.isVisible)
    assert on.source.kind == "interview"
    terms = editor.form.rows["terms"].box
    assert isinstance(terms, ChoiceBox)
    assert [terms.itemData(row) for row in range(terms.count())] == ["", "on record", "background", "off record"]
    editor.reject()


def test_a_confidential_source_asks_for_an_alias(on: SourceDesk) -> None:
    editor = on.source_editor()
    assert not editor.alias.isVisible()
    check = editor.form.rows["confidential"].box
    check.setFocus()
    on.qtbot.keyClick(check, Qt.Key.Key_Space)
    on.qtbot.waitUntil(editor.alias.isVisible)
    on.type(editor, "alias", "an official")
    editor.accept()
    on.qtbot.waitUntil(lambda: (on.source.confidential, on.source.alias) == (True, "an official"))


def test_what_a_colleague_saves_comes_in_or_waits_beside_what_is_typed(on: SourceDesk) -> None:
    editor = on.source_editor()
    on.type(editor, "title", "Budget 2024, ")
    seen = on.desk.read(lambda reading: reading.shown(on.source)).seen["title"]
    on.desk.apply_as("Jonas Keller", EditSource(on.source_id, {"title": "The budget", "wire": "ANP"}, {"title": seen}))
    on.qtbot.waitUntil(editor.form.texts["title"].notice.isVisible)
    assert editor.form.texts["wire"].typed.text == "ANP"
    on.click(editor.form.texts["title"].notice.both)
    assert editor.form.texts["title"].typed.text.startswith("The budget")
    editor.accept()
    on.qtbot.waitUntil(lambda: "Budget 2024" in on.source.title)
    assert on.desk.read(lambda reading: reading.shown(on.source)).conflicts == {}


def test_files_are_added_saved_and_taken_off(on: SourceDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = tmp_path / "table.csv"
    table.write_bytes(b"year;cost\n2024;4.2\n")
    editor = on.source_editor()
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_ignored: ([str(table)], ""))
    on.click(editor.files.add)
    on.qtbot.waitUntil(lambda: len(editor.files.rows) == 1)
    row = editor.files.rows[0]
    assert isinstance(row, AttachmentRow)
    copy = tmp_path / "copy.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_ignored: (str(copy), ""))
    on.click(row.save)
    assert copy.read_bytes() == table.read_bytes()
    on.click(row.remove)
    on.qtbot.waitUntil(lambda: not editor.files.rows)
    on.live.undo()
    on.qtbot.waitUntil(lambda: len(editor.files.rows) == 1)
    editor.accept()


def test_a_file_that_cannot_be_written_is_told_of(on: SourceDesk, tmp_path: Path) -> None:
    on.apply(AttachFile("a.txt", b"a", source_id=on.source_id))
    attaching.save_attachment(on.live, on.files[0], tmp_path / "nowhere" / "a.txt")
    on.desk.settle()
    assert "cannot be written" in str(on.desk.problems[0])


def test_files_are_dropped_on_a_source(on: SourceDesk, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<p>4.2</p>")
    editor = on.source_editor()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(page))])
    place = editor.files.rect().center()
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(place, Qt.DropAction.CopyAction, data, button, none)
    editor.files.dragEnterEvent(enter)
    assert enter.isAccepted()
    editor.files.dropEvent(QDropEvent(QPointF(place), Qt.DropAction.CopyAction, data, button, none))
    on.qtbot.waitUntil(lambda: [file.name for file in on.files] == ["page.html"])
    editor.accept()


def test_limits_of_what_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    big = tmp_path / "big.bin"
    big.write_bytes(b"x" * 2000)
    monkeypatch.setattr(attaching, "LARGEST", 1000)
    with pytest.raises(Problem, match="too large"):
        attaching.file_bytes(big)
    with pytest.raises(Problem, match="is no file"):
        attaching.file_bytes(tmp_path)


def test_a_project_that_gets_heavy_says_so(on: SourceDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attaching, "HEAVY", 3)
    some = tmp_path / "some.txt"
    some.write_bytes(b"words")
    editor = on.source_editor()
    editor.files.attach(some)
    on.qtbot.waitUntil(editor.files.notice.isVisible)
    assert "heavy to send" in editor.files.notice.text()
    editor.accept()


def test_the_claims_that_use_a_source_are_gone_to(on: SourceDesk) -> None:
    editor = on.source_editor()
    wanted: list[tuple[str, str]] = []
    editor.claim_wanted.connect(lambda *ids: wanted.append(ids))
    on.click(editor.uses.rows[0])
    assert wanted == [(on.claim_id, on.desk.article.id)]


def test_a_removed_source_takes_its_evidence_along(on: SourceDesk) -> None:
    editor = on.source_editor()
    on.click(editor.remove)
    on.qtbot.waitUntil(lambda: on.desk.read(lambda reading: reading.records(Source)) == [])


# --- evidence ---------------------------------------------------------------------------------------------


def test_passage_and_quotation_stand_side_by_side_and_the_words_that_differ_are_marked(on: SourceDesk) -> None:
    editor = on.evidence_editor()
    assert editor.quotation.toPlainText() == "The bridge cost 4.2 million crowns."
    on.type(editor, "passage", "According to the office the bridge cost 4.6 million crowns.")
    on.qtbot.waitUntil(editor.answer.isVisible)
    assert editor.answer.accessibleName() == "Words differ"
    assert marked_in(editor.quotation) == ["4.2 million"]
    assert marked_in(editor.box) == ["4.6 million"]
    editor.accept()
    on.qtbot.waitUntil(lambda: "4.6 million" in on.evidence.passage)


@pytest.mark.parametrize(
    ("passage", "answer"),
    [
        ("the bridge cost 4.2 million crowns.", "found"),
        ("The bridge cost 4.21 million crowns.", "rounded"),
        ("The bridge cost 9 million crowns.", "altered"),
        ("Nothing of that kind stands here at all.", "not found"),
    ],
)
def test_answers(passage: str, answer: str) -> None:
    comparison = compare("The bridge cost 4.2 million crowns.", passage)
    assert comparison is not None
    assert comparison.answer == answer


def test_an_emoji_before_the_words_shifts_no_mark(dressed: None, qtbot: Any) -> None:
    both = SideBySide()
    qtbot.addWidget(both)
    both.show_both("It took 14 months.", "🙂🙂 It took 15 months.")
    assert marked_in(both.passage) == ["15"]


def test_nothing_is_compared_with_nothing() -> None:
    assert compare("words", "") is None
    assert compare("", "words") is None


def test_stance_locator_and_note_are_saved(on: SourceDesk) -> None:
    editor = on.evidence_editor()
    stance = editor.form.rows["stance"].box
    assert isinstance(stance, ChoiceBox)
    stance.setFocus()
    on.qtbot.keyClicks(stance, "Ref")
    on.type(editor, "locator", "p. 14")
    on.type(editor, "note", "Ask again")
    editor.accept()
    on.qtbot.waitUntil(lambda: on.evidence.note == "Ask again")
    assert (on.evidence.stance, on.evidence.locator) == ("refutes", "p. 14")


def test_the_writers_note_is_verified(on: SourceDesk) -> None:
    on.evidence_id = str(on.apply(UseNote(on.claim_id, on.desk.article.revision_id, "f1")))
    editor = on.evidence_editor()
    assert editor.verify.isVisible()
    on.click(editor.verify)
    on.qtbot.waitUntil(lambda: not editor.verify.isVisible())
    assert on.evidence.verified
    editor.accept()


def test_evidence_that_is_taken_off_elsewhere_closes_the_editor(on: SourceDesk) -> None:
    editor = on.evidence_editor()
    with on.qtbot.waitSignal(editor.finished):
        on.desk.apply_as("Jonas Keller", RemoveEvidence(on.evidence_id))


def test_a_conflict_in_a_passage_is_shown_in_the_editor(on: SourceDesk) -> None:
    seen = on.desk.read(lambda reading: reading.shown(on.evidence)).seen["passage"]
    on.desk.apply_as("Jonas Keller", EditEvidence(on.evidence_id, {"passage": "one"}, {"passage": seen}))
    on.desk.apply_as("Mira Castellan", EditEvidence(on.evidence_id, {"passage": "two"}, {"passage": seen}))
    editor = on.evidence_editor()
    card = editor.passage.conflict
    on.qtbot.waitUntil(card.isVisible)
    on.click(card.buttons[0])
    on.qtbot.waitUntil(lambda: not card.isVisible())
    assert on.evidence.passage in {"one", "two"}
    editor.accept()


def test_the_source_is_edited_from_its_evidence(on: SourceDesk) -> None:
    editor = on.evidence_editor()
    with on.qtbot.waitSignal(editor.source_wanted) as wanted:
        on.click(editor.edit)
    assert wanted.args == [on.source_id]
    on.click(editor.remove)
    on.qtbot.waitUntil(lambda: on.desk.read(lambda reading: reading.records(Evidence)) == [])


# --- two values of one field ------------------------------------------------------------------------------


def test_both_values_of_a_source_go_to_review_with_the_claims_that_use_it(on: SourceDesk) -> None:
    editor = on.source_editor()
    sent: list[tuple[str, ...]] = []
    editor.review_wanted.connect(sent.append)
    on.type(editor, "publisher", "Mine")
    on.desk.apply_as("Jonas Kern", EditSource(on.source_id, {"publisher": "Theirs"}))
    row = editor.form.texts["publisher"]
    on.qtbot.waitUntil(row.notice.isVisible)
    on.click(row.notice.review)
    assert sent == [(on.claim_id,)]
    shown = on.desk.read(lambda reading: reading.shown(reading.get(Source, on.source_id)))
    assert {side.value for side in shown.conflicts["publisher"]} == {"Mine", "Theirs"}
    editor.reject()


def test_both_values_of_a_passage_go_to_review_with_its_claim(on: SourceDesk) -> None:
    editor = on.evidence_editor()
    sent: list[tuple[str, ...]] = []
    editor.review_wanted.connect(sent.append)
    on.type(editor, "locator", "page 3")
    on.desk.apply_as("Jonas Kern", EditEvidence(on.evidence_id, {"locator": "page 4"}))
    row = editor.form.texts["locator"]
    on.qtbot.waitUntil(row.notice.isVisible)
    on.click(row.notice.review)
    assert sent == [(on.claim_id,)]
    editor.reject()
