"""Exporters are found by the suffix of a file; Word is built in, others come by entry point, and only when asked."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path

import pytest

from factcheck.cli.arguments import EXPORTED
from factcheck.domain.problems import Problem
from factcheck.domain.progress import Progress, Silent
from factcheck.domain.report import Report
from factcheck.formats import exporters
from factcheck.formats.exporters import BUILT_IN, Exporter, exporter_for
from tests.factories_statements import statements_report


class TextReport:
    """A plug-in."""

    name = "Text"
    suffix = ".txt"

    def write(self, report: Report, path: Path, progress: Progress = Silent()) -> None:
        progress.step(1, 1)
        path.write_text(report.project_name, encoding="utf-8")


class NoExporter:
    """Something that a plug-in offers by mistake."""


def offered(monkeypatch: pytest.MonkeyPatch, **entries: str) -> None:
    made = EntryPoints(
        EntryPoint(name, f"{__name__}:{value}", exporters.ENTRY_POINTS) for name, value in entries.items()
    )
    monkeypatch.setattr(exporters, "entry_points", lambda group: made.select(group=group))
    monkeypatch.setitem(sys.modules, __name__, sys.modules[TextReport.__module__])


def test_word_is_built_in(tmp_path: Path) -> None:
    exporter = exporter_for(Path("Report.DOCX"))
    assert exporter in BUILT_IN
    assert exporter.name == "Word document"
    assert isinstance(exporter, Exporter)
    exporter.write(statements_report(), tmp_path / "report.docx")
    assert (tmp_path / "report.docx").exists()


def test_a_plug_in_is_found_by_its_suffix(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    offered(monkeypatch, txt="TextReport")
    exporter = exporter_for(tmp_path / "report.txt")
    assert isinstance(exporter, Exporter)
    assert exporter.name == "Text"


def test_a_plug_in_that_is_no_exporter_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    offered(monkeypatch, txt="NoExporter", text="TextReport")
    with pytest.raises(Problem) as told:
        exporter_for(Path("report.txt"))
    assert ".docx, " in told.value.remedy
    assert ".txt" in told.value.remedy


@pytest.mark.parametrize("name", ["report", "report.wpd", "report.docx.bak"])
def test_an_unknown_suffix_is_told(name: str) -> None:
    with pytest.raises(Problem, match=name):
        exporter_for(Path(name))


def test_asking_for_an_exporter_loads_nothing_heavy() -> None:
    asked = (
        "import sys; from pathlib import Path; from factcheck.formats.exporters import exporter_for;"
        "exporter_for(Path('x.docx')); print([name for name in ('docx', 'lxml') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", asked], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"


def test_the_command_line_tells_of_every_suffix() -> None:
    assert set(EXPORTED) == {exporter.suffix for exporter in BUILT_IN}
