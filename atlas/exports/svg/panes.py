"""Maps beside each other, as the page has them: two years and their difference, two measures, or every
year."""

from __future__ import annotations

from typing import cast

from atlas.exports.svg.maps import Mapped
from atlas.exports.svg.picture import Maps
from atlas.maps.types import Change, Compared, Geometry, Scene, Series

Pane = tuple[str, Mapped]


def one(scene: Scene, geometry: Geometry) -> Maps:
    """One map."""
    return Maps([("", Mapped(scene, geometry))])


def several(compared: Compared, geometry: Geometry) -> Maps:
    """The maps of a comparison."""
    note = compared.get("note", "")
    if compared["mode"] == "measures":
        panes = [(f"{s['title']}, {s['period']}", Mapped(s, geometry)) for s in compared["scenes"]]
        return Maps(panes, note=note)
    scene = compared["scene"]
    if compared["mode"] == "all":
        every = [(p, Mapped(_at(scene, p), geometry, names=False)) for p in scene["periods"]]
        return Maps(every, alike=True, note=note)
    then, now, change = compared.get("then", ""), scene["period"], compared["change"]
    both = [(period, Mapped(_at(scene, period), geometry)) for period in (then, now)]
    if not change:
        return Maps(both, note=note)
    title = compared["words"]["change"].format(first=then, last=now)
    changed = Mapped(difference(scene, change, then, now), geometry, signed=True)
    return Maps([*both, (title, changed)], note=note)


def _at(scene: Scene, period: str) -> Scene:
    return {**scene, "period": period}


def difference(scene: Scene, change: Change, first: str, last: str) -> Scene:
    """The scene of what has changed from one period to another. A difference is known where both values
    are; else it has the status of the one that is not."""
    period = f"{first}–{last}"
    values, status = scene["values"], scene["status"]
    pairs = list(zip(values[first], values[last], strict=True))
    letters = list(zip(status[first], status[last], strict=True))
    known = [
        told == ("r", "r") and None not in pair for told, pair in zip(letters, pairs, strict=True)
    ]
    differences: Series = {
        period: [
            round((b or 0) - (a or 0), 3) if is_known else None
            for (a, b), is_known in zip(pairs, known, strict=True)
        ]
    }
    unknown = (next((letter for letter in told if letter != "r"), "m") for told in letters)
    told = "".join("r" if k else letter for k, letter in zip(known, unknown, strict=True))
    pivot = change["pivot"]
    changed = {
        **scene,
        **{name: value for name, value in change.items() if name != "signed"},
        "period": period,
        "periods": [period],
        "lower": None,
        "upper": None,
        "benchmarks": [],
        "values": differences,
        "status": {period: told},
        "pivot": pivot and {**pivot, "values": {period: 0.0}},
    }
    return cast(Scene, changed)
