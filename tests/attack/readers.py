"""What the attacker reads off a page: every number of people or organisations, with whom it counts.

Which numbers those are is declared here by the kind and key of a part, and by the catalogue; nothing
is guessed from a value. What no declaration explains is taken for a count, so that a new part or a new
sentence is found out until it is declared.

A number comes with its box (``tests/publish/selections.py``): for each axis, which values it lets in.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from itertools import pairwise, product
from typing import Any

import numpy as np

from atlas import decks
from atlas.catalogue import Measure
from atlas.measures import groups
from atlas.measures.selection import Selection
from atlas.memberships import EARLIER
from atlas.rounding import half_up
from atlas.sentences import describe
from atlas.views import site
from atlas.views.panels import compare
from atlas.views.panels.municipality import chosen_municipality
from atlas.views.panels.participants import category
from atlas.views.run.address import COMPARISONS
from atlas.views.run.visit import Here
from atlas.warehouse import Data
from atlas.words import Words, texts
from tests.attack import progress
from tests.attack.collect import Shown
from tests.attack.places import everywhere
from tests.publish.selections import (
    ATTENDED,
    ENROLLED,
    OWNERS,
    PEOPLE,
    REPLIES,
    STATUSES,
    Axes,
    Selections,
    histories,
    nonempty,
)

PERSONS, OWNED, NEITHER = "people", "organisations", ""
# what a measure of the programme counts; any other measure is a published figure of the region
COUNTS = {
    "participants": PERSONS,
    "started": PERSONS,
    "completed": PERSONS,
    "organisations": OWNED,
    "enterprises": OWNED,
    "participants_per_10000": NEITHER,
    "completion_rate": NEITHER,
    "completion_of_ended": NEITHER,
    "completion_of_enrolled": NEITHER,
    "enrolments": PERSONS,
    "withdrawn": PERSONS,
    "participants_per_1000_aged_25_64": NEITHER,
    "enterprises_per_1000_workplaces": NEITHER,
}
# of whom a selection has each once, whatever number of memberships they have in it
ONCE = ("participants", "organisations", "enterprises")
# the whole and the part that a rate gives back, where it is told beside its denominator
ORDER = ("started", *PEOPLE)
BEGUN = {"active", "paused", "completed"}
ENDED = ("withdrawn", "completed")
# the cards of a measure, by their key; a card whose key ends with a measure is of that measure
CARDS = {
    "overview-map": "participants",
    "locator": "participants_per_10000",
    "context": "participants_per_10000",
}
FRAMES = ("states", "funnel", "profile-", "losses", *progress.CARDS)
INDEX_TEXTS = ("index-is-not", "index-method", "index-why")
SIDE_BY_SIDE = ("spine", "multiples", "alike", "index-orders")
INDICATOR_CARDS = (
    *SIDE_BY_SIDE,
    "indicators-table",
    "indicator-map",
    "data",
    "coverage",
    "trend",
    "compare-chooser",
    "ranking",
    "county-",
    "place-trend",
    "place-table",
    "place-list",
    "place-alike",
    "place-moves",
    "place-unknown",  # read by itself
    "definition",
    "scoreboard",
    "context-refused",
    "index-",
)
COMPARED = tuple(f"map-{name}" for name in COMPARISONS)
FIGURES = {"reach": NEITHER, "place-population": NEITHER}
# what the gaps of a page's answer count
ANSWERS = {
    "overview": {"people": "participants", "organisations": "organisations"},
    "participants": {
        "people": "participants", "organisations": "organisations", "enterprises": "enterprises",
    },
    "cohorts": {"started": "started", "completed": "completed"},
    "municipality": {"people": "participants"},
}  # fmt: skip
NOTHING_COUNTED = (
    "filters",
    "picker",
    "nothing",
    "beside",
    "section",
    "indexed",
    "switch",
    "together",
    "vacant",
    "files",
)
# what is said not to be known of a place; all but the first is of published figures
UNKNOWN = ("protected", "missing", "county", "oldest", "unmoved")
# phrases with numbers that count nobody: a limit, a number of municipalities or of views, a date, a share
HARMLESS = (
    "answer.few", "sentence.protected", "sentence.missing", "sentence.several", "reach.value",
    "sentence.places_protected",
    "reach.definition", "card.protected_cells", "card.untold_shares", "card.bound", "foot.protected",
    "export.protected",
    "export.as_of", "export.loaded", "target.value", "answer.share", "present.frozen", "deck.views",
    "present.stage.key_fullscreen",
    *progress.HARMLESS,
)  # fmt: skip
NUMBER = r"\d+(?:[\u00a0\u202f ,.]\d+)*"
YEARS = r"(?<!\d)20\d\d(?:[–-]20\d\d)?(?!\d)"
SHARE = rf"(?:{NUMBER}–)?{NUMBER}\u00a0?%"  # or a range of shares
DATE = r"\d{1,2} [^\W\d]+\.? 20\d\d"
WHISKER = rf"\({NUMBER}–{NUMBER}\)"
# a score from one to five: told with one decimal, and on the cards of answers alone
SCORE = r"(?<![\d.,])[+−-]?\d[.,]\d(?![\d])"
# what fits the gaps of a harmless phrase: it must not swallow a count that stands before it
GAPS = {
    "n": NUMBER,
    "total": NUMBER,
    "k": r"\d+",
    "share": SHARE,
    "least": "minst|at least|",
}
# what a row or a line of a figure says of people, and what only tells where and how it is drawn
SAYS = (
    "label",
    "said",
    "text",
    "before",
    "note",
    "sign",
    "bar",
    "parts",
    "ring",
    "dot",
    "events",
    "name",
    "points",
    "up",
    "end",
)
LOOKS = (
    "look", "way", "paint", "stretch", "steps", "broken",
    "across",  # where a spot lies by a published figure
    # between what a number could be: that follows from the number
    "reach",
)  # fmt: skip


# cards whose bars have parts
STACKED = ("states", "sector-size")


@dataclass
class Told:
    """The numbers of one kind: boxes, values, and where each was told."""

    axes: Axes
    order: tuple[str, ...]
    # who is meant where nothing is said: those who only applied are no participants
    unless: dict[str, list[Any]] = field(default_factory=dict)
    found: dict[tuple[tuple[int, ...], int], str] = field(default_factory=dict)

    def add(self, where: str, value: int, **chosen: Iterable[Any]) -> None:
        self.found.setdefault((self.box(**chosen), int(value)), where)

    def box(self, **chosen: Iterable[Any]) -> tuple[int, ...]:
        """A selection as a bit mask for each axis."""
        return tuple(self.axes.box(self.order, **{**self.unless, **chosen}))

    def selections(self) -> Selections:
        width = self.axes.width(self.order)
        boxes = np.array([box for box, _ in self.found], dtype=np.int64).reshape(-1, width)
        values = np.array([value for _, value in self.found], dtype=np.int64)
        return Selections(boxes, values, list(self.found.values()))


@dataclass
class Attacker:
    """Reads pages and keeps what they tell of people and of organisations.

    ``loose`` are numbers in words, charts and files that the values beside them do not hold.
    """

    data: Data
    loose: list[str] = field(default_factory=list)
    read: int = 0
    bubbles: list[tuple[str, int]] = field(default_factory=list)
    shares: list[tuple[str, str, float, dict[str, Any], dict[str, Any]]] = field(
        default_factory=list
    )

    def __post_init__(self) -> None:
        people = self.data["profile"]
        known = {
            name: [*self.data.contract["participants"][name].enum,
                   *sorted(people.loc[people["dimension"] == name, "category"])]
            for name in PEOPLE[4:8]
        }  # fmt: skip
        last = int(self.data["modules"]["position"].max())
        self.courses = [(s, p) for s in STATUSES for p in range(last + 1)]
        cohorts = self.data["cohorts"]
        self.starts = dict(zip(cohorts["cohort_id"], cohorts["starts_on"].dt.year, strict=True))
        self.cohorts = list(self.starts)
        self.halves = sorted({0, *self.data["exits"]["half_year"]})
        people_axes = Axes(
            municipality=everywhere(self.data), cohort=self.cohorts,
            earlier=histories(self.data["enrolments"]), started=[True, False],
            course=self.courses, half_year=self.halves, reply=REPLIES,
            admission=[ENROLLED, "not_enrolled", "not_admitted"],
            **dict.fromkeys(PEOPLE[11:], ATTENDED),
            **{name: list(dict.fromkeys([*values, "unknown", "?"])) for name, values in known.items()},
        )  # fmt: skip
        fields = self.data.contract["participants"]
        owner_axes = Axes(
            municipality=everywhere(self.data), cohort=self.cohorts,
            earlier=histories(self.data["organisations"]), enterprise=[True, False],
            sector=fields["sector"].enum, size_class=[*fields["size_class"].enum, "unknown"],
            several=[True, False],
        )  # fmt: skip
        self.told = {
            PERSONS: Told(people_axes, ORDER, {"admission": [ENROLLED]}),
            OWNED: Told(owner_axes, OWNERS),
        }
        members = Axes(member=list(product(self.cohorts, everywhere(self.data))))
        self.once = {what: Told(members, ("member",)) for what in ONCE}

    # ---- reading a page

    def see(self, shown: Shown) -> None:
        """Read everything that a page handed out."""
        view = View(self, shown)
        for part in shown.parts:
            view.part(part)
        for key, file in shown.files.items():
            view.file(key, file)
        for key, figure in shown.figures.items():
            view.figure(key, figure)
        view.settle()

    def kinds(self) -> list[Told]:
        """All that was told: of memberships by their cells, and of those counted once by where they were."""
        return [*self.told.values(), *self.once.values()]

    def largest(self) -> list[str]:
        """Sizes that bubbles are compared with and that no place has."""
        values = {value for told in self.kinds() for _, value in told.found}
        return [f"{where} largest bubble = {n}" for where, n in self.bubbles if n not in values]

    def give_back(self) -> None:
        """Take each share times its denominator, where that is told: often one count alone fits."""
        for kind, told in self.told.items():
            wholes: dict[tuple[int, ...], set[int]] = {}
            for box, value in told.found:
                wholes.setdefault(box, set()).add(value)
            for where, percent, whole, part in (s[1:] for s in self.shares if s[0] == kind):
                for n in wholes.get(told.box(**whole), ()):
                    fit = [d for d in range(n + 1) if n and round(100 * d / n) == percent]
                    if len(fit) == 1:
                        told.add(f"{where} {percent:g} % of {n}", fit[0], **part)

    def small(self, k: int) -> list[str]:
        """Every count of 1..k-1 that was told or is a difference of nested selections."""
        self.give_back()
        return [
            *self.loose,
            *self.largest(),
            *(leak for told in self.kinds() for leak in told.selections().small(k)),
        ]

    def measured(self) -> tuple[int, int]:
        """How many numbers were read, and how many pairs of them compared."""
        sizes = [len(told.found) for told in self.kinds()]
        return self.read, sum(size * (size - 1) // 2 for size in sizes)

    # ---- what a number counts

    def within(self, selection: Selection) -> list[str]:
        """The cohorts of a selection."""
        first, last = selection.years or (0, 9999)
        mine = [c for c, year in self.starts.items() if first <= year <= last]
        return [c for c in mine if not selection.cohorts or c in selection.cohorts]

    def who(self, what: str, places: Iterable[str], selection: Selection) -> dict[str, Any]:
        """The box of a measure or a state."""
        box: dict[str, Any] = {"municipality": list(places), "cohort": self.within(selection)}
        if what in ONCE:
            axes = self.told[COUNTS[what]].axes
            box[EARLIER] = axes.once(box["municipality"], box["cohort"])
        if what == "enterprises":
            box["enterprise"] = [True]
        if what == "started" or what in BEGUN:
            box["started"] = [True]
        if what == "started":
            box["course"] = [c for c in self.courses if c[0] != "enrolled"]
        if what == "ended":
            box |= {"started": [True], "course": [c for c in self.courses if c[0] in ENDED]}
        if what in STATUSES:
            box["course"] = [c for c in self.courses if c[0] == what]
        return box


class View(progress.ProgressReader):
    """One page in one view, as its reader goes through it."""

    def __init__(self, attacker: Attacker, shown: Shown) -> None:
        self.attacker, self.shown = attacker, shown
        self.here: Here = shown.here
        self.data, self.words = self.here.data, self.here.words
        self.selection = self.here.state.selection
        self.values: set[int] = set()
        self.texts: list[tuple[str, int]] = []
        self.slides: set[str] = set()  # what slides say and has been read

    @cached_property
    def codes(self) -> dict[str, list[str]]:
        """Places by the name that stands before a number."""
        language = self.words.language
        named = {self.here.name(code): [code] for code in self.data.codes}
        of_groups = groups.declared(self.data).values()
        named |= {group.names[language]: list(group.members) for group in of_groups}
        return named | {
            self.data.name_of(self.data.region.county_code, language): everywhere(self.data)
        }

    def where(self, *place: str) -> str:
        chosen = self.selection
        return f"{self.shown.page}?{chosen.municipalities}{chosen.cohorts}{chosen.years} {' '.join(place)}"

    def tell(self, where: str, what: str, value: int | None, places: list[str],
             selection: Selection | None = None, **more: Any) -> None:  # fmt: skip
        """Write down a count that a page tells."""
        if value is None:
            return
        selection = selection or self.selection
        told = self.attacker.told[COUNTS.get(what, PERSONS)]
        box = self.attacker.who(what, places, selection)
        told.add(self.where(where, what), value, **box | more)
        if what in ONCE and not more:
            member = product(box["cohort"], box["municipality"])
            self.attacker.once[what].add(self.where(where, what), value, member=member)
        self.values.add(value)
        self.attacker.read += 1

    def number(self, text: str) -> float | None:
        """A number as the language writes it, or nothing."""
        found = re.match(NUMBER, text.strip())
        if not found or text.strip()[:1] in ".-":
            return None
        plain = re.sub(r"[\u00a0\u202f ]", "", found[0])
        plain = plain.replace(",", ".") if self.words.language == "sv" else plain.replace(",", "")
        return float(plain)

    def count(self, text: str) -> int | None:
        found = self.number(text)
        return None if found is None else int(found)

    # ---- parts

    def part(self, part: dict[str, Any]) -> None:
        kind, key = part["kind"], part.get("key", "")
        if kind in NOTHING_COUNTED:
            return
        reader = getattr(self, f"_{kind}", None)
        assert reader, f"the attack does not know the part {kind!r}: declare what it counts"
        reader(key, self.bluntly(part))

    def bluntly(self, told: Any) -> Any:
        """What is told, without saying of a number that it is one of about."""
        if isinstance(told, str):
            return _about(self.words.language).sub("", told)
        if isinstance(told, dict):
            return {name: self.bluntly(held) for name, held in told.items()}
        return [self.bluntly(held) for held in told] if isinstance(told, list) else told

    def without_spans(self, table: dict[str, Any]) -> dict[str, Any]:
        """A table without the column that says what a number could be: that follows from the number, and
        is no count."""
        columns = table.get("columns") or []
        of_one = self.words("table.span_of", name="")
        kept = [
            i
            for i, name in enumerate(columns)
            if name != self.words("table.span") and not name.endswith(of_one)
        ]
        if len(kept) == len(columns):
            return table
        rows = [[row[i] for i in kept] for row in table["rows"]]
        return table | {"columns": [columns[i] for i in kept], "rows": rows}

    def _answer(self, _: str, part: dict[str, Any]) -> None:
        page, text = self.shown.page, part["text"]
        if page == "map":
            measure = self.here.state.measure
            if measure in COUNTS:
                self.text(measure, "answer", text)
        elif page == "municipality" and not text:
            assert (
                not self.selection.municipalities
            )  # the slide of no place says nothing but its figures
        elif page in ANSWERS:
            declared = [
                key
                for key in (f"answer.{page}", f"answer.{page}_unknown", f"answer.{page}_none")
                if self.words.has(key)
            ]
            patterns = [_pattern(self.words.language, key, ".*?") for key in declared]
            said = next(filter(None, (re.fullmatch(p, text) for p in patterns)), None)
            assert said, f"the answer of {page} is not the one declared"
            chosen = self.selection
            if page == "municipality":
                chosen = chosen.of(*chosen.municipalities[:1])
            for gap, measure in ANSWERS[page].items():
                value = said.groupdict().get(gap, texts(self.words.language)["answer.few"])
                if not value.startswith(texts(self.words.language)["answer.few"]):
                    places = list(chosen.municipalities) or everywhere(self.data)
                    self.tell("answer", measure, self.count(value), places, chosen)
            self.wholes("answer", text, chosen)
        else:
            assert page in (
                "about",
                "accessibility",
                "compare",
                "own_index",
                "indicators",
                "present",
            ), f"declare what the answer of {page} counts"

    def _key_figures(self, _: str, part: dict[str, Any]) -> None:
        for item in part["items"]:
            key = item["key"]
            if key in FIGURES:
                continue
            if key == "counter-capable":
                self.owners(key, self.count(item["value"]), several=[True])
                continue
            kind, measure = re.fullmatch(r"(?:(counter|place|group|county)-)?(.+)", key).groups()
            chosen = self.around(kind)
            places = list(chosen.municipalities) or everywhere(self.data)
            if COUNTS[measure]:
                self.tell(key, measure, self.count(item["value"]), places, chosen)
            else:
                self.share(key, self.number(item["value"]), places, chosen)
            for line in item["lines"]:
                self.line(measure, line, chosen)

    def around(self, kind: str) -> Selection:
        """What a key figure is of: the page's place, all of its group, the county, or what is chosen."""
        here = chosen_municipality(self.here)
        if kind == "place":
            return self.selection.of(str(here))
        if kind == "group":
            register = self.data["register"]
            group = register.loc[register["code"] == here, "group_id"].item()
            return self.selection.of(*register.loc[register["group_id"] == group, "code"])
        return self.selection.everywhere() if kind == "county" else self.selection

    def line(self, measure: str, line: str, chosen: Selection) -> None:
        """A line under a number: a group's own figure, or words."""
        start = texts(self.words.language)["municipality.group"].split("{group}")[0]
        if not line.startswith(start):
            self.wholes(measure, line, chosen)
            definition = self.data.catalogue[measure].text("definition", self.words.language)
            if line != definition:
                self.text(measure, "line", line)
            return
        name, _, value = line.removeprefix(start).rpartition(": ")
        register = self.data["register"]
        members = register.loc[register[f"group_{self.words.language}"] == name, "code"].tolist()
        assert members, f"no group is called {name}"
        if COUNTS[measure]:
            self.tell("group", measure, self.count(value), members, chosen.of(*members))
        else:
            self.share("group", self.number(value), members, chosen.of(*members))

    def _cohorts(self, key: str, part: dict[str, Any]) -> None:
        names = {
            self.words(f"cohorts.figure.{s}"): s for s in (*STATUSES, "participants", "started")
        }
        for line in part["lines"]:
            told: dict[str, int] = {}
            for label, value in line["numbers"]:
                if label not in (
                    self.words("cohorts.figure.places"), self.words("cohorts.places_whole"),
                ):  # fmt: skip
                    told[names[label]] = self.count(value) or 0
            self.stack(key or part["kind"], line["key"], told)

    _cohort_cards = _cohorts

    def stack(
        self, key: str, cohort: str, told: dict[str, int], places: list[str] | None = None
    ) -> None:
        """The states of a cohort, each and together, and who is left when they are taken away."""
        places = places or list(self.selection.municipalities) or everywhere(self.data)
        mine = Selection((), (cohort,), self.selection.years)
        for what, value in told.items():
            self.tell(f"{key} {cohort}", what, value, places, mine)
        for chosen in nonempty([s for s in told if s in STATUSES]):
            started = {"started": [True]} if chosen <= BEGUN else {}
            self.tell(
                f"{key} {cohort} {sorted(chosen)}", "several",
                sum(told[s] for s in chosen), places, mine,
                course=[c for c in self.attacker.courses if c[0] in chosen], **started,
            )  # fmt: skip

    def _card(self, key: str, part: dict[str, Any]) -> None:
        measure = self.measure(key)
        if measure and measure.id in COUNTS:
            self.scene(key, measure, part["map"])
            self.area_rows(key, measure, part)
        self._card_head(key, part)
        self._card_foot(key, part)

    def _card_head(self, key: str, part: dict[str, Any]) -> None:
        self.text(key, "title", part["title"])
        self.text(key, "under", part["under"])

    def _card_foot(self, key: str, part: dict[str, Any]) -> None:
        self.table_of(key, part)
        for name in ("sentence", "note"):
            self.text(key, name, part[name])
        for line in part["lines"]:
            self.text(key, "line", line)

    def _chart(self, key: str, part: dict[str, Any]) -> None:
        self._card_head(key, part)
        self._card_foot(key, part)

    def _comparison(self, key: str, part: dict[str, Any]) -> None:
        """Several maps: each of its measures by its own scene and its own column."""
        self.maps(key, part["compared"])
        self._card_head(key, part)
        self._card_foot(key, part)
        self.columns(key, part["table"]["rows"])

    def columns(self, key: str, rows: list[list[str]]) -> None:
        """The columns of a comparison that are of people or organisations."""
        for at, measure in enumerate(self.compared(), start=1):
            if measure.id in COUNTS:
                beside = [[row[0], row[at]] for row in rows]
                self.area_rows(key, measure, {"table": {"rows": beside}})

    def maps(self, key: str, compared: dict[str, Any]) -> None:
        scenes = [compared["scene"]] if compared["mode"] != compare.MEASURES else compared["scenes"]
        for measure, scene in zip(self.compared(), scenes, strict=True):
            if measure.id in COUNTS:
                assert not compared.get("change"), f"a difference of {measure.id} is drawn"
                self.scene(key, measure, scene)
        self.text(key, "note", compared.get("note", ""))

    def compared(self) -> list[Measure]:
        """The measures of a comparison in their order."""
        state = self.here.state
        other = [compare.other(self.here)] if state.compare == compare.MEASURES else []
        return [self.data.catalogue[m] for m in (state.measure, *other)]

    def _slide(self, key: str, part: dict[str, Any]) -> None:
        """One slide of the stage, by the page and the card that it shows."""
        view = View(self.attacker, replace(self.shown, page=part["of"]))
        figure = part["figure"]
        first = key or {
            "indicators": "ranking",
            "compare": "spine",
            "own_index": "index-ranking",
        }.get(part["of"], "")
        if part["of"] == "map" and not key:
            first = "map-groups" if figure.get("scene", {}).get("still") else "map"
            if figure["kind"] == "maps":
                first = f"map-{self.here.state.compare}"
        reader = getattr(view, f"_figure_{figure['kind']}", None)
        assert reader, (
            f"the attack does not know the figure {figure['kind']!r}: declare what it counts"
        )
        reader(first, figure)
        words_of = "" if figure["kind"] in ("key_figures", "cohorts") else first
        if key:
            view.text(words_of, "sentence", part["sentence"])
        else:
            view._answer("", {"text": part["sentence"]})
        for line in (part["heading"], *part["caption"]):
            view.text(words_of, "slide", line)
        assert not part["notes"]
        view.facts(part["facts"] or {})
        view.settle()
        self.values |= view.values
        self.slides |= {part["heading"], part["sentence"], *part["caption"]}

    def _facts(self, key: str, part: dict[str, Any]) -> None:
        """The facts beside a map. Its measure over the years is drawn of published figures alone."""
        self.facts({part["code"]: part})
        measure = self.measure(key)
        assert not (part["trend"] and measure and measure.id in COUNTS)

    def _figure_map(self, key: str, figure: dict[str, Any]) -> None:
        measure = self.measure(key)
        if measure and measure.id in COUNTS:
            self.scene(key, measure, figure["scene"])

    def _figure_maps(self, key: str, figure: dict[str, Any]) -> None:
        self.maps(key, figure["compared"])

    def _figure_table(self, key: str, figure: dict[str, Any]) -> None:
        self.table_of(key, {"kind": "slide", "table": figure})

    def _figure_chart(self, key: str, figure: dict[str, Any]) -> None:
        """A chart: the table that lies beside it, and a figure that draws what a row of it tells."""
        table, drawn = figure["table"], figure["figure"]
        self.table_of(key, {"kind": "slide", "table": table})
        self.figure(key, drawn)
        if drawn["kind"] == "lines" and not key.startswith(FRAMES):
            assert self.measure(key) is None, f"{key} is drawn over years and counts people"
            return
        told: dict[str, list[float]] = {}
        for label, *cells in table["rows"]:
            numbers = [
                n for cell in cells for n in map(self.number, cell.split("–")) if n is not None
            ]
            told.setdefault(label.removeprefix("▸ "), []).extend(numbers)
        exact = key.startswith(FRAMES)  # a measure of places is drawn finer than it is told
        for one in marked(drawn):
            name = one.get("label", one.get("name", "")).removeprefix("▸ ")
            for number in _numbers_of(one):
                cells = told[name]
                fits = (
                    number in cells if exact else any(abs(number - n) <= 0.05 + 1e-9 for n in cells)
                )
                if not fits:
                    self.attacker.loose.append(f"{self.where(key)} {name} is drawn at {number}")
            self._left_out(key, one, table)

    def _left_out(self, key: str, row: dict[str, Any], table: dict[str, Any]) -> None:
        """A part of a bar that is protected is said to be, for a bar of no length says that it is none; and
        what else stands under a bar stands in its row of the table."""
        if key not in STACKED:
            return
        cells = next(c for c in table["rows"] if c[0] == row["label"])
        told = {f"{name} {cell}" for name, cell in zip(table["columns"], cells, strict=True)}
        protected = self.words("card.hidden", those="").strip()
        for item in row.get("note", "").split(" · "):
            if re.search(r"\d", item) and item not in told and not item.startswith(protected):
                self.attacker.loose.append(f"{self.where(key)} {item} stands under its bar alone")
        hidden = [name for name, cell in zip(table["columns"], cells, strict=True) if cell == ".."]
        every = self.words("card.all_hidden") in row.get("note", "")
        for name in hidden:
            assert every or name in row.get("note", ""), f"{name} is left out"

    def drawn(self, key: str, what: str, number: float | None, cell: str, text: str = "") -> None:
        """A number that is drawn is the one of its cell, no more exact, and nothing where that tells none."""
        if number != self.number(cell) or text not in ("", cell):
            self.attacker.loose.append(f"{self.where(key)} {what} is drawn at {number} for {cell}")

    def _figure_key_figures(self, key: str, figure: dict[str, Any]) -> None:
        self._key_figures(key, figure)

    def _figure_cohorts(self, key: str, figure: dict[str, Any]) -> None:
        self._cohorts(key or "cohorts", figure)

    def _figure_gone(self, key: str, figure: dict[str, Any]) -> None:
        # published figures may have no value in the years that are chosen: then there is nothing to stage
        told = self.shown.page in ("play", "indicators") and key == "ranking"
        told = told or (key == "index-ranking" and self.data.index is None)
        assert told, f"{key} of {self.shown.page} cannot be staged"

    def facts(self, facts: dict[str, Any]) -> None:
        """What is told of a place that is opened on a map."""
        language = self.words.language
        names = {self.data.catalogue[m].short(language): m for m in COUNTS}
        for code, fact in facts.items():
            for item in fact["items"]:
                label, name = item["label"], names.get(item["label"].rsplit(", ", 1)[0])
                if name is None:
                    continue
                measure, number = self.data.catalogue[name], self.number(item["value"])
                if number is not None:
                    self.area(f"facts {label}", measure, [code], number)
                elif item["lines"]:
                    (said,) = item["lines"]  # of what is protected, and nothing else
                    self.instead(f"facts {label}", measure, said)
                strip = item.get("strip")
                if strip and number is None:
                    assert strip["marked"][0] is None, f"{label} of {code} is placed"
                if strip and strip["beside"] and COUNTS[name]:
                    county = self.number(strip["beside"].rsplit(" ", 1)[1])
                    if county is not None:
                        self.area(f"facts {label}", measure, everywhere(self.data), county)

    def _editor(self, key: str, part: dict[str, Any]) -> None:
        """What stands around slides: the words of the page, and the slides' own texts again."""
        for text in part["texts"]:
            text = re.sub(r"^\*\*\d+\. [^*]+\*\* · ", "", text)  # which slide, of which page
            if text.startswith("{\n"):  # the deck as a file: views, and no number of ours
                told = decks.from_json(text, site.staged()).slides
                assert not any((s.heading, s.sentence, s.notes) != ("", "", "") for s in told)
            elif text not in self.slides:
                self.text(key, "editor", text)

    def _place_rows(self, key: str, part: dict[str, Any]) -> None:
        """Published indicators: rows of the programme's own measures would have to be read."""
        own = {measure.id for measure in self.data.catalogue.programme()}
        rows = [row for group in part["groups"] for row in group["rows"]]
        assert rows
        assert not own & {row["key"] for row in rows}

    def _theme(self, key: str, part: dict[str, Any]) -> None:
        """The indicators of a theme. What stands below the open one is read by itself."""
        own = {measure.id for measure in self.data.catalogue.programme()}
        assert part["rows"] or part["gaps"]
        assert not own & {row["key"] for row in part["rows"]}

    def _spines(self, key: str, part: dict[str, Any]) -> None:
        """Published indicators side by side, as in the rows of one place."""
        self._place_rows(key, part)

    def _multiples(self, key: str, part: dict[str, Any]) -> None:
        own = {measure.id for measure in self.data.catalogue.programme()}
        assert not own & {row["key"] for row in part["rows"]}

    def _alike(self, key: str, part: dict[str, Any]) -> None:
        own = {measure.id for measure in self.data.catalogue.programme()}
        assert not own & {weight["id"] for weight in part["weights"]}

    def _shares(self, key: str, part: dict[str, Any]) -> None:
        """Weights of themes, which are of published indicators only."""
        own = {measure.id for measure in self.data.catalogue.programme()}
        assert not own & {node.id for node in self.data.index.spec.indicators}

    def _table(self, key: str, part: dict[str, Any]) -> None:
        part = self.without_spans(part)
        if key == "sources":
            self.receipts(part)
        if key == "revisions":
            self.revisions(part)
        if key in progress.TABLES:
            assert self.progress(key, part["rows"])
            self.text(key, "title", part["title"])
            self.text(key, "under", part["under"])
            self.text(key, "note", part["note"])
            return
        if key in (
            "sources",
            "events",
            "place-table",
            "revisions",
            "corrections",
            "indicators",
            "coverage",
        ):
            return
        if key == "place-unknown":
            self.unknown(part["rows"])
            return
        if key in (*SIDE_BY_SIDE, "place-list", "place-alike", "place-moves"):  # published figures
            return
        assert key == "values", (
            f"the attack does not know the table {key!r}: declare what it counts"
        )
        measure = self.data.catalogue[self.here.state.measure]
        if measure.id in COUNTS:
            self.area_rows(key, measure, {"table": part})

    def _text(self, key: str, part: dict[str, Any]) -> None:
        if key == "since":
            self.since(part, self.data.k)
        elif key == "place-unknown":
            self.unknown([[item["strong"], item["text"]] for item in part["items"]])
        elif key not in progress.TEXTS:
            known = self.shown.page in ("about", "accessibility") or key in INDICATOR_CARDS
            # of published figures, and of none
            known = known or key in ("in-words", "theme-reach", "elsewhere") or key in INDEX_TEXTS
            assert known, f"declare the text {key!r}"

    def unknown(self, rows: list[list[str]]) -> None:
        """What is not known of a place: of the programme it names measures, and tells no number."""
        heads = {self.words(f"unknown.{name}_head") for name in UNKNOWN}
        assert {head for head, _ in rows} <= heads
        for head, text in rows:
            if head == self.words("unknown.protected_head"):
                assert not re.search(r"\d", text), f"a number of the programme: {text!r}"

    # ---- tables

    def table_of(self, key: str, part: dict[str, Any]) -> None:
        """The rows of a card."""
        if part.get("table"):
            part = part | {"table": self.without_spans(part["table"])}
        rows = (part.get("table") or {}).get("rows", [])
        if key == "place-unknown":
            self.unknown(rows)
        elif key == "states":
            self.states(rows, part["table"]["columns"])
        elif key == "funnel":
            self.funnel(rows)
        elif key.startswith("profile-"):
            self.profile(key.removeprefix("profile-"), rows)
        elif not self.progress(key, rows):
            measure = self.measure(key)
            if measure and measure.id in COUNTS and part["kind"] not in ("card", "comparison"):
                self.area_rows(key, measure, part)

    def states(self, rows: list[list[str]], columns: list[str]) -> None:
        names = {
            self.words(f"cohorts.figure.{s}"): s for s in (*STATUSES, "participants", "started")
        }
        every: dict[str, int] = {}
        ids = {
            name: c
            for (c, lang), name in self.data.cohort_names.items()
            if lang == self.words.language
        }
        for row in rows:
            told = {
                names[column]: self.count(cell) or 0
                for column, cell in zip(columns, row, strict=True)
                if column in names
            }
            self.stack("states", ids[row[0]], told)
            for what, value in told.items():
                every[what] = every.get(what, 0) + value
        places = list(self.selection.municipalities) or everywhere(self.data)
        listed = replace(self.selection, cohorts=tuple(ids[row[0]] for row in rows))
        for what, value in every.items():
            # who is in two of the cohorts is in both of their rows
            several = "enrolments" if what == "participants" else what
            self.tell("states together", several, value, places, listed)

    def funnel(self, rows: list[list[str]]) -> None:
        """How many came at least so far, and how many were lost at each step."""
        reached = [self.count(row[1]) for row in rows]
        for before, after in pairwise(reached):
            if before is not None and after is not None:
                self.values.add(before - after)  # a nested difference, which is compared anyway
        for position, row in enumerate(rows):
            box: dict[str, Any] = {}
            if position:
                later = [
                    c for c in self.attacker.courses if c[1] >= position and c[0] != "enrolled"
                ]
                box = {"started": [True], "course": later}
            self.tell(
                f"funnel {position}", "step", self.count(row[1]), everywhere(self.data), **box
            )

    def profile(self, dimension: str, rows: list[list[str]]) -> None:
        """People by a property, each and together."""
        declared = self.attacker.told[PERSONS].axes.values[dimension]
        names = {category(self.here, dimension, value): value for value in reversed(declared)}
        told = {names[label]: self.count(value) or 0 for label, value in rows}
        for chosen in nonempty(told):
            self.tell(
                f"{dimension} {sorted(chosen)}", "several", sum(told[c] for c in chosen),
                everywhere(self.data), **{dimension: chosen},
            )  # fmt: skip

    def area_rows(self, key: str, measure: Measure, part: dict[str, Any]) -> None:
        """The rows of a table of places, each and together."""
        told: dict[str, float] = {}
        table = part.get("table") or {}
        counted = table["columns"].index("n") if "n" in table.get("columns", ()) else 0
        for row in table.get("rows", []):
            places = self.codes.get(row[0].removeprefix("▸ "), [])
            if counted and (people := self.number(row[counted])) is not None:
                self.area(key, self.data.catalogue[measure.declared["part"]], places, people)
            value = self.number(row[1])
            if value is not None:
                self.area(key, measure, places, value)
                if len(places) == 1:
                    told[places[0]] = value
        self.together(key, measure, told)

    def together(self, key: str, measure: Measure, told: dict[str, float]) -> None:
        """What the shown places of a table hold together: all, all but one, each two. Whoever was in
        several of them is in each."""
        if not COUNTS[measure.id]:
            return
        wide = self.selection.everywhere()
        more: dict[str, Any] = {}
        if measure.id in ONCE:
            more[EARLIER] = {c: self.attacker.who(measure.id, [c], wide)[EARLIER] for c in told}
        for chosen in nonempty(sorted(told)) if told else ():
            number = int(sum(told[c] for c in chosen))
            self.tell(f"{key} sum", measure.id, number, sorted(chosen), wide, **more)

    def area(self, key: str, measure: Measure, places: list[str], value: float) -> None:
        wide = self.selection.everywhere()
        if COUNTS[measure.id]:
            assert value == int(value), f"half a person in {key}"
            self.tell(key, measure.id, int(value), places, wide)
        elif "whole" in measure.declared:
            self.share(key, value, places, wide, measure.declared["whole"])

    # ---- counts given back by rates

    def share(
        self, key: str, percent: float | None, places: list[str], selection: Selection,
        whole_of: str = "started",
    ) -> None:  # fmt: skip
        """A share times its denominator, where the denominator is told, too."""
        if percent is not None:
            whole = self.attacker.who(whole_of, places, selection)
            part = self.attacker.who("completed", places, selection)
            self.attacker.shares.append((PERSONS, self.where(key), percent, whole, part))
            self.attacker.read += 1

    def scene(self, key: str, measure: Measure, scene: dict[str, Any]) -> None:
        """The map's values, in full precision, and the people that a rate gives back."""
        wide = self.selection.everywhere()
        per = measure.declared.get("per")
        inhabitants = self.inhabitants(measure) if per else {}
        members = {key: list(of.members) for key, of in groups.declared(self.data).items()}
        for period, values in scene["values"].items():
            for code, value in zip(scene["codes"], values, strict=True):
                places = members.get(code, [code])
                if value is not None and per:
                    people = value * sum(inhabitants[place] for place in places) / per
                    assert abs(people - round(people)) < 1e-6, f"half a person in {key}"
                    counted = measure.declared["part"]
                    self.tell(f"{key} {period}", counted, round(people), places, wide)
                elif value is not None:
                    self.area(f"{key} {period}", measure, places, value)
        for said in scene.get("instead", {}).values():
            for text in sorted({text for text in said if text}):
                self.instead(key, measure, text)
        self.benchmarks(key, measure, scene["benchmarks"])
        if COUNTS[measure.id] and scene["bubbleMax"] != 1.0:
            # the largest of the whole programme, whatever is chosen
            self.attacker.bubbles.append((self.where(key), int(scene["bubbleMax"])))

    def benchmarks(self, key: str, measure: Measure, benchmarks: list[dict[str, Any]]) -> None:
        """The numbers of the county and the country, which are as blunt as their texts."""
        for beside in benchmarks:
            for period, text in beside["values"].items():
                value, told = self.number(text), beside["numbers"][period]
                assert half_up(told, measure.decimals) == told, "no more than the text says"
                if value is not None and COUNTS[measure.id]:
                    self.area(key, measure, self.codes[beside["label"]], value)

    def instead(self, key: str, measure: Measure, text: str) -> None:
        """What is said of a protected place instead: its group's number."""
        gaps = {"name": "(?P<name>.*)", "value": "(?P<value>.*)"}
        found = re.fullmatch(texts(self.words.language)["map.group"].format(**gaps), text)
        assert found, text
        members = self.codes[found["name"]]
        before = texts(self.words.language)["sentence.about"].split("{value}")[0]
        value = self.number(found["value"].removeprefix(before))
        if value is not None and not measure.declared.get("per"):
            self.area(key, measure, members, value)

    def inhabitants(self, measure: Measure) -> dict[str, float]:
        """What a rate is divided by in the last year that it rests on, as the indicators tell it."""
        named = measure.declared["denominator"]
        stocks = [named] if isinstance(named, str) else named
        rows = self.data["indicators"]
        rows = rows[rows["indicator_id"].isin(stocks) & (rows["status"] == "reported")]
        cohorts = self.data["cohorts"]
        mine = cohorts.loc[
            cohorts["cohort_id"].isin(self.attacker.within(self.selection)), "starts_on"
        ]
        if rows.empty:
            return {}
        years = sorted(rows["year"].astype(int).unique())
        last = mine.dt.year.max() if len(mine) else self.data.region.project_ends.year
        year = ([y for y in years if y <= last] or years[:1])[-1]
        rows = rows[rows["year"] == str(year)]
        return rows.groupby("municipality_code")["value"].sum().to_dict()

    # ---- what else holds numbers

    def revisions(self, part: dict[str, Any]) -> None:
        """What was published: of a list of people only that it changed, never by how many rows."""
        people = {t.name for t in self.data.contract.tables.values() if t.about_people}
        for row in part["rows"]:
            for told in row[2].split("; "):
                name, _, counts = told.partition(": ")
                if name in people and counts != "..":
                    self.attacker.loose.append(f"{self.where('revisions')} {told}")

    def receipts(self, part: dict[str, Any]) -> None:
        """The delivered files. How many rows a list of people has, and what it is to the byte, is for
        those who may see exact numbers."""
        files = {
            t.path for t in self.data.contract.tables.values() if any(f.secret for f in t.fields)
        }
        for row in part["rows"]:
            if row[1] in files and (self.count(row[2]) or re.search("[0-9a-f]{6}", row[-1])):
                self.attacker.loose.append(f"{self.where('sources')} {row[1]}: {row[2]} {row[-1]}")

    def measure(self, key: str) -> Measure | None:
        """The measure of a card; nothing where it is none of the programme's."""
        if key in ("map", "map-groups", "values") or key in COMPARED:
            return self.data.catalogue[self.here.state.measure]
        if key.startswith((*FRAMES, *progress.TABLES, *progress.NOBODY)):
            return None
        if key in CARDS or key.startswith("by-municipality-"):
            return self.data.catalogue[CARDS.get(key, key.removeprefix("by-municipality-"))]
        assert key.startswith(INDICATOR_CARDS), f"the attack does not know the card {key!r}"
        return None

    def indicator(self) -> Measure:
        """The published indicator that the view is about."""
        measure = self.data.catalogue[self.here.state.measure]
        assert not measure.programme
        return measure

    def counted(self, key: str) -> bool:
        """Whether the numbers in a card's words count people or organisations."""
        counting = (*FRAMES, *progress.TABLES)
        if not key or key.startswith(counting) or key in COUNTS:
            return not key or key.startswith(counting) or bool(COUNTS[key])
        measures = self.compared() if key in COMPARED else [self.measure(key)]
        return any(measure and COUNTS.get(measure.id) for measure in measures)

    def text(self, key: str, part: str, text: str) -> None:
        """The numbers in words that no declared phrase explains."""
        if not self.counted(key):
            return
        self.in_words(key, text)
        if not re.search(r"\d", text):
            return
        # between what a number could be: that follows from the number
        text = re.sub(self.words("sentence.could_be", low=NUMBER, high=NUMBER), " ", text)
        if key == "map-measures":
            for published in self._published:
                text = text.replace(published, " ")
        for name in self._names:
            text = text.replace(name, " ")
        for phrase in HARMLESS:
            text = re.sub(_pattern(self.words.language, phrase), " ", text)
        more = [SCORE] if key.startswith("survey-") else []
        if key.startswith(progress.WEEKLY):
            more.append(self.words("aligned.week", n=r"\d+"))
        for harmless in (DATE, YEARS, SHARE, WHISKER, *more):
            text = re.sub(harmless, " ", text)
        for found in re.findall(NUMBER, text):
            self.texts.append((f"{key} {part}: {text.strip()}", self.count(found) or 0))

    @cached_property
    def _published(self) -> list[str]:
        """What is said beside a count of another measure that counts nobody: its own sentence, note and
        source, and its name in the file's."""
        beside = [v for v in compare.two(self.here) if not COUNTS.get(v.measure.id)]
        said = [self.bluntly(describe(self.words, self.data, v, self.selection)) for v in beside]
        said += [v.measure.text("note", self.words.language) for v in beside]
        said += [v.measure.source(self.words.language) for v in beside]
        return [text for text in (*said, *(v.measure.id for v in beside)) if text]

    @cached_property
    def _names(self) -> list[str]:
        language = self.words.language
        names = [name for (_, lang), name in self.data.cohort_names.items() if lang == language]
        measures = self.data.catalogue.measures.values()
        of_measures = [s for m in measures for s in (m.name(language), m.short(language))]
        names += [name for name in of_measures if re.search(r"\d", name)]
        modules = self.data["modules"]
        called = modules[f"name_{language}"]
        names += [f"{at}. {name}" for at, name in zip(modules["position"], called, strict=True)]
        names += called.tolist()
        names += [texts(language)[f"profile.size_class.{c}"]
                  for c in self.data.contract["participants"]["size_class"].enum]  # fmt: skip
        return names

    def file(self, key: str, content: str) -> None:
        """A downloaded table: its values, and that its first lines tell nothing else."""
        if key.startswith(
            "data:"
        ):  # what published figures there are, or what the columns of their file mean
            told = json.loads(content)
            assert told.get("label", told.get("dc:title")) == self.indicator().name(
                self.words.language
            )
            return
        delimiter = ";" if self.words.language == "sv" else ","
        # the mark before a sign keeps a spreadsheet from reckoning: it is no part of the number
        lines = [
            [cell.removeprefix("'") for cell in line]
            for line in csv.reader(io.StringIO(content), delimiter=delimiter)
        ]
        start = next(i for i, line in enumerate(lines) if len(line) > 1)
        for line in lines[:start]:
            self.text(key, "csv", line[0])
        table = self.without_spans({"columns": lines[start], "rows": lines[start + 1 :]})
        columns, rows = table["columns"], table["rows"]
        if key.startswith(FRAMES):
            self.table_of(key, {"kind": "csv", "table": {"columns": columns, "rows": rows}})
            return
        if key in COMPARED:
            self.columns(f"{key} csv", rows)
            return
        measure = self.measure(key)
        if measure and measure.id in COUNTS:
            # a file of groups, or of two measures, is the table of its card
            shown = rows if key in ("map-groups", "context") else [[row[1], row[3]] for row in rows]
            self.area_rows(f"{key} csv", measure, {"table": {"rows": shown}})

    def figure(self, key: str, figure: dict[str, Any]) -> None:
        """A figure: what its rows, lines and spots say, and the numbers that they are drawn from."""
        for one in marked(figure):
            unknown = set(one) - {*SAYS, *LOOKS}
            assert not unknown, f"the attack does not know {unknown} of a figure: declare it"
            if self.rated(key):
                self.people_in(key, one)
            if not self.counted(key):
                continue
            for name in (name for name in SAYS if name in one):
                if name == "note" and key in STACKED:
                    continue  # what the table has besides, and which parts are protected
                if name in ("ring", "dot") and not key.startswith(progress.SCALED):
                    continue  # a rate, whose people were looked at
                if name in ("bar", "ring", "dot", "parts", "points", "events"):
                    self.marks(f"{key} {name}", key, name, one[name], figure)
                else:
                    self.said(f"{key} {name}", one[name])

    def marks(self, where: str, key: str, name: str, drawn: Any, figure: dict[str, Any]) -> None:
        """Numbers that are drawn: counts, or a scale of per cent, weeks or scores as coarse as its table."""
        if name == "bar":
            self.said(where, drawn)
        elif name == "parts":
            for number, text, said, reach in drawn:
                self.drawn(key, where, number or None, text)
                self.said(where, [int(number), text, said])
                ends = "–".join(f"{end:g}" for end in reach or ())
                if ends not in re.sub(r"\s", "", said):
                    self.attacker.loose.append(f"{self.where(key)} {where} reaches {ends}: {said}")
        elif name == "events":
            self.said(where, [said for _, said in drawn])
        elif name == "points":
            for point in filter(None, drawn):
                self.coarse(key, point[1])
                self.said(where, point[2])
        elif not (name == "ring" and self.published(figure)):
            self.coarse(key, drawn)

    def published(self, figure: dict[str, Any]) -> bool:
        """Whether the rings of a figure are published shares."""
        stocks = (self.words("gap.stock"), self.words("gap_enterprises.stock"))
        return any(mark == "ring" and text in stocks for mark, text in figure.get("legend", ()))

    def coarse(self, key: str, number: float) -> None:
        fine = 10 if key.startswith("survey-") else 1
        if abs(number * fine - round(number * fine)) > 1e-9:
            self.attacker.loose.append(f"{self.where(key)} is drawn at {number}")

    def rated(self, key: str) -> Measure | None:
        """The measure of a chart of people per inhabitant; nothing where it is none."""
        measure = None if key.startswith(FRAMES) else self.measure(key)
        return measure if measure and measure.declared.get("per") else None

    def people_in(self, key: str, row: dict[str, Any]) -> None:
        """The people that the mark of a rate gives back."""
        measure = self.rated(key)
        assert measure
        number = row.get("dot", row.get("up"))
        if number is not None:
            self.people_of(key, measure, self.codes[row["label"]], number)

    def people_of(self, key: str, measure: Measure, places: list[str], value: float) -> None:
        """The people that a rate of a place, or of all of them, gives back."""
        code = places[0] if len(places) == 1 else self.data.region.county_code
        # those from outside are no inhabitants
        places = [place for place in places if place in self.data.codes]
        people = value * self.inhabitants(measure)[code] / measure.declared["per"]
        part = measure.declared["part"]
        self.tell(key, part, round(people), places, self.selection.everywhere())

    def said(self, where: str, value: Any) -> None:
        if isinstance(value, str):
            self.text(where.split()[0], where, value)
        elif isinstance(value, dict):
            for inner in value.values():
                self.said(where, inner)
        elif isinstance(value, list | tuple | np.ndarray):
            for inner in value:
                self.said(where, inner)
        elif (
            isinstance(value, int | float | np.number)
            and not isinstance(value, bool)
            and value == value
        ):
            self.texts.append((where, int(value)))

    def settle(self) -> None:
        """What words, charts and bubbles say must stand among the values of the same page."""
        for where, value in self.texts:
            self.attacker.read += 1
            if value and value not in self.values:
                self.attacker.loose.append(f"{self.where(where)} = {value}, which no table tells")


def marked(figure: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows, lines or spots of a figure."""
    return [one for kind in ("rows", "lines", "spots") for one in figure.get(kind, ())]


def _numbers_of(one: dict[str, Any]) -> list[float]:
    """All numbers that a row, a line or a spot of a figure is drawn from."""
    marks = [one[name] for name in ("bar", "ring", "dot", "across", "up") if name in one]
    ends = [
        end
        for span in one.get("reach", ())
        for end in (span[1:] if isinstance(span, list) else [span])
    ]
    parts = [number for number, *_ in one.get("parts", ()) if number]
    return [*marks, *ends, *parts, *(point[1] for point in one.get("points", ()) if point)]


@cache
def _about(language: str) -> re.Pattern[str]:
    """What says of the number behind it that it is one of about."""
    return re.compile(Words(language)("sentence.about", value=r"(?=\d)"))


@cache
def _pattern(language: str, key: str, gap: str = "") -> str:
    """A phrase of the texts as a pattern, with its gaps as named groups; ``gap`` is what fits them."""
    known: set[str] = set()
    pattern = ""
    phrase = texts(language)[key]
    for part in re.split(r"(\{[^{}]+\})", phrase):
        if not part.startswith("{"):
            pattern += re.escape(part)
            continue
        name, _, forms = part[1:-1].partition(":")
        if forms:  # the one of two words that goes with a number
            pattern += f"(?:{'|'.join(map(re.escape, forms.split('|')))})"
            continue
        fits = gap or GAPS.get(name, ".{1,40}?")
        pattern += f"(?P<{name}>{fits})" if name not in known else fits
        known.add(name)
    return pattern + ("$" if re.search(r"\{[^{}:]+\}$", phrase) else "")
