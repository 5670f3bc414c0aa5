"""The page that asks where highlights stand in a new draft: old and new side by side, answered by keys alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from factcheck.locales import labelled, listed, number
from factcheck.translation import _, ngettext
from factcheck.ui.announcing import announcer
from factcheck.ui.drafts.draft_text import Stretch, TwoSides
from factcheck.ui.forms.elided import Elided
from factcheck.ui.forms.flow import Flow
from factcheck.ui.verdicts import was
from factcheck.ui.widgets import GhostButton, Glyph, IconButton, KeyCap, PrimaryButton, Separator, label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from factcheck.domain.records import Rating
    from factcheck.project.queries.drafts import Asked, DraftReview

Span = tuple[int, int]
MARGIN: Final = 18


class ReviewPage(QWidget):
    """Goes through what is asked, in the order of the draft; answers leave as signals and come back with the project.

    ``placed`` carries the question's id and where the highlight stands, ``lost`` its id; ``left`` that it is left.
    """

    placed = Signal(str, object)  # tuple[Span, ...]
    lost = Signal(str)
    undone = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Highlights in the new draft"))
        self._review: DraftReview | None = None
        self._ratings: Mapping[str, Rating] = {}
        self._profile = "statements"
        self._at = 0
        self._answered = False
        self._make_parts()
        self._place_parts()
        for button, key in self._keys():
            shortcut = QShortcut(QKeySequence(key), self, button.click)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.setFocusProxy(self.sides.new)
        enter = QShortcut(QKeySequence("Enter"), self, self.accept.click)
        enter.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _make_parts(self) -> None:
        self.title = label("", 15, 600)
        self.progress = label("", 13, tone="secondary")
        self.finding = label("", 12, tone="secondary")
        self.claim = Elided("", 13, 500)
        self.glyph = Glyph("triangle-alert", 16, "warn_text")
        self.reason = label("", 13, 500, "warn", wrap=True)
        self.sides = TwoSides()
        self.accept = PrimaryButton(_("Accept this place"), "check", pressed=self._accept)
        self.here = GhostButton(_("Place on the words taken"), "highlighter", pressed=self._place_here)
        self.also = GhostButton(_("Stands there as well"), "plus", pressed=self._place_also)
        self.gone = GhostButton(_("Words are gone"), "circle-slash", pressed=self._declare_lost)
        self.back = IconButton("chevron-up", _("Back"), key="P", size=17, side=30)
        self.skip = IconButton("chevron-down", _("Skip"), key="N", size=17, side=30)
        self.undo = IconButton("undo-2", _("Undo"), key="Ctrl+Z", size=17, side=30)
        self.close_page = IconButton("x", _("Leave the rest for later"), key="Esc", size=17, side=30)
        self.back.clicked.connect(lambda _checked=False: self._step(-1))
        self.skip.clicked.connect(lambda _checked=False: self._step(1))
        self.undo.clicked.connect(lambda _checked=False: self.undone.emit())
        self.close_page.clicked.connect(lambda _checked=False: self.left.emit())
        self.sides.new.selectionChanged.connect(self._enable)

    def _keys(self) -> tuple[tuple[QAbstractButton, str], ...]:
        return (
            (self.accept, "Return"), (self.here, "C"), (self.also, "H"), (self.gone, "L"), (self.back, "P"),
            (self.skip, "N"), (self.close_page, "Esc"),
        )  # fmt: skip

    def _place_parts(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.title)
        head.addWidget(self.progress)
        head.addStretch(1)
        for button in (self.undo, self.back, self.skip, self.close_page):
            head.addWidget(button)
        about = QHBoxLayout()
        about.setSpacing(8)
        about.addWidget(self.claim, 1)
        about.addWidget(self.finding)
        why = QHBoxLayout()
        why.setSpacing(8)
        why.addWidget(self.glyph, 0, Qt.AlignmentFlag.AlignTop)
        why.addWidget(self.reason, 1)
        foot = Flow(14)
        answers: tuple[tuple[QPushButton, str], ...] = (
            (self.accept, "⏎"), (self.here, "C"), (self.also, "H"), (self.gone, "L"),
        )  # fmt: skip
        for answer, key in answers:
            answer.setToolTip(f"{answer.text()}  {key}")
            pair = QWidget()
            row = QHBoxLayout(pair)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(6)
            row.addWidget(answer)
            row.addWidget(KeyCap(key))
            foot.addWidget(pair)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 12, MARGIN, 12)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(Separator())
        column.addLayout(about)
        column.addLayout(why)
        column.addWidget(self.sides, 1)
        column.addLayout(foot)

    # --- what is shown -------------------------------------------------------------------------------

    @property
    def asked(self) -> Asked | None:
        """The question that is shown."""
        review = self._review
        return review.asked[self._at] if review is not None and review.asked else None

    def take_up(self) -> None:
        """Begin again with what is open: a key that is pressed first should not answer anew what was decided."""
        self._review = None

    def show_review(self, review: DraftReview, ratings: Mapping[str, Rating], profile: str) -> None:
        """Show what is asked: after an answer the next open question, after undo the one that is open again."""
        before, shown = self._review, self.asked
        self._review, self._ratings, self._profile = review, ratings, profile
        if not review.asked:
            self.left.emit()
            return
        ids = [one.place.id for one in review.asked]
        was_open = {one.place.id for one in before.asked if not one.place.decision} if before is not None else set()
        again = [n for n, one in enumerate(review.asked) if not one.place.decision and one.place.id not in was_open]
        if before is None or before.revision_id != review.revision_id or shown is None:
            self._at = self._next_open(0)
        elif again:
            self._at = again[0]
        else:
            self._at = ids.index(shown.place.id) if shown.place.id in ids else min(self._at, len(ids) - 1)
            if self._answered and review.asked[self._at].place.decision:
                self._at = self._next_open(self._at)
        self._answered = False
        self._show()

    def _next_open(self, at: int) -> int:
        """The next question without an answer, from here on and round again; this one where there is none."""
        asked = self._review.asked if self._review is not None else []
        order = [*range(at, len(asked)), *range(at)]
        return next((n for n in order if not asked[n].place.decision), at)

    def _show(self) -> None:
        review, one = self._review, self.asked
        if review is None or one is None:
            return
        old_id = str(one.old.revision_id)
        old, new = review.texts[old_id], review.texts[review.revision_id]
        names = [_("Draft {n}").format(n=review.numbers[id_]) for id_ in (old_id, review.revision_id)]
        self.title.setText(_("Highlights in draft {n}").format(n=review.numbers[review.revision_id]))
        told = [
            _("{n} of {count}").format(n=number(self._at + 1), count=number(len(review.asked))),
            ngettext("{n} to decide", "{n} to decide", review.left).format(n=number(review.left))
            if review.left
            else _("all decided"),
        ]
        self.progress.setText("  ·  ".join(told))
        self.claim.setText(f"{one.number}  {one.claim.words}")
        self.finding.setText(was_words(one, self._ratings))
        icon, tone, words = reason_of(one, new)
        self.glyph.show_icon(icon, tone)
        self.reason.setText(words)
        announcer.say(self, lambda: ". ".join((told[0], one.claim.words, words)))
        self.sides.show_names(names)
        self.sides.old.show_text(old)
        self.sides.new.show_text(new)
        spans = places_of(one)
        gone, came = differing_words(old, new, (one.old.start, one.old.end), spans[:1])
        asked = [Stretch(*span, "asked") for span in spans]
        self.sides.old.show_stretches([Stretch(one.old.start, one.old.end, "asked"), *gone])
        self.sides.new.show_stretches([*asked, *came])
        self.sides.old.go_to(one.old.start)
        self.sides.new.go_to(spans[0][0] if spans else min(one.old.start, len(new)))
        self._enable()

    def _enable(self) -> None:
        one = self.asked
        has_place, taken = bool(one and places_of(one)), self.sides.new.taken() is not None
        self.accept.setEnabled(has_place)
        self.here.setEnabled(taken)
        self.also.setEnabled(taken and has_place)

    # --- what is answered ----------------------------------------------------------------------------

    def _answer(self, tell: Callable[[str], object]) -> None:
        one = self.asked
        if one is not None:
            self._answered = True
            tell(one.place.id)

    def _accept(self) -> None:
        one = self.asked
        if one is None or not places_of(one):
            return
        if one.place.decision == "placed":
            self._step(1)
            return
        self._answer(lambda id_: self.placed.emit(id_, tuple(places_of(one))))

    def _place_here(self) -> None:
        taken = self.sides.new.taken()
        if taken is not None:
            self._answer(lambda id_: self.placed.emit(id_, (taken,)))

    def _place_also(self) -> None:
        one, taken = self.asked, self.sides.new.taken()
        if one is not None and taken is not None:
            spans = tuple(sorted({*places_of(one), taken}))
            self._answer(lambda id_: self.placed.emit(id_, spans))

    def _declare_lost(self) -> None:
        self._answer(self.lost.emit)

    def _step(self, by: int) -> None:
        if self._review is not None and self._review.asked:
            self._at = (self._at + by) % len(self._review.asked)
            self._show()


def places_of(one: Asked) -> list[Span]:
    """Where a highlight stands by its answer, or where it is proposed to stand."""
    if one.placed:
        return list(one.placed)
    return [(one.place.start, one.place.end)] if one.place.start >= 0 else []


def was_words(one: Asked, ratings: Mapping[str, Rating]) -> str:
    """The finding that the claim had, such as "was True"."""
    rating = ratings.get(one.claim.rating_id or "")
    return was(rating) if rating is not None else ""


def reason_of(one: Asked, new: str) -> tuple[str, str, str]:
    """Why it is asked, or what was answered: an icon, its tone, words."""
    if one.place.decision == "lost":
        return "circle-slash", "secondary", _("Decided: the words are gone from this draft.")
    if one.place.decision == "placed":
        quotes = listed([f"“{new[start:end]}”" for start, end in one.placed])
        return "check", "good", labelled(_("Decided, it stands on"), quotes) if quotes else _("Decided.")
    if one.place.start < 0:
        return "circle-question-mark", "warn_text", _("These words are gone. If others stand for them now, take those.")
    if one.place.stakes:
        return "triangle-alert", "warn_text", _stakes_words(one.place.stakes)
    times = new.count(new[one.place.start : one.place.end])
    if times > 1:
        words = ngettext(
            "These words stand at {n} place in the new draft.", "These words stand at {n} places in the new draft.",
            times,
        )  # fmt: skip
        return "layers", "warn_text", words.format(n=number(times))
    return "circle-question-mark", "warn_text", _("The passage was rewritten: is this still the place?")


def _stakes_words(stakes: Sequence[str]) -> str:
    from factcheck.text.stakes import kind_of

    words = {
        "number": _("A number differs"),
        "name": _("A name differs"),
        "negation": _("A negation differs"),
    }
    kinds = {kind_of(key) for key in stakes}
    name = words[kinds.pop()] if len(kinds) == 1 else _("Numbers, names or negations differ")
    return labelled(name, listed([f"“{key}”" for key in stakes]))


def differing_words(
    old: str, new: str, here: Span, there: Sequence[Span]
) -> tuple[list[Stretch], list[Stretch]]:
    """The words that differ between the paragraphs around a highlight, of the old draft and of the new one."""
    from factcheck.text.differing import unlike

    if not there:
        return [], []
    (start, end), (begin, until) = _paragraph(old, here), _paragraph(new, there[0])
    gone, came = unlike(old[start:end], new[begin:until])
    return (
        [Stretch(start + first, start + last, "differs") for first, last in gone],
        [Stretch(begin + first, begin + last, "differs") for first, last in came],
    )


def _paragraph(text: str, span: Span) -> Span:
    end = text.find("\n", span[1])
    return text.rfind("\n", 0, span[0]) + 1, len(text) if end < 0 else end


def review_words(count: int) -> str:
    """How many wait, for banner and button."""
    return ngettext("Review {n} highlight", "Review {n} highlights", count).format(n=number(count))
