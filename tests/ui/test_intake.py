"""Articles and new drafts come in by files, by paste and by drop; a bad file stops nobody."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QFileDialog
from pytestqt.qtbot import QtBot

from factcheck.domain.problems import Cancelled, Problem
from factcheck.domain.progress import Silent
from factcheck.domain.records import Claim, Comment, Evidence
from factcheck.formats.registry import read_articles
from factcheck.project.edits.highlights import MarkClaim
from factcheck.project.queries import articles
from factcheck.ui import intake
from factcheck.ui.dialogs.choices import EncodingDialog, IntakeDialog
from factcheck.ui.dialogs.paste_dialog import PasteDialog
from tests.factories import TEXT, add_article, new_project, span
from tests.ui.windows import Desk, answer, desk


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    project = new_project(tmp_path)
    project.close()
    with desk(qtbot) as made:
        made.open(project.path)
        yield made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "drafts"
    made.mkdir()
    return made


def titles(at: Desk) -> list[str]:
    return [line.title for line in at.ask(articles.articles)]


def text_file(folder: Path, name: str, words: str = TEXT, encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(words.encode(encoding))
    return path


def tracked_file(folder: Path) -> Path:
    """A Word file in which "nine" was tracked into "eight"."""
    document = Document()
    document.add_heading("Ferry fares", 0)
    paragraph = document.add_paragraph("Fares rose by ")
    for change in (
        f'<w:del {nsdecls("w")} w:id="1" w:author="Kim"><w:r><w:delText>nine</w:delText></w:r></w:del>',
        f'<w:ins {nsdecls("w")} w:id="2" w:author="Kim"><w:r><w:t>eight</w:t></w:r></w:ins>',
    ):
        paragraph._p.append(parse_xml(change))
    paragraph.add_run(" per cent.")
    path = folder / "fares.docx"
    document.save(str(path))
    return path


def original(dialog: IntakeDialog) -> None:
    dialog.original.setChecked(True)
    dialog.accept()


def central_european(dialog: EncodingDialog) -> None:
    dialog.box.choose("iso8859-2")
    dialog.accept()


def with_text(words: str, dialog: PasteDialog) -> None:
    dialog.text_box.setPlainText(words)
    dialog.accept()


def mime(*files: Path, words: str = "") -> QMimeData:
    made = QMimeData()
    if files:
        made.setUrls([QUrl.fromLocalFile(str(path)) for path in files])
    if words:
        made.setText(words)
    return made


def drop(at: Desk, source: QMimeData) -> bool:
    """Drop on the window; whether it took it."""
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copy = Qt.DropAction.CopyAction
    enter = QDragEnterEvent(QPoint(400, 400), copy, source, left, none)
    enter.ignore()
    QApplication.sendEvent(at.window, enter)
    if enter.isAccepted():
        QApplication.sendEvent(at.window, QDropEvent(QPoint(400, 400), copy, source, left, none))
    at.settle()
    return enter.isAccepted()


def test_several_files_come_in_and_a_bad_one_stops_nobody(at: Desk, folder: Path) -> None:
    good = [text_file(folder, f"{n}.txt", f"Story {n}\nA sentence. Another one.") for n in range(3)]
    bad = folder / "bad.docx"
    bad.write_bytes(b"PK\x03\x04 no zip")
    assert drop(at, mime(good[0], bad, *good[1:]))
    assert titles(at) == ["Story 0", "Story 1", "Story 2"]
    words = at.window.banners.words()
    assert words[0].startswith("A file could not be read. bad.docx:")
    assert words[1].startswith("3 articles came in.")
    assert at.window.follower.article is not None
    assert at.window.follower.article.article.record.title == "Story 0"


def test_what_came_in_with_a_word_file_is_told_and_tracked_changes_are_asked_about_once(at: Desk, folder: Path) -> None:
    answer(IntakeDialog, original)
    intake.add_files(at.window, [tracked_file(folder)])
    at.until(lambda: bool(titles(at)))
    at.settle()
    assert at.window.follower.article is not None
    assert at.window.follower.article.text == "Ferry fares\nFares rose by nine per cent."
    assert "Came in: 2 tracked changes." in at.window.banners.words()[0]


def test_tracked_changes_are_final_by_default_and_may_be_cancelled(at: Desk, folder: Path) -> None:
    path = tracked_file(folder)
    answer(IntakeDialog, IntakeDialog.reject)
    intake.add_files(at.window, [path])
    at.settle()
    assert titles(at) == []
    answer(IntakeDialog, IntakeDialog.accept)
    intake.add_files(at.window, [path])
    at.until(lambda: bool(titles(at)))
    at.settle()
    assert at.window.follower.article is not None
    assert "eight per cent" in at.window.follower.article.text


def test_files_are_chosen(at: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_args: ([], ""))
    at.run("article.files")
    assert titles(at) == []
    path = text_file(folder, "a.txt")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_args: ([str(path)], ""))
    at.run("article.files")
    assert titles(at) == ["Harbour bridge reopens"]


def test_a_guessed_encoding_is_told_and_changed(at: Desk, folder: Path) -> None:
    words = "Žluťoučký kůň\nPříliš žluťoučký kůň úpěl ďábelské ódy. Ještě jednou."
    path = text_file(folder, "kun.txt", words, "iso8859-2")
    intake.add_files(at.window, [path])
    at.until(lambda: bool(titles(at)))
    at.settle()
    [said] = at.window.banners.words()
    assert "Read as" in said
    answer(EncodingDialog, central_european)
    banner = at.window.banners._banners[0][1]
    banner.buttons[0].click()
    at.until(lambda: titles(at) == ["Žluťoučký kůň"])
    at.settle()


def test_an_encoding_that_stays_changes_nothing(at: Desk, folder: Path) -> None:
    path = text_file(folder, "a.txt", "Café\nLe café est fermé.", "cp1252")
    intake.add_files(at.window, [path])
    at.until(lambda: bool(titles(at)))
    at.settle()
    [line] = at.ask(articles.articles)
    answer(EncodingDialog, EncodingDialog.reject)
    intake.change_encoding(at.window, line.id, path, "cp1252")
    at.settle()
    assert [one.id for one in at.ask(articles.articles)] == [line.id]
    path.unlink()
    intake.change_encoding(at.window, line.id, path, "cp1252")
    assert "cannot be read" in at.window.banners.words()[-1]


def test_pasted_text_becomes_an_article_with_title_and_address(at: Desk) -> None:
    def fill(dialog: PasteDialog) -> None:
        dialog.title_box.setText("My title")
        dialog.address_box.setText("https://example.org/a")
        dialog.accept()

    answer(PasteDialog, fill)
    intake.paste_article(at.window, mime(words="One sentence here. Another one."))
    at.until(lambda: bool(titles(at)))
    at.settle()
    [line] = at.ask(articles.articles)
    assert (line.title, line.address) == ("My title", "https://example.org/a")
    assert at.window.pane.toolbar.where.words() == "example.org/a"


def test_a_cancelled_paste_adds_nothing(at: Desk) -> None:
    answer(PasteDialog, PasteDialog.reject)
    intake.paste_article(at.window, mime(words="One sentence here."))
    at.settle()
    assert titles(at) == []


def test_the_empty_page_takes_a_paste(at: Desk) -> None:
    page = at.window.pane.empty
    assert at.window.pane.stack.currentWidget() is page
    answer(PasteDialog, PasteDialog.accept)
    page.field.insertFromMimeData(mime(words="First line.\nSecond line."))
    at.until(lambda: bool(titles(at)))
    at.settle()
    assert at.window.pane.has_article


def test_dropped_text_is_pasted(at: Desk) -> None:
    answer(PasteDialog, PasteDialog.accept)
    assert drop(at, mime(words="A sentence that was dropped."))
    at.until(lambda: bool(titles(at)))


def test_a_dropped_project_is_opened_and_nothing_else_without_a_project(at: Desk, tmp_path: Path, folder: Path) -> None:
    other = new_project(folder)
    other.close()
    assert drop(at, mime(other.path))
    at.until(lambda: at.window.live.path == other.path)
    at.settle()
    at.run("project.close")
    assert not drop(at, mime(text_file(folder, "a.txt")))


def test_a_new_draft_in_a_project_of_drafts_speaks_of_facts(
    qtbot: QtBot, tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = new_project(tmp_path, profile="drafts")
    line = add_article(project)
    project.apply(MarkClaim(line.revision_id, (span(TEXT, "14 months"),)))
    project.close()
    changed = text_file(folder, "b.txt", TEXT.replace("14 months", "15 months"))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(changed), ""))
    with desk(qtbot) as at:
        at.open(project.path)
        at.run("article.revise")
        at.until(lambda: bool(at.window.banners.words()))
        assert "1 fact is to be re-checked" in at.window.banners.words()[0]


def test_a_new_draft_by_file_tells_what_was_carried(at: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    intake.add_files(at.window, [text_file(folder, "a.txt")])
    at.until(lambda: bool(titles(at)))
    at.settle()
    for words in ("4.2 million", "14 months"):
        at.go_to(words)
        at.key("c")
    changed = text_file(folder, "b.txt", TEXT.replace("14 months", "15 months"))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: ("", ""))
    at.run("article.revise")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(changed), ""))
    at.run("article.revise")
    at.until(lambda: len(at.window.banners.words()) == 2)
    at.settle()
    said = " ".join(at.window.banners.words())
    assert "The new draft is in. 1 highlight was carried, 1 claim is to be re-checked." in said
    assert "1 highlight waits for its place in this draft." in said
    at.until(lambda: at.window.overview.queues.inbox == 1)
    dict(at.window.banners._banners)[intake.SUBJECT].buttons[0].click()
    at.settle()
    assert at.window.claims.chips.value == "re-check"
    assert [line.status for line in at.window.claims.model.lines] == ["re-check"]
    at.run("edit.undo")
    assert len(at.window.pane.view.sheet.marks) == 2


def test_a_new_draft_by_paste_and_one_that_is_the_same(at: Desk, folder: Path) -> None:
    intake.add_files(at.window, [text_file(folder, "a.txt")])
    at.until(lambda: bool(titles(at)))
    at.settle()
    at.window.banners.clear()
    answer(PasteDialog, partial(with_text, TEXT))
    at.run("article.revise_paste")
    at.until(lambda: bool(at.window.banners.words()))
    assert "same words" in at.window.banners.words()[0]
    answer(PasteDialog, partial(with_text, TEXT + " More."))
    at.run("article.revise_paste")
    at.until(at.window.pane.toolbar.draft.isVisible)
    at.settle()


def test_a_bad_new_draft_is_told(at: Desk, folder: Path) -> None:
    intake.add_files(at.window, [text_file(folder, "a.txt")])
    at.until(lambda: bool(titles(at)))
    at.settle()
    at.window.banners.clear()
    intake.revise_by_file(at.window, at.window.selection.article_id, folder / "none.docx")
    at.until(lambda: bool(at.window.banners.words()))
    assert "none.docx" in at.window.banners.words()[-1]


def test_reading_can_be_cancelled_between_files_and_inside_one(folder: Path) -> None:
    class Impatient(Silent):
        def step(self, done: int, *_rest: object) -> None:
            if done == 1:
                raise Cancelled

    paths = [text_file(folder, f"{n}.txt") for n in range(3)]
    with pytest.raises(Cancelled):
        read_articles(paths, progress=Impatient())
    read = read_articles([*paths, folder / "none.txt"])
    assert [isinstance(one, Problem) for one in read] == [False, False, False, True]


def test_a_job_shows_a_bar_with_cancel(at: Desk, folder: Path) -> None:
    shown: list[bool] = []
    at.window.jobs.started.connect(lambda _job: shown.append(bool(at.window.bars._bars)))
    intake.add_files(at.window, [text_file(folder, f"{n}.txt") for n in range(5)])
    bar = next(iter(at.window.bars._bars.values()))
    bar.cancel.click()
    at.settle()
    assert at.window.bars._bars == {}
    assert len(titles(at)) in {0, 5}, "cancelled before the end, or too late"


def noted_file(folder: Path) -> Path:
    """A Word file with two comments on words, one of which names a source."""
    document = Document()
    document.add_heading("Ferry fares", 0)
    paragraph = document.add_paragraph("Fares rose by ")
    run = paragraph.add_run("nine per cent")
    paragraph.add_run(" in May, said the ")
    other = paragraph.add_run("harbour master")
    document.add_comment(run, text="Who says so? https://fares.example/table", author="Kim", initials="K")
    document.add_comment(other, text="Ask for the name.", author="Bo", initials="B")
    path = folder / "noted.docx"
    document.save(str(path))
    return path


def test_comments_of_a_word_file_become_claims_where_they_are_left_on(at: Desk, folder: Path) -> None:
    answer(IntakeDialog, IntakeDialog.accept)
    intake.add_files(at.window, [noted_file(folder)])
    at.until(lambda: bool(titles(at)))
    at.settle()
    assert {one.words for one in at.ask(lambda reading: reading.records(Claim))} == {"nine per cent", "harbour master"}
    comments = at.ask(lambda reading: reading.records(Comment))
    assert {(one.author, one.text) for one in comments} == {
        ("Kim", "Who says so? https://fares.example/table"),
        ("Bo", "Ask for the name."),
    }
    (evidence,) = at.ask(lambda reading: reading.records(Evidence))
    assert (evidence.origin, evidence.verified) == ("writer", False)
    at.run("edit.undo")
    assert titles(at) == []


def test_comments_of_a_word_file_stay_notes_where_they_are_left_off(at: Desk, folder: Path) -> None:
    def leave_off(dialog: IntakeDialog) -> None:
        for box in dialog.findChildren(QCheckBox):
            box.setChecked(False)
        dialog.accept()

    answer(IntakeDialog, leave_off)
    intake.add_files(at.window, [noted_file(folder)])
    at.until(lambda: bool(titles(at)))
    at.settle()
    assert at.ask(lambda reading: reading.records(Claim)) == []
    assert at.window.follower.article is not None
    assert len(at.window.follower.article.structure.notes) == 2
