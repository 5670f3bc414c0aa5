"""Reads a project from JSON, believing nothing: size, form, types, ids, references, every quotation in its place."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final, TypeVar

from factcheck.domain.interchange import WholeProject, kinds_by_name, references
from factcheck.domain.problems import Problem
from factcheck.domain.progress import Progress, Silent
from factcheck.domain.records import (
    Article,
    Attachment,
    Highlight,
    Omission,
    ProjectRecord,
    Record,
    Revision,
    Sentence,
)
from factcheck.formats.interchange.checking import checked_record, checked_structure
from factcheck.formats.interchange.scanning import LONGEST_KEY, Document, broken, parsed, too_large
from factcheck.formats.interchange.schema import FORMAT, VERSION
from factcheck.translation import _

T = TypeVar("T")

# What a record is lost without; a question, for one, may stand on an article or on a claim.
_NEEDED: Final = frozenset({(Highlight, "claim_id"), (Highlight, "revision_id"), (Revision, "article_id")})

LARGEST_FILE: Final = 400 << 20  # bytes
LARGEST_RECORD: Final = 1 << 20
LARGEST_ATTACHMENT: Final = 16 << 20  # with the words that were read in it
LARGEST_TEXT: Final = 40 << 20
MOST_RECORDS: Final = 1_000_000
MOST_STRETCHES: Final = 300_000  # blocks, spans and notes of one revision


def looks_like_project(head: bytes) -> bool:
    """Whether the first bytes of a file are those of a project's JSON."""
    return b'"' + FORMAT.encode() + b'"' in head[:4096]


def read_project(path: Path, progress: Progress = Silent()) -> WholeProject:
    """The project in a JSON file; raises ``Problem`` where anything in it is not as the schema says."""
    document = Document(_bytes_of(path))
    found: dict[str, Any] = {}
    for name, at in document.members(document.start):
        if name in found or name not in _MEMBERS:
            raise _unknown(name)
        progress.step(at, len(document.source), _("Reading the project"))
        found[name] = _MEMBERS[name](document, at)
        # What a file is stands first in it, before anything large is gone through.
        if list(found)[:2] != ["format", "version"][: len(found)]:
            raise _no_project()
        if len(found) == 2 and found["version"] != VERSION:
            raise Problem(
                _("The file is of another version of the program."),
                _("Open it with a newer version, or export it anew."),
            )
    if found.get("format") != FORMAT or "records" not in found:
        raise _no_project()
    whole = WholeProject(
        records=found["records"],
        texts=found.get("texts", {}),
        structures=found.get("structures", {}),
        files=found.get("files", {}),
        confidential=found.get("confidential") is True,
    )
    _check_references(whole)
    _check_content(whole)
    progress.step(1, 1, _("Project read"))
    return whole


# ------------------------------------------------------------------------------------------------------------- reading


def _bytes_of(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise Problem(
                _("The file has more than {limit} MB.").format(limit=LARGEST_FILE >> 20),
                _("Leave its attachments out, or send the project itself."),
            )
        return path.read_bytes()
    except OSError as error:
        raise Problem(
            _("The file cannot be opened ({reason}).").format(reason=error.strerror or error),
            _("Check that it is still there and that you may read it."),
        ) from error


def _scalar(document: Document, at: int) -> Any:
    value = parsed(document.taken(at, LONGEST_KEY))
    if isinstance(value, dict | list):
        raise broken()
    return value


def _all_records(document: Document, at: int) -> dict[type[Record], tuple[Any, ...]]:
    records: dict[type[Record], tuple[Any, ...]] = {}
    for name, place in document.members(at):
        kind = kinds_by_name().get(name)
        if kind is None or kind in records:
            raise _unknown(name)
        records[kind] = _records(document, kind, place)
        if sum(map(len, records.values())) > MOST_RECORDS:
            raise too_large()
    return records


def _records(document: Document, kind: type[Record], at: int) -> tuple[Any, ...]:
    found: dict[str, Record] = {}
    largest = LARGEST_ATTACHMENT if kind is Attachment else LARGEST_RECORD
    for place in document.elements(at):
        record = checked_record(kind, parsed(document.taken(place, largest)))
        if record.id in found or len(found) > MOST_RECORDS:
            raise Problem(_("An id stands twice in the file."), remedy())
        found[record.id] = record
    return tuple(found[id_] for id_ in sorted(found))


def _contents(largest: int, made: Callable[[str, bytes], T]) -> Callable[[Document, int], dict[str, T]]:
    def read(document: Document, at: int) -> dict[str, T]:
        found: dict[str, T] = {}
        for name, place in document.members(at):
            if name in found:
                raise _unknown(name)
            found[name] = made(name, document.taken(place, largest))
        return found

    return read


def _text(sha256: str, source: bytes) -> str:
    text = parsed(source)
    if not isinstance(text, str) or hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() != sha256:
        raise _altered()
    return text


def _structure(_sha256: str, source: bytes) -> str:
    if source.count(b"{") > MOST_STRETCHES:
        raise too_large()
    return checked_structure(source)


def _file(sha256: str, source: bytes) -> bytes:
    try:
        content = base64.b64decode(source.strip(b'"'), validate=True)
    except binascii.Error as error:
        raise broken() from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise _altered()
    return content


_MEMBERS: Final[Mapping[str, Callable[[Document, int], Any]]] = {
    "format": _scalar,
    "version": _scalar,
    "confidential": _scalar,
    "records": _all_records,
    "texts": _contents(LARGEST_TEXT, _text),
    "structures": _contents(LARGEST_TEXT, _structure),
    "files": _contents(LARGEST_FILE, _file),
}


# ------------------------------------------------------------------------------------------------------------ checking


def _check_references(whole: WholeProject) -> None:
    """Every reference leads to a record in the file; what hangs on something has it."""
    if len(whole.of(ProjectRecord)) != 1:
        raise Problem(_("The file holds no project, or several."), remedy())
    ids = {kind: {one.id for one in some} for kind, some in whole.records.items()}
    for kind, some in whole.records.items():
        for name, other in references(kind).items():
            known = ids.get(other, set())
            for one in some:
                wanted = getattr(one, name)
                if wanted and wanted not in known:
                    raise Problem(_("Something in the file hangs on what is not in it."), remedy())
                if not wanted and (kind, name) in _NEEDED:
                    raise Problem(_("Something in the file hangs on nothing."), remedy())


def _check_content(whole: WholeProject) -> None:
    """Texts and files are there, and every stretch lies in its text; a highlight stands on the words that it quotes."""
    texts: dict[str, str] = {}
    for revision in whole.of(Revision):
        if revision.text_sha256 not in whole.texts or revision.structure_sha256 not in whole.structures:
            raise Problem(_("The text of a draft is missing in the file."), remedy())
        if revision.original_sha256 and revision.original_sha256 not in whole.files:
            raise Problem(_("A file is missing in the file."), remedy())
        texts[revision.id] = whole.texts[revision.text_sha256]
        if _reach(whole.structures[revision.structure_sha256]) > len(texts[revision.id]):
            raise _misplaced()
    for kind in (Omission, Sentence, Highlight):
        for one in whole.of(kind):
            text = texts.get(one.revision_id or "", "")
            if not 0 <= one.start <= one.end <= len(text):
                raise _misplaced()
    for highlight in whole.of(Highlight):
        quote = highlight.quote
        if not quote or texts[highlight.revision_id][highlight.start : highlight.end] != quote:
            raise _misplaced()
    for attachment in whole.of(Attachment):
        if attachment.sha256 not in whole.files:
            raise Problem(_("A file is missing in the file."), remedy())
    for article in whole.of(Article):
        if article.revision_id is None:
            raise Problem(_("The text of a draft is missing in the file."), remedy())


def _reach(structure: str) -> int:
    """The highest place that a structure names."""
    from factcheck.domain.draft import structure_from_json

    made = structure_from_json(structure)
    ends = [block.end for block in made.blocks] + [span.end for span in made.spans] + [note.end for note in made.notes]
    return max(ends, default=0)


def _misplaced() -> Problem:
    return Problem(_("A mark in the file does not stand on the words that it quotes."), remedy())


def _altered() -> Problem:
    return Problem(_("A text or a file in it is not what its name says: it was changed or damaged."), remedy())


def _no_project() -> Problem:
    return Problem(_("This JSON is no project."), _("Choose a file that was exported as JSON."))


def _unknown(name: str) -> Problem:
    return Problem(
        _("The file holds “{name}”, which is not known, or twice.").format(name=name[:40]),
        _("Open it with a newer version, or export it anew."),
    )


def remedy() -> str:
    """What to do about a file that is not as it should be."""
    return _("Nothing was changed. Ask for the file again, as the program exports it.")
