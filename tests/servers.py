"""A real PostgreSQL server for tests: its own folder, its own port on this computer, gone when they end."""

from __future__ import annotations

import itertools
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from pg8000.native import Connection

from factcheck.domain.address import Address

_USER = "postgres"  # root may not run a server; Debian's package makes this user
_MEMORY = Path("/dev/shm")  # noqa: S108 - the folder that the system keeps in memory
SUPERUSER = "chief"
PASSWORD = "correct horse"  # noqa: S105 - of a server that is gone when the tests end


def server_programs() -> Path | None:
    """The folder of the server's programs, of the newest that is installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    initdb = found[-1] if found else shutil.which("initdb")
    return Path(initdb).resolve().parent if initdb else None


def _as_user() -> dict[str, Any]:
    """As whom the server's programs run."""
    return {"user": _USER, "group": pwd.getpwnam(_USER).pw_gid, "extra_groups": []} if os.geteuid() == 0 else {}


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


class Server:
    """The server; everybody comes in with a password, by TCP and by its socket."""

    def __init__(self, folder: Path, programs: Path) -> None:
        self.folder, self._programs = folder, programs
        self.data = folder / "data"
        self.port = _free_port()
        self._numbers = itertools.count()
        if os.geteuid() == 0:
            shutil.chown(folder, _USER)
        self.certificate = folder / "certificate.pem"
        self._certify()
        password = folder / "password"
        password.write_text(PASSWORD)
        password.chmod(0o644)
        self._run("initdb", "-D", str(self.data), "-U", SUPERUSER, "-A", "scram-sha-256", "--pwfile", str(password),
                  "-E", "UTF8", "--locale=C", "--no-sync")  # fmt: skip
        with (self.data / "postgresql.conf").open("a") as settings:
            settings.write(
                f"listen_addresses = '127.0.0.1'\nport = {self.port}\nunix_socket_directories = '{folder}'\n"
                "fsync = off\nmax_connections = 60\n"
                f"ssl = on\nssl_cert_file = '{self.certificate}'\nssl_key_file = '{folder}/key.pem'\n"
            )

    def _certify(self) -> None:
        """A certificate of its own for the name localhost, as a desk makes one."""
        self._do(
            "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
            "-addext", "subjectAltName=DNS:localhost", "-keyout", str(self.folder / "key.pem"),
            "-out", str(self.certificate),
        )  # fmt: skip
        (self.folder / "key.pem").chmod(0o600)

    def _run(self, program: str, *arguments: str) -> None:
        self._do(str(self._programs / program), *arguments)

    def _do(self, *command: str) -> None:
        done = subprocess.run(
            command, check=False, text=True, cwd=self.folder,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            **_as_user(),
        )  # fmt: skip
        assert done.returncode == 0, done.stdout

    def start(self) -> None:
        self._run("pg_ctl", "-D", str(self.data), "-l", str(self.folder / "log"), "-w", "start")

    def stop(self, how: str = "fast") -> None:
        self._run("pg_ctl", "-D", str(self.data), "-m", how, "-w", "stop")

    @contextmanager
    def ended_with_us(self) -> Iterator[None]:
        """End the server with the block, and where the tests are killed as well: then the pipe closes by itself."""
        script = 'read -r _; "$0" -D "$1" -m immediate stop; rm -rf "$2"'
        command = ["sh", "-c", script, str(self._programs / "pg_ctl"), str(self.data), str(self.folder)]
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True, **_as_user(),
        ) as watch:  # fmt: skip
            yield
            assert watch.stdin is not None
            watch.stdin.close()

    def restart(self) -> None:
        """As by a power cut: nobody is told."""
        self.stop("immediate")
        self.start()

    def address(self, database: str, project: str = "desk", user: str = SUPERUSER) -> Address:
        return Address(database, project, host="127.0.0.1", port=self.port, user=user)

    def sql(self, database: str, *statements: str, user: str = SUPERUSER, password: str = PASSWORD) -> list[Any]:
        """What somebody does who has SQL; the rows of the last statement."""
        connection = Connection(
            user, host="127.0.0.1", port=self.port, database=database, password=password, ssl_context=False
        )
        try:
            for statement in statements:
                rows = connection.run(statement)
            return list(rows or ())
        finally:
            connection.close()

    def new_database(self) -> str:
        name = f"desk{next(self._numbers)}"
        self.sql("postgres", f"CREATE DATABASE {name}")
        return name

    def new_role(self, name: str, database: str, *, make: bool = False) -> None:
        """A person who may come in, and may make projects where said."""
        self.sql(
            database,
            f"DROP ROLE IF EXISTS {name}",
            f"CREATE ROLE {name} LOGIN PASSWORD '{PASSWORD}'",
            *((f"GRANT CREATE ON DATABASE {database} TO {name}",) if make else ()),
        )


class Wire:
    """A way to a server that can be frozen: both ends stay connected, and nothing comes through any more."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self.frozen = threading.Event()
        self._ends: list[socket.socket] = []
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                here, _from = self._listener.accept()
                there = socket.create_connection(("127.0.0.1", self._port))
                self._ends += [here, there]
                for one, other in ((here, there), (there, here)):
                    threading.Thread(target=self._carry, args=(one, other), daemon=True).start()

    def _carry(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while content := one.recv(65536):
                if self.frozen.is_set():
                    return
                other.sendall(content)
            other.shutdown(socket.SHUT_WR)

    def close(self) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for end in self._ends:
            end.close()


@contextmanager
def running() -> Iterator[Server]:
    """A server, from its making to its end."""
    programs = server_programs()
    assert programs is not None
    folder = Path(tempfile.mkdtemp(prefix="factcheck-pg-", dir=_MEMORY if _MEMORY.is_dir() else None))
    try:
        server = Server(folder, programs)
        with server.ended_with_us():
            server.start()
            yield server
    finally:
        shutil.rmtree(folder, ignore_errors=True)
