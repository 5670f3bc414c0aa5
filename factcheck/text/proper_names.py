"""Names in a text: people, places, bodies, works of industry, told by their capitals.

In languages that write common nouns with capitals too (German) only those are names that something else shows to be:
another capital beside them, a form of address before them, letters that are all capitals. Scripts without capitals
have no names for these rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import regex

Span = tuple[int, int]

# What begins a sentence with a capital and is no name.
_OPENERS: Final = {
    "en": """
        a about above according across actually add after afterwards again against ago all almost along already
        also although always am among an analysts and another any anyone anything are around as ask at away back
        based be because been before began behind being below between born both bring but buses by call came can
        cases could critics days despite did do does doing done down during each earlier early economists either
        elsewhere engineers enough entries even every everyone everything experts far few fewer finally first
        five following for four from further get give go good government had half has have having he hello her
        here hers herself him himself his how however i if in independent indeed inside instead into is it its
        itself just keep last late later least less let like little local long look made make many may maybe me
        meanwhile members men might million millions mine minutes months more most mostly much must my myself
        near nearly neither never nevertheless new next nine no nobody none nor not nothing now nowhere of off
        officials often old on once one only onto or other others otherwise our ours ourselves out outside over
        overall own part people perhaps please plus police possibly prices put question questions quite rather
        really reports researchers right said same say says scientists second see seven several shares she
        should show shows similarly since six so some somebody someone something sometimes soon still studies
        such sure take ten than thanks that the their them themselves then there thereafter these they think
        this those though thousands three through thus to together too top towards turn two under unfortunately
        unless unlike until up upon us use used very was we well were what whatever when where whether which
        while who whoever whom whose why will with within without women work would years yes yet you young your
        yours""",
    "fr": """
        à a afin ai aidé ailleurs ainsi ait alors après as assez au aucun aucune aujourd'hui auparavant auprès
        aussi autant autour autre autres aux avait avant avec avez avoir avons beaucoup bien bientôt bref c ça
        car ce ceci cela celle celles celui cent certains certaines ces cet cette ceux chacun chaque chez ci
        combien comme comment contre d dans de debout dedans dehors depuis derrière des dès désormais deux
        devant doit donc dont du durant elle elles en encore enfin enquête ensuite entre environ est et eux
        évidemment face faire faut fermé fin grâce hier huit ici il ils j jamais je jusqu l la là le les leur
        leurs lors lorsque lui m ma mais malgré même mes mille mille moi moins mon n naguère ne né née ni nombre
        non nos notre nous nul on ont or ou où oui ouvert par parce parfois parmi partout pas pendant personne
        peu peut plus plusieurs plutôt pour pourquoi pourtant près presque puis puisque qu quand quant quatre
        que quel quelle quelles quelque quelques quels qui quoi reste rien s sa sans sauf se selon sept ses seul
        seule seuls si six soit sollicité sollicitée sollicitées sollicités son sont souvent sous sur surtout t
        ta tandis tant tel telle tes toi ton tôt toujours tous tout toute toutefois toutes très trois trop tu un
        une venu venue vers voici voilà vos votre vous y""",
    "de": """
        ab aber alle allein allerdings alles als also am an andere anders angesichts auch auf aus außerdem bald
        bei beide beim bereits besonders bis bisher da dabei dadurch dafür dagegen daher dahinter damals damit
        danach daneben dann daran darauf daraus darin darüber darum darunter das dass davon davor dazu dem
        demnach den denn dennoch der deren des deshalb dessen deswegen die dies diese diesem diesen dieser
        dieses doch dort du durch ein eine einem einen einer einerseits eines einige einmal er erst es etwa
        etwas fast ferner für ganz gar gegen gegenüber genau gerade gestern gibt hat hatte heute hier hinter ich
        ihm ihn ihnen ihr ihre im immer in indem inzwischen ist ja je jede jedem jeden jeder jedes jedoch jene
        jetzt kann kaum kein keine kurz laut man manche mehr mein meist mit morgen nach nachdem natürlich neben
        nicht nichts noch nun nur ob obwohl oder oft ohne schließlich schon sein seine seit selbst sich sie sind
        so sobald sogar solche somit sondern sonst sowie später statt trotz trotzdem über überall übrigens um
        und uns unser unter viele vielleicht vom von vor vorher während wann war warum was weder wegen weil
        weiter welche wenn wer werden wie wieder will wir wird wo wohl zu zuletzt zum zunächst zur zwar zwischen""",
}  # fmt: skip
# Words in a name that are written small: in English only behind certain heads ("Bank of England").
_HEADS: Final = """
    Academy Act Archbishop Archdiocese Army Association Bank Battle Bay Bishop Board Bureau Cape Centre Center
    Chamber Church City College Commission Committee Community Confederation Congress Conference Convention
    Corporation Council Court Declaration Department Diocese Director Duchess Duke Earl Faculty Federation
    Foundation Fund Guild Gulf Hall Hospital House Houses Inspectorate Institute Institution Isle Journal King
    Kingdom League Library Lord Ministry Minister Museum National Museum Network Office Organisation
    Organization Palace Parliament Port Prince Princess Queen Republic Royal School Secretary Society
    States Statue Strait Surgeon Temple Tower Treaty Trust Union University War"""
_JOINED: Final = {
    "en": r"(?:van|von|der|den|de|del|della|di|da|do|dos|du|la|le|bin|ibn|al|el|ter|ten|y|&)",
    "fr": r"(?:van|von|der|de|du|des|la|le|les|et|aux|au|pour|della|di|da|bin|ibn|al|&)",
    "de": r"(?:van|von|vom|zu|zur|de|du|la|le|&)",
}
# In French a name goes on in small letters behind these: "Assemblée nationale", "conseil départemental de l'Orne".
_FRENCH_TAILS: Final = (
    r"(?:\s(?:nationale?|générale?|constitutionnel(?:le)?|européenne?|mondiale?|internationale?|fédérale?|municipale?"
    r"|départementale?|régionale?|française?|italien(?:ne)?|britannique|américaine?|populaire|démocratique|unie?s?|supérieure?"
    r"|publique|navigables|verte?|rouge|blanche?))"
)
_FRENCH_BODIES: Final = (
    r"(?:université|hôpital|conseil|rue|avenue|place|boulevard|quai|lycée|collège|école|institut|ministère|mairie|parti"
    r"|association|syndicat|fondation|musée|théâtre|tribunal|cour|préfecture|éditions|filature|usine|château|gare|port"
    r"|aéroport|stade|région|comité|centre|agence|banque|groupe|société|office|prix|traité|îles?|mont|lac)"
)
_FRENCH_HEADS: Final = (
    r"(?:Union|Ligue|Organisation|Association|Fédération|Confédération|Ministère|Conseil|Comité|Institut|Halle|Maison"
    r"|Observatoire|Agence|Office|Société|Fondation|Cour|Chambre|Bureau|Banque|Caisse|Direction|Centre|Haute|Haut|Autorité"
    r"|Commission|Académie|Parti|Mouvement|Rassemblement|Syndicat|Collectif|Ordre|Tribunal|Musée|Palais|Fonds|Cercle)"
)
_ADDRESS: Final = {
    "en": r"(?:(?:Mr|Mrs|Ms|Dr|Prof|St|Sgt|Capt|Lt|Col|Gen|Sen|Rep|Gov|Rev|Hon|Jr|Sr)\.?)",
    "fr": r"(?:M\.|MM\.|Mme|Mmes|Mlle|Me|Dr|Pr|Mgr|Saint|Sainte)",
    "de": r"(?:Herrn?|Frau|Dr\.|Prof\.|Sankt|St\.)",
}
_LETTER: Final = r"[\p{L}\p{M}\p{N}]"
_GAP: Final = r"[ \u00a0\u202f]"
_ORDINARY_ENDS: Final = re.compile(
    r"(?:ly|ing|ness|tions?|ments?|ists|ologists?|ians|ers|ors|ed|ies|ants|ents|ships?|isms?|ities|ages|ings?)$"
)
_CAPITAL_NOUNS: Final = frozenset({"de", "lb"})  # languages whose common nouns have capitals
_GERMAN_NOUNS: Final = (
    "ung", "ungen", "heit", "keit", "schaft", "tion", "tionen", "tät", "ismus", "nis", "tum", "chen", "ling", "zent",
    "Millionen", "Milliarden", "Million", "Milliarde", "Euro", "Uhr", "Jahre", "Jahren", "Kilometer", "Meter", "Tonnen",
    "Menschen", "Ende", "Anfang", "Mitte", "Angaben", "Liter", "Stunden", "Minuten", "Dollar", "Tage", "Tagen",
)  # fmt: skip
_BEFORE_GERMAN_NAME: Final = frozenset(
    {"in", "aus", "nach", "bei", "Herr", "Herrn", "Frau", "Dr.", "Prof.", "Präsident", "Kanzler", "Firma", "Stadt"}
)
_FIRST_PERSON: Final = re.compile(r"I(?:[’'](?:m|ve|d|ll))?$")
_SMALL: Final = re.compile(r"(?<![^\W_])[a-zß-öø-ÿœ][^\W\d_]*")
_OPENING: Final = frozenset(".!?…:;-–—•*\n")
_PASSED: Final = frozenset(" \t\u00a0\u202f\"'“”„«»‹›‘‚([{")
_SHOUTED: Final = 0.6
_BYLINE: Final = re.compile(r"\s*(?:[Bb]y|BY|[Pp]ar|[Vv]on|[Pp]or)\s")


@cache
def _openers(language: str) -> frozenset[str]:
    from factcheck.text.tongues import small_words

    return frozenset((_OPENERS.get(language) or "").split()) | small_words(language)


@cache
def _pattern(language: str) -> regex.Pattern[str]:
    """A run of words with capitals, and the small words between them that belong to a name."""
    import regex

    inner = rf"(?:[’'](?!s\b){_LETTER}+|[-‐‑]{_LETTER}+|\.(?=\p{{Lu}}){_LETTER}+)*"
    address = _ADDRESS.get(language, r"(?:Dr\.)")
    word = (
        rf"(?:{address}(?=\s\p{{Lu}})|(?:\p{{Lu}}\.){{2,}}|\p{{Lu}}\.(?:[-\s]?\p{{Lu}}\.)*(?=\s\p{{Lu}})"
        rf"|(?:\p{{Lu}}|\p{{Ll}}(?=\p{{Lu}})){_LETTER}*{inner})"
    )
    # A number behind a name is of it ("Airbus 320") unless something is counted ("in Riverton 250 people").
    number = rf"(?:{_GAP}(?:\d{{1,4}}[A-Za-z]{{0,4}}|[IVX]+)\b(?!\s\p{{Ll}}|[-.,:]\d|%|\s%))?"
    run = _french_run(word) if language == "fr" else _run(word, language)
    return regex.compile(rf"(?<!{_LETTER}|{_LETTER}[-.’'](?<![dlnsDLNS][’']))({run}{number})")


def _run(word: str, language: str) -> str:
    heads = "|".join(sorted(set(_HEADS.split()), key=len, reverse=True))
    of = rf"(?:(?<=\b(?:{heads})){_GAP}(?:of|for|in|on)(?:{_GAP}the)?(?={_GAP}\p{{Lu}}))?"
    joined = _JOINED.get(language, _JOINED["en"])
    return rf"{word}(?:{of}(?:{_GAP}{joined}){{0,2}}{_GAP}{word})*"


def _french_run(word: str) -> str:
    of = rf"(?:de{_GAP}la{_GAP}|de{_GAP}l[’']|du{_GAP}|des{_GAP}|de{_GAP}|d[’'])"
    body = rf"(?:{_FRENCH_BODIES}{_GAP}(?:\p{{Ll}}+{_GAP})?{of}?(?=\p{{Lu}}))?"
    # "Ligue pour la protection des oiseaux": behind the head of a body small words are of its name.
    of_body = rf"(?<=\b{_FRENCH_HEADS}(?:{_GAP}[\p{{Ll}}’']+){{0,4}})"
    small = rf"{of_body}{_GAP}(?:pour{_GAP}|contre{_GAP})?(?:{of}|aux{_GAP}|la{_GAP}|le{_GAP}|les{_GAP})\p{{Ll}}+"
    tail = rf"(?:{_FRENCH_TAILS}|{small})*"
    linked = rf"(?:{_GAP}(?:{of}|aux?{_GAP}|et{_GAP}|l[’'])?{word}{tail})"
    return rf"{body}{word}{tail}{linked}*"


def names(text: str, language: str) -> list[Span]:
    """Where names stand in ``text``, in order (code points); ``language`` is an ISO 639 code without a region."""
    small = {match.group() for match in _SMALL.finditer(text)}
    titled = list(_titled_lines(text))
    found: list[Span] = []
    waiting: list[Span] = []
    known: set[str] = set()
    for match in _pattern(language).finditer(text):
        start, end = match.span(1)
        if any(low <= start < high for low, high in titled):
            waiting.append((start, end))
            continue
        span = _kept(text, start, end, language, small)
        if span is not None:
            found.append(span)
            known.update(text[slice(*span)].split())
    for start, end in waiting:
        found += _known_words(text, start, end, known, language)
    return sorted(found)


def _kept(text: str, start: int, end: int, language: str, small: set[str]) -> Span | None:
    """A run of capitals without the words that have theirs from where they stand; None where nothing is left."""
    opens, openers = _opens(text, start), _openers(language)
    while start < end:
        first = re.match(r"\S+", text[start:end])
        word = first.group() if first else ""
        plain = re.split(r"[’']", word.lower())[0] if language != "fr" else word.lower().replace("’", "'")
        ordinary = plain in openers or word.lower() in openers or bool(_FIRST_PERSON.match(word))
        elided = language == "fr" and re.match(r"(?:[dlnsjmtc]|qu)[’'](?=\w)", word, re.IGNORECASE)
        if elided and opens:
            start += elided.end()
        elif ordinary and (opens or len(word) == 1) and not _is_shouted(word):
            start = min(end, start + len(word) + 1)
        else:
            break
        opens = True
    rest = text[start:end]
    if not any(map(str.isalpha, rest)):
        return None
    alone = not re.search(r"\s", rest)
    if alone and opens and not _is_shouted(rest) and _is_ordinary(rest, small):
        return None
    if language in _CAPITAL_NOUNS and not _is_shown(text, start, end):
        return None
    return start, end


def _is_shown(text: str, start: int, end: int) -> bool:
    """Whether something besides its capital shows a German word to be a name."""
    words = text[start:end].split()
    if _is_shouted(words[0]) or any(sign.isdigit() for sign in text[start:end]):
        return True
    nouns = [word for word in words if not word.endswith(_GERMAN_NOUNS)]
    if len(words) > 1:
        return len(nouns) > 1
    before = text[max(0, start - 12) : start].split()
    return bool(nouns) and bool(before) and before[-1] in _BEFORE_GERMAN_NAME


def _opens(text: str, start: int) -> bool:
    """Whether a word at this place has its capital in any case: it begins a line, a sentence or a quotation."""
    at = start
    while at > 0 and text[at - 1] in _PASSED:
        at -= 1
        if text[at] in '"“”„«»‘‚':
            return True
    return at == 0 or text[at - 1] in _OPENING


def _is_ordinary(word: str, small: set[str]) -> bool:
    """Whether a word that begins a sentence is most likely no name: it, or one of its kin, stands there small too."""
    low = word.lower()
    if low in small or low.removesuffix("s") in small or low + "s" in small:
        return True
    return "-" not in word and len(low) > 4 and bool(_ORDINARY_ENDS.search(low))


def _is_shouted(word: str) -> bool:
    letters = [sign for sign in word if sign.isalpha()]
    return len(letters) > 1 and all(sign.isupper() for sign in letters)


def _titled_lines(text: str) -> Iterator[Span]:
    """Lines that write most of their words with a capital, as headlines do in English."""
    start = 0
    for line in text.split("\n"):
        words = re.findall(r"[^\W\d_]{4,}", line)
        capitals = sum(word[0].isupper() for word in words)
        could_be = 4 <= len(words) <= 20 and not _BYLINE.match(line) and not line.rstrip().endswith((".", "!", "”"))
        if could_be and capitals >= _SHOUTED * len(words):
            yield start, start + len(line)
        start += len(line) + 1


def _known_words(text: str, start: int, end: int, known: set[str], language: str) -> Iterator[Span]:
    """The words of a headline's run of capitals that are names elsewhere in the text, or all capitals."""
    run: Span | None = None
    shouted = text[start:end].isupper()
    for match in re.finditer(r"\S+", text[start:end]):
        word = match.group()
        is_name = word in known or (_is_shouted(word) and not shouted and word.lower() not in _openers(language))
        if is_name:
            run = (run[0] if run else start + match.start(), start + match.end())
        elif run:
            yield run
            run = None
    if run:
        yield run
