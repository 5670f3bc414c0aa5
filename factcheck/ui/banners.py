"""The banner area above the article: problems, results of intake, work under way; the work goes on below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from factcheck.translation import _
from factcheck.ui.widgets import Banner, IconButton, LoadingBar

if TYPE_CHECKING:
    from factcheck.domain.problems import Problem

Buttons = Sequence[tuple[str, Callable[[], object]]]
# More than this many banners would push the article away; the oldest gives way.
MOST: Final = 3


class BannerArea(QWidget):
    """A column of banners, latest last. Each can be dismissed; one of the same ``subject`` replaces the old.

    ``focus_left`` tells that what had the focus was taken away.
    """

    focus_left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(14, 10, 14, 4)
        self._column.setSpacing(6)
        self._banners: list[tuple[str, Banner]] = []
        self._bars: list[LoadingBar] = []
        self.hide()

    def tell(self, problem: Problem, buttons: Buttons = (), *, subject: str = "") -> Banner:
        """Show what happened and what the person can do."""
        return self.show_banner("error", problem.message, problem.remedy, buttons, subject=subject or problem.message)

    def show_banner(self, kind: str, title: str, text: str = "", buttons: Buttons = (), *, subject: str = "") -> Banner:
        """Show a banner; ``kind`` is info, warn or error. Pressing one of its buttons takes it away."""
        subject = subject or title
        for other, old in list(self._banners):
            if other == subject:
                self.dismiss(old)
        banner = Banner(kind, title, text, [(name, partial(self._press, subject, run)) for name, run in buttons])
        close = IconButton("x", _("Dismiss"), size=16, side=26)
        close.clicked.connect(partial(self._press, subject, None))
        if (row := banner.layout()) is not None:
            row.addWidget(close)
        self._banners.append((subject, banner))
        self._column.addWidget(banner)
        for _subject, old in self._banners[:-MOST]:
            self.dismiss(old)
        self.show()
        return banner

    def _press(self, subject: str, run: Callable[[], object] | None, _checked: bool = False) -> None:
        self.dismiss_subject(subject)
        if run is not None:
            run()

    def show_loading(self, title: str, text: str, cancelled: Callable[[], object] | None) -> LoadingBar:
        """Show a bar for work under way; without ``cancelled`` it cannot be cancelled."""
        bar = LoadingBar(title, text)
        if cancelled is None:
            bar.cancel.hide()
        else:
            bar.cancelled.connect(cancelled)
        self._bars.append(bar)
        self._column.insertWidget(0, bar)
        self.show()
        return bar

    def end_loading(self, bar: LoadingBar) -> None:
        """Take a bar away."""
        if bar in self._bars:
            self._bars.remove(bar)
            self._take(bar)

    def dismiss(self, banner: Banner) -> None:
        """Take a banner away."""
        self._banners = [(subject, kept) for subject, kept in self._banners if kept is not banner]
        self._take(banner)

    def dismiss_subject(self, subject: str) -> None:
        """Take the banner of a subject away, if there is one."""
        for other, banner in list(self._banners):
            if other == subject:
                self.dismiss(banner)

    def clear(self) -> None:
        """Take all banners away; bars stay until their work ends."""
        for _subject, banner in list(self._banners):
            self.dismiss(banner)

    def shows(self, subject: str) -> bool:
        """Whether a banner of a subject is in sight."""
        return any(other == subject for other, _banner in self._banners)

    def words(self) -> list[str]:
        """What the banners say, oldest first."""
        return [banner.accessibleName() for _subject, banner in self._banners]

    def _take(self, widget: QWidget) -> None:
        # Qt's stubs do not say that there may be none.
        focused = cast("QWidget | None", self.window().focusWidget())
        had_focus = focused is not None and widget.isAncestorOf(focused)
        self._column.removeWidget(widget)
        widget.hide()
        widget.deleteLater()
        self.setVisible(bool(self._banners or self._bars))
        if had_focus:
            self.focus_left.emit()
