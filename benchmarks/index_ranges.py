"""How long rank ranges take: 2 000 draws of an index of 20 indicators and 290 units.

``python -m benchmarks.index_ranges`` prints the best and the median of five, in seconds.
"""

from __future__ import annotations

import statistics
import time

import numpy as np
import pandas as pd

from atlas.composites.spec import Uncertainty
from atlas.measures.index import Group, Indicator, Spec, composite

UNITS, INDICATORS, PILLARS, DRAWS, TIMES = 290, 20, 4, 2_000, 5


def main() -> None:
    """Measure and print."""
    random = np.random.default_rng(7)
    names = [f"i{number}" for number in range(INDICATORS)]
    table = pd.DataFrame(random.normal(size=(UNITS, INDICATORS)), columns=names)
    pillars = [f"p{number}" for number in range(PILLARS)]
    spec = Spec(
        tuple(Indicator(name, pillars[i % PILLARS]) for i, name in enumerate(names)),
        (Group("index"), *(Group(name, "index") for name in pillars)),
        uncertainty=Uncertainty(
            DRAWS, leave_one_out=True, normalisations=("min_max", "z_score", "rank")
        ),
    )
    taken = []
    for _ in range(TIMES):
        start = time.perf_counter()
        composite(table, spec)
        taken.append(time.perf_counter() - start)
    print(f"best {min(taken):.3f} s, median {statistics.median(taken):.3f} s")


if __name__ == "__main__":
    main()
