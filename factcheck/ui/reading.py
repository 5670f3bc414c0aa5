"""How the article is read: its letters, its outline, and reading mode, in which it stands alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from factcheck.translation import _
from factcheck.ui.outline import Outline, heading_at, headings
from factcheck.ui.text_menu import TextMenu

if TYPE_CHECKING:
    from PySide6.QtGui import QWheelEvent

    from factcheck.ui.main_window import MainWindow

_BELOW_TOP = 48  # pixels above a heading that was gone to


# --- letters -----------------------------------------------------------------------------------------


def zoom(window: MainWindow, steps: int) -> None:
    """Make the text some steps larger or smaller; 0 brings it back to 100 %."""
    view = window.pane.view
    view.set_reading(view.reading.zoomed(steps) if steps else view.reading.with_zoom(1.0))


def show_text_menu(window: MainWindow) -> TextMenu:
    """Open the sheet for size, font and width."""
    pane = window.pane
    keys = window.bound.key("read.smaller"), window.bound.key("read.larger")
    menu = TextMenu(window, pane.view.reading, keys)
    menu.chosen.connect(pane.view.set_reading)
    menu.open_below(_anchor(window, pane.toolbar.text))
    return menu


def keep_reading(window: MainWindow) -> None:
    """Remember the way of reading: for this article, and for those that have none of their own."""
    kept = window.pane.view.reading.kept()
    window.settings.keep_place("", "", **kept)
    if window.live.project_id and window.selection.article_id:
        window.settings.keep_place(window.live.project_id, window.selection.article_id, **kept)


def toggle_words(window: MainWindow) -> None:
    """Underline the words that are unchecked, or no longer; that is remembered."""
    window.settings.words = not window.settings.words
    window.pane.view.show_words(window.settings.words)


# --- outline -----------------------------------------------------------------------------------------


def show_outline(window: MainWindow) -> Outline | None:
    """Open the headings of the article; the one that the reader is under is chosen."""
    view = window.pane.view
    listed = headings(view.sheet.page)
    if not listed:
        window.banners.show_banner("info", _("This article has no headings."), subject="outline")
        return None
    before = view.top_place()
    outline = Outline(window, listed, heading_at(listed, before[0]))

    def go_to(start: int) -> None:
        view.go_to(start)
        view.keep_place((start, _BELOW_TOP))
        view.setFocus()

    def scroll(event: QWheelEvent) -> None:
        nonlocal before
        view.verticalScrollBar().wheelEvent(event)  # while a sheet is open, Qt passes the wheel on to nothing else
        before = view.top_place()  # whoever scrolls there by hand stays there
        outline.follow(before[0])

    outline.scrolled.connect(scroll)
    outline.looked_at.connect(lambda start: view.keep_place((start, _BELOW_TOP)))
    outline.chosen.connect(go_to)
    outline.given_up.connect(lambda: view.keep_place(before))
    outline.open_below(_anchor(window, window.pane.toolbar.outline))
    return outline


def _anchor(window: MainWindow, button: QWidget) -> QWidget:
    """Where a sheet opens: at its button, or at the corner of the article where the button is not shown."""
    return button if button.isVisible() else window.pane.corner


# --- reading mode ------------------------------------------------------------------------------------


def toggle_reading_mode(window: MainWindow) -> None:
    """Show only the article, or everything again."""
    window.settings.reading_mode = not window.settings.reading_mode
    place_parts(window)
    page = window.pane.stack.currentWidget()
    if page is not None:
        page.setFocus()


def leave_reading_mode(window: MainWindow) -> bool:
    """Show everything again; false where everything is shown."""
    if not is_alone(window):
        return False
    toggle_reading_mode(window)
    return True


def is_alone(window: MainWindow) -> bool:
    """Whether only the article is shown: there has to be one, or one on its way."""
    pane = window.pane
    return window.settings.reading_mode and pane.stack.currentWidget() in {pane.skeleton, getattr(pane, "view", None)}


def place_parts(window: MainWindow) -> None:
    """Show the parts of the window that belong to the page in the middle."""
    pane, alone = window.pane, is_alone(window)
    beside = pane.stack.currentWidget() in {pane.skeleton, getattr(pane, "view", None)}
    panel = window.claims if window.furnished else window.panel_place
    window.header.setVisible(not alone)
    window.status.setVisible(not alone)
    window.sidebar.setVisible(window.settings.sidebar and not alone)
    panel.setVisible(beside and not alone)
    pane.show_alone(alone)
