"""Spots on two scales: where they lie, what they could be, and how they are named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from atlas.figures.spec import Spot, as_json
from tests.maps.component.figures import PLACES

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
BOXES = """all => all.map((one) => one.getBoundingClientRect())
  .map(({ left, top, right, bottom }) => [left, top, right, bottom])"""


def draw(page, figure=PLACES):
    page.evaluate("([figure, alt]) => draw(figure, alt)", [as_json(figure), "Program och läge"])
    expect(page.locator(".atlas-plot-drawing[data-kind=spots]")).to_have_count(1)


def middles(page):
    boxes = page.locator(".atlas-plot-dot").evaluate_all(BOXES)
    return [((left + right) / 2, (top + bottom) / 2) for left, top, right, bottom in boxes]


def test_a_spot_lies_where_its_two_numbers_are(open_page: Open) -> None:
    page = open_page(800)
    draw(page)
    norsjo, lycksele, skelleftea, umea = middles(page)
    # 12, 17, 20.5 and 34 of a scale from left to right; 12, 10, 2 and 1 upwards
    one = (umea[0] - norsjo[0]) / 22
    assert lycksele[0] - norsjo[0] == pytest.approx(5 * one, abs=0.5)
    assert skelleftea[0] - norsjo[0] == pytest.approx(8.5 * one, abs=0.5)
    up = (umea[1] - norsjo[1]) / 11
    assert umea[1] - lycksele[1] == pytest.approx(9 * up, abs=0.5)
    assert umea[1] - skelleftea[1] == pytest.approx(up, abs=0.5)
    # whiskers: 40 of 40, and from 5 to 20
    tall, short = (b[3] - b[1] for b in page.locator(".atlas-plot-reach").evaluate_all(BOXES))
    assert tall / short == pytest.approx(40 / 15, abs=0.05)


@pytest.mark.parametrize("width", [330, 390, 800, 1600])
def test_names_stand_in_the_drawing_and_neither_on_spots_nor_on_each_other(
    open_page: Open, width: int
) -> None:
    page = open_page(width)
    crowd = tuple(
        Spot(f"Kommun {at}", 20 + at / 3, 10.0 + at % 3, f"Kommun {at}", (5.0, 15.0 + at))
        for at in range(9)
    )
    draw(page, replace(PLACES, spots=(*PLACES.spots, *crowd)))
    names = page.locator(".atlas-plot-spot").evaluate_all(BOXES)
    dots = page.locator(".atlas-plot-dot").evaluate_all(BOXES)
    assert len(names) >= (2 if width < 400 else 5)
    for at, (left, top, right, bottom) in enumerate(names):
        assert left >= 0
        assert right <= width
        for other in (*names[:at], *names[at + 1 :], *dots):
            over = min(right, other[2]) - max(left, other[0])
            under = min(bottom, other[3]) - max(top, other[1])
            assert over <= 1 or under <= 5, "the box of a text is a little higher than its letters"


def test_the_chosen_place_is_named_first_and_stands_out(open_page: Open) -> None:
    page = open_page(330)
    close = tuple(Spot(f"Kommun {at}", 17.0 + at / 10, 10.0, f"Kommun {at}") for at in range(1, 6))
    draw(page, replace(PLACES, spots=(*close, PLACES.spots[1])))
    name = page.locator(".atlas-plot-spot.atlas-plot-strong")
    expect(name).to_have_text("Lycksele")
    assert name.evaluate("one => getComputedStyle(one).fontWeight") == "700"


def test_keys_and_pointer_say_what_a_spot_is(open_page: Open) -> None:
    page = open_page(800)
    draw(page)
    told = page.locator(".atlas-plot-told")
    page.keyboard.press("Tab")
    for spot in PLACES.spots:
        page.keyboard.press("ArrowRight")
        expect(told).to_have_text(spot.said)
    x, y = middles(page)[1]
    page.mouse.move(x + 4, y)
    expect(told).to_have_text(PLACES.spots[1].said)


def test_both_scales_say_what_they_are(open_page: Open) -> None:
    page = open_page(330)
    draw(page)
    texts = " ".join(page.locator(".atlas-plot-text").all_text_contents())
    assert PLACES.axis in texts
    assert PLACES.side in texts
