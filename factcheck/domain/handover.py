"""What is handed over to another desk or to the archive: the report, the files of its sources, the project as data."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.domain.interchange import WholeProject
from factcheck.domain.report import Report


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file of a source in the report's list: the source's number, its name, its bytes, the words read in it."""

    source_number: int
    name: str
    content: bytes
    text: str = ""


@dataclass(frozen=True, slots=True)
class Handover:
    """Everything of a handover pack.

    ``files`` are those of sources that may be named. ``whole`` is None where only some articles are handed over: the
    project's data would tell of the others too.
    """

    report: Report
    files: tuple[SourceFile, ...] = ()
    whole: WholeProject | None = None
