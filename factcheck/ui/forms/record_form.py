"""A form over one record: it shows the fields, and turns each change of one into one edit that tells what was seen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit
from shiboken6 import isValid

from factcheck.ui.fonts import font
from factcheck.ui.forms.boxes import ChoiceBox, LineBox, TextBox
from factcheck.ui.forms.conflict_card import words_of
from factcheck.ui.forms.field_row import FieldRow, TextRow

if TYPE_CHECKING:
    from factcheck.domain.changes import Done, Shown, Side
    from factcheck.ui.live_project import LiveProject

MakeEdit = Callable[[str, dict[str, Any], dict[str, str]], Any]


class RecordForm(QObject):
    """The fields of one record of ``table``; ``make_edit(row id, fields, seen)`` makes the edit of a changed field.

    The rows that ``text``, ``choice`` and ``check`` give are placed by the caller. ``show`` is called with every
    reading of the record, ``begin`` with the first one of another record.
    """

    def __init__(self, live: LiveProject, table: str, make_edit: MakeEdit, parent: QObject) -> None:
        super().__init__(parent)
        self._live, self._table, self._make_edit = live, table, make_edit
        self._row = ""
        self._shown: Shown[Any] | None = None
        self._seen: dict[str, str] = {}
        self._conflicts: dict[str, tuple[Side, ...]] = {}
        # Changes that are not shown yet, those of them that are written, and the values that follow them.
        self._in_flight: set[str] = set()
        self._written: set[str] = set()
        self._following: dict[str, Any] = {}
        self._joined: dict[str, tuple[Side, ...]] = {}
        self.rows: dict[str, FieldRow] = {}
        self.texts: dict[str, TextRow] = {}
        self._who = ""
        live.failed.connect(self.on_failed)

    @property
    def row_id(self) -> str:
        """The id of the record that is shown."""
        return self._row

    # --- making the fields -----------------------------------------------------------------------

    def text(
        self, field: str, name: str, hint: str = "", *, lines: int = 0, most: int = 8, named: bool = True
    ) -> TextRow:
        """A text field of one line (``lines`` 0) or of several."""
        box = TextBox(lines, most) if lines else LineBox()
        box.setPlaceholderText(hint)
        row = TextRow(name, box, named=named)
        row.typed.committed.connect(partial(self.on_committed, field))
        row.typed.overtaken.connect(lambda _text: row.tell_waiting(self._who))
        row.typed.kept.connect(lambda text: self._live.keep_typing(self._key(field), text))
        row.typed.forgotten.connect(lambda: self._live.forget_typing(self._key(field)))
        row.conflict.edit_both_wanted.connect(partial(self.on_edit_both_wanted, field))
        self.texts[field] = row
        self._add(field, row)
        return row

    def choice(self, field: str, name: str, options: Sequence[tuple[str, str]], *, named: bool = True) -> FieldRow:
        """A choice out of stored values with their labels; it is an edit at once."""
        box = ChoiceBox(options)
        box.activated.connect(lambda _index: self.change(field, box.value))
        row = FieldRow(name, box, named=named)
        row.make_visible = lambda value: words_of(box.words_for(value))
        self._add(field, row)
        return row

    def check(self, field: str, name: str, words: str) -> FieldRow:
        """A yes or no; it is an edit at once."""
        box = QCheckBox(words)
        box.setFont(font(13))
        box.clicked.connect(lambda checked: self.change(field, checked))
        row = FieldRow(name, box, named=False)
        box.setAccessibleName(words)
        self._add(field, row)
        return row

    def offer_review(self, wanted: Callable[[], object]) -> None:
        """Offer to send both values of a conflict to review, by ``wanted``; called once, when all fields are there."""
        for row in self.rows.values():
            row.allow_review()
            row.review_wanted.connect(wanted)

    def _add(self, field: str, row: FieldRow) -> None:
        self.rows[field] = row
        row.resolved.connect(partial(self.on_resolved, field))

    # --- showing ---------------------------------------------------------------------------------

    def begin(self, shown: Shown[Any]) -> None:
        """Show another record; what was typed for the one before becomes its edit."""
        self.commit()
        self._row = shown.record.id
        self._in_flight.clear()
        self._written.clear()
        self._following.clear()
        self._joined.clear()
        for field, row in self.texts.items():
            row.typed.begin(getattr(shown.record, field), shown.seen.get(field, ""))
        self.show(shown)

    def show(self, shown: Shown[Any], who: str = "") -> None:
        """Show what is saved now; ``who`` wrote what is new, where it was somebody else."""
        self._seen, self._conflicts, self._who = dict(shown.seen), dict(shown.conflicts), who
        self._shown = shown
        for field, text in self.texts.items():
            text.typed.show_saved(getattr(shown.record, field), shown.seen.get(field, ""))
        self._show_choices(shown)
        for field, row in self.rows.items():
            row.show_conflict(self._conflicts.get(field, ()), self._live.author)
        self._change_again()

    def _show_choices(self, shown: Shown[Any]) -> None:
        # What was read before our own change was written would only flicker.
        for field in self.rows.keys() - self.texts.keys() - (self._in_flight - self._written):
            box, value = self.rows[field].box, getattr(shown.record, field)
            if isinstance(box, ChoiceBox):
                box.choose(value)
            elif isinstance(box, QCheckBox):
                box.setChecked(value)

    def restore(self, typed: Mapping[str, str]) -> bool:
        """Put back what was being typed when the program ended, by key; whether any of it is of this record."""
        found = {field: typed[self._key(field)] for field in self.texts if self._key(field) in typed}
        for field, text in found.items():
            self.texts[field].restore(text)
        return bool(found)

    def lock(self, *, locked: bool) -> None:
        """Let nothing be changed (a project that is read only)."""
        for row in self.rows.values():
            if isinstance(row.box, (QPlainTextEdit, QLineEdit)):
                row.box.setReadOnly(locked)
            else:
                row.box.setEnabled(not locked)
            row.conflict.setEnabled(not locked)

    # --- changing --------------------------------------------------------------------------------

    def commit(self) -> None:
        """Make edits of whatever is typed."""
        for row in self.texts.values():
            row.typed.commit()

    def change(self, field: str, value: Any) -> None:
        """Change a field at once, from what is shown; a second change waits until the first one is shown."""
        if not self._row:
            return
        if field in self._in_flight:
            self._following[field] = value
            return
        self._in_flight.add(field)
        edit = self._make_edit(self._row, {field: value}, {field: self._seen.get(field, "")})
        self._live.apply(edit, partial(self._on_change_written, self._row, field))

    def _on_change_written(self, row_id: str, field: str, done: Done) -> None:
        if not isValid(self) or row_id != self._row:
            return
        self._written.add(field)
        if not done.edit_id:
            self._change_again()  # nothing changed, so nothing new will be read

    def _change_again(self) -> None:
        """The changes that are written are shown now: those that waited for them follow."""
        written, self._written = self._written, set()
        self._in_flight -= written
        for field in written & self._following.keys():
            self.change(field, self._following.pop(field))

    def on_committed(self, field: str, text: str, seen: str) -> None:
        """Make an edit of a typed text; one that was made of both sides of a conflict resolves it."""
        if not self._row:
            return
        if field in self._joined:
            self.resolve(field, text, self._joined.pop(field), self._when_written(field))
            return
        edit = self._make_edit(self._row, {field: text}, {field: seen})
        self._live.apply(edit, self._when_written(field))

    def _when_written(self, field: str) -> Callable[[Done], None]:
        """What follows when the text of a field is written; by then the form may show another record, or be gone."""
        row_id, key, kept = self._row, self._key(field), self.texts[field].typed.is_kept

        def then(done: Done) -> None:
            if isValid(self) and row_id == self._row:
                self.texts[field].typed.on_answered(written=bool(done.edit_id))
            elif kept:
                self._live.forget_typing(key)

        return then

    def on_edit_both_wanted(self, field: str) -> None:
        """Put both sides of a conflict into the box; what is made of them resolves it."""
        sides = self._conflicts.get(field, ())
        self._joined[field] = sides
        self.texts[field].typed.put("\n\n".join(dict.fromkeys(str(side.value) for side in sides if side.value)))

    def on_resolved(self, field: str, value: Any) -> None:
        """Close a conflict with the value that a person took."""
        self._joined.pop(field, None)
        self.resolve(field, value, self._conflicts.get(field, ()))

    def resolve(
        self, field: str, value: Any, sides: Iterable[Side], then: Callable[[Done], None] | None = None
    ) -> None:
        """Close the conflict of these sides with a value."""
        from factcheck.project.edits.conflicts import ResolveConflict

        edit = ResolveConflict(self._table, self._row, field, value, tuple(side.change for side in sides))
        self._live.apply(edit, then)

    def on_failed(self, _problem: object) -> None:
        """An edit was refused: what was typed stays typed, what is shown is what is saved."""
        self._in_flight.clear()
        self._following.clear()
        for row in self.texts.values():
            row.typed.on_refused()
        if self._shown is not None:
            self._show_choices(self._shown)

    def _key(self, field: str) -> str:
        return f"{self._table}:{self._row}:{field}"
