"""Keeps the article view at one with the project: the chosen article is shown, and its changes are followed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from factcheck.apart import Task
from factcheck.text.coverage import DEALT
from factcheck.ui.article.marking import MarkIndex
from factcheck.ui.overview import HowFar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.domain.changes import Change
    from factcheck.domain.problems import Problem
    from factcheck.domain.records import Omission, Sentence
    from factcheck.project.queries.articles import Mark, OpenArticle
    from factcheck.project.reading import Reading
    from factcheck.settings import Settings
    from factcheck.text.checkables import Checkable
    from factcheck.ui.article.reading_style import ReadingStyle
    from factcheck.ui.article.view import ArticleView
    from factcheck.ui.jobs import Jobs
    from factcheck.ui.live_project import LiveProject
    from factcheck.ui.overview import Overview
    from factcheck.ui.selection import Selection

_CUT: Final = "factcheck.text.sentences:sentences"
_FIND: Final = "factcheck.text.checkables:checkables"
# Fields of an article that stand on its page, or decide which page it is.
_ON_PAGE: Final = frozenset({"revision_id", "language", "title", "byline", "publication", "published"})


class ArticleFollower(QObject):
    """Reads the chosen article into the view.

    ``shown`` tells that it is there, ``refreshed`` that what stands around the page changed, ``counted`` that its
    sentences may be other ones, or dealt with in other ways.
    """

    shown = Signal()
    refreshed = Signal()
    counted = Signal()
    gone = Signal()

    def __init__(
        self,
        live: LiveProject,
        jobs: Jobs,
        selection: Selection,
        overview: Overview,
        settings: Settings,
        view: ArticleView,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._live, self._jobs, self._selection, self._overview = live, jobs, selection, overview
        self._settings, self._view = settings, view
        self.article: OpenArticle | None = None
        self._wanted_draft: str | None = None
        selection.article_chosen.connect(self.on_article_chosen)
        selection.claim_chosen.connect(self.on_claim_chosen)
        overview.look_shown.connect(self.on_look_shown)
        overview.how_far = self.how_far
        live.changed.connect(self.on_changed)
        live.closed.connect(self.on_closed)

    @property
    def revision_id(self) -> str:
        """The draft that is shown ("": none)."""
        return self.article.revision.id if self.article else ""

    @property
    def is_current(self) -> bool:
        """Whether the draft that is shown is the article's current one."""
        return self.article is not None and self.article.article.record.revision_id == self.article.revision.id

    def how_far(self, article_id: str) -> HowFar | None:
        """How far an article is dealt with, as the page knows it; None where it does not, or shows another one."""
        sheet = self._view.sheet
        left = sheet.count_left()
        if self.article is None or self.article.article.record.id != article_id or not self.is_current or left < 0:
            return None
        return HowFar(sheet.counted()[1], sheet.states.count(DEALT), left)

    # --- which article -----------------------------------------------------------------------------

    def on_article_chosen(self, article_id: str) -> None:
        """Show another article; where the reader stood in the old one is remembered."""
        self.keep_place()
        self.article, self._wanted_draft = None, None
        if article_id:
            self._read()
        else:
            self.gone.emit()

    def show_draft(self, revision_id: str) -> None:
        """Show another draft of the article."""
        self._wanted_draft = revision_id
        self._read()

    def _read(self) -> None:
        article_id, draft = self._selection.article_id, self._wanted_draft
        place = self._settings.place_of(self._live.project_id, article_id)
        top = place.get("top") if self.article is None else self._view.top_place()[0]
        near = top if isinstance(top, int) else 0
        claim_id = self._selection.claim_id or str(place.get("claim") or "")

        def query(reading: Reading) -> OpenArticle:
            from factcheck.project.queries.articles import opened

            return opened(reading, article_id, draft, near=near, claim_id=claim_id)

        self._live.ask(query, self._show, partial(self._on_unreadable, article_id))

    def _on_unreadable(self, article_id: str, problem: Problem) -> None:
        """It was removed meanwhile: the list says so, and turns to another one."""
        if article_id == self._selection.article_id and self._overview.article(article_id) is not None:
            self._live.failed.emit(problem)

    def _show(self, article: OpenArticle) -> None:
        look = self._overview.look
        if article.article.record.id != self._selection.article_id or look is None:
            return
        again = self.article is not None and self.article.revision.id == article.revision.id
        claim_id = self._selection.claim_id
        if again:
            self.keep_place()
        self.article = article
        if not again:
            self._view.reading = self._reading_of(article.article.record.id)
        self._view.show_article(article, look.all_ratings, look.project.profile)
        if claim_id:
            self._view.go_to_claim(claim_id)
        if again or not claim_id:  # else somebody goes to a claim of it, wherever they stood in it before
            self._restore_place()
        if not article.whole:
            self._live.in_a_moment(partial(self._read_all_marks, article))
        if not article.sentences:
            self._live.in_a_moment(partial(self._cut_sentences, article))
        if article.words is None:
            self._live.in_a_moment(partial(self._find_words, article))
        self.shown.emit()

    def _read_all_marks(self, article: OpenArticle) -> None:
        """Those that are in sight are on screen: read all."""
        revision_id, lines = article.revision.id, self._view.sheet.page.lines

        def query(reading: Reading) -> MarkIndex:
            from factcheck.project.queries.articles import marks

            return MarkIndex(lines, marks(reading, revision_id))  # not on the thread that the reader waits for

        def take(marks: MarkIndex) -> None:
            if self.article is not article:
                return
            claim_id = self._selection.claim_id
            known = bool(self._view.sheet.marks.of_claim(claim_id))
            self._view.set_marks(marks)
            if claim_id and not known:  # it was chosen meanwhile, and stands out of sight
                self._view.go_to_claim(claim_id)
            self.counted.emit()

        if self.article is article:
            self._live.ask(query, take)

    def _cut_sentences(self, article: OpenArticle) -> None:
        """Cut the sentences beside the window: a newer engine has not seen this draft yet."""
        if self.article is not article:
            return
        text, language = article.text, article.article.record.language

        def take(spans: list[tuple[int, int]]) -> None:
            if self.article is article:
                self._view.set_sentences(spans)
                self.counted.emit()

        self._jobs.run(Task[list[tuple[int, int]]](_CUT, (text, language), watched=False), take)

    def _find_words(self, article: OpenArticle) -> None:
        """Find beside the window what can be checked in a long text."""
        if self.article is not article:
            return

        def take(words: list[Checkable]) -> None:
            if self.article is article:
                self._view.set_words(words)
                self.counted.emit()
                self._live.ask(lambda reading: reading.texts.learn(article.revision.id, arguments[1], words), learnt)

        def learnt(_none: None) -> None:
            if self.article is article:
                self._overview.count_soon()
            else:
                self._overview.count(article.article.record.id)

        arguments = (article.text, article.article.record.language)
        self._jobs.run(Task["list[Checkable]"](_FIND, arguments, watched=False), take)

    def on_closed(self) -> None:
        """The project was closed."""
        self.article = None
        self.gone.emit()

    # --- where the reader stands -------------------------------------------------------------------

    def keep_place(self) -> None:
        """Remember where the reader stands in the article, and which article it is."""
        if self.article is None or not self._live.project_id:
            return
        article_id = self.article.article.record.id
        top, below = self._view.top_place()
        sentence, taken = self._view.current_sentence(), self._view.current_range() or (-1, -1)
        place: dict[str, str | int] = {
            "revision": self.revision_id,
            "top": top,
            "below": round(below),
            "from": taken[0],
            "until": taken[1],
            "sentence": sentence[0] if sentence else top,
            "claim": self._selection.claim_id,
        }
        self._settings.keep_place(self._live.project_id, article_id, **place)
        self._settings.keep_place(self._live.project_id, "", article=article_id)

    def _reading_of(self, article_id: str) -> ReadingStyle:
        """Size, font and measure as they were left in an article, or else as they were chosen last."""
        from factcheck.ui.article.reading_style import ReadingStyle

        settings = self._settings
        return ReadingStyle.from_kept(settings.place_of("") | settings.place_of(self._live.project_id, article_id))

    def _restore_place(self) -> None:
        if self.article is None:
            return
        place = self._settings.place_of(self._live.project_id, self.article.article.record.id)
        claim, length = place.get("claim"), len(self.article.text)
        if self._view.sheet.marks.of_claim(str(claim or "")) and not self._selection.claim_id:
            self._selection.choose_claim(str(claim), "place")
        if place.get("revision") != self.revision_id:
            return  # in another draft the same places hold other words
        top, below, sentence, start, end = (
            place[name] if isinstance(place.get(name), int) else -1
            for name in ("top", "below", "sentence", "from", "until")
        )
        if 0 <= sentence < length:
            self._view.go_to(sentence)
        if 0 <= start < end <= length:
            self._view.take_range((start, end))
        if 0 <= top < length:
            self._view.keep_place((top, below))

    def on_claim_chosen(self, claim_id: str, by: str) -> None:
        """Show where a claim stands, unless the article itself chose it."""
        if by != "article" and self.article is not None:
            self._view.go_to_claim(claim_id)

    # --- what changes ------------------------------------------------------------------------------

    def on_look_shown(self) -> None:
        """Another scale or profile is in use."""
        look = self._overview.look
        if look is not None and self.article is not None:
            self._view.set_ratings(look.all_ratings, look.project.profile)
        elif look is not None and self._selection.article_id:
            self._read()

    def on_changed(self, change: Change) -> None:
        """Follow what a change touches of this article."""
        if self.article is None:
            return
        article_id = self.article.article.record.id
        fields = change.rows.get("article", {}).get(article_id, frozenset())
        if fields & _ON_PAGE:
            if "revision_id" in fields:
                self._wanted_draft = None
            self._read()
            return
        if fields or change.touches("sign_off", "revision", "open_place"):
            self._read_frame()
        if change.touches("highlight", "claim"):
            self._read_some_marks(change)
        if change.touches("sentence"):
            self._live.ask(partial(_decisions, revision_id=self.revision_id), self._take_decisions)
        if change.touches("omission"):
            self._live.ask(partial(_omissions, revision_id=self.revision_id), self._take_omissions)

    def _read_frame(self) -> None:
        """Read again what stands around the page: particulars, sign-offs, drafts."""
        article_id, draft = self._selection.article_id, self._wanted_draft

        def query(reading: Reading) -> OpenArticle:
            from factcheck.project.queries.articles import opened

            return opened(reading, article_id, draft)

        def take(article: OpenArticle) -> None:
            if self.article is not None and article.revision.id == self.revision_id:
                self.article = article
                self.refreshed.emit()

        self._live.ask(query, take, partial(self._on_unreadable, article_id))

    def _read_some_marks(self, change: Change) -> None:
        highlights, claims = change.ids("highlight"), change.ids("claim")

        def query(reading: Reading) -> list[Mark]:
            from factcheck.project.queries.articles import marks_among

            return marks_among(reading, self.revision_id, highlights, claims)

        self._live.ask(query, partial(self._take_some_marks, self.revision_id, highlights, claims))

    def _take_some_marks(
        self, revision_id: str, highlights: frozenset[str], claims: frozenset[str], marks: Sequence[Mark]
    ) -> None:
        if revision_id != self.revision_id:
            return
        index = self._view.sheet.marks
        standing = {mark.highlight_id for mark in marks}
        touched = highlights | {mark.highlight_id for claim_id in claims for mark in index.of_claim(claim_id)}
        for gone in touched - standing:
            self._view.drop_mark(gone)
        for mark in marks:
            self._view.put_mark(mark)
        self.counted.emit()

    def _take_decisions(self, decisions: list[Sentence]) -> None:
        if all(decision.revision_id == self.revision_id for decision in decisions):
            self._view.set_decisions(decisions)
            self.counted.emit()

    def _take_omissions(self, omissions: list[Omission]) -> None:
        if self.article is not None and all(omission.revision_id == self.revision_id for omission in omissions):
            self._view.set_omissions(omissions)
            self._read_frame()


def _decisions(reading: Reading, revision_id: str) -> list[Sentence]:
    from factcheck.project.queries.articles import decisions

    return decisions(reading, revision_id)


def _omissions(reading: Reading, revision_id: str) -> list[Omission]:
    from factcheck.project.queries.articles import omissions

    return omissions(reading, revision_id)
