"""The whole project as it stands now, for a file that other programs can read."""

from __future__ import annotations

from factcheck.domain.interchange import WholeProject, by_alias, without_hidden
from factcheck.domain.records import RECORDS, Attachment, Revision
from factcheck.project.queries.reports import forbidden_words
from factcheck.project.reading import Reading


def whole_project(reading: Reading, *, confidential: bool = False) -> WholeProject:
    """All living records with their texts and files; ``confidential`` asks for what is else only told by alias."""
    living = without_hidden({kind: reading.records(kind) for kind in RECORDS})
    records = living if confidential else by_alias(living)
    revisions: tuple[Revision, ...] = records[Revision]
    attachments: tuple[Attachment, ...] = records[Attachment]
    structures = {one.structure_sha256 for one in revisions if one.structure_sha256}
    files = {one.original_sha256 for one in revisions} | {one.sha256 for one in attachments}
    return WholeProject(
        records=records,
        texts={one.text_sha256: reading.text(one) for one in revisions if one.text_sha256},
        structures={one: reading.blob(one).decode("utf-8", "surrogatepass") for one in sorted(structures)},
        files={one: reading.blob(one) for one in sorted(files - {""})},
        confidential=confidential,
        secrets={} if confidential else forbidden_words(reading),
    )
