"""Which places are chosen after one is picked on a page that is about the first of them."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser

PICKED = """async ([chosen, wanted]) => {
  const { picked } = await import("/static/sheet/pieces/leading.js");
  return picked(chosen, wanted);
}"""


@pytest.mark.parametrize(
    ("chosen", "wanted", "then"),
    [
        ([], ["a"], ["a"]),
        (["a"], ["b"], ["b"]),
        (["a"], [], []),
        (["a", "b"], ["c"], ["c", "b"]),  # in the place of the first, and the second stays
        (["a", "b", "c"], ["c"], ["c", "b", "a"]),  # another of those chosen comes first
        (["a", "b"], ["a"], ["b"]),  # the first once more is taken away
        (["a"], ["a", "b"], ["a", "b"]),  # with Ctrl one more is chosen
        (["a", "b"], [], []),
    ],
)
def test_what_is_picked_comes_first_and_no_other_is_lost(page, chosen, wanted, then):
    assert page.evaluate(PICKED, [chosen, wanted]) == then
