"""Files that are kept inside the project: read beside the window, refused where they are too large, saved out again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from factcheck.domain.problems import Problem
from factcheck.translation import _

if TYPE_CHECKING:
    from factcheck.domain.records import Attachment
    from factcheck.ui.live_project import LiveProject

MEGABYTE: Final = 1_000_000
LARGEST: Final = 200 * MEGABYTE  # one file
HEAVY: Final = 20 * MEGABYTE  # all files together: from here on the project is heavy to send


def file_bytes(path: Path) -> bytes:
    """The content of a file to be kept; raises ``Problem`` where it is too large or cannot be read."""
    try:
        if not path.is_file():
            raise Problem(_("“{name}” is no file.").format(name=path.name), _("Drop single files, not folders."))
        size = path.stat().st_size
        if size > LARGEST:
            raise Problem(
                _("“{name}” is too large to be kept inside the project: {size} MB.").format(
                    name=path.name, size=round(size / MEGABYTE)
                ),
                _("The limit is {limit} MB. Keep the file elsewhere, and note its place with the source.").format(
                    limit=LARGEST // MEGABYTE
                ),
            )
        return path.read_bytes()
    except OSError as error:
        raise Problem(
            _("“{name}” cannot be read: {reason}.").format(name=path.name, reason=error.strerror or error),
            _("Close it in other programs, or copy it to another folder first."),
        ) from error


def attach_file(
    live: LiveProject,
    path: Path,
    *,
    source_id: str = "",
    claim_ids: tuple[str, ...] = (),
    noticed: Callable[[str], None],
) -> None:
    """Keep a file with a source, or as a new source of claims; ``noticed`` is told where the project gets heavy."""

    def keep(content: bytes) -> None:
        from factcheck.project.edits.sources import AttachFile

        live.apply(AttachFile(path.name, content, source_id=source_id, claim_ids=claim_ids), lambda _done: weigh())

    def weigh() -> None:
        def query(reading: Any) -> int:
            from factcheck.project.queries.sources import size_of_files

            return size_of_files(reading)

        live.ask(query, tell)

    def tell(size: int) -> None:
        if size > HEAVY:
            words = _("The files in this project come to {size} MB: it gets heavy to send.")
            noticed(words.format(size=round(size / MEGABYTE)))

    # Read on the project's thread: a slow disk must not hold up the window.
    live.ask(lambda _reading: file_bytes(path), keep)


def save_attachment(live: LiveProject, attachment: Attachment, path: Path) -> None:
    """Write a kept file to ``path``; a failure reaches ``live.failed``."""

    def query(reading: Any) -> None:
        from factcheck.project.queries.sources import attachment_bytes

        content = attachment_bytes(reading, attachment.id)
        try:
            path.write_bytes(content)
        except OSError as error:
            raise Problem(
                _("“{name}” cannot be written: {reason}.").format(name=path.name, reason=error.strerror or error),
                _("Choose another folder."),
            ) from error

    live.ask(query, lambda _nothing: None)
