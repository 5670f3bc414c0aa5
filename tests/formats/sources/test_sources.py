"""Sources go out and come back the same in each format; entries of other programs are read; strangers' are harmless."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from factcheck.domain.problems import Problem
from factcheck.domain.records import SOURCE_KINDS, Source, named_id
from factcheck.domain.report import Report, ReportSource
from factcheck.formats.arrivals import arrival_of
from factcheck.formats.sources.bibtex import bibtex_of, escaped, plain, read_bibtex
from factcheck.formats.sources.csl import csl_of, read_csl
from factcheck.formats.sources.exchange import read_sources, write_bibtex, write_csl, write_ris
from factcheck.formats.sources.ris import read_ris, ris_of
from factcheck.project.edits.sources import RemoveSource
from factcheck.project.edits.taking_in import TakeInSources
from tests.factories import new_project
from tests.factories_report import made_report
from tests.factories_statements import statements_report

FORMATS: dict[str, tuple[Callable[..., str], Callable[[str], list[Source]]]] = {
    ".csl.json": (csl_of, lambda text: read_csl(text.encode())),
    ".bib": (bibtex_of, read_bibtex),
    ".ris": (ris_of, read_ris),
}
WRITERS = {".csl.json": write_csl, ".bib": write_bibtex, ".ris": write_ris}
ODD = r'50 % of {A} & B_c #1 $x$ ~ ^ \ "quoted" <b> Ünïcödé 🙂 – 東京'


def some(kind: str) -> Source:
    talk = kind in ("interview", "letter")
    return Source(
        id=named_id("source", kind),
        kind=kind,
        title=f"{kind}: {ODD}",
        authors="" if talk else "Farr, Lena; World Bank of {T} & Co; King, Martin Luther, Jr.",
        person="Osterholt, Pia" if talk else "",
        publisher="The Chronicle & Sons_",
        address="https://a.example/x_y?a=1&b=%20#f",
        archive_address="https://archive.example/x",
        published="" if talk else "2024-03-09",
        interviewed_on="2024-03-09" if talk else "",
        accessed="2025-09-02",
    )


def report_on(*sources: Source, **more: object) -> Report:
    entries = tuple(ReportSource(number, one, (1,), ()) for number, one in enumerate(sources, 1))
    return replace(made_report(()), sources=entries, **more)  # type: ignore[arg-type] # fields of a report


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("kind", SOURCE_KINDS)
def test_a_source_comes_back_the_same(suffix: str, kind: str) -> None:
    write, read = FORMATS[suffix]
    assert read(write([some(kind)])) == [some(kind)]


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("published", ["2024", "2024-02", "spring 1998", ""])
def test_dates_come_back(suffix: str, published: str) -> None:
    write, read = FORMATS[suffix]
    source = Source(kind="report", title="T", published=published)
    assert read(write([source]))[0].published == published


@pytest.mark.parametrize("suffix", WRITERS)
def test_written_files_are_known_by_what_they_hold_and_twice_alike(tmp_path: Path, suffix: str) -> None:
    for name in ("one", "two"):
        WRITERS[suffix](statements_report(), tmp_path / f"{name}{suffix}")
    first = tmp_path / f"one{suffix}"
    assert first.read_bytes() == (tmp_path / f"two{suffix}").read_bytes()
    assert arrival_of(first) == "sources"
    assert len(read_sources(first)) == len(statements_report().sources)


@pytest.mark.parametrize("suffix", WRITERS)
def test_what_is_confidential_stays_at_home(tmp_path: Path, suffix: str) -> None:
    hidden = some("interview").model_copy(update={"confidential": True, "alias": "an official"})
    WRITERS[suffix](report_on(hidden, secrets={"Pia Osterholt": "an official"}), tmp_path / "a")
    told = (tmp_path / "a").read_text(encoding="utf-8")
    assert "Osterholt" not in told
    assert "an official" in told
    with pytest.raises(Problem, match="an official"):
        WRITERS[suffix](report_on(some("book"), secrets={"Lena Farr": "an official"}), tmp_path / "b")
    assert not (tmp_path / "b").exists()


def test_bibtex_of_other_programs_is_read() -> None:
    (one, two, three) = read_bibtex(
        r"""
        Junk before. @comment{ignored, {all of it}} @string{ jp = "Journal of " # {Ports} }
        @preamble{"\newcommand{\x}{y}"}
        @Article{key1, author = "M{\"u}ller, J{\'e}r\^ome and {The {\O}resund Group} and van der Berg, A.",
          title = {The {LaTeX} --- of \emph{Ports} \& Men}, journal = jp, year = 2019, month = feb, pages = {1--9}}
        @online(key2, title = {Page}, url = {\url{https://a.example/b\_c}}, urldate={2020-01-02}, )
        @misc{key3, title = {Only a title}, author = {Ma{\l}gorzata Nowak and others}
        }"""
    )
    assert (one.kind, one.publisher, one.published) == ("study", "Journal of Ports", "2019-02")
    assert one.authors == "Müller, Jérôme; The Øresund Group; van der Berg, A."
    assert one.title == "The LaTeX — of Ports & Men"
    assert (two.kind, two.address, two.accessed) == ("web page", "https://a.example/b_c", "2020-01-02")
    assert three.authors == "Małgorzata Nowak; others"


def test_ris_and_csl_of_other_programs_are_read() -> None:
    lines = ["TY  - JOUR", "A1  - Doe, J."]
    lines += ["AU  - Roe, R.", "T1  - Ports", "JF  - J. Ports", "Y1  - 2020/05//", "ER  -"]
    (one,) = read_ris("\ufeff" + "\n".join(lines))
    assert (one.kind, one.authors, one.publisher, one.published) == ("study", "Roe, R.; Doe, J.", "J. Ports", "2020-05")
    entry = {
        "id": "x", "type": "chapter", "title": "T", "issued": {"raw": "spring"}, "publisher": "P",
        "author": [{"family": "Berg", "non-dropping-particle": "van der", "given": "A"}, {"literal": "X; Y"}],
    }  # fmt: skip
    (two,) = read_csl(json.dumps([entry, {"type": "book"}, 7, None]).encode())
    assert (two.kind, two.authors, two.published) == ("book", "van der Berg, A; X, Y", "spring")


@pytest.mark.parametrize("words", [ODD, "a--b", "x\\", "{", "}", "$", "\\{"])
def test_words_come_back_through_tex(words: str) -> None:
    assert plain(escaped(words)) == words.replace("a--b", "a–b")


def test_pandoc_reads_what_we_write(tmp_path: Path) -> None:
    import shutil

    if shutil.which("pandoc") is None:
        pytest.skip("pandoc is not installed")
    for name, text in (("a.bib", bibtex_of([some("report")])), ("a.json", csl_of([some("report")]))):
        (tmp_path / name).write_text(text, encoding="utf-8")
        kind = "biblatex" if name.endswith("bib") else "csljson"
        done = subprocess.run(
            ["pandoc", "-f", kind, "-t", "csljson", tmp_path / name], check=True, capture_output=True, text=True
        )
        (entry,) = json.loads(done.stdout)
        assert entry["author"][0]["family"] == "Farr"
        assert entry["issued"]["date-parts"] == [[2024, 3, 9]]
        assert entry["title"].startswith("report: 50 % of {A} & B_c #1")


HOSTILE = {
    "a.bib": [
        b"@article{", b"@article{k, title = ", b"@article{k, title = {" + b"{" * 100_000, b'@article{k, title = "',
        b"@string{a = {" + b"x" * 2000 + b"}}" + b"".join(b"@string{b = a # a # a # a}" for _ in range(50)),
        b"@misc{k, title={" + b"\\'" * 100_000 + b"}",
    ],
    "many.bib": [b"@misc{k, title={x}}\n" * 20_001, b"@" * 200_000, b"@misc{k," + b"a=1," * 10_000 + b"}"],
    "many.ris": [b"TY  - BOOK\nER  - \n" * 20_000],
    "huge.ris": [b"TY  - BOOK\nTI  - x\nER  - \n" + b" " * (9 << 20)],
    "a.ris": [b"TY  - JOUR\r\n", b"TY  - JOUR\nER  - \n", b"XX  - " * 100_000],
    "a.json": [
        b'[{"id": "a", "type": "book"', b"[" * 100_000, b'[{"id": 1, "type": []}, ' + b"{}," * 100_000,
        b'[{"id": "x", "type": "book", "title": "' + b"x" * 400_000 + b'"}]',
    ],
}  # fmt: skip


@pytest.mark.parametrize(("name", "number"), [(name, n) for name, all_ in HOSTILE.items() for n in range(len(all_))])
def test_a_hostile_file_is_one_problem(tmp_path: Path, name: str, number: int) -> None:
    (tmp_path / name).write_bytes(HOSTILE[name][number])
    with pytest.raises(Problem) as told:
        read_sources(tmp_path / name)
    assert told.value.remedy


def test_the_bibliography_of_a_desk_is_read_whole() -> None:
    entries = "".join(f"@book{{k{number}, title = {{Words {number}}}}}\n" for number in range(20_000))
    assert [one.title for one in read_bibtex(entries)] == [f"Words {number}" for number in range(20_000)]


def test_strangers_words_are_cut_and_cleaned() -> None:
    (one,) = read_csl(
        json.dumps(
            [
                {
                    "id": "x", "type": "webpage", "title": "a\u0000b\n" + "x" * 9_000, "URL": "javascript:alert(1)",
                    "custom": {"factcheck": {"kind": "spell", "confidential": True, "terms": 5, "archive_address": []}},
                }
            ]
        ).encode()
    )  # fmt: skip
    assert one.title.startswith("ab x")
    assert len(one.title) <= 4_000
    assert (one.address, one.kind, one.confidential, one.archive_address) == ("", "other", False, "")


def test_no_source_is_doubled_and_one_undo_takes_all_back(tmp_path: Path) -> None:
    with closing(new_project(tmp_path)) as project:
        first = project.apply(TakeInSources((some("book"), some("report")))).value
        assert len(first) == 1, "they have one address"
        again = some("data").model_copy(update={"id": "0" * 32, "address": "http://www.a.example/x_y/?a=1&b=%20"})
        titled = some("law").model_copy(update={"address": "", "title": "A law", "id": "1" * 32})
        same = titled.model_copy(update={"id": "2" * 32, "title": "“A  LAW”"})
        assert project.apply(TakeInSources((again, titled, same))).value == ["1" * 32]
        assert project.apply(TakeInSources((again, titled, same))).value == []
        project.apply(RemoveSource("1" * 32))
        assert project.apply(TakeInSources((titled,))).value == []
        project.undo()
        project.undo()
        project.undo()
        assert project.read(lambda reading: reading.records(Source)) == []
