"""Before and after: what the same people answered, and who did not answer."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pandas as pd

from atlas.charts.dumbbell import Dots, dumbbell
from atlas.measures import display, surveys
from atlas.measures.values import REPORTED
from atlas.views import card
from atlas.views.card import Charted
from atlas.views.panels.cohort_curves import no_places, too_few, untold_shares
from atlas.views.panels.emptiness import charts_of_people, of_people
from atlas.views.session import Here
from atlas.views.sheet import Drawn, Part

SCALE = (1, 5)


@cache
def before_after(wave: str) -> Drawn:
    """The panel of a wave (``after`` or ``followup``) beside what the same people answered before."""
    return charts_of_people(lambda here: _paired(here, wave))


def _paired(here: Here, wave: str) -> list[Charted]:
    words = here.words
    table = surveys.paired(here.data, wave, here.state.selection)
    labels = [words(f"area.{area}") for area in table["area"]]

    def texts(column: str) -> list[str]:
        return [
            words.number(v, 1) if s == REPORTED else display.SYMBOLS[s]
            for v, s in zip(table[column], table["status"], strict=True)
        ]

    changes = [
        words.signed(v, 1) if s == REPORTED else display.SYMBOLS[s]
        for v, s in zip(table["change"], table["status"], strict=True)
    ]
    before, now = texts("before"), texts("now")
    people = [display.number(words, v, s) for v, s in zip(table["n"], table["status"], strict=True)]
    shown = pd.DataFrame(
        {
            words("survey.area"): labels,
            words("survey.before"): before,
            words(f"survey.{wave}"): now,
            words("survey.change"): changes,
            "n": people,
        }
    )
    title, sentence = _sentence(here, table, labels, wave)
    note = " ".join([words("survey.note"), *no_places(here)])
    dots = Dots(
        labels,
        card.plain(table["before"]),
        card.plain(table["now"]),
        (words("survey.before"), words(f"survey.{wave}")),
        [f"{a}: {b} → {c}" for a, b, c in zip(labels, before, now, strict=True)],
        decimals=(1, 1),
        span=(0.8, 5.2),
        ticks=range(SCALE[0], SCALE[1] + 1),
        signs=now,
    )
    made = card.of_frame(here, f"survey-{wave}", title, sentence, shown, note, words("survey.unit"))
    return [Charted(replace(made, dots=dots), lambda: dumbbell(words, dots, card.mode()))]


def _sentence(here: Here, table: pd.DataFrame, labels: list[str], wave: str) -> tuple[str, str]:
    words = here.words
    title = words(f"survey.title_{wave}")
    told = table[table["status"] == REPORTED]
    rates = surveys.response(here.data, here.state.selection).set_index("wave").loc[wave]
    rate = display.share(words, rates["value"], rates["status"])
    if told.empty:
        return title, words("survey.none") if here.data.exact else too_few(here, "survey.few")
    most, least_of = told["change"].idxmax(), told["change"].idxmin()
    return title, words(
        "survey.sentence",
        most=labels[int(most)].lower(),
        most_change=words.signed(told.loc[most, "change"], 1),
        least=labels[int(least_of)].lower(),
        least_change=words.signed(told.loc[least_of, "change"], 1),
        n=words.number(told["n"].max()),
        rate=rate,
    )


@of_people
def response(here: Here) -> Part:
    """Who was asked, who answered, who did not, and how many can be compared."""
    words = here.words
    table = surveys.response(here.data, here.state.selection)
    rows = [
        [
            words(f"survey.wave_{row['wave']}"),
            *(
                display.number(words, row[c], row[f"{c}_status"])
                for c in ("asked", "answered", "silent")
            ),
            display.share(words, row["value"], row["status"]),
            display.number(words, row["paired"], row["paired_status"]),
        ]
        for row in table.to_dict("records")
    ]
    columns = ("survey", "asked", "answered", "silent", "rate", "paired")
    shown = pd.DataFrame(rows, columns=[words(f"survey.column_{c}") for c in columns])
    note = " ".join([words("survey.response_note"), *untold_shares(here, table["status"])])
    return card.table("response", words("survey.response"), "", shown, note)
