"""Free text about people in a delivery: refused at the cell, told by row and column, never repeated."""

from __future__ import annotations

import csv
import json

import pytest

from atlas import contract
from tests.deliveries import DATA, PERSON, edit, header, rows, write
from tests.freetext import CASES, NOTES, ROLES

# a phone number, or of someone born on 23 January 2007: the finding says the graver of the two
EITHER = dict.fromkeys(("0701234567", "Mobil0701234567"), "personal_number")


def with_roles(desk, roles):
    """As many people as roles, all like the first one of the delivery."""
    path = desk.data / "participants.csv"
    first = rows(path)[0]
    with path.open("a", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, first)
        for at, role in enumerate(roles):
            writer.writerow(first | {"participant_id": f"{PERSON}more-{at}", "role": role})
    return len(rows(path)) - len(roles) + 2  # the row of the first that was added


def correct(desk, *lines):
    write(desk.data, "corrections", list(lines))


def told(report):
    return [(f["file"], f["row"], f["column"], f["rule"]) for f in report.json["findings"]]


def test_what_people_write_freely_is_declared():
    tables = contract.load(DATA).tables.values()
    assert {(table.name, f.name) for table in tables for f in table.fields if f.free} == {
        ("participants", "role"),
        ("corrections", "key"),
        ("corrections", "value"),
        ("corrections", "reason"),
    }


def test_a_role_that_leads_to_a_person_is_refused_at_its_row(desk, check):
    first = with_roles(desk, [text for _, text in CASES])
    report = check()
    rules = [EITHER.get(text, rule) for rule, text in CASES]
    assert sorted(told(report)) == [
        ("participants.csv", first + at, "role", rule) for at, rule in enumerate(rules)
    ]
    said = report.text + json.dumps(report.json, ensure_ascii=False)
    assert [text for _, text in CASES if text in said] == []
    assert "phone_number" not in report.text  # the rule is said in words
    assert "column role: contains what looks like a phone number; nothing may stand" in said


def test_a_role_with_other_numbers_is_accepted(desk, check):
    with_roles(desk, [*ROLES, *NOTES])
    assert told(check()) == []


@pytest.mark.parametrize(
    ("line", "column", "rule"),
    [
        ("participants,{}8|alfa,role,leader,Rättat av Eva 070-123 45 67,proposed", "reason", "phone_number"),
        ("participants,{}8|alfa,role,leader,Enligt eva@example.org,withdrawn", "reason", "email_address"),
        ("participants,{}8|alfa,role,leader,Enligt 640823-3234,applied", "reason", "personal_number"),
        ("participants,{}8|alfa,role,leader 070-1234567,Fel,proposed", "value", "phone_number"),
        ("participants,{}8|alfa,role,640823-3234,Fel,proposed", "value", "personal_number"),
        ("participants,eva@example.org,role,leader,Fel,proposed", "key", "email_address"),
        ("participants,(090) 12 34 56,role,leader,Fel,withdrawn", "key", "phone_number"),
        # a column of figures does not make a figure of everything
        ("indicators,population|2480|2023,value,ring 090-123456,Fel,proposed", "value", "phone_number"),
        ("indicators,population|2480|2023,value,640823-3234,Fel,proposed", "value", "personal_number"),
    ],
)  # fmt: skip
def test_a_correction_that_leads_to_a_person_is_refused(desk, check, line, column, rule):
    correct(desk, line.format(PERSON))
    report = check()
    assert told(report) == [("corrections.csv", 2, column, rule)]
    said = report.text + json.dumps(report.json)
    for canary in ("123456", "123 45 67", "12 34 56", "1234567", "eva@", "640823"):
        assert canary not in said


def test_a_correction_of_figures_and_days_is_accepted(desk, check):
    correct(
        desk,
        # ten digits that could be a personal number, or a phone number: here they are kronor
        "indicators,population|2480|2023,value,6408233234,Rättad av SCB 2024-03-15,proposed",
        'indicators,population|2480|2022,value,134250,"SCB BE0101, 1 234 567 rader",applied',
        f"participants,{PERSON}8|alfa,enrolled_on,2022-01-02,Fel dag 2022-01-01,applied",
        f"participants,{PERSON}7|alfa,role,Innovationsledare 2022-2023,Enhet 1234567,applied",
    )
    assert told(check()) == []


def test_what_is_not_declared_as_free_text_may_hold_an_address(desk, check):
    # an event is a public fact: whom to ask about it is part of its source
    edit(desk.data / "events.csv", "https://example.org/", "press@example.org")
    assert told(check()) == []


def test_every_text_of_the_tables_fits_a_cell():
    assert header("participants").split(",").count("role") == 1
    assert all(len(text) <= 60 for text in [*ROLES, *NOTES, *(text for _, text in CASES)])
