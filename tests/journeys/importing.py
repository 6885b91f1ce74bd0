"""Importing, as someone at a browser does it."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.deliveries import rows

UMEA = "2480"
KINDS = {"Indikatorer": "indicators", "Mål": "targets", "Kohorter": "cohorts", "Moduler": "modules"}


# the line of an open list that Enter would choose
ACTIVE = (
    "(field) => document.getElementById(field.getAttribute('aria-activedescendant'))?.innerText"
)
MOST_LINES = 12


def choose(atlas, field, text: str) -> None:
    """Choose a line of a list by keyboard, again where the list closed while the page still moved. The line
    that comes first need not be the one: other names begin alike."""
    field.scroll_into_view_if_needed()
    for _ in range(5):
        field.fill(text)
        for _ in range(MOST_LINES):
            if field.evaluate(ACTIVE) == text:
                break
            atlas.page.keyboard.press("ArrowDown")
        for key in ("Enter", "Tab"):
            atlas.page.keyboard.press(key)
        try:
            return expect(field).to_have_value(text, timeout=4_000)
        except AssertionError:
            atlas.page.keyboard.press("Escape")
    return expect(field).to_have_value(text)


def send(atlas, kind: str, name: str, content: str | bytes, encoding: str = "cp1252") -> None:
    """Choose what it is, choose the file, press the button."""
    choose(atlas, atlas.page.locator(".st-key-kind input"), kind)
    held = content if isinstance(content, bytes) else content.encode(encoding)
    sent = {"name": name, "mimeType": "application/octet-stream", "buffer": held}
    atlas.page.locator(f'[class*="st-key-files-{KINDS[kind]}"] input').set_input_files(sent)
    atlas.page.get_by_role("button", name="Läs in och jämför").click()


def confirm(atlas, publish) -> None:
    """Type the word where it is asked for, again where the page was still coming when it was typed."""
    sure = atlas.page.get_by_label("Skriv JA")
    for _ in range(5):
        if sure.count():
            sure.fill("JA")
            sure.press("Enter")
        try:
            expect(publish).to_be_enabled(timeout=10_000)
        except AssertionError:
            continue
        return
    expect(publish).to_be_enabled()


def heading(atlas):
    """What the step that is taken now says."""
    return atlas.page.locator(".atlas-stepped h2")


def inhabitants(delivery, code: str, year: str) -> str:
    table = rows(delivery.data / "indicators.csv")
    return next(
        row["value"]
        for row in table
        if (row["indicator_id"], row["municipality_code"], row["year"])
        == ("population", code, year)
    )
