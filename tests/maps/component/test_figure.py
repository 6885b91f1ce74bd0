"""What the browser draws of a figure, says of its points, and keeps when the room changes."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from atlas.figures.spec import Figure, Line, Lines, Row, Rows, as_json
from atlas.figures.steps import Stack, stacked
from atlas.words import Words
from tests.maps.component.figures import BARS, YEARS

Open = Callable[..., Page]


STACK = stacked(
    Words("sv"),
    Stack(
        ["Umeå", "Lycksele"],
        {"Slutfört": [15.0, 10.0], "Deltar": [None, 5.0], "Avbrutit": [5.0, None]},
        dict.fromkeys(("Slutfört", "Deltar", "Avbrutit"), ("#123456", "#ffffff")),
        {"Slutfört": [(11.0, 19.0), (6.0, 14.0)], "Deltar": [None, (1.0, 9.0)],
         "Avbrutit": [(1.0, 9.0), None]},
    ),
)  # fmt: skip


def draw(page: Page, figure: Figure, alt: str = "Högst är Lycksele.") -> None:
    page.evaluate("([figure, alt]) => draw(figure, alt)", [as_json(figure), alt])
    expect(page.locator(".atlas-plot-drawing[data-kind]")).to_have_count(1)


def wide(page: Page, selector: str) -> list[float]:
    return page.locator(selector).evaluate_all("all => all.map(one => one.getBBox().width)")


def point(page: Page, selector: str, at: int = 0) -> None:
    """Put the pointer on the middle of a mark, on which others may lie."""
    box = page.locator(selector).nth(at).bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def told(page: Page):
    return page.locator(".atlas-plot-told")


def test_a_bar_is_as_long_as_its_number_and_a_whisker_as_its_span(open_page: Open) -> None:
    page = open_page()
    draw(page, BARS)
    fifteen, five = wide(page, ".atlas-plot-bar")
    assert fifteen == pytest.approx(3 * five)
    # from 11 to 19 and from 1 to 9: eight of fifteen
    assert wide(page, ".atlas-plot-whisker") == pytest.approx([fifteen * 8 / 15] * 2, abs=0.1)
    assert page.locator(".atlas-plot-number").all_text_contents() == ["15", "5"]
    # what may not be told is its sign, and no bar
    assert page.locator(".atlas-plot-sign").all_text_contents() == [".."]
    assert page.locator(".atlas-plot-drawing").get_attribute("aria-label") == "Högst är Lycksele."


def test_each_part_of_a_bar_has_a_line_of_its_own_from_where_the_part_begins(
    open_page: Open,
) -> None:
    page = open_page()
    draw(page, STACK)
    boxes = "all => all.map((one) => one.getBBox()).map(({ x, y, width }) => [x, width, y])"
    bars = page.locator("rect.atlas-plot-part").evaluate_all(boxes)[
        -4:
    ]  # the first are the legend's
    lines = page.locator(".atlas-plot-could-be").evaluate_all(boxes)
    one = bars[0][1] / 15
    for (begin, *_), (left, width, _), low in zip(bars, lines, (11, 1, 6, 1), strict=True):
        assert left == pytest.approx(begin + low * one, abs=0.1)
        assert width == pytest.approx(8 * one, abs=0.1)
    # two of one bar that would lie on each other lie under each other
    assert [y for *_, y in lines] == sorted({y for *_, y in lines})
    # up to twenty-four: fifteen who have completed, and nine who may have left
    assert STACK.span == (0.0, 24.0)


def test_pointer_and_arrow_keys_say_the_same_of_a_row(open_page: Open) -> None:
    page = open_page()
    draw(page, BARS)
    expect(told(page)).to_be_hidden()
    point(page, ".atlas-plot-bar", 1)
    expect(told(page)).to_have_text("Umeå: 5 (1–9)")
    page.mouse.move(0, 0)
    expect(told(page)).to_be_hidden()
    page.keyboard.press("Tab")
    for text in ("Lycksele: 15 (11–19)", "Umeå: 5 (1–9)", "Åsele: ..", "Åsele: .."):
        page.keyboard.press("ArrowDown")
        expect(told(page)).to_have_text(text)
    page.keyboard.press("Home")
    expect(told(page)).to_have_text("Lycksele: 15 (11–19)")
    page.keyboard.press("Escape")
    expect(told(page)).to_be_hidden()


def test_no_line_leads_over_a_gap_and_names_at_the_ends_do_not_meet(open_page: Open) -> None:
    page = open_page()
    draw(page, YEARS)
    path = page.locator(".atlas-plot-line.atlas-plot-strong").get_attribute("d")
    assert (path.count("M"), path.count("L")) == (2, 0)
    joined = page.locator(".atlas-plot-line.atlas-plot-beside-0").get_attribute("d")
    assert (joined.count("M"), joined.count("L")) == (1, 1)
    boxes = page.locator(".atlas-plot-painted").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect()).map(({top, bottom}) => [top, bottom])"
    )
    (_, upper), (lower, _) = sorted(boxes)
    assert upper <= lower + 4  # the box of a letter is a little higher than its line
    point(page, ".atlas-plot-event")
    expect(told(page)).to_have_text("Alfa börjar")


def crowd(strong: int = 0) -> Lines:
    """Fifteen lines that end close to each other, the first of them standing out."""
    lines = [
        Line(
            f"Kommun {at}",
            "strong" if at < strong else "quiet",
            ((2020.0, float(at), f"Kommun {at} 2020: {at}"), (2021.0, at / 4, f"Kommun {at} 2021")),
            f"Kommun {at} med siffror" if strong else f"Kommun {at}",
        )
        for at in range(15)
    ]
    return Lines(
        tuple(lines), (2020.0, 2021.0), (0.0, 15.0), ((0.0, "0"),), ((2020.0, "2020"), (2021.0, ""))
    )


@pytest.mark.parametrize("strong", [0, 3, 15])
@pytest.mark.parametrize("width", [1280, 390])
def test_no_two_names_at_the_ends_of_lines_cross_and_none_leaves_the_drawing(
    open_page: Open, width: int, strong: int
) -> None:
    page = open_page(width)
    draw(page, crowd(strong))
    names = page.locator(".atlas-plot-painted")
    tops = names.evaluate_all("all => all.map((one) => Number(one.getAttribute('y')))")
    assert len(tops) >= max(strong, 2)
    size = 14
    gaps = [lower - upper for upper, lower in pairwise(sorted(tops))]
    assert all(gap >= 1.25 * size - 0.01 for gap in gaps)
    high = float(page.locator(".atlas-plot-drawing").get_attribute("height"))
    assert min(tops) > size / 2
    assert max(tops) < high
    shown = " ".join(names.all_text_contents())
    # all that stand out, and of the others the highest and the lowest first
    assert all(f"Kommun {at}" in shown for at in range(strong))
    if not strong:
        assert {"Kommun 0", "Kommun 14"} <= set(names.all_text_contents())
        assert len(tops) < 15


@pytest.mark.parametrize("width", [1280, 390])
def test_lines_with_nothing_to_tell_are_named_above_the_others(open_page: Open, width: int) -> None:
    page = open_page(width)
    shown = Line("Alfa", "cohort-0", ((0.0, 100.0, "x"), (9.0, 50.0, "y")), "Alfa 50 %")
    hidden = [Line(name, "cohort-1", (None, None), f"{name} ..") for name in ("Beta", "Gamma")]
    draw(page, Lines((shown, *hidden), (0.0, 9.0), (0.0, 100.0), ((0.0, "0 %"),), ((0.0, "0"),)))
    tops = {
        text: page.get_by_text(text, exact=True).bounding_box()["y"]
        for text in ("Beta ..", "Gamma ..", "Alfa 50 %")
    }
    highest = page.locator(".atlas-plot-line").first.bounding_box()["y"]
    assert max(tops["Beta .."], tops["Gamma .."]) < highest < tops["Alfa 50 %"]


def test_the_line_that_is_pointed_at_or_read_stands_out_and_is_named(open_page: Open) -> None:
    page = open_page()
    draw(page, crowd())
    lit = page.locator(".atlas-plot-line.atlas-plot-lit")
    box = page.locator(".atlas-plot-line[data-line='8']").bounding_box()
    # halfway between its points, where nobody has marked anything
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(lit).to_have_attribute("data-line", "8")
    expect(told(page)).to_contain_text("Kommun 8 ")
    page.mouse.move(0, 0)
    expect(lit).to_have_count(0)
    page.keyboard.press("Tab")
    # along a line, then to the one above it at the same place, and back to its beginning
    for key, text, line in (
        ("ArrowRight", "Kommun 0 2020: 0", "0"),
        ("ArrowUp", "Kommun 1 2020: 1", "1"),
        ("ArrowRight", "Kommun 1 2021", "1"),
        ("ArrowDown", "Kommun 0 2021", "0"),
        ("ArrowDown", "Kommun 0 2021", "0"),
        ("ArrowLeft", "Kommun 0 2020: 0", "0"),
    ):
        page.keyboard.press(key)
        expect(told(page)).to_have_text(text)
        expect(lit).to_have_attribute("data-line", line)


def test_bars_begin_at_a_line_at_nought_and_dots_have_none(open_page: Open) -> None:
    page = open_page()
    draw(page, BARS)
    left = page.locator(".atlas-plot-bar").first.evaluate("one => one.getBBox().x")
    nought = page.locator(".atlas-plot-nought").evaluate("one => one.getBBox().x")
    assert nought == pytest.approx(left)
    columns = Lines((), (2019.0, 2021.0), (-5.0, 5.0), (), (), columns=((2020.0, 5.0, "x"),))
    draw(page, columns)
    high = page.locator(".atlas-plot-nought").evaluate("one => one.getBBox().y")
    bar = page.locator(".atlas-plot-bar").evaluate("one => one.getBBox().y + one.getBBox().height")
    assert high == pytest.approx(bar)
    draw(page, Rows((Row("Umeå", "", dot=5.0),), (4.0, 6.0), ((5.0, "5"),)))
    expect(page.locator(".atlas-plot-nought")).to_have_count(0)


def test_what_stands_in_place_of_marks_has_as_many_lines_as_it_needs(open_page: Open) -> None:
    page = open_page(320)
    long = "11 municipalities: protected numbers"
    draw(page, Rows((BARS.rows[0], Row("", long, sign=long)), BARS.span, BARS.ticks))
    lines = page.locator(".atlas-plot-sign").all_text_contents()
    assert (len(lines), " ".join(lines)) == (2, long)


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("figure", [BARS, YEARS, STACK], ids=["rows", "lines", "stack"])
def test_all_of_a_figure_lies_within_its_room(open_page: Open, figure, width) -> None:
    page = open_page(width)
    long = Row("Innovationsledningens grunder och förutsättningar", "x", text="5", bar=5.0)
    draw(page, Rows((*BARS.rows, long), BARS.span, BARS.ticks) if figure is BARS else figure)
    inside = """(drawing) => { const { left, right, top, bottom } = drawing.getBoundingClientRect();
      return [...drawing.querySelectorAll("text, rect")].filter((one) => {
        const box = one.getBoundingClientRect();
        return box.left < left - 1 || box.right > right + 1 || box.top < top - 1 || box.bottom > bottom + 1;
      }).map((one) => one.textContent); }"""
    assert page.locator(".atlas-plot-drawing").evaluate(inside) == []


def test_a_figure_is_drawn_anew_for_another_room_and_left_alone_in_the_same(
    open_page: Open,
) -> None:
    page = open_page()
    draw(page, BARS)
    page.evaluate("window.first = document.querySelector('.atlas-plot-bar')")
    draw(page, BARS)
    assert page.evaluate("document.querySelector('.atlas-plot-bar') === window.first")
    before = wide(page, ".atlas-plot-bar")[0]
    page.set_viewport_size({"width": 600, "height": 900})
    expect(page.locator(".atlas-plot-drawing")).not_to_have_attribute("width", "1264")
    assert wide(page, ".atlas-plot-bar")[0] < before


def test_before_a_projector_it_is_drawn_anew_with_larger_letters(open_page: Open) -> None:
    page = open_page()
    draw(page, BARS)
    tall = "document.querySelector('.atlas-plot-drawing').getAttribute('height')"
    before = int(page.evaluate(tall))
    switch = """() => { document.documentElement.classList.add("atlas-projector");
      dispatchEvent(new Event("atlas-projector")); }"""
    page.evaluate(switch)
    # three rows and a scale in letters of 18 px instead of 14; all of the page grows beside
    assert int(page.evaluate(tall)) == pytest.approx(before * 18 / 14, abs=3)


def test_a_name_is_text_and_nothing_else(open_page: Open) -> None:
    page = open_page()
    odd = "<img src=x onerror=alert(1)>"
    draw(page, Rows((Row(odd, odd, text=odd, bar=1.0),), (0.0, 1.0), ()), odd)
    assert page.locator("img").count() == 0
    point(page, ".atlas-plot-bar")
    expect(told(page)).to_have_text(odd)


def test_colours_follow_the_scheme(open_page: Open) -> None:
    fill = "getComputedStyle(document.querySelector('.atlas-plot-bar')).fill"
    by = {}
    for scheme in ("light", "dark"):
        page = open_page(color_scheme=scheme)
        page.evaluate("document.documentElement.style.colorScheme = 'light dark'")
        draw(page, BARS)
        expect(page.locator(".atlas-plot-bar").first).to_have_css("fill", re.compile("rgb"))
        by[scheme] = page.evaluate(fill)
    assert by == {"light": "rgb(31, 127, 156)", "dark": "rgb(95, 183, 209)"}
