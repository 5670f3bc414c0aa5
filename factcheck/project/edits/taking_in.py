"""The edit that takes a whole project in, out of a file that another program, or another copy, has written."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.domain.interchange import WholeProject
from factcheck.domain.records import RECORDS, Article, ProjectRecord, Record, Revision, Source
from factcheck.domain.sameness import sorted_out
from factcheck.project import rows
from factcheck.project.recording import Recording
from factcheck.project.segmenting import keep_sentences, keep_words
from factcheck.translation import _

# What an empty project takes over from the one that comes in.
_OF_PROJECT = ("name", "profile", "scale_id", "sourcing_id", "report", "passes")


@dataclass(frozen=True)
class TakenIn:
    """How many records are new, how many were here already, and how many of these say something else there."""

    new: dict[str, int]
    known: int
    different: int


@dataclass(frozen=True)
class TakeInProject:
    """Take in the records of a whole project under their own ids; the answer is a ``TakenIn``.

    A record that is here already, removed or not, stays as it is here: nobody's words are replaced, and twice the same
    file adds nothing.
    """

    whole: WholeProject

    @property
    def name(self) -> str:
        """Menu words."""
        return _("Take in project")

    def apply(self, recording: Recording) -> TakenIn:
        """Write what is new."""
        own = recording.records(ProjectRecord)[0]
        is_empty = not recording.records(Article) and not recording.records(Source)
        structures = self._store_content(recording)
        fresh: list[Record] = []
        new: dict[str, int] = {}
        known = different = 0
        for kind in RECORDS:
            if kind is ProjectRecord:
                continue
            there = rows.known_ids(recording.connection, self.whole.of(kind))
            for one in self.whole.of(kind):
                made = _with_own_structure(one, structures)
                if one.id in there:
                    known += 1
                    different += recording.find(kind, one.id) != made
                else:
                    fresh.append(made)
                    new[kind.__name__] = new.get(kind.__name__, 0) + 1
        recording.add_all(fresh)
        if is_empty:
            (project,) = self.whole.of(ProjectRecord)
            recording.change(ProjectRecord, own.id, {name: getattr(project, name) for name in _OF_PROJECT})
        languages = {article.id: article.language for article in self.whole.of(Article)}
        for one in fresh:
            if isinstance(one, Revision):
                text = self.whole.texts[one.text_sha256]
                language = languages.get(one.article_id or "", "en")
                keep_sentences(recording.connection, one.id, text, language)
                keep_words(recording.connection, one.id, text, language)
        return TakenIn(new, known, different)

    def _store_content(self, recording: Recording) -> dict[str, str]:
        """Keep texts and files; the answer tells under which name each structure is kept."""
        for text in self.whole.texts.values():
            recording.store_blob(text.encode("utf-8", "surrogatepass"))
        for content in self.whole.files.values():
            recording.store_blob(content)
        return {
            sha256: recording.store_blob(structure.encode("utf-8", "surrogatepass"))
            for sha256, structure in self.whole.structures.items()
        }


def _with_own_structure(one: Record, structures: dict[str, str]) -> Record:
    if not isinstance(one, Revision):
        return one
    return one.model_copy(update={"structure_sha256": structures[one.structure_sha256]})


@dataclass(frozen=True)
class TakeInSources:
    """Take in sources that are not here yet; the answer is the ids of those that are new.

    A source is known by its id, its address, or its title with authors and year (``domain.sameness``); one that was
    removed here stays removed.
    """

    sources: tuple[Source, ...]

    @property
    def name(self) -> str:
        """Menu words."""
        return _("Import sources")

    def apply(self, recording: Recording) -> list[str]:
        """Write those that are new."""
        there = rows.known_ids(recording.connection, self.sources)
        coming = [source for source in self.sources if source.id not in there]
        new, _known = sorted_out(coming, recording.records(Source))
        return recording.add_all(new)
