"""Reads the claim that a person peeks at in the article, and keeps its card at one with the project."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from factcheck.ui import reading

if TYPE_CHECKING:
    from factcheck.domain.changes import Change
    from factcheck.domain.problems import Problem
    from factcheck.project.queries.claims import ClaimSheet
    from factcheck.project.reading import Reading
    from factcheck.ui.main_window import MainWindow


def read_claim(window: MainWindow, claim_id: str) -> None:
    """Read a claim for its card; one that was removed meanwhile has none."""
    peeker = window.pane.view.peeker

    def on_gone(_problem: Problem) -> None:
        peeker.close_card()

    window.live.ask(partial(_claim, claim_id=claim_id), peeker.show_claim, on_gone)


def follow(window: MainWindow, change: Change) -> None:
    """Read the claim of the open card again where the change may touch it."""
    mark = window.pane.view.peeker.mark
    if mark is not None and change.touches("claim", "evidence", "source", "comment"):
        read_claim(window, mark.claim_id)


def open_claim(window: MainWindow, claim_id: str) -> None:
    """Step to the claim in the panel."""
    reading.leave_reading_mode(window)
    window.selection.choose_claim(claim_id, "peek")
    window.claims.focus_list()


def _claim(reading: Reading, claim_id: str) -> ClaimSheet:
    from factcheck.project.queries.claims import claim

    return claim(reading, claim_id)
