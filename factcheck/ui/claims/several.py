"""Several claims at once in the inspector's place: what they have in common, and what can be done with all of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from factcheck.translation import _, words_in
from factcheck.ui.claims.conflicts_row import ConflictsRow
from factcheck.ui.claims.tags_row import TagsRow
from factcheck.ui.claims.verdict_bar import VARIOUS, VerdictBar
from factcheck.ui.widgets import GhostButton, label
from factcheck.ui.words import count_of_claims, status_words, word

if TYPE_CHECKING:
    from factcheck.domain.changes import Change
    from factcheck.domain.records import Rating, Tag
    from factcheck.project.queries.conflicts import ConflictLine
    from factcheck.project.queries.tags import CommonTraits
    from factcheck.project.reading import Reading
    from factcheck.project.recording import Edit
    from factcheck.ui.live_project import LiveProject


# What they share, and what conflicts of theirs can be in.
TABLES: Final = (
    "claim", "claim_tag", "tag", "scale", "rating", "project", "highlight", "evidence", "comment", "query", "review",
)  # fmt: skip


@dataclass(frozen=True)
class SeveralReading:
    """What the page shows: common traits, the scale in use, the verdict that all have, the tags there are."""

    traits: CommonTraits
    scale: tuple[Rating, ...]
    rating: Rating | None
    tags: list[Tag]
    profile: str
    conflicts: list[ConflictLine]


def several_reading(reading: Reading, claim_ids: tuple[str, ...]) -> SeveralReading:
    """Read what several claims have in common."""
    from factcheck.project.queries.conflicts import conflicts_of
    from factcheck.project.queries.project import project_record, ratings, scale_in_use
    from factcheck.project.queries.tags import common_traits, tags

    traits = common_traits(reading, claim_ids)
    rating = ratings(reading).get(traits.rating_id[0] or "") if traits.rating_id is not None else None
    profile, conflicts = project_record(reading).profile, conflicts_of(reading, claim_ids)
    return SeveralReading(traits, scale_in_use(reading)[1], rating, tags(reading), profile, conflicts)


class Several(QWidget):
    """What several claims share: verdict, status, assignee and tags; each press is one edit of all."""

    remove_wanted = Signal()
    assign_wanted = Signal()
    review_wanted = Signal()

    def __init__(self, live: LiveProject) -> None:
        super().__init__()
        self._live = live
        self.claim_ids: tuple[str, ...] = ()
        self.shown: SeveralReading | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 9, 14, 12)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(2)
        self.title = label("", 13, 600)
        self.status = self._plain_button()
        self.status.clicked.connect(lambda _checked=False: self.offer_statuses())
        head.addWidget(self.title)
        head.addWidget(label(" ·", 12, 500, "secondary"))
        head.addWidget(self.status)
        head.addStretch()
        column.addLayout(head)
        self.verdicts = VerdictBar()
        self.verdicts.rated.connect(self.rate)
        column.addWidget(self.verdicts)
        self.assignee = label("", 12, 400, "secondary")
        self.assign = self._plain_button()
        self.assign.setText(_("Assign…"))
        self.assign.clicked.connect(lambda _checked=False: self.assign_wanted.emit())
        row = QHBoxLayout()
        row.addWidget(self.assignee, 1)
        row.addWidget(self.assign)
        column.addSpacing(4)
        column.addLayout(row)
        column.addWidget(label(_("Tags"), 12, 600, "secondary"))
        self.tags = TagsRow()
        self.tags.added.connect(self.add_tag)
        self.tags.removed.connect(self.remove_tag)
        column.addWidget(self.tags)
        self.conflicts = ConflictsRow()
        self.conflicts.resolved.connect(self.resolve)
        column.addWidget(self.conflicts)
        column.addStretch(1)
        self.hint = label("", 12, 400, "secondary", wrap=True)
        column.addWidget(self.hint)
        column.addLayout(self._make_foot())
        live.changed.connect(self.on_changed)

    def _make_foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        self.remove = GhostButton("", "trash-2", px=12)
        self.remove.setFixedHeight(32)
        self.remove.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.remove.clicked.connect(lambda _checked=False: self.remove_wanted.emit())
        foot.addWidget(self.remove)
        foot.addStretch()
        self.review = GhostButton(_("Send to review"), pressed=self.review_wanted.emit)
        self.review.setFixedHeight(32)
        self.review.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        foot.addWidget(self.review)
        return foot

    @staticmethod
    def _plain_button() -> GhostButton:
        button = GhostButton("", px=12)
        button.setProperty("plain", True)
        button.setProperty("small", True)
        button.setFixedHeight(24)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    # --- showing ---------------------------------------------------------------------------------

    def show_claims(self, claim_ids: tuple[str, ...]) -> None:
        """Turn to these claims (none: forget those before)."""
        self.claim_ids = claim_ids
        if claim_ids:
            self._live.ask(partial(several_reading, claim_ids=claim_ids), partial(self._show, claim_ids))

    def on_changed(self, change: Change) -> None:
        """Read again what they have in common."""
        if self.claim_ids and change.touches(*TABLES):
            self.show_claims(self.claim_ids)

    def _show(self, claim_ids: tuple[str, ...], read: SeveralReading) -> None:
        if claim_ids != self.claim_ids:
            return
        self.shown = read
        traits, profile = read.traits, read.profile
        self.title.setText(count_of_claims(profile, traits.count))
        self.status.setText(status_words(profile, traits.status) if traits.status else _("various statuses"))
        self.status.setAccessibleName(_("Status: {status}").format(status=self.status.text()))
        self.verdicts.setAccessibleName(word(profile, "Verdict"))
        self.verdicts.use(read.scale, read.rating)
        if traits.rating_id is None:
            self.verdicts.choose(VARIOUS)
        if traits.assignee is None:
            self.assignee.setText(_("With several people"))
        else:
            name = traits.assignee
            self.assignee.setText(_("With {name}").format(name=name) if name else _("Assigned to nobody"))
        self.tags.show_tags(traits.tags, read.tags, traits.some_tags)
        self.hint.setText(word(profile, "several hint"))
        self.remove.setText(word(profile, "remove several"))
        locked = bool(self._live.read_only_reason)
        self.conflicts.show_conflicts(read.conflicts, self._live.author, locked=locked)
        for part in (self.verdicts, self.status, self.assign, self.tags, self.remove, self.review):
            part.setEnabled(not locked)

    # --- what the person does --------------------------------------------------------------------

    def _apply(self, edit: Edit) -> None:
        self._live.apply(edit)

    def rate(self, rating_id: str | None) -> None:
        """Give all the same verdict."""
        from factcheck.project.edits.many_claims import RateClaims

        self._apply(RateClaims(self.claim_ids, rating_id))

    def change(self, field: str, value: Any) -> None:
        """Set a field of all."""
        from factcheck.project.edits.claims import EditClaims

        self._apply(EditClaims(self.claim_ids, {field: value}))

    def add_tag(self, name: str) -> None:
        """Put a tag on all."""
        from factcheck.project.edits.many_claims import TagClaims

        self._apply(TagClaims(self.claim_ids, name))

    def remove_tag(self, tag_id: str) -> None:
        """Take a tag off all."""
        from factcheck.project.edits.many_claims import UntagClaims

        self._apply(UntagClaims(self.claim_ids, tag_id))

    def resolve(self, own: bool) -> None:
        """Close the conflicts of all of them with what this person wrote last, or with what others did."""
        from factcheck.project.edits.conflicts import resolutions
        from factcheck.project.edits.together import Together

        edits = resolutions(self.shown.conflicts, self._live.author, own=own) if self.shown is not None else []
        if edits:
            with words_in("en"):  # the log is read in every language
                name = edits[0].name
            self._apply(Together(name, edits[0], lambda _done: edits[1:]))

    def offer_statuses(self) -> QMenu:
        """Show the statuses; in review and signed off are given to single claims, by somebody."""
        from factcheck.domain.records import CLAIM_STATUSES

        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        read = self.shown
        for status in CLAIM_STATUSES:
            if read is None or status in ("in review", "signed off"):
                continue
            action = menu.addAction(status_words(read.profile, status))
            action.setCheckable(True)
            action.setChecked(status == read.traits.status)
            action.triggered.connect(lambda _checked=False, status=status: self.change("status", status))
        menu.popup(self.status.mapToGlobal(self.status.rect().bottomLeft()))
        return menu
