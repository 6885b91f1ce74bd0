"""The catalogue: what each measure means, and what is said when a declaration lacks a part."""

from __future__ import annotations

import datetime as dt

import pytest

from atlas import catalogue
from atlas.errors import DeclarationError, UnknownMeasure
from tests.deliveries import DATA, edit, small

SHIPPED = catalogue.load(DATA)


@pytest.fixture
def folder(tmp_path):
    return small(tmp_path)


def test_the_programmes_own_measures_come_first():
    assert [m.id for m in SHIPPED.programme()] == [
        "participants",
        "participants_per_10000",
        "organisations",
        "enterprises",
        "started",
        "completed",
        "completion_rate",
        "completion_of_ended",
        "completion_of_enrolled",
        "enrolments",
        "withdrawn",
        "participants_per_1000_aged_25_64",
        "enterprises_per_1000_workplaces",
    ]
    assert list(SHIPPED.measures)[:13] == [m.id for m in SHIPPED.programme()]


def test_what_only_the_county_has_is_not_mappable():
    county = {m.id for m in SHIPPED.indicators("county")}
    assert {"new_enterprises", "rd_business_msek"} <= county
    assert county.isdisjoint(m.id for m in SHIPPED.mappable())


@pytest.mark.parametrize(
    ("measure", "kind", "direction"),
    [
        ("participants", "count", "none"),
        ("completion_rate", "rate", "higher"),
        ("unemployment_rate", "rate", "lower"),
        ("grp_per_capita_index", "index", "higher"),
    ],
)
def test_what_a_measure_means_is_declared(measure, kind, direction):
    assert (SHIPPED[measure].kind, SHIPPED[measure].direction) == (kind, direction)


@pytest.mark.parametrize("measure", list(SHIPPED.measures))
def test_every_measure_is_told_in_both_languages(measure):
    for key in ("name", "definition", "unit"):
        texts = [SHIPPED[measure].text(key, language) for language in ("sv", "en")]
        assert all(texts), (measure, key)
    for language in ("sv", "en"):
        title = SHIPPED.theme(SHIPPED[measure].theme, language)
        assert title != SHIPPED[measure].theme


def test_a_new_indicator_costs_a_declaration_only(folder):
    with (folder / "indicators.toml").open("a", encoding="utf-8") as file:
        file.write(
            '[happiness]\nname_sv = "Lycka"\nname_en = "Happiness"\ndefinition_sv = "Hur glad."\n'
            'definition_en = "How happy."\nkind = "index"\ndirection = "higher"\n'
        )
    made = catalogue.load(folder)["happiness"]
    assert (made.name("sv"), made.short("en"), made.decimals) == ("Lycka", "Happiness", 0)


@pytest.mark.parametrize(
    ("declared", "said"),
    [
        ('kind = "colour"\ndirection = "none"', "accepted: count, rate, index, ordinal"),
        ('kind = "rate"\ndirection = "up"', "accepted: higher, lower, none"),
        ('kind = "rate"\ndirection = "none"\nlevel = "street"', "accepted: municipality, county"),
        ('kind = "rate"\ndirection = "none"\nclasses = "some"', "natural, quantiles, equal"),
        ('kind = "rate"\ndirection = "none"\naround = "county"', "only with a direction"),
        ('kind = "rate"\ndirection = "lower"\naround = "moon"', "county or country"),
        ('kind = "rate"\ndirection = "none"\nname_sv = "X"', "lacks name_en"),
        ('kind = "rate"\ndirection = "none"\nseries_breaks = [2019]', "a list of periods"),
        ('kind = "rate"\ndirection = "none"\nupdated = "2024-04-25"', "a date without quotes"),
    ],
)
def test_a_declaration_that_lacks_a_part_is_refused(folder, declared, said):
    with (folder / "indicators.toml").open("a", encoding="utf-8") as file:
        file.write(f"[x]\n{declared}\n")
    with pytest.raises(DeclarationError, match=said):
        catalogue.load(folder)


@pytest.mark.parametrize("pair", ['women = "population"', 'women = "population"\nmen = "nobody"'])
def test_a_share_told_of_one_sex_alone_is_refused(folder, pair):
    edit(folder / "indicators.toml", "[population]\n", f"[population]\n{pair}\n")
    with pytest.raises(DeclarationError, match="women, men: accepted: both"):
        catalogue.load(folder)


def test_an_indicator_cannot_take_the_name_of_a_programme_measure(folder):
    edit(folder / "indicators.toml", "[population]", "[participants]")
    with pytest.raises(DeclarationError, match=r"participants\] is declared twice"):
        catalogue.load(folder)


def test_a_measure_that_nobody_declared_is_refused():
    with pytest.raises(UnknownMeasure, match="no measure is called so; known: participants"):
        SHIPPED["happiness"]


@pytest.mark.parametrize(
    ("measure", "periods", "updated", "grade"),
    [
        ("population", ["2024"], dt.date(2025, 2, 21), "A"),
        ("population", ["2025"], None, "A"),  # read elsewhere, where no date is known
        ("edu_tertiary_share", ["2009", "2022"], dt.date(2024, 4, 25), "B+"),  # A- and B+
        ("edu_tertiary_share", ["2022"], dt.date(2024, 4, 25), "A-"),
        ("unemployment_rate", ["2024-Q3"], None, "A-"),
        ("longterm_unemployment_12m", ["2026-02"], None, "B+"),
        ("grp_per_capita", ["2021"], dt.date(2023, 12, 15), "A"),  # names no sources by year
        ("participants", ["2022"], None, ""),
    ],
)
def test_figures_have_the_date_and_the_grade_of_where_they_were_read(
    measure, periods, updated, grade
):
    assert SHIPPED[measure].origin(periods) == (updated, grade)


def test_a_target_may_be_set_for_counts_and_shares_of_people_that_are_to_grow():
    assert [m.id for m in SHIPPED.targeted()] == [
        "participants",
        "organisations",
        "enterprises",
        "started",
        "completed",
        "completion_rate",
        "completion_of_ended",
        "completion_of_enrolled",
        "enrolments",
    ]


def test_a_number_of_things_has_a_word_for_one_of_them():
    counted = [m for m in SHIPPED.indicators() if m.kind == "count"]
    plural = [m for m in counted if m.unit("en").endswith("s") or m.unit("en") == "people"]
    assert len(plural) >= 10
    assert [m.id for m in plural if not m.unit_one("en")] == []


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (
            'theme = "skills"',
            'theme = "skill"',
            "theme: accepted: reach, skills, enterprise, ",
        ),
        (
            'dimension = "human_resources"',
            'dimension = "human"',
            "dimension: accepted: human_resources, ",
        ),
        (
            'theme = "connection"\ntitle',
            'theme = "wire"\ntitle',
            "[dimensions.digitalisation] theme: ",
        ),
        ("updated = 2024-04-25", 'next_update = "soon"', "next_update: accepted: a date without"),
    ],
)
def test_a_theme_or_a_dimension_that_is_not_declared_is_told(folder, before, after, told):
    path = folder / "indicators.toml"
    text = path.read_text(encoding="utf-8")
    assert before in text
    # of a heading the first is that of a dimension, of a setting that of the first indicator
    start = text.index("[edu_") if "title" not in before else 0
    path.write_text(text[:start] + text[start:].replace(before, after, 1), encoding="utf-8")
    with pytest.raises(DeclarationError) as refused:
        catalogue.load(folder)
    assert told in str(refused.value)


def test_indicators_are_offered_by_theme_in_the_order_of_their_declaration():
    themes = list(SHIPPED.themes)
    order = [themes.index(measure.theme) for measure in SHIPPED.indicators()]
    assert order == sorted(order)
    skills = [measure.id for measure in SHIPPED.indicators() if measure.theme == "skills"]
    assert skills[0] == "edu_postsec3plus_share"
    assert skills[-1] == "edu_postsecondary_share_adults"  # declared far below, to be fetched
