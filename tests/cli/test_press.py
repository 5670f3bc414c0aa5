"""``factcheck press`` and ``factcheck ledger`` as they are typed; the ledger is verified with the standard tools."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from factcheck.cli.main import main
from factcheck.project.edits.claims import EditClaim
from factcheck.project.edits.highlights import DecideSentences
from factcheck.project.edits.project import EditProject
from factcheck.project.edits.reviews import SignArticle
from factcheck.project.edits.voting import CastVote, CloseVote, ProposeVerdict
from factcheck.project.edits.waivers import Waive
from factcheck.project.project import Project
from factcheck.project.queries.articles import articles
from factcheck.project.queries.press import before_press
from factcheck.project.queries.project import scale_in_use
from factcheck.resources import resource_folder
from tests.factories import add_article, mark, new_project

TEXT = "Only this"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with closing(new_project(tmp_path)) as project:
        line = add_article(project, TEXT)
        project.apply(EditProject({"passes": ["Desk"]}))
        project.apply(DecideSentences(line.revision_id, ((0, len(TEXT)),), nothing_to_check=True))
        return project.path


def say(path: Path, *words: str) -> int:
    return main([words[0], str(path), "--as", "Ana", "--lang", "en", *words[1:]])


def test_the_press_waits_until_nothing_stands_in_the_way(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert say(path, "press") == 1
    out = capsys.readouterr().out
    assert "Passes that nobody has signed (1)" in out
    assert "1 thing stands in the way." in out
    with closing(Project.open(path, author="Ana")) as project:
        [one] = project.read(before_press)
        project.apply(Waive(one.article_id, one.kind, one.subject, one.state, "a test"))
    assert say(path, "press", "--json") == 0
    [told] = json.loads(capsys.readouterr().out)
    assert told["waiver"]["reason"] == "a test"
    assert say(path, "press") == 0
    assert "Nothing stands in the way.\n1 was waived." in capsys.readouterr().out


def test_a_day_is_a_day(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        say(path, "press", "--on", "tomorrow")
    assert ended.value.code == 2


def test_the_ledger_is_verified_without_the_program(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(Project.open(path, author="Ana")) as project:
        [line] = project.read(articles)
        claim_id = mark(project, line, "Only", text=TEXT)
        signed = project.apply(SignArticle(line.id, "Desk", "Ana")).value
        rating = project.read(scale_in_use)[1][0]
        proposal_id = project.apply(ProposeVerdict(claim_id, rating.id)).value
    with closing(Project.open(path, author="Bo")) as project:
        project.apply(CastVote(proposal_id, "against", "=1+1"))
        project.apply(CloseVote(proposal_id, "adopted"))
    assert say(path, "ledger", "--json", "--contents") == 0
    written = capsys.readouterr().out
    ledger = json.loads(written)
    [one] = ledger["sign_offs"]
    assert (one["id"], one["holds"]) == (signed, False)
    assert {breach["author"] for breach in one["broken_by"]} == {"Bo"}
    assert {"rating_id", "status"} == {breach["field"] for breach in one["broken_by"]}
    assert hashlib.sha256(one["manifest"].encode()).hexdigest() == one["digest"]
    [vote] = ledger["votes"]
    assert vote["result"] == "adopted"
    assert {(cast["person"], cast["choice"]) for cast in vote["votes"]} == {("Ana", "for"), ("Bo", "against")}
    recipe = (resource_folder() / "ledger.md").read_text(encoding="utf-8")
    script = re.search(r"^    import hashlib.*?^    sys.exit.*?$", recipe, re.DOTALL | re.MULTILINE)
    assert script is not None
    (tmp_path / "verify.py").write_text(re.sub(r"^    ", "", script.group(), flags=re.MULTILINE), encoding="utf-8")
    altered = written.replace("Only this", "Only thus")
    for words, code, told in ((written, 0, "sound 1 records changed since"), (altered, 1, "")):
        (tmp_path / "ledger.json").write_text(words, encoding="utf-8")
        command = [sys.executable, "-I", "verify.py", "ledger.json"]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert (done.returncode, told in done.stdout) == (code, True)
    assert say(path, "ledger", "--csv") == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["what"] for row in rows] == ["sign-off", "proposal", "vote", "vote"]
    assert {row["remark"] for row in rows} >= {"'=1+1"}
    assert say(path, "ledger") == 0
    assert "broken" in capsys.readouterr().out


def test_a_ledger_without_contents_holds_no_record(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(Project.open(path, author="Ana")) as project:
        [line] = project.read(articles)
        claim_id = mark(project, line, "Only", text=TEXT)
        project.apply(EditClaim(claim_id, {"note": "the mayor told us in secret"}))
        project.apply(SignArticle(line.id, "Desk", "Ana"))
    assert say(path, "ledger", "--json") == 0
    assert "in secret" not in capsys.readouterr().out
