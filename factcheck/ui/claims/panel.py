"""The claims panel: title and count, filters, the list, and the inspector of what is chosen below it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QItemSelection, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QMenu, QSplitter, QVBoxLayout, QWidget

from factcheck.settings import Settings
from factcheck.ui.claims.card_menu import card_menu
from factcheck.ui.claims.chosen import ChosenClaims
from factcheck.ui.claims.claims_model import ClaimsModel
from factcheck.ui.claims.claims_table import ClaimsTable
from factcheck.ui.claims.inspector import Inspector
from factcheck.ui.claims.list_follower import ListFollower
from factcheck.ui.claims.notice_page import ListPane
from factcheck.ui.claims.panel_head import PanelHead
from factcheck.ui.claims.view_choices import ViewChoices
from factcheck.ui.making import at_once, dress
from factcheck.ui.words import empty_queue, word

if TYPE_CHECKING:
    from factcheck.ui.live_project import LiveProject
    from factcheck.ui.presence import Colleague
    from factcheck.ui.selection import Selection

WIDTH: Final = 424
BY: Final = "claims"
FILTER_AFTER: Final = 150  # milliseconds after the last key until the list is filtered


class ClaimsPanel(QWidget):
    """Follows the one selection, and sets it. ``WindowDialogs`` opens the dialogs that it asks for."""

    place_wanted = Signal(str)
    add_highlight_wanted = Signal(str)
    none_unchecked = Signal(bool)  # no other in the list is; whether a filter hides some of them
    claim_elsewhere = Signal(str, str)  # a claim of another article, and that article

    def __init__(
        self,
        live: LiveProject,
        selection: Selection,
        settings: Settings | None = None,
        parent: QWidget | None = None,
        *,
        gently: bool = False,
    ) -> None:
        """Make it whole, or ``gently``: then ``steps`` makes it part by part."""
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH)
        self._live, self._selection = live, selection
        self._profile = "statements"
        self._queue = ""
        self._settings = settings or Settings()
        self.steps = self._make()
        if not gently:
            at_once(self.steps)

    # --- making ----------------------------------------------------------------------------------

    def _make(self) -> Iterator[None]:
        self.model = ClaimsModel()
        self.table = ClaimsTable(self.model)
        self.pane = ListPane(self.table)
        self.empty = self.pane.empty
        self.list = ListFollower(self._live, self._selection, self.model, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = PanelHead()
        column.addWidget(head)
        self.head = head
        self.title, self.count, self.chips, self.filter = head.title, head.count, head.chips, head.filter
        self.search, self.view, self.density = head.search, head.view, head.density
        dress(head)
        yield
        self.splitter = QSplitter(Qt.Orientation.Vertical, self)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.pane)
        self.inspector = Inspector(self._live, self.splitter, gently=True)
        self.inspector.setMinimumHeight(220)
        self.chosen = ChosenClaims(self._live, self._selection, self.model, self.inspector)
        self.splitter.addWidget(self.inspector)
        self.splitter.setSizes([322, 470])
        self.splitter.setStretchFactor(0, 2)
        self.splitter.setStretchFactor(1, 3)
        column.addWidget(self.splitter, 1)
        yield
        yield from self.inspector.steps
        self._filtering = QTimer(self)
        self._filtering.setSingleShot(True)
        self._filtering.setInterval(FILTER_AFTER)
        self.choices = ViewChoices(self._settings, self._live, self.list, self.view)
        self._connect()
        yield
        self.use_profile(self._profile)
        self._show_totals()

    def _connect(self) -> None:
        self._live.opened.connect(self.on_opened)
        self._live.closed.connect(self.on_closed)
        self._selection.claim_chosen.connect(self.on_claim_chosen)
        self._selection.claims_chosen.connect(self.on_claims_chosen)
        self._selection.article_chosen.connect(self.on_article_chosen)
        self.list.first_row = lambda: max(0, self.table.rowAt(0))
        self.list.shown.connect(self.on_list_shown)
        self.list.news_shown.connect(self.on_news_shown)
        self.model.rowsAboutToBeRemoved.connect(lambda *_rows: self.table.follow(following=True))
        self.model.rowsRemoved.connect(lambda *_rows: self.table.follow(following=False))
        self.search.clicked.connect(lambda _checked=False: self.focus_filter())
        self.density.toggled.connect(self.show_compact)
        self.view.sort_chosen.connect(self.sort_by)
        self.view.scope_chosen.connect(self.show_all_articles)
        self.chips.chosen.connect(self.on_filter_chosen)
        self.filter.textEdited.connect(lambda _text: self._filtering.start())
        self.filter.left.connect(self.on_filter_left)
        self._filtering.timeout.connect(self.refresh)
        self.table.selectionModel().selectionChanged.connect(self.on_selection_changed)
        self.table.stepped.connect(self.step)
        self.table.remove_wanted.connect(self.chosen.remove)
        self.table.menu_wanted.connect(self.offer_menu)
        self.table.activated.connect(lambda _index: self.focus_rationale())
        self.table.given.connect(self.chosen.take)
        self.inspector.next_wanted.connect(self.next_open)
        self.inspector.place_wanted.connect(self.place_wanted)
        self.inspector.add_highlight_wanted.connect(self.add_highlight_wanted)
        self.inspector.remove_wanted.connect(lambda _claim_id: self.chosen.remove())
        self.inspector.several.remove_wanted.connect(self.chosen.remove)
        self.table.one_wanted.connect(self.leave_several)

    def use_profile(self, profile: str) -> None:
        """Take the words of a profile."""
        self._profile = profile
        self.head.use_profile(profile)
        self.table.setAccessibleName(word(profile, "Claims"))
        self.inspector.use_profile(profile)
        self.choices.tell(profile)

    # --- how the list is shown ---------------------------------------------------------------------

    def sort_by(self, sort: str, descending: bool = False) -> None:
        """Show the list in another order."""
        self.choices.sort_by(sort, descending=descending)
        self._view_changed()

    def show_all_articles(self, all_articles: bool) -> None:
        """Show the claims of all articles, or of the one that is shown."""
        self.choices.take_all_articles(all_articles=all_articles)
        self._view_changed()

    def _view_changed(self) -> None:
        self.choices.tell(self._profile)
        self.table.scrollToTop()
        self.refresh()

    def show_compact(self, compact: bool) -> None:
        """Show rows of 32 px instead of cards of 96."""
        self.density.setChecked(compact)
        self.table.show_compact(compact=compact)
        self.inspector.show_passage_first(first=compact)
        self.choices.take_compact(compact=compact)

    # --- reading ---------------------------------------------------------------------------------

    def on_opened(self) -> None:
        """Another project is open: nothing of the one before is in sight."""
        self._queue = ""
        self.table.setAcceptDrops(not self._live.read_only_reason)
        self.list.clear()
        self.show_compact(self.choices.restore())
        self.choices.tell(self._profile)
        self.chips.choose("all")
        self.refresh()

    def on_closed(self) -> None:
        """No project is open."""
        self.list.clear()
        self._show_totals()

    def on_article_chosen(self, _article_id: str) -> None:
        """Show another article's claims."""
        if not self.list.all_articles:
            self.table.scrollToTop()
        self.refresh()

    def on_filter_chosen(self, name: str) -> None:
        """Another filter is chosen; it leaves the queue that one was in."""
        self.list.filter = name
        if self._queue and name != self._queue:
            self._leave_queue()
        self.refresh()

    def show_queue(self, queue: str) -> None:
        """Keep to what waits in a queue of the sidebar, across the articles ("": all claims, as before)."""
        if queue:
            self._queue, self.list.all_articles = queue, True
            self.choices.tell(self._profile)
        elif self._queue:
            self._leave_queue()
        # The chip of the queue before goes away: that nobody chose.
        self.chips.blockSignals(True)
        self.head.offer_filters(self._profile, self.list.totals, self.list.tags, self._queue)
        self.chips.choose(queue or "all")
        self.chips.blockSignals(False)
        self.list.filter = self.chips.value
        self.table.scrollToTop()
        self.refresh()

    def _leave_queue(self) -> None:
        self._queue, self.list.all_articles = "", self.choices.of_all
        self.choices.tell(self._profile)

    @property
    def is_filtered(self) -> bool:
        """Whether chips or words keep claims out of the list."""
        return self.list.filter != "all" or bool(self.list.words)

    def show_all(self) -> None:
        """Let no filter keep a claim out of the list."""
        self.filter.clear()
        self.head.filter_row.hide()
        self.chips.choose("all")
        self.refresh()

    def refresh(self) -> None:
        """Read the list anew."""
        self._filtering.stop()
        self.list.words = self.filter.text().strip()
        self.list.refresh()

    def on_list_shown(self) -> None:
        """The list or its totals are other ones."""
        if self.list.profile != self._profile:
            self.use_profile(self.list.profile)
        self._show_totals()
        self._keep_up()

    def on_news_shown(self) -> None:
        """Some lines are other ones."""
        self._show_empty()
        self._keep_up()

    def _show_totals(self) -> None:
        self.head.show_totals(self._profile, self.list.totals)
        self.head.offer_filters(self._profile, self.list.totals, self.list.tags, self._queue)
        self._show_empty()

    def _show_empty(self) -> None:
        filtered = self.list.totals is not None and self.is_filtered
        title = word(self._profile, "none found" if filtered else "none")
        hint = "" if filtered else word(self._profile, "none hint")
        if self._queue and self.chips.value == self._queue and not self.list.words:
            title, hint = empty_queue(self._queue)
        self.pane.show_rows(title, hint)

    # --- selection -------------------------------------------------------------------------------

    def on_selection_changed(self, _selected: QItemSelection, _deselected: QItemSelection) -> None:
        """The person chose cards."""
        if self.table.following:
            return
        rows = self.table.selected_rows()
        current = self.table.currentIndex().row()
        if len(rows) > 1:
            ids = [claim_id for row in rows if (claim_id := self.model.ids[row])]
            here = self.model.ids[current] if current in rows else ids[-1]
            line = self.model.line(self.model.row_of(here))
            if line is None or line.article_id != self._selection.article_id:
                here = self._selection.claim_id  # the article stays: several may be of several
            self._selection.choose_claims(ids, here, BY)
        elif rows:
            self._choose(rows[0])

    def _choose(self, row: int) -> bool:
        """Turn to the claim of a row; whether its line is known."""
        line = self.model.line(row)
        if line is None:
            self.model.look_at(row, row)
            return False
        if line.article_id == self._selection.article_id:
            self._selection.choose_claim(line.id, BY)
        else:
            self.claim_elsewhere.emit(line.id, line.article_id)
        return True

    def on_claim_chosen(self, claim_id: str, by: str) -> None:
        """Show the chosen claim, whoever chose it."""
        if not self._selection.several:
            self.inspector.show_claim(claim_id)
        self._follow(scroll=by != BY)

    def on_claims_chosen(self, claim_ids: tuple[str, ...]) -> None:
        """Show several claims at once, or the one that is left of them."""
        if len(claim_ids) > 1:
            self.inspector.show_several(claim_ids)
        else:
            self.inspector.show_claim(self._selection.claim_id)
            self._follow(scroll=False)

    def _follow(self, *, scroll: bool = True) -> None:
        """Let the list point at the chosen claim; a filter that hides it stays, and so do several that are chosen."""
        if not self._selection.several:
            self.table.point_at(self.model.row_of(self._selection.claim_id), scroll=scroll)

    def _keep_up(self) -> None:
        row = self.model.row_of(self._selection.claim_id)
        self._follow(scroll=self.table.currentIndex().row() != row)

    def step(self, by: int) -> None:
        """Go to the next or the previous claim of the list."""
        count = self.model.rowCount()
        row = self.model.row_of(self._selection.claim_id)
        target = row + by if row >= 0 else (0 if by > 0 else count - 1)
        if 0 <= target < count and self._choose(target):
            self._follow()

    def leave_several(self) -> None:
        """Go back to one claim."""
        if self._selection.several:
            self._selection.choose_claim(self._selection.claim_id or self._selection.claim_ids[0], BY)

    def next_open(self) -> None:
        """Go to the next claim without a verdict, from the chosen one on and round again."""

        def go(found: tuple[str, str]) -> None:
            claim_id, article_id = found
            if claim_id in {"", self._selection.claim_id}:
                self.none_unchecked.emit(self.is_filtered)
            elif article_id == self._selection.article_id:
                self._selection.choose_claim(claim_id, "next")
            else:
                self.claim_elsewhere.emit(claim_id, article_id)

        self.list.find_unchecked(self._selection.claim_id, go)

    # --- what the person does --------------------------------------------------------------------

    def offer_menu(self, place: QPoint) -> QMenu:
        """Show what can be done with what is chosen."""
        one = "" if self._selection.several else self._selection.claim_id
        locked = bool(self._live.read_only_reason)
        return card_menu(self, place, profile=self._profile, claim_id=one, locked=locked)

    def ask_query(self, claim_id: str) -> None:
        """Ask a question about a claim."""
        self.inspector.query_wanted.emit(claim_id)

    def show_present(self, present: Mapping[str, Sequence[Colleague]]) -> None:
        """Show who else has which claim open."""
        self.model.show_present(present)
        self.inspector.show_present(present)

    def commit(self) -> None:
        """Make edits of whatever is being typed; for closing."""
        self.inspector.commit()

    # --- focus -----------------------------------------------------------------------------------

    def focus_filter(self) -> None:
        """Go into the filter field."""
        self.head.filter_row.show()
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def on_filter_left(self) -> None:
        """The filter field was left by Esc: it is empty and gone."""
        self.head.filter_row.hide()
        self.refresh()
        self.focus_list()

    def focus_list(self) -> None:
        """Go into the list."""
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_rationale(self) -> None:
        """Go into the rationale of the chosen claim."""
        self._go(self.inspector.go_to_rationale)

    def focus_words(self) -> None:
        """Go into the words of the chosen claim."""
        self._go(self.inspector.go_to_words)

    def focus_source_field(self) -> None:
        """Go into the field that adds a source to the chosen claim."""
        self._go(self.inspector.go_to_source_field)

    def _go(self, there: Callable[[], None]) -> None:
        """Go somewhere in the sheet of the chosen claim; of several, of the one that the article shows."""
        if self._selection.claim_id:
            if self._selection.several:
                self._selection.choose_claim(self._selection.claim_id, BY)
            there()
