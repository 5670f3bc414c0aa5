"""One source of a claim in the inspector: title, stance, archive state, passage, and what can be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from factcheck.locales import listed
from factcheck.translation import _, ngettext
from factcheck.ui import theme as themes
from factcheck.ui.forms.elided import Elided
from factcheck.ui.forms.press_card import PressCard
from factcheck.ui.mirroring import inset
from factcheck.ui.sources.comparison import SideBySide
from factcheck.ui.sources.looks import STANCE_TONES, origin_line, source_icon, source_title
from factcheck.ui.widgets import GhostButton, Glyph, IconButton, label
from factcheck.ui.words import label as words_for

if TYPE_CHECKING:
    from factcheck.project.queries.claims import EvidenceLine

STANCES: Final = ("supports", "refutes", "context")


class StanceButton(GhostButton):
    """The stance of evidence; pressed, it offers the other stances. ``chosen`` carries the one taken."""

    chosen = Signal(str)

    def __init__(self, stance: str) -> None:
        super().__init__(words_for(stance), px=11, weight=600)
        self.stance = stance
        self.setProperty("plain", True)
        self.setFixedHeight(20)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(_("Stance: {stance}").format(stance=words_for(stance)))
        self.clicked.connect(lambda _checked=False: self.offer())
        themes.theming.theme_changed.connect(self.on_theme_changed)
        self.on_theme_changed(themes.current())

    def on_theme_changed(self, theme: themes.Theme) -> None:
        """Tint the words anew."""
        colour = getattr(theme, STANCE_TONES.get(self.stance, "secondary"))
        self.setStyleSheet(f"StanceButton {{ color: {colour}; padding: 0 4px; min-height: 18px; }}")

    def offer(self) -> QMenu:
        """Show the stances."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for stance in STANCES:
            action = menu.addAction(words_for(stance))
            action.setCheckable(True)
            action.setChecked(stance == self.stance)
            action.triggered.connect(lambda _checked=False, stance=stance: self.chosen.emit(stance))
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
        return menu


class EvidenceRow(PressCard):
    """A source and what it says of the claim; pressed, it opens. Signals carry what the person wants of it."""

    stance_chosen = Signal(str)
    verify_wanted = Signal()
    source_wanted = Signal()
    link_wanted = Signal()
    remove_wanted = Signal()
    purge_wanted = Signal()
    unfolded = Signal(bool)

    def __init__(self, line: EvidenceLine, quote: str) -> None:
        super().__init__()
        self.line, self.quote = line, quote
        evidence, source = line.evidence.record, line.source.record
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(lambda place: self.menu().popup(self.mapToGlobal(place)))
        column = QVBoxLayout(self)
        inset(column, 10, 7, 6, 7)
        column.setSpacing(2)
        self.stance = StanceButton(evidence.stance)
        self.stance.chosen.connect(self.stance_chosen)
        self.more = IconButton("ellipsis", _("What to do with this source"), size=14, side=20)
        self.more.clicked.connect(lambda: self.menu().popup(self.more.mapToGlobal(self.more.rect().bottomLeft())))
        self.title = Elided(source_title(source), 13, 500)
        column.addLayout(_row(Glyph(source_icon(source.kind)), self.title, self.stance, self.more, gap=9))
        column.addLayout(self._second_row())
        self._excerpt = Elided(f"“{evidence.passage}”", 12, 400, "secondary")
        self.fold = IconButton("chevron-down", _("Show the whole passage"), size=14, side=18)
        self._both = SideBySide()
        self.fold.clicked.connect(lambda: self.unfold(unfolded=self._both.isHidden()))
        self._both.hide()
        if evidence.passage:
            column.addLayout(_row(_gap(16), self._excerpt, self.fold, gap=9))
        column.addWidget(self._both)
        if evidence.origin == "writer" and not evidence.verified:
            self.verify = GhostButton(_("Verify"), "check", pressed=self.verify_wanted.emit, px=12)
            self.verify.setProperty("small", True)
            self.verify.setFixedHeight(24)
            self.verify.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            mark = Glyph("pen-line", 13, "warn_text")
            words = label(_("Writer’s, unchecked"), 12, 500, "warn")
            column.addLayout(_row(_gap(16), mark, words, self.verify, gap=6, push=2))
        self.setAccessibleName(self.spoken())

    def spoken(self) -> str:
        """The row as it is read aloud."""
        evidence, source = self.line.evidence.record, self.line.source.record
        parts = [source_title(source), words_for(evidence.stance), origin_line(source, evidence)]
        if evidence.origin == "writer" and not evidence.verified:
            parts.append(_("Writer’s, unchecked"))
        if self.line.evidence.conflicts or self.line.source.conflicts:
            parts.append(_("Conflict"))
        return listed(part for part in (*parts, evidence.passage) if part)

    def unfold(self, *, unfolded: bool) -> None:
        """Show the whole passage beside the quotation, or only its beginning."""
        evidence = self.line.evidence.record
        if unfolded:
            self._both.show_both(self.quote, evidence.passage)
        self._both.setVisible(unfolded)
        self._excerpt.show_text("" if unfolded else f"“{evidence.passage}”")
        self.fold.show_icon("chevron-up" if unfolded else "chevron-down")
        self.fold.rename(_("Show less") if unfolded else _("Show the whole passage"))
        self.unfolded.emit(unfolded)

    def _second_row(self) -> QHBoxLayout:
        evidence, source = self.line.evidence.record, self.line.source.record
        parts: list[QWidget] = [_gap(16), Elided(origin_line(source, evidence), 12, 400, "secondary")]
        if self.line.evidence.conflicts or self.line.source.conflicts:
            parts += [Glyph("arrow-left-right", 13, "warn_text"), label(_("Conflict"), 11, 600, "warn")]
        if source.privileged:
            parts += [Glyph("shield-alert", 13, "warn_text"), label(_("Privileged"), 11, 500, "warn")]
        elif source.confidential:
            parts += [Glyph("lock", 13, "warn_text"), label(_("Confidential"), 11, 500, "warn")]
        if self.line.attachments:
            count = len(self.line.attachments)
            words = ngettext("{n} file", "{n} files", count).format(n=count)
            parts += [Glyph("paperclip", 13), label(words, 11, 500, "secondary")]
        if source.archive_address:
            parts += [Glyph("archive", 13, "good"), label(_("Archived"), 11, 500, "secondary")]
        elif source.address:
            parts += [Glyph("archive", 13, "faint"), label(_("Not archived"), 11, 500, "faint")]
        row = _row(*parts, gap=5)
        inset(row, 0, 0, 8, 0)
        row.insertSpacing(1, 4)
        return row

    def menu(self) -> QMenu:
        """What can be done with the source."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Passage and quotation…")).triggered.connect(self.click)
        menu.addAction(_("Edit source…")).triggered.connect(self.source_wanted)
        if self.line.source.record.address:
            menu.addAction(_("Open link")).triggered.connect(self.link_wanted)
        menu.addSeparator()
        menu.addAction(_("Take off this claim")).triggered.connect(self.remove_wanted)
        if self.line.source.record.confidential or self.line.source.record.privileged:
            menu.addAction(_("Remove source for good…")).triggered.connect(self.purge_wanted)
        return menu


def _row(*parts: QWidget, gap: int, push: int = -1) -> QHBoxLayout:
    """A row of parts; a stretch comes after the part number ``push``."""
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(gap)
    for position, part in enumerate(parts):
        row.addWidget(part)
        if position == push:
            row.addStretch()
    return row


def _gap(width: int) -> QWidget:
    gap = QWidget()
    gap.setFixedSize(width, 1)
    gap.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return gap
