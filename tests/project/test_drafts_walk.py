"""Random drafts, marks, answers and undo: each highlight's quotation is the text under it in its draft, always."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from factcheck.domain.problems import Problem
from factcheck.domain.records import Highlight, OpenPlace, Revision
from factcheck.project.edits.highlights import AddHighlight, MarkClaim, MoveHighlight
from factcheck.project.edits.open_places import DeclareLost, PlaceHighlight
from factcheck.project.edits.revising import ReviseArticle
from factcheck.project.project import Project
from factcheck.project.reading import Reading
from factcheck.project.tables import OpenPlaceRow
from factcheck.text.sentences import sentences
from tests.factories import add_article, draft, new_project
from tests.text.copy_edits import LEVELS, edited

STORY = """Harbour bridge reopens
The bridge cost 4.2 million crowns, a third more than planned. It carries 9,000 cars a day, the mayor said.
“Nobody was hurt,” said Dr. Imre Vass. He said no. The work 🙂 took 14 months, and it did not end on time.
Le café a coûté 3 000 couronnes. قال لا. 東京で三人が死亡した。
He said no. The next inspection is in 2031. Cafe\u0301s along the quay stay closed until then."""
OFFSETS = st.floats(0, 1)


class DraftsWalk(RuleBasedStateMachine):
    """One article that is marked, revised, answered and undone."""

    @initialize()
    def begin(self) -> None:
        self.home = tempfile.TemporaryDirectory()
        self.project: Project = new_project(Path(self.home.name))
        line = add_article(self.project, STORY)
        self.article_id, self.revision_id, self.text = line.id, line.revision_id, STORY
        self.done: list[str] = []

    def teardown(self) -> None:
        if hasattr(self, "project"):
            self.project.close()
            self.home.cleanup()

    def span(self, one: float, other: float) -> tuple[int, int]:
        """A stretch of the current draft, at least one character."""
        start, end = sorted(int(at * (len(self.text) - 1)) for at in (one, other))
        return start, end + 1

    def apply(self, edit: AddHighlight | MarkClaim | MoveHighlight | PlaceHighlight | DeclareLost) -> None:
        try:
            self.project.apply(edit)
        except Problem:  # a place without words
            return

    def reread(self) -> None:
        """The current draft, which undo may have brought back."""

        def current(reading: Reading) -> tuple[str, str]:
            [(revision_id,)] = reading.tuples("SELECT revision_id FROM article")
            return str(revision_id), reading.text(reading.get(Revision, str(revision_id)))

        self.revision_id, self.text = self.project.read(current)

    def highlights(self) -> list[Highlight]:
        return self.project.read(lambda reading: reading.records(Highlight))

    @rule(one=OFFSETS, other=OFFSETS)
    def mark(self, one: float, other: float) -> None:
        self.apply(MarkClaim(self.revision_id, (self.span(one, other),)))

    @rule(seed=st.integers(0, 2**16), level=st.sampled_from(sorted(LEVELS)))
    def revise(self, seed: int, level: str) -> None:
        spans = sentences(self.text)
        if not spans:
            return
        new = edited(
            self.text, spans, [], LEVELS[level], random.Random(seed), vocabulary=["market", "letter"],
            foreign=["It rained all week."],
        ).text  # fmt: skip
        if new != self.text:
            self.project.apply(ReviseArticle(self.article_id, draft(new)))
            self.reread()

    @rule(pick=OFFSETS, one=OFFSETS, other=OFFSETS)
    def answer(self, pick: float, one: float, other: float) -> None:
        asked = self.project.read(
            lambda reading: reading.records(OpenPlace, OpenPlaceRow.revision_id == self.revision_id)
        )
        if asked:
            place = asked[int(pick * (len(asked) - 1))]
            spans = ((place.start, place.end),) if place.start >= 0 else (self.span(one, other), self.span(0, one))
            self.apply(DeclareLost(place.id) if pick > 0.8 else PlaceHighlight(place.id, spans))

    @rule(pick=OFFSETS, one=OFFSETS, other=OFFSETS)
    def move(self, pick: float, one: float, other: float) -> None:
        here = [highlight for highlight in self.highlights() if highlight.revision_id == self.revision_id]
        if here:
            highlight = here[int(pick * (len(here) - 1))]
            self.apply(MoveHighlight(highlight.id, *self.span(one, other)))

    @rule(times=st.integers(1, 4))
    def undo_and_redo(self, times: int) -> None:
        for _time in range(times):
            if len(self.project._history.undoable) > 1:  # the article itself stays
                self.project.undo()
        self.reread()
        for _time in range(times // 2):
            self.project.redo()
        self.reread()

    @invariant()
    def quotations_are_the_words_under_them(self) -> None:
        if not hasattr(self, "project"):
            return
        texts = self.project.read(
            lambda reading: {one.id: reading.text(one) for one in reading.records(Revision)}
        )
        for one in self.highlights():
            text = texts[str(one.revision_id)]
            assert text[one.start : one.end] == one.quote != ""
            assert text[: one.start].endswith(one.prefix)
            assert text[one.end :].startswith(one.suffix)


DraftsWalk.TestCase.settings = settings(max_examples=max(10, settings().max_examples // 4), stateful_step_count=20)
TestDraftsWalk = DraftsWalk.TestCase
