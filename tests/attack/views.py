"""A view as the attack looks at it."""

from __future__ import annotations

from atlas.measures.selection import Selection
from atlas.views.run.address import State
from atlas.views.run.visit import Here
from atlas.words import Words


def here(
    data, selection=None, measure="participants", language="sv", compare="", beside="", form="",
    place="",
):  # fmt: skip
    state = State(
        language,
        selection or Selection(),
        measure,
        compare=compare,
        beside=beside,
        form=form,
        place=place,
    )
    return Here(data, state, Words(language))
