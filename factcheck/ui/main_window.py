"""The window: it places its parts; what they do together stands in the modules beside it.

It is made in two steps, so that it is seen at once: the frame first (header, sidebar, status, and a page in the
middle), then, once that is painted, what works on a project (``factcheck.ui.furnishing``).
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from factcheck.translation import _
from factcheck.ui import theme as themes
from factcheck.ui.article_pane import ArticlePane
from factcheck.ui.header import Header
from factcheck.ui.sidebar.sidebar import WIDTH as SIDEBAR_WIDTH
from factcheck.ui.sidebar.sidebar import Sidebar
from factcheck.ui.status import StatusBar

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

    from factcheck.domain.address import Address, Location
    from factcheck.settings import Settings
    from factcheck.ui.bound_actions import BoundActions
    from factcheck.ui.checking import Marking
    from factcheck.ui.claims.panel import ClaimsPanel
    from factcheck.ui.counting import WordCounter
    from factcheck.ui.dialogs.opening import WindowDialogs
    from factcheck.ui.differing import Differing
    from factcheck.ui.following import ArticleFollower
    from factcheck.ui.jobs import Jobs
    from factcheck.ui.live_project import LiveProject
    from factcheck.ui.overview import Overview
    from factcheck.ui.palette import Palette
    from factcheck.ui.presence import Presence
    from factcheck.ui.problems import BugCatcher
    from factcheck.ui.selection import Selection
    from factcheck.ui.session import Session
    from factcheck.ui.tour import Tour
    from factcheck.ui.work_bars import OpeningBar, WorkBars

SIZE: Final = (1440, 900)
SMALLEST: Final = (960, 560)
PANEL_WIDTH: Final = 424
# Milliseconds until it is said that something is being saved: shorter waits would only flicker.
SAVING_AFTER: Final = 250


class MainWindow(QMainWindow):
    """The one window on one project; ``theme_asked`` says that the settings name another theme.

    The parts that are only declared here are there once the window is furnished.
    """

    theme_asked = Signal()
    painted = Signal()
    _loaded = Signal()

    live: LiveProject
    jobs: Jobs
    selection: Selection
    overview: Overview
    counter: WordCounter
    follower: ArticleFollower
    claims: ClaimsPanel
    bound: BoundActions
    dialogs: WindowDialogs
    differing: Differing
    presence: Presence
    bars: WorkBars
    opening_bar: OpeningBar
    bugs: BugCatcher
    article_menu: QMenu
    session: Session
    seals: QTimer

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        self.header, self.sidebar, self.pane, self.status = Header(), Sidebar(), ArticlePane(), StatusBar()
        self.banners = self.pane.banners
        # The claims panel's place, until it is there.
        self.panel_place = QWidget()
        self.panel_place.setObjectName("panel")
        self.panel_place.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.panel_place.setFixedWidth(PANEL_WIDTH)
        self.palette_shown: Palette | None = None
        self.marking: Marking | None = None
        self.tour: Tour | None = None
        self.seals_told: tuple[str, ...] = ()  # the broken sign-offs that a banner has told of
        self.opening: Location | None = None
        self.last_server: Address | None = None
        self.saving = QTimer(self, interval=SAVING_AFTER, singleShot=True)
        self.furnished = False
        self._was_painted = False
        self._after_furnishing: Callable[[], object] = lambda: None
        self.setWindowTitle("Factcheck")
        self.setAcceptDrops(True)
        self.setMinimumSize(*SMALLEST)
        self.resize(*SIZE)
        self._place()

    def _place(self) -> None:
        self.centre = centre = QWidget()
        centre.setObjectName("central")
        self.sidebar.setFixedWidth(SIDEBAR_WIDTH)
        self.sidebar.setVisible(self.settings.sidebar)
        self.sidebar.show_person(self.settings.author, self.settings.initials)
        self.middle = QHBoxLayout()
        self.middle.setSpacing(0)
        self.middle.addWidget(self.sidebar)
        self.middle.addWidget(self.pane, 1)
        self.middle.addWidget(self.panel_place)
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addLayout(self.middle, 1)
        column.addWidget(self.status)
        self.setCentralWidget(centre)

    # --- coming and going ----------------------------------------------------------------------------

    def announce(self, project: Location | None) -> None:
        """Show the page that the first picture needs: the start page, or the shape of what is on its way."""
        name = project.stem if project is not None else ""
        self.header.show_project(name)
        self.sidebar.show_project(name)
        self.sidebar.none.hide()
        self.pane.start.show_recent(self.settings.recent)
        page = self.pane.skeleton if project is not None else self.pane.start
        self.pane.show_page(page)
        # Else Qt gives the focus to the first button of the header, and the letter keys would do nothing.
        page.setFocus()
        self.panel_place.setVisible(project is not None)
        if project is not None and self.settings.reading_mode:
            from factcheck.ui import reading

            reading.place_parts(self)

    def begin(self, project: Location | None, *, again: bool = False) -> None:
        """Furnish the window, and open the project that the program was started with.

        ``again``: nobody asked for it; it was open when the program ended by force.
        """
        from factcheck.ui.furnishing import furnish

        furnish(self)
        self.session.reopened = again
        if project is not None:
            from factcheck.ui import projects

            projects.open_project(self, project)

    def begin_gently(self, project: Location | None, *, again: bool, then: Callable[[], object]) -> None:
        """As ``begin``, in a window that answers meanwhile: imports beside it, its parts one after the other."""

        def load() -> None:
            try:
                import factcheck.ui.article.finder
                import factcheck.ui.article.view
                import factcheck.ui.furnishing
                import factcheck.ui.start.empty_page  # noqa: F401 - all of them for their import alone
                from factcheck.locales import number

                number(1000)  # loads the forms of numbers, which the first list that is painted needs
                _make_types()
            finally:
                self._loaded.emit()

        def begin() -> None:
            self.begin(project, again=again)
            then()

        self._after_furnishing = begin
        self._loaded.connect(self._on_loaded, Qt.ConnectionType.QueuedConnection)
        threading.Thread(target=load, name="imports").start()

    def _on_loaded(self) -> None:
        from factcheck.ui.furnishing import furnish_by_steps

        furnish_by_steps(self, self._after_furnishing)

    def when_painted(self, then: Callable[[], object]) -> None:
        """Do something once the window is on the screen."""
        self.painted.connect(then, Qt.ConnectionType.SingleShotConnection)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            # The first picture is complete once this round of events is over.
            QTimer.singleShot(0, self.painted.emit)

    def restore_place(self) -> None:
        """Stand where the window stood when it was closed."""
        if self.settings.geometry:
            self.restoreGeometry(QByteArray.fromBase64(self.settings.geometry.encode()))

    def closeEvent(self, event: QCloseEvent) -> None:
        from factcheck.ui import projects

        if self.furnished:
            self.claims.commit()
            self.follower.keep_place()
            if self.claims.inspector.isVisible():  # a part that is hidden has no height to remember
                self.settings.sizes["claims"] = self.claims.splitter.sizes()
        self.settings.geometry = bytes(self.saveGeometry().toBase64().data()).decode()
        projects.save_settings(self)
        super().closeEvent(event)

    def shut_down(self) -> None:
        """End the work beside the window; for the end of the program."""
        if self.furnished:
            self.session.end()
            self.jobs.shut_down()
            self.live.shut_down()
            self.bugs.remove()

    # --- what it is asked --------------------------------------------------------------------------

    @property
    def can_write(self) -> bool:
        """Whether a project is open and may be changed."""
        return self.furnished and self.live.is_open and not self.live.read_only_reason

    def settled(self) -> bool:
        """Whether nothing is under way and nothing waits to be read again (for tests and pictures)."""
        parts = (self.live.idle, self.jobs.idle, self.overview.settled, self.claims.list.settled)
        return all(part() for part in parts) and not self.seals.isActive()

    # --- what it does by itself ----------------------------------------------------------------------

    def toggle_sidebar(self) -> None:
        """Show or hide the sidebar."""
        from factcheck.ui import reading

        self.settings.sidebar = not self.sidebar.isVisible()
        if not reading.leave_reading_mode(self):
            self.sidebar.setVisible(self.settings.sidebar)

    def toggle_theme(self) -> None:
        """Turn to the other theme, and stay with it."""
        self.settings.theme = "light" if themes.current().dark else "dark"
        self.theme_asked.emit()

    def show_keys(self) -> None:
        """Show all keys, and take over those that are changed there."""
        from factcheck.ui import projects, showing
        from factcheck.ui.dialogs.asking import accepted
        from factcheck.ui.dialogs.keys_dialog import KeysDialog

        dialog = KeysDialog(self.bound.own, self.settings, self)
        dialog.keys_changed.connect(lambda: projects.save_settings(self))
        dialog.keys_changed.connect(lambda: showing.bind_keys(self))
        accepted(dialog)

    def show_help(self) -> None:
        """Show the help beside the window."""
        from factcheck.ui.dialogs.help_dialog import HelpDialog
        from factcheck.ui.tour import show_tour

        HelpDialog(self.bound, lambda: show_tour(self), self).show()

    def on_bug_found(self, report: str) -> None:
        """Tell of a bug of ours, with a report to copy."""
        from factcheck.ui.dialogs.asking import accepted
        from factcheck.ui.problems import BugDialog

        self.banners.show_banner(
            "error",
            _("Something went wrong inside the program."),
            _("All changes up to the last one are saved."),
            ((_("Show report"), lambda: accepted(BugDialog(report, self))),),
        )

    def focusNextPrevChild(self, forward: bool) -> bool:
        # Parts come and go all the time, and Tab is pressed now and then: they are put in order where it is. Qt comes
        # here too where what had the focus is hidden.
        from factcheck.ui.forms.tab_order import order_tabs
        from factcheck.ui.going import focused

        here = focused(self)
        if here is not None and here.isVisible():
            order_tabs(self.centre)
        return super().focusNextPrevChild(forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # What no part of the window wanted.
        from factcheck.ui import reading

        page = self.pane.stack.currentWidget()
        if event.key() == Qt.Key.Key_Escape and page is not None:
            if not (self.furnished and reading.leave_reading_mode(self)):
                page.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        from factcheck.ui import dropping

        if dropping.takes(self, event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        from factcheck.ui import dropping

        event.acceptProposedAction()
        dropping.take(self, event.mimeData())


def _make_types() -> None:
    """Make Python's types of Qt's widgets: PySide would make all of them at once, for 20 ms, when it meets one."""
    from PySide6 import QtWidgets

    for name in dir(QtWidgets):
        if not name.startswith(("QGraphicsItem", "QGraphicsScene", "QStyle")):
            getattr(QtWidgets, name)
