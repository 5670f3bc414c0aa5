"""Edits of sources, of the evidence they give, and of the files kept with them."""

from __future__ import annotations

import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from factcheck.domain.draft import Note, structure_from_json
from factcheck.domain.positions import between
from factcheck.domain.problems import Problem
from factcheck.domain.records import Attachment, Evidence, Revision, Source
from factcheck.domain.times import now
from factcheck.project.recording import Recording
from factcheck.project.tables import AttachmentRow, EvidenceRow, SourceRow
from factcheck.text.addresses import links_in, safe_link, title_from
from factcheck.translation import _


def _next_position(recording: Recording, claim_id: str) -> str:
    evidence = recording.records(Evidence, EvidenceRow.claim_id == claim_id, order_by=EvidenceRow.position)
    return between(evidence[-1].position if evidence else "")


def _checked_address(address: str) -> str:
    link = safe_link(address)
    if link is None:
        raise Problem(
            _("“{address}” is no address that can be kept.").format(address=address[:80]),
            _("Paste a link that begins with http:// or https://."),
        )
    return link


def _source_of(recording: Recording, address: str, title: str = "") -> str:
    """The source with this address, made where it is not known yet."""
    known = recording.records(Source, SourceRow.address == address)
    if known:
        return known[0].id
    today = now().date().isoformat()
    return recording.add(Source(kind="web page", title=title or title_from(address), address=address, accessed=today))


@dataclass(frozen=True)
class AddSource:
    """Make a source; the answer is its id."""

    fields: Mapping[str, Any]

    @property
    def name(self) -> str:
        """Menu words."""
        return _("Add source")

    def apply(self, recording: Recording) -> str:
        """Write the source."""
        return recording.add(Source(**self.fields))


@dataclass(frozen=True)
class EditSource:
    """Change fields of a source."""

    source_id: str
    fields: Mapping[str, Any]
    seen: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Menu words."""
        return _("Edit source")

    def apply(self, recording: Recording) -> None:
        """Set the fields."""
        recording.change(Source, self.source_id, self.fields, self.seen)


@dataclass(frozen=True)
class RemoveSource:
    """Take a source out, and with it the evidence that it gave."""

    source_id: str

    @property
    def name(self) -> str:
        """Menu words."""
        return _("Remove source")

    def apply(self, recording: Recording) -> None:
        """Flag the source alone: its evidence comes back with it."""
        recording.remove(Source, self.source_id)


@dataclass(frozen=True)
class Cite:
    """Let a source speak on a claim; the answer is the evidence's id.

    An ``address`` makes the source in the same step, or takes the one that has it already.
    """

    claim_id: str
    address: str = ""
    source_id: str = ""
    stance: str = "supports"
    passage: str = ""
    locator: str = ""

    @property
    def name(self) -> str:
        """Menu words."""
        return _("Attach source")

    def apply(self, recording: Recording) -> str:
        """Write the evidence; a source that speaks on the claim already with no passage of its own is not doubled."""
        source_id = self.source_id or _source_of(recording, _checked_address(self.address))
        for known in recording.records(
            Evidence, EvidenceRow.claim_id == self.claim_id, EvidenceRow.source_id == source_id
        ):
            if (known.stance, known.passage, known.locator) == (self.stance, self.passage, self.locator):
                return known.id
        evidence = Evidence(
            claim_id=self.claim_id,
            source_id=source_id,
            stance=self.stance,
            passage=self.passage,
            locator=self.locator,
            position=_next_position(recording, self.claim_id),
        )
        return recording.add(evidence)


@dataclass(frozen=True)
class CiteNew:
    """Let a source that is new to the project speak on a claim; the answer is the source's and the evidence's id."""

    claim_id: str
    source: Mapping[str, Any]

    @property
    def name(self) -> str:
        """Menu words."""
        return _("Attach source")

    def apply(self, recording: Recording) -> tuple[str, str]:
        """Write source and evidence."""
        source_id = recording.add(Source(**self.source))
        position = _next_position(recording, self.claim_id)
        return source_id, recording.add(Evidence(claim_id=self.claim_id, source_id=source_id, position=position))


@dataclass(frozen=True)
class EditEvidence:
    """Change fields of evidence."""

    evidence_id: str
    fields: Mapping[str, Any]
    seen: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Menu words."""
        return _("Edit evidence")

    def apply(self, recording: Recording) -> None:
        """Set the fields."""
        recording.change(Evidence, self.evidence_id, self.fields, self.seen)


@dataclass(frozen=True)
class RemoveEvidence:
    """Take a source off a claim; the source stays."""

    evidence_id: str

    @property
    def name(self) -> str:
        """Menu words."""
        return _("Remove evidence")

    def apply(self, recording: Recording) -> None:
        """Flag the evidence."""
        recording.remove(Evidence, self.evidence_id)


@dataclass(frozen=True)
class AttachFile:
    """Keep a file inside the project, with a source; given to claims, it makes a source that speaks on each of them.

    The answer is the attachment's id.
    """

    file_name: str
    content: bytes
    source_id: str = ""
    claim_ids: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Menu words."""
        return _("Attach file")

    def apply(self, recording: Recording) -> str:
        """Write the file and its record; the same file on the same source is kept once."""
        name = PurePath(self.file_name.replace("\\", "/")).name
        sha256 = recording.store_blob(self.content)
        source_id = self.source_id
        if not source_id:
            source_id = recording.add(
                Source(kind="document", title=PurePath(name).stem, accessed=now().date().isoformat())
            )
        for known in recording.records(
            Attachment, AttachmentRow.source_id == source_id, AttachmentRow.sha256 == sha256
        ):
            return known.id
        for claim_id in dict.fromkeys(self.claim_ids):
            position = _next_position(recording, claim_id)
            recording.add(Evidence(claim_id=claim_id, source_id=source_id, position=position))
        return recording.add(
            Attachment(
                source_id=source_id,
                name=name,
                sha256=sha256,
                size=len(self.content),
                media_type=mimetypes.guess_type(name)[0] or "application/octet-stream",
                added_at=now(),
            )
        )


@dataclass(frozen=True)
class RemoveAttachment:
    """Take a file off its source."""

    attachment_id: str

    @property
    def name(self) -> str:
        """Menu words."""
        return _("Remove file")

    def apply(self, recording: Recording) -> None:
        """Flag the attachment."""
        recording.remove(Attachment, self.attachment_id)


@dataclass(frozen=True)
class UseNote:
    """Make the writer's footnote evidence of a claim, marked as the writer's and not verified; the answer is its id."""

    claim_id: str
    revision_id: str
    note_key: str

    @property
    def name(self) -> str:
        """Menu words."""
        return _("Use the writer's note")

    def apply(self, recording: Recording) -> str:
        """Write source and evidence of the note; the same note on the same claim is not doubled.

        It is known by its words: a word processor numbers notes anew when one is put in before them.
        """
        revision = recording.get(Revision, self.revision_id)
        structure = structure_from_json(recording.blob(revision.structure_sha256).decode("utf-8", "surrogatepass"))
        note = next((note for note in structure.notes if note.key == self.note_key), None)
        if note is None:
            raise Problem(_("The note is not in this draft."), _("Open the draft that it stands in."))
        return cite_note(recording, self.claim_id, note)


def cite_note(recording: Recording, claim_id: str, note: Note) -> str:
    """Write source and evidence of a writer's note, where the claim has not got them yet; the evidence's id."""
    for known in recording.records(Evidence, EvidenceRow.claim_id == claim_id):
        if known.origin == "writer" and known.passage == note.text:
            return known.id
    addresses = [link for link in map(safe_link, note.links or links_in(note.text)) if link]
    if addresses:
        source_id = _source_of(recording, addresses[0], note.text.split(addresses[0])[0].strip(" ,;:.")[:200])
    else:
        source_id = recording.add(Source(kind="other", title=note.text[:200]))
    return recording.add(
        Evidence(
            claim_id=claim_id,
            source_id=source_id,
            passage=note.text,
            origin="writer",
            verified=False,
            note_key=note.key,
            position=_next_position(recording, claim_id),
        )
    )
