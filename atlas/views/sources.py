"""The source line of a card: who published its numbers, for when, how well, and when we loaded them."""

from __future__ import annotations

from collections.abc import Sequence

from atlas.measures.values import Values
from atlas.views.run.visit import Here


def origin(here: Here, values: Values, periods: Sequence[str]) -> list[str]:
    """What is known of published figures beside their source, as lines: the periods that they are for, the
    source's own date and their grade. Nothing of the programme's own, and nothing where there are none."""
    measure, words = values.measure, here.words
    told = [period for period in values.told_periods if period in periods]
    if measure.programme or not told:
        return []
    updated, grade = measure.origin(told)
    period = ", ".join(told) if len(told) < 3 else f"{told[0]}–{told[-1]}"
    lines = [words("card.period", period=period)]
    if updated:
        lines.append(words("card.updated", date=words.date(updated, "medium")))
    if grade:
        lines.append(words("card.grade", grade=grade))
    return lines


def source_lines(
    here: Here, source: str, origin: Sequence[str] = (), own: bool = False
) -> list[str]:
    """Source, what is known of it (:func:`origin`), when we loaded its numbers and, where it applies, that
    they are sample data, exact or protected. Without a source they are the programme's own; with ``own``
    some of them are."""
    words, data = here.words, here.data
    own = own or not source
    lines = [
        words("card.source", source=source or words("source.programme")),
        *origin,
        words("card.as_of", date=words.date(data.published_at.date(), "medium")),
    ]
    if own and data.people_as_of.date() != data.published_at.date():
        lines.append(words("card.people_as_of", date=words.date(data.people_as_of, "medium")))
    if data.synthetic:
        lines.append(words("head.sample" if own else "card.sample_elsewhere"))
    if data.exact:
        lines.append(words("export.exact"))
    elif own:
        lines.append(words("card.protected"))
    return lines
