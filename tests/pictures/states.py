"""The states of the window that pictures show, each built in a real window on content of our own.

``python -m tests.pictures.states STATE THEME OUT.png`` paints one, for a screen of another scale (QT_SCALE_FACTOR).
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from functools import cache, partial
from pathlib import Path
from typing import Final

import pytest
from PySide6.QtGui import QFontDatabase, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qt_compat import qt_api
from pytestqt.qtbot import QtBot

from factcheck.domain import times
from factcheck.domain.draft import ArticleDraft, Block, Structure
from factcheck.domain.problems import Problem
from factcheck.project import journal
from factcheck.project import replica as replicas
from factcheck.project.edits.articles import AddArticle
from factcheck.project.edits.claims import EditClaim
from factcheck.project.edits.highlights import MarkClaim
from factcheck.project.places import Place
from factcheck.project.project import Project
from factcheck.project.queries.articles import article_line, articles
from factcheck.project.queries.claims import claim, claim_lines
from factcheck.project.queries.project import scale_in_use
from factcheck.sample import build_sample
from factcheck.settings import Settings
from factcheck.ui import going
from factcheck.ui import theme as themes
from tests.factories import new_project
from tests.pictures import words
from tests.ui.speech import speaking
from tests.ui.windows import Desk
from tests.ui.windows import desk as window_desk

SIZE: Final = (1440, 900)
STILL: Final = 4  # so many equal pictures in a row
ANA, JONAS = "Ana Marković", "Jonas Keller"


@dataclass(frozen=True)
class State:
    """A picture: what the project holds, and what is done in the window.

    ``script`` names letters that are not bundled: such a picture depends on the fonts of the system. ``language`` is
    the window's, ``place`` where the project is said to lie.
    """

    make: Callable[[Path], Path | None]
    act: Callable[[Desk], object]
    dark: bool = False  # also in the dark theme
    script: QFontDatabase.WritingSystem | None = None
    language: str = "en"
    place: Place = Place.LOCAL


DAY: Final = datetime(2025, 10, 14, 9, 0, tzinfo=UTC)


class Ticking(datetime):
    """A clock of pictures: every look at it is a second later, so that what is written keeps its order."""

    at: datetime = DAY

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override] # a plain moment is one
        cls.at += timedelta(seconds=1)
        return cls.at.astimezone(tz)

    @classmethod
    def time_ns(cls) -> int:
        """The same clock, as the journal asks it."""
        return int(cls.now(UTC).timestamp() * 1_000_000_000)


@contextmanager
def ticking() -> Iterator[None]:
    """Let what is written bear the times of a day long gone."""
    Ticking.at = DAY
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(times, "datetime", Ticking)
        patch.setattr(journal, "time", Ticking)
        yield


# What the project holds -------------------------------------------------------------------------------------------


@cache
def _sample() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        return build_sample(Path(folder) / "sample.factcheck").read_bytes()


def sample(folder: Path) -> Path:
    """The sample, which is built once for all pictures."""
    path = folder / "Autumn in Halvern.factcheck"
    path.write_bytes(_sample())
    return path


def nothing(_folder: Path) -> None:
    """No project."""


def empty(folder: Path) -> Path:
    """A project without an article."""
    project = Project.create(folder / "Autumn debate.factcheck", author=ANA, profile="statements")
    project.close()
    return project.path


def apart(folder: Path) -> Path:
    """The sample, after two people wrote a rationale at the same time; the one of the colleague is displayed."""
    said = {
        ANA: "Nine in ten is the figure of one town. For the province the survey says seven in ten.",
        JONAS: "The survey counts children who “can keep afloat”, not children who can swim.",
    }
    displayed = ""
    while displayed != said[JONAS]:  # which of two is displayed hangs on the random names of the openings
        path = sample(folder)
        with ExitStack() as opened:
            projects = [opened.enter_context(closing(Project.open(path, author=author))) for author in said]
            chosen = projects[0].read(lambda reading: claim_lines(reading, articles(reading)[0].id))[3].id
            seen = {"rationale": projects[0].read(partial(claim, claim_id=chosen)).claim.seen["rationale"]}
            for project, rationale in zip(projects, said.values(), strict=True):
                project.apply(EditClaim(chosen, {"rationale": rationale}, seen))
            displayed = projects[0].read(partial(claim, claim_id=chosen)).claim.record.rationale
    return path


def text_of(made: words.Words, profile: str = "statements") -> Callable[[Path], Path]:
    """A project with one article of given words, some of them marked."""

    def make(folder: Path) -> Path:
        project = new_project(folder, author=ANA, profile=profile)
        blocks: list[Block] = []
        start = 0
        for number, line in enumerate(made.text.split("\n")):
            blocks.append(Block("title" if number == 0 else "paragraph", start, start + len(line)))
            start += len(line) + 1
        draft = ArticleDraft(made.text, Structure(tuple(blocks)), title=made.title, language=made.language)
        article_id = project.apply(AddArticle(draft)).value
        added = project.read(lambda reading: article_line(reading, article_id))
        assert added is not None
        scale = project.read(scale_in_use)[1]
        for marked, verdict in made.marks:
            begin = made.text.index(marked)
            rating = scale[verdict].id if verdict is not None else None
            project.apply(MarkClaim(added.revision_id, ((begin, begin + len(marked)),), rating))
        project.close()
        return project.path

    return make


# What is done in the window ---------------------------------------------------------------------------------------


def step(at: Desk, claims: int = 1) -> None:
    """Choose a claim, as N does."""
    at.window.pane.view.setFocus()
    for _each in range(claims):
        going.step_claim(at.window, 1)
        at.settle()


def palette(at: Desk) -> None:
    """The palette, looking for words."""
    step(at)
    at.run("window.palette")
    shown = at.window.palette_shown
    assert shown is not None
    shown.field.setText("swim")
    at.settle()


def peek(at: Desk) -> None:
    """The card over a claim's words."""
    step(at, 4)
    at.run("go.peek")


def find(at: Desk) -> None:
    """All places of a word."""
    step(at)
    at.run("article.find")
    at.qtbot.keyClicks(QApplication.focusWidget(), "children")
    at.settle()


def loading(at: Desk) -> None:
    """A long article on its way, while another one stands there with all that is told of it."""
    at.until(lambda: "unchecked" in at.window.status.place.text())
    at.window.pane.show_page(at.window.pane.skeleton)
    bar = at.window.banners.show_loading("Reading “Budget hearing.docx”", "paragraph 1,204 of 3,100", lambda: None)
    bar.show_progress(1204, 3100)


def failing(at: Desk) -> None:
    """Something that did not work, told while the work goes on."""
    step(at)
    at.window.banners.tell(
        Problem(
            "“hearing.docx” could not be read: it is protected by a password.", "Save it without one and try again."
        ),
        (("Choose another file…", lambda: None),),
    )


def compact(at: Desk) -> None:
    """Rows of the claims instead of cards."""
    at.window.claims.show_compact(compact=True)
    step(at, 4)


def review(at: Desk) -> None:
    """What waits to be reviewed."""
    at.run("go.review")
    step(at)


def offline(at: Desk) -> None:
    """A project on a share that cannot be reached."""
    step(at)
    path = at.window.live.path
    assert path is not None
    path.parent.rename(path.parent.with_name("away"))
    at.window.live.exchange()
    at.until(at.window.header.notice.isVisible)


def on_share(folder: Path) -> Path:
    """The sample on a share, which is a folder of its own."""
    share = folder / "share"
    share.mkdir()
    return sample(share)


STATES: Final[dict[str, State]] = {
    "main": State(sample, lambda at: step(at, 4), dark=True),
    "drafts": State(text_of(words.HARBOUR, "drafts"), step, dark=True),
    "start": State(nothing, lambda _at: None, dark=True),
    "empty": State(empty, lambda _at: None, dark=True),
    "loading": State(sample, loading),
    "error": State(sample, failing, dark=True),
    "hover": State(sample, peek, dark=True),
    "overlap": State(sample, lambda at: step(at, 3)),
    "find": State(sample, find, dark=True),
    "palette": State(sample, palette, dark=True),
    "conflict": State(apart, lambda at: step(at, 4), dark=True),
    "compact": State(sample, compact),
    "review": State(sample, review),
    "rtl": State(text_of(words.ARABIC), step, script=QFontDatabase.WritingSystem.Arabic),
    "arabic": State(
        text_of(words.ARABIC), step, dark=True, script=QFontDatabase.WritingSystem.Arabic, language="ar"
    ),
    "offline": State(on_share, offline, place=Place.SHARE),
    "cjk": State(text_of(words.CHINESE), step, script=QFontDatabase.WritingSystem.SimplifiedChinese),
}


def picture(qtbot: QtBot, name: str, theme: themes.Theme, folder: Path) -> QImage:
    """Build a state and take its picture."""
    state = STATES[name]
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    app.setCursorFlashTime(0)
    themes.apply_theme(app, theme)
    tongue = speaking(app, state.language) if state.language != "en" else nullcontext()
    with ticking(), tongue, pytest.MonkeyPatch.context() as patch:
        path = state.make(folder)
        patch.setattr(replicas, "place_of", lambda _path: state.place)  # no share is at hand
        settings = Settings(author=ANA, initials="AM", theme=theme.name)
        settings.kept = False
        with window_desk(qtbot, settings) as at:
            at.window.resize(*SIZE)
            if path is not None:
                at.open(path)
            state.act(at)
            return at_rest(at)


def at_rest(at: Desk) -> QImage:
    """The window's picture once it stands still: layouts and the strip take their last places a little later."""
    seen: list[QImage] = []

    def stands_still() -> bool:
        seen.append(at.window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32))
        waits = at.window.furnished and at.window.pane.view.waits()
        return (
            not waits and at.window.settled() and len(seen) >= STILL and all(one == seen[-1] for one in seen[-STILL:])
        )

    at.until(stands_still)
    return seen[-1]


def _main() -> None:
    name, theme, out = sys.argv[1:]
    qt_api.set_qt_api("pyside6")
    app = QApplication([])

    class Request:
        """What pytest-qt asks of a test."""

    with tempfile.TemporaryDirectory() as folder:
        os.environ["FACTCHECK_HOME"] = folder
        bot = QtBot(Request())  # type: ignore[arg-type]
        made = picture(bot, name, themes.theme_named(theme), Path(folder))
        made.save(out)
    del app


if __name__ == "__main__":
    _main()
