"""Workbooks as offices keep them: several sheets, hidden parts, errors, formulas, numbers shown as per cent."""

from __future__ import annotations

from scripts.corpus.books import Broken, Cells, Formula, Styled, Tab, xls_of, xlsx
from scripts.corpus.case import Case, bad, good
from scripts.corpus.figures import KEY, POP, SHARE, UMEA, UNBOUNDED
from scripts.corpus.people import FIRST, HEADER, LINES

KIND = "indicators"
DATA: Cells = [["Kommun", "2023", "2024"], ["Umeå", 133091, 134249], ["Bjurholm", 2360, 2359]]
YEARLY: Cells = [["Kommun", "Antal"], ["Umeå", 134249], ["Bjurholm", 2359]]
BEFORE: Cells = [["Kommun", "Antal"], ["Umeå", 133091], ["Bjurholm", 2360]]
READ_ME: Cells = [
    ["Läs mig", None],
    ["Kontakt", "statistik"],
    ["Kommun", "Kommunens namn"],
    ["Antal", "Folkmängd den 31 december"],
]
BJURHOLM = (KEY.replace("2480", "2403"), "value", "2359")
SHARE_UMEA = "edu_postsec3plus_share|2480|2022"


def cases() -> list[Case]:
    """All of them."""
    return [
        *_sheets(),
        *_years(),
        *_hidden(),
        *_broken(),
        *_percent(),
        *_kolada(),
        *_rows(),
        *_old(),
    ]


def _sheets() -> list[Case]:
    people = [HEADER.split(","), *(line.split(",") for line in LINES)]
    men: Cells = [["Kommun", "2024"], ["Umeå", 67000], ["Bjurholm", 1200]]
    two = xlsx(("Totalt", DATA), ("Män", men))
    return [
        good("read_me_first.xlsx", KIND, xlsx(("Läs mig", READ_ME), ("Data", DATA)), 4, UMEA, ("xlsx", "", "."), **POP),
        good("read_me_last.xlsx", KIND, xlsx(("Data", DATA), ("Läs mig", READ_ME), ("Blad3", [])), 4, UMEA, **POP),
        good("read_me_before_people.xlsx", "participants", xlsx(("Läs mig", READ_ME), ("Deltagare", people)), 12, FIRST),
        bad("two_sheets.xlsx", KIND, two, "sheet_unsaid", **POP),
        good("two_sheets_said.xlsx", KIND, two, 2, (KEY, "value", "67000"), sheet="Män", **POP),
        bad("two_sheets_together.xlsx", KIND, two, "sheets_apart", sheet="*", **POP),
        bad("sheet_absent.xlsx", KIND, two, "sheet_absent", sheet="Kvinnor", **POP),
        bad("sheet_without_table.xlsx", KIND, xlsx(("Data", DATA), ("Om", [["Källa: SCB"]])), "file_without_table", sheet="Om", **POP),
    ]  # fmt: skip


def _years() -> list[Case]:
    book = xlsx(("Läs mig", READ_ME), ("2023", BEFORE), ("2024", YEARLY))
    named = xlsx(("Folkmängd 2023", BEFORE), ("Folkmängd 2024", YEARLY))
    broken: Cells = [*YEARLY, ["Åsele", Broken("#VALUE!")]]
    own = [["Kommun", "2023"], *BEFORE[1:]], [["Kommun", "2024"], *YEARLY[1:]]
    return [
        bad("sheet_a_year.xlsx", KIND, book, "sheet_unsaid", **POP),
        good("sheet_a_year_all.xlsx", KIND, book, 4, UMEA, sheet="*", **POP),
        good("sheet_a_year_one.xlsx", KIND, book, 2, UMEA, sheet="2024", **POP),
        good("sheet_a_year_named.xlsx", KIND, named, 4, ("population|2480|2023", "value", "133091"), sheet="*", **POP),
        good("sheet_a_year_own_headings.xlsx", KIND, xlsx(("2023", own[0]), ("2024", own[1])), 4, UMEA, sheet="*", **POP),
        bad("sheet_a_year_broken.xlsx", KIND, xlsx(("2023", BEFORE), ("2024", broken)), "cell_error", 4, "Antal", sheet="*", **POP),
        bad("sheet_a_year_twice.xlsx", KIND, xlsx(("Utfall 2024", YEARLY), ("Budget 2024", YEARLY)), "sheets_apart", sheet="*", **POP),
    ]  # fmt: skip


def _hidden() -> list[Case]:
    old: Cells = [["Kommun", "2024"], ["Umeå", 1], ["Bjurholm", 2]]
    rows = [*DATA[:2], ["Umeå", 1, 2], *DATA[2:]]
    columns = [[line[0], "dold", *line[1:]] for line in DATA]
    return [
        good("hidden_sheet.xlsx", KIND, xlsx(Tab("Gammalt", old, state="hidden"), ("Data", DATA)), 4, UMEA, **POP),
        good("very_hidden_sheet.xlsx", KIND, xlsx(("Data", DATA), Tab("Gammalt", old, state="veryHidden")), 4, UMEA, **POP),
        bad("hidden_sheet_said.xlsx", KIND, xlsx(Tab("Gammalt", old, state="hidden"), ("Data", DATA)), "sheet_absent", sheet="Gammalt", **POP),
        bad("only_hidden_sheets.xlsx", KIND, xlsx(Tab("Gammalt", old, state="hidden")), "file_without_table", **POP),
        good("hidden_row.xlsx", KIND, xlsx(Tab("Data", rows, hidden_rows=(3,))), 4, UMEA, **POP),
        bad("shown_row_twice.xlsx", KIND, xlsx(("Data", rows)), "duplicate_key", 3, **POP),
        good("hidden_header.xlsx", KIND, xlsx(Tab("Data", [["a", "b", "c"], *DATA], hidden_rows=(1,))), 4, UMEA, **POP),
        good("hidden_column.xlsx", KIND, xlsx(Tab("Data", columns, hidden_columns=(2,))), 4, UMEA, **POP),
        good("hidden_year.xlsx", KIND, xlsx(Tab("Data", DATA, hidden_columns=(2,))), 2, UMEA, **POP),
        good("hidden_error.xlsx", KIND, xlsx(Tab("Data", [*DATA, ["Åsele", Broken("#N/A"), 1]], hidden_rows=(4,))), 4, UMEA, **POP),
    ]  # fmt: skip


def _broken() -> list[Case]:
    def of(cell: object) -> bytes:
        return xlsx(("Data", [*DATA, ["Åsele", 2700, cell]]))

    change = [
        [*line, cell] for line, cell in zip(DATA, ["Ökning", 1158, Broken("#DIV/0!")], strict=True)
    ]
    lookup: Cells = [["Kommun", "2024"], ["Umeå", 134249], [Formula("A9", "Bjurholm"), 2359]]
    name: Cells = [["Kommun", "2024"], ["Umeå", 134249], [Broken("#REF!"), 2359]]
    saved = "Kommun;2024\nUmeå;134249\nBjurholm;#DIVISION/0!\n"
    return [
        bad("divided_by_zero.xlsx", KIND, of(Broken("#DIV/0!")), "cell_error", 4, "2024", **POP),
        bad("not_available.xlsx", KIND, of(Broken("#N/A")), "cell_error", 4, "2024", **POP),
        bad("no_result.xlsx", KIND, of(Formula("B4*1.01")), "cell_uncomputed", 4, "2024", **POP),
        bad("error_for_name.xlsx", KIND, xlsx(("Data", name)), "cell_error", 3, "Kommun", (3,), **POP),
        bad("error_in_text.csv", KIND, saved, "cell_error", 3, "2024", **POP),
        good("error_beside.xlsx", KIND, xlsx(("Data", change)), 4, UMEA, **POP),
        good("result_stored.xlsx", KIND, of(Formula("B4-1", 2699)), 6, ("population|2463|2024", "value", "2699"), **POP),
        good("result_is_text.xlsx", KIND, xlsx(("Data", lookup)), 2, BJURHOLM, **POP),
        good("result_is_blank.xlsx", KIND, of(Formula('IF(B4=0,1,"")', "")), 6, ("population|2463|2024", "status", "missing"), **POP),
    ]  # fmt: skip


def _percent() -> list[Case]:
    def of(*cells: object) -> bytes:
        places = ("Umeå", "Bjurholm", "Åsele")
        rows = [[place, cell] for place, cell in zip(places, cells, strict=False)]
        return xlsx(("Data", [["Kommun", "2022"], *rows]))

    return [
        good("percent_one_decimal.xlsx", KIND, of(Styled(0.352), Styled(0.07)), 2, (SHARE_UMEA, "value", "35.2"), **SHARE),
        good("percent_whole.xlsx", KIND, of(Styled(0.29, 2), Styled(0.5, 2)), 2, (SHARE_UMEA, "value", "29"), **SHARE),
        good("percent_of_some.xlsx", KIND, of(35.2, Styled(0.07)), 2, (SHARE_UMEA.replace("2480", "2403"), "value", "7"), **SHARE),
        good("percent_only_text.xlsx", KIND, of(Styled(35.2, 3), Styled(7.0, 3)), 2, (SHARE_UMEA, "value", "35.2"), **SHARE),
        bad("percent_of_percent.xlsx", KIND, of(Styled(35.2), Styled(0.07)), "maximum", 2, "2022", **SHARE),
        bad("percent_of_other_unit.xlsx", KIND, of(Styled(0.012), 3.5), "percent_unit", 2, "2022", indicator=UNBOUNDED),
    ]  # fmt: skip


def _kolada() -> list[Case]:
    """Kolada's tables saved as Excel: a year a column, or a line a value; by gender, with numbers as numbers."""
    name = "Invånare totalt, antal"
    wide: Cells = [
        [name, None, None, None, None],
        [None, None, None, None, None],
        ["Kommun", "Kön", 2023, 2024, None],
        ["Umeå", "Totalt", 133091, 134249, None],
        ["Umeå", "Kvinnor", 66100, 66700, None],
        ["Umeå", "Män", 66991, 67549, None],
        ["Region Västerbotten", "Totalt", 277000, 278000, None],
        ["Riket", "Totalt", 10551707, 10587710, None],
    ]
    long: Cells = [
        ["Nyckeltal", "Nyckeltalets namn", "Kommunkod", "Kommun", "År", "Kön", "Värde"],
        ["N01951", name, "2480", "Umeå", 2024, "T", 134249],
        ["N01951", name, "2480", "Umeå", 2024, "K", 66700],
        ["N01951", name, "2480", "Umeå", 2024, "M", 67549],
        ["N01951", name, "0024", "Region Västerbotten", 2024, "T", 278000],
        ["N01951", name, "0000", "Riket", 2024, "T", 10587710],
    ]
    about: Cells = [["Nyckeltal", "Beskrivning"], ["N01951", "Antal invånare totalt den 31/12"]]
    everybody = {"Kön": "Totalt"}
    return [
        bad("kolada_wide.xlsx", KIND, xlsx(("Data", wide), ("Nyckeltal", about)), "dimensions_unsaid", 3, **POP),
        good("kolada_wide_total.xlsx", KIND, xlsx(("Data", wide), ("Nyckeltal", about)), 6, UMEA, where=everybody, **POP),
        good("kolada_long_total.xlsx", KIND, xlsx(("Nyckeltal", about), ("Data", long)), 3, UMEA, where={"Kön": "T"}, **POP),
        good("kolada_long_women.xlsx", KIND, xlsx(("Data", long)), 1, (KEY, "value", "66700"), where={"Kön": "K"}, **POP),
    ]  # fmt: skip


def _rows() -> list[Case]:
    lines: Cells = [
        ["Kommun", "2024"],
        ["Umeå\nkommun", 134249],
        ["Bjurholm", 1],
        ["Åsele", "många"],
    ]
    return [
        bad("row_after_line_break.xlsx", KIND, xlsx(("Data", lines)), "number", 4, "2024", **POP),
        bad("row_after_hidden_row.xlsx", KIND, xlsx(Tab("Data", lines, hidden_rows=(3,))), "number", 4, "2024", **POP),
    ]  # fmt: skip


def _old() -> list[Case]:
    error: Cells = [*DATA, ["Åsele", 2700, Broken("#DIV/0!")]]
    share: Cells = [["Kommun", "2022"], ["Umeå", Styled(0.352)], ["Bjurholm", Styled(0.07, 2)]]
    hidden = (
        Tab("Gammalt", [["Kommun", "2024"], ["Umeå", 1]], state="hidden"),
        Tab("Data", [*DATA, ["Umeå", 1, 2]], hidden_rows=(4,), hidden_columns=(2,)),
    )
    return [
        good("read_me_first.xls", KIND, xls_of(("Läs mig", READ_ME), ("Data", DATA)), 4, UMEA, ("xls", "", "."), **POP),
        bad("sheet_a_year.xls", KIND, xls_of(("2023", BEFORE), ("2024", YEARLY)), "sheet_unsaid", **POP),
        good("sheet_a_year_all.xls", KIND, xls_of(("2023", BEFORE), ("2024", YEARLY)), 4, UMEA, sheet="*", **POP),
        good("hidden.xls", KIND, xls_of(*hidden), 2, UMEA, **POP),
        bad("divided_by_zero.xls", KIND, xls_of(("Data", error)), "cell_error", 4, "2024", **POP),
        good("percent.xls", KIND, xls_of(("Data", share)), 2, (SHARE_UMEA, "value", "35.2"), **SHARE),
    ]  # fmt: skip
