"""The button beside the filters: in which order the list stands, and whose claims it shows."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from factcheck.translation import _
from factcheck.ui.widgets import IconButton
from factcheck.ui.words import word


class ViewButton(IconButton):
    """``sort_chosen`` carries an order and whether it is turned round; ``scope_chosen`` whether all articles show."""

    sort_chosen = Signal(str, bool)
    scope_chosen = Signal(bool)

    def __init__(self) -> None:
        super().__init__("arrow-up-down", _("Order of the list"), size=16, side=28)
        self.sort, self.descending, self.all_articles = "place", False, False
        self._profile = "statements"
        self.clicked.connect(lambda _checked=False: self.offer())

    def show_choices(self, profile: str, sort: str, *, descending: bool, all_articles: bool) -> None:
        """Show what is chosen."""
        self._profile, self.sort, self.descending, self.all_articles = profile, sort, descending, all_articles
        usual = sort == "place" and not descending and not all_articles
        names = {value: words for value, words, _directions in self._sorts()}
        self.rename(_("Order of the list") if usual else _("Order of the list: {order}").format(order=names[sort]))
        self.setCheckable(not usual)
        self.setChecked(not usual)

    def _sorts(self) -> tuple[tuple[str, str, tuple[str, str]], ...]:
        """The orders: name, words, and the words of both directions."""
        verdicts = _("Unchecked last"), _("Unchecked first")
        return (
            ("place", _("Place in the text"), (_("From the beginning"), _("From the end"))),
            ("verdict", word(self._profile, "Verdict"), verdicts),
            ("status", _("Status"), (_("Unstarted first"), _("Signed off first"))),
            ("age", _("Age"), (_("Oldest first"), _("Newest first"))),
        )

    def offer(self) -> QMenu:
        """Show the orders."""
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        orders, directions, scopes = (QActionGroup(menu) for _n in range(3))
        rows = [
            (orders, words, value == self.sort, partial(self.sort_chosen.emit, value, False))
            for value, words, _both in self._sorts()
        ]
        chosen = next(both for value, _words, both in self._sorts() if value == self.sort)
        rows += [
            (directions, words, turned == self.descending, partial(self.sort_chosen.emit, self.sort, turned))
            for turned, words in enumerate(chosen)
        ]
        rows += [
            (scopes, words, whole == self.all_articles, partial(self.scope_chosen.emit, bool(whole)))
            for whole, words in enumerate((_("This article"), _("All articles")))
        ]
        before = None
        for group, words, checked, choose in rows:
            if before not in (None, group):
                menu.addSeparator()
            before = group
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(checked)
            action.setActionGroup(group)
            action.triggered.connect(lambda _checked=False, choose=choose: choose())
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
        return menu
