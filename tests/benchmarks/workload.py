"""What the benchmarks of the article measure with: a long text, highlights that overlap, a project of them, clocks."""

from __future__ import annotations

import random
import resource
import statistics
import time
from bisect import bisect_right
from collections.abc import Callable
from pathlib import Path

from factcheck.domain.draft import ArticleDraft, Block, Structure
from factcheck.domain.records import Claim
from factcheck.project.edits.articles import AddArticle
from factcheck.project.edits.highlights import anchored
from factcheck.project.project import Project
from factcheck.project.queries.project import scale_in_use
from factcheck.project.recording import Recording

Span = tuple[int, int]
AT_ONCE = 2_000  # claims in one edit


def text_of(words: int, seed: int = 9) -> tuple[str, list[Span]]:
    """News-like paragraphs of five sentences, and the places of the sentences."""
    rng = random.Random(seed)
    vocabulary = ["".join(rng.choices("etaoinshrdlucmfwygpbv", k=rng.randint(2, 9))) for _ in range(900)]
    lines: list[str] = []
    spans: list[Span] = []
    at = count = 0
    while count < words:
        sentences = []
        for _each in range(5):
            length = rng.randint(10, 30)
            sentence = " ".join(rng.choices(vocabulary, k=length)).capitalize() + rng.choice(
                [".", f" {rng.randint(1, 99)}%."]
            )
            spans.append((at, at + len(sentence)))
            at += len(sentence) + 1
            count += length
            sentences.append(sentence)
        lines.append(" ".join(sentences))
    return "\n".join(lines), spans


def marks_of(sentences: list[Span], count: int) -> list[Span]:
    """Four highlights on each of some sentences: the whole, its first half, a few words, and over its end."""
    groups = count // 4
    step = max(1.0, (len(sentences) - 1) / groups)
    marks: list[Span] = []
    for group in range(groups):
        number = min(len(sentences) - 2, int(group * step))
        start, end = sentences[number]
        next_start, next_end = sentences[number + 1]
        half, third = (end - start) // 2, (end - start) // 3
        marks += [(start, end), (start, start + half), (start + third, start + third + 12)]
        marks.append((end - third, next_start + (next_end - next_start) // 4))
    return sorted(set(marks))


class ManyClaims:
    """Many claims in one edit, as only a benchmark needs them."""

    name = "Many claims"

    def __init__(self, revision_id: str, article_id: str, text: str, spans: list[Span], ratings: list[str]) -> None:
        self.words = (revision_id, article_id, text, spans, ratings)

    def apply(self, recording: Recording) -> None:
        """Write them; every third has a verdict."""
        revision_id, article_id, text, spans, ratings = self.words
        made: list[Claim | object] = []
        for number, (start, end) in enumerate(spans):
            rating = ratings[number // 3 % len(ratings)] if number % 3 == 0 else None
            status = "checked" if rating else "unstarted"
            claim = Claim(article_id=article_id, words=text[start:end], rating_id=rating, status=status)
            made += [claim, anchored(text, revision_id, claim.id, start, end)]
        recording.add_all(made)  # type: ignore[arg-type] # claims and highlights are records


def draft_of(text: str) -> ArticleDraft:
    """A text as an article of paragraphs."""
    at, blocks = 0, []
    for line in text.split("\n"):
        blocks.append(Block("paragraph", at, at + len(line)))
        at += len(line) + 1
    return ArticleDraft(text, Structure(tuple(blocks)), title="A long report")


def project_with(path: Path, text: str, spans: list[Span]) -> str:
    """Make a project of one article with a claim on each span; the answer is the article's id."""
    project = Project.create(path, author="Ada Marlow")
    article_id = str(project.apply(AddArticle(draft_of(text))).value)
    revision_id = project.read(lambda r: r.tuples("SELECT revision_id FROM article")[0][0])
    ratings = [rating.id for rating in project.read(scale_in_use)[1]]
    for first in range(0, len(spans), AT_ONCE):
        project.apply(ManyClaims(revision_id, article_id, text, spans[first : first + AT_ONCE], ratings))
    project.close()
    return article_id


def words_told(words: int, marks: list[Span]) -> str:
    """What is measured, in words."""
    ends: list[int] = []
    deepest = 0
    for start, end in sorted(marks):
        ends = [other for other in ends if other > start]
        ends.insert(bisect_right(ends, end), end)
        deepest = max(deepest, len(ends))
    return f"{words:,} words, {len(marks):,} highlights, up to {deepest} over each other"


def peak_memory() -> str:
    """The most memory that this process ever held."""
    return f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB"


class Clock:
    """Collects processor time of all threads, in milliseconds."""

    def __init__(self) -> None:
        self.times: list[float] = []

    def run(self, work: Callable[[], object]) -> None:
        """Measure one run."""
        start = time.process_time()
        work()
        self.times.append((time.process_time() - start) * 1000)

    def __str__(self) -> str:
        low, high = min(self.times), max(self.times)
        told = f"{statistics.median(self.times):7.2f} ms  [{low:.2f} .. {high:.2f}]  n={len(self.times)}"
        if len(self.times) < 100:
            return told
        return f"{told}  99 of 100 within {statistics.quantiles(self.times, n=100)[98]:.2f}"
