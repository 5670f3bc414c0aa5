"""What the values of records' vocabularies are called: statuses, kinds, stances, terms, roles, parts of a report."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from factcheck.translation import _, current_language

if TYPE_CHECKING:
    from factcheck.domain.report import ReportSignOff


def label_of(value: str) -> str:
    """The label of a value out of a vocabulary of ``domain.records``; a value of a newer program stands as it is."""
    return _labels(current_language()).get(value, value)


def sign_off_state(signed: ReportSignOff) -> str:
    """Whether a sign-off still stands, in the words of a report."""
    if signed.unproven:
        return _("not verifiable here: what was signed did not come along")
    return _("valid") if signed.valid else _("void: changed since")


def source_kinds() -> dict[str, str]:
    """What kinds of sources are called in reports and citations."""
    return {
        "web page": _("Web page"),
        "report": _("Report"),
        "article": _("Article"),
        "book": _("Book"),
        "study": _("Study"),
        "law": _("Law"),
        "data": _("Data"),
        "interview": _("Interview"),
        "letter": _("Letter"),
        "broadcast": _("Broadcast"),
        "image": _("Image"),
        "document": _("Document"),
        "other": _("Source"),
    }


@lru_cache(maxsize=4)
def _labels(_language: str) -> dict[str, str]:
    """All labels, kept by the language that they are in."""
    return source_kinds() | {
        # kinds of sources that are called otherwise where they are chosen
        "letter": _("Letter or e-mail"),
        # statuses
        "unstarted": _("unstarted"),
        "in progress": _("in progress"),
        "in review": _("in review"),
        "needs attention": _("needs attention"),
        "re-check": _("re-check"),
        "checked": _("checked"),
        "signed off": _("signed off"),
        # kinds of claims
        "statistic": _("Statistic"),
        "quotation": _("Quotation"),
        "name": _("Name"),
        "date": _("Date"),
        "attribution": _("Attribution"),
        "event": _("Event"),
        "comparison": _("Comparison"),
        "image": _("Image"),
        "not checkable": _("Not checkable"),
        "other": _("Other"),
        # priorities
        "high": _("High"),
        "low": _("Low"),
        # stances
        "supports": _("Supports"),
        "refutes": _("Refutes"),
        "context": _("Context"),
        # terms of an interview
        "on record": _("On record"),
        "background": _("On background"),
        "off record": _("Off the record"),
        # standing
        "primary": _("Primary"),
        "secondary": _("Secondary"),
        # whom a query goes to
        "writer": _("Writer"),
        "editor": _("Editor"),
        "lawyer": _("Lawyer"),
        "person": _("Person written about"),
        # parts of a report
        "cover": _("Cover with counts"),
        "contents": _("Contents"),
        "corrections": _("Corrections"),
        "queries": _("Queries for the reader"),
        "replies": _("Reply log"),
        "header": _("Header on each page"),
        "footer": _("Footer with page numbers"),
        # whom a report is for
        "public": _("Publication: public verdicts and sources"),
        "handover": _("Handover pack: report, files and data"),
        "claims table": _("Table of claims"),
        "claims": _("A section for each claim"),
        "sources": _("Source list"),
        "sign-offs": _("Sign-offs"),
        "open items": _("Open items, by who owes the answer"),
        "changes": _("Changes: old and new wording"),
        "untouched": _("Untouched text"),
    }
