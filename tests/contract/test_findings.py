"""A finding as a sentence, and what of a cell may be repeated."""

from __future__ import annotations

import pytest

from atlas.contract import Finding, Findings
from atlas.contract.findings import KEPT, safe
from atlas.errors import safe_code, safe_key
from atlas.words import Words


def test_a_finding_is_a_sentence_in_both_languages():
    finding = Finding("participants.csv", 7, "enrolled_on", "date", "0000-00-00", "YYYY-MM-DD")
    assert finding.sentence(Words("en")) == (
        'participants.csv row 7, column enrolled_on: is not a date (its form is "0000-00-00"; '
        "expected YYYY-MM-DD)"
    )
    assert finding.sentence(Words("sv")) == (
        'participants.csv rad 7, kolumn enrolled_on: är inget datum (formen är "0000-00-00"; '
        "väntade ÅÅÅÅ-MM-DD)"
    )


def test_a_size_has_the_decimal_sign_of_the_language():
    finding = Finding("a.csv", 0, "", "file_too_large", "25.3 MB", "25 MB")
    assert "(25.3 MB); at most 25 MB" in finding.sentence(Words("en"))
    assert "(25,3 MB); högst 25 MB" in finding.sentence(Words("sv"))
    assert finding.as_dict(Words("sv"))["came"] == "25.3 MB"


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("2480", "0000"),
        ("10/01/2022", "00/00/0000"),
        ("-3", "-0"),
        ("1,5", "0,0"),
        ("new_things", "aaa_aaaaaa"),
        ("Åsa Östlund", "Aaa Aaaaaaa"),
        ("p0024", "a0000"),
        ("850312-1234", "000000-0000"),
        ("eva@example.org", "aaa@aaaaaaa.aaa"),
        ("a\x1b[31m", "a?[00a"),
        ("１２", "??"),
        ("x" * 50, "a" * 24 + "…"),
        ("", ""),
        (None, "Aaaa"),
    ],
)
def test_a_cell_is_shown_by_its_form_alone(cell, shown):
    assert safe(cell) == shown


@pytest.mark.parametrize(
    ("name", "shown"),
    [("birth_rate", "birth_rate"), ("Eva", "…"), ("eva exempel", "…"), ("p1", "…")],
)
def test_of_a_declaration_only_a_key_of_small_letters_is_repeated(name, shown):
    assert safe_key(name) == shown


@pytest.mark.parametrize(("code", "shown"), [("2401", "2401"), ("umea", "…"), ("19121212", "…")])
def test_of_an_area_only_a_short_number_is_repeated(code, shown):
    assert safe_code(code) == shown


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


def test_a_finding_is_stored_as_it_always_was():
    finding = Finding("a.csv", 7, "enrolled_on", "date", "0000-00-00", "YYYY-MM-DD")
    stored = finding.stored()
    assert list(stored) == ["file", "row", "column", "rule", "came", "expected"]
    assert stored["came"] == "0000-00-00"
    assert Finding.from_stored(stored) == finding
