"""Citations of sources in the styles that houses ask for: ``citation(source, "apa")``.

Own templates over the fields that a source has, no citation processor: a CSL style cannot say more about them, and the
processor there is for Python takes 5 to 22 ms for each, a hundred times what these take.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from factcheck.domain.records import Source
from factcheck.domain.report import CITATION_STYLES
from factcheck.formats.citations.styles import STYLES, Run, taken_apart
from factcheck.locales import begun

__all__ = ["DEFAULT_STYLE", "STYLE_KEYS", "Run", "citation", "in_words"]

STYLE_KEYS: Final = CITATION_STYLES
DEFAULT_STYLE: Final = STYLE_KEYS[0]


def citation(source: Source, style: str = DEFAULT_STYLE) -> tuple[Run, ...]:
    """A source as a citation, in the language in use (``words_in``); neighbouring runs that look alike are one.

    ``source`` is its public view: what stands in its fields is printed. An unknown ``style`` is the short form.
    The archived copy is not part of it, unless it is the only address.
    """
    make = STYLES.get(style, STYLES[DEFAULT_STYLE])
    runs: list[Run] = []
    for run in make(taken_apart(source)):
        if runs and runs[-1][1:] == run[1:]:
            runs[-1] = Run(runs[-1].text + run.text, run.italic, run.target)
        elif run.text:
            runs.append(run)
    if source.confidential and runs:  # an alias is a description, and written like one
        runs[0] = Run(begun(runs[0].text), *runs[0][1:])
    return tuple(runs)


def in_words(runs: Iterable[Run]) -> str:
    """A citation without its looks."""
    return "".join([run.text for run in runs])
