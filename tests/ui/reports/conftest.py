"""What tests of reports in the window begin with."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from factcheck.ui.jobs import Jobs
from tests.ui.factories_desk import Desk
from tests.ui.reports.report_desk import ReportDesk


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    jobs = Jobs()
    yield jobs
    jobs.shut_down()


@pytest.fixture
def on(desk: Desk, jobs: Jobs) -> ReportDesk:
    return ReportDesk(desk, jobs)
