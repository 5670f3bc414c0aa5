"""The last look for confidential names, addresses and file names: at every word that a written file holds.

The report in memory has been filtered already; this looks at what was written all the same, because
a name in a quotation, a comment or the title of a page is out for good once the file is sent. Each format tells where
its words stand; here they are looked through.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from factcheck.domain.problems import Problem
from factcheck.translation import _

_WORD = re.compile(r"[^\W_]+")
_BETWEEN: Final = r"[\W_]{0,3}"
_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*:/*(www\.)?")
# Fewer letters than these occur inside other words; they count only as words of their own.
_SHORT: Final = 6
_FEWEST_DIGITS: Final = 6
_AROUND: Final = 40
# Letters whose stroke or joining is no accent to Unicode, and is left out by whoever lacks the key.
_PLAIN_LETTERS: Final = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h", "ŧ": "t", "ı": "i"}
)


@dataclass(frozen=True, slots=True)
class Secret:
    """A forbidden word, ready to be looked for: its longest token, a pattern, and the alias of its source."""

    token: str
    pattern: re.Pattern[str]
    alias: str


def folded(text: str) -> str:
    """The text without what hides a word from a search: case, accents, widths, soft hyphens, joiners."""
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKD", text).casefold()
    # There are few signs of each kind in a text, and a text may be long.
    for sign in set(text):
        if sign > "\x7f" and unicodedata.category(sign) in ("Mn", "Cf"):
            text = text.replace(sign, "")
        elif ord(sign) in _PLAIN_LETTERS:
            text = text.replace(sign, _PLAIN_LETTERS[ord(sign)])
    return text


def stop_leaks(
    texts: Iterable[tuple[str, str]],
    forbidden: Mapping[str, str],
    place_of: Callable[[re.Pattern[str]], str] = lambda _pattern: "",
) -> None:
    """Raise ``Problem`` where a forbidden word occurs in one of the texts of a file, each with the name of its place.

    ``place_of`` names the place of what a pattern finds in a text whose own name is empty. The message names the place
    and the alias of the source, never the word itself.
    """
    secrets = [secret for word, alias in forbidden.items() for secret in _secrets(word, alias)]
    if not secrets:
        return
    for place, words in texts:
        for text in variants(words):
            for secret in secrets:
                if secret.token not in text:
                    continue
                found = secret.pattern.search(text)
                if found is not None:
                    raise _problem(secret, secrets, place or place_of(secret.pattern), text, found)


# --------------------------------------------------------------------------------------------------- what is looked for


def _secrets(word: str, alias: str) -> Iterator[Secret]:
    """A word as it is looked for; a name also with its last word first."""
    bare = _SCHEME.sub("", folded(word).strip())
    tokens = _WORD.findall(bare)
    if not tokens:
        return
    if "".join(tokens).isdecimal() and len("".join(tokens)) >= _FEWEST_DIGITS:
        # A telephone number is grouped in many ways.
        digits = "".join(tokens)
        yield Secret("", re.compile(_BETWEEN.join(digits)), alias)
        return
    yield _secret(tokens, alias, is_address="/" in bare)
    if len(tokens) in (2, 3) and all(token.isalpha() for token in tokens) and "/" not in bare:
        yield _secret([tokens[-1], *tokens[:-1]], alias, is_address=False)


def _secret(tokens: list[str], alias: str, *, is_address: bool) -> Secret:
    pattern = _BETWEEN.join(map(re.escape, tokens))
    alone = sum(map(len, tokens)) < _SHORT
    if alone and not _has_no_case(tokens[0][0]):
        pattern = rf"(?<![^\W_]){pattern}"
    if (alone or is_address) and not _has_no_case(tokens[-1][-1]):
        pattern = rf"{pattern}(?:['’]?s)?(?![^\W_])"
    return Secret(max(tokens, key=len), re.compile(pattern), alias)


def _has_no_case(sign: str) -> bool:
    """Whether a script writes without spaces (Chinese, Thai), or joins "and" or "to" to a name (Arabic, Korean)."""
    return unicodedata.category(sign) == "Lo"


# -------------------------------------------------------------------------------------------------- how it is looked at


def variants(text: str) -> Iterator[str]:
    """The text, folded, and as it reads once addresses in it are decoded."""
    yield folded(text)
    if "%" in text or "xn--" in text:
        decoded = unquote(unquote(text))
        yield folded(re.sub(r"xn--[a-z0-9-]+", _decoded_host, decoded))


def _decoded_host(found: re.Match[str]) -> str:
    try:
        return found[0].encode("ascii").decode("idna")
    except UnicodeError:
        return found[0]


def _problem(secret: Secret, secrets: list[Secret], place: str, text: str, found: re.Match[str]) -> Problem:
    """What is told: where, and the words around; every forbidden word in it is a blank."""
    before = text[max(found.start() - _AROUND, 0) : found.start()].lstrip()
    after = text[found.end() : found.end() + _AROUND].rstrip()
    told = _("The report would name the confidential source “{alias}”: in {place}, near “{words}”.").format(
        alias=_blanked(secret.alias.strip() or _("without an alias"), secrets),
        place=_blanked(place or _("the file"), secrets),
        words=_blanked(" ".join(f"{before}…{after}".split()), secrets),
    )
    return Problem(told, _("Nothing was written. Change these words, or what is confidential, and try again."))


def _blanked(text: str, secrets: list[Secret]) -> str:
    """The text with every forbidden word as a blank; folded where it holds one."""
    for secret in secrets:
        if secret.pattern.search(folded(text)):
            text = secret.pattern.sub("…", folded(text))
    return text
