"""What the window does with drafts: asks where highlights stand in a new one, and compares two of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from factcheck.apart import Task
from factcheck.translation import _, ngettext
from factcheck.ui import showing
from factcheck.ui.drafts.compare_page import ComparePage
from factcheck.ui.drafts.review_page import ReviewPage, review_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.domain.changes import Change
    from factcheck.project.queries.drafts import DraftReview, TwoDrafts
    from factcheck.project.reading import Reading
    from factcheck.ui.main_window import MainWindow

SUBJECT = "open places"
_COMPARE: Final = "factcheck.text.differing:unlike_drafts"
_BEARING = ("open_place", "highlight", "claim", "article", "rating")


def connect(window: MainWindow) -> Iterator[None]:
    """Make the two pages, each in a step, and connect them."""
    review = window.pane.review = ReviewPage()
    window.pane.stack.addWidget(review)
    yield
    compare = window.pane.compare = ComparePage()
    window.pane.stack.addWidget(compare)
    yield
    for page in (review, compare):
        page.left.connect(partial(leave, window))
    review.placed.connect(partial(_place, window))
    review.lost.connect(partial(_declare_lost, window))
    review.undone.connect(window.live.undo)
    window.live.changed.connect(partial(on_changed, window))


def leave(window: MainWindow) -> None:
    """Show the article again; what is not decided is asked again later."""
    if window.pane.stack.currentWidget() in {window.pane.review, window.pane.compare}:
        showing.show_page(window, window.pane.view)
        window.pane.view.setFocus()
        showing.bind_keys(window)
        tell_left(window)


def tell_left(window: MainWindow) -> None:
    """Say how many highlights wait for their place in the draft that is shown, and offer to go on."""
    article, follower = window.follower.article, window.follower
    asking = window.pane.stack.currentWidget() is window.pane.review
    if asking or article is None or not article.places_left or not follower.is_current or not window.can_write:
        window.banners.dismiss_subject(SUBJECT)
        return
    count = article.places_left
    title = ngettext(
        "{n} highlight waits for its place in this draft.", "{n} highlights wait for their place in this draft.", count
    )
    window.banners.show_banner(
        "warn",
        title.format(n=count),
        _("It is not certain which words they stand on now."),
        ((review_words(count), partial(review, window)),),
        subject=SUBJECT,
    )


# --- where highlights stand --------------------------------------------------------------------------


def review(window: MainWindow) -> None:
    """Ask where highlights stand in the current draft."""
    _read_review(window, open_page=True)


def on_changed(window: MainWindow, change: Change) -> None:
    """Follow what bears on the questions that are shown."""
    if window.pane.stack.currentWidget() is window.pane.review and change.touches(*_BEARING):
        _read_review(window, open_page=False)


def _read_review(window: MainWindow, *, open_page: bool) -> None:
    article_id = window.selection.article_id

    def query(reading: Reading) -> DraftReview:
        from factcheck.project.queries.drafts import draft_review

        return draft_review(reading, article_id)

    def show(found: DraftReview) -> None:
        look, page = window.overview.look, window.pane.review
        shown = window.pane.stack.currentWidget() is page
        if look is None or found.article_id != window.selection.article_id or not (shown or open_page):
            return
        if not found.asked and not shown:
            window.banners.show_banner("info", _("Every highlight has its place in this draft."), subject=SUBJECT)
            return
        if not shown:
            window.banners.dismiss_subject(SUBJECT)
            showing.show_page(window, page)
            page.sides.new.setFocus()
            page.take_up()
        page.show_review(found, look.all_ratings, look.project.profile)

    window.live.ask(query, show)


def _place(window: MainWindow, open_place_id: str, spans: tuple[tuple[int, int], ...]) -> None:
    from factcheck.project.edits.open_places import PlaceHighlight

    window.live.apply(PlaceHighlight(open_place_id, spans))


def _declare_lost(window: MainWindow, open_place_id: str) -> None:
    from factcheck.project.edits.open_places import DeclareLost

    window.live.apply(DeclareLost(open_place_id))


# --- two drafts --------------------------------------------------------------------------------------


def compare_with(window: MainWindow, revision_id: str) -> None:
    """Show a draft beside the one that is open, the older one first."""
    article = window.follower.article
    if article is None or revision_id == article.revision.id:
        return
    numbers = {one.id: one.number for one in article.revisions}
    first, second = sorted((revision_id, article.revision.id), key=lambda id_: numbers.get(id_, 0))

    def query(reading: Reading) -> TwoDrafts:
        from factcheck.project.queries.drafts import two_drafts

        return two_drafts(reading, first, second)

    def hold(drafts: TwoDrafts) -> None:
        def show(found: tuple[list[tuple[int, int]], ...]) -> None:
            showing.show_page(window, window.pane.compare)
            window.pane.compare.show_drafts(drafts, *found)
            window.pane.compare.sides.new.setFocus()

        window.jobs.run(Task[Any](_COMPARE, drafts.texts, watched=False), show, title=_("Comparing the drafts"))

    window.live.ask(query, hold)


def compare_with_former(window: MainWindow) -> None:
    """Show the draft before the one that is open beside it; beside the first one, the next."""
    article = window.follower.article
    if article is None:
        return
    ids = [one.id for one in article.revisions]
    if len(ids) < 2:
        window.banners.show_banner("info", _("This article has one draft only."), subject=SUBJECT)
        return
    at = ids.index(article.revision.id)
    compare_with(window, ids[at - 1 if at else 1])
