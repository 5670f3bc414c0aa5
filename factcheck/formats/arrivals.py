"""What a file brings: an article, a whole project, annotations, or sources; told by what it holds and by its name."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

Arrival = Literal["article", "project", "sources", "annotations"]

_HEAD = 1 << 14


def arrival_of(path: Path) -> Arrival:
    """What the file brings; where it cannot be read, an article: its reader tells what is wrong."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError:
        return "article"
    from factcheck.formats.interchange.reading import looks_like_project
    from factcheck.formats.linked.annotations import looks_like_annotations
    from factcheck.formats.sources.exchange import kind_of_sources

    if looks_like_annotations(head):
        return "annotations"
    if kind_of_sources(path.name, head.decode("utf-8", "replace")):
        return "sources"
    if path.suffix.lower() == ".json" and looks_like_project(head):
        return "project"
    return "article"
