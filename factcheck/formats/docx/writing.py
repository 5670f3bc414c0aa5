"""A report as a Word document: made in memory, streamed to a temporary name, checked, then renamed."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable
from itertools import chain, islice
from pathlib import Path
from typing import IO, Final

from factcheck.domain.problems import Problem
from factcheck.domain.progress import Progress, Silent
from factcheck.domain.report import Report, language_of
from factcheck.formats.docx.leaks import stop_leaks
from factcheck.formats.docx.lint import lint
from factcheck.formats.docx.marks import DRAFT_PROPERTY, MADE_PROPERTY, PROJECT_PROPERTY, STATE_PART
from factcheck.formats.docx.report.base import base_document, custom_properties_part
from factcheck.formats.docx.report.body import body, chapters_of, section_plans
from factcheck.formats.docx.report.comments import comment_moment
from factcheck.formats.docx.report.composition import Composition, has_roman_endnotes
from factcheck.formats.docx.report.first_notes import kept_from_first_notes
from factcheck.formats.docx.report.house import house_base
from factcheck.formats.docx.report.markup import language_tag
from factcheck.formats.docx.report.printed import PrintedArticle
from factcheck.formats.docx.report.shell import make_shell
from factcheck.formats.docx.report.state import state_part
from factcheck.formats.docx.template import read_template
from factcheck.formats.report.cover import report_title
from factcheck.formats.report.wording import used_ratings, words_of
from factcheck.formats.saving import saved
from factcheck.translation import _, current_tag, words_in
from factcheck.uncollected import uncollected

# So that equal reports give equal bytes, on every system.
_DATE: Final = (1980, 1, 1, 0, 0, 0)
_UNIX: Final = 3
_LEVEL: Final = 6
_BATCH: Final = 64  # pieces are some hundred to some thousand bytes
_DOCUMENT: Final = "word/document.xml"
_LINKS: Final = "word/_rels/document.xml.rels"
_CLOSING: Final = "</Relationships>"


def write_report(report: Report, path: Path, progress: Progress = Silent()) -> None:
    """Write the report as a .docx.

    Until the file has been written and checked under another name, ``path`` is not touched. Raises
    ``Problem`` where the folder or the file cannot be written, where the report would name a
    confidential source, where the file would not be sound, or would take the place of its own template;
    ``Cancelled`` as ``progress`` says.
    """
    template = report.options.template
    if template is not None and Path(path).resolve() == Path(template.path).resolve():
        raise Problem(
            _("“{name}” is the template of the report itself.").format(name=Path(path).name),
            _("Choose another name for the report."),
        )

    def write(file: IO[bytes]) -> None:
        with words_in(language_of(report)):
            write_package(report, file, progress)

    def check(written: Path) -> None:
        check_package(report, written)
        progress.step(1, 1, _("Report written"))

    saved(path, write, check)


def write_package(report: Report, file: IO[bytes], progress: Progress) -> None:
    """Write the members of the package; nothing is checked here."""
    with uncollected():
        _write_package(report, file, progress)


def _write_package(report: Report, file: IO[bytes], progress: Progress) -> None:
    words, language = words_of(report.profile), current_tag()
    chapters = chapters_of(report, words)
    options = report.options
    tracked = options.tracked and "article" in options.parts and options.audience in ("editor", "handover")
    printed = [PrintedArticle(article, report.profile, tracked=tracked) for article in report.articles]
    languages = (
        language,
        *dict.fromkeys(filter(None, (language_tag(one.article.language) for one in report.articles))),
    )
    ratings = tuple(used_ratings(report, words.unchecked).values())
    numerals, template = "lowerRoman" if has_roman_endnotes(report) else "decimal", options.template
    if template is None:
        base = base_document(languages, ratings, numerals)
    else:
        base = house_base(read_template(Path(template.path)), dict(template.styles), languages, ratings, numerals)
    plans, page_of = section_plans(report, chapters), _("Page {page} of {pages}")
    shell = make_shell(report, report_title(report), base, plans, page_of, language)
    composition = Composition(report, shell, words, language, {chapter.part for chapter in chapters}, ratings)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
        for name in ("[Content_Types].xml", "_rels/.rels"):
            _add(archive, name, shell.parts[name])
        pieces = body(composition, chapters, printed)
        remarks = report.options.remarks
        notes = {kind: sum(one.count_notes(kind, remarks) for one in printed) for kind in ("footnote", "endnote")}
        if max(notes.values()) > 1:
            pieces = kept_from_first_notes(pieces, composition.style("annotation reference"), notes)
        pieces = chain([shell.opening], pieces, [shell.closing])
        # Steps are told in bytes of XML against a guess of their number.
        total = max(4 * sum(len(one.article.text) for one in printed), 1)

        def step(done: int) -> None:
            progress.step(min(done, total - 1), total, _("Writing the report"))

        _stream(archive, _DOCUMENT, pieces, step)
        made: dict[str, Iterable[str]] = {
            **composition.comments.parts(),
            **composition.footnotes.parts(),
            **composition.endnotes.parts(),
            "word/numbering.xml": composition.numbering.part(),
            STATE_PART: state_part(report, words.unchecked, composition.comments.remarks),
            "docProps/custom.xml": (custom_properties_part(_custom_properties(report)),),
            _LINKS: (shell.parts[_LINKS].decode().removesuffix(_CLOSING), *composition.links.elements(), _CLOSING),
        }
        for name, content in made.items():
            _stream(archive, name, content)
        written = {"[Content_Types].xml", "_rels/.rels", _DOCUMENT, *made}
        for name in sorted(shell.parts.keys() - written):
            _add(archive, name, shell.parts[name])


def check_package(report: Report, path: Path) -> None:
    """Raise ``Problem`` where the written file would not be sound, or would name a confidential source."""
    findings = lint(path)
    if findings and report.options.template is not None:
        raise Problem(
            _("The report was not written, because Word would not find it sound in this template: {finding}").format(
                finding=findings[0]
            ),
            _("Save the template anew in Word, or export without one."),
        )
    if findings:
        raise Problem(
            _("The report was not written, because Word would not find it sound: {finding}").format(
                finding=findings[0]
            ),
            _("This is a fault of the program; please report it with this message."),
        )
    stop_leaks(path, report.secrets)


def _custom_properties(report: Report) -> dict[str, str]:
    """What leads back from the file to the project and to the drafts that it shows."""
    properties = {PROJECT_PROPERTY: report.project_id, MADE_PROPERTY: comment_moment(report.made_at)}
    for article in report.articles:
        properties[f"{DRAFT_PROPERTY}{article.number}"] = f"{article.article.id} {article.revision.id}"
    return properties


def _stream(
    archive: zipfile.ZipFile, name: str, pieces: Iterable[str], step: Callable[[int], None] = lambda _done: None
) -> None:
    """Write a part piece by piece; ``step`` is told now and then how many bytes are done."""
    with archive.open(_member(name), "w") as part:
        done = 0
        pieces = iter(pieces)
        while batch := list(islice(pieces, _BATCH)):
            content = b"".join(map(str.encode, batch))
            part.write(content)
            done += len(content)
            step(done)


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, _DATE)
    member.create_system = _UNIX
    member.compress_type = zipfile.ZIP_DEFLATED
    member.external_attr = 0o644 << 16
    return member


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    archive.writestr(_member(name), content, compresslevel=_LEVEL)
