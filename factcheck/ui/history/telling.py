"""The steps of a history entry in words: what came, what went, what was changed from what to what."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING, Any, Final

from factcheck.locales import labelled
from factcheck.translation import _, spoken
from factcheck.ui import theme as themes
from factcheck.ui.mirroring import turned
from factcheck.ui.words import label, status_words, word

if TYPE_CHECKING:
    from factcheck.domain.history import Entry, Step

# From this length on (characters) the words that differ are marked inside the text.
LONG: Final = 60
LONGEST: Final = 1_200
_CREATED, _REMOVED, _ERASED = "+", "-", "!"  # as in factcheck.domain.history, which the first picture does not load


def title(entry: Entry) -> str:
    """What was done, such as "Verdict" or "Undone: Verdict"."""
    if entry.reversal == "undo":
        return _("Undone: {edit}").format(edit=spoken(entry.name))
    if entry.reversal == "redo":
        return _("Done again: {edit}").format(edit=spoken(entry.name))
    return spoken(entry.name)


def lines(entry: Entry, profile: str) -> list[str]:
    """The steps as lines of rich text in the colours of the theme."""
    return list(_lines(entry, profile))


def _lines(entry: Entry, profile: str) -> Iterator[str]:
    created = {(step.table, step.row) for step in entry.steps if step.field == _CREATED}
    told: set[str] = set()
    said = ("comment", _CREATED) in {(step.table, step.field) for step in entry.steps}
    for step in entry.steps:
        if said and (step.table, step.field) == ("review", "remark"):
            continue  # the same words as the comment's
        record = _record(profile, step.table)
        if step.field == _CREATED:
            continue
        if step.field == _REMOVED:
            words = _("{record} removed") if step.after else _("{record} brought back")
            yield escape(words.format(record=record))
        elif step.field.startswith(_ERASED):
            yield escape(_("{field} removed for good").format(field=field_name(profile, step.table, step.field[1:])))
        elif (step.table, step.row) in created:
            yield _pair(field_name(profile, step.table, step.field), _shown(step, step.after, profile))
        else:
            yield _pair(field_name(profile, step.table, step.field), _change(step, profile))
        told.add(step.row)
    for step in entry.steps:
        if step.field == _CREATED and step.row not in told:
            yield escape(_("{record} added").format(record=_record(profile, step.table)))


def _pair(name: str, value: str) -> str:
    # The name with its colon, as the language writes them, in a quieter tone.
    before, after = labelled(escape(name), "\0").split("\0")
    return f'<span style="color:{themes.current().secondary}">{before}</span>{value}{after}'


def _change(step: Step, profile: str) -> str:
    before, after = _plain(step, step.before, profile), _plain(step, step.after, profile)
    if min(len(before), len(after)) > 0 and max(len(before), len(after)) > LONG:
        return difference(before, after)
    if not before:
        return _cut(after) or _nothing()
    return _("{before} → {after}").format(before=_cut(before), after=_cut(after) or _nothing())


def difference(before: str, after: str) -> str:
    """Both texts in one: what went is struck out, what came is underlined, each in its colour."""
    from factcheck.text.differing import differing

    theme = themes.current()
    looks = {
        "same": "{}",
        "gone": f'<span style="color:{theme.bad};text-decoration:line-through">{{}}</span>',
        "new": f'<span style="color:{theme.good};text-decoration:underline">{{}}</span>',
    }
    pieces = differing(before[:LONGEST], after[:LONGEST])
    shown = "".join(looks[piece.kind].format(_escaped(piece.text)) for piece in pieces)
    shown = shown.replace("</span><span", "</span>&thinsp;<span")
    return shown + ("…" if max(len(before), len(after)) > LONGEST else "")


def _shown(step: Step, value: Any, profile: str) -> str:
    return _cut(_plain(step, value, profile)) or _nothing()


def _plain(step: Step, value: Any, profile: str) -> str:
    if value is None:
        return _("Unchecked") if step.field == "rating_id" else ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if step.field == "status":
        return status_words(profile, str(value))
    if step.field in ("kind", "priority", "stance", "terms", "standing", "to"):
        return label(str(value))
    worded = {"choice": choice_words, "result": result_words}.get(step.field)
    if worded is not None:
        return worded(str(value))
    if (step.table, step.field) == ("open_place", "decision"):
        return {"placed": _("placed"), "lost": _("gone from the draft")}.get(str(value), str(value))
    if step.table == "review" and step.field == "answer":
        return review_answer(str(value))
    return str(value)


def change_in_words(profile: str, table: str, field: str) -> str:
    """Which field of which record was changed: "Verdict", "Place removed"."""
    record = _record(profile, table)
    if field == _CREATED:
        return _("{record} added").format(record=record)
    if field == _REMOVED:
        return _("{record} removed or brought back").format(record=record)
    if (table, field) == ("article", "revision_id"):
        return _("New draft")
    return field_name(profile, table, field.removeprefix(_ERASED))


def choice_words(choice: str) -> str:
    """A vote in words."""
    return {"for": _("for"), "against": _("against"), "abstain": _("abstains")}.get(choice, choice)


def result_words(result: str) -> str:
    """The result of a vote in words."""
    results = {"": _("open"), "adopted": _("adopted"), "rejected": _("rejected"), "withdrawn": _("withdrawn")}
    return results.get(result, result)


def review_answer(answer: str) -> str:
    """The answer of a review in words."""
    answers = {"approved": _("approved"), "sent back": _("sent back"), "withdrawn": _("withdrawn")}
    return answers.get(answer, answer)


def _cut(text: str) -> str:
    return _escaped(turned(text if len(text) <= LONGEST else text[:LONGEST] + "…"))


def _escaped(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _nothing() -> str:
    words = escape(_("(empty)"))
    return f'<span style="color:{themes.current().faint}">{words}</span>'


def _record(profile: str, table: str) -> str:
    names = {
        "claim": word(profile, "Claim"),
        "highlight": _("Place"),
        "open_place": _("Question about the place"),
        "evidence": _("Evidence"),
        "comment": _("Comment"),
        "query": _("Query"),
        "review": _("Review"),
        "claim_tag": _("Tag"),
        "source": _("Source"),
        "attachment": _("File"),
        "article": _("Article"),
        "revision": _("Draft"),
        "omission": _("Stretch left out"),
        "sentence": _("Nothing to check"),
        "sign_off": word(profile, "Sign off"),
        "waiver": _("Waiver"),
        "proposal": _("Proposed verdict"),
        "vote": _("Vote"),
        "link_look": _("Look at a link"),
        "person": _("Person"),
        "scale": _("Scale"),
        "rating": word(profile, "Verdict"),
        "project": _("Project"),
    }
    return names.get(table, table)


def field_name(profile: str, table: str, field: str) -> str:
    """The name of a field as the forms show it; one that no form shows has the log's."""
    names = {
        "rating_id": word(profile, "Verdict"),
        "rationale": word(profile, "Rationale"),
        "correction": word(profile, "Correction"),
        "words": word(profile, "words"),
        "note": _("Internal note"),
        "status": _("Status"),
        "kind": _("Kind"),
        "priority": _("Priority"),
        "assignee": _("Assigned to"),
        "speaker": _("Speaker"),
        "speaker_role": _("Speaker’s role"),
        "stated_on": _("Said on"),
        "occasion": _("Occasion"),
        "quote": _("Marked"),
        "source_id": _("Source"),
        "stance": _("Stance"),
        "passage": _("Passage"),
        "locator": _("Where in it"),
        "verified": _("Verified"),
        "text": _("Comment"),
        "resolved": _("Resolved"),
        "question": _("Question"),
        "answer": _("Answer"),
        "answered": _("Answered on"),
        "asked": _("Asked on"),
        "due": _("Due"),
        "closed": _("Closed"),
        "to": _("Asked of"),
        "addressee": _("Addressee"),
        "channel": _("Channel"),
        "asked_of": _("Asked of"),
        "remark": _("Comment"),
        "title": _("Title"),
        "byline": _("Byline"),
        "publication": _("Publication"),
        "published": _("Published"),
        "address": _("Address"),
        "name": _("Name"),
        "initials": _("Initials"),
        "role": _("Role"),
        "person": _("Person"),
        "decision": _("Decision"),
        "reason": _("Reason"),
        "shown": _("Shown"),
        "pass_name": _("Pass"),
        "passes": _("Passes"),
        "choice": _("Vote"),
        "result": _("Result"),
        "decided_by": _("Decided by"),
    }
    return names.get(field, f"{_record(profile, table)}, {field}")
