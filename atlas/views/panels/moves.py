"""What has changed most in one place, measured so that indicators of different units can be ranked."""

from __future__ import annotations

import pandas as pd

from atlas.catalogue import Measure
from atlas.measures import display, moves
from atlas.measures.moves import COUNT, Move
from atlas.measures.values import REPORTED
from atlas.rounding import half_up
from atlas.views import card
from atlas.views.panels.municipality import chosen_municipality
from atlas.views.parts.types import TextItem
from atlas.views.run.visit import Here
from atlas.views.sheet import Part

SHOWN = 3
KEY = "place-moves"
FINE = (
    10  # steps of the last decimal: with fewer, a rounded number hides how many times another it is
)


def municipality_moves(here: Here) -> Part | None:
    """The indicators that have moved most, a sentence each, and how that is measured; nothing without a
    place."""
    words, code = here.words, chosen_municipality(here)
    if code is None:
        return None
    told = largest(here, code)
    items: list[TextItem] = [
        {
            "strong": one.measure.name(words.language),
            "text": " ".join([_sentence(here, one), words(f"moves.{_judged(one)}")]),
            "small": _times(here, one),
        }
        for one in told
    ]
    if not told:
        items.append({"text": words("moves.none")})
    items.append({"text": "", "small": " ".join([words("moves.how"), words("moves.sources")])})
    title = words("moves.title", name=here.name(code))
    return Part({"kind": "text", "key": KEY, "title": title, "items": items, "framed": True})


def municipality_moves_table(here: Here) -> Part | None:
    """The same for a room; nothing where nothing has moved."""
    words, code = here.words, chosen_municipality(here)
    told = largest(here, code) if code else []
    if code is None or not told:
        return None
    rows = [
        [
            one.measure.name(words.language),
            f"{_value(here, one.measure, one.before)} ({one.since})",
            f"{_value(here, one.measure, one.after)} ({one.until})",
            words(f"moves.short_{_turn(one)}", by=_amount(here, one)),
            words(f"moves.judged_{_judged(one)}"),
            words.number(one.times, 1),
        ]
        for one in told
    ]
    names = ("table.indicator", "moves.before", "moves.after", "moves.change", "moves.judged")
    columns = [*(words(name) for name in names), words("moves.times_head")]
    shown = pd.DataFrame(rows, columns=columns)
    title = words("moves.title", name=here.name(code))
    return card.table(KEY, title, "", shown, words("moves.how"))


def measures(here: Here) -> list[Measure]:
    """The indicators of municipalities in which a place can move. Those of women or of men alone are left
    out: they would count the same share twice."""
    known = here.data.catalogue.indicators("municipality")
    sides = {side for measure in known for side in measure.women_and_men or ()}
    return [measure for measure in known if measure.id not in sides]


def largest(here: Here, code: str) -> list[Move]:
    """The moves that are largest beside what is usual."""
    return moves.largest((moves.move(here.values(m.id), code) for m in measures(here)), SHOWN)


def _sentence(here: Here, one: Move) -> str:
    return here.words(
        f"moves.{_turn(one)}",
        by=_amount(here, one),
        before=display.quantity(here.words, one.measure, one.before, REPORTED),
        since=one.since,
        after=display.quantity(here.words, one.measure, one.after, REPORTED),
        until=one.until,
    )


def _turn(one: Move) -> str:
    return "more" if one.by > 0 else "less"


def _judged(one: Move) -> str:
    return one.judged or "neither"


def _value(here: Here, measure: Measure, value: float) -> str:
    return display.text(here.words, measure, value, REPORTED)


def _times(here: Here, one: Move) -> str:
    words = here.words
    usual = _of_measure(here, one, one.usual)
    return words("moves.times", n=words.number(one.times, 1), usual=usual)


def _amount(here: Here, one: Move) -> str:
    return _of_measure(here, one, abs(one.by))


def _of_measure(here: Here, one: Move, by: float) -> str:
    """How much something changes: a count in per cent, a share in percentage points, all else in its unit.
    Where little is usual it has a decimal more than the values, or 0.10 would be 1.8 times 0.1."""
    words, measure = here.words, one.measure
    decimals = 1 if measure.kind == COUNT else measure.decimals
    decimals += one.usual * 10**decimals < FINE
    if measure.kind == COUNT:
        return words.quantity(by, decimals, "%")
    if measure.unit(words.language) == "%":
        return words("gap.points", n=words.number(half_up(by, decimals), decimals))
    language = words.language
    return words.quantity(by, decimals, measure.unit(language), measure.unit_one(language))
