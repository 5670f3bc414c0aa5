"""How articles and new drafts come in: pasted, dropped or chosen; several at once, each failing for itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QFileDialog

from factcheck.apart import Task
from factcheck.domain.counting import counted
from factcheck.domain.problems import Problem
from factcheck.locales import number
from factcheck.translation import _, ngettext
from factcheck.ui import arriving, going, projects
from factcheck.ui.dialogs.asking import accepted
from factcheck.ui.dialogs.choices import EncodingDialog, IntakeDialog
from factcheck.ui.dialogs.paste_dialog import PASTE_KEY, PasteDialog

if TYPE_CHECKING:
    from factcheck.domain.changes import Done
    from factcheck.domain.draft import ArticleDraft, NoteKind
    from factcheck.formats.registry import Revisions
    from factcheck.project.carrying import Placed, Standing
    from factcheck.project.reading import Reading
    from factcheck.ui.main_window import MainWindow

SUBJECT: Final = "intake"
_ASKED: Final = "draft or article"
# What is done apart from the window.
_READ: Final = "factcheck.formats.registry:read_articles"
_READ_PASTED: Final = "factcheck.formats.registry:read_pasted"
_IS_DRAFT: Final = "factcheck.text.differing:is_draft_of"
_PLACE: Final = "factcheck.project.carrying:placed"
_UNDOUBTED: Final = ("", "ascii", "utf-8", "utf-16", "utf-32")
# How many files, and how many sentences about one, a banner names.
_NAMED: Final = 4


@dataclass(frozen=True, slots=True)
class FileRead:
    """A file and what became of it: a draft, or why there is none; ``kinds`` of its notes claims are made of."""

    path: Path
    draft: ArticleDraft | None = None
    problem: Problem | None = None
    kinds: frozenset[NoteKind] = frozenset()

    @classmethod
    def of(cls, path: Path, found: ArticleDraft | Problem) -> Self:
        """What reading a file gave."""
        return cls(path, problem=found) if isinstance(found, Problem) else cls(path, found)


Then = Callable[[list[FileRead]], None]


def load_what_adding_needs() -> None:
    """Import what tells files from each other and adds them, so that the first one is taken without a wait."""
    import factcheck.formats.interchange.reading
    import factcheck.formats.linked.annotations
    import factcheck.formats.sources.exchange
    import factcheck.project.edits.annotating  # noqa: F401 - all of them for their import alone


def choose_files(window: MainWindow) -> None:
    """Ask for files, and add each as an article."""
    paths = _asked_files(window, several=True)
    if paths:
        add_files(window, paths)


def _asked_files(window: MainWindow, *, several: bool) -> list[Path]:
    from factcheck.formats.registry import SUFFIXES

    kinds = _("Articles ({suffixes});;All files (*)").format(suffixes=" ".join(f"*{suffix}" for suffix in SUFFIXES))
    if several:
        more = " ".join(f"*{suffix}" for suffix in arriving.SUFFIXES)
        kinds += ";;" + _("Sources, annotations, projects ({suffixes})").format(suffixes=more)
        return [Path(path) for path in QFileDialog.getOpenFileNames(window, _("Add files"), "", kinds)[0]]
    path = QFileDialog.getOpenFileName(window, _("Choose the new draft"), "", kinds)[0]
    return [Path(path)] if path else []


def add_files(window: MainWindow, paths: Sequence[Path]) -> None:
    """Read files beside the window, and add each as an article; of one that looks like a next draft it is asked.

    Files of sources, annotations and whole projects are shown first (``arriving``).
    """
    texts, others = arriving.sorted_out(paths)
    for path, kind in others:
        arriving.take_in(window, path, kind)
    if texts:
        _read(window, texts, partial(_add_or_ask, window))


def choose_new_draft(window: MainWindow) -> None:
    """Ask for the file of an article's new draft."""
    paths = _asked_files(window, several=False)
    if paths:
        revise_by_file(window, window.selection.article_id, paths[0])


def revise_by_file(window: MainWindow, article_id: str, path: Path) -> None:
    """Make a file the next draft of an article."""

    def revise(read: list[FileRead]) -> None:
        if read[0].draft is not None:
            _revise(window, article_id, read[0].draft)
        elif read[0].problem is not None:
            projects.on_failed(window, read[0].problem)

    _read(window, [path], revise, notes=False)


def _read(window: MainWindow, paths: Sequence[Path], then: Then, *, encoding: str = "", notes: bool = True) -> None:
    """Read files as a job; ask once which tracked changes count and, with ``notes``, of which notes claims are made."""
    title = ngettext("Reading a file", "Reading {n} files", len(paths)).format(n=len(paths))

    def run(revisions: Revisions, chosen: Sequence[Path], then: Then) -> None:
        def take(found: list[ArticleDraft | Problem]) -> None:
            then([FileRead.of(path, one) for path, one in zip(chosen, found, strict=True)])

        task: Task[list[ArticleDraft | Problem]] = Task(_READ, (chosen, encoding, revisions))
        window.jobs.run(task, take, partial(projects.on_failed, window), title=title)

    def ask(read: list[FileRead]) -> None:
        tracked = [one.path for one in read if one.draft and one.draft.counts.get("tracked changes")]
        written = Counter(note.kind for one in read if one.draft and notes for note in one.draft.structure.notes)
        if not (tracked or written):
            then(read)
            return
        dialog = IntakeDialog([path.name for path in tracked], written, window)
        if not accepted(dialog):
            return
        kinds = dialog.kinds
        if dialog.revisions == "final":
            then([replace(one, kinds=kinds) for one in read])
            return

        def put_together(again: list[FileRead]) -> None:
            anew = {one.path: one for one in again}
            then([replace(anew.get(one.path, one), kinds=kinds) for one in read])

        run("original", tracked, put_together)

    run("final", list(paths), ask)


def _add_or_ask(window: MainWindow, read: list[FileRead]) -> None:
    """Ask whether a single file is the next draft of the article that is shown, where it looks like it."""
    article, draft = window.follower.article, read[0].draft if len(read) == 1 else None
    if article is None or draft is None or not window.follower.is_current or not window.pane.has_article:
        _add_read(window, read)
        return
    record, former = article.article.record, article.text

    if draft.text == former:
        _add_read(window, read)
        return

    def answer(alike: bool) -> None:
        if not alike:
            _add_read(window, read)
            return
        window.banners.show_banner(
            "info",
            _("{file} looks like a new draft of “{title}”.").format(file=read[0].path.name, title=record.title),
            "",
            (
                (_("Make it the new draft"), partial(_revise, window, record.id, draft)),
                (_("Add it as an article"), partial(_add_read, window, read)),
            ),
            subject=_ASKED,
        )

    window.jobs.run(Task[bool](_IS_DRAFT, (draft.text, former), watched=False), answer)


def _add_read(window: MainWindow, read: list[FileRead]) -> None:
    added: list[tuple[FileRead, str]] = []
    for one in read:
        if one.draft is not None:
            _apply_add(window, one.draft, partial(_note_added, added, one), one.kinds)
    # The project thread works in order: this question is answered once all of them are in.
    window.live.ask(lambda _reading: None, lambda _none: _tell_added(window, read, added))


def _note_added(added: list[tuple[FileRead, str]], one: FileRead, done: Done) -> None:
    added.append((one, done.value))


def _apply_add(
    window: MainWindow,
    draft: ArticleDraft,
    then: Callable[[Done], None],
    kinds: frozenset[NoteKind] = frozenset(),
) -> None:
    from factcheck.project.edits.annotating import AddAnnotated

    window.live.apply(AddAnnotated(draft, kinds), then)


def _tell_added(window: MainWindow, read: list[FileRead], added: list[tuple[FileRead, str]]) -> None:
    """Show the first of the new articles, and a banner about what came in and what did not."""
    if added:
        going.show_article(window, added[0][1])
    failed = [one for one in read if one.problem is not None]
    if failed:
        words = "\n".join(str(one.problem) for one in failed[:_NAMED])
        title = ngettext("A file could not be read.", "{n} files could not be read.", len(failed)).format(n=len(failed))
        window.banners.show_banner("error", title, words, subject="unread files")
    if len(added) == 1:
        one, article_id = added[0]
        if one.draft is not None:
            tell_draft(window, one.draft, article_id, one.path)
    elif added:
        words = ngettext("{n} article came in.", "{n} articles came in.", len(added)).format(n=len(added))
        lines = [f"{one.path.name}: {said}" for one, _id in added if one.draft and (said := about(one.draft))]
        window.banners.show_banner("info", words, "\n".join(lines[:_NAMED]), subject=SUBJECT)


def about(draft: ArticleDraft) -> str:
    """What came in with a draft and what could not be read, in sentences; "" where there is nothing to tell."""
    sentences = []
    came = counted(draft.counts, draft.structure)
    if came:
        sentences.append(_("Came in: {counts}.").format(counts=came))
    left_out = sum(omission.end - omission.start for omission in draft.omissions if not omission.shown)
    if left_out:
        words = ngettext("{n} character left out", "{n} characters left out", left_out).format(n=number(left_out))
        sentences.append(_("{n}; they can be put back.").format(n=words))
    if draft.unread:
        sentences.append(_("Could not be read: {what}").format(what=" ".join(draft.unread[:_NAMED])))
    return " ".join(sentences)


def is_doubtful(draft: ArticleDraft) -> bool:
    """Whether the encoding of a text file was guessed."""
    return not draft.encoding.lower().startswith(_UNDOUBTED[1:]) and draft.encoding != ""


def tell_draft(window: MainWindow, draft: ArticleDraft, article_id: str, path: Path | None = None) -> None:
    """A banner about a draft that came in, where there is something to tell."""
    words = about(draft)
    buttons: list[tuple[str, Callable[[], object]]] = [
        (_("Particulars…"), lambda: window.bound.run("article.particulars"))
    ]
    if path is not None and is_doubtful(draft):
        read_as = _("Read as {encoding}.").format(encoding=draft.encoding)
        words = f"{words} {read_as}".strip()
        buttons.insert(0, (_("Change…"), partial(change_encoding, window, article_id, path, draft.encoding)))
    if words:
        kind = "warn" if draft.unread else "info"
        window.banners.show_banner(kind, draft.title, words, buttons, subject=SUBJECT)


def change_encoding(window: MainWindow, article_id: str, path: Path, encoding: str) -> None:
    """Ask for a file's encoding, and bring the article in anew."""
    from factcheck.project.edits.articles import RemoveArticle

    try:
        source = path.read_bytes()
    except OSError as error:
        problem = Problem(
            _("“{name}” cannot be read: {reason}.").format(name=path.name, reason=error.strerror or error),
            _("Check that it is still there and that you may read it."),
        )
        projects.on_failed(window, problem)
        return
    dialog = EncodingDialog(path.name, source, encoding, window)
    if not accepted(dialog) or dialog.encoding == encoding:
        return

    def replace_article(read: list[FileRead]) -> None:
        if read[0].draft is not None:
            window.live.apply(RemoveArticle(article_id))
        _add_read(window, read)

    _read(window, [path], replace_article, encoding=dialog.encoding)


def paste_article(window: MainWindow, source: QMimeData | None = None) -> None:
    """Ask for a text, starting with what the clipboard holds, and add it as an article."""
    _ask_paste(window, _("Add pasted text"), _("Add article"), partial(_add_pasted, window), source)


def paste_new_draft(window: MainWindow) -> None:
    """Ask for the text of an article's new draft."""
    article_id = window.selection.article_id
    _ask_paste(
        window, _("New draft from pasted text"), _("Make it the new draft"), partial(_revise, window, article_id)
    )


def _ask_paste(
    window: MainWindow,
    heading: str,
    accept_words: str,
    then: Callable[[ArticleDraft], None],
    source: QMimeData | None = None,
) -> None:
    dialog = PasteDialog(heading, accept_words, source, window, window.live.left_typing.get(PASTE_KEY, ""))
    if window.can_write:
        dialog.kept.connect(partial(window.live.keep_typing, PASTE_KEY))
    answered = accepted(dialog)
    if window.can_write:
        window.live.forget_typing(PASTE_KEY)
    if not answered:
        return
    text, html, title, address = dialog.text, dialog.html, dialog.title, dialog.address

    def take(draft: ArticleDraft) -> None:
        then(replace(draft, title=title or draft.title, address=address or draft.address))

    task: Task[ArticleDraft] = Task(_READ_PASTED, (text, html), watched=False)
    window.jobs.run(task, take, partial(projects.on_failed, window), title=_("Reading the pasted text"))


def _add_pasted(window: MainWindow, draft: ArticleDraft) -> None:
    def added(done: Done) -> None:
        going.show_article(window, done.value)
        tell_draft(window, draft, done.value)

    _apply_add(window, draft, added)


def _revise(window: MainWindow, article_id: str, draft: ArticleDraft) -> None:
    """Place what stands in the article in its new draft, beside the window, and make it the current one."""

    def place(stood: Standing) -> None:
        task: Task[Placed] = Task(_PLACE, (stood, draft.text))
        title = _("Finding the highlights in the new draft")
        window.jobs.run(task, write, partial(projects.on_failed, window), title=title)

    def write(places: Placed) -> None:
        from factcheck.project.edits.revising import ReviseArticle

        window.live.apply(ReviseArticle(article_id, draft, places), partial(_tell_revised, window, draft))

    def query(reading: Reading) -> Standing:
        from factcheck.project.carrying import standing

        return standing(reading, article_id)

    window.live.ask(query, place)


def _tell_revised(window: MainWindow, draft: ArticleDraft, done: Done) -> None:
    """Say what became of the marks; where people are to be asked, offer to begin with it."""
    revised = done.value
    carried = ngettext("{n} highlight was carried", "{n} highlights were carried", revised.carried)
    recheck = len(revised.re_check)
    if window.overview.profile == "drafts":
        again = ngettext("{n} fact is to be re-checked", "{n} facts are to be re-checked", recheck)
    else:
        again = ngettext("{n} claim is to be re-checked", "{n} claims are to be re-checked", recheck)
    words = f"{carried.format(n=revised.carried)}, {again.format(n=recheck)}. {about(draft)}".strip()
    buttons: list[tuple[str, Callable[[], object]]] = [(_("Undo"), partial(window.live.undo, done.edit_id))]
    if recheck:
        buttons.insert(0, (_("Show them"), partial(going.show_queue, window, "re-check")))
    window.banners.show_banner(
        "warn" if recheck else "info", _("The new draft is in."), words, buttons, subject=SUBJECT
    )
