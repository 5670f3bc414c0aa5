"""The window's only door to a project: edits go to the project thread, what became new comes back as a signal.

One thread owns the project; short transactions run on it in order. Results and errors reach the
UI thread by ``Answers``, so no callback ever runs on the project thread.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from factcheck.domain.problems import Cancelled, Problem
from factcheck.translation import _
from factcheck.ui import garbage
from factcheck.ui.answers import Answers
from factcheck.ui.exchanging import Exchanging

if TYPE_CHECKING:
    from factcheck.domain.address import Location
    from factcheck.domain.changes import Change, Done
    from factcheck.project.merging import Merged
    from factcheck.project.presence import Present
    from factcheck.project.project import Project
    from factcheck.project.queries.conflicts import ConflictLine
    from factcheck.project.reading import Reading
    from factcheck.project.recording import Edit
    from factcheck.project.sealed import Unsealed

T = TypeVar("T")
POLL_MS = 250
BACKUP_MS = 3_600_000
A_FRAME_MS = 20


class LiveProject(QObject):
    """Opens a project on its own thread, applies edits, answers queries and tells what changed."""

    opened = Signal()
    gave_up = Signal()
    opening_stepped = Signal(int, int, str)  # how far a project is that comes from a server
    closed = Signal()
    changed = Signal(object)  # Change
    failed = Signal(object)  # Problem
    busy = Signal(bool)
    present_told = Signal(object)  # list[Present]: who else is here
    exchanged = Signal(object)  # Exchanged: with the shared file of a project on a share

    def __init__(self, author: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.author = author
        self.path: Path | None = None
        self.location: Location | None = None  # a server's address; there, ``path`` is the replica's
        self.project_id = ""
        self.read_only_reason = ""
        self.undo_name = ""
        self.redo_name = ""
        self.left_typing: dict[str, str] = {}
        self._project: Project | None = None
        garbage.look_here_only()
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="project")
        self._given_up = threading.Event()
        self._under_way = 0
        self._polling = False
        self._ended = False
        self._beside: list[tuple[Path | None, Callable[[], None]]] = []
        self._moment = QTimer(self, interval=A_FRAME_MS, singleShot=True)
        self._moment.timeout.connect(self._ask_beside)
        self._answers = Answers(self)
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self._poll)
        self._exchanging = Exchanging(self)
        self._exchanging.exchanged.connect(self.exchanged)
        self._backup_timer = QTimer(self)
        self._backup_timer.setInterval(BACKUP_MS)
        self._backup_timer.timeout.connect(self._back_up)

    # --- opening and closing -----------------------------------------------------------------------

    def open(self, path: Location) -> None:
        """Open a project; ``opened``, ``failed`` or ``gave_up`` follows."""

        def work() -> Project:
            from factcheck.project.project import Project

            return Project.open(path, author=self.author, progress=self)

        self._begin(work)

    def create(self, path: Location, profile: str, scale: str = "", name: str = "") -> None:
        """Make a project file and open it; ``opened`` or ``failed`` follows."""

        def work() -> Project:
            from factcheck.project.project import Project

            return Project.create(path, author=self.author, profile=profile, scale=scale, name=name)

        self._begin(work)

    def step(self, done: int, total: int, what: str = "") -> None:
        """How far the opening is; raises ``Cancelled`` where nobody waits for it. Called on the project thread."""
        if self._given_up.is_set():
            raise Cancelled
        self.opening_stepped.emit(done, total, what)

    def give_up_opening(self) -> None:
        """Leave open what is open now: what is being opened is closed as soon as it is there."""
        self._given_up.set()

    def _begin(self, work: Callable[[], Project]) -> None:
        given_up = self._given_up = threading.Event()

        def begin() -> tuple[Project, dict[str, str]] | None:
            try:
                project = work()
            except Cancelled:
                return None
            if given_up.is_set():
                project.close()
                if project.shared is not None:
                    project.shared.close()
                return None
            if self._project is not None:
                self._project.close()
            # Only this thread touches the project from here on.
            self._project = project
            return project, project.typing()

        def then(begun: tuple[Project, dict[str, str]] | None) -> None:
            if begun is None:
                self.gave_up.emit()
                return
            project, self.left_typing = begun
            self.path, self.location = project.path, project.location
            self.project_id = project.project_id
            self.read_only_reason = project.read_only_reason
            self.undo_name = self.redo_name = ""
            self._timer.start()
            self._backup_timer.start()
            self.opened.emit()
            self._back_up()
            self.exchange()

        self._submit(begin, then)

    def close(self) -> None:
        """Close the project; ``closed`` follows."""

        def work() -> None:
            if self._project is not None:
                self._project.close()
                self._project = None

        def then(_nothing: None) -> None:
            self.path = self.location = None
            self.project_id = self.read_only_reason = self.undo_name = self.redo_name = ""
            self.closed.emit()

        self._timer.stop()
        self._backup_timer.stop()
        self._exchanging.end()
        self._submit(work, then)

    def shut_down(self) -> None:
        """Close the project and end the thread; waits for what is under way. For the end of the program."""
        self._timer.stop()

        def work() -> None:
            if self._project is not None:
                self._project.close()
                self._project = None

        self._ended = True
        self._thread.submit(work)
        self._thread.shutdown(wait=True)
        self._exchanging.shut_down()

    @property
    def is_open(self) -> bool:
        """Whether a project is open."""
        return self.path is not None

    @property
    def is_shared(self) -> bool:
        """Whether the work is done in a replica and exchanged through a shared file."""
        return self._project is not None and self._project.shared is not None

    # --- edits and queries -------------------------------------------------------------------------

    def apply(self, edit: Edit, then: Callable[[Done], None] | None = None) -> None:
        """Apply an edit; ``then`` gets its answer, ``changed`` tells everybody, ``failed`` where it was refused."""
        self._change(lambda project: project.apply(edit), then)

    def undo(self, only: str = "") -> None:
        """Take back this window's latest edit; where ``only`` names one by its id, no other than that."""
        self._change(lambda project: project.undo(only))

    def redo(self) -> None:
        """Do again what was last undone."""
        self._change(lambda project: project.redo())

    def preview_copy(
        self,
        copy: Path | Unsealed,
        then: Callable[[tuple[Merged, list[ConflictLine]]], None],
        failed: Callable[[Problem], None],
    ) -> None:
        """See what a copy would bring, and the new conflicts; nothing is changed."""
        self._submit(lambda: self._open_project().bring_in(copy, dry_run=True, then=_new_conflicts), then, failed)

    def bring_in(self, copy: Path | Unsealed, then: Callable[[tuple[Merged, list[ConflictLine]]], None]) -> None:
        """Bring a copy in; ``changed`` tells everybody what came."""
        self._change(lambda project: project.bring_in(copy, then=_new_conflicts), then)

    def go_back(self, backup: Path, then: Callable[[Path | None], None]) -> None:
        """Put a backup in the place of the project; ``then`` gets the backup of what stood there."""

        def work(project: Project) -> Path | None:
            from factcheck.project.restoring import restore

            return restore(project.location, backup)

        self._change(work, then)

    def find_copies(self, then: Callable[[list[Path]], None]) -> None:
        """Find copies beside the project that hold something new."""
        self._submit(lambda: self._open_project().copies_with_news(), then, quiet=True)

    def ask(
        self,
        query: Callable[[Reading], T],
        then: Callable[[T], None],
        failed: Callable[[Problem], None] | None = None,
    ) -> None:
        """Run a query on the project thread; ``then`` gets the answer on this one, ``failed`` a problem."""
        self._submit(lambda: self._open_project().read(query), then, failed)

    def in_a_moment(self, ask: Callable[[], None]) -> None:
        """Call ``ask`` a frame later: what stands beside the page is asked about when the page shows what is new.

        It counts as under way from now on, and is dropped where the project is closed by then.
        """
        self._count(1)
        self._beside.append((self.path, ask))
        if not self._moment.isActive():
            self._moment.start()

    def _ask_beside(self) -> None:
        due, self._beside = self._beside, []
        for path, ask in due:
            try:
                if self._timer.isActive() and path == self.path:
                    ask()
            finally:
                self._count(-1)

    def keep_typing(self, key: str, text: str) -> None:
        """Keep text that is being typed, so that a crash loses none of it."""
        self._submit(lambda: self._open_project().keep_typing(key, text), None)

    def forget_typing(self, key: str) -> None:
        """The text became an edit, or was given up."""
        self.left_typing.pop(key, None)
        self._submit(lambda: self._open_project().forget_typing(key), None)

    def stand(self, article_id: str, claim_id: str) -> None:
        """Let colleagues see what is open here; where that cannot be written now, nothing is lost."""

        def work() -> None:
            if self._project is not None:
                self._project.stand(article_id, claim_id)

        self._submit(work, None, quiet=True)

    def idle(self) -> bool:
        """Whether nothing is under way."""
        return self._under_way == 0

    def _open_project(self) -> Project:
        if self._project is None:
            raise Problem(_("No project is open."), _("Open one first."))
        return self._project

    def _change(self, work: Callable[[Project], T], then: Callable[[T], None] | None = None) -> None:
        def changed() -> tuple[T, Change | None, str, str]:
            project = self._open_project()
            done = work(project)
            return done, project.changes_since(), project.undo_name(), project.redo_name()

        def tell(answer: tuple[T, Change | None, str, str]) -> None:
            done, change, self.undo_name, self.redo_name = answer
            if change is not None:
                self.changed.emit(change)
            self._exchanging.own_edit()
            if then is not None:
                then(done)

        self._submit(changed, tell)

    def _poll(self) -> None:
        # A slow disk must not let polls pile up behind each other.
        if self._polling or not self.is_open:
            return
        self._polling = True

        def look() -> tuple[Change | None, list[Present] | None]:
            project = self._project
            return (None, None) if project is None else (project.changes_since(), project.present())

        def tell(news: tuple[Change | None, list[Present] | None]) -> None:
            self._polling = False
            change, present = news
            if change is not None:
                self.changed.emit(change)
            if present is not None:
                self.present_told.emit(present)

        def failed(problem: Problem) -> None:
            self._polling = False
            self.failed.emit(problem)

        self._submit(look, tell, failed, quiet=True)

    def exchange(self) -> None:
        """Exchange with the shared file or server, if there is one; what came is news for the next poll."""
        project = self._project
        if project is not None and (not self.read_only_reason or (project.shared and project.shared.is_live)):
            self._exchanging.begin(project.shared)

    def _back_up(self) -> None:
        """Make a backup where the last one is a day old; it is made after what was asked for is shown."""
        self._submit(lambda: self._project and self._project.back_up_if_due(), None, quiet=True)

    # --- the thread --------------------------------------------------------------------------------

    def _submit(
        self,
        work: Callable[[], T],
        then: Callable[[T], None] | None,
        failed: Callable[[Problem], None] | None = None,
        *,
        quiet: bool = False,
    ) -> None:
        if self._ended:
            return  # the program ends: nobody is there to be told
        if not quiet:
            self._count(1)

        def run() -> None:
            try:
                answer = work()
            except Problem as problem:
                self._answers.give(self._finished(quiet, failed or self.failed.emit), problem)
            except BaseException as bug:  # noqa: BLE001 - carried to the UI thread, whose excepthook shows it once
                self._answers.give(self._finished(quiet, _raise), bug)
            else:
                self._answers.give(self._finished(quiet, then), answer)

        self._thread.submit(run)

    def _finished(self, quiet: bool, then: Callable[[Any], object] | None) -> Callable[[Any], None]:
        def finished(answer: Any) -> None:
            try:
                if then is not None:
                    then(answer)
            finally:
                if not quiet:
                    self._count(-1)

        return finished

    def _count(self, step: int) -> None:
        was_busy = self._under_way > 0
        self._under_way += step
        if was_busy != (self._under_way > 0):
            self.busy.emit(self._under_way > 0)


def _new_conflicts(reading: Reading, merged: Merged) -> list[ConflictLine]:
    from factcheck.project.queries.conflicts import conflicts

    return conflicts(reading, merged.conflicts)


def _raise(bug: BaseException) -> None:
    raise bug
