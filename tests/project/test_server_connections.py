"""How a connection is secured, and where passwords are kept and where not."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring

from factcheck.domain.address import Address
from factcheck.domain.problems import PasswordWanted, Problem
from factcheck.project.server import connecting, passwords
from factcheck.project.server.connecting import Link
from tests.servers import PASSWORD, Server

ENCRYPTED = "SELECT ssl FROM pg_catalog.pg_stat_ssl WHERE pid = pg_catalog.pg_backend_pid()"


class InMemory(KeyringBackend):
    """A keyring of the system, as far as the program can tell."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call] # keyring does not tell
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


class InAFile(InMemory):
    """One that would write passwords into a file."""


InMemory.__module__ = "keyring.backends.SecretService"
InAFile.__module__ = "keyrings.alt.file"


@pytest.fixture(autouse=True)
def nothing_known(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(passwords, "_told", {})
    monkeypatch.delenv("PGPASSWORD", raising=False)
    before = keyring.get_keyring()
    keyring.set_keyring(NoKeyring())  # type: ignore[no-untyped-call] # keyring does not tell
    yield
    keyring.set_keyring(before)


def linked(address: Address) -> list[object]:
    passwords.tell(address, PASSWORD)
    with closing(Link(address)) as link:
        return list(link.run(ENCRYPTED)[0])


def test_a_certificate_that_is_trusted_proves_the_server(postgres: Server, database: str) -> None:
    proved = replace(
        postgres.address(database), host="localhost", secured="verify-full", authority=str(postgres.certificate)
    )
    assert linked(proved) == [True]
    with pytest.raises(Problem, match="does not prove") as told:
        linked(replace(proved, host="127.0.0.1"))  # the certificate is for another name
    assert "sslrootcert" in told.value.remedy
    with pytest.raises(Problem, match="does not prove"):
        linked(replace(proved, authority=""))
    assert linked(replace(proved, authority="", secured="require")) == [True]
    assert linked(replace(proved, authority="", secured="disable")) == [False]
    assert linked(postgres.address(database)) == [False]  # on this computer


def test_a_server_that_cannot_encrypt_gets_no_password(postgres: Server, database: str) -> None:
    postgres.sql("postgres", "ALTER SYSTEM SET ssl = off", "SELECT pg_reload_conf()")
    address = replace(postgres.address(database), host="localhost", secured="require")

    def until_refused() -> None:
        while True:  # until it has read its settings again
            linked(address)

    try:
        with pytest.raises(Problem, match="does not encrypt"):
            until_refused()
    finally:
        postgres.sql("postgres", "ALTER SYSTEM RESET ssl", "SELECT pg_reload_conf()")


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (b"N", "does not encrypt"),
        (b"", r"cannot be reached \(the connection was cut off\)"),
        (b"HTTP/1.1 400 Bad Request", "is no PostgreSQL server"),
        (None, r"cannot be reached \(no answer\)"),
    ],
)
def test_what_answers_otherwise_is_told(answer: bytes | None, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connecting, "CONNECTING_SECONDS", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def answers() -> None:
            here, _from = listener.accept()
            with here:
                here.recv(8)
                if answer is None:
                    here.recv(1)  # until the other end hangs up
                else:
                    here.sendall(answer)

        thread = threading.Thread(target=answers)
        thread.start()
        port = listener.getsockname()[1]
        with pytest.raises(Problem, match=words):
            Link(Address("desk", "desk", host="127.0.0.1", port=port, user="ada", secured="verify-full"))
        thread.join()


def test_the_socket_of_this_computer(postgres: Server, database: str) -> None:
    assert linked(replace(postgres.address(database), host=str(postgres.folder))) == [False]


def test_an_old_database_that_holds_few_scripts_is_told(postgres: Server) -> None:
    postgres.sql(
        "postgres",
        "DROP DATABASE IF EXISTS narrow",
        "CREATE DATABASE narrow ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0",
    )
    with pytest.raises(Problem, match="cannot hold every script"):
        linked(postgres.address("narrow"))


def test_a_password_is_kept_in_the_systems_keyring(postgres: Server, database: str) -> None:
    address = postgres.address(database)
    assert not passwords.can_keep()
    assert not passwords.keep(address, PASSWORD)
    kept = InMemory()
    keyring.set_keyring(kept)
    assert passwords.can_keep()
    assert passwords.keep(address, PASSWORD)
    assert list(kept.kept.values()) == [PASSWORD]
    assert passwords.password_of(address.of_project("another one there")) == PASSWORD
    with closing(Link(address)):
        pass
    passwords.forget(address)
    assert kept.kept == {}
    with pytest.raises(PasswordWanted) as told:
        Link(address)
    assert told.value.address == address


def test_a_keyring_in_a_file_is_none(postgres: Server, database: str) -> None:
    keyring.set_keyring(InAFile())
    assert not passwords.can_keep()
    assert not passwords.keep(postgres.address(database), PASSWORD)


def test_what_was_told_stands_above_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    address = Address("desk", host="db.example.org", user="ada")
    assert passwords.password_of(address) == ""
    monkeypatch.setenv("PGPASSWORD", "of the script")
    assert passwords.password_of(address) == "of the script"
    passwords.tell(address, "typed")
    assert passwords.password_of(address) == "typed"


def test_no_message_holds_the_password(postgres: Server, database: str) -> None:
    wrong = "s3cret-and-wrong"
    address = postgres.address(database)
    passwords.tell(address, wrong)
    with pytest.raises(PasswordWanted) as told:
        Link(address)
    error: BaseException | None = told.value
    while error is not None:
        assert wrong not in f"{error!r} {error.args}"
        error = error.__cause__
