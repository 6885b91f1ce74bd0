"""The code of a municipality in two columns, as registers write it: a county, and what follows in it."""

from __future__ import annotations

import re

import pandas as pd

from atlas.ingest.places import fold

# what registers call the two halves; a heading is compared without case and accents
COUNTY = ("lan", "lanskod", "lanskod scb", "county", "county code")
MUNICIPALITY = ("kommun", "kommunkod", "kommunnr", "municipality", "municipality code")
HALF = re.compile(r"[0-9]{1,2}")


def joined(frame: pd.DataFrame) -> tuple[pd.DataFrame, str]:
    """The table with whole codes in the column of municipalities, and the column of counties that they were
    joined with; as it is, and ``""``, where the codes are not in halves. A row without a municipality is
    left blank."""
    left, right = _named(frame, COUNTY), _named(frame, MUNICIPALITY)
    if not left or not right or not _halves(frame[left], frame[right]):
        return frame, ""
    whole = frame[left].str.zfill(2) + frame[right].str.zfill(2)
    return frame.assign(**{right: whole.where(frame[right] != "", "")}), left


def _named(frame: pd.DataFrame, words: tuple[str, ...]) -> str:
    return next((n for n in frame.columns if fold(n.replace("_", " ")) in words), "")


def _halves(left: pd.Series, right: pd.Series) -> bool:
    filled = right[right != ""]
    return (
        not filled.empty
        and bool(left.str.fullmatch(HALF.pattern).all())
        and bool(filled.str.fullmatch(HALF.pattern).all())
    )
