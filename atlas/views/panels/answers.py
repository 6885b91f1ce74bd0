"""The first line of each page: its title, and its answer in one sentence."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from atlas import sentences
from atlas.frames import one
from atlas.measures import programme
from atlas.measures.derived import Amount
from atlas.measures.values import REPORTED
from atlas.views import card
from atlas.views.panels import completion, emptiness
from atlas.views.panels.indicators import shown_indicator
from atlas.views.panels.municipality import shown_municipality
from atlas.views.run.visit import Here
from atlas.views.sheet import Part


@cache
def answer(page: str) -> Callable[[Here], Part]:
    """The panel with the title of a page and its answer."""

    def title_and_answer(here: Here) -> Part:
        nobody = page in OF_PEOPLE and programme.is_empty(here.data)
        without, ways = _without(here, page)
        text = here.words("empty.answer") if nobody else without or ANSWERS[page](here)
        title = here.words(f"page.{page}")
        return Part({"kind": "answer", "title": title, "text": text, "ways": ways})

    return title_and_answer


def _without(here: Here, page: str) -> tuple[str, list[Any]]:
    """That the chosen years have nothing to show on a page, and the ways on."""
    if page in OF_PEOPLE:
        return emptiness.out_of_people(here)
    measures = {"map": lambda h: h.state.measure, "indicators": shown_indicator}
    if page in measures:
        return emptiness.out_of(here, here.data.catalogue[measures[page](here)])
    return "", []


def number(here: Here, measure: str) -> str:
    """A count in a sentence, about so many where it is rounded. Where it is protected it is "few or
    no": a sum of hidden cells may be k or more, so no bound is told."""
    return _people(here, programme.amount(here.data, measure, here.state.selection))


def _people(here: Here, told: Amount) -> str:
    if told.value is None:
        return here.words("answer.few")
    return card.about(here, here.words.number(told.value))


def _share(here: Here) -> str:
    selection = here.state.selection
    share, status = completion.rates(here, selection)["completion_rate"]
    if status != REPORTED:
        return here.words("answer.share_protected")
    ended = [f"{said}." for said in completion.ended(here, selection)]
    return " ".join([here.words("answer.share", share=share), *ended])


def _overview(here: Here) -> str:
    return here.words(
        "answer.overview",
        people=number(here, "participants"),
        organisations=number(here, "organisations"),
        place=card.scope_text(here, here.state.selection),
        share=_share(here),
    )


def _participants(here: Here) -> str:
    return here.words(
        "answer.participants",
        people=number(here, "participants"),
        organisations=number(here, "organisations"),
        enterprises=number(here, "enterprises"),
        place=card.scope_text(here, here.state.selection),
    )


def _cohorts(here: Here) -> str:
    return here.words(
        "answer.cohorts",
        started=number(here, "started"),
        completed=number(here, "completed"),
        place=card.scope_text(here, here.state.selection),
        share=_share(here),
    )


def _measure(here: Here, measure: str) -> str:
    values = here.values(measure)
    name = values.measure.name(here.words.language)
    sentence = sentences.describe(here.words, here.data, values, here.state.selection)
    return here.words("answer.measure", name=name, period=values.period, sentence=sentence)


def _municipality(here: Here) -> str:
    code = shown_municipality(here)
    people = programme.amount(here.data, "participants", here.state.selection.of(code))
    inhabitants = one(here.values("population").at(), code)
    known = inhabitants["status"] == REPORTED
    return here.words(
        "answer.municipality" if known else "answer.municipality_unknown",
        name=here.name(code),
        inhabitants=here.words.number(inhabitants["value"]),
        year=str(inhabitants["period"]),
        people=_people(here, people),
    )


ANSWERS: dict[str, Callable[[Here], str]] = {
    "overview": _overview,
    "map": lambda here: _measure(here, here.state.measure),
    "participants": _participants,
    "cohorts": _cohorts,
    "indicators": lambda here: _measure(here, shown_indicator(here)),
    "municipality": _municipality,
    "present": lambda here: here.words("answer.present"),
    "import": lambda here: here.words("answer.import"),
    "history": lambda here: here.words("answer.history"),
    "access": lambda here: here.words("answer.access", k=str(here.data.k)),
    "about": lambda here: here.words("answer.about"),
}

# the pages that have nothing to answer while nobody takes part
OF_PEOPLE = ("overview", "participants", "cohorts")
