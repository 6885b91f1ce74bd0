"""A deck on the stage, as its journeys drive it."""

from __future__ import annotations

import re
from dataclasses import replace

from playwright.sync_api import expect

from atlas import decks
from atlas.decks import Deck, Slide
from tests.journeys.pages import agreed
from tests.journeys.screens import UNPAINTED

SHARE = (("matt", "edu_postsec3plus_share"),)
SLIDES = (
    Slide("overview", notes="Hälsa välkommen"),
    Slide("map", (), "map"),
    Slide("cohorts"),
    Slide("cohorts", (), "states"),
    Slide("cohorts", (), "funnel"),
    Slide("indicators", SHARE, "ranking"),
    Slide("indicators", SHARE, "trend"),
    Slide("municipality", (("kommun", "2481"),), "place-table"),
)
DECK = Deck("Styrgrupp", "sv", "", SLIDES)
# what else can fill the screen: maps beside each other, tiles, lines, bars of parts, marks on a scale
DENSITY = "by-municipality-participants_per_10000"
MORE = (
    Slide("map", (*SHARE, ("jamfor", "years")), "map-years"),
    Slide("map", (*SHARE, ("jamfor", "all")), "map-all"),
    Slide("map", (("jamfor", "measures"), ("med", "participants"), *SHARE), "map-measures"),
    Slide("map", (*SHARE, ("vy", "tiles")), "map"),
    Slide("municipality", (("kommun", "2481"),), "place-trend"),
    Slide("cohorts", (), "attendance"),
    Slide("cohorts", (), "retention"),
    Slide("cohorts", (), "aligned"),
    Slide("cohorts", (), "times"),
    Slide("cohorts", (), "survey-after"),
    Slide("participants", (), "sector-size"),
    Slide("participants", (), "missing"),
    Slide("participants", (), "missing-enterprises"),
    Slide("participants", (), "gender-steps"),
    Slide("participants", (("kommun", "2481"),), DENSITY),
)


class Stage:
    """A presentation in a browser."""

    def __init__(self, atlas):
        self.atlas, self.page = atlas, atlas.page
        self.root = self.page.locator(".atlas-stage")
        self.slide = self.page.locator(".atlas-slide-shown")
        self.heading = self.slide.locator("h1")
        self.facts = self.slide.locator(".atlas-slide-facts")

    def open(self, deck: Deck = DECK, at: int = 1) -> Stage:
        spoken = "" if deck.language == "sv" else f"&lang={deck.language}"
        link = f"visa?lek={decks.to_link(deck)}&bild={at}{spoken}"
        self.page.goto(f"{self.atlas.address}/{link}")
        return self.rest(at)

    def rest(self, at: int) -> Stage:
        """Wait until the slide and its neighbours stand drawn, with what they have to fetch."""
        self.at(at)
        expect(self.root).to_have_attribute("data-prepared", re.compile(rf"\b{at}\b"))
        expect(self.root.locator(UNPAINTED)).to_have_count(0)
        return self

    def begin(self) -> Stage:
        """To the first view of a deck that was just opened."""
        expect(self.root).to_have_attribute("data-prepared", re.compile(r"\d"))
        self.press("1", "Enter")
        return self.rest(1)

    @property
    def last(self) -> int:
        """The number of the last view's slide: a long table has several."""
        return int(self.page.locator(".atlas-stage-position").inner_text().split(" / ")[1])

    def at(self, at: int) -> None:
        expect(self.root).to_have_attribute("data-slide", str(at))
        self.page.wait_for_url(re.compile(rf"[?&]bild={at}(&|$)"))

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def button(self, name: str):
        self.page.mouse.move(300, 300)
        self.page.mouse.move(320, 310)
        return self.page.locator(f".atlas-stage-controls [data-act={name}]")


@agreed
def spoken_to_again(page, heard) -> None:
    page.wait_for_timeout(100)  # so that events come in
    assert heard


def added(atlas, place: str) -> None:
    atlas.page.locator(f"{place} .atlas-add").first.click()
    expect(atlas.page.locator(f"{place} .atlas-add[data-done]").first).to_contain_text("Tillagd")


def slides_of(atlas) -> list[str]:
    heading = atlas.page.locator(".atlas-deck-name")
    expect(heading).not_to_have_count(0)
    return heading.all_text_contents()


def made(visit, address):
    """A deck of three views: a page, a map, and a chart."""
    atlas = visit(address, permissions=["clipboard-read", "clipboard-write"]).open("overview")
    added(atlas, ".atlas-heading")
    atlas.go("map")
    added(atlas, ".atlas-card[data-key=map]")
    atlas.go("cohorts")
    added(atlas, ".atlas-card[data-key=funnel]")
    atlas.go("present")
    says(atlas, ["Översikt", "Deltagare: högst i ", "Hur långt de kom"])
    return atlas


@agreed
def says(atlas, starts: list[str]) -> None:
    found = slides_of(atlas)
    assert len(found) == len(starts)
    assert all(f.startswith(s) for f, s in zip(found, starts, strict=True)), found


TWELVE = replace(
    DECK,
    slides=tuple(
        replace(slide, heading=f"Vy {n}", notes=f"Anteckning {n}")
        for n, slide in enumerate((*SLIDES[:7], *SLIDES[:5]), start=1)
    ),
)
WALK = (
    ("ArrowRight", 2), ("Space", 3), ("PageDown", 4), ("ArrowLeft", 3), ("PageUp", 2), ("End", 12),
    ("Home", 1), ("7 Enter", 7), ("ArrowDown", 8),
    ("ArrowUp", 7), ("1 1 Enter", 11), ("0 0 4 Enter", 4), ("1 2 Enter", 12),
)  # fmt: skip


@agreed
def seen(stage, at: int) -> None:
    """This slide, and no other, is seen, and the toolbar says which it is."""
    stage.at(at)
    assert stage.page.locator(".atlas-slide h1:visible").all_inner_texts() == [f"Vy {at}"]
    assert stage.page.locator(".atlas-stage-position").inner_text() == f"{at} / 12"


# what is seen at a place of the window, or takes the focus, and is no part of the stage
STRANGERS = """() => {
  const stage = document.querySelector(".atlas-stage");
  const found = [];
  for (let i = 1; i < 40; i++) for (let j = 1; j < 24; j++) {
    const top = document.elementFromPoint((innerWidth * i) / 40, (innerHeight * j) / 24);
    if (top && !stage.contains(top)) found.push(top.outerHTML.slice(0, 100));
  }
  return [...new Set(found)];
}"""
# what has the focus is a part of the stage, or the page around it
ON_STAGE = """() => {
  const [stage, now] = [document.querySelector(".atlas-stage"), document.activeElement];
  return stage.contains(now) || now.contains(stage);
}"""
OUTSIDE = """(slide) => [...slide.querySelectorAll("h1, header p, footer *")].filter((one) => {
  const box = one.getBoundingClientRect();
  return box.top < 0 || box.bottom > innerHeight + 1 || box.left < 0 || box.right > innerWidth + 1;
}).map((one) => one.textContent)"""
