"""A project goes out as JSON that fits its schema and comes back the same; a stranger's file changes nothing."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from factcheck.domain.interchange import WholeProject
from factcheck.domain.problems import Cancelled, Problem
from factcheck.domain.records import Article, ProjectRecord, Source
from factcheck.formats.interchange.reading import read_project
from factcheck.formats.interchange.schema import schema
from factcheck.formats.interchange.writing import write_project
from factcheck.project.checking import faults
from factcheck.project.edits.articles import RemoveArticle
from factcheck.project.edits.claims import EditClaim
from factcheck.project.edits.sources import AttachFile, EditSource, RemoveSource
from factcheck.project.edits.taking_in import TakeInProject
from factcheck.project.project import Project
from factcheck.project.queries.interchange import whole_project
from factcheck.resources import resource
from factcheck.sample import build_sample


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample project with a file, all of it as JSON."""
    folder = tmp_path_factory.mktemp("sample")
    with closing(Project.open(build_sample(folder / "sample.factcheck"), author="Ada")) as project:
        source = project.read(lambda reading: reading.records(Source))[0]
        project.apply(AttachFile("scan.pdf", b"%PDF-1.4 \x00\xff", source.id))
        write_project(project.read(lambda reading: whole_project(reading, confidential=True)), folder / "whole.json")
        write_project(project.read(whole_project), folder / "alias.json")
    return folder


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Project]:
    with closing(Project.create(tmp_path / "new.factcheck", author="Ada")) as project:
        yield project


def without_project(whole: WholeProject) -> dict[Any, Any]:
    return {kind: some for kind, some in whole.records.items() if kind is not ProjectRecord}


def data_of(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8"))  # type: ignore[no-any-return] # it is an object


@pytest.mark.parametrize("name", ["whole.json", "alias.json"])
def test_it_fits_the_schema_and_comes_back_the_same(exported: Path, empty: Project, name: str) -> None:
    jsonschema.validate(data_of(exported / name), schema())
    whole = read_project(exported / name)
    empty.apply(TakeInProject(whole))
    back = empty.read(lambda reading: whole_project(reading, confidential=True))
    assert without_project(back) == without_project(whole)
    assert (back.texts, back.structures, back.files) == (whole.texts, whole.structures, whole.files)
    assert empty.read(faults) == []
    (own,), (theirs,) = back.of(ProjectRecord), whole.of(ProjectRecord)
    assert own.model_copy(update={"id": theirs.id}) == theirs


def test_the_schema_that_lies_in_the_resources_is_that_of_the_records() -> None:
    kept = resource("schemas", "factcheck-project-1.schema.json").read_text(encoding="utf-8")
    assert json.loads(kept) == schema(), "python -m factcheck.formats.interchange.schema writes it anew"
    jsonschema.Draft202012Validator.check_schema(schema())


def test_equal_projects_give_equal_bytes(exported: Path, tmp_path: Path) -> None:
    write_project(read_project(exported / "whole.json"), tmp_path / "again.json")
    assert (tmp_path / "again.json").read_bytes() == (exported / "whole.json").read_bytes()


def test_twice_the_same_file_adds_nothing_and_one_undo_takes_all_back(exported: Path, empty: Project) -> None:
    before = empty.read(whole_project).records
    whole = read_project(exported / "whole.json")
    assert empty.apply(TakeInProject(whole)).value.new["Article"] == 4
    again = empty.apply(TakeInProject(whole)).value
    assert (again.new, again.different) == ({}, 0)
    empty.undo()
    assert empty.read(whole_project).records == before


def test_what_is_here_already_is_not_replaced(exported: Path, empty: Project) -> None:
    whole = read_project(exported / "whole.json")
    empty.apply(TakeInProject(whole))
    claim = empty.read(lambda reading: whole_project(reading).records)
    some = next(iter(claim[type(next(iter(whole.of(Article))))]))
    empty.apply(RemoveArticle(some.id))
    one = next(one for kind, many in claim.items() if kind.__name__ == "Claim" for one in many)
    empty.apply(EditClaim(one.id, {"rationale": "mine"}))
    taken = empty.apply(TakeInProject(whole)).value
    assert taken.different == 1
    assert empty.read(lambda reading: reading.get(type(one), one.id)).rationale == "mine"
    assert some.id not in {article.id for article in empty.read(lambda reading: reading.records(Article))}


def test_by_alias_nothing_confidential_leaves(exported: Path) -> None:
    told = (exported / "alias.json").read_text(encoding="utf-8")
    assert "an official who knows the budgets" in told
    for word in ("Henrik Dahl", "h.dahl@private.example", "scan.pdf"):
        assert word not in told
        assert word in (exported / "whole.json").read_text(encoding="utf-8")
    assert data_of(exported / "alias.json")["files"] == {}


def test_a_confidential_name_in_other_words_stops_it(exported: Path, tmp_path: Path, empty: Project) -> None:
    empty.apply(TakeInProject(read_project(exported / "whole.json")))
    one = next(one for one in empty.read(whole_project).of(Source) if not one.confidential)
    empty.apply(EditSource(one.id, {"title": 'As "Henrik\nDahl" said', "confidential": False}))
    with pytest.raises(Problem, match="an official who knows the budgets") as told:
        write_project(empty.read(whole_project), tmp_path / "out.json")
    assert "Dahl" not in str(told.value)
    assert [one.name for one in tmp_path.iterdir() if one.suffix in {".json", ".part"}] == []


def test_what_hangs_on_something_removed_stays_at_home(exported: Path, empty: Project) -> None:
    empty.apply(TakeInProject(read_project(exported / "whole.json")))
    whole = empty.read(lambda reading: whole_project(reading, confidential=True))
    some = next(one for one in whole.of(Source) if one.title.startswith("Register"))
    empty.apply(RemoveSource(some.id))
    left = empty.read(lambda reading: whole_project(reading, confidential=True))
    assert not any(getattr(one, "source_id", "") == some.id for many in left.records.values() for one in many)


def test_cancel_leaves_nothing(exported: Path, tmp_path: Path) -> None:
    class Impatient:
        def step(self, done: int, total: int, what: str = "") -> None:  # noqa: ARG002 - it never looks
            raise Cancelled

    whole = read_project(exported / "whole.json")
    with pytest.raises(Cancelled):
        write_project(whole, tmp_path / "out.json", Impatient())
    assert list(tmp_path.iterdir()) == []


def test_half_a_character_comes_back(exported: Path, tmp_path: Path) -> None:
    data = data_of(exported / "whole.json")
    text = "Half \ud83d a character"
    name = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    data["texts"][name] = text
    (tmp_path / "half.json").write_text(json.dumps(data), encoding="utf-8")
    whole = read_project(tmp_path / "half.json")
    write_project(whole, tmp_path / "again.json")
    assert read_project(tmp_path / "again.json").texts[name] == text


# ------------------------------------------------------------------------------------------------------------- hostile


def first(data: dict[str, Any], kind: str) -> dict[str, Any]:
    return data["records"][kind][0]  # type: ignore[no-any-return] # it is an object


def double_id(data: dict[str, Any]) -> None:
    data["records"]["claim"].append(first(data, "claim"))


def structure_of(data: dict[str, Any]) -> dict[str, Any]:
    return next(iter(data["structures"].values()))


HOSTILE: dict[str, Callable[[Any], object]] = {
    "another format": lambda data: data.update(format="x"),
    "a newer version": lambda data: data.update(version=2),
    "an unknown member": lambda data: data.update(more=1),
    "an unknown kind": lambda data: data["records"].update(spell=[]),
    "an unknown field": lambda data: first(data, "claim").update(spell=1),
    "an id twice": double_id,
    "an id that is none": lambda data: first(data, "claim").update(id="../../etc/passwd"),
    "no id": lambda data: first(data, "claim").pop("id"),
    "a number for words": lambda data: first(data, "claim").update(words=1),
    "words for a number": lambda data: first(data, "revision").update(number="1"),
    "yes for a number": lambda data: first(data, "highlight").update(start=True),
    "a number too large": lambda data: first(data, "revision").update(number=2**70),
    "a time without a zone": lambda data: first(data, "revision").update(made_at="2026-01-01T00:00:00"),
    "null where there is none": lambda data: first(data, "claim").update(words=None),
    "half a character": lambda data: first(data, "claim").update(words="\ud800"),
    "a claim of no article": lambda data: first(data, "claim").update(article_id="0" * 32),
    "a highlight of no claim": lambda data: first(data, "highlight").pop("claim_id"),
    "no project": lambda data: data["records"].update(project=[]),
    "no text": lambda data: data["texts"].clear(),
    "another text": lambda data: data["texts"].update({next(iter(data["texts"])): "other words"}),
    "no structure": lambda data: data["structures"].clear(),
    "no file": lambda data: data["files"].clear(),
    "another file": lambda data: data["files"].update({next(iter(data["files"])): "AAAA"}),
    "no base64": lambda data: data["files"].update({next(iter(data["files"])): "§"}),
    "a mark on other words": lambda data: first(data, "highlight").update(quote="other words"),
    "a mark outside": lambda data: first(data, "highlight").update(end=10**9),
    "a block outside": lambda data: structure_of(data)["blocks"][0].update(end=10**9),
    "an unknown block": lambda data: structure_of(data)["blocks"][0].update(kind="script"),
    "a block from nowhere": lambda data: structure_of(data)["blocks"][0].update(start=-1),
    "a list for an object": lambda data: data["records"]["claim"].append([]),
    "an object for a list": lambda data: data["records"].update(claim={}),
}


@pytest.mark.parametrize("how", HOSTILE)
def test_a_hostile_file_is_one_problem(exported: Path, tmp_path: Path, how: str) -> None:
    data = data_of(exported / "whole.json")
    HOSTILE[how](data)
    path = tmp_path / "hostile.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(Problem) as told:
        read_project(path)
    assert told.value.remedy


def nested(depth: int) -> bytes:
    return b'{"format": "factcheck-project", "version": 1, "records": {"claim": [' + b"[" * depth


BOMBS = {
    "nothing": b"",
    "no JSON": b"PK\x03\x04 factcheck-project",
    "half": b'{"format": "factcheck-project", "version": 1, "records": {"claim": [{"id": "',
    "deep": nested(3_000_000),
    "a key twice": b'{"format": "factcheck-project", "format": "factcheck-project", "version": 1, "records": {}}',
    "many lists": b'{"format": "factcheck-project", "version": 1, "records": {"claim": [' + b"[]," * 10_000_000,
    "many objects": b'{"format": "factcheck-project", "version": 1, "records": {"claim": [' + b"{}," * 10_000_000,
    "many ids": b'{"format": "factcheck-project", "version": 1, "records": {"claim": [' + b'{"id":1},' * 3_000_000,
    "a long word": b'{"format": "' + b"x" * 30_000_000 + b'", "version": 1, "records": {}}',
    "escapes": b'{"format": "' + rb"\"" * 15_000_000 + b'", "version": 1, "records": {}}',
    "a large record": (
        b'{"format": "factcheck-project", "version": 1, "records": {"claim": [{"id": [' + b"[]," * 10_000_000
    ),
}


@pytest.mark.parametrize("which", BOMBS)
def test_a_bomb_is_one_problem(tmp_path: Path, which: str) -> None:
    path = tmp_path / "bomb.json"
    path.write_bytes(BOMBS[which])
    with pytest.raises(Problem):
        read_project(path)


def test_bits_that_flip_are_found_or_harmless(exported: Path, tmp_path: Path) -> None:
    whole = (exported / "whole.json").read_bytes()
    chance = random.Random(5)
    path = tmp_path / "flipped.json"
    for _time in range(60):
        flipped = bytearray(whole)
        flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(8)
        path.write_bytes(bytes(flipped))
        try:
            read = read_project(path)
        except Problem:
            continue
        for highlight in read.records[next(kind for kind in read.records if kind.__name__ == "Highlight")]:
            revision = next(
                one
                for kind, many in read.records.items()
                if kind.__name__ == "Revision"
                for one in many
                if one.id == highlight.revision_id
            )
            assert read.texts[revision.text_sha256][highlight.start : highlight.end] == highlight.quote


def test_links_that_are_never_opened_are_dropped(exported: Path, tmp_path: Path) -> None:
    data = data_of(exported / "whole.json")
    first(data, "source")["address"] = "javascript:alert(1)"
    first(data, "source")["archive_address"] = "Box 3, shelf 2"
    structure_of(data)["spans"] = [{"kind": "link", "start": 0, "end": 3, "target": "file:///etc/passwd"}]
    path = tmp_path / "links.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    read = read_project(path)
    source = next(one for one in read.of(Source) if one.id == first(data, "source")["id"])
    assert (source.address, source.archive_address) == ("", "Box 3, shelf 2")
    assert not any("passwd" in one for one in read.structures.values())
