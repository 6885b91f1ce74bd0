"""``fetch``: published figures from SCB and Kolada, through the same import as any file."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from atlas import catalogue as catalogues
from atlas import contract as contracts
from atlas import folders
from atlas import region as regions
from atlas.catalogue import SOURCES, Catalogue, Measure
from atlas.commands import importing
from atlas.commands.importing import Add
from atlas.errors import SourceRefused, UnknownMeasure
from atlas.words import Words


def declare(command: Add) -> None:
    """Add the command to a parser."""
    one = command(
        "fetch", run, "fetch published figures from SCB and Kolada, see what changes, publish"
    )
    one.add_argument("api", nargs="?", choices=tuple(SOURCES), metavar="|".join(SOURCES))
    one.add_argument("--indicator", nargs="+", default=[], metavar="ID", help="unsaid: all of them")
    one.add_argument("--list", action="store_true", help="what can be fetched; asks nobody")
    one.add_argument("--dry-run", action="store_true", help="fetch and show; change nothing")
    one.add_argument("--yes", action="store_true", help="answer every question with yes")
    one.add_argument("--json", action="store_true", help="one JSON object")
    one.add_argument("--note", default="", metavar="TEXT", help="why, for the history")
    one.add_argument("--store", type=Path, default=folders.store(), metavar="FOLDER")
    one.add_argument("--data", type=Path, default=folders.data(), metavar="FOLDER")
    one.add_argument("--geo", type=Path, metavar="FOLDER", help="unsaid: geo/ beside --data")


def run(options: argparse.Namespace) -> int:
    """Fetch what was asked for, and import it as a file."""
    from atlas.ingest import boundaries
    from atlas.publish import swap
    from atlas.publish.intake import Source
    from atlas.sources import fetching

    geo = options.geo or folders.geo(options.data)
    if not options.list:
        swap.settle(options.store, options.data, geo)  # what is fetched depends on what is there
    words, region = Words("en"), regions.load(options.data)
    chosen = _chosen(options)
    table = contracts.load(options.data)["indicators"]
    rows, _ = contracts.read_table(options.data, table)
    stored = fetching.stored(rows)
    if options.list:
        for measure in chosen:
            print(measure.id, _api(measure), max(stored.get(measure.id, {"-"})))
        return importing.ACCEPTED
    areas = boundaries.read(geo, region.crs)
    try:
        fetched = fetching.fetch(chosen, areas["code"].tolist(), region, stored, _tell(words))
    except SourceRefused as wrong:
        return _refused(wrong, options, words)
    for left_out in fetched.refused:
        print(sentence(left_out, words), file=sys.stderr)
    options.kind, options.others, options.files = "indicators", [], [Path(fetched.name)]
    source = Source(
        "indicators", [(fetched.name, fetched.content)], {}, add=True, origins=fetched.origins
    )
    done = importing.carry_out([source], options)
    return importing.REFUSED if fetched.refused else done


def shown(data: Path) -> Catalogue:
    """The measures of a delivery but those to be fetched that have no figure yet."""
    from atlas.sources import fetching

    rows, _ = contracts.read_table(data, contracts.load(data)["indicators"])
    return catalogues.load(data).shown(fetching.stored(rows))


def sentence(wrong: SourceRefused, words: Words) -> str:
    """What came, what is accepted and what to do, in words."""
    told = words(f"fetch.refused.{wrong.rule}", came=wrong.actual, expected=wrong.expected)
    return f"{wrong.indicator}: {told}" if wrong.indicator else told


def _chosen(options: argparse.Namespace) -> Sequence[Measure]:
    known = catalogues.load(options.data).fetchable()
    ids = [measure.id for measure in known]
    if any(name not in ids for name in options.indicator):
        raise UnknownMeasure(ids)
    return [
        measure
        for measure in known
        if (not options.indicator or measure.id in options.indicator)
        and options.api in (None, _api(measure))
    ]


def _api(measure: Measure) -> str:
    return str((measure.fetched_from or {})["api"])


def _tell(words: Words) -> importing.Told:
    show = importing.progress_line()
    return lambda _, share: show("fetch", share)


def _refused(wrong: SourceRefused, options: argparse.Namespace, words: Words) -> int:
    message = sentence(wrong, words)
    answer = importing.refusal(
        message, wrong.rule, column=wrong.indicator, came=wrong.actual, expected=wrong.expected
    )
    if options.json:
        print(json.dumps(answer, ensure_ascii=False, indent=1))
    else:
        print(f"atlas: {message}", file=sys.stderr)
    return importing.REFUSED
