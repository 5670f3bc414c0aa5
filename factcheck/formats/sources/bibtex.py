"""Sources as BibTeX (with the fields of biblatex), read with its macros, its braces and its spelling of accents."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from typing import Final

from factcheck.domain.records import SOURCE_KINDS, Source
from factcheck.formats.citations.names import Name
from factcheck.formats.sources.fields import (
    LONGEST_FIELD,
    MOST_ENTRIES,
    MOST_FIELDS,
    Found,
    day_in,
    iso_day,
    kept,
    made_source,
    names_of,
    not_readable,
    too_many,
    turned,
)
from factcheck.locales import number
from factcheck.text.addresses import safe_link
from factcheck.translation import _

_TYPES: Final = {
    "web page": "online", "report": "report", "article": "article", "book": "book", "study": "article",
    "law": "legislation", "data": "dataset", "interview": "unpublished", "letter": "letter", "broadcast": "video",
    "image": "image", "document": "misc", "other": "misc",
}  # fmt: skip
_KINDS: Final = {
    "online": "web page", "electronic": "web page", "www": "web page", "report": "report", "techreport": "report",
    "article": "study", "book": "book", "inbook": "book", "incollection": "book", "mvbook": "book",
    "legislation": "law", "jurisdiction": "law", "dataset": "data", "unpublished": "document", "letter": "letter",
    "video": "broadcast", "movie": "broadcast", "audio": "broadcast", "image": "image", "misc": "other",
    "phdthesis": "study", "mastersthesis": "study", "thesis": "study", "inproceedings": "study",
    "conference": "study", "manual": "document", "booklet": "document",
}  # fmt: skip
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ESCAPED: Final = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "&": r"\&", "#": r"\#", "_": r"\_", "$": r"\$",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_ACCENTS: Final = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307",
    '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "c": "\u0327", "k": "\u0328", "d": "\u0323",
}  # fmt: skip
_LETTERS: Final = {
    "ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å",
    "AA": "Å", "i": "i", "j": "j", "textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^",
    "textendash": "–", "textemdash": "—", "ldots": "…", "dots": "…",
}  # fmt: skip
_ACCENTED: Final = re.compile(r"\\([`'^~=.\"]|[uvHckrd](?![A-Za-z]))\s*(?:\{\\?([A-Za-z])\}|\\?([A-Za-z]))")
_TEX: Final = re.compile(r"[\\{}~]|--")
_COMMAND: Final = re.compile(r"\\([A-Za-z]+)(?:\{\}|\s+|(?=[^A-Za-z]|$))")
_HEAD: Final = re.compile(r"@\s*([A-Za-z]{1,40})\s*([{(])")
_NAME: Final = re.compile(r"[\s,]*([A-Za-z][\w:.+/-]{0,80})\s*=\s*")
_BARE: Final = re.compile(r"[\w:.+/-]{1,200}")
_SAID: Final = re.compile(r"factcheck:([a-z ]+)")
_JOINED: Final = re.compile(r"\s*#\s*")
_KEY: Final = re.compile(r"\s*([^\s,{}()\"=]{0,200})\s*,")
_TURN: Final = re.compile(r"(?<!\\)[{}]")
_AND: Final = re.compile(r"\sand\s")
_AND_OR_BRACE: Final = re.compile(r"[{}]|\sand\s")
_CLOSING: Final = {"{": "}", "(": ")"}
_DEEPEST: Final = 40
_MOST_SIGNS: Final = 10 * MOST_ENTRIES  # each may begin an entry
_MOST_COMMANDS: Final = 25 * MOST_ENTRIES  # accents among them


# ---------------------------------------------------------------------------------------------------------------- out


def bibtex_of(sources: Iterable[Source]) -> str:
    """The sources as BibTeX in UTF-8; titles keep their capitals."""
    seen: dict[str, int] = {}
    return "\n".join(_entry(source, seen) for source in sources)


def _entry(source: Source, seen: dict[str, int]) -> str:
    names = names_of(source)
    published = source.published or source.interviewed_on
    year = (day_in(published) or ("",))[0]
    word = unicodedata.normalize("NFKD", (names[0].family if names else source.title or source.kind).split(" ")[0])
    key = re.sub(r"[^A-Za-z0-9]", "", word).lower()[:20] or "source"
    key += year
    seen[key] = seen.get(key, 0) + 1
    if seen[key] > 1:
        key += f"-{seen[key]}"
    container = {"article": "journaltitle", "study": "journaltitle", "report": "institution"}.get(
        source.kind, "publisher"
    )
    fields = [
        ("author", " and ".join(map(_author, names))),
        ("title", f"{{{escaped(source.title)}}}" if source.title.strip() else ""),
        (container, escaped(source.publisher)),
        ("date" if year else "year", escaped(published)),
        ("year", year),
        ("url", _verbatim(source.address)),
        ("urldate", escaped(source.accessed)),
        ("archiveurl", _verbatim(source.archive_address)),
        ("keywords", f"factcheck:{source.kind}" if source.kind else ""),
        ("factcheckid", source.id),
    ]
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields if value)
    return f"@{_TYPES.get(source.kind, 'misc')}{{{key},\n{lines}}}\n"


def escaped(words: str) -> str:
    """Words as TeX reads them."""
    return "".join(_ESCAPED.get(sign, sign) for sign in " ".join(words.split()))


def _author(name: Name) -> str:
    if not name.is_person:
        return f"{{{escaped(name.family)}}}"
    return ", ".join(escaped(part) for part in (name.family, name.suffix, name.given) if part)


def _verbatim(address: str) -> str:
    link = safe_link(address) or ""
    return link.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")


# ----------------------------------------------------------------------------------------------------------------- in


def read_bibtex(text: str) -> list[Source]:
    """The sources in a BibTeX file; raises ``Problem`` where an entry does not end."""
    macros = dict(zip(_MONTHS, map(str, range(1, 13)), strict=True))
    found = Found()
    at = 0
    if text.count("@") > _MOST_SIGNS or next(islice(_HEAD.finditer(text), MOST_ENTRIES, None), None) is not None:
        raise too_many()
    if text.count("\\") > _MOST_COMMANDS:
        raise not_readable(_("more than {limit} commands of TeX").format(limit=number(_MOST_COMMANDS)))
    while (head := _HEAD.search(text, at)) is not None:
        kind = head[1].lower()
        if kind == "comment":
            at = _end(text, head.end(), head[2])
            continue
        if kind == "preamble":
            at = _end(text, head.end(), head[2])
            continue
        key = _KEY.match(text, head.end()) if kind != "string" else None
        fields, at = _fields(text, key.end() if key else head.end(), _CLOSING[head[2]], macros)
        if kind == "string":
            macros |= {name: value[:LONGEST_FIELD] for name, value in fields.items()}
            continue
        source = _source(kind, fields)
        if source is not None:
            found.add(source)
    return found.sources


def _fields(text: str, at: int, closing: str, macros: dict[str, str]) -> tuple[dict[str, str], int]:
    """The fields of an entry by their names in small letters, and where the entry ends."""
    fields: dict[str, str] = {}
    count = 0
    while True:
        name = _NAME.match(text, at)
        if name is None:
            break
        value, at = _value(text, name.end(), macros)
        fields.setdefault(name[1].lower(), value)
        count += 1
        if count > MOST_FIELDS:
            raise not_readable(_("an entry has too many fields"))
    while at < len(text) and text[at] in " \t\r\n,":
        at += 1
    if text[at : at + 1] != closing:
        raise not_readable(_("an entry does not end"))
    return fields, at + 1


def _value(text: str, at: int, macros: dict[str, str]) -> tuple[str, int]:
    pieces: list[str] = []
    while True:
        sign = text[at : at + 1]
        if sign == "{":
            end = _end(text, at + 1, "{")
            pieces.append(text[at + 1 : end - 1])
        elif sign == '"':
            end = _end_of_quoted(text, at + 1)
            pieces.append(text[at + 1 : end - 1])
        else:
            bare = _BARE.match(text, at)
            if bare is None:
                raise not_readable(_("a field has no value"))
            end = bare.end()
            pieces.append(bare[0] if bare[0].isdecimal() else macros.get(bare[0].lower(), bare[0]))
        joined = _JOINED.match(text, end)
        if joined is None or len(pieces) > 50:
            return "".join(pieces)[: 4 * LONGEST_FIELD], end
        at = joined.end()


def _end(text: str, at: int, opening: str) -> int:
    """Where a group ends that begins before ``at``."""
    if opening == "(":
        end = text.find(")", at)
        if end < 0:
            raise not_readable(_("an entry does not end"))
        return end + 1
    depth = 1
    for turn in _TURN.finditer(text, at):
        depth += 1 if turn[0] == "{" else -1
        if depth == 0:
            return turn.end()
        if depth > _DEEPEST:
            raise not_readable(_("braces are nested too deeply"))
    raise not_readable(_("an entry does not end"))


def _end_of_quoted(text: str, at: int) -> int:
    depth = 0
    for turn in re.finditer(r'(?<!\\)[{}]|"', text[at : at + 8 * LONGEST_FIELD]):
        if turn[0] == '"' and depth == 0:
            return at + turn.end()
        depth += {"{": 1, "}": -1}.get(turn[0], 0)
    raise not_readable(_("an entry does not end"))


def _source(type_: str, fields: dict[str, str]) -> Source | None:
    said = _SAID.search(fields["keywords"]) if "keywords" in fields else None
    kind = said[1].strip() if said and said[1].strip() in SOURCE_KINDS else _KINDS.get(type_, "other")
    people = fields.get("author") or fields.get("editor") or ""
    authors = "; ".join(filter(None, map(_name, _parted(people))))
    talk = kind in ("interview", "letter")
    day = _day(fields)
    places = ("journaltitle", "journal", "publisher", "institution", "organization", "school", "booktitle")
    return made_source(
        plain(fields.get("factcheckid", "")),
        kind=kind,
        title=plain(fields.get("title", "")),
        authors="" if talk else authors,
        person=authors if talk else "",
        publisher=next((plain(fields[name]) for name in places if fields.get(name)), ""),
        published="" if talk else day,
        interviewed_on=day if talk else "",
        accessed=plain(fields.get("urldate", "")),
        address=_address(fields.get("url", "")),
        archive_address=_address(fields.get("archiveurl", "")),
    )


def plain(words: str) -> str:
    """TeX as words: accents joined to their letters, commands and braces gone."""
    if not words or _TEX.search(words) is None:  # as most are
        return kept(words)
    words = words.replace(r"\&", "&").replace(r"\%", "%").replace(r"\#", "#").replace(r"\_", "_").replace(r"\$", "$")

    words = _ACCENTED.sub(lambda found: _accented(*found.groups()), words)
    held = words.replace(r"\{", "\ue000").replace(r"\}", "\ue001")
    held = held.replace("---", "—").replace("--", "–").replace("~", "\u00a0")
    # Only now: what stands for a tilde or a backslash itself must stay.
    held = _COMMAND.sub(lambda found: _LETTERS.get(found[1], ""), held).replace("{", "").replace("}", "")
    return kept(held.replace("\ue000", "{").replace("\ue001", "}"))


@cache
def _accented(accent: str, in_braces: str | None, bare: str | None) -> str:
    return unicodedata.normalize("NFC", (in_braces or bare or "") + _ACCENTS[accent])


def _address(words: str) -> str:
    link = words.strip().removeprefix(r"\url{").removesuffix("}") if words.strip().startswith(r"\url") else words
    return re.sub(r"\\([_%&#~$])", r"\1", link).strip()


def _day(fields: dict[str, str]) -> str:
    date = plain(fields.get("date", ""))
    if date:
        return iso_day(*day_in(date)) or date
    if "year" not in fields:
        return ""
    year, month = plain(fields.get("year", "")), plain(fields.get("month", "")).lower()
    if month[:3] in _MONTHS:
        month = str(_MONTHS.index(month[:3]) + 1)
    return iso_day(year, month, plain(fields.get("day", ""))) or year


def _parted(people: str) -> Iterator[str]:
    """Names between the "and"s that stand outside braces."""
    if "{" not in people and "}" not in people:
        yield from _AND.split(people)
        return
    depth = start = 0
    for turn in _AND_OR_BRACE.finditer(people):
        if turn[0] == "{":
            depth += 1
        elif turn[0] == "}":
            depth -= 1
        elif depth == 0:
            yield people[start : turn.start()]
            start = turn.end()
    yield people[start:]


def _name(words: str) -> str:
    words = words.strip()
    if words.startswith("{") and words.endswith("}"):
        return plain(words).replace(";", ",")
    if "," not in words:
        return turned(plain(words), "")
    parts = [plain(part) for part in words.split(",")]
    if len(parts) == 3:
        family, suffix, given = parts
        return turned(family, f"{given}, {suffix}")
    return turned(parts[0], ", ".join(parts[1:]))
