"""The words: both languages hold the same, the code asks for nothing else, and numbers are written right."""

from __future__ import annotations

import ast
import datetime as dt
import re
import string

import pytest

from atlas.words import MINUS, NBSP, Words, collation, texts
from tests.deliveries import ROOT

SV, EN = Words("sv"), Words("en")
CODE = [*(ROOT / "atlas").rglob("*.py"), ROOT / "app.py", *(ROOT / "pages").glob("*.py")]


def placeholders(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def is_words(function):
    """Whether a call asks the words: ``words(…)``, ``here.words(…)``, ``self.words(…)``."""
    name = getattr(function, "id", getattr(function, "attr", ""))
    return name == "words"


def prefix(node):
    """The literal beginning of a key: all of it for a string, up to the first ``{`` of an f-string."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value, True
    if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
        return node.values[0].value, False
    return None


def calls(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and node.args and is_words(node.func):
            yield node


def asked():
    """Each key, or beginning of one, that the code asks for: where, key, whether it is whole."""
    return [
        (f"{path.name}:{node.lineno}", *key, node.keywords)
        for path in CODE
        for node in calls(path)
        if (key := prefix(node.args[0]))
    ]


def test_both_languages_hold_the_same_keys():
    assert texts("sv").keys() == texts("en").keys()


def test_both_languages_take_the_same_values():
    differing = {
        key
        for key, text in texts("sv").items()
        if placeholders(text) != placeholders(texts("en")[key])
    }
    assert differing == set()


def test_no_text_is_empty():
    assert [key for words in (SV, EN) for key, v in texts(words.language).items() if not v] == []


def test_the_code_asks_for_many_texts():
    assert len(asked()) > 100


def test_every_key_that_the_code_asks_for_exists():
    known = texts("sv")
    lacking = [
        (where, key)
        for where, key, whole, _ in asked()
        if (key not in known if whole else not any(k.startswith(key) for k in known))
    ]
    assert lacking == []


def test_every_text_gets_the_values_that_it_has_room_for():
    wrong = []
    for where, key, whole, keywords in asked():
        given = {k.arg for k in keywords}
        if whole and None not in given and placeholders(texts("sv")[key]) - given:
            wrong.append((where, key))
    assert wrong == []


def test_every_rule_of_a_finding_has_its_sentence():
    rules = set()
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            at = {"Finding": 3, "report": 4, "BoundariesError": 1, "FileRefused": 1}.get(name)
            if at is not None and len(node.args) > at and isinstance(node.args[at], ast.Constant):
                rules.add(node.args[at].value)
    assert len(rules) > 20
    assert {rule for rule in rules if f"finding.rule.{rule}" not in texts("sv")} == set()


@pytest.mark.parametrize("language", ["fi", "", "SV"])
def test_there_are_two_languages(language):
    with pytest.raises(ValueError, match="language must be one of"):
        Words(language)


def test_an_unknown_key_is_an_error_and_not_a_blank():
    with pytest.raises(KeyError):
        SV("nothing.here")


@pytest.mark.parametrize(
    ("value", "decimals", "sv", "en"),
    [
        (1234, 0, f"1{NBSP}234", "1,234"),
        (1234.56, 1, f"1{NBSP}234,6", "1,234.6"),
        (0, 0, "0", "0"),
        (-0.04, 1, "0,0", "0.0"),
        (7, 2, "7,00", "7.00"),
        (-3, 0, f"{MINUS}3", f"{MINUS}3"),
        (-1234.5, 1, f"{MINUS}1{NBSP}234,5", f"{MINUS}1,234.5"),
        (62.5, 0, "63", "63"),
        (float("nan"), 1, "-", "-"),
    ],
)
def test_numbers(value, decimals, sv, en):
    assert SV.number(value, decimals) == sv
    assert EN.number(value, decimals) == en


@pytest.mark.parametrize(
    ("unit", "sv", "en"),
    [
        ("%", f"12,5{NBSP}%", "12.5%"),
        ("personer", "12,5 personer", "12.5 personer"),
        ("", "12,5", "12.5"),
    ],
)
def test_quantities(unit, sv, en):
    assert SV.quantity(12.5, 1, unit) == sv
    assert EN.quantity(12.5, 1, unit) == en


def test_the_percent_sign_is_set_in_one_place():
    assert (SV.percent_sign, EN.percent_sign) == (f"{NBSP}%", "%")
    spaced = [
        path.name
        for path in CODE
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and re.search(r"\s%$", str(node.value))
    ]
    assert spaced == []


def test_one_error_is_no_errors():
    assert EN("finding.total", n=1).startswith("1 error found. ")
    assert EN("finding.total", n=2).startswith("2 errors found. ")
    assert "accepted: 1 error." in EN("intake.refused", n="1")


@pytest.mark.parametrize(
    ("value", "said"),
    [(1.26, "+1,3"), (0.04, "0,0"), (-0.04, "0,0"), (-2, f"{MINUS}2,0"), (0.25, "+0,3")],
)
def test_a_difference_has_its_sign(value, said):
    assert SV.signed(value, 1) == said


@pytest.mark.parametrize(
    ("value", "sv", "en"),
    [
        (0, "0 personer", "0 people"),
        (1, "1 person", "1 person"),
        (-1, f"{MINUS}1 person", f"{MINUS}1 person"),
        (1.4, "1 person", "1 person"),
        (2, "2 personer", "2 people"),
        (1001, f"1{NBSP}001 personer", "1,001 people"),
    ],
)
def test_a_unit_stands_in_the_number_of_its_number(value, sv, en):
    assert SV.quantity(value, 0, "personer", "person") == sv
    assert EN.quantity(value, 0, "people", "person") == en


def test_one_with_decimals_is_not_one():
    assert SV.quantity(1, 1, "personer", "person") == "1,0 personer"
    assert EN.quantity(1, 1, "people", "person") == "1.0 people"


def test_dates():
    day = dt.date(2026, 11, 3)
    assert (SV.date(day), EN.date(day)) == ("3 november 2026", "3 November 2026")
    moment = dt.datetime(2026, 11, 3, 14, 5)
    assert SV.moment(moment) == "3 nov. 2026 14:05"
    assert EN.moment(moment) == "3 Nov 2026, 14:05"


def test_things_in_a_row():
    assert SV.listed(["a", "b", "c"]) == "a, b och c"
    assert EN.listed(["a", "b", "c"]) == "a, b and c"


def test_swedish_ends_with_a_ring_a_dots_and_o_dots():
    assert SV.sorted(["Öland", "Ånge", "Ärla", "Zinkgruvan", "åmål"]) == [
        "Zinkgruvan",
        "åmål",
        "Ånge",
        "Ärla",
        "Öland",
    ]
    assert collation("Åsele") > collation("Vännäs")


def test_a_section_is_the_texts_under_a_key():
    assert SV.section("status").keys() == {"reported", "protected", "missing", "not_applicable"}
