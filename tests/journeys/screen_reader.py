"""A screen reader without a voice: walks the accessible objects of a program over AT-SPI, acts on them, and listens."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeVar

from jeepney import DBusAddress, MatchRule, message_bus, new_method_call
from jeepney.io.blocking import DBusConnection, Proxy, open_dbus_connection

T = TypeVar("T")
PATIENCE: Final = 60.0  # seconds
_REGISTRY: Final = DBusAddress("/org/a11y/atspi/registry", "org.a11y.atspi.Registry", "org.a11y.atspi.Registry")
_ROOT: Final = "/org/a11y/atspi/accessible/root"
_ACCESSIBLE: Final = "org.a11y.atspi.Accessible"
_PROPERTIES: Final = "org.freedesktop.DBus.Properties"
# Bits of AT-SPI's set of states.
_STATES: Final = {"checked": 4, "enabled": 8, "focused": 12, "selected": 23, "showing": 25}


@contextmanager
def session_bus() -> Iterator[str]:
    """A message bus of one's own, on which the accessibility bus starts by itself; its address."""
    arguments = ["dbus-run-session", "--", "sh", "-c", "echo $DBUS_SESSION_BUS_ADDRESS; exec cat"]
    # Qt asks for the bus of a display before it asks the session; a test's display has none.
    environment = {name: value for name, value in os.environ.items() if name != "AT_SPI_BUS_ADDRESS"}
    with subprocess.Popen(
        arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.stdin.close()


def can_listen() -> bool:
    """Whether this system has what a screen reader needs."""
    return bool(shutil.which("dbus-run-session")) and Path("/usr/libexec/at-spi-bus-launcher").exists()


@dataclass(frozen=True)
class Heard:
    """Something that a program told: the event (``StateChanged``), its detail, and what it carries."""

    event: str
    detail: str
    numbers: tuple[int, int]
    value: Any
    path: str


class Reader:
    """Connected to the accessibility bus of a session."""

    def __init__(self, session: str) -> None:
        with open_dbus_connection(session) as asking:
            where = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
            address = asking.send_and_get_reply(new_method_call(where, "GetAddress"), timeout=PATIENCE).body[0]
        self.bus: DBusConnection = open_dbus_connection(address)
        self.heard: list[Heard] = []

    def listen(self) -> None:
        """Be told what happens to objects, from now on."""
        for kind in ("object:", "focus:"):
            self.call(_REGISTRY, "RegisterEvent", "s", (kind,))
        rule = MatchRule(type="signal", interface="org.a11y.atspi.Event.Object")
        Proxy(message_bus, self.bus).AddMatch(rule)

    def call(self, where: DBusAddress, method: str, signature: str = "", arguments: tuple[Any, ...] = ()) -> Any:
        """The answer of a method; what is heard meanwhile is kept."""
        message = new_method_call(where, method, signature or None, arguments)
        serial = next(self.bus.outgoing_serial)
        self.bus.send(message, serial=serial)
        deadline = time.monotonic() + PATIENCE
        while True:
            answer = self.bus.receive(timeout=max(0.01, deadline - time.monotonic()))
            if answer.header.fields.get(5) == serial:
                if answer.header.message_type.name == "error":
                    raise LookupError(f"{method}: {answer.header.fields.get(4)} {answer.body}")
                return answer.body
            self._note(answer)

    def _note(self, message: Any) -> None:
        fields = message.header.fields
        if message.header.message_type.name == "signal" and str(fields.get(2)).startswith("org.a11y.atspi.Event"):
            detail, one, two, (_kind, value), *_rest = message.body
            self.heard.append(Heard(fields[3], detail, (one, two), value, fields[1]))

    def wait_for(self, found: Callable[[], T | None]) -> T:
        """Look until something is there."""
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                answer = found()
            except LookupError:  # an object that went away while it was asked
                answer = None
            if answer is not None:
                return answer
            assert time.monotonic() < deadline, "nothing was found"
            try:
                self._note(self.bus.receive(timeout=0.1))
            except TimeoutError:
                continue

    def program(self, name: str) -> Node:
        """A running program by its name, once it is there."""

        def look() -> Node | None:
            root = Node(self, "org.a11y.atspi.Registry", _ROOT)
            return next((each for each in root.children if each.name == name), None)

        return self.wait_for(look)


@dataclass(frozen=True)
class Node:
    """An accessible object. Whatever it is asked goes over the bus."""

    reader: Reader
    owner: str
    path: str

    def ask(self, interface: str, method: str, signature: str = "", *arguments: Any) -> Any:
        """The answer to a question, by the short name of an interface."""
        where = DBusAddress(self.path, self.owner, f"org.a11y.atspi.{interface}")
        return self.reader.call(where, method, signature, arguments)

    def value_of(self, interface: str, name: str) -> Any:
        """A property."""
        where = DBusAddress(self.path, self.owner, _PROPERTIES)
        return self.reader.call(where, "Get", "ss", (f"org.a11y.atspi.{interface}", name))[0][1]

    @property
    def name(self) -> str:
        """What a screen reader calls it."""
        return str(self.value_of("Accessible", "Name"))

    @property
    def description(self) -> str:
        """What a screen reader adds."""
        return str(self.value_of("Accessible", "Description"))

    @property
    def role(self) -> str:
        """Its role: ``push button``."""
        return str(self.ask("Accessible", "GetRoleName")[0])

    @property
    def states(self) -> set[str]:
        """Those of its states that these tests know."""
        low, high = self.ask("Accessible", "GetState")[0]
        bits = low | high << 32
        return {name for name, bit in _STATES.items() if bits >> bit & 1}

    @property
    def children(self) -> list[Node]:
        """The objects in it."""
        return [Node(self.reader, owner, path) for owner, path in self.ask("Accessible", "GetChildren")[0]]

    def walk(self) -> Iterator[Node]:
        """Itself and all that is in it and shown."""
        yield self
        for child in self.children:
            if "showing" in child.states:
                yield from child.walk()

    def find(self, role: str, name: str) -> Node:
        """The first shown object in it with a role, whose name begins so; waits for it."""

        def look() -> Node | None:
            return next((each for each in self.walk() if each.role == role and each.name.startswith(name)), None)

        return self.reader.wait_for(look)

    def press(self) -> None:
        """Do its first action, as a screen reader's user does."""
        self.ask("Action", "DoAction", "i", 0)

    def take_focus(self) -> None:
        """Turn to it."""
        self.ask("Component", "GrabFocus")

    @property
    def caret(self) -> int:
        """Where the caret stands in its text."""
        return int(self.value_of("Text", "CaretOffset"))

    def text(self, start: int = 0, end: int = -1) -> str:
        """Its text."""
        return str(self.ask("Text", "GetText", "ii", start, end)[0])
