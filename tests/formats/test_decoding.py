"""Bytes become characters: by mark, as UTF-8, by a guess, or as the person says."""

from __future__ import annotations

import codecs

import pytest

from factcheck.domain.problems import Problem
from factcheck.formats.decoding import decoded

FRENCH = "Le maire a annoncé que les dépenses ont augmenté de 12 % l’année dernière, à Besançon. Où était-il ?"
POLISH = "Burmistrz powiedział, że wydatki wzrosły o dwanaście procent. Źródło: urząd miasta."
RUSSIAN = "Мэр города заявил, что расходы выросли на двенадцать процентов за прошлый год."
JAPANESE = "市長は、昨年の支出が十二パーセント増加したと述べた。"


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_decides_and_goes(mark: bytes, encoding: str) -> None:
    assert decoded(mark + "Ünï😀\r\n".encode(encoding)) == ("Ünï😀\n", encoding)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_known_without_its_mark(encoding: str) -> None:
    assert decoded(FRENCH.encode(encoding)) == (FRENCH, encoding)


@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        (FRENCH, "utf-8"),
        (FRENCH, "cp1252"),
        ("Café", "cp1252"),
        ("The café’s owner said “no”. It cost £40.", "cp1252"),
        ("x" * 400_000 + " é", "cp1252"),
        (POLISH, "cp1250"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (JAPANESE, "cp932"),
    ],
)
def test_the_encoding_is_found(words: str, encoding: str) -> None:
    assert decoded(words.encode(encoding)) == (words, encoding)


def test_the_person_overrides() -> None:
    assert decoded(RUSSIAN.encode("koi8-r"), "koi8-r") == (RUSSIAN, "koi8-r")
    assert decoded(b"caf\xe9", "latin-1") == ("café", "latin-1")
    assert decoded(codecs.BOM_UTF16_BE + "a".encode("utf-16-be"), "UTF-16") == ("a", "UTF-16")
    assert decoded(codecs.BOM_UTF8 + b"a", "utf-8") == ("a", "utf-8")
    assert decoded(codecs.BOM_UTF8 + b"a", "cp1252") == ("ï»¿a", "cp1252")


@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "no-such-encoding", "rot13", "utf-32"])
def test_an_encoding_that_does_not_fit_is_a_problem(encoding: str) -> None:
    with pytest.raises(Problem, match="cannot be read as") as caught:
        decoded(b"caf\xe9 x", encoding)
    assert caught.value.remedy == "Choose another encoding."


@pytest.mark.parametrize(
    "source",
    [b"a\0b\0\0\0c and more", bytes(range(256)) * 4, b"\x01\x02\x03\x04 text", b"\xff\xfe\x00\xd8"],
)
def test_bytes_that_are_no_text_are_refused(source: bytes) -> None:
    with pytest.raises(Problem):
        decoded(source)


def test_bytes_that_fit_nothing_are_shown_with_replacements() -> None:
    words, encoding = decoded(bytes(range(0x80, 0x100)) * 3)
    assert encoding == "cp1252"
    assert words.startswith("€\ufffd‚")
