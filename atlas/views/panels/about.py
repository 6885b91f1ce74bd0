"""About: what everything means, where it comes from and who is behind it. Made from what is declared."""

from __future__ import annotations

import datetime as dt
from urllib.parse import urlsplit

import pandas as pd

from atlas.frames import each
from atlas.measures import derived, display
from atlas.measures.values import PROTECTED, REPORTED
from atlas.views import card
from atlas.views.panels import statement
from atlas.views.parts.types import TextItem
from atlas.views.run.visit import Here
from atlas.views.sheet import Part

METHODS = (
    "protection", "rates", "retention", "paired", "classes", "symbols", "filters", "cause",
)  # fmt: skip


def project(here: Here) -> Part:
    """The programme behind the numbers."""
    words, region = here.words, here.data.region
    language = words.language
    text = words(
        "about.project_text",
        name=region.text("project.name", language),
        first=words.date(region.project_starts),
        last=words.date(region.project_ends),
        funders=region.text("project.funders", language),
        partner=region.text("project.partner", language),
    )
    note = region.text("project.ends_on_note", language)
    return _text([{"text": text, "small": note}])


def events(here: Here) -> Part | None:
    """The programme's dated facts."""
    words = here.words
    known = here.data["events"].sort_values("date")
    if known.empty:
        return None
    publishers = _publishers(known["source"])
    rows = [
        [
            words.date(e.date.date(), "medium"),
            getattr(e, f"text_{words.language}"),
            publishers.get(e.source, e.source),
        ]
        for e in each(known)
    ]
    columns = [words("about.date"), words("about.event"), words("about.source")]
    links = {name: address for address, name in publishers.items()}
    shown = pd.DataFrame(rows, columns=columns)
    return card.table("events", words("about.events"), "", shown, links=links)


def _publishers(sources: pd.Series) -> dict[str, str]:
    """The site of each source that is an address, by the address; with a number where another page of it is
    a source, too."""
    names: dict[str, str] = {}
    for address in dict.fromkeys(str(one) for one in sources):
        site = (urlsplit(address).hostname or "").removeprefix("www.")
        if address.startswith("https://") and site:
            taken = sum(name.split(" ")[0] == site for name in names.values())
            names[address] = f"{site} ({taken + 1})" if taken else site
    return names


def sources_table(here: Here) -> Part:
    """Each delivered table: what it is, how many rows it has, whether it is made up, its source and licence.

    For a list of people, neither the number of rows is shown, which is an exact count of them, nor the
    digest, which could confirm a guess at a row. Nor is the digest of a table with a protected column.
    """
    words = here.words
    receipts = {f["name"]: f for f in here.data.manifest["files"]}
    hidden = display.SYMBOLS[PROTECTED]
    rows = []
    for table in here.data.contract.tables.values():
        receipt = receipts.get(table.path, {"rows": 0, "sha256": ""})
        rows.append(
            [
                table.title(words.language),
                table.path,
                words.number(receipt["rows"]) if "rows" in receipt else hidden,
                words("about.synthetic") if table.synthetic else words("about.real"),
                _listed(table.declared.get("sources", []), words.language),
                _listed(table.declared.get("licenses", []), words.language),
                receipt["sha256"][:12] if "sha256" in receipt else hidden,
            ]
        )
    columns = ("table", "file", "rows", "kind", "source", "licence_head", "sha")
    shown = pd.DataFrame(rows, columns=[words(f"about.{c}") for c in columns])
    return card.table("sources", words("about.sources"), "", shown)


def indicator_table(here: Here) -> Part:
    """Each indicator on one line: what it is, where it comes from and how well it is secured there."""
    words, language = here.words, here.words.language
    measures = here.data.catalogue.indicators()
    rows = [
        [
            measure.name(language),
            measure.unit(language),
            measure.text("definition", language),
            measure.source(language),
            str(measure.declared.get("updated", "-")),
            measure.text("grade", language) or "-",
            _periods(here, measure.id),
            measure.text("licence", language),
        ]
        for measure in measures
    ]
    columns = ("indicator", "unit", "what", "source", "updated", "grade", "periods", "licence_head")
    shown = pd.DataFrame(rows, columns=[words(f"about.{c}") for c in columns])
    links = {m.source(language): str(m.declared["url"]) for m in measures if "url" in m.declared}
    title, note = words("about.indicators"), words("about.grades")
    return card.table("indicators", title, "", shown, note, links)


def fetched_table(here: Here) -> Part | None:
    """Each indicator that was fetched from its source: what was asked, when, and the digest of the answer."""
    words, fetched = here.words, here.data.manifest.get("fetched", {})
    known = here.data.catalogue.measures
    rows = [
        [
            known[name].name(words.language),
            origin["query"],
            words.date(dt.datetime.fromisoformat(origin["when"]).date(), "medium"),
            origin["sha256"][:12],
        ]
        for name, origin in fetched.items()
        if name in known
    ]
    if not rows:
        return None
    columns = ("indicator", "query", "fetched_on", "sha_answer")
    shown = pd.DataFrame(rows, columns=[words(f"about.{c}") for c in columns])
    return card.table("fetched", words("about.fetched"), "", shown)


def methods(here: Here) -> Part:
    """How numbers are protected, classed and written."""
    words, data = here.words, here.data
    limits = {
        "k": str(data.k),
        "off": str(data.reach - 1),
        "n": str(derived.least_whole(data)),
        "whole": str(derived.least_all_or_none(data)),
    }
    items: list[TextItem] = [
        {"strong": words(f"method.{part}.title"), "text": words(f"method.{part}.text", **limits)}
        for part in METHODS
    ]
    return Part({"kind": "text", "key": "methods", "items": items, "folded": True})


def accessibility(here: Here) -> Part:
    """Who can use the atlas, and how; the statement says what is missing yet."""
    item: TextItem = {
        "text": here.words("about.accessibility_text"),
        "link": statement.link(here),
    }
    return _text([item])


def glossary(here: Here) -> Part:
    """The programme's measures with their definitions."""
    language = here.words.language
    items: list[TextItem] = [
        {
            "strong": measure.name(language),
            "text": measure.text("definition", language),
            "small": measure.unit(language),
        }
        for measure in here.data.catalogue.programme()
    ]
    title = here.words("about.measures")
    return Part({"kind": "text", "key": "measures", "title": title, "items": items, "folded": True})


def _text(items: list[TextItem]) -> Part:
    return Part({"kind": "text", "items": items})


def _periods(here: Here, measure_id: str) -> str:
    """The first and the last period with a figure, and how many there are."""
    table = here.data["indicators"]
    told = table[(table["indicator_id"] == measure_id) & (table["status"] == REPORTED)]
    periods = sorted(told["year"].unique())
    if len(periods) < 2:
        return "".join(periods) or "-"
    return f"{periods[0]}–{periods[-1]} ({len(periods)})"


def _listed(entries: list[dict[str, str]], language: str) -> str:
    names = (e.get(f"title_{language}") or e.get("title") or e.get("name", "") for e in entries)
    return "; ".join(names)
