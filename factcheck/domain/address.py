"""Where a project lies: in a file, or on a PostgreSQL server under an address. An address never holds a password."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import parse_qsl, quote, unquote, urlencode

from factcheck.domain.problems import Problem
from factcheck.translation import _

SCHEMES: Final = ("postgresql://", "postgres://")
PORT: Final = 5432
# How a connection is secured; where not said: verified, or in the clear on this computer.
SECURED: Final = ("verify-full", "require", "disable")
_LONGEST_NAME: Final = 63  # bytes: a project is a schema of the database, and PostgreSQL cuts longer names
_UNFIT: Final = frozenset('/\\"$')
_HERE: Final = ("", "localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Address:
    """``postgresql://USER@HOST:PORT/DATABASE/PROJECT``, percent-encoded.

    ``host`` is a name or number, empty for this computer's own socket, or the folder of a socket. ``project`` is empty
    where the database is meant, or the only project in it. ``secured`` is one of ``SECURED``, or empty; ``authority``
    is the path of a file with the certificates that are trusted, where those of the system are not the ones.
    """

    database: str
    project: str = ""
    host: str = ""
    port: int = PORT
    user: str = ""
    secured: str = ""
    authority: str = ""

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else quote(self.host, safe="")
        user = f"{quote(self.user, safe='')}@" if self.user else ""
        port = f":{self.port}" if self.port != PORT else ""
        path = "/".join(quote(part, safe="") for part in (self.database, self.project) if part)
        more = {name: said for name, said in (("sslmode", self.secured), ("sslrootcert", self.authority)) if said}
        return f"{SCHEMES[0]}{user}{host}{port}/{path}" + (f"?{urlencode(more, safe='/')}" if more else "")

    @property
    def stem(self) -> str:
        """What the project is called on screen."""
        return self.project or self.database

    @property
    def name(self) -> str:
        """The same: an address has no suffix."""
        return self.stem

    @property
    def parent(self) -> str:
        """Where it lies, for people: host and database."""
        return f"{self.host or 'localhost'}/{self.database}"

    @property
    def is_here(self) -> bool:
        """Whether the server is this computer's own: nothing travels."""
        return self.host in _HERE or self.host.startswith("/")

    def of_project(self, project: str) -> Address:
        """The address of a project in the same database."""
        return Address(self.database, project, self.host, self.port, self.user, self.secured, self.authority)


Location = Path | Address


def is_address(words: str) -> bool:
    """Whether some words are meant as the address of a server."""
    return words.lower().startswith(SCHEMES)


def location_of(words: str) -> Location:
    """The file or address that some words name. Raises ``Problem``."""
    return address_in(words)[0] if is_address(words) else Path(words)


def folder_of(location: Location | None) -> Path:
    """A folder to begin in when a file is asked for: that of the project's file, or the person's own."""
    return location.parent if isinstance(location, Path) else Path.home()


def address_in(words: str) -> tuple[Address, str]:
    """The address that some words say, and the password in them, which is kept apart. Raises ``Problem``."""
    whole = words[words.index("://") + 3 :] if is_address(words) else words
    whole, _question, query = whole.partition("?")
    server, _slash, path = whole.partition("/")
    login, at, place = server.rpartition("@")
    user, _colon, password = login.partition(":") if at else ("", "", "")
    if place.startswith("["):
        host, _bracket, port = place[1:].partition("]")
        port = port.removeprefix(":")
    else:
        host, _colon, port = place.partition(":")
    database, _slash, project = path.rstrip("/").partition("/")
    more = dict(parse_qsl(query))
    address = Address(
        database=unquote(database),
        project=unquote(project),
        host=unquote(host),
        port=int(port) if port.isdecimal() and port.isascii() else PORT,
        user=unquote(user),
        secured=more.pop("sslmode", ""),
        authority=more.pop("sslrootcert", ""),
    )
    _check(address, port, more)
    return address, unquote(password)


def _check(address: Address, port: str, more: dict[str, str]) -> None:
    remedy = _("An address looks like this: {example}").format(example="postgresql://ada@db.example.org/desk/elections")
    if not address.database:
        raise Problem(_("The address names no database."), remedy)
    if (port and not port.isdecimal()) or not 0 < address.port < 2**16:
        raise Problem(_("“{port}” is no number of a port.").format(port=port), remedy)
    if address.secured and address.secured not in SECURED:
        said = _("“{words}” is no way to secure a connection that is known here.").format(words=address.secured)
        raise Problem(said, _("Choose one of: {labels}.").format(labels=", ".join(SECURED)))
    for name in more:
        raise Problem(_("“{name}” is not known in an address.").format(name=name), remedy)
    if any("\0" in part for part in (address.database, address.project, address.user, address.host)):
        raise Problem(_("The address holds a character that no name has."), remedy)
    unfit = address.project.startswith("pg_") or address.project in ("public", "information_schema")
    if unfit or _UNFIT.intersection(address.project) or len(address.project.encode("utf-8", "replace")) > _LONGEST_NAME:
        raise Problem(
            _("A project on a server cannot be called “{name}”.").format(name=address.project),
            _("Choose a shorter name, without slashes, quotation marks and $, that does not begin with pg_."),
        )
