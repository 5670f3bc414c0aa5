"""The sample project: made from ``resources/sample`` by the ordinary edits, so that it is a project like any other."""

from __future__ import annotations

import shutil
import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any, Final

from factcheck.domain.draft import ArticleDraft, Block, Structure
from factcheck.domain.problems import Problem
from factcheck.domain.records import Article
from factcheck.project.edits.articles import AddArticle, EditArticle
from factcheck.project.edits.claims import AddComment, EditClaim
from factcheck.project.edits.highlights import DecideSentences, MarkClaim
from factcheck.project.edits.project import SetPerson
from factcheck.project.edits.reviewing import SendToReview
from factcheck.project.edits.reviews import AskQuery
from factcheck.project.edits.sources import AddSource, Cite
from factcheck.project.edits.together import Together
from factcheck.project.project import Project
from factcheck.project.queries.project import scale_in_use
from factcheck.project.recording import Edit
from factcheck.resources import resource
from factcheck.translation import _, words_in

Data = Mapping[str, Any]

_PARTICULARS: Final = ("title", "byline", "publication", "published", "address")
_OF_CLAIM: Final = (
    "words", "kind", "priority", "status", "rationale", "note", "correction", "assignee", "speaker", "speaker_role",
    "stated_on", "occasion",
)  # fmt: skip


def build_sample(path: Path, author: str = "") -> Path:
    """Make the sample project at ``path``; raises ``Problem`` where it cannot be made.

    ``author`` brings articles and sources in (empty: the sample's own checker); what is said about
    them is said by its invented people, each in an opening of their own.
    """
    if path.exists():
        raise Problem(_("“{name}” is there already.").format(name=path.name), _("Choose another name, or open it."))
    path.parent.mkdir(parents=True, exist_ok=True)
    # Under another name until it is whole: whoever interrupts this finds no half of a sample next time. And on a disk
    # of this computer: on a share or in a sync folder the work would be done in a replica, each opening in the same.
    unfinished = path.with_name(f".{path.name}.part")
    unfinished.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory(prefix="factcheck-") as folder:
        built = Path(folder) / path.name
        _build(built, author)
        try:
            shutil.copyfile(built, unfinished)
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)
    return path


def _build(path: Path, author: str) -> None:
    data = tomllib.loads(resource("sample", "sample.toml").read_text("utf-8"))
    with words_in("en"), ExitStack() as openings:  # its texts are English, so its scale and its people are
        project = openings.enter_context(
            closing(
                Project.create(
                    path,
                    author=author or data["author"],
                    profile=data["profile"],
                    scale=data["scale"],
                    name=data["name"],
                )
            )
        )
        people = {
            person["name"]: openings.enter_context(closing(Project.open(path, author=person["name"])))
            for person in data["person"]
        }
        _Building(data, project, people).build()


class _Building:
    """The sample while it is built; the data speaks of sources and verdicts by keys, the project by ids."""

    def __init__(self, data: Data, project: Project, people: Mapping[str, Project]) -> None:
        self._data = data
        self._project = project
        self._people = people
        self._checker = people[data["author"]]
        self._ratings = {rating.key: rating.id for rating in project.read(scale_in_use)[1]}
        self._sources: dict[str, str] = {}

    def build(self) -> None:
        """Apply every edit."""
        for person in self._data["person"]:
            self._project.apply(SetPerson(person["name"], person["initials"], person["role"]))
        for source in self._data["source"]:
            fields = {name: value for name, value in source.items() if name != "key"}
            self._sources[source["key"]] = self._project.apply(AddSource(fields)).value
        for article in self._data["article"]:
            self._add_article(article)

    def _add_article(self, article: Data) -> None:
        draft = _draft(article)
        article_id = self._project.apply(AddArticle(draft)).value
        self._project.apply(EditArticle(article_id, {"slug": article["slug"]}))
        revision_id = self._project.read(lambda reading: reading.get(Article, article_id).revision_id) or ""
        if article["nothing_to_check"]:
            spans = tuple(_span(draft.text, words) for words in article["nothing_to_check"])
            self._checker.apply(DecideSentences(revision_id, spans, nothing_to_check=True))
        for claim in self._data["claim"]:
            if claim["article"] == article["key"]:
                self._add_claim(claim, revision_id, draft.text)

    def _add_claim(self, claim: Data, revision_id: str, text: str) -> None:
        spans = tuple(_span(text, words) for words in claim["quotations"])
        marking = MarkClaim(revision_id, spans, self._ratings.get(claim.get("verdict", "")))
        whole = Together(marking.name, marking, lambda claim_id: self._said_of(claim, claim_id))
        opening = self._people[claim["assignee"]] if "assignee" in claim else self._checker
        made = opening.apply(whole).value
        for comment in claim.get("comment", ()):
            self._people[comment["author"]].apply(AddComment(made, comment["text"]))

    def _said_of(self, claim: Data, claim_id: str) -> Iterator[Edit]:
        yield EditClaim(claim_id, {name: claim[name] for name in _OF_CLAIM if name in claim})
        for evidence in claim.get("evidence", ()):
            yield Cite(
                claim_id,
                source_id=self._sources[evidence["source"]],
                stance=evidence["stance"],
                passage=evidence["passage"],
                locator=evidence["locator"],
            )
        for query in claim.get("query", ()):
            yield AskQuery({"claim_id": claim_id, **query})
        if "review" in claim:
            yield SendToReview((claim_id,), claim["review"])


def _draft(article: Data) -> ArticleDraft:
    """The article as an importer would hand it over: one block per line."""
    blocks = []
    position = 0
    for kind, words in article["blocks"]:
        marker = "•" if kind == "list_item" else ""
        blocks.append(Block(kind, position, position + len(words), marker=marker))
        position += len(words) + 1
    return ArticleDraft(
        text="\n".join(words for _kind, words in article["blocks"]),
        structure=Structure(tuple(blocks)),
        **{name: article[name] for name in _PARTICULARS},
    )


def _span(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)
