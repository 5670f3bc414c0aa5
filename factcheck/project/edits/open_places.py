"""Edits that answer where a highlight stands in a new draft: at these words, at several places, or nowhere."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.domain.problems import Problem
from factcheck.domain.records import Highlight, OpenPlace, Revision, named_id
from factcheck.project.edits.highlights import anchored, take_back_decisions
from factcheck.project.recording import Recording
from factcheck.project.tables import HighlightRow
from factcheck.text.aligning import plain
from factcheck.translation import _


@dataclass(frozen=True)
class PlaceHighlight:
    """Let a highlight that was asked about stand at these words of the new draft; several where it was split.

    What an earlier answer placed elsewhere is taken away. The answer is the ids of the highlights.
    """

    open_place_id: str
    spans: tuple[tuple[int, int], ...]

    @property
    def name(self) -> str:
        """Menu words."""
        return _("Split highlight") if len(self.spans) > 1 else _("Place highlight")

    def apply(self, recording: Recording) -> tuple[str, ...]:
        """Write the highlights and the decision."""
        if not self.spans:
            raise Problem(_("There are no words at that place."), _("Choose words in the article."))
        asked = recording.get(OpenPlace, self.open_place_id)
        text = recording.text(recording.get(Revision, asked.revision_id or ""))
        old = recording.get(Highlight, asked.highlight_id or "")
        made = [_placed(asked, old, text, start, end) for start, end in dict.fromkeys(self.spans)]
        _take_away(recording, asked, {highlight.id for highlight in made})
        recording.add_all(made)
        take_back_decisions(recording, made)
        recording.change(OpenPlace, asked.id, {"decision": "placed"})
        return tuple(highlight.id for highlight in made)


@dataclass(frozen=True)
class DeclareLost:
    """Say that the words of a highlight are gone from the new draft; its claim is kept."""

    open_place_id: str

    @property
    def name(self) -> str:
        """Menu words."""
        return _("Words are gone")

    def apply(self, recording: Recording) -> None:
        """Write the decision."""
        asked = recording.get(OpenPlace, self.open_place_id)
        _take_away(recording, asked, set())
        recording.change(OpenPlace, asked.id, {"decision": "lost"})


def _placed(asked: OpenPlace, old: Highlight, text: str, start: int, end: int) -> Highlight:
    there = anchored(text, str(asked.revision_id), str(asked.claim_id), start, end)
    came = {
        # Two people who answer alike in two copies make one highlight.
        "id": named_id("placed", asked.id, str(start), str(end)),
        "arrival": "exact" if plain(there.quote) == plain(old.quote) else "changed",
        "decided_by": "person",
        "from_id": old.id,
    }
    return there.model_copy(update=came)


def _take_away(recording: Recording, asked: OpenPlace, but: set[str]) -> None:
    """Remove what an earlier answer placed."""
    for highlight in recording.records(
        Highlight, HighlightRow.from_id == asked.highlight_id, HighlightRow.revision_id == asked.revision_id
    ):
        if highlight.id not in but:
            recording.remove(Highlight, highlight.id)
