"""The shipped figures of the region's own index, read and reined in by plain loops."""

from __future__ import annotations

import csv
from collections import defaultdict

from scipy import stats

from tests.deliveries import DATA

THEMES = {
    "skills": ["edu_postsec3plus_share", "edu_postsecondary_share_16_74"],
    "research": ["edu_phd_share"],
    "enterprise": ["grp_per_capita"],
    "work": ["employment_rate_20_64", "unemployment_rate_bas_20_64", "median_earned_income_16plus"],
}
LOWER = {"unemployment_rate_bas_20_64"}


def figures(codes):
    """The latest period of each indicator, from the file itself."""
    by_year = defaultdict(lambda: defaultdict(dict))
    with (DATA / "indicators.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["status"] == "reported" and row["municipality_code"] in codes:
                by_year[row["indicator_id"]][row["year"]][row["municipality_code"]] = float(
                    row["value"]
                )
    return {name: years[max(years)] for name, years in by_year.items()}


def reined(values):
    """The most extreme value on the side of the skew becomes the next one, as long as it is an outlier."""
    made = dict(values)
    while True:
        numbers = list(made.values())
        skew, kurtosis = stats.skew(numbers, bias=False), stats.kurtosis(numbers, bias=False)
        if not (abs(skew) > 2 and kurtosis > 3.5):
            return made
        pick = max if skew > 0 else min
        extreme = pick(numbers)
        nearest = pick(number for number in numbers if number != extreme)
        made = {code: nearest if number == extreme else number for code, number in made.items()}
