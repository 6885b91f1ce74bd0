"""Numbers: from a changed file to the screen, whole on every measure, safe for everyone, and saved."""

from __future__ import annotations

import csv
import io
import re
import struct
from itertools import product
from xml.etree import ElementTree

import pytest
from playwright.sync_api import expect

from atlas import catalogue
from atlas.decks import Deck, Slide
from atlas.rounding import half_up
from atlas.words import Words
from tests.deliveries import ROOT
from tests.journeys.pages import MUNICIPALITIES, agreed
from tests.journeys.saving import SMALL, SYMBOLS, read, saved, small_counts, tabled
from tests.journeys.staging import Stage

pytestmark = pytest.mark.browser

MEASURES = {measure.id: measure for measure in catalogue.load(ROOT / "data").mappable()}
COUNTS = [m.id for m in MEASURES.values() if m.programme and m.kind == "count"]
COHORTS = ["riv-skelleftea-2022", "riv-umea-2022", "riv-lycksele-2022"]
with (ROOT / "data/groups.csv").open(encoding="utf-8") as groups:
    REGISTER = [row["municipality_code"] for row in csv.DictReader(groups)]
DOROTEA = "2425"


# ---- from a file to the screen


def newcomer(number: int, enrolled_on: str = "2022-09-01") -> str:
    """A line of participants.csv: someone from Dorotea who began in the autumn of 2022."""
    return (
        f"new-{number},riv-lycksele-2022,new-organisation,{DOROTEA},woman,leader,enterprise,10-49,"
        f"active,{enrolled_on},2022-10-17,\n"
    )


def expect_at_dorotea(atlas, number: str) -> None:
    """Ask for exact numbers: the map shows this one for Dorotea."""
    atlas.see_exact()
    expect(atlas.numbers).to_contain_text("Exakta tal")
    atlas.rest("map")
    expect(atlas.area(DOROTEA)).to_have_attribute("data-value", number)


def test_a_changed_file_shows_a_broken_one_leaves_the_old_number_with_the_reason(
    visit, own_delivery, own_desk
):
    file = own_delivery.data / "participants.csv"
    first = file.read_text("utf-8")
    assert DOROTEA not in first, "nobody is from Dorotea to begin with"
    atlas = visit(own_desk).open("map")
    expect_at_dorotea(atlas, "0")
    expect(atlas.answer).to_contain_text("Länet: 61 personer.")

    good = first + newcomer(1) + newcomer(2) + newcomer(3)
    file.write_text(good, "utf-8")
    done = own_delivery.publish()
    assert done.returncode == 0, done.stdout + done.stderr
    atlas.page.reload()
    atlas.rest("map")
    expect(atlas.numbers).to_contain_text("Skyddade tal")
    expect_at_dorotea(atlas, "3")
    expect(atlas.answer).to_contain_text("Länet: 64 personer.")
    published = re.search(r"Publicerat (.+?) ·", atlas.page.locator(".st-key-footer").inner_text())
    assert published

    file.write_text(good + newcomer(4, enrolled_on="2022-13-01"), "utf-8")
    refused = own_delivery.publish()
    assert refused.returncode == 1
    assert "participants.csv row 66, column enrolled_on" in refused.stdout + refused.stderr
    atlas.page.reload()
    atlas.rest("map")
    expect(atlas.notices).to_have_count(1)
    told = atlas.notices.inner_text()  # how many findings there are is for who may mend them
    assert told == (
        "En nyare leverans togs inte emot. "
        f"Sidan visar de senaste godkända uppgifterna, publicerade {published[1]}."
    )
    reason = 'participants.csv rad 66, kolumn enrolled_on: är inget datum (formen är "0000-00-00"'
    expect(atlas.page.get_by_text(reason)).to_be_visible()
    expect_at_dorotea(atlas, "3")
    expect(atlas.answer).to_contain_text("Länet: 64 personer.")

    in_english = visit(own_desk).open("about", "en")
    expect(in_english.notices).to_contain_text("A newer delivery was not accepted. The page shows")
    reason = 'participants.csv row 66, column enrolled_on: is not a date (its form is "0000-00-00"'
    expect(in_english.page.get_by_text(reason)).to_be_visible()

    file.write_text(good + newcomer(4), "utf-8")
    assert own_delivery.publish().returncode == 0
    atlas.page.reload()
    atlas.rest("map")
    expect(atlas.notices).to_have_count(0)
    expect_at_dorotea(atlas, "4")


# ---- fifteen, on each measure


def test_fifteen_places_on_the_map_are_the_register_and_the_table_on_each_measure(visit, public):
    atlas = visit(public).open("map")
    for measure in MEASURES:
        atlas.turn("map", **({} if measure == "participants" else {"matt": measure}))
        are_the_register_and_the_table(atlas, measure)


def are_the_register_and_the_table(atlas, measure: str) -> None:
    areas, rows = atlas.values(), atlas.rows()
    assert len(REGISTER) == MUNICIPALITIES
    assert sorted(area["code"] for area in areas) == sorted(REGISTER)
    named = {area["name"]: area for area in areas}
    # in the alphabet of the page, the county and the country last
    assert [row[0] for row in rows[:MUNICIPALITIES]] == Words("sv").sorted(named), measure
    for row in rows[:MUNICIPALITIES]:
        area = named[row[0]]
        if area["status"] == "reported":
            told = half_up(float(area["value"]), MEASURES[measure].decimals)
            assert told == read(row[1]), measure
        else:
            assert (row[1], area["value"]) == (SYMBOLS[area["status"]], ""), measure
    assert all(row[0] in ("Länet", "Riket") for row in rows[MUNICIPALITIES:]), measure


@pytest.mark.parametrize(("language", "says"), [("sv", "uppgift saknas"), ("en", "no data")])
def test_a_figure_that_nobody_published_is_missing_and_never_zero(visit, public, language, says):
    # gross regional product per inhabitant of 2015 stands for eleven municipalities, not for these
    absent = {"2404": "Vindeln", "2460": "Vännäs", "2462": "Vilhelmina", "2463": "Åsele"}
    atlas = visit(public).open("map", language, matt="grp_per_capita", ar="2015")
    missing = {a["code"]: a["name"] for a in atlas.values() if a["status"] == "missing"}
    assert missing == absent
    assert {row[0] for row in atlas.rows() if row[1] == "-"} >= set(absent.values())
    for code in absent:
        expect(atlas.area(code)).to_have_attribute("data-value", "")
        expect(atlas.area(code)).to_have_attribute("aria-label", re.compile(says))


def test_a_protected_number_is_told_as_such_and_never_as_zero(visit, public):
    atlas = visit(public).open("map")
    hidden = [a for a in atlas.values() if a["status"] == "protected"]
    assert len(hidden) >= 5, "five municipalities have no participants, and that is hidden as well"
    assert not [a for a in atlas.values() if a["value"] == "0"]
    rows = {row[0]: row for row in atlas.rows()}
    assert {rows[a["name"]][1] for a in hidden} == {".."}
    expect(atlas.area(hidden[0]["code"])).to_have_attribute("aria-label", re.compile("skyddat tal"))


# ---- nobody is pointed out


def test_no_count_of_one_to_four_is_public_on_any_measure_in_any_cohort(visit, public):
    atlas = visit(public).open("map")
    for measure, cohort in product(COUNTS, ("", *COHORTS)):
        asked = {"matt": measure, "kohort": cohort}
        atlas.turn("map", **{name: value for name, value in asked.items() if value})
        assert small_counts(atlas) == [], (measure, cohort)


def test_a_rate_does_not_give_away_a_small_count(visit, public):
    atlas = visit(public).open("map", matt="participants_per_10000")
    with (ROOT / "data/indicators.csv").open(encoding="utf-8") as file:
        inhabitants = {
            row["municipality_code"]: float(row["value"])
            for row in csv.DictReader(file)
            if (row["indicator_id"], row["year"]) == ("population", "2022")
        }
    people = [
        round(float(a["value"]) * inhabitants[a["code"]] / 10_000, 3)
        for a in atlas.values()
        if a["value"]
    ]
    assert people
    assert all(number == round(number) for number in people), "the rate is of whole people"
    assert not SMALL.intersection(people)


def test_the_desk_starts_protected_and_its_switch_gives_exact_numbers(visit, desk):
    atlas = visit(desk).open("map")
    expect(atlas.numbers).to_contain_text("Skyddade tal")
    expect(atlas.exact).not_to_be_checked()
    assert small_counts(atlas) == []

    atlas.see_exact()
    expect(atlas.numbers).to_contain_text("Exakta tal")
    expect(atlas.numbers).not_to_contain_text("Skyddade tal")
    atlas.rest("map")
    # the same look at the page finds small numbers now: it would have found them above
    with (ROOT / "data/participants.csv").open(encoding="utf-8") as file:
        listed = [row["municipality_code"] for row in csv.DictReader(file)]
    shows_exactly(atlas, {code: listed.count(code) for code in REGISTER})
    assert not {"exact", "exakt"} & set(atlas.query), "a link never carries exact numbers"

    atlas.see_exact(False)
    expect(atlas.numbers).to_contain_text("Skyddade tal")
    atlas.rest("map")
    shows_no_small_count(atlas)


@agreed
def shows_exactly(atlas, counts: dict[str, int]) -> None:
    """The map shows these counts, small ones among them, and the table does, too."""
    assert {a["code"]: int(a["value"] or -1) for a in atlas.values()} == counts
    assert small_counts(atlas)


@agreed
def shows_no_small_count(atlas) -> None:
    assert small_counts(atlas) == []


def test_the_public_atlas_has_no_switch_for_exact_numbers(visit, public):
    atlas = visit(public).open("map", exact="true")
    expect(atlas.numbers).to_contain_text("Skyddade tal")
    expect(atlas.exact).to_have_count(0)
    assert small_counts(atlas) == []


# ---- saved


@pytest.mark.parametrize(
    ("language", "mark", "separator", "heads"),
    [
        ("sv", "Exempeldata", ";", ["kod", "namn", "period", "värde"]),
        ("en", "Sample data", ",", ["code", "name", "period", "value"]),
    ],
)
def test_a_card_is_saved_as_csv_that_says_what_it_is(
    visit, public, language, mark, separator, heads
):
    atlas = visit(public).open("map", language)
    name, content = saved(atlas.card("map"), "csv")
    assert re.fullmatch(r"participants_\w+_\w+\.csv", name)
    assert content.startswith("\ufeff".encode()), "Excel knows UTF-8 by its mark"
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=separator))
    top = next(i for i, line in enumerate(lines) if line[:4] == heads)
    above = "\n".join(separator.join(line) for line in lines[:top])
    assert above.startswith(mark)
    assert re.search(r"\d{8}T\d{6}-\w{8}", above), "the snapshot is named"
    told = {line[0]: line[3] for line in lines[top + 1 :]}
    shown = {a["code"]: str(a["value"] or SYMBOLS.get(a["status"])) for a in atlas.values()}
    assert {code: told[code] for code in REGISTER} == shown


@pytest.mark.parametrize(("room", "kind"), [("map", ".atlas-map"), ("cohorts", ".atlas-plot")])
def test_a_card_is_saved_as_a_picture_that_says_what_it_is(visit, public, room, kind):
    atlas = visit(public).open(room)
    card = atlas.page.locator(".atlas-card").filter(has=atlas.page.locator(kind)).first
    title = card.get_by_role("heading").first.inner_text()

    name, content = saved(card, "svg")
    assert re.fullmatch(r"\w+_skyddad_\w+\.svg", name)
    words = [one.get("aria-label") for one in ElementTree.fromstring(content).iter()]
    assert title in words
    caption = " ".join(filter(None, words))
    assert "Källa: programmets egna uppgifter" in caption
    assert "Exempeldata" in caption
    assert not re.search(rb'(href|src)="(?!#|data:)', content), "nothing is fetched from elsewhere"

    name, content = saved(card, "png")
    assert re.fullmatch(r"\w+_skyddad_\w+\.png", name)
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", content[16:24])
    assert width == 2400
    assert height >= 400


CARDS = {
    "cohorts": ["admission", "funnel", "retention", "attendance", "times", "survey-after"],
    "participants": ["missing", "missing-enterprises", "gender-steps", "sector-size"],
}


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("room", CARDS)
def test_a_card_says_the_same_in_its_table_and_its_file(visit, public, room, language):
    atlas = visit(public).open(room, language)
    for key in CARDS[room]:
        card = atlas.card(key)
        _, content = saved(card, "csv")
        separator = ";" if language == "sv" else ","
        lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=separator))
        shown = [
            row.locator("th, td").all_inner_texts() for row in tabled(card).locator("tr").all()
        ]
        assert len(shown) > 2
        told = [[cell.removeprefix("'") for cell in line] for line in lines[-len(shown) :]]
        # a file of parts has a column more for each: what its numbers could be
        assert [line[: len(row)] for line, row in zip(told, shown, strict=True)] == shown
        could_be = Words(language)("table.span_of", name="")
        assert all(name.endswith(could_be) for name in told[0][len(shown[0]) :])


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("room", CARDS)
def test_a_slide_says_the_sentence_and_the_numbers_of_its_card(visit, public, room, language):
    atlas = visit(public).open(room, language)
    told = []
    for key in CARDS[room]:
        card = atlas.card(key)
        rows = tabled(card).locator("tbody tr").all()
        table = [row.locator("th, td").all_inner_texts() for row in rows]
        told.append((key, card.locator(".atlas-sentence").inner_text(), table))
    deck = Deck("Samma tal", language, "", tuple(Slide(room, (), key) for key in CARDS[room]))
    stage = Stage(atlas).open(deck)
    for at, (key, sentence, table) in enumerate(told, start=1):
        stage.at(at)
        slide = atlas.page.locator(".atlas-slide-shown")
        expect(slide.locator(".atlas-slide-sentence")).to_have_text(sentence)
        rows = slide.locator("tbody tr").all()
        cells = [row.locator("th, td").all_inner_texts() for row in rows]
        shown = [[cell for cell in row if cell] for row in cells]
        kept = [[cell for cell in row if cell] for row in table]
        assert shown == kept, key
        stage.press("ArrowRight")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_bars_table_and_sentence_of_a_card_are_the_same_numbers(visit, public, language):
    atlas = visit(public).open("cohorts", language)
    card = atlas.card("admission")
    drawn = card.locator(".atlas-plot-number").all_text_contents()
    rows = [
        row.locator("th, td").all_inner_texts() for row in tabled(card).locator("tbody tr").all()
    ]
    assert [row[1] for row in rows] == drawn
    numbers = {row[0]: read(row[1]) for row in rows}
    started, completed = list(numbers.values())[-2:]
    assert f"{round(100 * completed / started)}" in card.locator(".atlas-sentence").inner_text()
    assert f"{round(100 * completed / started)}" in atlas.answer.inner_text()
