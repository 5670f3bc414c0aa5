"""Links are found as they stand in texts, and kept only where nothing is hidden in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.text.addresses import links_in, looks_like_link, safe_link, title_from


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See https://example.com/a, and (http://b.org/c_(d)).", ["https://example.com/a", "http://b.org/c_(d)"]),
        ("www.who.int/news.", ["https://www.who.int/news"]),
        ("Write to mailto:ann@example.com!", ["mailto:ann@example.com"]),
        ("“https://example.com/a”: twice https://example.com/a?b=1&c=2#d…", ["https://example.com/a", "https://example.com/a?b=1&c=2#d"]),
        ("见https://example.com/新闻。然后", []),
        ("见 https://example.com/新闻。然后", ["https://example.com/新闻"]),
        ("<https://example.com>\u200b", ["https://example.com"]),
        ("HTTPS://EXAMPLE.COM/A", ["HTTPS://EXAMPLE.COM/A"]),
        ("https://... and www... and mailto: are none; nor is xhttps://example.com", []),
        ("[https://example.com/[1]]", ["https://example.com/[1]"]),
        ("ftp://example.com javascript:alert(1) example.com a@example.com", []),
        ("", []),
    ],
)  # fmt: skip
def test_links_in(text: str, expected: list[str]) -> None:
    assert links_in(text) == expected


@pytest.mark.parametrize(
    "address",
    [
        "https://example.com",
        "http://example.com:8080/a/b?c=d&e=%20#f",
        "https://münchen.example/straße",
        "https://例え.jp/",
        "http://localhost/a",
        "http://192.0.2.1/a",
        "http://[2001:db8::1]/a",
        "HTTPS://Example.com",
        "mailto:ann@example.com",
        "mailto:ann@example.com?subject=Facts",
        "https://example.com/@user",
    ],
)
def test_plain_addresses_are_safe(address: str) -> None:
    assert safe_link(address) == address
    assert safe_link(f"  {address}\n") == address


@pytest.mark.parametrize(
    "address",
    [
        "",
        "   ",
        "example.com",
        "javascript:alert(1)",
        "JaVaScRiPt://example.com/%0aalert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "ftp://example.com",
        "smb://example.com/share",
        "https:example.com",
        "https:///example.com",
        "https://",
        "https://user@example.com",
        "https://user:pw@example.com",
        "https://@example.com",
        "https://good.example\\@evil.example",
        "https://good.example\\.evil.example",
        "https://good.example／evil.example",
        "https://exa%6dple.com",
        "https://a..b",
        "https://example.com:port",
        "https://example.com:99999",
        "https://[::1",
        "https://exam\nple.com",
        "https://example.com/a b",
        "https://example.com/\u202egnp.exe",
        "https://example.com/\u200b",
        "https://example.com/\x00",
        "https://example.com/\ud800",
        "mailto:",
        "mailto:ann",
        "mailto:ann@b@example.com",
        "mailto://ann@example.com",
        "mailto:ann@example.com?subject=a%0D%0ABcc:eve@example.com",
        "https://example.com/" + "a" * 2000,
    ],
)
def test_addresses_that_hide_something_are_refused(address: str) -> None:
    assert safe_link(address) is None


@given(st.text(max_size=60), st.sampled_from(["", "https://", "https://example.com/", "mailto:", "http://a@", "//"]))
def test_any_text_may_be_asked_about(text: str, before: str) -> None:
    address = before + text
    safe = safe_link(address)
    assert safe in (None, address.strip())
    if safe:
        assert safe.isprintable()
        assert safe.lower().startswith(("http://", "https://", "mailto:"))
    assert isinstance(title_from(address), str)
    assert isinstance(looks_like_link(address), bool)
    assert all(link.lower().startswith(("http://", "https://", "mailto:")) for link in links_in(address))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://example.com/a", True),
        ("  <https://example.com/a>\n", True),
        ("(www.example.com)", True),
        ("mailto:ann@example.com", True),
        ("see https://example.com", False),
        ("see:https://example.com", False),
        ("https://a.example,https://b.example", False),
        ("https://user@example.com", False),
        ("example", False),
        ("https://", False),
        ("", False),
    ],
)
def test_looks_like_link(text: str, expected: bool) -> None:
    assert looks_like_link(text) is expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://www.example.com/news/2022/02/macron-meets_putin.html", "example.com: macron meets putin"),
        ("https://example.com/news/inflation-at-2.5-percent/", "example.com: inflation at 2.5 percent"),
        ("https://example.com/news/item/12345", "example.com: item"),
        ("https://example.com/12345", "example.com: 12345"),
        ("https://example.com/r%C3%A9union%0A%20du+jour.pdf?x=1#y", "example.com: réunion du jour"),
        ("https://example.com", "example.com"),
        ("https://example.com/%20/", "example.com"),
        ("mailto:ann@example.com", "ann@example.com"),
        ("a note", "a note"),
        ("https://[", "https://["),
        ("", ""),
    ],
)
def test_title_from(address: str, expected: str) -> None:
    assert title_from(address) == expected
