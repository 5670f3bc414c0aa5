"""What is dropped or pasted on claims becomes their source: files are kept, links are cited."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QUrl

from factcheck.ui.sources.attaching import attach_file

if TYPE_CHECKING:
    from factcheck.project.recording import Edit
    from factcheck.ui.live_project import LiveProject


def takes_sources(data: QMimeData) -> bool:
    """Whether something that is dragged or on the clipboard can become a source."""
    return data.hasUrls() or bool(_links(data))


def take_sources(
    live: LiveProject,
    claim_ids: tuple[str, ...],
    data: QMimeData,
    noticed: Callable[[str], None],
    cited: Callable[[object], None] | None = None,
) -> None:
    """Make sources of claims, each with one edit for all of them.

    ``noticed`` is told of files that make the project heavy, ``cited`` of each link.
    """
    from factcheck.project.edits.sources import Cite
    from factcheck.project.edits.together import Together

    files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    for path in files:
        attach_file(live, path, claim_ids=claim_ids, noticed=noticed)
    for address in _links(data):
        first, *others = [Cite(claim_id, address=address) for claim_id in claim_ids]
        live.apply(Together(first.name, first, partial(_also, others)) if others else first, cited)


def _also(others: Sequence[Edit], _made: object) -> Sequence[Edit]:
    return others


def _links(data: QMimeData) -> list[str]:
    """The links that are dragged as such, or else those that stand in the text."""
    from factcheck.text.addresses import links_in, safe_link

    whole = QUrl.ComponentFormattingOption.FullyEncoded
    dragged = [url.toString(whole) for url in data.urls() if not url.isLocalFile()]
    if dragged or data.hasUrls():
        return dragged
    return [link for link in dict.fromkeys(links_in(data.text())) if safe_link(link)] if data.hasText() else []
