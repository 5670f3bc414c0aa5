"""Offices beside names ("mayor", "chief executive") and superlatives ("the oldest", "the first"), by language."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from factcheck.text.beginnings import Beginnings

_FLAGS: Final = re.VERBOSE | re.IGNORECASE

_OFFICES: Final = {
    "en": r"""(?:vice[- ]|deputy\s|former\s|prime\s|foreign\s|home\s|health\s|transport\s|environment\s|finance\s
        |chief\s        (?:executive|operating|financial|medical|scientific)?\s?|managing\s
        |executive\s|assistant\s|associate\s)*
        (?:president|minister|chancellor|mayor|senator|governor|congress(?:man|woman)|secretary|ambassador|councillor|MP
        |chair(?:man|woman|person)?|director|executive|officer|CEO|CFO|head|founder|owner|manager|editor|professor|dean
        |rector|judge|justice|prosecutor|sheriff|commissioner|inspector|constable|sergeant|captain|colonel|general|admiral
        |bishop|archbishop|pope|rabbi|imam|reverend|king|queen|prince|princess|duke|duchess|lord|lady|sir|dame|coach
        |spokes(?:man|woman|person)|treasurer)""",
    "fr": r"""(?:ancien(?:ne)?\s|vice-|Premier\s|Première\s|premier\s|première\s)*
        (?:président(?:e)?|ministre(?:\s(?:de\sla|de\sl[’']|des|du|de)\s?[A-ZÉ]\w+)?|maire|sénat(?:eur|rice)|député(?:e)?
        |préf[eè]te?|gouverneur(?:e)?|secrétaire(?:\s(?:général(?:e)?|d[’']État))?|ambassad(?:eur|rice)|chanceli(?:er|ère)
        |direct(?:eur|rice)(?:\s(?:général(?:e)?|adjoint(?:e)?))?|PDG|fondat(?:eur|rice)|patron(?:ne)?|rédact(?:eur|rice)
        |profess(?:eur|eure)|doyen(?:ne)?|rect(?:eur|rice)|juge|procureur(?:e)?|commissaire|capitaine|colonel|général
        |amiral|évêque|archevêque|pape|imam|rabbin|roi|reine|prince(?:sse)?|duc|duchesse|porte-parole|entraîneur(?:e)?)""",
    "de": r"""(?:Vize|Ex-|ehemalige[rn]?\s)?
        (?:Bundes)?(?:[Pp]räsident(?:in)?|[Kk]anzler(?:in)?|[A-Z]?[a-zäöü]*[Mm]inister(?:präsident)?(?:in)?
        |(?:Ober)?[Bb]ürgermeister(?:in)?|Senator(?:in)?|Gouverneur(?:in)?|Abgeordnete[rn]?|Direktor(?:in)?|Vorsitzende[rn]?
        |Geschäftsführer(?:in)?|Vorstandschef(?:in)?|Chef(?:in)?|Leiter(?:in)?|Professor(?:in)?|Sprecher(?:in)?|Richter(?:in)?
        |Bischof|Papst|König(?:in)?|Trainer(?:in)?|Staatssekretär(?:in)?)""",
}
_NO_SUPERLATIVES: Final = """
    armrest arrest attest attests bedrest behest bequest breast Brest Bucharest Budapest chest conquest contest
    crest detest digest disinterest divest earnest Everest forest gabfest guest harvest headrest honest inquest
    interest invest jest lest manifest midwest modest molest nest northwest pest protest quest reforest request
    rest self-interest southwest suggest tempest test Trieste unrest vest west wrest zest"""
_NOT_MOST: Final = "|".join(_NO_SUPERLATIVES.split())
_SUPERLATIVES: Final = {
    "en": rf"""(?:most|least)\s(?!of\b|people\b|likely\s(?:to|not)\b)[a-z-]+(?:ly)?\b
        |(?!(?:{_NOT_MOST})\b)[a-z]{{2,}}est\b
        |(?:very\s)?first(?!\s?(?:name|aid|place\b|half|quarter|lady|floor|class))(?![-])|(?<=\bthe\s)(?:only|sole)(?=\s[a-z])|(?:sole)(?=\s[a-z])|only(?=\s(?:one|person|man|woman|country|time|way)\b)
        |best(?=[-\s])|worst|unprecedented|unique|record(?=[-\s](?:high|low|number|year|time|set|loss|profit|result))|previous\sbest
        |never\sbefore|(?:first|biggest|largest)-ever|unrivalled|ever(?=\s(?:by|made|seen|built|recorded|held|found))|top""",
    "fr": r"""(?:(?:le|la|les|l[’']un\sdes)\s)?(?:plus|moins)\s(?!de\b|d[’']|que\b|tard|tôt\b|ou\b|en\b|qu[’']|\d|par\b
        |grand-chose)        (?:[a-zéèêàçîôûï-]{3,})|meilleure?s?|pires?|premi(?:er
        |ère)s?(?!\s(?:ministre|trimestre|semestre|étage|plan\b))
        |(?:le|la|les)\sseule?s?|uniques?(?!ment)|record|inédite?s?|sans\sprécédent|jamais(?=\s(?:vu|mené|construit|atteint|enregistr))
        |derni(?:er|ère)\s(?=de)""",
    "de": r"""am\s[a-zäöüß]+sten|(?:der|die|das|den|dem)\s[a-zäöüß]+(?:ste|sten|ster|stes)\b|erst(?:e|en|er|es|em)(?=\s)
        |einzige[nrms]?|meiste[nr]?|beste[nrms]?|größte[nrms]?|älteste[nrms]?|[Rr]ekord[a-zäöüß]*|beispiellos[a-z]*|noch\snie|nie\szuvor""",
}


@cache
def offices_in(language: str) -> Beginnings | None:
    """What finds offices; None in a language that is not known."""
    found = _OFFICES.get(language)
    return None if found is None else Beginnings(rf"(?<![\w-])(?:{found})(?![\w-])", _FLAGS)


@cache
def superlatives_in(language: str) -> Beginnings | None:
    """What finds superlatives; None in a language that is not known."""
    found = _SUPERLATIVES.get(language)
    return None if found is None else Beginnings(rf"(?<![\w’'-])(?:{found})(?!\w)", _FLAGS)
