"""The command line: ``python -m atlas``."""

from __future__ import annotations

import argparse
import datetime as dt
import errno
import json
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from atlas import __version__, folders
from atlas.commands import fetching, importing, index
from atlas.commands.parser import Parser, WrongUse
from atlas.errors import AtlasError, safe_key, scrubbed
from atlas.words import Words

ACCEPTED, REFUSED, WRONG_USE = 0, 1, 2
FIRST_FINDINGS = 20
WHY_PUBLIC = {
    "first": "there were none",
    "kind": "the participants are of another kind, sample or real",
    "edition": "an earlier edition of the atlas rounded them otherwise",
    "sample": "the participants are sample data",
    "asked": "asked for, and written down",
    "due": "due by the schedule",
}

TEACHING = """\
From files to a map, in three steps:

  python -m atlas check                  does data/ and geo/ keep the contract?
  python -m atlas publish                make a snapshot of them and show that one from now on
  python -m atlas values population      the values that the map draws, as a table

Files as an office has them, without touching data/ by hand:

  python -m atlas import indicators FILE --indicator ID --dry-run
  python -m atlas fetch kolada --dry-run
  python -m atlas history
  python -m atlas rollback ID

Try it:

  python -m atlas measures
  python -m atlas values participants --cohort ID
  python -m atlas values population --year 2022 --municipality CODE --json
  python -m atlas index SPEC.toml FRAME.csv
  python -m atlas sample --participants 61 --seed 7 --out data/

ATLAS_DATA, ATLAS_GEO and ATLAS_STORE name other folders than data/, geo/ and .atlas/.
Exit codes: 0 done, 1 refused with findings or reasons, 2 wrong use.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code. Errors are printed in one line, never as a traceback."""
    typed = list(sys.argv[1:] if arguments is None else arguments)
    try:
        options = _parser().parse_args(typed)
    except WrongUse as wrong:
        _print_object(wrong.message, "wrong_use", typed)
        raise
    command: Callable[[argparse.Namespace], int] = options.command
    try:
        return command(options)
    except AtlasError as wrong:
        return _failed(scrubbed(str(wrong)), typed)
    except OSError as wrong:
        full = wrong.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
        why = (
            Words("en")("store.full")
            if full
            else f"{wrong.strerror}: {safe_key(Path(str(wrong.filename)).stem)}"
        )
        return _failed(why, typed)
    except Exception as wrong:
        # a bug of ours: where it happened helps to fix it, but its text could quote a cell
        at = traceback.extract_tb(wrong.__traceback__)[-1]
        place = f"{Path(at.filename).name}:{at.lineno}"
        return _failed(f"unexpected {type(wrong).__name__} at {place}", typed)


def _failed(message: str, typed: Sequence[str]) -> int:
    print(f"atlas: {message}", file=sys.stderr)
    _print_object(message, "failed", typed)
    return REFUSED


def _print_object(message: str, rule: str, typed: Sequence[str]) -> None:
    """The object that a script waits for: ``--json``, or how it begins, was said and nothing was read."""
    as_json = any(len(word) > 2 and "--json".startswith(word) for word in typed)
    if as_json and typed[0] in ("import", "fetch"):
        print(json.dumps(importing.refusal(message, rule), ensure_ascii=False, indent=1))


def check(options: argparse.Namespace) -> int:
    """Read the delivery and print everything that departs from the contract."""
    from atlas import ingest

    findings = ingest.read(options.data, options.geo).findings
    _print_findings(findings, options.json)
    return REFUSED if findings else ACCEPTED


def publish(options: argparse.Namespace) -> int:
    """Publish the delivery, or record why it was refused and leave the last good snapshot live."""
    from atlas.publish import swap

    with swap.alone(options.store, options.data, options.geo):
        return _publish(options)


def _publish(options: argparse.Namespace) -> int:
    from atlas import ingest, warehouse
    from atlas.errors import BrokenSnapshot, NoSnapshot
    from atlas.ingest import delivery as deliveries
    from atlas.publish import schedule, seal, snapshot
    from atlas.publish import store as stores

    if options.if_changed:
        try:
            live = stores.current(options.store)
            warehouse.public_part(live)
            seal.check(live.folder, live.manifest, "exact")
            fingerprint = deliveries.fingerprint(options.data, options.geo)
            if (
                live.manifest["fingerprint"] == fingerprint
                and live.manifest["atlas"] == __version__
                and not schedule.waits(live.manifest, dt.datetime.now(dt.UTC), options.public)
            ):
                stores.accept(options.store)
                print(live.id)
                return ACCEPTED
        except (NoSnapshot, BrokenSnapshot, FileNotFoundError, KeyError):
            pass
    progress = importing.progress_line()
    outcome = ingest.read(options.data, options.geo, progress)
    if outcome.delivery is None:
        fingerprint = deliveries.fingerprint(options.data, options.geo)
        stores.reject(outcome.findings, fingerprint, options.store)
        _print_findings(outcome.findings, as_json=False)
        return REFUSED
    progress("publish", 0.0)
    published = snapshot.publish(outcome.delivery, options.store, public_now=bool(options.public))
    progress("publish", 1.0)
    for line in _moves(published.manifest) if published.why != "kept" else ():
        print(line)
    print(_standing(published))
    print(published.id)
    return ACCEPTED


def _moves(manifest: dict[str, Any]) -> Iterator[str]:
    """What protection costs: a line for each rounded cube."""
    names = {"total": "total", "municipality_code": "a municipality", "cohort_id": "a cohort"}
    k = manifest["protection"]["k"]
    for cube, report in manifest["cost"].items():
        if cube not in ("enrolments", "organisations"):
            continue
        margins = report["margins"]
        moves = ", ".join(
            f"{name} {margins[margin]['largest_move']} ({margins[margin]['mean_move']})"
            for margin, name in names.items()
            if margin in margins
        )
        yield (
            f"{cube}: {report['rounded_cells']} of {report['cells']} cells moved to a multiple of {k}; "
            f"largest (mean) move: {moves}"
        )


def _standing(published: Any) -> str:
    """Whether the public numbers of people are new, why, and how long they will stand."""
    public = published.manifest["public"]
    since, until = public["as_of"][:16], public["until"][:16]
    later = f"public numbers stay until {until} UTC"
    if published.why != "kept":
        why = WHY_PUBLIC[published.why]
        next_ = "they follow the next delivery" if public["sample"] or since == until else later
        return f"Public numbers of people: made anew ({why}); {next_}."
    now = "To let them change before that: publish --public now"
    return f"Public numbers of people: as of {since} UTC; {later}. {now}"


def public_copy(options: argparse.Namespace) -> int:
    """Write a store that holds the live snapshot's public part and nothing else."""
    from atlas.publish import copies

    print(copies.public_copy(options.store, options.out))
    return ACCEPTED


def sample(options: argparse.Namespace) -> int:
    """Make a synthetic programme."""
    from atlas.ingest import sample as samples

    programme = samples.make(
        options.data, options.participants, options.seed, options.municipalities
    )
    for path in samples.write(programme, options.out):
        print(path)
    return ACCEPTED


def values(options: argparse.Namespace) -> int:
    """Print the values of a measure: the table that the page draws."""
    from atlas import warehouse
    from atlas.measures import registry
    from atlas.measures.selection import Selection
    from atlas.measures.values import records

    data = (
        warehouse.exact(options.store, "staff")
        if options.exact
        else warehouse.open_public(options.store)
    )
    if data.stands_in:
        print(f"atlas: the live snapshot cannot be read; these are of {data.id}", file=sys.stderr)
    years = (options.year, options.year) if options.year else None
    selection = Selection((), tuple(options.cohort), years)
    registry.check_codes(data, replace(selection, municipalities=tuple(options.municipality)))
    of_measure = registry.values(data, options.measure, selection)
    period = of_measure.period
    rows = of_measure.table[of_measure.table["period"] == period]
    if options.municipality:
        beside = of_measure.benchmarks[of_measure.benchmarks["period"] == period]
        every = {row["code"]: row for row in records(rows) + records(beside)}
        shown = [every[code] for code in options.municipality if code in every]
    else:
        shown = records(rows)
    if options.json:
        print(json.dumps(shown, ensure_ascii=False, indent=1))
    else:
        _print_table(shown)
    return ACCEPTED


def measures(options: argparse.Namespace) -> int:
    """List every measure that has something to show."""
    every = fetching.shown(options.data).measures.values()
    rows = [
        {
            "measure": m.id,
            "kind": m.kind,
            "level": m.level,
            "unit": m.unit("en"),
            "name_sv": m.name("sv"),
            "name_en": m.name("en"),
            "source": m.source("en") or "programme",
        }
        for m in every
    ]
    if options.json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        _print_table(
            [{k: r[k] for k in ("measure", "kind", "level", "unit", "name_en")} for r in rows]
        )
    return ACCEPTED


def role(options: argparse.Namespace) -> int:
    """List roles, give one, or take it away."""
    from atlas import roles

    if options.list:
        given = roles.people(options.store)
        _print_table([{"sub": sub, "role": given[sub]} for sub in sorted(given)])
        return ACCEPTED
    if not options.sub or (options.role is None) != options.remove:
        print("atlas: say SUB ROLE, SUB --remove or --list", file=sys.stderr)
        return WRONG_USE
    roles.give(options.store, options.sub, options.role)
    print(f"the role is now {options.role or roles.PUBLIC}")
    return ACCEPTED


def _print_findings(findings: Any, as_json: bool) -> None:
    words = Words("en")
    if as_json:
        answer = {
            "accepted": not findings,
            "total": findings.total,
            "findings": [finding.as_dict(words) for finding in findings],
        }
        print(json.dumps(answer, ensure_ascii=False, indent=1))
        return
    for finding in list(findings)[:FIRST_FINDINGS]:
        print(finding.sentence(words))
    print(words("finding.total", n=str(findings.total)) if findings else words("finding.none"))


def _print_table(rows: list[dict[str, Any]]) -> None:
    if not rows:
        return
    shown = [list(rows[0])] + [[_cell(v) for v in row.values()] for row in rows]
    widths = [max(len(line[i]) for line in shown) for i in range(len(shown[0]))]
    for line in shown:
        print(
            "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        )


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return f"{value:.4f}".rstrip("0") if isinstance(value, float) else str(value)


def _parser() -> argparse.ArgumentParser:
    parser = Parser(
        prog="python -m atlas",
        description="Check, publish and read the data behind the atlas.",
        epilog=TEACHING,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"atlas {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    def command(name: str, run: Callable[[argparse.Namespace], int], text: str) -> Any:
        added = commands.add_parser(name, help=text, description=text)
        added.set_defaults(command=run)
        return added

    def folder(to: argparse.ArgumentParser, name: str, default: Path, text: str) -> None:
        to.add_argument(f"--{name}", type=Path, default=default, metavar="FOLDER", help=text)

    checking = command("check", check, "does a delivery keep the contract? (exit 1 with findings)")
    publishing = command("publish", publish, "make a snapshot and show it from now on")
    for each in (checking, publishing):
        folder(each, "data", folders.data(), "CSV files and their contract")
        folder(each, "geo", folders.geo(), "the boundary shapefile")
    checking.add_argument("--json", action="store_true", help="one JSON object")
    folder(publishing, "store", folders.store(), "where snapshots lie")
    publishing.add_argument(
        "--if-changed",
        action="store_true",
        help="do nothing if the live snapshot is of these files",
    )
    publishing.add_argument(
        "--public",
        choices=["now"],
        help="let the public numbers of people change ahead of their schedule (written down)",
    )

    copying = command("public-copy", public_copy, "a store for the internet: nothing exact in it")
    copying.add_argument("out", type=Path, metavar="OUT", help="a folder that is not there yet")
    folder(copying, "store", folders.store(), "where snapshots lie")

    sampling = command("sample", sample, "make a synthetic programme, marked as such")
    sampling.add_argument("--participants", type=_positive, default=61, metavar="N")
    sampling.add_argument("--seed", type=int, default=7, metavar="N")
    sampling.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    sampling.add_argument(
        "--municipalities",
        type=_positive,
        metavar="N",
        help="made-up places instead of the region's",
    )
    folder(sampling, "data", folders.data(), "where region.toml and groups.csv lie")

    showing = command("values", values, "the values of a measure, as the page draws them")
    showing.add_argument("measure", metavar="MEASURE", help="an id from `measures`")
    showing.add_argument("--municipality", nargs="+", default=[], metavar="CODE")
    showing.add_argument("--cohort", nargs="+", default=[], metavar="ID")
    showing.add_argument("--year", type=int, metavar="YEAR")
    showing.add_argument("--exact", action="store_true", help="exact numbers: internal use only")
    showing.add_argument("--json", action="store_true", help="a JSON array of rows")
    folder(showing, "store", folders.store(), "where snapshots lie")

    listing = command("measures", measures, "every measure, with kind, unit and names")
    listing.add_argument("--json", action="store_true", help="a JSON array")
    folder(listing, "data", folders.data(), "where indicators.toml lies")

    giving = command("role", role, "who may see exact numbers: give a role to a login's id (sub)")
    giving.add_argument("sub", nargs="?", metavar="SUB", help="the id that the login gives")
    giving.add_argument("role", nargs="?", metavar="ROLE", help="public, leader, staff or admin")
    giving.add_argument("--remove", action="store_true", help="take the role away")
    giving.add_argument("--list", action="store_true", help="everyone with a role")
    folder(giving, "store", folders.store(), "where the table lies")
    importing.declare(command)
    index.declare(command)
    fetching.declare(command)
    return parser


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number


if __name__ == "__main__":
    sys.exit(main())
