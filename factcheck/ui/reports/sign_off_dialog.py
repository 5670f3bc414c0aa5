"""Signing off a pass over an article, and what was signed before: still good, or void."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from factcheck.locales import short_time
from factcheck.settings import initials_of
from factcheck.translation import _, ngettext
from factcheck.ui.claims.section import Section
from factcheck.ui.fonts import font
from factcheck.ui.forms.boxes import LineBox
from factcheck.ui.forms.field_row import FieldRow
from factcheck.ui.forms.live_dialog import LiveDialog
from factcheck.ui.forms.typed_field import storable
from factcheck.ui.mirroring import inset
from factcheck.ui.widgets import Avatar, Card, Glyph, IconButton, PrimaryButton, label
from factcheck.ui.words import word

if TYPE_CHECKING:
    from factcheck.domain.report import ReportSignOff
    from factcheck.project.reading import Reading
    from factcheck.ui.live_project import LiveProject

TABLES: Final = (
    "sign_off", "article", "revision", "claim", "highlight", "open_place", "evidence", "source", "omission", "sentence",
    "query", "person", "project",
)  # fmt: skip


@dataclass(frozen=True)
class SignOffReading:
    """What the dialog shows: the article's title and draft, how many claims are open, and what was signed."""

    title: str
    draft: int
    open_claims: int
    sign_offs: list[ReportSignOff]
    people: list[str]
    profile: str


def sign_off_reading(article_id: str, reading: Reading) -> SignOffReading:
    """Read what the dialog shows."""
    from factcheck.domain.records import Article, Revision
    from factcheck.project.queries.claims import claim_lines
    from factcheck.project.queries.project import people, project_record
    from factcheck.project.queries.sealing import sign_offs

    article = reading.get(Article, article_id)
    return SignOffReading(
        title=article.title,
        draft=reading.get(Revision, article.revision_id or "").number,
        open_claims=len(claim_lines(reading, article_id, "open")),
        sign_offs=sign_offs(reading, article_id),
        people=[person.name for person in people(reading)],
        profile=project_record(reading).profile,
    )


class SignOffRow(Card):
    """One sign-off: the pass, who, when, and whether it still holds."""

    def __init__(self, signed: ReportSignOff) -> None:
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
        row.addLayout(words, 1)
        state = _("Holds") if signed.valid else _("Void: changed since")
        row.addWidget(Glyph("check" if signed.valid else "triangle-alert", 14, "good" if signed.valid else "bad"))
        row.addWidget(label(state, 12, 600, "good" if signed.valid else "bad"))
        self.withdraw = IconButton("x", _("Withdraw this sign-off"), size=14, side=26)
        row.addWidget(self.withdraw)
        self.setAccessibleName(f"{sign_off.pass_name}, {sign_off.person}, {about}, {state}")


class SignOffDialog(LiveDialog):
    """A pass, a name and a remark; what is signed is the draft and its claims as they stand now."""

    def __init__(self, live: LiveProject, article_id: str, parent: QWidget) -> None:
        super().__init__(live, partial(sign_off_reading, article_id), TABLES, _("Sign off"), parent)
        self._article_id = article_id
        self.resize(600, 520)
        self.title = label("", 15, 600, wrap=True)
        self.state = label("", 13, 400, "secondary", wrap=True)
        self.pass_name = QComboBox()
        self.pass_name.setFont(font(13))
        self.pass_name.setEditable(True)
        self.pass_name.addItems([_("Checker"), _("Second checker"), _("Editor"), _("Copy desk"), _("Lawyer")])
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
        column.addLayout(grid)
        column.addWidget(self.signed)
        column.addStretch(1)
        self.add_area(page)
        self.add_foot()
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
        rows: list[tuple[object, QWidget]] = []
        for signed in reversed(read.sign_offs):
            row = self.signed.kept(signed)
            if row is None:
                row = SignOffRow(signed)
                row.withdraw.clicked.connect(partial(self.on_withdraw, signed.sign_off.id))
            row.setEnabled(not self.live.read_only_reason)
            rows.append((signed, row))
        self.signed.show_rows(rows)
        self.signed.setVisible(bool(rows))
        self._judge()

    def _judge(self) -> None:
        filled = bool(self.person.text().strip() and self.pass_name.currentText().strip())
        self.sign.setEnabled(filled and not self.live.read_only_reason)

    def on_sign(self) -> None:
        """Sign what stands there now."""
        from factcheck.project.edits.reviews import SignArticle

        texts = (self.pass_name.currentText(), self.person.text(), self.remark.text())
        self.live.apply(SignArticle(self._article_id, *(storable(text).strip() for text in texts)))
        self.remark.clear()

    def on_withdraw(self, sign_off_id: str, _checked: bool = False) -> None:
        """Take a sign-off back; undo brings it back."""
        from factcheck.project.edits.reviews import WithdrawSignOff

        self.live.apply(WithdrawSignOff(sign_off_id))
