"""A thing has one colour: on a page and on the stage, in the chart that is explored, and in the file."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from atlas.decks import Slide
from atlas.exports.svg import Head, picture
from atlas.figures.spec import Figure, as_json
from atlas.views import site, slides
from atlas.views.card import Charts

Open = Callable[..., Page]
# two chosen municipalities, of which one is protected
ADDRESS = (("kommun", "2480,2421"), ("period", "2005-2026"))
LOOKS = ("light", "dark", "projector")
TABLE = {"columns": [], "rows": []}

# The colours of what is drawn, mark by mark, in the order of rows and lines.
DRAWN = """(drawing) => {
  const all = (mark, name) => [...drawing.querySelectorAll(`.atlas-plot-${mark}:not(.atlas-plot-key)`)]
    .map((one) => getComputedStyle(one)[name]);
  return { bar: all("bar", "fill"), dot: all("dot", "fill"), ring: all("ring", "stroke"),
    part: all("part", "fill"), stretch: all("stretch", "stroke"), line: all("line", "stroke"),
    nought: all("nought", "stroke").slice(0, 1) };
}"""

# The same of the chart, whose colours are looked up where an opened figure would stand.
CHARTED = """async (figure) => {
  const { chart } = await import("/static/figures/chart.js");
  const place = document.body.appendChild(document.createElement("dialog"));
  place.className = "atlas-explore atlas-plot";
  const probe = place.appendChild(document.createElement("i"));
  const ink = (css) => ((probe.style.color = css), getComputedStyle(probe).color);
  const { data, layout } = chart(figure, ink, { separators: ".," });
  const names = new Set((figure.parts ?? []).map(([name]) => name));
  const colour = ({ marker: { color } }, i) => ink(Array.isArray(color) ? color[i] : color);
  const marks = (traces) =>
    traces.flatMap((trace) => trace.x.flatMap((n, i) => (n === null ? [] : [colour(trace, i)])));
  const of = (type, own) => data.filter((trace) => trace.type === type && own(trace));
  const parts = of("bar", ({ name }) => names.has(name));
  const pointed = { rows: (t) => t.mode === "markers", spots: () => true, lines: () => false }[figure.kind];
  const points = (own) => of("scatter", (t) => pointed(t) && own(t));
  const isRing = ({ marker }) => marker.symbol === "circle-open";
  const isEvent = ({ marker }) => marker.symbol === "triangle-up";
  const axis = figure.kind === "rows" ? layout.xaxis : layout.yaxis;
  const found = {
    bar: marks(of("bar", ({ name }) => !names.has(name))),
    dot: marks(points((t) => !isRing(t) && !isEvent(t))),
    ring: marks(points(isRing)),
    part: (figure.rows ?? []).flatMap((_, row) =>
      parts.flatMap(({ x, marker }) => (x[row] ? [ink(marker.color)] : []))),
    stretch: figure.kind === "rows" ? of("scatter", (t) => t.mode === "lines").map((t) => t.line.color) : [],
    line: figure.kind === "lines" ? of("scatter", () => true).map((t) => t.line.color) : [],
    nought: axis.zeroline ? [axis.zerolinecolor] : [],
  };
  place.remove();
  return found;
}"""


@pytest.fixture(scope="module")
def figures(shipped):
    """The figures of all pages that draw some, by page and card."""
    found = {}
    for page in site.staged():
        here = slides.view(shipped.public, "sv", Slide(page, ADDRESS))[0]
        for panel in site.page(page).staged:
            for charted in panel.cards(here) if isinstance(panel, Charts) else ():
                found[page, charted.card.key] = charted.figure()
    return found


@pytest.mark.parametrize("look", LOOKS)
def test_a_thing_has_one_colour_on_page_stage_and_chart(
    open_page: Open, figures, look: str
) -> None:
    page = open_page()
    wear(page, look)
    marks: set[str] = set()
    for name, shown in figures.items():
        figure = as_json(shown)
        page.evaluate("(figure) => draw(figure, '')", figure)
        page.evaluate("([figure, table]) => stage(figure, table)", [figure, TABLE])
        expect(page.locator(".atlas-stage .atlas-plot-drawing[data-kind]")).to_have_count(1)
        on_page = page.locator("#map .atlas-plot-drawing").evaluate(DRAWN)
        assert page.locator(".atlas-stage .atlas-plot-drawing").evaluate(DRAWN) == on_page, name
        assert page.evaluate(CHARTED, figure) == on_page, name
        if look == "light":  # as a picture always is
            assert colours(on_page) <= written(shown), name
        marks |= {mark for mark, found in on_page.items() if found}
    # the walk has met every kind of mark
    assert marks == {"bar", "dot", "ring", "part", "stretch", "line", "nought"}


def wear(page: Page, look: str) -> None:
    """The theme of the page, or the contrast of a projector."""
    page.emulate_media(color_scheme="dark" if look == "dark" else "light")
    page.evaluate(
        """(look) => {
          document.documentElement.style.colorScheme = "light dark";
          document.documentElement.classList.toggle("atlas-projector", look === "projector");
        }""",
        look,
    )


def colours(drawn: dict[str, list[str]]) -> set[str]:
    """All colours of a drawing."""
    return {colour for found in drawn.values() for colour in found}


def written(figure: Figure) -> set[str]:
    """All colours of the picture that the server writes, as a browser tells them."""
    found = re.findall(
        r'(?:fill|stroke)="#([0-9A-F]{6})"', picture(Head("", "", ""), figure).decode()
    )
    return {"rgb({}, {}, {})".format(*bytes.fromhex(one)) for one in found}
