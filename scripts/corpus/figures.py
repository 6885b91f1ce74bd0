"""Tables of published figures: statistics exports, Excel's "Spara som CSV", and what goes wrong."""

from __future__ import annotations

from scripts.corpus.books import Cells, xls, xlsx, zipped
from scripts.corpus.case import Case, OfIndicator, bad, good

POP: OfIndicator = {"indicator": "population"}
SHARE: OfIndicator = {"indicator": "edu_postsec3plus_share"}
UNBOUNDED = "new_enterprises_per_thousand"
KEY = "population|2480|2024"
UMEA = (KEY, "value", "134249")
PLACES = "2480 Umeå;134249\n2403 Bjurholm;2359\n"
LONG = "region;år;antal\n2480;2024;134249\n2403;2024;2359\n"
SCB = (
    "Folkmängd efter region och år\n\nregion;2023;2024\n2480 Umeå;133091;134249\n"
    "2403 Bjurholm;2359;..\n\nKälla: SCB\nSenast uppdaterad: 20250221\n"
)
NBSP, NARROW = "\u00a0", "\u202f"


def cases() -> list[Case]:
    """All of them."""
    return [
        *_dialects(), *_numbers(), *_places(), *_shapes(), *_books(), *_broken(), *_hostile()
    ]  # fmt: skip


def _figure(text: str) -> str:
    return f"region;2024\n2480;{text}\n2403;2359\n"


def _dialects() -> list[Case]:
    text = "region;2024\n" + PLACES
    comma = text.replace(";", ",")
    return [
        good("utf8.csv", "indicators", text, 2, UMEA, ("utf-8", ";", ","), **POP),
        good("bom.csv", "indicators", text.encode("utf-8-sig"), 2, UMEA, ("utf-8-sig", ";", ","), **POP),
        good("cp1252.csv", "indicators", text.encode("cp1252"), 2, UMEA, ("cp1252", ";", ","), **POP),
        good("utf16.csv", "indicators", text.encode("utf-16"), 2, UMEA, ("utf-16", ";", ","), **POP),
        good("utf16be.csv", "indicators", b"\xfe\xff" + text.encode("utf-16-be"), 2, UMEA, ("utf-16", ";", ","), **POP),
        good("utf16le_no_mark.csv", "indicators", text.encode("utf-16-le"), 2, UMEA, ("utf-16-le", ";", ","), **POP),
        good("comma.csv", "indicators", comma, 2, UMEA, ("utf-8", ",", "."), **POP),
        good("tab.tsv", "indicators", text.replace(";", "\t"), 2, UMEA, ("utf-8", "\t", ","), **POP),
        good("excel_unicode_text.txt", "indicators", text.replace(";", "\t").encode("utf-16"), 2, UMEA, ("utf-16", "\t", ","), **POP),
        good("pipe.csv", "indicators", text.replace(";", "|"), 2, UMEA, ("utf-8", "|", "."), **POP),
        good("windows_lines.csv", "indicators", text.replace("\n", "\r\n"), 2, UMEA, **POP),
        good("old_mac_lines.csv", "indicators", text.replace("\n", "\r"), 2, UMEA, **POP),
        good("quoted.csv", "indicators", '"region","2024"\n"2480 Umeå","134249"\n"2403 Bjurholm","2359"\n', 2, UMEA, **POP),
        good("no_last_line_end.csv", "indicators", text.rstrip("\n"), 2, UMEA, **POP),
        good("empty_columns.csv", "indicators", text.replace("\n", ";;;\n"), 2, UMEA, **POP),
        good("blank_lines.csv", "indicators", text.replace("\n", "\n\n"), 2, UMEA, **POP),
        good("spaces_around.csv", "indicators", text.replace(";", " ; "), 2, UMEA, **POP),
    ]  # fmt: skip


def _numbers() -> list[Case]:
    share = ("edu_postsec3plus_share|2480|2022", "value", "34.5")
    status = ("population|2403|2024", "status", "{}")
    marks = {
        "..": "protected",
        ".": "not_applicable",
        "-": "missing",
        "–": "missing",
        "": "missing",
    }
    named = {"..": "two_points", ".": "point", "-": "hyphen", "–": "dash", "": "empty"}
    return [
        good("space_thousands.csv", "indicators", _figure("134 249"), 2, UMEA, **POP),
        good("nbsp_thousands.csv", "indicators", _figure(f"134{NBSP}249"), 2, UMEA, **POP),
        good("nbsp_thousands_cp1252.csv", "indicators", _figure(f"134{NBSP}249").encode("cp1252"), 2, UMEA, **POP),
        good("narrow_thousands.csv", "indicators", _figure(f"134{NARROW}249"), 2, UMEA, **POP),
        good("decimal_comma.csv", "indicators", "region;2022\n2480;34,5\n2403;12,25\n", 2, share, ("utf-8", ";", ","), **SHARE),
        good("decimal_point.csv", "indicators", "region,2022\n2480,34.5\n2403,12.25\n", 2, share, ("utf-8", ",", "."), **SHARE),
        good("decimal_comma_quoted.csv", "indicators", 'region,2022\n2480,"34,5"\n2403,"12,25"\n', 2, share, ("utf-8", ",", ","), **SHARE),
        good("three_decimals.csv", "indicators", "region;2022\n2480;3,427\n2403;0,512\n", 2, ("edu_phd_share|2480|2022", "value", "3.427"), indicator="edu_phd_share"),
        good("percent_signs.csv", "indicators", f"region;2022\n2480;34,5{NBSP}%\n2403;12,25 %\n", 2, share, **SHARE),
        good("minus_sign.csv", "indicators", "region;2022\n2480;−34,5\n2403;1,0\n", 2, (f"{UNBOUNDED}|2480|2022", "value", "-34.5"), indicator=UNBOUNDED),
        good("german_thousands.csv", "indicators", "region;2022\n2480;1.034,5\n2403;12,25\n", 2, (f"{UNBOUNDED}|2480|2022", "value", "1034.5"), indicator=UNBOUNDED),
        good("power_of_ten.csv", "indicators", _figure("1,34249E+05"), 2, UMEA, **POP),
        *(
            good(f"status_{named[mark]}.csv", "indicators", f"region;2024\n2480;134249\n2403;{mark}\n", 2, (status[0], "status", said), **POP)
            for mark, said in marks.items()
        ),
        bad("unclear_thousand.csv", "indicators", 'region,2022\n2480,"3,427"\n2403,"1,512"\n', "number_unclear", 2, "2022", indicator="edu_phd_share"),
        bad("mixed_signs.csv", "indicators", "region;2022\n2480;34,5\n2403;1.512\n", "number_unclear", 3, "2022", **SHARE),
        bad("count_with_comma.csv", "indicators", _figure("134,249"), "count_not_whole", 2, "2024", **POP),
        bad("words_for_number.csv", "indicators", _figure("många"), "number", 2, "2024", **POP),
        bad("negative_people.csv", "indicators", _figure("-5"), "negative_count", 2, "2024", **POP),
        bad("infinity.csv", "indicators", _figure("inf"), "number", 2, "2024", **POP),
    ]  # fmt: skip


def _places() -> list[Case]:
    def of(*names: str) -> str:
        return "område;2024\n" + "".join(f"{n};{i}\n" for i, n in enumerate(names, 11))

    first = (KEY, "value", "11")
    return [
        good("code_and_name.csv", "indicators", of("2480 Umeå", "2463 Åsele"), 2, first, **POP),
        good("name.csv", "indicators", of("Umeå", "Åsele"), 2, first, **POP),
        good("name_kommun.csv", "indicators", of("Umeå kommun", "Vännäs kommun"), 2, first, **POP),
        good("genitive.csv", "indicators", of("Umeå", "Storumans kommun"), 2, ("population|2421|2024", "value", "12"), **POP),
        good("without_rings.csv", "indicators", of("Umea", "Asele"), 2, first, **POP),
        good("capitals.csv", "indicators", of("UMEÅ", "SKELLEFTEÅ"), 2, first, **POP),
        good("name_code.csv", "indicators", of("Umeå (2480)", "Åsele (2463)"), 2, first, **POP),
        good("dash_code.csv", "indicators", of("2480-Umeå", "2463 - Åsele"), 2, first, **POP),
        good("county_country.csv", "indicators", of("2480", "Västerbottens län", "Riket"), 3, ("population|24|2024", "value", "12"), **POP),
        good("county_country_codes.csv", "indicators", of("2480", "24", "00"), 3, ("population|00|2024", "value", "13"), **POP),
        good("lost_zeros.csv", "indicators", of("2480", "24", "0"), 3, ("population|00|2024", "value", "13"), **POP),
        good("kolada_codes.csv", "indicators", of("2480", "0024", "0000"), 3, ("population|24|2024", "value", "12"), **POP),
        good("region_country_names.csv", "indicators", of("Umeå", "Region Västerbotten", "Sverige"), 3, ("population|00|2024", "value", "13"), **POP),
        good("other_counties.csv", "indicators", of("0180 Stockholm", "2480 Umeå", "2584 Kiruna"), 1, (KEY, "value", "12"), unmatched=(2, 4), **POP),
        good("code_beside_name.csv", "indicators", "kommunkod;kommunnamn;2024\n2480;Umeå;11\n2463;Åsele;12\n", 2, first, **POP),
        good("place_without_header.csv", "indicators", ";2024\nUmeå;11\nÅsele;12\n", 2, first, **POP),
        good("left_out.csv", "indicators", of("Umeå", "Atlantis"), 1, first, unmatched=(3,), leave_out_unmatched=True, **POP),
        bad("atlantis.csv", "indicators", of("Umeå", "Atlantis"), "place_unknown", 3, "område", (3,), **POP),
        bad("code_and_other_name.csv", "indicators", of("2480 Skellefteå", "Umeå"), "place_unknown", 2, "område", (2,), **POP),
        bad("code_of_nowhere.csv", "indicators", of("2499", "2480"), "place_nearly", 2, "område", (2,), **POP),
        good("sum_row.csv", "indicators", of("Umeå", "Åsele", "Summa"), 2, first, unmatched=(4,), **POP),
        bad("place_twice.csv", "indicators", of("Umeå", "2480"), "duplicate_key", 3, **POP),
        bad("mojibake.csv", "indicators", of("UmeÃ¥", "Ã…sele", "2401"), "characters_lost", 2, **POP),
    ]  # fmt: skip


def _shapes() -> list[Case]:
    three = 'kommun,år,Befolkning,"Andel, procent"\n2480,2024,134249,3.5\n2403,2024,2359,1.5\n'
    return [
        good("scb.csv", "indicators", SCB, 4, UMEA, ("utf-8", ";", ","), **POP),
        good("scb_cp1252.csv", "indicators", SCB.encode("cp1252"), 4, ("population|2403|2024", "status", "protected"), **POP),
        good("long.csv", "indicators", LONG, 2, UMEA, **POP),
        good("contract_form.csv", "indicators", "indicator_id,municipality_code,year,value,status\npopulation,2480,2024,134249,reported\n", 1, UMEA),
        good("contents_before_year.csv", "indicators", "region;Folkmängd 2023;Folkmängd 2024\n2480;133091;134249\n", 2, UMEA, **POP),
        good("two_contents.csv", "indicators", "region;Folkmängd 2024;Folkökning 2024\n2480;134249;1158\n2403;2359;3\n", 2, UMEA, value_column="Folkmängd", **POP),
        good("value_column.csv", "indicators", three, 2, UMEA, value_column="Befolkning", **POP),
        good("unquoted_comma_in_header.csv", "indicators", "kommun,år,Utbildade, eftergymnasialt\n2480,2022,34.5\n2403,2022,1.5\n", 2, ("edu_postsec3plus_share|2480|2022", "value", "34.5"), **SHARE),
        good("duplicate_other_columns.csv", "indicators", "region;not;not;2024\n2480;a;b;134249\n2403;a;b;2359\n", 2, UMEA, **POP),
        good("quarters.csv", "indicators", "region;2024K2;2024K3\n2480;3,0;3,1\n2403;2,5;2,6\n", 4, ("unemployment_rate|2480|2024-Q3", "value", "3.1"), indicator="unemployment_rate"),
        good("months.csv", "indicators", "region;2025M03\n2480;1,9\n2403;2,3\n", 2, ("longterm_unemployment_12m|2403|2025-03", "value", "2.3"), indicator="longterm_unemployment_12m"),
        good("notes_padded.csv", "indicators", "Folkmängd;;\n;;\nregion;2023;2024\n2480;133091;134249\n2463;;\n;;\nKälla: SCB;;\n", 4, ("population|2463|2024", "status", "missing"), **POP),
        good("padded_title_cell.csv", "indicators", "Tabell 1. Folkmängd den 31 december\n" + SCB, 4, UMEA, **POP),
        bad("which_value.csv", "indicators", three, "value_column", 1, **POP),
        bad("which_indicator.csv", "indicators", LONG, "indicator_unsaid", 1),
        bad("unknown_indicator.csv", "indicators", LONG, "indicator_unknown", 2, indicator="happiness"),
        bad("no_place_column.csv", "indicators", "x;2024\na;1\nb;2\n", "column_unmapped", 1, "municipality_code", **POP),
        bad("year_column_twice.csv", "indicators", "region;2024;2024\n2480;1;2\n", "column_twice", 1, "2024", **POP),
        bad("short_row.csv", "indicators", "region;2023;2024\n2480;133091;134249\n2403;2359\n2401;7000;7001\n", "cells_in_row", 3, **POP),
        bad("long_row.csv", "indicators", "region;2023;2024\n2480;133091;134249\n2403;2359;1;7\n2401;7000;7001\n", "cells_in_row", 3, **POP),
        bad("bad_year.csv", "indicators", "region;år;antal\n2480;i fjol;134249\n", "pattern", 2, "år", **POP),
    ]  # fmt: skip


def _books() -> list[Case]:
    rows: Cells = [["Folkmängd", None, None], [None, None, None], [None, "2023", "2024"],
            ["2480 Umeå", 133091, 134249], ["2403 Bjurholm", 2359, ".."], [None, None, None],
            ["Källa: SCB", None, None]]  # fmt: skip
    long: Cells = [["kommun", "år", "antal"], [2480, 2024, 134249], [2403, 2024, 2359.0]]
    return [
        good("statistics.xlsx", "indicators", xlsx(("Folkmängd", rows)), 4, UMEA, ("xlsx", "", "."), **POP),
        good("numbers.xlsx", "indicators", xlsx(("Blad1", long)), 2, UMEA, **POP),
        good("second_sheet.xlsx", "indicators", xlsx(("Info", [["Om tabellen"]]), ("Data", long)), 2, UMEA, **POP),
        good("text_numbers.xlsx", "indicators", xlsx(("Blad1", [["kommun", "2024"], ["Umeå", "134 249"]])), 1, UMEA, **POP),
        good("old.xls", "indicators", xls(rows), 4, UMEA, ("xls", "", "."), **POP),
        good("xlsx_named_csv.csv", "indicators", xlsx(("Blad1", long)), 2, UMEA, **POP),
        bad("empty.xlsx", "indicators", xlsx(("Blad1", [])), "file_without_table", **POP),
        bad("cut.xlsx", "indicators", xlsx(("Blad1", rows))[:-200], "zip_broken", **POP),
        bad("cut.xls", "indicators", xls(rows)[:1200], "workbook_broken", **POP),
        bad("wide.xlsx", "indicators", xlsx(("Blad1", [["region"] + ["2024"] * 250, [2480] + [1] * 250])), "too_many_columns", **POP),
        bad("far_cell.xlsx", "indicators", xlsx(("Blad1", [["region", *[None] * 16000, "2024"], [2480, 1]])), "too_many_columns", **POP),
    ]  # fmt: skip


def _broken() -> list[Case]:
    return [
        bad("empty.csv", "indicators", b"", "file_blank", **POP),
        bad("blank.csv", "indicators", " \n\n", "file_blank", **POP),
        bad("header_only.csv", "indicators", "region;2024\n", "no_rows", 1, **POP),
        bad("one_column.csv", "indicators", "region\n2480\n", "file_without_table", **POP),
        bad("open_quote.csv", "indicators", 'region;2024\n"2480;1\n2403;2\n', "quote_open", **POP),
        bad("dos_850.csv", "indicators", ("region;2024\n" + PLACES).encode("cp850"), "text_encoding", **POP),
        bad("utf32.csv", "indicators", LONG.encode("utf-32"), "text_encoding", **POP),
        bad("no_encoding.csv", "indicators", b"region;2024\n2480 Ume\x81\x8d\x90;1\n", "text_encoding", **POP),
        bad("picture.csv", "indicators", b"\x89PNG\r\n\x1a\n" + b"\x00" * 64, "not_a_table", **POP),
        bad("paper.csv", "indicators", b"%PDF-1.7\n1 0 obj\n", "not_a_table", **POP),
        bad("page.csv", "indicators", "<!DOCTYPE html><html><body>Logga in</body></html>\n", "web_page", **POP),
        bad("any_zip.csv", "indicators", zipped({"a.txt": b"a"}), "not_a_table", **POP),
    ]  # fmt: skip


def _hostile() -> list[Case]:
    return [
        bad("nul.csv", "indicators", b"region;2024\n2480;1\x00\n", "control_character", **POP),
        bad("header_bomb.csv", "indicators", ",".join(["a"] * 50_000) + "\n1\n", "too_many_columns", **POP),
        bad("long_cell.csv", "indicators", "region;2024\n2480;" + "9" * 10_001 + "\n", "cell_too_long", 2, **POP),
        bad("bomb.xlsx", "indicators", zipped({"xl/workbook.xml": b"<a/>", "xl/b.xml": bytes(101 * 2**20)}), "zip_too_large", **POP),
        bad("personal_number.csv", "indicators", "region;år;antal;kpi\n2480;2024;1;19850312-1234\n", "personal_number", 2, "kpi"),
    ]  # fmt: skip
