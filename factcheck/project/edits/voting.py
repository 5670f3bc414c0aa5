"""Edits of votes: a verdict is proposed, people vote, somebody closes the vote with its result."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.domain.findings import settled
from factcheck.domain.problems import Problem
from factcheck.domain.records import RESULTS, VOTES, Claim, Proposal, Rating, Vote, named_id
from factcheck.domain.times import now
from factcheck.project.recording import Recording
from factcheck.translation import _


@dataclass(frozen=True)
class ProposeVerdict:
    """Put a verdict on a claim to the vote; the answer is the proposal's id. One proposal at a time is open."""

    claim_id: str
    rating_id: str
    remark: str = ""

    @property
    def name(self) -> str:
        """Menu words."""
        return _("Propose a verdict")

    def apply(self, recording: Recording) -> str:
        """Write the proposal; whoever proposes votes for it."""
        recording.get(Claim, self.claim_id)
        recording.get(Rating, self.rating_id)
        if any(not one.result for one in recording.of(Proposal, claim_id=self.claim_id)):
            raise Problem(
                _("A vote on this claim is open already."), _("Close it before you propose another verdict.")
            )
        proposal = Proposal(
            claim_id=self.claim_id,
            rating_id=self.rating_id,
            person=recording.author,
            proposed_at=now(),
            remark=self.remark.strip(),
        )
        recording.add(proposal)
        _vote(recording, proposal, "for", "")
        return proposal.id


@dataclass(frozen=True)
class CastVote:
    """Vote on an open proposal, or vote otherwise than before; ``choice`` is one of ``VOTES``."""

    proposal_id: str
    choice: str
    remark: str = ""

    @property
    def name(self) -> str:
        """Menu words."""
        return _("Vote")

    def apply(self, recording: Recording) -> None:
        """Write the author's vote; raises ``Problem`` where the vote is closed."""
        if self.choice not in VOTES:
            raise Problem(_("A vote is for, against, or an abstention."), _("Choose one of them."))
        _vote(recording, _open(recording, self.proposal_id), self.choice, self.remark.strip())


@dataclass(frozen=True)
class CloseVote:
    """Close a vote with its result; an adopted proposal gives the claim its verdict."""

    proposal_id: str
    result: str

    @property
    def name(self) -> str:
        """Menu words."""
        return _("Close the vote")

    def apply(self, recording: Recording) -> None:
        """Write the result and, where it was adopted, the verdict."""
        if self.result not in RESULTS[1:]:
            raise Problem(
                _("A vote ends adopted, rejected or withdrawn."), _("Choose one of them.")
            )
        proposal = _open(recording, self.proposal_id)
        result = {"result": self.result, "decided_by": recording.author, "decided_at": now()}
        recording.change(Proposal, proposal.id, result)
        if self.result == "adopted":
            claim = recording.get(Claim, proposal.claim_id or "")
            verdict = {"rating_id": proposal.rating_id, "status": settled(claim.status)}
            recording.change(Claim, claim.id, verdict)


def _open(recording: Recording, proposal_id: str) -> Proposal:
    proposal = recording.get(Proposal, proposal_id)
    if proposal.result:
        raise Problem(_("This vote is closed."), _("Propose the verdict anew to vote again."))
    return proposal


def _vote(recording: Recording, proposal: Proposal, choice: str, remark: str) -> None:
    vote_id = named_id("vote", proposal.id, recording.author)
    vote = Vote(
        id=vote_id,
        claim_id=proposal.claim_id,
        proposal_id=proposal.id,
        person=recording.author,
        choice=choice,
        remark=remark,
        voted_at=now(),
    )
    if recording.find(Vote, vote_id) is None:
        recording.add(vote)
    else:
        recording.restore(Vote, vote_id)
        recording.change(Vote, vote_id, {"choice": choice, "remark": remark, "voted_at": vote.voted_at})
