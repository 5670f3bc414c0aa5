"""The command line as a script meets it: what was printed, where, and with which exit code."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from factcheck.cli.main import main

ARTICLE = """\
Mayor opens twelve schools

The mayor of Tolme opened twelve schools today. “Nobody has built more,” said Dr. Ada Holm. 🙂 They cost 4.2 million.

Also read: ten schools to see

Critics say that only nine of the twelve schools are ready. The rest will open in 2031.
"""
TEXT = "\n".join(line for line in ARTICLE.split("\n") if line)


@dataclass(frozen=True)
class Answer:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON value that was printed."""
        return json.loads(self.out)

    def refused(self, *words: str) -> None:
        """Assert that it failed by one line on standard error, with these words in it, and nothing else."""
        assert (self.code, self.out) == (1, ""), self
        assert self.err.endswith("\n")
        assert self.err.count("\n") == 1
        for word in words:
            assert word in self.err


Run = Callable[..., Answer]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run one command in this process."""

    def run(*words: object) -> Answer:
        capsys.readouterr()
        try:
            code = main([str(word) for word in words])
        except SystemExit as end:
            code = int(str(end.code or 0))
        printed = capsys.readouterr()
        return Answer(code, printed.out, printed.err)

    return run


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """A text file."""
    file = tmp_path / "schools.txt"
    file.write_text(ARTICLE, encoding="utf-8")
    return file


@pytest.fixture
def project(run: Run, tmp_path: Path, article: Path) -> Path:
    """A project with one article."""
    path = tmp_path / "desk.factcheck"
    assert run("import", path, article, "--as", "Ada Mihović").code == 0
    return path
