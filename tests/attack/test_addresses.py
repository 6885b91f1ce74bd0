"""An attack by address: whatever a link says to the pages of published figures, they stand, say that
something was not understood, repeat nothing of it, and tell no exact number."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some

from atlas.views import front
from atlas.views.run.address import PARAMETERS, WEIGHTS, State, joined, read, write
from atlas.views.run.visit import Here
from atlas.words import Words
from tests.attack.readers import Attacker

PAGES = ("indicators", "compare", "own_index")
MARK = "zqx"  # in every nonsense of words, and in no page
NONSENSE = {
    "a word": MARK,
    "no number": "nan",
    "no end": "inf",
    "below nothing": "-1",
    "too large": "1e308",
    "a digit of another kind": "²",
    "more digits than a number has": "9" * 5000,
    "years that are none": f"{'1' * 5000}-{'2' * 5000}",
    "html": f"<script>{MARK}</script><img src=x onerror={MARK}()>",
    "a line end in a header": f"{MARK}\r\nSet-Cookie: {MARK}=1",
    "a nought": f"{MARK}\x00",
    "what turns text round": f"\u202e{MARK}\u200b",
    "a path": f"../../{MARK}",
    "a template": "{name} {words} %s %(name)s",
    "a formula": f'=HYPERLINK("{MARK}")',
    "percent signs": "%00%0d%0a%3Cscript%3E",
    "very long": MARK * 20_000,
    "thousands of codes": ",".join(f"{code:04d}" for code in range(3000, 9000)),
    "thousands of weights": ",".join(f"{MARK}{n}:{n}" for n in range(5000)),
    "pairs of nothing": ":,:,:",
}
STEPS = ("nan", "inf", "-1", "1e308", "", "101", "4.5", "٣٠٠", "+5", " 5", "5:5", "9" * 5000)
# what an address can mean, also where it says nothing on a page or leaves nothing to show
SOUND = {
    "lang": ("en", "sv"),
    "kommun": ("2480", "2481,2403", "2401,2403,2404,2409,2417"),
    "kohort": ("",),
    "period": ("1997-1998", "2026-2026", "2022", "1997-2026"),
    "matt": ("population", "edu_phd_share", "rd_business_msek", "participants", "completion_rate"),
    "ar": ("1997", "2025", "2022"),
    "sedan": ("",),
    "vy": ("tiles", "groups"),
    "jamfor": ("years", "measures", "all"),
    "med": ("2022", "population"),
    "plats": ("2480",),
    "mot": ("country", "median"),
    "likhet": ("population:0", "population:5,tax_base:0"),
    "vikter": (
        "skills:0,research:0,enterprise:0,work:0",
        "skills:0,research:100,enterprise:0,work:0",
        "skills:100,research:100,enterprise:100,work:100",
        "work:0",
    ),
    "skala": ("index",),
}


def arrived(data, query):
    """The view of an address with several values for a name, and what the reader is told of the address."""
    address, repeated = joined(query)
    state, ignored = read(address, data)
    here = Here(data, state, Words(state.language))
    return here, front.said_of_address(here, repeated + ignored)


def hostile(data, parameter):
    """Everything that a parameter cannot mean."""
    yield from NONSENSE.values()
    if parameter in WEIGHTS:
        names = data.index.weights if parameter == "vikter" else ["population"]
        yield from (f"{name}:{step}" for name in names for step in STEPS)


@pytest.mark.parametrize("parameter", PARAMETERS)
def test_what_an_address_cannot_mean_changes_nothing_and_is_told(shipped, parameter):
    for value in hostile(shipped.public, parameter):
        here, told = arrived(shipped.public, {parameter: [value]})
        assert (here.state, write(here.state, here.data)) == (State("sv"), {}), value[:80]
        assert len(told) == 1, value[:80]
        assert told[0].startswith("Länken "), told
        assert MARK not in told[0]


@pytest.mark.parametrize(
    ("values", "means", "told"),
    [
        (["skills:40,skills:10"], "skills:10", "Länken anger vikt i indexet mer än en gång."),
        (["skills:40", "skills:10"], "skills:10", "Länken anger vikt i indexet mer än en gång."),
        (["skills:40", "work:10"], "skills:40,work:10", ""),
        (["skills:40,skills:40"], "skills:40", ""),
        (
            ["skills:40", "skills:10", "skills:40"],
            "skills:40",
            "Länken anger vikt i indexet mer än en gång.",
        ),
        (["skills:40,", ",,"], "skills:40", ""),
    ],
)
def test_of_a_weight_that_is_there_twice_the_last_counts_and_it_is_told(
    shipped, values, means, told
):
    here, said = arrived(shipped.public, {"vikter": values})
    assert write(here.state, here.data) == {"vikter": means}
    assert [sentence.partition(".")[0] + "." for sentence in said] == ([told] if told else [])


def values(parameter):
    of_weights = [f"skills:{step}" for step in STEPS[:-1]] if parameter in WEIGHTS else []
    pool = some.sampled_from(SOUND[parameter]) | some.sampled_from([*NONSENSE, *of_weights])
    # nonsense by its name, which a failure can tell
    return some.lists(pool | some.text(max_size=40), min_size=1, max_size=3)


@settings(
    max_examples=20,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(some.fixed_dictionaries({}, optional={name: values(name) for name in PARAMETERS}))
def test_the_pages_of_figures_stand_whatever_a_link_says(shipped, look, query):
    data = shipped.public
    query = {name: [NONSENSE.get(value, value) for value in those] for name, those in query.items()}
    here, told = arrived(data, query)
    assert not any(MARK in sentence for sentence in told)
    attacker = Attacker(data)
    for page in PAGES:
        shown = look(page, here, charts=True)
        assert any(part["kind"] == "answer" and part["text"] for part in shown.parts)
        assert MARK not in json.dumps([shown.parts, shown.figures, shown.files], default=str)
        for name in shown.file_names:
            assert re.fullmatch(r"[a-z0-9_-]+_skyddad_[0-9a-f]{8}(\.[a-z-]+)+", name), name
        attacker.see(shown)
    assert attacker.small(data.k) == []
