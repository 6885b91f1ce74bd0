"""Numbers in the browser are written as :class:`atlas.words.Words` writes them on the server."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from atlas.words import Words

pytestmark = pytest.mark.browser
NUMBERS = [0, 1, -1, 0.5, -0.5, 0.15, 2.675, -0.04, 62.5, -1234.5, 1234567.25]
WRITTEN = """async ([numbers, decimals, signed, lang]) => {
  const { numberOf } = await import("/static/lib/draw.js");
  return numbers.map((number) => numberOf({ lang, decimals, signed }, number));
}"""
UNITS = """async ([number, lang, unit, unitOne]) => {
  const { withUnit } = await import("/static/lib/draw.js");
  return withUnit({ lang, decimals: 0, unit, unitOne }, number);
}"""


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("signed", [False, True])
@pytest.mark.parametrize("decimals", [0, 1, 2])
def test_page_and_map_write_a_number_alike(
    open_page: Callable[..., Page], lang: str, signed: bool, decimals: int
) -> None:
    words = Words(lang)
    write = words.signed if signed else words.number
    written = open_page().evaluate(WRITTEN, [NUMBERS, decimals, signed, lang])
    assert written == [write(number, decimals) for number in NUMBERS]


def test_one_person_is_no_people(open_page: Callable[..., Page]) -> None:
    page = open_page()
    said = [page.evaluate(UNITS, [n, "sv", "personer", "person"]) for n in (0, 1, -1, 2, 21)]
    assert [text.split("\u00a0")[1] for text in said] == [
        "personer",
        "person",
        "person",
        "personer",
        "personer",
    ]
    assert page.evaluate(UNITS, [1, "sv", "företag", ""]) == "1\u00a0företag"
