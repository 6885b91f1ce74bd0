"""Since last time: what changed since an earlier publication, as sentences that link to their view."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import cache
from urllib.parse import urlencode

from atlas import sentences, warehouse
from atlas.errors import BrokenSnapshot
from atlas.measures import display
from atlas.measures.changes import COUNT, Change, changes
from atlas.measures.values import REPORTED
from atlas.views import site
from atlas.views.panels.emptiness import out_of_people
from atlas.views.parts.types import Link, TextItem
from atlas.views.run import assets, visit
from atlas.views.run.address import dates
from atlas.views.run.visit import Here
from atlas.views.sheet import Part
from atlas.warehouse import Data, Past
from atlas.words import Words

# the page that shows each kind of change, and the parameter that says what it is about
SHOWN = {
    "count": ("map", "matt"),
    "cohort_new": ("cohorts", "kohort"),
    "cohort_gone": ("cohorts", ""),
    "indicator_period": ("indicators", "matt"),
    "indicator_revised": ("indicators", "matt"),
    "event_new": ("cohorts", ""),
    "target_new": ("cohorts", ""),
}


def since_picker(here: Here) -> Part | None:
    """Choose which earlier publication to compare with; nothing where there is none, or
    nothing to compare."""
    known = dates(here.data)
    if not known or out_of_people(here)[0]:
        return None
    options = [[day, here.words.date(dt.date.fromisoformat(day), "medium")] for day in known]
    return Part(
        {
            "kind": "picker",
            "key": "since_pick",
            "label": here.words("since.pick"),
            "groups": [("", options)],
            "shown": here.state.since or known[0],
            "asks": "sedan",
            "drops": [],
        }
    )


@cache
def since(most: int) -> Callable[[Here], Part | None]:
    """A panel of what changed since the chosen publication, or the last one: at most so many lines. It is
    left out where no cohort began in the chosen years, which the page's answer tells."""
    return lambda here: None if out_of_people(here)[0] else _since(here, most)


def _since(here: Here, most: int) -> Part:
    words = here.words
    past = _chosen(here)
    if past is None:
        return _part(here, words("since.first"), [])
    try:
        before = warehouse.earlier(here.data, past.id)
        all_changes = changes(before, here.data, here.state.selection)
    except BrokenSnapshot:
        return _part(here, words("since.first"), [])
    under = words("since.under", date=words.moment(past.published_at))
    items: list[TextItem] = [
        {"text": "", "link": _link(here, change, sentence(words, here.data, before, change))}
        for change in all_changes[:most]
    ]
    if len(all_changes) > most:
        items.append({"text": words("since.more", n=words.number(len(all_changes) - most))})
    return _part(here, under, items or [{"text": words("since.none")}])


def sentence(words: Words, data: Data, before: Data, change: Change) -> str:
    """A change in words, from one template for each kind."""
    language = words.language
    if change.kind == COUNT:
        return _count(words, data, change)
    if change.kind.startswith("cohort"):
        names = (data if change.kind == "cohort_new" else before).cohort_names
        return words(f"since.{change.kind}", name=names[change.about, language])
    if change.kind == "event_new":
        date = words.date(change.facts["date"], "medium")
        return words("since.event_new", date=date, text=change.facts[language])
    measure = data.catalogue[change.about]
    name = measure.name(language)
    if change.kind == "target_new":
        value = display.quantity(words, measure, change.facts["value"], REPORTED)
        return words("since.target_new", measure=name, value=value)
    if change.kind == "indicator_period":
        return words("since.indicator_period", name=name, period=change.facts["period"])
    return words("since.indicator_revised", name=name, n=words.number(change.facts["n"]))


def _count(words: Words, data: Data, change: Change) -> str:
    measure = data.catalogue[change.about]
    name, was, now = measure.name(words.language), change.before, change.after
    assert was is not None
    assert now is not None
    said = [sentences.about(words, data, display.text(words, measure, *a)) for a in (was, now)]
    if was.value is None:
        return words("since.count_told", measure=name, after=said[1])
    if now.value is None:
        return words("since.count_hidden", measure=name, before=said[0])
    step = words.signed(now.value - was.value, measure.decimals)
    if measure.kind != "count":
        step = words("gap.points", n=step)
    step = sentences.about(words, data, step)
    side = "more" if now.value > was.value else "less"
    return words(f"since.count_{side}", measure=name, before=said[0], after=said[1], change=step)


def _part(here: Here, under: str, items: Sequence[TextItem]) -> Part:
    paragraphs: list[TextItem] = [{"text": under}, *items] if items else [{"text": under}]
    return Part(
        {
            "kind": "text",
            "key": "since",
            "framed": True,
            "title": here.words("since.title"),
            "items": paragraphs,
        }
    )


def _link(here: Here, change: Change, label: str) -> Link:
    """The label as a link to the view that shows the change, with the present selection."""
    page, parameter = SHOWN[change.kind]
    address = site.page(page).address
    query = {name: v for name, v in visit.link(here).items() if name not in ("matt", "ar")}
    if parameter:
        query[parameter] = change.about
    url = f"{assets.base()}{address}" + (f"?{urlencode(query)}" if query else "")
    return {"url": url, "label": label}


def _chosen(here: Here) -> Past | None:
    """The last publication of the chosen day, else the last one before this."""
    known = warehouse.publications(here.data)
    of_day = [p for p in known if f"{p.published_at:%Y-%m-%d}" == here.state.since]
    return next(iter([*of_day, *known]), None)
