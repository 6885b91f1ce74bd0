"""Why there is no index under the weights of a view: which figures stand in its way, and what can be done."""

from __future__ import annotations

from atlas.measures import display
from atlas.measures.index import own
from atlas.measures.index.own import Refused
from atlas.measures.values import REPORTED
from atlas.views.parts.types import TextItem
from atlas.views.run.visit import Here
from atlas.views.sheet import Part


def refusal(here: Here, refused: Refused) -> str:
    """Why there is no index, in a sentence."""
    words, language = here.words, here.words.language
    names = [here.data.catalogue[name].short(language) for name in refused.indicators]
    return words(f"index.why.{refused.why}", those=words.listed(names), **_limit(here))


def index_why(here: Here) -> Part | None:
    """Each of these figures with whom it does not tell apart, or whom it lacks, and what can be done; nothing
    where there is an index, or nothing is weighed."""
    refused = own.refused(here.data, here.state.index)
    if refused is None:
        return None
    words = here.words
    items = [_item(here, refused, name) for name in refused.indicators]
    items.append({"strong": words("index.why.to_do"), "text": words(f"index.to_do.{refused.why}")})
    title = words("index.why.title")
    return Part(
        {"kind": "text", "key": "index-why", "title": title, "items": items, "framed": True}
    )


def _item(here: Here, refused: Refused, name: str) -> TextItem:
    measure, language = here.data.catalogue[name], here.words.language
    told = _alike if refused.why in ("alike", "reined") else _lacking
    period = refused.periods.get(name, "")  # what nobody has is of no period
    return {
        "strong": measure.name(language),
        "text": told(here, refused, name),
        "small": " · ".join(filter(None, (measure.source(language), period))),
    }


def _alike(here: Here, refused: Refused, name: str) -> str:
    """The value that all have, or all but some."""
    words, known = here.words, refused.figures[name].dropna()
    value = display.quantity(words, here.data.catalogue[name], known.mode().iloc[0], REPORTED)
    apart = refused.apart(name)
    n = words.number(len(known) - len(apart))
    those = words.listed(words.sorted(here.name(code) for code in apart))
    return words("index.why.but" if apart else "index.why.all", value=value, n=n, those=those)


def _lacking(here: Here, refused: Refused, name: str) -> str:
    """Who lacks it."""
    words, codes = here.words, refused.lacking(name)
    those = words.listed(words.sorted(here.name(code) for code in codes))
    total = words.number(len(here.data.codes))
    return words("index.why.lack", those=those, n=words.number(len(codes)), total=total)


def _limit(here: Here) -> dict[str, str]:
    """How many municipalities may lack an indicator, and how many there are."""
    total, most = len(here.data.codes), here.data.index.spec.missing if here.data.index else 0.0
    return {"n": here.words.number(int(most * total + 1e-9)), "total": here.words.number(total)}
