"""The window: it places the panels and connects them; what happens then stands in the modules beside it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from factcheck.translation import _
from factcheck.ui import checking, dropping, going, intake, projects, showing
from factcheck.ui import theme as themes
from factcheck.ui.article_pane import ArticlePane
from factcheck.ui.bound_actions import BoundActions
from factcheck.ui.claims.panel import ClaimsPanel
from factcheck.ui.dialogs.opening import WindowDialogs
from factcheck.ui.following import ArticleFollower
from factcheck.ui.header import Header
from factcheck.ui.jobs import Jobs
from factcheck.ui.live_project import LiveProject
from factcheck.ui.overview import Overview
from factcheck.ui.problems import BugCatcher, BugDialog
from factcheck.ui.selection import Selection
from factcheck.ui.sidebar.sidebar import WIDTH as SIDEBAR_WIDTH
from factcheck.ui.sidebar.sidebar import Sidebar
from factcheck.ui.status import StatusBar
from factcheck.ui.work_bars import WorkBars

if TYPE_CHECKING:
    from factcheck.settings import Settings
    from factcheck.ui.palette import Palette

SIZE: Final = (1440, 900)
SMALLEST: Final = (960, 560)
# Milliseconds until it is said that something is being saved: shorter waits would only flicker.
SAVING_AFTER: Final = 250
ARTICLE_MENU: Final = (
    "article.particulars", "article.revise", "article.revise_paste", "", "article.ask", "article.queries",
    "article.sign", "", "article.remove", "article.purge",
)  # fmt: skip


class MainWindow(QMainWindow):
    """The one window on one project; ``theme_asked`` says that the settings name another theme."""

    theme_asked = Signal()
    painted = Signal()

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        self.selection = Selection(self)
        self.live = LiveProject(settings.author, self)
        self.jobs = Jobs(self)
        self.overview = Overview(self.live, self.selection, self)
        self.bugs = BugCatcher(self)
        self.header, self.sidebar, self.pane, self.status = Header(), Sidebar(), ArticlePane(), StatusBar()
        self.claims = ClaimsPanel(self.live, self.selection)
        self.banners = self.pane.banners
        self.follower = ArticleFollower(
            self.live, self.jobs, self.selection, self.overview, settings, self.pane.view, self
        )
        self.bound = BoundActions(self, (self.pane.view, self.claims.table))
        self.bars = WorkBars(self.jobs, self.banners, self)
        self.dialogs = WindowDialogs(self.live, self.jobs, self.selection, self.claims, self)
        self.palette_shown: Palette | None = None
        self.opening: Path | None = None
        self.saving = QTimer(self, interval=SAVING_AFTER, singleShot=True)
        self._was_painted = False
        self.setWindowTitle("Factcheck")
        self.setAcceptDrops(True)
        self.setMinimumSize(*SMALLEST)
        self.resize(*SIZE)
        self._place()
        self._bind()
        self._connect_project()
        self._connect_panels()
        showing.show_person(self)
        showing.show_start(self)

    @property
    def can_write(self) -> bool:
        """Whether a project is open and may be changed."""
        return self.live.is_open and not self.live.read_only_reason

    # --- making --------------------------------------------------------------------------------------

    def _place(self) -> None:
        centre = QWidget()
        centre.setObjectName("central")
        self.sidebar.setFixedWidth(SIDEBAR_WIDTH)
        self.sidebar.setVisible(self.settings.sidebar)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.sidebar)
        middle.addWidget(self.pane, 1)
        middle.addWidget(self.claims)
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addLayout(middle, 1)
        column.addWidget(self.status)
        self.setCentralWidget(centre)

    def _bind(self) -> None:
        bound, pane = self.bound, self.pane
        bound.use("statements", (), letters=self.settings.letters)
        self.header.bind(bound)
        add, settings = self.sidebar.add, self.sidebar.settings
        for button, id_ in (
            (settings, "window.settings"),
            (pane.start.new, "project.new"),
            (pane.start.open, "project.open"),
            (pane.start.sample, "project.sample"),
            (pane.empty.paste, "article.paste"),
            (pane.empty.files, "article.files"),
            (pane.empty.sample, "project.sample"),
            (pane.toolbar.mark, "mark.claim"),
            (pane.toolbar.particulars, "article.particulars"),
        ):
            bound.press(button, id_)
        add.setMenu(bound.menu(add, ("article.paste", "article.files")))
        add.setPopupMode(add.ToolButtonPopupMode.InstantPopup)
        self.article_menu = bound.menu(self, ARTICLE_MENU)

    def _connect_project(self) -> None:
        live = self.live
        live.opened.connect(partial(projects.on_opened, self))
        live.closed.connect(partial(projects.on_closed, self))
        live.failed.connect(partial(projects.on_failed, self))
        live.changed.connect(lambda _change: showing.refresh_standing(self))
        live.busy.connect(partial(showing.on_busy, self))
        self.saving.timeout.connect(lambda: self.status.show_saved(_("Saving…"), good=False))
        self.jobs.failed.connect(partial(projects.on_failed, self))
        self.bugs.bug_found.connect(self.on_bug_found)
        self.overview.look_shown.connect(partial(showing.on_look_shown, self))
        self.overview.articles_shown.connect(partial(showing.on_articles_shown, self))
        self.follower.shown.connect(partial(showing.on_article_shown, self))
        self.follower.refreshed.connect(partial(showing.on_article_refreshed, self))
        self.selection.claim_chosen.connect(lambda _claim, _by: showing.refresh_standing(self))

    def _connect_panels(self) -> None:
        pane, view, claims = self.pane, self.pane.view, self.claims
        for asked in (self.header.recent_chosen, pane.start.recent_chosen):
            asked.connect(lambda path: projects.open_project(self, Path(path)))
        pane.start.recent_forgotten.connect(partial(projects.forget_recent, self))
        pane.empty.filled.connect(partial(intake.paste_article, self))
        pane.toolbar.revision_asked.connect(self.follower.show_draft)
        pane.toolbar.omission_asked.connect(partial(checking.show_omission, self))
        self.sidebar.queue_asked.connect(partial(going.show_queue, self))
        self.sidebar.article_asked.connect(partial(going.show_article, self))
        self.sidebar.article_menu_asked.connect(self.on_article_menu_asked)
        view.sentence_moved.connect(lambda _number: showing.show_place(self))
        view.claim_clicked.connect(lambda claim: self.selection.choose_claim(claim, "article"))
        view.omission_toggled.connect(partial(checking.show_omission, self))
        view.resize_asked.connect(partial(checking.move_highlight, self))
        view.note_taken.connect(lambda _key: checking.use_note(self))
        claims.place_wanted.connect(partial(checking.go_to_highlight, self))
        claims.add_highlight_wanted.connect(lambda _claim: checking.add_highlight(self))
        self.dialogs.claim_wanted.connect(partial(going.show_claim, self))
        self.dialogs.exported.connect(partial(projects.on_exported, self))

    # --- coming and going ----------------------------------------------------------------------------

    def begin(self, project: Path | None) -> None:
        """Open the project that the program was started with, or load meanwhile what opening one will need."""
        if project is not None:
            projects.open_project(self, project)
        else:
            self.jobs.run(lambda _progress: projects.load_what_opening_needs(), lambda _none: None)

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
        sizes = self.settings.sizes.get("claims")
        if sizes:
            self.claims.splitter.setSizes(sizes)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.claims.commit()
        self.follower.keep_place()
        self.settings.geometry = bytes(self.saveGeometry().toBase64().data()).decode()
        self.settings.sizes["claims"] = self.claims.splitter.sizes()
        projects.save_settings(self)
        super().closeEvent(event)

    def shut_down(self) -> None:
        """End the work beside the window; for the end of the program."""
        self.jobs.shut_down()
        self.live.shut_down()
        self.bugs.remove()

    def settled(self) -> bool:
        """Whether nothing is under way and nothing waits to be read again (for tests and pictures)."""
        return all(part() for part in (self.live.idle, self.jobs.idle, self.overview.settled, self.follower.settled))

    # --- the window itself ---------------------------------------------------------------------------

    def toggle_sidebar(self) -> None:
        """Show or hide the sidebar."""
        self.settings.sidebar = not self.sidebar.isVisible()
        self.sidebar.setVisible(self.settings.sidebar)

    def toggle_theme(self) -> None:
        """Turn to the other theme, and stay with it."""
        self.settings.theme = "light" if themes.current().dark else "dark"
        projects.save_settings(self)
        self.theme_asked.emit()

    def show_keys(self) -> None:
        """Show all keys."""
        from factcheck.ui.dialogs.keys_dialog import KeysDialog

        KeysDialog(self.bound.all(), letters=self.settings.letters, parent=self).exec()

    def on_article_menu_asked(self, article_id: str, place: QPoint) -> None:
        """Show what can be done with an article; it is shown first, so that one sees which."""
        going.show_article(self, article_id)
        self.article_menu.popup(place)

    def catch_bugs(self) -> None:
        """Show what nobody caught."""
        self.bugs.install()

    def on_bug_found(self, report: str) -> None:
        """Tell of a bug of ours, with a report to copy."""
        self.banners.show_banner(
            "error",
            _("Something went wrong inside the program."),
            _("All changes up to the last one are saved."),
            ((_("Show report"), lambda: BugDialog(report, self).exec()),),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # What no part of the window wanted.
        if event.key() == Qt.Key.Key_Escape:
            going.back_to_article(self)
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropping.takes(self, event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        dropping.take(self, event.mimeData())
