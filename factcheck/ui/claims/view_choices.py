"""How the list is shown, remembered for each project: its order, its scope, rows or cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from factcheck.settings import Settings
    from factcheck.ui.claims.list_follower import ListFollower
    from factcheck.ui.claims.view_button import ViewButton
    from factcheck.ui.live_project import LiveProject


class ViewChoices:
    """Takes the choices to the list and to the button that tells them, and keeps them with the settings."""

    def __init__(self, settings: Settings, live: LiveProject, followed: ListFollower, button: ViewButton) -> None:
        self._settings, self._live, self._list, self._button = settings, live, followed, button

    def restore(self) -> bool:
        """Take what was chosen in this project; the answer is whether rows are compact."""
        from factcheck.project.queries.claim_lists import SORTS

        kept = self._settings.place_of(self._live.project_id)
        sort = kept.get("claims sort")
        self._list.sort = str(sort) if sort in SORTS else "place"
        self._list.descending = kept.get("claims turned") == 1
        self._list.all_articles = self.of_all
        return kept.get("claims compact") == 1

    @property
    def of_all(self) -> bool:
        """Whether the person last looked at the claims of all articles."""
        return self._settings.place_of(self._live.project_id).get("claims of all") == 1

    def sort_by(self, sort: str, *, descending: bool) -> None:
        """Choose another order."""
        self._list.sort, self._list.descending = sort, descending
        self._keep("sort", sort)
        self._keep("turned", int(descending))

    def take_all_articles(self, *, all_articles: bool) -> None:
        """Choose another scope."""
        self._list.all_articles = all_articles
        self._keep("of all", int(all_articles))

    def take_compact(self, *, compact: bool) -> None:
        """Choose rows or cards."""
        self._keep("compact", int(compact))

    def tell(self, profile: str) -> None:
        """Let the button tell what is chosen."""
        sort, turned, whole = self._list.sort, self._list.descending, self._list.all_articles
        self._button.show_choices(profile, sort, descending=turned, all_articles=whole)

    def _keep(self, name: str, choice: str | int) -> None:
        if self._live.project_id:
            self._settings.keep_place(self._live.project_id, "", **{f"claims {name}": choice})
