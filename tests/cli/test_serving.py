"""Projects on a real server at the command line."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from factcheck.domain.address import location_of
from factcheck.project.edits.claims import EditClaim
from factcheck.project.project import Project
from factcheck.project.server import passwords
from tests.cli.conftest import Run
from tests.servers import PASSWORD, SUPERUSER, Server, Wire


@pytest.fixture
def base(postgres: Server, database: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of an empty database; the password is in the environment, as in a script."""
    monkeypatch.setattr(passwords, "_told", {})
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    return f"postgresql://{SUPERUSER}@127.0.0.1:{postgres.port}/{database}"


def test_the_commands_work_on_a_server(run: Run, base: str, article: Path, tmp_path: Path) -> None:
    there = f"{base}/schools"
    ada = ("--as", "Ada")
    assert run("new", there, "--json", *ada).json["project"] == there
    assert run("import", there, article, *ada).code == 0
    assert run("mark", there, 1, "--quote", "twelve schools today", "--verdict", "False", *ada).code == 0
    [claim] = run("list", base, "claims", "--json", *ada).json
    assert claim["words"] == "twelve schools today"
    assert run("check", there, *ada).out == "schools is whole.\n"
    assert run("conflicts", there, *ada).out == "No conflicts.\n"
    assert "Mark claim" in run("history", there, *ada).out
    assert run("export", there, tmp_path / "out.docx", *ada).code == 0
    assert run("restore", there, "--list", *ada).out == "No backups.\n"
    run("rescue", there, *ada).refused("Only a file can be rescued")
    run("new", there, *ada).refused("is there already")


def test_a_project_moves_there_and_back_and_is_merged(run: Run, base: str, project: Path, tmp_path: Path) -> None:
    ada = ("--as", "Ada")
    made = run("move", project, base, "--json", *ada).json
    assert made == {"project": f"{base}/desk", "made": True, "edits": None, "conflicts": 0}
    taken = tmp_path / "taken.factcheck"
    assert run("move", made["project"], taken, *ada).out.startswith("Made ")
    assert run("mark", taken, 1, "--quote", "4.2 million", *ada).code == 0
    told = run("merge", made["project"], taken, "--dry-run", *ada).out
    assert told.startswith("The copy would bring 1 new edit and 1 new claim")
    assert "1 new edit merged into it" in run("move", taken, made["project"], *ada).out
    assert "1 new edit" in run("merge", project, made["project"], *ada).out
    assert len(run("list", project, "claims", "--json", *ada).json) == 1
    run("move", project, taken, *ada).refused("Both are files")
    other = tmp_path / "other.factcheck"
    assert run("new", other, *ada).code == 0
    for source, target in ((other, made["project"]), (made["project"], other)):
        run("move", source, target, *ada).refused("Another project has the name", "Choose another name")


def test_what_both_wrote_is_told_when_a_project_moves_where_it_is_already(run: Run, base: str, project: Path) -> None:
    ada = ("--as", "Ada")
    run("mark", project, 1, "--quote", "4.2 million", *ada)
    there = run("move", project, base, "--json", *ada).json["project"]
    for place, words in ((project, "counted"), (there, "estimated")):
        with closing(Project.open(location_of(str(place)), author="Ada")) as opening:
            claim_id = opening.read(lambda reading: reading.tuples("SELECT id FROM claim"))[0][0]
            opening.apply(EditClaim(claim_id, {"rationale": words}))
            if opening.shared is not None:
                assert opening.shared.exchange().pushed
                opening.shared.close()
    moved = run("move", project, there, "--json", *ada)
    assert (moved.json["edits"], moved.json["conflicts"]) == (1, 1)
    assert "1 new conflict" in moved.err
    assert len(run("conflicts", there, "--json", *ada).json) == 1


def test_people_are_let_in_and_shut_out(run: Run, base: str, project: Path, postgres: Server) -> None:
    there = run("move", project, base, "--json", "--as", "Ada").json["project"]
    postgres.new_role("bo", there.split("/")[3])
    theirs = there.replace(SUPERUSER, "bo")
    run("list", theirs, "--as", "Bo").refused("may not read")
    run("new", theirs + "2", "--as", "Bo").refused("You may not make projects", "GRANT CREATE ON DATABASE")
    run("move", project, theirs + "2", "--as", "Bo").refused("You may not make projects")
    assert run("allow", there, "bo", "--read", "--as", "Ada").out == "bo may read the project.\n"
    listed = run("list", theirs, "--json", "--as", "Bo")
    assert len(listed.json) == 1
    assert "you may read this project" in listed.err
    run("mark", theirs, 1, "--quote", "4.2 million", "--as", "Bo").refused("you may read this project")
    assert run("allow", there, "bo", "--write", "--as", "Ada").code == 0
    assert run("mark", theirs, 1, "--quote", "4.2 million", "--as", "Bo").code == 0
    run("allow", theirs, "bo", "--write", "--as", "Bo").refused(f"made the project lets people in: {SUPERUSER}")
    for role in ("nobody5", "", 'x"; DROP', "public"):
        run("allow", there, role, "--read", "--as", "Ada").refused(f"knows no role “{role}”")
    run("allow", there, SUPERUSER, "--none", "--as", "Ada").refused("keeps every right")
    shut = run("allow", there, "bo", "--none", "--json", "--as", "Ada")
    assert shut.json == {"role": "bo", "rights": "none", "may": "none"}
    run("list", theirs, "--as", "Bo").refused("may not read")
    run("allow", project, "bo", "--read", "--as", "Ada").refused("This is a file")


def test_who_comes_in_by_a_group_is_told_of(run: Run, base: str, project: Path, postgres: Server) -> None:
    there = run("move", project, base, "--json", "--as", "Ada").json["project"]
    database = there.split("/")[3]
    postgres.new_role("di", database)
    postgres.sql(database, "DROP ROLE IF EXISTS desk_group", "CREATE ROLE desk_group ROLE di")
    assert run("allow", there, "desk_group", "--write", "--as", "Ada").err == ""
    for right in ("--read", "--none"):
        answer = run("allow", there, "di", right, "--as", "Ada")
        assert answer.code == 0
        assert answer.err == "By a group that it belongs to, di may read and write it all the same.\n"
    assert run("allow", there, "desk_group", "--read", "--as", "Ada").err == ""
    assert run("allow", there, "di", "--none", "--json", "--as", "Ada").json["may"] == "read"
    postgres.sql(database, "DROP OWNED BY desk_group", "DROP ROLE desk_group")


def test_a_password_is_asked_at_a_terminal_and_never_printed(
    run: Run, base: str, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = run("move", project, base, "--json", "--as", "Ada").json["project"]
    passwords._told.clear()
    monkeypatch.delenv("PGPASSWORD")
    run("list", there, "--as", "Ada").refused("wants the password of")
    asked = iter(("wrong", PASSWORD))
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("getpass.getpass", lambda *_all: next(asked))
    answer = run("list", there, "--json", "--as", "Ada")
    assert len(answer.json) == 1
    assert "did not accept" in answer.err
    passwords._told.clear()
    with_it = there.replace(f"{SUPERUSER}@", f"{SUPERUSER}:{PASSWORD.replace(' ', '%20')}@")
    answer = run("check", with_it, "--as", "Ada")
    assert answer.out == "desk is whole.\n"
    assert "horse" not in answer.out + answer.err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("postgresql://db.example.org", "names no database"),
        ("postgresql://db.example.org:x/desk", "no number of a port"),
        ("postgresql://db.example.org/desk?sslmode=prefer", "no way to secure"),
        ("postgresql://db.example.org/desk?colour=red", "is not known in an address"),
        ("postgresql://db.example.org/desk/pg_toast", "cannot be called"),
        ("postgresql://db.example.org/desk/a%22b", "cannot be called"),
    ],
)
def test_an_address_that_is_none_is_wrong_usage(run: Run, words: str, told: str) -> None:
    answer = run("list", words)
    assert answer.code == 2
    assert told in answer.err


def test_a_server_that_is_away_is_told_once_and_the_work_is_kept(
    run: Run, base: str, project: Path, postgres: Server
) -> None:
    wire = Wire(postgres.port)
    base = base.replace(f":{postgres.port}/", f":{wire.port}/")
    there = run("move", project, base, "--json", "--as", "Ada").json["project"]
    wire.close()
    marked = run("mark", there, 1, "--quote", "4.2 million", "--as", "Ada")
    assert marked.code == 0
    assert marked.err.count("Your work goes on here and is brought there later.") == 1
    assert len(run("list", there, "claims", "--json", "--as", "Ada").json) == 1
