"""Searches a project of 100,000 claims as the palette does, letter by letter; processor time, in milliseconds.

    python tests/benchmarks/palette.py [--claims N] [--articles N] [--rounds N]

``cold`` is the first search after somebody has written (the claims' numbers are counted anew), ``warm`` each further
one. The floor is a bare full-text table of the same words that is asked for the same patterns, latest first. At most
50 ms are allowed for any of them.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from factcheck.project.project import Project
from factcheck.project.queries.search import found
from factcheck.project.word_index import match_of
from tests.factories import add_article, new_project

ALLOWED = 50.0
TYPED = ("b", "br", "bri", "bridge", "bridge c", "bridge cost", "m a t", "4512", "zz", "騒音", "köprü")


def sentences_of(count: int) -> list[str]:
    """As many sentences, of words that are as frequent as those of a language."""
    chance = random.Random(7)
    words = ["".join(chance.choices("abcdefghiklmnoprstuvz", k=chance.randint(2, 10))) for _ in range(20_000)]
    words[3:9] = ["bridge", "cost", "mayor", "audit", "traffic", "köprü"]
    weights = list(itertools.accumulate(1 / (place + 1) for place in range(len(words))))
    return [" ".join(chance.choices(words, cum_weights=weights, k=20)) for _ in range(count)]


def project_of(folder: Path, sentences: list[str], articles: int) -> Project:
    """A project with a claim for each sentence; the rows alone are written, for a search asks no log."""
    project = new_project(folder)
    lines = [add_article(project) for _ in range(articles)]
    project.close()
    with closing(sqlite3.connect(project.path)) as file:
        for table, rows in (
            (
                "claim",
                [(f"{n:032x}", lines[n % articles].id, "", words) for n, words in enumerate(sentences)],
            ),
            (
                "highlight",
                [
                    (f"{n:032x}", f"{n:032x}", lines[n % articles].revision_id, n, n + 1, words)
                    for n, words in enumerate(sentences)
                ],
            ),
        ):
            columns = [column[1] for column in file.execute(f"PRAGMA table_info({table})")]
            model = file.execute(f"SELECT * FROM {table} LIMIT 1").fetchone()
            assert model is None
            names = {
                "claim": ("id", "article_id", "words", "rationale"),
                "highlight": ("id", "claim_id", "revision_id", "start", "end", "quote"),
            }[table]
            rest = {name: default(table, name) for name in columns if name not in names}
            listed = ", ".join(f'"{name}"' for name in (*names, *rest))
            marks = ", ".join("?" * (len(names) + len(rest)))
            file.executemany(
                f"INSERT INTO {table} ({listed}) VALUES ({marks})", [(*row, *rest.values()) for row in rows]
            )
        file.commit()
    project = Project.open(project.path, author="Ada Mihović")
    project.rebuild_word_index()
    return project


def default(table: str, name: str) -> Any:
    """A field's default as SQLite stores it."""
    from factcheck.project.tables import KINDS

    if name == "deleted":
        return 0
    return KINDS[table].model_fields[name].get_default(call_default_factory=True)


def floor_of(sentences: list[str]) -> sqlite3.Connection:
    """A full-text table of the same words and nothing else."""
    bare = sqlite3.connect(":memory:")
    bare.execute("CREATE VIRTUAL TABLE bare USING fts5(words, prefix='1 2')")
    bare.executemany("INSERT INTO bare VALUES (?)", ((f"{words} {words}",) for words in sentences))
    return bare


def spent(work: Callable[[], Any]) -> float:
    """The processor time of some work, in milliseconds."""
    begun = time.process_time()
    work()
    return (time.process_time() - begun) * 1000


def main() -> int:
    """Measure, print one JSON line for each search, and answer 1 where one is too slow."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--articles", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=5)
    chosen = parser.parse_args()
    sentences = sentences_of(chosen.claims)
    bare = floor_of(sentences)
    slowest = 0.0
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(project_of(Path(folder), sentences, chosen.articles)) as project,
    ):
        article_id = project.read(lambda reading: reading.tuples("SELECT id FROM article")[0][0])

        def search(words: str) -> int:
            return len(project.read(lambda reading: found(reading, words, article_id)))

        def ask_bare(words: str) -> None:
            sql = "SELECT rowid FROM bare WHERE bare MATCH ? ORDER BY rowid DESC LIMIT 8"
            bare.execute(sql, (match_of(words),)).fetchall()

        for words in TYPED:
            cold = []
            for _ in range(chosen.rounds):
                project.keep_typing("claim:1:note", words)
                project._answers_of = (0, 0)
                cold.append(spent(lambda: search(words)))  # noqa: B023 - called at once
            warm = [spent(lambda: search(words)) for _ in range(chosen.rounds)]  # noqa: B023
            floor = [spent(lambda: ask_bare(words)) for _ in range(chosen.rounds)]  # noqa: B023
            figures = {name: round(statistics.median(times), 2) for name, times in
                       (("floor", floor), ("warm", warm), ("cold", cold))}  # fmt: skip
            print(json.dumps({"typed": words, "found": search(words), **figures}, ensure_ascii=False), flush=True)
            slowest = max(slowest, figures["cold"], figures["warm"])
    print(json.dumps({"claims": chosen.claims, "slowest": slowest, "allowed": ALLOWED}))
    return int(slowest > ALLOWED)


if __name__ == "__main__":
    sys.exit(main())
