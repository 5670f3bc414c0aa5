"""What the report says, kept inside of it as custom XML: what a colleague changed in it is found by comparing with it.

Words are kept as digests only: they stand in the report itself, and a second copy of them would be one more to guard.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from factcheck.domain.report import Report, ReportClaim
from factcheck.domain.returning import ReportedRemark, remark_digests, said
from factcheck.formats.docx.marks import STATE_NAMESPACE
from factcheck.formats.docx.report.markup import DECLARATION, attribute, words_of_runs

# Word finds custom XML by such an id; one for all reports, as it names a kind of data.
_STORE: Final = "{8E5D6C0A-6A0B-4B0E-9A53-0F2C5B7F3D11}"
PROPERTIES: Final = (
    f'{DECLARATION}<ds:datastoreItem ds:itemID="{_STORE}"'
    ' xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml">'
    f'<ds:schemaRefs><ds:schemaRef ds:uri="{STATE_NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
)


def remark_of(
    author: str, moment: str, paragraphs: Sequence[str], claim_id: str, comment_id: str, *, resolved: bool
) -> ReportedRemark:
    """A comment as it was written; ``paragraphs`` are runs."""
    by, all_said = remark_digests(author, moment, words_of_runs("".join(paragraphs)))
    return ReportedRemark(by, all_said, claim_id, comment_id, resolved, len(paragraphs))


def state_part(report: Report, unchecked: str, remarks: Sequence[ReportedRemark]) -> str:
    """The custom XML of a report; nothing in one that goes to readers who decide nothing."""
    if report.options.audience not in ("editor", "handover"):
        return empty_state()
    return "".join(_pieces(report, unchecked, remarks))


def empty_state() -> str:
    """The custom XML that says nothing."""
    return f'{DECLARATION}<report xmlns="{STATE_NAMESPACE}"/>'


def _pieces(report: Report, unchecked: str, remarks: Sequence[ReportedRemark]) -> Iterator[str]:
    yield (
        f'{DECLARATION}<report xmlns="{STATE_NAMESPACE}" version="1" project="{attribute(report.project_id)}"'
        f' unchecked="{attribute(unchecked)}">'
    )
    for one in report.articles:
        omitted = " ".join(f"{start}-{end}" for start, end in one.omitted)
        yield (
            f'<article id="{attribute(one.article.id)}" revision="{attribute(one.revision.id)}"'
            + (f' omitted="{omitted}"' if omitted else "")
            + ">"
        )
        yield from map(_claim, one.claims)
        yield "</article>"
    for remark in remarks:
        claim = f' claim="{attribute(remark.claim_id)}"' if remark.claim_id else ""
        comment = f' comment="{attribute(remark.comment_id)}"' if remark.comment_id else ""
        resolved = ' resolved="1"' if remark.resolved else ""
        lines = f' lines="{remark.lines}"' if remark.lines > 1 else ""
        yield f'<remark by="{remark.by}" said="{remark.said}"{claim}{comment}{resolved}{lines}/>'
    yield "</report>"


def _claim(claim: ReportClaim) -> str:
    rating = f' rating="{attribute(claim.rating.id)}"' if claim.rating is not None else ""
    return f'<claim id="{attribute(claim.claim.id)}"{rating} rationale="{said(claim.claim.rationale)}"/>'
