"""The latest texts, sentences and checkable words, kept in memory: revisions never change, so neither do these."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Sequence
from typing import Final

import sqlalchemy as sa

from factcheck.domain.records import Revision
from factcheck.project.blobs import blob
from factcheck.project.segmenting import flat_words, kept_sentences, kept_words, words_of
from factcheck.text.checkables import Checkable, checkables
from factcheck.text.sentences import sentences
from factcheck.text.spans import Spans

# A desk works on a few articles at a time; a text of 100,000 words takes about a megabyte.
KEPT: Final = 8


class Texts:
    """A small cache over one project; what a removal for good drops must be forgotten here too."""

    def __init__(self) -> None:
        self._texts: OrderedDict[str, str] = OrderedDict()
        self._sentences: OrderedDict[tuple[str, str], Spans] = OrderedDict()
        self._words: OrderedDict[tuple[str, str], list[Checkable]] = OrderedDict()
        self._found: dict[tuple[str, str], array[int]] = {}  # of long texts, whose words the project does not keep

    def text(self, connection: sa.Connection, revision: Revision) -> str:
        """The text of a revision; raises ``Problem`` where it is missing or damaged."""
        sha256 = revision.text_sha256
        if sha256 not in self._texts:
            self._texts[sha256] = blob(connection, sha256).decode("utf-8", "surrogatepass")
            if len(self._texts) > KEPT:
                self._texts.popitem(last=False)
        self._texts.move_to_end(sha256)
        return self._texts[sha256]

    def sentences(self, connection: sa.Connection, revision: Revision, language: str) -> Spans:
        """The sentences of a revision (code points), as kept in the project or cut now."""
        key = (revision.id, language)
        if key not in self._sentences:
            kept = kept_sentences(connection, revision.id, language)
            cut = sentences(self.text(connection, revision), language) if kept is None else kept
            self._sentences[key] = Spans.of(cut)
            if len(self._sentences) > KEPT:
                self._sentences.popitem(last=False)
        self._sentences.move_to_end(key)
        return self._sentences[key]

    def words(
        self, connection: sa.Connection, revision: Revision, language: str, *, look: bool = True
    ) -> list[Checkable] | None:
        """What can be checked in a revision; where nobody knows it yet it is found now, or (not ``look``) None."""
        key = (revision.id, language)
        if key not in self._words:
            kept = words_of(self._found[key]) if key in self._found else kept_words(connection, revision.id, language)
            if kept is None and not look:
                return None
            if kept is None:
                kept = checkables(self.text(connection, revision), language)
                self.learn(revision.id, language, kept)
            self._words[key] = kept
            if len(self._words) > KEPT:
                self._words.popitem(last=False)
        self._words.move_to_end(key)
        return self._words[key]

    def learn(self, revision_id: str, language: str, words: Sequence[Checkable]) -> None:
        """Take over what was found elsewhere in a long text; all of these are remembered, 12 bytes for each word."""
        self._found[revision_id, language] = flat_words(words)

    def forget(self) -> None:
        """Forget everything."""
        self._texts.clear()
        self._sentences.clear()
        self._words.clear()
        self._found.clear()
