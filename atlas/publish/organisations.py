"""Organisations, rounded: where they take part, each with all its places and cohorts.

An organisation that takes part in three cohorts is in three cells. If each were rounded by itself,
organisations would come back that were never there. So the numbers that are rounded are those of
organisations with the same *way* through cohorts and places, and the cells are the steps of the ways.
"""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from atlas.memberships import EARLIER, history, memberships
from atlas.protection import COHORT, MUNICIPALITY
from atlas.publish.histories import NEW, NEW_HERE, NEW_THEN
from atlas.publish.protect import Key, Keys, Past, protect_sums

ENTERPRISE, WAY = "enterprise", "way"
BOTH = (MUNICIPALITY, COHORT)
# the sums that are kept close, by dimensions: each organisation once in all, in a place, in a cohort
SUMS = ((NEW,), (MUNICIPALITY, NEW_HERE), (COHORT, NEW_THEN), BOTH)


def organisations(
    exact: pd.DataFrame, people: pd.DataFrame, k: int, secret: bytes, past: Past
) -> pd.DataFrame:
    """The cells of the organisation cube as multiples of ``k``; in a place and cohort there are never more
    organisations than ``people`` shown (rounded enrolments)."""
    room = people.groupby(list(BOTH))["n"].sum()
    known = _where_people_are(ways(exact), room)
    places = {pair for way in known[WAY] for pair in _pairs(way)}
    most: dict[Key, int] = {(BOTH, pair): int(room.get(pair, 0)) for pair in places}
    remembered = replace(
        past.mapped(ways),
        were=None if past.were is None else _where_people_are(ways(past.were), room),
        fresh=_through(known, past.fresh),
    )

    def standing(cells: pd.DataFrame) -> list[Keys]:
        return [_of(cells, BOTH)]

    shown = protect_sums(known, sums, k, secret, remembered, standing, most)
    return steps(_within_room(shown, known, room, k))


def _through(counts: pd.DataFrame, fresh: pd.DataFrame | None) -> pd.DataFrame | None:
    """The ways that lead through a cohort of which nothing has been shown yet."""
    if fresh is None:
        return None
    new = set(fresh[COHORT])
    leads = [any(cohort in new for cohort, _ in memberships(way)) for way in counts[WAY]]
    return counts.loc[leads, [WAY]]


def _where_people_are(counts: pd.DataFrame, room: pd.Series) -> pd.DataFrame:
    """Ways shortened by the places and cohorts in which no people are shown, unless nothing would be left:
    an organisation is then shown where else it was."""
    shown = set(room[room > 0].index)

    def left(way: str) -> str:
        return history(each for each in memberships(way) if each[::-1] in shown) or way

    shortened = counts.assign(**{WAY: [left(way) for way in counts[WAY]]}).astype({WAY: "str"})
    return shortened.groupby([ENTERPRISE, WAY], as_index=False)[["n"]].sum()


def sums(cells: pd.DataFrame) -> list[Keys]:
    """The sums that each way is in, of all organisations and of enterprises."""
    every = [_of(cells, named) for named in SUMS]
    kind = cells[ENTERPRISE].tolist()
    return [
        *every,
        *(
            [
                [((*key[0], ENTERPRISE), key[1], business) for key in mine]
                for mine, business in zip(keys, kind, strict=True)
            ]
            for keys in every
        ),
    ]


def _of(cells: pd.DataFrame, named: tuple[str, ...]) -> Keys:
    """The sums over some dimensions that each way is in, every one once."""

    def groups(way: str) -> list[object]:
        if named == BOTH:
            return list(_pairs(way))
        if named == (NEW,):
            return [""]
        at = 1 if MUNICIPALITY in named else 0
        return list(dict.fromkeys(each[at] for each in memberships(way)))

    return [[(named, group) for group in groups(way)] for way in cells[WAY]]


def _pairs(way: str) -> list[tuple[str, str]]:
    return [(place, cohort) for cohort, place in memberships(way)]


def ways(cells: pd.DataFrame) -> pd.DataFrame:
    """How many took each way, from cells: those who got that far, less those who went on."""
    numbers: dict[tuple[str, bool], int] = {}
    for place, cohort, business, earlier, n in _rows(cells):
        way = history([*memberships(earlier), (cohort, place)])
        numbers[way, business] = numbers.get((way, business), 0) + n
        if earlier:
            numbers[earlier, business] = numbers.get((earlier, business), 0) - n
    rows = [(business, way, n) for (way, business), n in numbers.items() if n > 0]
    return pd.DataFrame(rows, columns=[ENTERPRISE, WAY, "n"]).astype(
        {ENTERPRISE: "bool", WAY: "str", "n": "int64"}
    )


def steps(counts: pd.DataFrame) -> pd.DataFrame:
    """The cells that counted ways go through: the inverse of :func:`ways`."""
    cells: dict[tuple[str, str, bool, str], int] = {}
    for business, way, n in zip(counts[ENTERPRISE], counts[WAY], counts["n"], strict=True):
        each_step = memberships(way)
        for at, (cohort, place) in enumerate(each_step):
            key = place, cohort, bool(business), history(each_step[:at])
            cells[key] = cells.get(key, 0) + int(n)
    columns = [MUNICIPALITY, COHORT, ENTERPRISE, EARLIER]
    frame = pd.DataFrame([(*key, n) for key, n in cells.items()], columns=[*columns, "n"])
    types = dict.fromkeys(columns, "str") | {ENTERPRISE: "bool", "n": "int64"}
    return frame.astype(types).sort_values(columns, ignore_index=True)


def _rows(cells: pd.DataFrame) -> list[tuple[str, str, bool, str, int]]:
    named = [MUNICIPALITY, COHORT, ENTERPRISE, EARLIER, "n"]
    return list(cells[named].itertuples(index=False, name=None))


def _within_room(
    counts: pd.DataFrame, exact: pd.DataFrame, room: pd.Series, k: int
) -> pd.DataFrame:
    """Counted ways with no more organisations in a place and cohort than people. Those that were rounded up
    most are lowered first."""
    keys = [ENTERPRISE, WAY]
    truth = counts[keys].merge(exact, on=keys, how="left")["n"].fillna(0).to_numpy()
    order = counts.assign(_up=counts["n"].to_numpy() - truth).sort_values(
        ["_up", *keys], ascending=[False, True, True], ignore_index=True
    )
    there: dict[tuple[str, str], int] = {}
    for way, n in zip(order[WAY], order["n"], strict=True):
        for pair in _pairs(way):
            there[pair] = there.get(pair, 0) + n
    numbers = []
    for way, n in zip(order[WAY], order["n"], strict=True):
        over = max((there[p] - int(room.get(p, 0)) for p in _pairs(way)), default=0)
        less = min(n, max(0, -(-over // k) * k))
        for pair in _pairs(way):
            there[pair] -= less
        numbers.append(n - less)
    left = order[keys].assign(n=numbers)
    return left[left["n"] > 0]
