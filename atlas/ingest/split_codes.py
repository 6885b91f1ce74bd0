"""The place of a row in two columns, as registers write it: a county, and a municipality in it."""

from __future__ import annotations

import re

import pandas as pd

from atlas.ingest.places import UNKNOWN, Places, fold

# what registers call the two; a heading is compared without case and accents
COUNTY = ("lan", "lanskod", "lanskod scb", "lansnamn", "county", "county code")
MUNICIPALITY = (
    "kommun",
    "kommunkod",
    "kommunnr",
    "kommunnamn",
    "municipality",
    "municipality code",
)
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


def with_counties(frame: pd.DataFrame, places: Places) -> pd.DataFrame:
    """The table with the rows that are a county's own or the country's: where there is no municipality, the
    cell of the column of counties moves over."""
    left, right = _named(frame, COUNTY), _named(frame, MUNICIPALITY)
    if not left or not right:
        return frame
    own = (frame[right] == "") & ~places.codes_of(frame[left]).isin(["", UNKNOWN])
    # where no row has a municipality, the column of counties is the one to read
    if not own.any() or (frame[right] == "").all():
        return frame
    return frame.assign(
        **{right: frame[right].mask(own, frame[left]), left: frame[left].mask(own, "")}
    )


def _named(frame: pd.DataFrame, words: tuple[str, ...]) -> str:
    return next((n for n in frame.columns if fold(n.replace("_", " ")) in words), "")


def _halves(left: pd.Series, right: pd.Series) -> bool:
    filled = right[right != ""]
    return (
        not filled.empty
        and bool(left.str.fullmatch(HALF.pattern).all())
        and bool(filled.str.fullmatch(HALF.pattern).all())
    )
