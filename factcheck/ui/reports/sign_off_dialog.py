"""Signing off a pass over an article, and what was signed before: still good, or void, and by which change."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from factcheck.locales import labelled, short_time
from factcheck.settings import initials_of
from factcheck.translation import _, ngettext
from factcheck.ui.claims.section import Section
from factcheck.ui.fonts import font
from factcheck.ui.forms.boxes import LineBox
from factcheck.ui.forms.field_row import FieldRow
from factcheck.ui.forms.live_dialog import LiveDialog
from factcheck.ui.forms.typed_field import storable
from factcheck.ui.mirroring import along, inset
from factcheck.ui.widgets import Avatar, Card, Glyph, IconButton, PrimaryButton, label
from factcheck.ui.words import word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.domain.report import Breach, ReportSignOff
    from factcheck.project.reading import Reading
    from factcheck.ui.live_project import LiveProject

MOST_ABOUT: Final = 60  # characters of the claim that a change bears on
MOST_TOLD: Final = 3  # changes that broke a sign-off
TABLES: Final = (
    "sign_off", "article", "revision", "claim", "highlight", "open_place", "evidence", "source", "omission", "sentence",
    "query", "person", "project",
)  # fmt: skip


@dataclass(frozen=True)
class SignOffReading:
    """What the dialog shows: the article's title and draft, how many claims are open, and what was signed.

    ``passes`` are those of the house in their order; ``breaches`` the changes that broke each sign-off, by its id.
    """

    title: str
    draft: int
    open_claims: int
    sign_offs: list[ReportSignOff]
    people: list[str]
    profile: str
    passes: tuple[str, ...]
    breaches: dict[str, list[Breach]]


def sign_off_reading(article_id: str, reading: Reading) -> SignOffReading:
    """Read what the dialog shows."""
    from factcheck.domain.passes import passes_of
    from factcheck.domain.records import Article, Revision
    from factcheck.project.queries.claims import claim_lines
    from factcheck.project.queries.project import people, project_record
    from factcheck.project.queries.sealing import breaches, sign_offs

    article = reading.get(Article, article_id)
    signed, project = sign_offs(reading, article_id), project_record(reading)
    return SignOffReading(
        title=article.title,
        draft=reading.get(Revision, article.revision_id or "").number,
        open_claims=len(claim_lines(reading, article_id, "open")),
        sign_offs=signed,
        people=[person.name for person in people(reading)],
        profile=project.profile,
        passes=passes_of(project),
        breaches={one.sign_off.id: breaches(reading, one.sign_off) for one in signed if not one.valid},
    )


class SignOffRow(Card):
    """One sign-off: the pass, who, when, and whether it still holds; where not, by which changes it fell."""

    def __init__(self, signed: ReportSignOff, broken_by: Sequence[Breach] = (), profile: str = "statements") -> None:
        super().__init__()
        sign_off = signed.sign_off
        row = QHBoxLayout(self)
        inset(row, 12, 9, 8, 9)
        row.setSpacing(10)
        row.addWidget(Avatar(initials_of(sign_off.person), sign_off.person, 24))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(f"{sign_off.pass_name} · {sign_off.person}", 13, 500))
        about = " · ".join(part for part in (short_time(sign_off.signed_at), sign_off.remark) if part)
        words.addWidget(label(about, 12, 400, "secondary", wrap=True))
        self.told = [_told(breach, profile) for breach in broken_by[:MOST_TOLD]]
        for line in self.told:
            words.addWidget(label(line, 12, 400, "bad", wrap=True))
        more = len(broken_by) - MOST_TOLD
        if more > 0:
            left = ngettext("and {n} more change", "and {n} more changes", more).format(n=more)
            words.addWidget(label(left, 12, 400, "secondary"))
        row.addLayout(words, 1)
        if signed.unproven:
            words.addWidget(label(_("What was signed did not come along."), 12, 400, "secondary", wrap=True))
        void = _("Not verifiable here") if signed.unproven else _("Void: changed since")
        state = _("Holds") if signed.valid else void
        row.addWidget(Glyph("check" if signed.valid else "triangle-alert", 14, "good" if signed.valid else "bad"))
        row.addWidget(label(state, 12, 600, "good" if signed.valid else "bad"))
        self.withdraw = IconButton("x", _("Withdraw this sign-off"), size=14, side=26)
        row.addWidget(self.withdraw)
        self.setAccessibleName(f"{sign_off.pass_name}, {sign_off.person}, {about}, {state}")
        self.setAccessibleDescription(". ".join(self.told))


def _told(breach: Breach, profile: str) -> str:
    """Who changed what and when."""
    from factcheck.ui.history.telling import change_in_words

    who = ", ".join(part for part in (breach.author, short_time(breach.at)) if part)
    told = labelled(who, change_in_words(profile, breach.table, breach.field))
    about = " ".join(breach.about.split())
    return f"{told} · “{about[:MOST_ABOUT]}{'…' if len(about) > MOST_ABOUT else ''}”" if about else told


class SignOffDialog(LiveDialog):
    """A pass, a name and a remark; what is signed is the draft and its claims as they stand now."""

    def __init__(self, live: LiveProject, article_id: str, parent: QWidget) -> None:
        super().__init__(live, partial(sign_off_reading, article_id), TABLES, _("Sign off"), parent)
        self._article_id = article_id
        self.resize(600, 520)
        self.title = label("", 15, 600, wrap=True)
        self.state = label("", 13, 400, "secondary", wrap=True)
        self.passes = label("", 13, 500, wrap=True)
        self._offered: tuple[str, ...] = ()
        self.pass_name = QComboBox()
        self.pass_name.setFont(font(13))
        self.pass_name.setEditable(True)
        self.pass_name.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.person, self.remark = LineBox(), LineBox()
        self.person.setText(live.author)
        self._people = QStringListModel(self)
        completer = QCompleter(self._people, self.person)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.person.setCompleter(completer)
        self.sign = PrimaryButton("", "signature")
        self.sign.setFixedHeight(32)
        self.sign.clicked.connect(lambda _checked=False: self.on_sign())
        self.signed = Section("")
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        grid.addWidget(FieldRow(_("Pass"), self.pass_name), 0, 0)
        grid.addWidget(FieldRow(_("Name"), self.person), 0, 1)
        grid.addWidget(FieldRow(_("Remark"), self.remark), 1, 0, 1, 2)
        grid.addWidget(self.sign, 2, 0, 1, 2, Qt.AlignmentFlag.AlignRight)
        page = QWidget()
        column = QVBoxLayout(page)
        inset(column, 0, 0, 8, 0)
        column.setSpacing(12)
        column.addWidget(self.title)
        column.addWidget(self.state)
        column.addWidget(self.passes)
        column.addLayout(grid)
        column.addWidget(self.signed)
        column.addStretch(1)
        self.add_area(page)
        self.add_foot()
        # Enter signs where something was filled in last; it would be cruel if it closed the dialog unsigned.
        self.sign.setDefault(True)
        for box in (self.person, self.remark, self.pass_name.lineEdit()):
            if box is not None:
                box.textEdited.connect(lambda _text: self.sign.setDefault(True))
        self.person.textChanged.connect(lambda _text: self._judge())
        self.pass_name.editTextChanged.connect(lambda _text: self._judge())
        self.begin()

    def show_read(self, read: SignOffReading, who: str) -> None:
        self.setWindowTitle(word(read.profile, "Sign off"))
        self.title.setText(f"{read.title} · " + _("Draft {n}").format(n=read.draft))
        words = word(read.profile, "signs")
        if read.open_claims:
            still = ngettext("{n} is still open.", "{n} are still open.", read.open_claims).format(n=read.open_claims)
            words = f"{words} {still}"
        self.state.setText(words)
        self.sign.setText(word(read.profile, "Sign off"))
        self.signed.title.setText(word(read.profile, "Sign-offs"))
        self._people.setStringList(read.people)
        self._show_passes(read)
        rows: list[tuple[object, QWidget]] = []
        for signed in reversed(read.sign_offs):
            broken_by = tuple(read.breaches.get(signed.sign_off.id, ()))
            row = self.signed.kept((signed, broken_by))
            if row is None:
                row = SignOffRow(signed, broken_by, read.profile)
                row.withdraw.clicked.connect(partial(self.on_withdraw, signed.sign_off.id))
            row.setEnabled(not self.live.read_only_reason)
            rows.append(((signed, broken_by), row))
        self.signed.show_rows(rows)
        self.signed.setVisible(bool(rows))
        self._judge()

    def _show_passes(self, read: SignOffReading) -> None:
        """Show how far the passes are, and offer the first that is not signed."""
        good = {one.sign_off.pass_name.casefold() for one in read.sign_offs if one.valid}
        states = dict.fromkeys((one.sign_off.pass_name.casefold() for one in read.sign_offs), _("void"))
        states |= {one.sign_off.pass_name.casefold(): _("not verifiable") for one in read.sign_offs if one.unproven}
        states |= dict.fromkeys(good, _("signed"))
        told = [labelled(name, states.get(name.casefold(), _("open"))) for name in read.passes]
        self.passes.setText(along("   ".join(told)))
        if read.passes != self._offered:
            typed = self.pass_name.currentText()
            self._offered = read.passes
            self.pass_name.clear()
            self.pass_name.addItems(read.passes)
            self.pass_name.setEditText(typed)
        if self.pass_name.currentText() in ("", *read.passes):
            following = next((name for name in read.passes if name.casefold() not in good), read.passes[0])
            self.pass_name.setEditText(following)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.sign.click()
        else:
            super().keyPressEvent(event)

    def _judge(self) -> None:
        filled = bool(self.person.text().strip() and self.pass_name.currentText().strip())
        self.sign.setEnabled(filled and not self.live.read_only_reason)

    def on_sign(self) -> None:
        """Sign what stands there now."""
        from factcheck.project.edits.reviews import SignArticle

        texts = (self.pass_name.currentText(), self.person.text(), self.remark.text())
        self.live.apply(SignArticle(self._article_id, *(storable(text).strip() for text in texts)))
        self.remark.clear()
        self.finish.setDefault(True)
        self.finish.setFocus()

    def on_withdraw(self, sign_off_id: str, _checked: bool = False) -> None:
        """Take a sign-off back; undo brings it back."""
        from factcheck.project.edits.reviews import WithdrawSignOff

        self.live.apply(WithdrawSignOff(sign_off_id))
