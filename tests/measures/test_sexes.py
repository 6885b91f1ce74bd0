"""Women and men: the difference of the same share of both."""

from __future__ import annotations

import pandas as pd
import pytest

from atlas.measures import registry, sexes
from atlas.measures.selection import Selection

WOMEN, MEN = (f"edu_postsecondary_share_16_74_{sex}" for sex in ("women", "men"))


@pytest.fixture
def told(shipped):
    return [registry.values(shipped.public, m, Selection(), "2022") for m in (WOMEN, MEN)]


def test_a_difference_is_women_less_men_and_the_largest_comes_first(told):
    rows = sexes.differences(*told)
    assert len(rows) == 15
    first = rows.iloc[0]
    assert first["gap"] == pytest.approx(first["women"] - first["men"])
    sizes = rows["gap"].abs().tolist()
    assert sizes == sorted(sizes, reverse=True)


def test_where_one_is_missing_there_is_no_difference(told):
    women, men = told
    men.table.loc[men.table["code"] == "2480", ["value", "status"]] = [float("nan"), "missing"]
    last = sexes.differences(women, men).iloc[-1]
    assert (last["code"], last["status"]) == ("2480", "missing")
    assert pd.isna(last["gap"])
    assert last["women_status"] == "reported"


def test_those_that_look_alike_are_all_named():
    rows = pd.DataFrame({"code": ["a", "b", "c"], "gap": [-2.04, 2.01, 1.0]})
    assert sexes.extreme(rows, 1, largest=True) == (["a", "b"], 2.0)
    assert sexes.extreme(rows, 1, largest=False) == (["c"], 1.0)
