"""The words follow the language that is asked for, and one piece of work may speak another."""

from __future__ import annotations

import ast
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from factcheck.domain.scales import presets, read_scale
from factcheck.translation import (
    LANGUAGES,
    _,
    current_language,
    current_tag,
    known_tag,
    ngettext,
    pgettext,
    spoken,
    system_languages,
    use_language,
    words_in,
)

CALLS = {"_", "ngettext", "pgettext"}
SOURCES = Path(__file__).parents[1] / "factcheck"


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    use_language("en")


@pytest.mark.parametrize(
    ("asked", "known"),
    [
        ("de", "de-DE"), ("de_AT.UTF-8", "de-AT"), ("fr_CH@euro", "fr-CH"), ("ar-Arab-EG", "ar-EG"),
        ("es-419", "es-419"), ("en_us", "en-US"), ("C", ""), ("C.UTF-8", ""), ("POSIX", ""), ("deu", ""),
        ("it_IT", ""), ("", ""),
    ],
)  # fmt: skip
def test_tags_in_every_spelling(asked: str, known: str) -> None:
    assert known_tag(asked) == known


def test_the_first_language_that_we_know_is_spoken() -> None:
    use_language("", "it-IT", "de-AT", "fr")
    assert current_tag() == "de-AT"
    assert _("Cancel") == "Abbrechen"
    use_language("it")
    assert (current_tag(), _("Cancel")) == ("en-GB", "Cancel")


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) - {"en"}))
def test_every_language_has_its_catalogue(language: str) -> None:
    use_language(language)
    assert current_language() == language
    assert _("Cancel") != "Cancel"
    assert pgettext("verb", "Open") != _("Open")
    assert spoken("Mark claim") != "Mark claim"
    assert spoken("") == ""


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "{n} مصدر"), (1, "مصدر واحد"), (2, "مصدران"), (3, "{n} مصادر"), (10, "{n} مصادر"), (11, "{n} مصدرًا"),
        (99, "{n} مصدرًا"), (100, "{n} مصدر"), (103, "{n} مصادر"),
    ],
)  # fmt: skip
def test_arabic_counts_in_six_forms(count: int, words: str) -> None:
    use_language("ar")
    assert ngettext("{n} source", "{n} sources", count) == words


def test_french_counts_none_as_one() -> None:
    use_language("fr")
    assert [ngettext("{n} source", "{n} sources", n).format(n=n) for n in (0, 1, 2)] == [
        "0 source", "1 source", "2 sources",
    ]  # fmt: skip


def test_a_piece_of_work_speaks_its_own_language_and_nobody_else_does() -> None:
    use_language("fr")
    heard: list[str] = []
    with words_in("de"):
        other = threading.Thread(target=lambda: heard.append(_("Cancel")))
        other.start()
        other.join()
        assert _("Cancel") == "Abbrechen"
        with words_in("xx"):
            assert current_tag() == "de-DE"
    assert (_("Cancel"), heard) == ("Annuler", ["Annuler"])


def test_the_environment_names_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "es:fr")
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    assert system_languages()[:3] == ["es", "fr", "de_DE.UTF-8"]


def test_our_own_scale_speaks_the_language_under_the_same_ids() -> None:
    english, ratings = read_scale(presets()["default"])
    use_language("de")
    german, stufen = read_scale(presets()["default"])
    assert (german.id, [one.id for one in stufen]) == (english.id, [one.id for one in ratings])
    assert [one.key for one in stufen] == [one.key for one in ratings]
    assert (stufen[0].label, german.language) == ("Richtig", "de")
    house, labels = read_scale(presets()["politifact"])
    assert (house.language, labels[0].label) == ("en", "True")


def test_no_message_hides_in_an_f_string() -> None:
    """What collects the messages does not look into f-strings on every Python."""
    hidden = []
    for path in sorted(SOURCES.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.JoinedStr):
                called = [getattr(one.func, "id", "") for one in ast.walk(node) if isinstance(one, ast.Call)]
                hidden += [f"{path.relative_to(SOURCES)}:{node.lineno}" for name in called if name in CALLS]
    assert hidden == []


def messages() -> Iterator[tuple[str, ast.Call, bool]]:
    """Every message of the sources: where it stands, the call, and whether it waits inside a function."""
    for path in sorted(SOURCES.rglob("*.py")):
        waiting: list[tuple[ast.AST, bool]] = [(ast.parse(path.read_text("utf-8")), False)]
        while waiting:
            node, inside = waiting.pop()
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in CALLS:
                yield f"{path.relative_to(SOURCES)}:{node.lineno}", node, inside
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
                at_once = [
                    *node.args.defaults,
                    *filter(None, node.args.kw_defaults),
                    *getattr(node, "decorator_list", ()),
                ]
                waiting += [(child, inside) for child in at_once]
                body = node.body if isinstance(node.body, list) else [node.body]
                waiting += [(child, True) for child in body]
            else:
                waiting += [(child, inside) for child in ast.iter_child_nodes(node)]


def test_messages_wait_until_the_language_is_known() -> None:
    assert [where for where, _call, inside in messages() if not inside] == []


def test_messages_are_whole_and_literal() -> None:
    """A catalogue knows words that stand in the source; no f-strings, no sums, no variables."""
    made = []
    for where, call, _inside in messages():
        words = call.args[:1] if getattr(call.func, "id", "") == "_" else call.args[:2]
        if not all(isinstance(word, ast.Constant) for word in words) and not where.startswith(
            ("translation", "domain/scales")
        ):
            made.append(where)
    assert made == []
