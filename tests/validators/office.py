"""What independent judges find in Word files: the Open XML SDK, openxml-audit and ooxml-integrity.

    assert office_findings(report) == []

"It opens" proves little: Word is stricter than its neighbours. The judges are installed by
``packaging/test.py`` (Linux on x86-64); without them a test that asks is skipped.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import pytest

SDK = Path(__file__).with_name("open_xml_sdk.py")

# openxml-audit asks for theme, styles, settings and fonts; the standard and the SDK leave them to the writer.
TOO_STRICT = {"Sem_MissingRelationshipType"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One complaint of one judge; ``where`` is a path inside the part, as the judge writes it."""

    judge: str
    file: str
    part: str
    where: str
    message: str


def office_findings(*files: Path) -> list[Finding]:
    """All that the three judges find in Word files; skips the test where they are not installed."""
    if any(find_spec(module) is None for module in ("clr_loader", "openxml_audit", "ooxml_integrity")):
        pytest.skip("the validators are not installed: packaging/test.py does it on Linux, x86-64")
    return [*sdk_findings(*files), *audit_findings(*files), *integrity_findings(*files)]


def sdk_findings(*files: Path) -> list[Finding]:
    """What the validator of Microsoft's Open XML SDK finds."""
    done = subprocess.run([sys.executable, SDK, *files], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return [
        Finding("Open XML SDK", found["file"], found["part"], found["where"], found["message"])
        for found in json.loads(done.stdout)
    ]


def audit_findings(*files: Path) -> list[Finding]:
    """What openxml-audit finds, errors and warnings."""
    from openxml_audit import FileFormat, OpenXmlValidator

    # A validator for each file: it remembers parts by the address of an object, which the next file may reuse.
    return [
        Finding("openxml-audit", str(file), error.part_uri or "", error.path or "", error.description)
        for file in files
        for error in OpenXmlValidator(file_format=FileFormat.MICROSOFT_365, max_errors=0).validate(str(file)).errors
        if error.id not in TOO_STRICT
    ]


def integrity_findings(*files: Path) -> list[Finding]:
    """What ooxml-integrity finds, errors and warnings."""
    from ooxml_integrity import check

    return [
        Finding("ooxml-integrity", str(file), found.part, found.where, f"{found.code}: {found.message}")
        for file in files
        for found in check(str(file))
    ]
