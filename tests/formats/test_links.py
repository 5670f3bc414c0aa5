"""Links are looked at only where they may be, within limits; a server on this computer answers."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from factcheck.domain.progress import Silent
from factcheck.formats import links
from factcheck.formats.links import LARGEST, look_at, look_at_all

UTF8 = {"Content-Type": "text/html; charset=utf-8"}
PAGES = {
    "/": (200, UTF8, "<title>The &amp; budget\n</title><p>It is 4 – say they.</p>"),
    "/ticking": (200, {"Content-Type": "text/html"}, "<title>T</title><script>1234</script><p>Words</p><!-- 1 -->"),
    "/tocking": (200, {"Content-Type": "text/html"}, "<title>T</title><script>9876</script> <p>Words</p><!-- 2 -->"),
    "/moved": (301, {"Location": "/"}, ""),
    "/circle": (302, {"Location": "/circle"}, ""),
    "/away": (302, {"Location": "file:///etc/passwd"}, ""),
    "/huge": (200, {"Content-Type": "text/plain"}, "x" * (LARGEST + 10)),
    "/strange": (200, {"Content-Type": "text/html; charset=klingon"}, "<title>Q</title>"),
    "/scan": (200, {"Content-Type": "application/pdf"}, "%PDF"),
}


class Answering(BaseHTTPRequestHandler):
    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        status, headers, words = PAGES.get(self.path, (404, {}, ""))
        body = words.encode()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_what: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_page_has_a_title_and_a_digest_of_its_words(site: str) -> None:
    seen = look_at(f"{site}/", inside=True)
    assert (seen.status, seen.title, seen.trouble) == (200, "The & budget", "")
    assert seen.digest == look_at(f"{site}/moved", inside=True).digest
    assert look_at(f"{site}/moved", inside=True).final_address == f"{site}/"


def test_what_nobody_reads_on_a_page_does_not_change_it(site: str) -> None:
    assert look_at(f"{site}/ticking", inside=True).digest == look_at(f"{site}/tocking", inside=True).digest


def test_what_is_gone_answers_so(site: str) -> None:
    assert look_at(f"{site}/nowhere", inside=True).status == 404


@pytest.mark.parametrize("path", ["/huge", "/strange", "/scan"])
def test_large_and_strange_pages_are_borne(site: str, path: str) -> None:
    seen = look_at(f"{site}{path}", inside=True)
    assert (seen.status, seen.trouble, len(seen.digest)) == (200, "", 64)


def test_a_circle_ends(site: str) -> None:
    assert look_at(f"{site}/circle", inside=True).trouble == "It leads in a circle."


NO_WEB = ["file:///etc/passwd", "ftp://a.example/", "mailto:a@b.example", "http://", "", "//x"]


@pytest.mark.parametrize("address", NO_WEB)
def test_only_the_web_is_asked(address: str) -> None:
    assert look_at(address, inside=True).trouble == "This is no address on the web."


def test_no_redirection_leads_off_the_web(site: str) -> None:
    assert look_at(f"{site}/away", inside=True).trouble == "This is no address on the web."


def test_the_own_network_is_not_looked_at(site: str) -> None:
    Answering.asked.clear()
    for address in (site, "http://localhost/", "http://10.0.0.1/", "http://[::1]/", "http://169.254.169.254/latest/"):
        assert "private network" in look_at(address).trouble
    assert Answering.asked == []


def test_who_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(links, "PATIENCE", 0.2)
    with ThreadingHTTPServer(("127.0.0.1", 0), Answering) as silent:  # it listens, and nobody serves
        seen = look_at(f"http://127.0.0.1:{silent.server_port}/", inside=True)
    assert (seen.status, seen.trouble) == (0, "It does not answer.")


def test_several_are_looked_at_one_after_the_other(site: str) -> None:
    seen = list(look_at_all([f"{site}/", f"{site}/nowhere"], Silent(), inside=True))
    assert [one.status for one in seen] == [200, 404]
