"""The writer's footnotes and endnotes, as real footnotes and endnotes of Word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Final, Literal, NamedTuple

from factcheck.domain.draft import Note
from factcheck.formats.docx.report.allocation import Relationships, live_address
from factcheck.formats.docx.report.markup import (
    Look,
    escaped,
    paragraph,
    reads_right_to_left,
    run,
    whole_part,
)

_ROMAN: Final = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
                 (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_SCHEME = re.compile(r"^(https?://|mailto:)(www\.)?", re.IGNORECASE)


def roman(number: int) -> str:
    """A number as a small roman numeral."""
    numeral = ""
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        numeral += sign * times
    return numeral


def linked_text(text: str, addresses: tuple[str, ...], links: Relationships, look: Look, language: str) -> str:
    """Runs of a text in which the addresses are live; one that the text does not show stands behind it, in brackets."""
    places: list[tuple[int, int, str]] = []
    hidden: list[str] = []
    lowered = text.lower()
    done = 0
    for address in dict.fromkeys(addresses):
        target = live_address(address)
        if not target:
            continue
        bare = _SCHEME.sub("", address.strip()).rstrip("/").lower()
        at = lowered.find(bare, done) if bare and len(lowered) == len(text) else -1
        if at < 0:
            hidden.append(target)
            continue
        start = at
        while start > done and not text[start - 1].isspace() and text[start - 1] not in "(<[„“\"'":
            start -= 1  # the scheme that the text shows belongs to the link
        end = at + len(bare) + (text[at + len(bare) : at + len(bare) + 1] == "/")
        places.append((start, end, target))
        done = end
    turned = reads_right_to_left(text)
    pieces: list[str] = []
    done = 0
    for start, end, target in places:
        pieces.append(run(text[done:start], language=language, turned=turned))
        pieces.append(f"{links.opening(target)}{run(text[start:end], look)}</w:hyperlink>")
        done = end
    pieces.append(run(text[done:], language=language, turned=turned))
    pieces += [f"{run(' (')}{links.opening(target)}{run(target, look)}</w:hyperlink>{run(')')}" for target in hidden]
    return "".join(pieces)


class OwnNotes(NamedTuple):
    """The notes that a document has already, separators among them, as elements; and the next free id."""

    notes: str
    next_id: int


class Notes:
    """The footnotes or the endnotes of one document.

    Word numbers them through the document. A note whose label in the writer's file is another than
    Word would give keeps its label: each article of several counts from 1 again, and one footnote
    may be a star. (Counting afresh in each section is what LibreOffice cannot do.)
    """

    def __init__(
        self,
        kind: Literal["footnote", "endnote"],
        text_style: str,
        reference_style: str,
        hyperlink: Look,
        links: Relationships,
        numeral: Callable[[int], str] = str,
        own: OwnNotes | None = None,
    ) -> None:
        self._own = own or OwnNotes(_separators(kind), 1)  # -1 and 0 are the separators
        self.links: Final = links
        self._kind = kind
        self._text_style = text_style
        self._reference = f'<w:rPr><w:rStyle w:val="{reference_style}"/></w:rPr>'
        self._hyperlink = hyperlink
        self._notes: list[str] = []
        self._automatic = 0
        self._numeral = numeral

    def add(self, note: Note, language: str, *, renumbered: bool = False) -> str:
        """Add a note of the writer; what stands at its place is returned. Others between them have it renumbered."""
        made = self._own.next_id + len(self._notes)
        own = note.label.strip()
        if renumbered and own.isalnum():  # a star collides with no number
            own = ""
        if own in ("", self._numeral(self._automatic + 1)):
            self._automatic += 1
            mark, reference = f"<w:{self._kind}Ref/>", f'<w:{self._kind}Reference w:id="{made}"/>'
        else:
            mark = f'<w:t xml:space="preserve">{escaped(own)}</w:t>'
            reference = f'<w:{self._kind}Reference w:customMarkFollows="1" w:id="{made}"/>{mark}'
        lines = note.text.strip().split("\n")
        # The addresses are live in the line that shows them; those that no line shows follow the last one.
        shown = [tuple(one for one in note.links if _bare(one) in line.lower()) for line in lines]
        shown[-1] += tuple(one for one in note.links if not any(one in line for line in shown))
        paragraphs = []
        for index, (line, addresses) in enumerate(zip(lines, shown, strict=True)):
            first = f"<w:r>{self._reference}{mark}</w:r>{run(' ')}" if index == 0 else ""
            inside = linked_text(line, addresses, self.links, self._hyperlink, language)
            turned = "<w:bidi/>" if reads_right_to_left(line) else ""
            paragraphs.append(paragraph(first + inside, self._text_style, turned))
        self._notes.append(f'<w:{self._kind} w:id="{made}">{"".join(paragraphs)}</w:{self._kind}>')
        return f"<w:r>{self._reference}{reference}</w:r>"

    def add_runs(self, lines: Sequence[str]) -> str:
        """Add a note of runs, a paragraph each, numbered by Word; what stands at its place is returned."""
        made = self._own.next_id + len(self._notes)
        self._automatic += 1
        sign = f"<w:r>{self._reference}<w:{self._kind}Ref/></w:r>{run(' ')}"
        paragraphs = [paragraph(line, self._text_style) for line in [sign + lines[0], *lines[1:]]]
        self._notes.append(f'<w:{self._kind} w:id="{made}">{"".join(paragraphs)}</w:{self._kind}>')
        return f'<w:r>{self._reference}<w:{self._kind}Reference w:id="{made}"/></w:r>'

    def parts(self) -> dict[str, Iterable[str]]:
        """The members of the package that hold the notes, in pieces."""
        notes = whole_part(f"w:{self._kind}s", [self._own.notes, *self._notes])
        members: dict[str, Iterable[str]] = {f"word/{self._kind}s.xml": notes}
        if len(self.links):
            members[f"word/_rels/{self._kind}s.xml.rels"] = self.links.part()
        return members


def _separators(kind: str) -> str:
    return "".join(
        f'<w:{kind} w:type="{name}" w:id="{made}"><w:p><w:pPr><w:spacing w:after="0" w:line="240"'
        f' w:lineRule="auto"/></w:pPr><w:r><w:{name}/></w:r></w:p></w:{kind}>'
        for made, name in ((-1, "separator"), (0, "continuationSeparator"))
    )


def _bare(address: str) -> str:
    return _SCHEME.sub("", address.strip()).rstrip("/").lower()
