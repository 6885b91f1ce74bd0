"""Where participants come from: density and what one more would add, groups of places, who is missing."""

from __future__ import annotations

from functools import cache

import pandas as pd

from atlas.figures.dots import Dots, dumbbell
from atlas.frames import each, one
from atlas.measures import derived, display, gap, programme
from atlas.measures.values import PROTECTED
from atlas.views import card, spans
from atlas.views.card import Charted, Charts
from atlas.views.panels import grouped
from atlas.views.panels.emptiness import charts_of_people, of_people
from atlas.views.panels.participants import ranking
from atlas.views.run.visit import Here
from atlas.views.sheet import Part

DENSITY = "participants_per_10000"
# who is missing: the density that defines the denominator, the prefix of the texts, and the card's key
GAPS = {
    "participants": (gap.PEOPLE, "gap", "missing"),
    "enterprises": (gap.ENTERPRISES, "gap_enterprises", "missing-enterprises"),
}


@charts_of_people
def density(here: Here) -> list[Charted]:
    """Participants per inhabitants by municipality, with their number, the interval, and what one more
    participant would add."""
    words, values = here.words, here.values(DENSITY)
    measure = values.measure
    more = programme.one_more(here.data, measure, here.state.selection)
    known = {code: step for code, step in more.items() if code in here.data.codes}
    note = ""
    if known:
        least, most = (of(known, key=lambda c: known[c]) for of in (min, max))
        note = words(
            "density.one_more",
            low=here.name(least),
            low_step=words.number(known[least], 2),
            high=here.name(most),
            high_step=words.number(known[most], 1),
        )
    people = here.values(measure.declared["part"])
    shown = display.table(words, here.data, people, here.state.selection)
    columns = {
        "n": dict(zip(shown["code"], shown["value"], strict=True)),
        words("density.step"): {code: words.signed(step, 2) for code, step in more.items()},
    }
    return [ranking(here, values, f"by-municipality-{DENSITY}", note=note, columns=columns)]


@of_people
def groups(here: Here) -> Part | None:
    """Groups of municipalities: what can be said about places that are too small to be shown on their own."""
    words, data = here.words, here.data
    table = gap.gaps(data, here.state.selection)
    table = table[table["level"] == gap.GROUP]
    if table.empty:
        return None
    members = data["register"].set_index("code")["group_id"]
    cells = programme.people(data, here.state.selection.everywhere())
    by_place = cells.groupby("municipality_code")["n"].sum()
    names = gap.group_names(data, words.language)
    rows = []
    reach = spans.column(here, table)
    for at, row in enumerate(each(table)):
        codes = [code for code in data.codes if members[code] == row.code]
        number = derived.count(data, int(by_place.reindex(codes, fill_value=0).sum()))
        rows.append(
            [
                names[row.code],
                words.listed(words.sorted(here.name(c) for c in codes)),
                display.text(words, data.catalogue["participants"], *number),
                display.share(words, row.here, row.status),
                *(column[at] for column in reach.values()),
                words.quantity(row.people, 0, "%") if pd.notna(row.people) else "-",
            ]
        )
    columns = [words(f"gap.{c}") for c in ("group", "places", "people", "here", "stock")]
    shown = pd.DataFrame(rows, columns=[*columns[:-1], *reach, columns[-1]])
    title = grouped.title_of(here, data.catalogue["participants"])
    return card.table("groups", title, words("gap.groups_note"), shown)


@cache
def missing(whom: str) -> Charts:
    """A panel of each municipality's share of the ``participants`` against its share of the inhabitants, or
    of the ``enterprises`` against its share of the workplaces."""
    return charts_of_people(lambda here: _missing(here, whom))


def _missing(here: Here, whom: str) -> list[Charted]:
    words, data = here.words, here.data
    measure, said, key = GAPS[whom]
    table = gap.gaps(data, here.state.selection, measure)
    if table["people"].isna().all():
        return []
    places = table[table["level"] == gap.MUNICIPALITY].sort_values("people", ascending=False)
    names = [here.name(str(code)) for code in places["code"]]
    heres = [
        display.share(words, share, status)
        for share, status in zip(places["here"], places["status"], strict=True)
    ]
    peoples = [words.quantity(p, 1, "%") if pd.notna(p) else "-" for p in places["people"]]
    differences = [
        "" if pd.isna(d) else words("gap.points", n=words.signed(d, 0))
        for d in places["difference"]
    ]
    columns = (words(f"{said}.here"), words(f"{said}.stock"))
    shown = pd.DataFrame(
        {
            words("table.area"): names,
            columns[0]: heres,
            **spans.column(here, places),
            columns[1]: peoples,
            words("gap.difference"): differences,
        }
    )
    title, sentence = _sentence(here, places, said)
    reach = spans.ends(places)
    note = [words(f"{said}.note"), *([words("gap.line")] if reach else [])]
    this_card = card.of_frame(here, key, title, sentence, shown, " ".join(note), words("gap.unit"))
    texts = [
        f"{name}: {columns[0]} {a}, {columns[1]} {b}"
        for name, a, b in zip(names, heres, peoples, strict=True)
    ]
    dots = Dots(
        names,
        card.plain(places["people"]),
        card.plain(places["here"]),
        (columns[1], columns[0]),
        texts,
        decimals=(1, 0),
        unit="%",
        reach=reach,
        reach_name=words("table.span") if reach else "",
        signs=heres,
    )
    return [Charted(this_card, lambda: dumbbell(words, dots))]


def _sentence(here: Here, places: pd.DataFrame, text: str) -> tuple[str, str]:
    """The takeaway and the sentence: which places have more or less than their share, which are not shown."""
    words = here.words
    known = places.dropna(subset=["difference"])
    parts = []
    title = words(f"{text}.title")
    # a place has less or more than its share if its whole span does
    least, most = (known[side].fillna(known["here"]) for side in ("lower", "upper"))
    under, over = known[most < known["people"]], known[least > known["people"]]
    if len(under):
        row = one(under, under["difference"].idxmin())
        title = words(f"{text}.takeaway", name=here.name(str(row["code"])))
        parts.append(words(f"{text}.less", **_texts(here, row)))
    if len(over):
        parts.append(words(f"{text}.more", **_texts(here, one(over, over["difference"].idxmax()))))
    if len(known) and not parts and not here.data.exact:
        parts.append(words("gap.unsure"))
    hidden = places[places["status"] == PROTECTED]
    if len(hidden) and not here.data.exact:
        share = words.quantity(hidden["people"].sum(), 0, "%")
        parts.append(words(f"{text}.hidden", n=words.number(len(hidden)), share=share))
    return title, " ".join(parts) or words("sentence.nothing")


def _texts(here: Here, row: pd.Series) -> dict[str, str]:
    words = here.words
    return {
        "name": here.name(str(row["code"])),
        "here": card.about(here, words.quantity(row["here"], 0, "%")),
        "people": words.quantity(row["people"], 0, "%"),
    }
