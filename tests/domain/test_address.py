"""Addresses of projects on a server: read, written, and never with a password."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.domain.address import Address, address_in, folder_of, is_address, location_of
from factcheck.domain.problems import Problem

names = st.text(st.characters(exclude_characters='/\\"$\0', codec="utf-8"), min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("postgresql://ada@db.example.org/desk/elections", Address("desk", "elections", "db.example.org", user="ada")),
        ("postgres://db:5433/desk", Address("desk", host="db", port=5433)),
        ("postgresql:///desk", Address("desk")),
        ("postgresql://[::1]:5433/desk/", Address("desk", host="::1", port=5433)),
        ("postgresql://%2Frun%2Fpg/desk", Address("desk", host="/run/pg")),
        ("postgresql://a%40b@db/desk/Wahl%202026", Address("desk", "Wahl 2026", "db", user="a@b")),
        (
            "postgresql://db/desk?sslmode=verify-full&sslrootcert=/etc/desk.pem",
            Address("desk", host="db", secured="verify-full", authority="/etc/desk.pem"),
        ),
    ],
)
def test_what_an_address_says(words: str, address: Address) -> None:
    assert is_address(words)
    assert location_of(words) == address
    assert address_in(str(address)) == (address, "")


@given(database=names, project=names, user=names)
def test_every_address_is_read_as_it_was_written(database: str, project: str, user: str) -> None:
    address = Address(database, project, "db.example.org", user=user)
    try:
        assert address_in(str(address)) == (address, "")
    except Problem as problem:
        assert "cannot be called" in problem.message  # noqa: PT017 - only some names raise


def test_a_password_is_taken_apart() -> None:
    address, password = address_in("postgresql://ada:se%3Acret@db.example.org/desk")
    assert password == "se:cret"  # noqa: S105 - of nobody
    assert "cret" not in f"{address} {address!r}"


def test_who_is_here() -> None:
    assert all(Address("desk", host=host).is_here for host in ("", "localhost", "127.0.0.1", "::1", "/run/pg"))
    assert not any(Address("desk", host=host).is_here for host in ("db", "10.0.0.5", "localhost.example.org"))


def test_what_is_shown_of_it() -> None:
    address = Address("desk", "elections", "db.example.org")
    assert (address.stem, address.name, address.parent) == ("elections", "elections", "db.example.org/desk")
    assert (Address("desk").stem, Address("desk").parent) == ("desk", "localhost/desk")


def test_a_file_is_a_path() -> None:
    assert location_of("/desk/a.factcheck") == Path("/desk/a.factcheck")
    assert folder_of(Path("/desk/a.factcheck")) == Path("/desk")
    assert folder_of(Address("desk")) == folder_of(None) == Path.home()


@pytest.mark.parametrize(
    "words",
    [
        "postgresql://db", "postgresql://db:x/desk", "postgresql://db:70000/desk", "postgresql://db/desk?sslmode=prefer",
        "postgresql://db/desk?x=1", "postgresql://db/desk/public", "postgresql://db/desk/a/b",
        f"postgresql://db/desk/{'ä' * 40}",
        "postgresql://db/a%00b",
    ],
)  # fmt: skip
def test_what_is_no_address_is_told(words: str) -> None:
    with pytest.raises(Problem) as told:
        address_in(words)
    assert told.value.remedy
