"""Taguette beside ours: one article with its highlights to Word, in processor time of its server and what that starts.

Taguette is no dependency: it is found by the option ``--taguette`` of ``report_docx.py`` or on the PATH (``python -m
venv V && V/bin/pip install taguette==1.5.2``); its export to Word needs calibre's ``ebook-convert``. It runs on
127.0.0.1 with a database of its own. Highlights are put straight into its tables: one request each would take an hour.
"""

from __future__ import annotations

import html
import http.cookiejar
import os
import re
import shutil
import sqlite3
import subprocess
import urllib.parse
import urllib.request
from pathlib import Path
from typing import Self

from factcheck.domain.report import Report

_PORT = 7469
_TAGS = 10
_TICKS = os.sysconf("SC_CLK_TCK")


def found(program: str) -> str:
    """The program, or empty where it, or what its export needs, is missing."""
    there = shutil.which(program)
    return there if there and shutil.which("ebook-convert") else ""


def measure_taguette(program: str, report: Report, folder: Path, rounds: int) -> tuple[float, int]:
    """Processor time of an export (least of the rounds, in milliseconds), and the size of the file."""
    database = folder / "taguette.sqlite3"
    with _Server(program, database) as server:
        document = server.add_document(report)
    _insert_highlights(database, document, report)
    with _Server(program, database) as server:
        times = []
        made = b""
        for _round in range(rounds):
            before = server.processor_time()
            made = server.get("/project/1/export/document/1.docx")
            times.append(server.processor_time() - before)
    return min(times), len(made)


class _Server:
    """A Taguette of one user."""

    def __init__(self, program: str, database: Path) -> None:
        self._process = subprocess.Popen(
            [program, "--no-browser", "-b", "127.0.0.1", "-p", str(_PORT), "--database", str(database)],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            cwd=database.parent,
            env={**os.environ, "HOME": str(database.parent), "LC_ALL": "C.UTF-8"},
        )
        self._cookies = http.cookiejar.CookieJar()
        self._opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(self._cookies)
        )
        lines = self._process.stdout or ()
        token = next(said[1] for line in lines if (said := re.search(r"\?token=(\w+)", line)))
        self.get(f"/?token={token}")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._process.terminate()
        self._process.communicate(timeout=20)

    def get(self, path: str) -> bytes:
        with self._opener.open(f"http://127.0.0.1:{_PORT}{path}", timeout=600) as answer:
            return bytes(answer.read())

    def add_document(self, report: Report) -> int:
        """Make a project and put the article into it as a web page; the answer is the document's id."""
        self.get("/project/new")
        self._post("/project/new", urllib.parse.urlencode({"name": "Spring", "description": ""}).encode())
        lines = report.articles[0].text.split("\n")
        page = f"<html><body>{''.join(f'<p>{html.escape(line, quote=False)}</p>' for line in lines)}</body></html>"
        border = "border-of-the-form"
        form = "".join(
            f'--{border}\r\nContent-Disposition: form-data; name="{name}"{more}\r\n\r\n{value}\r\n'
            for name, more, value in (
                ("name", "", "article.html"),
                ("description", "", ""),
                ("file", '; filename="article.html"\r\nContent-Type: text/html', page),
            )
        )
        kind = f"multipart/form-data; boundary={border}"
        answer = self._post("/api/project/1/document/new", f"{form}--{border}--\r\n".encode(), kind)
        return int(re.findall(rb'"created": *(\d+)', answer)[0])

    def processor_time(self) -> float:
        """Of the server and of the processes that it has waited for, in milliseconds."""
        fields = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2].split()
        return 1000 * sum(map(int, fields[11:15])) / _TICKS

    def _post(self, path: str, body: bytes, kind: str = "application/x-www-form-urlencoded") -> bytes:
        secret = next((cookie.value or "" for cookie in self._cookies if cookie.name == "_xsrf"), "")
        address = f"http://127.0.0.1:{_PORT}{path}?{urllib.parse.urlencode({'_xsrf': secret})}"
        request = urllib.request.Request(address, body, {"Content-Type": kind})
        with self._opener.open(request, timeout=600) as answer:
            return bytes(answer.read())


def _insert_highlights(database: Path, document: int, report: Report) -> None:
    """A highlight with a tag on the words of each claim; Taguette counts bytes of UTF-8, tags of HTML apart."""
    connection = sqlite3.connect(database)
    (contents,) = connection.execute("SELECT contents FROM documents WHERE id = ?", (document,)).fetchone()
    flat = html.unescape(re.sub(r"<[^>]*>", "", contents))
    tags = [
        connection.execute("INSERT INTO tags(project_id, path, description) VALUES (1, ?, '')", (f"verdict {n}",))
        .lastrowid
        for n in range(_TAGS)
    ]  # fmt: skip
    at = 0
    for number, claim in enumerate(report.articles[0].claims):
        words = claim.claim.words
        at = flat.index(words, at)
        start = len(flat[:at].encode())
        made = connection.execute(
            "INSERT INTO highlights(document_id, start_offset, end_offset, snippet) VALUES (?, ?, ?, ?)",
            (document, start, start + len(words.encode()), html.escape(words, quote=False)),
        ).lastrowid
        connection.execute("INSERT INTO highlight_tags VALUES (?, ?)", (made, tags[number % _TAGS]))
    connection.commit()
    connection.close()
