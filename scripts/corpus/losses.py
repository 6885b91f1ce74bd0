"""Files in which something could be lost, scaled or renamed without a word."""

from __future__ import annotations

from scripts.corpus.case import Case, bad, good
from scripts.corpus.figures import KEY, POP, UMEA

REGION = "kommun;2023;{}\n2480;133091;134249\n2403;2358;2359\n"
SPLIT = "Länskod;Kommunkod;År;Antal\n24;80;2024;134249\n24;03;2024;2359\n"
COUNTY = "Län;Kommun;År;Antal\n24;Umeå;2024;134249\n24;Bjurholm;2024;2359\n"


def cases() -> list[Case]:
    """All of them."""
    return [*_headings(), *_places()]


def _headings() -> list[Case]:
    marked = {
        "mark_in_brackets.csv": "2024[1]",
        "mark_star.csv": "2024*",
        "mark_raised.csv": "2024¹",
        "mark_preliminary.csv": "2024 (prel.)",
        "marks_two.csv": "2024 (prel.) [2]",
    }
    return [
        *(good(n, "indicators", REGION.format(head), 4, UMEA, **POP) for n, head in marked.items()),
        good("no_heading.csv", "indicators", "kommun;2023;;2024\n2480;133091;5;134249\n2403;2358;6;2359\n", 4, UMEA, **POP),
        bad("marked_twice.csv", "indicators", "kommun;2024 (prel.);2024\n2480;133091;134249\n", "duplicate_key", 2, **POP),
        bad("value_column_absent.csv", "indicators", "kommun;år;antal\n2480;2024;134249\n", "value_column_absent", 1, value_column="Nonsense", **POP),
        bad("value_column_absent_wide.csv", "indicators", REGION.format(2024), "value_column_absent", 1, value_column="Nonsense", **POP),
        bad("mapping_absent.csv", "indicators", "kommun;år;antal\n2480;2024;134249\n", "mapping_absent", 1, mapping={"columns": {"kommun": "municipality_code", "år": "year", "värde": "value"}}, **POP),
    ]  # fmt: skip


def _places() -> list[Case]:
    return [
        good("county_beside.csv", "indicators", COUNTY, 2, UMEA, **POP),
        good("county_after.csv", "indicators", "Kommun;Län;År;Antal\nUmeå;Västerbottens län;2024;134249\n", 1, UMEA, **POP),
        good("code_in_halves.csv", "indicators", SPLIT, 2, UMEA, **POP),
        good("code_in_short_halves.csv", "indicators", SPLIT.replace("03", "3"), 2, (KEY.replace("2480", "2403"), "value", "2359"), **POP),
        good("halves_outside.csv", "indicators", SPLIT + "25;80;2024;79000\n", 2, UMEA, unmatched=(4,), **POP),
        bad("county_differs.csv", "indicators", COUNTY.replace("24;Umeå", "25;Umeå"), "places_differ", 2, "Kommun", **POP),
        bad("code_and_name_differ.csv", "indicators", "Kommunkod;Kommun;2024\n2480;Bjurholm;134249\n2403;Bjurholm;2359\n", "places_differ", 2, "Kommunkod", **POP),
        bad("all_outside.csv", "indicators", "kommun;2024\n2580;1\n2581;2\n", "nothing_left", unmatched=(2, 3), **POP),
    ]  # fmt: skip
