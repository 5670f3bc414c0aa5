"""Reports as mammoth and LibreOffice read them: the same words, comments and authors as we wrote."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import mammoth
import pytest
from lxml import etree

from factcheck.domain.report import Report
from tests.factories_drafts import drafts_report
from tests.factories_statements import statements_report
from tests.factories_torture import scripts_report, torture_report
from tests.formats.docx.report.house_templates import magazine
from tests.formats.docx.report.package import W, Written, written
from tests.formats.docx.report.test_house import in_template

REPORTS: dict[str, Callable[[Path], Report]] = {
    "statements": lambda _folder: statements_report(),
    "drafts": lambda _folder: drafts_report(),
    "torture": lambda _folder: torture_report(),
    "scripts": lambda _folder: scripts_report(),
    "in a template": lambda folder: in_template(statements_report(), magazine(folder / "house.docx")),
}
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
DC = "{http://purl.org/dc/elements/1.1/}"


@pytest.fixture(params=REPORTS)
def seen(request: pytest.FixtureRequest, tmp_path: Path) -> Written:
    return written(REPORTS[request.param](tmp_path), tmp_path / "report.docx")


def letters(text: str) -> Counter[str]:
    """The letters of a text: readers differ in spaces, numbers of lists and of notes."""
    return Counter(re.findall(r"[^\W\d_]", text))


def words_of(tree: etree._Element) -> str:
    return "".join(str(piece) for piece in tree.itertext())


def own_letters(seen: Written, *, deleted: bool) -> Counter[str]:
    """The letters of the document's body, with tracked deletions or as if all changes were accepted."""
    tags = (f"{W}t", f"{W}delText") if deleted else (f"{W}t",)
    return letters("".join(one.text or "" for one in seen.document.iter(*tags)))


def authors(seen: Written) -> Counter[str]:
    return Counter(one.get(f"{W}author", "") for one in seen.comments)


def test_mammoth_reads_the_same_words_comments_and_authors(seen: Written) -> None:
    with seen.path.open("rb") as file:
        made = mammoth.convert_to_html(file, style_map="comment-reference => sup.comment")
    tree = etree.fromstring(f"<body>{made.value}</body>", etree.HTMLParser())
    assert [message for message in made.messages if message.type == "error"] == []
    told = tree.findall(".//dl/dt")  # "Comment [IM1]"
    assert len(told) == len(seen.comments)
    initials = [one.get(f"{W}initials") for one in seen.comments]
    assert Counter(re.sub(r".*\[|\d*\].*", "", words_of(one)) for one in told) == Counter(initials)
    notes = tree.findall(".//ol/li[@id]")
    for element in (*told, *tree.findall(".//dl/dd"), *tree.findall(".//sup[a]"), *notes):
        element.clear(keep_tail=True)
    # A note's own mark ("*") is a letter to nobody; mammoth accepts all changes.
    assert letters(words_of(tree)) == own_letters(seen, deleted=False)


def test_libreoffice_reads_the_same_words_comments_and_authors(seen: Written, tmp_path: Path) -> None:
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command: list[str | Path] = ["soffice", profile, "--headless", "--convert-to", "fodt"]
    command += ["--outdir", tmp_path, seen.path]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    tree = etree.parse(str(seen.path.with_suffix(".fodt"))).getroot()
    annotations = list(tree.iter(f"{OFFICE}annotation"))
    assert Counter(one.findtext(f"{DC}creator") or "" for one in annotations) == authors(seen)
    text_space = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
    changes = len(list(tree.iter(f"{text_space}changed-region")))
    assert bool(changes) == bool(list(seen.document.iter(f"{W}ins", f"{W}del")))
    body = tree.find(f"{OFFICE}body/{OFFICE}text")
    assert body is not None
    # What is deleted stands in the list of changes.
    dropped = (f"{OFFICE}annotation", f"{text_space}note", f"{text_space}sequence-decls", f"{OFFICE}forms")
    for element in list(body.iter(*dropped)):
        element.clear(keep_tail=True)
    for element in list(body.iter(f"{OFFICE}change-info")):
        element.clear(keep_tail=True)
    assert letters(words_of(body)) == own_letters(seen, deleted=True)
