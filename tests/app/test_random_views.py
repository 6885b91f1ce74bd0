"""A thousand views drawn at random: what a card says in its title, sentence, table, file, map and figure
is one and the same, in words that read right, and whoever is said to have most has."""

from __future__ import annotations

import csv
import io
import random
import re
from collections import Counter
from dataclasses import dataclass, field

import pytest

from atlas.measures.selection import Selection
from atlas.views import site, tables
from atlas.views.run.address import State, span
from atlas.views.run.visit import Here
from atlas.words import LANGUAGES, NBSP, Words, texts
from tests.attack.collect import Shown, look
from tests.views.worlds import of_snapshot

__all__ = ["look"]

VIEWS, SELECTIONS, DRAWN = 1_000, 50, 20
# cards of one measure by municipality, whose table, map and file have a row for each
OF_MEASURE = ("overview-map", "map", "locator", "by-municipality-", "ranking")
NOTHING = re.compile(r"\b(NaN|nan|None(?! of)|NaT|inf)\b")
DOTS = re.compile(r"(?<!\.)\.\.\.")
PLURALS = {
    "sv": "personer|kohorter|kommuner|organisationer|veckor|tillfällen|händelser|uppgifter|"
    "inskrivningar|deltagande|moduler|områden|procentenheter|rader|andelar",
    "en": "people|persons|participants|cohorts|municipalities|organisations|enterprises|weeks|"
    "sessions|events|figures|enrolments|modules|areas|percentage points|rows|shares",
}
ONE = {lang: re.compile(rf"(?<![\d.,{NBSP}–-])1[ {NBSP}](?:{p})\b") for lang, p in PLURALS.items()}
HEDGES = ("omkring", "about", " eller ", " or ", "osäker", "uncertain")


@dataclass(frozen=True)
class Fault:
    """Something that a view says and should not."""

    kind: str
    page: str
    key: str
    selection: Selection
    language: str
    said: str


@dataclass
class Seen:
    """What was looked at: how many views, cards, cells and statements, and the faults."""

    n: Counter[str] = field(default_factory=Counter)
    faults: list[Fault] = field(default_factory=list)

    def of(self, *kinds: str) -> list[Fault]:
        return [fault for fault in self.faults if fault.kind in kinds]


# --- the views --------------------------------------------------------------------------------------


def draw(data) -> list[tuple[str, State]]:
    """A thousand views: some of the selections that there are, each on pages, in both languages."""
    dice = random.Random(13)
    places, cohorts = data.codes, data["cohorts"]["cohort_id"].tolist()
    measures = [m.id for m in data.catalogue.mappable()]
    first, last = span(data)

    def some(known, most):
        return tuple(sorted(dice.sample(known, dice.choice([0, 0, *range(1, most + 1)]))))

    def years():
        if dice.random() < 0.6:
            return None
        return tuple(sorted((dice.randint(2018, last), dice.randint(max(first, 2018), last))))

    chosen = [Selection(some(places, 5), some(cohorts, 3), years()) for _ in range(SELECTIONS)]
    chosen[0] = Selection()
    drawn = []
    for at in range(VIEWS):
        language, page = dice.choice(LANGUAGES), dice.choice(site.staged())
        measure = dice.choice(measures) if page in ("map", "indicators") else "participants"
        drawn.append((page, State(language, chosen[at * SELECTIONS // VIEWS], measure)))
    return drawn


@pytest.fixture(scope="module")
def seen(shipped, look) -> Seen:
    """All views, looked at once; in some with the charts."""
    found, rows = Seen(), of_snapshot(shipped)
    for at, (page, state) in enumerate(draw(shipped.public)):
        here = Here(shipped.public, state, Words(state.language))
        shown = look(page, here, charts=at % (VIEWS // DRAWN) == 0)
        found.n["views"] += 1
        for part in shown.parts:
            read(found, here, page, part)
        agree(found, here, shown)
        true(found, here, shown, rows, look)
    print(dict(found.n), Counter((f.kind, f.page, f.key) for f in found.faults))
    return found


def fault(seen, kind, here, page, key, said):
    seen.faults.append(Fault(kind, page, key, here.state.selection, here.words.language, said))


# --- words ------------------------------------------------------------------------------------------


def strings(node):
    """Every text in a part."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for name, inner in node.items():
            if name not in (
                "words",
                "parts",
                "geometry",
            ):  # templates, and parts told by themselves
                yield from strings(inner)
    elif isinstance(node, list | tuple):
        for inner in node:
            yield from strings(inner)


def read(seen, here, page, part):
    """The texts of a part, for what no reader should meet."""
    for text in strings(part):
        seen.n["texts"] += 1
        for kind, pattern in (
            ("nothing", NOTHING),
            ("dots", DOTS),
            ("one", ONE[here.words.language]),
        ):
            if pattern.search(text):
                fault(seen, kind, here, page, str(part.get("key", part.get("kind"))), text)


# --- one and the same -------------------------------------------------------------------------------


def plain(text):
    """A number as a file writes it: without spaces between thousands and without its per cent."""
    return re.sub(rf"[{NBSP}\u202f %]", "", text).replace("\N{MINUS SIGN}", "-")


def agree(seen, here, shown: Shown):
    """Title, sentence, table, file, map and figure of each card."""
    for key, file in shown.files.items():
        told = shown.part(key)
        table = told.get("table") or shown.part("values" if key == "map" else key)
        if not table.get("rows"):
            continue
        seen.n["cards"] += 1
        cells = {row[0].removeprefix(tables.MARK): row[1:] for row in table["rows"]}
        written = rows_of(file, here.words.language)
        if key.startswith(OF_MEASURE):
            of_measure(seen, here, shown, key, told, cells, written)
        elif [list(row) for row in table["rows"]] != written[-len(table["rows"]) :] and (
            table["columns"] in written
        ):
            same = [[unquoted(c) for c in row] for row in written[-len(table["rows"]) :]]
            if same != [list(row) for row in table["rows"]]:
                fault(seen, "file", here, shown.page, key, str(written[-1]))


def unquoted(cell):
    """A cell without what keeps a spreadsheet from running it."""
    return cell.removeprefix("'")


def rows_of(file, language):
    return list(csv.reader(io.StringIO(file), delimiter=";" if language == "sv" else ","))


def of_measure(seen, here, shown, key, told, cells, written):
    """A card of one measure: a municipality's number is the same wherever it stands."""
    seen.n["cells"] += len(cells)
    differs = {
        "file": beside_file(here, told, cells, written),
        "map": beside_map(here, told["map"], cells) if told.get("map") else [],
        "title": beside_words(told, cells),
    }
    figure = shown.figures.get(key)
    if figure:
        seen.n["figures"] += 1
        differs["figure"] = beside_figure(here, figure, cells)
    for kind, said in differs.items():
        for one in said:
            fault(seen, kind, here, shown.page, key, one)


def beside_file(here, told, cells, written):
    """Where the file of a card has another value than its table."""
    words, period = here.words, told["under"].split(" · ")[-1]
    header = next(row for row in written if words("csv.code") in row and words("csv.value") in row)
    at = header.index(words("csv.value"))
    filed = {row[1]: row[at] for row in written if len(row) > at and row[2] == period}
    thousands = "," if words.language == "en" else ""
    return [
        f"{name}: {rest[0]} / {filed.get(name)}"
        for name, rest in cells.items()
        if filed.get(name) != plain(rest[0]).replace(thousands, "")
    ]


def beside_map(here, scene, cells):
    """Where the map of a card draws another value than stands in its table."""
    differs = []
    for code, value in zip(scene["codes"], scene["values"][scene["period"]], strict=True):
        cell = cells[here.name(code)][0]
        drawn = None if value is None else here.words.number(value, scene["decimals"])
        if drawn is None and cell not in ("..", "-", "."):
            differs.append(f"{code}: nothing / {cell}")
        elif drawn is not None and plain(drawn) != plain(cell):
            differs.append(f"{code}: {drawn} / {cell}")
    return differs


def beside_words(told, cells):
    """Where the title or the sentence has a number in brackets that is not in the table."""
    differs = []
    for text in (told.get("title", ""), told.get("sentence", "")):
        for value in re.findall(r"\(([^()]*)\)", text):
            value = re.sub(r"^(omkring|about) | (var|each)$", "", value)
            ends = {value} if "%" in value else {*value.split("–")}  # "15–20": from, to
            if not ends <= {rest[0] for rest in cells.values()}:
                differs.append(text)
    return differs


def beside_figure(here, figure, cells):
    """The municipalities whose value the figure does not tell as the table does."""
    hover = {row["said"].partition("\n")[0] for row in figure.get("rows", ())}
    hover |= {point[2] for line in figure.get("lines", ()) for point in line["points"] if point}
    # those whose numbers are protected share a row without a name of its own
    together = [
        row["said"].partition("\n")[2] for row in figure.get("rows", ()) if not row["label"]
    ]
    hover |= {f"{name}: .." for names in together for name in re.split(", | och | and ", names)}
    differs = []
    for name in here.data.names.values():
        value, *rest = cells[name]
        interval = f" ({rest[0]})" if rest and re.match(r"\d.*–", rest[0]) else ""
        if f"{name}: {value}{interval}" not in hover:
            differs.append(f"{name}: {value}{interval}")
    return differs


# --- most and least ---------------------------------------------------------------------------------


def said_as(language, key, text):
    """The gaps of a phrase where a text says it, else ``None``."""
    named = ""
    for at, part in enumerate(re.split(r"\{([^}]*)\}", texts(language)[key])):
        if at % 2 == 0:
            named += re.escape(part)
        elif ":" in part:  # one or many
            named += "(?:" + "|".join(map(re.escape, part.partition(":")[2].split("|"))) + ")"
        else:
            named += f"(?P<{part}>.+?)" if f"(?P<{part}>" not in named else f"(?P={part})"
    found = re.search(named + ("$" if named.endswith("?)") else ""), text)
    return found.groupdict() if found else None


def true(seen, here, shown, rows, look):
    """Whoever is named has most (or least), by the rows; unless it is said that it is not known."""
    lang, page = here.words.language, shown.page
    chosen = here.state.selection
    for part in shown.parts:
        key = part.get("key", "")
        if key in ("overview-map", "by-municipality-participants") or (
            key == "map" and here.state.measure in ("participants", "started", "completed")
        ):
            measure = here.state.measure if key == "map" else "participants"
            for text, among in (
                (part.get("title", ""), chosen.municipalities or tuple(here.data.codes)),
                (part.get("sentence", ""), tuple(here.data.codes)),
            ):
                wide = chosen.everywhere()
                exact = {here.name(c): rows.number(measure, wide.of(c)) for c in among}
                for phrase, best in (
                    ("headline.highest", max),
                    ("headline.among", max),
                    ("sentence.highest", max),
                    ("sentence.lowest", min),
                    ("sentence.among", max),
                ):
                    told = said_as(lang, phrase, text)
                    if told is None:
                        continue
                    seen.n["statements"] += 1
                    names = re.split(r", | och | and | eller | or ", told["name"])
                    names = [n for n in names if n in exact]
                    top = {n for n, v in exact.items() if v == best(exact.values())}
                    either = any(hedge in told["name"] for hedge in HEDGES)
                    if names and not (set(names) & top if either else set(names) <= top):
                        fault(seen, "most", here, page, key, text)
    if page in ("participants", "cohorts"):
        against_exact(seen, here, shown, look)


def against_exact(seen, here, shown, look):
    """What a card of steps or groups says of the largest, beside the same card of exact numbers."""
    lang, exact = here.words.language, None
    for part in shown.parts:
        key, text = part.get("key", ""), part.get("sentence", "")
        for phrase in ("funnel.drop", "admission.drop", "profile.largest", "employers.largest"):
            told = said_as(lang, phrase, text)
            if told is None or any(hedge in text for hedge in HEDGES):
                continue
            seen.n["statements"] += 1
            exact = exact or seen_exactly(here, shown.page, look)
            rows = exact.part(key)["table"]["rows"]
            if not holds(phrase, told, rows, exact.part(key)["table"]["columns"]):
                fault(
                    seen, phrase, here, shown.page, key, f"{text} | {exact.part(key)['sentence']}"
                )


EXACT: dict[str, object] = {}


def seen_exactly(here, page, look):
    return look(page, Here(EXACT["data"], here.state, here.words), charts=False)


def number(cell):
    return float(re.sub(r"[^\d-]", "", cell) or 0)


def holds(phrase, told, rows, columns):
    """Whether the named step or group is (one of) the largest in exact rows."""
    if phrase in ("funnel.drop", "admission.drop"):
        labels, numbers = [r[0].lower() for r in rows], [number(r[1]) for r in rows]
        drops = {labels[i]: numbers[i - 1] - numbers[i] for i in range(1, len(rows))}
        if phrase == "admission.drop":
            drops = {name: n for i, (name, n) in enumerate(drops.items()) if i >= 2}
        name = told["name" if phrase == "funnel.drop" else "after"].lower()
        return drops[name] == max(drops.values()) and number(told["n"]) == drops[name]
    if phrase == "profile.largest":
        groups = {r[0]: number(r[1]) for r in rows}
        return groups[told["name"]] == max(groups.values())
    pairs = {
        (r[0], size): number(n) for r in rows for size, n in zip(columns[1:], r[1:], strict=True)
    }
    return pairs[told["sector"], told["size"]] == max(pairs.values())


@pytest.fixture(scope="module", autouse=True)
def exactly(shipped):
    EXACT["data"] = shipped.exact


def test_a_thousand_views_are_looked_at(seen):
    assert seen.n["views"] == VIEWS
    assert seen.n["cards"] > 1_000
    assert seen.n["cells"] > 5_000
    assert seen.n["figures"] >= 5
    assert seen.n["statements"] > 200


@pytest.mark.parametrize("kind", ["nothing", "dots", "one"])
def test_no_view_says_what_is_no_word(seen, kind):
    assert seen.of(kind) == []


@pytest.mark.parametrize("kind", ["file", "map", "title", "figure"])
def test_a_card_says_the_same_everywhere(seen, kind):
    assert seen.of(kind) == []


@pytest.mark.parametrize(
    "kind",
    [
        "most",
        "funnel.drop",
        "admission.drop",
        "profile.largest",
        "employers.largest",
    ],
)
def test_whatever_is_said_to_be_most_is(seen, kind):
    assert seen.of(kind) == []
