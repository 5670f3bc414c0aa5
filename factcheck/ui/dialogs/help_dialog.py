"""The help page: it stays open beside the window, and is searched as one types."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QDialog, QTextBrowser, QVBoxLayout, QWidget

from factcheck.translation import _
from factcheck.ui import theme as themes
from factcheck.ui.fonts import font
from factcheck.ui.forms.boxes import LineBox
from factcheck.ui.forms.dialog_foot import dialog_foot
from factcheck.ui.helping import Section, as_html, fitting, sections
from factcheck.ui.widgets import GhostButton

if TYPE_CHECKING:
    from factcheck.ui.bound_actions import BoundActions


class HelpDialog(QDialog):
    """Shows the help with the keys as they are when it opens; ``show_tour`` shows the tour again."""

    def __init__(self, bound: BoundActions, show_tour: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Help"))
        self.resize(640, 720)
        self._sections: list[Section] = sections(bound.all())
        self.sought = LineBox()
        self.sought.setPlaceholderText(_("Find in the help"))
        self.sought.setAccessibleName(self.sought.placeholderText())
        self.sought.setClearButtonEnabled(True)
        self.sought.textChanged.connect(lambda _words: self.show_page())
        self.page = QTextBrowser()
        self.page.setFont(font(14))
        self.page.setOpenLinks(False)
        self.page.setProperty("field", True)
        self.page.setAccessibleName(_("Help"))
        self.page.document().setDocumentMargin(14)
        self.tour = GhostButton(_("Show the tour"), pressed=self.accept)
        self.tour.clicked.connect(show_tour)
        foot = dialog_foot((self.tour,), (GhostButton(_("Close"), pressed=self.reject),), enter=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addWidget(self.sought)
        column.addWidget(self.page, 1)
        column.addLayout(foot)
        themes.theming.theme_changed.connect(self.show_page)
        self.show_page()
        self.sought.setFocus()

    def show_page(self, _theme: object = None) -> None:
        """Show what holds the words that are sought."""
        shown = fitting(self._sections, self.sought.text())
        theme = themes.current()
        document: QTextDocument = self.page.document()
        document.setDefaultStyleSheet(
            f"h2 {{ font-size: 17px; font-weight: 600; color: {theme.text}; margin: 18px 0 4px 0; }}"
            f"p {{ color: {theme.text}; margin: 5px 0; line-height: 140%; }}"
            f"td {{ color: {theme.text}; }}"
        )
        nothing = _("The help does not tell of this.")
        self.page.setHtml(as_html(shown) or f"<p>{nothing}</p>")
