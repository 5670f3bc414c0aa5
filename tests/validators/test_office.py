"""The judges of Word files pass what is right and find what is wrong: else their silence would prove nothing."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tests.validators.ecma import ecma_findings
from tests.validators.office import office_findings

PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
RIGHT = '<w:p><w:bookmarkStart w:id="1" w:name="one"/><w:r><w:t>Words.</w:t></w:r><w:bookmarkEnd w:id="1"/></w:p>'
WRONG = {
    "an element that Word does not know": ("<w:nonsense/>", {"Open XML SDK", "openxml-audit"}),
    "a comment that is not there": ('<w:r><w:commentReference w:id="7"/></w:r>', {"ooxml-integrity"}),
}


W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
AGAINST_THE_SCHEMAS = {
    "an element that nobody knows": ("", "<w:nonsense/>"),
    "properties in another order": ("", '<w:pPr><w:jc w:val="left"/><w:keepNext/></w:pPr>'),
    "properties behind the words": ("", "<w:r><w:t>a</w:t></w:r><w:pPr/>"),
    "a value that none may have": ("", '<w:pPr><w:jc w:val="middle"/></w:pPr>'),
    "a size that is no number": ("", '<w:r><w:rPr><w:sz w:val="big"/></w:rPr></w:r>'),
    "words in a paragraph": ("", "words"),
    "an extension that is not ignorable": (W14, '<w:r w14:paraId="00000001"/>'),
    "a prefix that nothing declares": (f'{MC} mc:Ignorable="w14"', ""),
    "a bad id of a paragraph": (f'{MC} {W14} mc:Ignorable="w14"', '<w:r w14:paraId="7"/>'),
    "an attribute that its extension lacks": (f'{MC} {W14} mc:Ignorable="w14"', '<w:r w14:nonsense="7"/>'),
    "an element that its extension lacks": (f'{MC} {W14} mc:Ignorable="w14"', "<w14:nonsense/>"),
}


def word_file(path: Path, inside: str, *, opening: str = "") -> Path:
    """Write the smallest Word file with ``inside`` in its second paragraph and ``opening`` in its root."""
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{TYPES}.document.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{WORD}" {opening}><w:body>{RIGHT}<w:p>{inside}</w:p></w:body>'
        "</w:document>",
    }
    with zipfile.ZipFile(path, "w") as file:
        for name, content in parts.items():
            file.writestr(name, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{content}')
    return path


def test_the_judges_pass_a_sound_file(tmp_path: Path) -> None:
    assert office_findings(word_file(tmp_path / "sound.docx", "")) == []


@pytest.mark.parametrize("fault", WRONG)
def test_the_judges_find_a_fault(tmp_path: Path, fault: str) -> None:
    inside, judges = WRONG[fault]
    assert judges <= {finding.judge for finding in office_findings(word_file(tmp_path / "faulty.docx", inside))}


def test_the_schemas_pass_a_sound_file(tmp_path: Path) -> None:
    sound = '<w:r w14:paraId="00000001"><w:t>Words</w:t></w:r>'
    opening = f'{MC} {W14} mc:Ignorable="w14"'
    assert ecma_findings(word_file(tmp_path / "sound.docx", sound, opening=opening)) == []


@pytest.mark.parametrize("fault", AGAINST_THE_SCHEMAS)
def test_the_schemas_find_a_fault(tmp_path: Path, fault: str) -> None:
    opening, inside = AGAINST_THE_SCHEMAS[fault]
    (found, *_more) = ecma_findings(word_file(tmp_path / "faulty.docx", inside, opening=opening))
    assert found.part == "word/document.xml"
