"""Files are read by what they hold, refused with a clear remedy, and finished alike wherever they came from."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from factcheck.domain.problems import Problem
from factcheck.formats.lengths import LONGEST_TEXT
from factcheck.formats.registry import SUFFIXES, read_article, read_pasted
from tests.formats.pages import page
from tests.formats.test_html import archived
from tests.formats.word_files import changed, paragraph, word_file, word_parts, zipped

HTML = page().encode()
XHTML = b'<?xml version="1.0"?><!-- c --><html xmlns="http://www.w3.org/1999/xhtml"><p>a</p></html>'
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def saved(folder: Path, name: str, source: bytes) -> Path:
    path = folder / name
    path.write_bytes(source)
    return path


@pytest.mark.parametrize(
    ("name", "source", "media_type"),
    [
        ("a.docx", word_file(paragraph("Words.")), WORD),
        ("A.DOCX", word_file(paragraph("Words.")), WORD),
        ("no suffix", word_file(paragraph("Words.")), WORD),
        ("a.txt", b"Words.", "text/plain"),
        ("a", b"Words.", "text/plain"),
        ("a.srt", "Wörds.".encode("utf-16"), "text/plain"),
        ("a.txt", HTML, "text/html"),
        ("a.txt", page().encode("utf-16"), "text/html"),
        ("a.htm", b"Words.", "text/html"),
        ("a.xhtml", XHTML, "text/html"),
        ("a.md", b"# Words", "text/markdown"),
        ("a.markdown", HTML, "text/html"),
        ("a.mhtml", archived(page()), "multipart/related"),
        ("a.txt", b"From: <Saved by Blink>\n" + archived(page()), "multipart/related"),
    ],
)  # fmt: skip
def test_the_reader_is_chosen_by_content_and_name(tmp_path: Path, name: str, source: bytes, media_type: str) -> None:
    draft = read_article(saved(tmp_path, name, source))
    assert (draft.media_type, draft.original, draft.original_name) == (media_type, source, name)
    assert draft.title
    assert draft.text


OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500


@pytest.mark.parametrize(
    ("name", "source", "message"),
    [
        ("a.pdf", b"%PDF-1.7 ...", "PDF files are not read"),
        ("a.txt", b"%PDF-1.7 ...", "PDF files are not read"),
        ("a.doc", OLD_WORD, "old version of Word"),
        ("a.docx", OLD_WORD + "EncryptedPackage".encode("utf-16-le"), "password"),
        ("a.rtf", b"{\\rtf1 text}", "RTF"),
        ("a.odt", zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "another program"),
        ("a.zip", zipped({"a.txt": "x"}), "no Word document"),
        ("a.docx", b"Just text.", "no Word document, though its name says so"),
        ("a.docx", word_file(paragraph("x"))[:200], "damaged"),
        ("a.docm", zipped({**word_parts(""), "word/vbaProject.bin": "x"}), "macros"),
        ("a.jpg", b"\xff\xd8\xff\xe0", "picture"),
        ("a.webp", b"RIFF\0\0\0\0WEBP", "picture"),
        ("a.webarchive", b"bplist00", "Web archives of Safari"),
        ("a.eml", b"From: a\nMIME-Version: 1.0\n\ntext", "E-mail"),
        ("a.bin", b"\0\1\2\3" * 100, "no text"),
        ("a.txt", b"", "empty"),
        ("a.txt", b" \r\n\t ", "no text in it"),
        ("a.docx", word_file(paragraph()), "no text in it"),
        ("a.html", b"<html><script>x</script></html>", "no text in it"),
        ("a.txt", b"a" * (LONGEST_TEXT + 1), "5,000,001 characters"),
    ],
)
def test_what_is_not_read_is_refused_with_a_remedy(tmp_path: Path, name: str, source: bytes, message: str) -> None:
    with pytest.raises(Problem) as caught:
        read_article(saved(tmp_path, name, source))
    assert message in caught.value.message
    assert caught.value.message.startswith(f"{name}: ")
    assert caught.value.remedy.endswith(".")


def test_what_is_no_file_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="no file"):
        read_article(tmp_path)
    with pytest.raises(Problem, match="cannot be opened"):
        read_article(tmp_path / "nothing.txt")
    large = tmp_path / "large.txt"
    with large.open("wb") as stream:
        os.truncate(stream.fileno(), 51 << 20)
    with pytest.raises(Problem, match="51 MB; up to 50 MB"):
        read_article(large)


def test_the_person_chooses_encoding_and_revisions(tmp_path: Path) -> None:
    text = saved(tmp_path, "a.txt", "Мэр города".encode("koi8-r"))
    assert read_article(text, encoding="koi8-r").text == "Мэр города"
    markdown = saved(tmp_path, "a.md", "# Мэр".encode("cp1251"))
    assert read_article(markdown, encoding="cp1251").text == "Мэр"
    with pytest.raises(Problem, match=r"a\.txt: The file cannot be read as utf-8"):
        read_article(text, encoding="utf-8")
    word = saved(tmp_path, "a.docx", word_file(paragraph(changed("ins", "new"), changed("del", "old"))))
    assert (read_article(word).text, read_article(word, revisions="original").text) == ("new", "old")


def test_noise_is_folded_wherever_it_comes_from(tmp_path: Path) -> None:
    words = "Head\nText.\nAlso read: Another\nMore.\nADVERTISEMENT"
    for draft in (
        read_pasted(words),
        read_article(saved(tmp_path, "a.txt", words.encode())),
        read_article(saved(tmp_path, "a.docx", word_file("".join(paragraph(line) for line in words.split("\n"))))),
    ):
        assert [(draft.text[item.start : item.end], item.reason) for item in draft.omissions] == [
            ("Also read: Another", "also read"),
            ("ADVERTISEMENT", "advert"),
        ]
    draft = read_article(saved(tmp_path, "a.html", HTML))
    assert [item.reason for item in draft.omissions].count("also read") == 1
    ends = [0, *(item.end for item in draft.omissions)]
    assert all(end <= item.start for end, item in zip(ends, draft.omissions, strict=False))


def test_there_is_always_a_title(tmp_path: Path) -> None:
    assert read_article(saved(tmp_path, "mayor_speech-2.txt", b"It rained.")).title == "mayor speech 2"
    assert read_pasted("It rained.").title == "It rained."
    assert read_pasted("It rained " * 30 + ".").title == "It rained " * 7 + "It rained …"
    with pytest.raises(Problem, match="no text in it"):
        read_pasted(" \n ")


def test_pasted_formats_count_where_the_words_agree() -> None:
    draft = read_pasted("Head\n\n  • It rained.\n", "<p>Head</p><ul><li>It <b>rained</b>.</li></ul>")
    assert draft.text == "Head\nIt rained."
    assert [(block.kind, block.marker) for block in draft.structure.blocks] == [("title", ""), ("list_item", "•")]
    other = read_pasted("It rained.", "<p>Something <b>else</b></p>")
    assert (other.text, other.structure.spans) == ("It rained.", ())


def test_progress_names_the_file(tmp_path: Path) -> None:
    class Steps:
        def __init__(self) -> None:
            self.seen: list[tuple[int, int, str]] = []

        def step(self, done: int, total: int, what: str = "") -> None:
            self.seen.append((done, total, what))

    steps = Steps()
    read_article(saved(tmp_path, "a.txt", b"Words."), progress=steps)
    assert steps.seen == [(0, 1, "a.txt"), (1, 1, "a.txt")]


def test_choosing_a_reader_loads_none() -> None:
    """Start-up asks for the suffixes only: the readers and what they stand on are loaded when a file comes."""
    program = (
        "import sys, factcheck.formats.registry; heavy = 'lxml trafilatura markdown_it charset_normalizer docx email'; "
        "print([name for name in heavy.split() if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True, cwd=Path.cwd())
    assert done.stdout.strip() == "[]"
    assert ".docx" in SUFFIXES
