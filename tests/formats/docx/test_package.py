"""Hostile, damaged and foreign packages are refused with one clear message, before anything is unpacked."""

from __future__ import annotations

import io
import random
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from factcheck.domain.problems import Problem
from factcheck.formats.docx.appearance import W
from factcheck.formats.docx.package import Limits, Package
from tests.formats.word_files import paragraph, relationship, relationships, run, word_file, word_parts, zipped

BODY = paragraph("Words.")


def test_a_plain_package_is_read() -> None:
    package = Package(word_file(BODY))
    assert package.main == "word/document.xml"
    assert "WORD/Styles.XML" in package
    assert "word/nothing.xml" not in package
    assert package.xml("word/document.xml").tag.endswith("}document")
    assert set(package.names) >= {"[Content_Types].xml", "word/document.xml"}
    assert package.related(package.main, "styles") == ["word/styles.xml"]
    assert package.related(package.main, "comments") == []
    assert package.relationships("word/styles.xml") == {}


def test_targets_are_resolved_as_parts_or_kept_as_addresses() -> None:
    parts = word_parts(BODY, {"r1": "https://e.example/a%20b"})
    listing = relationship("rx", "image", "/word/media/a%20b.png") + relationship("ry", "image", "../custom/c.png")
    parts["word/_rels/document.xml.rels"] = parts["word/_rels/document.xml.rels"].replace(
        "</Relationships>", listing + "</Relationships>"
    )
    links = Package(zipped(parts)).relationships("word/document.xml")
    assert (links["r1"].target, links["r1"].external) == ("https://e.example/a%20b", True)
    assert (links["rx"].target, links["rx"].external) == ("word/media/a b.png", False)
    assert links["ry"].target == "custom/c.png"


# What is refused ------------------------------------------------------------------------------------------------------


def of_entries(*entries: tuple[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in entries:
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(info, content)
    return stream.getvalue()


def with_part(name: str, content: str | bytes) -> bytes:
    return zipped({**word_parts(BODY), name: content})


def bomb() -> bytes:
    return with_part("word/media/image1.png", b"\0" * (60 << 20))


def lying_bomb() -> bytes:
    """A part that claims ten bytes and holds ten megabytes."""
    whole = bytearray(with_part("word/numbering.xml", b"<x>" + b"a" * (10 << 20)))
    true = struct.pack("<L", (10 << 20) + 3)
    for place in (at for at in range(len(whole) - 4) if whole[at : at + 4] == true):
        whole[place : place + 4] = struct.pack("<L", 10)
    return bytes(whole)


def doubled() -> bytes:
    with pytest.warns(UserWarning, match="Duplicate name"):
        return of_entries(
            *((name, text.encode()) for name, text in word_parts(BODY).items()), ("word/document.xml", b"")
        )


def in_another_case() -> bytes:
    return with_part("WORD/Document.xml", "<x/>")


def xxe(name: str = "word/document.xml", encoding: str = "utf-8") -> bytes:
    text = (
        '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
        + word_parts(BODY)["word/document.xml"]
    )
    return with_part(name, text.replace("Words", "&e;").encode(encoding))


def billion_laughs() -> bytes:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    text = f'<!DOCTYPE d [<!ENTITY l0 "ha">{entities}]>' + word_parts(BODY)["word/document.xml"].replace(
        "Words", "&l9;"
    )
    return with_part("word/document.xml", text)


def encrypted() -> bytes:
    whole = bytearray(word_file(BODY))
    for signature, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = whole.find(signature)
        while at >= 0:
            whole[at + offset] |= 1
            at = whole.find(signature, at + 4)
    return bytes(whole)


def endless_directory() -> bytes:
    """A list of entries of many megabytes, which would cost half a gigabyte to read."""
    entry = b"PK\x01\x02" + b"\0" * 42
    listing = entry * 50_000
    return listing + b"PK\x05\x06" + struct.pack("<HHHHLLH", 0, 0, 1, 1, len(listing), 0, 0)


def miscounted() -> bytes:
    whole = bytearray(of_entries(*((f"x{number}", b"") for number in range(4_100))))
    whole[-14:-10] = struct.pack("<HH", 7, 7)
    return bytes(whole)


def before_its_start() -> bytes:
    """The list of entries puts a part before the file."""
    whole = bytearray(word_file(BODY))
    at = whole.rfind(b"PK\x05\x06")
    (size,) = struct.unpack_from("<L", whole, at + 12)
    whole[at + 12 : at + 20] = struct.pack("<LL", size, at - size + 9_999)
    return bytes(whole)


def bzipped() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_BZIP2) as package:
        for name, content in word_parts(BODY).items():
            package.writestr(name, content)
    return stream.getvalue()


def flipped() -> bytes:
    """One byte of the packed text changed."""
    whole = bytearray(word_file(paragraph("Words that go on for a while, and on.")))
    at = whole.find(b"word/document.xml") + len(b"word/document.xml") + 40
    whole[at] ^= 0xFF
    return bytes(whole)


def too_much_markup() -> bytes:
    """Packed loosely enough to pass for text."""
    noise = random.Random(1)
    return with_part("word/document.xml", f"<a>{''.join(f'<b{noise.randrange(999)}/>' for _ in range(1_600_000))}</a>")


def without(name: str) -> bytes:
    return zipped({key: content for key, content in word_parts(BODY).items() if key != name})


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "bomb": (bomb, "far beyond its size"),
    "a part that lies about its size": (lying_bomb, "damaged"),
    "the same name twice": (doubled, "same name"),
    "the same name in another case": (in_another_case, "same name"),
    "external entity": (xxe, "entities"),
    "external entity in UTF-16": (lambda: xxe(encoding="utf-16"), "entities"),
    "external entity in the styles": (lambda: xxe("word/styles.xml"), "entities"),
    "external entity in UTF-32": (lambda: xxe(encoding="utf-32"), "entities"),
    "billion laughs": (billion_laughs, "entities"),
    "too many entries": (lambda: of_entries(*((f"x{n}", b"") for n in range(4_100))), "too many parts"),
    "more entries than it says": (miscounted, "too many parts"),
    "a broken list of entries": (lambda: word_file(BODY).replace(b"PK\x01\x02", b"PK\x01\x09"), "damaged"),
    "a part before the start": (before_its_start, "damaged"),
    "endless directory": (endless_directory, "too many parts"),
    "step upwards": (lambda: with_part("../../evil.xml", "x"), "lead outside"),
    "absolute path": (lambda: with_part("/etc/passwd", "x"), "lead outside"),
    "drive letter": (lambda: with_part("C:evil.xml", "x"), "lead outside"),
    "backslash": (lambda: with_part("word\\evil.xml", "x"), "lead outside"),
    "encrypted": (encrypted, "encrypted"),
    "other packing": (bzipped, "packed in a way"),
    "macros": (lambda: with_part("word/vbaProject.bin", "x"), "macros"),
    "macros by type": (
        lambda: with_part("[Content_Types].xml", "<x>application/vnd.ms-word.document.macroEnabled.main+xml</x>"),
        "macros",
    ),
    "too much markup": (too_much_markup, "more markup"),
    "cut off": (lambda: word_file(BODY)[:-200], "damaged"),
    "cut in the middle": (lambda: word_file(BODY)[:300], "damaged"),
    "no zip": (lambda: b"PK\x03\x04 and then nothing", "damaged"),
    "nothing": (lambda: b"", "damaged"),
    "one byte changed": (flipped, "damaged"),
    "no XML": (lambda: with_part("word/document.xml", "<w:document"), "damaged"),
    "deeper than any document": (lambda: with_part("word/document.xml", "<a>" * 5_000 + "</a>" * 5_000), "damaged"),
    "a zip of something else": (lambda: zipped({"a.txt": "x"}), "no Word document"),
    "a spreadsheet": (
        lambda: with_part("[Content_Types].xml", "<x>application/vnd.openxmlformats-officedocument.spreadsheetml</x>"),
        "spreadsheet",
    ),
    "no main part": (lambda: without("word/document.xml"), "damaged"),
    "no relationships": (lambda: without("_rels/.rels"), "damaged"),
    "a main part elsewhere": (
        lambda: with_part(
            "_rels/.rels",
            relationships(relationship("r1", "officeDocument", "https://evil.example/d.xml", external=True)),
        ),
        "damaged",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_refused_with_one_clear_message(name: str) -> None:
    made, message = HOSTILE[name]
    source = made()
    with pytest.raises(Problem) as caught:
        read_all(source)
    assert message in caught.value.message
    assert caught.value.remedy.endswith(".")


def read_all(source: bytes) -> None:
    package = Package(source)
    for name in ("word/document.xml", "word/styles.xml", "word/numbering.xml"):
        package.xml(name)


def test_a_large_list_by_zip64_is_refused() -> None:
    whole = word_file(BODY)
    at = whole.rfind(b"PK\x05\x06")
    locator = b"PK\x06\x07" + struct.pack("<LQL", 0, 0, 1)
    with pytest.raises(Problem, match="too many parts"):
        Package(whole[:at] + locator + whole[at:])


def test_limits_can_be_narrower() -> None:
    with pytest.raises(Problem, match="too many parts"):
        Package(word_file(BODY), Limits(entries=3))
    with pytest.raises(Problem, match="far beyond"):
        Package(word_file(BODY), Limits(total=100))


def test_a_part_is_read_child_by_child() -> None:
    body = "".join(paragraph(f"Words {number}.") for number in range(1_050)) + "<w:bookmarkStart/>"
    tally = {f"{W}r": 0}
    seen, held, shares = [], [], []
    package = Package(zipped(word_parts(body)))
    for elements, share in package.children(package.main, f"{W}body", (f"{W}p",), tally):
        seen += [element.tag.removeprefix(W) + "".join(map(str, element.itertext())) for element in elements]
        held.append(len(list(elements[0].itersiblings(preceding=True))))
        shares.append(share)
    assert seen == [*(f"pWords {number}." for number in range(1_050)), "bookmarkStart", "sectPr"]
    assert tally == {f"{W}r": 1_050}
    assert package.xml(package.main)[0][0].tag == f"{W}p", "and it can be read again"
    assert held == [0, 200, 201, 201, 201, 201], "what was read is gone"
    assert shares[-1] == 1.0


@pytest.mark.parametrize(
    "limits", [{"streamed": 100}, {"child": 100}, {"child_bytes": 100}, {"children": 100}, {"story": 100}]
)
def test_a_part_of_too_much_is_refused_while_it_is_read(limits: dict[str, int]) -> None:
    body = paragraph(*[run("Words.")] * 50) + "<w:p/>" * 40_000
    package = Package(zipped({**word_parts(body), "x": ""}), Limits(ratio=10_000, **limits))
    with pytest.raises(Problem, match="more markup"):
        list(package.children(package.main, f"{W}body", (f"{W}p",), {}))


def test_folders_in_the_zip_are_no_parts() -> None:
    assert "word/" not in Package(with_part("word/", "")).names


def test_comments_and_instructions_in_the_markup_are_passed_over() -> None:
    text = word_parts(BODY)["word/document.xml"].replace("Words", "<!-- a -->W<?p i?>ords")
    root = Package(with_part("word/document.xml", text)).xml("word/document.xml")
    assert "".join(str(words) for words in root.itertext()) == "Words."


@pytest.mark.skipif(sys.platform == "win32", reason="the resource module is missing there")
def test_refusing_bombs_costs_little_memory(tmp_path: Path) -> None:
    """Measured in a process of its own, since the peak of this one is that of all tests."""
    for name in ("bomb", "a part that lies about its size", "billion laughs", "endless directory"):
        (tmp_path / f"{name}.docx").write_bytes(HOSTILE[name][0]())
    program = """
import resource, sys
from pathlib import Path
from factcheck.domain.problems import Problem
from factcheck.formats.docx.reading import read_docx
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for path in Path(sys.argv[1]).glob("*.docx"):
    try:
        read_docx(path.read_bytes())
    except Problem:
        continue
    sys.exit(path.name + " was read")
grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
print(grown >> (20 if sys.platform == "darwin" else 10))
"""
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], check=True, capture_output=True, text=True, cwd=Path.cwd()
    )
    assert int(done.stdout) < 100
