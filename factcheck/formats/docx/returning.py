"""Reads a report that a colleague edited in Word or LibreOffice: what leads back to the project, and what stands there.

Records are found by the names that the report gave them (``marks``). What is not found is left out: it is unknown.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from factcheck.domain.draft import Block, Note
from factcheck.domain.problems import Problem
from factcheck.domain.returning import (
    FoundArticle,
    FoundRemark,
    FoundVerdict,
    ReportedArticle,
    ReportedClaim,
    ReportedRemark,
    ReportRead,
    ReportState,
    said,
)
from factcheck.formats.composing import Composition
from factcheck.formats.docx.appearance import Appearance, W
from factcheck.formats.docx.elements import BLOCKS
from factcheck.formats.docx.list_markers import value, whole_number
from factcheck.formats.docx.marks import (
    ARTICLE,
    CLAIM,
    HIGHLIGHT,
    MADE_PROPERTY,
    NOTHING,
    PROJECT_PROPERTY,
    RATIONALE,
    STATE_NAMESPACE,
    UNCHECKED,
    VERDICT,
)
from factcheck.formats.docx.package import Limits, Package
from factcheck.formats.docx.reading_notes import NoteReader
from factcheck.formats.docx.report_walker import LABEL_STYLE, NUMBER_STYLE, Named, ReportWalker
from factcheck.translation import _

if TYPE_CHECKING:
    from lxml.etree import _Element

# A report of thousands of claims holds more markup than a draft does.
LIMITS: Final = Limits(
    nodes=1_900_000, parsed=40 << 20, story=100 << 20, part=100 << 20, streamed=20_000_000, child=8_000_000,
    child_bytes=64 << 20, children=1_000_000, relationships=200_000,
)  # fmt: skip
LARGEST: Final = 100 << 20  # bytes
_S: Final = f"{{{STATE_NAMESPACE}}}"
# What the report wrote in these styles is its own.
_UNPRINTED: Final = frozenset({NUMBER_STYLE, LABEL_STYLE})
_HEADING: Final = "_Toc"
_MUCH_SPACE: Final = re.compile(r"\s{3,}")
_ID: Final = 32

Span = tuple[int, int]


def project_of_report(path: Path) -> str:
    """The id of the project that a file is a report of; empty where it is none, or cannot be read."""
    try:
        if path.suffix.lower() != ".docx" or path.stat().st_size > LARGEST:
            return ""
        return _project(Package(path.read_bytes(), LIMITS))
    except (OSError, Problem):
        return ""


def read_report(path: Path) -> ReportRead:
    """What was found in a report; a ``Problem`` where the file cannot be read, may do harm, or is no report."""
    try:
        if path.stat().st_size > LARGEST:
            raise Problem(_("The file is too large to be a report."), _("Choose the report that was edited."))
        source = path.read_bytes()
    except OSError as error:
        raise Problem(
            _("“{name}” cannot be read: {reason}.").format(name=path.name, reason=error.strerror or error),
            _("Check that it is still there and that you may read it."),
        ) from error
    return report_in(source)


def report_in(source: bytes) -> ReportRead:
    """What was found in the bytes of a report."""
    package = Package(source, LIMITS)
    project = _project(package)
    if not project:
        raise Problem(
            _("The file is no report of this program, or what leads back to the project was lost from it."),
            _("Choose a report that was saved as .docx by Word or LibreOffice."),
        )
    state = _state(package)
    parts = {kind: _first(package, kind) for kind in ("styles", "numbering")}
    appearance = Appearance(parts["styles"], parts["numbering"])
    composition = Composition()
    walker = ReportWalker(
        composition,
        appearance,
        package.relationships(package.main),
        _style_ids(parts["styles"]),
        _property(package, MADE_PROPERTY),
    )
    try:
        for elements, _share in package.children(package.main, W + "body", BLOCKS, {}):
            for element in elements:
                walker.read(element)
    except KeyError as error:
        raise Problem(_("The Word file holds no text."), _("Save it anew as .docx.")) from error
    walker.finish()
    text, blocks, _spans = composition.finish()
    notes = NoteReader(package, appearance, "final", walker.finds, len(text)).read().notes
    told = bool(package.related(package.main, "commentsExtended"))
    return _Found(text, blocks, walker).report(
        project, state, [note for note in notes if note.kind == "comment"], told=told
    )


class _Found:
    """What a walk found, put together: one text, and where in it articles, claims and controls are."""

    def __init__(self, text: str, blocks: tuple[Block, ...], walker: ReportWalker) -> None:
        self._text = text
        self._rows = [block for block in blocks if block.kind == "table_row"]
        self._row_starts = [block.start for block in self._rows]
        self._line_starts = [block.start for block in blocks]
        self._blocks = blocks
        self._walker = walker
        self._named = dict(_spans(walker.controls)) | dict(_spans(walker.bookmarks))
        self._articles = {
            name.removeprefix(ARTICLE)[:_ID]: self._lines(span)
            for name, span in self._named.items()
            if name.startswith(ARTICLE)
        }
        self._row_claims = list(self._claims_of_rows())
        self._claim_of_row = dict(self._row_claims)
        self._sections = sorted(
            (span[0], name.removeprefix(CLAIM)[:_ID] if name.startswith(CLAIM) else "")
            for name, span in self._named.items()
            if name.startswith((CLAIM, ARTICLE, _HEADING))
        )

    def report(self, project: str, state: ReportState | None, comments: list[Note], *, told: bool) -> ReportRead:
        """Everything that was found."""
        verdicts: dict[str, list[FoundVerdict]] = {}
        for control in self._walker.controls:
            if control.name.startswith(VERDICT):
                start, end = control.span
                words = " ".join(self._text[start:end].split())
                chosen = control.values.get(words)
                found = FoundVerdict(words, "" if chosen == UNCHECKED else chosen)
                verdicts.setdefault(control.name.removeprefix(VERDICT)[:_ID], []).append(found)
        rows: dict[str, list[tuple[str, ...]]] = {}
        for claim_id, heading in self._headings():
            rows.setdefault(claim_id, []).append(("", heading[0], *heading[1:]))
        for row, claim_id in self._row_claims:
            cells = tuple(cell.strip() for cell in self._text[row.start : row.end].split("\t"))
            rows.setdefault(claim_id, []).append(cells)
        places = {note.key: number for number, note in enumerate(comments)}
        return ReportRead(
            project_id=project,
            state=state,
            articles={article_id: self._article(span) for article_id, span in self._articles.items()},
            verdicts={claim_id: tuple(found) for claim_id, found in verdicts.items()},
            rows={claim_id: tuple(found) for claim_id, found in rows.items()},
            rationales=dict(self._rationales(state)),
            remarks=tuple(self._remark(note, places.get(note.parent, -1), told=told) for note in comments),
        )

    def _article(self, span: Span) -> FoundArticle:
        start, end = span
        claims: dict[str, list[Span]] = {}
        for name, (left, right) in self._named.items():
            if name.startswith(HIGHLIGHT) and start <= left and right <= end + 1:
                place = (left - start, min(right, end) - start)
                claims.setdefault(name.removeprefix(HIGHLIGHT)[:_ID], []).append(place)
        return FoundArticle(self._text[start:end], {claim_id: tuple(places) for claim_id, places in claims.items()})

    def _remark(self, note: Note, parent: int, *, told: bool) -> FoundRemark:
        article_id, claim_id, start, end = "", "", 0, 0
        for id_, (left, right) in self._articles.items():
            if left <= note.start and note.end <= right + 1:
                article_id, start, end = id_, note.start - left, min(note.end, right) - left
        if not article_id:
            claim_id = self._claim_at(note.start)
        resolved = note.resolved if told else None
        place = (article_id, start, end, claim_id)
        return FoundRemark(note.author, note.date, note.text, *place, parent, resolved, note.moment)

    def _claim_at(self, place: int) -> str:
        """The claim in whose row or section a place is."""
        number = bisect_right(self._row_starts, place) - 1
        if number >= 0 and place <= self._rows[number].end and self._rows[number] in self._claim_of_row:
            return self._claim_of_row[self._rows[number]]
        before = bisect_right(self._sections, (place, "\uffff")) - 1
        return self._sections[before][1] if before >= 0 else ""

    def _claims_of_rows(self) -> Iterator[tuple[Block, str]]:
        """The rows of tables whose first cell leads to a claim."""
        for anchor, mark in self._walker.jumps:
            prefix = next((prefix for prefix in (CLAIM, HIGHLIGHT) if anchor.startswith(prefix)), "")
            number = bisect_right(self._row_starts, mark.position) - 1
            if prefix and number >= 0:
                row = self._rows[number]
                if mark.position <= row.end and "\t" not in self._text[row.start : mark.position]:
                    yield row, anchor.removeprefix(prefix)[:_ID]

    def _headings(self) -> Iterator[tuple[str, list[str]]]:
        """The headings of claims' sections, parted where there is much space: number and verdict.

        Whole lines: who types over a verdict in LibreOffice may write behind its control and the bookmark.
        """
        for name, (start, end) in self._named.items():
            if name.startswith(CLAIM) and start < end:
                words = self._text[start : self._blocks[bisect_right(self._line_starts, start) - 1].end].strip()
                if "\t" not in words:
                    yield name.removeprefix(CLAIM)[:_ID], _MUCH_SPACE.split(words)

    def _lines(self, span: Span) -> Span:
        """The whole lines of which a stretch holds at least a half: some programs move its ends by a little."""
        start, end = span
        first, behind = bisect_right(self._line_starts, start) - 1, bisect_left(self._line_starts, end)
        held = [
            block
            for block in self._blocks[max(0, first) : behind]
            if 2 * (min(end, block.end) - max(start, block.start)) >= block.end - block.start
        ]
        return (held[0].start, held[-1].end) if held else (start, start)

    def _rationales(self, state: ReportState | None) -> Iterator[tuple[str, str]]:
        """The rationales by claim; where there was none, what stands there for it is no word of one."""
        claims = {} if state is None else state.claims
        for name, span in self._named.items():
            if name.startswith(RATIONALE):
                claim_id, words = name.removeprefix(RATIONALE)[:_ID], self._paragraphs(span)
                if claim_id not in claims or claims[claim_id].rationale == said(""):
                    words = words.removeprefix(NOTHING).removesuffix(NOTHING).strip()
                yield claim_id, words

    def _paragraphs(self, span: Span) -> str:
        lines = self._text[slice(*self._lines(span))].split("\n")
        return "\n".join(line.strip() for line in lines if line.strip())


def _spans(found: list[Named]) -> Iterator[tuple[str, Span]]:
    """Stretches by their names; what never ends is unknown.

    LibreOffice begins a bookmark that goes over paragraphs again in the last of them; controls of one name stand in
    several paragraphs.
    """
    by_name: dict[str, list[Named]] = {}
    for named in found:
        by_name.setdefault(named.name, []).append(named)
    for name, same in by_name.items():
        ends = [named.span[1] for named in same if named.end is not None]
        if ends:
            yield name, (min(same[0].start.position, ends[-1]), ends[-1])


# The package ----------------------------------------------------------------------------------------------------------


def _first(package: Package, kind: str) -> _Element | None:
    names = package.related(package.main, kind)
    return package.xml(names[0]) if names else None


def _style_ids(styles: _Element | None) -> dict[str, str]:
    """The names, by the ids that they have in this file, of the styles of what is not read."""
    found = () if styles is None else styles.iterfind(W + "style")
    # In a template that has another kind of style of the name, ours has a longer one.
    named = {
        style.get(W + "styleId", ""): value(style.find(W + "name")).removesuffix(" (Factcheck)") for style in found
    }
    return {id_: name for id_, name in named.items() if id_ and name in _UNPRINTED}


def _state_root(package: Package) -> _Element | None:
    for name in package.related(package.main, "customXml"):
        root = package.xml(name)
        if root.tag == _S + "report":
            return root
    return None


def _project(package: Package) -> str:
    root = _state_root(package)
    if root is not None and root.get("project"):
        return root.get("project", "")
    return _property(package, PROJECT_PROPERTY)


def _property(package: Package, wanted: str) -> str:
    for name in package.related("", "custom-properties"):
        for element in package.xml(name):
            if element.get("name") == wanted:
                return "".join(str(words) for words in element.itertext()).strip()
    return ""


def _state(package: Package) -> ReportState | None:
    root = _state_root(package)
    if root is None or root.get("version") != "1":
        return None
    return ReportState(
        project_id=root.get("project", ""),
        unchecked=root.get("unchecked", ""),
        articles=tuple(
            ReportedArticle(article.get("id", ""), article.get("revision", ""), tuple(_stretches(article)))
            for article in root.iterfind(_S + "article")
        ),
        claims=dict(map(_claim, root.iterfind(f"{_S}article/{_S}claim"))),
        remarks=tuple(map(_remark, root.iterfind(_S + "remark"))),
    )


def _claim(element: _Element) -> tuple[str, ReportedClaim]:
    return element.get("id", ""), ReportedClaim(element.get("rating", ""), element.get("rationale", ""))


def _remark(element: _Element) -> ReportedRemark:
    by, said, claim, comment = (element.get(name, "") for name in ("by", "said", "claim", "comment"))
    lines = max(1, whole_number(element.get("lines", ""), 1))
    return ReportedRemark(by, said, claim, comment, element.get("resolved") == "1", lines)


def _stretches(article: _Element) -> Iterator[Span]:
    for words in article.get("omitted", "").split():
        start, _dash, end = words.partition("-")
        if start.isdecimal() and end.isdecimal() and len(start) < 10 and len(end) < 10:
            yield int(start), int(end)
