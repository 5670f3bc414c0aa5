"""An open project: edits go in, what became new comes out.

Every method belongs to one thread: the window's project thread, or the command line's only one.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final, TypeVar

import sqlalchemy as sa

from factcheck.domain.address import Location
from factcheck.domain.changes import Change, Done
from factcheck.domain.problems import Problem, UndoConflict
from factcheck.domain.progress import Progress, Silent
from factcheck.domain.records import new_id
from factcheck.project import opening, presence, typing_drafts
from factcheck.project.backups import OWN, back_up, backups
from factcheck.project.claim_index import ClaimIndex
from factcheck.project.copies import copies_beside
from factcheck.project.database import META, Database
from factcheck.project.deriving import moment
from factcheck.project.exchanging import ExchangePoint
from factcheck.project.foreign_log import holds_news
from factcheck.project.journal import EDIT, Clock, latest_clock
from factcheck.project.looking import copy_to_read
from factcheck.project.merging import Merged, merge
from factcheck.project.migrating import upgrade
from factcheck.project.news import arrived_after, change_of
from factcheck.project.plain_sql import tuples
from factcheck.project.presence import Present
from factcheck.project.reading import Reading
from factcheck.project.recording import Edit, Recording
from factcheck.project.sealed import Unsealed
from factcheck.project.signs import Sign
from factcheck.project.tables import TABLES
from factcheck.project.texts import Texts
from factcheck.project.undo import History, UndoneEdit, write_reverse
from factcheck.project.vouching import left
from factcheck.project.word_index import forget_removed_words, rebuild
from factcheck.translation import _, spoken, words_in

T = TypeVar("T")
_SHORT = 0.2  # seconds that what is no edit waits for its turn
SUFFIX = ".factcheck"
BACKUP_AFTER: Final = timedelta(days=1)


class Project:
    """One opening of a project file. Use ``create`` or ``open``; close it when done."""

    def __init__(self, database: Database, *, author: str, read_only_reason: str = "") -> None:
        self._database = database
        # What people see; the database of a project on a share is a replica elsewhere.
        self.path = database.path
        self.location: Location = database.path  # a server's address; there, ``path`` is the replica's
        self.shared: ExchangePoint | None = None
        self.author = author
        self.read_only_reason = read_only_reason
        # Random per opening and never stored for reuse: a copied file would reuse it.
        self.site = secrets.token_hex(8)
        self._seq = 0
        self._history = History()
        self._life = typing_drafts.life_of(os.getpid())
        self._texts = Texts()
        self._claims = ClaimIndex()
        with database.reading() as connection:
            self.project_id = str(connection.execute(sa.select(META.c.project_uuid)).scalar_one())
            self._clock = Clock(latest_clock(connection))
            self._arrival, self._latest_edit = self._latest(connection)
        self._data_version = database.data_version()
        self._own_news = False
        self._place = presence.place_of(database.path)
        self._stands, self._present_version = False, -1
        # What queries that follow one edit ask alike (``Reading.once``), and the state of the file it holds for.
        self._answers: dict[Hashable, Any] = {}
        self._answers_of = (self._data_version, self._seq)

    @classmethod
    def create(
        cls, location: Location, *, author: str, profile: str = "statements", scale: str = "", name: str = ""
    ) -> Project:
        """Make a project and open it. ``scale`` is a preset's key or name; empty: the profile's default."""
        from factcheck.project.edits.project import BeginProject

        begin = BeginProject.of(profile=profile, scale=scale, name=name or location.stem)
        project_uuid = new_id()
        with opening.make(location, project_uuid) as unfinished:
            project = cls(Database(unfinished), author=author)
            try:
                project.apply(begin.for_project(project_uuid))
            finally:
                project.close()
        # A new opening, so that undo never reaches the project's own beginning.
        return cls.open(location, author=author)

    @classmethod
    def open(
        cls, location: Location, *, author: str, read_only: bool = False, progress: Progress | None = None
    ) -> Project:
        """Open a project; raises ``Problem`` where it is none, is damaged, too new, or out of reach."""
        shared, file, location, reason = opening.found(location, progress or Silent())
        if read_only and not reason:
            reason = _("This project was opened to be read only.")
        database = Database(file, read_only=bool(reason))
        try:
            upgrade(database)
        except BaseException:
            database.close()
            raise
        project = cls(database, author=author, read_only_reason=reason)
        project.location, project.shared = location, shared
        project.path = location if isinstance(location, Path) else file
        return project

    @property
    def read_only(self) -> bool:
        """Whether edits are refused."""
        return bool(self.read_only_reason)

    def close(self) -> None:
        """Close the file; colleagues see that this opening is gone."""
        if self._stands:
            self._stands = False
            with suppress(Problem), self._database.writing(patience=_SHORT) as connection:
                presence.leave(connection, site=self.site)
        in_place = not self.read_only and not self._database.is_replaced()
        self._database.close()
        if in_place:
            with suppress(OSError):
                left(self._database.path)

    # --- edits -----------------------------------------------------------------------------------

    def apply(self, edit: Edit) -> Done:
        """Apply an edit in one transaction; nothing is kept of an edit that raises."""
        with words_in("en"):  # the log is read in every language; who shows a name translates it
            name = edit.name
        return self._write(name, edit.apply)

    def undo(self, only: str = "") -> Done | None:
        """Take back this opening's latest edit; raises ``UndoConflict`` where somebody built on it.

        Raises ``Problem`` where the latest is not the edit ``only``, an id, unless that is empty.
        """
        if only and [only] != [edit.id for edit in self._history.undoable[-1:]]:
            raise Problem(
                _("Something else was done since, or undone."), _("See the history: there each step can be taken back.")
            )
        return self._reverse(self._history.undoable[-1]) if self._history.undoable else None

    def redo(self) -> Done | None:
        """Do again what was last undone."""
        return self._reverse(self._history.redoable[-1]) if self._history.redoable else None

    def undo_name(self) -> str:
        """What ``undo`` would take back, in the person's words; empty where there is nothing."""
        return spoken(self._history.undoable[-1].name) if self._history.undoable else ""

    def redo_name(self) -> str:
        """What ``redo`` would do again, in the person's words; empty where there is nothing."""
        return spoken(self._history.redoable[-1].name) if self._history.redoable else ""

    def _reverse(self, edit: UndoneEdit) -> Done:
        return self._write(edit.name, lambda recording: write_reverse(recording, edit.id), undoes=edit.id)

    def _write(self, name: str, work: Callable[[Recording], Any], undoes: str | None = None) -> Done:
        if self.read_only:
            raise Problem(self.read_only_reason, _("Save a copy under another name to work on it."))
        self._see_that_it_is_there()
        with self._database.writing() as connection:
            if self._seq and not self._is_there(connection, self._seq):
                self._begin_anew()
                if undoes is not None:
                    raise UndoConflict(_("The project was put back to a backup."), _("Look at what stands there now."))
            recording = Recording(
                connection,
                texts=self._texts,
                site=self.site,
                author=self.author,
                clock=self._clock,
                seq=self._seq,
                name=name,
                undoes=undoes,
            )
            value = work(recording)
            if recording.redacted:
                forget_removed_words(connection)
        self._seq = recording.seq
        if recording.redacted:
            self._history.forget()
        elif recording.written:
            self._history.wrote(UndoneEdit(recording.edit_id, name, undoes))
        self._own_news = self._own_news or recording.written
        return Done(recording.edit_id if recording.written else "", name, value)

    def _see_that_it_is_there(self) -> None:
        """Where the file was replaced or deleted under us, go on in a replica of it: nothing of ours may be lost."""
        if self._database.is_replaced():
            replaced = self._database
            self.shared = opening.exchanged_again(self.shared, self.location, replaced)
            self._database = Database(self.shared.replica, read_only=self.read_only)
            replaced.close()
            self._data_version = -1

    def _is_there(self, connection: sa.Connection, seq: int) -> bool:
        return bool(tuples(connection, "SELECT 1 FROM change WHERE site = ? AND seq = ?", (self.site, seq)))

    # --- bringing in a copy ------------------------------------------------------------------------

    def bring_in(
        self, copy: Location | Unsealed, *, dry_run: bool = False, then: Callable[[Reading, Merged], T]
    ) -> tuple[Merged, T]:
        """Bring another copy of this project into it, after a backup; ``dry_run`` takes everything back.

        ``then`` looks at the project as it is with the copy in it; its answer comes with what the copy brought.
        Raises ``Problem`` where the file is no copy of this project, and where it cannot be read or verified.
        """
        with self._copy_to_merge(copy) as other:
            if dry_run:
                with self._database.trying() as connection:
                    merged = merge(connection, other)
                    return merged, then(Reading(connection, self.author), merged)
            with self._database.reading() as connection:
                new = holds_news(connection, other)
            backup = back_up(self._database.path, "merge") if new else None
            merged = replace(self._merge(other), backup=backup)
        return merged, self.read(lambda reading: then(reading, merged))

    def exchange(self, copy: Location) -> Merged:
        """Take in what another copy has; it is not backed up first, since it may happen every few seconds."""
        with self._copy_to_merge(copy) as other:
            with self._database.reading() as connection:
                new = holds_news(connection, other)
            return self._merge(other) if new else Merged()

    def copies_with_news(self) -> list[Path]:
        """The copies beside this project that hold something it does not: a sync program may have left them."""
        found = []
        for copy in copies_beside(self.path, self.project_id) if self.path == self.location else ():
            with suppress(Problem), copy_to_read(copy) as (other, _look), self._database.reading() as connection:
                if holds_news(connection, other):
                    found.append(copy)
        return found

    def back_up_if_due(self) -> Path | None:
        """Make a backup where there is none of the last day of work; raises ``Problem`` where it cannot be made."""
        with self._database.reading() as connection:
            first = connection.execute(sa.select(sa.func.min(EDIT.c.hlc))).scalar_one() or 0
        made = [one for one in backups(self._database.path, self.project_id) if one.whose == OWN]
        latest = made[0].made_at if made else datetime.fromisoformat(moment(first))
        return back_up(self._database.path) if datetime.now(UTC) - latest > BACKUP_AFTER else None

    @contextmanager
    def _copy_to_merge(self, copy: Location | Unsealed) -> Iterator[sqlite3.Connection]:
        if self.read_only:
            raise Problem(self.read_only_reason, _("Save a copy under another name to work on it."))
        held = nullcontext(copy) if isinstance(copy, Unsealed) else opening.as_file(copy)
        with held as file, copy_to_read(file) as (other, look):
            if look.project_uuid != self.project_id:
                raise Problem(
                    _("“{name}” is another project, not a copy of this one.").format(name=copy.name),
                    _("Choose a copy of this project: one that was saved, sent or synchronised from it."),
                )
            yield other

    def _merge(self, other: sqlite3.Connection) -> Merged:
        with self._database.writing() as connection:
            merged = merge(connection, other)
        self._texts.forget()
        self._clock.saw(merged.latest)
        self._answers = {}
        self._own_news = True
        return merged

    # --- reading ---------------------------------------------------------------------------------

    def read(self, query: Callable[[Reading], T]) -> T:
        """Run a query in one read transaction."""
        with self._database.reading() as connection:
            # Within the transaction: nobody can write between this look and the query.
            state = (self._database.data_version(), self._seq)
            if state != self._answers_of:
                self._answers, self._answers_of = {}, state
            return query(Reading(connection, self.author, self._texts, self._answers, self._claims))

    def changes_since(self) -> Change | None:
        """What became new since the last call, ours and others'; None where nothing did. Cheap enough for a poll."""
        self._see_that_it_is_there()
        version = self._database.data_version()
        if version == self._data_version and not self._own_news:
            return None
        self._data_version, self._own_news = version, False
        with self._database.reading() as connection:
            if not self._is_as_seen(connection):
                return self._everything(connection)
            news = arrived_after(connection, self._arrival)
        if not news:
            return None
        self._arrival, self._latest_edit = news[-1].arrival, news[-1].id
        self._clock.saw(max(item.hlc for item in news))
        return change_of(news, self.site)

    def _everything(self, connection: sa.Connection) -> Change:
        """A backup was put in the place of the project: all of it may be otherwise."""
        self._arrival, self._latest_edit = self._latest(connection)
        self._begin_anew()
        return Change(
            rows={
                name: {
                    row_id: frozenset(table.columns.keys())
                    for row_id in connection.execute(sa.select(table.c.id)).scalars()
                }
                for name, table in TABLES.items()
            },
            own=False,
        )

    def _begin_anew(self) -> None:
        """What this opening wrote may be gone: its numbers must not go on where the log has no end of them."""
        self.site = secrets.token_hex(8)
        self._seq = 0
        self._history.forget()
        self._texts.forget()

    def _is_as_seen(self, connection: sa.Connection) -> bool:
        """Whether the log still goes on from where this opening last looked."""
        found = tuples(connection, "SELECT id FROM edit WHERE arrival = ?", (self._arrival,))
        return (found[0][0] if found else None) == self._latest_edit

    @staticmethod
    def _latest(connection: sa.Connection) -> tuple[int, str | None]:
        """The number and the id of the edit that arrived last."""
        latest = connection.execute(sa.select(EDIT.c.arrival, EDIT.c.id).order_by(EDIT.c.arrival.desc())).first()
        return (latest.arrival, latest.id) if latest else (0, None)

    def rebuild_word_index(self) -> None:
        """Make the index of words anew from the rows."""
        if not self.read_only:
            with self._database.writing() as connection:
                rebuild(connection)

    # --- text that is being typed ----------------------------------------------------------------

    def keep_typing(self, key: str, text: str) -> None:
        """Keep text that is being typed and is no edit yet, so that a crash loses none of it."""
        if not self.read_only:
            with self._database.writing() as connection:
                typing_drafts.keep(connection, key=key, site=self.site, author=self.author, life=self._life, text=text)

    def forget_typing(self, key: str) -> None:
        """The text became an edit, or was given up."""
        if not self.read_only:
            with self._database.writing() as connection:
                typing_drafts.forget(connection, key=key, author=self.author, site=self.site)

    def typing(self) -> dict[str, str]:
        """What this author was typing when an earlier opening ended without keeping it, by key."""
        with self._database.reading() as connection:
            return typing_drafts.left_behind(connection, author=self.author, site=self.site)

    # --- who else is here -------------------------------------------------------------------------

    def stand(self, article_id: str, claim_id: str) -> None:
        """Let colleagues see what this opening has open. It is no edit, and gives way to every edit."""
        if not self.read_only:
            with suppress(Problem), self._database.writing(patience=_SHORT) as connection:
                presence.stand(
                    connection,
                    site=self.site,
                    author=self.author,
                    place=self._place,
                    article_id=article_id,
                    claim_id=claim_id,
                )
                self._stands = True
            if self.shared is not None:
                self.shared.stand(Sign(self.site, self.author, article_id, claim_id))

    def present(self) -> list[Present] | None:
        """Who else is here; None where nobody has written since the last call. Cheap enough for a poll."""
        version = self._database.data_version()
        if version == self._present_version:
            return None
        self._present_version = version
        with self._database.reading() as connection:
            return presence.others(connection, site=self.site, author=self.author, place=self._place)
