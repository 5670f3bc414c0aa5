"""The end of a report: the list of sources and the sign-offs."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter
from typing import Final

from factcheck.domain.labels import sign_off_state
from factcheck.domain.report import ReportSource
from factcheck.formats.citations import Run, citation, in_words
from factcheck.formats.docx.report.composition import Composition
from factcheck.formats.docx.report.markup import BREAK, PLAIN, TAB, Look, run
from factcheck.formats.docx.report.printed import PrintedArticle, PrintedSource
from factcheck.formats.report.wording import Words, article_name, details_line
from factcheck.locales import day_and_time, listed, written_day
from factcheck.translation import _, ngettext

_DIGEST_SHOWN = 10
_ITALIC = Look(emphasis=True)
_DETAILED: Final = attrgetter(
    "kind", "standing", "wire", "person", "interviewed_on", "channel", "terms", "recording", "confidential", "accessed"
)


def source_list(composition: Composition, printed: list[PrintedArticle]) -> Iterator[str]:
    """The numbered sources with live links; a confidential one by its alias: the report knows no more."""
    if not composition.report.sources:
        yield composition.text(_("No sources yet."), "Report Fact")
    uses = _uses(composition, printed)
    for number, source in composition.sources.items():
        shown = composition.bookmark(f"fcs_{number}", f"{PLAIN.opening}[{number}]</w:t></w:r>")
        entry = _entry(composition, source, uses.get(number, ""))
        yield composition.paragraph(f"{shown}{TAB}{entry}", "Bibliography")


def _uses(composition: Composition, printed: list[PrintedArticle]) -> dict[int, str]:
    """By the number of a source, the claims that use it, as runs; by articles where there are several."""
    gap, between = composition.aside(", "), composition.aside(" · ")
    told: dict[int, str] = {}
    for one in printed:
        article = f"{article_name(one.article)}: " if len(printed) > 1 else ""
        labels = [composition.aside(f"{article}{label} ") for label in composition.words.used_by]
        links: dict[int, dict[str, None]] = {}
        for claim in one.claims:
            link, own_number = composition.jump_to_claim(claim), claim.claim.number
            for evidence in claim.claim.evidence:
                source = composition.sources.get(evidence.source_number)
                if source is not None and own_number in source.entry.claim_numbers:
                    links.setdefault(evidence.source_number, {})[link] = None
        for number, found in links.items():
            used = f"{labels[len(found) > 1]}{gap.join(found)}"
            told[number] = f"{told[number]}{between}{used}" if number in told else used
    return told


def _entry(composition: Composition, printed: PrintedSource, used: str) -> str:
    """What a source is, in the chosen style; its addresses, and in small letters how it was used, on further lines."""
    entry, words = printed.entry, composition.words
    source = entry.source
    cited = citation(source, composition.report.options.citations)
    address, archive = source.address, source.archive_address
    nameless = not (source.title or source.authors or source.person or source.publisher)
    # A source that is known by its address alone is called by it once, and live.
    lines = [] if nameless and address else ["".join([_cited(composition, printed, each) for each in cited])]
    plain = in_words(cited)
    # On paper an address is of use only where it can be read.
    if address and not (lines and address.partition("//")[2] in plain):
        lines.append(composition.linked(printed.link, address))
    if archive and not any(each.target == archive for each in cited):
        lines.append(run(words.archived, composition.meta) + composition.address(archive, archive))
    plain = plain.casefold()
    details = [detail for detail, folded in _details(composition, entry) if folded not in plain]
    told = details_line(details, source)
    told = composition.aside(f"{told} · " if used else told) if told else ""
    if told or used:
        lines.append(told + used)
    return BREAK.join(lines)


def _cited(composition: Composition, printed: PrintedSource, words: Run) -> str:
    """Words of a citation of a source as runs; an address in it is live."""
    if words.target:
        if words.target == printed.entry.source.address and words.text == printed.name:
            composition.links.use(printed.link)
            return printed.inside
        return composition.address(words.target, words.text)
    return run(words.text, _ITALIC if words.italic else PLAIN)


def _details(composition: Composition, entry: ReportSource) -> list[tuple[str, str]]:
    """What else is known of a source than its citation tells, as it is written and casefolded; of many it is alike."""
    source = entry.source
    key = entry.files, _DETAILED(source)
    made = composition.details.get(key)
    if made is None:
        details = _details_in_words(entry, composition.words)
        made = composition.details[key] = [(detail, detail.casefold()) for detail in details if detail]
    return made


def _details_in_words(entry: ReportSource, words: Words) -> list[str]:
    source = entry.source
    details = [
        words.source_kinds.get(source.kind, source.kind),
        words.standings.get(source.standing, source.standing),
        source.wire and _("wire: {agency}").format(agency=source.wire),
        source.person,
        written_day(source.interviewed_on),
        source.channel,
        words.terms.get(source.terms, source.terms),
        source.recording,
        words.confidential if source.confidential else "",
        words.accessed.format(day=written_day(source.accessed)) if source.accessed else "",
    ]
    if entry.files:
        details.append(ngettext("file: {names}", "files: {names}", len(entry.files)).format(names=listed(entry.files)))
    return details


def sign_offs(composition: Composition, printed: list[PrintedArticle]) -> Iterator[str]:
    """Who signed which pass over which draft; a signature under something that has changed is void and says so."""
    rows = []
    for one in printed:
        for signed in one.article.sign_offs:
            record = signed.sign_off
            state = sign_off_state(signed)
            rows.append(
                (
                    composition.cell(
                        one.article.article.title if len(printed) > 1 else "", record.pass_name, record.remark
                    ),
                    composition.cell(record.person),
                    composition.cell(day_and_time(record.signed_at)),
                    composition.cell_of(run(state, Look(strong=not signed.valid))),
                    composition.cell(record.digest[:_DIGEST_SHOWN]),
                )
            )
    if rows:
        head = composition.head(_("Pass"), _("Signed by"), _("When"), _("State"), _("Digest"))
        yield from composition.table("Report Table", (22, 20, 26, 19, 13), _("Sign-offs"), head, rows)
    else:
        yield composition.text(_("Nobody has signed off yet."), "Report Fact")
    yield from _signature_block(composition)


def _signature_block(composition: Composition) -> Iterator[str]:
    """Lines to sign on, for those who sign on paper or type their name in Word."""
    head = composition.head(_("For"), _("Name"), _("Date"), _("Signature"))
    roles = ((_("Fact-checker"), composition.report.checker.name), (_("Editor"), ""), (_("Legal"), ""))
    rows = (tuple(composition.text(text, "Sign Line") for text in (role, name, "", "")) for role, name in roles)
    yield from composition.table("Report Table", (20, 30, 20, 30), _("To be signed"), head, rows)
