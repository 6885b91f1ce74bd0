"""Files in which something could be lost, scaled or renamed without a word."""

from __future__ import annotations

from scripts.corpus.case import Case, bad, good
from scripts.corpus.figures import KEY, POP, SHARE, UMEA
from scripts.corpus.people import PLAIN

REGION = "kommun;2023;{}\n2480;133091;134249\n2403;2358;2359\n"
SPLIT = "Länskod;Kommunkod;År;Antal\n24;80;2024;134249\n24;03;2024;2359\n"
COUNTY = "Län;Kommun;År;Antal\n24;Umeå;2024;134249\n24;Bjurholm;2024;2359\n"


def cases() -> list[Case]:
    """All of them."""
    return [*_headings(), *_places(), *_characters(), *_times(), *_limits()]


def _headings() -> list[Case]:
    return [
        good("no_heading.csv", "indicators", "kommun;2023;;2024\n2480;133091;5;134249\n2403;2358;6;2359\n", 4, UMEA, **POP),
        bad("value_column_absent.csv", "indicators", "kommun;år;antal\n2480;2024;134249\n", "value_column_absent", 1, value_column="Nonsense", **POP),
        bad("value_column_absent_wide.csv", "indicators", REGION.format(2024), "value_column_absent", 1, value_column="Nonsense", **POP),
        bad("mapping_absent.csv", "indicators", "kommun;år;antal\n2480;2024;134249\n", "mapping_absent", 1, mapping={"columns": {"kommun": "municipality_code", "år": "year", "värde": "value"}}, **POP),
    ]  # fmt: skip


def _places() -> list[Case]:
    return [
        good("county_beside.csv", "indicators", COUNTY, 2, UMEA, **POP),
        good("county_after.csv", "indicators", "Kommun;Län;År;Antal\nUmeå;Västerbottens län;2024;134249\n", 1, UMEA, **POP),
        good("code_in_halves.csv", "indicators", SPLIT, 2, UMEA, **POP),
        good("code_in_short_halves.csv", "indicators", SPLIT.replace("03", "3"), 2, (KEY.replace("2480", "2403"), "value", "2359"), **POP),
        good("halves_outside.csv", "indicators", SPLIT + "25;80;2024;79000\n", 2, UMEA, unmatched=(4,), **POP),
        bad("county_differs.csv", "indicators", COUNTY.replace("24;Umeå", "25;Umeå"), "places_differ", 2, "Kommun", **POP),
        bad("code_and_name_differ.csv", "indicators", "Kommunkod;Kommun;2024\n2480;Bjurholm;134249\n2403;Bjurholm;2359\n", "places_differ", 2, "Kommunkod", **POP),
        bad("code_of_no_county.csv", "indicators", "kommun;2024\n2842;1\n2480;2\n", "place_nearly", 2, "kommun", unmatched=(2,), **POP),
        bad("person_of_no_county.csv", "participants", PLAIN.replace(",2480,", ",2842,", 1), "place_nearly", 2, "municipality_code", unmatched=(2,)),
        bad("person_misspelt.csv", "participants", PLAIN.replace(",2480,", ",Skelleftå,", 1), "place_nearly", 2, "municipality_code", unmatched=(2,)),
        bad("all_outside.csv", "indicators", "kommun;2024\n2580;1\n2581;2\n", "nothing_left", unmatched=(2, 3), **POP),
    ]  # fmt: skip


def _characters() -> list[Case]:
    text = "kommun;2024;kommentar\nUmeå;134249;på förvaltningen\nBjurholm;2359;\n"
    utf_8 = text.encode()
    twice = utf_8.decode("cp1252").encode()
    return [
        bad("one_bad_byte.csv", "indicators", utf_8.replace(b"Bjurholm", b"Bj\xe5rholm"), "encodings_mixed", 3, **POP),
        bad("one_good_letter.csv", "indicators", text.encode("cp1252").replace(b"f\xf6r", "för".encode()), "encodings_mixed", 2, **POP),
        bad("replacement_character.csv", "indicators", text.replace("Umeå", "Ume\ufffd"), "characters_lost", 2, **POP),
        bad("lost_after_line_break.csv", "indicators", text.replace("på förvaltningen", '"på\nförvaltningen"').replace("rholm", "\ufffdholm"), "characters_lost", 3, **POP),
        bad("encoded_twice.csv", "indicators", twice, "characters_lost", 2, **POP),
        good("capital_with_tilde.csv", "indicators", text.replace("på", "São").encode("cp1252"), 2, UMEA, ("cp1252", ";", ","), **POP),
    ]  # fmt: skip


def _times() -> list[Case]:
    changes = "kommun;2023;2024;2023-2024\n2480;133091;134249;1158\n2403;2358;2359;1\n"
    return [
        bad("change_beside_years.csv", "indicators", changes, "period_of_two", 1, "2023-2024", **POP),
        good("school_years.csv", "indicators", "kommun;2022/23;2023/24\n2480;9;8\n", 2, ("population|2480|2023/24", "value", "8"), **POP),
        bad("year_2099.csv", "indicators", "kommun;2099\n2480;9\n", "period_ahead", 2, **POP),
        bad("year_2099_long.csv", "indicators", "kommun;år;antal\n2480;2024;9\n2480;2099;9\n", "period_ahead", 3, "år", **POP),
        bad("enrolled_2099.csv", "participants", PLAIN.replace("2022-01-01", "2099-01-01", 1), "date_ahead", 2, "enrolled_on"),
    ]  # fmt: skip


def _limits() -> list[Case]:
    share = "kommun;2022\n2480;{}\n2403;1,5\n"
    return [
        bad("share_345.csv", "indicators", share.format("345,0"), "maximum", 2, "2022", **SHARE),
        bad("share_negative.csv", "indicators", share.format("-3,4"), "minimum", 2, "2022", **SHARE),
        good("share_all.csv", "indicators", share.format("100,0"), 2, ("edu_postsec3plus_share|2480|2022", "value", "100.0"), **SHARE),
    ]  # fmt: skip
