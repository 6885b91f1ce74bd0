"""What is told of a place of a map when it is chosen: three facts, on the stage as on a page."""

from __future__ import annotations

from collections.abc import Sequence

from atlas.measures import display
from atlas.views.panels import indicators
from atlas.views.parts.stage import PlaceFacts
from atlas.views.run.visit import Here


def of_places(seen: Here, codes: Sequence[str]) -> dict[str, PlaceFacts]:
    """Three facts of each municipality: who took part there, who lives there, and one indicator more."""
    known = [m.id for m in seen.data.catalogue.indicators("municipality")]
    others = [m for m in (indicators.shown_indicator(seen), *known) if m != "population"]
    facts: dict[str, PlaceFacts] = {code: {"name": seen.name(code), "items": []} for code in codes}
    for measure_id in ("participants", "population", *others[:1]):
        if measure_id not in seen.data.catalogue.measures:
            continue
        values = seen.values(measure_id)
        name = values.measure.short(seen.words.language)
        for code, row in values.at().iterrows():
            if code in facts:
                value = display.text(seen.words, values.measure, row["value"], row["status"])
                facts[str(code)]["items"].append([f"{name}, {values.period}", value])
    return facts
