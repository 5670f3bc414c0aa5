"""Small projects and articles for tests; the texts are the tests' own."""

from __future__ import annotations

from pathlib import Path

from factcheck.domain.draft import ArticleDraft, Block, Note, OmittedStretch, Structure
from factcheck.project.edits.articles import AddArticle
from factcheck.project.edits.highlights import MarkClaim
from factcheck.project.project import Project
from factcheck.project.queries import articles

TITLE = "Harbour bridge reopens"
LINES = (
    TITLE,
    "The bridge cost 4.2 million crowns. It carries 9,000 cars a day, the mayor said.",
    "“Nobody was hurt,” said Dr. Imre Vass. He said no. The work 🙂 took 14 months.",
    "Also read: ten bridges to see",
    "He said no. The next inspection is in 2031.",
)
TEXT = "\n".join(LINES)


def draft(text: str = TEXT, title: str = "") -> ArticleDraft:
    """An article with a title, paragraphs, a footnote after the first sentence, and a folded line."""
    blocks: list[Block] = []
    start = 0
    for line in text.split("\n"):
        blocks.append(Block("title" if not blocks else "paragraph", start, start + len(line)))
        start += len(line) + 1
    noise = text.find("Also read")
    place = text.find("crowns.") + len("crowns.")
    notes = (
        (Note("f1", "footnote", place, place, "Budget office, https://budget.example/2024", "1"),) if place > 6 else ()
    )
    return ArticleDraft(
        text=text,
        title=title or text.split("\n", 1)[0],
        structure=Structure(tuple(blocks), notes=notes),
        omissions=(OmittedStretch(noise, text.index("\n", noise), "also read"),) if noise >= 0 else (),
    )


def span(text: str, words: str, occurrence: int = 1) -> tuple[int, int]:
    """Where words stand in a text."""
    start = -1
    for _ in range(occurrence):
        start = text.index(words, start + 1)
    return start, start + len(words)


def new_project(folder: Path, author: str = "Ada Mihović", profile: str = "statements") -> Project:
    """An empty project in a folder."""
    return Project.create(folder / "desk.factcheck", author=author, profile=profile)


def add_article(project: Project, text: str = TEXT) -> articles.ArticleLine:
    """Add an article; the answer is its line in the list."""
    article_id = project.apply(AddArticle(draft(text))).value
    line = project.read(lambda reading: articles.article_line(reading, article_id))
    assert line is not None
    return line


def mark(
    project: Project, line: articles.ArticleLine, words: str, rating_id: str | None = None, text: str = TEXT
) -> str:
    """Make a claim of words; the answer is its id."""
    return str(project.apply(MarkClaim(line.revision_id, (span(text, words),), rating_id)).value)
