"""The picture of every card of every page: no text is cut or lies on another, and each says what it is."""

from __future__ import annotations

import pytest

from atlas.exports.filed import EXACT
from atlas.views import site, tables
from atlas.views.run.address import read
from atlas.views.run.visit import Here
from atlas.views.sheet import SVG, Drawn, File, file_key, parts_of
from atlas.words import Words
from tests.exports.svg import seen as reading
from tests.exports.svg.seen import faults

ADDRESSES = (
    {},
    {"kommun": "2480,2482,2418", "matt": "employment_rate_20_64", "jamfor": "years"},
    {"matt": "participants_per_10000", "jamfor": "measures", "vy": "tiles"},
    {"matt": "employment_rate_20_64", "jamfor": "all", "kohort": "riv-umea-2022"},
    {"vy": "groups", "kommun": "2401"},
    {"matt": "new_enterprises", "vy": "tiles"},
)


def cards(data, address: dict[str, str]):
    """The cards with a picture: where each stands, what the page tells of it, its picture and its table."""
    state, ignored = read(address, data)
    assert not ignored
    here = Here(data, state, Words(state.language))
    for page in site.pages():
        panels = tuple(panel for panel in site.page(page).sheet if not isinstance(panel, Drawn))
        for part in parts_of(here, panels):
            told = {card["key"]: card for card in within(part.content)}
            for key, file in part.files.items():
                if key.endswith(f":{SVG}"):
                    card = key.removesuffix(f":{SVG}")
                    yield f"{page}, {card}", told[card], file, part.files[file_key(card)]


def within(content):
    """The cards of a part."""
    if isinstance(content, dict):
        if content.get("kind") in ("card", "comparison", "chart"):
            yield content
        for inner in content.values():
            yield from within(inner)
    elif isinstance(content, list):
        for inner in content:
            yield from within(inner)


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("address", ADDRESSES, ids=str)
def test_no_text_is_cut_or_lies_on_another_and_each_says_what_it_is(shipped, address, language):
    many = 0
    for where, told, file, _ in cards(shipped.public, address | {"lang": language}):
        assert file.name.endswith(".svg")
        assert "skyddad" in file.name
        seen = reading.read(file.make())
        assert faults(seen) == [], where
        assert told["title"] in seen.told, where
        assert told["title"] in seen.title, where
        assert " · ".join(told["lines"]) in seen.told, where
        own = (
            "Källa: programmets" in told["lines"][0] or "Source: the programme" in told["lines"][0]
        )
        if own:
            assert seen.words[0] == Words(language)("head.sample"), where
        many += 1
    assert many > 20


def test_every_drawn_card_has_a_picture(shipped):
    """What the browser draws, the server writes."""
    state, _ = read({"matt": "unemployment_rate"}, shipped.public)
    here = Here(shipped.public, state, Words("sv"))
    for page in site.pages():
        panels = tuple(panel for panel in site.page(page).sheet if not isinstance(panel, Drawn))
        for part in parts_of(here, panels):
            for card in within(part.content):
                file = part.files[file_key(card["key"], SVG)]
                assert isinstance(file, File)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_numbers_of_a_figure_are_those_of_its_file(shipped, language):
    """What stands at the marks of rows is in the table of the same card."""
    compared = 0
    for where, told, file, table in cards(shipped.public, {"lang": language}):
        rows = told.get("figure", {}).get("rows", [])
        words = reading.read(file.make()).words
        texts = [text for row in rows if (text := row.get("text")) and row.get("bar") is not None]
        for text in texts:
            assert text in words, where
        if told["table"] and texts:
            cells = {cell for line in told["table"]["rows"] for cell in line}
            known = {text for text in texts if any(text in cell for cell in cells)}
            assert known == set(texts), where
            compared += len(texts)
        assert table.make()
    assert compared > 5


@pytest.mark.parametrize("measure", ["participants", "unemployment_rate", "new_enterprises"])
@pytest.mark.parametrize("form", ["land", "tiles"])
def test_the_numbers_on_a_map_are_those_of_its_table(shipped, measure, form):
    address = {"matt": measure} | ({"vy": form} if form == "tiles" else {})
    here = Here(shipped.public, read(address, shipped.public)[0], Words("sv"))
    table = tables.of_period(here, here.values(measure))
    told = dict(zip(table.iloc[:, 0], table.iloc[:, 1], strict=True))
    [file] = [file for where, _, file, _ in cards(shipped.public, address) if where == "map, map"]
    words = reading.read(file.make()).words
    names = [here.name(code) for code in shipped.public.codes if here.name(code) in words]
    assert len(names) >= 14, "nearly all have room for their names"
    for name in names:
        # a name and its value are written one after the other
        assert words[words.index(name) + 1] == told[name]


def test_exact_numbers_are_marked_beside_the_title(shipped):
    """Of staff: the mark comes first, in the name of the file, too."""
    for _, _, file, _ in cards(shipped.exact, {}):
        seen = reading.read(file.make())
        assert EXACT in file.name
        assert seen.words[0] == EXACT
        assert seen.title.startswith(EXACT)
        (_, top, left, _), (_, above, _, _) = seen.texts[0][1], seen.texts[1][1]
        assert left > seen.width / 2
        assert abs(top - above) < 30


def test_the_same_snapshot_gives_the_same_bytes(shipped):
    once, again = ([file.make() for _, _, file, _ in cards(shipped.public, {})] for _ in "12")
    assert once == again


@pytest.mark.parametrize("world", ["counted", "odd", "hollow"])
def test_few_people_odd_ones_and_nobody_are_drawn_whole(request, world):
    data = request.getfixturevalue(world).public
    for where, _, file, _ in cards(data, {}):
        assert faults(reading.read(file.make())) == [], where
