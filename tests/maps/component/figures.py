"""Figures that are drawn in a page outside the framework."""

from __future__ import annotations

from atlas.figures.spec import Line, Lines, Row, Rows, Spot, Spots

BARS = Rows(
    (
        Row("Lycksele", "Lycksele: 15 (11–19)", text="15", bar=15.0, reach=(11.0, 19.0)),
        Row("Umeå", "Umeå: 5 (1–9)", text="5", bar=5.0, reach=(1.0, 9.0), look="strong"),
        Row("Åsele", "Åsele: ..", sign=".."),
    ),
    (0.0, 19.0),
    ((0.0, "0"), (5.0, "5"), (10.0, "10"), (15.0, "15")),
)
YEARS = Lines(
    (
        Line("Umeå", "strong", ((2020.0, 4.0, "4"), None, (2023.0, 8.0, "8")), "Umeå"),
        Line("Länet", "beside-0", ((2020.0, 4.1, "4,1"), (2021.0, 7.9, "7,9")), "Länet"),
    ),
    across=(2020.0, 2023.0), high=(0.0, 10.0), ticks=((0.0, "0"), (10.0, "10")),
    marks=((2020.0, "2020"), (2023.0, "2023")), events=((2021.0, "Alfa börjar"),),
)  # fmt: skip
PLACES = Spots(
    (
        Spot("Norsjö", 12.0, 12.0, "Norsjö: 12 (0–40), 12 %", (0.0, 40.0)),
        Spot("Lycksele", 17.0, 10.0, "Lycksele: 10 (5–20), 17 %", (5.0, 20.0), "strong"),
        Spot("Skellefteå", 20.5, 2.0, "Skellefteå: 2, 20,5 %"),
        Spot("Umeå", 34.0, 1.0, "Umeå: 1, 34 %"),
    ),
    across=(10.0, 40.0), high=(0.0, 40.0),
    ticks=((0.0, "0"), (20.0, "20"), (40.0, "40")), marks=((10.0, "10 %"), (40.0, "40 %")),
    axis="Lång eftergymnasial utbildning, 2022", side="Deltagare per 10 000 inv., 2022",
)  # fmt: skip
