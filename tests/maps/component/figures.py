"""Figures that are drawn in a page outside the framework."""

from __future__ import annotations

from atlas.figures.spec import Line, Lines, Row, Rows

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
