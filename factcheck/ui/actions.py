"""Actions as data: what can be done, in which words, by which key, and what it needs; menus and palette read this.

An action needs standings of the window: ``project`` (one is open), ``writable`` (and may be changed), ``article``
(one is shown), ``current`` (in its current draft), ``claim`` (one is chosen), ``undo``, ``redo`` (there is one).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from factcheck.locales import labelled
from factcheck.translation import _
from factcheck.ui import (
    arriving,
    checking,
    drafting,
    going,
    intake,
    particulars,
    pressing,
    projects,
    reading,
    reading_back,
    reviewing,
    sending,
    serving,
    sharing,
)
from factcheck.ui.same_words import show_same
from factcheck.ui.tour import show_tour
from factcheck.ui.words import word

if TYPE_CHECKING:
    from factcheck.domain.records import Rating
    from factcheck.ui.main_window import MainWindow

LAST_VERDICT_KEY: Final = 9
ROOM: Final = 60  # pixels
ARTICLE: Final = ("article",)
MARK: Final = ("article", "current", "writable")
CLAIM: Final = ("claim", "writable")
WRITE: Final = ("project", "writable")

Run = Callable[["MainWindow"], object]
Row = tuple[str, str, str, str, tuple[str, ...], Run]


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that a person can do.

    ``keys`` are key sequences; the first is shown. The keys of a ``letter`` action are plain letters and digits: they
    act only while the article or the claims list has the focus.
    """

    id: str
    group: str
    words: str
    keys: tuple[str, ...]
    icon: str
    needs: tuple[str, ...]
    run: Run
    letter: bool = False


def actions(profile: str, ratings: Sequence[Rating]) -> tuple[Action, ...]:
    """All actions in the words of a profile, in the order of palette and key map; ``ratings`` are the scale's."""
    return (
        *_rows(word(profile, "Claim"), (*_marking(profile), *_verdicts(profile, ratings)), letter=True),
        *_rows(_("Go to"), _going(profile), letter=True),
        *_rows(_("Go to"), _queues()),
        *_rows(_("Reading"), _reading()),
        *_rows(_("Article"), _article(profile)),
        *_rows(_("Project"), _project()),
        *_rows(_("Window"), _window()),
    )


def _rows(group: str, rows: Iterable[Row], *, letter: bool = False) -> Iterable[Action]:
    for id_, words, keys, icon, needs, run in rows:
        yield Action(id_, group, words, tuple(keys.split()), icon, needs, run, letter)


def _marking(profile: str) -> tuple[Row, ...]:
    facts = profile == "drafts"
    again = _("Mark as another fact") if facts else _("Mark as another claim")
    mark = _("Mark as fact") if facts else _("Mark as claim")
    words = _("Edit the words of the fact") if facts else _("Edit the words of the claim")
    return (
        ("mark.claim", mark, "C", "highlighter", MARK, checking.mark_claim),
        ("mark.again", again, "Shift+C", "plus", MARK, checking.mark_another_claim),
        ("mark.add", word(profile, "add highlight"), "H", "highlighter", ("article", *CLAIM), checking.add_highlight),
        ("mark.nothing", _("Nothing to check here"), "X", "circle-slash", MARK, checking.toggle_nothing_to_check),
        ("mark.same", _("All places of these words"), "M", "layers", ARTICLE, show_same),
        ("claim.words", words, "F2", "pencil", CLAIM, checking.go_to_words),
        ("claim.rationale", word(profile, "Rationale"), "E", "pen-line", CLAIM, checking.go_to_rationale),
        ("claim.source", _("Add source"), "S", "link-2", CLAIM, checking.go_to_source_field),
        ("claim.note", _("Use the writer’s note as evidence"), "W", "pilcrow", MARK, checking.use_note),
        ("claim.query", _("Ask a question…"), "Q", "message-circle-question-mark", MARK, checking.ask_query),
        ("claim.review", _("Send to review…"), "R", "eye", CLAIM, reviewing.send_to_review),
        ("claim.approve", word(profile, "Sign off"), "A", "check", CLAIM, reviewing.approve),
        ("claim.vote", _("Vote on the verdict…"), "Shift+V", "scale", ("claim",), reviewing.vote),
        ("claim.send_back", _("Send back…"), "B", "undo-2", CLAIM, reviewing.send_back),
        ("claim.withdraw", _("Withdraw from review"), "Shift+R", "rotate-ccw", CLAIM, reviewing.withdraw),
        ("claim.assign", _("Assign to…"), "Shift+A", "user-check", CLAIM, reviewing.assign),
        ("claim.history", _("History"), "Shift+H", "history", ("claim",), going.toggle_claim_history),
        ("claim.remove", word(profile, "remove"), "Del", "trash-2", CLAIM, checking.remove_claim),
    )


def _verdicts(profile: str, ratings: Sequence[Rating]) -> Iterable[Row]:
    name = word(profile, "Verdict")
    for position, rating in enumerate(ratings, 1):
        key = str(position) if position <= LAST_VERDICT_KEY else ""
        run = partial(checking.rate, rating_id=rating.id)
        yield f"verdict.{position}", labelled(name, rating.label), key, rating.icon, MARK, run
    if ratings:
        run = partial(checking.rate, rating_id=None)
        yield "verdict.0", labelled(name, _("Unchecked")), "0", "circle-dashed", CLAIM, run


def _going(profile: str) -> tuple[Row, ...]:
    facts = profile == "drafts"
    following = _("Next fact") if facts else _("Next claim")
    previous = _("Previous fact") if facts else _("Previous claim")
    here = _("Next fact on the same words") if facts else _("Next claim on the same words")
    look = _("Look at the fact") if facts else _("Look at the claim")
    return (
        ("go.open", _("Next unchecked"), "U", "circle-dashed", ARTICLE, going.next_open),
        ("go.conflict", _("Next conflict"), "Shift+U", "arrow-left-right", ARTICLE, going.next_conflict),
        ("go.next_claim", following, "N", "chevron-down", ARTICLE, partial(going.step_claim, by=1)),
        ("go.previous_claim", previous, "P", "chevron-up", ARTICLE, partial(going.step_claim, by=-1)),
        ("go.filter", word(profile, "filter"), "/", "list-filter", ARTICLE, going.filter_claims),
        ("go.here", here, "O", "layers", ARTICLE, going.cycle_claims),
        ("go.peek", look, "V", "eye", ("article", "claim"), going.peek),
        ("go.next_sentence", _("Next sentence"), "J", "arrow-down", ARTICLE, partial(going.step_sentence, by=1)),
        ("go.previous_sentence", _("Previous sentence"), "K", "arrow-up", ARTICLE, partial(going.step_sentence, by=-1)),
    )


def _queues() -> tuple[Row, ...]:
    return tuple(
        (id_, words, f"Ctrl+{number}", icon, ARTICLE, partial(going.show_queue, queue=queue))
        for number, (id_, words, icon, queue) in enumerate(
            (
                ("go.inbox", _("Inbox"), "inbox", "inbox"),
                ("go.all", _("All articles"), "newspaper", "all"),
                ("go.review", _("To review"), "eye", "to review"),
                ("go.assigned", _("Assigned to me"), "user-check", "assigned"),
            ),
            1,
        )
    )


def _reading() -> tuple[Row, ...]:
    return (
        ("article.find", _("Find in the article"), "Ctrl+F", "search", ARTICLE, lambda window: window.pane.open_find()),
        ("article.find_next", _("Next hit"), "F3 Ctrl+G", "chevron-down", ARTICLE, partial(going.step_hit, by=1)),
        ("article.find_back", _("Previous hit"), "Shift+F3", "chevron-up", ARTICLE, partial(going.step_hit, by=-1)),
        ("read.outline", _("Outline"), "Ctrl+Shift+H", "table-of-contents", ARTICLE, reading.show_outline),
        ("read.text", _("Text: size, font, width"), "Ctrl+T", "type", ARTICLE, reading.show_text_menu),
        ("read.larger", _("Larger text"), "Ctrl++ Ctrl+=", "zoom-in", ARTICLE, partial(reading.zoom, steps=1)),
        ("read.smaller", _("Smaller text"), "Ctrl+-", "zoom-out", ARTICLE, partial(reading.zoom, steps=-1)),
        ("read.actual", _("Text in its usual size"), "Ctrl+0", "type", ARTICLE, partial(reading.zoom, steps=0)),
        ("read.words", _("Underline what is unchecked"), "Ctrl+U", "whole-word", ARTICLE, reading.toggle_words),
        ("read.mode", _("Reading mode"), "F11", "book-open", ARTICLE, reading.toggle_reading_mode),
    )


def _article(profile: str) -> tuple[Row, ...]:
    sign = word(profile, "Sign off") + "…"
    return (
        ("article.paste", _("Add pasted text…"), "Ctrl+Shift+V", "clipboard-paste", WRITE, intake.paste_article),
        ("article.files", _("Add files…"), "Ctrl+Shift+O", "file-plus", WRITE, intake.choose_files),
        ("article.particulars", _("Particulars…"), "Ctrl+I", "info", ARTICLE, particulars.edit_particulars),
        ("article.revise", _("New draft of this article…"), "", "file-pen", MARK, intake.choose_new_draft),
        ("article.revise_paste", _("New draft from pasted text…"), "", "clipboard-paste", MARK, intake.paste_new_draft),
        (
            "article.review_draft",
            _("Review highlights in this draft"),
            "Ctrl+Shift+D",
            "file-question-mark",
            MARK,
            drafting.review,
        ),
        ("article.compare", _("Compare with the draft before"), "", "file-pen", ARTICLE, drafting.compare_with_former),
        ("article.ask", _("Ask a question about the article…"), "", "send", MARK, particulars.ask_query),
        ("article.queries", _("Queries of the article…"), "", "list-checks", ARTICLE, particulars.show_queries),
        ("article.history", _("History of the article…"), "", "history", ARTICLE, going.show_history),
        ("article.press", _("Before press"), "Ctrl+Shift+P", "list-checks", ARTICLE, pressing.show),
        ("article.sign", sign, "", "signature", MARK, particulars.sign_off),
        ("article.remove", _("Remove this article"), "", "trash-2", MARK, particulars.remove_article),
        ("article.purge", _("Remove this article for good…"), "", "trash-2", MARK, particulars.purge_article),
    )


def _project() -> tuple[Row, ...]:
    return (
        ("edit.undo", _("Undo"), "Ctrl+Z", "undo-2", ("undo", *WRITE), lambda window: window.live.undo()),
        ("edit.redo", _("Redo"), "Ctrl+Shift+Z Ctrl+Y", "redo-2", ("redo", *WRITE), lambda window: window.live.redo()),
        ("report.export", _("Export report…"), "Ctrl+E", "file-down", ("project",), projects.export_report),
        ("project.json", _("Export the project as JSON…"), "", "download", ("project",), arriving.export_project),
        ("report.read_back", _("Read back a report…"), "", "file-pen", WRITE, reading_back.choose_report),
        ("project.new", _("New project…"), "Ctrl+N", "file-plus", (), projects.new_project),
        ("project.open", _("Open project…"), "Ctrl+O", "folder-open", (), projects.choose_project),
        ("project.server", _("Open from a server…"), "", "database", (), serving.open_from_server),
        ("project.to_server", _("Bring the project to a server…"), "", "upload", WRITE, serving.bring_to_server),
        ("project.to_file", _("Save as a file…"), "", "download", ("project",), serving.save_as_file),
        ("project.sample", _("Open the sample project"), "", "book-open-text", (), projects.open_sample),
        ("project.bring_in", _("Bring in a copy…"), "", "merge", WRITE, sharing.choose_copy),
        ("project.send", _("Send a copy…"), "", "send", ("project",), sending.send_copy),
        ("project.restore", _("Go back to a backup…"), "", "rotate-ccw", WRITE, sharing.choose_backup),
        ("project.settings", _("Project settings…"), "", "settings", ("project",), projects.project_settings),
        ("project.scale", _("Make a scale…"), "", "scale", WRITE, projects.make_scale),
        (
            "project.history",
            _("History of the project…"),
            "Ctrl+H",
            "history",
            ("project",),
            partial(going.show_history, whole=True),
        ),
        ("project.close", _("Close project"), "Ctrl+W", "x", ("project",), projects.close_project),
    )


def _window() -> tuple[Row, ...]:
    return (
        (
            "window.palette",
            _("Search or run a command"),
            "Ctrl+K",
            "search",
            (),
            going.show_palette,
        ),
        (
            "window.sidebar",
            _("Show or hide the sidebar"),
            "Ctrl+\\",
            "panel-left",
            (),
            lambda window: window.toggle_sidebar(),
        ),
        ("window.theme", _("Light or dark"), "", "contrast", (), lambda window: window.toggle_theme()),
        ("window.pane", _("Next part of the window"), "F6", "panel-right", (), going.next_part),
        (
            "window.list_more",
            _("More room for the list"),
            "Alt+Shift+Down",
            "chevron-down",
            ARTICLE,
            partial(going.share_room, by=ROOM),
        ),
        (
            "window.list_less",
            _("Less room for the list"),
            "Alt+Shift+Up",
            "chevron-up",
            ARTICLE,
            partial(going.share_room, by=-ROOM),
        ),
        ("window.keys", _("All keys"), "?", "keyboard", (), lambda window: window.show_keys()),
        ("window.help", _("Help"), "F1", "circle-question-mark", (), lambda window: window.show_help()),
        ("window.tour", _("Show the tour"), "", "book-open-text", (), show_tour),
        ("window.settings", _("Settings…"), "Ctrl+,", "settings", (), projects.program_settings),
        ("window.quit", _("Quit"), "Ctrl+Q", "log-out", (), lambda window: window.close()),
    )
