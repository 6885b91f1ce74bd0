"""Programmes to measure twice: made-up ones as the atlas draws them, untidy ones, and awkward ones.

Each is a function that writes a delivery into a folder that already holds the declarations and the
published figures.
"""

from __future__ import annotations

import csv
import datetime as dt
import random
from collections.abc import Callable, Sequence
from pathlib import Path

from atlas.ingest import sample
from tests import deliveries

AREAS = ("context", "leadership", "planning", "support")
WAVES = ("before", "after", "followup")
GENDERS = ("woman", "woman", "man", "man", "other", "unknown")
ROLES = ("leader", "specialist", "project_manager", "innovation_manager", "Chef", "")
SECTORS = ("enterprise", "enterprise", "municipality", "region", "academia", "civil_society")
SIZES = ("1-9", "10-49", "50-249", "250+", "")
MODULES = ["m1,1,Ett,One", "m2,2,Två,Two", "m3,3,Tre,Three", "m4,4,Fyra,Four"]
COHORTS = [  # the last one is empty, two have no end, and two do not tell all of their totals
    "a,A,A,2480,2021-03-01,2021-09-30,20,30,25",
    "b,B,B,2482,2022-02-14,,20,9,4",
    "c,C,C,2481,2022-09-01,2023-03-31,15,,8",
    "d,D,D,2480,2023-08-21,,15,40,",
    "e,E,E,2403,2024-01-15,2024-09-30,5,3,2",
]
STARTS = {line.split(",")[0]: dt.date.fromisoformat(line.split(",")[4]) for line in COHORTS}
PLANNED = {
    (cohort, f"m{n}"): start + dt.timedelta(days=n * 37 + 3)
    for cohort, start in STARTS.items()
    for n in (1, 2, 3, 4)
}
TARGETS = [
    "participants,,200,2022-12-31,Beslut 1",
    "participants,,60,2021-12-31,Beslut 2",
    "organisations,,40,2024-12-31,Beslut 3",
    "completion_rate,,80,2022-06-30,Beslut 4",
    "completed,a,10,2022-01-31,Beslut 5",
    "started,a,12,2021-06-30,Beslut 6",
]
LAST_DAY = dt.date(2024, 2, 20)


class Lists:
    """The lists of people of a programme as they grow, one line of a file each."""

    def __init__(self) -> None:
        self.participants: list[str] = []
        self.progress: list[str] = []
        self.attendance: list[str] = []
        self.surveys: list[str] = []

    def enrol(
        self,
        who: str,
        cohort: str,
        *,
        owner: str = "o1",
        place: str = "2480",
        person: Sequence[str] = ("woman", "leader"),
        employer: Sequence[str] = ("enterprise", "10-49"),
        status: str = "active",
        began: bool = True,
        weeks: int = 20,
    ) -> tuple[str, str]:
        """An enrolment in a cohort: begins on its first day or never, ends after so many weeks."""
        first = STARTS[cohort]
        ended = (
            str(first + dt.timedelta(weeks=weeks)) if status in ("completed", "withdrawn") else ""
        )
        cells = [
            who,
            cohort,
            owner,
            place,
            *person,
            *employer,
            status,
            first - dt.timedelta(days=20),
        ]
        self.participants.append(",".join(map(str, [*cells, first if began else "", ended])))
        return who, cohort

    def write(self, folder: Path, cohorts: Sequence[str] = COHORTS) -> None:
        """Write all tables of the programme."""
        names = {line.split(",")[0] for line in cohorts}
        plan = [f"{c},{m},{day}" for (c, m), day in PLANNED.items() if c in names]
        deliveries.write(folder, "cohorts", list(cohorts))
        deliveries.write(folder, "modules", MODULES)
        deliveries.write(folder, "sessions", plan)
        for table in ("participants", "progress", "attendance", "surveys"):
            deliveries.write(folder, table, getattr(self, table))


def drawn(participants: int, seed: int) -> Callable[[Path], None]:
    """A programme as ``python -m atlas sample`` makes it."""

    def write(folder: Path) -> None:
        sample.write(sample.make(deliveries.DATA, participants, seed), folder)
        deliveries.write(folder, "targets", TARGETS[:4])

    return write


def untidy(people: int, seed: int) -> Callable[[Path], None]:
    """A random programme in which people come back to other cohorts, from other places and
    organisations, organisations are in several places, and start days are missing."""

    def write(folder: Path) -> None:
        draw, lists = random.Random(seed), Lists()
        owners = [
            (f"o{n}", (draw.choice(SECTORS), draw.choice(SIZES))) for n in range(people // 2 + 1)
        ]
        places = draw.choices(deliveries.register(), k=5)
        for number in range(people):
            person = (draw.choice(GENDERS), draw.choice(ROLES))
            for cohort in draw.sample("abcd", draw.choice((1, 1, 1, 2, 3))):
                owner, employer = draw.choice(owners)
                status = draw.choices(
                    ("completed", "withdrawn", "active", "paused", "enrolled"), (8, 3, 2, 1, 1)
                )[0]
                key = lists.enrol(
                    f"p{number}",
                    cohort,
                    owner=owner,
                    place=draw.choice(places),
                    person=person,
                    employer=employer,
                    status=status,
                    weeks=draw.randint(1, 25),
                    began=status != "enrolled" and draw.random() < 0.9,
                )
                _course(draw, lists, *key)
        lists.write(folder)
        deliveries.write(folder, "targets", TARGETS)

    return write


def _course(draw: random.Random, lists: Lists, who: str, cohort: str) -> None:
    """Modules completed, sessions attended and surveys answered, each now and then not told."""
    for number in range(1, draw.randint(0, 4) + 1):
        day = PLANNED[cohort, f"m{number}"] + dt.timedelta(days=draw.randint(0, 9))
        if draw.random() < 0.9 and day <= LAST_DAY:
            lists.progress.append(f"{who},{cohort},m{number},{day}")
    for number in (1, 2, 3):
        if draw.random() < 0.8 and PLANNED[cohort, f"m{number}"] <= LAST_DAY:
            lists.attendance.append(f"{who},{cohort},m{number},{draw.choice(('yes', 'yes', 'no'))}")
    for wave, after in zip(WAVES, (0, 150, 160), strict=True):
        day = STARTS[cohort] + dt.timedelta(days=after)
        if draw.random() < 0.7 and day <= LAST_DAY:
            lists.surveys += [
                f"{who},{cohort},{wave},{area},{draw.randint(1, 5)},{day}"
                for area in AREAS
                if draw.random() < 0.9
            ]


def one_person(folder: Path) -> None:
    """One person in one cohort."""
    lists = Lists()
    lists.enrol("p1", "a", status="completed")
    lists.write(folder, COHORTS[:1])


def nobody(folder: Path) -> None:
    """A cohort in which nobody is enrolled."""
    Lists().write(folder, COHORTS[:1])


def everyone_twice(folder: Path) -> None:
    """Twelve people, each in two cohorts from two places and of two organisations."""
    lists = Lists()
    for n in range(12):
        status = "completed" if n < 7 else "withdrawn"
        lists.enrol(f"p{n}", "a", owner=f"o{n % 5}", place="2480", status=status, weeks=n + 5)
        lists.enrol(f"p{n}", "b", owner=f"o{n % 3}", place="2482", status="active")
    lists.write(folder)


def one_organisation_everywhere(folder: Path) -> None:
    """An enterprise with a person from each of six places, in two cohorts, and an academy in two."""
    lists = Lists()
    for n, place in enumerate(deliveries.register()[:6]):
        lists.enrol(f"p{n}", "ab"[n % 2], place=place, status="completed", weeks=12)
        academy = ("academia", "250+")
        lists.enrol(f"q{n}", "c", owner="o2", place=("2480", "2403")[n % 2], employer=academy)
    lists.write(folder)


def nobody_began(folder: Path) -> None:
    """Of nobody it is written down when they began, although some have completed or withdrawn."""
    lists = Lists()
    for n, status in enumerate(["completed"] * 4 + ["withdrawn"] * 2 + ["active", "enrolled"]):
        lists.enrol(f"p{n}", "ab"[n % 2], status=status, began=False)
    lists.write(folder, COHORTS[:2])


def nobody_leaves(folder: Path) -> None:
    """A cohort without an end, and an empty one: eleven are there still, half of five have completed
    in eight (62.5 per cent), and nobody withdrew."""
    lists = Lists()
    for n in range(11):
        lists.enrol(f"p{n}", "d", place=deliveries.register()[n], status="active")
    for n in range(8):
        lists.enrol(f"q{n}", "b", status="completed" if n < 5 else "paused", weeks=10 + n)
    lists.write(folder, [COHORTS[1], COHORTS[3], COHORTS[4]])


PROGRAMMES: dict[str, Callable[[Path], None]] = {
    "drawn 60": drawn(60, 11),
    "drawn 150": drawn(150, 12),
    "untidy 40": untidy(40, 13),
    "untidy 120": untidy(120, 14),
    "one person": one_person,
    "nobody": nobody,
    "everyone twice": everyone_twice,
    "one organisation everywhere": one_organisation_everywhere,
    "nobody began": nobody_began,
    "nobody leaves": nobody_leaves,
}


def written(name: str, folder: Path) -> Path:
    """Write a programme with the shipped declarations and published figures; returns the folder."""
    folder.mkdir(parents=True)
    for file in (*deliveries.DECLARING, "groups.csv", "indicators.csv"):
        (folder / file).write_bytes((deliveries.DATA / file).read_bytes())
    for table in ("targets", "corrections", "events"):
        deliveries.write(folder, table, [])
    PROGRAMMES[name](folder)
    return folder


def cohorts_of(folder: Path) -> list[str]:
    """The ids of the cohorts that a programme has."""
    with (folder / "cohorts.csv").open(encoding="utf-8", newline="") as file:
        return [row["cohort_id"] for row in csv.DictReader(file)]
