"""What the answers of pages have in common. Each page's own answer is in the module of its panels."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from atlas import sentences
from atlas.measures import programme
from atlas.measures.derived import Amount
from atlas.measures.values import REPORTED
from atlas.views import card
from atlas.views.page import Answer, Said
from atlas.views.panels import completion, emptiness
from atlas.views.run.visit import Here


def of_people(answer: Callable[[Here], str]) -> Answer:
    """The answer of a page about people: the sentence or, if nobody takes part or no cohort began in the
    chosen years, that fact instead."""

    @wraps(answer)
    def wrapper(here: Here) -> Said:
        if programme.is_empty(here.data):
            return Said(here.words("empty.answer"))
        text, ways = emptiness.out_of_people(here)
        return Said(text or answer(here), ways)

    return wrapper


def of_measure(here: Here, measure_id: str) -> Said:
    """What the values of a measure say, or that there are none in the chosen years."""
    text, ways = emptiness.out_of(here, here.data.catalogue[measure_id])
    if text:
        return Said(text, ways)
    values = here.values(measure_id)
    name = values.measure.name(here.words.language)
    sentence = sentences.describe(here.words, here.data, values, here.state.selection)
    return Said(here.words("answer.measure", name=name, period=values.period, sentence=sentence))


def number(here: Here, measure: str) -> str:
    """A count in a sentence, with "about" where it is rounded (:func:`people`)."""
    return people(here, programme.amount(here.data, measure, here.state.selection))


def people(here: Here, amount: Amount) -> str:
    """A number of people in a sentence. A protected one is "few or no": a sum of hidden cells may be k or
    more, so no bound is given."""
    if amount.value is None:
        return here.words("answer.few")
    return card.about(here, here.words.number(amount.value))


def share(here: Here) -> str:
    """How many of those who began have completed, in a sentence or two."""
    selection = here.state.selection
    rate, status = completion.rates(here, selection)["completion_rate"]
    if status != REPORTED:
        return here.words("answer.share_protected")
    ended = [f"{said}." for said in completion.ended(here, selection)]
    return " ".join([here.words("answer.share", share=rate), *ended])
