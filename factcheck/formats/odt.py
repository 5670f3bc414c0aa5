"""The report as OpenDocument text: the Word report, converted by LibreOffice where that is installed.

LibreOffice runs with a profile of its own that lives as long as the conversion, without macros and without fetching
anything; whoever has it open meanwhile is not disturbed.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Final

from factcheck.domain.problems import Problem
from factcheck.domain.progress import Progress, Silent
from factcheck.domain.report import Report
from factcheck.formats.leaks import stop_leaks
from factcheck.formats.packages import words_of_package
from factcheck.formats.saving import saved
from factcheck.translation import _

PATIENCE: Final = 300  # seconds
_LOOK_EVERY: Final = 0.2
_PLACES: Final = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
)
_SETTINGS: Final = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse">
<value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks"
 oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""
_DATES: Final = re.compile(r"(<(?:dc:date|meta:creation-date|meta:print-date)>)[^<]*(<)")
_CHANGE: Final = re.compile(r'(\b(?:xml:id|text:id|text:change-id)=")ct(\d+)')
_COMMENT: Final = re.compile(r'(\boffice:name="__Annotation__\d+)_\d+(?=")')
_SAVED: Final = re.compile(r'(config:name="Rsid(?:Root)?" config:type="int">)\d+(<)')
_DURATION: Final = re.compile(r"<meta:editing-(?:duration|cycles)>[^<]*</meta:editing-(?:duration|cycles)>")


def libre_office() -> str:
    """The path of LibreOffice; empty where it is not installed."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((place for place in _PLACES if Path(place).exists()), "")


def write_odt(report: Report, path: Path, progress: Progress = Silent()) -> None:
    """Write an .odt; raises ``Problem`` (without LibreOffice too) or ``Cancelled``, and then ``path`` is as it was."""
    from factcheck.formats.docx.writing import write_report

    program = libre_office()
    if not program:
        raise Problem(
            _("OpenDocument text is written by LibreOffice, which is not installed here."),
            _("Export to Word, which LibreOffice opens, or install LibreOffice."),
        )
    with tempfile.TemporaryDirectory(prefix="factcheck-") as folder:
        place = Path(folder)
        write_report(report, place / "report.docx", progress)
        _convert(program, place, progress)

        def write(file: IO[bytes]) -> None:
            _rebuild(place / "out" / "report.odt", file, report.made_at)

        def check(written: Path) -> None:
            if report.secrets:
                stop_leaks(words_of_package(written), report.secrets)
            progress.step(1, 1, _("Report written"))

        saved(path, write, check)


def _convert(program: str, place: Path, progress: Progress) -> None:
    """Let LibreOffice convert; ended with all that it started where the person cancels or it takes too long."""
    profile = place / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    command = [
        program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nologo", "--nolockcheck",
        "--convert-to", "odt", "--outdir", str(place / "out"), str(place / "report.docx"),
    ]  # fmt: skip
    environment = {**os.environ, "http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9"}
    try:
        process = subprocess.Popen(  # noqa: S603 - a fixed program, and files of our own
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environment,
            start_new_session=sys.platform != "win32",
        )
    except OSError as error:
        raise _failed(str(error)) from error
    try:
        looks = round(PATIENCE / _LOOK_EVERY)
        for look in range(looks):
            try:
                process.wait(_LOOK_EVERY)
                break
            except subprocess.TimeoutExpired:
                progress.step(min(look, looks - 1), looks, _("LibreOffice converts the report"))
        else:
            raise _failed(_("it took too long"))
    finally:
        _end(process)
    if not (place / "out" / "report.odt").is_file():
        raise _failed(_("it wrote nothing"))


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)  # the program is started by a script, which is its parent
    process.wait()


def _rebuild(source: Path, file: IO[bytes], made_at: datetime) -> None:
    """Pack the document again with the report's own time in it, so that the same report gives the same bytes."""
    moment = made_at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds")
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        names = sorted(old.namelist(), key=lambda name: (name != "mimetype", name))
        for name in names:
            content = old.read(name)
            if name == "meta.xml":
                content = _DURATION.sub("", _DATES.sub(rf"\g<1>{moment}\g<2>", content.decode())).encode()
            elif name == "settings.xml":
                content = _SAVED.sub(r"\g<1>0\g<2>", content.decode()).encode()
            elif name == "content.xml":
                content = _counted(content.decode()).encode()
            member = zipfile.ZipInfo(name)
            member.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            new.writestr(member, content)


def _counted(content: str) -> str:
    """The content with changes named by their order, not by their place in memory, and comments not by chance."""
    order: dict[str, int] = {}
    content = _COMMENT.sub(r"\g<1>", content)
    return _CHANGE.sub(lambda found: f"{found[1]}ct{order.setdefault(found[2], len(order) + 1)}", content)


def _failed(reason: str) -> Problem:
    return Problem(
        _("LibreOffice could not convert the report: {reason}.").format(reason=reason),
        _("Export to Word and save it as OpenDocument in LibreOffice."),
    )
