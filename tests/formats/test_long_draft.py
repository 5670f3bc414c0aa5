"""The long draft that journeys import is what it says, and comes in whole, in both of its versions."""

from __future__ import annotations

from pathlib import Path

import pytest

from factcheck.formats.registry import read_article
from tests.formats.long_draft import BYLINE, EDITS, FOOTNOTES, TITLE, long_draft, write_long_draft


@pytest.mark.parametrize("edits", [0, EDITS])
def test_it_comes_in_whole(tmp_path: Path, edits: int) -> None:
    path = tmp_path / "tram.docx"
    written = write_long_draft(path, edits)
    draft = read_article(path)
    assert (draft.title, "By " + draft.byline) == (TITLE, BYLINE)
    assert 3_900 <= len(draft.text.split()) <= 4_300
    assert draft.counts == {"footnotes": FOOTNOTES, "comments": 25, "tracked changes": 12, "tables": 2}
    assert draft.unread == ()
    place = 0
    for sentence in written.sentences():
        place = draft.text.index(sentence.words, place)
        end = place + len(sentence.words)
        notes = [note for note in draft.structure.notes if place < note.start <= end and note.kind == "footnote"]
        assert [note.key for note in notes] == ([f"footnote-{sentence.note}"] if sentence.note else [])
        comments = [note for note in draft.structure.notes if note.key == f"comment-{sentence.comment}"]
        assert all((note.start, note.end) == (place, end) for note in comments)
        assert sentence.deleted not in draft.text or not sentence.deleted
        assert sentence.inserted in draft.text[end : end + 40]
    footnotes = [note for note in draft.structure.notes if note.kind == "footnote"]
    assert [note.label for note in footnotes] == [str(number) for number in range(1, FOOTNOTES + 1)]
    assert all(bool(note.links) == bool(int(note.key.removeprefix("footnote-")) % 2) for note in footnotes)
    assert {note.author for note in draft.structure.notes if note.kind == "comment"} == {"Ada Mihović", "Jonas Weber"}
    assert sum(bool(note.parent) for note in draft.structure.notes) == 5
    assert sum(note.resolved for note in draft.structure.notes) == 2


def test_the_second_draft_has_forty_edits_of_every_kind() -> None:
    first, second = long_draft(), long_draft(EDITS)
    kinds = [kind for kind, _key in second.edits]
    assert len(kinds) == EDITS
    assert set(kinds) == {"change", "delete", "insert", "repeat", "move"}
    assert len({key for _kind, key in second.edits}) == EDITS
    before = {sentence.key: sentence.words for sentence in first.sentences()}
    after = {sentence.key: sentence.words for sentence in second.sentences()}
    assert len(set(before.values())) == len(before)
    changed = {key for key, words in before.items() if key in after and after[key] != words}
    assert changed == {key for kind, key in second.edits if kind == "change"}
    assert before.keys() - after.keys() == {key for kind, key in second.edits if kind == "delete"}
    twice = {words for words in after.values() if list(after.values()).count(words) > 1}
    assert twice == {before[key] for kind, key in second.edits if kind == "repeat"}


def test_equal_calls_give_equal_drafts() -> None:
    assert long_draft(7) == long_draft(7)
    assert long_draft(7).edits == long_draft(EDITS).edits[:7]
