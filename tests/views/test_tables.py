"""Tables of cards: the same values as their figures and files, in the order that a reader looks for them."""

from __future__ import annotations

import pytest

from atlas.views import panels, site, tables
from atlas.views.run.address import read
from atlas.views.run.visit import Here
from atlas.words import Words
from tests.deliveries import SHARE


def view(data, language="sv", **query):
    return Here(data, read({**query, "lang": language}, data)[0], Words(language))


def trend(here):
    (charted,) = panels.indicator_trend.cards(here)
    return charted.card


def filed(card):
    """The rows of a card's file: name, period and value."""
    return [row[1:4] for row in card.data().rows]


def unspaced(cell):
    return cell.replace("\u00a0", "").replace(" %", "").replace("%", "")


@pytest.mark.parametrize("measure", ["population", "edu_tertiary_share", "grp_per_capita"])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_table_of_a_trend_has_all_its_years_as_its_file_has(shipped, measure, language):
    here = view(shipped.public, language, matt=measure)
    card, periods = trend(here), here.values(measure).periods
    assert len(periods) > 2
    assert [*card.shown.columns[1:]] == periods
    table = [
        [row[0], period, unspaced(cell).replace(",", "" if language == "en" else ",")]
        for row in card.shown.itertuples(index=False)
        for period, cell in zip(periods, row[1:], strict=True)
    ]
    # read from left to right and from top to bottom it is the file, read downwards
    assert table == filed(card)


def test_a_trend_of_two_years_can_be_counted(counted):
    here = view(counted.public, matt="population")
    card = trend(here)
    rows = {row[0]: row[1:] for row in card.shown.itertuples(index=False)}
    assert [*card.shown.columns] == ["Område", *here.values("population").periods]
    assert set(rows["Umeå"]) == {"60\u00a0000"}
    assert set(rows["Bjurholm"]) == {"10\u00a0000"}


def test_signs_in_a_table_of_years_are_explained_under_it_and_only_those(counted):
    here = view(counted.public, matt=SHARE)
    (part,) = [panels.indicator_trend(here)]
    signs = part.content["table"]["signs"]
    cells = {cell for row in part.content["table"]["rows"] for cell in row}
    assert "-" in cells
    assert ".." not in cells
    assert signs == "- uppgift saknas"


def test_the_series_of_the_county_alone_has_no_rows_of_municipalities(shipped):
    for measure in shipped.public.catalogue.indicators("county"):
        here = view(shipped.public, matt=measure.id)
        (charted,) = panels.indicator_trend.cards(here)
        names = set(charted.card.shown["Område"])
        assert names <= {"Länet", "Riket"}
        assert "Länet" in names
        assert {name for name, *_ in filed(charted.card)} == names


@pytest.mark.parametrize(
    ("language", "first", "last"), [("sv", "Bjurholm", "Åsele"), ("en", "Bjurholm", "Åsele")]
)
def test_tables_beside_maps_run_by_name_and_the_county_stands_last(shipped, language, first, last):
    here = view(shipped.public, language, matt="edu_tertiary_share", kommun="2480")
    shown = tables.of_period(here, here.values("edu_tertiary_share"))
    names = [*shown[here.words("table.area")]]
    assert (names[0], names[14]) == (first, last)
    assert names[10] == "▸ Umeå"
    assert len(names) == 17


@pytest.mark.parametrize("compare", ["years", "all", "measures"])
def test_tables_of_maps_side_by_side_keep_numbers_with_their_names(shipped, compare):
    here = view(shipped.public, matt="population", jamfor=compare)
    part = site.page("map").panels[1](here)
    table = part.content["table"]
    period = here.values("population").period
    at = next(i for i, name in enumerate(table["columns"]) if period in name)
    told = {row[0]: unspaced(row[at]) for row in table["rows"]}
    values = here.values("population").at()["value"]
    assert told == {here.name(code): f"{value:.0f}" for code, value in values.items()}
    assert [row[0] for row in table["rows"]] == here.words.sorted(told)
