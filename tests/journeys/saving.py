"""Files that a card gives, and the counts of people in them."""

from __future__ import annotations

import re

SYMBOLS = {"protected": "..", "missing": "-", "not_applicable": "."}
SMALL = {1, 2, 3, 4}


def read(shown: str) -> float:
    """A Swedish number as a number: ``1 234,5 %``."""
    return float(re.sub(r"[\s%]", "", shown).replace(",", ".").replace("−", "-"))


def small_counts(atlas) -> list[tuple[str, float]]:
    """Places whose number on the map or in the table is that of one to four people."""
    on_map = [(a["name"], float(a["value"])) for a in atlas.values() if a["value"]]
    told = [(row[0], read(row[1])) for row in atlas.rows() if row[1] not in SYMBOLS.values()]
    return [(name, number) for name, number in on_map + told if number in SMALL]


def saved(atlas, button):
    """Press a button that saves; the file's name and content."""
    with atlas.page.expect_download() as coming:
        button.click()
    return coming.value.suggested_filename, coming.value.path().read_bytes()


def csv_button(card):
    return card.locator("button[name=csv]")
