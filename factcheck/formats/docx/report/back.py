"""The end of a report: the list of sources and the sign-offs."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.domain.report import ReportSource
from factcheck.formats.docx.report.claims import number_link
from factcheck.formats.docx.report.composition import Composition, PrintedSource
from factcheck.formats.docx.report.markup import BREAK, PLAIN, TAB, Look, run
from factcheck.formats.docx.report.printed import PrintedArticle
from factcheck.formats.docx.report.wording import Words
from factcheck.locales import day_and_time, listed, written_day
from factcheck.translation import _, ngettext

_DIGEST_SHOWN = 10


def source_list(composition: Composition, printed: list[PrintedArticle]) -> Iterator[str]:
    """The numbered sources with live links; a confidential one by its alias: the report knows no more."""
    if not composition.report.sources:
        yield composition.text(_("No sources yet."), "Report Fact")
    uses = {claim.claim.number: number_link(composition, claim) for one in printed for claim in one.claims}
    for source in composition.sources.values():
        number = composition.bookmark(source.anchor, f"{PLAIN.opening}[{source.entry.number}]</w:t></w:r>")
        yield composition.paragraph(f"{number}{TAB}{_entry(composition, source, uses)}", "Bibliography")


def _entry(composition: Composition, printed: PrintedSource, uses: dict[int, str]) -> str:
    """What a source is, its addresses, and in small letters how it was used; each on a line of its own."""
    entry, words, meta = printed.entry, composition.words, composition.meta
    source, name = entry.source, printed.name
    authors = "" if source.authors == name else source.authors.strip().rstrip(".")
    facts = [source.publisher] if source.publisher and source.publisher != name else []
    if source.published:
        facts.append(written_day(source.published))
    if source.wire:
        facts.append(_("wire: {agency}").format(agency=source.wire))
    # A source that is known by its address alone is called by it once, and live.
    words_told = [name, *facts] if name != source.address else facts
    citation = f"{authors}. {listed(words_told)}" if authors else listed(words_told)
    lines = [run(citation if citation.endswith((".", "?", "!")) else f"{citation}.")] if citation else []
    if source.address:
        lines.append(composition.address(source.address, source.address))
    if source.archive_address:
        archived = composition.address(source.archive_address, source.archive_address)
        lines.append(run(words.archived, meta) + archived)
    details = _details(entry, words)
    used = f"{meta.opening}, </w:t></w:r>".join([uses[number] for number in entry.claim_numbers if number in uses])
    if used:
        label = words.used_by[len(entry.claim_numbers) > 1]
        lines.append(composition.aside(f"{' · '.join([*details, label])} ") + used)
    elif details:
        lines.append(composition.aside(" · ".join(details)))
    return BREAK.join(lines)


def _details(entry: ReportSource, words: Words) -> list[str]:
    source = entry.source
    person = source.person if source.title else ""
    details = [
        words.source_kinds.get(source.kind, source.kind),
        words.standings.get(source.standing, source.standing),
        person,
        source.interviewed_on,
        source.channel,
        words.terms.get(source.terms, source.terms),
        source.recording,
        words.confidential if source.confidential else "",
        words.accessed.format(day=written_day(source.accessed)) if source.accessed else "",
    ]
    if entry.files:
        details.append(ngettext("file: {names}", "files: {names}", len(entry.files)).format(names=listed(entry.files)))
    return [detail for detail in details if detail]


def sign_offs(composition: Composition, printed: list[PrintedArticle]) -> Iterator[str]:
    """Who signed which pass over which draft; a signature under something that has changed is void and says so."""
    rows = []
    for one in printed:
        for signed in one.article.sign_offs:
            record = signed.sign_off
            state = _("valid") if signed.valid else _("void: changed since")
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
    if not rows:
        yield composition.text(_("Nobody has signed off yet."), "Report Fact")
        return
    head = composition.head(_("Pass"), _("Signed by"), _("When"), _("State"), _("Digest"))
    yield from composition.table("Report Table", (22, 20, 26, 19, 13), _("Sign-offs"), head, rows)
