"""Simulated power cuts: every write since a file's last sync may be missing, torn or out of order; nothing is lost.

What the program says to SQLite at work is recorded, and said again to a SQLite whose file system keeps a record of each
write and sync (apsw). From that record, disks are made as a cut at any moment could leave them. A hundred by default;
``RELIABILITY=long``: 10,000.
"""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from factcheck.domain.problems import Problem
from factcheck.project import database as databases
from factcheck.project.checking import faults
from factcheck.project.edits.articles import AddArticle
from factcheck.project.edits.claims import AddComment, EditClaim
from factcheck.project.edits.sources import AttachFile
from factcheck.project.project import Project
from tests.factories import add_article, draft, mark, new_project
from tests.reliability.workloads import rounds

apsw = pytest.importorskip("apsw")
SECTOR = 512
Operation = tuple[Any, ...]
ACKNOWLEDGED = "acknowledged"


def statements_of_work(folder: Path) -> tuple[bytes, list[str], list[str]]:
    """A project, and what the program says to SQLite at work on it, each note acknowledged after its edit."""
    with closing(new_project(folder)) as project:
        claim_id = mark(project, add_article(project), "9,000 cars")
    start = project.path.read_bytes()
    said: list[str] = []
    with closing(Project.open(project.path, author="Ada")) as opening:
        driver = opening._database.driver
        settings = list(databases.SETTINGS)
        driver.set_trace_callback(said.append)
        for number in range(12):
            opening.apply(EditClaim(claim_id, {"note": f"note {number}"}))
            said.append(f"{ACKNOWLEDGED} note {number}")
            if number % 3 == 0:
                opening.apply(AddComment(claim_id, "words " * 500))
            if number % 4 == 1:
                opening.apply(AddArticle(draft(f"Article {number}.\n" + "It says much. " * 300)))
            if number % 5 == 2:
                opening.apply(AttachFile("scan.pdf", bytes(range(256)) * 300, claim_ids=(claim_id,)))
        driver.set_trace_callback(None)
    return start, [*settings, "PRAGMA journal_mode=DELETE"], said


class Recorder(apsw.VFS):  # type: ignore[misc, name-defined] # apsw is there only where the tests run
    """A file system that notes what is done to files, and does it."""

    def __init__(self) -> None:
        super().__init__("recorder", "")
        self.done: list[Operation] = []

    def xOpen(self, name: Any, flags: list[int]) -> Any:
        return RecordedFile(self, name, flags)

    def xDelete(self, name: str, sync_folder: bool) -> None:
        self.done.append(("delete", Path(name).name, bool(sync_folder)))
        super().xDelete(name, sync_folder)


class RecordedFile(apsw.VFSFile):  # type: ignore[misc, name-defined] # as above
    def __init__(self, recorder: Recorder, name: Any, flags: list[int]) -> None:
        path: str | None = name.filename() if isinstance(name, apsw.URIFilename) else name
        is_new = path is not None and not Path(path).exists()
        super().__init__("", name, flags)
        self.done = recorder.done
        self.name = Path(path).name if path else None
        if self.name:
            self.done.append(("open", self.name, is_new))

    def xWrite(self, content: bytes, offset: int) -> None:
        if self.name:
            self.done.append(("write", self.name, offset, bytes(content)))
        super().xWrite(content, offset)

    def xTruncate(self, size: int) -> None:
        if self.name:
            self.done.append(("truncate", self.name, size))
        super().xTruncate(size)

    def xSync(self, flags: int) -> None:
        if self.name:
            self.done.append(("sync", self.name))
        super().xSync(flags)

    def xDeviceCharacteristics(self) -> int:
        return 0  # no promise of any kind: no atomic write, no safe append

    def xSectorSize(self) -> int:
        return SECTOR


def record(folder: Path, start: bytes, settings: list[str], said: list[str]) -> list[Operation]:
    """Say it all again to the recording file system."""
    path = folder / "recorded.factcheck"
    path.write_bytes(start)
    recorder = Recorder()
    connection = apsw.Connection(str(path), vfs="recorder")
    for setting in settings:
        connection.execute(setting).fetchall()
    connection.execute("PRAGMA cache_size=20")  # so that pages are written before the commit as well
    for statement in said:
        if statement.startswith(ACKNOWLEDGED):
            recorder.done.append((ACKNOWLEDGED, statement.removeprefix(f"{ACKNOWLEDGED} ")))
        elif not statement.startswith("--"):
            connection.execute(statement).fetchall()
    connection.close()
    recorder.unregister()
    return recorder.done


class Disk:
    """A disk that was cut off: files by inode, names by folder; a synced file has its synced content at least."""

    def __init__(self, start: bytes, rnd: random.Random) -> None:
        self.rnd = rnd
        self.inodes = [bytearray(start)]
        self.pending: list[list[Operation]] = [[]]
        self.names = {"recorded.factcheck": 0}
        self.synced_names = dict(self.names)
        self.folder: list[tuple[str, int | None]] = []
        self.fresh: set[str] = set()

    def take(self, operation: Operation) -> None:
        kind, name = operation[0], operation[1]
        if kind == "open":
            if name not in self.names:
                self.inodes.append(bytearray())
                self.pending.append([])
                self.names[name] = len(self.inodes) - 1
                self.folder.append((name, self.names[name]))
                self.fresh.add(name)
        elif kind == "sync":
            inode = self.names[name]
            for one in self.pending[inode]:
                apply(self.inodes[inode], one)
            self.pending[inode] = []
            if name in self.fresh:  # SQLite syncs the folder with the first sync of a new journal
                self.fresh.discard(name)
                self._sync_folder()
        elif kind == "delete":
            self.names.pop(name, None)
            self.folder.append((name, None))
            if operation[2]:
                self._sync_folder()
        elif kind != ACKNOWLEDGED:
            self.pending[self.names[name]].append(operation)

    def _sync_folder(self) -> None:
        told_of(self.synced_names, self.folder)
        self.folder.clear()

    def after_the_cut(self) -> dict[str, bytes]:
        """What is on it: some of what was not synced, whole, torn at sectors, or not at all."""
        names = dict(self.synced_names)
        told_of(names, self.folder[: self.rnd.randint(0, len(self.folder))])
        files = {}
        for name, inode in names.items():
            content = bytearray(self.inodes[inode])
            for operation in self.pending[inode]:
                chance = self.rnd.random()
                if chance < 0.4:
                    continue
                if chance < 0.7 and operation[0] == "write" and len(operation[3]) > SECTOR:
                    _kind, file, offset, written = operation
                    for begin in range(0, len(written), SECTOR):
                        if self.rnd.random() < 0.5:
                            apply(content, ("write", file, offset + begin, written[begin : begin + SECTOR]))
                else:
                    apply(content, operation)
            files[name] = bytes(content)
        return files


def told_of(names: dict[str, int], said: list[tuple[str, int | None]]) -> None:
    """Let a folder know files by new names, and others no more."""
    for name, inode in said:
        if inode is None:
            names.pop(name, None)
        else:
            names[name] = inode


def apply(content: bytearray, operation: Operation) -> None:
    if operation[0] == "truncate":
        size = operation[2]
        del content[size:]
        content.extend(bytes(size - len(content)))
    else:
        _kind, _name, offset, written = operation
        content.extend(bytes(max(0, offset + len(written) - len(content))))
        content[offset : offset + len(written)] = written


def cuts(memory: Path, settings_of: Any = list, total: int = 0) -> tuple[int, int]:
    """Cut the power many times; the answer counts the disks that lost an acknowledged note, and the broken ones."""
    start, settings, said = statements_of_work(memory)
    done = record(memory, start, settings_of(settings), said)
    path = memory / "cut.factcheck"
    rnd = random.Random(5)
    lost = broken = taken = 0
    disk = Disk(start, rnd)
    # One walk through what was done, cut off at each moment as often as chance has it.
    for number, end in enumerate(sorted(rnd.randrange(len(done)) for _ in range(total))):
        for operation in done[taken:end]:
            disk.take(operation)
        taken = end
        for ending in ("", "-journal"):
            path.with_name(path.name + ending).unlink(missing_ok=True)
        for name, content in disk.after_the_cut().items():
            path.with_name(name.replace("recorded.factcheck", path.name)).write_bytes(content)
        notes = [operation[1] for operation in done[:end] if operation[0] == ACKNOWLEDGED]
        try:
            kept = notes_in(path, thoroughly=number % 25 == 0)
        except (Problem, sqlite3.DatabaseError):
            broken += 1
            continue
        lost += not set(notes) <= kept
    return lost, broken


def notes_in(path: Path, *, thoroughly: bool) -> set[str]:
    """Open it as the program does after the cut, which takes back what was half done."""
    with closing(Project.open(path, author="Judge")) as project:
        if thoroughly:
            assert project.read(faults) == []
        values = project.read(lambda reading: reading.tuples("SELECT value FROM change WHERE field = 'note'"))
        return {value[0].strip('"') for value in values}


def test_power_cuts(memory: Path) -> None:
    total = rounds(short=100, long=10_000)
    lost, broken = cuts(memory, total=total)
    print(f"{total} power cuts: {lost} lost an acknowledged edit, {broken} broken")
    assert (lost, broken) == (0, 0)


def test_the_simulation_bites(memory: Path) -> None:
    """Without any sync, disks do break: the simulation can tell."""

    def careless(settings: list[str]) -> list[str]:
        return [setting.replace("synchronous=EXTRA", "synchronous=OFF") for setting in settings]

    lost, broken = cuts(memory, careless, total=60)
    assert lost + broken > 0
