"""``index.toml``: the index that a region makes of its own published indicators, if it makes one.

Its form is that of any index (``docs/index.md``), with words, and with ready weights to choose among. Which
way is better is not said there: it stands once, in ``indicators.toml``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from atlas.catalogue import Catalogue, Measure
from atlas.composites.reading import spec_of
from atlas.composites.spec import Group, Spec
from atlas.errors import DeclarationError, IndexRefused, scrubbed
from atlas.region import LANGUAGES, read_toml, text_of

FILE = "index.toml"
FEWEST_DRAWS = 100
SCALES = ("min_max", "goalposts")
WHOLE = 100  # what the weights of the themes sum to
NODES = ("groups", "indicators")
HAVING_VALUES = "a rate or an index of municipalities, with a direction"


@dataclass(frozen=True)
class Preset:
    """Weights of the themes that can be chosen by one press."""

    id: str
    weights: Mapping[str, int]
    declared: Mapping[str, Any]

    def title(self, language: str) -> str:
        """What these weights are called."""
        return text_of(self.declared, "title", language)


@dataclass(frozen=True)
class OwnIndex:
    """The declared index. Its ``themes`` are the groups right under the index itself; their weights, and
    those of each preset, are whole numbers that sum to 100."""

    spec: Spec
    presets: tuple[Preset, ...]
    declared: Mapping[str, Any]

    @property
    def themes(self) -> list[Group]:
        """The groups whose weights a reader can move, in the order of declaration."""
        return [node for node in self.spec.children(self.spec.root) if isinstance(node, Group)]

    @property
    def weights(self) -> dict[str, int]:
        """The declared weights of the themes."""
        return {theme.id: int(theme.weight) for theme in self.themes}

    def text(self, node: str, key: str, language: str) -> str:
        """A declared text (``title``, ``why``) of the index, a theme or an indicator, or ``""``."""
        tables = (self.declared[name] for name in NODES)
        return next((text_of(table[node], key, language) for table in tables if node in table), "")

    def weighted(self, moved: Mapping[str, int]) -> Spec:
        """The spec with other weights of some themes. Raises ``IndexRefused`` where all sum to nothing."""
        groups = (replace(g, weight=float(moved.get(g.id, g.weight))) for g in self.spec.groups)
        return replace(self.spec, groups=tuple(groups))


def load(folder: Path, catalogue: Catalogue) -> OwnIndex | None:
    """The index that a data folder declares; ``None`` where it has no such file.

    Raises :class:`DeclarationError`, which names the key, what came and what is accepted: for what is no
    sound index (weights that sum to nothing, a cycle), and for an indicator that is unknown, counts
    something, belongs to the county alone or has no direction.
    """
    if not (folder / FILE).is_file():
        return None
    declared = read_toml(folder / FILE)
    try:
        return _read(declared, catalogue)
    except IndexRefused as wrong:
        raise DeclarationError(FILE, str(wrong)) from None


def _read(declared: Mapping[str, Any], catalogue: Catalogue) -> OwnIndex:
    for name in NODES:
        if not isinstance(declared.get(name), dict):
            raise IndexRefused(name, "nothing", "a table", f"write [{name}.ID]")
    indicators = {
        name: node | {"direction": _direction(name, node, catalogue)}
        for name, node in declared["indicators"].items()
        if isinstance(node, dict)
    }
    spec = spec_of(
        {key: value for key, value in _wordless(declared).items() if key != "presets"}
        | {"indicators": _wordless(declared["indicators"] | indicators)}
    )
    presets = declared.get("presets", [])
    if not isinstance(presets, list):
        raise IndexRefused("presets", scrubbed(repr(presets)), "a list", "write [[presets]]")
    own = OwnIndex(spec, tuple(map(_preset, presets)), declared)
    _check(own)
    return own


def _direction(name: str, node: Mapping[str, Any], catalogue: Catalogue) -> str:
    """The declared direction of an indicator that may be part of an index."""
    where = f"indicators.{name}"
    if "direction" in node:
        raise IndexRefused(
            where, "the key direction", "the one of indicators.toml", "remove it: it stands there"
        )
    measure = catalogue.measures.get(name)
    if measure is None or measure.programme:
        raise IndexRefused(
            where, "no such indicator", "an id of indicators.toml", "correct or remove it"
        )
    if wrong := _unfit(measure):
        raise IndexRefused(where, wrong, HAVING_VALUES, "take another indicator, or declare that")
    return measure.direction


def _unfit(measure: Measure) -> str:
    if measure.kind not in ("rate", "index"):
        return f"kind = {measure.kind}"
    if measure.level != "municipality":
        return f"level = {measure.level}"
    return "direction = none" if measure.direction == "none" else ""


def _wordless(node: Any) -> Any:
    """The same tables without the words in them."""
    if not isinstance(node, dict):
        return node
    endings = tuple(f"_{language}" for language in LANGUAGES)
    return {k: _wordless(v) for k, v in node.items() if not str(k).endswith(endings)}


def _preset(node: Any) -> Preset:
    if not isinstance(node, dict) or not isinstance(node.get("weights"), dict):
        raise IndexRefused(
            "presets", repr(node), "id, title and weights", "write [[presets]] with all three"
        )
    return Preset(str(node.get("id", "")), dict(node["weights"]), node)


def _check(own: OwnIndex) -> None:
    if own.spec.aggregation.method != "arithmetic" or any(g.method for g in own.spec.groups):
        raise IndexRefused(
            "aggregation",
            "another method",
            "arithmetic: a score is the sum of what the themes give to it",
            "remove the method",
        )
    draws = own.spec.uncertainty.draws
    if draws < FEWEST_DRAWS:
        raise IndexRefused(
            "uncertainty.draws",
            draws,
            f"{FEWEST_DRAWS} or more",
            "no place is told without a range",
        )
    scale = own.spec.normalisation
    if scale.method not in SCALES or (scale.lower, scale.upper) != (0, WHOLE):
        came = f"{scale.method} from {scale.lower:g} to {scale.upper:g}"
        raise IndexRefused(
            "normalisation", came, f"{' or '.join(SCALES)} from 0 to {WHOLE}", "take one of them"
        )
    _check_columns(own.spec)
    if len(own.themes) != len(own.spec.children(own.spec.root)):
        raise IndexRefused(
            own.spec.root, "an indicator right under it", "themes", "put it under a theme"
        )
    _check_hundred(f"weights under {own.spec.root}", {t.id: t.weight for t in own.themes})
    ids = [preset.id for preset in own.presets]
    for preset in own.presets:
        where = f"presets.{preset.id}"
        if ids.count(preset.id) > 1:
            raise IndexRefused(where, "the id twice", "an id of its own", "rename one")
        if preset.weights.keys() != own.weights.keys():
            raise IndexRefused(
                where, ", ".join(preset.weights), ", ".join(own.weights), "weigh each theme once"
            )
        _check_hundred(where, preset.weights)
    titled = [(name, own.text(name, "title", "sv")) for name in (own.spec.root, *own.weights)]
    titled += [(f"presets.{preset.id}", preset.title("sv")) for preset in own.presets]
    titled += [(own.spec.root, own.text(own.spec.root, "is_not", "sv"))]
    for name, title in titled:
        if not title:
            raise IndexRefused(
                name, "no words", "title, and is_not of the index, in both languages", "add them"
            )


def _check_columns(spec: Spec) -> None:
    """Refuse what asks for more than the indicators themselves: of a municipality there is nothing else."""
    if spec.imputation.group:
        raise IndexRefused(
            "imputation.group", spec.imputation.group, "no group: the mean of all", "remove the key"
        )
    methods = {spec.normalisation.method, *spec.uncertainty.normalisations}
    for each in spec.indicators:
        if each.denominator:
            raise IndexRefused(
                f"indicators.{each.id}.denominator",
                each.denominator,
                "none: a rate has one already",
                "remove the key",
            )
        if "goalposts" in methods and each.goalposts is None:
            raise IndexRefused(
                f"indicators.{each.id}", "no goalposts", "two numbers", "write [lowest, highest]"
            )


def _check_hundred(where: str, weights: Mapping[str, Any]) -> None:
    whole = all(
        not isinstance(w, bool) and isinstance(w, int | float) and 0 <= w <= WHOLE and w == int(w)
        for w in weights.values()
    )
    if not whole or sum(weights.values()) != WHOLE:
        told = ", ".join(f"{name} {scrubbed(str(w))}" for name, w in weights.items())
        raise IndexRefused(
            where, told, f"whole numbers that sum to {WHOLE}", "change one of the weights"
        )
