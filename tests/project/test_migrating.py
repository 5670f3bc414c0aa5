"""Older files are brought to the present schema: wholly or not at all, after a backup, nothing lost."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import SQLModel

from factcheck.domain.problems import Problem
from factcheck.project import migrating
from factcheck.project.backups import backups
from factcheck.project.checking import faults
from factcheck.project.project import Project
from factcheck.project.queries.articles import articles
from factcheck.project.queries.listing import listed_claims
from factcheck.project.schema import Definition, fits, schema, schema_of
from factcheck.project.tables import SCHEMA
from tests.factories import new_project

RELEASED = sorted((Path(__file__).parents[1] / "data/schemas").glob("*.factcheck"), key=lambda path: int(path.stem))


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return Path(shutil.copyfile(RELEASED[0], tmp_path / "desk.factcheck"))


def version_of(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def contents(path: Path) -> dict[str, list[Any]]:
    """Every table of a file, in any order."""
    with closing(sqlite3.connect(path)) as connection:
        tables = [one.name for one in schema_of(connection) if one.type == "table"]
        return {name: sorted(connection.execute(f'SELECT * FROM "{name}"'), key=str) for name in tables}


def test_every_released_schema_has_its_file() -> None:
    assert [int(path.stem) for path in RELEASED] == list(range(1, SCHEMA))
    for path in RELEASED:
        with closing(sqlite3.connect(path)) as connection:
            assert fits(connection, int(path.stem))


@pytest.mark.parametrize("released", RELEASED, ids=lambda path: str(path.stem))
def test_a_file_of_every_released_schema_opens_whole(released: Path, tmp_path: Path) -> None:
    path = Path(shutil.copyfile(released, tmp_path / "desk.factcheck"))
    before = contents(path)
    with closing(Project.open(path, author="Ana")) as project:
        assert project.read(faults) == []
        assert [(line.title, line.claims) for line in project.read(articles)] == [("Harbour bridge reopens", 2)]
        assert {claim.words for claim in project.read(listed_claims)} == {"9,000 cars", "14 months"}
    assert version_of(path) == SCHEMA
    after = contents(path)
    for table in ("edit", "change", "blob", "blob_chunk", "claim", "highlight", "conflict", "draft"):
        assert [row[: len(before[table][0])] for row in after[table]] == before[table]


def test_a_backup_stands_before_the_first_change(old: Path) -> None:
    before = contents(old)
    with closing(Project.open(old, author="Ana")) as project:
        kept = backups(old, project.project_id)
    assert len(kept) == 1
    assert version_of(kept[0].path) == 1
    assert contents(kept[0].path) == before
    Project.open(old, author="Ana").close()
    assert backups(old, project.project_id) == kept


def test_where_no_backup_can_be_made_nothing_is_changed(old: Path, home: Path) -> None:
    (home / "settings").write_text("a file where the folder should be", encoding="utf-8")
    before = old.read_bytes()
    with pytest.raises(Problem, match="backup could not be made"):
        Project.open(old, author="Ana")
    assert old.read_bytes() == before


def test_a_step_that_fails_leaves_the_old_file(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(connection: sa.Connection) -> None:
        connection.exec_driver_sql("UPDATE claim SET words = 'half'")
        raise RuntimeError

    before = contents(old)
    monkeypatch.setattr(migrating, "STEPS", {SCHEMA: stumble})
    with pytest.raises(RuntimeError):
        Project.open(old, author="Ana")
    assert version_of(old) == 1
    assert contents(old) == before


def test_an_old_file_with_more_in_it_than_its_schema_is_refused(old: Path) -> None:
    with closing(sqlite3.connect(old)) as connection:
        connection.execute("CREATE TABLE extra(a)")
    before = old.read_bytes()
    with pytest.raises(Problem, match="damaged"):
        Project.open(old, author="Ana")
    assert old.read_bytes() == before


def test_an_old_file_that_may_only_be_read_is_left_as_it_is(old: Path) -> None:
    before = old.read_bytes()
    with closing(Project.open(old, author="Ana", read_only=True)) as project:
        assert len(project.read(listed_claims)) == 2
        assert project.read(faults) == []
    assert old.read_bytes() == before


class TestAnotherSchema:
    """The tables as an imagined next release would declare them."""

    @pytest.fixture
    def old(self, old: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """Schema 1 as it would be had these been declared: a claim with less, an index more, a table more."""
        with closing(sqlite3.connect(old, isolation_level=None)) as connection:
            for statement in (
                "PRAGMA legacy_alter_table=ON",
                "ALTER TABLE claim DROP COLUMN occasion",
                "CREATE INDEX gone ON claim(words)",
                "DROP INDEX comment_claim",
                "CREATE TABLE leftover(a TEXT) STRICT",
                "CREATE VIRTUAL TABLE found USING fts5(words)",
                "DROP TABLE tag",
            ):
                connection.execute(statement)
            was = schema_of(connection)
        present = {SCHEMA: schema()}
        monkeypatch.setattr(migrating, "schema", lambda version=SCHEMA: present.get(version, was))
        expected = {version: {one.plain for one in them} for version, them in {1: was, **present}.items()}
        monkeypatch.setattr(
            migrating, "fits", lambda driver, version: {one.plain for one in schema_of(driver)} == expected[version]
        )
        monkeypatch.setattr("factcheck.project.looking.fits", lambda *_: True)
        return old

    def test_tables_and_indexes_become_what_is_declared(self, old: Path) -> None:
        before = contents(old)
        with closing(Project.open(old, author="Ana")) as project:
            assert project.read(faults) == []
        with closing(sqlite3.connect(old)) as connection:
            assert fits(connection, SCHEMA)
        assert [row[:12] for row in contents(old)["claim"]] == [row[:12] for row in before["claim"]]

    def test_what_the_log_holds_of_a_new_field_is_derived(self, old: Path) -> None:
        with closing(sqlite3.connect(old)) as connection:
            claim_id = connection.execute("SELECT id FROM claim ORDER BY id").fetchone()[0]
            edit_id = connection.execute("SELECT id FROM edit").fetchone()[0]
            for number, (table, row, field, value) in enumerate(
                [("claim", claim_id, "occasion", "a speech"), ("tag", "f" * 32, "+", None), ("later", "e" * 32, "+", 1)]
            ):
                connection.execute(
                    "INSERT INTO change VALUES (?, ?, ?, ?, ?, ?, ?, '[]', 'ab', '')",
                    ("s", number + 1, edit_id, table, row, field, json.dumps(value)),
                )
            connection.commit()
        Project.open(old, author="Ana").close()
        with closing(sqlite3.connect(old)) as connection:
            occasions = connection.execute("SELECT occasion FROM claim ORDER BY id").fetchall()
            assert occasions == [("a speech",), ("",)]
            assert connection.execute("SELECT id, name FROM tag").fetchall() == [("f" * 32, "")]


def test_the_schema_of_a_new_file_is_the_declared_one(tmp_path: Path) -> None:
    with closing(new_project(tmp_path)) as project:
        assert fits(project._database.driver, SCHEMA)
    assert version_of(project.path) == SCHEMA


def test_names_of_definitions_do_not_depend_on_layout() -> None:
    assert Definition("table", "a", "a", "CREATE TABLE a (\n\tb TEXT)").plain == ("a", "CREATE TABLE a ( b TEXT)")
    assert SQLModel.metadata.tables.keys() <= {one.name for one in schema()}
