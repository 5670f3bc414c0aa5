"""What can be asked on the command line: the commands, their arguments and their help.

Nothing heavy is imported here: help, version and wrong usage are answered from this module alone.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, Final

from factcheck import __version__
from factcheck.domain.address import Address, Location, address_in, is_address
from factcheck.domain.problems import Problem
from factcheck.locales import listed
from factcheck.translation import LANGUAGES, _, known_tag

LISTS: Final = ("articles", "claims", "sources", "queries")
DEFAULT_SIZE: Final = (1440, 900)
# As in the domain's report, which is too heavy to import for help.
EXPORTED: Final = (
    ".docx", ".pdf", ".html", ".md", ".xlsx", ".csv", ".odt", ".claimreview.jsonld", ".annotations.jsonld",
    ".csl.json", ".bib", ".ris", ".json", ".zip",
)  # fmt: skip
AUDIENCES: Final = ("editor", "public", "writer", "corrections", "handover")
REMARKS: Final = ("comments", "footnotes", "endnotes", "none")
CITATION_STYLES: Final = ("short", "apa", "chicago", "mla", "iso690")
_SUFFIX: Final = ".factcheck"
_SMALLEST, _LARGEST = (400, 300), (7680, 4320)


class _Parser(argparse.ArgumentParser):
    """A parser whose help is in the language in use throughout."""

    def __init__(self, **more: Any) -> None:
        super().__init__(add_help=False, **more)
        self._positionals.title, self._optionals.title = _("arguments"), _("options")
        self.add_argument("-h", "--help", action="help", default=argparse.SUPPRESS, help=_("show this help and end"))

    def format_usage(self) -> str:
        return super().format_usage().replace("usage: ", _("usage: "), 1)

    def format_help(self) -> str:
        return super().format_help().replace("usage: ", _("usage: "), 1)


def wrong_usage() -> tuple[str, ...]:
    """What argparse says of wrong usage; named here so that the catalogues have it, as argparse looks it up itself."""
    return (
        _("%(prog)s: error: %(message)s\n"),
        _("argument %(argument_name)s: %(message)s"),
        _("the following arguments are required: %s"),
        _("one of the arguments %s is required"),
        _("unrecognized arguments: %s"),
        _("expected one argument"),
        _("expected at most one argument"),
        _("expected at least one argument"),
        _("not allowed with argument %s"),
        _("ignored explicit argument %r"),
        _("invalid choice: %(value)r (choose from %(choices)s)"),
        _("invalid %(type)s value: %(value)r"),
    )


def parser() -> argparse.ArgumentParser:
    """The parser of all commands; wrong usage ends the program with code 2."""
    # argparse asks the catalogues of the environment; it is to speak the language that was chosen.
    argparse._ = _  # type: ignore[attr-defined]
    whole: argparse.ArgumentParser = _Parser(
        prog="factcheck",
        description=_(
            "Mark the claims of an article, prove them, and hand over the report. Without a command: the window."
        ),
        epilog=_(
            "Exit codes: 0 done, 1 a problem with the input, 2 wrong usage. “factcheck COMMAND --help” tells more."
        ),
        allow_abbrev=False,
    )
    whole.add_argument(
        "--version", action="version", version=f"factcheck {__version__}", help=_("show the version and end")
    )
    commands = whole.add_subparsers(dest="command", required=True, metavar=_("COMMAND"), title=_("commands"))

    new = _command(commands, "new", _("make a project"), json=True)
    new.add_argument(
        "--profile", choices=("drafts", "statements"), default="statements",
        help=_("drafts before publication, or public statements (as where not said)"),
    )  # fmt: skip
    new.add_argument(
        "--scale", default="", metavar="NAME", help=_("the rating scale; the profile's own where not said")
    )

    bring = _command(commands, "import", _("add articles; the project is made where it is missing"), json=True)
    bring.add_argument(
        "files", nargs="+", type=Path, metavar="FILE",
        help=_("text, Markdown, HTML, .docx; sources; annotations; a project"),
    )  # fmt: skip
    bring.add_argument(
        "--article", default="", metavar="ARTICLE",
        help=_("the article that annotations are on; found out where not said"),
    )  # fmt: skip
    _reading(bring)
    bring.add_argument(
        "--notes", choices=("claims", "keep"), default="claims",
        help=_("comments and footnotes become claims with comments and sources (as where not said), or stay notes"),
    )  # fmt: skip

    revise = _command(commands, "revise", _("bring in the next draft of an article"), json=True)
    _article(revise)
    revise.add_argument("file", type=Path, metavar="FILE", help=_("the file of the new draft"))
    revise.add_argument("--dry-run", action="store_true", help=_("only tell where each highlight would stand"))
    _reading(revise)

    mark = _command(commands, "mark", _("make a claim of words in an article"), json=True)
    _article(mark)
    mark.add_argument("--quote", required=True, metavar="TEXT", help=_("the words as they stand in the article"))
    mark.add_argument(
        "--occurrence", type=_ordinal, metavar="N", help=_("which place, from 1, where the words stand several times")
    )
    mark.add_argument("--verdict", metavar="LABEL", help=_("a verdict of the project's scale"))
    mark.add_argument("--rationale", default="", metavar="TEXT", help=_("the public rationale"))
    mark.add_argument(
        "--source", action="append", default=[], dest="sources", metavar="URL", help=_("a source; may be repeated")
    )

    listing = _command(commands, "list", _("show what is in a project"), json=True)
    listing.add_argument("what", nargs="?", choices=LISTS, default="articles", help=_("articles where not said"))

    export = _command(commands, "export", _("write a report, or the whole project as JSON"))
    export.add_argument(
        "out", type=Path, metavar="OUT.SUFFIX",
        help=_("the file to write; its suffix tells as what: {suffixes}").format(suffixes=listed(EXPORTED)),
    )  # fmt: skip
    export.add_argument(
        "--article", action="append", default=[], dest="articles", metavar="ARTICLE",
        help=_("only this article; may be repeated"),
    )  # fmt: skip
    export.add_argument(
        "--url", type=_web_address, default="", metavar="URL",
        help=_("where the check is published, for ClaimReview; that of the article"),
    )  # fmt: skip
    _report_choices(export)

    back = _command(commands, "readback", _("merge what a colleague changed in a report"), json=True)
    back.add_argument("report", type=Path, metavar="REPORT.docx", help=_("the report, edited in Word or LibreOffice"))
    back.add_argument("--dry-run", action="store_true", help=_("only tell what would change"))
    back.add_argument(
        "--leave-out", action="append", default=[], type=_ordinal, metavar="N",
        help=_("not this change, by the number that --dry-run shows; may be repeated"),
    )  # fmt: skip

    history = _command(commands, "history", _("show who changed what and when, newest first"), json=True, csv=True)
    history.add_argument("--claim", default="", metavar="N", help=_("only this claim: its number, or its id"))
    history.add_argument("--article", default="", metavar="ARTICLE", help=_("only this article, or the claim in it"))

    _before_print(commands)

    _for_several(commands)

    opening = _command(commands, "open", _("open a project in the window"), project="?")
    opening.set_defaults(project=None)
    picture = _command(commands, "screenshot", _("write the window with a project as a picture"))
    picture.add_argument("out", type=Path, metavar="OUT.png", help=_("the picture to write"))
    picture.add_argument("--dark", action="store_true", help=_("in the dark theme"))
    picture.add_argument(
        "--size", type=_size, default=DEFAULT_SIZE, metavar="WxH", help=_("in pixels; 1440x900 where not said")
    )
    sample = _command(commands, "sample", _("make the sample project, and print where it is"), project="?")
    sample.set_defaults(project=None)
    return whole


def _report_choices(export: argparse.ArgumentParser) -> None:
    """What of a report can be chosen; what is not said is as it was last time."""
    export.add_argument(
        "--for", choices=AUDIENCES, default="", dest="audience",
        help=_("who it is for; handover makes OUT.zip with files and data; as last time where not said"),
    )  # fmt: skip
    export.add_argument(
        "--parts", default=None, metavar="PART,PART",
        help=_("the parts of the report, such as cover,corrections,claims-table; “all” for all that there are"),
    )  # fmt: skip
    export.add_argument(
        "--template", default=None, metavar="T.docx",
        help=_("a Word template of the house (.docx, .dotx), for Word and OpenDocument; “none” for none"),
    )  # fmt: skip
    export.add_argument("--remarks", choices=REMARKS, default="", help=_("where remarks on claims stand"))
    export.add_argument(
        "--tracked", action=argparse.BooleanOptionalAction, default=None, help=_("new wordings as tracked changes")
    )
    export.add_argument("--citations", choices=CITATION_STYLES, help=_("how sources are cited"))
    export.add_argument(
        "--confidential", action="store_true",
        help=_("name confidential sources; JSON and packs also with privileged ones, internal notes and all files"),
    )  # fmt: skip


def _before_print(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The commands for the end of the work: what stands in the way, who signed, and whether the file is sound."""
    standing = _("show what stands in the way of print; exit code 1 while anything does")
    press = _command(commands, "press", standing, json=True)
    press.add_argument("--article", default="", metavar="ARTICLE", help=_("only this article"))
    press.add_argument(
        "--on", type=_day, metavar="DAY", help=_("the day of print, such as 2026-01-31; today where not said")
    )
    press.add_argument("--look", action="store_true", help=_("look at the links of the sources on the web first"))

    signed = _("write down sign-offs, votes and waivers, to be verified by others")
    ledger = _command(commands, "ledger", signed, json=True, csv=True)
    ledger.add_argument(
        "--contents", action="store_true",
        help=_("with what was signed, record by record, internal notes and confidential sources too; with --json"),
    )  # fmt: skip

    _command(commands, "check", _("test the file, its log, its rows and its highlights"), json=True)


def _for_several(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The commands for several people and their copies."""
    merging = _command(commands, "merge", _("bring another copy of a project in"), json=True)
    merging.add_argument(
        "other", nargs="?", type=_project, metavar="OTHER",
        help=_("the copy, which is only read; without it: tell which copies with something new lie beside the project"),
    )  # fmt: skip
    merging.add_argument("--dry-run", action="store_true", help=_("only tell what would come"))
    moving = _command(commands, "move", _("bring a project to a server, or from a server into a file"), json=True)
    moving.add_argument(
        "to", type=_project, metavar="TO", help=_("where to; where the project is there already, it is merged into it")
    )
    allowing = _command(commands, "allow", _("let a role of the server into a project, or out of it"), json=True)
    allowing.add_argument("role", metavar="ROLE", help=_("a person or a group, by the name that the server knows"))
    rights = allowing.add_mutually_exclusive_group(required=True)
    for right, what in (
        ("read", _("it may read")), ("write", _("it may read and write")), ("none", _("it may do neither any more")),
    ):  # fmt: skip
        rights.add_argument(f"--{right}", dest="rights", action="store_const", const=right, help=what)
    _command(commands, "conflicts", _("show what was written twice, each with both values"), json=True)
    resolve = _command(commands, "resolve", _("close a conflict"), json=True)
    resolve.add_argument("conflict", type=_ordinal, metavar="N", help=_("its number, as “conflicts” shows it"))
    choice = resolve.add_mutually_exclusive_group(required=True)
    choice.add_argument("--take", type=_ordinal, metavar="SIDE", help=_("the side that stands, from 1"))
    choice.add_argument("--value", metavar="TEXT", help=_("words of your own, or the label of a verdict"))
    restore = _command(commands, "restore", _("go back to a backup; what stands there now is kept"), json=True)
    restore.add_argument(
        "backup", nargs="?", default="", metavar="BACKUP", help=_("its name; the latest where not said")
    )
    restore.add_argument("--list", action="store_true", help=_("show the backups"))
    rescuing = _("make a damaged project sound from its log and its backups; the damaged file is set aside")
    _command(commands, "rescue", rescuing, json=True)
    _for_sending(commands)


def _for_sending(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The commands for what leaves the desk."""
    sending = _command(commands, "send", _("write a copy of a project to be sent"), json=True)
    sending.add_argument("out", type=Path, metavar="OUT", help=_("the file to write"))
    sending.add_argument(
        "--without-history", action="store_true",
        help=_("a new project of what is there now: nothing of who wrote what, earlier words or removed ones"),
    )  # fmt: skip
    sending.add_argument(
        "--encrypt", action="store_true", help=_("encrypt it with a passphrase, which is asked for (age format)")
    )
    unlocking = _command(commands, "unlock", _("make a project of a copy that came encrypted"), json=True)
    unlocking.add_argument("out", type=_project, metavar="OUT", help=_("the project to write"))
    purging = _command(commands, "purge-source", _("remove a source for good, from every later merge too"), json=True)
    purging.add_argument("source", metavar="SOURCE", help=_("its place in “list sources”, from 1, or its id"))
    purging.add_argument("--yes", action="store_true", help=_("do it; without this, only tell what would go"))


def asked_language(argv: Sequence[str] | None) -> str:
    """The language that the arguments ask for, needed before help can be said; empty where they do not."""
    early = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    early.add_argument("--lang", default="", nargs="?")
    with suppress(argparse.ArgumentError):
        return str(early.parse_known_args(argv)[0].lang or "")
    return ""


def _language(words: str) -> str:
    tag = known_tag(words)
    if words and not tag:  # argparse asks for its default as well
        raise argparse.ArgumentTypeError(
            _("“{words}” is none of {languages}").format(words=words, languages=listed(LANGUAGES))
        )
    return tag


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],  # argparse gives its type no public name
    name: str,
    what: str,
    *,
    project: str | None = None,
    json: bool = False,
    csv: bool = False,
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=what, description=f"{what[0].upper()}{what[1:]}.", allow_abbrev=False)
    command.add_argument("project", nargs=project, type=_project, metavar="P", help=_("a project: NAME.factcheck, or postgresql://USER@HOST/DATABASE/PROJECT"))
    command.add_argument("--as", dest="author", default="", metavar="NAME", help=_("your name, this time"))
    command.add_argument(
        "--lang", type=_language, default="", metavar="LANGUAGE",
        help=_("the language of words, dates and numbers: {languages}; the system's where not said").format(
            languages=listed(LANGUAGES)
        ),
    )  # fmt: skip
    if json:
        answer = command.add_mutually_exclusive_group()
        answer.add_argument("--json", action="store_true", help=_("print one JSON value"))
        if csv:
            answer.add_argument("--csv", action="store_true", help=_("print a table for a spreadsheet"))
    return command


def _article(command: argparse.ArgumentParser) -> None:
    command.add_argument("article", metavar="ARTICLE", help=_("the number that “list articles” shows, or an id"))


def _reading(command: argparse.ArgumentParser) -> None:
    command.add_argument("--encoding", default="", metavar="NAME", help=_("of text files; detected where not said"))
    command.add_argument(
        "--revisions", choices=("final", "original"), default="final",
        help=_("how to read the tracked changes of a Word file; final where not said"),
    )  # fmt: skip


def _project(words: str) -> Location:
    """The path of a project, whose suffix need not be typed, or its address on a server."""
    if is_address(words):
        return _address(words)
    path = Path(words)
    return path if path.suffix == _SUFFIX or path.exists() or not path.name else path.with_name(path.name + _SUFFIX)


def _address(words: str) -> Address:
    """An address; a password in it is told to nobody but the server."""
    try:
        address, password = address_in(words)
    except Problem as problem:
        raise argparse.ArgumentTypeError(str(problem)) from None
    if password:
        from factcheck.project.server import passwords

        passwords.tell(address, password)
    return address


def _web_address(words: str) -> str:
    from factcheck.text.addresses import safe_link

    if words and safe_link(words) is None:
        raise argparse.ArgumentTypeError(_("{words} is no web address such as https://example.org").format(words=words))
    return words


def _day(words: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError as error:
        raise argparse.ArgumentTypeError(_("{words} is no day such as 2026-01-31").format(words=words)) from error


def _ordinal(words: str) -> int:
    if not (words.isdecimal() and int(words) > 0):
        raise argparse.ArgumentTypeError(_("{words} is no number from 1").format(words=words))
    return int(words)


def _size(words: str) -> tuple[int, int]:
    width, cross, height = words.partition("x")
    if not (cross and width.isdecimal() and height.isdecimal()):
        raise argparse.ArgumentTypeError(_("{words} is no size such as 1440x900").format(words=words))
    size = int(width), int(height)
    if any(not low <= side <= high for side, low, high in zip(size, _SMALLEST, _LARGEST, strict=True)):
        raise argparse.ArgumentTypeError(_("a size lies between 400x300 and 7680x4320"))
    return size
