"""The benchmark's goals and the pages that it measures. No browser, no server: the numbers are made up."""

from dataclasses import replace

import pytest

from atlas.views import site
from benchmarks import run
from benchmarks.goals import Change, Level, Load, Results, Twice, judge
from benchmarks.report import put, report
from benchmarks.subjects import ATLAS, DASH, MEASURED, SHINY, subjects_of, unmeasured

FAST = Change(changes=30, p50=35.0, p95=60.0, messages=1.0, size=8.0, cpu=9.0)


def missed(results):
    return [(verdict.goal, verdict.page) for verdict in judge(results) if not verdict.met]


def test_every_page_of_the_atlas_has_a_measurement_or_a_reason():
    assert unmeasured(site.pages()) == []
    assert set(MEASURED) <= set(site.pages())


def test_a_page_without_a_measurement_is_said_and_nothing_is_timed(monkeypatch, capsys):
    pages = {**site.pages(), "forecast": replace(site.page("about"), name="forecast")}
    monkeypatch.setattr(site, "pages", lambda: pages)
    monkeypatch.setattr(run, "measure", lambda *_: pytest.fail("it was timed"))
    assert run.main([]) == 1
    assert "pages/forecast.py has no measurement" in capsys.readouterr().out


@pytest.mark.parametrize("page", MEASURED)
def test_a_page_is_compared_with_peers_that_change_as_many_charts(page):
    subjects = {subject.server: subject for subject in subjects_of(page)}
    assert {ATLAS, DASH, SHINY} <= set(subjects)

    def charts(server):
        return [
            part for part in subjects[server].parts if part.startswith("chart") or part == "map"
        ]

    assert len(charts(DASH)) == len(charts(SHINY)) > 0


def test_a_change_is_judged_beside_each_peer():
    # 35 ms are 0.35 times 100 ms, and 0.7 times 50 ms: both are just reached
    changes = {("cohorts", ATLAS): FAST}
    changes[("cohorts", DASH)] = replace(FAST, p50=100.0)
    changes[("cohorts", SHINY)] = replace(FAST, p50=50.0)
    assert missed(Results(changes=changes)) == []
    changes[("cohorts", SHINY)] = replace(FAST, p50=49.0)
    said = missed(Results(changes=changes))
    assert said == [("change / Tuned Shiny with Plotly.restyle", "cohorts")]


def test_cost_and_size_of_a_change_are_judged_alone():
    changes = {("map", ATLAS): replace(FAST, cpu=12.1, messages=2.0, size=12.1)}
    goals = [goal for goal, _ in missed(Results(changes=changes))]
    assert goals == ["server CPU ms a change", "messages a change", "KiB a change"]


def test_eighty_viewers_must_be_answered_soon():
    levels = [Level(40, 10.0, 99.0), Level(80, 30.0, 100.0)]
    (verdict,) = judge(Results(viewers={("map", ATLAS): levels}))
    assert (verdict.reached, verdict.met) == (40, False)
    (verdict,) = judge(Results(viewers={("map", ATLAS): [Level(80, 30.0, 99.0)]}))
    assert (verdict.reached, verdict.met) == (80, True)


def test_visits_and_ways_within_the_atlas_are_judged():
    loads = {("overview", ATLAS): Load(1000.0, 650.0), ("cohorts", ATLAS): Load(1151.0, 700.0)}
    pages = {"map": Twice(900.0, 131.0)}
    explore = {"participants": Twice(700.0, 150.0)}
    assert missed(Results(loads=loads, pages=pages, explore=explore)) == [
        ("page to page ms", "map"),
        ("first visit / Overview's", "cohorts"),
    ]


def test_a_missed_goal_stands_in_the_report_and_words_around_it_stay(tmp_path):
    results = Results(changes={("map", ATLAS): replace(FAST, cpu=13.0)})
    told = report(results, "156", 1.0, versions=())
    assert "| Map | server CPU ms a change | **missed** | 13 | ≤ 12 |" in told
    page = tmp_path / "performance.md"
    page.write_text(
        "before\n<!-- measured: begin -->\nold\n<!-- measured: end -->\nafter\n", "utf-8"
    )
    put(told, page)
    text = page.read_text("utf-8")
    assert text.replace(told, "") == (
        "before\n<!-- measured: begin -->\n<!-- measured: end -->\nafter\n"
    )
