"""A vote on the verdict of a claim: proposal, votes, result; for ratings that a desk decides together."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from factcheck.locales import labelled, short_time
from factcheck.settings import initials_of
from factcheck.translation import _, ngettext
from factcheck.ui.claims.section import Section
from factcheck.ui.forms.boxes import ChoiceBox, LineBox
from factcheck.ui.forms.live_dialog import LiveDialog
from factcheck.ui.forms.typed_field import storable
from factcheck.ui.history.telling import choice_words, result_words
from factcheck.ui.mirroring import inset
from factcheck.ui.widgets import Avatar, Card, GhostButton, PrimaryButton, label
from factcheck.ui.words import word

if TYPE_CHECKING:
    from factcheck.domain.records import Claim, Proposal, Rating, Vote
    from factcheck.project.reading import Reading
    from factcheck.ui.live_project import LiveProject

TABLES: Final = ("proposal", "vote", "claim", "rating", "scale", "project")
_VOTES: Final = ("for", "against", "abstain")  # as in factcheck.domain.records
_RESULTS: Final = ("adopted", "rejected", "withdrawn")


@dataclass(frozen=True)
class VoteReading:
    """A claim with its proposals, latest first, each with its votes; ``ratings`` are those of the scale in use."""

    claim: Claim
    profile: str
    ratings: tuple[Rating, ...]
    labels: dict[str, str]
    proposals: list[tuple[Proposal, list[Vote]]]


def vote_reading(claim_id: str, reading: Reading) -> VoteReading:
    """Read what the dialog shows."""
    from factcheck.domain.records import Claim, Proposal, Vote
    from factcheck.project.queries.project import project_record, ratings, scale_in_use

    proposals = reading.of(Proposal, "proposed_at", claim_id=claim_id)[::-1]
    return VoteReading(
        claim=reading.get(Claim, claim_id),
        profile=project_record(reading).profile,
        ratings=scale_in_use(reading)[1],
        labels={key: rating.label for key, rating in ratings(reading).items()},
        proposals=[(one, reading.of(Vote, "voted_at", proposal_id=one.id)) for one in proposals],
    )


class ProposalCard(Card):
    """One proposal: who put what to the vote, how was voted, how it ended; an open one can be voted on and closed."""

    def __init__(self, proposal: Proposal, votes: list[Vote], verdict: str, *, writable: bool) -> None:
        super().__init__()
        self.votes: dict[str, GhostButton] = {}
        self.results: dict[str, GhostButton] = {}
        column = QVBoxLayout(self)
        inset(column, 12, 10, 12, 10)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(Avatar(initials_of(proposal.person), proposal.person, 24))
        head.addWidget(label(labelled(proposal.person, verdict), 13, 600, wrap=True), 1)
        state = result_words(proposal.result)
        head.addWidget(label(state, 12, 600, "good" if proposal.result == "adopted" else "secondary"))
        column.addLayout(head)
        about = " · ".join(part for part in (short_time(proposal.proposed_at), proposal.remark) if part)
        column.addWidget(label(about, 12, tone="secondary", wrap=True))
        counts = {choice: sum(vote.choice == choice for vote in votes) for choice in _VOTES}
        told = [
            ngettext("{n} for", "{n} for", counts["for"]).format(n=counts["for"]),
            ngettext("{n} against", "{n} against", counts["against"]).format(n=counts["against"]),
            ngettext("{n} abstains", "{n} abstain", counts["abstain"]).format(n=counts["abstain"]),
        ]
        column.addWidget(label(" · ".join(told), 13, 500))
        for vote in votes:
            words = labelled(vote.person, choice_words(vote.choice))
            column.addWidget(label(f"{words} · {vote.remark}" if vote.remark else words, 12, wrap=True))
        if proposal.result:
            ended = " · ".join(part for part in (proposal.decided_by, short_time(proposal.decided_at)) if part)
            column.addWidget(label(ended, 12, tone="secondary"))
        elif writable:
            self._add_buttons(column)
        self.setAccessibleName(", ".join((proposal.person, verdict, state, *told)))

    def _add_buttons(self, column: QVBoxLayout) -> None:
        row = QHBoxLayout()
        row.setSpacing(6)
        for choice, words in (("for", _("Vote for")), ("against", _("Vote against")), ("abstain", _("Abstain"))):
            self.votes[choice] = GhostButton(words)
            row.addWidget(self.votes[choice])
        row.addStretch(1)
        for result, words in (("adopted", _("Adopt")), ("rejected", _("Reject")), ("withdrawn", _("Withdraw"))):
            self.results[result] = GhostButton(words)
            row.addWidget(self.results[result])
        column.addLayout(row)


class VoteDialog(LiveDialog):
    """Proposes a verdict, and shows the votes."""

    def __init__(self, live: LiveProject, claim_id: str, parent: QWidget) -> None:
        super().__init__(live, partial(vote_reading, claim_id), TABLES, _("Vote"), parent)
        self._claim_id = claim_id
        self.resize(620, 520)
        self.title = label("", 15, 600, wrap=True)
        self.rating, self.remark = ChoiceBox(), LineBox()
        self.rating.setAccessibleName(_("Proposed verdict"))
        self.remark.setPlaceholderText(_("Why? (also beside a vote)"))
        self.remark.setAccessibleName(_("Remark"))
        self.propose = PrimaryButton(_("Put to the vote"), "scale", pressed=self.on_propose)
        self.proposals = Section(_("Proposals"))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.rating)
        row.addWidget(self.remark, 1)
        row.addWidget(self.propose)
        page = QWidget()
        column = QVBoxLayout(page)
        inset(column, 0, 0, 8, 0)
        column.setSpacing(12)
        column.addWidget(self.title)
        column.addLayout(row)
        column.addWidget(self.proposals)
        column.addStretch(1)
        self.add_area(page)
        self.add_foot()
        self.begin()

    def show_read(self, read: VoteReading, who: str) -> None:
        self.setWindowTitle(labelled(_("Vote"), word(read.profile, "Verdict")))
        self.title.setText(read.claim.words)
        offered = [(rating.id, rating.label) for rating in read.ratings]
        if [(self.rating.itemData(n), self.rating.itemText(n)) for n in range(self.rating.count())] != offered:
            self.rating.clear()
            self.rating.offer(offered)
        writable = not self.live.read_only_reason
        is_open = any(not one.result for one, _votes in read.proposals)
        self.rating.setEnabled(writable and not is_open)
        self.propose.setEnabled(writable and not is_open)
        rows: list[tuple[object, QWidget]] = []
        for proposal, votes in read.proposals:
            key = (proposal, tuple(votes), writable)
            card = self.proposals.kept(key)
            if card is None:
                verdict = read.labels.get(proposal.rating_id or "", "")
                card = ProposalCard(proposal, votes, verdict, writable=writable)
                for choice, button in card.votes.items():
                    button.clicked.connect(partial(self.on_vote, proposal.id, choice))
                for result, button in card.results.items():
                    button.clicked.connect(partial(self.on_close, proposal.id, result))
            rows.append((key, card))
        self.proposals.show_rows(rows)
        self.proposals.setVisible(bool(rows))

    def on_propose(self) -> None:
        """Put the chosen verdict to the vote."""
        from factcheck.project.edits.voting import ProposeVerdict

        self.live.apply(ProposeVerdict(self._claim_id, self.rating.value, self._said()))

    def on_vote(self, proposal_id: str, choice: str, _checked: bool = False) -> None:
        """Vote, or vote otherwise."""
        from factcheck.project.edits.voting import CastVote

        self.live.apply(CastVote(proposal_id, choice, self._said()))

    def on_close(self, proposal_id: str, result: str, _checked: bool = False) -> None:
        """Close the vote; an adopted verdict is the claim's from now on."""
        from factcheck.project.edits.voting import CloseVote

        self.live.apply(CloseVote(proposal_id, result))

    def _said(self) -> str:
        words = storable(self.remark.text()).strip()
        self.remark.clear()
        return words
