"""What the keys of review do: send claims to a colleague, approve them, send them back, say who works on them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from factcheck.translation import _
from factcheck.ui.words import count_of_claims, phrase, word

if TYPE_CHECKING:
    from factcheck.domain.records import Person
    from factcheck.project.reading import Reading
    from factcheck.ui.main_window import MainWindow


def meant(window: MainWindow) -> tuple[str, ...]:
    """The claims that are meant: those that are chosen."""
    return window.selection.claim_ids


def _named(window: MainWindow, claim_ids: tuple[str, ...]) -> str:
    """The claims in a title: "Claim 4", "3 claims"."""
    profile, count = window.overview.profile, len(claim_ids)
    number = window.claims.model.number_of(claim_ids[0])
    return phrase(profile, "claim number", n=number) if count == 1 and number else count_of_claims(profile, count)


def send_to_review(window: MainWindow, claim_ids: tuple[str, ...] = ()) -> None:
    """Ask for a colleague, the one asked last first, and send claims there; those that are chosen, or others."""
    claim_ids = claim_ids or meant(window)
    if claim_ids:
        window.claims.commit()
        title = _("{claims}: who shall review?").format(claims=_named(window, claim_ids))
        window.live.ask(_colleagues, partial(_ask_reviewer, window, claim_ids, title))


def _ask_reviewer(window: MainWindow, claim_ids: tuple[str, ...], title: str, people: list[Person]) -> None:
    from factcheck.ui.dialogs.person_chooser import PersonChooser

    def send(name: str) -> None:
        from factcheck.project.edits.reviewing import SendToReview

        window.live.apply(SendToReview(claim_ids, name))

    others = [person for person in people if person.name != window.live.author]
    chooser = PersonChooser(title, _("Send to review"), others, window)
    chooser.chosen.connect(send)
    chooser.open()


def vote(window: MainWindow) -> None:
    """Put a verdict on the chosen claim to the vote, vote, or see how was voted."""
    window.claims.commit()
    if window.selection.claim_id:
        window.dialogs.open_vote(window.selection.claim_id)


def assign(window: MainWindow) -> None:
    """Ask who is to work on the claims; oneself comes first."""
    claim_ids = meant(window)
    if claim_ids:
        window.claims.commit()
        title = _("{claims}: who works on this?").format(claims=_named(window, claim_ids))
        window.live.ask(_colleagues, partial(_ask_assignee, window, claim_ids, title))


def _ask_assignee(window: MainWindow, claim_ids: tuple[str, ...], title: str, people: list[Person]) -> None:
    from factcheck.domain.records import Person, named_id
    from factcheck.ui.dialogs.person_chooser import PersonChooser

    def give(name: str) -> None:
        from factcheck.project.edits.reviewing import AssignClaims

        window.live.apply(AssignClaims(claim_ids, name))

    me = window.live.author
    mine = next((person for person in people if person.name == me), Person(id=named_id("person", me), name=me))
    others = [person for person in people if person.name != me]
    chooser = PersonChooser(title, _("Assign"), [mine, *others], window, me=me, nobody=_("Nobody"))
    chooser.chosen.connect(give)
    chooser.open()


def approve(window: MainWindow) -> None:
    """Approve the claims."""
    from factcheck.project.edits.reviewing import ApproveClaims

    if claim_ids := meant(window):
        window.claims.commit()
        window.live.apply(ApproveClaims(claim_ids))


def send_back(window: MainWindow) -> None:
    """Ask what is missing, and send the claims back with it."""
    from factcheck.ui.dialogs.remark_dialog import RemarkDialog

    claim_ids = meant(window)
    if not claim_ids:
        return

    def back(words: str) -> None:
        from factcheck.project.edits.reviewing import SendBack

        window.live.apply(SendBack(claim_ids, words))

    title = _("Send back: {claims}").format(claims=_named(window, claim_ids))
    dialog = RemarkDialog(title, _("Send back"), word(window.overview.profile, "send back hint"), window)
    dialog.written.connect(back)
    dialog.open()


def withdraw(window: MainWindow) -> None:
    """Take the claims back from review."""
    from factcheck.project.edits.reviewing import WithdrawReview

    if claim_ids := meant(window):
        window.live.apply(WithdrawReview(claim_ids))


def _colleagues(reading: Reading) -> list[Person]:
    from factcheck.project.queries.reviews import colleagues

    return colleagues(reading)
