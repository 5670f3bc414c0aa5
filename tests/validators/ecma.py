"""What the schemas of ECMA-376 find in Word files: ``python -m tests.validators.ecma FILE...``.

No package of the registries carries the schemas themselves under a licence that lets us use them. Apache POI carries
most of them compiled; its jars come, with a Java program's, in one wheel, which is no part of any environment of ours:

    pip download --no-deps -d DIR pyreportjasper==2.1.4    # and unzip it there
    FACTCHECK_POI_JARS=DIR/pyreportjasper/libs python -m tests.validators.ecma REPORT.docx...

Without that folder, or without Java, the command and its test say so. What POI's choice of types lacks is taken out
before (``_UNKNOWN``); extensions of Word are, as the standard tells its readers to do (part 3).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Final

from lxml import etree

from tests.validators.office import Finding

PROGRAM: Final = Path(__file__).with_name("EcmaSchemas.java")
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_UNKNOWN: Final = (
    "characterSpacingControl", "compat", "defaultTabStop", "lnNumType", "multiLevelType", "nsid", "rsid", "rsids",
    "tblStylePr", "tmpl", "zoom", "proofState",
)  # fmt: skip
# As above, but only inside these.
_UNKNOWN_IN: Final = {"settings": ("footnotePr", "endnotePr"), "style": ("tblPr",)}


def jars() -> str:
    """The class path of POI's schemas; empty, with the reason on standard error, where they are not here."""
    folder = os.environ.get("FACTCHECK_POI_JARS", "")
    found = sorted(Path(folder).glob("*.jar")) if folder else []
    if not any(one.name.startswith("poi-ooxml-lite") for one in found):
        print("FACTCHECK_POI_JARS names no folder with Apache POI's jars: see ecma.py", file=sys.stderr)
        return ""
    if shutil.which("java") is None:
        print("Java is not installed", file=sys.stderr)
        return ""
    return os.pathsep.join(map(str, found))


def ecma_findings(*files: Path) -> tuple[list[Finding], set[str]]:
    """What the schemas find, and the names of the parts that could be judged."""
    class_path = jars()
    assert class_path
    with tempfile.TemporaryDirectory() as place:
        numbered = {f"{number:04}": file for number, file in enumerate(files)}
        for key, file in numbered.items():
            _lay_out(file, Path(place), key)
        command = ["java", "-cp", class_path, str(PROGRAM), place]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    findings, judged = [], set()
    for line in done.stdout.splitlines():
        kind, name, words = line.split("\t")
        key, _, part = name.partition("-")
        if kind == "fault":
            findings.append(Finding("ECMA-376", str(numbered[key]), part, "", words))
        elif kind == "judged":
            judged.add(part)
    return findings, judged


def _lay_out(file: Path, folder: Path, key: str) -> None:
    """Write the parts of a package into a folder, as a reader sees them that knows the standard alone."""
    with zipfile.ZipFile(file) as archive:
        for name in archive.namelist():
            if name.endswith(".xml"):
                tree = etree.fromstring(archive.read(name))
                _without_extensions(tree)
                (folder / f"{key}-{name.replace('/', '_')}").write_bytes(etree.tostring(tree))


def _without_extensions(tree: etree._Element) -> None:
    elements = list(tree.iter("*"))
    ignored = {one.nsmap[prefix] for one in elements for prefix in one.get(f"{_MC}Ignorable", "").split()}
    inside = {f"{_W}{tag}": above for above, tags in _UNKNOWN_IN.items() for tag in tags}
    for one in elements:
        above = one.getparent()
        unknown = str(one.tag).removeprefix(_W) in _UNKNOWN
        if above is not None and inside.get(str(one.tag)) == str(above.tag).removeprefix(_W):
            unknown = True
        if above is not None and (unknown or etree.QName(one).namespace in ignored):
            above.remove(one)
            continue
        if above is not None and one.tag == f"{_MC}AlternateContent":
            for child in reversed(one.find(f"{_MC}Fallback") or ()):
                one.addnext(child)
            above.remove(one)
            continue
        for attribute in list(one.attrib):
            if etree.QName(attribute).namespace in {*ignored, _MC[1:-1]}:
                del one.attrib[attribute]


if __name__ == "__main__":
    if not jars():
        sys.exit("nothing was judged")
    found, parts = ecma_findings(*map(Path, sys.argv[1:]))
    for finding in found:
        print(f"{finding.file}: {finding.part}: {finding.message}")
    print(f"{len(sys.argv) - 1} files, {len(found)} findings; judged: {', '.join(sorted(parts))}")
