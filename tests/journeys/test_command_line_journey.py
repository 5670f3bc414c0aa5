"""The whole main job by the command line alone, each command a process of its own: from an article to a Word report."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
import pytest
from docx2python import docx2python

ROOT = Path(__file__).parents[2]
ARTICLE = """\
Ferry to the islands will sail every hour, minister promises
By Oda Lundmark, The Skerry Times
From 1 May the ferry between Port Aster and the islands is to sail every hour instead of every two. “That is \
what 4,300 islanders have been waiting for since 1998,” said the minister of transport, Ilmar Reyes, on Tuesday. \
🚢
The new timetable costs 6.4 million crowns a year, Reyes said. Two boats are enough for it; a third lies in \
reserve. “We have never had so few cancellations,” he added. “Last winter it was three in a hundred.”
Also read: The ten finest beaches of the archipelago
Brita Solheim, who heads the islanders’ council, sees it differently. “We counted 41 cancelled crossings in \
January alone,” she said. “That is one in six.” She doubts that two boats are enough. “They are both older than \
I am, and I was born in 1971.”
The harbour office keeps a list of its own. According to its head, Captain J. R. Moreau, 212 of 1,488 crossings \
did not take place between December and February. “It depends on whether you count those that sailed late,” he \
said.
The islands have 4,312 inhabitants, 96 more than a year ago. The fare stays at 38 crowns."""
PARAGRAPHS = tuple(ARTICLE.split("\n"))
MARKS: tuple[tuple[str, str, str, str], ...] = (
    ("sail every hour instead of every two", "True", "So the timetable says.", "https://ferry.example/timetable"),
    ("4,300 islanders", "Mostly true", "4,312 on 1 January.", "https://statistics.example/islands"),
    ("since 1998", "Unverifiable", "", ""),
    ("costs 6.4 million crowns a year", "True", "The budget has it.", "https://budget.example/2025/ferry"),
    ("Two boats are enough for it", "", "", ""),
    ("We have never had so few cancellations", "False", "2019 had fewer.", "https://harbour.example/list"),
    ("Last winter it was three in a hundred.", "False", "It was 14 in a hundred.", "https://harbour.example/list"),
    (
        "41 cancelled crossings in January",
        "Misleading",
        "With the late ones.",
        "https://harbour.example/list",
    ),
    ("I was born in 1971", "True", "She told us.", ""),
    ("212 of 1,488 crossings did not take place", "True", "Counted again.", "https://harbour.example/list"),
    ("96 more than a year ago", "False", "69 more.", "https://statistics.example/islands"),
    ("The fare stays at 38 crowns.", "True", "", "https://ferry.example/fares"),
)


@dataclass(frozen=True)
class Answer:
    code: int
    out: str
    err: str


def factcheck(*words: object) -> Answer:
    """Run ``python -m factcheck`` as a script would."""
    done = subprocess.run(
        [sys.executable, "-m", "factcheck", *map(str, words)],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    return Answer(done.returncode, done.stdout, done.stderr)


def value(*words: object) -> Any:
    """The JSON value that a command printed; it must have succeeded without a complaint."""
    answer = factcheck(*words, "--json")
    assert (answer.code, answer.err) == (0, ""), answer
    return json.loads(answer.out)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """The article as a Windows editor saved it: with a mark at its beginning and two characters at each line's end."""
    file = tmp_path / "ferry.txt"
    file.write_bytes(("\r\n\r\n".join(PARAGRAPHS) + "\r\n").encode("utf-8-sig"))
    return file


def test_from_an_article_to_a_word_report(tmp_path: Path, article: Path) -> None:
    project, report = tmp_path / "islands.factcheck", tmp_path / "islands.docx"

    # A new project, an article, its claims; nothing of the two characters at line ends shifts a place.
    assert value("new", project, "--scale", "default", "--as", "Mira Castellan")["profile"] == "statements"
    (brought,) = value("import", project, article, "--as", "Mira Castellan")["articles"]
    assert (brought["number"], brought["title"], brought["characters"]) == (1, PARAGRAPHS[0], len(ARTICLE))
    assert brought["left_out"] > 0
    refused = factcheck("mark", project, 1, "--quote", "crossings")
    assert (refused.code, refused.out, refused.err.count("\n")) == (1, "", 1)
    assert "2 times" in refused.err
    for quote, verdict, rationale, source in MARKS:
        words: list[object] = ["mark", project, "1", "--quote", quote, "--as", "Mira Castellan"]
        words += ["--verdict", verdict] if verdict else []
        words += ["--rationale", rationale] if rationale else []
        words += ["--source", source] if source else []
        claim = value(*words)
        assert ARTICLE[claim["start"] : claim["end"]] == claim["quotation"] == quote
        assert (claim["verdict"], claim["rationale"]) == (verdict or None, rationale)

    # What scripts read.
    claims = value("list", project, "claims")
    assert [claim["quotation"] for claim in claims] == [quote for quote, *_ in MARKS]
    assert [claim["number"] for claim in claims] == list(range(1, len(MARKS) + 1))
    assert [claim["sources"] for claim in claims] == [[source] if source else [] for *_, source in MARKS]
    listed = value("list", project, "articles")[0]
    assert (listed["claims"], listed["rated"], listed["draft"]) == (len(MARKS), len(MARKS) - 1, 1)
    addresses = {source for *_, source in MARKS if source}
    assert {source["address"] for source in value("list", project, "sources")} == addresses
    assert value("check", project) == {"faults": []}

    # The report, read back by two independent readers.
    assert factcheck("export", project, report, "--as", "Mira Castellan").code == 0
    check_report(report, {quote: verdict for quote, verdict, *_ in MARKS}, addresses)

    # The next draft: two sentences are other words now, what stood in them is to be checked again.
    second = tmp_path / "ferry-2.txt"
    changed = "\n\n".join(PARAGRAPHS).replace("6.4 million", "6.5 million").replace("one in six", "one in seven")
    second.write_text(changed, encoding="utf-8")
    revised = value("revise", project, 1, second, "--as", "Jonas Abendroth")
    assert (revised["draft"], revised["carried"], len(revised["re_check"])) == (2, len(MARKS) - 1, 1)
    by_quote = {claim["quotation"]: claim for claim in value("list", project, "claims")}
    assert set(by_quote) == {None, *(quote for quote, *_ in MARKS)} - {"costs 6.4 million crowns a year"}
    assert by_quote[None]["status"] == "re-check"
    assert value("check", project) == {"faults": []}
    assert factcheck("export", project, report, "--article", 1).code == 0


def check_report(report: Path, verdicts: dict[str, str], addresses: set[str]) -> None:
    """Every paragraph, verdict, comment and link is there for python-docx and for docx2python."""
    document = docx.Document(str(report))
    printed = [without_numbers(paragraph.text) for paragraph in document.paragraphs]
    for paragraph in PARAGRAPHS:
        assert (paragraph in printed) == (not paragraph.startswith("Also read")), paragraph
    comments = [comment.text for comment in document.comments]
    assert len(comments) == len(verdicts)
    for number, (verdict, comment) in enumerate(zip(verdicts.values(), comments, strict=True), 1):
        assert comment.startswith(f"{number} · {verdict}")
    assert {comment.author for comment in document.comments} == {"Mira Castellan"}
    cells = "\n".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    assert all(verdict in cells for verdict in verdicts.values())
    assert addresses <= {link.target_ref for link in document.part.rels.values() if link.is_external}
    with docx2python(report) as other:
        marked = [without_numbers(words) for words, *_ in other.comments]
        assert all(paragraph in without_numbers(other.text) for paragraph in PARAGRAPHS[2:4])
    assert marked == list(verdicts)


def without_numbers(text: str) -> str:
    """The words of the article without the number that the report prints behind each claim."""
    return re.sub(r"\xa0\d+\xa0", "", text)
