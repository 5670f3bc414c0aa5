"""Going about: from sentence to sentence, from claim to claim, to what is open, to what the palette found."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import Qt

from factcheck.translation import _
from factcheck.ui.palette import Entry, Palette
from factcheck.ui.words import phrase, word

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from factcheck.project.queries.search import Found
    from factcheck.project.reading import Reading
    from factcheck.ui.actions import Action
    from factcheck.ui.main_window import MainWindow

PALETTE_TOP: Final = 92


def step_sentence(window: MainWindow, by: int) -> None:
    """Go to the next (1) or previous (-1) sentence."""
    window.pane.view.move_sentence(by)


def step_claim(window: MainWindow, by: int) -> None:
    """Go to the next (1) or previous (-1) claim in the list."""
    window.claims.step(by)


def filter_claims(window: MainWindow) -> None:
    """Go into the field that filters the list."""
    window.claims.focus_filter()


def cycle_claims(window: MainWindow) -> None:
    """Choose the next claim on the same words; nothing else happens where there is none."""
    window.pane.view.peeker.cycle()


def peek(window: MainWindow) -> None:
    """Show the card of the chosen claim beside its words, or close it."""
    window.pane.view.peeker.toggle()


def step_hit(window: MainWindow, by: int) -> None:
    """Go to the next (1) or previous (-1) place of the words that are looked for."""
    window.pane.step_find(by)


def next_open(window: MainWindow) -> None:
    """Go to the next sentence, from here on and round again, that is untouched or whose claim is open.

    Where a sentence is dealt with but for some words, these are taken, one by one.
    """
    view, span = window.pane.view, window.pane.next_open()
    if span is not None:
        view.go_to(span[0])
        view.take_range(None if view.sheet.is_sentence(span) else span)
    else:
        window.banners.show_banner("info", _("Everything is dealt with, to the word."), subject="all dealt")


def tell_none_unchecked(window: MainWindow, filtered: bool) -> None:
    """Say that the list holds no other claim to go to; where a filter hides some, all are offered."""
    buttons = [(_("Show all"), window.claims.show_all)] if filtered else []
    window.banners.show_banner(
        "info", _("No other entry of this list is unchecked."), buttons=buttons, subject="all dealt"
    )


def next_conflict(window: MainWindow) -> None:
    """Go to the next claim on which people differ."""
    window.differing.step()


# --- articles, claims, queues ------------------------------------------------------------------------


def show_article(window: MainWindow, article_id: str) -> None:
    """Turn to an article."""
    window.claims.commit()
    window.selection.choose_article(article_id)
    window.sidebar.list.choose(article_id)


def show_current_draft(window: MainWindow) -> None:
    """Turn to the current draft of the article."""
    if window.follower.article is not None:
        window.follower.show_draft(window.follower.article.article.record.revision_id or "")


def show_claim(window: MainWindow, claim_id: str, article_id: str) -> None:
    """Turn to a claim, and to its article first."""
    show_article(window, article_id)
    window.selection.choose_claim(claim_id, "palette")


def show_queue(window: MainWindow, queue: str) -> None:
    """Show what waits: in one of the person's queues, all claims again, those to re-check, or the open queries."""
    if not window.selection.article_id:
        return
    if queue == "queries":
        _show_queries(window)
        return
    window.sidebar.choose_queue(queue)
    if queue == "re-check":
        window.claims.chips.choose(queue)
    else:
        window.claims.show_queue("" if queue == "all" else queue)
    window.claims.focus_list()


def _show_queries(window: MainWindow) -> None:
    """Show the queries of the article, or of the first one that has open ones."""
    current = window.selection.article_id
    listed = (current, *(line.id for line in window.overview.articles if line.id != current))

    def query(reading: Reading) -> str:
        from factcheck.project.queries.reports import queries

        waits = (one for one in listed if any(not shown.record.closed for shown in queries(reading, one)))
        return next(waits, current)

    def show(article_id: str) -> None:
        show_article(window, article_id)
        window.dialogs.open_queries()

    window.live.ask(query, show)


def on_filter_chosen(window: MainWindow, name: str) -> None:
    """Another filter of the list leaves the queue that one was in."""
    window.sidebar.choose_queue(name if name in window.sidebar.queues else "all")


def show_history(window: MainWindow, *, whole: bool = False) -> None:
    """Show the history of the article, or of the whole project."""
    window.claims.commit()
    window.dialogs.open_history(window.overview.articles, "" if whole else window.selection.article_id)


def toggle_claim_history(window: MainWindow) -> None:
    """Show the history of the chosen claim, or the claim again."""
    window.claims.inspector.toggle_history()


# --- the palette -------------------------------------------------------------------------------------


def show_palette(window: MainWindow) -> None:
    """Open the palette above the window, or close it."""
    if window.palette_shown is not None:
        window.palette_shown.close_palette()
        return
    before = focused(window)
    palette = Palette(window, _listed(window), window.bound.run, partial(find, window))
    window.palette_shown = palette

    def closed() -> None:
        window.palette_shown = None
        palette.deleteLater()
        (before or window.pane).setFocus()

    palette.closed.connect(closed)
    palette.move((window.width() - palette.width()) // 2, PALETTE_TOP)
    palette.show()
    palette.raise_()
    palette.field.setFocus()


def _listed(window: MainWindow) -> list[Action]:
    """The actions that can be done now; those of the claim stand under its number."""
    profile, number = window.overview.profile, window.claims.model.number_of(window.selection.claim_id)
    if not number:
        return window.bound.possible()
    heading = phrase(profile, "claim number", n=number)
    group = word(profile, "Claim")
    return [replace(one, group=heading) if one.group == group else one for one in window.bound.possible()]


def find(window: MainWindow, words: str) -> None:
    """Look for what the project holds, for the palette."""
    if not window.live.is_open:
        return
    article_id = window.selection.article_id

    def query(reading: Reading) -> list[Found]:
        from factcheck.project.queries.search import found

        return found(reading, words, article_id or None)

    def show(found: list[Found]) -> None:
        if window.palette_shown is not None:
            window.palette_shown.show_found(words, [entry_of(window, one) for one in found])

    window.live.ask(query, show)


def entry_of(window: MainWindow, found: Found) -> Entry:
    """A row of the palette for what was found."""
    icons = {"article": "newspaper", "claim": "hash", "source": "link-2"}
    words = found.words or _("Untitled")
    if found.kind == "claim":
        words = f"{phrase(window.overview.profile, 'claim number', n=found.number)}  “{words}”"
        article = window.overview.article(found.article_id)
        if article is not None and found.article_id != window.selection.article_id:
            words = f"{words}  {article.title}"
    return Entry(words, icons.get(found.kind, "search"), run=partial(go_to, window, found))


def go_to(window: MainWindow, found: Found) -> None:
    """Go to what the palette found."""
    if found.kind == "article":
        show_article(window, found.id)
    elif found.kind == "claim":
        show_claim(window, found.id, found.article_id)
    else:
        window.dialogs.open_source(found.id)


# --- the window's parts ------------------------------------------------------------------------------


def next_part(window: MainWindow) -> None:
    """Go to the next part of the window: sidebar, article, claims, command field, and round again."""
    parts = [
        part
        for part in (window.sidebar.list, window.pane.stack.currentWidget(), window.claims.table, window.header.command)
        if part is not None and part.isVisible()
    ]
    here = focused(window)
    if here is not None and window.claims.isAncestorOf(here):
        here = window.claims.table
    at = next((n for n, part in enumerate(parts) if here is not None and (part is here or part.isAncestorOf(here))), -1)
    parts[(at + 1) % len(parts)].setFocus(Qt.FocusReason.ShortcutFocusReason)


def share_room(window: MainWindow, by: int) -> None:
    """Give the list of claims so many pixels of the room of the claim below it, or take them away."""
    window.claims.commit()
    listed, shown = window.claims.splitter.sizes()
    window.claims.splitter.setSizes([listed + by, shown - by])


def focused(window: MainWindow) -> QWidget | None:
    """The part of the window that has the focus."""
    # Qt's stubs do not say that there may be none.
    return cast("QWidget | None", window.focusWidget())
