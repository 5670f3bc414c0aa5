"""The foot of the inspector: its words are never cut, in no language."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from factcheck.domain.records import Claim, Review
from factcheck.ui.claims.review_footer import ReviewFooter
from tests.ui.speech import cut_off, speaking

ADA, JONAS = "Ada Mihović", "Jonas Kern"
ROOM = 396  # pixels between the margins of a panel of 424


@pytest.mark.parametrize("tag", ["en", "de", "fr", "es", "ar"])
@pytest.mark.parametrize("status", ["in review", "needs attention", "signed off", "unstarted"])
def test_words_that_have_no_room_beside_the_buttons_stand_above(
    dressed: None, qtbot: QtBot, qapp: QApplication, tag: str, status: str
) -> None:
    answer = {"needs attention": "sent back", "signed off": "approved"}.get(status, "")
    long_ago = datetime.now(UTC) - timedelta(days=400)
    review = Review(claim_id="c", asked_by=ADA, asked_of=JONAS, asked_at=long_ago, answer=answer, answered_at=long_ago)
    claim = Claim(id="c", status=status, assignee=JONAS)
    with speaking(qapp, tag):
        foot = ReviewFooter()
        qtbot.addWidget(foot)
        with qtbot.waitExposed(foot):
            foot.show()
        for profile in ("statements", "drafts"):
            foot.show_review(claim, review, author=ADA, profile=profile, initials={})
            for room in (ROOM, 900):
                foot.resize(room, foot.sizeHint().height())
                qtbot.waitUntil(lambda: foot.said.width() >= foot.said.sizeHint().width())
                assert not cut_off(foot)
            qtbot.waitUntil(lambda: foot.said.geometry().bottom() > foot.send.geometry().top())  # in one row
