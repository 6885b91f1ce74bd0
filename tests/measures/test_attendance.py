"""Attendance by session, by head: eight in alfa, of whom six and then five were there."""

from __future__ import annotations

from atlas import ingest, warehouse
from atlas.measures import attendance, followup
from atlas.measures.selection import Selection
from atlas.publish import snapshot
from tests.conftest import NOW
from tests.deliveries import PERSON, write


def told(data, *cohorts):
    table = attendance.by_session(data, Selection(cohorts=cohorts))
    return {
        (row.cohort_id, row.module_id): (row.present, row.recorded, row.value)
        for row in table.itertuples()
    }


def test_exact_numbers_are_the_counts_of_the_rows(counted):
    # m1: p1 … p6 were there and p7 was not; m2: p1 … p5 were and p6 was not. p8 is in neither
    assert told(counted.exact) == {("alfa", "m1"): (6, 7, 86), ("alfa", "m2"): (5, 6, 83)}


def test_a_cohort_that_wrote_nothing_down_is_not_there(counted):
    assert told(counted.exact, "beta") == {}


def test_a_share_of_fewer_than_ten_is_protected(counted):
    table = attendance.by_session(counted.public, Selection())
    assert set(table["status"]) == {"protected"}
    # five of alfa are published, all of them as present at the first session
    assert table["present"].tolist()[0] == 5


def test_without_the_file_there_is_no_attendance(odd):
    assert attendance.by_session(odd.exact, Selection()).empty


def test_in_the_shipped_programme_there_are_sessions_of_all_three_cohorts(shipped):
    table = attendance.by_session(shipped.public, Selection())
    assert len(table) == 18
    counts = table[["present", "recorded"]].stack()
    assert not counts.between(1, 4).any()


def test_whoever_was_at_a_session_is_not_silent(desk):
    # p9 of beta, active since January 2023, was last heard of in spring; now at the session of 1 February
    # 2024 as well, so on 1 March 2024 four weeks have passed and not a year
    path = desk.data / "sessions.csv"
    path.write_text(path.read_text("utf-8") + "beta,m3,2024-02-01\n", "utf-8")
    write(desk.data, "attendance", [f"{PERSON}9,beta,m3,yes", f"{PERSON}10,beta,m3,no"])
    snapshot.publish(ingest.read(desk.data, desk.geo).delivery, desk.store, NOW)
    data = warehouse.exact(desk.store, "staff")
    silent = set(followup.needs_follow_up(data, Selection())["participant_id"])
    assert f"{PERSON}9" not in silent
    assert f"{PERSON}10" in silent
