"""Maps beside each other, as the page has them: two years and their difference, two measures, or every
year."""

from __future__ import annotations

from atlas.exports.svg.maps import Mapped
from atlas.exports.svg.picture import Maps
from atlas.maps.reading import difference
from atlas.maps.types import Compared, Geometry, Scene

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
