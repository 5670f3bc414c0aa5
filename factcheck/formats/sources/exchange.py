"""Sources in files of reference programs: written from a report, and read whatever program wrote them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import IO, Final

from factcheck.domain.problems import Problem
from factcheck.domain.progress import Progress, Silent
from factcheck.domain.records import Source
from factcheck.domain.report import Report, language_of
from factcheck.domain.sourcing import public_view
from factcheck.formats.decoding import decoded
from factcheck.formats.interchange.scanning import strings_in
from factcheck.formats.leaks import stop_leaks
from factcheck.formats.saving import saved
from factcheck.formats.sources.bibtex import bibtex_of, plain, read_bibtex
from factcheck.formats.sources.csl import csl_of, read_csl
from factcheck.formats.sources.fields import not_readable
from factcheck.formats.sources.ris import read_ris, ris_of
from factcheck.translation import _, words_in

# Bytes. CSL-JSON is gone through entry by entry; of the others all characters are held at once, at four bytes each.
LARGEST_JSON: Final = 40 << 20
LARGEST_TEXT: Final = 8 << 20


def write_csl(report: Report, path: Path, progress: Progress = Silent()) -> None:
    """Write the sources of a report as CSL-JSON; raises ``Problem`` or ``Cancelled``, and ``path`` is as it was."""
    _write(report, path, progress, csl_of, _words_of_csl)


def write_bibtex(report: Report, path: Path, progress: Progress = Silent()) -> None:
    """Write the sources of a report as BibTeX; raises as ``write_csl``."""
    _write(report, path, progress, bibtex_of, lambda content: "\n".join(map(plain, content.decode().splitlines())))


def write_ris(report: Report, path: Path, progress: Progress = Silent()) -> None:
    """Write the sources of a report as RIS; raises as ``write_csl``."""
    _write(report, path, progress, ris_of, lambda content: content.decode())


def _write(
    report: Report,
    path: Path,
    progress: Progress,
    made: Callable[[Iterable[Source]], str],
    words_of: Callable[[bytes], str],
) -> None:
    def write(file: IO[bytes]) -> None:
        progress.step(0, 1, _("Writing the sources"))
        with words_in(language_of(report)):
            sources = [one.source if report.options.named else public_view(one.source) for one in report.sources]
            file.write(made(sources).encode("utf-8", "replace"))

    def check(written: Path) -> None:
        if report.secrets:
            content = written.read_bytes()
            stop_leaks([("", words_of(content)), ("", content.decode())], report.secrets)
        progress.step(1, 1, _("Sources written"))

    saved(path, write, check)


def _words_of_csl(content: bytes) -> str:
    """All strings, and the names of people as they are spoken: in the file their parts stand apart."""
    people = (person for entry in json.loads(content) for person in entry.get("author", ()))
    spoken = (" ".join(filter(None, (one.get("given"), one.get("family")))) for one in people)
    return "\n".join((*strings_in(content), *spoken))


def kind_of_sources(name: str, head: str) -> str:
    """Which format a file of sources has ("csl", "bibtex", "ris"); empty for what is none."""
    name, start = name.lower(), head.lstrip("\ufeff \t\r\n")
    if name.endswith((".bib", ".bibtex")):
        return "bibtex"
    if name.endswith(".ris") or start.startswith("TY  -"):
        return "ris"
    if name.endswith(".json") and start.startswith("[") and '"type"' in head and '"id"' in head:
        return "csl"
    return ""


def read_sources(path: Path, progress: Progress = Silent()) -> list[Source]:
    """The sources in a file, each once; raises ``Problem`` where it cannot be read or holds none."""
    progress.step(0, 1, path.name)
    try:
        with path.open("rb") as file:
            head = file.read(4096)
            kind = kind_of_sources(path.name, head.decode("utf-8", "replace"))
            largest = LARGEST_JSON if kind == "csl" else LARGEST_TEXT
            content = head + file.read(largest)
    except OSError as error:
        raise not_readable(error.strerror or str(error)) from error
    if len(content) > largest:
        raise Problem(
            _("The sources cannot be read: {reason}.").format(
                reason=_("the file has more than {limit} MB").format(limit=largest >> 20)
            ),
            _("Export them without abstracts and notes, or in parts."),
        )
    if kind == "csl":
        found = read_csl(content)
    else:
        text = decoded(content)[0]
        found = read_bibtex(text) if kind == "bibtex" else read_ris(text)
    if not found:
        raise not_readable(_("there is none in it"))
    progress.step(1, 1, path.name)
    return list({source.id: source for source in found}.values())
