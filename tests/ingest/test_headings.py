"""Headings of wide tables: their words and their period."""

from __future__ import annotations

import pytest

from atlas.ingest import headings


@pytest.mark.parametrize(
    ("heading", "words", "period"),
    [
        ("2022", "", "2022"),
        ("Folkmängd 2022", "Folkmängd", "2022"),
        ("ar_1950", "ar", "1950"),
        ("y1950", "y", "1950"),
        ("2022M01", "", "2022-01"),
        ("Andel 2024K3", "Andel", "2024-Q3"),
        ("Kvartal 3 2024", "", "2024-Q3"),
        ("Arbetslösa kv 3 2024", "Arbetslösa", "2024-Q3"),
        ("3 kvartalet 2024", "", "2024-Q3"),
        ("januari 2024", "", "2024-01"),
        ("Arbetslösa maj 2024", "Arbetslösa", "2024-05"),
        ("jan-22", "", "2022-01"),
        ("Arbetslösa maj-22", "Arbetslösa", "2022-05"),
        ("maj 22", "maj 22", ""),
        ("del-22", "del-22", ""),
        ("16-24 år 2022", "16-24 år", "2022"),
        ("Läsår 2021/22", "Läsår", "2021/22"),
        ("antal per 1000", "antal per 1000", ""),
        ("Kod 2480", "Kod 2480", ""),
        ("12022", "12022", ""),
        ("2010-2019", "2010-2019", ""),
        ("2022*", "", "2022"),
        ("Folkmängd 2022 (prel.)", "Folkmängd", "2022"),
        ("Kommun", "Kommun", ""),
    ],
)
def test_a_heading_is_parted_in_words_and_period(heading, words, period):
    assert headings.parted(heading) == (words, period)


def test_two_rows_become_one_heading_for_each_column_with_the_period_last():
    years = headings.merged(
        ["Kommun", "2023", "", "2024", ""], ["", "män", "kvinnor", "män", "kvinnor"]
    )
    assert years == ["Kommun", "män 2023", "kvinnor 2023", "män 2024", "kvinnor 2024"]
    genders = headings.merged(["", "män", "", "kvinnor", ""], ["", "2023", "2024", "2023", "2024"])
    assert genders == ["", "män 2023", "män 2024", "kvinnor 2023", "kvinnor 2024"]
    # the name of the first column in the lower row
    lower = headings.merged(
        ["", "2023", "", "2024", ""], ["Kommun", "män", "kvinnor", "män", "kvinnor"]
    )
    assert lower == years


def test_days_are_years_where_each_is_the_last_of_one():
    found = headings.periods(["Kommun", "2021-12-31", "2022-12-31"])
    assert {name: of.period for name, of in found.items()} == {
        "2021-12-31": "2021",
        "2022-12-31": "2022",
    }
    assert headings.periods(["Kommun", "2021-12-31", "2022-06-30"]) == {}


@pytest.mark.parametrize(
    ("over", "under"),
    [
        (["Kommun", "2023", "2024"], ["Umeå", "1", "2"]),
        (["Kommun", "2023", ""], ["", "1", "2"]),
        (["Kommun", "2023", ""], ["", "..", ".."]),
        (["Tabell 1", "", ""], ["Kommun", "2023", "2024"]),
        (["Kommun", "Antal", ""], ["", "män", "kvinnor"]),
        (["", "2023", ""], ["Umeå", "1", "2"]),
        (["", "2023", ""], ["Umeå", "..", "-"]),
    ],
)
def test_a_header_and_a_row_or_a_title_are_not_two_rows_of_a_header(over, under):
    assert headings.merged(over, under) is None
