"""Articles as the window opens them, made without a project: for tests of the article view, and to look at it.

``python tests/ui/factories_ui.py OUT.png [--dark] [--drafts]`` paints the sample.
"""

from __future__ import annotations

import argparse
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from factcheck.domain.changes import Shown
from factcheck.domain.draft import Block, Note, Span, Structure
from factcheck.domain.records import Article, Omission, Rating, Revision, Sentence, named_id
from factcheck.project.queries.articles import Mark, OpenArticle
from factcheck.resources import resource
from factcheck.text.sentences import sentences


def ratings(scale: str = "default") -> dict[str, Rating]:
    """The ratings of a preset, by id; the id is the key."""
    data = tomllib.loads(resource("scales", f"{scale}.toml").read_text(encoding="utf-8"))
    return {
        row["key"]: Rating(id=row["key"], scale_id=scale, position=n, **row) for n, row in enumerate(data["rating"])
    }


def blocks_of(text: str, kinds: Sequence[tuple[str, Any]] = ()) -> tuple[Block, ...]:
    """A block for each line that is not empty; ``kinds`` are kind (and level or marker) of the first lines."""
    made: list[Block] = []
    at = 0
    for line in text.split("\n"):
        if line:
            kind, more = kinds[len(made)] if len(made) < len(kinds) else ("paragraph", None)
            level = more if isinstance(more, int) else 0
            made.append(Block(kind, at, at + len(line), level, more if isinstance(more, str) else ""))  # type: ignore[arg-type]  # plain words here
        at += len(line) + 1
    return tuple(made)


def mark(
    text: str, words: str, number: int, rating: str | None = None, *, status: str = "checked", nth: int = 1
) -> Mark:
    """A highlight over the ``nth`` place where ``words`` stand."""
    start = -1
    for _each in range(nth):
        start = text.index(words, start + 1)
    return Mark(f"h{number}", f"c{number}", start, start + len(words), rating, status)


def opened(
    text: str,
    marks: Sequence[Mark] = (),
    *,
    structure: Structure | None = None,
    language: str = "en",
    omissions: Sequence[Omission] = (),
    decisions: Sequence[tuple[int, int]] = (),
    cut: bool = True,
    **particulars: str,
) -> OpenArticle:
    """An article with one draft."""
    article = Article(id=named_id("article", text[:40]), language=language, **particulars)
    revision = Revision(article_id=article.id, characters=len(text))
    return OpenArticle(
        article=Shown(article),
        revision=revision,
        revisions=[revision],
        text=text,
        structure=structure or Structure(),
        omissions=list(omissions),
        sentences=sentences(text, language) if cut else [],
        decisions=[Sentence(revision_id=revision.id, start=start, end=end) for start, end in decisions],
        marks=list(marks),
        sign_offs=[],
    )


TEXT = """\
Tram line 9 “pays for itself”, says the transport chief of Lindau Bay
The operator counts 41,000 riders a day. Two of the figures behind that do not add up.
By Tove Aalund
Transport chief Marek Sand told the harbour chamber on Monday that the new tram line 9 earned back its running\
 cost in its first year. “Nobody believed us,” he said.
The line opened in May 2024 and runs every six minutes on weekdays. According to the operator it carried 15 \
million passengers in twelve months, which is 41,000 a day. The figure counts every change of vehicle as a new\
 passenger, as a footnote in its yearly report admits.
What the accounts show
The yearly report puts the running cost at 38 million and the takings at 29 million. Sand’s office added a \
subsidy of 11 million to the takings. Economists call that unusual.
Three things are left out of the sum:
the depot at Eastgate, which cost 64 million,
interest on the loan,
and the free tickets for pupils.
“A line that needs a subsidy does not pay for itself,” said Ines Okafor, who teaches transport economics. She \
expects the gap to close by 2029 😀 if fares rise by 4.5 percent a year.
Line\tRiders a day\tCost per rider
9\t41,000\t2.53
4\t18,200\t3.10
Read also: ten walks along the new line
Advertisement: winter tyres, 20 percent off
The council decides on an extension to the airport on 8 December. A majority is expected."""

_KINDS: tuple[tuple[str, Any], ...] = (
    ("title", 0), ("standfirst", 0), ("byline", 0), ("paragraph", 0), ("paragraph", 0), ("heading", 2),
    ("paragraph", 0), ("paragraph", 0), ("list_item", "•"), ("list_item", "•"), ("list_item", "•"), ("quote", 0),
    ("table_row", 0), ("table_row", 0), ("table_row", 0), ("paragraph", 0), ("paragraph", 0), ("paragraph", 0),
)  # fmt: skip


def sample(*, profile: str = "statements") -> OpenArticle:
    """An article with a bit of everything: overlaps, notes, a comment, a list, a table, a folded stretch."""
    yes, nearly, no, odd, open_ = (
        ("confirmed", "confirmed-with-change", "disputed", "on-author", None)
        if profile == "drafts"
        else ("true", "mostly-true", "false", "misleading", None)
    )
    rows = [
        mark(TEXT, "the new tram line 9 earned back its running cost in its first year.", 1, no),
        mark(TEXT, "The line opened in May 2024 and runs every six minutes on weekdays.", 2, yes),
        mark(TEXT, "it carried 15 million passengers in twelve months, which is 41,000 a day.", 3, odd),
        mark(TEXT, "15 million passengers", 4, nearly),
        mark(TEXT, "The figure counts every change of vehicle as a new passenger,", 5, open_, status="unstarted"),
        mark(TEXT, "a subsidy of 11 million", 6, yes),
        mark(TEXT, "fares rise by 4.5 percent a year", 7, open_, status="unstarted"),
    ]
    place = TEXT.index("report admits.") + 14
    comment = TEXT.index("Economists call that unusual.")
    notes = (
        Note(
            "f1", "footnote", place, place, "Yearly report 2025, p. 14, note 3: https://operator.example/2025.pdf",
            label="1", links=("https://operator.example/2025.pdf",),
        ),
        Note(
            "k1", "comment", comment, comment + 29, "Which ones? Name two.", author="Dana Reiss", initials="DR",
            date="2025-10-14T09:00:00Z",
        ),
        Note("k2", "comment", comment, comment + 29, "Okafor and Lund.", author="Tove Aalund", parent="k1"),
    )  # fmt: skip
    strong = TEXT.index("38 million")
    link = TEXT.index("depot at Eastgate")
    spans = (
        Span("strong", strong, strong + 10),
        Span("emphasis", TEXT.index("unusual"), TEXT.index("unusual") + 7),
        Span("link", link, link + 17, "https://operator.example/depot"),
    )
    fold = TEXT.index("Read also")
    until = TEXT.index("The council decides")
    quiet = TEXT.index("“Nobody believed us,” he said.")
    return opened(
        TEXT,
        rows,
        structure=Structure(blocks_of(TEXT, _KINDS), spans, notes),
        omissions=[Omission(id="o1", start=fold, end=until - 1, reason="also read")],
        decisions=[(quiet, quiet + 30)],
        title=TEXT.split("\n", maxsplit=1)[0],
        publication="The Lindau Bay Herald",
        published="14 October 2025",
    )


def main() -> None:
    """Paint the sample into a picture."""
    from PySide6.QtWidgets import QApplication

    from factcheck.ui import theme
    from factcheck.ui.article.view import ArticleView

    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=Path)
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--drafts", action="store_true")
    chosen = parser.parse_args()
    app = QApplication([])
    theme.apply_theme(app, theme.DARK if chosen.dark else theme.LIGHT)
    view = ArticleView()
    view.resize(792, 1400)
    profile = "drafts" if chosen.drafts else "statements"
    view.show_article(sample(profile=profile), ratings("drafts" if chosen.drafts else "default"), profile)
    view.show()
    view.setFocus()
    app.processEvents()
    view.go_to_claim("c3")
    view.on_settled()
    app.processEvents()
    view.grab().save(str(chosen.out))


if __name__ == "__main__":
    main()
