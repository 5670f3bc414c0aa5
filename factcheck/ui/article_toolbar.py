"""The bar above the article: where it comes from, which draft, what was left out, which notes came with it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSizePolicy, QWidget

from factcheck.locales import number, short_day, short_time
from factcheck.translation import _, ngettext
from factcheck.ui.find_bar import FindBar
from factcheck.ui.mirroring import inset
from factcheck.ui.widgets import GhostButton, Glyph, IconButton, label

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from factcheck.domain.records import Omission, Revision
    from factcheck.project.queries.articles import OpenArticle

HEIGHT: Final = 40
EXCERPT: Final = 60
ROOM_FOR_ALL: Final = 560
PAGES: Final = frozenset({"text/html", "multipart/related"})  # saved web pages


class Elided(QLabel):
    """Words that give way in the middle where there is no room."""

    def __init__(self) -> None:
        super().__init__()
        made = label("", 12, tone="faint")
        self.setFont(made.font())
        self.setProperty("tone", "faint")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._words = ""

    def show_words(self, words: str) -> None:
        """Show these words, as far as there is room."""
        self._words = words
        self.setToolTip(words)
        self.updateGeometry()
        self._fit()

    def words(self) -> str:
        """All of the words."""
        return self._words

    def _fit(self) -> None:
        self.setText(self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideMiddle, self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self._words) + 2, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(40, super().minimumSizeHint().height())


class ArticleToolbar(QWidget):
    """Tells of the article shown; asks by signals for another draft or for a stretch to be put back."""

    revision_asked = Signal(str)
    comparison_asked = Signal(str)
    omission_asked = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("toolbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(HEIGHT)
        self.where_icon = Glyph("globe", 14, "faint")
        self.where = Elided()
        self.kept_icon, self.kept = Glyph("archive", 14, "good"), label("", 12, tone="faint")
        self.draft = self._button("file-text")
        self.omitted = self._button("unfold-vertical")
        self.notes = label("", 12, tone="faint")
        self.particulars = IconButton("info", _("Particulars…"), size=17, side=30)
        self.mark = IconButton("highlighter", _("Mark as claim"), size=17, side=30)
        self.search = IconButton("search", _("Find in the article"), size=17, side=30)
        self.text = IconButton("type", _("Text"), size=17, side=30)
        self.outline = IconButton("table-of-contents", _("Outline"), size=17, side=30)
        self.read = IconButton("book-open", _("Reading mode"), size=17, side=30)
        self.find_bar = FindBar()
        self.about = QWidget()
        about = QHBoxLayout(self.about)
        inset(about, 4, 0, 0, 0)
        about.setSpacing(4)
        about.addWidget(self.where_icon)
        about.addSpacing(2)
        about.addWidget(self.where)
        about.addSpacing(6)
        about.addWidget(self.kept_icon)
        about.addWidget(self.kept)
        about.addStretch(1)
        for part in (self.draft, self.omitted, self.notes):
            about.addWidget(part)
        self.tools = QWidget()
        tools = QHBoxLayout(self.tools)
        tools.setContentsMargins(0, 0, 0, 0)
        tools.setSpacing(4)
        for button in (self.search, self.text, self.mark, self.outline, self.read, self.particulars):
            tools.addWidget(button)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 10, 0)
        row.setSpacing(4)
        for half in (self.about, self.find_bar):
            row.addWidget(half, 1)
        row.addWidget(self.tools)
        self.find_bar.hide()
        self.clear()

    def show_find(self, shown: bool) -> None:
        """Show the bar that finds words in place of what is told of the article, or this again."""
        self.find_bar.setVisible(shown)
        self.about.setVisible(not shown)
        self._fit()

    def _fit(self) -> None:
        """In a narrow window the bar that finds words needs all of the room."""
        roomy = self.width() >= ROOM_FOR_ALL
        self.tools.setVisible(self.find_bar.isHidden() or roomy)
        for part in (self.kept_icon, self.kept):
            part.setVisible(roomy and bool(self.kept.text()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @staticmethod
    def _button(icon: str) -> GhostButton:
        button = GhostButton("", icon, px=12, weight=400)
        button.setProperty("plain", True)
        button.setProperty("quiet", True)
        button.setFixedHeight(28)
        return button

    def clear(self) -> None:
        """Show that no article is there."""
        self.where.show_words("")
        self.kept.setText("")
        self._fit()
        for part in (self.where_icon, self.draft, self.omitted, self.notes):
            part.hide()

    def show_article(self, shown: OpenArticle) -> None:
        """Tell of an opened article."""
        article, revision = shown.article.record, shown.revision
        address = article.address.removeprefix("https://").removeprefix("http://")
        self.where_icon.show_icon("globe" if address else "file-text", "faint")
        self.where_icon.show()
        self.where.show_words(address or revision.original_name or _("Pasted text"))
        self._show_drafts(shown.revisions, revision)
        self._show_omissions(shown.omissions, shown.text)
        self._show_notes(shown)
        self._show_kept(revision)
        self.outline.setVisible(sum(block.kind in {"title", "heading"} for block in shown.structure.apart) > 1)

    def _show_kept(self, revision: Revision) -> None:
        """Tell that the file that was read lies in the project, where it does, and since when."""
        day = short_day(revision.made_at.astimezone()) if revision.original_sha256 and revision.made_at else ""
        page = revision.media_type in PAGES
        words = _("Snapshot of {day}") if page else _("Original of {day}")
        self.kept.setText(words.format(day=day) if day else "")
        told = _("The file as it was read is kept in the project: {name}")
        self.kept.setToolTip(told.format(name=revision.original_name))
        self._fit()

    def _show_drafts(self, revisions: list[Revision], current: Revision) -> None:
        self.draft.setVisible(len(revisions) > 1)
        self.draft.setText(_("Draft {n}").format(n=current.number))
        self.draft.setAccessibleName(_("Draft {n} of {all}").format(n=current.number, all=len(revisions)))
        if len(revisions) < 2:
            return
        menu = _fresh_menu(self.draft)
        for revision in sorted(revisions, key=lambda one: -one.number):
            when = short_time(revision.made_at)
            words = _("Draft {n}").format(n=revision.number)
            action = menu.addAction(f"{words}  {when}".rstrip())
            action.setCheckable(True)
            action.setChecked(revision.id == current.id)
            action.triggered.connect(partial(self._ask_revision, revision.id))
        menu.addSection(_("Compare with"))
        for revision in sorted(revisions, key=lambda one: -one.number):
            if revision.id != current.id:
                action = menu.addAction(_("Draft {n}").format(n=revision.number))
                action.triggered.connect(partial(self._ask_comparison, revision.id))

    def _ask_revision(self, id_: str, _checked: bool = False) -> None:
        self.revision_asked.emit(id_)

    def _ask_comparison(self, id_: str, _checked: bool = False) -> None:
        self.comparison_asked.emit(id_)

    def _show_omissions(self, omissions: list[Omission], text: str) -> None:
        left_out = sum(omission.end - omission.start for omission in omissions if not omission.shown)
        self.omitted.setVisible(bool(omissions))
        words = ngettext("{n} character left out", "{n} characters left out", left_out).format(n=number(left_out))
        self.omitted.setText(words if left_out else _("Nothing left out"))
        menu = _fresh_menu(self.omitted)
        menu.addSection(_("Put back what was left out"))
        for omission in sorted(omissions, key=lambda one: one.start):
            excerpt = " ".join(text[omission.start : omission.end][: EXCERPT * 2].split())[:EXCERPT].replace("&", "&&")
            action = menu.addAction(f"{_reason(omission.reason)}: {excerpt}…")
            action.setCheckable(True)
            action.setChecked(omission.shown)
            action.triggered.connect(partial(self._ask_omission, omission.id, not omission.shown))

    def _ask_omission(self, id_: str, shown: bool, _checked: bool = False) -> None:
        self.omission_asked.emit(id_, shown)

    def _show_notes(self, shown: OpenArticle) -> None:
        notes = shown.structure.notes
        comments = sum(note.kind == "comment" for note in notes)
        footnotes = len(notes) - comments
        words = []
        if footnotes:
            words.append(ngettext("{n} note", "{n} notes", footnotes).format(n=footnotes))
        if comments:
            words.append(ngettext("{n} comment", "{n} comments", comments).format(n=comments))
        self.notes.setText(" · ".join(words))
        self.notes.setVisible(bool(words))


def _reason(reason: str) -> str:
    known = {
        "boilerplate": _("Around the article"),
        "also read": _("Also read"),
        "advert": _("Advertisement"),
    }
    return known.get(reason, reason)


def _fresh_menu(button: GhostButton) -> QMenu:
    """An empty menu for a button, in place of its old one."""
    old = button.menu()
    menu = QMenu(button)
    button.setMenu(menu)
    if old is not None:
        old.deleteLater()
    return menu
