"""Files that mean harm are refused with one clear message, or read without a fetch, a script or a link that hides one.

Time and memory are measured by ``tests/benchmarks/hostile_files.py``.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from factcheck.domain.draft import ArticleDraft
from factcheck.domain.problems import Problem
from factcheck.formats.interchange.reading import read_project
from factcheck.formats.linked.annotations import read_annotations
from factcheck.formats.registry import read_article
from factcheck.formats.sources.exchange import read_sources
from tests.formats.hostile import SUFFIXES
from tests.formats.hostile_exchange import EXCHANGED
from tests.formats.hostile_word import LOOSE

ALL = {**SUFFIXES, "docx": {**SUFFIXES["docx"], **LOOSE}}
FILES = [(suffix, name) for suffix, files in ALL.items() for name in files]


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[object]]:
    """Whatever would fetch something is noted, and fails."""
    asked: list[object] = []

    def refuse(*place: object, **_more: object) -> None:
        asked.append(place)
        raise OSError("nothing is fetched")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    yield asked
    assert asked == []


@pytest.mark.parametrize(("suffix", "name"), FILES, ids=[f"{suffix}: {name}" for suffix, name in FILES])
def test_it_is_refused_or_does_no_harm(tmp_path: Path, suffix: str, name: str) -> None:
    path = tmp_path / f"hostile.{suffix}"
    path.write_bytes(ALL[suffix][name]())
    problem, draft = read(path)
    if draft is None:
        assert problem is not None
        assert problem.message.startswith("hostile.")
        assert problem.remedy.endswith(".")
        return
    links = {span.target for span in draft.structure.spans if span.kind == "link"}
    links |= {link for note in draft.structure.notes for link in note.links} | {draft.address} - {""}
    assert all(link.startswith(("http://", "https://", "mailto:")) for link in links)
    assert "root:" not in draft.text, "a file of this computer came in"
    assert len(draft.text) < 5_000_000


@pytest.mark.parametrize(
    ("suffix", "name"),
    [(suffix, name) for suffix, files in EXCHANGED.items() for name in files],
    ids=[f"{suffix}: {name}" for suffix, files in EXCHANGED.items() for name in files],
)
def test_sources_annotations_and_projects_are_refused_with_a_remedy_or_read(
    tmp_path: Path, suffix: str, name: str
) -> None:
    path = tmp_path / f"hostile.{suffix}"
    path.write_bytes(EXCHANGED[suffix][name]())
    reader: Callable[[Path], object] = {"jsonld": read_annotations, "json": read_project}.get(suffix, read_sources)
    problem, found = told_or_read(reader, path)
    if problem is not None:
        assert problem.remedy.endswith(".")
        return
    assert isinstance(found, list)
    "".join(map(str, found)).encode()  # all of it can be stored


def told_or_read(reader: Callable[[Path], object], path: Path) -> tuple[Problem | None, object]:
    try:
        return None, reader(path)
    except Problem as problem:
        return problem, None


def read(path: Path) -> tuple[Problem | None, ArticleDraft | None]:
    try:
        return None, read_article(path)
    except Problem as problem:
        return problem, None


def article(tmp_path: Path, suffix: str, name: str) -> ArticleDraft:
    path = tmp_path / f"hostile.{suffix}"
    path.write_bytes(SUFFIXES[suffix][name]())
    return read_article(path)


def test_what_leads_elsewhere_is_dropped_and_its_words_stay(tmp_path: Path) -> None:
    draft = article(tmp_path, "docx", "remote template, pictures, objects, links")
    assert draft.text == "See this now.\nshown"
    assert draft.structure.spans == ()
    assert any("link leads neither to the web" in sentence for sentence in draft.unread)
    page = article(tmp_path, "html", "scripts and handlers")
    assert "Go here or there" in page.text
    assert "alert" not in page.text
    linked = article(tmp_path, "md", "links of scripts")
    assert "here" in linked.text
    assert [span.target for span in linked.structure.spans] == ["https://a.example/"]


def test_entities_are_never_filled_in(tmp_path: Path) -> None:
    assert len(article(tmp_path, "html", "billion laughs").text) < 1_000
