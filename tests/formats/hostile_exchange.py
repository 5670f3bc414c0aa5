"""Files of sources, annotations and projects that mean harm, as large as their readers let in or just below."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

MADE = Callable[[], bytes]
_SOURCE = b'{"id": "a", "type": "book", "title": "Words"}'
_NOTE = (
    b'{"@context": "http://www.w3.org/ns/anno.jsonld", "type": "Annotation", "body": "Words",'
    b' "target": {"source": "a", "selector": {"type": "TextQuoteSelector", "exact": "words"}}}'
)

RIS: Final[Mapping[str, MADE]] = {
    "an entry of 900,000 authors": lambda: b"TY  - BOOK\nTI  - Words\n" + b"AU  - a\n" * 900_000 + b"ER  - \n",
    "10,000 entries of 80 fields": lambda: (b"TY  - BOOK\nTI  - Words\n" + b"AU  - a\n" * 80 + b"ER  - \n") * 10_000,
    "entries of nothing": lambda: b"TY  - \nER  - \n" * 500_000,
    "only line ends": lambda: b"TY  - BOOK\n" + b"\n" * 8_000_000,
    "a title of eight million signs": lambda: b"TY  - BOOK\nTI  - " + b"a " * 4_000_000 + b"\nER  - \n",
    "lines of spaces": lambda: b"TY  - BOOK\n" + (b" " * 4_000 + b"\n") * 2_000 + b"TI  - Words\nER  - \n",
}
BIBTEX: Final[Mapping[str, MADE]] = {
    "braces in braces": lambda: b"@book{a, title = " + b"{" * 4_000_000 + b"}" * 4_000_000 + b"}",
    "an entry that never ends": lambda: b"@book{a, title = {" + b"a" * 8_000_000,
    "a million signs of an entry": lambda: b"@" * 8_000_000,
    "10,000 entries": lambda: b"@book{a, title = {Words}, author = {A B and C D and E F and G H}}\n" * 10_000,
    "10,000 long entries": lambda: (b"@book{a, title = {" + b"w\\'e " * 150 + b"}}\n") * 9_900,
    "macros that grow": lambda: b"".join(
        b"@string{a%d = a%d # a%d # a%d}\n" % (n + 1, n, n, n) for n in range(9_000)
    ),
    "names and no values": lambda: b"@book{a, " + b"title = " * 1_000_000,
    "spaces and commas": lambda: b"@book{a, " + b" , " * 2_500_000,
    "many authors": lambda: b"@book{a, title = {Words}, author = {" + b"A and " * 1_300_000 + b"B}}",
    "back slashes": lambda: b"@book{a, title = {" + b"\\'" * 3_900_000 + b"}}",
}
CSL: Final[Mapping[str, MADE]] = {
    "brackets": lambda: b'[{"id": "a", "type": "b"}, ' + b"[" * 8_000_000,
    "objects in objects": lambda: b'[{"id": "a", "type": ' + b'{"a":' * 1_600_000,
    "10,000 entries": lambda: b"[" + b",".join([_SOURCE] * 10_000) + b"]",
    "150,000 entries": lambda: b"[" + b",".join([_SOURCE] * 150_000) + b"]",
    "two million nothings": lambda: b'[{"id": "a", "type": "b"}' + b",{}" * 2_600_000 + b"]",
    "a long number": lambda: b'[{"id": "a", "type": "b", "title": ' + b"9" * 8_000_000 + b"}]",
    "10,000 entries of many authors": lambda: (
        b"[" + b",".join([_SOURCE[:-1] + b', "author": [' + b'{"family": "a"},' * 40 + b"{}]}"] * 9_000) + b"]"
    ),
    "words that never end": lambda: b'[{"id": "a", "type": "' + b"\\" * 8_000_000,
}
ANNOTATIONS: Final[Mapping[str, MADE]] = {
    "brackets": lambda: b'{"@context": "http://www.w3.org/ns/anno.jsonld", "items": ' + b"[" * 30_000_000,
    "100,000 annotations": lambda: b"[" + b",".join([_NOTE] * 100_000) + b"]",
    "10,000 annotations": lambda: b"[" + b",".join([_NOTE] * 10_000) + b"]",
    "nothings": lambda: b"[" + _NOTE + b",{}" * 9_000_000 + b"]",
    "words that never end": lambda: b'[{"@context": "http://www.w3.org/ns/anno.jsonld", "a": "' + b"a" * 30_000_000,
}
_PROJECT = b'{"format": "factcheck-project", "version": 1, '
PROJECTS: Final[Mapping[str, MADE]] = {
    "brackets": lambda: _PROJECT + b'"claims": ' + b"[" * 30_000_000,
    "objects in objects": lambda: _PROJECT + b'"claims": ' + b'{"a":' * 6_000_000,
    "nothings": lambda: _PROJECT + b'"claims": [{}' + b",{}" * 10_000_000 + b"]}",
    "a long number": lambda: _PROJECT + b'"claims": ' + b"9" * 30_000_000 + b"}",
    "words that never end": lambda: _PROJECT + b'"claims": "' + b"a" * 30_000_000,
}
EXCHANGED: Final[Mapping[str, Mapping[str, MADE]]] = {
    "ris": RIS, "bib": BIBTEX, "csl.json": CSL, "jsonld": ANNOTATIONS, "json": PROJECTS,
}  # fmt: skip
