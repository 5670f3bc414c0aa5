"""Projects in the window: opened, refused, closed, and what is remembered of them."""

from __future__ import annotations

import threading
from pathlib import Path

from pytestqt.qtbot import QtBot

from factcheck.domain.changes import Done
from factcheck.domain.progress import Progress
from factcheck.project.edits.articles import AddArticle
from factcheck.project.queries.project import people
from factcheck.settings import Settings
from factcheck.ui import going, projects
from tests.factories import TEXT, draft, span
from tests.ui.windows import Desk, desk


def test_what_is_no_project_is_refused_and_nothing_else_changes(at: Desk, tmp_path: Path) -> None:
    bad = tmp_path / "bad.factcheck"
    bad.write_text("no project")
    at.open(bad)
    assert at.window.pane.has_article
    assert at.window.live.is_open
    assert len(at.window.banners.words()) == 1
    assert bad.read_text() == "no project"


def test_a_refused_project_leaves_the_start_page(qtbot: QtBot, tmp_path: Path) -> None:
    with desk(qtbot) as at:
        at.window.begin(tmp_path / "none.factcheck")
        at.until(lambda: bool(at.window.banners.words()))
        assert at.window.pane.stack.currentWidget() is at.window.pane.start
        assert at.window.header.export.isHidden()
        assert not at.window.sidebar.project_part.isVisible()


def test_closing_leads_to_the_start_page_with_the_recent_project(at: Desk, project_file: Path) -> None:
    at.run("project.close")
    window = at.window
    assert window.pane.stack.currentWidget() is window.pane.start
    assert window.windowTitle() == "Factcheck"
    assert not window.bound.action("report.export").isEnabled()
    window.pane.start.recent_chosen.emit(str(project_file))
    at.until(lambda: window.pane.has_article)
    at.settle()
    projects.forget_recent(window, str(project_file))
    assert window.settings.recent == []


def test_the_place_is_remembered(qtbot: QtBot, project_file: Path) -> None:
    with desk(qtbot) as at:
        at.open(project_file)
        at.go_to("14 months")
        at.key("c")
        at.window.claims.splitter.setSizes([200, 500])
    again = Settings.load()
    assert again.geometry
    assert again.sizes["claims"]
    assert TEXT[:20] not in repr(again)
    with desk(qtbot, again) as at:
        at.window.restore_place()
        at.open(project_file)
        assert at.window.pane.sentence() == span(TEXT, "The work 🙂 took 14 months.")
        assert at.window.selection.claim_id == at.lines()[0].id


def test_a_hidden_inspector_has_no_height_to_remember(qtbot: QtBot) -> None:
    settings = Settings(sizes={"claims": [500, 300]})
    with desk(qtbot, settings):
        pass
    assert settings.sizes == {"claims": [500, 300]}


def test_closing_ends_the_work_under_way(qtbot: QtBot, project_file: Path) -> None:
    begun, never = threading.Event(), threading.Event()

    def endless(progress: Progress) -> None:
        begun.set()
        while not never.wait(0.01):
            progress.step(0, 0)

    with desk(qtbot) as at:
        at.open(project_file)
        at.window.jobs.run(endless, lambda _none: None, title="Endless")
        at.until(begun.is_set)
        mine = [thread for thread in threading.enumerate() if thread.name.startswith(("job", "project"))]
        assert len(mine) == 2
    assert not any(thread.is_alive() for thread in mine)


def test_initials_of_ones_own_reach_the_project_with_the_report(qtbot: QtBot, project_file: Path) -> None:
    with desk(qtbot, Settings(author="Ada Mihović", initials="AX", theme="light")) as at:
        at.open(project_file)
        at.run("report.export")
        assert [(person.name, person.initials) for person in at.ask(people)] == [("Ada Mihović", "AX")]


def test_an_article_that_is_not_listed_yet_stays_chosen(at: Desk) -> None:
    overview, live = at.window.overview, at.window.live
    added: list[str] = []

    def turn(done: Done) -> None:
        added.append(done.value)
        going.show_article(at.window, done.value)

    live.apply(AddArticle(draft("Another story\nA sentence.")), turn)
    overview._read_progress()  # answered before the list that the new article is in
    at.until(lambda: len(overview.articles) == 2)
    at.settle()
    assert [at.window.selection.article_id] == added
