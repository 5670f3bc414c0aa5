"""A project on a real PostgreSQL server: each works on a replica, the server holds the log, and is not believed."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import pytest

from factcheck.domain.address import Address
from factcheck.domain.problems import Cancelled, PasswordWanted, Problem
from factcheck.project.checking import faults
from factcheck.project.edits.claims import EditClaim
from factcheck.project.journal import digest_of
from factcheck.project.project import Project
from factcheck.project.queries.articles import articles
from factcheck.project.queries.conflicts import conflicts
from factcheck.project.replica import Exchanged
from factcheck.project.server import layout, passwords
from factcheck.project.server.connecting import Link
from factcheck.project.server.served import ServedProject
from tests.factories import add_article, mark
from tests.project.computers import Computers
from tests.reliability.test_merge_histories import Erase
from tests.servers import PASSWORD, SUPERUSER, Server

LOG = "SELECT site, seq, value, salt, digest FROM change ORDER BY site, seq"


TABLES = ("meta", "edit", "change", "blob", "blob_chunk")


class Desk(Computers):
    """Some computers and a server."""

    def __init__(self, server: Server, database: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        super().__init__(folder, monkeypatch)
        self.server, self.database = server, database
        self.address = server.address(database)
        passwords.tell(self.address, PASSWORD)
        self.at("Ada")
        with self.closing(Project.create(self.address, author="Ada")) as project:
            self.claim_id = mark(project, add_article(project), "9,000 cars")
            self.exchange(project)

    @contextmanager
    def closing(self, project: Project) -> Iterator[Project]:
        try:
            yield project
        finally:
            project.close()
            if project.shared is not None:
                project.shared.close()

    @contextmanager
    def opened(self, *names: str, address: Address | None = None) -> Iterator[list[Project]]:
        with ExitStack() as stack:
            projects = []
            for name in names:
                self.at(name)
                projects.append(
                    stack.enter_context(self.closing(Project.open(address or self.address, author=name)))
                )
            yield projects


    def sql(self, *statements: str) -> list[tuple[object, ...]]:
        return [tuple(row) for row in self.server.sql(self.database, "SET search_path = desk", *statements)]


@pytest.fixture
def desk(postgres: Server, database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr(passwords, "_told", {})
    return Desk(postgres, database, tmp_path, monkeypatch)


def test_what_one_writes_the_other_hears_of_and_sees(desk: Desk) -> None:
    with desk.opened("Ada", "Bo") as (ada, bo):
        assert ada.location == bo.location == desk.address
        assert ada._database.path != bo._database.path
        for project in (ada, bo):
            assert desk.exchange(project).offline == ""
        assert bo.shared is not None
        heard = threading.Event()

        def listen() -> None:
            assert bo.shared is not None
            bo.shared.listen()
            heard.set()

        thread = threading.Thread(target=listen)
        thread.start()
        desk.write(ada, "note", "from Ada")
        assert desk.exchange(ada).pushed
        assert heard.wait(20)
        thread.join()
        came = desk.exchange(bo)
        assert (came.merged.edits, came.pushed, came.told, came.offline) == (1, False, (), "")
        assert desk.read(bo).note == "from Ada"
        change = bo.changes_since()
        assert change is not None
        assert change.authors == ("Ada",)
        assert desk.exchange(ada) == desk.exchange(bo) == Exchanged()
        assert ada.read(faults) == bo.read(faults) == []
    with desk.opened("Cy") as (cy,):
        assert desk.read(cy).note == "from Ada"
        assert cy.read(faults) == []


def test_an_edit_wakes_who_listens(desk: Desk) -> None:
    with desk.opened("Ada") as (ada,):
        desk.exchange(ada)
        assert ada.shared is not None
        ada.shared.wake()
        ada.shared.listen()


def test_both_values_of_one_field_live_on(desk: Desk) -> None:
    with desk.opened("Ada", "Bo") as (ada, bo):
        desk.write(ada, "note", "from Ada")
        desk.write(bo, "note", "from Bo")
        for project in (ada, bo, ada):
            desk.exchange(project)
        for project in (ada, bo):
            assert [line.shown for line in project.read(conflicts)] == [("from Ada", "from Bo")]


def test_work_goes_on_offline_and_joins_later(desk: Desk) -> None:
    with desk.opened("Ada", "Bo") as (ada, bo):
        desk.exchange(ada)
        desk.server.stop()
        try:
            desk.write(ada, "note", "on the train")
            told = desk.exchange(ada).offline
            assert "cannot be reached" in told or "broke off" in told
            with desk.opened("Ada") as (again,):
                assert desk.read(again).note == "on the train"
                assert "cannot be reached" in desk.exchange(again).offline
            with pytest.raises(Problem, match="cannot be reached"), desk.opened("Cy"):
                pass
        finally:
            desk.server.start()
        assert desk.exchange(ada).pushed
        desk.exchange(bo)
        assert desk.read(bo).note == "on the train"


def test_a_server_that_went_back_is_made_whole_and_it_is_told(desk: Desk) -> None:
    with desk.opened("Ada", "Bo") as (ada, bo):
        desk.exchange(bo)
        old = desk.sql("SELECT max(arrival) FROM change")[0][0]
        desk.write(ada, "note", "from Ada")
        desk.exchange(ada)
        desk.exchange(bo)
        desk.sql(
            f"DELETE FROM change WHERE arrival > {old}", "DELETE FROM edit e WHERE id NOT IN (SELECT edit FROM change)"
        )
        desk.server.restart()
        healed = desk.exchange(ada)
        assert healed.pushed
        assert "older state; 1 edit was" in healed.told[0]
        assert desk.exchange(bo).told == ()
        assert desk.sql("SELECT value FROM change WHERE field = 'note'") == [('"from Ada"',)]


def test_altered_and_foreign_rows_are_refused_and_the_rest_is_taken(desk: Desk) -> None:
    with desk.opened("Ada") as (ada,):
        for words in ("first", "second", "third"):
            desk.write(ada, "note", words)
            desk.exchange(ada)
        desk.sql("UPDATE change SET value = '\"forged\"' WHERE value = '\"third\"'")
        change = {
            "site": "f" * 16, "seq": 1, "edit": "e" * 32, "hlc": 5, "author": "Eve", "name": "Forge", "undoes": None,
            "tbl": "claim", "row": desk.claim_id, "field": "note", "value": "{no", "prev": "[]", "salt": "00" * 16,
        }  # fmt: skip
        digest = digest_of(change, change)
        desk.sql(
            f"INSERT INTO edit VALUES ('{change['edit']}', '{change['site']}', 'Eve', 5, 'Forge', NULL)",
            "INSERT INTO change VALUES ('ffffffffffffffff', 1, "
            f"'{change['edit']}', 'claim', '{desk.claim_id}', 'note', '{{no', '[]', '{change['salt']}', '{digest}')",
        )
        came = desk.exchange(ada)
        assert (came.merged.changes, came.merged.refused) == (0, 1)
        assert "1 change on the server is damaged" in came.told[0]
        assert desk.read(ada).note == "third"
    with desk.opened("Bo") as (bo,):
        assert desk.read(bo).note == "second"
        told = desk.exchange(bo).told
        assert "2 changes on the server are damaged" in told[0]
        assert [fault for fault in bo.read(faults) if not fault.startswith("log: gap")] == []
    with desk.opened("Ada") as (ada,):  # her own copy of the other one is sound
        assert "1 change on the server is damaged" in desk.exchange(ada).told[0]
        assert desk.read(ada).note == "third"


def test_columns_of_another_type_are_refused(desk: Desk) -> None:
    desk.sql(
        "ALTER TABLE change ALTER value TYPE bytea USING convert_to(value, 'UTF8')",
        "ALTER TABLE change ALTER prev TYPE json USING '{}'",
        "ALTER TABLE blob ALTER size TYPE text",
    )
    with desk.opened("Bo") as (bo,):
        assert bo.read(articles) == []
        assert bo.read(faults) == []


def test_what_is_removed_for_good_is_erased_on_the_server_too(desk: Desk) -> None:
    with desk.opened("Ada", "Bo") as (ada, bo):
        desk.write(ada, "note", "a secret")
        desk.exchange(ada)
        desk.exchange(bo)
        desk.write(bo, "note", "another secret")
        ada.apply(Erase(desk.claim_id, "note"))
        desk.exchange(ada)
        assert desk.sql("SELECT count(*) FROM change WHERE value LIKE '%secret%'") == [(0,)]
        desk.exchange(bo)
        assert desk.read(bo).note == "another secret"
        values = bo.read(lambda reading: reading.tuples("SELECT value FROM change WHERE value LIKE '%secret%'"))
        assert [tuple(row) for row in values] == [('"another secret"',)]
        desk.exchange(ada)
        logs = [project.read(lambda reading: [tuple(row) for row in reading.tuples(LOG)]) for project in (ada, bo)]
        served = desk.sql('SELECT site, seq, value, salt, digest FROM change ORDER BY site COLLATE "C", seq')
        assert logs[0] == logs[1] == served
        assert ada.read(faults) == bo.read(faults) == []


def test_a_text_that_is_removed_for_good_is_gone_from_the_server(desk: Desk) -> None:
    from factcheck.project.edits.purging import PurgeArticle

    with desk.opened("Ada", "Bo") as (ada, bo):
        desk.exchange(bo)
        before = desk.sql("SELECT count(*) FROM blob")[0][0]
        assert int(str(before)) > 0
        ada.apply(PurgeArticle(ada.read(articles)[0].id))
        desk.exchange(ada)
        assert desk.sql("SELECT count(*) FROM blob") == desk.sql("SELECT count(*) FROM blob_chunk") == [(0,)]
        desk.exchange(bo)
        assert bo.read(lambda reading: reading.tuples("SELECT count(*) FROM blob"))[0][0] == 0


def test_roles_are_the_servers_own(desk: Desk) -> None:
    for name in ("writer1", "reader1", "stranger1"):
        desk.server.new_role(name, desk.database)
    with closing(Link(desk.address)) as link:
        layout.allow(link, "writer1", write=True)
        layout.allow(link, "reader1", write=False)
    people = {
        name: desk.server.address(desk.database, user=name) for name in ("writer1", "reader1", "stranger1")
    }
    for address in people.values():
        passwords.tell(address, PASSWORD)
    with desk.opened("Wu", address=people["writer1"]) as (writer,):
        assert writer.read_only_reason == ""
        desk.write(writer, "note", "by the writer")
        done = desk.exchange(writer)
        assert (done.pushed, done.offline) == (True, "")
        writer.apply(Erase(desk.claim_id, "note"))
        assert desk.exchange(writer).offline == ""
        assert desk.sql("SELECT count(*) FROM change WHERE value LIKE '%by the writer%'") == [(0,)]
        for statement in (
            "UPDATE desk.change SET value = '1'", "DELETE FROM desk.change", "DELETE FROM desk.blob_chunk",
            "TRUNCATE desk.edit", "UPDATE desk.meta SET min_reader = 9", "DROP SCHEMA desk CASCADE",
            "INSERT INTO desk.change (arrival) OVERRIDING SYSTEM VALUE VALUES (1)",
        ):  # fmt: skip
            with pytest.raises(Exception, match=r"permission denied|must be owner"):
                desk.server.sql(desk.database, statement, user="writer1")
        with desk.opened("Rio", address=people["reader1"]) as (reader,):
            assert "you may read this project, not change it" in reader.read_only_reason
            with pytest.raises(Problem):
                desk.write(reader, "note", "by the reader")
            desk.write(writer, "rationale", "seen by all")
            desk.exchange(writer)
            assert desk.exchange(reader).offline == ""
            assert desk.read(reader).rationale == "seen by all"
    stranger = people["stranger1"]
    nowhere = stranger.of_project("")
    with pytest.raises(Problem, match="holds no Factcheck project"), desk.opened("Sam", address=nowhere):
        pass
    with pytest.raises(Problem, match="may not read"), desk.opened("Sam", address=stranger):
        pass
    with closing(Link(desk.address)) as link:
        layout.shut_out(link, "writer1")
    with pytest.raises(Problem, match="may not read"), desk.opened("Wu", address=people["writer1"]):
        pass


def test_who_may_no_longer_write_keeps_the_edits_here(desk: Desk) -> None:
    desk.server.new_role("writer2", desk.database)
    address = desk.server.address(desk.database, user="writer2")
    passwords.tell(address, PASSWORD)
    with closing(Link(desk.address)) as link:
        layout.allow(link, "writer2", write=True)
        with desk.opened("Wu", address=address) as (writer,):
            desk.exchange(writer)
            layout.allow(link, "writer2", write=False)
            desk.write(writer, "note", "too late")
            assert "refuses" in desk.exchange(writer).offline
            assert "1 edit stays here." in desk.exchange(writer).offline
            layout.allow(link, "writer2", write=True)
            desk.exchange(writer)
        with desk.opened("Wu", address=address) as (writer,):
            assert desk.exchange(writer).pushed


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"user": "nobody7"}, "did not accept the password of nobody7"),
        ({"database": "elsewhere"}, "no database “elsewhere”"),
        ({"project": "other"}, "no project “other”"),
        ({"port": 1}, "cannot be reached"),
        ({"host": "no-such-host.invalid"}, "cannot be reached"),
        ({"secured": "verify-full"}, "does not prove that it is the right one"),
        ({"host": "127.1"}, "does not prove that it is the right one"),  # no name of this computer: not in the clear
        ({"authority": "/nowhere.pem", "secured": "verify-full"}, "cannot be read"),
        ({"host": "/nowhere"}, "cannot be reached"),
    ],
)
def test_what_is_wrong_is_told(desk: Desk, change: dict[str, str], words: str) -> None:
    whole = {name: getattr(desk.address, name) for name in ("database", "project", "host", "port", "user")} | change
    address = Address(**whole)
    passwords.tell(address, PASSWORD)
    with pytest.raises(Problem, match=words) as told, desk.opened("Ada", address=address):
        pass
    assert told.value.remedy
    assert PASSWORD not in str(told.value)


def test_a_wrong_password_is_asked_again(desk: Desk) -> None:
    passwords.tell(desk.address, "wrong")
    with pytest.raises(PasswordWanted, match="did not accept"), desk.opened("Ada"):
        pass
    passwords._told.clear()
    with pytest.raises(PasswordWanted, match="wants the password"), desk.opened("Ada"):
        pass


def test_a_project_of_a_newer_program_is_not_touched(desk: Desk) -> None:
    desk.sql("UPDATE meta SET min_writer = 99")
    with desk.opened("Ada") as (ada,):
        assert "newer Factcheck" in ada.read_only_reason
    desk.sql("UPDATE meta SET min_reader = 99")
    with pytest.raises(Problem, match="newer Factcheck"), desk.opened("Ada"):
        pass


def test_what_is_no_project_is_told(desk: Desk) -> None:
    odd = ("CREATE SCHEMA odd", "CREATE TABLE odd.meta (a text)", "CREATE TABLE odd.change (b text)")
    desk.server.sql(desk.database, *odd)
    with pytest.raises(Problem), desk.opened("Ada", address=desk.address.of_project("odd")):
        pass
    desk.sql("UPDATE meta SET project_uuid = '../../elsewhere'")
    with pytest.raises(Problem, match="no project"), desk.opened("Bo"):
        pass


def test_the_only_project_needs_no_name_and_of_several_they_are_told(desk: Desk) -> None:
    with desk.opened("Ada", address=desk.address.of_project("")) as (ada,):
        assert ada.location == desk.address
    with desk.closing(Project.create(desk.address.of_project("Élections: 2026, tour 1"), author="Ada")) as other:
        mark(other, add_article(other), "9,000 cars")
        assert desk.exchange(other).pushed
    both = r"several projects. .*Élections: 2026, tour 1"
    with pytest.raises(Problem, match=both), desk.opened("Ada", address=desk.address.of_project("")):
        pass
    with pytest.raises(Problem, match="is there already"):
        Project.create(desk.address, author="Ada")


def test_another_project_at_the_address_is_told(desk: Desk) -> None:
    with desk.opened("Ada") as (ada,):
        desk.exchange(ada)
        desk.sql(f"UPDATE meta SET project_uuid = '{'a' * 32}'")
        desk.server.restart()
        desk.write(ada, "note", "kept here")
        assert "Another project lies at this address" in desk.exchange(ada).offline


def test_a_first_opening_can_be_cancelled(desk: Desk) -> None:
    class Impatient:
        def step(self, done: int, total: int, what: str = "") -> None:  # noqa: ARG002 - of every progress
            raise Cancelled

    desk.at("Cy")
    with pytest.raises(Cancelled):
        ServedProject.of(desk.address, Impatient())
    assert list((desk.folder / "Cy").rglob("*.factcheck")) == []
    with desk.opened("Cy") as (cy,):
        assert len(cy.read(articles)) == 1


def test_whoever_inserts_by_hand_takes_turns_and_is_heard(desk: Desk) -> None:
    with desk.opened("Ada") as (ada,):
        desk.exchange(ada)
        assert ada.shared is not None
        desk.sql(
            "INSERT INTO edit VALUES ('e', 's', 'Eve', 5, 'By hand', NULL)",
            "INSERT INTO change VALUES ('s', 1, 'e', 'claim', 'r', 'note', '1', '[]', '00', '00')",
        )
        ada.shared.listen()
        assert desk.exchange(ada).merged.refused == 1


def test_a_copy_that_was_cut_off_is_made_whole_through_the_server(desk: Desk) -> None:
    """Changes that join an edit which is there already are brought to the server too."""
    with desk.opened("Ada", "Bo") as (ada, bo):
        desk.exchange(ada)
        ada.apply(EditClaim(desk.claim_id, {"note": "one", "rationale": "two"}))
        with closing(sqlite3.connect(ada._database.path)) as file:
            key = "site = (SELECT site FROM change WHERE field = 'rationale') AND field = 'rationale'"
            cut = file.execute(f"SELECT * FROM change WHERE {key}").fetchone()
            file.execute(f"DELETE FROM change WHERE {key}")
            file.commit()
            desk.exchange(ada)
            file.execute(f"INSERT INTO change VALUES ({', '.join('?' * len(cut))})", cut)
            file.commit()
        assert desk.exchange(ada).pushed
        desk.exchange(bo)
        assert desk.read(bo).rationale == "two"


def test_the_superusers_name_is_no_secret(desk: Desk) -> None:
    state = next((desk.folder / "Ada").rglob("*.json"))
    kept = json.loads(state.read_text())
    assert SUPERUSER in kept["address"]
    assert not any(PASSWORD in file.read_text("utf-8", "replace") for file in desk.folder.rglob("*") if file.is_file())


def test_a_project_that_was_removed_on_the_server_goes_on_here(desk: Desk) -> None:
    with desk.opened("Ada") as (ada,):
        desk.exchange(ada)
    desk.server.sql(desk.database, "DROP SCHEMA desk CASCADE")
    with desk.opened("Ada") as (ada,):
        desk.write(ada, "note", "still here")
        assert "holds no Factcheck project" in desk.exchange(ada).offline
        assert desk.read(ada).note == "still here"


def test_a_colleague_is_seen_over_the_server_and_goes(desk: Desk) -> None:
    with desk.opened("Ada", "Bo", "Cy") as (ada, bo, cy):
        for project in (ada, bo):
            project.stand("article", f"of {project.author}")
            desk.exchange(project)
        # Who comes later asks, and is answered.
        cy.stand("", "")
        for project in (cy, ada, bo, cy):
            desk.exchange(project)
        seen = [(one.author, one.claim_id) for one in cy.present() or ()]
        assert seen == [("Ada", "of Ada"), ("Bo", "of Bo")]
        assert {one.author for one in ada.present() or ()} == {"Bo", "Cy"}
        heard = threading.Event()

        def listen() -> None:
            assert ada.shared is not None
            ada.shared.listen()
            heard.set()

        thread = threading.Thread(target=listen)
        thread.start()
        assert bo.shared is not None
        bo.shared.close(last=True)
        assert heard.wait(20)
        thread.join()
        desk.exchange(ada)
        assert [one.author for one in ada.present() or ()] == ["Cy"]


def test_words_that_the_driver_cannot_read_are_heard_as_a_broken_line(desk: Desk) -> None:
    """Whoever may come in can notify anything; the driver stops in the middle of what is not ASCII."""
    with desk.opened("Ada") as (ada,):
        ada.stand("", "")
        assert desk.exchange(ada).offline == ""
        ((channel,),) = desk.sql("SELECT 'factcheck_' || 'desk.change'::regclass::oid::text")
        desk.sql(f"SELECT pg_notify('{channel}', 'Zoë')")
        desk.write(ada, "note", "from Ada")
        assert desk.exchange(ada).pushed
        assert desk.exchange(ada) == Exchanged()
        desk.sql(f"SELECT pg_notify('{channel}', 'tells [\"aa\", \"Mo\"]')", f"SELECT pg_notify('{channel}', 'x')")
        assert desk.exchange(ada) == Exchanged()
        assert not ada.present()


def test_rows_that_somebody_emptied_are_left_out(desk: Desk) -> None:
    desk.server.sql(
        desk.database,
        "ALTER SCHEMA desk RENAME TO sound",
        "CREATE SCHEMA desk",
        *(f"CREATE TABLE desk.{name} AS TABLE sound.{name}" for name in TABLES),
        "UPDATE desk.change SET seq = NULL WHERE field = 'words'",
        "UPDATE desk.blob_chunk SET content = NULL",
    )
    with desk.opened("Cy") as (cy,):
        assert not cy.read(lambda reading: reading.tuples("SELECT id FROM claim WHERE NOT deleted"))
        assert all(fault.startswith(("log: gap", "text:")) for fault in cy.read(faults))
