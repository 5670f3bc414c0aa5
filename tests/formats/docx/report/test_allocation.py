"""Ids are handed out once, and only addresses that may be live become links."""

from __future__ import annotations

import pytest

from factcheck.formats.docx.report.allocation import Ids, Relationships, bookmark_name, live_address

LIVE = {
    "https://example.org": "https://example.org",
    "https://example.org/a?b=c&d=e#f": "https://example.org/a?b=c&d=e#f",
    " http://example.org/x ": "http://example.org/x",
    "HTTPS://Example.org/Path": "https://Example.org/Path",
    'https://example.org/a b"<>': "https://example.org/a%20b%22%3C%3E",
    "https://example.org/ä%20ö": "https://example.org/%C3%A4%20%C3%B6",
    "https://example.org/a[1]": "https://example.org/a%5B1%5D",
    "https://[2001:db8::1]:8080/x": "https://[2001:db8::1]:8080/x",
    "https://example.org/100%/a%zz%C3": "https://example.org/100%25/a%25zz%C3",
    "https://example.org/#/a#b": "https://example.org/#/a%23b",
    "https://example.org:/": "https://example.org/",
    "https://exämple.org/": "https://xn--exmple-cua.org/",
    "https://user@example.org:80/": "https://user@example.org:80/",
    "mailto:a.b@example.org": "mailto:a.b@example.org",
}
DEAD = [
    "",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,x",
    "file:///etc/passwd",
    "ftp://example.org/x",
    "example.org",
    "//example.org/",
    "https://",
    "https:///path",
    "https://exa mple.org/",
    "https://[half",
    "https://example.org:port/",
    "https://example.org:99999/",
    "\\\\server\\share",
    "https://example.org\\x",
    "mailto:nobody",
    "https://..ü/",
    "https://a%b.org",
]


@pytest.mark.parametrize("address", LIVE)
def test_an_address_of_the_web_or_of_mail_is_live(address: str) -> None:
    assert live_address(address) == LIVE[address]


@pytest.mark.parametrize("address", DEAD)
def test_nothing_else_is(address: str) -> None:
    assert live_address(address) == ""


def test_an_address_has_one_relationship() -> None:
    links = Relationships()
    one = links.opening("https://example.org/?a=1&b=2")
    assert links.opening("https://example.org/?a=1&b=2") == one
    assert links.opening(" https://example.org/?a=1&b=2") == one
    assert links.opening("javascript:1") == ""
    assert len(links) == 1
    assert 'Target="https://example.org/?a=1&amp;b=2"' in "".join(links.part())


def test_paragraph_ids_are_such_as_word_takes() -> None:
    ids = Ids()
    made = [ids.paragraph() for _ in range(3)]
    assert len(set(made)) == 3
    assert all(0 < int(one, 16) < 0x80000000 for one in made)
    assert [ids.comment(), ids.comment(), ids.annotation(), ids.annotation()] == [0, 1, 1, 2]


@pytest.mark.parametrize("record_id", ["a" * 32, "a" * 64, "x y/z-é" * 9])
def test_names_of_bookmarks_are_such_as_word_takes(record_id: str) -> None:
    name = f"{bookmark_name('fc_', record_id)}_1234"
    assert len(name) <= 40
    assert name.isascii()
    assert name.replace("_", "").isalnum()
