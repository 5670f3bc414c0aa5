"""Sentences: where each of them begins and ends in a text, in code points.

The rules of the engine (sentencex) decide inside a paragraph; a guard around it holds what a
checker's marks depend on: a paragraph end is always a sentence end, a wrong quotation mark or
bracket never swallows what follows, and no character that can be seen is left out.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from factcheck.text.abbreviations import GERMAN_OPENINGS, NEVER_LAST, WORDS_AFTER_ALL

Span = tuple[int, int]

# What made a list of sentences, for the key of a cache: to be raised whenever the same text is cut differently.
# tests/text/test_sentences.py fails where that was forgotten.
ENGINE = "sentencex 1.0.32, guard 2"

_BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_PARAGRAPH = re.compile(f"[^{_BREAKS}]+")
_QUOTES = "\"“”„‟«»‹›‘‚‛❝❞「」『』＂'’"
_CLOSED_BY = _QUOTES + ")]} \u00a0\u202f"
_OPENED_BY = _QUOTES + "([{"
_ENDS = ".?!…"
_RUNS_ON = ",;:-–—)]}%/&*_=@#|~+["  # set close behind an end mark, they show that it ended nothing: “Why?”, he asked
# Hidden from the engine, which would wait for the other half: quotation marks that are no apostrophes, and opening
# brackets that are not closed soon.
_HIDDEN = re.compile(
    r"""["“”„‟«»‹›‘‚‛❝❞「」『』＂]|(?<![^\W_])['’]|['’](?![^\W_])|[(\[{](?![^()\[\]{}]{0,300}[)\]}])"""
)
# Read by the engine as something else of the same length: it takes no lone surrogate, and knows neither the
# ideographic space nor the end of a sentence in an ellipsis.
_READ_AS = {**dict.fromkeys(range(0xD800, 0xE000), "\ufffd"), 0x3000: " ", 0x2026: "."}
_READ_AS_ANY = re.compile("[\ud800-\udfff\u3000…]")
# Sentence ends that the engine passes over: before an opening Spanish mark and behind a common word, where it sees an
# abbreviation, and behind a sentence that stands in brackets of its own.
_BEFORE_SPANISH_MARK = re.compile(r"[.…](?=\s+[¿¡])")
_BEFORE_CAPITAL = re.compile(r"\.(?=[^\w\s]{0,3}\s{1,3}[^\w\s]{0,3}[A-ZÀ-ÖØ-Þ])")
_IN_BRACKETS = re.compile(
    r"""[(\[](?:(?<=\A.)|(?<=[.?!…)\]”’"']\s.))(?:(?<=\()[^()]*[.?!…]\)|(?<=\[)[^\[\]]*[.?!…]\])(?=\s{1,3}\W{0,3}[A-Z])"""
)
# What still belongs to the sentence before a cut; marks that open as well as close do so only before a non-letter,
# and the French mark may have a space before it.
_CLOSING = re.compile(r"""(?:[)\]}”’›」』）】〉》]|["'“‘„«»‹❝❞＂](?![^\W_])|\s?»(?![^\W_]))+""")  # noqa: RUF100

_LABEL = re.compile(r"\s*(?:[•‣⁃◦▪]\s*)?[(\[]?(\d{1,3}|[a-z]|[IVX]{1,4})(\.\)|\.|\)|\])(?=\s)")
_LABEL_LAST = re.compile(r"(?:^\W*(?:\d{1,3}(?:\.\d{1,3}){0,3}|[a-z]|[ivx]{2,4})|[:;]\s+[(\[]?[1ai])(?:\.\)|\.|\)|\])$")
_BULLET = re.compile(r"\s*([•‣⁃◦▪])")
_LAST_WORD = re.compile(r"""([^\s"“”„«»‘’'()\[\]/]+)\.$""")
_ITEM = re.compile(r"[-*+•‣⁃◦▪–—]\s+(?=\S)")
_LETTER = re.compile(r"[^\W\d_]")
_FIRST_WORD = re.compile(r"\W*(\w+)")
_GERMAN_NUMBER = re.compile(
    r"\b(?:[Dd](?:er|ie|as|em|en|es)|[AaIi]m|[ZzVv][uo]m|[Bb]eim|[Aa]b|[Bb]is|[Ss]eit|[Jj]ede[rsnm]?|[Ee]ine[rsnm]?"
    r"|[Uu]nd|[Ii]hr|[Ss]ein)(?:e[rnm])? \d{1,2}\.$|\d\s(?:Mio|Mrd|Tsd)\.$"
)
# Small letters that may well begin a sentence: iPhone, eBay, an address.
_SMALL_OPENING = re.compile(r"[a-z][A-Z]|https?://|www\.")
_CLOCK = re.compile(r"\b[ap]\.\s?m\.$", re.IGNORECASE)
_DAY = re.compile(r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[A-Z]{1,3}T|GMT|UTC|Eastern|Pacific)\b")
_SAID = re.compile(
    r"(?!(?:He|She|They|It|We|I|You)\b)(?:[A-Z][\w’'.-]*\s+){1,4}"
    r"(?:said|says|asked|asks|told|added|adds|wrote|writes|replied|tweeted|shouted|continued)"
    r"(?:[.,]|\s+(?:after|as|at|before|during|in|last|of|on|to|via|when|while|with)\b)"
)
_INITIALS = re.compile(r"\b[^\W\d_a-z]{1,2}\.$")


def sentences(text: str, language: str = "en") -> list[Span]:
    """All sentences of ``text`` in order: disjoint spans that hold every character but white space.

    ``language`` is an ISO 639 code, with or without a region; English where it is not known.
    """
    return list(_spans(_PARAGRAPH.finditer(text), language))


def sentences_in(text: str, start: int, end: int, language: str = "en") -> list[Span]:
    """The sentences of the paragraphs that ``text[start:end]`` touches, cut as ``sentences`` cuts the whole text."""
    start, end = max(0, min(start, len(text))), max(0, min(end, len(text)))
    while start > 0 and text[start - 1] not in _BREAKS:
        start -= 1
    while end < len(text) and text[end] not in _BREAKS:
        end += 1
    return list(_spans(_PARAGRAPH.finditer(text, start, end), language))


def without_bullet(text: str, start: int, end: int) -> Span:
    """The words of ``text[start:end]`` behind the bullet or dash that makes a list item of them."""
    bullet = _ITEM.match(text, start, end)
    return (bullet.end(), end) if bullet else (start, end)


def sentence_at(spans: Sequence[Span], offset: int) -> int | None:
    """The index of the sentence that holds the character at ``offset``; None between sentences."""
    index = bisect_right(spans, offset, key=lambda span: span[0]) - 1
    return index if index >= 0 and offset < spans[index][1] else None


def _spans(paragraphs: Iterable[re.Match[str]], language: str) -> Iterator[Span]:
    """The sentences of some paragraphs, in code points of the whole text."""
    code = re.split(r"[-_]", language, maxsplit=1)[0].lower()
    code = code if code.isascii() and code.isalpha() else "en"
    for match in paragraphs:
        for start, end in _sentences_of_paragraph(match.group(), code):
            yield match.start() + start, match.start() + end


def _sentences_of_paragraph(paragraph: str, language: str) -> Iterator[Span]:
    labels = _labels(paragraph)
    label_starts = {start for start, _ in labels}
    inside_labels = {offset for start, end in labels for offset in range(start + 1, end + 1)}
    cuts = {_after_closing_marks(paragraph, cut) for cut in _cuts_of_engine(paragraph, language)}
    cuts.update(_after_closing_marks(paragraph, cut) for cut in _cuts_passed_over(paragraph, language))
    bounds = [0]
    for cut in sorted((cuts - inside_labels) | label_starts):
        if cut in label_starts or _ends_sentence(paragraph, bounds[-1], cut, language):
            bounds.append(cut)
    yield from _with_words(paragraph, [*bounds, len(paragraph)])


def _cuts_of_engine(paragraph: str, language: str) -> Iterator[int]:
    """Where the engine ends a sentence: the offset after its last visible character."""
    import sentencex

    hidden = [match.start() for match in _HIDDEN.finditer(paragraph)]
    seen = _HIDDEN.sub("", paragraph) if hidden else paragraph
    if _READ_AS_ANY.search(seen):
        seen = seen.translate(_READ_AS)
    # The k-th hidden character stands after hidden[k] - k seen ones.
    shifts = [offset - index for index, offset in enumerate(hidden)]
    for boundary in sentencex.get_sentence_boundaries(language, seen):
        last = len(seen[: boundary["end_index"]].rstrip()) - 1
        if last >= 0:
            yield last + bisect_right(shifts, last) + 1


def _cuts_passed_over(paragraph: str, language: str) -> Iterator[int]:
    """Where a sentence ends though the engine does not see it."""
    for pattern in (_BEFORE_SPANISH_MARK, _IN_BRACKETS):
        yield from (match.end() for match in pattern.finditer(paragraph))
    words = WORDS_AFTER_ALL.get(language, frozenset())
    for match in _BEFORE_CAPITAL.finditer(paragraph):
        word = _LAST_WORD.search(paragraph, max(0, match.start() - 20), match.end())
        if word and word[1] in words:
            yield match.end()


def _after_closing_marks(paragraph: str, cut: int) -> int:
    """``cut`` moved behind the closing marks and the combining characters that follow it."""
    while cut < len(paragraph) and (unicodedata.category(paragraph[cut])[0] == "M" or paragraph[cut] == "\u200d"):
        cut += 1
    closing = _CLOSING.match(paragraph, cut)
    return closing.end() if closing else cut


def _labels(paragraph: str) -> list[Span]:
    """The labels of a list that runs on inside one paragraph ("1. This 2. That"): no cut inside, one before each."""
    if bullet := _BULLET.match(paragraph):
        bullets = re.finditer(rf"(?<!\S){bullet[1]}", paragraph)
        return [(found.start(), (_LABEL.match(paragraph, found.start()) or found).end()) for found in bullets]
    first = _LABEL.match(paragraph)
    if not first:
        return []
    labels = [first.span()]
    label, mark = first[1], re.escape(first[2])
    while label.isdigit() or (label.islower() and label < "z"):
        label = str(int(label) + 1) if label.isdigit() else chr(ord(label) + 1)
        following = re.compile(rf"(?<=\s)[(\[]?{label}{mark}(?=\s)").search(paragraph, labels[-1][1])
        if not following:
            break
        labels.append(following.span())
    return labels


def _ends_sentence(paragraph: str, start: int, cut: int, language: str) -> bool:
    """Whether the sentence that began at ``start`` ends at ``cut``; what the engine cannot see is decided here."""
    before, after = paragraph[max(start, cut - 80) : cut].rstrip(), paragraph[cut : cut + 80]
    text, following = before.rstrip(_CLOSED_BY), after.lstrip()
    if not text or not following:
        return True
    if text[-1] in _ENDS:
        # A bracket behind space opens the next sentence: Monday. »[It
        opens = after[0] == "[" and any(map(str.isspace, before[len(text) :]))
        if after[0] in _RUNS_ON and not opens:
            return False
        if following.lstrip(_OPENED_BY)[:1].islower() and not _SMALL_OPENING.match(following):
            # A text that begins its sentences with small letters is left to the engine.
            quoted = before[-1] in _QUOTES
            return not (quoted or text.endswith(("...", "…")) or not _begins_small(paragraph, start))
    if _LABEL_LAST.search(before) or (not after[0].isspace() and _INITIALS.search(before)):
        return False
    word = _LAST_WORD.search(before)
    if word and not NEVER_LAST.get(language, frozenset()).isdisjoint((word[1], word[1].lower())):
        return False
    if language == "de" and _GERMAN_NUMBER.search(before):
        first = _FIRST_WORD.match(following)
        return first is None or first[1] in GERMAN_OPENINGS
    if language == "en":
        quoted_cry = text != before and text[-1] in "?!"
        return not (quoted_cry and _SAID.match(following)) and not (_CLOCK.search(before) and _DAY.match(following))
    return True


def _begins_small(paragraph: str, start: int) -> bool:
    letter = _LETTER.search(paragraph, start)
    return letter is not None and letter.group().islower()


def _with_words(paragraph: str, bounds: list[int]) -> Iterator[Span]:
    """The stretches between ``bounds`` without outer space; one without words goes with the sentence before it."""
    waiting: Span | None = None
    waiting_has_words = False
    for start, end in pairwise(bounds):
        stretch = paragraph[start:end]
        if not stretch.strip():
            continue
        span = (start + len(stretch) - len(stretch.lstrip()), start + len(stretch.rstrip()))
        has_words = any(character.isalnum() for character in stretch)
        if waiting is None:
            waiting, waiting_has_words = span, has_words
        elif has_words and waiting_has_words:
            yield waiting
            waiting = span
        else:
            waiting, waiting_has_words = (waiting[0], span[1]), has_words or waiting_has_words
    if waiting is not None:
        yield waiting
