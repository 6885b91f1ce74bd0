"""Marks at a number or its heading, and words there that are none."""

from __future__ import annotations

import json

from scripts.corpus.case import Case, bad, good
from scripts.corpus.figures import KEY, POP, UMEA

WIDE = "kommun;2023;{}\n2480;133091;134249\n2403;2358;2359\n"
LONG = "kommun;år;antal\n2480;{};134249\n2403;2023;2359\n"
CELLS = "kommun;2024\n2480;{}\n2403;2359\n"
SEXES = "kommun;{} (kvinnor);{} (män);{} (totalt)\n2480;66000;68249;134249\n"
UNKNOWN_NAME = "Län;Kommun;År;Antal\n24;Umeå;2024;134249\n25;{};2024;79000\n"


def cases() -> list[Case]:
    """All of them."""
    return [*_headings(), *_cells(), *_words(), *_places()]


def _noted(note: str) -> tuple[str, str, str]:
    return (KEY, "note", note)


def _headings() -> list[Case]:
    marked = {
        "mark_in_brackets.csv": ("2024[1]", "marked"),
        "mark_star.csv": ("2024*", "marked"),
        "mark_raised.csv": ("2024¹", "marked"),
        "mark_numbered.csv": ("2024 1)", "marked"),
        "mark_preliminary.csv": ("2024 (prel.)", "preliminary"),
        "mark_preliminary_before.csv": ("Preliminär 2024", "preliminary"),
        "mark_preliminary_long.csv": ("2024 (preliminära uppgifter)", "preliminary"),
        "mark_letter.csv": ("2024p", "preliminary"),
        "mark_revised.csv": ("2024, rev.", "revised"),
        "mark_estimated.csv": ("2024 (uppskattad)", "estimated"),
        "marks_two.csv": ("2024 (prel.) [2]", "preliminary"),
    }
    return [
        *(
            good(name, "indicators", WIDE.format(heading), 4, _noted(note), **POP)
            for name, (heading, note) in marked.items()
        ),
        good("mark_of_period.csv", "indicators", LONG.format("2024*"), 2, _noted("marked"), **POP),
        good("no_mark.csv", "indicators", WIDE.format("2024"), 4, _noted(""), **POP),
        bad("marked_twice.csv", "indicators", "kommun;2024 (prel.);2024\n2480;133091;134249\n", "duplicate_key", 2, **POP),
    ]  # fmt: skip


def _cells() -> list[Case]:
    values = {
        "mark_of_cell.csv": ("134 249*", "marked"),
        "mark_of_cell_raised.csv": ("134249¹", "marked"),
        "mark_of_cell_letter.csv": ("134249 p", "preliminary"),
        "mark_of_cell_word.csv": ("134 249 (rev.)", "revised"),
    }
    signs = {"status": {"0": "p"}}
    answer = {
        "class": "dataset", "id": ["Region", "Tid"], "size": [2, 1],
        "dimension": {
            "Region": {"category": {"index": ["2480", "2403"]}},
            "Tid": {"category": {"index": ["2024"]}},
        },
        "value": [134249, 2359],
    }  # fmt: skip
    return [
        *(
            good(name, "indicators", CELLS.format(cell), 2, _noted(note), **POP)
            for name, (cell, note) in values.items()
        ),
        good("mark_beside_number.csv", "indicators", CELLS.format("134 249*"), 2, UMEA, **POP),
        good("mark_in_answer.json", "indicators", json.dumps(answer | signs), 2, _noted("preliminary"), **POP),
        good("note_column.csv", "indicators", "kommun;år;antal;note\n2480;2024;134249;Prel.\n2403;2024;2359;\n", 2, _noted("preliminary"), **POP),
        good("note_of_any_text.csv", "indicators", "kommun;år;antal;note\n2480;2024;134249;se bilaga\n2403;2024;2359;\n", 2, _noted(""), **POP),
        bad("mark_within_number.csv", "indicators", CELLS.format("134*249"), "number", 2, "2024", **POP),
        bad("unit_in_number.csv", "indicators", CELLS.format("134249 st"), "number", 2, "2024", **POP),
    ]  # fmt: skip


def _words() -> list[Case]:
    return [
        bad("sexes_after_year.csv", "indicators", SEXES.format(2024, 2024, 2024), "dimensions_unsaid", 1, **POP),
        good("sexes_after_year_said.csv", "indicators", SEXES.format(2024, 2024, 2024), 1, UMEA, value_column="totalt", **POP),
        bad("sexes_without_brackets.csv", "indicators", "kommun;2024 kvinnor;2024, män\n2480;66000;68249\n", "dimensions_unsaid", 1, **POP),
        bad("girls_and_boys.csv", "indicators", "kommun;2024 f;2024 p\n2480;66000;68249\n", "dimensions_unsaid", 1, **POP),
        good("words_in_brackets.csv", "indicators", "kommun;2024 (dagbefolkning)\n2480;134249\n", 1, UMEA, **POP),
        good("quarter_after_year.csv", "indicators", "kommun;2024 kvartal 3\n2480;134249\n", 1, (KEY + "-Q3", "value", "134249"), **POP),
    ]  # fmt: skip


def _places() -> list[Case]:
    return [
        good("name_of_another_county.csv", "indicators", UNKNOWN_NAME.format("Luleå"), 1, UMEA, unmatched=(3,), **POP),
        good("name_beside_its_code.csv", "indicators", "Kommunkod;Kommun;2024\n2480;Umeå;134249\n2403;Bjurholm;2359\n2580;Luleå;79000\n", 2, UMEA, unmatched=(4,), **POP),
        bad("ours_in_another_county.csv", "indicators", UNKNOWN_NAME.format("Skelleftå"), "place_nearly", 3, "Kommun", unmatched=(3,), **POP),
        bad("name_of_no_county.csv", "indicators", UNKNOWN_NAME.replace("25;", "24;").format("Luleå"), "place_unknown", 3, "Kommun", unmatched=(3,), **POP),
    ]  # fmt: skip
