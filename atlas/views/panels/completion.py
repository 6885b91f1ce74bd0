"""Completion rates in words: never without the number they are shares of, nor without each other."""

from __future__ import annotations

from atlas.frames import each, one
from atlas.measures import completion, display
from atlas.measures.selection import Selection
from atlas.measures.values import REPORTED
from atlas.views import card
from atlas.views.run.visit import Here


def rates(here: Here, selection: Selection) -> dict[str, tuple[str, str]]:
    """Each rate that belongs there, by measure: its text with its n (``77 % (n = 22)``) and its status."""
    words = here.words
    told: dict[str, tuple[str, str]] = {}
    for row in each(completion.rates(here.data, selection)):
        measure = here.data.catalogue[str(row.measure)]
        text = display.quantity(words, measure, row.value, str(row.status))
        if row.status == REPORTED:
            n = card.about(here, display.number(words, row.n, str(row.n_status)))
            phrase = "completion.with_n" if here.data.exact else "completion.with_about"
            text = words(phrase, share=card.about(here, text), n=n)
        told[measure.id] = (text, str(row.status))
    return told


def beside(here: Here, measure_id: str, selection: Selection) -> list[str]:
    """What stands under the completion rate: its n, and the rate of those who have ended where some
    are still there. Under other measures, and where it is not told, nothing."""
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
    """The rate of those who have ended, where some are still there and it may be told."""
    share, status = rates(here, selection).get(completion.OF_ENDED, ("", ""))
    return [here.words("completion.ended", share=share)] if status == REPORTED else []
