"""The end of a report: the list of sources and the sign-offs."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.domain.report import ReportSource
from factcheck.formats.docx.article import PrintedArticle
from factcheck.formats.docx.composition import Composition, claim_anchor, source_anchor, source_link
from factcheck.formats.docx.markup import Look, paragraph, run
from factcheck.formats.docx.wording import day_and_time, source_kind, source_name, standing, terms, used_by
from factcheck.translation import _, ngettext

_DIGEST_SHOWN = 12


def source_list(composition: Composition, printed: list[PrintedArticle]) -> Iterator[str]:
    """The numbered sources with live links; a confidential one by its alias, which is all that the report knows of it."""
    if not composition.report.sources:
        yield composition.text(_("No sources yet."), "Report Fact")
    style = composition.style("Bibliography")
    known = composition.ids.anchors
    anchors = {
        claim.number: claim_anchor(claim) if claim_anchor(claim) in known else one.anchor(claim)
        for one in printed
        for claim in one.article.claims
    }
    for source in composition.report.sources:
        number = composition.bookmark(source_anchor(source.number), run(f"[{source.number}]"))
        yield paragraph(number + run("\t") + _entry(composition, source, anchors), style)


def _entry(composition: Composition, entry: ReportSource, anchors: dict[int, str]) -> str:
    source = entry.source
    name = source_name(source)
    parts = []
    if source.authors.strip() and source.authors != name:
        parts.append(run(f"{source.authors.strip().rstrip('.')}. "))
    parts.append(source_link(composition, source, name) if source.address or source.archive_address else run(name))
    facts = [
        source.publisher if source.publisher != name else "",
        source.published,
        _("wire: {agency}").format(agency=source.wire) if source.wire else "",
    ]
    parts.append(run("".join(f", {fact.strip()}" for fact in facts if fact.strip()) + "."))
    parts.append(run("\n") + _addresses(composition, entry) if source.address or source.archive_address else "")
    details = [source_kind(source.kind) if source.kind else "", standing(source.standing), *_interview(entry)]
    if source.confidential:
        details.append(_("identity known to the desk"))
    if source.accessed.strip():
        details.append(_("accessed {day}").format(day=source.accessed.strip()))
    if entry.files:
        details.append(ngettext("file: {names}", "files: {names}", len(entry.files)).format(names=", ".join(entry.files)))
    meta = "\n" + " · ".join(detail for detail in details if detail)
    uses = [composition.jump(anchors.get(number, ""), str(number), None) for number in entry.claim_numbers]
    if uses:
        label = used_by(composition.report.profile, len(uses))
        separator = " · " if meta.strip() else ""
        parts.append(run(f"{meta}{separator}{label} ", composition.meta) + run(", ", composition.meta).join(uses))
    else:
        parts.append(run(meta, composition.meta))
    return "".join(parts)


def _addresses(composition: Composition, entry: ReportSource) -> str:
    source = entry.source
    shown = [composition.address(source.address, source.address)] if source.address else []
    if source.archive_address:
        archived = composition.address(source.archive_address, source.archive_address)
        shown.append(run(_("Archived: "), composition.meta) + archived)
    return run("\n").join(shown)


def _interview(entry: ReportSource) -> list[str]:
    source = entry.source
    person = source.person if source.person and source.person not in source_name(source) else ""
    return [person, source.interviewed_on, source.channel, terms(source.terms), source.recording]


def sign_offs(composition: Composition, printed: list[PrintedArticle]) -> Iterator[str]:
    """Who signed which pass over which draft; a signature under something that has changed is void and says so."""
    rows = []
    for one in printed:
        for signed in one.article.sign_offs:
            record = signed.sign_off
            state = _("valid") if signed.valid else _("void: changed since")
            rows.append(
                (
                    composition.cell(one.article.article.title if len(printed) > 1 else "", record.pass_name, record.remark),
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
