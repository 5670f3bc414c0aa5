"""The judges of Word files pass what is right and find what is wrong: else their silence would prove nothing."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

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


def word_file(path: Path, inside: str) -> Path:
    """Write the smallest Word file with ``inside`` in its second paragraph."""
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{TYPES}.document.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{RIGHT}<w:p>{inside}</w:p></w:body></w:document>',
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
