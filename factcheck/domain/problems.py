"""What can go wrong in the world, told to the person: what happened and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from factcheck.domain.address import Address


class Problem(Exception):
    """An expected failure: shown to the person, and the work goes on.

    ``message`` says what happened, ``remedy`` what the person can do; both are
    whole sentences in the person's language.
    """

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}".strip()


class UndoConflict(Problem):
    """An undo would overwrite what somebody else has written since."""


class Cancelled(Exception):
    """The person cancelled a long piece of work; nothing is shown."""


class ServerAsks(Problem):
    """Something is lacking without which nobody comes in at a server; ``address`` is where."""

    def __init__(self, message: str, remedy: str, address: Address) -> None:
        super().__init__(message, remedy)
        self.address = address


class PasswordWanted(ServerAsks):
    """A server wants a password, or another one than it was told."""


class CertificateWanted(ServerAsks):
    """A server whose certificate nobody vouches for here, or a file that was to vouch for it and cannot be read."""
