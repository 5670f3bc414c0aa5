"""Reads a Word document (.docx) as an article: text, structure, notes at their places, particulars."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from factcheck.domain.draft import ArticleDraft, OmittedStretch, Structure
from factcheck.domain.problems import Problem
from factcheck.domain.progress import Progress, Silent
from factcheck.formats.cleaning import on_one_line
from factcheck.formats.composing import Composition
from factcheck.formats.docx.appearance import Appearance, W
from factcheck.formats.docx.elements import BLOCKS
from factcheck.formats.docx.package import Package
from factcheck.formats.docx.reading_notes import NoteReader
from factcheck.formats.docx.walker import Revisions, Walker
from factcheck.formats.lengths import check_so_far
from factcheck.formats.particulars import title_and_byline
from factcheck.translation import _, ngettext

if TYPE_CHECKING:
    from lxml.etree import _Element

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_CORE_TITLE: Final = "{http://purl.org/dc/elements/1.1/}title"
_CORE_CREATOR: Final = "{http://purl.org/dc/elements/1.1/}creator"
_CORE_TIMES: Final = tuple(f"{{http://purl.org/dc/terms/}}{name}" for name in ("modified", "created"))
_STEPS: Final = 1_000
_MOST_LINES: Final = 75_000  # paragraphs and rows; a book of 800,000 words has some 20,000
_UNWATCHED: Final = Silent()
# What programs put there when nobody is named.
_NOBODY: Final = frozenset(
    {"python-docx", "microsoft office user", "windows user", "user", "author", "unknown", "un-named"}
)
_NO_TITLE: Final = re.compile(
    r"microsoft word\b.*|.*\.(?:docx?|rtf|odt|txt)|document\s*\d*|untitled.*|word document", re.IGNORECASE
)
_LETTER: Final = re.compile(r"[^\W\d_]")
_TRACKED: Final = tuple(W + name for name in ("ins", "del", "moveFrom", "moveTo"))


def read_docx(
    source: bytes, revisions: Revisions = "final", progress: Progress = _UNWATCHED, name: str = ""
) -> ArticleDraft:
    """The article in the bytes of a .docx; a ``Problem`` where it cannot be read or may do harm.

    ``revisions`` tells which of the tracked changes count: ``final`` as if all were accepted,
    ``original`` as if all were rejected. ``name`` is what the progress tells of.
    """
    package = Package(source)
    parts = {kind: _first(package, kind) for kind in ("styles", "numbering")}
    appearance = Appearance(parts["styles"], parts["numbering"])
    composition = Composition()
    walker = Walker(composition, appearance, package.relationships(package.main), revisions)
    tracked = dict.fromkeys(_TRACKED, 0)
    try:
        for elements, share in package.children(package.main, W + "body", BLOCKS, tracked):
            progress.step(int(share * _STEPS), _STEPS, name)
            check_so_far(composition.length, composition.lines, _MOST_LINES)
            for element in elements:
                walker.read(element)
    except KeyError as error:
        raise Problem(_("The Word file holds no text."), _("Save it anew as .docx.")) from error
    walker.finish()
    text, blocks, spans = composition.finish()
    found = NoteReader(package, appearance, revisions, walker.finds, len(text)).read()
    progress.step(_STEPS, _STEPS, name)
    told, title, byline = title_and_byline(text, blocks)
    core_title, core_creator, changed = _core(package)
    tally = walker.finds.tally
    kinds = Counter(note.kind for note in found.notes)
    counts = {
        "footnotes": kinds["footnote"],
        "endnotes": kinds["endnote"],
        "comments": kinds["comment"],
        "tracked changes": sum(tracked.values()),
        "tables": tally["tables"],
        "pictures": tally["pictures"],
        "text boxes": tally["text boxes"],
    }
    unread = _unread(tally, found.lost_comments)
    if _headers_have_words(package):
        unread.append(_("The headers and footers of the pages are not part of the text."))
    return ArticleDraft(
        text,
        Structure(tuple(told), spans, tuple(found.notes)),
        omissions=tuple(
            OmittedStretch(start.position, end.position, "boilerplate") for start, end in walker.finds.folded
        ),
        title=title or core_title,
        byline=byline or core_creator,
        published=changed,
        language=_language(parts["styles"]),
        media_type=MEDIA_TYPE,
        counts={name: count for name, count in counts.items() if count},
        unread=tuple(unread),
    )


def _first(package: Package, kind: str) -> _Element | None:
    names = package.related(package.main, kind)
    return package.xml(names[0]) if names else None


def _core(package: Package) -> tuple[str, str, str]:
    """Title, author and day of the last change out of the properties; empty where they say nothing of use."""
    names = package.related("", "core-properties")
    if not names:
        return "", "", ""
    root = package.xml(names[0])
    title, creator = (on_one_line(root.findtext(name) or "") for name in (_CORE_TITLE, _CORE_CREATOR))
    if creator.lower() == "python-docx":
        # The dates then are those of that library's own template.
        return ("" if _NO_TITLE.fullmatch(title) else title), "", ""
    times = (on_one_line(root.findtext(name) or "")[:10] for name in _CORE_TIMES)
    day = next((time for time in times if re.fullmatch(r"\d{4}-\d\d-\d\d", time)), "")
    return (
        "" if _NO_TITLE.fullmatch(title) else title,
        "" if creator.lower() in _NOBODY else creator,
        day,
    )


def _language(styles: _Element | None) -> str:
    found = None if styles is None else styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    code = ("" if found is None else found.get(W + "val", "")).partition("-")[0].lower()
    return code if code.isascii() and code.isalpha() and 2 <= len(code) <= 3 else "en"


def _headers_have_words(package: Package) -> bool:
    """Whether the pages carry more than numbers above or below the text."""
    names = (name for kind in ("header", "footer") for name in package.related(package.main, kind))
    return any(
        _LETTER.search(words.text or "") for name in dict.fromkeys(names) for words in package.xml(name).iter(W + "t")
    )


def _unread(tally: Counter[str], lost_comments: int) -> list[str]:
    """Whole sentences that name what could not be read."""
    sentences = {
        "pictures": ngettext("{n} picture is not read.", "{n} pictures are not read.", tally["pictures"]),
        "charts": ngettext("{n} chart is not read.", "{n} charts are not read.", tally["charts"]),
        "diagrams": ngettext("{n} diagram is not read.", "{n} diagrams are not read.", tally["diagrams"]),
        "embedded objects": ngettext(
            "{n} embedded object is not read.", "{n} embedded objects are not read.", tally["embedded objects"]
        ),
        "embedded documents": ngettext(
            "{n} embedded document is not read.", "{n} embedded documents are not read.", tally["embedded documents"]
        ),
        "symbols": ngettext(
            "{n} sign of a symbol font is not known and stands as “\ufffd”.",
            "{n} signs of symbol fonts are not known and stand as “\ufffd”.",
            tally["symbols"],
        ),
        "hidden characters": ngettext(
            "{n} character of hidden text is left out.",
            "{n} characters of hidden text are left out.",
            tally["hidden characters"],
        ),
        "links": ngettext(
            "{n} link leads neither to the web nor to a mailbox; its words stay, the link does not.",
            "{n} links lead neither to the web nor to a mailbox; their words stay, the links do not.",
            tally["links"],
        ),
    }
    told = [sentence.format(n=tally[kind]) for kind, sentence in sentences.items() if tally[kind]]
    if lost_comments:
        told.append(
            ngettext(
                "{n} comment stands nowhere in the text; it is put at the end.",
                "{n} comments stand nowhere in the text; they are put at the end.",
                lost_comments,
            ).format(n=lost_comments)
        )
    return told
