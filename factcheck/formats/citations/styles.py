"""The styles of citation: what stands where in APA 7, Chicago 18 (bibliography), MLA 9, ISO 690:2021 and a short form.

A source is one of three things. A *part* stands in something larger that is printed in italics or named (an article in
a newspaper); a *whole* is published by itself, its title in italics; a *talk* is nowhere to be read. Titles stand as
they were typed: no style's rule of capitals is applied, since only a person can tell a name from a word. Dates and
words follow the language in use, names and order the style.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final, NamedTuple

from factcheck.domain.labels import source_kinds
from factcheck.domain.records import Source
from factcheck.formats.citations.dates import Written, written
from factcheck.formats.citations.names import Name, names_in
from factcheck.text.addresses import safe_link
from factcheck.translation import _, current_language

_PARTS: Final = frozenset({"web page", "article", "study"})
_TALKS: Final = frozenset({"interview", "letter"})
# APA gives the year alone where a day says nothing about which edition is meant.
_BY_YEAR: Final = frozenset({"book", "report", "study", "data", "law"})
_ENDS: Final = (".", "?", "!", "…", "。")
_MOST_IN_APA: Final = 20
_MOST_IN_CHICAGO: Final = 6
_MOST_IN_ISO: Final = 3
_QUOTES: Final = {
    "de": ("„", "“", "‚", "‘"),
    "fr": ("«\u00a0", "\u00a0»", "“", "”"),
    "es": ("«", "»", "“", "”"),
    "ar": ("«", "»", "“", "”"),
}
_ENGLISH_QUOTES: Final = ("“", "”", "‘", "’")


class Run(NamedTuple):
    """Words of a citation that look alike; ``target`` is the address that they lead to."""

    text: str
    italic: bool = False
    target: str = ""


class Cited(NamedTuple):
    """A source taken apart for a style. ``title`` is empty only for a source without any words."""

    source: Source
    names: tuple[Name, ...]
    title: str
    container: str
    published: Written
    accessed: Written
    address: str

    @property
    def is_part(self) -> bool:
        """Whether it stands in something larger."""
        return self.source.kind in _PARTS

    @property
    def is_talk(self) -> bool:
        """Whether it can be read nowhere."""
        return self.source.kind in _TALKS and not self.address


def taken_apart(source: Source) -> Cited:
    """What the styles need to know of a source."""
    names = names_in(source.authors)
    talk = source.kind in _TALKS
    if talk and source.person.strip():
        names = names_in(source.person)
    title = " ".join(source.title.split())
    address = safe_link(source.address) or safe_link(source.archive_address) or ""
    container = " ".join(source.publisher.split())
    if not title and not (talk and names):
        title = address or container or kind_word(source.kind)
    if container and container.casefold() in {title.casefold(), *(name.straight.casefold() for name in names)}:
        container = ""
    published = source.published or (source.interviewed_on if talk else "")
    if title == address:
        address = ""
    return Cited(source, names, title, container, written(published), written(source.accessed), address)


def kind_word(kind: str) -> str:
    """What a kind of source is called where it stands for a title."""
    kinds = source_kinds()
    return kinds.get(kind) or kinds["other"]


# --------------------------------------------------------------------------------------------------------- the styles


def apa(cited: Cited) -> list[Run]:
    """APA, 7th edition: "Farr, L. (2022, March 4). Ceiling down. *The Lakeside Chronicle*. https://…"."""
    if cited.is_talk:
        who = _joined([f"{name.initials} {name.family}".strip() for name in cited.names], _("&"), serial=True)
        facts = [who or cited.title, _("personal communication"), cited.published.in_chicago()]
        return _sentences([[Run(", ".join(filter(None, facts)))]])
    date = cited.published.year if cited.source.kind in _BY_YEAR else cited.published.in_apa()
    dated = "(" + (date or _("n.d.")) + ")"
    whole_title = cited.source.kind not in {"article", "study"}
    title = _linked(cited.title, cited, italic=whole_title)
    if not cited.source.title.strip() and not title[0].target:
        title = [Run(f"[{cited.title}]")]
    medium = {"data": _("[Data set]"), "broadcast": _("[Broadcast]"), "image": _("[Image]")}.get(cited.source.kind, "")
    if medium:
        title.append(Run(f" {medium}"))
    authors = _apa_authors(cited.names)
    opening = [[Run(f"{authors} {dated}")], title] if authors else [title, [Run(dated)]]
    container = [Run(cited.container, italic=not whole_title)]
    line = _sentences([*opening, container])
    if not cited.address:
        return line
    if not date and cited.accessed.words:
        # Translators: "{day}" is a date, an address follows.
        retrieved = _("Retrieved {day}, from").format(day=cited.accessed.in_chicago())
        return [*line, Run(f" {retrieved} "), _link(cited)]
    return [*line, Run(" "), _link(cited)]


def chicago(cited: Cited) -> list[Run]:
    """Chicago, 18th edition, as in a bibliography: "Farr, L. “Ceiling Down.” *The Chronicle*, March 4, 2022."."""
    authors = _chicago_authors(cited.names)
    date = cited.published.in_chicago()
    if cited.is_talk:
        return _talk(cited, authors, date)
    if cited.source.kind == "book":
        date = cited.published.year
    if not date and cited.accessed.words and cited.address:
        date = _("Accessed {day}").format(day=cited.accessed.in_chicago())
    if cited.is_part:
        web = cited.source.kind == "web page"
        facts = [[Run(cited.container)], [Run(date)]] if web else [_comma(Run(cited.container, italic=True), date)]
        line = _sentences([[Run(authors)], _quoted(cited), *facts])
    else:
        title = _linked(cited.title, cited, italic=True)
        line = _sentences([[Run(authors)], title, _comma(Run(cited.container), date)])
    return [*line, Run(" "), _link(cited), Run(".")] if cited.address else line


def mla(cited: Cited) -> list[Run]:
    """MLA, 9th edition: "Farr, L. “Ceiling Down.” *The Lakeside Chronicle*, 4 Mar. 2022, https://…."."""
    if not cited.container and any(name.straight == cited.source.publisher for name in cited.names):
        cited = cited._replace(names=(), container=cited.source.publisher)  # a body that publishes itself is no author
    authors = _mla_authors(cited.names)
    date = cited.published.in_mla()
    if cited.is_talk:
        return _talk(cited, authors, date)
    if cited.source.kind == "book":
        date = cited.published.year
    title = _quoted(cited) if cited.is_part else _linked(cited.title, cited, italic=True)
    facts = _comma(Run(cited.container, italic=cited.is_part), date)
    if cited.address:
        facts += [Run(", "), _link(cited), Run(".")] if facts else [_link(cited), Run(".")]
    if date or not cited.accessed.words or not cited.address:
        return _sentences([[Run(authors)], title, facts])
    accessed = _("Accessed {day}").format(day=cited.accessed.in_mla())
    return _sentences([[Run(authors)], title, facts, [Run(accessed)]])


def iso690(cited: Cited) -> list[Run]:
    """ISO 690: "FARR, L. Ceiling down. *The Chronicle* [online]. 4 March 2022 [viewed …]. Available from: …"."""
    authors = _iso_authors(cited.names)
    date = cited.published.in_full()
    if cited.is_talk:
        return _talk(cited, authors, date)
    online = " " + _("[online]") if cited.address else ""
    viewed = _("[viewed {day}]").format(day=cited.accessed.in_full()) if cited.accessed.words and online else ""
    dated = " ".join(filter(None, (date, viewed)))
    if cited.is_part and cited.container:
        middle = [[Run(cited.title)], [Run(cited.container, italic=True), Run(online)], [Run(dated)]]
    else:
        title = [*_linked(cited.title, cited, italic=True), Run(online)]
        separator = ", " if date else " "
        middle = [title, [Run(separator.join(filter(None, (cited.container, dated))))]]
    line = _sentences([[Run(authors)], *middle])
    return [*line, Run(" " + _("Available from:") + " "), _link(cited)] if cited.address else line


def short(cited: Cited) -> list[Run]:
    """A newsroom's short form, its title live: "L. Farr, “Ceiling down”, The Lakeside Chronicle, 4 March 2022"."""
    date = cited.published.in_full()
    if cited.is_talk:
        names = _joined([name.straight for name in cited.names], _("and"))
        talk = _("letter") if cited.source.kind == "letter" else _("interview")
        return [Run(", ".join(filter(None, (names or cited.title, talk, date))))]
    if not cited.source.title.strip():
        title = _linked(cited.title, cited)
    elif not cited.is_part:
        title = [Run(cited.title, italic=True, target=cited.address)]
    else:
        opening, closing = _quotes()[:2]
        title = [Run(opening), Run(_inside(cited.title), target=cited.address), Run(closing)]
    line = title
    if cited.names:
        who = [f"{name.initials} {name.family}".strip() for name in cited.names]
        names = _("{name} and others").format(name=who[0]) if len(who) > 2 else _joined(who, _("and"))
        line = [Run(f"{names}, "), *title]
    rest = ", ".join(filter(None, (cited.container, date)))
    return [*line, Run(f", {rest}")] if rest else line


STYLES: Final[Mapping[str, Callable[[Cited], list[Run]]]] = {
    "short": short,
    "apa": apa,
    "chicago": chicago,
    "mla": mla,
    "iso690": iso690,
}


# ------------------------------------------------------------------------------------------------------------- pieces


def _talk(cited: Cited, authors: str, date: str) -> list[Run]:
    """An interview or a letter; a confidential one by its alias."""
    kind = kind_word(cited.source.kind)
    return _sentences([[Run(authors or cited.title)], _comma(Run(kind), date)])


def _apa_authors(names: tuple[Name, ...]) -> str:
    told = [", ".join(filter(None, (name.family, name.initials, name.suffix))) for name in names]
    if len(told) > _MOST_IN_APA:
        return f"{', '.join(told[: _MOST_IN_APA - 1])}, … {told[-1]}"
    return _ended(_joined(told, _("&"), serial=True, always=True)) if told else ""


def _chicago_authors(names: tuple[Name, ...]) -> str:
    if not names:
        return ""
    told = [names[0].turned, *(name.straight for name in names[1:])]
    if len(told) > _MOST_IN_CHICAGO:
        return ", ".join([*told[:3], _("et al.")])
    return _joined(told, _("and"), serial=True, always=names[0].is_person)


def _mla_authors(names: tuple[Name, ...]) -> str:
    if len(names) > 2:
        return ", ".join([names[0].turned, _("et al.")])
    told = [names[0].turned, *(name.straight for name in names[1:])] if names else []
    return _joined(told, _("and"), serial=True, always=bool(names) and names[0].is_person)


def _iso_authors(names: tuple[Name, ...]) -> str:
    told = [
        ", ".join(filter(None, (name.family.upper(), name.given, name.suffix))) if name.is_person else name.family
        for name in names
    ]
    if len(told) > _MOST_IN_ISO:
        return " ".join([told[0], _("et al.")])
    return _joined(told, _("and"))


def _joined(items: list[str], word: str, *, serial: bool = False, always: bool = False) -> str:
    """Items in a row, ``word`` before the last; ``serial``: a comma before it from three on, or of two ``always``."""
    if len(items) < 2:
        return "".join(items)
    comma = "," if (serial and len(items) > 2) or always else ""
    return f"{', '.join(items[:-1])}{comma} {word} {items[-1]}"


def _sentences(pieces: Iterable[list[Run]]) -> list[Run]:
    """The pieces that hold words, each with its full stop, a space between them."""
    line: list[Run] = []
    for piece in pieces:
        words = "".join(run.text for run in piece)
        if not words.strip():
            continue
        if line:
            line.append(Run(" "))
        line.extend(piece)
        # A full stop may stand before a closing quotation mark; after a title that is an address it would belong to it.
        if not piece[-1].target and not words.rstrip("”»“’").endswith(_ENDS):
            line.append(Run("."))
    return line


def _ended(words: str) -> str:
    return words if words.endswith(_ENDS) else f"{words}."


def _comma(first: Run, rest: str) -> list[Run]:
    """Two facts with a comma between them, either of which may be missing."""
    if not first.text:
        return [Run(rest)] if rest else []
    return [first, Run(f", {rest}")] if rest else [first]


def _quoted(cited: Cited) -> list[Run]:
    """The title in quotation marks; in English the full stop stands before the closing one."""
    if not cited.source.title.strip():
        return _linked(cited.title, cited)
    opening, closing = _quotes()[:2]
    title = _inside(cited.title)
    return [Run(opening + (_ended(title) if current_language() == "en" else title) + closing)]


def _linked(title: str, cited: Cited, *, italic: bool = False) -> list[Run]:
    """The title; one that is an address leads there."""
    if cited.source.title.strip():
        return [Run(title, italic)]
    return [Run(title, target=title if safe_link(title) else "")]


def _link(cited: Cited) -> Run:
    return Run(cited.address, target=cited.address)


def _quotes() -> tuple[str, str, str, str]:
    """The outer and the inner quotation marks of the language in use."""
    return _QUOTES.get(current_language(), _ENGLISH_QUOTES)


def _inside(title: str) -> str:
    """A title that will stand in quotation marks: those that it holds become inner ones."""
    opening, closing, inner_opening, inner_closing = _quotes()
    if '"' in title and title.count('"') % 2 == 0:
        pieces = title.split('"')
        title = "".join(
            piece + ((inner_opening, inner_closing)[index % 2] if index < len(pieces) - 1 else "")
            for index, piece in enumerate(pieces)
        )
    return title.replace(opening.strip(), inner_opening).replace(closing.strip(), inner_closing)
