"""Programme and context side by side: participation beside an indicator, a spot for each place. What the one
has to do with the other is not told, since it is not known."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from atlas.exports import filed
from atlas.figures.spots import spots, told_of_both
from atlas.measures import display
from atlas.measures.values import REPORTED, Values
from atlas.views import card, sources
from atlas.views.card import Card, Charted
from atlas.views.panels import emptiness
from atlas.views.panels.map import pick
from atlas.views.run.visit import Here
from atlas.views.sheet import Part

PARTICIPATION = "participants_per_10000"
FEWEST = 3  # spots that are worth two scales


def context_picker(here: Here) -> Part | None:
    """Choose which indicator participation stands beside; nothing where nobody takes part."""
    if emptiness.nobody(here):
        return None
    measures = here.data.catalogue.indicators("municipality")
    label = here.words("context.pick")
    return pick(here, measures, _indicator(here), "context_pick", label)


def context_refused(here: Here) -> Part | None:
    """That too few places may be shown with both numbers, and how many they are."""
    if emptiness.nobody(here):
        return None
    participation, indicator = _two(here)
    told = len(told_of_both(indicator, participation))
    if told >= FEWEST:
        return None
    words = here.words
    name = indicator.measure.name(words.language)
    said = words("context.refused", n=words.number(told), name=name, fewest=words.number(FEWEST))
    return Part(
        {"kind": "text", "key": "context-refused", "framed": True, "items": [{"text": said}]}
    )


@card.charts
def programme_beside_context(here: Here) -> list[Charted]:
    """Participation against an indicator; nothing where nobody takes part or too few places may be shown."""
    if emptiness.nobody(here):
        return []
    participation, indicator = _two(here)
    if len(told_of_both(indicator, participation)) < FEWEST:
        return []
    chosen = here.state.selection.municipalities
    return [
        Charted(
            _card(here, participation, indicator),
            lambda: spots(here.words, here.data, indicator, participation, chosen),
        )
    ]


def _indicator(here: Here) -> str:
    """The view's own measure if that is an indicator of municipalities; else the first declared one."""
    known = [m.id for m in here.data.catalogue.indicators("municipality")]
    return here.state.measure if here.state.measure in known else known[0]


def _two(here: Here) -> tuple[Values, Values]:
    """Participation in all cohorts, as this page has no choice of them, and the shown indicator."""
    everyone = replace(here, state=here.state.choose(cohorts=()))
    return everyone.values(PARTICIPATION), here.values(_indicator(here))


def _card(here: Here, participation: Values, indicator: Values) -> Card:
    words, language = here.words, here.words.language
    name = indicator.measure.name(language)
    title = words("context.title", name=name)
    source = "; ".join([indicator.measure.source(language), words("source.programme")])
    shown = _table(here, participation, indicator)
    county = here.data.region.text("county_name", language)
    periods = [f"{v.measure.short(language)} {v.period}" for v in (participation, indicator)]
    return Card(
        key="context",
        title=title,
        under=" · ".join([*periods, county]),
        sentence=" ".join(_said(here, participation, indicator)),
        shown=shown,
        data=lambda: filed.of_frame(words, here.data, title, source, shown, own=True),
        stem=f"{indicator.measure.id}-{PARTICIPATION}",
        source=source,
        origin=sources.origin(here, indicator, [indicator.period]),
        own=True,
        note=" ".join(filter(None, [words("context.note"), card.note(here, participation)])),
    )


def _said(here: Here, participation: Values, indicator: Values) -> list[str]:
    """What the spots are, and which places have none."""
    words = here.words
    told = told_of_both(indicator, participation)
    said = [
        words(
            "context.sentence",
            n=words.number(len(told)),
            total=words.number(len(here.data.codes)),
            interval=words("context.interval" if here.data.exact else "context.span"),
        )
    ]
    for status, places in _left_out(here, participation, indicator).items():
        said.append(words("context.left_out", status=words(f"status.{status}"), those=places))
    return said


def _left_out(here: Here, participation: Values, indicator: Values) -> dict[str, str]:
    """The names of the places without a spot, by the status of what is not told."""
    one, other = (values.at()["status"] for values in (participation, indicator))
    why = one.where(one != REPORTED, other.reindex(one.index))
    return {
        str(status): here.words.listed(here.words.sorted(here.name(str(code)) for code in codes))
        for status, codes in why[why != REPORTED].groupby(why).groups.items()
    }


def _table(here: Here, participation: Values, indicator: Values) -> pd.DataFrame:
    words, language = here.words, here.words.language
    everywhere = here.state.selection
    tables = [
        display.table(words, here.data, values, everywhere).set_index("code")
        for values in (participation, indicator)
    ]
    people, figures = (table.loc[list(display.by_name(words, here.data))] for table in tables)
    own, other = (
        f"{values.measure.short(language)}, {values.period}"
        for values in (participation, indicator)
    )
    return pd.DataFrame(
        {
            words("table.area"): people["name"].tolist(),
            own: people["value"].tolist(),
            display.interval_name(words, participation): people["interval"].tolist(),
            other: figures["value"].tolist(),
        }
    )
