"""Footnotes, endnotes and comments of a Word document, put where they stand in its text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from factcheck.domain.draft import Note
from factcheck.domain.problems import Problem
from factcheck.formats.composing import Composition, addresses_of
from factcheck.formats.counting import counted
from factcheck.formats.docx.appearance import Appearance, W
from factcheck.formats.docx.finds import Finds
from factcheck.formats.docx.list_markers import value, whole_number
from factcheck.formats.docx.package import Package
from factcheck.formats.docx.walker import Revisions, Walker
from factcheck.locales import number
from factcheck.translation import _

if TYPE_CHECKING:
    from lxml.etree import _Element

_W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15: Final = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_W16CID: Final = "{http://schemas.microsoft.com/office/word/2016/wordml/cid}"
_W16CEX: Final = "{http://schemas.microsoft.com/office/word/2018/wordml/cex}"
_MOST_NOTES: Final = 10_000
_LONGEST_NAME: Final = 200  # characters
_LONGEST_ANSWERED: Final = 1_000  # characters of a line that says whom an answer is for
_MOST_TOGETHER: Final = 100  # comments that end at one place, among which an answer looks for its question
_ANSWER: Final = re.compile(r'(.*\S) \([^()]*\d[^()]*\): ".*"')
_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?)?")


@dataclass(frozen=True, slots=True)
class _Entry:
    """What a note says, and the comments that are attached to its own words."""

    element: _Element
    text: str
    links: tuple[str, ...]
    comments: frozenset[str]


@dataclass(slots=True)
class NotesRead:
    """The notes of a document in the order of their places, and how many comments stand nowhere."""

    notes: list[Note] = field(default_factory=list)
    lost_comments: int = 0


class NoteReader:
    """Reads the parts of a package that hold notes, once the body was walked and its text finished.

    ``length`` is that of the text.
    """

    def __init__(
        self, package: Package, appearance: Appearance, revisions: Revisions, finds: Finds, length: int
    ) -> None:
        self._package = package
        self._appearance = appearance
        self._revisions: Revisions = revisions
        self._finds = finds
        self._length = length
        # Where a comment on the words of a footnote stands: where the footnote is called.
        self._in_notes: dict[str, int] = {}

    def read(self) -> NotesRead:
        """All notes; footnotes and endnotes that the text does not call are not shown by Word and are left out."""
        found = NotesRead()
        for kind in ("footnote", "endnote"):
            found.notes += self._called(kind)
        self._read_comments(found)
        found.notes = list(_answered(found.notes))
        found.notes.sort(key=lambda note: (note.start, -note.end))
        return found

    def _called(self, kind: str) -> Iterator[Note]:
        references = [item for item in self._finds.references if item.kind == kind]
        entries = dict(self._entries(kind + "s", kind)) if references else {}
        style, number = self._numbering(kind)
        for reference in references:
            entry = entries.pop(reference.id, None)
            if entry is None:
                continue
            label = reference.label
            if not label:
                label, number = counted(number, style), number + 1
            place = reference.mark.position
            self._in_notes.update(dict.fromkeys(entry.comments, place))
            yield Note(f"{kind}-{reference.id}", reference.kind, place, place, entry.text, label, links=entry.links)

    def _entries(self, relation: str, name: str) -> Iterator[tuple[str, _Entry]]:
        """The entries of a part of notes by their ids, each read as the body is."""
        for part in self._package.related(self._package.main, relation)[:1]:
            relationships = self._package.relationships(part)
            root = self._package.xml(part)
            if len(root) > _MOST_NOTES:
                raise Problem(
                    _("The Word file holds {n} notes; up to {limit} are read.").format(
                        n=number(len(root)), limit=number(_MOST_NOTES)
                    ),
                    _("Delete what is no longer needed in Word, or import the text in parts."),
                )
            for element in root.iterfind(W + name):
                composition = Composition()
                walker = Walker(composition, self._appearance, relationships, self._revisions, self._finds.tally)
                walker.walk(element)
                walker.finish()
                text, _blocks, spans = composition.finish()
                inside = walker.finds.comment_points.keys() | walker.finds.comment_ends.keys()
                yield element.get(W + "id", ""), _Entry(element, text, addresses_of(text, spans), frozenset(inside))

    def _numbering(self, kind: str) -> tuple[str, int]:
        """The number format and the first number of footnotes or endnotes."""
        style, first = ("decimal" if kind == "footnote" else "lowerRoman"), 1
        for part in self._package.related(self._package.main, "settings")[:1]:
            properties = self._package.xml(part).find(f"{W}{kind}Pr")
            if properties is not None:
                style = value(properties.find(W + "numFmt"), style)
                first = whole_number(value(properties.find(W + "numStart")), 1)
        return style, first

    def _read_comments(self, found: NotesRead) -> None:
        entries = dict(self._entries("comments", "comment"))
        threads, moments = self._threads(entries), self._moments(entries)
        places = {key: self._place(key) for key in entries}
        for key, entry in entries.items():
            parent, resolved = threads.get(key, ("", False))
            # Answers written by some programs have no place of their own: they stand where their question does.
            place = places[key] or places.get(parent)
            if place is None:
                found.lost_comments += 1
                place = (self._length, self._length)
            note = Note(
                f"comment-{key}",
                "comment",
                *place,
                entry.text,
                author=entry.element.get(W + "author", "").strip()[:_LONGEST_NAME],
                initials=entry.element.get(W + "initials", "").strip()[:_LONGEST_NAME],
                date=_date(entry.element.get(W + "date", "")),
                resolved=resolved,
                links=entry.links,
                moment=moments.get(key, ""),
            )
            found.notes.append(replace(note, parent=f"comment-{parent}") if parent else note)

    def _place(self, key: str) -> tuple[int, int] | None:
        starts, ends, points = self._finds.comment_starts, self._finds.comment_ends, self._finds.comment_points
        end = ends.get(key) or points.get(key) or starts.get(key)
        if end is None:
            inside = self._in_notes.get(key)
            return None if inside is None else (inside, inside)
        # The start is found behind the end where what was commented on has been deleted.
        return min(starts.get(key, end).position, end.position), end.position

    def _moments(self, entries: dict[str, _Entry]) -> dict[str, str]:
        """When comments were written, in UTC, where Word tells it: by an id that lasts, and that by the paragraph's."""
        lasting = {
            item.get(_W16CID + "durableId", "-"): item.get(_W16CID + "paraId", "-")
            for item in self._items("commentsIds", _W16CID + "commentId")
        }
        by_paragraph, moments = _by_paragraph(entries), {}
        for item in self._items("commentsExtensible", _W16CEX + "commentExtensible"):
            key = by_paragraph.get(lasting.get(item.get(_W16CEX + "durableId", ""), ""), "")
            moments[key] = _date(item.get(_W16CEX + "dateUtc", ""))
        return moments

    def _items(self, relation: str, tag: str) -> Iterator[_Element]:
        for part in self._package.related(self._package.main, relation)[:1]:
            yield from self._package.xml(part).iterfind(tag)

    def _threads(self, entries: dict[str, _Entry]) -> dict[str, tuple[str, bool]]:
        """For each comment the one that it answers (empty for the first of a thread), and whether it is resolved."""
        by_paragraph, threads = _by_paragraph(entries), {}
        for item in self._items("commentsExtended", _W15 + "commentEx"):
            key = by_paragraph.get(item.get(_W15 + "paraId", "-"), "")
            parent = by_paragraph.get(item.get(_W15 + "paraIdParent", "-"), "")
            if key:
                threads[key] = (parent, item.get(_W15 + "done") in ("1", "true", "on"))
        ends = _ending(threads)
        return {key: (parent if key in ends else "", resolved) for key, (parent, resolved) in threads.items()}


def _by_paragraph(entries: dict[str, _Entry]) -> dict[str, str]:
    """The keys of comments by the id of their last paragraph."""
    last = {key: entry.element.findall(W + "p")[-1:] for key, entry in entries.items()}
    return {paragraph.get(_W14 + "paraId", ""): key for key, paragraphs in last.items() for paragraph in paragraphs}


def _answered(notes: Sequence[Note]) -> Iterator[Note]:
    """The notes, answers of LibreOffice as answers.

    It forgets which comment they are for, and sets them behind that one's words, on none of their own. A first line
    says whom they are for, in any language: ``Reply to Ada Field (11/29/2026, 21:13): "..."``.
    """
    ending: dict[int, list[Note]] = {}
    for note in notes:
        if note.kind == "comment" and len(here := ending.setdefault(note.end, [])) < _MOST_TOGETHER:
            here.append(note)
    for note in notes:
        line, _end, words = note.text.partition("\n")
        opened = _ANSWER.fullmatch(line) if len(line) <= _LONGEST_ANSWERED else None
        here = ending.get(note.end, []) if opened is not None else []
        asked = [one for one in here if one.start < one.end]
        if opened is None or note.parent or note.start < note.end or not asked or not words.strip():
            yield note
            continue
        name = opened[1]
        if not any(one.author and name.endswith(one.author) for one in here if one is not note):
            yield note
            continue
        first = min(asked, key=lambda one: (not name.endswith(one.author or "?"), bool(one.parent), -one.start))
        yield replace(note, parent=first.parent or first.key, text=words.strip())


def _ending(threads: dict[str, tuple[str, bool]]) -> set[str]:
    """The comments from which the answers lead up to a first comment, and never run in circles."""
    ending: set[str] = {""}
    for key in threads:
        way: dict[str, None] = {}
        above = key
        while above not in ending and above not in way:
            way[above] = None
            above = threads.get(above, ("", False))[0]
        if above in ending:
            ending.update(way)
    return ending


def _date(words: str) -> str:
    return words if _DATE.fullmatch(words) else ""
