"""The atlas as someone at a browser sees it: where things are on a page, and when it has come to rest.

Every selector of the journeys is here, so that a change of the page's making is a change of one file.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as Late

MUNICIPALITIES = 15
NAMES = {"sv": "Svenska", "en": "English"}


@dataclass(frozen=True)
class Room:
    """A page of the atlas: its address, its titles, and what is drawn on it. One that is ``of_place`` is
    headed by the name of the place that is chosen, and has its charts only then; ``each`` is how many more
    it has for each chosen place. One that is ``of_measure`` has charts and a map only where its address names
    a measure. ``headed`` is its heading, where that is not the name of its link."""

    name: str
    path: str
    sv: str
    en: str
    maps: int = 0
    charts: int = 0
    filters: int = 1
    of_place: bool = False
    each: int = 0
    headed: tuple[str, str] = ("", "")
    of_measure: bool = False

    def title(self, language: str) -> str:
        return {"sv": self.sv, "en": self.en}[language]

    def heading(self, language: str) -> str:
        return self.headed[language == "en"] or self.title(language)


ROOMS = {
    room.name: room
    for room in (
        Room("overview", "/", "Översikt", "Overview", maps=1),
        Room("map", "/karta", "Karta", "Map", maps=1),
        Room("participants", "/deltagare", "Deltagare", "Participants", charts=10),
        Room("cohorts", "/kohorter", "Kohorter", "Cohorts", charts=10),
        Room("indicators", "/indikatorer", "Indikatorer", "Indicators", 1, 2, of_measure=True),
        Room("compare", "/jamfor", "Jämför", "Compare", maps=1, charts=1),
        Room(
            "own_index",
            "/index",
            "Index",
            "Index",
            charts=2,
            each=1,
            headed=(
                "Västerbottens innovationsindex (egen konstruktion)",
                "Västerbotten innovation index (our own construction)",
            ),
        ),
        Room("municipality", "/kommun", "Kommun", "Municipality", maps=1, charts=1, of_place=True),
        Room("about", "/om", "Om", "About", filters=0),
        Room(
            "accessibility",
            "/tillganglighet",
            "Tillgänglighetsredogörelse",
            "Accessibility statement",
            filters=0,
        ),
        Room("present", "/presentera", "Presentera", "Present"),
        Room("import", "/inlasning", "Inläsning", "Import", filters=0),
        Room("history", "/historik", "Historik", "History", filters=0),
        Room("access", "/behorighet", "Behörighet", "Access", filters=0),
    )
}

# what everyone may open; the others are not there but for staff
EVERYONES = tuple(name for name in ROOMS if name not in ("import", "history", "access"))

PATIENCE = 60  # seconds; the machine may be busy with other things


def agreed(check: Callable[..., None]) -> Callable[..., None]:
    """A check of parts of a page that are repainted one after the other: it has to hold in the end."""

    def patient(*arguments: object) -> None:
        end = time.monotonic() + PATIENCE
        while True:
            try:
                return check(*arguments)
            except AssertionError:
                if time.monotonic() > end:
                    raise

    return patient


# What a page still waits for: its script, what is to be replaced, what is to be drawn.
UNREST = """([path, title, maps, charts, filters, language]) => {
  const count = (selector) => [...document.querySelectorAll(selector)]
    .filter((one) => !one.closest(".atlas-thumb, .atlas-facts")).length;
  const state = {
    path: [location.pathname, path],
    // the name of a place is the same in every language
    title: title ? [document.querySelector("h1")?.innerText.trim(), title]
      : [document.documentElement.lang, language],
    script: [document.querySelector("[data-testid=stApp]")?.dataset.testScriptState, "notRunning"],
    footers: [count(".st-key-footer"), 1],
    filters: [count(".atlas-filters"), filters],
    heads: [count(".atlas-head"), 1],
    answers: [count(".atlas-answer"), 1],
    stale: [count("[data-stale=true]"), 0],
    kept: [count("#atlas-arrival"), 0], // what keeps the place of a page until it is seen
    maps: [count(".atlas-map[data-painted]:has(.area)"), maps],
    charts: [count(".atlas-plot-drawing[data-kind]:has(.atlas-plot-text)"), charts],
  };
  return Object.entries(state).filter(([, [is, wanted]]) => is !== wanted)
    .map(([what, [is, wanted]]) => `${what}: ${is}, not ${wanted}`);
}"""

# A step forward in the history of a tab, and what has still to follow it.
STEP = (
    """(to) => { history.pushState(null, "", to); dispatchEvent(new PopStateEvent("popstate")); }"""
)
BUSY = """() => [
  ...document.querySelectorAll(".atlas-sheet[aria-busy=true], .atlas-map[data-moving=true]"),
  ...document.querySelectorAll("[data-test-script-state]:not([data-test-script-state=notRunning])"),
].map((one) => one.className)"""

# What a browser can answer about itself, as one call each.
READ_MAP = """(map) => [...map.querySelectorAll(".area")].map((area) => ({
  code: area.dataset.code, status: area.dataset.status, value: area.dataset.value,
  chosen: area.getAttribute("aria-selected") === "true",
  name: area.getAttribute("aria-label").split(":")[0] }))"""
READ_TABLE = """(table) => [...table.querySelectorAll("tbody tr")].map((row) =>
  [...row.cells].map((cell) => cell.innerText.trim()))"""
TOO_WIDE = """() => [document.documentElement, document.body,
    ...document.querySelectorAll("[data-testid=stMain], [data-testid=stAppViewContainer]")]
  .filter((box) => box.scrollWidth > box.clientWidth)
  .map((box) => `${box.dataset.testid ?? box.tagName}: ${box.scrollWidth} > ${box.clientWidth}`)"""
TOO_TALL = TOO_WIDE.replace("Width", "Height")
LABELS = """(map) => [...map.querySelectorAll("text.atlas-map-label")]
  .filter((text) => text.getAttribute("display") !== "none" && text.textContent)
  .map((text) => { const { left, top, right, bottom } = text.getBoundingClientRect();
    return { text: text.textContent, of: text.dataset.of, left, top, right, bottom }; })"""

BARE_SPOT = """(area) => {
  area.scrollIntoView({ block: "center" });
  const { left, top, width, height } = area.getBoundingClientRect();
  for (let i = 1; i < 20; i++) for (let j = 1; j < 20; j++) {
    const [x, y] = [left + (width * i) / 20, top + (height * j) / 20];
    if (document.elementFromPoint(x, y) === area) return [x, y];
  }
  return null;
}"""


def left(page: Page, script: str, arg: object = None, seconds: float | None = None) -> list[str]:
    """What the script still finds when the time is up; nothing as soon as it finds nothing."""
    try:
        page.wait_for_function(
            f"(arg) => ({script})(arg).length === 0",
            arg=arg,
            timeout=seconds * 1000 if seconds else None,
        )
    except Late:
        return page.evaluate(script, arg)
    return []


class Atlas:
    """One tab with the atlas in it."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address

    # ---- going somewhere

    def open(self, room: str = "overview", language: str = "sv", **query: str) -> Atlas:
        """Open a page by its address, as a link would, and wait until it is at rest."""
        if language != "sv":
            query["lang"] = language
        asked = f"?{urlencode(query, safe=',')}" if query else ""
        self.page.goto(f"{self.address}{ROOMS[room].path}{asked}")
        return self.rest(room, language)

    def turn(self, room: str = "overview", language: str = "sv", **query: str) -> Atlas:
        """Come to a view of a page in a tab that the atlas is open in, and wait until it is at rest. It costs
        a tenth of a whole page: for who looks at many views. That a link opens them, others show."""
        if language != "sv":
            query["lang"] = language
        asked = f"?{urlencode(query, safe=',')}" if query else ""
        self.step(f"{ROOMS[room].path}{asked}")
        return self.rest(room, language)

    def step(self, to: str) -> None:
        """Go on to an address as by a step of the tab's history, and wait until the server has answered."""
        self.page.evaluate(STEP, to)
        busy = left(self.page, BUSY)
        assert not busy, f"{to} does not come: {busy}"

    def rest(self, room: str, language: str = "sv") -> Atlas:
        """Wait until a page is whole: its script has run, its maps are painted, its charts drawn."""
        place = ROOMS[room]
        chosen = place.of_place and "kommun" in self.query
        title = "" if chosen else place.heading(language)
        is_drawn = (chosen or not place.of_place) and ("matt" in self.query or not place.of_measure)
        maps = place.maps if is_drawn or place.of_place else 0
        charts = place.charts if is_drawn else 0
        if "kommun" in self.query:
            charts += place.each * len(self.query["kommun"].split(","))
        wanted = [place.path, title, maps, charts, place.filters, language]
        waiting = left(self.page, UNREST, wanted)
        assert not waiting, f"{room} does not come to rest: {waiting}"
        return self

    def go(self, room: str, language: str = "sv") -> Atlas:
        """Follow the page link at the top, from behind a button where it is behind one."""
        self.page_link(ROOMS[room].title(language)).click()
        return self.rest(room, language)

    def page_link(self, title: str) -> Locator:
        """A page link of the head or of the foot, brought to sight."""
        links = self.page.locator(".atlas-nav a, .st-key-footer a")
        link = links.filter(has_text=re.compile(f"^{title}$"))
        link.wait_for(state="attached")
        if not link.is_visible():
            self.page.locator(".atlas-opener").locator("visible=true").last.click()
        return link

    def speak(self, language: str) -> None:
        """Choose the language in the menu."""
        with self.settings() as menu:
            menu.get_by_role("radio", name=NAMES[language]).click()

    def project(self) -> None:
        """Turn the projector on or off in the menu."""
        with self.settings() as menu:
            menu.locator("input[name=projector]").click()

    @contextmanager
    def settings(self) -> Iterator[Locator]:
        """The menu of the head, open."""
        self.page.locator(".atlas-settings-opener").click()
        yield self.menu
        self.page.keyboard.press("Escape")
        expect(self.menu).to_be_hidden()

    # ---- what is seen

    @property
    def answer(self) -> Locator:
        return self.page.locator(".atlas-answer")

    @property
    def map(self) -> Locator:
        return self.page.locator(".atlas-map")

    @property
    def areas(self) -> Locator:
        """Those of the page's own maps, and not of slides in small."""
        return self.page.locator(".atlas-map .area:not(.atlas-thumb *)")

    def area(self, code: str) -> Locator:
        return self.page.locator(f'.atlas-map .area[data-code="{code}"]')

    @property
    def facts(self) -> Locator:
        """What is told of the place that is open on a map."""
        return self.page.locator(".atlas-facts")

    @property
    def tooltip(self) -> Locator:
        return self.page.locator(".atlas-map-tip")

    @property
    def table(self) -> Locator:
        """The values beside the map on the Map page."""
        return self.page.locator(".atlas-card[data-key=values] table")

    @property
    def notices(self) -> Locator:
        return self.page.locator('[data-testid="stAlert"]')

    @property
    def errors(self) -> Locator:
        """What Streamlit shows when a script fell over."""
        return self.page.locator('[data-testid="stException"], .stException')

    @property
    def numbers(self) -> Locator:
        """The marks that say whose numbers these are."""
        return self.page.locator(".atlas-marks")

    @property
    def menu(self) -> Locator:
        return self.page.locator(".atlas-settings")

    @property
    def exact(self) -> Locator:
        """The switch to exact numbers in the menu; not there for who may not have them."""
        return self.menu.locator(".atlas-turn:not([hidden]) input[name=exact]")

    def see_exact(self, on: bool = True) -> None:
        """Ask for exact numbers in the menu, or for protected ones again."""
        with self.settings():
            self.exact.set_checked(on)

    def card(self, key: str) -> Locator:
        return self.page.locator(f'.atlas-card[data-key="{key}"]')

    def figure(self, key: str) -> Locator:
        """The large number of a card, such as ``counter-participants``."""
        return self.page.locator(f'.atlas-figure[data-key="{key}"] .atlas-value')

    def badge(self, key: str) -> Locator:
        return self.page.locator(f'.atlas-badge[data-key="{key}"]')

    @property
    def badges(self) -> Locator:
        """All that is chosen."""
        return self.page.locator(".atlas-badge")

    def values(self) -> list[dict[str, str]]:
        """The areas of the map in their order: code, name, status, value, chosen."""
        return self.map.evaluate(READ_MAP)

    def rows(self) -> list[list[str]]:
        """The rows of the Map page's table, as text."""
        return self.table.evaluate(READ_TABLE)

    def chosen(self) -> list[str]:
        return [area["code"] for area in self.values() if area["chosen"]]

    def marked(self) -> list[str]:
        """The names of the rows that the table sets off as chosen."""
        return [row[0].lstrip("▸ ") for row in self.rows() if row[0].startswith("▸")]

    @property
    def query(self) -> dict[str, str]:
        return dict(parse_qsl(urlsplit(self.page.url).query))

    # ---- what is done

    def options(self) -> Locator:
        """The lines of the filter's list that is open and that the search leaves."""
        return self.page.locator(".atlas-list:popover-open .atlas-boxes label:visible")

    @property
    def list(self) -> Locator:
        """The list of a filter that is open."""
        return self.page.locator(".atlas-list:popover-open")

    def filter(self, name: str) -> Locator:
        """The button that opens a filter's list: ``kommun`` or ``kohort``."""
        return self.page.locator(f".atlas-choice[name={name}]")

    def choose_by_mouse(self, name: str, text: str) -> None:
        self.filter(name).click()
        self.options().filter(has_text=text).first.click()
        self.shut_list()

    def choose_by_keyboard(self, name: str, text: str) -> None:
        self.filter(name).focus()
        self.page.keyboard.press("Enter")
        self.page.keyboard.type(text)
        expect(self.options()).to_have_count(1)
        self.page.keyboard.press("Enter")
        self.shut_list()

    def shut_list(self) -> None:
        """Leave the list: it stays open for more choices, and hides the rest of the page meanwhile."""
        self.page.keyboard.press("Escape")
        expect(self.options()).to_have_count(0)

    def pick(self, key: str, text: str) -> None:
        """Choose a line of a picker, such as the measure."""
        self.page.locator(f"select[name={key}]").select_option(label=text)

    def spot(self, code: str) -> list[float]:
        """A point of the screen where an area, and nothing over it, is under the pointer."""
        found = self.area(code).evaluate(BARE_SPOT)
        assert found, f"no bare spot of {code} is on the screen"
        return found
