"""What a card gives: its menu, its files, its table, and the counts of people in them."""

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


def line(card, name: str):
    """Open the menu of a card; its line of this name: ``explore``, ``csv``, ``png``, ``svg`` or ``copy``."""
    card.locator(".atlas-more").click()
    return card.locator(f".atlas-menu:popover-open [role=menuitem][name={name}]")


def saved(card, kind: str):
    """Save a card's numbers or its picture by its menu; the file's name and content."""
    asked = line(card, kind)
    with card.page.expect_download() as coming:
        asked.click()
    return coming.value.suggested_filename, coming.value.path().read_bytes()


def tabled(card):
    """Turn a card to its table."""
    card.locator(".atlas-tab[name=table]").click()
    return card.locator(".atlas-grid")
