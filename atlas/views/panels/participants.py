"""Participants: who takes part. People, organisations and enterprises are counted separately."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

import pandas as pd

from atlas import sentences
from atlas.figures.dots import Dots, dumbbell
from atlas.figures.ranked import ranked
from atlas.figures.steps import Stack, bars, stacked
from atlas.frames import each
from atlas.measures import derived, display, employers, gender, order, programme
from atlas.measures.profile import profile
from atlas.measures.values import REPORTED, Values
from atlas.theme import theme
from atlas.views import card, sources, spans
from atlas.views.card import Charted, Charts
from atlas.views.panels import answers
from atlas.views.panels.cohort_curves import untold_shares
from atlas.views.panels.emptiness import charts_of_people, of_people
from atlas.views.panels.overview import could_be, key_figure, key_figure_row
from atlas.views.parts.cards import TogetherHead
from atlas.views.parts.types import KeyFigure
from atlas.views.run.visit import Here
from atlas.views.sections import Together
from atlas.views.sheet import Part

COUNTERS = ("participants", "organisations", "enterprises")


@answers.of_people
def participants_answer(here: Here) -> str:
    """How many people, organisations and enterprises have taken part."""
    return here.words(
        "answer.participants",
        people=answers.number(here, "participants"),
        organisations=answers.number(here, "organisations"),
        enterprises=answers.number(here, "enterprises"),
        place=card.scope_text(here, here.state.selection),
    )


@of_people
def counters(here: Here) -> Part:
    """Three counters with their definitions, and the organisations with two trained."""
    words, selection = here.words, here.state.selection
    period = words("target.period", period=programme.period(here.data, selection))
    items = []
    for measure_id in COUNTERS:
        measure = here.data.catalogue[measure_id]
        amount = programme.amount(here.data, measure_id, selection)
        items.append(
            key_figure(
                f"counter-{measure_id}",
                measure.name(words.language),
                display.text(words, measure, *amount),
                [
                    *could_be(here, measure_id, selection),
                    measure.text("definition", words.language),
                ],
                period,
            )
        )
    items.append(_capable(here))
    return key_figure_row(items)


def _capable(here: Here) -> KeyFigure:
    """Organisations with two or more trained people: beside the three counters, but not one of them."""
    words, amount = here.words, employers.capable(here.data)
    return key_figure(
        "counter-capable",
        words("employers.capable"),
        display.number(words, amount.value, amount.status),
        [
            *sentences.could_be(words, employers.capable_span(here.data)),
            words("employers.capable_definition"),
        ],
        words("employers.county_only"),
    )


@of_people
def exclusions(here: Here) -> Part | None:
    """What the three counters leave out, how many and why. For staff only, since the numbers are small."""
    if not here.data.exact:
        return None
    words, data, selection = here.words, here.data, here.state.selection
    again = int(programme.enrolments_in(data, selection)["n"].sum())
    again -= int(programme.people(data, selection)["n"].sum())
    rows = [[words("excluded.again"), words.number(again), words("excluded.again_why")]]
    owners = employers.by_sector_and_size(data)
    for sector, part in owners.groupby("sector", sort=False):
        if sector != "enterprise":
            name = category(here, "sector", str(sector))
            n = words.number(part["value"].sum())
            rows.append([words("excluded.sector", sector=name), n, words("excluded.sector_why")])
    columns = [words(f"excluded.{c}") for c in ("what", "n", "why")]
    shown = pd.DataFrame(rows, columns=columns)
    return card.table("excluded", words("excluded.title"), words("excluded.note"), shown)


@charts_of_people
def gender_steps(here: Here) -> list[Charted]:
    """The share of women at each step, with the band from 40 to 60 per cent."""
    words = here.words
    table = gender.steps(here.data, here.state.selection)
    labels = [words(f"admission.{step}") for step in table["step"]]
    shares = [
        display.share(words, value, status)
        for value, status in zip(table["value"], table["status"], strict=True)
    ]
    counts = {
        who: [
            display.number(words, value, str(status))
            for value, status in zip(table[who], table[f"{who}_status"], strict=True)
        ]
        for who in ("women", "men")
    }
    shown = pd.DataFrame(
        {
            words("gender.step"): labels,
            words("profile.gender.woman"): counts["women"],
            words("profile.gender.man"): counts["men"],
            words("gender.share"): shares,
            **spans.column(here, table),
        }
    )
    title, sentence = _balance(here, table)
    note = " ".join([words("gender.note"), *untold_shares(here, table["status"])])
    this_card = card.of_frame(
        here, "gender-steps", title, sentence, shown, note, words("gender.unit")
    )
    low, high = gender.BAND
    dots = Dots(
        labels,
        [None] * len(labels),
        card.plain(table["value"]),
        ("", words("gender.share")),
        [f"{label}: {share}" for label, share in zip(labels, shares, strict=True)],
        span=(0, 100),
        unit="%",
        band=gender.BAND,
        band_name=words("gender.band", low=words.number(low), high=words.quantity(high, 0, "%")),
        reach=spans.ends(table),
        reach_name="" if here.data.exact else words("table.span"),
        signs=shares,
    )
    return [Charted(this_card, lambda: dumbbell(words, dots))]


def _balance(here: Here, table: pd.DataFrame) -> tuple[str, str]:
    """Whether the balance holds: the takeaway, and a sentence on the first and the last shown step."""
    words = here.words
    reported = table[table["status"] == REPORTED]
    if reported.empty:
        return words("gender.title"), words("sentence.nothing")
    low, high = gender.BAND
    least, most = (reported[side].fillna(reported["value"]) for side in ("lower", "upper"))
    if (least.ge(low) & most.le(high)).all():
        title = words("gender.within")
    elif (most.lt(low) | least.gt(high)).any():
        title = words("gender.outside")
    else:
        title = words("gender.unsure")
    first, last = reported.iloc[0], reported.iloc[-1]
    sentence = words(
        "gender.sentence" if len(reported) > 1 else "gender.only",
        first=words(f"gender.among.{first['step']}"),
        first_share=card.about(here, words.quantity(first["value"], 0, "%")),
        last=words(f"gender.among.{last['step']}"),
        last_share=card.about(here, words.quantity(last["value"], 0, "%")),
    )
    return title, sentence


@charts_of_people
def sector_and_size(here: Here) -> list[Charted]:
    """Organisations by sector and size, each counted once over the whole project."""
    words = here.words
    table = employers.by_sector_and_size(here.data)
    wide = table.pivot(index="sector", columns="size_class", values="value")
    sectors = list(dict.fromkeys(table["sector"]))
    sizes = list(dict.fromkeys(table["size_class"]))
    statuses = table.set_index(["sector", "size_class"])["status"]
    names = {size: category(here, "size_class", size) for size in sizes}
    labels = [category(here, "sector", sector) for sector in sectors]
    shown = pd.DataFrame({words("profile.sector.title"): labels})
    parts: dict[str, list[float | None]] = {}
    rows: dict[str, pd.DataFrame] = {}
    for size in sizes:
        rows[names[size]] = table[table["size_class"] == size].set_index("sector").loc[sectors]
        numbers = [wide.loc[sector, size] for sector in sectors]
        parts[names[size]] = [None if pd.isna(n) else float(n) for n in numbers]
        shown[names[size]] = [
            display.number(words, n, statuses[sector, size])
            for n, sector in zip(numbers, sectors, strict=True)
        ]
    note = [
        words("employers.county_only"),
        *spans.part_bound(here, max(derived.PARTS["employers"])),
    ]
    title, sentence = _most_employers(here, table)
    this_card = card.of_frame(
        here, "sector-size", title, sentence, shown, " ".join(note), words("employers.unit"),
        words("employers.title"),
    )  # fmt: skip
    paint = theme()["sizes"]
    painted = dict(zip(parts, zip(paint["fill"], paint["text"], strict=True), strict=False))
    notes = card.besides(words, shown, parts)
    stack = Stack(labels, parts, painted, spans.of_parts(rows), notes)
    this_card = spans.in_file(here, this_card, rows)
    return [Charted(this_card, lambda: stacked(words, stack))]


def _most_employers(here: Here, table: pd.DataFrame) -> tuple[str, str]:
    """The sector and size that most organisations have, as far as that is certain: the takeaway and a
    sentence."""
    words, title = here.words, here.words("employers.title")
    counted = table[table["value"].fillna(0) > 0]
    if counted.empty:
        return title, words("sentence.nothing")
    top = order.first(table)
    total = card.about(here, words.number(counted["value"].sum()))
    if not top.sure:
        said = [words("employers.total", total=total), words("sentence.unsure")]
        return title, " ".join(said)
    largest = {
        "sector": category(here, "sector", top.rows["sector"].iloc[0]).lower(),
        "size": category(here, "size_class", top.rows["size_class"].iloc[0]).lower(),
        "n": card.about(here, words.number(top.rows["value"].iloc[0])),
    }
    if len(top.rows) > 1:
        return title, words("employers.several", **largest, total=total)
    return words("employers.takeaway", **largest), words(
        "employers.largest", **largest, total=total
    )


@cache
def by_municipality(measure: str) -> Charts:
    """A panel of a measure of people by municipality, as bars with intervals."""
    return charts_of_people(
        lambda here: [ranking(here, here.values(measure), f"by-municipality-{measure}")]
    )


def ranking(
    here: Here,
    values: Values,
    key: str,
    title: str = "",
    note: str = "",
    columns: Mapping[str, Mapping[str, str]] | None = None,
) -> Charted:
    """A card of all municipalities in order of their values. ``columns`` adds columns to its table: title →
    code → text."""
    made = card.of_values(here, key, values, title)
    codes = display.table(here.words, here.data, values, here.state.selection)["code"]
    more = {name: [texts.get(c, "") for c in codes] for name, texts in (columns or {}).items()}
    made = replace(made, shown=made.shown.assign(**more))
    return Charted(
        replace(made, note=note or made.note),
        lambda: ranked(here.words, here.data, values, here.state.selection),
    )


@cache
def by_property(dimension: str) -> Charts:
    """A panel of participants by one of their own, or their organisation's, properties."""
    return charts_of_people(lambda here: [_property(here, dimension)])


def profile_cards(*dimensions: str) -> Together:
    """The participants by several properties: small cards in one frame."""
    return Together("profile", _profile_head, tuple(by_property(d) for d in dimensions))


def _profile_head(here: Here) -> TogetherHead:
    words = here.words
    period = programme.period(here.data, here.state.selection)
    return {
        "title": words("profile.together"),
        "under": f"{words('profile.unit')} · {period}",
        "lines": sources.source_lines(here, ""),
    }


def _property(here: Here, dimension: str) -> Charted:
    words = here.words
    table = profile(here.data, dimension, here.state.selection)
    labels = [category(here, dimension, c) for c in table["category"]]
    numbers = card.plain(table["value"])
    measure = here.data.catalogue["participants"]
    texts = [
        display.text(words, measure, v, s)
        for v, s in zip(table["value"], table["status"], strict=True)
    ]
    name = words(f"profile.{dimension}.title")
    title, sentence = _largest(here, dimension, table)
    shown = pd.DataFrame({name: labels, words("table.value"): texts, **spans.column(here, table)})
    note = words("profile.not_by_place") if here.state.selection.municipalities else ""
    reach = spans.ends(table)
    this_card = card.of_frame(
        here, f"profile-{dimension}", title, sentence, shown, note,
        words("profile.unit"),
    )  # fmt: skip
    return Charted(this_card, lambda: bars(words, labels, numbers, texts, reach=reach))


def _largest(here: Here, dimension: str, table: pd.DataFrame) -> tuple[str, str]:
    """The largest group, or those that may be it, as far as that is certain: the title and a sentence."""
    words = here.words
    reported = table[table["status"] == REPORTED]
    title = _each(here, dimension, reported)
    if reported.empty:
        return title, words("sentence.nothing")
    top = order.first(table)
    if not (top.sure or top.few):
        return title, words("sentence.unsure")
    names = [category(here, dimension, str(c)).lower() for c in top.rows["category"]]
    ends = (top.rows["value"].min(), top.rows["value"].max())
    largest = {
        "name": sentences.listed(words, names, top),
        "n": card.about(here, "–".join(words.number(n) for n in dict.fromkeys(ends))),
    }
    total = card.about(here, words.number(reported["value"].sum()))
    if not top.sure:
        return title, words("profile.among", **largest, total=total)
    title = words("profile.takeaway", what=words(f"profile.{dimension}.title"), **largest)
    tied = "profile.tied" if len(names) > 1 else "profile.largest"
    return title, words(tied, **largest, total=total)


def _each(here: Here, dimension: str, reported: pd.DataFrame) -> str:
    """The numbers of two groups, where no others are shown; otherwise what they are told apart by."""
    words, what = here.words, here.words(f"profile.{dimension}.title")
    if len(reported) != 2:
        return words("profile.by", name=what.lower())
    those = [
        words(
            "profile.each",
            name=category(here, dimension, str(row.category)).lower(),
            n=card.about(here, words.number(row.value)),
        )
        for row in each(reported)
    ]
    return words("profile.both", what=what, those=words.listed(those))


def category(here: Here, dimension: str, value: str) -> str:
    """The name of a category; the category itself where there is no text for it."""
    key = f"profile.{dimension}.{value}"
    return here.words(key) if here.words.has(key) else value
