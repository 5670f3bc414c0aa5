"""Small rules: what is open, what may leave the project, how values travel as JSON and as times."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.engine import make_url

from factcheck.domain.changes import Change
from factcheck.domain.draft import Block, Note, Span, Structure, structure_from_json, structure_to_json
from factcheck.domain.findings import is_changed, is_open, settled, unsettled
from factcheck.domain.problems import Problem
from factcheck.domain.progress import Silent
from factcheck.domain.records import Attachment, Claim, Rating, Source, named_id, new_id
from factcheck.domain.report import DRAFT_PARTS, STATEMENT_PARTS, parts_of
from factcheck.domain.sourcing import public_view, secrets
from factcheck.domain.times import UtcTime, now

SQLITE, POSTGRESQL = (make_url(f"{name}://").get_dialect()() for name in ("sqlite", "postgresql"))
CLOSING, KEEPING = Rating(closes=True), Rating(closes=False)


def test_a_claim_is_open_until_a_verdict_closes_it() -> None:
    assert is_open("unstarted", None)
    assert is_open("checked", KEEPING)
    assert is_open("re-check", CLOSING)
    assert is_open("needs attention", CLOSING)
    assert not is_open("checked", CLOSING)
    assert settled("re-check") == "checked"
    assert settled("in review") == "in review"
    assert unsettled("signed off") == "unstarted"
    assert unsettled("in review") == "in review"
    assert is_changed(Claim(correction="x"))
    assert not is_changed(Claim(correction=" "))


def test_a_confidential_source_shows_its_alias_and_nothing_else() -> None:
    source = Source(
        kind="interview",
        title="Talk with Mara Lind",
        authors="Mara Lind; Ole Berg",
        person="Mara Lind",
        contact="+47 555",
        address="https://leaks.example/mara",
        confidential=True,
        alias="A person in the ministry",
        note="careful",
        standing="primary",
    )
    shown = public_view(source)
    assert shown.title == "A person in the ministry"
    assert "Mara" not in repr(shown)
    words = secrets(source, [Attachment(name="mara.pdf")])
    assert {"Mara Lind", "Ole Berg", "https://leaks.example/mara", "mara.pdf", "+47 555"} <= set(words)
    assert "A person in the ministry" not in words
    assert public_view(Source(confidential=True)).title == "Confidential source"


def test_an_open_source_keeps_its_particulars_but_not_the_notes() -> None:
    shown = public_view(Source(title="Census", note="ask again", contact="555"))
    assert (shown.title, shown.note, shown.contact) == ("Census", "", "")
    assert secrets(Source(title="Census")) == ()
    assert secrets(Source(title="Census", privileged=True)) == ("Census",)


def test_short_words_are_no_secrets_unless_they_are_whole_names() -> None:
    assert secrets(Source(person="Li", confidential=True)) == ()
    assert secrets(Source(person="李明", confidential=True)) == ("李明",)
    assert secrets(Source(person="明", contact="12", confidential=True)) == ()


def test_parts_follow_the_profile() -> None:
    assert parts_of("drafts") == DRAFT_PARTS
    assert parts_of("statements") == STATEMENT_PARTS


def test_problems_say_what_happened_and_what_to_do() -> None:
    assert str(Problem("It broke.", "Mend it.")) == "It broke. Mend it."
    assert str(Problem("It broke.")) == "It broke."


def test_ids_are_new_or_named() -> None:
    assert new_id() != new_id()
    assert named_id("tag", "x") == named_id("tag", "x") != named_id("tag", "y")
    Silent().step(1, 2)


def test_a_change_tells_what_it_touches() -> None:
    change = Change({"claim": {"a": frozenset({"words"})}, "source": {}})
    assert change.touches("highlight", "claim")
    assert not change.touches("source")
    assert change.ids("claim") == frozenset({"a"})
    assert change.ids("person") == frozenset()


def test_times_are_stored_aware_and_in_utc() -> None:
    column = UtcTime()
    local = datetime(2026, 1, 2, 3, 4, tzinfo=timezone(timedelta(hours=2)))
    stored = column.process_bind_param(local, SQLITE)
    assert stored == "2026-01-02T01:04:00+00:00"
    assert column.process_result_value(stored, SQLITE) == local
    assert column.process_bind_param(local, POSTGRESQL) == local
    assert column.process_result_value(local, POSTGRESQL) == local
    assert column.process_bind_param(None, SQLITE) is None
    with pytest.raises(ValueError, match="without a zone"):
        column.process_bind_param(datetime(2026, 1, 2), SQLITE)  # noqa: DTZ001 - what must be refused
    assert now().tzinfo is UTC


@given(
    st.lists(st.builds(Block, st.sampled_from(["title", "paragraph"]), st.integers(0, 9), st.integers(9, 20))),
    st.lists(st.builds(Span, st.just("link"), st.integers(0, 9), st.integers(9, 20), st.text())),
    st.lists(
        st.builds(
            Note,
            st.text(),
            st.just("comment"),
            st.integers(0, 9),
            st.integers(9, 20),
            st.text(),
            resolved=st.booleans(),
            links=st.lists(st.text()).map(tuple),
        )
    ),
)
def test_structure_survives_the_journey_through_json(blocks: list[Block], spans: list[Span], notes: list[Note]) -> None:
    structure = Structure(tuple(blocks), tuple(spans), tuple(notes))
    assert structure_from_json(structure_to_json(structure)) == structure


def test_structure_of_a_newer_program_is_read() -> None:
    assert structure_from_json("") == Structure()
    assert structure_from_json(
        '{"blocks": [{"kind": "title", "start": 0, "end": 3, "glow": 1}], "rays": []}'
    ) == Structure((Block("title", 0, 3),))
