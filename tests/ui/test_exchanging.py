"""The thread that exchanges: at rest it waits to be told of something, and what comes meanwhile is not missed."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from factcheck.project import replica as replicas
from factcheck.project.places import Place
from factcheck.project.replica import Exchanged, SharedFile
from factcheck.ui.exchanging import Exchanging
from tests.factories import add_article, new_project

PATIENCE = 20_000  # milliseconds


class Watched:
    """A shared file and the thread that exchanges with it: how often, and whether its waiting was over at once."""

    def __init__(self, point: SharedFile, monkeypatch: pytest.MonkeyPatch) -> None:
        self.point = point
        self.exchanges = 0
        self.woken: list[bool] = []
        self.waits = threading.Event()
        self.in_exchange, self.go_on = threading.Event(), threading.Event()
        self.go_on.set()
        exchange, listen = point.exchange, point.listen

        def counted() -> Exchanged:
            self.exchanges += 1
            self.in_exchange.set()
            assert self.go_on.wait(PATIENCE / 1000)
            return exchange()

        def listened() -> None:
            self.woken.append(point._woken.is_set())
            self.waits.set()
            listen()

        monkeypatch.setattr(point, "exchange", counted)
        monkeypatch.setattr(point, "listen", listened)


@pytest.fixture
def watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Watched:
    project = new_project(tmp_path)
    add_article(project)
    project.close()
    monkeypatch.setattr(replicas, "place_of", lambda _path: Place.SHARE)
    monkeypatch.setattr(replicas, "EXCHANGE_AGAIN", 600.0)
    point = SharedFile.of(project.path)
    assert point is not None
    return Watched(point, monkeypatch)


@pytest.fixture
def exchanging() -> Iterator[Exchanging]:
    made = Exchanging()
    yield made
    made.shut_down()


def test_at_rest_it_waits(qtbot: QtBot, watched: Watched, exchanging: Exchanging) -> None:
    for wanted in range(1, 4):
        watched.waits.clear()
        with qtbot.waitSignal(exchanging.exchanged, timeout=PATIENCE):
            exchanging.begin(watched.point)
        qtbot.waitUntil(watched.waits.is_set, timeout=PATIENCE)
        assert (watched.exchanges, watched.woken) == (wanted, [False] * wanted)


def test_who_is_told_of_something_exchanges_and_waits_again(
    qtbot: QtBot, watched: Watched, exchanging: Exchanging
) -> None:
    exchanging.begin(watched.point)
    qtbot.waitUntil(watched.waits.is_set, timeout=PATIENCE)
    watched.waits.clear()
    watched.point.wake()  # as a sign that is new does, or a server that notifies
    qtbot.waitUntil(watched.waits.is_set, timeout=PATIENCE)
    assert (watched.exchanges, watched.woken) == (2, [False, False])


def test_what_is_asked_for_while_one_is_under_way_is_done_once_more(
    qtbot: QtBot, watched: Watched, exchanging: Exchanging
) -> None:
    watched.go_on.clear()
    exchanging.begin(watched.point)
    qtbot.waitUntil(watched.in_exchange.is_set, timeout=PATIENCE)
    for _ in range(3):
        exchanging.now()
    watched.go_on.set()
    qtbot.waitUntil(watched.waits.is_set, timeout=PATIENCE)
    assert (watched.exchanges, watched.woken) == (2, [False])
