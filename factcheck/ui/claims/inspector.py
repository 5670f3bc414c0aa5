"""The inspector: the chosen claim with its verdict, its rationale, its sources and all that belongs to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from factcheck.locales import listed
from factcheck.translation import _
from factcheck.ui.announcing import announcer
from factcheck.ui.claims.claim_conflicts import ClaimConflicts, first_difference
from factcheck.ui.claims.claim_fields import ClaimFields
from factcheck.ui.claims.claim_head import ClaimHead
from factcheck.ui.claims.comments import Comments
from factcheck.ui.claims.evidence_section import EvidenceSection
from factcheck.ui.claims.notice_page import NoticePage
from factcheck.ui.claims.passage import PassageView
from factcheck.ui.claims.places import Places
from factcheck.ui.claims.query_rows import QueryRow
from factcheck.ui.claims.review_footer import ReviewFooter
from factcheck.ui.claims.scrolled_body import ScrolledBody
from factcheck.ui.claims.section import Section, link_button
from factcheck.ui.claims.several import Several
from factcheck.ui.claims.sheet import InspectedClaim, inspected_again, inspected_claim
from factcheck.ui.claims.tags_row import TagsRow, tag, untag
from factcheck.ui.claims.verdict_bar import VARIOUS, VerdictBar
from factcheck.ui.history.claim_history import ClaimHistory
from factcheck.ui.making import at_once, dress
from factcheck.ui.mirroring import inset
from factcheck.ui.sources.taking import takes_sources
from factcheck.ui.verdicts import verdict_look, was
from factcheck.ui.widgets import set_state
from factcheck.ui.words import phrase, word

if TYPE_CHECKING:
    from factcheck.domain.changes import Change
    from factcheck.domain.problems import Problem
    from factcheck.ui.live_project import LiveProject
    from factcheck.ui.presence import Colleague

TABLES: Final = (
    "claim", "claim_tag", "highlight", "evidence", "source", "attachment", "comment", "query", "review",
    "article", "project", "scale", "rating", "person",
)  # fmt: skip


class Inspector(QWidget):
    """Shows one claim. Signals carry what other parts of the window do: places in the article, dialogs, the next."""

    next_wanted = Signal()
    place_wanted = Signal(str)
    add_highlight_wanted = Signal(str)
    remove_wanted = Signal(str)
    evidence_opened = Signal(str, str)  # claim, evidence
    source_opened = Signal(str)
    query_opened = Signal(str)
    query_wanted = Signal(str)  # claim
    review_wanted = Signal()

    def __init__(self, live: LiveProject, parent: QWidget | None = None, *, gently: bool = False) -> None:
        """Make it whole, or ``gently``: then ``steps`` makes it part by part."""
        super().__init__(parent)
        self.setObjectName("inspector")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAcceptDrops(True)
        self._live = live
        self._profile = "statements"
        self.claim_id = ""
        self.shown: InspectedClaim | None = None
        self._present: Mapping[str, Sequence[Colleague]] = {}
        self._once_shown: Callable[[], None] | None = None
        self._stack = QStackedLayout(self)
        self.steps = self._make()
        if not gently:
            at_once(self.steps)

    # --- making ----------------------------------------------------------------------------------

    def _make(self) -> Iterator[None]:
        """Make the parts, each in its place at once: what is moved with all that it holds is dressed anew each time."""
        live = self._live
        self.nothing = NoticePage()
        sheet = QWidget(self)
        self._stack.addWidget(self.nothing)
        self._stack.addWidget(sheet)
        column = QVBoxLayout(sheet)
        inset(column, 14, 9, 0, 12)
        column.setSpacing(8)
        self.head, self.verdicts = ClaimHead(), VerdictBar()
        self.conflicts = conflicts = ClaimConflicts()
        for part in (self.head, conflicts.removal, conflicts.status, self.verdicts, conflicts.verdict):
            column.addLayout(_inset(part))
        self.foot = ReviewFooter()
        self.next = self.foot.next
        self.area = ScrolledBody()
        column.addWidget(self.area, 1)
        column.addLayout(_inset(self.foot))
        dress(sheet)
        yield
        self.fields = ClaimFields(live, self)
        yield from self.fields.make()
        self.evidence, self.tags = EvidenceSection(live), TagsRow()
        add = QHBoxLayout()
        add.addWidget(self.fields.add, 0, Qt.AlignmentFlag.AlignTop)
        add.addWidget(self.tags, 1, Qt.AlignmentFlag.AlignTop)
        yield from self.area.fill((self.fields.near, self.evidence, self.fields.far, add))
        self.queries = Section(_("Queries"))
        self.ask = link_button(_("Ask…"))
        self.ask.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.queries.add_to_head(self.ask)
        self.comments, self.passage, self.places = Comments(live), PassageView(), Places()
        yield from self.area.fill((self.queries, self.comments, self.places, self.passage))
        self.history = ClaimHistory(live)
        self._stack.addWidget(self.history)
        yield
        self.several = Several(live)
        self._stack.addWidget(self.several)
        yield
        self._connect()
        self.history.left.connect(self.toggle_history)
        self.use_profile(self._profile)
        live.changed.connect(self.on_changed)
        live.closed.connect(lambda: self.show_claim(""))

    def _connect(self) -> None:
        form = self.fields.form
        self.verdicts.rated.connect(lambda rating_id: self.rate(self.claim_id, rating_id))
        for card in (self.conflicts.verdict, self.conflicts.status):
            card.review_wanted.connect(self.review_wanted)
        self.fields.review_wanted.connect(self.review_wanted)
        self.conflicts.verdict.resolved.connect(partial(form.on_resolved, "rating_id"))
        self.conflicts.status.resolved.connect(partial(form.on_resolved, "status"))
        self.conflicts.removal.resolved.connect(self.on_removal_resolved)
        self.head.status_chosen.connect(partial(form.change, "status"))
        self.head.history_wanted.connect(self.toggle_history)
        self.head.remove_wanted.connect(lambda: self.remove_wanted.emit(self.claim_id))
        self.head.highlight_wanted.connect(lambda: self.add_highlight_wanted.emit(self.claim_id))
        self.head.query_wanted.connect(lambda: self.query_wanted.emit(self.claim_id))
        self.head.field_wanted.connect(self.fields.offer)
        self.fields.opened.connect(lambda name: self.area.reveal(form.rows[name]))
        self.ask.clicked.connect(lambda _checked=False: self.query_wanted.emit(self.claim_id))
        self.evidence.opened.connect(lambda evidence_id: self.evidence_opened.emit(self.claim_id, evidence_id))
        self.evidence.source_opened.connect(self.source_opened)
        self.places.go_wanted.connect(self.place_wanted)
        self.places.add_wanted.connect(lambda: self.add_highlight_wanted.emit(self.claim_id))
        self.places.remove_wanted.connect(self.on_highlight_removed)
        self.next.clicked.connect(lambda _checked=False: self.next_wanted.emit())
        self.tags.added.connect(lambda name: tag(self._live, self.claim_id, name))
        self.tags.removed.connect(lambda tag_id: untag(self._live, self.claim_id, tag_id))

    def use_profile(self, profile: str) -> None:
        """Take the words of a profile."""
        self._profile = profile
        self.nothing.say(word(profile, "nothing chosen"), word(profile, "nothing chosen hint"))
        self.verdicts.setAccessibleName(word(profile, "Verdict"))
        self.fields.use_profile(profile)

    def show_passage_first(self, *, first: bool) -> None:
        """Let the passage stand above all else, where the list beside it shows few words; or below the places."""
        self.area.put(self.passage, behind=None if first else self.places)

    # --- showing ---------------------------------------------------------------------------------

    def show_claim(self, claim_id: str) -> None:
        """Turn to a claim (empty: none); what is being typed becomes its edit first."""
        self.commit()
        if self.shows_history:
            self.toggle_history()
        self.claim_id, self._once_shown = claim_id, None
        self.head.show_present(self._present.get(claim_id, ()))
        self.several.show_claims(())
        if claim_id:
            self._read("")
        else:
            self.use_profile(self._profile)
            self._show_nothing()

    def show_several(self, claim_ids: tuple[str, ...]) -> None:
        """Turn to several claims at once."""
        self.commit()
        if self.shows_history:
            self.toggle_history()
        self.claim_id, self._once_shown, self.shown = "", None, None
        self.several.show_claims(claim_ids)
        self._stack.setCurrentWidget(self.several)

    def _show_nothing(self) -> None:
        self.shown = None
        self._stack.setCurrentIndex(0)

    @property
    def shows_history(self) -> bool:
        """Whether the claim's history stands in its place."""
        return self._stack.currentWidget() is self.history

    def toggle_history(self) -> None:
        """Show the history of the claim, or the claim again."""
        if self.shows_history:
            self.history.forget()
            self._stack.setCurrentIndex(1)
            self.head.history.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.shown is not None:
            self.commit()
            self._stack.setCurrentWidget(self.history)
            self.history.show_claim(self.claim_id, self.shown.sheet.number, self.shown.profile)

    def _read(self, who: str) -> None:
        query = partial(inspected_claim, claim_id=self.claim_id)
        self._live.ask(query, partial(self._show, who), partial(self._on_gone, self.claim_id))

    def _on_gone(self, claim_id: str, problem: Problem) -> None:
        if claim_id != self.claim_id:
            return
        # The list drops a removed claim by itself; only a claim that was asked for by name needs a word.
        # It stays the one that is looked at: undo and redo may bring it back.
        self.nothing.hint.setText(str(problem))
        self._show_nothing()

    def _show(self, who: str, read: InspectedClaim) -> None:
        sheet, claim = read.sheet, read.sheet.claim.record
        if claim.id != self.claim_id:
            return
        before = self.shown.sheet.claim.record if self.shown is not None else None
        another = before is None or before.id != claim.id
        self.shown = read
        self.use_profile(read.profile)
        verdict = read.ratings.get(claim.rating_id or "")
        stale = verdict is not None and claim.status == "re-check"
        self.head.show_claim(claim, sheet.number, read.profile, was(verdict) if stale and verdict is not None else "")
        self.verdicts.use(read.scale, verdict)
        if stale:  # none is chosen, so that the same one can be given again by the mouse as well
            self.verdicts.choose(VARIOUS)
        if before is not None and not another and before.rating_id != claim.rating_id:
            told = (phrase(read.profile, "claim number", n=sheet.number), verdict_look(verdict).label)
            announcer.say(self, lambda: _("{claim}: {verdict}").format(claim=told[0], verdict=told[1]))
        self.conflicts.show(read, self._live.author)
        self.fields.use_people(read.people)
        self.fields.show(sheet.claim, who, read.quote)
        self.evidence.show_evidence(claim.id, sheet.evidence, read.quote)
        self._show_queries(read)
        self.comments.show_thread(claim.id, sheet.comments)
        self.tags.show_tags(sheet.tags, read.tags)
        self.passage.show_passage(sheet.passage, verdict)
        self.places.show_places(sheet.highlights, sheet.earlier, read.profile)
        self.foot.show_review(
            claim, read.review, author=self._live.author, profile=read.profile, initials=read.initials
        )
        if another:
            self.area.verticalScrollBar().setValue(0)
            self.fields.restore(self._live.left_typing)
            self.comments.restore(self._live.left_typing)
        self._lock(locked=bool(self._live.read_only_reason))
        if not self.shows_history:
            self._stack.setCurrentIndex(1)
        # Every part has its place at once: else it would be painted where the claim before had room for it.
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        if self._once_shown is not None:
            then, self._once_shown = self._once_shown, None
            then()

    def _show_queries(self, read: InspectedClaim) -> None:
        rows: list[tuple[object, QWidget]] = []
        for shown in read.sheet.queries:
            row = self.queries.kept(shown.record)
            if row is None:
                row = QueryRow(shown.record)
                row.clicked.connect(partial(self._open_query, shown.record.id))
            rows.append((shown.record, row))
        self.queries.show_rows(rows)

    def _open_query(self, query_id: str, _checked: bool = False) -> None:
        self.query_opened.emit(query_id)

    def _lock(self, *, locked: bool) -> None:
        self.fields.form.lock(locked=locked)
        self.foot.lock(locked=locked)
        parts = (self.verdicts, self.head, self.evidence.field, self.comments.box, self.ask, self.fields.add, self.tags)
        for part in parts:
            part.setEnabled(not locked)

    def on_changed(self, change: Change) -> None:
        """Read the claim again where something that it shows became new."""
        if not self.claim_id or not change.touches(*TABLES):
            return
        who = "" if change.own else listed(change.authors)
        if self._is_shown():
            self._live.in_a_moment(partial(self._read_again, self.claim_id, who, change))
        else:
            self._read(who)

    def _read_again(self, claim_id: str, who: str, change: Change) -> None:
        """Read the claim again where it is still the one that is shown."""
        if self.shown is not None and claim_id == self.claim_id and self._is_shown():
            query = partial(inspected_again, shown=self.shown.sheet, change=change)
            self._live.ask(query, partial(self._show_again, who), partial(self._on_gone, claim_id))

    def _show_again(self, who: str, read: InspectedClaim | None) -> None:
        if read is not None:
            self._show(who, read)

    def show_present(self, present: Mapping[str, Sequence[Colleague]]) -> None:
        """Show who else has the claim open."""
        self._present = present
        self.head.show_present(present.get(self.claim_id, ()))

    # --- what the person does --------------------------------------------------------------------

    def commit(self) -> None:
        """Make edits of whatever is being typed."""
        self.fields.form.commit()

    def rate(self, claim_id: str, rating_id: str | None) -> bool:
        """Give the claim a verdict, from the one that is shown; whether it is the one that is shown."""
        if claim_id != self.claim_id or not self._is_shown():
            return False
        self.fields.form.change("rating_id", rating_id)
        return True

    def on_removal_resolved(self, value: bool) -> None:
        """Keep or remove a claim that was removed here and edited there."""
        if self.shown is not None:
            self.fields.form.resolve("-", value, self.shown.sheet.claim.conflicts.get("-", ()))

    def on_highlight_removed(self, highlight_id: str) -> None:
        """Take a place away."""
        from factcheck.project.edits.highlights import RemoveHighlight

        self._live.apply(RemoveHighlight(highlight_id))

    def _is_shown(self) -> bool:
        return self.shown is not None and self.shown.sheet.claim.record.id == self.claim_id

    def _go(self, then: Callable[[], None]) -> None:
        """Go somewhere in the claim that was turned to; at once, or as soon as it is read."""
        if self._is_shown():
            then()
        else:
            self._once_shown = then

    def go_to_rationale(self) -> None:
        """Go into the rationale."""

        def go() -> None:
            self.area.reveal(self.fields.rationale)
            self.fields.rationale.write_on()

        self._go(go)

    def go_to_words(self) -> None:
        """Go into the words of the claim."""
        self._go(partial(self.fields.open, "words"))

    def go_to_source_field(self) -> None:
        """Go into the field that adds a source."""

        def go() -> None:
            self.area.reveal(self.evidence.field)
            self.evidence.go_in()

        self._go(go)

    def go_to_conflict(self) -> None:
        """Go to the first of the values on which people differ."""

        def go() -> None:
            part, place = first_difference(self, self.evidence.rows)
            if part is not None and place is not None:
                if self.area.isAncestorOf(part):
                    self.area.reveal(part)
                place.setFocus(Qt.FocusReason.OtherFocusReason)

        self._go(go)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.claim_id and not self._live.read_only_reason and takes_sources(event.mimeData()):
            set_state(self.evidence.field, "taking", value=True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        set_state(self.evidence.field, "taking", value=False)

    def dropEvent(self, event: QDropEvent) -> None:
        set_state(self.evidence.field, "taking", value=False)
        self.evidence.take(event.mimeData())
        event.acceptProposedAction()


def _inset(widget: QWidget) -> QHBoxLayout:
    """A part that keeps the inspector's right margin (the scroll area reaches into it with its bar)."""
    row = QHBoxLayout()
    inset(row, 0, 0, 14, 0)
    row.addWidget(widget)
    return row
