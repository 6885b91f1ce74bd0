"""A finding as a sentence, and what of a cell may be repeated."""

from __future__ import annotations

import pytest

from atlas.contract import Finding, Findings
from atlas.contract.findings import KEPT, safe
from atlas.words import Words


def test_a_finding_is_a_sentence_in_both_languages():
    finding = Finding("participants.csv", 7, "enrolled_on", "date", "2022-13-01", "YYYY-MM-DD")
    assert finding.sentence(Words("en")) == (
        'participants.csv row 7, column enrolled_on: "2022-13-01" is not a date '
        "(expected YYYY-MM-DD)"
    )
    assert finding.sentence(Words("sv")) == (
        'participants.csv rad 7, kolumn enrolled_on: "2022-13-01" är inget datum '
        "(väntade ÅÅÅÅ-MM-DD)"
    )


@pytest.mark.parametrize(
    "came", ["2480", "2022-13-01", "10/01/2022", "-3", "1,5", "lady", "new_things"]
)
def test_a_small_word_a_number_and_a_date_are_repeated(came):
    assert safe(came) == came


@pytest.mark.parametrize(
    "came",
    [
        "850312-1234",
        "a 198503121234 b",
        "556000-4615",
        "070-1234567",
        "Eva",
        "eva exempelson",
        "eva@example.org",
        "p0024",
        "x" * 50,
        "a\x1b[31m",
    ],
)
def test_what_could_be_a_name_a_number_or_an_id_is_not(came):
    assert safe(came) == "…"


def test_a_secret_value_is_shown_as_dots_only():
    assert safe("p1", secret=True) == "…"


def test_a_thousand_findings_are_kept_and_all_are_counted():
    findings = Findings()
    for row in range(KEPT + 5):
        findings.add(Finding("a.csv", row, "", "date"))
    assert (len(list(findings)), len(findings)) == (1000, 1005)


def test_findings_taken_in_add_up():
    one, other = Findings(), Findings()
    one.add(Finding("a.csv", 2, "", "date"))
    other.add(Finding("b.csv", 2, "", "date"))
    other.count_more(8)
    one.extend(other)
    assert ([f.file for f in one], one.total) == (["a.csv", "b.csv"], 10)
