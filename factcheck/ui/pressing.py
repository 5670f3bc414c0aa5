"""What the window does before press: shows what stands in the way, goes there, waives it, looks at links when asked."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer

from factcheck.apart import Task
from factcheck.locales import listed
from factcheck.translation import _, ngettext
from factcheck.ui import going, showing
from factcheck.ui.press.press_page import PressPage

if TYPE_CHECKING:
    from factcheck.domain.changes import Change
    from factcheck.domain.links import Seen
    from factcheck.domain.press import Obstacle
    from factcheck.domain.records import Source
    from factcheck.domain.report import ReportSignOff
    from factcheck.project.reading import Reading
    from factcheck.ui.main_window import MainWindow

SEALS: Final = "broken seals"
CALM: Final = 600  # milliseconds without a change until the sign-offs are looked at
_LOOK: Final = "factcheck.formats.links:look_at_each"


def connect(window: MainWindow) -> None:
    """Make the page, and connect it."""
    page = window.pane.press = PressPage()
    window.pane.stack.addWidget(page)
    page.left.connect(partial(leave, window))
    page.wanted.connect(partial(go_to, window))
    page.waive_wanted.connect(partial(_waive, window))
    page.stand_wanted.connect(partial(_let_stand, window))
    page.links_wanted.connect(partial(_look_at_links, window))
    window.live.changed.connect(partial(_on_changed, window))
    window.seals = QTimer(window, interval=CALM, singleShot=True)
    window.seals.timeout.connect(partial(_watch_seals, window))
    window.follower.shown.connect(lambda: window.seals.start() if _has_sign_offs(window) else None)


def show(window: MainWindow) -> None:
    """Show what stands in the way of the article; from there, go back to it."""
    if _is_shown(window):
        leave(window)
        return
    window.claims.commit()
    _read(window, open_page=True)


def leave(window: MainWindow) -> None:
    """Show the article again."""
    if _is_shown(window):
        showing.show_page(window, window.pane.view)
        window.pane.view.setFocus()


def go_to(window: MainWindow, one: Obstacle) -> None:
    """Go to the place of an obstacle: its words, its claim, its query, its sign-off."""
    if one.kind in ("seal", "pass"):
        window.dialogs.open_sign_off()
        return
    leave(window)
    if one.claim_id:
        window.selection.choose_claim(one.claim_id, "press")
    if one.start >= 0:
        window.pane.view.go_to(one.start)
        if one.kind in ("word", "spelling", "value", "time"):
            window.pane.view.take_range((one.start, one.end))
    if one.kind == "query":
        window.dialogs.open_query(one.row)
    elif one.kind == "link":
        window.dialogs.open_source(one.row)
    elif one.kind == "place":
        window.bound.run("article.review_draft")
    elif one.kind == "conflict" and one.claim_id:
        going.next_conflict(window)


# --- signatures --------------------------------------------------------------------------------------


def _has_sign_offs(window: MainWindow) -> bool:
    article = window.follower.article
    return article is not None and bool(article.sign_offs)


def _watch_seals(window: MainWindow) -> None:
    """Look a moment after the last change whether the sign-offs of the article still hold."""
    article_id = window.selection.article_id
    if not article_id:
        return

    def query(reading: Reading) -> list[ReportSignOff]:
        from factcheck.project.queries.sealing import sign_offs

        return sign_offs(reading, article_id)

    def tell(found: list[ReportSignOff]) -> None:
        if article_id == window.selection.article_id:
            _tell_broken(window, found)

    window.live.ask(query, tell)


def _tell_broken(window: MainWindow, found: list[ReportSignOff]) -> None:
    good = {one.sign_off.pass_name.casefold() for one in found if one.valid}
    fallen = [one.sign_off for one in found if not one.valid and not one.unproven]
    broken = [one for one in fallen if one.pass_name.casefold() not in good]
    told = tuple(one.id for one in broken)
    if not broken:
        window.banners.dismiss_subject(SEALS)
    elif told != window.seals_told:
        names = listed(f"{one.pass_name} ({one.person})" for one in broken)
        title = ngettext("A sign-off no longer holds: {names}.", "Sign-offs no longer hold: {names}.", len(broken))
        button = _("See what changed"), window.dialogs.open_sign_off
        window.banners.show_banner("warn", title.format(names=names), buttons=(button,), subject=SEALS)
    window.seals_told = told


def _is_shown(window: MainWindow) -> bool:
    return window.pane.stack.currentWidget() is window.pane.press


def _on_changed(window: MainWindow, change: Change) -> None:
    if change.touches("sign_off") or _has_sign_offs(window):
        window.seals.start()
    if _is_shown(window):
        _read(window, open_page=False)


def _read(window: MainWindow, *, open_page: bool) -> None:
    article_id = window.selection.article_id

    def query(reading: Reading) -> list[Obstacle]:
        from factcheck.project.queries.press import before_press

        return before_press(reading, (article_id,))

    def take(found: list[Obstacle]) -> None:
        if article_id != window.selection.article_id or not (open_page or _is_shown(window)):
            return
        if not _is_shown(window):
            showing.show_page(window, window.pane.press)
        line = window.overview.article(article_id)
        title, profile = line.title if line else "", window.overview.profile
        window.pane.press.show_obstacles(title, found, profile, writable=window.can_write)
        if open_page:
            window.pane.press.tree.setFocus()

    window.live.ask(query, take)


def _waive(window: MainWindow, one: Obstacle) -> None:
    from factcheck.ui.dialogs.remark_dialog import RemarkDialog

    def waive(reason: str) -> None:
        from factcheck.project.edits.waivers import Waive

        window.live.apply(Waive(one.article_id, one.kind, one.subject, one.state, reason))

    dialog = RemarkDialog(_("Waive: {what}").format(what=one.words), _("Waive"), _("Why may this stand?"), window)
    dialog.written.connect(waive)
    dialog.open()


def _let_stand(window: MainWindow, one: Obstacle) -> None:
    from factcheck.project.edits.waivers import TakeBackWaiver

    if one.waiver is not None:
        window.live.apply(TakeBackWaiver(one.waiver.id))


# --- links -------------------------------------------------------------------------------------------


def _look_at_links(window: MainWindow) -> None:
    """Look at the links of the article's sources, because somebody asked for it just now."""
    article_id = window.selection.article_id

    def query(reading: Reading) -> list[Source]:
        from factcheck.project.queries.links import cited_links

        return cited_links(reading, article_id)

    window.live.ask(query, partial(_look, window))


def _look(window: MainWindow, sources: list[Source]) -> None:
    if not sources:
        window.banners.show_banner("info", _("No source of this article has a web address."), subject="links")
        return

    def take(seen: list[Seen]) -> None:
        from factcheck.project.edits.links import NoteLinkLooks, looks_of

        window.live.apply(NoteLinkLooks(looks_of(sources, seen)))
        told = ngettext("{n} link was looked at.", "{n} links were looked at.", len(seen)).format(n=len(seen))
        window.banners.show_banner("info", told, subject="links")

    task = Task["list[Seen]"](_LOOK, ([source.address for source in sources],))
    window.jobs.run(task, take, partial(_on_failed, window), title=_("Looking at links"))


def _on_failed(window: MainWindow, problem: object) -> None:
    from factcheck.ui import projects

    projects.on_failed(window, problem)  # type: ignore[arg-type] # a problem, which the first picture does not load
