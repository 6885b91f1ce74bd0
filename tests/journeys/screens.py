"""The screens an atlas is read on: three sizes, two themes, two languages.

Of the twelve there are, six are looked at: every size with every theme, every size with every language,
every theme with every language. What goes wrong on a screen goes wrong for one of these or for two that
meet, hardly ever for three at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from playwright.sync_api import Locator, Page, expect

from atlas.words import Words
from tests.journeys.pages import TOO_WIDE, Atlas
from tests.journeys.tabs import Tabs, picture

SIZES = {1920: 1080, 1280: 720, 390: 844}
WITH_MAPS = ("", "karta", "kommun")
UNPAINTED = ".atlas-map:has(.atlas-map-canvas):not([data-painted])"


@dataclass(frozen=True)
class Kind:
    """One of the screens."""

    width: int
    theme: str
    language: str

    def __str__(self) -> str:
        return f"{self.width}-{self.theme}-{self.language}"

    @property
    def options(self) -> dict[str, object]:
        """What the browser is told."""
        viewport = {"width": self.width, "height": SIZES[self.width]}
        return {"viewport": viewport, "color_scheme": self.theme}


KINDS = [
    Kind(1920, "light", "sv"),
    Kind(1920, "dark", "en"),
    Kind(1280, "light", "en"),
    Kind(1280, "dark", "sv"),
    Kind(390, "light", "sv"),
    Kind(390, "dark", "en"),
]


class Screen:
    """A tab on one of the screens; journeys follow each other on it."""

    def __init__(self, kind: Kind, tabs: Tabs, address: str) -> None:
        self.kind, self.tabs, self.address = kind, tabs, address
        self.words = Words(kind.language)
        self.said = 0  # messages to the atlas

    def open(self, address: str = "", **options: object) -> Atlas:
        """A tab of its own on such a screen."""
        return self.tabs(address or self.address, **(self.kind.options | options))

    @cached_property
    def atlas(self) -> Atlas:
        atlas = self.open(permissions=["clipboard-read", "clipboard-write"])

        def count(_: object) -> None:
            self.said += 1

        atlas.page.on("websocket", lambda line: line.on("framesent", count))
        return atlas

    @property
    def page(self) -> Page:
        return self.atlas.page

    def go(self, path: str, **query: str) -> Page:
        """Open an address in the language of the screen, as a whole page or as a step in one that is open;
        give the page when its maps are painted."""
        to = f"/{path}?{urlencode(query | {'lang': self.kind.language}, safe=',')}"
        if self.page.url.startswith(self.address) and self.page.locator(".atlas-head").count():
            self.atlas.step(to)
        else:
            self.page.goto(f"{self.address}{to}")
        if path in WITH_MAPS:
            expect(self.page.locator(".atlas-map .area").first).to_be_attached()
        self.still()
        return self.page

    def still(self) -> None:
        """The page is whole, and what is drawn on it is painted."""
        expect(self.page.locator(".st-key-footer")).to_have_count(1)
        expect(self.page.locator(UNPAINTED)).to_have_count(0)
        expect(self.page.locator(".atlas-map[data-moving=true]")).to_have_count(0)

    def button(self, word: str, inside: Locator | None = None) -> Locator:
        """A button by the key of its name."""
        within = inside or self.page
        return within.get_by_role("button", name=self.words(word), exact=True)

    def keep(self, what: str) -> None:
        """A picture of the screen, which nothing on it makes wider."""
        picture(self.page, f"{what}-{self.kind}")
        assert not self.page.evaluate(TOO_WIDE)
