"""A card as a picture that stands alone: what must be read with its figure when there is no page around
it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from atlas.exports import svg
from atlas.exports.filed import EXACT
from atlas.figures.spec import Figure
from atlas.maps import groups
from atlas.maps.types import Geometry, Scene
from atlas.views import sources
from atlas.views.run.visit import Here

if TYPE_CHECKING:
    from atlas.views.card import Card


def picture(here: Here, card: Card, shown: Figure | svg.Maps) -> bytes:
    """The card as an SVG file."""
    return svg.picture(head(here, card), shown)


def head(here: Here, card: Card) -> svg.Head:
    """What a card says beside its figure."""
    return svg.Head(
        title=card.title,
        subject=" · ".join(part for part in _subject(here, card) if part),
        source=" · ".join(sources.source_lines(here, card.source, card.origin, card.own)),
        mark=_mark(here, card),
        note=card.note,
        said=card.sentence,
    )


def geometry(here: Here, scene: Scene) -> Geometry:
    """The shapes of a scene: those of municipalities, or of groups of them, which nobody chooses."""
    if scene.get("still", False):
        return groups.drawing(here.data, here.words.language)
    return cast(Geometry, here.data.drawing)


def _mark(here: Here, card: Card) -> str:
    """What must not be overlooked: that numbers are exact, or that people are made up."""
    if here.data.exact:
        return EXACT
    own = card.own or not card.source
    return here.words("head.sample") if here.data.synthetic and own else ""


def _subject(here: Here, card: Card) -> list[str]:
    """The measure, unless the title names it; unit, place and period; and of whom, where that is a
    choice. On its page the measure may stand in a heading above, and the filters in a row."""
    words, values, selection = here.words, card.values, here.state.selection
    names = here.data.cohort_names
    cohorts = words.listed(names.get((c, words.language), c) for c in selection.cohorts)
    if values is None:
        county = here.data.region.text("county_name", words.language)
        own = card.own or not card.source
        place = "" if county in f"{card.title} {card.under}" else county
        return [card.under, place, cohorts if own else ""]
    measure, under = values.measure, card.under
    if card.over_years:
        first, last = values.periods[0], values.periods[-1]
        under = under.replace(values.period, f"{first}–{last}" if first != last else last)
    named = (measure.name(words.language), measure.short(words.language))
    # a unit may be called as the measure is: "participants per 10 000 inhabitants"
    told = f"{card.title} {under}"
    name = "" if any(one in told for one in named) else named[0]
    return [name, under, cohorts if measure.programme else ""]
