"""The rows of a table in the order that its reader wants, which tells no more than the cells do."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser

SORT = """async ([table, order, lang]) => {
  const { sorted } = await import("/static/sheet/pieces/sorting.js");
  return sorted(table, order, lang).map((row) => row[0]);
}"""
NUMBERS = """async ([cells, lang]) => {
  const { numbersOf } = await import("/static/sheet/pieces/sorting.js");
  return numbersOf(cells.map((cell) => [cell]), 0, lang) ?? null;
}"""
GRID = """async (table) => {
  const { grid } = await import("/static/sheet/pieces/grid.js");
  document.documentElement.lang = "sv";
  const { element, update } = grid();
  document.body.replaceChildren(element);
  update(table, "Rubrik");
  window.again = (next) => update(next, "Rubrik");
}"""

# thousands as print has them, a hidden number, one that nobody published, and one that cannot be
PLACES = {
    "columns": ["Område", "Värde"],
    "rows": [
        ["Bjurholm", ".."],
        ["▸ Dorotea", "1\u00a0020,5"],
        ["Malå", "\u22123,0"],
        ["Umeå", "20,0"],
        ["Vindeln", "-"],
        ["Åsele", ".."],
        ["Länet", "20,0"],
        ["Riket", "."],
    ],
}


def order(page, column, falling, lang="sv", table=PLACES):
    return page.evaluate(SORT, [table, {"column": column, "falling": falling}, lang])


def test_numbers_run_by_size_and_equal_ones_by_name(page):
    told = ["▸ Dorotea", "Länet", "Umeå", "Malå"]
    assert order(page, 1, True)[:4] == told
    assert order(page, 1, False)[:4] == ["Malå", "Länet", "Umeå", "▸ Dorotea"]


@pytest.mark.parametrize("falling", [True, False])
def test_what_is_hidden_stands_last_and_by_name_whichever_way_the_numbers_run(page, falling):
    assert order(page, 1, falling)[4:] == ["Bjurholm", "Åsele", "Vindeln", "Riket"]


@pytest.mark.parametrize("falling", [True, False])
def test_no_order_depends_on_where_a_hidden_row_stood_before(page, falling):
    turned = {**PLACES, "rows": PLACES["rows"][::-1]}
    assert order(page, 1, falling, table=turned) == order(page, 1, falling)


def test_names_run_in_the_alphabet_of_the_reader_the_mark_of_a_chosen_one_aside(page):
    swedish = ["Bjurholm", "▸ Dorotea", "Länet", "Malå", "Riket", "Umeå", "Vindeln", "Åsele"]
    assert order(page, 0, False) == swedish
    assert order(page, 0, True) == swedish[::-1]
    assert order(page, 0, False, "en")[0] == "Åsele"


@pytest.mark.parametrize(
    ("cells", "lang", "numbers"),
    [
        (["1\u00a0234,5", ".."], "sv", [1234.5, None]),
        (["1,234.5", "7"], "en", [1234.5, 7]),
        (["26,2\u00a0%", "-"], "sv", [26.2, None]),
        (["10–15", "3–4"], "sv", [10, 3]),
        (["+3 personer", "\u22121 person"], "sv", [3, -1]),
        (["3 nov. 2026", "1 dec. 2026"], "sv", None),
        (["12", "skyddat tal"], "sv", None),
        (["–", "40,5"], "sv", [None, 40.5]),
        (["..", "-"], "sv", None),
    ],
)
def test_a_column_of_numbers_is_known_by_its_cells(page, cells, lang, numbers):
    assert page.evaluate(NUMBERS, [cells, lang]) == numbers


def test_a_column_is_ordered_by_keyboard_and_says_so(page):
    page.evaluate(GRID, PLACES)
    assert shown(page)[:2] == ["Bjurholm", "▸ Dorotea"]
    value = page.get_by_role("button", name="Värde")
    value.focus()
    page.keyboard.press("Enter")
    heading = page.get_by_role("columnheader", name="Värde")
    assert heading.get_attribute("aria-sort") == "descending"
    assert shown(page)[:2] == ["▸ Dorotea", "Länet"]
    page.keyboard.press("Space")
    assert heading.get_attribute("aria-sort") == "ascending"
    assert shown(page)[0] == "Malå"
    page.keyboard.press("Enter")
    assert heading.get_attribute("aria-sort") is None
    assert shown(page) == [row[0] for row in PLACES["rows"]]
    assert value.evaluate("(name) => name === document.activeElement")


def test_the_order_stays_when_the_numbers_change_and_goes_with_its_column(page):
    page.evaluate(GRID, PLACES)
    page.get_by_role("button", name="Värde").click()
    raised = [[name, "9000" if name == "Malå" else value] for name, value in PLACES["rows"]]
    page.evaluate("(next) => again(next)", {**PLACES, "rows": raised})
    assert shown(page)[0] == "Malå"
    page.evaluate("(next) => again(next)", {"columns": ["Area", "Value"], "rows": raised})
    assert shown(page) == [row[0] for row in PLACES["rows"]]


def test_numbers_are_set_right_and_names_left(page):
    page.evaluate(GRID, {**PLACES, "signs": ".. skyddat tal"})
    classes = page.evaluate("[...document.querySelectorAll('tr')].map((r) => r.cells[1].className)")
    assert {name.split()[0] for name in classes} == {"atlas-number"}
    assert page.locator(".atlas-number >> nth=0").inner_text() == "Värde"
    assert page.locator("th.atlas-number[scope=row]").count() == 0
    assert page.get_by_text(".. skyddat tal").is_visible()


def shown(page) -> list[str]:
    return page.locator("tbody th").all_inner_texts()


def test_what_is_hidden_is_quiet_and_what_is_worst_is_marked_in_whatever_order(page):
    rows = [["Umeå", ".."], ["Åsele", "▼ 5 av 9"], ["Malå", "5 av 5"]]
    page.evaluate(GRID, {"columns": ["Område", "Slutförde"], "rows": rows, "right": 1})
    page.get_by_role("button", name="Område").click()
    cells = page.locator("tbody td")
    assert cells.all_inner_texts() == ["5 av 5", "..", "▼ 5 av 9"]
    looks = cells.evaluate_all("(all) => all.map((cell) => cell.className)")
    assert looks == [
        "atlas-number",
        "atlas-number atlas-cell-hidden",
        "atlas-number atlas-cell-marked",
    ]
