"""The claims panel: title and count, filters, the list, and the inspector of the chosen claim below it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QItemSelection, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSplitter, QStackedLayout, QVBoxLayout, QWidget

from factcheck.translation import _
from factcheck.ui.claims.chip_bar import ChipBar
from factcheck.ui.claims.claims_model import LINE, ClaimsModel, Legend
from factcheck.ui.claims.claims_table import ClaimsTable, FilterField
from factcheck.ui.claims.inspector import Inspector
from factcheck.ui.claims.list_reading import ListNews, ListReading, list_news, list_reading
from factcheck.ui.mirroring import inset
from factcheck.ui.widgets import IconButton, label
from factcheck.ui.words import empty_queue, phrase, word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.domain.changes import Change
    from factcheck.project.queries.claims import ClaimLine
    from factcheck.project.queries.panel import ClaimTotals
    from factcheck.ui.live_project import LiveProject
    from factcheck.ui.selection import Selection

WIDTH: Final = 424
BY: Final = "claims"
FILTER_AFTER: Final = 150  # milliseconds after the last key until the list is filtered
# What bears on every line; anything else bears on the lines of some claims.
WHOLE: Final = ("article", "revision", "rating", "scale", "project", "person")


class ClaimsPanel(QWidget):
    """Follows the one selection, and sets it. ``WindowDialogs`` opens the dialogs that it asks for."""

    place_wanted = Signal(str)
    add_highlight_wanted = Signal(str)

    def __init__(self, live: LiveProject, selection: Selection) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH)
        self._live, self._selection = live, selection
        self._profile = "statements"
        self._asked = 0
        self._totals: ClaimTotals | None = None
        self._queue = ""
        self.model = ClaimsModel()
        self.table = ClaimsTable(self.model)
        self.inspector = Inspector(live)
        self._make()
        self._connect()
        self.use_profile(self._profile)
        self._show_totals()

    # --- making ----------------------------------------------------------------------------------

    def _make(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        inset(head, 16, 10, 8, 6)
        head.setSpacing(8)
        self.title = label("", 15, 600)
        self.count = label("", 12, 400, "secondary")
        self.search = IconButton("search", "", key="/", size=16, side=28)
        self.density = IconButton("list", _("Compact rows"), size=16, side=28)
        self.density.setCheckable(True)
        head.addWidget(self.title)
        head.addWidget(self.count)
        head.addStretch()
        head.addWidget(self.search)
        head.addWidget(self.density)
        column.addLayout(head)
        self.chips = ChipBar()
        chips = QHBoxLayout()
        inset(chips, 14, 0, 10, 8)
        chips.addWidget(self.chips)
        column.addLayout(chips)
        self.filter = FilterField()
        self.filter_row = QWidget()
        row = QHBoxLayout(self.filter_row)
        row.setContentsMargins(14, 0, 14, 8)
        row.addWidget(self.filter)
        self.filter_row.hide()
        column.addWidget(self.filter_row)
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self._make_list())
        self.splitter.addWidget(self.inspector)
        self.splitter.setSizes([322, 470])
        self.splitter.setStretchFactor(0, 2)
        self.splitter.setStretchFactor(1, 3)
        self.inspector.setMinimumHeight(220)
        column.addWidget(self.splitter, 1)
        self._filtering = QTimer(self)
        self._filtering.setSingleShot(True)
        self._filtering.setInterval(FILTER_AFTER)

    def _make_list(self) -> QWidget:
        """The table, or words in its place where it is empty."""
        page = QWidget()
        page.setMinimumHeight(100)
        self._list = QStackedLayout(page)
        self._list.addWidget(self.table)
        empty = QWidget()
        column = QVBoxLayout(empty)
        column.setSpacing(4)
        self._empty_title, self._empty_hint = label("", 13, 600), label("", 13, 400, "secondary")
        for words in (self._empty_title, self._empty_hint):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        column.addWidget(self._empty_title)
        column.addWidget(self._empty_hint)
        column.addStretch(2)
        self._list.addWidget(empty)
        return page

    def _connect(self) -> None:
        self._live.opened.connect(self.on_opened)
        self._live.closed.connect(self.on_closed)
        self._live.changed.connect(self.on_changed)
        self._selection.claim_chosen.connect(self.on_claim_chosen)
        self._selection.article_chosen.connect(self.on_article_chosen)
        self.search.clicked.connect(lambda _checked=False: self.focus_filter())
        self.density.toggled.connect(self.show_compact)
        self.chips.chosen.connect(lambda _name: self.refresh())
        self.filter.textEdited.connect(lambda _text: self._filtering.start())
        self.filter.left.connect(self.on_filter_left)
        self._filtering.timeout.connect(self.refresh)
        self.table.selectionModel().selectionChanged.connect(self.on_selection_changed)
        self.table.stepped.connect(self.step)
        self.table.remove_wanted.connect(self.remove_claim)
        self.table.customContextMenuRequested.connect(self.on_menu_wanted)
        self.table.activated.connect(lambda _index: self.focus_rationale())
        self.inspector.next_wanted.connect(self.next_open)
        self.inspector.place_wanted.connect(self.place_wanted)
        self.inspector.add_highlight_wanted.connect(self.add_highlight_wanted)
        self.inspector.remove_wanted.connect(lambda _claim_id: self.remove_claim())

    def use_profile(self, profile: str) -> None:
        """Take the words of a profile."""
        self._profile = profile
        self.title.setText(word(profile, "Claims"))
        self.table.setAccessibleName(word(profile, "Claims"))
        self.search.rename(word(profile, "filter"), "/")
        self.filter.setPlaceholderText(word(profile, "filter"))
        self.filter.setAccessibleName(word(profile, "filter"))
        self.inspector.use_profile(profile)
        self._offer_filters()

    def _offer_filters(self) -> None:
        """Offer the filters that mean something here: some only where there is something to find."""
        totals = self._totals
        filters = [("all", _("All")), ("unchecked", _("Unchecked")), ("no source", _("No source"))]
        filters.append(("one source", _("One source")))
        if self._profile == "drafts":
            filters.append(("writer only", _("Writer’s note only")))
        if totals is not None and (totals.rechecks or self.chips.value == "re-check"):
            filters.append(("re-check", _("Re-check")))
        if totals is not None and (totals.conflicts or self.chips.value == "conflicts"):
            filters.append(("conflicts", _("Conflicts")))
        queues = {"inbox": _("Inbox"), "to review": _("To review"), "assigned": _("Assigned to me")}
        if self._queue:
            filters.append((self._queue, queues[self._queue]))
        self.chips.offer(filters)

    # --- reading ---------------------------------------------------------------------------------

    def on_opened(self) -> None:
        """Another project is open: nothing of the one before is in sight."""
        self._show_lines(())
        self.chips.choose("all")
        self.refresh()

    def on_closed(self) -> None:
        """No project is open."""
        self._totals = None
        self._show_lines(())
        self._show_totals()

    def on_article_chosen(self, _article_id: str) -> None:
        """Show another article's claims."""
        self.table.scrollToTop()
        self.refresh()

    def show_queue(self, queue: str) -> None:
        """Keep to what waits in a queue of the sidebar ("": all claims)."""
        self._queue = queue
        self._offer_filters()
        self.chips.choose(queue or "all")
        self.refresh()

    def refresh(self) -> None:
        """Read the list anew."""
        self._filtering.stop()
        self._asked += 1
        article_id = self._selection.article_id
        if self._live.is_open and article_id:
            query = partial(list_reading, article_id=article_id, chosen=self.chips.value, words=self.filter.text())
            self._live.ask(query, partial(self._show, self._asked))

    def _show(self, asked: int, read: ListReading) -> None:
        if asked != self._asked:
            return
        legend = Legend(read.ratings, read.profile, {person.name: person.initials for person in read.people})
        if legend != self.model.legend:
            self.model.use_legend(legend)
        self._show_lines(read.lines)
        self._totals = read.totals
        if read.profile != self._profile:
            self.use_profile(read.profile)
        self._show_totals()
        self._follow()

    def _show_lines(self, lines: Sequence[ClaimLine]) -> None:
        # Qt moves the current row where rows go; the selection moves only where a person moves it.
        self.table.following = True
        self.model.show_lines(lines)
        self.table.following = False

    def _show_totals(self) -> None:
        totals = self._totals
        shown = totals is not None and totals.claims > 0
        self.count.setText(
            phrase(self._profile, "have a verdict", done=totals.rated, all=totals.claims) if totals and shown else ""
        )
        self._offer_filters()
        filtered = bool(shown and (self.chips.value != "all" or self.filter.text()))
        title = word(self._profile, "none found" if filtered else "none")
        hint = "" if filtered else word(self._profile, "none hint")
        if self._queue and self.chips.value == self._queue and not self.filter.text():
            title, hint = empty_queue(self._queue)
        self._empty_title.setText(title)
        self._empty_hint.setText(hint)
        self._list.setCurrentIndex(0 if self.model.rowCount() else 1)

    def on_changed(self, change: Change) -> None:
        """Read again the lines that a change bears on."""
        if change.touches(*WHOLE):
            self.refresh()
        elif article_id := self._selection.article_id:
            chosen, words = self.chips.value, self.filter.text()
            query = partial(list_news, article_id=article_id, chosen=chosen, words=words, change=change)
            self._live.ask(query, partial(self._show_news, self._asked))

    def _show_news(self, asked: int, news: ListNews) -> None:
        if asked != self._asked:
            return  # the whole list is being read
        self._totals = news.totals
        self.table.following = True
        self.model.show_news(news.touched, news.lines, news.numbers)
        self.table.following = False
        self._show_totals()
        self._follow(scroll=self.table.currentIndex().row() != self.model.row_of(self._selection.claim_id))

    # --- selection -------------------------------------------------------------------------------

    def on_selection_changed(self, selected: QItemSelection, _deselected: QItemSelection) -> None:
        """The person chose a card."""
        if not selected.isEmpty() and not self.table.following:
            self._selection.choose_claim(selected.indexes()[0].data(LINE).id, BY)

    def on_claim_chosen(self, claim_id: str, by: str) -> None:
        """Show the chosen claim, whoever chose it."""
        self.inspector.show_claim(claim_id)
        self._follow(scroll=by != BY)

    def _follow(self, *, scroll: bool = True) -> None:
        """Let the list point at the chosen claim; a filter that hides it stays."""
        self.table.point_at(self.model.row_of(self._selection.claim_id), scroll=scroll)

    def step(self, by: int) -> None:
        """Go to the next or the previous claim of the list."""
        count = self.model.rowCount()
        row = self.model.row_of(self._selection.claim_id)
        target = row + by if row >= 0 else (0 if by > 0 else count - 1)
        if 0 <= target < count:
            self._selection.choose_claim(self.model.line(target).id, BY)
            self._follow()

    def next_open(self) -> None:
        """Go to the next claim without a verdict, from the chosen one on and round again."""
        lines = self.model.lines
        start = self.model.row_of(self._selection.claim_id) + 1
        following = (*lines[start:], *lines[:start])
        target = next((line.id for line in following if line.rating_id is None), None)
        if target is not None:
            self._selection.choose_claim(target, BY)
            self._follow()

    # --- what the person does --------------------------------------------------------------------

    def remove_claim(self) -> None:
        """Take the chosen claim out; the next one is chosen."""
        claim_id = self._selection.claim_id
        if not claim_id or self._live.read_only_reason:
            return
        from factcheck.project.edits.claims import RemoveClaim

        row = self.model.row_of(claim_id)
        lines = self.model.lines
        beside = lines[row + 1].id if 0 <= row < len(lines) - 1 else lines[row - 1].id if row > 0 else ""
        self._selection.choose_claim(beside, BY)
        self._live.apply(RemoveClaim(claim_id))

    def on_menu_wanted(self, place: QPoint) -> None:
        """Show what can be done with the claim under the pointer."""
        index = self.table.indexAt(place)
        if not index.isValid():  # the menu key: there is no pointer
            index = self.table.currentIndex()
            place = self.table.visualRect(index).center()
        if index.isValid():
            self.table.setCurrentIndex(index)
            self.offer_menu(self.table.viewport().mapToGlobal(place))

    def offer_menu(self, place: QPoint) -> QMenu:
        """Show what can be done with the chosen claim."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(word(self._profile, "Rationale")).triggered.connect(self.focus_rationale)
        menu.addAction(_("Add source")).triggered.connect(self.focus_source_field)
        menu.addAction(_("Ask a question…")).triggered.connect(lambda: self.ask_query(self._selection.claim_id))
        wanted = menu.addAction(word(self._profile, "add highlight"))
        wanted.triggered.connect(lambda: self.add_highlight_wanted.emit(self._selection.claim_id))
        menu.addSeparator()
        menu.addAction(word(self._profile, "remove")).triggered.connect(self.remove_claim)
        for action in menu.actions():
            action.setEnabled(not self._live.read_only_reason)
        menu.popup(place)
        return menu

    def rate(self, claim_id: str, rating_id: str | None) -> None:
        """Give a claim a verdict; the inspected one from the verdict that is shown."""
        if not self.inspector.rate(claim_id, rating_id):
            from factcheck.project.edits.verdicts import RateClaim

            self._live.apply(RateClaim(claim_id, rating_id))

    def ask_query(self, claim_id: str) -> None:
        """Ask a question about a claim."""
        self.inspector.query_wanted.emit(claim_id)

    def commit(self) -> None:
        """Make edits of whatever is being typed; for closing."""
        self.inspector.commit()

    def show_compact(self, compact: bool) -> None:
        """Show rows of 32 px instead of cards of 96."""
        self.density.setChecked(compact)
        self.table.show_compact(compact=compact)

    def focus_filter(self) -> None:
        """Go into the filter field."""
        self.filter_row.show()
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def on_filter_left(self) -> None:
        """The filter field was left by Esc: it is empty and gone."""
        self.filter_row.hide()
        self.refresh()
        self.focus_list()

    def focus_list(self) -> None:
        """Go into the list."""
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_rationale(self) -> None:
        """Go into the rationale of the chosen claim."""
        if self._selection.claim_id:
            self.inspector.go_to_rationale()

    def focus_words(self) -> None:
        """Go into the words of the chosen claim."""
        if self._selection.claim_id:
            self.inspector.go_to_words()

    def focus_source_field(self) -> None:
        """Go into the field that adds a source to the chosen claim."""
        if self._selection.claim_id:
            self.inspector.go_to_source_field()
