"""A person who does not see the window: finds a claim, hears its verdict, changes it, and reads on in the article."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from subprocess import DEVNULL

import pytest

from factcheck.sample import build_sample
from tests.journeys.screen_reader import Node, Reader, can_listen, session_bus

CLAIM = "Claim 3, False: “"


@pytest.fixture
def heard(x_display: str, tmp_path: Path) -> Iterator[tuple[Reader, Node, dict[str, str]]]:
    """A screen reader, the program with the sample open under it, and the environment of both."""
    if not can_listen():
        pytest.skip("dbus-run-session or at-spi2-core is not installed")
    project = build_sample(tmp_path / "Sample.factcheck")
    with ExitStack() as opened:
        session = opened.enter_context(session_bus())
        environment = {
            **os.environ,
            "DISPLAY": x_display,
            "DBUS_SESSION_BUS_ADDRESS": session,
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        }
        reader = Reader(session)
        reader.listen()
        for command in (["openbox"], [sys.executable, "-m", "factcheck", "open", str(project)]):
            process = opened.enter_context(subprocess.Popen(command, env=environment, stdout=DEVNULL, stderr=DEVNULL))
            opened.callback(process.terminate)
        yield reader, reader.program("factcheck"), environment
        opened.callback(reader.bus.close)


def announced(reader: Reader, beginning: str) -> str:
    """What was said of itself, as soon as it begins so."""

    def look() -> str | None:
        told = (one.value for one in reader.heard if one.event == "Announcement")
        return next((words for words in told if words.startswith(beginning)), None)

    return reader.wait_for(look)


def test_a_claim_is_found_heard_and_rated_and_the_article_is_read(
    heard: tuple[Reader, Node, dict[str, str]],
) -> None:
    reader, program, environment = heard
    article = program.find("text", "Article text")
    text = article.text()
    assert text.startswith("“Nine in ten of our children can swim,”")

    # A highlight is an object in the article: it tells number, verdict and words, and can be pressed.
    mark = article.find("push button", CLAIM)
    quote = mark.name.removeprefix(CLAIM).removesuffix("”")
    assert quote in text
    mark.press()
    chosen = program.find("radio button", "False, key 4")
    reader.wait_for(lambda: "checked" in chosen.states or None)
    assert chosen.description == "The best evidence contradicts the statement."
    reader.wait_for(lambda: text[article.caret :].startswith(quote[:10]) or None)

    # Another verdict: it is said aloud, and highlight and list tell it from now on.
    other = program.find("radio button", "Misleading, key 3")
    reader.heard.clear()
    other.press()
    assert announced(reader, "Claim 3") == "Claim 3: Misleading"
    reader.wait_for(lambda: "checked" in other.states or None)
    assert "checked" not in chosen.states
    article.find("push button", "Claim 3, Misleading: “")
    row = program.find("cell", "Claim 3, Misleading")
    assert "selected" in row.states

    # On by a sentence: the caret moves, and the sentence is read with the claims in it.
    article.take_focus()
    reader.wait_for(lambda: "focused" in article.states or None)
    reader.heard.clear()
    before = article.caret
    subprocess.run(["xdotool", "key", "j"], check=True, env=environment)
    reader.wait_for(lambda: article.caret > before or None)
    sentence = text[article.caret :].split(".")[0]
    assert announced(reader, sentence[:40])
    subprocess.run(["xdotool", "key", "n"], check=True, env=environment)
    assert announced(reader, "Claim 4, ").startswith("Claim 4, Misleading: “")

    # What the strip shows is said in words; the queue that one looks at is checked, and another is asked for.
    strip = article.find("scroll bar", "Position in the article")
    reader.wait_for(lambda: strip.description.startswith("Sentences dealt with: ") or None)
    here, inbox = program.find("check box", "All articles"), program.find("check box", "Inbox")
    assert "checked" in here.states
    assert "checked" not in inbox.states
    inbox.press()
    reader.wait_for(lambda: "checked" in inbox.states or None)
    assert "checked" not in here.states
