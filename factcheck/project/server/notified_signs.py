"""Signs of who is here, carried by a server's notifications: nothing of them is kept there."""

from __future__ import annotations

import time
from typing import Final

from factcheck.project.presence import LASTS
from factcheck.project.server.connecting import Link
from factcheck.project.signs import Sign

# What stands before a sign: that it wants to hear from the others, that it answers, that somebody goes.
_ASKS, _TELLS, _GOES = "asks ", "tells ", "goes "
_NOTIFY: Final = "SELECT pg_catalog.pg_notify(:channel, :words)"
_MOST: Final = 50


class NotifiedSigns:
    """The own sign, and those that were heard of late."""

    def __init__(self) -> None:
        self._own: Sign | None = None
        self._say = _ASKS
        self._due = False
        self._heard: dict[str, tuple[Sign, float]] = {}

    def stand(self, sign: Sign) -> None:
        """Say with the next exchange what is open here. May be called on any thread."""
        self._own, self._due = sign, True

    def listen(self, link: Link) -> bool:
        """Take in what was notified; whether a sign was among it, or one of those that are here is heard no more."""
        now = time.monotonic()
        known = len(self._heard)
        self._heard = {site: (sign, at) for site, (sign, at) in self._heard.items() if now - at < LASTS}
        is_news = len(self._heard) != known
        for words in link.notified():
            kind, space, said = words.partition(" ")
            sign = Sign.read(said)
            if sign is None or (self._own is not None and sign.site == self._own.site):
                continue
            is_news = True
            if kind + space == _GOES:
                self._heard.pop(sign.site, None)
            elif sign.site in self._heard or len(self._heard) < _MOST:
                self._heard[sign.site] = (sign, now)
            self._due = self._due or (kind + space == _ASKS and self._own is not None)
        return is_news

    def exchange(self, link: Link, channel: str) -> list[Sign]:
        """Say our own sign, if it is new or was asked for; who else is here."""
        self.listen(link)
        if self._due and self._own is not None:
            self._due = False
            link.run(_NOTIFY, channel=channel, words=self._say + self._own.written())
            self._say = _TELLS
        return [sign for sign, _at in self._heard.values()]

    def forget(self) -> None:
        """The connection is gone: ask anew on the next one."""
        self._heard, self._say, self._due = {}, _ASKS, self._own is not None

    def leave(self, link: Link, channel: str) -> None:
        """Say that we go."""
        own, self._own = self._own, None
        if own is not None:
            link.run(_NOTIFY, channel=channel, words=_GOES + own.written())
