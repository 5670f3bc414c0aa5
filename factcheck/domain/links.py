"""What stood at a web address when somebody looked there."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Seen:
    """The answer of an address: ``status`` 0 where nothing answered, and ``trouble`` says why.

    ``digest`` is the SHA-256 (hex) of the words that a reader sees, ``final_address`` where redirections led.
    """

    status: int = 0
    trouble: str = ""
    final_address: str = ""
    title: str = ""
    digest: str = ""
