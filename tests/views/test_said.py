"""All that the pages say, in views that are awkward to speak of: no "NaN", no "...", no "1 personer" and no
hyphen for a minus."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from atlas.measures.selection import Selection
from atlas.views import site
from atlas.views.run.address import State, span
from atlas.views.run.visit import Here
from atlas.words import Words
from tests.deliveries import register

NOUNS = {
    "sv": "personer organisationer arbetsställen procentenheter kommuner kohorter rader filer veckor",
    "en": "people organisations enterprises workplaces percentage points municipalities cohorts rows files "
    "participants inhabitants weeks",
}


def wrong(language, text):
    """What must never be said, if a text says it."""
    plural = "|".join(NOUNS[language].split())
    never = rf"\bnan\b|\.\.\.|(?<![\w.,\u00a0–])[−+]?1[ \u00a0](?:{plural})\b|(?<![\w\u00a0])-\d"
    return re.findall(never, text, re.IGNORECASE)


def said(seen: Here) -> Iterator[str]:
    """Every text of the answers and the panels of a view."""
    pages = site.pages().values()
    for page in pages:
        if page.window is None:
            yield from _texts(page.answered(seen).content)
    for panel in {panel for page in pages for panel in page.staged}:
        if part := panel(seen):
            yield from _texts(part.content)


def _texts(node: object, name: str = "") -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for key, inner in node.items():
            # what a map draws with is no text, nor are the names of codes, files and the templates
            if key not in ("scene", "scenes", "geometry", "words", "map", "key", "code"):
                yield from _texts(inner, key)
    elif isinstance(node, list | tuple):
        for inner in node:
            yield from _texts(inner, name)


def views(data) -> Iterator[Selection]:
    first, last = span(data)
    cohorts = data["cohorts"]["cohort_id"].tolist()
    yield Selection()
    yield Selection(municipalities=tuple(register()[:5]))
    yield Selection(municipalities=("2403",))
    yield from (Selection(cohorts=(cohort,)) for cohort in cohorts)
    yield Selection(("2480",), (cohorts[0],))
    yield from (
        Selection(("2403",), (), (year, year))
        for year in (first, last, 2019, 2022, 2025)
        if first <= year <= last
    )


@pytest.mark.parametrize("part", ["public", "exact"])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_nothing_untrue_is_said_of_a_number(counted, language, part):
    data = getattr(counted, part)
    found = [
        (selection, text, bad)
        for selection in views(data)
        for measure in ("participants", "population")
        for text in said(Here(data, State(language, selection, measure), Words(language)))
        if (bad := wrong(language, text))
    ]
    assert found == []


@pytest.mark.parametrize("language", ["sv", "en"])
def test_nor_of_the_shipped_data(shipped, language):
    data = shipped.public
    found = [
        (selection, text, bad)
        for selection in views(data)
        for text in said(Here(data, State(language, selection), Words(language)))
        if (bad := wrong(language, text))
    ]
    assert found == []


def test_a_year_without_figures_of_the_population_is_said(shipped):
    seen = Here(shipped.public, State("sv", Selection(("2403",), (), (2026, 2026))), Words("sv"))
    assert site.page("municipality").answered(seen).content["text"] == (
        "För 2026 saknas uppgift om hur många invånare Bjurholm hade. "
        "Deltagare i programmet: ett fåtal eller inga."
    )


@pytest.mark.parametrize(
    "text", ["NaN invånare", "slutfört: ...", "1 personer", "+1 procentenheter.", "(-36)"]
)
def test_what_is_wrong_is_seen(text):
    assert wrong("sv", text)


@pytest.mark.parametrize("text", ["1 person", "11 personer", "1,1 personer", "2022-03", "..", "−3"])
def test_what_is_right_is_left(text):
    assert not wrong("sv", text)
