"""A vote on a verdict: proposed, voted on by several, closed; an adopted one is the claim's verdict."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from factcheck.domain.problems import Problem
from factcheck.domain.records import Claim, Proposal
from factcheck.project.edits.voting import CastVote, CloseVote, ProposeVerdict
from factcheck.project.project import Project
from factcheck.project.queries.project import scale_in_use
from factcheck.ui.dialogs.vote_dialog import ProposalCard, VoteDialog
from tests.factories import add_article, mark, new_project
from tests.ui.windows import Desk, desk


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    project = new_project(tmp_path)
    mark(project, add_article(project), "9,000 cars")
    project.close()
    with desk(qtbot) as made:
        made.open(project.path)
        made.go_to("9,000 cars")
        made.key("n")
        yield made


def card(dialog: VoteDialog) -> ProposalCard:
    found = dialog.proposals.rows[0]
    assert isinstance(found, ProposalCard)
    return found


def test_a_verdict_is_proposed_voted_on_and_adopted(at: Desk, tmp_path: Path) -> None:
    at.run("claim.vote")
    dialog = at.dialog(VoteDialog)
    at.until(lambda: dialog.rating.count() > 0)
    false = next(one for one in at.ask(scale_in_use)[1] if one.label == "False")
    dialog.rating.choose(false.id)
    dialog.remark.setText("the count is old")
    dialog.propose.click()
    at.until(lambda: bool(dialog.proposals.rows))
    assert "1 for" in card(dialog).accessibleName()
    assert not dialog.propose.isEnabled()
    [proposal] = at.ask(lambda reading: reading.of(Proposal))
    with closing(Project.open(at.window.live.path or tmp_path, author="Bo Ek")) as colleague:
        colleague.apply(CastVote(proposal.id, "for"))
        with pytest.raises(Problem, match="open already"):
            colleague.apply(ProposeVerdict(proposal.claim_id or "", false.id))
    at.until(lambda: "2 for" in card(dialog).accessibleName())
    card(dialog).votes["against"].click()
    at.until(lambda: "1 for, 1 against" in card(dialog).accessibleName())
    card(dialog).results["adopted"].click()
    at.until(lambda: "adopted" in card(dialog).accessibleName())
    assert not card(dialog).votes
    [claim] = at.ask(lambda reading: reading.of(Claim))
    assert (claim.rating_id, claim.status) == (false.id, "checked")
    assert dialog.propose.isEnabled()
    dialog.reject()


def test_a_closed_vote_takes_no_votes(tmp_path: Path) -> None:
    with closing(new_project(tmp_path)) as project:
        claim_id = mark(project, add_article(project), "9,000 cars")
        rating = project.read(scale_in_use)[1][0]
        proposal_id = project.apply(ProposeVerdict(claim_id, rating.id)).value
        with pytest.raises(Problem, match="for, against"):
            project.apply(CastVote(proposal_id, "maybe"))
        with pytest.raises(Problem, match="ends adopted"):
            project.apply(CloseVote(proposal_id, ""))
        project.apply(CloseVote(proposal_id, "rejected"))
        assert project.read(lambda reading: reading.get(Claim, claim_id)).rating_id is None
        for edit in (CastVote(proposal_id, "for"), CloseVote(proposal_id, "adopted")):
            with pytest.raises(Problem, match="closed"):
                project.apply(edit)
