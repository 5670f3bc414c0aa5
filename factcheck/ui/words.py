"""The words of a profile on screen, and the translated labels of the vocabularies that records hold.

In code and files the word is always claim, verdict, rationale, correction; *drafts before publication* shows fact,
finding, checking note, change. Whole phrases stand here rather than single nouns, since a noun put into a sentence
cannot be translated.
"""

from __future__ import annotations

from functools import lru_cache

from factcheck.domain.labels import label_of
from factcheck.translation import _, current_language, ngettext


def word(profile: str, key: str) -> str:
    """The word or phrase ``key`` in a profile (``drafts`` or ``statements``); ``KeyError`` for an unknown key."""
    return _words(current_language(), drafts=profile == "drafts")[key]


def phrase(profile: str, key: str, **values: object) -> str:
    """The phrase ``key`` with its ``{values}`` filled in."""
    return word(profile, key).format(**values)


@lru_cache(maxsize=4)
def _words(_language: str, *, drafts: bool) -> dict[str, str]:
    """All words of a profile, kept by the language that they are in."""
    return _draft_words() if drafts else _statement_words()


def _statement_words() -> dict[str, str]:
    return {
        "claim": _("claim"),
        "Claim": _("Claim"),
        "Claims": _("Claims"),
        "verdict": _("verdict"),
        "Verdict": _("Verdict"),
        "Rationale": _("Rationale"),
        "Correction": _("Correction"),
        "Sign off": _("Approve"),
        "Sign-offs": _("Approvals"),
        "changed verdict": _("{name} changed this verdict while you were editing."),
        "approved by": _("Approved by {name}, {time}"),
        "approved by you": _("Approved by you, {time}"),
        "send back hint": _("What does this claim still need?"),
        "claim number": _("Claim {n}"),
        "claim here": _("claim {n} of {count} here"),
        "have a verdict": _("{done} of {all} have a verdict"),
        "none": _("No claims yet"),
        "none hint": _("Choose a sentence and press C."),
        "none found": _("No claim fits this filter"),
        "nothing chosen": _("No claim chosen"),
        "nothing chosen hint": _("Choose a card, or a sentence and press C."),
        "rationale hint": _("Why this verdict? One or two sentences.   E"),
        "correction hint": _("Suggested wording"),
        "words": _("Claim as stated"),
        "words hint": _("The claim in a sentence of its own"),
        "remove": _("Remove claim"),
        "remove several": _("Remove these claims"),
        "several hint": _("Number keys give all of them a verdict. Esc goes back to one claim."),
        "add highlight": _("Add selected words to this claim"),
        "filter": _("Filter claims"),
        "highlights": _("Places of this claim"),
        "signs": _("What is signed: this draft and its claims as they stand now."),
    }


def _draft_words() -> dict[str, str]:
    return {
        "claim": _("fact"),
        "Claim": _("Fact"),
        "Claims": _("Facts"),
        "verdict": _("finding"),
        "Verdict": _("Finding"),
        "Rationale": _("Checking note"),
        "Correction": _("Change"),
        "Sign off": _("Sign off"),
        "Sign-offs": _("Sign-offs"),
        "changed verdict": _("{name} changed this finding while you were editing."),
        "approved by": _("Signed off by {name}, {time}"),
        "approved by you": _("Signed off by you, {time}"),
        "send back hint": _("What does this fact still need?"),
        "claim number": _("Fact {n}"),
        "claim here": _("fact {n} of {count} here"),
        "have a verdict": _("{done} of {all} have a finding"),
        "none": _("No facts yet"),
        "none hint": _("Choose a sentence and press C."),
        "none found": _("No fact fits this filter"),
        "nothing chosen": _("No fact chosen"),
        "nothing chosen hint": _("Choose a card, or a sentence and press C."),
        "rationale hint": _("How was it checked? What did you find?   E"),
        "correction hint": _("New wording for the draft"),
        "words": _("Fact as stated"),
        "words hint": _("The fact in a sentence of its own"),
        "remove": _("Remove fact"),
        "remove several": _("Remove these facts"),
        "several hint": _("Number keys give all of them a finding. Esc goes back to one fact."),
        "add highlight": _("Add selected words to this fact"),
        "filter": _("Filter facts"),
        "highlights": _("Places of this fact"),
        "signs": _("What is signed: this draft and its facts as they stand now."),
    }


def status_words(profile: str, status: str) -> str:
    """The label of a claim's status in the words of a profile."""
    return _("approved") if status == "signed off" and profile != "drafts" else label(status)


def count_of_claims(profile: str, count: int) -> str:
    """How many claims: "12 claims"."""
    if profile == "drafts":
        return ngettext("{n} fact", "{n} facts", count).format(n=count)
    return ngettext("{n} claim", "{n} claims", count).format(n=count)


def empty_queue(queue: str) -> tuple[str, str]:
    """What an empty queue says, and what would come into it."""
    return {
        "inbox": (_("Nothing waits for you"), _("Answers, claims sent back and conflicts come here.")),
        "to review": (_("Nothing to review"), _("What colleagues ask you to review comes here.")),
        "assigned": (_("Nothing is assigned to you"), _("Press Shift+A on a card to take it.")),
    }[queue]


def label(value: str) -> str:
    """The label of a value out of a vocabulary of ``domain.records``; a value of a newer program stands as it is."""
    return label_of(value)
