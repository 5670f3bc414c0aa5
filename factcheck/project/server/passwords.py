"""Passwords of servers: told by the person for this run of the program, and in the system's keyring where asked.

None is ever written to a file: a keyring that would do so does not count as one. Asking a keyring may wait for the
person to unlock it, so it is never done on the window's thread.
"""

from __future__ import annotations

import getpass
import os
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from factcheck.domain.address import PORT, Address

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE: Final = "Factcheck"
# What PostgreSQL's own programs read; for scripts.
VARIABLE: Final = "PGPASSWORD"
_told: dict[str, str] = {}
# Systems' own; others may keep passwords in a file.
_KEYRINGS: Final = ("keyring.backends.macOS", "keyring.backends.Windows", "keyring.backends.SecretService",
                    "keyring.backends.libsecret", "keyring.backends.kwallet")  # fmt: skip


def user_of(address: Address) -> str:
    """The name that the server is told: that of the address, or of the person at this computer."""
    return address.user or os.environ.get("PGUSER", "") or getpass.getuser()


def tell(address: Address, password: str) -> None:
    """Know a password until the program ends."""
    _told[_server(address)] = password


def password_of(address: Address) -> str:
    """What is known; empty where nothing is."""
    told = _told.get(_server(address))
    return told if told is not None else os.environ.get(VARIABLE) or _kept(address)


def keep(address: Address, password: str) -> bool:
    """Put a password into the system's keyring; the answer is whether it is there."""
    keyring = _keyring()
    with suppress(Exception):  # each backend raises what it likes; the password is only asked for again
        if keyring is not None:
            keyring.set_password(SERVICE, _server(address), password)
            return True
    return False


def forget(address: Address) -> None:
    """Forget a password, in the keyring as well."""
    _told.pop(_server(address), None)
    keyring = _keyring()
    with suppress(Exception):
        if keyring is not None:
            keyring.delete_password(SERVICE, _server(address))


def can_keep() -> bool:
    """Whether this system has a keyring of its own."""
    return _keyring() is not None


def _kept(address: Address) -> str:
    keyring = _keyring()
    with suppress(Exception):
        return (keyring.get_password(SERVICE, _server(address)) if keyring is not None else None) or ""
    return ""


def _keyring() -> KeyringBackend | None:
    try:
        from keyring import get_keyring

        chosen = get_keyring()
    except Exception:  # noqa: BLE001 - a broken keyring is none
        return None
    for backend in getattr(chosen, "backends", [chosen]):
        if type(backend).__module__.startswith(_KEYRINGS):
            return backend  # type: ignore[no-any-return] # the chain of backends is not typed
    return None


def _server(address: Address) -> str:
    port = f":{address.port}" if address.port != PORT else ""
    return f"{user_of(address)}@{address.host or 'localhost'}{port}/{address.database}"
