"""Reports as they come back: a small project with a report, and the report after a colleague had it in Word."""

from __future__ import annotations

import random
from contextlib import closing
from pathlib import Path

from factcheck.domain.draft import ArticleDraft, Block, Note, Structure
from factcheck.project.edits.articles import AddArticle
from factcheck.project.edits.claims import AddComment, EditClaim
from factcheck.project.edits.highlights import MarkClaim
from factcheck.project.project import Project
from factcheck.project.queries.articles import article_line
from factcheck.project.queries.project import scale_in_use
from factcheck.project.queries.reports import report_of
from tests.formats.docx.word_editing import (
    add_paragraph,
    choose_verdict,
    decide_wording,
    delete_paragraph,
    edit_rationale,
    edit_words,
)
from tests.formats.docx.word_hand import Done, WordHand
from tests.formats.docx.word_save import save_as_word

PLACES = ("harbour", "bridge", "market", "depot", "ferry", "square", "school", "tower", "garden", "mill")
VERBS = ("opened", "closed", "moved", "burned", "grew", "failed", "returned", "doubled")


def sentences(count: int, rnd: random.Random) -> list[str]:
    """Sentences of which no two are alike."""
    return [
        f"In {1900 + number} the {rnd.choice(PLACES)} of ward {number} {rnd.choice(VERBS)} after"
        f" {rnd.randrange(2, 900)} days and {rnd.randrange(1000, 9999)} crowns of cost."
        for number in range(count)
    ]


def returning_project(folder: Path, seed: int = 1) -> tuple[Path, str]:
    """A project with an article of thirty paragraphs and twelve claims in it; the path and the article's id."""
    rnd = random.Random(seed)
    path = folder / f"desk{seed}.factcheck"
    lines = ["How the harbour was paid for", "By Runa Oduya"]
    made = sentences(72, rnd)
    lines += [" ".join(made[at : at + 2]) for at in range(0, 60, 2)]
    lines += ["Year\tWard\tCost", "1990\tNorth\t400", "1991\tSouth\t512"]
    lines += ["قال العمدة إن الجسر فتح في عام 1991.", "The children 👩‍👩‍👧 of ward 9 painted é and 東京 on it."]
    kinds = ["title", "byline", *["paragraph"] * 30, *["table_row"] * 3, "paragraph", "paragraph"]
    text = "\n".join(lines)
    blocks, start = [], 0
    for kind, line in zip(kinds, lines, strict=True):
        blocks.append(Block(kind, start, start + len(line)))  # type: ignore[arg-type] # literal kinds
        start += len(line) + 1
    place = text.index(made[3]) + len(made[3])
    over = text.index(made[9])
    notes = (
        Note("footnote-2", "footnote", place, place, "City archive, https://archive.example/7", "1"),
        Note("comment-1", "comment", over, over + 12, "Says who?", author="Runa Oduya", date="2026-01-02T10:00:00Z"),
    )
    draft = ArticleDraft(text=text, structure=Structure(tuple(blocks), notes=notes), title=lines[0])
    with closing(Project.create(path, author="Ada Mihović")) as project:
        article_id = project.apply(AddArticle(draft)).value
        shown = project.read(lambda reading: article_line(reading, article_id))
        assert shown is not None
        _scale, ratings = project.read(scale_in_use)
        for number in range(12):
            words = made[number * 4].removesuffix(".") if number % 3 else made[number * 4].split(" after ")[0]
            if number == 11:
                words = "1991\tSouth"
            at = text.index(words)
            rating = ratings[number % len(ratings)].id if number % 4 else None
            claim_id = project.apply(MarkClaim(shown.revision_id, ((at, at + len(words)),), rating)).value
            if number % 5:
                lines = [f"Records for {number} show {number * 7} rows.", f"The auditor agrees on point {number}."]
                project.apply(EditClaim(claim_id, {"rationale": "\n".join(lines[: 1 + number % 2])}))
            if number in (2, 4, 5):
                project.apply(EditClaim(claim_id, {"correction": words.replace(" of ward ", " in ward ")}))
            for answer in range(number % 3):
                project.apply(AddComment(claim_id, f"Remark {answer} on {number}"))
    return path, article_id


# Words that are marked, the new wording, the rationale; of every third claim there is no verdict.
ARABIC = (
    (
        "قال الوزير إن الإيجارات لن ترتفع أكثر من 3٪ هذا العام.\n"
        "ارتفعت الأسعار بنسبة 12 في المئة وفق Eurostat في عام 2024."
        "\nالعام\tالنسبة\n2024\t12\nقال العمدة إن الجسر فتح في عام 1991 وإنه طويل."
    ),
    (
        ("3٪ هذا العام", "4٪ هذا العام", ""),
        ("12 في المئة", "13 في المئة", "الأرقام تقول غير ذلك.\nسطر ثان."),
        ("2024\t12", "2024\t13", "نعم"),
    ),
)
JAPANESE = (
    "市長は橋が1991年に開通したと述べた。\n家賃は市場の半分である。東京では公営住宅の家賃制度がある。\n人口は約120万人で増えた。",
    (
        ("1991年", "1992年", "記録による。"),
        ("家賃は市場の半分", "家賃は市場の三分の一", ""),
        ("120万人", "130万人", "統計局。\n二行目。"),
    ),
)


def spoken_project(path: Path, language: str, text: str, marks: tuple[tuple[str, str, str], ...]) -> Path:
    """A project with an article in a language, and its claims."""
    blocks, start = [], 0
    for line in text.split("\n"):
        blocks.append(Block("table_row" if "\t" in line else "paragraph", start, start + len(line)))
        start += len(line) + 1
    title = text.split("\n", maxsplit=1)[0]
    draft = ArticleDraft(text=text, structure=Structure(tuple(blocks)), title=title, language=language)
    with closing(Project.create(path, author="Ada Mihović")) as project:
        article_id = project.apply(AddArticle(draft)).value
        shown = project.read(lambda reading: article_line(reading, article_id))
        assert shown is not None
        _scale, ratings = project.read(scale_in_use)
        for number, (words, correction, rationale) in enumerate(marks):
            at, rating = text.index(words), ratings[number].id if number % 3 else None
            claim_id = project.apply(MarkClaim(shown.revision_id, ((at, at + len(words)),), rating)).value
            project.apply(EditClaim(claim_id, {"correction": correction, "rationale": rationale}))
            project.apply(AddComment(claim_id, rationale or words))
    return path


def report_bytes(path: Path, folder: Path) -> bytes:
    """The report on a project."""
    from factcheck.formats.docx.writing import write_report

    with closing(Project.open(path, author="Ada Mihović")) as project:
        report = project.read(report_of)
    target = folder / f"{path.stem}.docx"
    write_report(report, target)
    return target.read_bytes()


ACTIONS = (
    WordHand.reply,
    WordHand.comment_on_claim,
    WordHand.comment_on_words,
    WordHand.edit_comment,
    WordHand.delete_comment,
    WordHand.resolve,
    choose_verdict,
    edit_rationale,
    edit_words,
    edit_words,
    decide_wording,
    delete_paragraph,
    add_paragraph,
)


def edited(content: bytes, seed: int) -> tuple[bytes, list[Done]]:
    """A report after some actions of a colleague and a save by Word, and what should come back of it."""
    rnd = random.Random(seed)
    hand = WordHand(content, rnd)
    for _time in range(rnd.randrange(0, 9)):
        rnd.choice(ACTIONS)(hand)
    save_as_word(hand)
    return hand.saved(), hand.done
