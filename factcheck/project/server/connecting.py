"""The connection to a server: how it is made and secured, and what its errors mean for a person."""

from __future__ import annotations

import os
import socket
import ssl
import struct
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from factcheck import __version__
from factcheck.domain.address import Address
from factcheck.domain.problems import CertificateWanted, PasswordWanted, Problem
from factcheck.project.server import passwords
from factcheck.translation import _

if TYPE_CHECKING:
    from pg8000.native import Connection

OLDEST_SERVER: Final = 12
CONNECTING_SECONDS: Final = 5.0
ANSWER_SECONDS: Final = 30.0
# A computer that falls asleep in the middle must not keep its turn from everybody else.
_ON_THE_SERVER: Final = ("SET lock_timeout = '10s'", "SET idle_in_transaction_session_timeout = '30s'",
                         "SET client_min_messages = 'warning'", "SET client_encoding = 'UTF8'",
                         "SET search_path = ''")  # fmt: skip
_SOCKET_FOLDERS: Final = ("/var/run/postgresql", "/run/postgresql", "/tmp")  # noqa: S108 - where servers listen
_ASK_FOR_TLS: Final = struct.pack("!ii", 8, 80877103)


class Unreachable(Problem):
    """A server that does not answer now, or an answer that was cut off: another try may work."""


class Link:
    """One connection. All calls come from one thread; ``socket`` is readable when the server has something to say."""

    def __init__(self, address: Address) -> None:
        self.address = address
        from pg8000.native import Connection

        password = passwords.password_of(address)
        with _told(address, with_password=bool(password)):
            self.socket = _socket(address)
            try:
                self._connection: Connection = Connection(
                    passwords.user_of(address),
                    database=address.database,
                    password=password,
                    sock=self.socket,
                    ssl_context=False,
                    application_name=f"Factcheck {__version__}",
                )
            except BaseException:
                self.socket.close()
                raise
            self.socket.settimeout(ANSWER_SECONDS)
            for setting in _ON_THE_SERVER:
                self._connection.run(setting)
        try:
            self._see_that_it_will_do()
        except BaseException:
            self.close()
            raise

    def run(self, sql: str, **parameters: Any) -> list[Any]:
        """Run a statement; the rows of its answer. Raises ``Problem``."""
        with _told(self.address, with_password=True):
            return list(self._connection.run(sql, **parameters) or ())

    def _see_that_it_will_do(self) -> None:
        version = int(self.run("SHOW server_version_num")[0][0]) // 10_000
        if version < OLDEST_SERVER:
            raise Problem(
                _("The server is PostgreSQL {version}, which is too old.").format(version=version),
                _("Factcheck needs PostgreSQL {version} or newer.").format(version=OLDEST_SERVER),
            )
        encoding = self.run("SHOW server_encoding")[0][0]
        if encoding != "UTF8":
            raise Problem(
                _("The database “{name}” cannot hold every script ({encoding}).").format(
                    name=self.address.database, encoding=encoding
                ),
                _("Have one made with ENCODING 'UTF8'."),
            )

    @contextmanager
    def transaction(self, how: str = "") -> Iterator[None]:
        """A transaction; it is rolled back where the block raises."""
        self.run(f"BEGIN {how}")
        try:
            yield
        except BaseException:
            with suppress(Problem):
                self.run("ROLLBACK")
            raise
        self.run("COMMIT")

    def notified(self) -> list[str]:
        """The words of all notifications that came since the last call; most have none."""
        came = self._connection.notifications
        return [str(came.popleft()[2]) for _number in range(len(came))]

    def wait_at_most(self, seconds: float) -> None:
        """Wait for no answer longer than this from now on."""
        with suppress(OSError):
            self.socket.settimeout(seconds)

    def cut(self) -> None:
        """End what waits for an answer, as if the network were gone. May be called on any thread."""
        with suppress(OSError):
            self.socket.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Hang up."""
        with suppress(Exception):  # what was cut off already is closed by that
            self._connection.close()
        self.socket.close()


def _socket(address: Address) -> socket.socket:
    if address.host in ("", "localhost") and hasattr(socket, "AF_UNIX"):
        for folder in _SOCKET_FOLDERS if not address.host else ():
            if os.path.exists(place := f"{folder}/.s.PGSQL.{address.port}"):  # noqa: PTH110 - a socket
                return _local(place)
    if address.host.startswith("/"):
        return _local(f"{address.host}/.s.PGSQL.{address.port}")
    plain = socket.create_connection((address.host or "localhost", address.port), CONNECTING_SECONDS)
    plain.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    secured = address.secured or ("disable" if address.is_here else "verify-full")
    if secured == "disable":
        return plain
    try:
        plain.sendall(_ASK_FOR_TLS)
        _see_that_it_encrypts(address, plain.recv(1))
        return _trusting(address, secured).wrap_socket(plain, server_hostname=address.host)
    except BaseException:
        plain.close()
        raise


def _see_that_it_encrypts(address: Address, answer: bytes) -> None:
    if answer == b"S":
        return
    if not answer:
        raise ConnectionResetError(_("the connection was cut off"))
    if answer == b"N":
        raise Problem(
            _("The server {host} does not encrypt the connection.").format(host=address.host),
            _("Have TLS switched on there. Only on a network that nobody else can read: add ?sslmode=disable."),
        )
    raise Problem(
        _("What answers at {host}:{port} is no PostgreSQL server.").format(host=address.host, port=address.port),
        _("See how its name is written, and the number behind it."),
    )


def _local(place: str) -> socket.socket:
    local = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    local.settimeout(CONNECTING_SECONDS)
    try:
        local.connect(place)
    except OSError:
        local.close()
        raise
    return local


def _trusting(address: Address, secured: str) -> ssl.SSLContext:
    try:
        trusting = ssl.create_default_context(cafile=address.authority or None)
    except (OSError, ssl.SSLError) as error:
        raise CertificateWanted(
            _("The certificates in “{path}” cannot be read.").format(path=address.authority),
            _("Ask whoever looks after the server for the file with its certificate."),
            address,
        ) from error
    if secured == "require":
        trusting.check_hostname = False
        trusting.verify_mode = ssl.CERT_NONE
    return trusting


@contextmanager
def _told(address: Address, *, with_password: bool) -> Iterator[None]:
    """What goes wrong between here and a server, as a ``Problem``: no message of the driver's may hold a password."""
    from pg8000.exceptions import DatabaseError, InterfaceError
    from scramp import ScramException

    try:
        yield
    except Problem:
        raise
    except DatabaseError as error:
        said: Mapping[str, str] = error.args[0] if error.args and isinstance(error.args[0], dict) else {}
        problem = _refused(address, said, with_password=with_password)
        raise problem from (None if isinstance(problem, PasswordWanted) else error)
    except ssl.SSLCertVerificationError as error:
        raise CertificateWanted(
            _("The server {host} does not prove that it is the right one ({why}).").format(
                host=address.host, why=error.verify_message
            ),
            _("Ask whoever looks after it for its certificate, and name the file: ?sslrootcert=FILE."),
            address,
        ) from error
    except (OSError, InterfaceError, struct.error, ScramException, UnicodeDecodeError) as error:
        # The driver says in many ways that the other end is gone in the middle of an answer.
        if "password" in str(error):
            raise _password_wanted(address, given=with_password) from None
        raise Unreachable(
            _("The server {host} cannot be reached ({why}).").format(
                host=address.host or "localhost", why=_reason(error)
            ),
            _("See that this computer is on the network and the server runs."),
        ) from error


def _reason(error: BaseException) -> str:
    cause = error.__cause__ if isinstance(error.__cause__, OSError) else error
    if isinstance(cause, TimeoutError):
        return _("no answer")
    if isinstance(cause, OSError):
        return cause.strerror or str(cause)
    return _("the connection was cut off")


def _password_wanted(address: Address, *, given: bool) -> PasswordWanted:
    user, host = passwords.user_of(address), address.host or "localhost"
    told = _("The server {host} did not accept the password of {user}.") if given else None
    return PasswordWanted(
        (told or _("The server {host} wants the password of {user}.")).format(host=host, user=user),
        _("Type it in the window (File > Open from a server), or set PGPASSWORD for a script."),
        address,
    )


def _refused(address: Address, said: Mapping[str, str], *, with_password: bool) -> Problem:
    """What a server answered, by its code (SQLSTATE)."""
    code, words = said.get("C", ""), " ".join(said.get("M", "").split())
    ask = partial(_("Ask whoever looks after the server {host}.").format, host=address.host or "localhost")
    known = {
        "3D000": (
            _("There is no database “{name}” on the server.").format(name=address.database),
            _("See how it is written, or have it made there."),
        ),
        "28000": (_("The server does not let this person in: {words}.").format(words=words), ask()),
        "42501": (_("The server refuses this: {words}.").format(words=words), ask()),
        "53300": (_("The server has as many connections as it takes."), _("Try again in a moment.")),
        "53100": (_("The disk of the server is full; nothing was lost here."), ask()),
        "25006": (_("The server takes nothing in now: it may only be read."), ask()),
    }
    if code == "28P01" or (code == "28000" and "password" in words):
        return _password_wanted(address, given=with_password)
    if code in known:
        message, remedy = known[code]
        return Problem(message, remedy)
    if code.startswith(("57", "08", "25P03", "40", "55P03")):
        return Unreachable(
            _("The server broke off: {words}.").format(words=words), _("Another try follows; nothing was lost.")
        )
    return Problem(_("The server answered: {words} ({code}).").format(words=words, code=code or "?"), ask())
