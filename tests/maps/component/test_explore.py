"""A figure in large: the same numbers as an interactive chart, in the words of the page."""

from __future__ import annotations

from collections.abc import Callable

import plotly.graph_objects as go
import pytest
from playwright.sync_api import Page, expect

from atlas.figures import curves
from atlas.figures.spec import Row, Rows, as_json
from atlas.figures.steps import Stack, stacked
from atlas.words import Words
from tests.maps.component.figures import BARS, PLACES, YEARS

Open = Callable[..., Page]
SV = Words("sv")
CARD = {
    "title": "Så många kom",
    "sentence": "Flest kom till Umeå.",
    "lines": ["Källa: X", "Exempeldata"],
}
STACK = stacked(
    SV, Stack(["a"], {"Ett": [5.0], "Två": [10.0]}, dict.fromkeys(("Ett", "Två"), ("#000", "#fff")))
)
CURVE = curves.curves(
    SV, [curves.Curve("Alfa", [0, 10], [100, 75], ["x", "y"], reach=([60, 50], [100, 90]))],
    step=True, axis="Veckor",
)  # fmt: skip


def explore(page: Page, figure) -> None:
    page.evaluate(
        "([figure, card, words]) => explore(figure, card, words)",
        [as_json(figure), CARD, SV.section("sheet")],
    )


def charted(page: Page, figure) -> dict:
    return page.evaluate("figure => chart(figure)", as_json(figure))


@pytest.mark.parametrize(
    "figure",
    [BARS, YEARS, STACK, CURVE, PLACES],
    ids=["rows", "lines", "parts", "curve", "spots"],
)
def test_the_chart_is_what_plotly_declares(open_page: Open, figure) -> None:
    made = charted(open_page(), figure)
    colours = {"marker", "line", "error_x", "error_y", "font", "hoverlabel"}
    for trace in made["data"]:  # colours are the theme's, which a test page has none of
        for name in colours & set(trace):
            trace[name].pop("color", None)
    layout = {k: v for k, v in made["layout"].items() if k not in ("font", "hoverlabel", "shapes")}
    for axis in ("xaxis", "yaxis"):
        layout[axis] = {k: v for k, v in layout[axis].items() if k not in ("color", "gridcolor")}
    go.Figure(made["data"], layout)  # raises on what it does not know


def test_it_holds_the_numbers_of_the_figure(open_page: Open) -> None:
    page = open_page()
    (bars,) = charted(page, BARS)["data"]
    assert bars["x"] == [15, 5, None]
    assert bars["hovertext"] == [row.said for row in BARS.rows]
    assert (bars["error_x"]["arrayminus"][:2], bars["error_x"]["array"][:2]) == ([4, 4], [4, 4])
    umea, county = charted(page, YEARS)["data"]
    assert (umea["x"], umea["y"]) == ([2020, None, 2023], [4, None, 8])
    assert (umea["connectgaps"], county["line"]["dash"]) == (False, "dash")
    assert [trace["x"] for trace in charted(page, STACK)["data"]] == [[5], [10]]
    (curve,) = charted(page, CURVE)["data"]
    assert (curve["y"], curve["error_y"]["arrayminus"]) == ([100, 75], [40, 25])


def test_the_axis_of_numbers_is_written_as_on_the_page(open_page: Open) -> None:
    page = open_page()
    shares = Rows((Row("a", bar=5.0),), (0.0, 5.0), ((0.0, "0\u00a0%"), (5.0, "5\u00a0%")))
    for figure, axis, sign in (
        (shares, "xaxis", "\u00a0%"),
        (BARS, "xaxis", ""),
        (YEARS, "yaxis", ""),
    ):
        made = charted(page, figure)["layout"][axis]
        assert (made["tickformat"], made["ticksuffix"]) == (",~f", sign)
    # bars begin at a line at nought, lines do not
    noughts = [
        charted(page, f)["layout"][a]["zeroline"] for f, a in ((BARS, "xaxis"), (YEARS, "yaxis"))
    ]
    assert noughts == [True, False]


def test_a_number_stands_behind_what_it_could_be_and_long_names_are_broken(open_page: Open) -> None:
    page = open_page()
    numbers = charted(page, BARS)["layout"]["annotations"]
    # fifteen may be nineteen, five may be nine; the third is not told, and says why at the edge
    assert [(one["text"], one["x"], one["y"]) for one in numbers] == [
        ("15", 19, 0), ("5", 9, 1), ("..", 0, 2),
    ]  # fmt: skip
    assert (numbers[2]["xref"], numbers[2]["hovertext"]) == ("paper", "Åsele: ..")
    long = Rows(
        (Row("Innovationsledningens grunder och krav", bar=5.0),), (0.0, 5.0), ((0.0, "0"),)
    )
    names = page.evaluate(
        "([figure, width]) => chart(figure, { width, size: 16 }).layout.yaxis.ticktext",
        [as_json(long), 390],
    )
    assert names == ["Innovationsledningens<br>grunder och krav"]


def test_it_opens_large_in_the_words_of_the_page_and_esc_closes_it(open_page: Open) -> None:
    page = open_page()
    assert page.evaluate("typeof window.Plotly") == "undefined"
    explore(page, BARS)
    dialog = page.get_by_role("dialog", name="Så många kom")
    expect(dialog.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    tools = dialog.locator(".modebar-btn").evaluate_all("all => all.map(one => one.dataset.title)")
    assert tools == ["Zooma till ett område", "Flytta", "Zooma in", "Zooma ut", "Visa allt"]
    expect(dialog).to_contain_text("Flest kom till Umeå.")
    expect(dialog).to_contain_text("Källa: X · Exempeldata")  # what is projected says what it is
    box = dialog.bounding_box()
    assert box["width"] > 0.9 * 1280
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    explore(page, YEARS)
    page.get_by_role("button", name="Stäng").click()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_that_plotly_does_not_come_is_said_and_tried_again(open_page: Open) -> None:
    page = open_page()
    page.route("**/plotly-basic.min.js", lambda route: route.abort())
    explore(page, BARS)
    expect(page.get_by_role("dialog")).to_contain_text("Diagrammet kunde inte hämtas. Försök igen.")
    page.keyboard.press("Escape")
    page.unroute("**/plotly-basic.min.js")
    explore(page, BARS)
    expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible()


def test_a_name_is_text_and_nothing_else(open_page: Open) -> None:
    page = open_page()
    made = charted(page, stacked(SV, Stack(["<b>a"], {"<i>x": [5.0]}, {"<i>x": ("#000", "#fff")})))
    assert made["layout"]["yaxis"]["ticktext"] == ["&lt;b&gt;a"]
    assert made["data"][0]["hovertext"] == ["&lt;i&gt;x: 5"]
    assert made["data"][0]["name"] == "&lt;i&gt;x"


def test_names_of_parts_stand_in_the_legend_as_they_are_written(open_page: Open) -> None:
    page = open_page()
    named = ["<b>x</b>", "A & B", '<a href="https://example.org">y</a>']
    explore(
        page,
        stacked(
            SV, Stack(["a"], {n: [5.0] for n in named}, dict.fromkeys(named, ("#000", "#fff")))
        ),
    )
    legend = page.locator(".js-plotly-plot .legendtext")
    expect(legend).to_have_text(named)
    assert page.locator(".js-plotly-plot .legendtext :is(a, tspan[style])").count() == 0
