"""A written report as an independent reader sees it: lxml on the parts, none of the writer's own code."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lxml import etree

from factcheck.domain.report import Report
from factcheck.formats.docx.writing import write_report

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

# Runs that the report puts between the words of the article.
SIGNS = ("ClaimNumber", "CommentReference", "FootnoteReference", "EndnoteReference")


@dataclass(frozen=True)
class Written:
    """One .docx; ``part`` parses a member, ``lines`` are the texts of the document's paragraphs."""

    path: Path

    @cached_property
    def members(self) -> dict[str, bytes]:
        with zipfile.ZipFile(self.path) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    def part(self, name: str) -> etree._Element:
        return etree.fromstring(self.members[name])

    @cached_property
    def document(self) -> etree._Element:
        return self.part("word/document.xml")

    @cached_property
    def lines(self) -> list[str]:
        return [text_of(paragraph) for paragraph in self.document.iter(f"{W}p")]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def styled(self, style: str) -> list[str]:
        """The texts of the paragraphs in a style, by its name."""
        id_ = self.style_ids[style]
        return [text_of(one) for one in self.document.iter(f"{W}p") if style_of(one) == id_]

    @cached_property
    def style_ids(self) -> dict[str, str]:
        return {
            one.find(f"{W}name").get(f"{W}val"): one.get(f"{W}styleId")  # type: ignore[union-attr, misc] # each has one
            for one in self.part("word/styles.xml").iter(f"{W}style")
        }

    @cached_property
    def comments(self) -> list[etree._Element]:
        return list(self.part("word/comments.xml"))

    @property
    def comment_texts(self) -> list[str]:
        return ["\n".join(text_of(one) for one in comment.iter(f"{W}p")) for comment in self.comments]

    def notes(self, kind: str) -> list[str]:
        """The texts of the footnotes or endnotes, separators apart."""
        return [
            "\n".join(text_of(one) for one in note.iter(f"{W}p")).strip()
            for note in self.part(f"word/{kind}s.xml")
            if note.get(f"{W}type") is None
        ]

    def targets(self, part: str = "document") -> list[str]:
        """The addresses that links of a part lead to, in the order of their relationships."""
        name = f"word/_rels/{part}.xml.rels"
        if name not in self.members:
            return []
        return [one.get("Target", "") for one in self.part(name) if one.get("TargetMode") == "External"]

    def bookmarked(self) -> dict[str, str]:
        """What each bookmark spans, in the article's own words; a new paragraph or cell is a line end."""
        found: dict[str, str] = {}
        open_ones: dict[str, str] = {}
        for element in self.document.iter():
            if element.tag == f"{W}bookmarkStart":
                open_ones[element.get(f"{W}id", "")] = element.get(f"{W}name", "")
                found[element.get(f"{W}name", "")] = ""
            elif element.tag == f"{W}bookmarkEnd":
                del open_ones[element.get(f"{W}id", "")]
            else:
                words = _words(element)
                for name in open_ones.values():
                    found[name] += words
        return found

    def commented(self) -> dict[str, str]:
        """What each comment is about, by its id; as in ``bookmarked``."""
        found: dict[str, str] = {}
        open_ones: set[str] = set()
        for element in self.document.iter():
            id_ = element.get(f"{W}id", "")
            if element.tag == f"{W}commentRangeStart":
                open_ones.add(id_)
                found[id_] = ""
            elif element.tag == f"{W}commentRangeEnd":
                open_ones.remove(id_)
            else:
                for one in open_ones:
                    found[one] += _words(element)
        return found


def written(report: Report, path: Path) -> Written:
    """Write a report and open it."""
    write_report(report, path)
    return Written(path)


def style_of(paragraph: etree._Element) -> str:
    """The id of a paragraph's style."""
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return found.get(f"{W}val", "") if found is not None else ""


def text_of(paragraph: etree._Element) -> str:
    """The text of a paragraph, numbers of claims included."""
    signs = {f"{W}tab": "\t", f"{W}br": "\n"}
    return "".join(
        one.text or "" if one.tag == f"{W}t" else signs[str(one.tag)]
        for one in paragraph.iter(f"{W}t", f"{W}tab", f"{W}br")
        if one.getparent().tag == f"{W}r"  # type: ignore[union-attr] # a tab stop stands in tabs
    )


def article_words(paragraph: etree._Element) -> str:
    """The text of a paragraph in the article's own words."""
    return "".join(_words(one) for one in paragraph.iter(f"{W}t", f"{W}delText", f"{W}tab", f"{W}br"))


def _words(element: etree._Element) -> str:
    if element.tag == f"{W}p":
        return "\n"
    run = element.getparent()
    if run is None or run.tag != f"{W}r" or element.tag not in (f"{W}t", f"{W}delText", f"{W}tab", f"{W}br"):
        return ""
    if run.getparent().tag == f"{W}ins":  # type: ignore[union-attr] # a run stands in something
        return ""  # what is suggested is not the article's
    style = run.find(f"{W}rPr/{W}rStyle")
    if style is not None and style.get(f"{W}val") in SIGNS:
        return ""
    return element.text or "" if element.tag in (f"{W}t", f"{W}delText") else "\t" if element.tag == f"{W}tab" else "\n"
