"""Abbreviations that never end a sentence, by language: what the segmentation engine does not know."""

from __future__ import annotations

import re

# Titles stand with their capital, since they go before a name; other words in small letters, for any case.
# What may well end a sentence ("Inc.", "etc.", "p.m.") does not belong here: the engine weighs those by what follows.
NEVER_LAST: dict[str, frozenset[str]] = {
    language: frozenset(words.split())
    for language, words in {
        "en": """Ald Amb Atty Brig Cllr Cpl Det Hon Insp Messrs Pvt Rt Supt
            approx ca cf figs nos pp tel viz vol vols""",
        "fr": """Dr Drs M MM Me Mgr Mlle Mlles Mme Mmes Pr St Ste
            apr av cf ch env fig no nos p pp réf tél vol""",
        "de": """Dipl Dr Fr Frl Hr Ing Prof St
            abs art aufl bd bspw bzgl bzw ca einschl evtl geb gem gest ggf h.c hrsg inkl jur kap lt med nat nr phil
            rd rer sog tel u.a v.a vgl z.b z.t zzgl""",
        "es": """Cnel D Dr Dra Dres Dña Gral Ing Lic Prof Profa Sr Sra Sras Sres Srta Tte
            admón aprox art arts av avda cf ee núm núms nro pág págs pp tel vol""",
        "ar": "د أ.د أ م ص هـ ق",
        "hi": "डॉ डा प्रो पं श्री सुश्री कु मो रु",
    }.items()
}

# What the engine takes for abbreviations wherever a capital follows, though in small letters they are common words:
# "He said no. Bob left."
WORDS_AFTER_ALL: dict[str, frozenset[str]] = {
    "en": frozenset(
        {"no", "No", "OK", "Ok", "ok", "me", "may", "ill", "miss", "art", "fig", "ore", "fed", "con", "id"}
    ),
    "fr": frozenset({"art", "sec", "ex", "id"}),
    "de": frozenset({"mag", "me", "id"}),
    "es": frozenset({"no", "No"}),
}

# Words that begin a German sentence and never follow an ordinal: "der 20. Bundestag", but "am 20. Dann kam er".
GERMAN_OPENINGS = frozenset(
    re.findall(
        r"\w+",
        """Aber Als Am An Auch Auf Aus Bei Da Dabei Daher Damit Danach Dann Darum Das Daran Darauf Dass Dem Den Denn Der
        Deshalb Die Dies Diese Dieser Dieses Doch Dort Du Ein Eine Er Erst Es Für Hier Ich Ihr Im In Jetzt Kein Man Mit
        Nach Nun Ob Ohne Sie So Und Vom Von Vor Was Wegen Wenn Wer Wie Wir Wo Zu Zum Zur Zwar""",
    )
)
