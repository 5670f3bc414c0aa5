"""The help: what the program does in the words of a person at work, and the keys as they are now."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from factcheck.text.folding import folded
from factcheck.translation import _
from factcheck.ui.key_map import in_words

if TYPE_CHECKING:
    from factcheck.ui.actions import Action

# A heading and its paragraphs; a paragraph with a tab in it is a line of a table: words, then keys.
Section = tuple[str, Sequence[str]]
_CELL: Final = "\t"


def sections(actions: Iterable[Action]) -> list[Section]:
    """All of the help, the keys last."""
    return [*_work(), *_ground(), *_keys(actions)]


def _work() -> list[Section]:
    return [
        (
            _("Articles come in"),
            (
                _("Drop Word, HTML, text or Markdown files anywhere in the window, choose them, or paste a text."),
                _(
                    "Text from a browser or from Word keeps its headings, lists, links, footnotes and tables. What a "
                    "web page has around its article is folded, never lost, and can be put back."
                ),
                _(
                    "A pasted link is only written down as the address of the article. Pages are not fetched: open the "
                    "page, select its text, copy it, and paste it."
                ),
            ),
        ),
        (
            _("Read and find"),
            (
                _(
                    "Find marks all places of some words, in the text and in the strip beside it. A straight quotation "
                    "mark finds a curly one, and a letter without its accent finds the one with it."
                ),
                _("Rest on a claim's words, or press its key, to see verdict, rationale and sources beside them."),
                _("Size, font and width of the text are yours; the outline goes from heading to heading."),
                _("Reading mode shows the article alone. Where you stood in each article is remembered."),
            ),
        ),
        (
            _("Mark what is to be checked"),
            (
                _("Click a sentence, or go to it with the keys, and mark it as a claim, or give it a verdict at once."),
                _("Drag over words to mark a part of a sentence. Claims may overlap; another click goes to the next."),
                _("Say of a sentence that there is nothing to check: the strip beside the text shows what is left."),
            ),
        ),
        (
            _("Prove it"),
            (
                _("Add a source: paste its link, drop a file on it, or choose one that the project knows."),
                _("Say whether it supports or refutes, quote the passage, and name the page or the time."),
                _(
                    "A confidential source appears by its alias. Privileged sources and internal notes never leave the "
                    "project in a report."
                ),
            ),
        ),
        (
            _("Ask, and let others look"),
            (
                _("Put a question to the writer, the editor, the lawyer or the person written about; it is listed."),
                _("Send a claim to review; it comes back with a remark, or approved."),
                _(
                    "Several people can open one project file on a shared disk. If two change the same field, both "
                    "values are kept until somebody chooses."
                ),
                _(
                    "A desk can keep its projects on a PostgreSQL server: open one from a server, or bring the open one"
                    " there. You work on a copy of your own, so nothing waits for the network, and work goes on without"
                    " it. packaging/postgresql.md in the program’s folder tells how a server is set up."
                ),
            ),
        ),
        (
            _("Leave nothing out"),
            (
                _(
                    "A fine row of dots stands under each name, figure, date and quotation that nobody has marked or"
                    " passed over; U goes to the next, X passes it over. M settles all places of a name at once."
                ),
                _("Before press lists what still stands in the way; each line goes to its place, or is waived."),
                _("A sign-off holds until something changes; then it tells what changed, and who changed it."),
            ),
        ),
        (
            _("Hand it over"),
            (
                _("Export writes a Word report: verdicts, sources, and the article with comments at their places."),
                _(
                    "A copy of the project is sent whole, without its history, or encrypted; one that comes is brought "
                    "in, and shown first. Backups are made by themselves: going back to one loses nothing."
                ),
                _("A new draft takes all claims along; those whose words changed ask to be checked again."),
                _(
                    "Where a claim’s new place is not certain, a page asks,"
                    " with the old and the new draft side by side."
                ),
            ),
        ),
    ]


def _ground() -> list[Section]:
    return [
        (
            _("Two kinds of work"),
            (
                _(
                    "Drafts before publication: every fact is to be confirmed, the words are fact and finding, and "
                    "what is open stands out."
                ),
                _("Public statements: claims are rated on a scale. A project can have a scale of its own."),
            ),
        ),
        (
            _("Nothing is lost"),
            (
                _("Every change is saved as you make it and can be undone. There is no Save."),
                _(
                    "After a crash the program opens what was open, at the same place, with the text that was being "
                    "typed."
                ),
            ),
        ),
        (
            _("Privacy"),
            (
                _(
                    "Nothing is sent anywhere unasked. The program opens no network connection, except to a server "
                    "whose address you give it, and to the links of your sources when you ask to look at them: it "
                    "reports no crashes, counts no users and looks for no updates."
                ),
                _("A project is one file on your disk. It holds the names of those who worked on it."),
            ),
        ),
    ]


def _keys(actions: Iterable[Action]) -> list[Section]:
    groups: dict[str, list[str]] = {}
    for action in actions:
        if action.keys:
            groups.setdefault(action.group, []).append(f"{action.words}{_CELL}{in_words(action.keys)}")
    return [(_("Keys: {group}").format(group=name), lines) for name, lines in groups.items()]


def fitting(all_sections: Iterable[Section], words: str) -> list[Section]:
    """The sections that hold all of the words: those of tables with the lines that do."""
    wanted = folded(words).split()
    found: list[Section] = []
    for title, paragraphs in all_sections:
        table = bool(paragraphs) and _CELL in paragraphs[0]
        if table:
            kept: Sequence[str] = [line for line in paragraphs if _holds(f"{title} {line}", wanted)]
        else:
            kept = paragraphs if _holds(" ".join((title, *paragraphs)), wanted) else ()
        if kept:
            found.append((title, kept))
    return found


def _holds(text: str, wanted: Iterable[str]) -> bool:
    held = folded(text)
    return all(word in held for word in wanted)


def as_html(shown: Iterable[Section]) -> str:
    """Sections as a page."""
    parts = []
    for title, paragraphs in shown:
        parts.append(f"<h2>{html.escape(title)}</h2>")
        lines = [paragraph.split(_CELL) for paragraph in paragraphs]
        if lines and len(lines[0]) > 1:
            rows = "".join(
                f"<tr><td width='70%'>{html.escape(words)}</td><td><b>{html.escape(keys)}</b></td></tr>"
                for words, keys in lines
            )
            parts.append(f"<table width='100%' cellspacing='0' cellpadding='3'>{rows}</table>")
        else:
            parts += [f"<p>{html.escape(paragraph)}</p>" for paragraph in paragraphs]
    return "".join(parts)
