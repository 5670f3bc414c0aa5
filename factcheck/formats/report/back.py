"""The end of a report: the list of sources in the style that was chosen, and the sign-offs."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.domain.labels import sign_off_state
from factcheck.domain.report import ReportSource
from factcheck.formats.citations import citation
from factcheck.formats.report.making import Making
from factcheck.formats.report.values import Item, Paragraph, Piece, Run, Runs, Table, plain, words
from factcheck.formats.report.wording import details_line, uses_of
from factcheck.locales import day_and_time, labelled, listed, written_day
from factcheck.text.addresses import safe_link
from factcheck.translation import _, ngettext

_DIGEST_SHOWN = 10


def source_list(made: Making) -> Iterator[Piece]:
    """The numbered sources with live links; a confidential one by its alias: the report knows no more."""
    if not made.report.sources:
        yield Paragraph(words(_("No sources yet.")), "fact")
    for entry in made.report.sources:
        lines = [cited(made, entry)]
        source, told = entry.source, plain(lines[0])
        # On paper an address is of use only where it can be read.
        if source.address and source.address.partition("//")[2] not in told:
            lines.append((Run(source.address, target=safe_link(source.address) or ""),))
        if source.archive_address and source.archive_address not in told:
            archived = Run(source.archive_address, target=safe_link(source.archive_address) or "")
            lines.append((Run(made.words.archived), archived))
        details = details_line(_details(made, entry, told), source)
        used = tuple(_uses(made, entry))
        if details or used:
            lines.append((Run(f"{details} · " if details and used else details), *used))
        yield Item(tuple(lines), f"[{entry.number}]", 0, f"source-{entry.number}")


def _uses(made: Making, entry: ReportSource) -> Iterator[Run]:
    """The claims that use a source; each article counts its own from 1."""
    for order, (article, claims) in enumerate(uses_of(made.report, entry)):
        label = made.words.used_by[len(claims) > 1]
        yield Run(f"{' · ' if order else ''}{labelled(article, label) if article else label} ")
        for number, claim in enumerate(claims):
            yield from (Run(", "),) if number else ()
            yield made.number_link(claim)


def cited(made: Making, entry: ReportSource) -> Runs:
    """The source as a citation."""
    return tuple(
        Run(run.text, frozenset({"emphasis"}) if run.italic else frozenset(), run.target)
        for run in citation(entry.source, made.report.options.citations)
    )


def _details(made: Making, entry: ReportSource, told: str) -> list[str]:
    """What else is known of a source, and not in its citation."""
    source, said = entry.source, made.words
    accessed = said.accessed.format(day=written_day(source.accessed)) if source.accessed else ""
    details = [
        said.source_kinds.get(source.kind, source.kind),
        said.standings.get(source.standing, source.standing),
        _("wire: {agency}").format(agency=source.wire) if source.wire else "",
        source.person,
        written_day(source.interviewed_on),
        source.channel,
        said.terms.get(source.terms, source.terms),
        source.recording,
        said.confidential if source.confidential else "",
        accessed,
    ]
    if entry.files:
        details.append(ngettext("file: {names}", "files: {names}", len(entry.files)).format(names=listed(entry.files)))
    return [detail for detail in details if detail and detail.casefold() not in told.casefold()]


def sign_offs(made: Making) -> Iterator[Piece]:
    """Who signed which pass over which draft; a signature under something that has changed is void and says so."""
    articles = made.report.articles
    rows = tuple(
        (
            tuple(
                words(word)
                for word in (one.article.title if len(articles) > 1 else "", record.pass_name, record.remark)
                if word
            ),
            (words(record.person),),
            (words(day_and_time(record.signed_at)),),
            (words(sign_off_state(signed), *(() if signed.valid else ("strong",))),),
            (words(record.digest[:_DIGEST_SHOWN]),),
        )
        for one in articles
        for signed in one.sign_offs
        for record in (signed.sign_off,)
    )
    if rows:
        head = (_("Pass"), _("Signed by"), _("When"), _("State"), _("Digest"))
        yield Table(_("Sign-offs"), head, rows, (22, 20, 26, 19, 13))
    else:
        yield Paragraph(words(_("Nobody has signed off yet.")), "fact")
