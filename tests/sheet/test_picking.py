"""Which places are chosen after one is picked, on a page about the first of them and on one that compares."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser

PICKED = """async ([rule, chosen, wanted, several]) => {
  const { picking } = await import("/static/sheet/pieces/picking.js");
  let asked;
  const desk = { view: { value: { kommun: chosen.join(",") } }, ask: (changes) => (asked = changes) };
  picking(desk, rule, () => several).ask({ kommun: wanted.join(","), ar: "2022" });
  return asked;
}"""


def picked(page, rule, chosen, wanted, several=False):
    asked = page.evaluate(PICKED, [rule, chosen, wanted, several])
    assert asked["ar"] == "2022"  # whatever else is asked for stays
    return [code for code in asked["kommun"].split(",") if code]


@pytest.mark.parametrize(
    ("chosen", "wanted", "then"),
    [
        ([], ["a"], ["a"]),
        (["a"], ["b"], ["b"]),
        (["a"], [], []),
        (["a", "b"], ["c"], ["c", "b"]),  # in the place of the first, and the second stays
        (["a", "b", "c"], ["c"], ["c", "b", "a"]),  # another of those chosen comes first
        (["a", "b"], ["a"], ["b"]),  # the first once more is taken away
        (["a"], ["a", "b"], ["a", "b"]),
        (["a", "b"], [], []),
    ],
)
def test_what_is_picked_comes_first_and_no_other_is_lost(page, chosen, wanted, then):
    assert picked(page, "leading", chosen, wanted) == then


@pytest.mark.parametrize(
    ("chosen", "wanted", "then"),
    [
        ([], ["a"], ["a"]),
        (["a"], ["b"], ["a", "b"]),
        (["a", "b"], ["a"], ["b"]),  # once more it leaves
        (["a", "b"], [], []),
    ],
)
def test_what_is_picked_joins_the_others(page, chosen, wanted, then):
    assert picked(page, "gathering", chosen, wanted) == then


@pytest.mark.parametrize("rule", ["leading", "gathering", ""])
def test_what_is_picked_with_a_key_is_meant_as_it_is(page, rule):
    # of two the second is let go of: the first stays, though a plain press on it would have taken it away
    assert picked(page, rule, ["a", "b"], ["a"], several=True) == ["a"]


def test_without_a_rule_a_pick_is_the_choice(page):
    assert picked(page, "", ["a", "b"], ["c"]) == ["c"]
