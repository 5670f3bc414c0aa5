"""Files of sources, annotations and projects that mean harm, as large as their readers let in or just below."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

MADE = Callable[[], bytes]
_SOURCE = b'{"id": "a", "type": "book", "title": "Words"}'
_CONTEXT = b'{"@context": "http://www.w3.org/ns/anno.jsonld", '
_QUOTE = b'{"source": "a", "selector": {"type": "TextQuoteSelector", "exact": "words"}}'
_NOTE = _CONTEXT + b'"type": "Annotation", "body": "Words", "target": ' + _QUOTE + b"}"
_NOTE_OF_MANY = _NOTE.replace(_QUOTE, b"[" + b",".join([_QUOTE] * 480) + b"]")
RIS: Final[Mapping[str, MADE]] = {
    "an entry of 900,000 authors": lambda: b"TY  - BOOK\nTI  - Words\n" + b"AU  - a\n" * 900_000 + b"ER  - \n",
    "10,000 entries of 80 fields": lambda: (b"TY  - BOOK\nTI  - Words\n" + b"AU  - a\n" * 80 + b"ER  - \n") * 10_000,
    "20,000 entries": lambda: (b"TY  - BOOK\nTI  - Words\n" + b"AU  - Doe, Jo\n" * 11 + b"ER  - \n") * 20_000,
    "entries of nothing": lambda: b"TY  - \nER  - \n" * 500_000,
    "only line ends": lambda: b"TY  - BOOK\n" + b"\n" * 8_000_000,
    "a title of eight million signs": lambda: b"TY  - BOOK\nTI  - " + b"a " * 4_000_000 + b"\nER  - \n",
    "lines of spaces": lambda: b"TY  - BOOK\n" + (b" " * 4_000 + b"\n") * 2_000 + b"TI  - Words\nER  - \n",
}
BIBTEX: Final[Mapping[str, MADE]] = {
    "braces in braces": lambda: b"@book{a, title = " + b"{" * 4_000_000 + b"}" * 4_000_000 + b"}",
    "an entry that never ends": lambda: b"@book{a, title = {" + b"a" * 8_000_000,
    "a million signs of an entry": lambda: b"@" * 8_000_000,
    "20,000 entries": lambda: b"@book{a, title = {Words}, author = {A B and C D and E F and G H}}\n" * 20_000,
    "10,000 entries full of accents": lambda: (b"@book{a, title = {" + b"w\\'e " * 150 + b"}}\n") * 9_900,
    "20,000 entries with accents": lambda: (b"@book{a, title = {" + b"w\\'e " * 24 + b"}}\n") * 20_000,
    "20,000 entries of many authors": lambda: (b"@book{a, author = {" + b"A and " * 60 + b"B}}\n") * 20_000,
    "macros that grow": lambda: b"".join(b"@string{a%d = a%d # a%d # a%d}\n" % (n + 1, n, n, n) for n in range(9_000)),
    "names and no values": lambda: b"@book{a, " + b"title = " * 1_000_000,
    "spaces and commas": lambda: b"@book{a, " + b" , " * 2_500_000,
    "many authors": lambda: b"@book{a, title = {Words}, author = {" + b"A and " * 1_300_000 + b"B}}",
    "back slashes": lambda: b"@book{a, title = {" + b"\\'" * 3_900_000 + b"}}",
}
CSL: Final[Mapping[str, MADE]] = {
    "brackets": lambda: b'[{"id": "a", "type": "b"}, ' + b"[" * 8_000_000,
    "objects in objects": lambda: b'[{"id": "a", "type": ' + b'{"a":' * 1_600_000,
    "20,000 entries": lambda: b"[" + b",".join([_SOURCE] * 20_000) + b"]",
    "20,000 entries with abstracts": lambda: (
        b"[" + b",".join([_SOURCE[:-1] + b', "abstract": "' + b"Words of it. " * 140 + b'"}'] * 20_000) + b"]"
    ),
    "150,000 entries": lambda: b"[" + b",".join([_SOURCE] * 150_000) + b"]",
    "two million nothings": lambda: b'[{"id": "a", "type": "b"}' + b",{}" * 2_600_000 + b"]",
    "a long number": lambda: b'[{"id": "a", "type": "b", "title": ' + b"9" * 8_000_000 + b"}]",
    "halves of pairs": lambda: b"[" + _SOURCE.replace(b"Words", b"wo\\ud800rds") + b"]",
    "a year of 4,000 digits": lambda: b"[" + _SOURCE[:-1] + b', "issued": {"date-parts": [[' + b"9" * 4_000 + b"]]}}]",
    "a name twice": lambda: b"[" + _SOURCE.replace(b'"id": "a"', b'"id": "a", "id": "b"') + b"]",
    "20,000 entries of many authors": lambda: (
        b"[" + b",".join([_SOURCE[:-1] + b', "author": [' + b'{"family": "a"},' * 100 + b"{}]}"] * 20_000) + b"]"
    ),
    "words that never end": lambda: b'[{"id": "a", "type": "' + b"\\" * 8_000_000,
    "quotation marks that never end": lambda: b'[{"id": "a", "type": "' + b'\\"' * 4_000_000,
}
ANNOTATIONS: Final[Mapping[str, MADE]] = {
    "brackets": lambda: _CONTEXT + b'"items": ' + b"[" * 30_000_000,
    "100,000 annotations": lambda: b"[" + b",".join([_NOTE] * 100_000) + b"]",
    "50,000 annotations": lambda: b"[" + b",".join([_NOTE] * 50_000) + b"]",
    "half a million quotations": lambda: b"[" + b",".join([_NOTE_OF_MANY] * 1_000) + b"]",
    "quotation marks that never end": lambda: _CONTEXT + b'"a": "' + b'\\"' * 9_000_000,
    "halves of pairs": lambda: b"[" + b",".join([_NOTE.replace(b"words", b"wo\\ud800rds")] * 1_000) + b"]",
    "numbers beyond all": lambda: b"[" + _NOTE.replace(b'"Words"', b"1e999999999") + b"]",
    "nothings": lambda: b"[" + _NOTE + b",{}" * 9_000_000 + b"]",
    "words that never end": lambda: b"[" + _CONTEXT + b'"a": "' + b"a" * 30_000_000,
}
_PROJECT = b'{"format": "factcheck-project", "version": 1, '
PROJECTS: Final[Mapping[str, MADE]] = {
    "brackets": lambda: _PROJECT + b'"claims": ' + b"[" * 30_000_000,
    "objects in objects": lambda: _PROJECT + b'"claims": ' + b'{"a":' * 6_000_000,
    "nothings": lambda: _PROJECT + b'"claims": [{}' + b",{}" * 10_000_000 + b"]}",
    "a long number": lambda: _PROJECT + b'"claims": ' + b"9" * 30_000_000 + b"}",
    "quotation marks that never end": lambda: _PROJECT + b'"claims": [{"a": "' + b'\\"' * 9_000_000,
    "quotation marks in a name": lambda: _PROJECT + b'"' + b'\\"' * 9_000_000,
    "words that never end": lambda: _PROJECT + b'"claims": "' + b"a" * 30_000_000,
}
EXCHANGED: Final[Mapping[str, Mapping[str, MADE]]] = {
    "ris": RIS, "bib": BIBTEX, "csl.json": CSL, "jsonld": ANNOTATIONS, "json": PROJECTS,
}  # fmt: skip
