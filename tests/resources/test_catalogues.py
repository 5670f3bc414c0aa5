"""Every message is translated in every language, in every plural, without damage; the compiled files are those.

`python packaging/translate.py` brings the files up to date and names what is missing.
"""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest
import translate
from babel.messages.catalog import Catalog

SOURCES = Path(__file__).parents[2] / "factcheck"
# Names, and what has no words: the same everywhere.
ALIKE = {"ISO 690", "Inter", "JSON (*.json)", "Markdown", "Source Serif", "US Letter", "history.csv"}


@cache
def template() -> Catalog:
    return translate.extracted()


@cache
def catalogue(language: str) -> Catalog:
    return translate.updated(language, template())


@pytest.mark.parametrize("language", translate.LANGUAGES)
def test_every_message_is_translated(language: str) -> None:
    assert translate.missing(catalogue(language)) == []


@pytest.mark.parametrize("language", translate.LANGUAGES)
def test_no_translation_lost_a_placeholder_or_a_mark(language: str) -> None:
    assert list(translate.faults(language, catalogue(language))) == []


@pytest.mark.parametrize("language", translate.LANGUAGES)
def test_the_files_are_up_to_date(language: str) -> None:
    path = translate.path_of(language)
    assert path.read_bytes() == translate.as_text(catalogue(language))
    assert path.with_suffix(".mo").read_bytes() == translate.compiled(path.read_bytes(), language)
    assert translate.TEMPLATE.read_bytes() == translate.as_text(template())


def test_faults_are_found() -> None:
    broken = Catalog(locale="de", fuzzy=False)
    broken.add("Open {path}…", "Öffnen…")
    broken.add(("{n} file", "{n} files"), ("eine Datei", "viele Dateien"))
    broken.add("a & b", "a und b")
    assert [words.partition(" ")[0] for words in translate.faults("de", broken)] == ["de:"] * 3


def test_arabic_is_written_in_arabic() -> None:
    latin = []
    for message in catalogue("ar"):
        original = message.id[0] if isinstance(message.id, tuple) else str(message.id)
        forms = message.string if isinstance(message.string, tuple) else (str(message.string),)
        if re.search(r"[A-Za-z]{2}", re.sub(r"\{\w+\}", "", original)) and original not in ALIKE:
            latin += [words for words in forms if not re.search(r"[\u0600-\u06ff]", words)]
    assert latin == []


def test_margins_follow_the_direction_of_the_window() -> None:
    """Qt's margins stay at the left and the right: those that differ are set by ``mirroring.inset``."""
    found = []
    for path in sorted((SOURCES / "ui").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "setContentsMargins":
                sides = [ast.unparse(side) for side in node.args]
                if len(sides) == 4 and sides[0] != sides[2] and path.name != "mirroring.py":
                    found.append(f"{path.relative_to(SOURCES)}:{node.lineno}")
    assert found == []
