"""What a person does with an article as a whole: its particulars, its sign-off, its removal."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMessageBox

from factcheck.translation import _
from factcheck.ui.dialogs.asking import accepted, offer_removal

if TYPE_CHECKING:
    from factcheck.domain.changes import Done
    from factcheck.project.queries.articles import OpenArticle
    from factcheck.ui.main_window import MainWindow


def edit_particulars(window: MainWindow) -> None:
    """Show the particulars of the article."""
    from factcheck.project.queries.articles import opened
    from factcheck.ui.dialogs.particulars_dialog import ParticularsDialog

    article_id = window.selection.article_id

    def show(shown: OpenArticle) -> None:
        accepted(ParticularsDialog(window.live, shown, window))

    window.live.ask(lambda reading: opened(reading, article_id), show)


def sign_off(window: MainWindow) -> None:
    """Sign off a pass over the article."""
    window.claims.commit()
    window.dialogs.open_sign_off()


def ask_query(window: MainWindow) -> None:
    """Ask somebody about the article as a whole."""
    window.dialogs.ask_about_article()


def show_queries(window: MainWindow) -> None:
    """Show what was asked about the article and its claims."""
    window.dialogs.open_queries()


def remove_article(window: MainWindow) -> None:
    """Take the article out of the project; a banner offers to undo it."""
    from factcheck.project.edits.articles import RemoveArticle

    words = _("“{title}” was removed.").format(title=_title(window))

    def removed(done: Done) -> None:
        undo = partial(window.live.undo, done.edit_id)
        window.banners.show_banner("info", words, buttons=((_("Undo"), undo),), subject="removed")

    window.live.apply(RemoveArticle(window.selection.article_id), removed)


def purge_article(window: MainWindow) -> None:
    """Ask, then remove the article's texts, files and claims for good."""
    from factcheck.project.edits.purging import PurgeArticle

    title = _title(window)
    asked = QMessageBox(window)
    asked.setWindowTitle(_("Remove for good"))
    asked.setText(_("Remove “{title}” for good?").format(title=title))
    asked.setInformativeText(
        _("All its drafts, files and claims are erased from this project, its history included. There is no undo.")
    )
    remove = offer_removal(asked)
    accepted(asked)
    if asked.clickedButton() is remove:
        window.live.apply(PurgeArticle(window.selection.article_id))


def _title(window: MainWindow) -> str:
    line = window.overview.article(window.selection.article_id)
    return line.title if line is not None else ""
