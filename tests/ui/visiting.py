"""Shows every state and every dialog of the window once, and lets a test look at each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from factcheck.domain.address import Address
from factcheck.domain.changes import Side
from factcheck.domain.problems import CertificateWanted
from factcheck.domain.report import Report
from factcheck.domain.returning import Returned
from factcheck.formats.docx.template import TemplateLook, TemplateStyle
from factcheck.project.backups import Backup
from factcheck.project.merging import Merged
from factcheck.project.project import Project
from factcheck.project.queries.conflicts import ConflictLine
from factcheck.project.restoring import Kept
from factcheck.sample import build_sample
from factcheck.ui import going, pressing
from factcheck.ui.dialogs.arrival_dialog import ArrivalDialog
from factcheck.ui.dialogs.backups_dialog import BackupsDialog
from factcheck.ui.dialogs.bring_in_dialog import BringInDialog
from factcheck.ui.dialogs.choices import EncodingDialog, IntakeDialog
from factcheck.ui.dialogs.help_dialog import HelpDialog
from factcheck.ui.dialogs.key_dialog import KeyDialog
from factcheck.ui.dialogs.passphrase_dialog import PassphraseDialog
from factcheck.ui.dialogs.read_back_dialog import ReadBackDialog
from factcheck.ui.dialogs.send_copy_dialog import SendCopyDialog
from factcheck.ui.dialogs.server_dialog import ServerDialog
from factcheck.ui.forms.live_dialog import LiveDialog
from factcheck.ui.history.history_dialog import HistoryDialog
from factcheck.ui.problems import BugDialog
from factcheck.ui.reports.preview_dialog import PreviewDialog
from factcheck.ui.reports.template_dialog import TemplateDialog
from factcheck.ui.same_words import show_same
from tests.factories import add_article, mark, new_project
from tests.factories_statements import statements_report
from tests.ui.windows import Desk, answer

Look = Callable[[QWidget, str], None]

# Actions that open a dialog or a popover; those that ask the system for a file are left out.
SERVER = Address("desk", host="db.example.org")
OPENING = (
    "claim.vote",
    "article.particulars", "article.ask", "article.queries", "article.sign", "article.purge", "article.paste",
    "article.revise_paste", "claim.query", "claim.assign", "claim.send_back", "report.export", "project.new",
    "project.settings", "project.scale", "window.keys", "window.settings",
)  # fmt: skip


def drafts_project(folder: Path) -> Path:
    """A project of drafts with an article and claims."""
    project: Project = new_project(folder, profile="drafts")
    article = add_article(project)
    for words in ("The bridge cost 4.2 million crowns.", "It carries 9,000 cars a day"):
        mark(project, article, words)
    project.close()
    return project.path


def statements_project(folder: Path) -> Path:
    """The sample."""
    return build_sample(folder / "Sample.factcheck")


def visit(at: Desk, path: Path, look: Look) -> None:
    """Open a project and look at the window in its states and at every dialog that an action opens."""
    look(at.window, "start page")
    at.open(path)
    window = at.window
    look(window, "nothing chosen")
    window.pane.view.setFocus()
    going.step_claim(window, 1)
    at.settle()
    window.claims.focus_filter()
    window.banners.show_banner("warn", "Something to know.", "And what to do.", (("Do it", lambda: None),))
    loading = window.banners.show_loading("Reading", "report.docx", lambda: None)
    look(window, "a claim chosen, the filter, banners")
    window.banners.end_loading(loading)
    window.banners.clear()
    window.claims.show_compact(compact=True)
    at.settle()
    look(window, "compact rows")
    window.claims.show_compact(compact=False)
    at.run("article.press")
    look(window, "before press")
    pressing.leave(window)
    same = show_same(window)
    if same is not None:
        look(same, "all places of a word")
        same.close()
    at.run("window.palette")
    look(window, "palette")
    at.run("window.palette")
    for id_ in ("article.find", "go.peek"):
        window.pane.view.setFocus()
        at.run(id_)
        look(window, id_)
    for menu in (window.header.project.menu(), window.sidebar.add.menu(), window.article_menu):
        menu.popup(window.rect().center())
        look(menu, "menu")
        menu.close()
    for id_ in OPENING:
        if window.bound.action(id_).isEnabled():
            _show(at, id_, partial(window.bound.run, id_), look)
    for name, run in _of_the_claims(at):
        _show(at, name, run, look)
    shown = window.bound.all()
    for made in (
        KeyDialog(shown[0], shown[0], shown, window),
        ArrivalDialog("Import sources", ["2 sources in “refs.bib”."], [("a", "Farr · Ceiling")], window),
        IntakeDialog(["draft.docx"], {"comment": 2, "footnote": 1, "endnote": 1}, window),
        EncodingDialog("notes.txt", b"caf\xe9 and more", "cp1252", window),
        BugDialog("A report.", window),
        BringInDialog("desk (1).factcheck", *_brought(), "statements", window),
        SendCopyDialog(2, window),
        PassphraseDialog("desk.factcheck.age", "The passphrase does not fit.", window),
        BackupsDialog(_kept(), "statements", window),
        ReadBackDialog("report.docx", _returned(), {}, "statements", window),
        ServerDialog(window.jobs, SERVER, CertificateWanted("Nobody vouches.", "Choose it.", SERVER), "", window),
        ServerDialog(window.jobs, None, None, "elections", window),
        ServerDialog(window.jobs, None, None, "elections", window, is_new=True),
        HelpDialog(window.bound, lambda: None, window),
        TemplateDialog("house.dotx", _template(), window),
        PreviewDialog(window.jobs, _report(), window),
        HistoryDialog(window.live, window.jobs, window.overview.articles, "", window),
    ):
        made.show()
        at.until(made.isVisible)
        at.settle()
        look(made, type(made).__name__)
        made.close()
        made.deleteLater()


def _brought() -> tuple[Merged, list[ConflictLine]]:
    """What a copy brings at its worst."""
    at = "2026-01-31T10:11:12+00:00"
    sides = (Side("a:1", "Ada", at, "counted"), Side("b:1", "", at, "estimated"))
    merged = Merged(edits=2, changes=9, claims=1, authors=(("Bo Ek", 2),), refused=1, missing=1)
    return merged, [
        ConflictLine("claim", "1", "rationale", sides, None, ("counted", "estimated")),
        ConflictLine("claim", "1", "-", (Side("a:2", "Ada", at, value=True),), None, ("true",)),
    ]


def _kept() -> list[Kept]:
    """Backups at their worst: from two people's time, of an unknown reason, and one that cannot be read."""
    made = datetime(2026, 1, 31, 10, 11, 12, tzinfo=UTC)
    return [
        Kept(Backup(Path("a"), made, 90_000, "merge"), 12, 31, ("Bo Ek", "", "Ada", "Cy")),
        Kept(Backup(Path("b"), made, 90_000, "restore", "unknown"), 11, 40, ("Bo Ek",)),
        Kept(Backup(Path("c"), made, 0, "day"), None),
    ]


def _returned() -> list[Returned]:
    """Changes of a report, one of them to words that are gone."""
    return [
        Returned("rationale", "1", "2", old="Counted twice.", new="Counted once.", words="9,000 cars", since=True),
        Returned("remark", "1", "2", new="Who says this?", author="Bo Ek", words="9,000 cars"),
        Returned("wording", "1", old="nine", new="ten", words="It is nine.", start=-1, since=True),
    ]


def _of_the_claims(at: Desk) -> Iterator[tuple[str, Callable[[], object]]]:
    """What the inspector opens: of the first claim with evidence, and of the first with a query."""
    from factcheck.project.queries.claims import claim, claim_lines

    dialogs = at.window.dialogs
    lines = at.ask(lambda reading: claim_lines(reading, None))
    for line in [line for line in lines if line.sources][:1]:
        shown = at.ask(lambda reading, id_=line.id: claim(reading, id_)).evidence[0]  # type: ignore[misc] # bound now
        yield "evidence", partial(dialogs.open_evidence, line.id, shown.evidence.record.id)
        yield "source", partial(dialogs.open_source, shown.source.record.id)
    for line in [line for line in lines if line.open_queries][:1]:
        asked = at.ask(lambda reading, id_=line.id: claim(reading, id_)).queries[0]  # type: ignore[misc] # bound now
        yield "query", partial(dialogs.open_query, asked.record.id)


def _show(at: Desk, name: str, run: Callable[[], object], look: Look) -> None:
    """Do something, look at the dialog that it opens, which may run an event loop of its own, and close it."""
    closed: list[str] = []

    def act(dialog: QDialog) -> None:
        if isinstance(dialog, LiveDialog):  # the others run while what opened them waits
            at.until(at.window.settled)
        QApplication.processEvents()
        look(dialog, name)
        dialog.reject()
        closed.append(name)

    answer(QDialog, act)
    run()
    at.until(lambda: bool(closed))
    at.settle()


def _template() -> TemplateLook:
    """A template with two styles and no place for the report."""
    styles = (TemplateStyle("H1", "heading 1", "paragraph"), TemplateStyle("T", "Table Grid", "table"))
    return TemplateLook(styles, placeholder=False, matched={"heading 1": "heading 1"})


def _report() -> Report:
    """The smallest report there is."""
    return replace(statements_report(), articles=(), sources=())
