"""How far cohorts got: from places to completion, by week, retention, time to complete, calendar."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd

from atlas.figures import curves, steps
from atlas.figures.curves import Span
from atlas.figures.dots import Dots, dumbbell
from atlas.frames import each, one
from atlas.measures import (
    admission,
    cohorts,
    derived,
    display,
    durations,
    order,
    programme,
    retention,
)
from atlas.measures.completion import still_there
from atlas.measures.values import REPORTED
from atlas.views import card, spans
from atlas.views.card import Charted
from atlas.views.filters import cohort_name
from atlas.views.panels import completion
from atlas.views.panels.cohort_curves import cohort_curves, no_places, too_few, untold_shares
from atlas.views.panels.emptiness import charts_of_people, of_people
from atlas.views.panels.overview import last_day
from atlas.views.parts.types import TextItem
from atlas.views.run.visit import Here
from atlas.views.sheet import Part

MOST_TICKS = 12


@charts_of_people
def admission_steps(here: Here) -> list[Charted]:
    """From places to completion, with the largest drop marked."""
    words = here.words
    table = admission.steps(here.data, here.state.selection)
    labels = [words(f"admission.{step}") for step in table["step"]]
    numbers = card.plain(table["value"])
    texts = [
        display.number(words, v, str(s)) for v, s in zip(numbers, table["status"], strict=True)
    ]
    wide = here.state.selection.everywhere()
    # a place is not a person, and whoever was not admitted was not lost: the first drop is from those
    # admitted. Nor is anybody lost who may still complete
    open_ended = still_there(here.data, wide)
    falls = order.falls(table.iloc[2:-1] if open_ended else table.iloc[2:])
    drop = largest_drop(falls)
    title = words("admission.title")
    if drop is not None:
        between = {"before": labels[drop - 1].lower(), "after": labels[drop].lower()}
        title = words(
            "admission.takeaway_so_far" if open_ended else "admission.takeaway", **between
        )
        sentence = words(
            "admission.drop_so_far" if open_ended else "admission.drop",
            **between,
            n=card.about(here, words.number(one(falls, drop)["value"])),
        )
    elif falls["value"].gt(0).any():
        sentence = words("admission.unsure_so_far" if open_ended else "admission.unsure")
    else:
        sentence = words("admission.still" if open_ended else "admission.no_drop")
    rates = completion.rates(here, wide)
    said = [words(f"admission.{measure}", share=share) for measure, (share, _) in rates.items()]
    shown = pd.DataFrame(
        {
            words("gender.step"): labels,
            words("table.value"): texts,
            **spans.column(here, table),
        }
    )
    untold = untold_shares(here, [status for _, status in rates.values()])
    note = " ".join([words("admission.note"), *untold, *no_places(here)])
    reach = spans.ends(table)
    this_card = card.of_frame(
        here,
        "admission",
        title,
        " ".join([sentence, *said]),
        shown,
        note,
        subject=words("admission.title"),
    )
    return [Charted(this_card, lambda: steps.bars(words, labels, numbers, texts, drop, reach))]


def largest_drop(falls: pd.DataFrame) -> int | None:
    """The step before which most people are lost (an index of :func:`atlas.measures.order.falls`); the first
    of equal ones. ``None`` where nobody is lost, or it is uncertain which step it is."""
    top = order.first(falls)
    if not top.sure or not top.rows["value"].iloc[0]:
        return None
    if top.uncertain and not top.rows["lower"].iloc[0] > 0:
        return None
    return int(top.rows.index[0])


@charts_of_people
def aligned(here: Here) -> list[Charted]:
    """Cohorts on one scale: the share of those who started that reached each module, by planned week."""
    words = here.words
    table = cohorts.aligned(here.data, here.state.selection)
    if table.empty:
        return []
    names = here.data["modules"].set_index("module_id")[f"name_{words.language}"]

    def point(row: Any) -> tuple[str, list[str]]:
        module = words("aligned.start") if not row.module_id else str(names[row.module_id])
        share = display.share(words, row.value, str(row.status))
        week = words.number(row.week)
        return f"{words('aligned.week', n=week)}: {module} {share}", [week, module, share]

    return [
        cohort_curves(
            here, "aligned", table, point, time="week", axis=words("aligned.weeks"),
            columns=[words("aligned.weeks"), words("funnel.module"), words("aligned.share")],
            sentence=" ".join(_last(here, "aligned", table)), note=words("aligned.note"),
        )
    ]  # fmt: skip


def _last(here: Here, key: str, table: pd.DataFrame) -> list[str]:
    """Where each cohort stands at its last point, and for which cohorts that is not shown."""
    words, shares, hidden = here.words, [], []
    for row in each(table.groupby("cohort_id", sort=False).tail(1)):
        name = cohort_name(here, str(row.cohort_id))
        if row.status == REPORTED:
            share = card.about(here, display.share(words, row.value, REPORTED))
            shares.append(words("aligned.last", name=name, share=share))
        else:
            hidden.append(name)
    said = {f"{key}.sentence": shares, "aligned.untold": hidden}
    return [words(phrase, those=words.listed(those)) for phrase, those in said.items() if those]


@charts_of_people
def retention_curve(here: Here) -> list[Charted]:
    """The share that has not withdrawn, by time since the start; for fewer than ten people, the steps."""
    words = here.words
    table = retention.retention(here.data, here.state.selection)
    few = retention.too_few(here.data, here.state.selection)

    def point(row: Any) -> tuple[str, list[str]]:
        share = display.share(words, row.value, str(row.status))
        risk, left, done = (_cell(here, n) for n in (row.at_risk, row.left, row.completed))
        week = words.number(row.time)
        said = f"{words('aligned.week', n=week)}: {share} ({words('retention.at_risk')} {risk})"
        return said, [week, risk, left, done, share]

    kind = "exact" if here.data.exact else "public"
    note = " ".join([words(f"retention.note_{kind}"), *_unrecorded(here)])
    return [
        cohort_curves(
            here, "retention", table, point, time="time", axis=words("aligned.weeks"), step=True,
            columns=[words("aligned.weeks"),
                     *(words(f"retention.{c}") for c in ("at_risk", "left", "completed", "share"))],
            subject=words(f"retention.title_{kind}"),
            sentence=_retention_sentence(here, table, few), note=note,
        )
    ]  # fmt: skip


def _unrecorded(here: Here, *ended: str) -> list[str]:
    """How many ended on a day that is not recorded, and that they are left out. Public data always say so,
    since a zero there may stand for a few."""
    words, data = here.words, here.data
    selection = here.state.selection
    n = retention.unrecorded(data, selection, *([ended] if ended else []))
    if n:
        return [words("retention.unrecorded", n=words.number(n))]
    return [] if data.exact else [words("retention.unrecorded_any")]


def _retention_sentence(here: Here, table: pd.DataFrame, few: list[str]) -> str:
    """How many of each cohort remain at the last known point; for cohorts that are too small, the steps."""
    parts = _last(here, "retention", table)
    parts += [_steps_of(here, few)] if few else []
    return " ".join(parts) or here.words("sentence.nothing")


def _cell(here: Here, number: float) -> str:
    """A count of the curve; in protected data a zero may stand for a few."""
    amount = derived.count(here.data, int(number))
    return display.number(here.words, amount.value, amount.status)


def _steps_of(here: Here, few: list[str]) -> str:
    """Cohorts of fewer than ten in words: how many started, withdrew and completed, without percentages."""
    words = here.words
    table = cohorts.states(here.data, here.state.selection.everywhere())
    said = []
    for cohort in few:
        mine = table[table["cohort_id"] == cohort].set_index("key_figure")
        numbers = {
            key_figure: _in_words(here, *mine.loc[key_figure, ["value", "status"]])
            for key_figure in ("started", "withdrawn", "completed")
        }
        said.append(words("retention.steps", name=cohort_name(here, cohort), **numbers))
    return words("retention.few", n=str(retention.LEAST)) + " " + " ".join(said)


def _in_words(here: Here, value: float | None, status: str) -> str:
    text = display.number(here.words, value, status)
    return card.about(here, text) if status == REPORTED else text


@charts_of_people
def time_to_complete(here: Here) -> list[Charted]:
    """Median weeks from start to completion, with the middle half."""
    words = here.words
    table = durations.time_to_complete(here.data, here.state.selection)
    if table.empty:
        return []
    names = [
        words("times.whole") if not c else cohort_name(here, str(c)) for c in table["cohort_id"]
    ]
    medians = [
        display.number(words, v, s) for v, s in zip(table["value"], table["status"], strict=True)
    ]
    middles = [
        f"{words.number(low)}–{words.number(high)}" if pd.notna(low) else ""
        for low, high in zip(table["lower"], table["upper"], strict=True)
    ]
    people = [display.number(words, v, s) for v, s in zip(table["n"], table["status"], strict=True)]
    shown = pd.DataFrame(
        {
            words("filter.cohort"): names,
            words("times.median"): medians,
            words("times.middle"): middles,
            "n": people,
        }
    )
    known = table[table["value"].notna()]
    title = words("times.title")
    sentence = words("times.none") if here.data.exact else too_few(here, "times.few")
    if len(known):
        row, name = known.iloc[-1], names[known.index[-1]]
        median = card.about(here, words.number(row["value"]))
        title = words("times.takeaway", name=name, median=median)
        sentence = words(
            "times.sentence",
            name=name,
            median=median,
            low=words.number(row["lower"]),
            high=words.number(row["upper"]),
            n=card.about(here, words.number(row["n"])),
        )
    this_card = card.of_frame(
        here,
        "times",
        title,
        sentence,
        shown,
        " ".join([words("times.note"), *_unrecorded(here, retention.COMPLETED)]),
        words("times.unit"),
        words("times.title"),
    )
    texts = [f"{n}: {m} ({q})" for n, m, q in zip(names, medians, middles, strict=True)]
    dots = Dots(
        names,
        [None] * len(names),
        card.plain(table["value"]),
        ("", words("times.median")),
        texts,
        reach=(card.plain(table["lower"]), card.plain(table["upper"])),
        reach_name=words("times.middle"),
        signs=medians,
    )
    return [Charted(this_card, lambda: dumbbell(words, dots))]


@charts_of_people
def calendar(here: Here) -> list[Charted]:
    """When each cohort ran, and what happened during that time."""
    words = here.words
    table = programme.cohorts_in(here.data, here.state.selection)
    if table.empty:
        return []
    courses, rows = [], []
    for row in each(table):
        first, is_open = row.starts_on.date(), pd.isna(row.ends_on)
        # a cohort without an end is drawn up to the date of the numbers
        last = max(first, here.data.people_as_of.date()) if is_open else row.ends_on.date()
        name = cohort_name(here, row.cohort_id)
        text = f"{words.date(first, 'medium')} – {last_day(here, row.ends_on)}"
        courses.append(Span(name, first, last, f"{name}: {text}", is_open))
        rows.append([name, text])
    events = []
    for event in each(here.data["events"].sort_values("date")):
        day, text = event.date.date(), str(getattr(event, f"text_{words.language}"))
        events.append((day, f"{words.date(day, 'medium')}: {text}"))
        rows.append([text, words.date(day, "medium")])
    shown = pd.DataFrame(rows, columns=[words("about.event"), words("about.date")])
    title, sentence = _when(here, courses)
    this_card = card.of_frame(
        here,
        "calendar",
        title,
        sentence,
        shown,
        "",
        words("calendar.unit"),
        words("calendar.title"),
    )
    days = [*(s.first for s in courses), *(s.last for s in courses), *(day for day, _ in events)]
    return [
        Charted(
            this_card,
            lambda: curves.calendar(words, courses, events, _ticks(here, min(days), max(days))),
        )
    ]


def _when(here: Here, courses: list[Span]) -> tuple[str, str]:
    """Between which days the cohorts ran, as a title; and which of them have no end date."""
    words = here.words
    still = [s.name for s in courses if s.is_open]
    title = words(
        "calendar.takeaway_open" if still else "calendar.takeaway",
        n=words.number(len(courses)),
        first=words.date(min(s.first for s in courses), "medium"),
        last=words.date(max(s.last for s in courses), "medium"),
    )
    sentence = words("calendar.sentence_open", those=words.listed(still)) if still else ""
    return title, f"{sentence} {words('calendar.sentence')}".strip()


def _ticks(here: Here, first: dt.date, last: dt.date) -> list[tuple[dt.date, str]]:
    """The first days of months, as many as stay legible, named in the view's language."""
    months = pd.date_range(first.replace(day=1), last, freq="MS")
    step = next((s for s in (1, 3, 6, 12, 24) if len(months) / s <= MOST_TICKS), 60)
    ticks = [m.date() for m in months if (m.month - 1) % min(step, 12) == 0]
    return [(day, here.words.month(day)) for day in ticks[:: max(1, step // 12)]]


@of_people
def state_definitions(here: Here) -> Part:
    """What each state means: one definition for headlines, funnels and files."""
    words = here.words
    items: list[TextItem] = [
        {"strong": words(f"cohorts.figure.{state}"), "text": words(f"state.{state}")}
        for state in cohorts.STATES
    ]
    return Part(
        {"kind": "text", "key": "definitions", "title": words("state.title"), "items": items}
    )
