"""Sections: what a page is divided into, and what of it is left out."""

from __future__ import annotations

import pytest

from atlas.views import site, slides
from atlas.views.run.address import read
from atlas.views.run.visit import Here
from atlas.views.sections import indexed, section
from atlas.views.sheet import File, Part, beside
from atlas.words import Words
from tests.attack.parts import flat

NAMES = {
    "cohorts": ["pace", "loss", "learning", "time"],
    "participants": ["reach", "gap", "people"],
}
CARDS_OF_COHORTS = {
    "states", "admission", "funnel", "aligned", "retention", "attendance", "survey-after",
    "survey-followup", "response", "calendar", "times",
}  # fmt: skip


def view(data, language="sv", **query):
    return Here(data, read({**query, "lang": language}, data)[0], Words(language))


def drawn(here, page):
    """The parts of a page, one by one."""
    parts = [panel(here) for panel in site.page(page).laid]
    return list(flat([part.content for part in parts if part]))


def says(key):
    """A panel with one text, and a file."""
    content = {"kind": "text", "key": key, "items": []}
    return lambda _: Part(content, {key: File(f"{key}.csv", lambda: b"")})


def silent(_):
    return None


def says_nothing_beside_nothing(here):
    return beside((1, silent), (1, silent))(here)


@pytest.mark.parametrize("page", NAMES)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_page_is_named_sections_in_order_each_a_question_with_a_sentence(shipped, page, language):
    told = [p for p in drawn(view(shipped.public, language), page) if p["kind"] == "section"]
    assert [part["key"] for part in told] == NAMES[page]
    assert all(part["title"].endswith("?") and part["text"].endswith(".") for part in told)
    assert all(part["parts"] for part in told)


def test_what_has_nothing_to_say_is_left_out_with_its_heading(counted):
    here = view(counted.public)
    page = indexed(
        section("pace", silent, says_nothing_beside_nothing),
        section("loss", says_nothing_beside_nothing, says("a")),
        says("b"),
    )
    part = page(here)
    assert [(p["kind"], p["key"]) for p in part.content["parts"]] == [
        ("section", "loss"),
        ("text", "b"),
    ]
    assert sorted(part.files) == ["a", "b"]
    assert indexed(section("pace", silent))(here) is None


@pytest.mark.parametrize("page", NAMES)
def test_years_without_a_cohort_leave_no_section_and_no_axis(shipped, page):
    told = drawn(view(shipped.public, period="2019-2020"), page)
    assert [part["kind"] for part in told] == ["answer"]


def test_every_card_of_a_section_can_be_put_on_the_stage(shipped):
    here = slides.view(shipped.public, "sv", slides.decks.Slide("cohorts"))[0]
    keys = {shown.key for shown in slides.staged(here, site.page("cohorts"))}
    assert keys >= CARDS_OF_COHORTS
