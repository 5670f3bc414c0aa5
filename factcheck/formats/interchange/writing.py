"""Writes a project as JSON: a record a line, in the order of kinds and ids, so that equal projects give equal bytes."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, Final

from factcheck.domain.interchange import WholeProject, kind_name
from factcheck.domain.progress import Progress, Silent
from factcheck.domain.records import RECORDS, Record
from factcheck.formats.interchange.scanning import strings_in
from factcheck.formats.interchange.schema import FORMAT, VERSION
from factcheck.formats.leaks import stop_leaks
from factcheck.formats.saving import saved
from factcheck.translation import _

_HALF_A_CHARACTER: Final = re.compile("[\ud800-\udfff]")


def write_project(whole: WholeProject, path: Path, progress: Progress = Silent()) -> None:
    """Write the project as JSON; raises ``Problem`` or ``Cancelled``, and then ``path`` is as it was."""
    total = sum(map(len, whole.records.values())) + len(whole.texts) + len(whole.structures) + len(whole.files)

    def write(file: IO[bytes]) -> None:
        for done, line in enumerate(_lines(whole)):
            file.write(line.encode())
            if done % 200 == 0:
                progress.step(min(done, total), total, _("Writing the project"))

    def check(written: Path) -> None:
        if whole.secrets:
            stop_leaks([("", "\n".join(strings_in(written.read_bytes())))], whole.secrets)
        progress.step(1, 1, _("Project written"))

    saved(path, write, check)


def _lines(whole: WholeProject) -> Iterator[str]:
    yield f'{{"format": "{FORMAT}", "version": {VERSION}, "confidential": {json.dumps(whole.confidential)},\n'
    yield '"records": {'
    for number, kind in enumerate(RECORDS):
        yield f'{"," if number else ""}\n"{kind_name(kind)}": ['
        for position, record in enumerate(whole.of(kind)):
            yield f"{',' if position else ''}\n{_json(_plain(record))}"
        yield "]"
    yield "},\n"
    yield from _members("texts", {sha256: _json(text) for sha256, text in sorted(whole.texts.items())})
    yield ",\n"
    structures = {sha256: _half_escaped(json) for sha256, json in sorted(whole.structures.items())}
    yield from _members("structures", structures)
    yield ",\n"
    files = {sha256: f'"{base64.b64encode(content).decode()}"' for sha256, content in sorted(whole.files.items())}
    yield from _members("files", files)
    yield "}\n"


def _members(name: str, members: dict[str, str]) -> Iterator[str]:
    yield f'"{name}": {{'
    for position, (key, value) in enumerate(members.items()):
        yield f"{',' if position else ''}\n{json.dumps(key)}: {value}"
    yield "}"


def _plain(record: Record) -> dict[str, Any]:
    """The fields of a record that are not their defaults."""
    values = record.model_dump(mode="json")
    kept = {"id": record.id}
    for name, info in type(record).model_fields.items():
        if name != "id" and getattr(record, name) != info.get_default(call_default_factory=True):
            kept[name] = values[name]
    return kept


def _json(value: Any) -> str:
    return _half_escaped(json.dumps(value, ensure_ascii=False))


def _half_escaped(text: str) -> str:
    """JSON in which half a character, which UTF-8 cannot hold, is escaped."""
    return _HALF_A_CHARACTER.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
