"""What the keys do in the article that are no letters; single letters are actions of the window, to be remapped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractSlider

from factcheck.ui.article import taking

if TYPE_CHECKING:
    from factcheck.text.spans import Span
    from factcheck.ui.article.view import ArticleView

_ACTION = QAbstractSlider.SliderAction
_SCROLLING = {
    Qt.Key.Key_Up: _ACTION.SliderSingleStepSub,
    Qt.Key.Key_Down: _ACTION.SliderSingleStepAdd,
    Qt.Key.Key_PageUp: _ACTION.SliderPageStepSub,
    Qt.Key.Key_PageDown: _ACTION.SliderPageStepAdd,
    Qt.Key.Key_Home: _ACTION.SliderToMinimum,
    Qt.Key.Key_End: _ACTION.SliderToMaximum,
}


def handle_key(view: ArticleView, event: QKeyEvent) -> bool:
    """Do what a key asks for; whether it asked for anything here.

    Arrows go by sentence, Shift and an arrow moves the end of what is taken by a word (with Ctrl its start, with Alt
    by a character), Shift and up or down by a sentence. With a chosen highlight and nothing taken they resize it.
    """
    key = Qt.Key(event.key())
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    shift = bool(held & Qt.KeyboardModifier.ShiftModifier)
    if event.matches(QKeySequence.StandardKey.Copy):
        view.copy_words()
    elif event.matches(QKeySequence.StandardKey.SelectAll):
        view.take_range((0, len(view.sheet.page.text)))
        view.announce_range()
    elif key == Qt.Key.Key_Escape:
        return view.let_go()
    elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not held:
        return view.open_here()
    elif key in {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down} and shift:
        _extend(view, key, held)
    elif key in {Qt.Key.Key_Left, Qt.Key.Key_Right} and not held:
        view.move_sentence(1 if _is_forward(view, key) else -1)
    elif key == Qt.Key.Key_Space and held in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier}:
        view.verticalScrollBar().triggerAction(_ACTION.SliderPageStepSub if shift else _ACTION.SliderPageStepAdd)
    elif key in _SCROLLING and held in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier}:
        view.verticalScrollBar().triggerAction(_SCROLLING[key])
    else:
        return False
    return True


def _is_forward(view: ArticleView, key: Qt.Key) -> bool:
    return (key == Qt.Key.Key_Right) != view.sheet.page.right_to_left


def _extend(view: ArticleView, key: Qt.Key, held: Qt.KeyboardModifier) -> None:
    mark = view.sheet.chosen()
    if view.current_range() is None and mark is not None:
        span = _moved(view, view.sheet.place_of(mark), key, held)
        view.preview_resize(span)  # asked for once Shift is let go
        return
    taken = view.current_range() or view.current_sentence()
    if taken is not None:
        view.take_range(_moved(view, taken, key, held), anchor=taken[0])
        view.announce_range()


def _moved(view: ArticleView, span: Span, key: Qt.Key, held: Qt.KeyboardModifier) -> Span:
    text = view.sheet.page.text
    if key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
        return _by_sentence(view, span, forward=key == Qt.Key.Key_Down)
    exact = bool(held & Qt.KeyboardModifier.AltModifier)
    forward = _is_forward(view, key)
    if held & Qt.KeyboardModifier.ControlModifier:
        return taking.start_moved(text, span, forward=forward, exact=exact)
    return taking.end_moved(text, span, forward=forward, exact=exact)


def _by_sentence(view: ArticleView, span: Span, *, forward: bool) -> Span:
    sheet = view.sheet
    last = sheet.sentence_near(span[1] - 1)
    if last < 0:
        return span
    start, end = sheet.sentences[last]
    if forward:
        end = end if span[1] < end else sheet.sentences[sheet.sentence_after(last, 1)][1]
        return span[0], max(end, span[1])
    before = sheet.sentences[sheet.sentence_after(last, -1)][1] if span[1] <= end and start > span[0] else span[1]
    return span[0], before
