"""The map on the page: the scene is sent; a chosen place or year comes back with the view."""

from __future__ import annotations

from functools import lru_cache

from atlas.maps import groups
from atlas.maps import scene as scenes
from atlas.maps.types import Scene
from atlas.measures.selection import Selection
from atlas.measures.values import REPORTED, Values
from atlas.views.run import assets, snapshots
from atlas.views.run.address import TILES
from atlas.views.run.visit import Here
from atlas.warehouse import Data
from atlas.words import Words


def scene(here: Here, values: Values, height: int, selection: Selection | None = None) -> Scene:
    """The scene of a measure with the chosen places. Clicking a place opens its facts
    (:mod:`atlas.views.facts`), and with Ctrl chooses it everywhere; the year steps in the browser, and the
    page follows when it rests. The geography is the view's own."""
    chosen = (selection or here.state.selection).municipalities
    return {
        **_scene(here.data, values, here.words),
        "instead": instead(here, values),
        "selected": list(chosen),
        "opened": here.state.place,
        "height": height,
        "form": TILES if here.state.form == TILES else "land",
    }


def of_groups(here: Here, values: Values, height: int) -> Scene:
    """The scene of a measure with the groups of places in the place of these (see
    :func:`atlas.maps.groups.offered`)."""
    made = scene(here, values, height)
    del made["form"], made["opened"]
    shapes = assets.groups_url(here.data, here.words.language)
    return groups.grouped(made, here.data, values, here.state.selection, here.words, shapes)


def instead(here: Here, values: Values) -> dict[str, list[str | None]]:
    """What is said of each protected place of the shown period instead of its number: its group's."""
    return _instead(here.data, values, here.state.selection, here.words)


@lru_cache(maxsize=64)
def _instead(
    data: Data, values: Values, selection: Selection, words: Words
) -> dict[str, list[str | None]]:
    """The same, remembered. A borrowed book."""
    return groups.instead(data, values, selection, words)


@lru_cache(maxsize=64)
def _scene(data: Data, values: Values, words: Words) -> Scene:
    """Everything in a scene that does not depend on the chosen places. Shared: never change it."""
    measure = values.measure.id
    return scenes.scene(
        data,
        values,
        Selection(),
        words,
        assets.geometry_url(data),
        edges(data, measure),
        largest(data, measure),
    )


def edges(data: Data, measure: str) -> list[float]:
    """The class edges of a measure, as published with the snapshot."""
    rows = data["breaks"]
    found: list[float] = rows.loc[rows["measure"] == measure, "edge"].tolist()
    return found


@lru_cache(maxsize=256)
def largest(data: Data, measure: str) -> float:
    """The value of the largest bubble: the same for all filters, so that sizes can be compared."""
    table = snapshots.remembered_values(data, measure, Selection()).table
    told = table.loc[table["status"] == REPORTED, "value"]
    return float(told.max()) if len(told) else 1.0
