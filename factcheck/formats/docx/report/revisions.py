"""Tracked changes of Word: what an editor accepts or rejects word by word."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.formats.docx.report.allocation import Ids
from factcheck.formats.docx.report.markup import attribute


@dataclass(frozen=True, slots=True, eq=False)
class Hand:
    """Who changes and when; ``moment`` as comments carry it."""

    ids: Ids
    author: str
    moment: str

    def removed(self, runs: str) -> str:
        """Runs as tracked deletions; pictures and fields are not among them."""
        inside = runs.replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>")
        return f"<w:del {self._signed()}>{inside}</w:del>" if runs else ""

    def added(self, runs: str) -> str:
        """Runs as a tracked insertion."""
        return f"<w:ins {self._signed()}>{runs}</w:ins>" if runs else ""

    def _signed(self) -> str:
        dated = f' w:date="{self.moment}"' if self.moment else ""
        return f'w:id="{self.ids.annotation()}" w:author="{attribute(self.author)}"{dated}'
