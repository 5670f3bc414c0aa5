"""The words of a zipped document (spreadsheet, OpenDocument) by what they are, for the last look at them."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Final

from factcheck.translation import _

_BREAKS: Final = re.compile(
    r"</(?:text:p|text:h|si|dc:\w+|cp:\w+|Company|meta:[\w-]+)>|<text:(?:tab|line-break|s)\b[^>]*/>"
)
_TAGS: Final = re.compile(r"<[^>]*>")
_CHOSEN: Final = re.compile(
    r'(?:xlink:href|Target|text:name|office:name|table:name|svg:title|display|tooltip|<sheet name)="([^"]+)"'
)


def words_of_package(path: Path) -> Iterator[tuple[str, str]]:
    """The texts of a zipped document, each with the name of its place."""
    with zipfile.ZipFile(path) as archive:
        yield _("a file name inside it"), "\n".join(archive.namelist())
        for name in archive.namelist():
            if not name.endswith((".xml", ".rels", ".rdf")):
                continue
            content = archive.read(name).decode()
            yield "", unescape(_TAGS.sub("", _BREAKS.sub("\n", content)))
            yield _("a name inside it"), unescape("\n".join(_CHOSEN.findall(content)))
