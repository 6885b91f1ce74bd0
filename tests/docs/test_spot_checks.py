"""What *Indikatorer* says, beside what was published: each row of ``docs/spot-checks.md``."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest

from atlas.views import sheet, site
from atlas.views.run.address import read
from atlas.views.run.visit import Here
from atlas.words import Words
from tests.deliveries import ROOT

CHECKS = [
    tuple(cell.strip(" `") for cell in line.strip("|").split("|")[:4])
    for line in (ROOT / "docs" / "spot-checks.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("| `")
]


def said(data, measure, area, period):
    """The text that the page's own tables have for an area."""
    year = period[:4]
    here = Here(data, read({"matt": measure, "period": f"{year}-{year}"}, data)[0], Words("sv"))
    level = data.catalogue[measure].level
    card = "ranking" if level == "municipality" else f"county-{measure}"
    (table,) = (
        table
        for part in sheet.parts_of(here, site.page("indicators").sheet)
        for key, table in tables(part.content)
        if key == card
    )
    (text,) = (row[1] for row in table["rows"] if row[0] == here.name(area))
    return text


def tables(content):
    """The tables of a part and of what stands in it, each with its card's key."""
    if isinstance(content, dict):
        if content.get("table"):
            yield content["key"], content["table"]
        for value in content.values():
            yield from tables(value)
    elif isinstance(content, list):
        for value in content:
            yield from tables(value)


def test_thirty_figures_of_all_measures_are_checked(shipped):
    assert len(CHECKS) == len(set(CHECKS)) >= 30
    catalogue = shipped.public.catalogue
    shown = {m.id for level in ("municipality", "county") for m in catalogue.indicators(level)}
    assert {measure for measure, *_ in CHECKS} == shown


@pytest.mark.parametrize(("measure", "area", "period", "published"), CHECKS)
def test_the_page_says_what_was_published(shipped, measure, area, period, published):
    decimals = shipped.public.catalogue[measure].decimals
    rounded = Decimal(published).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    text = said(shipped.public, measure, area, period)
    assert Decimal(text.strip(" %\u00a0").replace("\u00a0", "").replace(",", ".")) == rounded
