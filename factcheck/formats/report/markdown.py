"""The report as Markdown: CommonMark with tables, readable as it stands, its words escaped so that they stay words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from factcheck.domain.progress import Progress, Silent
from factcheck.formats.report.values import Document, Heading, Item, Look, Paragraph, Piece, Run, Runs, Table
from factcheck.translation import _

_SIGNS: Final = re.compile(r"[\\`*_\[\]<>|~&$]")
_AT_BEGINNING: Final = re.compile(r"^(\s*)([#+=-]|\d{1,9}[.)])")
_NEVER: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_TAGS: Final[dict[Look, str]] = {
    "strike": "s", "superscript": "sup", "subscript": "sub", "removed": "del", "added": "ins", "underline": "u",
    "code": "code",
}  # fmt: skip
_STARS: Final[dict[Look, tuple[str, str]]] = {"strong": ("**", "strong"), "emphasis": ("*", "em")}


def markdown_of(document: Document, progress: Progress = Silent()) -> Iterator[str]:
    """The file in pieces; links lead outside only, since Markdown knows no anchors."""
    if document.marking:
        yield f"{_line(((Run(document.marking, frozenset({'emphasis'}))),))}\n\n"
    for number, chapter in enumerate(document.chapters):
        progress.step(number, len(document.chapters), _("Writing the report"))
        if chapter.title:
            yield f"## {escaped(chapter.title)}\n\n"
        before: Piece | None = None
        for piece in chapter.pieces:
            if isinstance(before, Item) and not isinstance(piece, Item):
                yield "\n"
            yield _piece(piece)
            before = piece
        yield "\n" if isinstance(before, Item) else ""


def escaped(words: str) -> str:
    """Words in one line, with nothing in them that Markdown or HTML would take for itself."""
    words = " ".join(_NEVER.sub("", words).splitlines()) if "\n" in words else _NEVER.sub("", words)
    return _SIGNS.sub(lambda sign: f"\\{sign[0]}", words.replace("\t", " ").replace("\r", " "))


def words_of_markdown(written: str) -> Iterator[tuple[str, str]]:
    """The words of a file without what is Markdown's: for the last look at them."""
    bare = re.sub(r"</?[a-z]+>", "", re.sub(r"<sup>.*?</sup>", "", written))
    yield "", written
    yield "", re.sub(r"\\([\\`*_\[\]<>|~&$#+=.)-])", r"\1", bare).replace("**", "").replace("*", "")


def _piece(piece: Piece) -> str:
    match piece:
        case Paragraph(runs, style):
            # What only leads to the words above it says nothing without its link.
            line = _safe_line(tuple(run for run in runs if style != "quote" or not run.target))
            if style == "legend":  # all marks look alike here
                line = _safe_line(tuple(run for run in runs if run.label is None))
            if style == "title":
                return f"# {line}\n\n"
            if style == "article title":
                return f"### {line}\n\n"
            return f"> {line}\n\n" if style in {"quote", "article quote"} else f"{line}\n\n"
        case Heading(runs, level, _anchor, of_article):
            return f"{'#' * min(level + (3 if of_article else 1), 6)} {_line(runs)}\n\n"
        case Item(lines, marker, level):
            indent = "    " * min(level, 6)
            sign = marker if re.fullmatch(r"\d{1,9}[.)]", marker) else "-"
            if sign == "-" and any(map(_is_word, marker)):
                lines = ((Run(f"{marker} "), *lines[0]), *lines[1:]) if lines else ((Run(marker),),)
            rest = "".join(f"{indent}{' ' * (len(sign) + 1)}{_safe_line(line)}\\\n" for line in lines if line)
            return f"{indent}{sign} {rest.lstrip()}".removesuffix("\\\n") + "\n"
        case Table():
            return _table(piece)


def _table(table: Table) -> str:
    columns = len(table.shares)
    head = [escaped(title) for title in table.head] or [" "] * columns
    rows = [["<br>".join(_line(line) for line in cell if line) or " " for cell in row] for row in table.rows]
    lines = [head, ["---"] * columns, *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines) + "\n"


def _safe_line(runs: Runs) -> str:
    """A line that does not begin like a heading or a list."""
    return _AT_BEGINNING.sub(_guarded, _line(runs))


def _guarded(found: re.Match[str]) -> str:
    sign = found[2]
    return f"{found[1]}\\{sign}" if len(sign) == 1 else f"{found[1]}{sign[:-1]}\\{sign[-1]}"


def _line(runs: Runs) -> str:
    """Runs in one line."""
    texts = [run.text for run in runs]
    made = []
    for number, run in enumerate(runs):
        before = texts[number - 1][-1:] if number else ""
        behind = texts[number + 1][:1] if number + 1 < len(texts) else ""
        made.append(_run(run, before, behind))
    return "".join(made).strip()


def _run(run: Run, before: str, behind: str) -> str:
    core = run.text.strip()
    if not core:
        return run.text and " "
    left, right = (" " if run.text[:1].isspace() else ""), (" " if run.text[-1:].isspace() else "")
    made = escaped(core)
    looks = set(run.looks) | ({"strong"} if run.label is not None else set())
    if "superscript" in looks:
        looks.discard("strong")
    for look, tag in _TAGS.items():
        if look in looks:
            made = f"<{tag}>{made}</{tag}>"
    can_be_starred = _flanks(core[0], left or before) and _flanks(core[-1], right or behind)
    for look, (stars, tag) in _STARS.items():
        if look in looks:
            made = f"{stars}{made}{stars}" if can_be_starred else f"<{tag}>{made}</{tag}>"
    if run.target and not run.target.startswith("#"):
        target = run.target.replace("<", "%3C").replace(">", "%3E").replace("\\", "%5C")
        made = f"[{made}](<{target}>)"
    if run.mark is not None:
        made = f"<mark>{made}</mark>"
    return f"{left}{made}{right}"


def _flanks(inside: str, outside: str) -> bool:
    """Whether stars between these two characters are read as emphasis, by CommonMark's rule of flanking."""
    return _is_word(inside) or not outside or not _is_word(outside)


def _is_word(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "LNM"
