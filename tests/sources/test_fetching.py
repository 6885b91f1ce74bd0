"""Fetching against a server of our own: whole answers become a file, anything else a reason."""

from __future__ import annotations

import csv
import io
import re
import shutil
from pathlib import Path

import pytest

from atlas import catalogue as catalogues
from atlas import region as regions
from atlas.errors import DeclarationError, SourceRefused
from atlas.sources import fetching, transport
from atlas.words import Words
from tests.deliveries import DATA
from tests.sources import serving
from tests.sources.serving import KOLADA, PLACES, SCB

BOTH = pytest.mark.parametrize("indicator", [KOLADA, SCB])


@pytest.fixture
def source():
    with serving.serving([*PLACES, "24", "00", "0180"]) as source:
        yield source


@pytest.fixture(autouse=True)
def hurried(monkeypatch):
    """Fetching is on, nobody waits for another try, and a slow answer is one of half a second."""
    monkeypatch.setenv("ATLAS_FETCH", "on")
    waits = []
    before = transport.Transport.__init__

    def init(self, base, **_):
        before(self, base, sleep=waits.append, seconds=0.5)

    monkeypatch.setattr(transport.Transport, "__init__", init)
    return waits


@pytest.fixture
def fetch(source, tmp_path):
    for name in ("region.toml", "indicators.toml"):
        shutil.copyfile(DATA / name, tmp_path / name)
    serving.point(tmp_path / "region.toml", source)

    def run(*indicators, stored=None):
        known = catalogues.load(tmp_path)
        region = regions.load(tmp_path)
        return fetching.fetch([known[i] for i in indicators], PLACES, region, stored or {})

    return run


def rows(fetched):
    return list(csv.DictReader(io.StringIO(fetched.content.decode())))


def refused(fetch, indicator, **more):
    with pytest.raises(SourceRefused) as caught:
        fetch(indicator, **more)
    assert caught.value.indicator == indicator
    return caught.value


@BOTH
def test_a_whole_answer_is_a_row_for_each_of_seventeen_areas_and_five_years(fetch, indicator):
    table = rows(fetch(indicator))
    assert len(table) == 17 * 5
    found = {(r["municipality_code"], r["year"]): (r["value"], r["status"]) for r in table}
    assert found["2480", "2024"] == ("80.4", "reported")
    assert found["2463", "2020"] == ("", "missing")
    assert ("24", "2022") in found
    assert ("00", "2022") in found


def test_a_sign_at_a_value_stays_with_it(fetch, source):
    source.signs = {"0": "p"}
    marked = [row for row in rows(fetch(SCB)) if "[" in row["value"]]
    assert [row["value"].split()[1] for row in marked] == ["[p]"]
    assert marked[0]["status"] == "reported"


@BOTH
def test_the_origin_says_what_was_asked_and_the_same_twice_is_the_same(fetch, source, indicator):
    first, second = fetch(indicator), fetch(indicator)
    assert first.content == second.content
    origin = first.origins[indicator]
    assert origin["sha256"] == second.origins[indicator]["sha256"]
    assert source.address in origin["query"]
    assert origin["periods"] == source.years


def test_pages_are_read_to_the_end(fetch, source):
    source.per_page = 7
    assert len(rows(fetch(KOLADA))) == 85
    assert sum("page=" in line for line in source.seen) == 13


@BOTH
@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_source_is_asked_again_when_it_says(fetch, source, hurried, indicator, status):
    source.faults = [serving.says(status, Retry_After="7"), serving.says(status)]
    assert len(rows(fetch(indicator))) == 85
    assert hurried[:2] == [7.0, 2.0]


@pytest.mark.parametrize(
    ("fault", "rule"),
    [
        (serving.says(200, cut=5), "not_json"),
        (serving.says(200, kind="text/html"), "content_type"),
        (serving.says(404), "status"),
        (serving.says(302, Location="https://example.org/"), "status"),
        (serving.says(429, Retry_After="3600"), "busy"),
        (serving.drips(2), "slow"),
    ],
)
@BOTH
def test_an_answer_that_is_none_is_refused(fetch, source, indicator, fault, rule):
    source.faults = [fault] * 4
    assert refused(fetch, indicator).rule == rule


@pytest.mark.parametrize(
    ("indicator", "change", "rule"),
    [
        (KOLADA, {"count_off": 3}, "half"),
        (SCB, {"truncated": 1}, "half"),
        (KOLADA, {"title": "Nystartade företag, antal"}, "unit"),
        (SCB, {"unit": "antal"}, "unit"),
        (KOLADA, {"adds": {"0180"}}, "areas"),
        (SCB, {"adds": {"0180"}}, "areas"),
        (KOLADA, {"loses": {"2480"}}, "areas_lacking"),
        (KOLADA, {"loses": {"0024"}}, "areas_lacking"),
        (SCB, {"loses": {"2480"}}, "areas_lacking"),
        (SCB, {"scb_query": {**serving.QUERY, "Alder": "20-65"}}, "code"),
        (SCB, {"scb_query": {**serving.QUERY, "Sektor": "a"}}, "code"),
    ],
)
def test_another_answer_than_the_one_declared_is_refused(fetch, source, indicator, change, rule):
    for name, value in change.items():
        setattr(source, name, value)
    assert refused(fetch, indicator).rule == rule


@BOTH
def test_fewer_years_than_stored_are_refused(fetch, indicator):
    stored = {indicator: frozenset({"2019", "2020", "2024"})}
    wrong = refused(fetch, indicator, stored=stored)
    assert (wrong.rule, wrong.expected) == ("periods", "2019")


def test_a_next_page_on_another_host_is_never_asked(fetch, source):
    source.per_page, source.next_host = 7, "http://127.0.0.1:1"
    assert refused(fetch, KOLADA).rule == "host"


def test_one_that_is_refused_does_not_keep_the_others_away(fetch, source):
    source.title = "another"
    fetched = fetch(KOLADA, SCB)
    assert [wrong.indicator for wrong in fetched.refused] == [KOLADA]
    assert {row["indicator_id"] for row in rows(fetched)} == {SCB}


def test_nothing_is_asked_unless_it_is_switched_on(fetch, source, monkeypatch):
    monkeypatch.delenv("ATLAS_FETCH")
    with pytest.raises(SourceRefused, match="off"):
        fetch(KOLADA)
    assert source.seen == []


@pytest.mark.parametrize("address", ["http://example.org", "ftp://x", "", "https://a@b.se/"])
def test_a_source_is_asked_over_https_only(tmp_path, address):
    text = (DATA / "region.toml").read_text("utf-8")
    changed = text.replace("https://api.kolada.se/v3", address)
    (tmp_path / "region.toml").write_text(changed, "utf-8")
    with pytest.raises(DeclarationError):
        fetching.base(regions.load(tmp_path), "kolada")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_reason_has_its_sentence(language):
    library = Path(fetching.__file__).parent
    text = "".join(path.read_text("utf-8") for path in library.glob("*.py"))
    rules = {*re.findall(r'SourceRefused\(\s*"(\w+)"', text), "slow", "unreachable"}
    assert {"half", "unit", "periods"} <= rules
    words = Words(language)
    for rule in rules:
        assert words(f"fetch.refused.{rule}", came="a", expected="b")
