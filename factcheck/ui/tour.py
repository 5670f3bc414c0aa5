"""The tour: three cards that a person meets beside the first article; skipped at once, shown again from the help."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from factcheck.translation import _
from factcheck.ui.widgets import Card, GhostButton, KeyCap, PrimaryButton, label
from factcheck.ui.words import word

if TYPE_CHECKING:
    from factcheck.ui.article_pane import ArticlePane
    from factcheck.ui.main_window import MainWindow

WIDTH: Final = 400
ABOVE_FOOT: Final = 24
# A heading, words, and which actions it names, each in words of its own.
Page = tuple[str, str, tuple[tuple[str, str], ...]]


def pages(profile: str) -> tuple[Page, ...]:
    """The three cards in the words of a profile."""
    return (
        (
            _("Mark"),
            _("Click a sentence, or drag over a part of it. Then mark it, or give its verdict at once."),
            (
                ("mark.claim", word(profile, "claim")),
                ("verdict.1", word(profile, "verdict")),
                ("mark.nothing", _("nothing to check")),
            ),
        ),
        (
            _("Prove"),
            _("What you mark stands on the right, with its reasons and its sources. Paste a link as a source."),
            (
                ("claim.source", _("source")),
                ("claim.rationale", word(profile, "Rationale")),
                ("claim.query", _("question")),
            ),
        ),
        (
            _("Hand over"),
            _("Every change is saved and can be undone. Nothing is sent anywhere. Export writes the Word report."),
            (
                ("report.export", _("report")),
                ("window.palette", _("find anything")),
                ("window.keys", _("all keys")),
            ),
        ),
    )


class Tour(Card):
    """One card at a time at the foot of the article; ``ended`` is called when it was read or skipped.

    It steps aside while another page stands in the article's place.
    """

    def __init__(
        self, parent: ArticlePane, profile: str, key: Callable[[str], str], ended: Callable[[], object]
    ) -> None:
        super().__init__(parent)
        self._pages, self._key, self._ended = pages(profile), key, ended
        self._room = parent
        self.at = 0
        self.keys: list[tuple[str, str]] = []  # those that the card shows, with what they do
        self.setAccessibleName(_("Tour"))
        self.setFixedWidth(WIDTH)
        self.lift()
        self.title = label("", 15, 600)
        self.count = label("", 12, tone="faint")
        self.said = label("", 13, tone="secondary", wrap=True)
        self._keys = QGridLayout()
        self._keys.setHorizontalSpacing(8)
        self._keys.setVerticalSpacing(5)
        self._keys.setColumnStretch(1, 1)
        self.skip = GhostButton(_("Skip the tour"), pressed=self.end)
        self.next = PrimaryButton(_("Next"), pressed=self.on_next)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.count)
        foot = QHBoxLayout()
        foot.addWidget(self.skip)
        foot.addStretch(1)
        foot.addWidget(self.next)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 14)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.said)
        column.addLayout(self._keys)
        column.addLayout(foot)
        parent.installEventFilter(self)
        parent.stack.currentChanged.connect(self.on_page_changed)
        self._show()

    def on_next(self) -> None:
        """Go to the next card; after the last one it ends."""
        if self.at + 1 == len(self._pages):
            self.end()
            return
        self.at += 1
        self._show()

    def end(self) -> None:
        """It was read, or is not wanted."""
        self._ended()

    def _show(self) -> None:
        title, words, named = self._pages[self.at]
        last = self.at + 1 == len(self._pages)
        self.title.setText(title)
        self.count.setText(_("{n} of {count}").format(n=self.at + 1, count=len(self._pages)))
        self.said.setText(words)
        self.said.setFixedHeight(self.said.heightForWidth(WIDTH - 36))
        self.setAccessibleDescription(words)
        self.next.setText(_("Start") if last else _("Next"))
        self.skip.setVisible(not last)
        while (item := self._keys.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.keys = [(self._key(id_), does) for id_, does in named if self._key(id_)]
        for row, (key, does) in enumerate(self.keys):
            self._keys.addWidget(KeyCap(key), row, 0, Qt.AlignmentFlag.AlignLeft)
            self._keys.addWidget(label(does), row, 1)
        self.adjustSize()
        self.place()

    def place(self) -> None:
        """Stand at the foot of the parent, in the middle."""
        room = self._room.rect()
        self.move((room.width() - self.width()) // 2, max(0, room.height() - self.height() - ABOVE_FOOT))

    def on_page_changed(self, _page: int) -> None:
        """Be there with the article alone: the buttons of other pages stand at this place."""
        self.setVisible(self._room.has_article)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.place()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.end()
        else:
            super().keyPressEvent(event)


def show_tour(window: MainWindow) -> None:
    """Show the first card beside what is on the screen."""
    end_tour(window)
    tour = Tour(window.pane, window.overview.profile, window.bound.key, partial(end_tour, window))
    window.tour = tour
    tour.show()
    tour.raise_()


def end_tour(window: MainWindow) -> None:
    """Take the card away, and remember that it was seen."""
    from factcheck.ui import projects

    tour, window.tour = window.tour, None
    if tour is None:
        return
    held = tour.isAncestorOf(window.focusWidget())
    tour.hide()
    tour.deleteLater()
    if held:
        (window.pane.stack.currentWidget() or window.pane).setFocus()
    if not window.settings.toured:
        window.settings.toured = True
        projects.save_settings(window)


def meet(window: MainWindow) -> None:
    """Show the tour to a person who has not seen it, once an article is there."""
    if not window.settings.toured and window.tour is None:
        show_tour(window)
