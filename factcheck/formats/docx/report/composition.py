"""One report in the making: its shell, its words, and the one set of ids, links, comments and notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from factcheck.domain.records import Evidence, Rating
from factcheck.domain.report import Report, ReportClaim, ReportSource
from factcheck.formats.docx.marks import UNCHECKED, VERDICT
from factcheck.formats.docx.report.allocation import Addresses, Ids, Link, Relationships
from factcheck.formats.docx.report.comments import Comments, comment_moment
from factcheck.formats.docx.report.controls import Controls, listed_items
from factcheck.formats.docx.report.markup import (
    GAP,
    PLAIN,
    STRONG,
    Look,
    Table,
    attribute,
    escaped,
    language_tag,
    paragraph,
    reads_right_to_left,
    run,
    script_of,
)
from factcheck.formats.docx.report.notes import Notes, roman
from factcheck.formats.docx.report.numbering import Numbering
from factcheck.formats.docx.report.printed import Citation, PrintedClaim, PrintedSource
from factcheck.formats.docx.report.revisions import Hand
from factcheck.formats.docx.report.shell import Shell
from factcheck.formats.docx.report.styles import PATTERNS, colours_of, verdict_styles
from factcheck.formats.report.wording import Words, source_name
from factcheck.translation import _


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a rating looks: its label as runs and in plain words, and the words of the article, plain or in a link.

    ``value`` is what it is in a drop-down; ``numbered`` is the first line of a remark, as runs around the number of its
    claim.
    """

    value: str
    label: str
    name: str
    numbered: tuple[str, str]
    mark: Look
    mark_on_link: Look


class Composition:
    """What every part of the report writes with.

    ``opening`` maps the name of a paragraph style to the beginning of a paragraph in it, ``kept`` to
    that of one that stays with the next; ``ratings`` are all in use, what stands for none of them first, and
    ``verdicts`` how they look, by their ids; ``details`` keeps what was put into words of sources that are alike.
    """

    def __init__(
        self, report: Report, shell: Shell, words: Words, language: str, parts: set[str], ratings: tuple[Rating, ...]
    ) -> None:
        style = self.styles = shell.base.styles
        self.report = report
        self.shell = shell
        self.words = words
        self.language = language
        self.turned = script_of(language) == "rtl"
        # Whether its readers decide, and send it back: they find controls for that.
        self.decided = report.options.audience in ("editor", "handover")
        # Where links may lead to: these are printed.
        self.has_claims, self.has_article = bool(parts & {"claims", "claims table"}), "article" in parts
        self.ids = Ids()
        self._addresses = Addresses()
        self.links = Relationships(self._addresses)
        self.numbering = Numbering(shell.base.lists)
        self.controls = Controls()
        # The checker suggests, at the moment of the report: what a colleague changes later is told apart by that.
        author = report.checker.name.strip() or _("Unnamed")
        self.hand = Hand(self.ids, author, comment_moment(report.made_at))
        self.comments = Comments(
            self.ids, style["annotation text"], style["annotation reference"], Relationships(self._addresses)
        )
        self.hyperlink = Look(style=style["Hyperlink"])
        numeral = roman if has_roman_endnotes(report) else str
        self.footnotes, self.endnotes = (
            Notes(
                kind, style[f"{kind} text"], style[f"{kind} reference"], self.hyperlink,
                Relationships(self._addresses), numeral if kind == "endnote" else str, shell.base.notes.get(kind),
            )
            for kind in ("footnote", "endnote")
        )  # fmt: skip
        self.tag = Look(style=style["Report Tag"])
        self.meta = Look(style=style["Report Meta"])
        self.number = Look(style=style["Claim Number"])
        self.kept = {name: f'<w:p><w:pPr><w:pStyle w:val="{id_}"/><w:keepNext/></w:pPr>' for name, id_ in style.items()}
        self.evidence_tag = run(words.evidence, self.tag)
        self._jumping = f'" w:history="1">{self.hyperlink.opening}'
        self._in_article = run(words.in_article, self.hyperlink)
        self._tags: dict[str, str] = {}
        self._asides: dict[str, str] = {}
        self._tails: dict[tuple[str, str, bool], tuple[str, str]] = {}
        self.details: dict[tuple[object, ...], list[tuple[str, str]]] = {}
        self.claim_word = f"{PLAIN.opening}{escaped(words.claim)} "
        self.sources = {entry.number: self._printed(entry) for entry in report.sources}
        self._listed = self.sources if "sources" in parts else {}
        self.opening = {name: f'<w:p><w:pPr><w:pStyle w:val="{id_}"/></w:pPr>' for name, id_ in style.items()}
        self.ratings = ratings
        looks = iter(verdict_styles(ratings))
        self.verdicts = {rating.id: self._verdict(rating, next(looks).name, next(looks).name) for rating in ratings}
        self._verdict_title = attribute(words.verdict)
        self.rationale_title = attribute(words.rationale)
        self._verdict_items = listed_items([(rating.id or UNCHECKED, rating.label) for rating in ratings])

    def _verdict(self, rating: Rating, label_style: str, mark_style: str) -> Verdict:
        strong, tint = colours_of(rating)
        underline = (PATTERNS.get(rating.pattern, "single"), strong)
        on_link = Look(style=self.hyperlink.style, underline=underline, fill=tint)
        label = run(f" {rating.label} ", Look(style=self.style(label_style)))
        before, _number, behind = run(f"0 · {rating.label}", STRONG).partition("0")
        mark = Look(style=self.style(mark_style))
        return Verdict(rating.id or UNCHECKED, label, rating.label, (before, behind), mark, on_link)

    def _printed(self, entry: ReportSource) -> PrintedSource:
        source = entry.source
        name = source_name(source, self.words)
        address = source.address or source.archive_address
        link = self._addresses.link(address) if address else None
        inside = f"{link.opening}{run(name, self.hyperlink)}</w:hyperlink>" if link is not None else run(name)
        return PrintedSource(entry, name, link, inside)

    def style(self, name: str) -> str:
        """The id of a style, by its name."""
        return self.styles[name]

    def paragraph(self, inside: str, style: str, *, turned: bool = False) -> str:
        """A paragraph of runs in a named style; ``turned``: it reads from right to left."""
        return paragraph(inside, self.style(style), "<w:bidi/>") if turned else f"{self.opening[style]}{inside}</w:p>"

    def text(self, text: str, style: str, look: Look = PLAIN) -> str:
        """A paragraph of plain words, in the direction that they read, at the side where the report's words begin."""
        if text.isascii() or not reads_right_to_left(text):
            if self.turned and text:
                return paragraph(run(text, look), self.style(style), '<w:bidi w:val="0"/><w:jc w:val="right"/>')
            return f"{self.opening[style]}{run(text, look)}</w:p>"
        return self.paragraph(run(text, look, turned=True), style, turned=True)

    def heading(self, text: str, level: int, anchor: str = "", more: str = "") -> str:
        """A heading, at a bookmark where one is given; ``more`` as in ``paragraph``."""
        inside = run(text)
        return paragraph(self.bookmark(anchor, inside) if anchor else inside, self.style(f"heading {level}"), more)

    def bookmark(self, name: str, inside: str) -> str:
        """What a bookmark spans, with the bookmark."""
        made = self.ids.annotation()
        return f'<w:bookmarkStart w:id="{made}" w:name="{name}"/>{inside}<w:bookmarkEnd w:id="{made}"/>'

    def tagged(self, label: str) -> str:
        """A label in small capitals, as runs; there are few of them, and they are used often."""
        made = self._tags.get(label)
        if made is None:
            made = self._tags[label] = run(f"{label}  ", self.tag)
        return made

    def aside(self, text: str) -> str:
        """Small grey words, as runs: what a source is, where a passage stands. Many are the same words."""
        made = self._asides.get(text)
        if made is None:
            made = self._asides[text] = run(text, self.meta)
        return made

    def jump_to_article(self, anchor: str) -> str:
        """A link to a place in the article, for the end of a quotation."""
        return f'{GAP}<w:hyperlink w:anchor="{anchor}" w:history="1">{self._in_article}</w:hyperlink>'

    def jump_to_place(self, one: PrintedClaim) -> str:
        """The number of a claim, leading to its place in the article; the bare number where that is not printed."""
        return self._jump(one.place if self.has_article else "", one.claim.number)

    def jump_to_claim(self, one: PrintedClaim) -> str:
        """The number of a claim, leading to its section or row, else to its place in the article."""
        return self._jump(one.anchor, one.claim.number) if self.has_claims else self.jump_to_place(one)

    def jump_to_source(self, number: int, shown: str) -> str:
        """The number of a source as it is shown, leading to its entry in the list of sources."""
        if number in self._listed:
            return f'<w:hyperlink w:anchor="fcs_{number}{self._jumping}{shown}</w:t></w:r></w:hyperlink>'
        return f"{PLAIN.opening}{shown}</w:t></w:r>"

    def _jump(self, anchor: str, shown: int | str) -> str:
        if anchor:
            return f'<w:hyperlink w:anchor="{anchor}{self._jumping}{shown}</w:t></w:r></w:hyperlink>'
        return f"{PLAIN.opening}{shown}</w:t></w:r>"

    def address(self, address: str, text: str) -> str:
        """A live link, or the plain words where it must not be one."""
        return self.linked(self._addresses.link(address), text)

    def linked(self, link: Link | None, text: str) -> str:
        """Words that are a link, or the plain words where there is none."""
        return f"{self.links.use(link)}{run(text, self.hyperlink)}</w:hyperlink>" if link is not None else run(text)

    def verdict(self, claim: ReportClaim) -> Verdict:
        """The looks of a claim's verdict."""
        return self.verdicts[claim.rating.id if claim.rating is not None else ""]

    def verdict_control(self, one: PrintedClaim) -> str:
        """A claim's verdict as a drop-down, from which it is read back; plain for readers who decide nothing."""
        verdict = self.verdict(one.claim)
        if not self.decided:
            return verdict.label
        return self.controls.drop_down(
            f"{VERDICT}{one.name}", self._verdict_title, self._verdict_items, verdict.value, verdict.label
        )

    def citations(self, one: PrintedClaim, links: Relationships) -> list[Citation]:
        """The evidence of a claim, for a part with these links; told alike in its comment and in its section."""
        if one.citations is None:
            one.citations = []
            for item in one.claim.evidence:
                number, evidence = item.source_number, item.evidence
                source = self.sources.get(number)
                if source is not None:
                    words, runs = self._tail(evidence)
                    cited = Citation(number, evidence.passage.strip(), source.name + words, source.inside + runs)
                    one.citations.append(cited)
                    if source.link is not None:
                        one.links[source.link.relationship] = None
        links.use_all(one.links)
        return one.citations

    def _tail(self, evidence: Evidence) -> tuple[str, str]:
        """Where evidence stands in its source and what it does, in words and as runs; much of it is alike."""
        key = evidence.locator, evidence.stance, evidence.verified
        made = self._tails.get(key)
        if made is None:
            locator = f" · {evidence.locator.strip()}" if evidence.locator else ""
            unverified = "" if evidence.verified else f" · {self.words.unverified}"
            stance = self.words.stances.get(evidence.stance, evidence.stance)
            words = f"{locator} · {stance}{unverified}"
            made = self._tails[key] = words, run(words, self.meta)
        return made

    def table(
        self,
        style: str,
        shares: tuple[int, ...],
        caption: str,
        head: Sequence[str],
        rows: Iterable[Sequence[str]],
        *,
        gap: bool = True,
    ) -> Iterator[str]:
        """A table over the whole width of the text, its columns in these shares, and a little space behind it."""
        total = sum(shares)
        widths = [self.shell.width * share // total for share in shares]
        widths[-1] += self.shell.width - sum(widths)
        turned = self.turned and style != "Article Table"
        yield from Table(self.style(style), tuple(widths), caption, turned).rows(head, rows)
        if gap:
            yield self.paragraph("", "Table Gap")

    def head(self, *titles: str) -> tuple[str, ...]:
        """The head cells of a table."""
        return tuple(self.text(title, "Table Head") for title in titles)

    def cell(self, *texts: str) -> str:
        """A cell of plain words, a paragraph for each; an empty one stays a paragraph."""
        return "".join([self.text(text, "Table Text") for text in texts if text]) or self.text("", "Table Text")

    def cell_of(self, *insides: str) -> str:
        """A cell of runs, a paragraph for each."""
        opening = self.opening["Table Text"]
        return "".join([f"{opening}{inside}</w:p>" for inside in insides if inside]) or f"{opening}</w:p>"


def has_roman_endnotes(report: Report) -> bool:
    """Whether the writer's endnotes are numbered as Word does by itself: i, ii, iii."""
    labels = (note.label.strip() for one in report.articles for note in one.structure.notes if note.kind == "endnote")
    return next(filter(None, labels), "") == "i"


def article_language(language: str, of_words: str) -> str:
    """The language of an article's runs: a tag, or empty where the document's own language will do."""
    tag = language_tag(language)
    return "" if tag.partition("-")[0].lower() == of_words.partition("-")[0].lower() else tag
