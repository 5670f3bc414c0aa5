"""Sentences: every character belongs to one, paragraphs end them, wrong marks do no harm."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from factcheck.text.sentences import ENGINE, sentence_at, sentences, sentences_in, without_bullet

PIECES = st.sampled_from(
    [
        *"abZé", *" \t\u00a0\u3000", *".?!…。！？؟।", *"\"'“”‘’„«»「」", *"()[]{}《》（）", *",;:-–—*•⁃%&",
        "\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029",
        "1. ", " 2. ", "a) ", " b) ", "• ", "⁃9. ", "3.5", "100,000", "Mr. ", "p.m. ", "U.S. ", "...", ". . .",
        "😀", "👩‍👩‍👧", "e\u0301", "\u0301", "\u200d", "\ufe0f", "\u202e", "كتاب", "हिन्दी", "他走了", "\ud800",
        "EE. UU. ", "He left. ", "She said: ", "iPhone ", "der 3. ", "¿Qué? ",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.lists(PIECES, max_size=40).map("".join), st.text(max_size=80))
LANGUAGES = st.sampled_from(
    ["en", "fr", "de", "es", "ar", "hi", "zh", "ja", "xx", "", "en-GB", "zh_Hans", "\ud800", "é"]
)
LINE_END = re.compile("[\n\r\v\f\x85\u2028\u2029]")


def cut(text: str, language: str = "en") -> list[str]:
    return [text[start:end] for start, end in sentences(text, language)]


@given(TEXTS, LANGUAGES)
def test_spans_hold_every_visible_character_once(text: str, language: str) -> None:
    spans = sentences(text, language)
    offsets = [offset for start, end in spans for offset in range(start, end)]
    assert offsets == sorted(set(offsets))
    assert {offset for offset, character in enumerate(text) if not character.isspace()} <= set(offsets)
    for start, end in spans:
        assert text[start:end] == text[start:end].strip() != ""
        assert not LINE_END.search(text[start:end])


@given(TEXTS, LANGUAGES, st.data())
def test_sentences_in_view_are_those_of_the_whole(text: str, language: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(-2, len(text) + 2))
    end = data.draw(st.integers(start, len(text) + 2))
    whole = sentences(text, language)
    seen = sentences_in(text, start, end, language)
    assert [span for span in whole if span[0] < end and start < span[1]] == [
        span for span in seen if span[0] < end and start < span[1]
    ]
    assert set(seen) <= set(whole)
    for span in seen:
        between = text[min(span[0], max(start, 0)) : max(span[1], end)]
        outside = text[span[1] : max(start, 0)] + text[end : span[0]]
        assert between
        assert not LINE_END.search(outside)


@given(TEXTS)
def test_sentence_at_finds_what_a_search_finds(text: str) -> None:
    spans = sentences(text)
    for offset in range(-1, len(text) + 2):
        expected = next((index for index, (start, end) in enumerate(spans) if start <= offset < end), None)
        assert sentence_at(spans, offset) == expected


SIX = ["The council met on Monday.", "It approved 3.5 million euros.", "Was that enough?", "Nobody knows!"]
SIX += ["Mr. Brown left at 5 p.m. on Friday.", "The end came soon."]


@example([(5, "»"), (5, "[")])
@given(st.lists(st.tuples(st.integers(0, 150), st.sampled_from("\"“”‘’„«»‹›「」([{)]}'")), max_size=5))
def test_wrong_marks_never_swallow_the_rest(marks: list[tuple[int, str]]) -> None:
    text = " ".join(SIX)
    for place, mark in marks:
        # A mark stands before or after a word, as a slip of the pen puts it.
        at = [match.start() for match in re.finditer(r"\b(?=\w)", text)][place % 25]
        text = text[:at] + mark + text[at:]
    pairs = re.findall(r"[(\[{][^()\[\]{}]*[)\]}]", text)
    assert len(sentences(text)) >= len(SIX) - sum(len(re.findall(r"[.?!]", pair)) for pair in pairs)


@pytest.mark.parametrize("mark", list('"“”‘’„«»([{'))
def test_one_wrong_mark_changes_no_cut(mark: str) -> None:
    for place in [0, *(match.end() for match in re.finditer(r" ", " ".join(SIX)))]:
        text = " ".join(SIX)
        assert len(sentences(text[:place] + mark + text[place:])) == len(SIX)


ONE_SENTENCE = {
    "en": [
        "Rep. Smith and Sen. Jones met Gov. Brown, Adm. Hill, Lt. Col. Low, Amb. Fox and the Rt. Hon. Bill Low.",
        "Apple Inc. said it paid approx. 40 people $5.5 million in Jan. 2020.",
        "Nancy Pelosi, D-Calif., met Martin Luther King Jr. and J. R. R. Tolkien in St. Louis.",
        "Fifth in the U.K. Prime Minister’s list was the U.S. President, at No. 10, i.e. the last.",
        "“Why?”, he asked.",
        "“Really?” she asked.",
        "“We won!” President Macron said.",
        "He was “... not there,” he said.",
        "It began at 6 p.m. Monday, i.e. at 5 p.m. GMT.",
        "The Govt. of India and the Dept. of State (see p. 5) said so.",
        "(He stayed.)",
        "1. He came.",
        "The file is libgcc2.[ch] or src/pgrep.* as ever.",
        "IV. The Results",
        "I won! 🎉",
        "***",
        "Wait … what?",
        "The rate rose by 3.25 percent to 100,000.50 (vs. 5.% before).",
        "He wrote to a.b@example.com and read www.example.com/a.html.",
    ],
    "fr": [
        "M. Macron, Mme. Le Pen et le Dr. Martin sont nés av. J.-C. et vivent.",
        "« Pourquoi ? » a-t-il dit.",
        "« C’est vrai ! », dit-il.",
    ],
    "de": [
        "Er lebt seit dem 19. Jahrhundert im 20. Bundestag.",
        "Das kostet 5 Mio. Euro bzw. 3 Mrd. Dollar.",
        "Prof. Dr. h.c. Otto und Frl. Meier kamen am 3. Oktober.",
    ],
    "es": ["D. Juan y la Sra. Díaz pagaron aprox. 5 millones, pág. 5."],
    "ar": ["قال د. أحمد ذلك.", "بلغ 3.5 مليون."],
    "hi": ["डॉ. सिंह आए।"],
    "zh": ["他说：“今天很好。”", "GDP增长3.5%。"],
}


@pytest.mark.parametrize(("language", "text"), [(code, text) for code, texts in ONE_SENTENCE.items() for text in texts])
def test_one_sentence(language: str, text: str) -> None:
    assert cut(text, language) == [text]


SEVERAL = {
    "en": [
        ["She was 45.", "He was 50."],
        ["It cost $100.00.", "20,000 came in 1999.", "£5 was paid."],
        ["“In recent days there was nothing.", "Our partners prefer silence,” Peskov said."],
        ["He said “no.”", "She said ‘yes.’", "(They left.)", "[It ended.]", "Yes."],
        ["I live in the U.S.", "How about you?"],
        ["He left at 6 p.m.", "Then she came."],
        ["He left. . . .", "She stayed...", "They… went."],
        ["No…", "He left."],
        ["1. One thing", "2. Another", "3. A third."],
        ["a) One thing", "b) Another"],
        ["• One thing", "• Another. And", "• 3. A third"],
        ["he left.", "she stayed.", "they came."],
        ["He said so.", "iPhone sales fell.", "https://example.com/a says so."],
        ["Wow‼️", "Next one."],
        ["It ended (badly).", "Then it began."],
        ["He said so.[1]", "Then he left."],
        ["It ended.\u3000", "Then it began."],
        ["‘Hello.’", "‘World.’"],
        ["He said no.", "Bob told me.”", "“Ann was ill.", "No.", "Bob was.", "No. 5 lives."],
        ["There are three reasons: 1. Cost.", "2. Time.", "(3) Luck.", "1.2. Chance."],
        ["He gave her 5.", "She gave him 1.", "They gave none."],
        ["(He came.)", "They left.", "It is over."],
        ["He asked, “Why?”", "She asked: “Who?”", "Nobody said a word."],
    ],
    "fr": [["« Oui. »", "Il partit.", "« Non ! »", "Elle aime l’art.", "Jean aussi."]],
    "de": [
        ["Er kam am 5. Mai.", "Dann ging er."],
        ["Es war der 5.", "Dann kam er.", "Weil sie ihn mag.", "Otto ging."],
        ["»Ja.«", "»Nein.«", "Er ging."],
    ],
    "es": [["EE. UU. dijo no.", "¿Qué?", "¡No!", "Dijo no.", "Juan vino."]],
    "ar": [["ماذا حدث؟", "ذهب الرجل.", "ثم عاد!"]],
    "hi": [["यह सच है।", "वह गया।", "क्या?", "हाँ!"]],
    "zh": [
        ["他说：“今天很好。”", "她走了。", "为什么？", "不知道！"],
        ["他说：「是。」", "然后。"],
        ["《今天。", "明天。", "后天。"],
    ],
}


@pytest.mark.parametrize(("language", "expected"), [(code, case) for code, cases in SEVERAL.items() for case in cases])
def test_several_sentences(language: str, expected: list[str]) -> None:
    text = ("" if language == "zh" else " ").join(expected)
    assert cut(text, language) == [sentence.strip() for sentence in expected]


def test_every_paragraph_end_is_a_hard_break() -> None:
    ends = ["\n", "\r\n", "\r", "\u2028", "\u2029", "\v", "\f", "\x85", "\n\n"]
    text = "“The (first".join(f"{end}and" for end in ends)
    assert len(sentences(text)) == len(ends)
    assert cut("A headline without an end\nThe text.") == ["A headline without an end", "The text."]


def test_nothing_comes_of_nothing() -> None:
    assert sentences("") == sentences(" \n\t\n") == []
    assert sentences_in("", 0, 0) == []
    assert sentence_at([], 0) is None


def test_unknown_languages_are_read_as_english() -> None:
    text = "Dr. Smith left. He came."
    assert {tuple(sentences(text, code)) for code in ("en", "xx", "", "en-GB", "tlh", "\ud800", "x" * 999)} == {
        ((0, 15), (16, 24))
    }


def test_a_long_text_is_cut_in_linear_time() -> None:
    # Each of these took minutes while a rule looked back over the whole paragraph; now they take a blink.
    for piece in ("• ", "1. ", "Ab. c ", 'A! "B C D E ', "(", "[(", '"', ".", "a.\u0301", " "):
        text = piece * 20_000
        assert sum(end - start for start, end in sentences(text)) <= len(text)


def test_importing_the_module_does_not_load_the_engine() -> None:
    code = "import sys, factcheck.text.sentences; sys.exit('sentencex' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_name_of_the_segmentation_tells_its_results_apart() -> None:
    cases = [(code, " ".join(case)) for code, found in SEVERAL.items() for case in found]
    cases += [(code, text) for code, texts in ONE_SENTENCE.items() for text in texts]
    digest = hashlib.sha256(repr([sentences(text, code) for code, text in cases]).encode()).hexdigest()
    # When this differs, the same text is cut differently: raise ENGINE, so that no cache keeps the old spans.
    assert (ENGINE, digest[:16]) == ("sentencex 1.0.32, guard 2", "a13b2ff89f255418")


@pytest.mark.parametrize(
    ("text", "words"),
    [("- One fell.", "One fell."), ("• Two.", "Two."), ("-5 degrees", "-5 degrees"), ("— Three", "Three"), ("-", "-")],
)
def test_a_bullet_is_no_word_of_its_sentence(text: str, words: str) -> None:
    start, end = without_bullet(text, 0, len(text))
    assert text[start:end] == words
