"""The map by group: places that are too small to be told alone, told together."""

from __future__ import annotations

import pandas as pd

from atlas.catalogue import Measure
from atlas.exports import filed
from atlas.maps import groups as maps
from atlas.measures import display, groups
from atlas.measures.derived import Amount
from atlas.measures.values import REPORTED, Values
from atlas.views import card, map_view
from atlas.views.card import Card
from atlas.views.page import Said
from atlas.views.run.address import GROUPS
from atlas.views.run.visit import Here
from atlas.views.sheet import Part


def geography_switch(here: Here) -> Part | None:
    """Choose between the places and their groups, for what is of the programme: there most places are
    protected, and groups are not."""
    words, state = here.words, here.state
    if state.compare or not maps.offered(here.data, here.values(state.measure)):
        return None
    return Part(
        {
            "kind": "switch",
            "key": "geography",
            "label": words("geography.label"),
            "options": [["", words("geography.places")], [GROUPS, words("geography.groups")]],
            "shown": GROUPS if state.form == GROUPS else "",
            "asks": "vy",
            "drops": [],
        }
    )


def by_group(here: Here, values: Values) -> bool:
    """Whether the view shows one map, and that of the groups of a measure that has them."""
    state = here.state
    return state.form == GROUPS and not state.compare and maps.offered(here.data, values)


def group_answer(here: Here, values: Values) -> Said:
    """What the page says of the groups: the number of each, or why it is not shown."""
    words, measure = here.words, values.measure
    told = groups.amounts(here.data, measure.id, here.state.selection.everywhere())
    each = [
        words(
            "sentence.place",
            name=group.names[words.language],
            value=_in_words(here, measure, told[key]),
        )
        for key, group in groups.declared(here.data).items()
    ]
    name = measure.name(words.language)
    return Said(words("answer.measure", name=name, period=values.period, sentence=" ".join(each)))


def _in_words(here: Here, measure: Measure, amount: Amount) -> str:
    """A group's number in a sentence, with its unit."""
    said = display.quantity(here.words, measure, *amount)
    return card.about(here, said) if amount.status == REPORTED else said


def group_card(here: Here, values: Values, height: int) -> Part:
    """The card of a measure's map by group; its table has the groups, and so have its files."""
    words, measure = here.words, values.measure
    shown = group_table(here, values)
    title = title_of(here, measure)
    made = Card(
        key="map-groups",
        title=title,
        under=card.subtitle(here, values),
        sentence=words("geography.sentence"),
        shown=shown,
        data=lambda: filed.of_frame(words, here.data, title, "", shown),
        stem=f"{measure.id}-groups",
        source=measure.source(words.language),
        note=card.note(here, values),
        folded=False,
    )
    return card.with_map(here, made, map_view.of_groups(here, values, height))


def group_table(here: Here, values: Values) -> pd.DataFrame:
    """The groups with their values, what these could be, and the places that each group is made of."""
    words, measure = here.words, values.measure
    wide = here.state.selection.everywhere()
    told = groups.amounts(here.data, measure.id, wide)
    spans = groups.spans(here.data, measure.id, wide)
    named = groups.declared(here.data)
    ranges = [display.interval(words, measure, *span) if span else "" for span in spans.values()]
    shown = pd.DataFrame(
        {
            words("gap.group"): [group.names[words.language] for group in named.values()],
            words("table.value"): [display.text(words, measure, *told[group]) for group in named],
        }
    )
    if any(ranges):
        shown[display.interval_name(words, values)] = ranges
    shown[words("gap.places")] = [
        words.listed(words.sorted(here.name(code) for code in group.members))
        for group in named.values()
    ]
    return shown


def title_of(here: Here, measure: Measure) -> str:
    """The measure with the numbers of all groups that are shown."""
    words = here.words
    told = groups.amounts(here.data, measure.id, here.state.selection.everywhere())
    those = [
        words(
            "geography.group",
            name=group.names[words.language],
            value=card.about(here, display.text(words, measure, *told[key])),
        )
        for key, group in groups.declared(here.data).items()
        if told[key].status == REPORTED
    ]
    name = measure.name(words.language)
    return words("geography.title", measure=name, those=words.listed(those)) if those else name
