"""A long draft of our own making and its second draft: 4,000 words, 60 footnotes, comments, tracked changes.

The prose is made by rules from a fixed seed, so that every run gives the same words; nothing is
copied from anywhere. Sentences keep a key through the edits, by which tests can tell what has
become of each of them.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from tests.formats.word_files import (
    changed,
    comment,
    ends,
    footnote_call,
    item,
    link,
    note,
    paragraph,
    relationship,
    relationships,
    run,
    starts,
    table,
    word_parts,
    zipped,
)

EditKind = Literal["change", "delete", "insert", "repeat", "move"]

TITLE = "How Vessmar paid for its tram"
STANDFIRST = "The line opened four years late. Who knew what it would cost, and when?"
BYLINE = "By Runa Oduya"
EDITS = 40
FOOTNOTES = 60
_SECTIONS = (
    "A plan on a napkin", "The first estimate", "What the council was told", "Digging begins",
    "The missing reports", "A bridge too narrow", "Who pays now", "What comes next",
)  # fmt: skip
_PEOPLE = (
    "Ada Brink", "Tomas Hale", "Ines Okafor", "Piet Lundmark", "Rosa Tamm", "Yusuf Arslan", "Greta Mols",
    "Owen Ferris",
)  # fmt: skip
_ROLES = (
    "the city treasurer", "the chief engineer", "the head of planning", "the auditor", "the deputy mayor",
    "the spokesman of the builders", "the chair of the transport committee", "the leader of the opposition",
)  # fmt: skip
_PLACES = (
    "the harbour", "Mill Street", "the old fish market", "the northern depot", "Saint Olave’s Square",
    "the ferry stage", "the university", "the ring road", "the water works", "the west bank",
)  # fmt: skip
_PAPERS = (
    "a memo of nine pages", "the minutes of the meeting", "a letter to the ministry", "the yearly accounts",
    "a report that was never published", "an e-mail to the board", "the contract with the builders",
)  # fmt: skip
_TIMES = (
    "in the spring of {year}", "on {day} March {year}", "three weeks before the vote", "late in {year}", "that summer",
    "on the morning of {day} June {year}", "a year after the ground was broken", "in the last week of {year}",
)  # fmt: skip
_TEMPLATES = (
    "{time}, {person} told the council that the works near {place} would cost {n} million crowns and take {m} months.",
    "According to {paper}, {pct} per cent of the money had been spent before a single rail was laid at {place}.",
    "“We were given {m} different figures for {place}, and none of them came with a date,” {person}, {role}, recalled.",
    "The firm had asked for {n} million crowns; it received {n2} million, and later a further {m} million for {place}.",
    "{person}, then {role}, signed {paper} {time}, although {m} of the {n} drawings were still missing.",
    "Between {year} and {year2} the number of passengers at {place} fell from {n},{nnn} to {n2},{nnn} a day.",
    "Nobody at the town hall could say why {paper} named {place} as finished when {pct} per cent of it was not.",
    "At {place}, the engineers found {m} wrecked boats, a wall from the year 1{nnn} and {n} tonnes of oily mud.",
    "The ministry’s answer, which runs to {m} lines, says only that {role} had been informed {time}.",
    "“It was never {n} million,” {person} said, and pointed to {paper}, where the sum of {n2} million is underlined.",
    "Of the {n} flats that were to be built beside {place}, {m} had been sold {time}.",
    "{role_up} denies that anybody warned of the costs at {place}; two people who were in the room say otherwise.",
    "When the pumps near {place} failed {time}, water stood {m} centimetres deep in {n} cellars.",
    "A study put the delay at {place} down to {m} changes of plan, {pct} per cent of them made after the vote.",
    "{person} keeps {paper} in a blue folder, together with {m} photographs that show {place} under scaffolding.",
    "By then the city had borrowed {n} million crowns at {m}.{d} per cent, more than any other of its size.",
    "The tender drew {m} offers, of which the cheapest, at {n} million crowns, was turned down {time}.",
    "Those who live around {place} were promised {m} trees; {n} have been felled, and {d} planted.",
    "Asked about {place}, {person} said {role} had “{m} minutes to read {n} pages”, and voted anyway.",
    "The accounts for {year} show a loss of {n}.{d} million crowns, which {paper} explains by the price of steel.",
)
_CHANGES: tuple[tuple[str, str], ...] = (
    (" million", " thousand million"), ("told", "wrote to"), (" per cent", " per cent, or so,"), ("found", "dug up"),
    ("had been", "had not been"), ("would", "might"), ("said", "insisted"), ("Nobody", "Hardly anybody"),
    ("promised", "offered"), ("failed", "broke down"), ("keeps", "kept"), ("show", "seem to show"),
    ("drew", "attracted"), ("The ", "In the end, the "), ("signed", "countersigned"), ("fell", "sank"),
    ("denies", "disputes"), ("received", "was paid"), (" was ", " has been "), ("named", "described"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """A sentence by its key; ``note`` is the number of its footnote, ``comment`` that of a comment on it, or 0.

    ``deleted`` and ``inserted`` are words of tracked changes: deleted before it, inserted as its tail.
    """

    key: int
    words: str
    note: int = 0
    comment: int = 0
    deleted: str = ""
    inserted: str = ""


@dataclass(slots=True)
class LongDraft:
    """A draft as it was written: its paragraphs of sentences by section, and the edits that made it.

    ``edits`` are pairs of what was done and the key of the sentence (for ``move``: of a sentence
    of the moved paragraph; for ``repeat``: of the sentence that now stands twice).
    """

    sections: list[list[list[DraftSentence]]] = field(default_factory=list)
    edits: list[tuple[EditKind, int]] = field(default_factory=list)

    def sentences(self) -> list[DraftSentence]:
        """All sentences of the prose in reading order."""
        return [sentence for section in self.sections for words in section for sentence in words]


def long_draft(edits: int = 0, seed: int = 40) -> LongDraft:
    """The draft after the first ``edits`` of its edits, 40 to each further draft; ``seed`` makes other edits."""
    draft = _first_draft()
    chance = random.Random(seed)
    counts: dict[EditKind, int] = {"change": 20, "delete": 8, "insert": 8, "repeat": 3, "move": 1}
    kinds: list[EditKind] = [kind for kind, count in counts.items() for _time in range(count)]
    chance.shuffle(kinds)
    for again in range(1, -(-edits // EDITS)):  # of its own chance: a draft goes on from the one before it
        kinds += random.Random(again).sample(kinds[:EDITS], EDITS)
    done: dict[EditKind, Callable[[LongDraft, random.Random, int], int]] = {
        "change": _change, "delete": _delete, "insert": _insert, "repeat": _repeat, "move": _move,
    }  # fmt: skip
    for number, kind in enumerate(kinds[:edits]):
        draft.edits.append((kind, done[kind](draft, chance, 1000 + number)))
    return draft


def write_long_draft(path: Path, edits: int = 0, *, renumbered: bool = False, seed: int = 40) -> LongDraft:
    """Write the draft after ``edits`` edits as a .docx and return what is in it.

    ``renumbered`` gives its footnotes new ids in their order, as word processors do when they save.
    """
    draft = long_draft(edits, seed)
    path.write_bytes(_word_file(draft, renumbered=renumbered))
    return draft


# The words ------------------------------------------------------------------------------------------------------------


def _first_draft() -> LongDraft:
    chance = random.Random(60)
    draft = LongDraft()
    key = 0
    written: set[str] = set()
    for _section in _SECTIONS:
        section = []
        for _paragraph in range(4):
            sentences = []
            for _sentence in range(chance.choice((5, 5, 5, 6))):
                key += 1
                words = _sentence_of(chance, key)
                while words in written:
                    words = _sentence_of(chance, key)
                written.add(words)
                sentences.append(DraftSentence(key, words))
            section.append(sentences)
        draft.sections.append(section)
    return _with_remarks(draft)


def _with_remarks(draft: LongDraft) -> LongDraft:
    keys = [sentence.key for sentence in draft.sentences()]
    chance = random.Random(12)
    noted = {key: number for number, key in enumerate(sorted(chance.sample(keys, FOOTNOTES)), 1)}
    commented = {key: number for number, key in enumerate(sorted(chance.sample(keys, 10)), 1)}
    tracked = chance.sample([key for key in keys if key not in noted and key not in commented], 12)

    def remarked(sentence: DraftSentence) -> DraftSentence:
        key = sentence.key
        made = replace(sentence, note=noted.get(key, 0), comment=commented.get(key, 0))
        if key in tracked[:6]:
            return replace(made, deleted="It is said that nobody knew. ")
        if key in tracked[6:]:
            return replace(made, inserted=" Nobody has explained it since.")
        return made

    draft.sections = [[[remarked(item) for item in words] for words in section] for section in draft.sections]
    return draft


def _sentence_of(chance: random.Random, key: int) -> str:
    template = _TEMPLATES[(key * 7 + key // len(_TEMPLATES)) % len(_TEMPLATES)]
    year = chance.randint(2008, 2019)
    role = chance.choice(_ROLES)
    fields = {
        "year": year, "year2": year + chance.randint(1, 6), "day": chance.randint(1, 28), "role": role,
        "role_up": role[0].upper() + role[1:], "person": chance.choice(_PEOPLE), "place": chance.choice(_PLACES),
        "paper": chance.choice(_PAPERS), "n": chance.randint(21, 97), "n2": chance.randint(98, 240),
        "m": chance.randint(3, 19), "d": chance.randint(1, 9), "pct": chance.randint(11, 88),
        "nnn": chance.randint(100, 899),
    }  # fmt: skip
    time = chance.choice(_TIMES).format(**fields)
    words = template.format(time=time, **fields)
    return words[0].upper() + words[1:]


# The edits ------------------------------------------------------------------------------------------------------------


def _places(draft: LongDraft, *, plain: bool) -> list[tuple[int, int, int]]:
    """Where sentences stand that no edit has touched yet; ``plain`` ones carry no footnote and no comment."""
    touched = {key for _kind, key in draft.edits}
    return [
        (section, at, index)
        for section, paragraphs in enumerate(draft.sections)
        for at, words in enumerate(paragraphs)
        for index, item in enumerate(words)
        if item.key not in touched
        and item.key < 1000
        and not (item.deleted or item.inserted)
        and not (plain and (item.note or item.comment))
    ]


def _change(draft: LongDraft, chance: random.Random, _key: int) -> int:
    chosen = _places(draft, plain=False)
    chance.shuffle(chosen)
    for section, at, index in chosen:
        sentence = draft.sections[section][at][index]
        fitting = [(old, new) for old, new in _CHANGES if old in sentence.words]
        if fitting:
            words = sentence.words.replace(*chance.choice(fitting), 1)
            draft.sections[section][at][index] = replace(sentence, words=words)
            return sentence.key
    raise AssertionError


def _delete(draft: LongDraft, chance: random.Random, _key: int) -> int:
    section, at, index = chance.choice(_places(draft, plain=True))
    return draft.sections[section][at].pop(index).key


def _insert(draft: LongDraft, chance: random.Random, key: int) -> int:
    section, at, index = chance.choice(_places(draft, plain=False))
    draft.sections[section][at].insert(index, DraftSentence(key, _sentence_of(chance, key)))
    return key


def _repeat(draft: LongDraft, chance: random.Random, key: int) -> int:
    from_section, from_at, from_index = chance.choice(_places(draft, plain=False))
    repeated = draft.sections[from_section][from_at][from_index]
    section, at, index = chance.choice(_places(draft, plain=False))
    draft.sections[section][at].insert(index, DraftSentence(key, repeated.words))
    return repeated.key


def _move(draft: LongDraft, _chance: random.Random, _key: int) -> int:
    moved = draft.sections[1].pop(2)
    draft.sections[6].insert(1, moved)
    touched = {key for _kind, key in draft.edits}
    return next(sentence.key for sentence in moved if sentence.key not in touched)


# The file -------------------------------------------------------------------------------------------------------------


def _word_file(draft: LongDraft, *, renumbered: bool) -> bytes:
    in_order = [sentence.note for sentence in draft.sentences() if sentence.note]
    ids = {number: place if renumbered else number for place, number in enumerate(in_order, 1)}
    body = [
        paragraph(TITLE, style="Titel"),
        paragraph(STANDFIRST, style="Untertitel"),
        paragraph(BYLINE, style="Autor"),
    ]
    for number, (heading, section) in enumerate(zip(_SECTIONS, draft.sections, strict=True)):
        body.append(paragraph(heading, style="berschrift1"))
        body += [_paragraph(words, ids) for words in section]
        body += _between(number)
    # Word numbers footnotes by their places; their ids stay where the file is not renumbered.
    footnotes = "".join(_footnote(number, ids[number]) for number in sorted(in_order, key=ids.__getitem__))
    listing = relationships(
        *(
            relationship(f"rn{number}", "hyperlink", f"https://records.vessmar.example/{number}/page", external=True)
            for number in sorted(in_order)
            if number % 2
        )
    )
    comments, extended = _comments()
    parts = word_parts("".join(body), footnotes=footnotes, comments=comments, commentsExtended=extended)
    parts["word/_rels/footnotes.xml.rels"] = listing
    return zipped(parts)


def _paragraph(sentences: list[DraftSentence], ids: Mapping[int, int]) -> str:
    pieces = []
    for index, sentence in enumerate(sentences):
        if index:
            pieces.append(run(" "))
        if sentence.deleted:
            pieces.append(changed("del", sentence.deleted, author="Desk", number=sentence.key))
        if sentence.comment:
            # Word gives an answer the range of its question once more; other programs give none, as here to two.
            thread = [sentence.comment, *([sentence.comment + 40] if sentence.comment in (1, 5, 9) else [])]
            pieces += map(starts, thread)
            # A second comment lies on the first words only, inside the range of the first.
            first, _space, rest = sentence.words.partition(" ")
            pieces += [starts(sentence.comment + 20), run(first), ends(sentence.comment + 20), run(" " + rest)]
            pieces += map(ends, thread)
        else:
            pieces.append(run(sentence.words))
        if sentence.note:
            pieces.append(footnote_call(ids[sentence.note]))
        if sentence.inserted:
            pieces.append(changed("ins", sentence.inserted, author="Desk", number=sentence.key))
    return paragraph(*pieces)


def _between(section: int) -> list[str]:
    """What stands after a section besides prose: lists and tables, the same in both drafts."""
    if section == 1:
        return [item(f"Stage {number}: {words}", 2) for number, words in ((1, "the harbour loop"), (2, "the bridge"))]
    if section == 3:
        rows = [("Year", "Planned", "Spent"), ("2012", "40", "61"), ("2015", "55", "90"), ("2018", "60", "148")]
        return [
            table(*(tuple(paragraph(cell) for cell in row) for row in rows)),
            paragraph("Millions of crowns. Source: city accounts", style="Beschriftung"),
        ]
    if section == 4:
        return [item("the report on the cellars"), item("the report on the noise"), item("both annexes", depth=1)]
    if section == 6:
        return [table((paragraph("Who pays"), paragraph("Share")), (paragraph("The city"), paragraph("71 per cent")))]
    return []


def _footnote(number: int, id_: int) -> str:
    if number % 2:
        return note(id_, link(f"rn{number}", f"City records, file {number}"), run(f", p. {number + 3}."))
    person = _PEOPLE[number % len(_PEOPLE)]
    return note(id_, f"Interview with {person}, {number % 28 + 1} May 2024, on record; notes p. {number}.")


def _comments() -> tuple[str, str]:
    """Ten threads by two people: a question with an answer for five of them, a remark on a word for all."""
    entries, extended = [], []
    for number in range(1, 11):
        author, other = ("Ada Mihović", "Jonas Weber") if number % 2 else ("Jonas Weber", "Ada Mihović")
        entries.append(comment(number, f"Who says so? Thread {number}", author, f"00000A{number:02d}"))
        extended.append(f'<w15:commentEx w15:paraId="00000A{number:02d}" w15:done="{int(number % 5 == 0)}"/>')
        entries.append(comment(number + 20, f"On the first word, thread {number}", other, f"00000B{number:02d}"))
        if number % 2:
            entries.append(
                comment(number + 40, f"The treasurer, in writing. Thread {number}", other, f"00000C{number:02d}")
            )
            extended.append(f'<w15:commentEx w15:paraId="00000C{number:02d}" w15:paraIdParent="00000A{number:02d}"/>')
    return "".join(entries), "".join(extended)
