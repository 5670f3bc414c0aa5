"""A handover pack: one zip file with the report, the files of its sources, the data, and a manifest of SHA-256.

``sha256sum -c MANIFEST.sha256`` in the unpacked folder tells whether everything arrived as it was packed. The same
project gives the same bytes.
"""

from __future__ import annotations

import re
import tempfile
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import IO, Final

from factcheck.domain.handover import Handover, SourceFile
from factcheck.domain.progress import Progress, Silent
from factcheck.domain.report import language_of
from factcheck.formats.docx.writing import write_report
from factcheck.formats.interchange.writing import write_project
from factcheck.formats.leaks import stop_leaks
from factcheck.formats.saving import saved
from factcheck.locales import day_and_time
from factcheck.translation import _, words_in

MANIFEST: Final = "MANIFEST.sha256"
_DATE: Final = (1980, 1, 1, 0, 0, 0)
_UNIX: Final = 3
_UNSAFE: Final = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')
# What Windows keeps for devices, with any ending.
_DEVICES: Final = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
_LONGEST: Final = 120


def write_handover(handover: Handover, path: Path, progress: Progress = Silent()) -> None:
    """Write the pack as a .zip; raises ``Problem`` or ``Cancelled``, and then ``path`` is as it was."""
    _stop_leaks(handover)
    with tempfile.TemporaryDirectory() as place:
        report, data = Path(place) / "report.docx", Path(place) / "project.json"
        write_report(handover.report, report, progress)
        if handover.whole is not None:
            write_project(handover.whole, data, progress)

        def write(file: IO[bytes]) -> None:
            with words_in(language_of(handover.report)), zipfile.ZipFile(file, "w") as archive:
                lines = [
                    f"{_added(archive, name, content)}  {name}\n" for name, content in _members(handover, report, data)
                ]
                _added(archive, MANIFEST, "".join(lines).encode())

        saved(path, write)


def safe_name(name: str) -> str:
    """A file's name that every system takes, its ending kept."""
    plain = " ".join(_UNSAFE.sub(" ", name).split()).strip(". ") or "file"
    if _DEVICES.match(plain):
        plain = f"_{plain}"
    stem, dot, ending = plain.rpartition(".")
    if dot and len(ending) <= 8:
        return f"{stem[: _LONGEST - len(ending)].rstrip('. ')}.{ending}"
    return plain[:_LONGEST].rstrip(". ")


def _members(handover: Handover, report: Path, data: Path) -> Iterator[tuple[str, bytes]]:
    yield "README.txt", _about(handover).encode()
    yield "report.docx", report.read_bytes()
    if handover.whole is not None:
        yield "project.json", data.read_bytes()
    taken: set[str] = set()
    for one in handover.files:
        yield _place(one, taken), one.content


def _place(file: SourceFile, taken: set[str]) -> str:
    """Where a file lies in the pack: by the number of its source; a second one of a name has a number behind it."""
    stem, dot, ending = safe_name(file.name).rpartition(".")
    stem, ending = (stem, dot + ending) if dot else (ending, "")
    name = f"sources/{file.source_number:03} {stem}{ending}"
    times = 2
    while name.casefold() in taken:
        name = f"sources/{file.source_number:03} {stem} ({times}){ending}"
        times += 1
    taken.add(name.casefold())
    return name


def _about(handover: Handover) -> str:
    report = handover.report
    lines = [
        report.project_name,
        ", ".join(one.article.title.strip() or _("Untitled") for one in report.articles),
        day_and_time(report.made_at),
        "",
        _("report.docx: the report, for Word or LibreOffice"),
    ]
    if handover.whole is not None:
        lines.append(_("project.json: the whole project as data"))
    else:
        lines.append(_("The project’s data is not here, because only some of its articles are handed over."))
    if handover.files:
        lines.append(_("sources: the files of the sources, by their numbers in the report"))
    manifest = _("{manifest}: the SHA-256 of every file; to test it: sha256sum -c {manifest}")
    lines.append(manifest.format(manifest=MANIFEST))
    if not report.options.named:
        lines.append(_("Confidential sources are named by their aliases, and their files are not here."))
    return "\n".join(lines) + "\n"


def _stop_leaks(handover: Handover) -> None:
    """Look through the names and the words of the files too; pictures and scans nobody can look through."""
    texts = [(_("a file name"), "\n".join(one.name for one in handover.files))]
    texts += [(_("the file “{name}”").format(name=one.name), _words(one)) for one in handover.files]
    stop_leaks(texts, handover.report.secrets)


def _words(file: SourceFile) -> str:
    """The words read in a file, and its content where that is plain text."""
    try:
        content = "" if b"\0" in file.content[:4096] else file.content.decode()
    except UnicodeDecodeError:
        content = ""
    return f"{file.text}\n{content}"


def _added(archive: zipfile.ZipFile, name: str, content: bytes) -> str:
    """Add a member; its SHA-256."""
    member = zipfile.ZipInfo(name, _DATE)
    member.create_system = _UNIX
    member.external_attr = 0o644 << 16
    # What is packed already is not packed again.
    packed = name.lower().endswith((".docx", ".zip", ".jpg", ".jpeg", ".png", ".mp3", ".mp4", ".m4a"))
    member.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
    archive.writestr(member, content)
    return sha256(content).hexdigest()
