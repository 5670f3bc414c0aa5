"""A dialog over something in the project: it reads again what it shows whenever that changes, and saves as one goes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from factcheck.locales import listed
from factcheck.translation import _
from factcheck.ui.forms.dialog_foot import dialog_foot
from factcheck.ui.forms.record_form import RecordForm
from factcheck.ui.forms.tab_order import order_tabs
from factcheck.ui.widgets import PrimaryButton

if TYPE_CHECKING:
    from factcheck.domain.changes import Change
    from factcheck.domain.problems import Problem
    from factcheck.project.reading import Reading
    from factcheck.ui.live_project import LiveProject


class LiveDialog(QDialog):
    """Shows the answer of ``query`` by ``show_read``, again whenever one of ``tables`` changes. Its button is Done.

    ``review_wanted`` carries the claims that it bears on, where both values of a conflict are to be sent to review.
    """

    review_wanted = Signal(tuple)

    def __init__(
        self, live: LiveProject, query: Callable[[Reading], Any], tables: tuple[str, ...], title: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.live = live
        self._query, self._tables = query, tables
        self._over = False
        self.forms: list[RecordForm] = []
        self._claim_ids: tuple[str, ...] = ()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(20, 18, 20, 16)
        self.column.setSpacing(12)
        self.finish = PrimaryButton(_("Done"), pressed=self.accept)
        live.changed.connect(self.on_changed)
        live.closed.connect(self.reject)

    def add_foot(self, *left: QPushButton) -> None:
        """End the dialog with its buttons."""
        self.column.addLayout(dialog_foot(left, (self.finish,)))

    def add_area(self, page: QWidget) -> None:
        """Put a page that may be higher than the screen into a scroll area."""
        area = QScrollArea()
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it scrolls with the field that has the focus
        area.setWidget(page)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.column.addWidget(area, 1)

    def begin(self) -> None:
        """Read for the first time; called when the dialog is made."""
        self._read("")

    def show_read(self, read: Any, who: str) -> None:
        """Show what was read; ``who`` changed it, where it was somebody else."""
        raise NotImplementedError

    def offer_review(self, claim_ids: tuple[str, ...]) -> None:
        """Offer to send both values of a conflict to review, with these claims; said before what was read is shown."""
        if claim_ids and not self._claim_ids:
            for form in self.forms:
                form.offer_review(lambda: self.review_wanted.emit(self._claim_ids))
        self._claim_ids = claim_ids or self._claim_ids

    def lock_forms(self) -> None:
        """Let nothing be changed in a project that is read only."""
        for form in self.forms:
            form.lock(locked=bool(self.live.read_only_reason))

    def _read(self, who: str) -> None:
        self.live.ask(self._query, partial(self._on_read, who), self._on_gone)

    def _on_read(self, who: str, read: Any) -> None:
        # The answer may come after the dialog is gone.
        if not self._over:
            self.show_read(read, who)
            self.lock_forms()
            order_tabs(self)

    def _on_gone(self, _problem: Problem) -> None:
        """What the dialog shows was removed."""
        if not self._over:
            self.reject()

    def on_changed(self, change: Change) -> None:
        """Read again where something that the dialog shows became new."""
        if change.touches(*self._tables):
            self._read("" if change.own else listed(change.authors))

    def done(self, result: int) -> None:
        for form in self.forms:
            form.commit()
        self._over = True
        super().done(result)
