"""The changes that a report brought back, in words: what each is, and what bears on it."""

from __future__ import annotations

from factcheck.domain.returning import Returned
from factcheck.translation import _, ngettext


def kind_told(change: Returned, profile: str) -> str:
    """What kind of change it is."""
    facts = profile == "drafts"
    if change.kind == "resolved":
        return _("Comment resolved") if change.resolved else _("Comment opened again")
    if change.kind == "wording":
        if not change.new.strip():
            return _("Words deleted")
        return _("Words changed") if change.old.strip() else _("Words added")
    return {
        "remark": _("Answer") if change.parent_id else _("Comment"),
        "claim": _("Comment, which makes a fact") if facts else _("Comment, which makes a claim"),
        "question": _("Comment on no words of the article, kept as a question"),
        "remark text": _("Comment changed"),
        "verdict": _("Finding") if facts else _("Verdict"),
        "rationale": _("Checking note") if facts else _("Rationale"),
    }[change.kind]


def caution_told(change: Returned) -> str:
    """What is to be known before it is merged; empty where nothing is."""
    if not change.can_be_merged:
        return _("These words do not stand in the current draft any more: change it there by hand.")
    if not change.since:
        return ""
    if change.kind in ("verdict", "rationale") and change.seen:
        return _("This was changed in the project since: both values are kept until somebody decides.")
    return _("This was changed in the project since, and is replaced.")


def changes_told(count: int) -> str:
    """How many changes there are."""
    return ngettext("{n} change", "{n} changes", count).format(n=count)
