"""A browser and a file server for the map component, without the rest of the atlas."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from atlas import ingest
from atlas.publish import shapes
from tests.deliveries import DATA, GEO
from tests.maps.component.harness import ODD_NAME, fifteen, serving, square


@pytest.fixture(scope="package")
def map_address() -> Iterator[str]:
    odd = {
        "viewBox": [0, 0, 10, 10],
        "outline": "",
        "areas": [square("9901", ODD_NAME, 0, 0, 10, 10)],
    }
    near = [square("9901", "Almby", 0, 0, 900, 600), square("9902", "Ed", 900, 0, 100, 600)]
    near[1]["x"] = near[0]["x"] + 10  # so that one bubble lies on the other
    two = {"viewBox": [0, 0, 1000, 600], "outline": "M0 0H1000V600H0Z", "areas": near}
    delivery = ingest.read(DATA, GEO).delivery
    shipped = shapes.drawing(delivery.areas, delivery.region.tiles)
    geometries = {
        "fifteen.json": fifteen(),
        "odd.json": odd,
        "near.json": two,
        "shipped.json": shipped,
    }
    with serving(geometries) as address:
        yield address


@pytest.fixture
def open_page(chromium: Browser, map_address: str) -> Iterator[Callable[..., Page]]:
    """Opens the harness; at the end no script has failed and nobody else was asked for anything."""
    contexts, failures = [], []

    def opened(width: int = 1280, dark: bool = False, height: int = 900, **options: object) -> Page:
        context = chromium.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: failures.append(str(error)))
        page.on(
            "request",
            lambda r: r.url.startswith((map_address, "data:", "blob:")) or failures.append(r.url),
        )
        page.goto(map_address)
        page.wait_for_function("window.ready")
        if dark:
            page.evaluate("document.documentElement.classList.add('dark')")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert failures == []
