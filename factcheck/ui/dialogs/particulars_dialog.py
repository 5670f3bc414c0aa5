"""The particulars of an article: title, byline, publication, date, address, language, and what came in with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QDialog, QGridLayout, QVBoxLayout, QWidget

from factcheck.domain.counting import counted, size_in_words
from factcheck.locales import labelled, listed
from factcheck.translation import _
from factcheck.ui.forms.dialog_foot import dialog_foot
from factcheck.ui.forms.record_form import RecordForm
from factcheck.ui.widgets import PrimaryButton, label

if TYPE_CHECKING:
    from factcheck.domain.changes import Change
    from factcheck.project.queries.articles import OpenArticle
    from factcheck.project.reading import Reading
    from factcheck.ui.live_project import LiveProject


class ParticularsDialog(QDialog):
    """Each field is saved as it is left; a colleague's changes come in while it stands open."""

    def __init__(self, live: LiveProject, shown: OpenArticle, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Particulars"))
        self.setMinimumWidth(560)
        self._live, self._article_id = live, shown.article.record.id
        self.form = RecordForm(live, "article", self._edit, self)
        form = self.form
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        for place, row in (
            ((0, 0, 1, 2), form.text("title", _("Title"))),
            ((1, 0), form.text("byline", _("Byline"))),
            ((1, 1), form.text("publication", _("Publication"))),
            ((2, 0), form.text("published", _("Date"))),
            ((2, 1), form.text("slug", _("Slug"), _("The short name of the desk"))),
            ((3, 0, 1, 2), form.text("address", _("Address"), "https://")),
            ((4, 0), form.text("language", _("Language"), _("For example: en, de, pt-BR"))),
        ):
            grid.addWidget(row, *place)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(14)
        column.addLayout(grid)
        for words in _about(shown):
            column.addWidget(label(words, 12, tone="secondary", wrap=True))
        column.addLayout(dialog_foot((), (PrimaryButton(_("Done"), pressed=self.reject),)))
        form.begin(shown.article)
        form.lock(locked=bool(live.read_only_reason))
        live.changed.connect(self.on_changed)

    @staticmethod
    def _edit(article_id: str, fields: dict[str, Any], seen: dict[str, str]) -> object:
        from factcheck.project.edits.articles import EditArticle

        return EditArticle(article_id, fields, seen)

    def on_changed(self, change: Change) -> None:
        """Read the article again where it changed."""
        if self._article_id in change.ids("article"):
            self._live.ask(self._read, lambda shown: self.form.show(shown, listed(change.authors)))

    def _read(self, reading: Reading) -> Any:
        from factcheck.domain.records import Article

        return reading.shown(reading.get(Article, self._article_id))

    def done(self, result: int) -> None:
        self.form.commit()
        super().done(result)


def _about(shown: OpenArticle) -> list[str]:
    """Lines about the draft: the file, how it was read, what came in with it, what could not be read."""
    revision = shown.revision
    file = [revision.original_name or _("Pasted text"), size_in_words(revision.characters)]
    if revision.encoding:
        file.append(_("read as {encoding}").format(encoding=revision.encoding))
    lines = [labelled(_("Draft {n}").format(n=revision.number), listed(file))]
    came = counted(revision.intake.get("counts", {}))
    if came:
        lines.append(_("Came in: {counts}").format(counts=came))
    unread = revision.intake.get("unread", [])
    if unread:
        lines.append(_("Could not be read: {what}").format(what=" ".join(unread)))
    return lines
