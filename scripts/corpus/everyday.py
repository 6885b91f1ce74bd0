"""Days, periods, numbers and tables as everyday programs and people write them."""

from __future__ import annotations

from scripts.corpus.case import Case, bad, good
from scripts.corpus.figures import POP, SHARE, UMEA
from scripts.corpus.people import FIRST, PLAIN

PERIODS = "Kommun;Period;Antal\n2480;{};134249\n2403;{};2359\n"
POINTS = "Kommun;2024\n2480;134.249\n2403;12.359\n"
ROWS = "<tr><td>Kommun</td><td>2024</td></tr><tr><td>2480</td><td>134249</td></tr>"
XML_2003 = (
    '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"></Workbook>\n'
)


def cases() -> list[Case]:
    """All of them."""
    return [*_numbers(), *_days(), *_periods(), *_tables()]


def _numbers() -> list[Case]:
    return [
        good("points_of_thousands_said.csv", "indicators", POINTS, 2, UMEA, decimal=",", **POP),
        good("commas_of_thousands_said.csv", "indicators", POINTS.replace(".", ","), 2, UMEA, decimal=".", **POP),
        bad("points_of_thousands.csv", "indicators", POINTS, "count_not_whole", 2, "2024", **POP),
        good("points_of_millions.csv", "indicators", "Kommun;2024\n00;10.587.710\n2480;134249\n", 2, ("population|00|2024", "value", "10587710"), **POP),
        good("plus.csv", "indicators", "Kommun;2024\n2480;+134249\n2403;+2 359\n", 2, UMEA, **POP),
        good("plus_of_share.csv", "indicators", "Kommun;2022\n2480;+34,5\n2403;1,5\n", 2, ("edu_postsec3plus_share|2480|2022", "value", "34.5"), **SHARE),
    ]  # fmt: skip


def _days() -> list[Case]:
    def of(day: str) -> str:
        return PLAIN.replace("2022-01-01", day, 1)

    return [
        good("day_in_short.csv", "participants", of("26/5-21"), 12, (FIRST[0], "enrolled_on", "2021-05-26")),
        good("day_in_short_full_year.csv", "participants", of("26/5-2021"), 12, (FIRST[0], "enrolled_on", "2021-05-26")),
        bad("month_first.csv", "participants", of("05/26/2021"), "date", 2, "enrolled_on"),
    ]  # fmt: skip


def _periods() -> list[Case]:
    def same(period: str) -> str:
        return PERIODS.format(period, period)

    years = {"last_day_of_year.csv": "2024-12-31", "last_day_in_words.csv": "31/12 2024"}
    months = {"month_of_excel.csv": "okt-24", "month_in_short.csv": "Okt 2024"}
    unemployed = "Kommun;Period;Antal\n2480;{};1,9\n"
    rate = ("longterm_unemployment_12m|2480|2024-10", "value", "1.9")
    return [
        *(good(name, "indicators", same(day), 2, UMEA, **POP) for name, day in years.items()),
        *(
            good(name, "indicators", unemployed.format(month), 1, rate, indicator="longterm_unemployment_12m")
            for name, month in months.items()
        ),
        good("months_of_excel_wide.csv", "indicators", "Kommun;sep-24;okt-24\n2480;1,8;1,9\n", 2, rate, indicator="longterm_unemployment_12m"),
        bad("day_within_year.csv", "indicators", same("2024-06-30"), "pattern", 2, "Period", **POP),
        bad("last_day_and_another.csv", "indicators", PERIODS.format("2024-12-31", "2024-06-30"), "pattern", 2, "Period", **POP),
        good("school_year_column.csv", "indicators", "Kommun;Läsår;Antal\n2480;2023/24;9\n", 1, ("population|2480|2023/24", "value", "9"), **POP),
        good("point_in_time.csv", "indicators", "Kommun;Mättidpunkt;Antal\n2480;2024;134249\n", 1, UMEA, **POP),
    ]  # fmt: skip


def _tables() -> list[Case]:
    turned = "År;Umeå;Bjurholm;Skellefteå\n2023;133091;2358;74402\n2024;134249;2359;74500\n"
    one = "Kommun;2024\n2480;134249\n2403;2359\n"
    return [
        bad("web_page.xls", "indicators", f"<!-- saved --><table>{ROWS}</table>", "web_page", **POP),
        bad("web_page_with_mark.csv", "indicators", f"\ufeff\n<html><body><table>{ROWS}", "web_page", **POP),
        bad("web_page_of_parts.xls", "indicators", "MIME-Version: 1.0\n", "web_page", **POP),
        bad("xml_of_2003.xls", "indicators", XML_2003, "web_page", **POP),
        good("less_than.csv", "indicators", "<16 år;Kommun;2024\nja;2480;134249\n", 1, UMEA, **POP),
        bad("places_in_header.csv", "indicators", turned, "table_turned", 1, **POP),
        bad("header_again.csv", "indicators", one + "Kommun;2023\n2480;133091\n", "header_again", 4, **POP),
        bad("header_again_unnamed.csv", "indicators", ";2023;2024\n2480;1;2\n;2023;2024\n2403;1;2\n", "header_again", 3, **POP),
        bad("header_again_of_county.csv", "indicators", "kommun;2023;2024 1)\n24;2023;2024 1)\n2480;133091;134249\n", "header_again", 2, **POP),
        bad("table_below.csv", "indicators", one + "\nLän;2024\n24;279000\n", "header_again", 5, **POP),
        good("county_of_its_name.csv", "indicators", "Region;2024\n2480;134249\nRegion Västerbotten;279000\n", 2, UMEA, **POP),
    ]  # fmt: skip
