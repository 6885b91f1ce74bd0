"""The tile map: one switch, one selection, and a way there for those who want to see it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.deliveries import register
from tests.maps.component.harness import (
    CODES,
    area,
    count_scene,
    focused,
    labels,
    meetings,
    press,
    rate_scene,
    sent,
    show,
)

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
SETTLED = ".atlas-map[data-form={}][data-moving=false]"
BOXES = """all => all.map(a => { const b = a.getBBox();
  return [a.dataset.code, b.x, b.y, b.width, b.height].map(v => +v || v); })"""
FIFTEEN = [1.5, 20, 33.25, None, 4, 12.5, 8, 7, 30, 21, 19, 11, 6, 27, 25]


def switch(page: Page) -> None:
    page.get_by_role("button", name="Lika stora rutor").click()


def real(**changes: object) -> dict:
    """The shipped municipalities with figures of their own."""
    codes = register()
    values = {"2023": FIFTEEN}
    status = {"2023": "".join("r" if v is not None else "p" for v in FIFTEEN)}
    look = {"geometry": "/geo/shipped.json", "codes": codes, "values": values, "status": status}
    return rate_scene(**look, breaks=[0, 7, 14, 21, 28, 35], lower=None, upper=None, **changes)


def test_every_area_becomes_a_square_of_one_size_and_no_two_lie_on_each_other(
    open_page: Open,
) -> None:
    page = open_page(reduced_motion="reduce")
    show(page, rate_scene())
    switch(page)
    boxes = page.eval_on_selector_all(".area", BOXES)
    assert {(round(w), round(h)) for *_, w, h in boxes} == {(188, 188)}, "1000 / 5, less a gap"
    for i, (_, x, y, wide, tall) in enumerate(boxes):
        for _, left, top, w, h in boxes[i + 1 :]:
            assert x + wide <= left or left + w <= x or y + tall <= top or top + h <= y
    # fifteen.json puts five in a row: the first is top left, the last bottom right
    assert boxes[0][1:3] == [6, 6]
    assert boxes[14][1:3] == [806, 406]


def test_values_selection_and_scale_are_the_same_in_both(open_page: Open) -> None:
    page = open_page(reduced_motion="reduce")
    show(page, rate_scene(selected=["9903"]))
    drawn = """all => all.map(a => ['fill', 'data-value', 'aria-label', 'aria-selected']
      .map(n => a.getAttribute(n)))"""
    before = page.eval_on_selector_all(".area", drawn)
    paths = page.eval_on_selector_all(".area", "all => all.map(a => a.getAttribute('d'))")
    switch(page)
    assert page.eval_on_selector_all(".area", drawn) == before
    tile = area(page, "9903").get_attribute("d")
    assert page.locator(".atlas-map-chosen").last.get_attribute("d") == tile != paths[2]
    assert page.locator(".atlas-map-outline").get_attribute("d") == ""
    switch(page)
    assert page.eval_on_selector_all(".area", "all => all.map(a => a.getAttribute('d'))") == paths
    assert sent(page, "form") == ["tiles", "land"]


WAY = """async () => {
  const lefts = [];
  const area = document.querySelector('[data-code="9905"]');
  const { dataset } = document.querySelector('.atlas-map');
  document.querySelector('[data-word=tiles]').click();
  do {
    lefts.push(area.getBoundingClientRect().left);
    await new Promise(requestAnimationFrame);
  } while (dataset.moving === 'true');
  return [...lefts, area.getBoundingClientRect().left];
}"""


def test_the_way_there_and_back_is_seen_and_ends(open_page: Open) -> None:
    page = open_page()
    show(page, rate_scene())
    there = page.evaluate(WAY)
    assert page.locator(".atlas-map").get_attribute("data-form") == "tiles"
    assert area(page, "9905").get_attribute("d").count("L") == 3
    assert meetings(labels(page)) == []
    back = page.evaluate(WAY)
    assert page.locator(".atlas-map").get_attribute("data-form") == "land"
    assert there == sorted(there), "the area moves one way only"
    assert back == sorted(back, reverse=True)
    for way in (there, back):
        assert len(set(way)) > 4, "and does not jump"
    assert (there[0], there[-1]) == (back[-1], back[0])
    animations = "document.querySelector('.atlas-map').getAnimations({subtree: true}).length"
    assert page.evaluate(animations) == 0, "nothing is left standing in its way"


def test_an_answer_that_comes_on_the_way_costs_no_label(open_page: Open) -> None:
    page = open_page()
    show(page, real())
    switch(page)
    moving = page.locator(".atlas-map").get_attribute("data-moving")
    show(page, real(form="tiles"))
    page.wait_for_selector(SETTLED.format("tiles"))
    assert moving == "true"
    names = {label[4] for label in labels(page)}
    assert {"Umeå", "Dorotea", "Åsele"} <= names
    assert len(names) >= 15


def test_who_wants_less_motion_sees_the_change_at_once(open_page: Open) -> None:
    page = open_page(reduced_motion="reduce")
    show(page, rate_scene())
    now = """() => { document.querySelector('[data-word=tiles]').click();
      const { form, moving } = document.querySelector('.atlas-map').dataset;
      return [form, moving, document.querySelector('.area').getAttribute('d').split('L').length]; }"""
    assert page.evaluate(now) == ["tiles", "false", 4]


def test_a_change_of_mind_on_the_way_ends_where_it_began(open_page: Open) -> None:
    page = open_page()
    show(page, rate_scene())
    paths = page.eval_on_selector_all(".area", "all => all.map(a => a.getAttribute('d'))")
    switch(page)
    switch(page)
    page.wait_for_selector(SETTLED.format("land"))
    assert page.eval_on_selector_all(".area", "all => all.map(a => a.getAttribute('d'))") == paths


def test_a_change_of_mind_turns_round_where_the_areas_are(open_page: Open) -> None:
    page = open_page()
    show(page, rate_scene())
    turned = """() => {
      const button = document.querySelector('[data-word=tiles]');
      const left = () => document.querySelector('[data-code="9905"]').getBoundingClientRect().left;
      const start = left();
      button.click();
      for (const run of document.querySelector('.atlas-map').getAnimations({ subtree: true })) {
        run.pause();
        run.currentTime = 200;
      }
      const before = left();
      button.click();
      return [start, before, left()];
    }"""
    start, before, after = page.evaluate(turned)
    assert abs(before - start) > 3
    assert abs(after - before) < 0.5


def test_a_map_that_is_hidden_on_the_way_has_arrived_when_it_is_seen_again(open_page: Open) -> None:
    page = open_page()
    show(page, rate_scene())
    switch(page)
    page.evaluate("document.getElementById('map').hidden = true")
    page.wait_for_selector(SETTLED.format("tiles"), state="attached")
    page.evaluate("document.getElementById('map').hidden = false")
    assert area(page, "9905").get_attribute("d").count("L") == 3
    page.wait_for_selector(".atlas-map-label[display=inline]")
    assert meetings(labels(page)) == []


def test_the_server_may_ask_for_tiles_and_a_rerun_does_not_undo_the_switch(open_page: Open) -> None:
    page = open_page(reduced_motion="reduce")
    show(page, rate_scene(form="tiles"))
    shape = page.locator(".atlas-map")
    assert shape.get_attribute("data-form") == "tiles"
    assert (
        page.get_by_role("button", name="Lika stora rutor").get_attribute("aria-pressed") == "true"
    )
    switch(page)
    show(page, rate_scene(form="tiles", title="Annat"))
    assert shape.get_attribute("data-form") == "land"


def test_without_tiles_or_without_a_form_there_is_no_switch(open_page: Open) -> None:
    page = open_page()
    show(page, rate_scene(geometry="/geo/odd.json", form="tiles"))
    assert not page.locator("[data-word=tiles]").is_visible()
    assert page.locator(".atlas-map").get_attribute("data-form") == "land"
    page = open_page()
    show(page, rate_scene(form=None))
    assert not page.locator("[data-word=tiles]").is_visible()


def test_arrows_follow_the_tiles(open_page: Open) -> None:
    page = open_page(reduced_motion="reduce")
    show(page, real(form="tiles"))
    area(page, "2482").focus()
    press(page, "ArrowDown")
    assert focused(page) == "2409", "Robertsfors stands below Skelleftea"
    press(page, "ArrowDown", "ArrowLeft")
    assert focused(page) == "2460"


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1920, 1080), (390, 844)])
@pytest.mark.parametrize("form", ["land", "tiles"])
@pytest.mark.parametrize("kind", ["rate", "count"])
@pytest.mark.parametrize("projector", [False, True], ids=["desk", "projector"])
def test_the_shipped_names_never_meet(
    open_page: Open, width: int, height: int, form: str, kind: str, projector: bool
) -> None:
    page = open_page(width, height=height)
    scene = real(form=form, projector=projector)
    if kind == "count":
        values = {"2023": [None if v is None else round(v * 1000) for v in FIFTEEN]}
        scene = count_scene(**{**scene, **count_look(values)})
    show(page, scene)
    boxes = labels(page)
    assert meetings(boxes) == []
    names = [box[4] for box in boxes if box[4].isalpha()]
    assert len(names) >= (15 if form == "tiles" else 9)
    if form == "tiles" and not projector:
        assert len(boxes) == 30, "each name and each value"


def count_look(values: dict) -> dict:
    return {
        "kind": "count",
        "values": values,
        "breaks": [],
        "bubbleMax": 33250,
        "unit": "personer",
        "decimals": 0,
        "colors": ["#0a5f86"],
        "colorsDark": ["#6cc4ee"],
    }


def test_a_bubble_stays_within_its_tile(open_page: Open) -> None:
    page = open_page(430)
    values = {"2023": [None if v is None else round(v * 1000) for v in FIFTEEN]}
    show(page, count_scene(**{**real(form="tiles"), **count_look(values)}))
    inside = """all => all.filter(b => b.getAttribute('display') !== 'none').every(b => {
      const tile = document.querySelector(`[data-code="${b.dataset.for}"]`).getBBox();
      const { x, y, width, height } = b.getBBox();
      return x > tile.x && y > tile.y && x + width < tile.x + tile.width
        && y + height < tile.y + tile.height; })"""
    assert page.eval_on_selector_all(".atlas-map-bubble", inside)
    apart = """all => all.filter(n => n.getAttribute('display') === 'inline').every(n => {
      const name = n.getBoundingClientRect();
      return [...document.querySelectorAll('.atlas-map-bubble[display=inline]')].every(b => {
        const { left, right, top, bottom } = b.getBoundingClientRect();
        return right <= name.left || name.right <= left || bottom <= name.top || name.bottom <= top;
      }); })"""
    assert page.eval_on_selector_all(".atlas-map-name", apart), "and off every name"


def test_touch_works_on_tiles_at_390_px(open_page: Open) -> None:
    page = open_page(390, height=844, has_touch=True, reduced_motion="reduce")
    show(page, rate_scene())
    page.get_by_role("button", name="Lika stora rutor").tap()
    area(page, "9907").tap()
    assert page.locator(".atlas-map-tip").inner_text().startswith("\u00d6\n")
    assert sent(page, "selected") == [["9907"]]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert CODES[6] == "9907"
