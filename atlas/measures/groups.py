"""Groups of municipalities, as ``groups.csv`` declares them: told where a place may not tell its number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from atlas.catalogue import Measure
from atlas.measures import derived, programme
from atlas.measures.derived import Amount, Span
from atlas.measures.selection import REMEMBERED, Selection
from atlas.measures.values import REPORTED
from atlas.region import LANGUAGES
from atlas.warehouse import Data


@dataclass(frozen=True)
class Group:
    """A group: its names by language, and the codes of its municipalities in register order."""

    names: Mapping[str, str]
    members: tuple[str, ...]


@lru_cache(maxsize=8)
def declared(data: Data) -> Mapping[str, Group]:
    """The groups by id, in register order; none where the region declares none."""
    register = data["register"].dropna(subset=["group_id"])
    return {
        str(group): Group(
            {language: str(rows[f"group_{language}"].iloc[0]) for language in LANGUAGES},
            tuple(rows["code"]),
        )
        for group, rows in register.groupby("group_id", sort=False)
    }


def group_of(data: Data, code: str) -> Group | None:
    """The group of a municipality; ``None`` where it belongs to none."""
    return next((group for group in declared(data).values() if code in group.members), None)


@lru_cache(maxsize=REMEMBERED)
def amounts(data: Data, measure: str, selection: Selection) -> Mapping[str, Amount]:
    """The number of a measure of the programme for each group, by its id.

    It is what the same measure has for the group's municipalities chosen together: made of the cells that
    are public, each person counted once within the group. A density divides by the stock of all its places,
    and has none where one of them has no stock.
    """
    return {
        group: _amount(data, data.catalogue[measure], selection.of(*those.members))
        for group, those in declared(data).items()
    }


def _amount(data: Data, measure: Measure, those: Selection) -> Amount:
    if "per" not in measure.declared:
        return programme.amount(data, measure.id, those)
    number = programme.amount(data, str(measure.declared["part"]), those)
    stocks = programme.stock_of(data, measure, those)
    known = [stocks[code] for code in those.municipalities if code in stocks]
    whole = sum(known) if len(known) == len(those.municipalities) else None
    return derived.rate(data, number, whole, float(measure.declared["per"]))


@lru_cache(maxsize=REMEMBERED)
def spans(data: Data, measure: str, selection: Selection) -> Mapping[str, Span | None]:
    """Between what each group's number could truly be, by the group's id: ``None`` where none is shown, and
    for exact counts and shares. Of a density it is the interval of the count, as for a municipality."""
    return {
        group: _span(data, data.catalogue[measure], selection.of(*those.members))
        for group, those in declared(data).items()
    }


def _span(data: Data, measure: Measure, those: Selection) -> Span | None:
    shown = _amount(data, measure, those)
    if shown.status != REPORTED:
        return None
    if "per" not in measure.declared:
        return programme.span(data, measure.id, those)
    part = str(measure.declared["part"])
    number = programme.amount(data, part, those).value
    if not number or shown.value is None:
        return None
    of_part = programme.span(data, part, those) or Span(number, number)
    least, most = programme.poisson_interval(np.array(of_part))
    return Span(float(least[0] * shown.value / number), float(most[1] * shown.value / number))
