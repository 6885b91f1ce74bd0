"""The questions over rows give the same cubes on Spark's own interface as on pandas.

The interface is SQLFrame's, which takes the calls of PySpark's DataFrame and has DuckDB answer them, so
that no cluster is needed here.
"""

from __future__ import annotations

from collections import Counter

import pandas as pd
import pytest
from sqlframe.duckdb import DuckDBSession

from atlas.publish import aggregate, spans
from atlas.publish.histories import with_earlier

NEEDED = ("participants", "surveys", "progress", "modules", "attendance")


@pytest.fixture(scope="module")
def spark():
    return DuckDBSession()


@pytest.fixture(scope="module")
def both(spark, shipped):
    """The delivered tables twice: as pandas has them, and as Spark would."""
    given = shipped.delivery.tables
    plain = {name: given[name] for name in NEEDED}
    plain["histories"] = with_earlier(plain["participants"], "participant_id")
    plain["spans"] = spans.spans(plain["participants"], spans.recorded_until(given, None))
    return plain, {name: _lazy(spark, name, table) for name, table in plain.items()}


def _lazy(spark, name: str, table: pd.DataFrame):
    """The table as a stored one: a question names it, instead of spelling all of its rows out each time."""
    rows = table.astype(object).where(table.notna(), None)
    given = spark.createDataFrame(
        list(rows.itertuples(index=False, name=None)), list(table.columns)
    )
    given.write.saveAsTable(name)
    return spark.table(name)


def cells(cube) -> Counter:
    """The rows of a cube, in any order; numbers as numbers whatever their type."""
    frame = cube if isinstance(cube, pd.DataFrame) else cube.toPandas()
    rows = frame.astype(object).where(frame.notna(), None)
    return Counter(
        tuple(v if isinstance(v, str | bool | None) else _number(v) for v in row)
        for row in rows[sorted(rows.columns)].itertuples(index=False, name=None)
    )


def _number(value):
    return value.toordinal() if hasattr(value, "toordinal") else float(value)


MODULES = ["m1-grunder", "m2-omvarld", "m3-strategi", "m4-kultur", "m5-process", "m6-uppfoljning"]
QUESTIONS = {
    "enrolments": lambda t: aggregate.enrolments(t["histories"]),
    "owners": lambda t: aggregate.owners(t["participants"]),
    "gender by step": lambda t: aggregate.profile(t["participants"], "gender", True),
    "size": lambda t: aggregate.profile(t["participants"], "size_class"),
    "employers": lambda t: aggregate.employers(t["participants"]),
    "capable": lambda t: aggregate.capable(t["participants"]),
    "exits by half-year": lambda t: aggregate.exits(t["spans"], "half_year"),
    "exits by week": lambda t: aggregate.exits(t["spans"], "week"),
    "replies": lambda t: aggregate.replies(t["participants"], t["surveys"]),
    "scores": lambda t: aggregate.scores(t["surveys"], ("context", "leadership")),
    "modules": lambda t: aggregate.modules(t["participants"], t["progress"], t["modules"]),
    "attendance": lambda t: aggregate.attendance(t["participants"], t["attendance"], MODULES),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_has_the_same_answer_on_spark(both, question):
    plain, lazy = both
    asked = QUESTIONS[question](plain)
    assert len(asked) > 1
    assert cells(QUESTIONS[question](lazy)) == cells(asked)
