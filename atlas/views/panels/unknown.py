"""What is not known of one place, as sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pandas as pd

from atlas.catalogue import Measure
from atlas.measures import moves as moved
from atlas.measures import programme
from atlas.measures.timeline import moment
from atlas.measures.values import MISSING, PROTECTED, REPORTED
from atlas.views import card
from atlas.views.panels import emptiness, moves
from atlas.views.panels.municipality import KEY as OF_PROGRAMME
from atlas.views.panels.municipality import chosen_municipality
from atlas.views.run.visit import Here
from atlas.views.sheet import Part

KEY = "place-unknown"


def municipality_unknown(here: Here) -> Part | None:
    """What is protected, missing, not to be had of municipalities, old or without anything to compare it
    with; nothing without a place."""
    code = chosen_municipality(here)
    if code is None:
        return None
    title = here.words("unknown.title", name=here.name(code))
    return Part(
        {
            "kind": "text",
            "key": KEY,
            "title": title,
            "items": [{"strong": head, "text": text} for head, text in told(here, code)],
            "framed": True,
        }
    )


def municipality_unknown_table(here: Here) -> Part | None:
    """The same for a room."""
    code = chosen_municipality(here)
    if code is None:
        return None
    columns = [here.words("unknown.what"), here.words("unknown.why")]
    shown = pd.DataFrame(list(told(here, code)), columns=columns)
    return card.table(KEY, here.words("unknown.title", name=here.name(code)), "", shown)


def told(here: Here, code: str) -> Iterator[tuple[str, str]]:
    """What is not known, and the sentence on it, the programme's first."""
    words = here.words
    for name, sentence in (
        ("protected", _protected(here, code)),
        ("missing", _missing(here, code)),
        ("county", _said(here, "county", here.data.catalogue.indicators("county"))),
        ("oldest", _oldest(here, code)),
        ("unmoved", _said(here, "unmoved", _without_move(here, code))),
    ):
        if sentence:
            yield words(f"unknown.{name}_head"), sentence


def _said(here: Here, name: str, measures: Iterable[Measure]) -> str:
    """A sentence on some indicators; "" where there are none."""
    names = [measure.name(here.words.language) for measure in measures]
    return here.words(f"unknown.{name}", those="; ".join(names)) if names else ""


def _protected(here: Here, code: str) -> str:
    """Which numbers of the programme are protected; else that they are rounded, where they are."""
    selection = here.state.selection.of(code)
    hidden = [
        here.data.catalogue[measure]
        for measure in OF_PROGRAMME
        if programme.amount(here.data, measure, selection).status == PROTECTED
    ]
    if hidden or here.data.exact or emptiness.nobody(here):
        return _said(here, "protected", hidden)
    return here.words("unknown.rounded")


def _missing(here: Here, code: str) -> str:
    """Which indicators say nothing of the place in their latest period: for want of a figure, or because the
    source does not show it."""
    known = here.data.catalogue.indicators("municipality")
    status = {measure.id: here.values(measure.id).of(code).status for measure in known}
    said = [
        _said(here, name, [m for m in known if status[m.id] == wanted])
        for name, wanted in (("missing", MISSING), ("withheld", PROTECTED))
    ]
    return " ".join(filter(None, said)) or here.words("unknown.complete")


def _oldest(here: Here, code: str) -> str:
    """Which figures of the place are the oldest, and of when the newest are."""
    every = [here.values(m.id) for m in here.data.catalogue.indicators("municipality")]
    known = [values for values in every if values.of(code).status == REPORTED]
    if not known:
        return ""
    first, last = (end((v.period for v in known), key=moment) for end in (min, max))
    old = [v.measure.name(here.words.language) for v in known if v.period == first]
    if first == last:
        return here.words("unknown.same_age", period=first)
    return here.words("unknown.oldest", those="; ".join(old), period=first, newest=last)


def _without_move(here: Here, code: str) -> list[Measure]:
    """The indicators with a figure whose change cannot be told beside that of others."""
    return [
        measure
        for measure in moves.measures(here)
        if (values := here.values(measure.id)).of(code).status == REPORTED
        and moved.move(values, code) is None
    ]
