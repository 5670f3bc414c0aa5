"""The fields of a claim in the inspector: those that are filled, and those that the person opens."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QGridLayout, QMenu, QVBoxLayout, QWidget

from factcheck.translation import _
from factcheck.ui.forms.boxes import ChoiceBox, LineBox
from factcheck.ui.forms.record_form import RecordForm
from factcheck.ui.widgets import GhostButton
from factcheck.ui.words import label, word

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from factcheck.domain.changes import Shown
    from factcheck.domain.records import Claim, Person
    from factcheck.ui.forms.field_row import FieldRow
    from factcheck.ui.live_project import LiveProject

# In this order; a pair stands side by side where both are open.
NEAR: Final[tuple[str, ...]] = ("correction",)
FAR: Final[tuple[str, ...]] = (
    "note", "words", "kind", "priority", "assignee", "speaker", "speaker_role", "stated_on", "occasion",
)  # fmt: skip
WIDE: Final = frozenset({"words", "occasion", "correction", "note"})


def edit_claim(claim_id: str, fields: dict[str, Any], seen: dict[str, str]) -> Any:
    """The edit of a claim's fields; the verdict has one of its own."""
    if "rating_id" in fields:
        from factcheck.project.edits.verdicts import RateClaim

        return RateClaim(claim_id, fields["rating_id"], seen.get("rating_id", ""))
    from factcheck.project.edits.claims import EditClaim

    return EditClaim(claim_id, fields, seen)


class ClaimFields(QObject):
    """Rationale first, then what is filled or opened; ``near`` stands above the sources, ``far`` below them."""

    opened = Signal(str)
    review_wanted = Signal()

    def __init__(self, live: LiveProject, parent: QObject) -> None:
        """Nothing is there before ``make`` is done."""
        super().__init__(parent)
        self._live = live

    def make(self) -> Iterator[None]:
        """Make the fields in steps."""
        live = self._live
        self.form = RecordForm(live, "claim", edit_claim, self)
        self.rationale = self.form.text("rationale", "", lines=2, named=False)
        yield
        self._rows: dict[str, FieldRow] = {
            "correction": self.form.text("correction", "", lines=1),
            "note": self.form.text("note", _("Internal note"), _("For the desk only; it is in no report"), lines=1),
            "words": self.form.text("words", "", lines=1),
            "kind": self.form.choice("kind", _("Kind"), ()),
            "priority": self.form.choice("priority", _("Priority"), ()),
        }
        yield
        self._rows |= {
            "assignee": self.form.text("assignee", _("Assigned to")),
            "speaker": self.form.text("speaker", _("Speaker")),
            "speaker_role": self.form.text("speaker_role", _("Speaker’s role")),
            "stated_on": self.form.text("stated_on", _("Said on")),
            "occasion": self.form.text("occasion", _("Occasion")),
        }
        yield
        self.form.offer_review(self.review_wanted.emit)
        self._wanted: set[str] = set()
        self._people = QStringListModel(self)
        assignee = self._rows["assignee"].box
        if isinstance(assignee, LineBox):
            completer = QCompleter(self._people, assignee)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            assignee.setCompleter(completer)
        yield
        self.near, self.far = QWidget(), QWidget()
        column = QVBoxLayout(self.near)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.rationale)
        for name in NEAR:
            column.addWidget(self._rows[name])
        self._grid = QGridLayout(self.far)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        for position, name in enumerate(FAR):
            self._grid.addWidget(self._rows[name], position, 0)
            if position % 3 == 0:
                yield
        self._in_sight: list[str] = []
        for row in self._rows.values():
            row.hide()
        self.far.hide()
        self.add = GhostButton(_("Add field"), "plus", px=12)
        self.add.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.add.clicked.connect(lambda _checked=False: self.offer())

    def _offer_choices(self) -> None:
        """Offer the vocabularies, once a project is open: the first window is painted without the records."""
        kind, priority = self._rows["kind"].box, self._rows["priority"].box
        if isinstance(kind, ChoiceBox) and isinstance(priority, ChoiceBox) and not kind.count():
            from factcheck.domain.records import CLAIM_KINDS, PRIORITIES

            kind.offer([("", _("Not said")), *((value, label(value)) for value in CLAIM_KINDS)])
            priority.offer([(value, label(value) if value else _("Ordinary")) for value in PRIORITIES])

    def use_profile(self, profile: str) -> None:
        """Take the words of a profile."""
        self.rationale.rename(word(profile, "Rationale"), word(profile, "rationale hint"))
        self._rows["correction"].rename(word(profile, "Correction"), word(profile, "correction hint"))
        self._rows["words"].rename(word(profile, "words"), word(profile, "words hint"))

    def use_people(self, people: Sequence[Person]) -> None:
        """Offer these people where a name is asked for."""
        names = [person.name for person in people]
        if names != self._people.stringList():
            self._people.setStringList(names)

    def show(self, shown: Shown[Claim], who: str, quote: str) -> None:
        """Show the claim; another one closes what was opened before. ``quote`` is what its words began as."""
        self._offer_choices()
        if shown.record.id != self.form.row_id:
            self._wanted = set()
            self.form.begin(shown)
        else:
            self.form.show(shown, who)
        filled = {name for name in self._rows if getattr(shown.record, name)}
        if shown.record.words == quote:
            filled.discard("words")
        in_use = {name for name, row in self._rows.items() if row.box.hasFocus()}
        self._place(self._wanted | filled | in_use | set(shown.conflicts))

    def restore(self, typed: Mapping[str, str]) -> None:
        """Put back what was being typed when the program ended."""
        if self.form.restore(typed):
            self._wanted |= {name for name, row in self.form.texts.items() if row.typed.changed}
            self._place(self._wanted | set(self._in_sight))

    def _place(self, wanted: set[str]) -> None:
        """Let these fields be in sight; two narrow ones share a line."""
        in_sight = [name for name in (*NEAR, *FAR) if name in wanted]
        if in_sight == self._in_sight:
            return
        self._in_sight = in_sight
        for name, row in self._rows.items():
            row.setVisible(name in in_sight)
        line, column = 0, 0
        for name in (far for far in FAR if far in in_sight):
            wide = name in WIDE
            if wide and column:
                line, column = line + 1, 0
            self._grid.addWidget(self._rows[name], line, column, 1, 2 if wide else 1, Qt.AlignmentFlag.AlignTop)
            line, column = (line + 1, 0) if wide or column else (line, 1)
        self.far.setVisible(any(name in in_sight for name in FAR))

    def closed(self) -> list[str]:
        """The fields that are not in sight."""
        return [name for name in (*NEAR, *FAR) if name not in self._in_sight]

    def offer(self) -> QMenu:
        """Show the fields that can be opened."""
        menu = QMenu(self.add)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name in self.closed():
            menu.addAction(self._rows[name].name).triggered.connect(partial(self.open, name))
        menu.popup(self.add.mapToGlobal(self.add.rect().bottomLeft()))
        return menu

    def open(self, name: str, _checked: bool = False) -> None:
        """Open a field and go into it."""
        self._wanted.add(name)
        self._place(self._wanted | set(self._in_sight))
        self.opened.emit(name)
        self._rows[name].box.setFocus(Qt.FocusReason.ShortcutFocusReason)
