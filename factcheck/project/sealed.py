"""Copies that are encrypted with a passphrase, in the age format (age-encryption.org): any program for it opens them.

What is encrypted is never on a disk in the clear: it is made and read in memory, and only the project that a person
wants to have of it is written, under the name that the person chose.
"""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from factcheck.domain.problems import Problem
from factcheck.translation import _

_BEGINNINGS: Final = (b"age-encryption.org/", b"-----BEGIN AGE ENCRYPTED FILE-----")
_LARGEST: Final = 1024**3  # bytes: it is read into memory


@dataclass(frozen=True)
class Unsealed:
    """What a sealed copy held, in memory."""

    path: Path
    content: bytes

    @property
    def name(self) -> str:
        """The name of the sealed file."""
        return self.path.name


def is_sealed(path: Path) -> bool:
    """Whether a file is encrypted in this format."""
    try:
        with path.open("rb") as file:
            return file.read(64).startswith(_BEGINNINGS)
    except OSError:
        return False


def seal(content: bytes, passphrase: str) -> bytes:
    """Encrypt; to guess a passphrase costs as long as this takes each time (about a second)."""
    import pyrage

    sealed: bytes = pyrage.passphrase.encrypt(content, passphrase)
    return sealed


def unseal(path: Path, passphrase: str) -> bytes:
    """What a sealed file holds. Raises ``Problem`` where it cannot be read or the passphrase does not fit."""
    import pyrage

    try:
        if path.stat().st_size > _LARGEST:
            raise Problem(
                _("“{name}” is too large to be opened here.").format(name=path.name),
                _("Decrypt it with a program for age files, and open what it makes."),
            )
        content: bytes = pyrage.passphrase.decrypt(path.read_bytes(), passphrase)
    except OSError as error:
        raise Problem(
            _("“{name}” cannot be read: {why}.").format(name=path.name, why=error.strerror or error),
            _("See whether it was moved or renamed, and open it there."),
        ) from error
    except pyrage.DecryptError as error:
        raise Problem(
            _("The passphrase does not fit “{name}”, or the file is damaged.").format(name=path.name),
            _("Type it again, capitals and spaces as they are, or ask the sender."),
        ) from error
    return content


def sealed_into(path: Path, content: bytes, passphrase: str) -> None:
    """Encrypt and write, beside the window: to encrypt holds the interpreter for a second and more."""
    write_whole(path, seal(content, passphrase))


def unsealed_into(path: Path, sealed: Path, passphrase: str) -> None:
    """Decrypt and write, likewise."""
    write_whole(path, unseal(sealed, passphrase))


def write_whole(path: Path, content: bytes) -> None:
    """Write a file, all of it or nothing. Raises ``Problem``; what stood there is replaced."""
    unfinished = path.with_name(f".{secrets.token_hex(8)}.new")
    try:
        with unfinished.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except OSError as error:
        raise Problem(
            _("“{name}” could not be written: {why}.").format(name=path.name, why=error.strerror or error),
            _("See that the folder can be written and the disk has room, or choose another."),
        ) from error
    finally:
        unfinished.unlink(missing_ok=True)
