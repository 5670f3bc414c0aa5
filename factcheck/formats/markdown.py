"""Markdown, rendered to words: headings, lists, emphasis, links, tables, footnotes at their places, front matter."""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from factcheck.domain.draft import ArticleDraft, BlockKind, Note, SpanKind, Structure
from factcheck.formats.cleaning import on_one_line
from factcheck.formats.composing import Composition, Mark, addresses_of
from factcheck.formats.decoding import decoded
from factcheck.formats.lengths import check_bytes
from factcheck.formats.particulars import title_and_byline
from factcheck.formats.text import draft_of_text
from factcheck.locales import listed
from factcheck.text.addresses import safe_link
from factcheck.translation import _, ngettext

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

MEDIA_TYPE: Final = "text/markdown"
_LARGEST: Final = 1 << 20
_BRACKETS: Final = 10_000
_NESTING: Final = 40
_FRONT: Final = re.compile(r"---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_ENTRY: Final = re.compile(r"([A-Za-z][\w -]*?)[ \t]*:[ \t]*(.*)")
_FENCE: Final = re.compile(r" {0,3}(`{3,}|~{3,})")
_DEFINITION: Final = re.compile(r" {0,3}\[\^([^\]\s]{1,100})\]:[ \t]*(.*)")
_CALL: Final = re.compile(r"\[\^([^\]\s]{1,100})\]")
_DEEP: Final = re.compile(rf"^(?:[ \t]*(?:[>*+-]|\d+[.)])){{{_NESTING},}}|^ {{{4 * _NESTING},}}[*+-] ", re.MULTILINE)
_TAG: Final = re.compile(r"<(?:br|/p|/div|/li|/tr|/h\d)\b[^>]*>", re.IGNORECASE)
_ANY_TAG: Final = re.compile(r"<!--.*?-->|</?[a-zA-Z][^<>]*>", re.DOTALL)
_FIELDS: Final = {
    "title": "title",
    "author": "byline",
    "authors": "byline",
    "by": "byline",
    "byline": "byline",
    "date": "published",
    "published": "published",
    "publication": "publication",
    "publisher": "publication",
    "site": "publication",
    "url": "address",
    "link": "address",
    "source": "address",
    "canonical_url": "address",
    "lang": "language",
    "language": "language",
}
_FORMATS: Final[dict[str, SpanKind]] = {"strong": "strong", "em": "emphasis", "s": "strike"}


def read_markdown(source: bytes, encoding: str = "") -> ArticleDraft:
    """The article in the bytes of a Markdown file (CommonMark with tables, strike-through and footnotes)."""
    check_bytes(source)
    words, used = decoded(source, encoding)
    if len(words) > _LARGEST or words.count("[") > _BRACKETS or _DEEP.search(words):
        # Beyond what the parser keeps whole or reads within seconds; as plain text nothing is lost.
        return replace(draft_of_text(words, used), media_type=MEDIA_TYPE)
    return replace(draft_of_markdown(words), encoding=used)


def draft_of_markdown(words: str) -> ArticleDraft:
    """The article in Markdown, line ends as LF."""
    front, words = _front_matter(words)
    words, definitions = _without_definitions(words)
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": 4 * _NESTING}).enable(["table", "strikethrough"])
    rendering = _Rendering(definitions)
    rendering.render(parser.parse(words))
    text, blocks, spans = rendering.text.finish()
    notes = _notes(rendering.calls, definitions, parser)
    told, title, byline = title_and_byline(text, blocks)
    known = {_FIELDS[key]: value for key, value in front.items() if key in _FIELDS}
    passed = [key for key in front if key not in _FIELDS]
    unread = []
    if passed:
        unread.append(_("The front matter also says: {names}.").format(names=listed(passed)))
    if rendering.pictures:
        count = rendering.pictures
        unread.append(ngettext("{n} picture is not read.", "{n} pictures are not read.", count).format(n=count))
    uncalled = len(definitions) - len(notes)
    if uncalled:
        unread.append(
            ngettext(
                "{n} footnote is not called in the text and is left out.",
                "{n} footnotes are not called in the text and are left out.",
                uncalled,
            ).format(n=uncalled)
        )
    counts = {"footnotes": len(notes), "tables": rendering.tables, "pictures": rendering.pictures}
    return ArticleDraft(
        text,
        Structure(tuple(told), spans, tuple(notes)),
        title=known.get("title") or title,
        byline=known.get("byline") or byline,
        publication=known.get("publication", ""),
        published=known.get("published", ""),
        address=safe_link(known.get("address", "")) or "",
        language=known.get("language") or "en",
        media_type=MEDIA_TYPE,
        counts={name: count for name, count in counts.items() if count},
        unread=tuple(unread),
    )


def _front_matter(words: str) -> tuple[dict[str, str], str]:
    """The plain entries of a YAML front matter, and the words after it; lists are joined by commas."""
    match = _FRONT.match(words)
    if not match:
        return {}, words
    entries: dict[str, str] = {}
    key = ""
    for line in match[1].split("\n"):
        entry = _ENTRY.fullmatch(line)
        if entry:
            key = entry[1].strip().lower()
            value = entry[2].strip()
            entries[key] = on_one_line(
                ", ".join(_unquoted(item) for item in value[1:-1].split(",")) if value[:1] == "[" else _unquoted(value)
            )
        elif key and line.strip().startswith("- "):
            entries[key] = ", ".join(filter(None, (entries[key], _unquoted(line.strip()[2:]))))
        elif line.strip() and not line.startswith((" ", "#")):
            # A rule, and words between it and the next: no front matter at all.
            return {}, words
    return (entries, words[match.end() :]) if entries else ({}, words)


def _unquoted(value: str) -> str:
    value = value.strip()
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value


def _without_definitions(words: str) -> tuple[str, dict[str, str]]:
    """The words without the definitions of footnotes (outside of code), and those by their names."""
    kept: list[str] = []
    definitions: dict[str, list[str]] = {}
    fence = ""
    open_definition: list[str] | None = None
    for line in words.split("\n"):
        fenced = _FENCE.match(line)
        if fenced and not fence:
            fence = fenced[1]
        elif fenced and fenced[1].startswith(fence):
            fence = ""
        definition = None if fence else _DEFINITION.match(line)
        if definition:
            # A name that is defined twice makes one note of both.
            open_definition = definitions.setdefault(definition[1], [])
            open_definition += ["", definition[2]]
        elif open_definition is not None and (not line.strip() or line.startswith(("    ", "\t"))):
            open_definition.append(line.removeprefix("\t").removeprefix("    "))
        else:
            # A blank line stands for what was taken out, so that the paragraphs around it stay apart.
            kept += [""] if open_definition is not None else []
            open_definition = None
            kept.append(line)
    return "\n".join(kept), {name: "\n".join(lines) for name, lines in definitions.items()}


def _notes(calls: list[tuple[str, Mark]], definitions: dict[str, str], parser: MarkdownIt) -> list[Note]:
    notes: list[Note] = []
    called: set[str] = set()
    for name, mark in calls:
        if name in called:
            continue
        called.add(name)
        rendering = _Rendering()
        rendering.render(parser.parse(definitions[name]))
        text, _blocks, spans = rendering.text.finish()
        place = mark.position
        label = str(len(notes) + 1)
        notes.append(Note(f"footnote-{name}", "footnote", place, place, text, label, links=addresses_of(text, spans)))
    return notes


class _Rendering:
    """Turns the tokens of the parser into a composition."""

    def __init__(self, footnotes: Container[str] = ()) -> None:
        self.text = Composition()
        self._footnotes = footnotes
        self.calls: list[tuple[str, Mark]] = []
        self.tables = 0
        self.pictures = 0
        self._quotes = 0
        self._counters: list[int | None] = []
        self._marker = ""
        self._cells = 0

    def render(self, tokens: Sequence[Token]) -> None:
        """Write what the tokens of a document say."""
        for token in tokens:
            self._block(token)

    def _block(self, token: Token) -> None:
        kind = token.type
        if kind == "heading_open":
            self.text.begin("heading", int(token.tag[1:]))
        elif kind == "paragraph_open":
            self._begin()
        elif kind in ("heading_close", "paragraph_close", "tr_close"):
            self.text.end()
        elif kind in ("blockquote_open", "blockquote_close"):
            self._quotes += token.nesting
        elif kind in ("bullet_list_open", "ordered_list_open"):
            start = token.attrs.get("start", 1)
            self._counters.append(int(start) if token.tag == "ol" else None)
        elif kind in ("bullet_list_close", "ordered_list_close"):
            self._counters.pop()
        elif kind == "list_item_open":
            self._item()
        elif kind in ("tr_open", "th_open", "td_open", "table_open"):
            self._table(kind)
        elif kind == "inline":
            self._inline(token.children or [])
        elif kind in ("fence", "code_block"):
            for line in token.content.split("\n"):
                self._begin()
                self.text.write(line, {"code"})
        elif kind == "html_block":
            for line in _ANY_TAG.sub("", _TAG.sub("\n", token.content)).split("\n"):
                self._begin()
                self.text.write(line)

    def _begin(self) -> None:
        kind: BlockKind = "quote" if self._quotes else "paragraph"
        if self._counters:
            self.text.begin("list_item", len(self._counters) - 1, self._marker)
            self._marker = ""
        else:
            self.text.begin(kind)

    def _item(self) -> None:
        number = self._counters[-1]
        if number is None:
            self._marker = "•"
        else:
            self._marker = f"{number}."
            self._counters[-1] = number + 1

    def _table(self, kind: str) -> None:
        if kind == "table_open":
            self.tables += 1
        elif kind == "tr_open":
            self.text.begin("table_row")
            self._cells = 0
        else:
            if self._cells:
                self.text.next_cell()
            self._cells += 1

    def _inline(self, tokens: Sequence[Token]) -> None:
        formats: list[SpanKind] = []
        targets: list[str] = []
        for token in tokens:
            name = token.type.removesuffix("_open").removesuffix("_close")
            if name in _FORMATS:
                formats.append(_FORMATS[name]) if token.nesting > 0 else formats.remove(_FORMATS[name])
            elif token.type == "link_open":
                targets.append(safe_link(str(token.attrs.get("href", ""))) or "")
            elif token.type == "link_close":
                targets.pop()
            elif token.type in ("softbreak", "hardbreak"):
                self.text.gap() if token.type == "softbreak" else self.text.break_line()
            else:
                self._words(token, formats, targets[-1] if targets else "")

    def _words(self, token: Token, formats: Collection[SpanKind], target: str) -> None:
        if token.type == "code_inline":
            self.text.write(token.content, {*formats, "code"}, target)
        elif token.type == "image":
            self.pictures += 1
            self.text.write(token.content, formats, target)
        elif token.type == "html_inline":
            if token.content.lower().startswith("<br"):
                self.text.break_line()
        else:
            for index, piece in enumerate(_CALL.split(token.content)):
                if index % 2 and piece in self._footnotes:
                    self.calls.append((piece, self.text.mark_point()))
                else:
                    self.text.write(f"[^{piece}]" if index % 2 else piece, formats, target)
