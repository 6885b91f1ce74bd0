"""Completion rates in words: never without the number of which they are shares, nor without each other."""

from __future__ import annotations

from atlas.frames import each, one
from atlas.measures import completion, display
from atlas.measures.selection import Selection
from atlas.measures.values import REPORTED
from atlas.views import card
from atlas.views.run.visit import Here


def rates(here: Here, selection: Selection) -> dict[str, tuple[str, str]]:
    """Each rate by measure: its text with n (``77 % (n = 22)``), and its status."""
    words = here.words
    texts: dict[str, tuple[str, str]] = {}
    for row in each(completion.rates(here.data, selection)):
        measure = here.data.catalogue[str(row.measure)]
        text = display.quantity(words, measure, row.value, str(row.status))
        if row.status == REPORTED:
            n = card.about(here, display.number(words, row.n, str(row.n_status)))
            phrase = "completion.with_n" if here.data.exact else "completion.with_about"
            text = words(phrase, share=card.about(here, text), n=n)
        texts[measure.id] = (text, str(row.status))
    return texts


def beside(here: Here, measure_id: str, selection: Selection) -> list[str]:
    """The line under the completion rate: its n and, while some are still in the training, the rate among
    those who have ended. Nothing under other measures, or where the rate is not shown."""
    if measure_id != completion.OF_STARTED:
        return []
    rows = completion.rates(here.data, selection).set_index("measure")
    mine = one(rows, measure_id)
    if mine["status"] != REPORTED:
        return []
    n = display.number(here.words, mine["n"], mine["n_status"])
    of = [here.words("completion.n", n=n)] if here.data.exact else []
    if not here.data.exact:
        of = [here.words("completion.n_about", n=card.about(here, n))]
    return [" · ".join([*of, *ended(here, selection)])]


def ended(here: Here, selection: Selection) -> list[str]:
    """The rate among those who have ended, while some are still in the training and if it may be shown."""
    share, status = rates(here, selection).get(completion.OF_ENDED, ("", ""))
    return [here.words("completion.ended", share=share)] if status == REPORTED else []
