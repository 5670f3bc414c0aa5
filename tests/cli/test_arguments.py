"""Wrong usage ends with code 2, help lists every command."""

from __future__ import annotations

import argparse
import inspect
import re
from pathlib import Path

import pytest

from factcheck import __version__
from factcheck.cli.arguments import parser, wrong_usage
from factcheck.translation import _
from tests.cli.conftest import Run

COMMANDS = ("new", "import", "revise", "mark", "list", "export", "history", "check", "open", "screenshot")


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("paint",),
        ("new",),
        ("new", "p", "--profile", "novels"),
        ("import", "p"),
        ("revise", "p", "1"),
        ("mark", "p", "1"),
        ("mark", "p", "1", "--quote", "x", "--occurrence", "0"),
        ("mark", "p", "1", "--quote", "x", "--occurrence", "two"),
        ("mark", "p", "1", "--quo", "x"),
        ("list", "p", "verdicts"),
        ("export", "p"),
        ("history", "p", "--csv", "--json"),
        ("ledger", "p", "--csv", "--json"),
        ("import", "p", "f", "--revisions", "both"),
        ("screenshot", "p", "o.png", "--size", "1440"),
        ("screenshot", "p", "o.png", "--size", "100x100"),
    ],
)
def test_wrong_usage_ends_with_code_2(run: Run, words: tuple[str, ...]) -> None:
    answer = run(*words)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("usage: factcheck")


def test_wrong_usage_is_told_in_argparses_own_words() -> None:
    source = inspect.getsource(argparse).replace("\\n", "\n")
    assert [words for words in wrong_usage() if words not in source] == []


def test_argparse_asks_the_catalogue_in_use_for_them() -> None:
    parser()
    assert vars(argparse)["_"] is _


def test_help_lists_every_command_and_version_tells_it(run: Run) -> None:
    answer = run("--help")
    assert answer.code == 0
    for command in COMMANDS:
        assert re.search(rf"^    {command}\s", answer.out, re.MULTILINE)
    assert run("--version").out == f"factcheck {__version__}\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(run: Run, command: str) -> None:
    answer = run(command, "--help")
    assert answer.code == 0
    assert "--as NAME" in answer.out


def test_the_window_is_asked_for_by_the_same_words() -> None:
    assert parser().parse_args(["open"]).project is None
    picture = parser().parse_args(["screenshot", "desk", "o.png", "--dark", "--size", "800x600"])
    assert (picture.project, picture.out, picture.dark, picture.size) == (
        Path("desk.factcheck"), Path("o.png"), True, (800, 600),
    )  # fmt: skip


def test_the_suffix_of_a_project_need_not_be_typed(tmp_path: Path) -> None:
    other = tmp_path / "desk.backup"
    other.touch()
    wanted = {"desk": "desk.factcheck", "desk.factcheck": "desk.factcheck", "desk.backup": "desk.backup"}
    for words, name in wanted.items():
        assert parser().parse_args(["list", str(tmp_path / words)]).project == tmp_path / name


def test_every_command_can_be_typed(run: Run) -> None:
    from factcheck.cli.commands import COMMANDS as DONE

    told = run("--help").out
    assert [command for command in DONE if not re.search(rf"^\s+{command}\b", told, re.MULTILINE)] == []
