"""A page of its own for the map component: a plain file server, a browser and scenes to show."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page

HERE = Path(__file__).parent
STATIC = HERE.parents[2] / "static"
WORDS = {
    "map_label": "Karta över orterna",
    "legend": "Teckenförklaring",
    "zero": "0",
    "zero_long": "noll",
    "protected": "..",
    "protected_long": "skyddat: färre än fem",
    "missing": "-",
    "missing_long": "uppgift saknas",
    "not_applicable": ".",
    "not_applicable_long": "ej aktuellt",
    "selected": "vald",
    "zoom_in": "Zooma in",
    "zoom_out": "Zooma ut",
    "reset": "Visa hela kartan",
    "year": "År",
    "previous_year": "Föregående år",
    "next_year": "Nästa år",
    "value_of": "{name}: {value}",
    "interval": "{lower}–{upper}",
    "keys_help": "Piltangenter flyttar, Enter väljer, Esc rensar",
    "play": "Spela upp åren",
    "pause": "Pausa",
    "tiles": "Rutor",
    "tiles_long": "Lika stora rutor",
    "counts_note": "(n) = antal orter",
    "loose": "osäkert vilken klass",
    "crowded": "{n} av {total} orter ligger i samma klass",
    "better": "bättre",
    "worse": "sämre",
    "more": "fler",
    "less": "färre",
    "load_failed": "Kartan kunde inte hämtas",
}
NAMES = ["Almby", "Björkköping", "Ed", "Dalarö", "Ekshärad", "Falköping", "Ö", "Hagfors"]
NAMES += ["Nykvarn", "Jokkmokk", "Å", "Lidköping", "Mönsterås", "Vansbro", "Örnsköldsvik"]
ODD_NAME = "<img src=x onerror=alert(1)>"
PAINTED = "n => Number(document.querySelector('.atlas-map')?.dataset.painted ?? 0) > n"
# narrow columns between wide ones, so that names have to make way for each other
COLUMNS = (0, 300, 560, 620, 700, 1000)
ROW = 200


def square(code: str, name: str, left: float, top: float, wide: float, tall: float) -> dict:
    """One area of a geometry."""
    right, bottom = left + wide, top + tall
    path = f"M{left},{top}L{right},{top}L{right},{bottom}L{left},{bottom}Z"
    middle = {"x": left + wide / 2, "y": top + tall / 2}
    return {"code": code, "name": name, "d": path, **middle, "area": wide * tall}


def fifteen() -> dict:
    """Five columns by three rows, coded 9901 to 9915 row by row."""
    areas = []
    for i, name in enumerate(NAMES):
        row, column = divmod(i, 5)
        left, right = COLUMNS[column], COLUMNS[column + 1]
        area = square(f"99{i + 1:02}", name, left, row * ROW, right - left, ROW)
        areas.append(area | {"tile": [column, row]})
    return {"viewBox": [0, 0, 1000, 600], "areas": areas, "outline": "M0 0H1000V600H0Z"}


CODES = [area["code"] for area in fifteen()["areas"]]
YEARS = ["2021", "2022", "2023"]


def rate_scene(**changes: Any) -> dict:
    """A share in per cent over three years; in the last one each status occurs."""
    values: dict[str, list] = {
        year: [10 + (i * 7 + step * 3) % 30 + 0.25 for i in range(len(CODES))]
        for step, year in enumerate(YEARS)
    }
    for i in (3, 6, 9):
        values["2023"][i] = None
    scene = {
        "geometry": "/geo/fifteen.json",
        "lang": "sv",
        "kind": "rate",
        "title": "Andel",
        "unit": "%",
        "decimals": 1,
        "codes": CODES,
        "periods": YEARS,
        "period": "2023",
        "values": values,
        "status": {"2021": "r" * 15, "2022": "r" * 15, "2023": "rrrprrmrrnrrrrr"},
        "lower": {"2023": [None if v is None else v - 2 for v in values["2023"]]},
        "upper": {"2023": [None if v is None else v + 2 for v in values["2023"]]},
        "breaks": [10, 16, 22, 28, 34, 40],
        "colors": ["#e3eef4", "#b0d1e2", "#6fa8c7", "#2f7aa3", "#004d6e"],
        "colorsDark": ["#173242", "#1f5571", "#2f7fa5", "#6cb4d6", "#c4e6f7"],
        "selected": [],
        "benchmarks": [{"label": "Alla", "values": {"2023": "24,5 %"}, "numbers": {"2023": 24.5}}],
        "words": WORDS,
        "labels": True,
        "projector": False,
        "height": 560,
        "form": "land",
    }
    return scene | changes


def count_scene(**changes: Any) -> dict:
    """Persons in one year: zeros, numbers of at least five, and one of each other status."""
    values = [0, 5, 22, None, 12, 45, None, 0, 8, None, 6, 0, 5, 30, 9]
    scene = rate_scene(
        kind="count",
        title="Deltagare",
        unit="personer",
        decimals=0,
        periods=["2023"],
        values={"2023": values},
        breaks=[],
        colors=["#0a5f86"],
        colorsDark=["#6cc4ee"],
        bubbleMax=45,
        lower=None,
        upper=None,
    )
    return scene | changes


class Handler(SimpleHTTPRequestHandler):
    """The page, the modules under test, and geometries from memory."""

    def __init__(self, *args: Any, geometries: dict[str, dict], **kwargs: Any) -> None:
        self.geometries = geometries
        super().__init__(*args, directory=str(STATIC.parent), **kwargs)

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path == "/":
            return self.answer((HERE / "page.html").read_bytes(), "text/html")
        if path.startswith("/geo/"):
            geometry = self.geometries.get(path.removeprefix("/geo/"))
            if geometry is None:
                return self.send_error(404)
            return self.answer(json.dumps(geometry).encode(), "application/json")
        return super().do_GET() if path.startswith("/static/") else self.send_error(404)

    def answer(self, body: bytes, kind: str) -> None:
        """Send a whole answer."""
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        """Say nothing: the tests speak."""


@contextmanager
def serving(geometries: dict[str, dict]) -> Iterator[str]:
    """The address of a server with these geometries under /geo/."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, geometries=geometries))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def show(page: Page, scene: dict) -> None:
    """Mount the scene and wait until it is painted."""
    before = page.evaluate(
        "() => Number(document.querySelector('.atlas-map')?.dataset.painted ?? 0)"
    )
    page.evaluate("scene => show(scene)", scene)
    page.wait_for_function(PAINTED, arg=before)


def stop_clock(page: Page) -> None:
    """From now on time goes only where ``page.clock.run_for`` says, however slow the machine is."""
    page.clock.install(time="2026-01-01T08:00:00")
    page.clock.pause_at("2026-01-01T09:00:00")


def compare(page: Page, data: dict, maps: int) -> None:
    """Mount several maps and wait until each is painted."""
    page.evaluate("data => compare(data)", data)
    page.wait_for_function(
        "n => document.querySelectorAll('.atlas-map[data-painted]:has(.area)').length === n",
        arg=maps,
    )


def labels(page: Page) -> list[list]:
    """Left, top, right, bottom, text and area of each label that is shown."""
    return page.eval_on_selector_all(
        ".atlas-map-label[display=inline]",
        """all => all.map(t => { const r = t.getBoundingClientRect();
             return [r.left, r.top, r.right, r.bottom, t.textContent, t.dataset.of]; })""",
    )


def meetings(boxes: list[list]) -> list[tuple[str, str]]:
    """The labels of two areas that lie on each other; a name and its value are one label."""
    return [
        (one[4], other[4])
        for i, one in enumerate(boxes)
        for other in boxes[i + 1 :]
        if one[5] != other[5]
        if one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
    ]


# labels that leave the drawing, or stand neither on their own area nor in its bubble and have no line home
ASTRAY = """(map) => {
  const room = map.querySelector(".atlas-map-canvas").getBoundingClientRect();
  const shown = [...map.querySelectorAll("text.atlas-map-label")]
    .filter((text) => text.getAttribute("display") !== "none" && text.textContent);
  return shown.filter((text) => {
    const code = text.dataset.of;
    const area = map.querySelector(`.area[data-code="${code}"]`);
    const bubble = map.querySelector(`[data-for="${code}"]`);
    const inside = (shape, x, y) =>
      shape.isPointInFill(new DOMPoint(x, y).matrixTransform(area.getScreenCTM().inverse()));
    const { left, top, right, bottom } = text.getBoundingClientRect();
    if (left < room.left || top < room.top || right > room.right || bottom > room.bottom) return true;
    const corners = [left + 1, right - 1].flatMap((x) => [top + 2, bottom - 2].map((y) => [x, y]));
    if (corners.every(([x, y]) => inside(area, x, y))) return false;
    const own = bubble.getAttribute("display") !== "none";
    if (own && inside(bubble, (left + right) / 2, (top + bottom) / 2)) return false;
    const line = map.querySelector(`.atlas-map-leader[data-of="${code}"]`);
    if (!line.getAttribute("d")) return true;
    const from = line.getPointAtLength(0);
    const away = Math.hypot(from.x - bubble.cx.baseVal.value, from.y - bubble.cy.baseVal.value);
    const dot = 3 / area.getScreenCTM().a;
    return !area.isPointInFill(from) && !(own && away <= bubble.r.baseVal.value + dot);
  }).map((text) => text.textContent);
}"""


def area(page: Page, code: str) -> Locator:
    """The element of an area."""
    return page.locator(f'.area[data-code="{code}"]')


def sent(page: Page, name: str) -> list:
    """What the map told the server under this name, in order."""
    return page.evaluate("n => sent.filter(s => s.name === n).map(s => s.value)", name)


def focused(page: Page) -> str:
    """The code of the area with focus, or nothing."""
    return page.evaluate("document.activeElement.dataset.code ?? ''")


def view(page: Page) -> str:
    """The part of the map that is seen."""
    return page.locator(".atlas-map-canvas").get_attribute("viewBox")


def press(page: Page, *keys: str) -> None:
    """Press keys one after the other."""
    for key in keys:
        page.keyboard.press(key)
