"""One report in the making: its shell, its words, and the one set of ids, links, comments and notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from factcheck.domain.records import Source
from factcheck.domain.report import Report, ReportClaim
from factcheck.formats.docx.allocation import Ids, Relationships, bookmark_name, live_address
from factcheck.formats.docx.comments import Comments
from factcheck.formats.docx.markup import Look, Table, internal_link, language_tag, paragraph, reads_right_to_left, run
from factcheck.formats.docx.notes import Notes, roman
from factcheck.formats.docx.numbering import Numbering
from factcheck.formats.docx.shell import Shell, Verdict
from factcheck.formats.docx.wording import Words, finding


class Composition:
    """What every part of the report writes with."""

    def __init__(self, report: Report, shell: Shell, words: Words, language: str, anchors: Iterable[str]) -> None:
        style = shell.styles
        self.report = report
        self.shell = shell
        self.words = words
        self.language = language
        self.ids = Ids(anchors)
        self.links = Relationships()
        self.numbering = Numbering()
        self.comments = Comments(self.ids, style["annotation text"], style["annotation reference"])
        self.footnotes = Notes(
            "footnote", self.ids.footnote, style["footnote text"], style["footnote reference"], style["Hyperlink"]
        )
        self.endnotes = Notes(
            "endnote", self.ids.endnote, style["endnote text"], style["endnote reference"], style["Hyperlink"],
            roman if has_roman_endnotes(report) else str,
        )  # fmt: skip
        self.sources = {source.number: source for source in report.sources}
        self.hyperlink = Look(style=style["Hyperlink"])
        self.tag = Look(style=style["Report Tag"])
        self.meta = Look(style=style["Report Meta"])
        self.number = Look(style=style["Claim Number"])

    def style(self, name: str) -> str:
        """The id of a style, by its name."""
        return self.shell.styles[name]

    def text(self, text: str, style: str, look: Look = Look()) -> str:  # noqa: B008 - a frozen value
        """A paragraph of plain words, in the direction that they read."""
        turned = reads_right_to_left(text)
        return paragraph(run(text, look, turned=turned), self.style(style), "<w:bidi/>" if turned else "")

    def heading(self, text: str, level: int, anchor: str = "", more: str = "") -> str:
        """A heading, at a bookmark where one is given; ``more`` as in ``paragraph``."""
        inside = run(text)
        return paragraph(self.bookmark(anchor, inside) if anchor else inside, self.style(f"Heading {level}"), more)

    def bookmark(self, name: str, inside: str) -> str:
        """What a bookmark spans, with the bookmark."""
        made = self.ids.bookmark()
        return f'<w:bookmarkStart w:id="{made}" w:name="{name}"/>{inside}<w:bookmarkEnd w:id="{made}"/>'

    def jump(self, anchor: str, text: str, look: Look | None = None) -> str:
        """A link to an anchor of the report; plain words where that part is not printed."""
        inside = run(text, look or self.hyperlink)
        return internal_link(anchor, inside) if anchor in self.ids.anchors else run(text, look or Look())

    def address(self, address: str, text: str, links: Relationships | None = None) -> str:
        """A live link, or the plain words where the address must not be one."""
        target = live_address(address)
        if not target:
            return run(text)
        where = self.links if links is None else links
        return f'<w:hyperlink r:id="{where.link(target)}" w:history="1">{run(text, self.hyperlink)}</w:hyperlink>'

    def verdict(self, claim: ReportClaim) -> Verdict:
        """The styles of a claim's verdict."""
        key = claim.rating.id if claim.rating is not None else ""
        return self.shell.verdicts.get(key) or self.shell.verdicts[""]

    def label(self, claim: ReportClaim) -> str:
        """The verdict as a shaded label."""
        return run(f" {finding(claim, self.words)} ", self.verdict(claim).label)

    def table(
        self, style: str, shares: tuple[int, ...], caption: str, head: Sequence[str], rows: Iterable[Sequence[str]]
    ) -> Iterator[str]:
        """A table over the whole width of the text, its columns in these shares, and a little space behind it."""
        total = sum(shares)
        widths = [self.shell.width * share // total for share in shares]
        widths[-1] += self.shell.width - sum(widths)
        yield from Table(self.style(style), tuple(widths), caption).rows(head, rows)
        yield paragraph("", self.style("Table Gap"))

    def head(self, *titles: str) -> tuple[str, ...]:
        """The head cells of a table."""
        return tuple(self.text(title, "Table Head") for title in titles)

    def cell(self, *texts: str) -> str:
        """A cell of plain words, a paragraph for each; an empty one stays a paragraph."""
        return "".join(self.text(text, "Table Text") for text in texts if text) or self.text("", "Table Text")

    def cell_of(self, *insides: str) -> str:
        """A cell of runs, a paragraph for each."""
        style = self.style("Table Text")
        return "".join(paragraph(inside, style) for inside in insides if inside) or paragraph("", style)


def has_roman_endnotes(report: Report) -> bool:
    """Whether the writer's endnotes are numbered as Word does by itself: i, ii, iii."""
    labels = (note.label.strip() for one in report.articles for note in one.structure.notes if note.kind == "endnote")
    return next(filter(None, labels), "") == "i"


def claim_anchor(claim: ReportClaim) -> str:
    """The bookmark of a claim's own section, or of its row in the table."""
    return bookmark_name("fcc_", claim.claim.id)


def source_anchor(number: int) -> str:
    """The bookmark of an entry of the source list."""
    return f"fcs_{number}"


def article_language(language: str, of_words: str) -> str:
    """The language of an article's runs: a tag, or empty where the document's own language will do."""
    tag = language_tag(language)
    return "" if tag.partition("-")[0].lower() == of_words.partition("-")[0].lower() else tag


def source_link(composition: Composition, source: Source, text: str, links: Relationships | None = None) -> str:
    """A source's name as a link to its address, or to its archived copy."""
    return composition.address(source.address or source.archive_address, text, links)
