"""How the command line meets the world: encodings, closed pipes, interruptions, the window's commands."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

import pytest

from factcheck.cli.main import main
from factcheck.translation import use_language

ROOT = Path(__file__).parents[2]


def started(*words: str, encoding: str) -> subprocess.Popen[bytes]:
    """A command in a process of its own whose streams would speak another encoding."""
    return subprocess.Popen(
        [sys.executable, "-m", "factcheck", *words],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_output_is_utf_8_whatever_the_console_is_set_to(project: Path) -> None:
    with started("mark", str(project), "1", "--quote", "said Dr. Ada Holm. 🙂", encoding="ascii") as process:
        out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, b"")
    assert "“said Dr. Ada Holm. 🙂”" in out.decode("utf-8")
    with started("mark", str(project), "1", "--quote", "nowhere at all", encoding="cp1252") as process:
        out, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "“nowhere at all”" in err.decode("utf-8")


def test_a_reader_that_has_seen_enough_is_no_error(project: Path) -> None:
    with started("list", str(project), encoding="utf-8") as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        said = process.stderr.read()
        assert process.wait(timeout=60) == 0
    assert said == b""


def test_half_an_emoji_is_printed_escaped(capsys: pytest.CaptureFixture[str]) -> None:
    def torn(_chosen: argparse.Namespace) -> int:
        print("\ud83d")
        return 0

    assert main(["open"], {"open": torn}) == 0
    assert capsys.readouterr().out == "\\ud83d\n"


def test_the_language_is_the_one_that_is_asked_for(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    try:
        assert main(["list", str(project), "sources", "--lang", "de"]) == 0
        assert capsys.readouterr().out == "Keine Quellen.\n"
        with pytest.raises(SystemExit):
            main(["list", "--help", "--lang=fr"])
        assert "afficher une seule valeur JSON" in capsys.readouterr().out
        with pytest.raises(SystemExit) as ended:
            main(["list", str(project), "--lang", "tlh"])
        assert ended.value.code == 2
        assert "“tlh” is none of ar, de, en, es, fr" in capsys.readouterr().err
    finally:
        use_language("en")


def test_the_environment_chooses_the_language(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "es_MX.UTF-8")
    try:
        assert main(["list", str(project), "sources"]) == 0
        assert capsys.readouterr().out == "Ninguna fuente.\n"
        assert main(["list", str(project), "sources", "--json"]) == 0
        assert capsys.readouterr().out.split() == ["[]"]
    finally:
        use_language("en")


def test_ctrl_c_ends_quietly(capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted(_chosen: argparse.Namespace) -> int:
        raise KeyboardInterrupt

    assert main(["open"], {"open": interrupted}) == 130
    assert capsys.readouterr() == ("", "")


def test_the_windows_commands_are_handed_in() -> None:
    seen = []

    def remembered(chosen: argparse.Namespace) -> int:
        seen.append(chosen.project)
        return 0

    assert main(["open", "desk"], {"open": remembered}) == 0
    assert seen == [Path("desk.factcheck")]


def test_a_name_that_no_disk_takes_is_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = "x" * 300
    for words in (["list", name], ["merge", str(project), name], ["send", str(project), name], ["new", name]):
        assert main([*words, "--as", "Ada"]) == 1
        said = capsys.readouterr().err
        assert said.startswith("The system refuses “x")
        assert "See how the name is written" in said
    assert main(["send", str(project), "", "--as", "Ada"]) == 1
    assert capsys.readouterr().err.startswith("“.” is there already")
