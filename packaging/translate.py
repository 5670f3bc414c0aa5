"""The catalogues of the window's languages: `translate.py` brings them up to date and tells what is missing.

It collects every message of the program and of its own scales into ``resources/locale/factcheck.pot``, merges that
into each language's ``.po`` (never guessing), compiles the ``.mo`` that the program reads, and lists what still has
to be translated. The result depends on the sources alone: no dates, no line numbers. `--check` writes nothing.
"""

from __future__ import annotations

import argparse
import io
import re
import string
import sys
import tomllib
from collections.abc import Iterator
from copy import deepcopy
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT: Final = Path(__file__).resolve().parent.parent
FOLDER: Final = ROOT / "resources" / "locale"
TEMPLATE: Final = FOLDER / "factcheck.pot"
LANGUAGES: Final = ("ar", "de", "es", "fr")
KEYWORDS: Final = {"_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
SCALE: Final = "scale"
# In these forms of a plural the number may be part of the word ("one source", the dual of Arabic).
NUMBER_IN_WORD: Final = {"ar": (0, 1, 2), "de": (0,), "es": (0,), "fr": (0,)}

_ANY_DAY: Final = datetime(2000, 1, 1, tzinfo=UTC)  # Babel writes one into every file
_CHURN: Final = re.compile(
    rb'^"(Project-Id-Version|POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team|Generated-By|Report-Msgid-Bugs-To)[^\n]*\n',
    re.MULTILINE,
)


def extracted() -> Catalog:
    """Every message of the sources, each with the files that it stands in."""
    catalog = Catalog(project="Factcheck", version=None, copyright_holder="Factcheck contributors", fuzzy=False)
    catalog.header_comment = "# Every message of Factcheck. Made by packaging/translate.py; do not edit."
    found = extract_from_dir(
        str(ROOT / "factcheck"), keywords=KEYWORDS, comment_tags=("Translators:",), strip_comment_tags=True
    )
    for file, _line, message, comments, context in sorted(found, key=lambda one: (one[0], one[1])):
        catalog.add(message, locations=[(f"factcheck/{file}", 1)], auto_comments=comments, context=context)
    for path in sorted((ROOT / "resources" / "scales").glob("*.toml")):
        scale = tomllib.loads(path.read_text("utf-8"))
        if not scale.get("translated"):
            continue
        file, ratings = f"resources/scales/{path.name}", scale["rating"]
        for words in (scale["name"], *(rating[key] for rating in ratings for key in ("label", "definition"))):
            catalog.add(words, locations=[(file, 1)], context=SCALE)
    return catalog


def path_of(language: str) -> Path:
    """Where the translations of a language stand."""
    return FOLDER / language / "LC_MESSAGES" / "factcheck.po"


def read(language: str) -> Catalog:
    """The translations of a language; an empty catalogue where there are none yet."""
    path = path_of(language)
    if not path.exists():
        return Catalog(locale=language, fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def updated(language: str, template: Catalog) -> Catalog:
    """A language's catalogue with the messages of today; what is new is empty, what is gone is gone."""
    catalog = read(language)
    catalog.update(deepcopy(template), no_fuzzy_matching=True)  # Babel would share new messages among languages
    catalog.obsolete.clear()
    catalog.fuzzy = False
    for message in catalog:
        message.flags.discard("fuzzy")  # a plural that was added: its forms are empty, and so it is told
    return catalog


def as_text(catalog: Catalog) -> bytes:
    """A catalogue as it stands in the file."""
    out = io.BytesIO()
    write_po(out, catalog, width=120, sort_by_file=True, include_lineno=False, ignore_obsolete=True)
    return _CHURN.sub(b"", out.getvalue())


def compiled(text: bytes, language: str) -> bytes:
    """The text of a catalogue in the form that the program reads."""
    catalog = read_po(io.BytesIO(text), locale=language)
    catalog.creation_date = catalog.revision_date = _ANY_DAY
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def missing(catalog: Catalog) -> list[str]:
    """The messages that are not translated, or not in every form of their plural."""
    return [_first(message) for message in catalog if message.id and not all(_forms(message))]


def faults(language: str, catalog: Catalog) -> Iterator[str]:
    """What a machine can tell is wrong in translations: placeholders, edges, line ends, mnemonics."""
    for message in catalog:
        if not message.id or not all(_forms(message)):
            continue
        originals = message.id if isinstance(message.id, tuple) else (str(message.id),)
        wanted = _placeholders(originals[-1])
        for position, words in enumerate(_forms(message)):
            there = _placeholders(words)
            spared = {"n"} if isinstance(message.id, tuple) and position in NUMBER_IN_WORD[language] else set()
            if there - wanted or wanted - there - spared:
                yield f"{language}: “{_first(message)}” has {sorted(wanted)}, its translation {sorted(there)}"
            if _edges(words) != _edges(originals[-1]):
                yield f"{language}: “{_first(message)}” begins or ends otherwise than “{words}”"
            if any(words.count(sign) != originals[-1].count(sign) for sign in "\n&<>"):
                yield f"{language}: “{_first(message)}” has other lines, markup or mnemonics than “{words}”"


def _first(message: Message) -> str:
    return message.id[0] if isinstance(message.id, tuple) else str(message.id)


def _forms(message: Message) -> tuple[str, ...]:
    return message.string if isinstance(message.string, tuple) else (str(message.string or ""),)


def _placeholders(words: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(words) if name is not None}


def _edges(words: str) -> tuple[bool, bool, bool]:
    return words[:1].isspace(), words[-1:].isspace(), words.endswith("…")


def main() -> int:
    """Bring all files up to date, or with --check only look; 1 where something is missing or wrong."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--check", action="store_true", help="write nothing")
    checking = arguments.parse_args().check
    template = extracted()
    contents = {TEMPLATE: as_text(template)}
    failed = False
    for language in LANGUAGES:
        catalog = updated(language, template)
        path = path_of(language)
        contents[path] = as_text(catalog)
        contents[path.with_suffix(".mo")] = compiled(contents[path], language)
        untranslated, wrong = missing(catalog), list(faults(language, catalog))
        for words in untranslated:
            print(f"{language}: not translated: “{words}”")
        for words in wrong:
            print(words)
        failed |= bool(untranslated or wrong)
    for path, content in contents.items():
        if path.exists() and path.read_bytes() == content:
            continue
        if checking:
            print(f"{path.relative_to(ROOT)} is not up to date")
            failed = True
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
