"""What the keys of checking do: mark, rate, set aside, and step into the fields of a claim."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from factcheck.domain.problems import Problem
from factcheck.text.sentences import without_bullet
from factcheck.translation import _
from factcheck.ui import going, reading

if TYPE_CHECKING:
    from factcheck.domain.changes import Done
    from factcheck.ui.main_window import MainWindow

Span = tuple[int, int]


@dataclass
class Marking:
    """A claim that is being written: in which sentence, and what the next keys there are to do with it."""

    sentence: Span | None
    then: list[Callable[[str], object]] = field(default_factory=list)


# --- claims ------------------------------------------------------------------------------------------


def mark_claim(window: MainWindow) -> None:
    """Make a claim of the words taken, or of the sentence; where just these words are one, choose it."""
    span = _span(window)
    claim_id = window.pane.claim_on(span)
    if _marking_here(window):
        return
    if claim_id:
        window.selection.choose_claim(claim_id, "key")
    elif span is not None:
        _mark(window, span)


def mark_another_claim(window: MainWindow) -> None:
    """Make one more claim of words that are one already: several facts may stand in one sentence."""
    span = _span(window)
    if span is not None:
        _mark(window, span)


def rate(window: MainWindow, rating_id: str | None) -> None:
    """Give the chosen claim a verdict; where none is chosen, make a claim of the words first."""
    marking = _marking_here(window)
    if marking:
        marking.then.append(lambda claim_id: window.claims.chosen.rate(claim_id, rating_id))
        return
    claim_id, span = _meant(window)
    if claim_id:
        window.claims.chosen.rate(claim_id, rating_id)
        if claim_id != window.selection.claim_id:  # several that are chosen stay chosen
            window.selection.choose_claim(claim_id, "key")
        window.pane.release()
    elif span is not None and rating_id is not None:
        _mark(window, span, rating_id)


def remove_claim(window: MainWindow) -> None:
    """Remove the chosen claim; undo brings it back."""
    window.claims.chosen.remove()


def add_highlight(window: MainWindow) -> None:
    """Let the chosen claim stand at the words taken too."""
    from factcheck.project.edits.highlights import AddHighlight

    span = window.pane.taken()
    if span is None:
        say(window, Problem(_("No words are taken."), _("Drag over the words in the article, then add them.")))
        return
    window.live.apply(AddHighlight(window.selection.claim_id, window.follower.revision_id, *span))
    window.pane.release()


def move_highlight(window: MainWindow, highlight_id: str, start: int, end: int) -> None:
    """Give a highlight another place in its draft."""
    from factcheck.project.edits.highlights import MoveHighlight

    window.live.apply(MoveHighlight(highlight_id, start, end))


def go_to_highlight(window: MainWindow, highlight_id: str) -> None:
    """Show where a highlight stands."""
    mark = window.pane.view.sheet.marks.get(highlight_id)
    if mark is not None:
        window.pane.view.go_to(mark.start)


def use_note(window: MainWindow) -> None:
    """Take the writer's note of this sentence as evidence of the claim."""
    note = window.pane.note_here()
    if note is None:
        say(window, Problem(_("No note of the writer stands in this sentence."), _("Choose a sentence with one.")))
        return

    def use(claim_id: str) -> None:
        from factcheck.project.edits.sources import UseNote

        window.live.apply(UseNote(claim_id, window.follower.revision_id, note.key))

    _with_claim(window, use)


def ask_query(window: MainWindow) -> None:
    """Ask somebody about the chosen claim; where none is chosen, about a claim made of the words."""
    _with_claim(window, window.claims.ask_query)


# --- sentences and stretches -------------------------------------------------------------------------


def toggle_nothing_to_check(window: MainWindow) -> None:
    """Say of the words or sentences taken that there is nothing to check in them, and go on; or take that back."""
    from factcheck.project.edits.highlights import DecideSentences

    sentences = window.pane.spans_taken()
    if not sentences:
        return
    words_alone = not all(map(window.pane.view.sheet.is_sentence, sentences))
    decided = window.pane.decided()
    settled = all(sentence in decided for sentence in sentences)
    window.live.apply(DecideSentences(window.follower.revision_id, tuple(sentences), nothing_to_check=not settled))
    window.pane.release()
    if not settled and not words_alone:
        going.step_sentence(window, 1)


def show_omission(window: MainWindow, omission_id: str, shown: bool) -> None:
    """Put a stretch that was left out back, or leave it out again."""
    from factcheck.project.edits.articles import ShowOmission

    window.live.apply(ShowOmission(omission_id, shown))


# --- fields ------------------------------------------------------------------------------------------


def go_to_source_field(window: MainWindow) -> None:
    """Step into the field that takes a link or a source."""
    reading.leave_reading_mode(window)
    window.claims.focus_source_field()


def go_to_rationale(window: MainWindow) -> None:
    """Step into the rationale."""
    reading.leave_reading_mode(window)
    window.claims.focus_rationale()


def go_to_words(window: MainWindow) -> None:
    """Step into the words of the claim."""
    reading.leave_reading_mode(window)
    window.claims.focus_words()


def say(window: MainWindow, problem: Problem) -> None:
    """Show a problem that an action met before it began."""
    window.banners.tell(problem)


def _span(window: MainWindow) -> Span | None:
    return window.pane.taken() or _sentence(window)


def _sentence(window: MainWindow) -> Span | None:
    """The words of the sentence under the cursor; a dash that makes it a list item is none of them."""
    span, article = window.pane.sentence(), window.follower.article
    return span if span is None or article is None else without_bullet(article.text, *span)


def _meant(window: MainWindow) -> tuple[str, Span | None]:
    """Which claim a person means, or else which words: what is taken counts before what is chosen."""
    taken = window.pane.taken()
    if taken is None and window.selection.claim_id:
        return window.selection.claim_id, None
    span = taken or _sentence(window)
    return window.pane.claim_on(span), span


def _mark(
    window: MainWindow, span: Span, rating_id: str | None = None, then: Callable[[str], object] | None = None
) -> None:
    from factcheck.project.edits.highlights import MarkClaim

    window.pane.release()
    marking = window.marking = Marking(window.pane.sentence(), [then] if then else [])

    def over() -> None:
        if window.marking is marking:
            window.marking = None

    def marked(done: Done) -> None:
        over()
        window.selection.choose_claim(done.value, "key")
        for act in marking.then:
            act(done.value)

    window.live.apply(MarkClaim(window.follower.revision_id, (span,), rating_id), marked)
    # The project answers in order: where the claim was refused, the keys are free again by then.
    window.live.ask(lambda _reading: None, lambda _nothing: over())


def _marking_here(window: MainWindow) -> Marking | None:
    """The claim of this sentence that is on its way, where no other words are taken."""
    marking = window.marking
    here = marking is not None and window.pane.taken() is None and window.pane.sentence() == marking.sentence
    return marking if here else None


def _with_claim(window: MainWindow, act: Callable[[str], object]) -> None:
    """Act on the claim that is meant, or on one made of the words."""
    marking = _marking_here(window)
    if marking:
        marking.then.append(act)
        return
    claim_id, span = _meant(window)
    if claim_id:
        act(claim_id)
    elif span is not None:
        _mark(window, span, then=act)
