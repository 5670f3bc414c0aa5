"""The program's door: the window or the command line."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from factcheck import __version__
from factcheck.__main__ import main


@pytest.mark.parametrize(
    "arguments",
    [
        ["screenshot", "p.factcheck"],
        ["screenshot", "p.factcheck", "o.png", "--size", "huge"],
        ["screenshot", "p.factcheck", "o.png", "--size", "10x10"],
        ["open", "a", "b"],
    ],
)
def test_wrong_usage(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "usage: factcheck" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux may have no display")
def test_without_a_display_it_says_so(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    for arguments in ([], ["open"], ["open", "p.factcheck"]):
        assert main(arguments) == 1
        said = capsys.readouterr().err
        assert "no display" in said
        assert len(said.strip().splitlines()) == 1


def test_a_missing_library_of_the_system_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Broken:
        def find_spec(self, name: str, *_rest: object) -> None:
            if name == "factcheck.ui.app":
                raise ImportError("libEGL.so.1: cannot open shared object file")

    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.delitem(sys.modules, "factcheck.ui.app", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Broken(), *sys.meta_path])
    assert main(["open"]) == 1
    said = capsys.readouterr().err
    assert "libEGL.so.1" in said
    assert "apt-get install libegl1" in said


@pytest.mark.parametrize("arguments", [["--version"], ["--help"]])
def test_help_and_version_load_neither_qt_nor_the_database(arguments: list[str]) -> None:
    watch = (
        "import sys\nfrom factcheck.__main__ import main\n"
        "try:\n    code = main(sys.argv[1:])\nexcept SystemExit as ended:\n    code = ended.code\n"
        "heavy = [n for n in ('PySide6', 'sqlalchemy', 'sqlmodel', 'pydantic', 'lxml', 'docx') if n in sys.modules]\n"
        "assert not heavy, heavy\nsys.exit(code)"
    )
    answer = subprocess.run(
        [sys.executable, "-c", watch, *arguments],
        cwd=Path(__file__).parents[1],
        env={**os.environ, "COLUMNS": "100"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    if arguments == ["--version"]:
        assert __version__ in answer.stdout
    else:
        assert all(name in answer.stdout for name in ("open", "screenshot", "import", "export"))
