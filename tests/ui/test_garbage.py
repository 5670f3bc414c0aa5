"""Garbage is looked for on the UI thread, and only there."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from factcheck.ui import garbage


class Ring:
    """An object that holds itself, and tells on which thread it is freed."""

    def __init__(self, freed: list[int]) -> None:
        self.itself = self
        weakref.finalize(self, lambda: freed.append(threading.get_ident()))


@pytest.fixture
def looking(qapp: QApplication) -> Iterator[None]:
    garbage.look_here_only()
    yield
    assert not gc.isenabled()


def test_rings_made_on_another_thread_are_freed_on_this_one(looking: None, qtbot: QtBot) -> None:
    freed: list[int] = []
    kept: list[list[int]] = []

    def work() -> None:
        Ring(freed)
        kept.extend([] for _each in range(3 * garbage.MANY[0]))  # reason enough to look, for a thread that may

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert not freed
    qtbot.waitUntil(lambda: bool(freed))
    assert freed == [threading.get_ident()]


def test_there_is_one_who_looks(looking: None, qapp: QApplication) -> None:
    before = len(qapp.children())
    garbage.look_here_only()
    assert len(qapp.children()) == before
