"""A card: takeaway, subject and period, the figure, one sentence, the same values as a table, the source and
the downloads. All of it is made from one values table, so its parts cannot disagree."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from atlas import sentences
from atlas.exports import csv, filed, svg, xlsx
from atlas.exports.filed import Filed
from atlas.figures import spec
from atlas.figures.spec import Figure
from atlas.maps.types import Compared, Scene
from atlas.measures import display, programme
from atlas.measures.selection import Selection
from atlas.measures.values import PROTECTED, REPORTED, Values
from atlas.rounding import half_up
from atlas.views import pictured, sources, tables
from atlas.views.parts import types
from atlas.views.parts.cards import CardFoot, Table
from atlas.views.run.visit import Here
from atlas.views.sheet import CSV, SVG, XLSX, Beside, File, Part, below, file_key
from atlas.words import Words


@dataclass(frozen=True)
class Card:
    """What a card says. ``shown`` is the table of its values, ``data`` is what its files hold.

    ``stem`` names the files; ``folded`` puts the table behind a button (without it, the page shows the table
    elsewhere). Without ``source`` the numbers are the programme's own, and with ``own`` some of them are.
    ``origin`` is what else is known of the source (:func:`atlas.views.sources.origin`).

    On a page a title may depend on the heading above it, but on a slide it stands alone. So the card of a
    measure keeps its ``values`` and says whether it covers all their years (``over_years``) or only the shown
    one: a slide's heading and period are made from these.
    """

    key: str
    title: str
    under: str
    sentence: str
    shown: pd.DataFrame
    data: Callable[[], Filed]
    stem: str
    source: str = ""
    origin: Sequence[str] = ()
    own: bool = False
    note: str = ""
    folded: bool = True
    values: Values | None = None
    over_years: bool = False


@dataclass(frozen=True)
class Charted:
    """A card with a figure. The figure is only made when it is to be drawn."""

    card: Card
    figure: Callable[[], Figure]


@dataclass(frozen=True)
class Charts:
    """A panel of one or more cards with figures, one under another. ``cards`` makes them, for the page and
    for the stage."""

    cards: Callable[[Here], Sequence[Charted]]

    def __call__(self, here: Here) -> Part | None:
        """The cards as one part; ``None`` where there are no cards."""
        panels = [_panel(charted) for charted in self.cards(here)]
        if len(panels) < 2:
            return panels[0](here) if panels else None
        return below(*panels)(here)


def charts(make: Callable[[Here], Sequence[Charted]]) -> Charts:
    """A panel of the cards that ``make`` returns."""
    return Charts(make)


@dataclass(frozen=True)
class ChartsUnder(Charts):
    """Cards side by side under a common heading."""

    heading: str

    def __call__(self, here: Here) -> Part | None:
        """Heading and cards as one part; ``None`` where there are no cards."""
        cards = self.cards(here)
        if not cards:
            return None
        title = Part(
            {"kind": "text", "key": self.heading, "title": here.words(self.heading), "items": []}
        )
        row = Beside((1,) * len(cards), tuple(_panel(charted) for charted in cards))
        return below(lambda _: title, row)(here)


def charts_under(heading: str, make: Callable[[Here], Sequence[Charted]]) -> Charts:
    """A panel of the cards that ``make`` returns, under a heading."""
    return ChartsUnder(make, heading)


def _panel(charted: Charted) -> Callable[[Here], Part]:
    return lambda here: with_figure(here, charted)


def of_values(
    here: Here,
    key: str,
    values: Values,
    title: str = "",
    folded: bool = True,
    over_years: bool = False,
) -> Card:
    """A card of one measure."""
    words, measure, selection = here.words, values.measure, here.state.selection
    return Card(
        key=key,
        title=title or sentences.headline(words, here.data, values, selection),
        under=subtitle(here, values),
        sentence=sentences.describe(words, here.data, values, selection),
        shown=(tables.of_years if over_years else tables.of_period)(here, values),
        data=lambda: filed.of_values(words, here.data, values),
        stem=measure.id,
        source=measure.source(words.language),
        origin=sources.origin(here, values, values.periods if over_years else [values.period]),
        note=note(here, values),
        folded=folded,
        values=values,
        over_years=over_years,
    )


def note(here: Here, values: Values) -> str:
    """The measure's caveats; for a rate also the year of its denominator."""
    measure, words = values.measure, here.words
    said = [measure.text("note", words.language)]
    if "denominator" in measure.declared:
        year = programme.stock_year(here.data, measure, here.state.selection)
        if year is not None:
            said.append(words("density.stock_year", year=str(year)))
    if "form" in measure.declared and programme.has_outside(here.data):
        counted = "without" if "denominator" in measure.declared else "with"
        said.append(words(f"outside.{counted}"))
    return " ".join(part for part in said if part)


def of_frame(
    here: Here,
    key: str,
    title: str,
    sentence: str,
    shown: pd.DataFrame,
    note: str = "",
    unit: str = "",
    subject: str = "",
) -> Card:
    """A card of people (or another ``unit``) by step, state or property: a small table, not a measure by
    municipality. ``subject`` is what it is about, where the title tells what there is to see."""
    words = here.words
    told = [subject if subject != title else "", unit or words("cohorts.people")]
    return Card(
        key=key,
        title=title,
        under=" · ".join([*filter(None, told), programme.period(here.data, here.state.selection)]),
        sentence=sentence,
        shown=shown,
        data=lambda: filed.of_frame(words, here.data, title, "", shown),
        stem=key,
        note=note,
    )


def with_event_line(here: Here, card: Card) -> Card:
    """The card of a chart over time, with a note on what the marks of the programme's events are."""
    return replace(card, note=f"{card.note} {here.words('calendar.on_trend')}".strip())


def with_map(here: Here, card: Card, scene: Scene, picks: types.Picks = "") -> Part:
    """A card with a map; ``picks`` as in :class:`~atlas.views.parts.types.MapCard`."""
    content: types.MapCard = {
        "kind": "card",
        **foot(here, card),
        "map": scene,
        "facts": None,
        "picks": picks,
    }
    files = _files(here, card, lambda: svg.one(scene, pictured.geometry(here, scene)))
    return Part(content, files)


def with_maps(here: Here, card: Card, compared: Compared) -> Part:
    """A card with several maps."""
    content: types.ComparisonCard = {
        "kind": "comparison",
        **foot(here, card),
        "compared": compared,
        "facts": None,
    }
    scene = compared["scenes"][0] if compared["mode"] == "measures" else compared["scene"]
    files = _files(here, card, lambda: svg.several(compared, pictured.geometry(here, scene)))
    return Part(content, files)


def with_figure(here: Here, charted: Charted) -> Part:
    """A card with a figure."""
    content: types.ChartCard = {
        "kind": "chart",
        **foot(here, charted.card),
        "figure": spec.as_json(charted.figure()),
    }
    return Part(content, _files(here, charted.card, charted.figure))


def with_content(here: Here, card: Card, content: types.Content) -> Part:
    """A card of another kind, with its files: ``content`` has its own :func:`foot`."""
    return Part(content, _files(here, card))


def grid(shown: pd.DataFrame) -> Table:
    """A table as the script draws it: columns and rows of text, every cell as it stands."""
    rows = [[str(cell) for cell in row] for row in shown.itertuples(index=False, name=None)]
    return {"columns": [str(column) for column in shown.columns], "rows": rows}


def grid_of(here: Here, card: Card) -> Table:
    """The table of a card. One of all years has no room for a remark on each cell, so what the signs in it
    mean stands under it."""
    drawn = grid(card.shown)
    if card.over_years:
        drawn["signs"] = tables.signs(here.words, drawn["rows"])
    return drawn


def table(
    key: str,
    title: str,
    under: str,
    shown: pd.DataFrame,
    note: str = "",
    links: Mapping[str, str] | None = None,
) -> Part:
    """A table in a frame of its own. A cell whose text is among ``links`` leads to that address."""
    content: types.FramedTable = {
        "kind": "table",
        "key": key,
        "title": title,
        "under": under,
        "note": note,
        "files": False,
        "folded": "",
        **grid(shown),
    }
    if links:
        content["links"] = dict(links)
    return Part(content)


def vacant(key: str, title: str, text: str, picture: types.Picture) -> Part:
    """What stands where there is nothing to show yet, and how something comes there."""
    return Part({"kind": "vacant", "key": key, "title": title, "text": text, "picture": picture})


def subtitle(here: Here, values: Values) -> str:
    """Unit, area, period."""
    words = here.words
    region = here.data.region.text("county_name", words.language)
    parts = [values.measure.unit(words.language), region, values.period]
    return " · ".join(part for part in parts if part)


def plain(column: pd.Series) -> list[float | None]:
    """A column of numbers for a chart, with ``None`` for what may not be shown."""
    return [None if pd.isna(v) else float(v) for v in column]


def foot(here: Here, card: Card) -> CardFoot:
    """Everything that a card says, except its figure."""
    return {
        "key": card.key,
        "title": card.title,
        "under": card.under,
        "sentence": card.sentence,
        "note": card.note,
        "lines": sources.source_lines(here, card.source, card.origin, card.own),
        "table": grid_of(here, card) if card.folded else None,
    }


def _files(
    here: Here, card: Card, shown: Callable[[], Figure | svg.Maps] | None = None
) -> dict[str, File]:
    """The files of a card; of one with a figure or with maps (``shown``) its picture, too."""
    made = files(here, card.key, card.stem, card.data)
    if shown is not None:
        name = filed.file_name(here.data, card.stem, SVG)
        made[file_key(card.key, SVG)] = File(name, lambda: pictured.picture(here, card, shown()))
    return made


def files(here: Here, key: str, stem: str, make: Callable[[], Filed]) -> dict[str, File]:
    """Figures as files of each kind that is made of a table."""
    words, data = here.words, here.data

    def named(ending: str) -> str:
        return filed.file_name(data, stem, ending)

    return {
        file_key(key, CSV): File(named("csv"), lambda: csv.encode(words, make())),
        file_key(key, XLSX): File(named("xlsx"), lambda: xlsx.encode(words, data, make())),
    }


def selection_text(here: Here, selection: Selection) -> str:
    """The chosen places in words, or the whole county."""
    names = [here.name(code) for code in selection.municipalities]
    if names:
        return here.words.listed(names)
    return here.data.region.text("county_name", here.words.language)


def scope_text(here: Here, selection: Selection) -> str:
    """Whom a sentence is about: the chosen cohorts, if any, in the chosen places or the whole county."""
    names = here.data.cohort_names
    cohorts = [names.get((c, here.words.language), c) for c in selection.cohorts]
    place = selection_text(here, selection)
    return f"{here.words.listed(cohorts)}, {place}" if cohorts else place


def about(here: Here, text: str) -> str:
    """A number of people in a sentence, with "about" before a protected one."""
    return sentences.about(here.words, here.data, text)


def shares(here: Here, table: pd.DataFrame) -> str:
    """The range of the shares of a table (``value`` in per cent); empty if one of them may not be told."""
    if table.empty or not table["status"].eq(REPORTED).all():
        return ""
    words, low, high = here.words, half_up(table["value"].min()), half_up(table["value"].max())
    first = "" if low == high else f"{words.number(low)}–"
    return about(here, f"{first}{words.quantity(high, 0, '%')}")


def besides(words: Words, shown: pd.DataFrame, parts: Collection[str]) -> list[str]:
    """What to say about each row of a table that is drawn as bars of ``parts``: its other columns, and which
    parts are protected, since a bar without length would look like zero."""
    others = [name for name in shown.columns[1:] if name not in parts]
    notes = []
    for row in shown.to_dict("records"):
        said = [f"{name} {row[name]}" for name in others]
        hidden = [name for name in parts if row[name] == display.SYMBOLS[PROTECTED]]
        if len(hidden) == len(parts):
            said.append(words("card.all_hidden"))
        elif hidden:
            said.append(words("card.hidden", those=words.listed(hidden)))
        notes.append(" · ".join(said))
    return notes
