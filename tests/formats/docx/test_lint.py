"""The checks after writing find what readers forgive and Word does not: each fault put in by hand is named."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from factcheck.domain.report import DRAFT_PARTS
from factcheck.formats.docx.lint import lint
from factcheck.formats.docx.writing import write_report
from tests.factories_drafts import drafts_report

Parts = dict[str, bytes]
DOCUMENT, COMMENTS, EXTENDED = "word/document.xml", "word/comments.xml", "word/commentsExtended.xml"
STYLES, LINKS, NUMBERS = "word/styles.xml", "word/_rels/document.xml.rels", "word/numbering.xml"
TYPES, FOOTNOTES = "[Content_Types].xml", "word/footnotes.xml"


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Parts:
    """The members of a report without fault."""
    path = tmp_path_factory.mktemp("sound") / "report.docx"
    report = drafts_report()
    write_report(replace(report, options=replace(report.options, parts=DRAFT_PARTS)), path)
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def package(path: Path, parts: Parts, *, twice: str = "") -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
        if twice:
            archive.writestr(twice, b"<x/>")
    return path


def changed(part: str, old: str, new: str, times: int = 1) -> Callable[[Parts], None]:
    """A change of the first place that a pattern matches."""

    def change(parts: Parts) -> None:
        text, count = re.subn(old, new, parts[part].decode(), count=times)
        assert count, f"{old} is not in {part}"
        parts[part] = text.encode()

    return change


def without(part: str) -> Callable[[Parts], None]:
    def change(parts: Parts) -> None:
        del parts[part]

    return change


def with_part(part: str, content: bytes) -> Callable[[Parts], None]:
    def change(parts: Parts) -> None:
        parts[part] = content

    return change


BODY = "<w:body>"
PARAGRAPH = r"<w:body><w:p>%s</w:p>"
FAULTS: dict[str, tuple[str, Callable[[Parts], None]]] = {
    # The seven that validators miss.
    "two bookmarks of one name": ("BM02", changed(DOCUMENT, r'w:name="_Toc9000004"', 'w:name="_TOC9000003"')),
    "a link to no bookmark": ("BM05", changed(DOCUMENT, r'w:anchor="[^"]+"', 'w:anchor="nowhere"')),
    "a field left open": ("FD01", changed(DOCUMENT, r'<w:r><w:fldChar w:fldCharType="end"/></w:r>', "")),
    "two controls of one id": (
        "SD01",
        changed(
            DOCUMENT,
            BODY,
            BODY + '<w:sdt><w:sdtPr><w:id w:val="7"/></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>' * 2,
        ),
    ),
    "an orphan among extended comments": ("CM06", changed(EXTENDED, r'w15:paraId="[^"]+"', 'w15:paraId="00000009"')),
    "an answer to no comment": ("CM06", changed(EXTENDED, r'w15:paraIdParent="[^"]+"', 'w15:paraIdParent="00000009"')),
    "a malformed address": ("REL02", changed(LINKS, r'Target="https://[^"]+"', 'Target="https://exa mple.org/"')),
    "an address that is none": ("REL02", changed(LINKS, r'Target="https://[^"]+"', 'Target="https://[half"')),
    "an address without a host": ("REL02", changed(LINKS, r'Target="https://[^"]+"', 'Target="https:///path"')),
    "a script for an address": ("REL03", changed(LINKS, r'Target="https://[^"]+"', 'Target="javascript:alert(1)"')),
    # And the others.
    "a file for an address": ("REL03", changed(LINKS, r'Target="https://[^"]+"', 'Target="file:///etc/passwd"')),
    "broken XML": ("XML01", changed(FOOTNOTES, "</w:footnote>", "")),
    "a document type": ("XML02", changed(FOOTNOTES, r"\?>", "?><!DOCTYPE w:footnotes>")),
    "no content types": ("ZIP03", without(TYPES)),
    "a way out of the package": ("ZIP04", with_part("../evil.xml", b"<x/>")),
    "a part without content type": ("CT01", with_part("word/media/x.png", b"")),
    "a part with the type of any XML": ("CT02", changed(TYPES, r'<Override PartName="/word/people.xml"[^>]*/>', "")),
    "a type for a part that is not there": (
        "CT03",
        changed(TYPES, r'PartName="/word/people.xml"', 'PartName="/word/x.xml"'),
    ),
    "a type given twice": ("CT04", changed(TYPES, r'(<Override PartName="/word/people.xml"[^>]*/>)', r"\1\1")),
    "a relationship given twice": ("REL01", changed(LINKS, r'(<Relationship [^>]*rIdLink1"[^>]*/>)', r"\1\1")),
    "a part that is not there": ("REL04", without("word/people.xml")),
    "a relationship that is not there": ("REL05", changed(DOCUMENT, r'r:id="rIdLink1"', 'r:id="rIdNone"')),
    "relationships of nothing": ("REL06", with_part("word/_rels/none.xml.rels", b"<Relationships/>")),
    "two bookmarks of one id": ("BM01", changed(DOCUMENT, r'(<w:bookmarkStart w:id=")2"', r'\g<1>1"')),
    "a bookmark without end": ("BM03", changed(DOCUMENT, r'<w:bookmarkEnd w:id="3"/>', "")),
    "a bookmark with a bad name": ("BM04", changed(DOCUMENT, r'w:name="fc_', 'w:name="1 fc_')),
    "a bookmark with too long a name": ("BM04", changed(DOCUMENT, r'w:name="fc_', 'w:name="fc_too_long_')),
    "a comment without mark": ("CM01", changed(DOCUMENT, r'<w:commentReference w:id="1"/>', "")),
    "a mark without comment": ("CM01", changed(COMMENTS, r'<w:comment w:id="2".*?</w:comment>', "")),
    "a range that does not end": ("CM02", changed(DOCUMENT, r'<w:commentRangeEnd w:id="1"/>', "")),
    "a range without comment": (
        "CM02",
        changed(DOCUMENT, r"</w:body>", '<w:commentRangeStart w:id="99"/><w:commentRangeEnd w:id="99"/></w:body>'),
    ),
    "two comments of one id": ("CM03", changed(COMMENTS, r'<w:comment w:id="2"', '<w:comment w:id="1"')),
    "two paragraphs of one id": ("CM04", changed(COMMENTS, "10000002", "10000001")),
    "a paragraph with a bad id": ("CM05", changed(COMMENTS, "10000002", "90000002")),
    "a comment without author": ("CM07", changed(COMMENTS, r' w:author="[^"]*"', "")),
    "a comment with a bad date": ("CM08", changed(COMMENTS, r' w:date="[^"]*"', ' w:date="yesterday"')),
    "a footnote that is not there": ("FN01", changed(FOOTNOTES, r'<w:footnote w:id="2">.*?</w:footnote>', "")),
    "a footnote that stands nowhere": ("FN02", changed(DOCUMENT, r'<w:footnoteReference w:id="2"/>', "")),
    "two footnotes of one id": ("FN03", changed(FOOTNOTES, r'<w:footnote w:id="2">', '<w:footnote w:id="1">')),
    "a footnote in two places": (
        "FN04",
        changed(DOCUMENT, r'<w:footnoteReference w:id="2"/>', '<w:footnoteReference w:id="1"/>'),
    ),
    "an endnote that is not there": (
        "FN01",
        changed(DOCUMENT, r'<w:endnoteReference w:id="1"/>', '<w:endnoteReference w:id="8"/>'),
    ),
    "a style that is not there": (
        "ST01",
        changed(DOCUMENT, r'<w:pStyle w:val="Title"/>', '<w:pStyle w:val="Nobody"/>'),
    ),
    "two styles of one id": ("ST02", changed(STYLES, r'w:styleId="Title"', 'w:styleId="Subtitle"')),
    "two styles of one name": ("ST03", changed(STYLES, r'<w:name w:val="Title"/>', '<w:name w:val="SUBTITLE"/>')),
    "no styles": ("ST04", without(STYLES)),
    "a list that is not there": ("NU01", changed(DOCUMENT, r'<w:numId w:val="1"/>', '<w:numId w:val="77"/>')),
    "a kind of list that is not there": (
        "NU02",
        changed(NUMBERS, r'<w:abstractNumId w:val="0"/>', '<w:abstractNumId w:val="77"/>'),
    ),
    "two lists of one id": ("NU03", changed(NUMBERS, r'<w:num w:numId="2">', '<w:num w:numId="1">')),
    "a field that ends before it begins": (
        "FD02",
        changed(DOCUMENT, BODY, PARAGRAPH % '<w:r><w:fldChar w:fldCharType="end"/></w:r>'),
    ),
    "a field that separates twice": (
        "FD02",
        changed(DOCUMENT, r'(<w:r><w:fldChar w:fldCharType="separate"/></w:r>)', r"\1\1"),
    ),
    "spaces that would be lost": ("TX01", changed(DOCUMENT, BODY, PARAGRAPH % "<w:r><w:t> edge </w:t></w:r>")),
    "a cell without paragraph": (
        "TB01",
        changed(DOCUMENT, r"(<w:tc>(?:(?!</w:tc>).)*?</w:tcPr>).*?</w:tc>", r"\1</w:tc>"),
    ),
    "a row wider than its table": ("TB02", changed(DOCUMENT, r"(<w:tc>(?:(?!</w:tc>).)*</w:tc>)", r"\1\1")),
    "a row without cells": ("TB03", changed(DOCUMENT, r"</w:tbl>", "<w:tr/></w:tbl>")),
    "two pictures of one id": (
        "DR01",
        changed(
            DOCUMENT,
            BODY,
            PARAGRAPH
            % (
                '<w:r><wp:docPr id="1" xmlns:wp="'
                'http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"/></w:r>' * 2
            ),
        ),
    ),
}


CHANGED = r'<w:ins w:id="(\d+)" w:author="[^"]*" w:date="[^"]*">'
CONTROL = r'<w:dropDownList w:lastValue="[^"]*">'
DURABLE = "word/commentsIds.xml"
SETTINGS_LINKS = "word/_rels/settings.xml.rels"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
# What people review: tracked changes, drop-downs, durable ids, and what would be fetched when the file is opened.
FAULTS |= {
    "a change without author": ("RV02", changed(DOCUMENT, CHANGED, r'<w:ins w:id="\1">')),
    "a change with a bad date": ("RV03", changed(DOCUMENT, r'(<w:del [^>]*w:date=")[^"]*"', r'\1soon"')),
    "two changes of one id": (
        "RV01",
        changed(DOCUMENT, r'(<w:del w:id=")(\d+)("[^>]*>.*?</w:del>)', r"\1\2\3\1\2\3"),
    ),
    "words of a deletion that are not deleted": ("RV04", changed(DOCUMENT, r"w:delText", "w:t", 2)),
    "deleted words outside of a deletion": (
        "RV04",
        changed(DOCUMENT, BODY, PARAGRAPH % "<w:r><w:delText>gone</w:delText></w:r>"),
    ),
    "an insertion in an insertion": (
        "RV05",
        changed(DOCUMENT, rf"({CHANGED})(.*?</w:ins>)", r'\1<w:ins w:id="9999" w:author="A">\3</w:ins>'),
    ),
    "two entries of one value": ("SD02", changed(DOCUMENT, rf"({CONTROL})(<w:listItem [^>]*/>)", r"\1\2\2")),
    "an entry without words": (
        "SD02",
        changed(DOCUMENT, rf'({CONTROL}<w:listItem w:displayText=")[^"]*"', r'\1"'),
    ),
    "a choice that is no entry": ("SD03", changed(DOCUMENT, CONTROL, '<w:dropDownList w:lastValue="nobody">')),
    "a tag that is too long": ("SD04", changed(DOCUMENT, r'<w:tag w:val="', '<w:tag w:val="' + "x" * 64)),
    "a field that fetches": (
        "FD03",
        changed(
            DOCUMENT, BODY, PARAGRAPH % '<w:fldSimple w:instr=" INCLUDETEXT &quot;http://x.example&quot; "/>'
        ),
    ),
    "a field that runs, cut into pieces": (
        "FD03",
        changed(
            DOCUMENT,
            BODY,
            PARAGRAPH
            % (
                '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DDE</w:instrText></w:r>'
                '<w:r><w:instrText>AUTO cmd </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
            ),
        ),
    ),
    "a template from elsewhere": (
        "REL07",
        with_part(
            SETTINGS_LINKS,
            b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r"'
            b' Type="%s/attachedTemplate" Target="https://x.example/t.dotm" TargetMode="External"/></Relationships>'
            % OFFICE.encode(),
        ),
    ),
    "a picture from elsewhere": (
        "REL07",
        changed(
            LINKS,
            "</Relationships>",
            f'<Relationship Id="p" Type="{OFFICE}/image" Target="https://x.example/p.png" TargetMode="External"/>'
            "</Relationships>",
        ),
    ),
    "a durable id of no comment": ("CM09", changed(DURABLE, r'w16cid:paraId="[^"]+"', 'w16cid:paraId="00000009"')),
    "two durable ids alike": ("CM10", changed(DURABLE, r'durableId="10000002"', 'durableId="10000001"')),
    "a durable id that is none": ("CM10", changed(DURABLE, r'durableId="10000002"', 'durableId="later"')),
}


def test_a_sound_report_has_no_fault(sound: Parts, tmp_path: Path) -> None:
    assert lint(package(tmp_path / "sound.docx", sound)) == []


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_found(sound: Parts, tmp_path: Path, name: str) -> None:
    code, change = FAULTS[name]
    parts = dict(sound)
    change(parts)
    faults = lint(package(tmp_path / "faulty.docx", parts))
    assert code in {fault.code for fault in faults}
    assert all(str(fault).startswith(fault.code) for fault in faults)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_member_given_twice_is_found(sound: Parts, tmp_path: Path) -> None:
    faults = lint(package(tmp_path / "faulty.docx", sound, twice="word/people.xml"))
    assert "ZIP01" in {fault.code for fault in faults}


def test_content_types_come_first(sound: Parts, tmp_path: Path) -> None:
    faults = lint(package(tmp_path / "faulty.docx", dict(reversed(sound.items()))))
    assert [fault.code for fault in faults] == ["ZIP02"]


@pytest.mark.parametrize("content", [b"", b"no package", b"PK\x03\x04 broken"])
def test_a_file_that_is_no_package(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "faulty.docx"
    path.write_bytes(content)
    assert [fault.code for fault in lint(path)] == ["ZIP00"]


def test_a_report_without_comments_and_lists_needs_neither(sound: Parts, tmp_path: Path) -> None:
    parts = {name: content for name, content in sound.items() if name in (TYPES, "_rels/.rels", STYLES)}
    parts[DOCUMENT] = (
        b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body/></w:document>'
    )
    codes = {fault.code for fault in lint(package(tmp_path / "bare.docx", parts))}
    assert codes == {"CT03", "REL04"}
