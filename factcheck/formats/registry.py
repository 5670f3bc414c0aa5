"""Chooses the reader of a file by what it holds and by its name, and finishes what the reader made of it.

Nothing is fetched, nothing is written; a file that cannot be read is a ``Problem`` that names it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final, Literal

from factcheck.domain.draft import ArticleDraft, OmittedStretch
from factcheck.domain.problems import Problem
from factcheck.domain.progress import Progress, Silent
from factcheck.formats.cleaning import clean, is_blank
from factcheck.formats.lengths import check_words
from factcheck.formats.particulars import with_title
from factcheck.translation import _

Revisions = Literal["final", "original"]

# For file dialogs; other names are welcome if there is text in the file.
SUFFIXES: Final = (".docx", ".html", ".htm", ".xhtml", ".mhtml", ".mht", ".md", ".markdown", ".txt", ".text")
LARGEST_FILE: Final = 50 << 20  # bytes
_LONGEST_PARTICULAR: Final = 500  # characters of a title or byline

_UNWATCHED: Final = Silent()
_HEAD: Final = 4096
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_MARKDOWN: Final = (".md", ".markdown", ".mdown", ".mkd")
_HTML: Final = (".html", ".htm", ".xhtml")
_ARCHIVED_PAGE: Final = (".mhtml", ".mht")
_LOOKS_LIKE_HTML: Final = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html[\s>])", re.IGNORECASE | re.DOTALL
)
_LOOKS_LIKE_MAIL: Final = re.compile(r"(?:[\w-]+:.*\r?\n(?:[ \t].*\r?\n)*)*?MIME-Version:", re.IGNORECASE)
_MULTIPART: Final = re.compile(r"^Content-Type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)
_PICTURES: Final = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\0", b"MM\0*", b"BM", b"\0\0\0\x18ftypheic")
_RIFF: Final = b"RIFF"


def read_article(
    path: Path, *, encoding: str = "", revisions: Revisions = "final", progress: Progress = _UNWATCHED
) -> ArticleDraft:
    """The article in a file.

    ``encoding`` is what the person says of text and HTML (empty: found out); ``revisions`` tells
    whether a Word file's tracked changes count as accepted or as rejected.
    """
    progress.step(0, 1, path.name)
    try:
        source = _bytes_of(path)
        kind = _kind(source, path.suffix.lower())
        if kind == "docx":
            from factcheck.formats.docx.reading import read_docx

            draft = read_docx(source, revisions, progress, path.name)
        elif kind == "html":
            from factcheck.formats.html import read_html

            draft = read_html(source, encoding)
        elif kind == "archived page":
            from factcheck.formats.html import read_archived_page

            draft = read_archived_page(source, encoding)
        elif kind == "markdown":
            from factcheck.formats.markdown import read_markdown

            draft = read_markdown(source, encoding)
        else:
            from factcheck.formats.text import read_text

            draft = read_text(source, encoding)
        finished = _finished(replace(draft, original=source, original_name=path.name))
    except Problem as problem:
        raise Problem(
            _("{name}: {message}").format(name=path.name, message=problem.message), problem.remedy
        ) from problem
    progress.step(1, 1, path.name)
    return finished


def read_articles(
    paths: Sequence[Path], encoding: str = "", revisions: Revisions = "final", *, progress: Progress = _UNWATCHED
) -> list[ArticleDraft | Problem]:
    """Read files one by one; a bad one does not stop the others. Raises ``Cancelled``."""
    read: list[ArticleDraft | Problem] = []
    for place, path in enumerate(paths):
        progress.step(place, len(paths), path.name)
        watched = _Within(progress, place, len(paths), path.name)
        try:
            read.append(read_article(path, encoding=encoding, revisions=revisions, progress=watched))
        except Problem as problem:
            read.append(problem)
    progress.step(len(paths), len(paths))
    return read


class _Within:
    """The progress of one file among several: it tells only which file, and lets it be cancelled."""

    def __init__(self, progress: Progress, number: int, total: int, name: str) -> None:
        self._progress, self._place = progress, (number, total, name)

    def step(self, _done: int, _total: int, _what: str = "") -> None:
        """Pass on that the work goes on."""
        self._progress.step(*self._place)


def read_pasted(text: str, html: str = "") -> ArticleDraft:
    """The article in a text that was pasted or typed; ``html`` is the same with formats, unless its words differ."""
    if html:
        from factcheck.formats.html import draft_of_fragment

        draft = draft_of_fragment(html)
        if _letters(draft.text) == _letters(text):
            return _finished(draft)
    from factcheck.formats.text import draft_of_text

    return _finished(draft_of_text(text))


def _letters(text: str) -> str:
    """The words of a text without what two ways to write it down differ in: spaces, bullets, numbers of lists."""
    return re.sub(r"[\W\d_]+", "", clean(text))


def _bytes_of(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise Problem(_("It is no file."), _("Choose a file, or open a folder and choose files in it."))
        if size > LARGEST_FILE:
            raise Problem(
                _("The file has {size} MB; up to {limit} MB are read.").format(
                    size=round(size / (1 << 20)), limit=LARGEST_FILE >> 20
                ),
                _("Save it without pictures, or in parts."),
            )
        with path.open("rb") as stream:
            source = stream.read(LARGEST_FILE + 1)
    except OSError as error:
        raise Problem(
            _("The file cannot be opened ({reason}).").format(reason=error.strerror or error),
            _("Check that it is still there and that you may read it."),
        ) from error
    if not source:
        raise Problem(_("The file is empty."), _("Choose another file."))
    return source


def _kind(source: bytes, suffix: str) -> Literal["docx", "html", "archived page", "markdown", "text"]:
    """What to read a file as; a ``Problem`` for what is not read at all."""
    if source.startswith(_ZIP):
        if suffix in (".odt", ".pages", ".epub") or b"mimetypeapplication/" in source[:100]:
            raise _unknown(_("It is a document of another program."))
        return "docx"
    _refuse_known(source, suffix)
    if suffix in (".docx", ".docm", ".dotx"):
        raise Problem(
            _("The file is no Word document, though its name says so."),
            _("Open it in the program that made it and save it as .docx, HTML or text."),
        )
    head = _head(source)
    if suffix in _ARCHIVED_PAGE or (_LOOKS_LIKE_MAIL.match(head) and _MULTIPART.search(head)):
        return "archived page"
    if suffix in _HTML or _LOOKS_LIKE_HTML.match(head):
        return "html"
    return "markdown" if suffix in _MARKDOWN else "text"


def _head(source: bytes) -> str:
    """The first characters, read well enough to see what a file is."""
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"\xef\xbb\xbf", "utf-8")):
        if source.startswith(mark):
            return source.removeprefix(mark)[:_HEAD].decode(encoding, errors="replace")
    return source[:_HEAD].decode("latin-1")


def _refuse_known(source: bytes, suffix: str) -> None:
    """Refuse what is known to be something else, each by its name."""
    if source.startswith(_COMPOUND):
        if _ENCRYPTED in source:
            raise Problem(
                _("The file is protected by a password."), _("Take the password off in Word and save it again.")
            )
        raise _unknown(_("It is a file of an old version of Word or of another Office program."))
    if source.startswith(b"%PDF") or suffix == ".pdf":
        raise _unknown(_("PDF files are not read."))
    if source.startswith(b"{\\rtf"):
        raise _unknown(_("RTF files are not read."))
    if source.startswith(b"bplist") or suffix == ".webarchive":
        raise _unknown(_("Web archives of Safari are not read."))
    if source.startswith(_PICTURES) or (source.startswith(_RIFF) and source[8:12] == b"WEBP"):
        raise Problem(_("It is a picture."), _("Type its text, or have it read by another program, and paste that."))
    if suffix in (".eml", ".msg"):
        raise Problem(_("E-mail messages are not read."), _("Copy the text of the message and paste it."))


def _unknown(reason: str) -> Problem:
    return Problem(reason, _("Save it as .docx, HTML or text."))


def _finished(draft: ArticleDraft) -> ArticleDraft:
    """The draft with its language and a title, and with advert and 'also read' lines folded wherever it came from."""
    if is_blank(draft.text):
        raise Problem(_("There is no text in it."), _("A scan or a picture of a text holds no words that can be read."))
    check_words(draft.text)
    from factcheck.text.noise import noise_lines
    from factcheck.text.tongues import tongue_of

    noise = [
        OmittedStretch(start, end, reason)
        for start, end, reason in noise_lines(draft.text)
        if not any(stretch.start < end and start < stretch.end for stretch in draft.omissions)
    ]
    omissions = sorted((*draft.omissions, *noise), key=lambda stretch: stretch.start)
    # English is what files say that were never asked: where the words are of another language, they are believed.
    language = (tongue_of(draft.text) if draft.language == "en" else "") or draft.language
    title, byline = draft.title[:_LONGEST_PARTICULAR], draft.byline[:_LONGEST_PARTICULAR]
    return with_title(replace(draft, omissions=tuple(omissions), language=language, title=title, byline=byline))
