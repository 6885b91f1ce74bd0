"""What a change leaves in place: elements, and with them the focus, of what is still there."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser

LIST = """async ([first, then, focused]) => {
  const { button } = await import("/static/lib/dom.js");
  const { list } = await import("/static/lib/list.js");
  const create = () => {
    const element = button("");
    return { element, update: (key) => (element.textContent = key) };
  };
  const draw = list(document.body, (key) => key, create);
  draw(first);
  [...document.body.children].find((e) => e.textContent === focused).focus();
  draw(then);
  const texts = [...document.body.children].map((e) => e.textContent);
  return [texts.join(" "), document.activeElement.textContent];
}"""

GRID = """async ([first, then, translated]) => {
  const { grid } = await import("/static/sheet/pieces/grid.js");
  const { element, update } = grid();
  update(first, first.title);
  const before = [...element.querySelectorAll("th, td")];
  if (translated)
    for (const cell of before) {
      const font = document.createElement("font");
      font.append(...cell.childNodes);
      cell.append(font);
    }
  update(then, then.title);
  const after = [...element.querySelectorAll("th, td")];
  return {
    kept: after.filter((cell) => before.includes(cell)).length,
    texts: after.map((cell) => cell.textContent).join(" "),
    names: [element.querySelector("caption").textContent, element.ariaLabel],
  };
}"""


def table(title, columns, *rows):
    return {"title": title, "columns": columns.split(), "rows": [row.split() for row in rows]}


UMEA = table("Umeå", "Year Umeå", "2022 20", "2023 25")


@pytest.mark.parametrize("then", ["a b c", "b c", "c", "b a c", "c d", "a b x c"])
def test_an_entry_of_a_list_keeps_the_focus_whatever_comes_or_goes_before_it(page, then):
    assert page.evaluate(LIST, [["a", "b", "c"], then.split(), "c"]) == [then, "c"]


def test_a_table_of_the_same_shape_keeps_its_cells_and_writes_all_their_texts(page):
    there = table("Skellefteå", "Year Skellefteå", "2022 20", "2024 5")
    assert page.evaluate(GRID, [UMEA, there, False]) == {
        "kept": 6,
        "texts": "Year Skellefteå 2022 20 2024 5",
        "names": ["Skellefteå", "Skellefteå"],
    }


@pytest.mark.parametrize(
    ("columns", "rows"), [("Year", ["2022", "2023"]), ("Year Umeå", ["2022 20"])]
)
def test_a_table_of_another_shape_is_made_anew(page, columns, rows):
    shown = page.evaluate(GRID, [UMEA, table("Umeå", columns, *rows), False])
    assert shown == {"kept": 0, "texts": " ".join([columns, *rows]), "names": ["Umeå", "Umeå"]}


def test_numbers_change_on_a_page_that_the_browser_translates(page):
    # a browser that translates puts elements of its own around every text
    there = table("Skellefteå", "Year Skellefteå", "2022 15", "2023 10")
    shown = page.evaluate(GRID, [UMEA, there, True])
    assert shown["texts"] == "Year Skellefteå 2022 15 2023 10"
