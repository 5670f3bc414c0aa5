"""Texts tell their language by script and small words."""

from __future__ import annotations

import pytest

from factcheck.text.tongues import tongue_of

SAID = {
    "de": "Der Minister sagte, die Kosten seien im letzten Jahr nicht gestiegen, und das sei auch für die Stadt gut.",
    "en": "The minister said that the costs had not risen in the last year, and that this was good for the city.",
    "es": "El ministro dijo que los costes no habían subido en el último año y que eso era bueno para la ciudad.",
    "fr": "Le ministre a dit que les coûts n’avaient pas augmenté l’an dernier et que c’était bon pour la ville.",
    "it": "Il ministro ha detto che i costi non erano saliti nell’ultimo anno e che era un bene per la città.",
    "ar": "قال الوزير إن التكاليف لم ترتفع في العام الماضي، وإن ذلك جيد للمدينة.",
    "he": "השר אמר שהעלויות לא עלו בשנה האחרונה.",
    "ja": "大臣は昨年の費用は上がらなかったと述べた。",
    "zh": "部长说，去年的费用没有上涨，这对城市有好处。",
    "ru": "Министр сказал, что расходы за последний год не выросли.",
}


@pytest.mark.parametrize("tongue", SAID)
def test_a_sentence_tells_its_language(tongue: str) -> None:
    assert tongue_of(SAID[tongue]) == tongue


@pytest.mark.parametrize("text", ["", "12.4", "Lorem ipsum", "Brask, Halvern, Estmark, Tolme " * 6])
def test_what_cannot_be_told_is_left_open(text: str) -> None:
    assert tongue_of(text) == ""


def test_a_quotation_in_another_language_does_not_turn_an_article() -> None:
    assert tongue_of(SAID["en"] * 3 + SAID["ar"]) == "en"
