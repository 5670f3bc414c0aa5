"""What the window shows of the project and of where the reader is; each function writes one part of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.locales import labelled
from factcheck.locales import number as written
from factcheck.translation import _, ngettext
from factcheck.ui import drafting, going, reading
from factcheck.ui.tour import meet
from factcheck.ui.words import phrase

if TYPE_CHECKING:
    from factcheck.ui.main_window import MainWindow


def show_person(window: MainWindow) -> None:
    """Show who works here."""
    window.sidebar.show_person(window.settings.author, window.settings.initials)


def show_recent(window: MainWindow) -> None:
    """Offer the recent projects in the switcher and on the start page."""
    window.header.show_recent(window.settings.recent)
    window.pane.start.show_recent(window.settings.recent)


def show_name(window: MainWindow, name: str) -> None:
    """Show the project's name ("": none is open) in header, sidebar and title."""
    window.header.show_project(name)
    window.sidebar.show_project(name)
    article = window.overview.article(window.selection.article_id) if name else None
    parts = [article.title if article else "", name, "Factcheck"]
    window.setWindowTitle(" — ".join(part for part in parts if part))


def show_start(window: MainWindow) -> None:
    """Show the start page: no project is open."""
    show_name(window, "")
    show_recent(window)
    window.header.show_notice("")
    window.status.show_place("")
    window.status.show_saved("")
    show_page(window, window.pane.start)


def show_page(window: MainWindow, page: object) -> None:
    """Show a page in the middle; the claims stand beside an article only."""
    pane = window.pane
    pages = {pane.start, pane.empty, pane.skeleton, pane.view, pane.review, pane.compare, pane.press}
    shown = next(known for known in pages if known is page)
    here = going.focused(window)
    had_focus = here is None or pane.isAncestorOf(here)
    pane.show_page(shown)
    reading.place_parts(window)
    window.claims.inspector.setVisible(shown is pane.view)
    window.status.let_hints(acting=shown in {pane.skeleton, pane.view})
    if had_focus:
        shown.setFocus()
    refresh_standing(window)


def on_look_shown(window: MainWindow) -> None:
    """Show the project's name, and take the words and verdicts of its profile and scale."""
    look = window.overview.look
    if look is None:
        return
    show_name(window, look.project.name)
    bind_keys(window)
    refresh_standing(window)


def bind_keys(window: MainWindow) -> None:
    """Let the keys do what the settings say, in the words of the profile and with the verdicts of the scale."""
    look = window.overview.look
    if look is None:
        window.bound.use("statements", (), window.settings)
        return
    window.bound.use(look.project.profile, look.ratings, window.settings)
    window.status.show_hints(look.project.profile, window.bound.key)
    window.claims.inspector.verdicts.show_keys(window.bound.key)


def on_articles_shown(window: MainWindow) -> None:
    """Show the articles; where the chosen one is gone, turn to another one."""
    if window.overview.look is None:
        return
    lines, queues = window.overview.articles, window.overview.queues
    chosen = window.selection.article_id
    if window.overview.article(chosen) is None:
        kept = window.settings.place_of(window.live.project_id).get("article")
        chosen = next((line.id for line in lines if line.id == kept), lines[0].id if lines else "")
    window.sidebar.show_articles(lines, chosen)
    window.sidebar.show_counts(len(lines), queues.inbox, queues.to_review, queues.assigned, queues.queries)
    if not lines:
        window.selection.choose_article("")
        window.status.show_place(_("No article open"))
        show_page(window, window.pane.empty)
    elif chosen != window.selection.article_id:
        going.show_article(window, chosen)
    show_name(window, window.overview.look.project.name)


def on_article_shown(window: MainWindow) -> None:
    """The article is there: show it in place of the skeleton."""
    if not window.pane.has_article:
        show_page(window, window.pane.view)
    on_article_refreshed(window)
    look = window.overview.look
    if look is not None:
        show_name(window, look.project.name)
    meet(window)


def show_coverage(window: MainWindow) -> None:
    """Tell how many words are left, where they are counted: in a long article the strip does so while it is drawn."""
    view = window.pane.view
    if window.pane.has_article and not view.strip.waits() and view.sheet.states:
        show_place(window)


def on_article_refreshed(window: MainWindow) -> None:
    """Parts of what stands around the article changed."""
    article = window.follower.article
    if article is not None:
        window.pane.toolbar.show_article(article)
    drafting.tell_left(window)
    if article is not None and not window.follower.is_current:
        number = next((one.number for one in article.revisions if one.id == article.article.record.revision_id), 0)
        window.banners.show_banner(
            "warn",
            _("This is an earlier draft."),
            _("Claims are marked in the current one."),
            ((_("Show draft {n}").format(n=number), lambda: going.show_current_draft(window)),),
            subject="draft",
        )
    else:
        window.banners.dismiss_subject("draft")
    show_place(window)
    refresh_standing(window)


def show_present(window: MainWindow) -> None:
    """Show who else is here, on what they have open."""
    window.sidebar.list.articles.show_present(window.presence.in_articles())
    window.claims.show_present(window.presence.on_claims())


def show_place(window: MainWindow) -> None:
    """Show which sentence the reader is on."""
    if not window.pane.has_article:
        return
    number, count = window.pane.view.sentence_count()
    words = _("Sentence {n} of {count}") if number else _("{count} sentences")
    told = [words.format(n=number, count=count)]
    sheet = window.pane.view.sheet
    left = sheet.count_left()
    if left >= 0:
        unchecked = ngettext("{n} word unchecked", "{n} words unchecked", left).format(n=written(left))
        told.append(unchecked if left else _("every word checked"))
    chosen = sheet.chosen()
    here, of = sheet.place_among(chosen) if chosen is not None else (1, 1)
    if of > 1:
        told.append(phrase(window.overview.profile, "claim here", n=here, count=of))
    window.status.show_place("  ·  ".join(told))


def standing(window: MainWindow) -> frozenset[str]:
    """What can be done now, in the words of ``factcheck.ui.actions``."""
    live = window.live
    shown = window.pane.has_article
    holds = {
        "project": live.is_open,
        "writable": window.can_write,
        "article": shown,
        "current": shown and window.follower.is_current,
        "claim": shown and bool(window.selection.claim_id),
        "undo": bool(live.undo_name),
        "redo": bool(live.redo_name),
    }
    return frozenset(name for name, held in holds.items() if held)


def refresh_standing(window: MainWindow) -> None:
    """Enable what can be done now, and name what would be undone."""
    live, bound = window.live, window.bound
    undo, redo = _("Undo"), _("Redo")
    bound.reword("edit.undo", labelled(undo, live.undo_name) if live.undo_name else undo)
    bound.reword("edit.redo", labelled(redo, live.redo_name) if live.redo_name else redo)
    bound.refresh(standing(window))


def on_busy(window: MainWindow, busy: bool) -> None:
    """Say that something is being saved where it takes a moment; else that all is."""
    if busy:
        window.saving.start()
        return
    window.saving.stop()
    if not window.live.is_open:
        return
    window.status.show_saved(_("Read only") if window.live.read_only_reason else _("All changes saved"))
