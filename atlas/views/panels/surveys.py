"""Before and after: what the same people answered, and how many did not answer."""

from __future__ import annotations

from functools import cache

import pandas as pd

from atlas.figures.dots import Dots, dumbbell
from atlas.frames import one
from atlas.measures import display, surveys
from atlas.measures.values import MISSING, REPORTED
from atlas.views import card, spans
from atlas.views.card import Charted, Charts
from atlas.views.panels.cohort_curves import no_places, too_few, untold_shares
from atlas.views.panels.emptiness import charts_of_people, of_people
from atlas.views.run.visit import Here
from atlas.views.sheet import Part

SCALE = (1, 5)


@cache
def before_after(wave: str) -> Charts:
    """A panel of a wave (``after`` or ``followup``) beside what the same people answered before."""
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
    columns = {
        words("survey.area"): labels,
        words("survey.before"): before,
        words(f"survey.{wave}"): now,
        words("survey.change"): changes,
    }
    if here.data.exact:
        columns[words("survey.interval")] = [_interval(here, row) for _, row in table.iterrows()]
    shown = pd.DataFrame(columns | {"n": people})
    kind = "exact" if here.data.exact else "public"
    note = " ".join([words("survey.note"), words(f"survey.note_{kind}"), *no_places(here)])
    dots = Dots(
        labels,
        card.plain(table["before"]),
        card.plain(table["now"]),
        (words("survey.before"), words(f"survey.{wave}")),
        [f"{a}: {b} → {c} ({d})" for a, b, c, d in zip(labels, before, now, changes, strict=True)],
        decimals=(1, 1),
        span=(0.8, 5.2),
        ticks=range(SCALE[0], SCALE[1] + 1),
        signs=now,
    )
    subject = words(f"survey.title_{wave}")
    title = subject
    if table["status"].eq(REPORTED).any():
        low, high = _ends(here, table)
        between = low if low == high else words("survey.between", low=low, high=high)
        title = words(f"survey.takeaway_{wave}", range=card.about(here, between))
    this_card = card.of_frame(
        here, f"survey-{wave}", title, _sentence(here, table, wave), shown, note,
        words("survey.unit"), subject,
    )  # fmt: skip
    return [Charted(this_card, lambda: dumbbell(words, dots))]


def _sentence(here: Here, table: pd.DataFrame, wave: str) -> str:
    """How large the changes are, which stand out for certain, and how many people answered."""
    words = here.words
    reported = table[table["status"] == REPORTED]
    if reported.empty:
        return words("survey.none") if here.data.exact else too_few(here, "survey.few")
    low, high = (card.about(here, end) for end in _ends(here, table))
    said = [
        words("survey.alike", change=low)
        if low == high
        else words("survey.range", low=low, high=high)
    ]
    said += _standing_out(here, table)
    rates = one(surveys.response(here.data, here.state.selection).set_index("wave"), wave)
    counts = {
        name: _about(here, display.number(words, rates[name], rates[f"{name}_status"]))
        for name in ("paired", "answered", "asked")
    }
    rate = display.share_in_words(words, rates["value"], rates["status"])
    if rates["status"] == REPORTED:
        rate = card.about(here, rate)
    return " ".join([*said, words("survey.answered", rate=rate, **counts)])


def _ends(here: Here, table: pd.DataFrame) -> tuple[str, str]:
    """The smallest and the largest change of those that may be told."""
    changes = table.loc[table["status"] == REPORTED, "change"]
    return here.words.signed(changes.min(), 1), here.words.signed(changes.max(), 1)


def _about(here: Here, text: str) -> str:
    return text if text in display.SYMBOLS.values() else card.about(here, text)


def _standing_out(here: Here, table: pd.DataFrame) -> list[str]:
    """The largest and the smallest change, if their intervals do not overlap with the others'; else why none
    is named. The note says that public data have no intervals."""
    words = here.words
    if not here.data.exact:
        return []
    ends = zip(("most", "least"), surveys.apart(table), strict=True)
    rows = table.set_index("area")
    named = [
        words(
            f"survey.{end}",
            area=words(f"area.{area}").lower(),
            change=words.signed(one(rows, area)["change"], 1),
            interval=_interval(here, one(rows, area)),
        )
        for end, area in ends
        if area
    ]
    return named or [words("survey.overlap")]


def _interval(here: Here, row: pd.Series) -> str:
    """The interval of a change, or the sign for what is missing."""
    if pd.isna(row["lower"]):
        return display.SYMBOLS[MISSING]
    low, high = (here.words.signed(row[end], 1) for end in ("lower", "upper"))
    return here.words("survey.between", low=low, high=high)


@of_people
def response(here: Here) -> Part:
    """Who was asked, who answered, who did not, and how many can be compared."""
    words = here.words
    table = surveys.response(here.data, here.state.selection)
    reach = spans.column(here, table)
    rows = [
        [
            words(f"survey.wave_{row['wave']}"),
            *(
                display.number(words, row[c], row[f"{c}_status"])
                for c in ("asked", "answered", "silent")
            ),
            display.share(words, row["value"], row["status"]),
            *(column[at] for column in reach.values()),
            display.number(words, row["paired"], row["paired_status"]),
        ]
        for at, row in enumerate(table.to_dict("records"))
    ]
    columns = ("survey", "asked", "answered", "silent", "rate", "paired")
    names = [words(f"survey.column_{c}") for c in columns]
    shown = pd.DataFrame(rows, columns=[*names[:-1], *reach, names[-1]])
    note = " ".join([words("survey.response_note"), *untold_shares(here, table["status"])])
    return card.table("response", words("survey.response"), "", shown, note)
