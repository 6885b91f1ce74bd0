"""A made-up programme, marked as such: its size from ``region.toml``, its rows from a seeded generator.

The same seed gives the same files, byte for byte. Nothing in it describes a real person or
organisation, and nothing in it is a result: it is there so that every page can be tried before
real files replace it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.csv as pacsv

from atlas import region as regions
from atlas.errors import DeclarationError

GENDERS = (("woman", "man", "other", "unknown"), (0.55, 0.42, 0.01, 0.02))
ROLES = (("leader", "innovation_manager", "specialist", "project_manager"), (0.4, 0.3, 0.15, 0.15))
SECTORS = (
    ("enterprise", "municipality", "region", "academia", "civil_society"),
    (0.45, 0.27, 0.12, 0.08, 0.08),
)
SIZES = (("1-9", "10-49", "50-249", "250+"), (0.25, 0.3, 0.2, 0.25))
STATUSES = (
    ("completed", "withdrawn", "active", "paused", "enrolled"),
    (0.76, 0.13, 0.05, 0.03, 0.03),
)
AREAS = (
    "context",
    "leadership",
    "planning",
    "support",
    "operation",
    "evaluation",
    "improvement",
)
SURVEYED = {"before": 0.9, "after": 0.75, "followup": 0.5}
RECORDED, ATTENDED = 0.96, 0.88
PER_ORGANISATION = 1.5
HOME, GROUP = 0.62, 0.24
BLOCK = 500_000  # participants whose progress and answers are drawn at a time

Parts = Iterator[tuple[str, pd.DataFrame]]


@dataclass(frozen=True)
class Sample:
    """A made-up programme. ``parts`` generates it: table after table, a long one in several parts."""

    parts: Callable[[], Parts]

    @property
    def tables(self) -> dict[str, pd.DataFrame]:
        """The whole tables by name, for a programme that fits in memory."""
        return {
            name: pd.concat([frame for _, frame in several], ignore_index=True)
            for name, several in groupby(self.parts(), itemgetter(0))
        }


def make(data: Path, participants: int, seed: int, municipalities: int | None = None) -> Sample:
    """Generate a programme for the region declared in ``data``.

    ``municipalities`` replaces the region's own register with that many numbered places, for
    benchmarks. Raises :class:`DeclarationError` when the region declares no sample.
    """
    region = regions.load(data)
    declared = region.declared.get("sample")
    if not declared:
        raise DeclarationError(regions.FILE, "there is no [sample] to draw from")
    register = _register(data, municipalities)
    cohorts = _cohorts(declared["cohorts"], participants, register, municipalities)
    modules = pd.DataFrame(
        [
            {"module_id": m["id"], "position": i, "name_sv": m["name_sv"], "name_en": m["name_en"]}
            for i, m in enumerate(declared["modules"], start=1)
        ]
    )
    sessions = _sessions(cohorts, modules)

    def parts() -> Parts:
        draw = np.random.default_rng(seed)
        yield "cohorts", cohorts.drop(columns="participants")
        yield "modules", modules
        yield "sessions", sessions
        people = _participants(cohorts, register, draw)
        yield "participants", people
        for block in _blocks(people):
            yield "progress", _progress(block, sessions, modules, draw)
        # a generator of its own: attendance was added later, and must not change what was drawn before
        there = np.random.default_rng([seed, 1])
        for block in _blocks(people):
            yield "attendance", _attendance(block, sessions, there)
        for block in _blocks(people):
            yield "surveys", _surveys(block, cohorts, draw)
        if municipalities:
            yield "groups", register

    return Sample(parts)


def write(sample: Sample, out: Path) -> list[Path]:
    """Write the tables as CSV files (UTF-8, comma, ISO dates) and return their paths."""
    out.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, several in groupby(sample.parts(), itemgetter(0)):
        path = out / f"{name}.csv"
        with path.open("wb") as file:
            for at, (_, frame) in enumerate(several):
                _write(_dated(frame), file, header=at == 0)
        paths.append(path)
    return paths


def _dated(frame: pd.DataFrame) -> pa.Table:
    """The frame with its timestamps as dates, which Arrow writes in ISO form."""
    table = pa.Table.from_pandas(frame, preserve_index=False)
    fields = [
        field.with_type(pa.date32()) if pa.types.is_timestamp(field.type) else field
        for field in table.schema
    ]
    return table.cast(pa.schema(fields))


def _write(table: pa.Table, file: BinaryIO, header: bool) -> None:
    """Write cells as a person would type them; in quotes only where a cell needs them."""
    begin = file.tell()
    for style in ("none", "needed"):
        try:
            options = pacsv.WriteOptions(
                include_header=header, quoting_style=style, quoting_header=style
            )
            pacsv.write_csv(table, file, options)
            return
        except pa.ArrowInvalid:
            file.seek(begin)
            file.truncate()


def _blocks(people: pd.DataFrame) -> Iterator[pd.DataFrame]:
    return (people.iloc[start : start + BLOCK] for start in range(0, len(people), BLOCK))


def _register(data: Path, municipalities: int | None) -> pd.DataFrame:
    if municipalities:
        return pd.DataFrame(
            {
                "municipality_code": [f"{i + 1:04d}" for i in range(municipalities)],
                "group_id": [f"g{i // 10 + 1}" for i in range(municipalities)],
                "group_sv": [f"Grupp {i // 10 + 1}" for i in range(municipalities)],
                "group_en": [f"Group {i // 10 + 1}" for i in range(municipalities)],
            }
        )
    try:
        return pd.read_csv(data / "groups.csv", dtype="str")
    except FileNotFoundError:
        raise DeclarationError("groups.csv", "the file is missing") from None


def _cohorts(
    declared: list[dict[str, Any]],
    participants: int,
    register: pd.DataFrame,
    municipalities: int | None,
) -> pd.DataFrame:
    if municipalities:
        # one cohort in ten places: named and dated after the declared ones
        bases = register["municipality_code"].iloc[::10]
        declared = [
            declared[i % len(declared)] | {"id": f"cohort-{base}", "base": base}
            for i, base in enumerate(bases)
        ]
    sizes = np.array([c["participants"] for c in declared], dtype=float)
    share = np.floor(sizes / sizes.sum() * participants).astype(int)
    share[: participants - int(share.sum())] += 1
    scale = participants / sizes.sum()
    rows = [
        {
            "cohort_id": c["id"],
            "name_sv": c["name_sv"],
            "name_en": c["name_en"],
            "base_municipality_code": c["base"],
            "starts_on": pd.Timestamp(regions.as_date(c["starts_on"])),
            "ends_on": pd.Timestamp(regions.as_date(c["ends_on"])),
            "places": max(int(np.ceil(c["places"] * scale)), n),
            "applications": max(int(np.ceil(c["applications"] * scale)), n),
            "admitted": max(int(np.ceil((c["participants"] + 1) * scale)), n),
            "participants": n,
        }
        for c, n in zip(declared, share.tolist(), strict=True)
    ]
    return pd.DataFrame(rows)


def _sessions(cohorts: pd.DataFrame, modules: pd.DataFrame) -> pd.DataFrame:
    pairs = cohorts[["cohort_id", "starts_on", "ends_on"]].merge(
        modules[["module_id", "position"]], how="cross"
    )
    part = (pairs["position"] - 0.5) / len(modules)
    days = ((pairs["ends_on"] - pairs["starts_on"]).dt.days * part).round().astype(int)
    planned = pairs["starts_on"] + pd.to_timedelta(days, unit="D")
    return pairs[["cohort_id", "module_id"]].assign(planned_on=planned)


def _participants(
    cohorts: pd.DataFrame, register: pd.DataFrame, draw: np.random.Generator
) -> pd.DataFrame:
    cohort = cohorts.loc[cohorts.index.repeat(cohorts["participants"])].reset_index(drop=True)
    total = len(cohort)
    places = _places(cohort["base_municipality_code"].to_numpy(), register, draw)
    organisations = max(1, round(total / PER_ORGANISATION))
    # colleagues mostly come in the same cohort: neighbours in the list share an employer
    near = np.arange(total) / total * organisations + draw.normal(0, 1, total)
    employer = np.clip(near.round().astype(int), 0, organisations - 1)
    sector = _pick(SECTORS, organisations, draw)
    size = _pick(SIZES, organisations, draw)
    status = _pick(STATUSES, total, draw)
    length = (cohort["ends_on"] - cohort["starts_on"]).dt.days.to_numpy()
    enrolled = cohort["starts_on"] - pd.to_timedelta(draw.integers(14, 60, total), unit="D")
    started = cohort["starts_on"] + pd.to_timedelta(draw.integers(0, 4, total), unit="D")
    quits = cohort["starts_on"] + pd.to_timedelta(
        (length * draw.uniform(0.15, 0.85, total)).round(), unit="D"
    )
    finishes = cohort["ends_on"] + pd.to_timedelta(draw.integers(0, 15, total), unit="D")
    ended = quits.where(status == "withdrawn", finishes).where(
        np.isin(status, ["completed", "withdrawn"])
    )
    width = len(str(max(total, 9999)))
    return pd.DataFrame(
        {
            "participant_id": _numbered("p", draw.permutation(total) + 1, width),
            "cohort_id": cohort["cohort_id"],
            "organisation_id": _numbered("o", employer + 1, width),
            "municipality_code": places,
            "gender": _pick(GENDERS, total, draw),
            "role": _pick(ROLES, total, draw),
            "sector": sector[employer],
            "size_class": size[employer],
            "status": status,
            "enrolled_on": enrolled,
            "started_on": started.where(status != "enrolled"),
            "ended_on": ended,
        }
    )


def _places(base: np.ndarray, register: pd.DataFrame, draw: np.random.Generator) -> np.ndarray:
    """Where participants come from: mostly the base, then its group, then anywhere."""
    codes = register["municipality_code"].to_numpy()
    groups = register.set_index("municipality_code")["group_id"]
    chance = draw.random(len(base))
    anywhere = codes[draw.integers(0, len(codes), len(base))]
    near = base.copy()
    own = groups[base].to_numpy()
    for group in sorted(set(own)):
        members = groups.index[groups == group].to_numpy()
        inside = own == group
        near[inside] = members[draw.integers(0, len(members), int(inside.sum()))]
    return np.where(chance < HOME, base, np.where(chance < HOME + GROUP, near, anywhere))


def _progress(
    people: pd.DataFrame,
    sessions: pd.DataFrame,
    modules: pd.DataFrame,
    draw: np.random.Generator,
) -> pd.DataFrame:
    """Modules completed in order: all for those who completed, those before the end for the others."""
    begun = people.loc[
        people["started_on"].notna(), ["participant_id", "cohort_id", "status", "ended_on"]
    ]
    count = len(modules)
    reached = draw.integers(1, count, len(begun))
    pairs = begun.assign(reached=np.where(begun["status"] == "completed", count, reached)).merge(
        sessions, on="cohort_id"
    )
    pairs = pairs.merge(modules[["module_id", "position"]], on="module_id")
    late = pd.to_timedelta(draw.integers(0, 21, len(pairs)), unit="D")
    pairs["completed_on"] = pairs["planned_on"] + late
    capped = pairs["ended_on"].notna() & (pairs["completed_on"] > pairs["ended_on"])
    pairs.loc[capped, "completed_on"] = pairs.loc[capped, "ended_on"]
    done = pairs["position"] <= pairs["reached"]
    quit_before = (pairs["status"] == "withdrawn") & (pairs["planned_on"] > pairs["ended_on"])
    kept = pairs[done & ~quit_before]
    return kept[["participant_id", "cohort_id", "module_id", "completed_on"]].reset_index(drop=True)


def _attendance(
    people: pd.DataFrame, sessions: pd.DataFrame, draw: np.random.Generator
) -> pd.DataFrame:
    """Who attended which session: most of those who were in the training that day; now and then nobody
    wrote it down."""
    begun = people.loc[people["started_on"].notna(), ["participant_id", "cohort_id", "ended_on"]]
    pairs = begun.merge(sessions, on="cohort_id")
    pairs = pairs[pairs["ended_on"].isna() | (pairs["planned_on"] <= pairs["ended_on"])]
    known = draw.random(len(pairs)) < RECORDED
    attended = np.where(draw.random(len(pairs)) < ATTENDED, "yes", "no")
    kept = pairs.assign(attended=attended)[known]
    return kept[["participant_id", "cohort_id", "module_id", "attended"]].reset_index(drop=True)


def _surveys(
    people: pd.DataFrame, cohorts: pd.DataFrame, draw: np.random.Generator
) -> pd.DataFrame:
    begun = people.loc[people["started_on"].notna(), ["participant_id", "cohort_id", "status"]]
    dates = cohorts.set_index("cohort_id")
    level = draw.normal(2.6, 0.6, len(begun))
    parts = []
    for step, (wave, rate) in enumerate(SURVEYED.items()):
        answered = draw.random(len(begun)) < rate
        if wave != "before":
            answered &= (begun["status"] == "completed").to_numpy()
        those = begun[answered]
        when = dates["starts_on" if wave == "before" else "ends_on"].loc[those["cohort_id"]]
        moved = when.to_numpy() + np.timedelta64((-7, 7, 120)[step], "D")
        for area in AREAS:
            score = level[answered] + (0, 0.7, 0.6)[step] + draw.normal(0, 0.7, len(those))
            parts.append(
                those[["participant_id", "cohort_id"]].assign(
                    wave=wave,
                    area=area,
                    score=np.clip(np.round(score), 1, 5).astype(int),
                    answered_on=moved,
                )
            )
    return pd.concat(parts, ignore_index=True)


def _pick(
    choice: tuple[tuple[str, ...], tuple[float, ...]], n: int, draw: np.random.Generator
) -> np.ndarray:
    values, weights = choice
    return np.asarray(values)[draw.choice(len(values), n, p=weights)]


def _numbered(letter: str, numbers: np.ndarray, width: int) -> pd.Series:
    return letter + pd.Series(numbers).astype("str").str.zfill(width)
