"""A number, a name or a negation that changed inside a mark is never carried unasked: a thousand of a thousand.

Each case edits a text as a copy editor would, then changes one such word of one marked sentence; now and then the
sentence as it was stands elsewhere as well, as a pull quote does.
"""

from __future__ import annotations

import random
import re
from typing import Final

import pytest

from factcheck.text.placing import Placement, placements
from factcheck.text.sentences import sentences
from tests.text.copy_edits import LEVELS, Span, edited

CASES: Final = 334  # of each kind

TEXTS: Final = {
    "en": """The harbour at Tolme reopened on Monday after two years of work.
Mayor Ilse Brandt said the new quay had cost 14.6 million florins, a third less than planned in 2019.
Fishermen had waited for the day, and some of them cried when the first boat came in at 7.30 with Arvid Holm aboard.
The old cranes were not repaired. They will never be sold to the museum in Brask, said Petra Lind of the port authority.
Nobody at the ministry in Halvern asked about the 230 million florins of debt that had grown since the storm of 1998.
Only 17 of 52 boats can use the quay without a pilot, and no more than three at once, the union Havfolk says.
"We did not promise anything to anybody," Lind told The Lakeside Chronicle, "and 40% of the berths are let."
None of the five tenders came from Halvern; twelve came from abroad, among them one of Norrby Marine.""",
    "de": """Der Hafen von Tolme hat am Montag nach zwei Jahren wieder geöffnet, wie Ilse Brandt mitteilte.
Die neue Mole hat 14,6 Millionen Gulden gekostet, ein Drittel weniger als 2019 geplant.
Die alten Kräne wurden nicht repariert, und niemand hat nach den 230 Millionen Schulden gefragt.
Petra Lind von der Hafenbehörde sagte, man habe keine Zusagen gemacht und werde es nie tun.
Nur 17 von 52 Booten können die Mole ohne Lotsen nutzen, sagt die Gewerkschaft Havfolk in Brask.""",
    "fr": """Le port de Tolme a rouvert lundi après deux ans de travaux, a annoncé la maire Ilse Brandt.
Le nouveau quai a coûté 14,6 millions de florins, un tiers de moins que prévu en 2019.
Les vieilles grues ne seront pas réparées, et personne n'a parlé des 230 millions de dettes de Halvern.
Seuls 17 des 52 bateaux peuvent y entrer sans pilote, selon le syndicat Havfolk de Brask.""",
}
NAMES: Final = ("Brandt", "Lind", "Tolme", "Brask", "Halvern", "Havfolk", "Norrby", "Holm", "Petra", "Ilse", "Arvid")
NEGATIONS: Final = {"en": "not", "de": "nicht", "fr": "pas"}
NEGATION: Final = re.compile(
    r"\b(?:not|never|nobody|none|no|without|nicht|nie|niemand|keine|ohne|pas|sans)\b", re.IGNORECASE
)
COUNT_WORD: Final = re.compile(r"\b(?:two|three|five|twelve|third|one|zwei|drittel|deux|tiers)\b", re.IGNORECASE)
OTHER_COUNT: Final = {"en": ("four", "six", "seven", "half"), "de": ("drei", "fünf"), "fr": ("trois", "six")}
EVERYDAY: Final = ("market", "letter", "garden", "window", "evening", "markt", "brief", "jardin", "lettre")


def with_another_number(words: str, language: str, chance: random.Random) -> str | None:
    found = list(re.finditer(r"\d[\d.,]*\d|\d", words)) + list(COUNT_WORD.finditer(words))
    if not found:
        return None
    match = chance.choice(found)
    old = match.group()
    if not old[0].isdigit():
        new = chance.choice(OTHER_COUNT[language])
    elif chance.random() < 0.5 and len(set(old) - set(".,")) > 1:  # digits that changed places
        digits = [sign for sign in old if sign.isdigit()]
        turned = digits[1:] + digits[:1]
        new = "".join(turned.pop(0) if sign.isdigit() else sign for sign in old)
    else:
        at = chance.choice([number for number, sign in enumerate(old) if sign.isdigit()])
        new = old[:at] + str((int(old[at]) + chance.randrange(1, 9)) % 10) + old[at + 1 :]
    return None if new == old else words[: match.start()] + new + words[match.end() :]


def with_another_name(words: str, language: str, chance: random.Random) -> str | None:
    found = [match for name in NAMES for match in re.finditer(name, words)]
    if not found:
        return None
    match = chance.choice(found)
    old = match.group()
    slip = old[:1] + old[2:] if chance.random() < 0.3 else chance.choice([name for name in NAMES if name != old])
    return words[: match.start()] + slip + words[match.end() :]


def with_a_negation_turned(words: str, language: str, chance: random.Random) -> str | None:
    found = list(NEGATION.finditer(words))
    if found and chance.random() < 0.6:
        match = chance.choice(found)
        return (words[: match.start()] + words[match.end() :].lstrip()).strip()
    places = [match.start() for match in re.finditer(r"(?<=\w )\w", words)]
    at = chance.choice(places)
    return words[:at] + NEGATIONS[language] + " " + words[at:]


CHANGES: Final = {
    "number": with_another_number,
    "name": with_another_name,
    "negation": with_a_negation_turned,
}


def unasked(kind: str, seed: int) -> Placement | None:
    """What became of the mark of a case; None where the text offers no such change."""
    chance = random.Random(f"{kind} {seed}")
    language = chance.choice(list(TEXTS))
    old = TEXTS[language]
    spans = sentences(old, language)
    mark: Span = chance.choice(spans)
    words = old[slice(*mark)]
    changed = CHANGES[kind](words, language, chance)
    if changed is None or changed == words:
        return None
    others = [span for span in spans if span != mark]
    rates = LEVELS[chance.choice(list(LEVELS))]
    before, behind = ([span for span in others if (span < mark) is side] for side in (True, False))
    parts = []
    for side in (before, behind):
        text = old[side[0][0] : side[-1][1]] if side else ""
        moved = [(start - side[0][0], end - side[0][0]) for start, end in side]
        part = edited(text, moved, [], rates, chance, vocabulary=EVERYDAY, foreign=["It rained all week."])
        parts.append(part.text if text else "")
    pull_quote = [words] if chance.random() < 0.25 else []
    new = "\n".join([parts[0], changed, parts[1], *pull_quote] if chance.random() < 0.8 else [changed, *parts])
    [placement] = placements(old, new, [mark], spans, sentences(new, language))
    return placement


@pytest.mark.parametrize("kind", CHANGES)
def test_what_a_fact_hangs_on_is_never_carried_unasked(kind: str) -> None:
    cases = silent = seed = 0
    while cases < CASES:
        found = unasked(kind, seed)
        seed += 1
        if found is None:
            continue
        cases += 1
        silent += found.stands
    assert (cases, silent) == (CASES, 0)
