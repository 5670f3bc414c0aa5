"""What was found in a template of the house, and which of its styles stands for which role in the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from factcheck.translation import _, ngettext
from factcheck.ui.forms.boxes import ChoiceBox
from factcheck.ui.forms.dialog_foot import dialog_foot
from factcheck.ui.forms.field_row import FieldRow
from factcheck.ui.mirroring import inset
from factcheck.ui.widgets import GhostButton, PrimaryButton, label

if TYPE_CHECKING:
    from factcheck.formats.docx.template import TemplateLook


def role_words() -> dict[str, str]:
    """What the roles of styles are called on screen, by the names of our styles."""
    return {
        "Title": _("Title of the report"),
        "Subtitle": _("Line below the title"),
        "heading 1": _("Part of the report"),
        "heading 2": _("Section"),
        "heading 3": _("Section below"),
        "Report Text": _("Text of the report"),
        "Report Quote": _("Words of a claim"),
        "Article Title": _("Headline of the article"),
        "Article Text": _("Text of the article"),
        "Article Quote": _("Quotation in the article"),
        "Article List": _("List in the article"),
        "caption": _("Caption of a picture"),
        "Table Head": _("Head of a table"),
        "Table Text": _("Text in a table"),
        "Bibliography": _("Source in the list"),
        "footnote text": _("Footnote"),
        "annotation text": _("Comment"),
        "Hyperlink": _("Link"),
        "Report Table": _("Table of the report"),
        "Article Table": _("Table in the article"),
    }


class TemplateDialog(QDialog):
    """Shows what was found. ``mapped`` carries the choices: names of our styles to those of the template (or empty)."""

    mapped = Signal(dict)

    def __init__(self, name: str, look: TemplateLook, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Styles of “{name}”").format(name=name))
        self.resize(620, 620)
        self.boxes: dict[str, ChoiceBox] = {}
        self.found = label(_found_words(look), 13, 400, "secondary", wrap=True)
        page = QWidget()
        grid = QGridLayout(page)
        inset(grid, 0, 0, 8, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(10)
        kinds = _kinds()
        for number, (role, words) in enumerate(role_words().items()):
            names = sorted({one.name for one in look.styles if one.kind == kinds[role]}, key=str.casefold)
            box = ChoiceBox([("", _("Made by Factcheck")), *((style, style) for style in names)])
            box.choose(look.matched.get(role, ""))
            self.boxes[role] = box
            grid.addWidget(FieldRow(words, box), number // 2, number % 2)
        area = QScrollArea()
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it scrolls with the box that has the focus
        area.setWidget(page)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(self.found)
        column.addWidget(area, 1)
        self.use = PrimaryButton(_("Use this template"), pressed=self.accept)
        column.addLayout(dialog_foot((), (GhostButton(_("Cancel"), pressed=self.reject), self.use)))

    def accept(self) -> None:
        """Take the choices."""
        self.mapped.emit({role: box.value for role, box in self.boxes.items()})
        super().accept()


def _kinds() -> dict[str, str]:
    from factcheck.formats.docx.template import ROLES

    return dict(ROLES)


def _found_words(look: TemplateLook) -> str:
    count = ngettext("{n} style was found.", "{n} styles were found.", len(look.styles)).format(n=len(look.styles))
    place = (
        _("The report goes to the place that the template holds for it.")
        if look.placeholder
        else _("The report goes to the end: no paragraph of the template says {placeholder}.").format(
            placeholder="{{report}}"
        )
    )
    kept = _("Text, header, footer and logo of the template stay; a style that is missing is made.")
    return f"{count} {place} {kept}"
