"""What the browser makes of what the server says of the address."""

from __future__ import annotations

from urllib.parse import parse_qs

import pytest

from atlas.views.run.address import PARAMETERS
from atlas.views.run.visit import checksum

pytestmark = pytest.mark.browser

# the address as the reader has left it, what the server says of it, and what it is then
HEAR = """async ([query, told]) => {
  const { hear } = await import("/static/shell/address.js");
  history.pushState(null, "", `${location.pathname}${query}`);
  let walks = 0;
  dispatchEvent(new PopStateEvent("popstate"));
  addEventListener("popstate", () => (walks += 1));
  hear(told);
  return [location.search, walks];
}"""
LYCKSELE, UMEA = {"kommun": "2481"}, {"kommun": "2480"}
IN_OTHER_WORDS = "kommun=2481,9999"  # of which there is one


def heard(page, query, wanted, read):
    """The address in the end, and how often the server is asked to read it."""
    told = {
        "run": "1",
        "parameters": list(PARAMETERS),
        "wanted": wanted,
        "read": None if read is None else checksum(parse_qs(read)),
        "turned": {},
        "turnedAt": "",
    }
    return page.evaluate(HEAR, [query, told])


def test_an_address_that_is_agreed_on_is_left_alone(page):
    assert heard(page, "?kommun=2481", LYCKSELE, "kommun=2481") == ["?kommun=2481", 0]


def test_an_address_that_the_server_understood_is_put_into_its_words(page):
    assert heard(page, "?kommun=2481,9999", LYCKSELE, IN_OTHER_WORDS) == ["?kommun=2481", 0]


def test_an_address_that_names_a_parameter_twice_is_put_into_one(page):
    wanted, twice = {"kommun": "2481,2480"}, "kommun=2481&kommun=2480"
    assert heard(page, f"?{twice}", wanted, twice) == ["?kommun=2481%2C2480", 0]


def test_an_address_with_letters_of_any_language_is_known_again(page):
    assert heard(page, "?kommun=%C3%85sele&lang=en", {}, "kommun=Åsele&lang=en") == ["", 0]


@pytest.mark.parametrize("read", ["", "kommun=2480", "kommun=2480,2481", IN_OTHER_WORDS])
def test_a_run_that_read_an_earlier_address_does_not_put_it_back(page, read):
    # two steps back, one after the other: what the first one showed is told after the second
    assert heard(page, "?kommun=2481", {}, read) == ["?kommun=2481", 1]


def test_a_view_that_the_server_has_missed_is_read_again(page):
    assert heard(page, "?kommun=2481", UMEA, None) == ["?kommun=2481", 1]
