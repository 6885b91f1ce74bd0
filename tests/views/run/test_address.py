"""The state and its address: what is written is what is read."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from atlas.measures.selection import Selection
from atlas.views.run.address import (
    JOINED,
    REPEATED,
    TOO_MANY,
    Ignored,
    State,
    joined,
    opening,
    read,
    span,
    write,
)
from tests.deliveries import register

MANY = settings(max_examples=150, deadline=None, database=None, derandomize=True)
COMPARED = [("", ""), ("years", ""), ("years", "2022"), ("measures", "population"), ("all", "")]
states = some.builds(
    lambda compared, **rest: State(compare=compared[0], beside=compared[1], **rest),
    some.sampled_from(COMPARED),
    form=some.sampled_from(["", "tiles"]),
    language=some.sampled_from(["sv", "en"]),
    selection=some.builds(
        Selection,
        municipalities=some.lists(some.sampled_from(register()), max_size=5, unique=True).map(
            tuple
        ),
        cohorts=some.lists(some.sampled_from(["alfa", "beta"]), unique=True).map(tuple),
        years=some.none()
        | some.tuples(some.integers(2020, 2023), some.integers(2020, 2023)).filter(
            lambda years: years[0] <= years[1] and years != (2020, 2023)
        ),
    ),
    measure=some.sampled_from(["participants", "population", "completion_rate"]),
    period=some.sampled_from(["", "2022", "2023"]),
)


@pytest.fixture(scope="module")
def data(counted):
    return counted.public


def test_a_view_opens_on_the_declared_year_and_the_whole_can_be_asked_for(shipped):
    assert span(shipped.public)[0] == 1997
    assert opening(shipped.public) == (2005, 2026)
    assert read({"period": "2005-2026"}, shipped.public)[0].selection.years is None
    whole = read({"period": "1997-2026"}, shipped.public)[0]
    assert whole.selection.years == (1997, 2026)
    assert write(whole, shipped.public) == {"period": "1997-2026"}


def test_the_project_and_the_figures_span_the_years(data):
    assert span(data) == (2020, 2023)


@MANY
@given(state=states)
def test_a_state_comes_back_from_its_address(data, state):
    assert read(write(state, data), data) == (state, [])


@MANY
@given(state=states)
def test_an_address_holds_codes_only(data, state):
    assert all(value.isascii() and " " not in value for value in write(state, data).values())


def test_the_first_view_has_an_empty_address(data):
    assert write(State("sv"), data) == {}
    assert read({}, data) == (State("sv"), [])


def test_an_address_in_full(data):
    state = State("en", Selection(("2480", "2482"), ("alfa",), (2022, 2022)), "population", "2023")
    assert write(state, data) == {
        "lang": "en",
        "kommun": "2480,2482",
        "kohort": "alfa",
        "period": "2022-2022",
        "matt": "population",
        "ar": "2023",
    }


@pytest.mark.parametrize(
    ("parameter", "came"),
    [
        ("lang", "fi"),
        ("kommun", "9999"),
        ("kommun", "Umeå"),
        ("kohort", "gamma"),
        ("matt", "happiness"),
        ("ar", "1999"),
        ("sedan", "2024-03-01"),
        ("sedan", "igår"),
        ("period", "2022-2019"),
        ("period", "1066-2023"),
        ("period", "soon"),
        ("period", "2022-2023-2024"),
        ("kommun", "<script>"),
        ("vy", "globe"),
        ("jamfor", "apples"),
        ("med", "2022"),
    ],
)
def test_what_means_nothing_is_ignored_and_named(data, parameter, came):
    assert read({parameter: came}, data) == (State("sv"), [Ignored(parameter, came)])


def test_tiles_and_a_comparison_stand_in_the_address(data):
    asked = {"vy": "tiles", "jamfor": "years", "med": "2022"}
    state, ignored = read(asked, data)
    assert (state.form, state.compare, state.beside, ignored) == ("tiles", "years", "2022", [])
    assert write(state, data) == asked


@pytest.mark.parametrize(("compare", "beside"), [("years", "population"), ("measures", "2022")])
def test_what_is_set_beside_is_of_the_kind_that_is_compared(data, compare, beside):
    state, ignored = read({"jamfor": compare, "med": beside}, data)
    assert (state.compare, state.beside) == (compare, "")
    assert ignored == [Ignored("med", beside)]


def test_what_is_known_beside_it_is_kept(data):
    state, ignored = read({"kommun": "9999,2480,,2480"}, data)
    assert state.selection.municipalities == ("2480",)
    assert ignored == [Ignored("kommun", "9999")]


def test_five_places_are_the_most(data):
    six = register()[:6]
    state, ignored = read({"kommun": ",".join(six)}, data)
    assert list(state.selection.municipalities) == six[:5]
    assert ignored == [Ignored("kommun", six[5], TOO_MANY)]


def test_lists_that_come_twice_are_joined_and_of_others_the_last_counts():
    came = {"kommun": ["2481", "2480,2481"], "matt": ["population", "started"], "ar": ["2022"] * 2}
    assert joined(came) == (
        {"kommun": "2481,2480,2481", "matt": "started", "ar": "2022"},
        [Ignored("kommun", "2481,2480,2481", JOINED), Ignored("matt", "started", REPEATED)],
    )


def test_a_link_names_each_parameter_once():
    assert joined({"kommun": ["2481,2480"], "lang": ["en"], "period": []}) == (
        {"kommun": "2481,2480", "lang": "en"},
        [],
    )


def test_one_year_is_a_period_too(data):
    assert read({"period": "2022"}, data)[0].selection.years == (2022, 2022)


def test_the_whole_span_is_no_choice(data):
    assert read({"period": "2020-2023"}, data) == (State("sv"), [])


def test_exact_numbers_are_never_in_an_address(data):
    assert not {"exact", "exakt"} & set(write(State("en"), data))
    assert read({"exact": "true"}, data) == (State("sv"), [])
