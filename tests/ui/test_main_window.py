"""The window on a project: opening, refusing, marking, rating, setting aside, undoing, removing."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from factcheck.project.edits.highlights import MarkClaim
from factcheck.project.project import Project
from factcheck.project.queries import articles, claims
from factcheck.project.queries.project import scale_in_use
from factcheck.ui import going
from tests.factories import TEXT, TITLE, add_article, new_project, span
from tests.ui.windows import Desk, desk

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_a_project_opens_on_its_first_article(at: Desk, project_file: Path) -> None:
    window = at.window
    assert window.pane.has_article
    assert window.windowTitle() == f"{TITLE} — desk — Factcheck"
    assert window.sidebar.heading.text() == "desk"
    assert window.status.place.text().startswith("Sentence 2 of")
    assert window.status.saved.text() == "All changes saved"
    assert window.settings.recent == [str(project_file)]
    assert window.claims.isVisible()
    assert [line.title for line in window.overview.articles] == [TITLE]


def test_keys_are_told_only_where_they_act(at: Desk) -> None:
    hints = at.window.status.hints
    assert hints.isVisible()
    at.run("article.remove")
    at.until(lambda: at.window.pane.stack.currentWidget() is at.window.pane.empty)
    assert not hints.isVisible()
    at.run("edit.undo")
    at.until(lambda: at.window.pane.has_article)
    assert hints.isVisible()
    at.run("project.close")
    at.until(lambda: at.window.pane.stack.currentWidget() is at.window.pane.start)
    assert not hints.isVisible()


def test_c_marks_the_sentence_and_chooses_the_claim(at: Desk) -> None:
    at.go_to("4.2 million")
    at.key("c")
    [line] = at.lines()
    assert line.quote == "The bridge cost 4.2 million crowns."
    assert at.window.selection.claim_id == line.id
    at.key("c")
    assert len(at.lines()) == 1, "the same words are chosen, not marked twice"
    at.key("C", SHIFT)
    assert [one.quote for one in at.lines()] == [line.quote] * 2
    at.window.pane.view.take_range(span(TEXT, "9,000 cars"))
    at.key("c")
    assert "9,000 cars" in [one.quote for one in at.lines()]
    assert at.window.pane.taken() is None


def test_a_verdict_key_marks_first_and_rates_what_is_chosen(at: Desk) -> None:
    labels = [rating.label for rating in at.ask(scale_in_use)[1]]
    ratings = {rating.id: rating.label for rating in at.ask(scale_in_use)[1]}
    at.go_to("4.2 million")
    at.key("4")
    [line] = at.lines()
    assert ratings[line.rating_id or ""] == labels[3]
    at.key("1")
    assert ratings[at.lines()[0].rating_id or ""] == labels[0]
    at.key("0")
    assert at.lines()[0].rating_id is None
    assert len(at.lines()) == 1


def test_a_verdict_of_the_list_follows_the_focus(at: Desk) -> None:
    at.go_to("4.2 million")
    at.key("c")
    at.window.claims.focus_list()
    at.key("2")
    assert at.lines()[0].rating_id is not None


def test_letters_do_nothing_in_a_field_and_can_be_switched_off(at: Desk) -> None:
    at.go_to("4.2 million")
    at.key("c")
    at.key("e")
    at.key("c2x")
    assert len(at.lines()) == 1
    assert at.lines()[0].rating_id is None
    at.key(Qt.Key.Key_Escape)
    assert at.window.pane.view.hasFocus()
    at.window.settings.letters = False
    at.window.overview.look_shown.emit()
    at.key("2")
    assert at.lines()[0].rating_id is None


def test_x_sets_a_sentence_aside_and_takes_it_back(at: Desk) -> None:
    at.go_to("The bridge cost")
    before = at.window.overview.articles[0].dealt
    at.key("x")
    assert len(at.window.pane.decided()) == 1
    assert at.window.pane.sentence() == span(TEXT, "It carries 9,000 cars a day, the mayor said.")
    at.until(lambda: at.window.overview.articles[0].dealt == before + 1)
    at.key("k")
    at.key("x")
    assert at.window.pane.decided() == []


def test_j_k_n_p_u_go_about(at: Desk) -> None:
    at.go_to("The bridge cost")
    at.key("3")
    at.go_to("He said no. The next")
    at.key("3")
    first, second = (line.id for line in at.lines())
    at.key("p")
    assert at.window.selection.claim_id == first
    at.key("n")
    assert at.window.selection.claim_id == second
    at.key("p")
    at.key("j")
    assert at.window.pane.sentence() == span(TEXT, "It carries 9,000 cars a day, the mayor said.")
    assert at.window.selection.claim_id == ""
    at.key("k")
    assert at.window.selection.claim_id == first
    at.key("u")
    assert at.window.pane.sentence() == span(TEXT, "It carries 9,000 cars a day, the mayor said.")


def test_u_says_when_all_is_dealt_with(at: Desk) -> None:
    view = at.window.pane.view
    for part in TEXT.split("Also read: ten bridges to see"):
        view.take_range(span(TEXT, part))
        at.run("mark.nothing")
    at.run("go.open")
    assert "Everything is dealt with, to the word." in at.window.banners.words()


def test_everything_is_undone_and_redone_and_named(at: Desk) -> None:
    at.go_to("4.2 million")
    at.key("c")
    assert at.window.header.undo.toolTip() == "Undo: Mark claim  Ctrl+Z"
    at.key(Qt.Key.Key_Z, CTRL)
    assert at.lines() == []
    assert len(at.window.pane.view.sheet.marks) == 0
    assert not at.window.header.undo.isEnabled()
    at.key(Qt.Key.Key_Z, CTRL | SHIFT)
    assert len(at.lines()) == 1
    assert len(at.window.pane.view.sheet.marks) == 1


def test_delete_removes_the_chosen_claim(at: Desk) -> None:
    at.go_to("4.2 million")
    at.key("c")
    at.key(Qt.Key.Key_Delete)
    assert at.lines() == []
    assert at.window.selection.claim_id == ""
    at.run("edit.undo")
    assert len(at.lines()) == 1


def test_words_are_added_to_the_chosen_claim(at: Desk) -> None:
    at.go_to("4.2 million")
    at.key("c")
    at.run("mark.add")
    assert "No words are taken." in at.window.banners.words()[0]
    at.window.pane.view.take_range(span(TEXT, "14 months"))
    at.run("mark.add")
    assert len(at.window.pane.view.sheet.marks) == 2


def test_the_writers_note_becomes_evidence(at: Desk) -> None:
    at.go_to("He said no.")
    at.key("w")
    assert "No note of the writer" in at.window.banners.words()[0]
    at.go_to("The bridge cost")
    at.key("w")
    [line] = at.lines()
    assert line.sources == 1
    sheet = at.ask(partial(claims.claim, claim_id=line.id))
    assert sheet.evidence[0].evidence.record.origin == "writer"
    assert not sheet.evidence[0].evidence.record.verified


def test_a_stretch_is_put_back_from_the_toolbar(at: Desk) -> None:
    toolbar = at.window.pane.toolbar
    assert toolbar.omitted.text() == "29 characters left out"
    toolbar.omitted.menu().actions()[1].trigger()
    at.settle()
    assert toolbar.omitted.text() == "Nothing left out"
    at.run("edit.undo")
    assert toolbar.omitted.text() == "29 characters left out"


def test_another_windows_edits_are_followed(at: Desk, project_file: Path) -> None:
    other = Project.open(project_file, author="Kai Ruiz")
    revision = at.window.follower.revision_id
    other.apply(MarkClaim(revision, (span(TEXT, "14 months"),)))
    at.until(lambda: len(at.window.pane.view.sheet.marks) == 1)
    other.close()


def test_an_article_is_removed_and_comes_back(at: Desk) -> None:
    at.run("article.remove")
    assert at.window.pane.stack.currentWidget() is at.window.pane.empty
    assert not at.window.claims.isVisible()
    assert "was removed" in at.window.banners.words()[0]
    at.run("edit.undo")
    assert at.window.pane.has_article


def test_removing_for_good_asks_first(at: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def answer(button: str, box: QMessageBox) -> int:
        next(one for one in box.buttons() if one.text().replace("&", "") == button).click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", partial(answer, "Cancel"), raising=True)
    monkeypatch.setattr(QMessageBox, "exec", lambda box: answer("Cancel", box))
    at.run("article.purge")
    assert at.window.pane.has_article
    monkeypatch.setattr(QMessageBox, "exec", lambda box: answer("Remove for good", box))
    at.run("article.purge")
    assert at.window.pane.stack.currentWidget() is at.window.pane.empty
    assert at.ask(articles.articles) == []


def test_the_sidebar_chooses_articles(qtbot: QtBot, tmp_path: Path) -> None:
    project = new_project(tmp_path)
    add_article(project)
    other = add_article(project, "Ferry fares\nFares rose by 8 per cent. Nobody asked why.")
    project.close()
    with desk(qtbot) as at:
        at.open(project.path)
        at.window.sidebar.article_asked.emit(other.id)
        at.settle()
        assert at.window.follower.article is not None
        assert at.window.follower.article.article.record.title == "Ferry fares"
        going.show_queue(at.window, "all")
        at.settle()
        assert at.window.selection.article_id == other.id


def test_the_theme_and_the_sidebar_are_switched(at: Desk) -> None:
    asked: list[bool] = []
    at.window.theme_asked.connect(lambda: asked.append(True))
    at.run("window.theme")
    assert asked
    assert at.window.settings.theme == "dark"
    at.run("window.sidebar")
    assert at.window.sidebar.isHidden()


def test_f6_walks_through_the_parts(at: Desk) -> None:
    at.go_to("4.2 million")
    at.key("c")
    seen = []
    for _ in range(4):
        at.run("window.pane")
        seen.append(QApplication.focusWidget())
    window = at.window
    assert seen == [window.claims.table, window.header.command, window.sidebar.list, window.pane.view]


def test_a_bug_is_told_in_a_banner(at: Desk) -> None:
    at.window.on_bug_found("the report")
    assert at.window.banners.words()[0].startswith("Something went wrong inside the program.")


def test_the_palette_finds_claims_articles_and_sources(at: Desk) -> None:
    at.go_to("4.2 million")
    at.key("c")
    at.go_to("He said no.")
    at.key(Qt.Key.Key_K, CTRL)
    palette = at.window.palette_shown
    assert palette is not None
    at.key("1")
    words = [palette.rows.model().index(row, 0).data() for row in range(2)]
    assert words == ["Go to", "Claim 1  “The bridge cost 4.2 million crowns.”"]
    at.key(Qt.Key.Key_Return)
    assert at.window.selection.claim_id == at.lines()[0].id
    assert at.window.palette_shown is None
    at.run("window.palette")
    at.run("window.palette")
    assert at.window.palette_shown is None


def test_an_older_draft_is_looked_at_and_not_marked(at: Desk) -> None:
    from factcheck.project.edits.revising import ReviseArticle
    from tests.factories import draft

    at.go_to("4.2 million")
    at.key("c")
    old = at.window.follower.revision_id
    changed = TEXT.replace("14 months", "15 months")
    at.window.live.apply(ReviseArticle(at.window.selection.article_id, draft(changed)))
    at.settle()
    assert at.window.follower.revision_id != old
    assert len(at.window.pane.view.sheet.marks) == 1
    assert at.window.pane.toolbar.draft.text() == "Draft 2"
    at.window.pane.toolbar.revision_asked.emit(old)
    at.settle()
    assert at.window.follower.revision_id == old
    assert not at.window.bound.action("mark.claim").isEnabled()
    assert at.window.banners.words() == ["This is an earlier draft. Claims are marked in the current one."]
    going.show_current_draft(at.window)
    at.settle()
    assert at.window.bound.action("mark.claim").isEnabled()
    assert at.window.banners.words() == []
