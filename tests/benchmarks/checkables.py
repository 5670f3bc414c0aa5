"""How much of what is marked by hand is found, and how long 100,000 words take beside parting them into words.

Run as ``PYTHONPATH=. python tests/benchmarks/checkables.py``.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import Final

from factcheck.text.checkables import KINDS, checkables
from tests.text.marked_articles import Score, articles, score

WORDS: Final = 100_000


def least(work: Callable[[], object], rounds: int = 5) -> float:
    """The least processor time of some rounds, in seconds."""
    times = []
    for _round in range(rounds):
        begun = time.process_time()
        work()
        times.append(time.process_time() - begun)
    return min(times)


def main() -> None:
    """Print recall and precision by set or language and kind, then the times."""
    sets = [(among, "") for among in ("tuned", "held")] + [("", language) for language in ("en", "fr", "")]
    for among, language in sets:
        chosen = [one for one in articles(among) if language in (one.language, "")]
        for kind in KINDS:
            scores = [score(one.text, one.marks, checkables(one.text, one.language), kind) for one in chosen]
            whole = Score(*map(sum, zip(*scores, strict=True)))
            print(
                f"{among or language or 'all':6} {kind:12} recall {whole.found}/{whole.marks} = {whole.recall:.3f}"
                f"   precision {whole.right}/{whole.given} = {whole.precision:.3f}"
            )
    for language in ("en", "fr"):
        text = "\n".join(one.text for one in articles() if one.language == language)
        text = "\n".join([text] * (WORDS // len(text.split())))
        floor = least(lambda text=text: re.findall(r"\w+", text))  # type: ignore[misc]
        taken = least(lambda text=text, language=language: checkables(text, language))  # type: ignore[misc]
        print(f"{language}: {len(text.split()):,} words {taken:.2f} s, {taken / floor:.0f} times parting them")


if __name__ == "__main__":
    main()
