"""The claims on which people differ: a banner says how many there are, and steps from one to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from factcheck.translation import _, ngettext

if TYPE_CHECKING:
    from factcheck.project.reading import Reading
    from factcheck.ui.main_window import MainWindow

SUBJECT: Final = "conflicts"


class Differing(QObject):
    """Tells of conflicts when there are more than were told of, and is silent once they are resolved."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._told = 0
        window.overview.articles_shown.connect(self.on_counted)

    def on_counted(self) -> None:
        """Say how many claims wait for a decision, where that is news; a banner in sight is kept true."""
        count = self._window.overview.queues.conflicts
        if count == 0:
            self._window.banners.dismiss_subject(SUBJECT)
        elif count > self._told or (count < self._told and self._window.banners.shows(SUBJECT)):
            self._tell(
                ngettext("{n} conflict waits for a decision.", "{n} conflicts wait for a decision.", count).format(
                    n=count
                ),
                _("Two people wrote different things; both are kept."),
                ngettext("Show it", "Show the first", count),
            )
        self._told = count

    def step(self) -> None:
        """Go to the next claim in conflict, from the chosen one on and round again."""
        self._window.live.ask(_conflicted, self._go)

    def _go(self, found: list[tuple[str, str]]) -> None:
        from factcheck.ui import going

        if not found:
            self._window.banners.show_banner("info", _("Nobody differs: there is no conflict."), subject=SUBJECT)
            return
        claims = [claim_id for claim_id, _article_id in found]
        chosen = self._window.selection.claim_id
        place = (claims.index(chosen) + 1) % len(found) if chosen in claims else 0
        going.show_claim(self._window, *found[place])
        if len(found) > 1:
            self._tell(_("Conflict {n} of {count}").format(n=place + 1, count=len(found)), "", _("Next"))
        self._window.claims.inspector.go_to_conflict()

    def _tell(self, title: str, text: str, button: str) -> None:
        self._window.banners.show_banner("warn", title, text, ((button, self.step),), subject=SUBJECT)


def _conflicted(reading: Reading) -> list[tuple[str, str]]:
    from factcheck.project.queries.queues import conflicted

    return conflicted(reading)
