"""What the report says, kept inside of it as custom XML: what a colleague changed in it is found by comparing with it.

Words are kept as digests only: they stand in the report itself, and a second copy of them would be one more to guard.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from factcheck.domain.report import Report, ReportClaim
from factcheck.domain.returning import remark_digests, said
from factcheck.formats.docx.marks import STATE_NAMESPACE
from factcheck.formats.docx.report.markup import DECLARATION, attribute

# Word finds custom XML by such an id; one for all reports, as it names a kind of data.
_STORE: Final = "{8E5D6C0A-6A0B-4B0E-9A53-0F2C5B7F3D11}"
PROPERTIES: Final = (
    f'{DECLARATION}<ds:datastoreItem ds:itemID="{_STORE}"'
    ' xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml">'
    f'<ds:schemaRefs><ds:schemaRef ds:uri="{STATE_NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
)


def remark_of(
    author: str, moment: str, words: str, claim_id: str, comment_id: str, *, resolved: bool, lines: int
) -> str:
    """A comment as it was written, as an element."""
    by, all_said = remark_digests(author, moment, words)
    claim = f' claim="{attribute(claim_id)}"' if claim_id else ""
    comment = f' comment="{attribute(comment_id)}"' if comment_id else ""
    more = (' resolved="1"' if resolved else "") + (f' lines="{lines}"' if lines > 1 else "")
    return f'<remark by="{by}" said="{all_said}"{claim}{comment}{more}/>'


def empty_state() -> str:
    """The custom XML that says nothing."""
    return f'{DECLARATION}<report xmlns="{STATE_NAMESPACE}"/>'


def state_part(report: Report, unchecked: str, remarks: Sequence[str]) -> Iterator[str]:
    """The custom XML of a report, in pieces; nothing in one that goes to readers who decide nothing."""
    if report.options.audience not in ("editor", "handover"):
        yield empty_state()
        return
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
    yield from remarks
    yield "</report>"


def _claim(claim: ReportClaim) -> str:
    rating = f' rating="{attribute(claim.rating.id)}"' if claim.rating is not None else ""
    return f'<claim id="{attribute(claim.claim.id)}"{rating} rationale="{said(claim.claim.rationale)}"/>'
