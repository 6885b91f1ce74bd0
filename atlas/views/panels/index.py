"""The region's own index: what it is called and what it says, and the weights that a reader can move."""

from __future__ import annotations

from collections.abc import Mapping
from math import isnan

from atlas.composites import OwnIndex
from atlas.measures.display import SYMBOLS
from atlas.measures.index import own
from atlas.measures.index.own import Made
from atlas.measures.values import MISSING
from atlas.rounding import adding_up
from atlas.views import card
from atlas.views.page import Said
from atlas.views.panels.index_refused import refusal
from atlas.views.run.address import weighed
from atlas.views.run.visit import Here
from atlas.views.sheet import Part

ASKS = "vikter"


def made(here: Here) -> Made | None:
    """The index under the weights of the view; ``None`` where there is none or nothing is weighed."""
    return own.made(here.data, here.state.index)


def index_answer(here: Here) -> Said:
    """The place of each chosen municipality, or which of them could be first."""
    words, declared, now = here.words, here.data.index, made(here)
    if declared is None:
        return Said(words("index.undeclared"))
    title = declared.text(declared.spec.root, "title", words.language)
    title = title.replace("{region}", here.data.region.text("name", words.language))
    if now is None:
        refused = own.refused(here.data, here.state.index)
        return Said(refusal(here, refused) if refused else words("index.nothing"), title=title)
    places = "; ".join(_placed(here, now, code) for code in here.state.selection.municipalities)
    told = words("index.places", places=places, n=words.number(len(now.scores)))
    return Said(told if places else could_be_first(here, now), title=title)


def _weighed(here: Here) -> int:
    """The sum of the weights of the view."""
    usual = here.data.index.weights if here.data.index else {}
    return sum((usual | dict(here.state.index)).values())


def _placed(here: Here, now: Made, code: str) -> str:
    words, name = here.words, here.name(code)
    if isnan(now.places[code]):
        return words("index.no_place", name=name)
    place, low, high = map(words.number, (now.places[code], *now.ranges[code]))
    key = "index.place_firm" if low == high == place else "index.place_between"
    return words(key, name=name, place=place, low=low, high=high)


def could_be_first(here: Here, now: Made) -> str:
    """Which municipalities could have the first place; one alone is named as the first only where its range
    has no other place."""
    names = [here.name(code) for code in now.first]
    if now.sure:
        return here.words("index.sure", name=names[0])
    return here.words("index.could", those=here.words.either(names))


def range_text(here: Here, now: Made, code: str) -> str:
    """The range of places of a municipality: ``4–9``, or ``1`` where there is no other."""
    low, high = now.ranges[code]
    if isnan(low):
        return SYMBOLS[MISSING]
    return "–".join(dict.fromkeys(map(here.words.number, (low, high))))


def index_is_not(here: Here) -> Part | None:
    """What the index is not, which is said right under the answer."""
    declared = here.data.index
    if declared is None:
        return None
    text = declared.text(declared.spec.root, "is_not", here.words.language)
    return Part({"kind": "text", "key": "index-is-not", "items": [{"text": text}]})


def moves(declared: OwnIndex, weights: Mapping[str, int]) -> own.Weights:
    """Those of some weights that differ from the declared ones, as a view holds them."""
    usual = declared.weights
    return tuple((name, weights[name]) for name in usual if weights[name] != usual[name])


def index_presets(here: Here) -> Part | None:
    """Ready weights, one press each."""
    declared, words = here.data.index, here.words
    if declared is None or not declared.presets:
        return None
    options = [
        [weighed(moves(declared, preset.weights)), preset.title(words.language)]
        for preset in declared.presets
    ]
    return Part(
        {
            "kind": "switch",
            "key": "index-preset",
            "label": words("index.presets"),
            "options": options,
            "shown": weighed(here.state.index),
            "asks": ASKS,
            "drops": [],
        }
    )


def index_vacant(here: Here) -> Part | None:
    """What will stand in the place of the ranking once something is weighed; nothing where it stands."""
    if here.data.index is None or _weighed(here):
        return None
    words = here.words
    return card.vacant("index-vacant", words("index.vacant"), words("index.vacant_text"), "spines")


def index_weights(here: Here) -> Part | None:
    """The weights of the themes as sliders that sum to 100."""
    declared, words = here.data.index, here.words
    if declared is None:
        return None
    now, total = declared.weights | dict(here.state.index), _weighed(here)
    shown = adding_up([100 * weight / total if total else 0.0 for weight in now.values()])
    return Part(
        {
            "kind": "shares",
            "key": "index-weights",
            "title": words("index.weights"),
            "text": words("index.weights_help"),
            "rows": [
                {
                    "id": name,
                    "name": declared.text(name, "title", words.language),
                    "about": words.listed(_within(here, declared, name)),
                    "value": int(value),
                    "usual": declared.weights[name],
                }
                for name, value in zip(now, shown, strict=True)
            ],
            "asks": ASKS,
            "words": {
                "reset": words("index.reset"),
                "percent": words.with_unit("{n}", "%"),
                "said": words("index.weight_said", n="{n}"),
            },
        }
    )


def _within(here: Here, declared: OwnIndex, group: str) -> list[str]:
    """The names of the indicators under a group, at any depth."""
    names: list[str] = []
    for node in declared.spec.children(group):
        known = here.data.catalogue.measures.get(node.id)
        names += [known.short(here.words.language)] if known else _within(here, declared, node.id)
    return names
