"""Between what a protected number could be, where it is drawn: on the page, on the stage and in the file."""

from __future__ import annotations

import re

import pytest

from atlas.decks import Slide
from atlas.views import panels, slides
from atlas.views.run.address import read
from atlas.views.run.visit import Here
from atlas.words import Words

BARS = (("cohorts", "admission"), ("cohorts", "funnel"), ("participants", "profile-gender"))
CURVES = (("cohorts", "aligned"), ("cohorts", "retention"), ("cohorts", "attendance"))
SPAN = re.compile(r"(\d+)–(\d+)")


def view(data, language="sv"):
    return Here(data, read({"lang": language}, data)[0], Words(language))


def cards(data, *made):
    return {one.card.key: one for panel in made for one in panel.cards(view(data))}


def on_stage(data, page, key):
    return slides.content(data, "sv", Slide(page, (), key))["figure"]["figure"]


def told_spans(table):
    """Between what each number could be, as the rows of a table tell it."""
    at = table["columns"].index("Kan vara")
    found = [SPAN.fullmatch(row[at]) for row in table["rows"]]
    return [span and [int(span[1]), int(span[2])] for span in found]


@pytest.mark.parametrize(("page", "key"), CURVES)
def test_a_point_of_a_curve_has_its_whisker_on_the_page_and_on_the_stage(shipped, page, key):
    card = cards(
        shipped.public, panels.aligned, panels.retention_curve, panels.attendance_by_session
    )[key]
    spans = [span for span in told_spans(slides.card.grid(card.card.shown)) if span]
    fig = card.figure()
    assert [[low, high] for line in fig.lines for _, low, high in line.reach] == spans != []
    figure = on_stage(shipped.public, page, key)
    assert [list(ends) for line in figure["lines"] for _, *ends in line.get("reach", ())] == spans


@pytest.mark.parametrize(("page", "key"), BARS)
def test_a_bar_has_its_whisker_on_the_stage_too(shipped, page, key):
    rows = on_stage(shipped.public, page, key)["rows"]
    with_whisker = [row for row in rows if "reach" in row]
    assert with_whisker
    for row in with_whisker:
        assert row["reach"][0] <= row["bar"] <= row["reach"][1]


def test_a_share_among_the_participants_is_drawn_with_what_it_could_be(counted):
    card = cards(counted.public, panels.missing("participants"))["missing"]
    lines = [row.reach and [*row.reach] for row in card.figure().rows]
    assert lines == told_spans(slides.card.grid(card.card.shown))
    assert sum(line is not None for line in lines) == 2
    assert "Linjen är vad andelen" in card.card.note
    exact = cards(counted.exact, panels.missing("participants"))["missing"]
    assert "Linjen" not in exact.card.note
    # of exact numbers the line is the way from the one to the other
    assert {(row.reach, row.way) for row in exact.figure().rows} == {(None, True)}


def test_a_part_of_a_bar_says_what_it_could_be_and_so_does_the_file(shipped):
    card = cards(shipped.public, panels.cohort_states)["states"]
    parts = {said: reach for row in card.figure().rows for _, _, said, reach in row.parts}
    assert parts["Slutfört: 15 (kan vara 11–19)"] == (11, 19)
    assert all((reach is None) == ("kan vara" not in said) for said, reach in parts.items())
    assert "Linjen under en del" in card.card.note
    file = card.card.data()
    assert {"Slutfört", "Slutfört, kan vara"} <= set(file.columns)
    row = dict(zip(file.columns, file.rows[0], strict=True))
    assert (row["Slutfört"], row["Slutfört, kan vara"]) == ("15", "11–19")


def test_exact_numbers_have_no_whisker(shipped):
    made = cards(
        shipped.exact,
        panels.aligned,
        panels.admission_steps,
        panels.cohort_states,
        panels.missing("participants"),
    )
    for one in made.values():
        assert "kan vara" not in str(one.card.data()).lower()
        figure = one.figure()
        assert not any(row.reach for row in getattr(figure, "rows", ()))
        parts = [part for row in getattr(figure, "rows", ()) for part in row.parts]
        assert all(reach is None for *_, reach in parts)
        assert "Linjen" not in one.card.note
        assert not any(line.reach for line in getattr(figure, "lines", ()))
