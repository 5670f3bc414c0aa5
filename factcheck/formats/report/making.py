"""Makes a document of a report: the parts that were chosen, in their order, in the language of the words in use."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from factcheck.domain.records import Rating
from factcheck.domain.report import Report, ReportArticle, ReportClaim, parts_of
from factcheck.formats.report.cover import report_title
from factcheck.formats.report.layout import Layout
from factcheck.formats.report.values import Chapter, Document, Piece, Run
from factcheck.formats.report.wording import Words, used_ratings, words_of
from factcheck.translation import _, current_tag


@dataclass
class Making:
    """One report in the making: its words, what its verdicts look like, and the layout of its articles."""

    report: Report
    words: Words
    looks: dict[str, Rating]
    parts: tuple[str, ...]
    layouts: dict[int, Layout] = field(default_factory=dict)

    def layout(self, article: ReportArticle) -> Layout:
        """How an article is printed."""
        if article.number not in self.layouts:
            self.layouts[article.number] = Layout(article.text, article.structure.blocks, article.omitted)
        return self.layouts[article.number]

    def printed(self, article: ReportArticle, start: int, end: int) -> str:
        """The words of a stretch of an article without what of it is left out."""
        layout = self.layout(article)
        clip = layout.clip(start, end)
        if clip is None:
            return ""
        stretches = layout.stretches[clip.first : clip.last + 1]
        pieces = (article.text[max(left, clip.start) : min(right, clip.end)] for left, right in stretches)
        return " ".join(piece for piece in pieces if piece)

    def verdict(self, claim: ReportClaim) -> Run:
        """The label of a claim's verdict."""
        key = claim.rating.id if claim.rating is not None else ""
        return Run(self.looks[key].label, label=key)

    def number_link(self, claim: ReportClaim) -> Run:
        """A claim's number, leading to where it is told of."""
        target = ""
        if {"claims", "claims table"} & set(self.parts):
            target = f"#{claim_anchor(claim)}"
        elif "article" in self.parts and claim.highlights:
            target = f"#{place_anchor(claim)}"
        return Run(str(claim.number), target=target)


def claim_anchor(claim: ReportClaim) -> str:
    """The anchor of a claim's section, or of its row where there is none."""
    return f"claim-{claim.claim.id}"


def place_anchor(claim: ReportClaim) -> str:
    """The anchor of a claim's first place in the article."""
    return f"place-{claim.claim.id}"


def own_words(claim: ReportClaim) -> str:
    """The words of the article that a claim stands for: its quotations, or what they were in an older draft."""
    quotations = dict.fromkeys(one.quote for one in claim.highlights if one.quote) or dict.fromkeys(claim.old_words)
    return " … ".join(quotations) or claim.claim.words


def document_of(report: Report) -> Document:
    """The report as a document; the caller has chosen the language (``words_in``)."""
    from factcheck.formats.report import article, back, claims, drafts, front, queries

    said = words_of(report.profile)
    offered = parts_of(report.profile, report.options.audience)
    parts = tuple(part for part in offered if part in report.options.parts)
    made = Making(report, said, used_ratings(report, said.unchecked), parts)
    makers: dict[str, tuple[str, Callable[[Making], Iterator[Piece]]]] = {
        "corrections": (_("Corrections"), claims.changes),
        "claims table": (_("Claims at a glance"), claims.table),
        "claims": (_("Claim by claim"), claims.sections),
        "open items": (_("Open items"), drafts.open_items),
        "changes": (_("Changes"), claims.changes),
        "sources": (_("Sources"), back.source_list),
        "queries": (queries.title(report), queries.questions),
        "replies": (_("Reply log"), queries.reply_log),
        "untouched": (_("Untouched text"), drafts.untouched),
        "sign-offs": (_("Sign-offs"), back.sign_offs),
    }
    chapters: list[Chapter] = []
    for part in parts:
        if part == "article":
            for one in report.articles:
                title = said.article
                if len(report.articles) > 1:
                    title = _("{part}: {title}").format(part=title, title=one.article.title.strip() or _("Untitled"))
                pieces = tuple(article.annotated(made, one))
                chapters.append(Chapter(part, title, f"article-{one.number}", pieces))
        elif part in makers:
            title, make = makers[part]
            chapters.append(Chapter(part, title, part.replace(" ", "-"), tuple(make(made))))
    if "cover" in parts:
        shown = chapters if "contents" in parts else []
        chapters.insert(0, Chapter("cover", "", "cover", tuple(front.cover(made, shown))))
    languages = [one.article.language for one in report.articles]
    return Document(
        title=report_title(report),
        language=current_tag(),
        article_language=languages[0] if languages else "",
        author=report.checker.name,
        marking=report.options.marking if "header" in parts else "",
        paper=report.options.paper,
        chapters=tuple(chapters),
        looks=made.looks,
    )
