"""Furnishes the window: makes what works on a project, and connects it. Done once, after the first picture."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer

from factcheck.domain.address import location_of
from factcheck.translation import _
from factcheck.ui import (
    checking,
    drafting,
    going,
    intake,
    peeking,
    pressing,
    projects,
    reading,
    reviewing,
    sharing,
    showing,
)
from factcheck.ui.bound_actions import BoundActions
from factcheck.ui.claims.panel import ClaimsPanel
from factcheck.ui.counting import WordCounter
from factcheck.ui.dialogs.opening import WindowDialogs
from factcheck.ui.differing import Differing
from factcheck.ui.following import ArticleFollower
from factcheck.ui.jobs import Jobs
from factcheck.ui.live_project import LiveProject
from factcheck.ui.making import at_once
from factcheck.ui.overview import Overview
from factcheck.ui.presence import Presence
from factcheck.ui.problems import BugCatcher
from factcheck.ui.selection import Selection
from factcheck.ui.session import Session
from factcheck.ui.work_bars import OpeningBar, WorkBars

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint

    from factcheck.ui.main_window import MainWindow

# Milliseconds between the steps of what nobody waits for.
LEISURE: Final = 40
ARTICLE_MENU: Final = (
    "article.particulars", "article.revise", "article.revise_paste", "article.review_draft",
    "article.compare", "", "article.ask", "article.queries",
    "article.history", "article.press", "article.sign", "", "article.remove", "article.purge",
)  # fmt: skip


def furnish(window: MainWindow) -> None:
    """Make and connect the parts; a window that has them stays as it is."""
    at_once(_steps(window))


def furnish_by_steps(window: MainWindow, then: Callable[[], object]) -> None:
    """The same with a breath after each part, so that the window answers meanwhile; a closed one gets no more."""

    def done() -> None:
        then()
        from factcheck.ui.palette import draw_icons

        def load() -> None:
            window.jobs.run(lambda _progress: intake.load_what_adding_needs(), lambda _none: None)

        _take(window, draw_icons(window.bound.all()), load, pause=LEISURE)

    _take(window, _steps(window), done)


def _take(window: MainWindow, steps: Iterator[None], then: Callable[[], object], *, pause: int = 0) -> None:
    """Take steps, with so many milliseconds between them."""

    def step() -> None:
        if window.isHidden():
            return
        for _made in steps:
            QTimer.singleShot(pause, window, step)
            return
        then()

    step()


def _steps(window: MainWindow) -> Iterator[None]:
    if window.furnished:
        return
    yield from _make(window)
    yield from window.bound.bind("statements", (), window.settings)
    _bind(window)
    yield
    _connect_project(window)
    _connect_panels(window)
    window.furnished = True
    showing.show_person(window)
    showing.show_recent(window)
    if window.pane.stack.currentWidget() is window.pane.start:
        showing.show_start(window)
    # What opening a project needs is heavy: it is loaded while the person looks at the window.
    window.jobs.run(lambda _progress: projects.load_what_opening_needs(), lambda _none: None)


def _make(window: MainWindow) -> Iterator[None]:
    window.selection = Selection(window)
    window.live = LiveProject(window.settings.author, window)
    window.jobs = Jobs(window)
    window.overview = Overview(window.live, window.selection, window)
    window.counter = WordCounter(window.live, window.jobs, window.overview, window)
    window.bugs = BugCatcher(window)
    window.pane.furnish()
    yield
    # Before the panel, so that of every change the words on the page are asked about first.
    window.follower = ArticleFollower(
        window.live, window.jobs, window.selection, window.overview, window.settings, window.pane.view, window
    )
    yield
    claims = window.claims = ClaimsPanel(window.live, window.selection, window.settings, window.centre, gently=True)
    claims.setUpdatesEnabled(False)
    claims.setVisible(not window.panel_place.isHidden())
    window.middle.replaceWidget(window.panel_place, claims)
    window.panel_place.hide()
    window.panel_place.deleteLater()
    yield
    yield from claims.steps
    claims.setUpdatesEnabled(True)
    sizes = window.settings.sizes.get("claims", [])
    if len(sizes) == 2 and all(size > 0 for size in sizes):
        window.claims.splitter.setSizes(sizes)
    yield
    window.bound = BoundActions(window, (window.pane.view, window.claims.table))
    yield from drafting.connect(window)
    pressing.connect(window)
    yield
    window.pane.view.show_words(window.settings.words)
    window.dialogs = WindowDialogs(window.live, window.jobs, window.selection, window.claims, window)
    window.differing = Differing(window)
    window.presence = Presence(window.live, window.selection, window)
    window.bars = WorkBars(window.jobs, window.banners, window)
    window.opening_bar = OpeningBar(window.live, window.banners, window)
    window.session = Session(window)


def _bind(window: MainWindow) -> None:
    bound, pane, sidebar = window.bound, window.pane, window.sidebar
    window.header.bind(bound)
    for button, id_ in (
        (sidebar.settings, "window.settings"),
        (pane.start.new, "project.new"),
        (pane.start.open, "project.open"),
        (pane.start.server, "project.server"),
        (pane.start.sample, "project.sample"),
        (pane.empty.paste, "article.paste"),
        (pane.empty.files, "article.files"),
        (pane.empty.sample, "project.sample"),
        (pane.toolbar.mark, "mark.claim"),
        (pane.toolbar.search, "article.find"),
        (pane.toolbar.text, "read.text"),
        (pane.toolbar.outline, "read.outline"),
        (pane.toolbar.read, "read.mode"),
        (pane.toolbar.find_bar.next, "article.find_next"),
        (pane.toolbar.find_bar.previous, "article.find_back"),
        (pane.toolbar.particulars, "article.particulars"),
    ):
        bound.press(button, id_)
    sidebar.add.setMenu(bound.menu(sidebar.add, ("article.paste", "article.files")))
    sidebar.add.setPopupMode(sidebar.add.ToolButtonPopupMode.InstantPopup)
    window.article_menu = bound.menu(window, ARTICLE_MENU)


def _connect_project(window: MainWindow) -> None:
    live = window.live
    live.opened.connect(partial(projects.on_opened, window))
    live.closed.connect(partial(projects.on_closed, window))
    live.gave_up.connect(partial(projects.on_gave_up, window))
    live.failed.connect(partial(projects.on_failed, window))
    live.changed.connect(lambda _change: showing.refresh_standing(window))
    live.exchanged.connect(partial(sharing.on_exchanged, window))
    live.opened.connect(partial(sharing.look_for_copies, window))
    live.busy.connect(partial(showing.on_busy, window))
    window.saving.timeout.connect(lambda: window.status.show_saved(_("Saving…"), good=False))
    window.jobs.failed.connect(partial(projects.on_failed, window))
    window.bugs.bug_found.connect(window.on_bug_found)
    window.overview.look_shown.connect(partial(showing.on_look_shown, window))
    window.overview.articles_shown.connect(partial(showing.on_articles_shown, window))
    window.follower.shown.connect(partial(showing.on_article_shown, window))
    window.follower.refreshed.connect(partial(showing.on_article_refreshed, window))
    window.follower.counted.connect(partial(showing.show_coverage, window))
    window.pane.view.strip.filled.connect(partial(showing.show_coverage, window))
    window.follower.shown.connect(window.pane.finder.look_again)
    window.follower.refreshed.connect(window.pane.finder.on_refreshed)
    window.presence.changed.connect(partial(showing.show_present, window))
    window.selection.claim_chosen.connect(lambda _claim, _by: showing.refresh_standing(window))


def _connect_panels(window: MainWindow) -> None:
    pane, view, claims, sidebar = window.pane, window.pane.view, window.claims, window.sidebar
    for asked in (window.header.recent_chosen, pane.start.recent_chosen):
        asked.connect(lambda words: projects.open_project(window, location_of(words)))
    pane.start.recent_forgotten.connect(partial(projects.forget_recent, window))
    pane.empty.filled.connect(partial(intake.paste_article, window))
    pane.toolbar.revision_asked.connect(window.follower.show_draft)
    pane.toolbar.comparison_asked.connect(partial(drafting.compare_with, window))
    pane.toolbar.omission_asked.connect(partial(checking.show_omission, window))
    sidebar.queue_asked.connect(partial(going.show_queue, window))
    claims.chips.chosen.connect(partial(going.on_filter_chosen, window))
    sidebar.article_asked.connect(partial(going.show_article, window))
    sidebar.article_menu_asked.connect(partial(_show_article_menu, window))
    view.sentence_moved.connect(lambda _number: showing.show_place(window))
    view.restyled.connect(partial(reading.keep_reading, window))
    pane.corner.clicked.connect(lambda _checked=False: reading.leave_reading_mode(window))
    view.peeker.asked.connect(partial(peeking.read_claim, window))
    view.peeker.opened.connect(partial(peeking.open_claim, window))
    window.live.changed.connect(partial(peeking.follow, window))
    view.claim_clicked.connect(lambda _claim: showing.show_place(window))
    view.claim_clicked.connect(lambda claim: window.selection.choose_claim(claim, "article"))
    view.omission_toggled.connect(partial(checking.show_omission, window))
    view.resize_asked.connect(partial(checking.move_highlight, window))
    view.note_taken.connect(lambda _key: checking.use_note(window))
    claims.place_wanted.connect(partial(checking.go_to_highlight, window))
    claims.add_highlight_wanted.connect(lambda _claim: checking.add_highlight(window))
    claims.none_unchecked.connect(partial(going.tell_none_unchecked, window))
    claims.claim_elsewhere.connect(partial(going.show_claim, window))
    claims.inspector.several.assign_wanted.connect(partial(reviewing.assign, window))
    foot, head = claims.inspector.foot, claims.inspector.head
    for button, id_ in (
        (foot.send, "claim.review"),
        (foot.withdraw, "claim.withdraw"),
        (foot.approve, "claim.approve"),
        (foot.send_back, "claim.send_back"),
        (foot.next, "go.open"),
    ):
        window.bound.hint(button, id_)
    for wanted, act in (
        (foot.send_wanted, reviewing.send_to_review),
        (foot.withdraw_wanted, reviewing.withdraw),
        (foot.approve_wanted, reviewing.approve),
        (foot.send_back_wanted, reviewing.send_back),
        (head.review_wanted, reviewing.send_to_review),
        (claims.inspector.review_wanted, reviewing.send_to_review),
        (claims.inspector.several.review_wanted, reviewing.send_to_review),
        (head.approve_wanted, reviewing.approve),
        (head.assign_wanted, reviewing.assign),
    ):
        wanted.connect(partial(act, window))
    window.dialogs.claim_wanted.connect(partial(going.show_claim, window))
    window.dialogs.review_wanted.connect(partial(reviewing.send_to_review, window))
    window.dialogs.exported.connect(partial(projects.on_exported, window))


def _show_article_menu(window: MainWindow, article_id: str, place: QPoint) -> None:
    """Show what can be done with an article; it is shown first, so that one sees which."""
    going.show_article(window, article_id)
    window.article_menu.popup(place)
