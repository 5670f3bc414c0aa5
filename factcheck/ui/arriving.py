"""Files that bring no article: sources, annotations, a whole project; and the project that goes out as JSON.

Each is read beside the window and shown before anything of it comes in; then it is one edit, which undo takes back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QFileDialog

from factcheck.apart import Task
from factcheck.domain.problems import Problem
from factcheck.locales import number
from factcheck.translation import _, ngettext
from factcheck.ui import projects
from factcheck.ui.dialogs.arrival_dialog import ArrivalDialog
from factcheck.ui.dialogs.asking import accepted, may_replace
from factcheck.ui.mirroring import turned
from factcheck.ui.reports.offering import file_name

if TYPE_CHECKING:
    from factcheck.domain.changes import Done
    from factcheck.domain.interchange import WholeProject
    from factcheck.domain.records import Source
    from factcheck.project.reading import Reading
    from factcheck.text.quoting import Annotation
    from factcheck.ui.main_window import MainWindow

SUBJECT: Final = "arrival"
# For file dialogs, beside those of articles.
SUFFIXES: Final = (".bib", ".ris", ".json", ".jsonld")
_READERS: Final = {
    "sources": "factcheck.formats.sources.exchange:read_sources",
    "annotations": "factcheck.formats.linked.annotations:read_annotations",
    "project": "factcheck.formats.interchange.reading:read_project",
}
_WRITE: Final = "factcheck.formats.interchange.writing:write_project"
_NAMED: Final = 5
_LONGEST: Final = 110


def sorted_out(paths: Sequence[Path]) -> tuple[list[Path], list[tuple[Path, str]]]:
    """The files that bring articles, and the others with what they bring."""
    from factcheck.formats.arrivals import arrival_of

    kinds = [(path, arrival_of(path)) for path in paths]
    return [path for path, kind in kinds if kind == "article"], [one for one in kinds if one[1] != "article"]


def take_in(window: MainWindow, path: Path, kind: str) -> None:
    """Read a file beside the window, and show what it would bring."""
    shows: dict[str, Callable[[MainWindow, str, Any], None]] = {
        "sources": _show_sources,
        "annotations": _show_annotations,
        "project": _show_project,
    }
    task: Task[Any] = Task(_READERS[kind], (path,))
    title = ngettext("Reading a file", "Reading {n} files", 1).format(n=1)
    window.jobs.run(task, partial(shows[kind], window, path.name), partial(projects.on_failed, window), title=title)


def _show_sources(window: MainWindow, name: str, found: list[Source]) -> None:
    def query(reading: Reading) -> list[Source]:
        from factcheck.domain.records import Source
        from factcheck.domain.sameness import sorted_out

        return sorted_out(found, reading.records(Source))[0]

    def show(new: list[Source]) -> None:
        from factcheck.project.edits.taking_in import TakeInSources

        known = len(found) - len(new)
        said = [_count(_("{n} sources in “{file}”."), len(found), name)]
        if known:
            words = ngettext("{n} is here already and stays as it is.", "{n} are here already and stay.", known)
            said.append(words.format(n=number(known)))
        if not new:
            _tell(window, _("Nothing new"), said)
            return
        entries = [(one.id, _short(" · ".join(filter(None, (one.authors, one.title, one.address))))) for one in new]
        dialog = ArrivalDialog(_("Import sources"), said, entries, window)
        if accepted(dialog):
            chosen = set(dialog.chosen)
            window.live.apply(TakeInSources(tuple(one for one in new if one.id in chosen)), told)

    def told(done: Done) -> None:
        words = ngettext("{n} source is new.", "{n} sources are new.", len(done.value))
        _tell(window, words.format(n=number(len(done.value))), [])

    window.live.ask(query, show)


def _show_annotations(window: MainWindow, name: str, found: list[Annotation]) -> None:
    def query(reading: Reading) -> dict[str, tuple[Annotation, ...]]:
        from factcheck.project.queries.annotations import on_articles

        return on_articles(reading, found) or on_articles(reading, found, window.selection.article_id)

    def show(on: dict[str, tuple[Annotation, ...]]) -> None:
        if "" in on:
            problem = Problem(
                _("The annotations are on no article of this project."), _("Open the article that they are meant for.")
            )
            projects.on_failed(window, problem)
            return
        entries = [(one.claim_id, _annotation_words(one)) for some in on.values() for one in some]
        said = [
            _count(_("{n} annotations in “{file}”."), len(found), name),
            _("Each becomes a claim at its words. One whose words stand nowhere for certain is left out and told of."),
        ]
        dialog = ArrivalDialog(_("Import annotations"), said, entries, window)
        if accepted(dialog):
            _apply_annotations(window, on, set(dialog.chosen))

    window.live.ask(query, show)


def _apply_annotations(window: MainWindow, on: dict[str, tuple[Annotation, ...]], chosen: set[str]) -> None:
    from factcheck.project.edits.taking_annotations import Annotated, TakeInAnnotations

    came: list[Annotated] = []
    for article_id, some in on.items():
        kept = tuple(one for one in some if one.claim_id in chosen)
        if kept:
            window.live.apply(TakeInAnnotations(article_id, kept), lambda done: came.append(done.value))

    def tell(_none: None) -> None:
        new = sum(len(one.claim_ids) for one in came)
        unplaced = [quote for one in came for quote in one.unplaced]
        asked = sum(one.asked for one in came)
        said = []
        if asked:
            words = ngettext("Of {n} place you are asked.", "Of {n} places you are asked.", asked)
            said.append(words.format(n=number(asked)))
        if unplaced:
            words = ngettext("{n} stands nowhere for certain:", "{n} stand nowhere for certain:", len(unplaced))
            said.append(words.format(n=number(len(unplaced))))
            said += [f"“{_short(quote)}”" for quote in unplaced[:_NAMED]]
        _tell(window, ngettext("{n} claim is new.", "{n} claims are new.", new).format(n=number(new)), said)

    # The project thread works in order: this question is answered once all of them are in.
    window.live.ask(lambda _reading: None, tell)


def _show_project(window: MainWindow, name: str, whole: WholeProject) -> None:
    from factcheck.domain.records import Article, Claim, ProjectRecord, Source

    title = whole.of(ProjectRecord)[0].name
    counts = ", ".join(
        words.format(n=number(len(whole.of(kind))))
        for kind, words in (
            (Article, _("articles: {n}")),
            (Claim, _("claims: {n}")),
            (Source, _("sources: {n}")),
        )
    )
    said = [
        _("The project “{title}” in “{file}”: {counts}.").format(title=title, file=name, counts=counts),
        _("What is here already stays as it is."),
    ]
    dialog = ArrivalDialog(_("Import a project"), said, (), window)
    if not accepted(dialog):
        return

    def told(done: Done) -> None:
        new = sum(done.value.new.values())
        words = ngettext("{n} record is new.", "{n} records are new.", new).format(n=number(new))
        differ = ngettext(
            "{n} says something else there and was left as it is here.",
            "{n} say something else there and were left as they are here.",
            done.value.different,
        )
        _tell(window, words, [differ.format(n=number(done.value.different))] if done.value.different else [])

    from factcheck.project.edits.taking_in import TakeInProject

    window.live.apply(TakeInProject(whole), told)


# --------------------------------------------------------------------------------------------------------------- out


def export_project(window: MainWindow) -> None:
    """Ask where to, and write the project as JSON; the kind of file says whether what is confidential goes too."""
    path = window.live.path
    if path is None:
        return
    by_alias = _("Confidential sources by alias, no files (*.json)")
    everything = _("Everything, with confidential sources and files (*.json)")
    name = file_name(path.stem, ".json")
    typed, kind = QFileDialog.getSaveFileName(
        window, _("Export the project as JSON"), str(path.parent / name), f"{by_alias};;{everything}", by_alias
    )
    if not typed:
        return
    target = Path(typed)
    target = target if target.suffix.lower() == ".json" else target.with_name(f"{target.name}.json")
    if not may_replace(window, target, typed):
        return

    def query(reading: Reading) -> WholeProject:
        from factcheck.project.queries.interchange import whole_project

        return whole_project(reading, confidential=kind == everything)

    def write(whole: WholeProject) -> None:
        task = Task[None](_WRITE, (whole, target), writes=True)
        failed = partial(projects.on_failed, window)
        window.jobs.run(task, lambda _none: _tell_written(window, target), failed, title=_("Writing the project"))

    window.live.ask(query, write, partial(projects.on_failed, window))


def _tell_written(window: MainWindow, target: Path) -> None:
    _tell(window, _("The project is written."), [str(target)])


def _annotation_words(one: Annotation) -> str:
    quote = _short(one.places[0].selector.quote)
    return f"{one.label}: “{quote}”" if one.label else f"“{quote}”"


def _short(words: str) -> str:
    words = " ".join(words.split())
    return turned(words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…")


def _count(words: str, count: int, name: str) -> str:
    return words.format(n=number(count), file=name)


def _tell(window: MainWindow, words: str, said: Sequence[str]) -> None:
    window.banners.show_banner("info", words, "\n".join(said), subject=SUBJECT)
