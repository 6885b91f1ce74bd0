"""Tables that are divided by more than place and period, or do not say their period where one looks for it."""

from __future__ import annotations

from itertools import product

from scripts.corpus.answers import POP, dataset, kolada, pxweb, text
from scripts.corpus.books import Cells, xlsx
from scripts.corpus.case import Case, OfIndicator, bad, good

TOTAL = ("population|2480|2024", "value", "100")
PLACES = {"2480 Umeå": 100, "2403 Bjurholm": 10}
GENDERS = {"män": 0.4, "kvinnor": 0.6, "totalt": 1.0}
AGES = {"0-19 år": 0.2, "20-64 år": 0.5, "65+ år": 0.3}


def cases() -> list[Case]:
    """All of them."""
    return [*_divided(), *_summed(), *_merged(), *_periods()]


def _lines(*dimensions: dict[str, float]) -> list[tuple[str, ...]]:
    """A line for each place and each combination of groups: each group has its share of the place."""
    lines = []
    for (place, people), *groups in product(PLACES.items(), *(of.items() for of in dimensions)):
        part = float(people)
        for _, share in groups:
            part *= share
        lines.append((place, *(name for name, _ in groups), f"{round(part)}"))
    return lines


def _table(header: str, lines: list[tuple[str, ...]]) -> str:
    return header + "\n" + "".join(";".join(line) + "\n" for line in lines)


def _divided() -> list[Case]:
    gender = _table("region;kön;2024", _lines(GENDERS))
    both = _table("region;kön;ålder;2024", _lines(GENDERS, AGES | {"totalt ålder": 1.0}))
    long = "kommunkod;kommunnamn;kön;år;antal\n" + "".join(
        f"{place[:4]};{place[5:]};{group};2024;{value}\n" for place, group, value in _lines(GENDERS)
    )
    coded = "region;könskod;kön;2024\n" + "".join(
        f"{place};{list(GENDERS).index(group) + 1};{group};{value}\n"
        for place, group, value in _lines(GENDERS)
    )
    spans = {
        "Region": ("region", {"2480": "Umeå", "2403": "Bjurholm"}),
        "Kon": ("kön", {"1": "män", "2": "kvinnor", "1+2": "totalt"}),
        "Tid": ("år", {"2024": "2024"}),
    }
    answer = text(dataset(spans, [40, 60, 100, 4, 6, 10]))
    keys = [
        ([p, g, "2024"], [str(v)])
        for (p, of), (g, part) in product(
            (("2480", 100), ("2403", 10)), (("1", 0.4), ("2", 0.6), ("1+2", 1))
        )
        for v in [round(of * part)]
    ]
    service = text(pxweb(keys, "region", "kön", "år"))
    of_kolada = text(kolada(("2480", 2024, {"T": 100, "K": 60, "M": 40})))
    wide = "region;män 2024;kvinnor 2024;totalt 2024\n2480;40;60;100\n2403;4;6;10\n"
    whole = {"kön": "totalt"}
    return [
        good("gender.csv", "indicators", gender, 2, TOTAL, where=whole, **POP),
        good("gender_and_age.csv", "indicators", both, 2, TOTAL, where=whole | {"ålder": "totalt ålder"}, **POP),
        good("gender_of_one_age.csv", "indicators", both, 2, ("population|2480|2024", "value", "20"), where={"Kön": "Totalt", "Ålder": "0-19 år"}, **POP),
        good("gender_long.csv", "indicators", long, 2, TOTAL, where=whole, **POP),
        good("gender_beside_code.csv", "indicators", coded, 2, TOTAL, where=whole, **POP),
        good("gender.json", "indicators", answer, 2, TOTAL, where=whole, **POP),
        good("gender_pxweb.json", "indicators", service, 2, TOTAL, where={"kön": "1+2"}, **POP),
        good("gender_kolada.json", "indicators", of_kolada, 1, TOTAL, where=whole, **POP),
        good("gender_in_columns.csv", "indicators", wide, 2, TOTAL, value_column="totalt", **POP),
        good("gender_of_one_kind.csv", "indicators", "region;kön;2024\n2480;totalt;100\n2403;totalt;10\n", 2, TOTAL, **POP),
        bad("gender_unsaid.csv", "indicators", gender, "dimensions_unsaid", 1, **POP),
        bad("age_unsaid.csv", "indicators", both, "dimensions_unsaid", 1, where=whole, **POP),
        bad("gender_in_columns_unsaid.csv", "indicators", wide, "dimensions_unsaid", 1, **POP),
        bad("gender_unsaid.json", "indicators", answer, "dimensions_unsaid", 1, **POP),
        bad("gender_unsaid_kolada.json", "indicators", of_kolada, "dimensions_unsaid", 1, **POP),
        bad("group_unknown.csv", "indicators", gender, "group_unknown", 1, "kön", where={"kön": "alla"}, **POP),
        bad("dimension_unknown.csv", "indicators", gender, "dimension_unknown", 1, where={"ålder": "totalt"}, **POP),
        bad("group_twice.csv", "indicators", gender + "2480 Umeå;totalt;99\n", "duplicate_key", 8, where=whole, **POP),
    ]  # fmt: skip


def _summed() -> list[Case]:
    ages = _table("region;ålder;2024", _lines(AGES))
    hidden = ages.replace("2403 Bjurholm;0-19 år;2\n", "2403 Bjurholm;0-19 år;..\n")
    overlapping = ages.replace("65+ år", "60-80 år")
    added = {"ålder": "summa"}
    return [
        good("ages_added.csv", "indicators", ages, 2, TOTAL, where=added, **POP),
        good("ages_added_hidden.csv", "indicators", hidden, 2, ("population|2403|2024", "status", "protected"), where=added, **POP),
        bad("ages_overlapping.csv", "indicators", overlapping, "dimension_sum", 1, "ålder", where=added, **POP),
        bad("ages_beside_total.csv", "indicators", ages + "2480 Umeå;totalt;100\n", "dimension_sum", 1, "ålder", where=added, **POP),
        bad("age_twice_added.csv", "indicators", ages + "2480 Umeå;0-19 år;20\n", "dimension_sum", 1, "ålder", where=added, **POP),
        bad("shares_added.csv", "indicators", ages, "dimension_sum", 1, "ålder", where=added, indicator="edu_postsec3plus_share"),
    ]  # fmt: skip


def _merged() -> list[Case]:
    lines = "2480 Umeå;40;60;41;59\n2403 Bjurholm;4;6;5;5\n"
    years = "Folkmängd\n\nregion;2023;;2024;\n;män;kvinnor;män;kvinnor\n" + lines
    genders = "region;män;;kvinnor;\n;2023;2024;2023;2024\n2480 Umeå;40;41;60;59\n"
    book: Cells = [
        ["Kommun", "2024", None],
        [None, "Antal", "Andel"],
        ["Umeå", 100, 0.5],
        ["Bjurholm", 10, 0.1],
    ]
    men = ("population|2480|2024", "value", "41")
    return [
        good("years_over_genders.csv", "indicators", years, 4, men, value_column="män", **POP),
        good("genders_over_years.csv", "indicators", genders, 2, men, value_column="män", **POP),
        good("two_rows.xlsx", "indicators", xlsx(("Blad1", book)), 2, TOTAL, value_column="Antal", **POP),
        bad("years_over_genders_unsaid.csv", "indicators", years, "dimensions_unsaid", 3, **POP),
    ]  # fmt: skip


def _periods() -> list[Case]:
    without = "Folkmängd 2024\n\nregion;antal\n2480;100\n2403;10\n"
    work: OfIndicator = {"indicator": "unemployment_rate"}
    third = ("unemployment_rate|2480|2024-Q3", "value", "3.1")
    return [
        good("year_said.csv", "indicators", without, 2, TOTAL, year="2024", **POP),
        good("year_said_twice.csv", "indicators", "region;år;antal\n2480;2024;100\n", 1, TOTAL, year="2024", **POP),
        good("quarter_said.csv", "indicators", "region;andel\n2480;3,1\n2403;2,6\n", 2, third, year="2024K3", **work),
        good("year_underlined.csv", "indicators", "region;ar_1950;ar_2024\n2480;40;100\n", 2, TOTAL, **POP),
        good("year_after_letter.csv", "indicators", "region;y1950;y2024\n2480;40;100\n", 2, TOTAL, **POP),
        good("quarter_in_words.csv", "indicators", "region;Kvartal 2 2024;Kvartal 3 2024\n2480;3,0;3,1\n", 2, third, **work),
        good("quarter_short.csv", "indicators", "region;Kv 3 2024\n2480;3,1\n", 1, third, **work),
        good("month_in_words.csv", "indicators", "region;mars 2025\n2480;1,9\n", 1, ("longterm_unemployment_12m|2480|2025-03", "value", "1.9"), indicator="longterm_unemployment_12m"),
        good("words_before_month.csv", "indicators", "region;Andel 2025M03\n2480;1,9\n", 1, ("longterm_unemployment_12m|2480|2025-03", "value", "1.9"), indicator="longterm_unemployment_12m"),
        bad("year_unsaid.csv", "indicators", without, "period_unsaid", 3, **POP),
        bad("year_unclear.csv", "indicators", without, "period_form", year="i fjol", **POP),
        bad("year_other.csv", "indicators", "region;2023\n2480;100\n", "period_other", 1, year="2024", **POP),
        bad("per_thousand.csv", "indicators", "region;antal per 1000\n2480;100\n", "period_unsaid", 1, **POP),
        bad("row_after_line_break.csv", "indicators", 'region;"antal\ni fjol";2024\n2480;"a\nb";100\n2403;c;många\n', "number", 3, "2024", **POP),
    ]  # fmt: skip
