"""What every test stands on: a home folder of its own, no display needed, and Hypothesis profiles."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.servers import Server, running, server_programs

if TYPE_CHECKING:
    from collections.abc import Iterator

# Before Qt is loaded by anything: windows are painted into memory.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# No deadlines: the speed of a machine is no property of the code.
settings.register_profile("dev", deadline=None, max_examples=50)
settings.register_profile("ci", deadline=None, max_examples=200, derandomize=True, database=None)
settings.register_profile("release", deadline=None, max_examples=10_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "dev"))


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home folder, so that no test reads or writes the settings and data of the person who runs it."""
    home = tmp_path_factory.mktemp("home", numbered=True)
    runtime = home / "runtime"
    runtime.mkdir(mode=0o700)
    places = {
        "FACTCHECK_HOME": home / "settings",
        "HOME": home,
        "USERPROFILE": home,
        "APPDATA": home / "config",
        "LOCALAPPDATA": home / "data",
        "XDG_CONFIG_HOME": home / "config",
        "XDG_DATA_HOME": home / "data",
        "XDG_STATE_HOME": home / "state",
        "XDG_CACHE_HOME": home / "cache",
        "XDG_RUNTIME_DIR": runtime,
    }
    for name, folder in places.items():
        monkeypatch.setenv(name, str(folder))
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    return home


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A PostgreSQL server of our own; skips where none is installed."""
    if not server_programs():
        pytest.skip("PostgreSQL is not installed")
    with running() as server:
        yield server


@pytest.fixture
def database(postgres: Server) -> str:
    """The name of a new database on it."""
    return postgres.new_database()


@pytest.fixture(scope="session")
def x_display() -> Iterator[str]:
    """The name of an X display of 1440 x 900 (":7"), for programs started by a test; skips without Xvfb."""
    server = shutil.which("Xvfb")
    if server is None:
        pytest.skip("Xvfb is not installed")
    read_end, write_end = os.pipe()
    arguments = [server, "-displayfd", str(write_end), "-screen", "0", "1440x900x24", "-nolisten", "tcp"]
    with subprocess.Popen(arguments, pass_fds=(write_end,), stderr=subprocess.DEVNULL) as process:
        os.close(write_end)
        with os.fdopen(read_end) as answer:
            number = answer.readline().strip()  # blocks until the server listens; empty if it could not start
        try:
            if not number:
                pytest.fail("Xvfb is installed and did not start")
            yield f":{number}"
        finally:
            process.terminate()
