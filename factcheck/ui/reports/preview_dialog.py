"""The pages of a report before it is saved, laid out beside the window and shown one below the other."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEventLoop, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QImage,
    QPainter,
    QPalette,
    QPixmap,
    QTextDocument,
)
from PySide6.QtWidgets import QDialog, QLabel, QScrollArea, QVBoxLayout, QWidget

from factcheck.apart import Task
from factcheck.translation import _, ngettext
from factcheck.ui.forms.dialog_foot import dialog_foot
from factcheck.ui.widgets import Banner, GhostButton, LoadingBar, label

if TYPE_CHECKING:
    from factcheck.domain.problems import Problem
    from factcheck.domain.progress import Progress
    from factcheck.domain.report import Report
    from factcheck.formats.docx.preview import Preview
    from factcheck.ui.jobs import Job, Jobs

WIDTH: Final = 640  # of a page on screen, in pixels that do not depend on the screen
MOST_PAGES: Final = 40
_PAPER, _BLACK, _INK, _RULE = QColor("#FFFFFF"), QColor("#1D2127"), QColor("#575E69"), QColor("#C9C5BC")


def painted_pages(preview: Preview, ratio: float, progress: Progress) -> list[QImage]:
    """The pages as pictures; ``ratio`` is that of the screen's pixels. Needs no window: it may run in a thread."""
    left, top, right, bottom = preview.margins
    inner = QSizeF(preview.width - left - right, preview.height - top - bottom)
    # A document starts timers while it is laid out; a thread of Python's has nothing to start them in without this.
    loop = QEventLoop()
    document = QTextDocument()
    document.setUseDesignMetrics(True)
    font = QFont("Calibri")
    font.setPixelSize(11)
    document.setDefaultFont(font)
    document.setDocumentMargin(0)
    # Qt takes a point for 1/72 inch of its device; on a device of 72 dots a point is a unit.
    document.setHtml(_in_units(preview.html))
    document.setPageSize(inner)
    count = min(document.pageCount(), MOST_PAGES)
    scale = WIDTH / preview.width * ratio
    pages = []
    for number in range(count):
        progress.step(number, count, _("Laying out the pages"))
        page = QImage(round(preview.width * scale), round(preview.height * scale), QImage.Format.Format_RGB32)
        page.fill(_PAPER)
        painter = QPainter(page)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(scale, scale)
        _paint_edges(painter, preview, number + 1, document.pageCount())
        painter.translate(left, top - number * inner.height())
        _draw(document, painter, QRectF(0, number * inner.height(), inner.width(), inner.height()))
        painter.end()
        page.setDevicePixelRatio(ratio)
        pages.append(page)
    del document, loop  # in the thread that they belong to, and in this order
    return pages


def _draw(document: QTextDocument, painter: QPainter, part: QRectF) -> None:
    """Paint a part of the document; words without a colour are black on paper, whatever the window's theme."""
    context, palette = QAbstractTextDocumentLayout.PaintContext(), QPalette()
    palette.setColor(QPalette.ColorRole.Text, _BLACK)
    context.palette, context.clip = palette, part
    painter.setClipRect(part)
    document.documentLayout().draw(painter, context)


def _in_units(html: str) -> str:
    """Sizes of letters in pixels: a page is painted on a device whose pixel is a point, whatever the screen says."""
    return html.replace("pt;", "px;").replace('pt"', 'px"')


def _paint_edges(painter: QPainter, preview: Preview, number: int, pages: int) -> None:
    left, top, right, bottom = preview.margins
    font = QFont("Calibri")
    font.setPixelSize(8)
    painter.setFont(font)
    width = preview.width - left - right
    lines = ((preview.header, top / 2), (preview.footer, preview.height - bottom / 2 - 10))
    for words, y in lines:
        if not any(words):
            continue
        shown = [word.replace("{pages}", str(pages)).replace("{page}", str(number)) for word in words]
        painter.setPen(_INK)
        for text, side in zip(shown, (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight), strict=True):
            painter.drawText(QRectF(left, y, width, 12), side | Qt.AlignmentFlag.AlignVCenter, text)
        painter.setPen(_RULE)
        rule = y + 14 if y < preview.height / 2 else y - 3
        painter.drawLine(round(left), round(rule), round(left + width), round(rule))


class PreviewDialog(QDialog):
    """Shows the pages; writing and laying out run beside the window and can be cancelled."""

    def __init__(self, jobs: Jobs, report: Report, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Preview of the report"))
        self.resize(QSize(WIDTH + 90, 820))
        self._jobs = jobs
        self._job: Job | None = None
        self._over = False
        self.pages: list[QLabel] = []
        self.said = label("", 12, 400, "secondary", wrap=True)
        self.bar = LoadingBar(_("Preparing the preview"))
        self.bar.cancelled.connect(self.reject)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(16, 16, 16, 16)
        self._column.setSpacing(16)
        self.area = QScrollArea()
        self.area.setWidget(inside)
        self.area.setWidgetResizable(True)
        self.area.setAccessibleName(_("Pages"))
        self.close_button = GhostButton(_("Close"), pressed=self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(10)
        column.addWidget(self.bar)
        column.addWidget(self.area, 1)
        column.addWidget(self.said)
        column.addLayout(dialog_foot((), (self.close_button,)))
        self._run(Task("factcheck.formats.docx.preview:preview_of", (report,)), self._lay_out)

    def _run(self, work: object, done: object) -> None:
        self._job = self._jobs.run(
            work, done, self._on_failed, lambda: None, title=_("Preparing the preview")  # type: ignore[arg-type] # as Jobs.run has it
        )
        self._job.stepped.connect(self.bar.show_progress)

    def _lay_out(self, preview: Preview) -> None:
        if not self._over:
            ratio = self.devicePixelRatioF()
            self._run(partial(painted_pages, preview, ratio), partial(self._show, preview))

    def _show(self, preview: Preview, pages: list[QImage]) -> None:
        self._job = None
        if self._over:
            return
        self.bar.hide()
        for number, page in enumerate(pages, 1):
            shown = QLabel()
            shown.setPixmap(QPixmap.fromImage(page))
            shown.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            shown.setAccessibleName(_("Page {number}").format(number=number))
            self.pages.append(shown)
            self._column.addWidget(shown)
        said = [_("Word and LibreOffice may break lines and pages elsewhere.")]
        if preview.comments:
            count = ngettext(
                "{n} comment stands in the margin of the document, and is not shown here.",
                "{n} comments stand in the margin of the document, and are not shown here.",
                preview.comments,
            )
            said.append(count.format(n=preview.comments))
        if preview.cut or len(pages) == MOST_PAGES:
            said.append(_("Only the first pages are shown."))
        self.said.setText(" ".join(said))

    def _on_failed(self, problem: Problem) -> None:
        self._job = None
        if not self._over:
            self.bar.hide()
            self._column.addWidget(Banner("error", problem.message, problem.remedy))

    def done(self, result: int) -> None:
        """End the dialog, and the work for it."""
        self._over = True
        if self._job is not None:
            self._job.cancel()
        super().done(result)
