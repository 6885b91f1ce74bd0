"""``import``, ``history`` and ``rollback``: files that somebody has become the delivery, or not."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from atlas import folders, freetext
from atlas.errors import AtlasError, ReadingFailed, scrubbed
from atlas.kinds import KINDS
from atlas.words import Words

ACCEPTED, REFUSED, WRONG_USE = 0, 1, 2
UNTOLD = ".."
FIRST_FINDINGS = 20
FIRST_MOVES = 10
CONFIRMING = "publish"
WIDTH = 40
Add = Callable[[str, Callable[[argparse.Namespace], int], str], Any]


def declare(command: Add) -> None:
    """Add the three commands to a parser."""
    one = command("import", run_import, "bring in files as they are, see what changes, publish")
    one.add_argument("kind", choices=KINDS, metavar="KIND", help=", ".join(KINDS))
    one.add_argument("files", nargs="+", type=Path, metavar="FILE")
    one.add_argument(
        "--with",
        dest="others",
        action="append",
        default=[],
        type=_pair,
        metavar="KIND=FILE",
        help="another table in the same import: participants and their progress, say",
    )
    one.add_argument("--indicator", default="", metavar="ID", help="which indicator the file has")
    one.add_argument("--value-column", default="", metavar="NAME", help="where its values stand")
    one.add_argument("--delimiter", default="", metavar="SIGN", help="instead of the one found")
    one.add_argument("--decimal", default="", choices=(",", "."), help="instead of the one found")
    one.add_argument("--mapping", type=Path, metavar="FILE", help="JSON, as --json prints it")
    one.add_argument(
        "--leave-out-unmatched",
        action="store_true",
        help="publish without the rows whose place nobody knows (they are listed)",
    )
    mode = one.add_mutually_exclusive_group()
    mode.add_argument("--add", action="store_true", help="keep rows that the files do not have")
    mode.add_argument("--replace", action="store_true", help="the files are the whole table")
    one.add_argument("--dry-run", action="store_true", help="only tell; change nothing")
    one.add_argument("--yes", action="store_true", help="answer every question with yes")
    one.add_argument("--json", action="store_true", help="one JSON object")
    one.add_argument("--note", default="", metavar="TEXT", help="why, for the history")
    past = command("history", run_history, "what was published, when, by whom and from which files")
    past.add_argument("--json", action="store_true", help="a JSON array")
    back = command("rollback", run_rollback, "make an earlier snapshot the live one again")
    back.add_argument("snapshot", metavar="ID", help="an id from `history`")
    back.add_argument("--note", default="", metavar="TEXT", help="why, for the history")
    for each in (one, past, back):
        each.add_argument("--store", type=Path, default=folders.store(), metavar="FOLDER")
    for each in (one, back):
        each.add_argument("--data", type=Path, default=folders.data(), metavar="FOLDER")
        each.add_argument("--geo", type=Path, metavar="FOLDER", help="unsaid: geo/ beside --data")


def run_import(options: argparse.Namespace) -> int:
    """Read files into a candidate, tell what changes, ask, publish."""
    from atlas.publish import intake

    try:
        parcels = _parcels(options)
    except OSError as wrong:
        print(
            f"atlas: {wrong.strerror}: {scrubbed(Path(str(wrong.filename)).name)}", file=sys.stderr
        )
        return WRONG_USE
    if wrong_use := _misused(options):
        print(f"atlas: {wrong_use}", file=sys.stderr)
        return WRONG_USE
    words = Words("en")
    progress = progress_line()
    geo = options.geo or folders.geo(options.data)
    try:
        found = intake.consider(
            parcels, options.data, geo, options.store, exact=True, progress=progress
        )
    except ReadingFailed as ended:
        return _ended(ended, options, words)
    told = _told(found.told)
    try:
        if not options.json:
            _print(found.told, words)
        confirmed = found.accepted and not options.dry_run and _confirmed(found, options, words)
        if found.accepted and not options.dry_run and not confirmed:
            told["accepted"] = False
            told["findings"] += _unanswered(found.questions, words)
        if confirmed:
            made = intake.commit(
                found,
                options.data,
                _own(geo, options),
                options.store,
                note=options.note,
                progress=progress,
            )
            told["snapshot"] = made.id
            _tell_of_note(options.note)
            if not options.json:
                print(words("import.published", id=made.id))
    finally:
        intake.drop(found)
    if options.json:
        print(json.dumps(told, ensure_ascii=False, indent=1))
    return ACCEPTED if told["accepted"] else REFUSED


def run_history(options: argparse.Namespace) -> int:
    """Print what happened, newest first."""
    from atlas.publish import history

    lines = history.read(options.store)
    if options.json:
        print(json.dumps(lines, ensure_ascii=False, indent=1))
        return ACCEPTED
    for line in lines:
        mark = "*" if line["live"] else (" " if line["stands"] else "-")
        files = ", ".join(f"{f['name']} ({f['rows']})" for f in line.get("files", ())[:5])
        what = " ".join(filter(None, [line["act"], str(line.get("kind", ""))]))
        parts = [line["snapshot"], what, line.get("who", ""), files, line.get("note", "")]
        print(f"{mark} {line.get('when', '')}  " + "  ".join(str(p) for p in parts if p))
    return ACCEPTED


def run_rollback(options: argparse.Namespace) -> int:
    """Make an earlier snapshot the live one, and its files the delivery."""
    from atlas.publish import intake

    made = intake.rollback(
        options.store,
        options.data,
        options.geo or folders.geo(options.data),
        options.snapshot,
        note=options.note,
    )
    _tell_of_note(options.note)
    print(made.id)
    return ACCEPTED


def _tell_of_note(note: str) -> None:
    """Say beside the answer that something was taken out of a note before it was stored."""
    kept = freetext.kept(note)
    if kept != note:
        print(f"atlas: {Words('en')('import.note_changed', note=kept)}", file=sys.stderr)


def _own(geo: Path, options: argparse.Namespace) -> Path:
    """Where boundaries go: those of a delivery that lies elsewhere are never written over ours."""
    kinds = {options.kind, *(kind for kind, _ in options.others)}
    elsewhere = options.data.absolute() != folders.data().absolute()
    if options.geo or not elsewhere or "boundaries" not in kinds or geo != folders.geo():
        return geo
    beside: Path = options.data.absolute().parent / "geo"
    shutil.copytree(geo, beside)
    return beside


def _parcels(options: argparse.Namespace) -> list[Any]:
    from atlas.publish.intake import Parcel

    chosen: dict[str, Any] = {
        "indicator": options.indicator,
        "value_column": options.value_column,
        "delimiter": {"tab": "\t", "\\t": "\t"}.get(options.delimiter, options.delimiter),
        "decimal": options.decimal,
        "leave_out_unmatched": options.leave_out_unmatched,
    }
    if options.mapping:
        try:
            chosen["mapping"] = json.loads(options.mapping.read_text("utf-8"))
        except ValueError:
            raise AtlasError(f"{options.mapping.name} is not JSON") from None
    add = True if options.add else False if options.replace else None
    groups: dict[str, list[Path]] = {options.kind: list(options.files)}
    for kind, path in options.others:
        groups.setdefault(kind, []).append(path)
    return [
        Parcel(kind, [(p.name, _content(p)) for p in paths], chosen, add)
        for kind, paths in groups.items()
    ]


def _content(path: Path) -> bytes:
    """The bytes of a file, one more than is allowed at most: enough to refuse it."""
    from atlas.ingest.limits import MOST_BYTES

    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)


def _misused(options: argparse.Namespace) -> str:
    if options.kind != "indicators" and (options.indicator or options.value_column):
        return "--indicator and --value-column are for indicators"
    if (
        options.delimiter
        and len(options.delimiter) != 1
        and options.delimiter not in ("tab", "\\t")
    ):
        return "--delimiter takes one sign, or tab"
    return ""


def _confirmed(found: Any, options: argparse.Namespace, words: Words) -> bool:
    """Whether it is published: a terminal is asked, a script must have said --yes to red questions."""
    if options.yes:
        return True
    if options.json or not sys.stdin.isatty():
        return not found.questions
    if found.questions:
        return input(words("import.type_to_confirm", word=CONFIRMING)).strip() == CONFIRMING
    return input(words("import.confirm")).strip().casefold() in ("y", "yes", "j", "ja")


def _told(told: Any) -> dict[str, Any]:
    """The one JSON object, the promised keys first."""
    first = ("accepted", "rows", "unmatched", "findings", "dialect", "difference")
    rest = ("total", "kind", "files")
    return {key: told[key] for key in (*first, *rest)}


def _unanswered(questions: list[dict[str, str]], words: Words) -> list[dict[str, Any]]:
    return [
        {
            "file": q["table"],
            "row": 0,
            "column": "",
            "rule": q["rule"],
            "came": q["came"],
            "expected": "--yes",
            "message": words(f"import.question.{q['rule']}", **_named(q)),
        }
        for q in questions
    ]


def _named(question: dict[str, str]) -> dict[str, str]:
    return {"table": question["table"], "came": question["came"]}


def _print(told: Any, words: Words) -> None:
    """The same as the one object, in words."""
    for read in told["files"]:
        _print_reading(read, words)
    for lost in told["unmatched"][:FIRST_FINDINGS]:
        print(words(f"import.{lost['why']}", **{k: lost[k] for k in ("file", "row", "came")}))
    for found in told["findings"][:FIRST_FINDINGS]:
        print(found["message"])
    if told["total"]:
        print(words("finding.total", n=str(told["total"])))
    else:
        _print_difference(told["difference"], words)


def _print_reading(read: Any, words: Words) -> None:
    shown = ", ".join(f"{key} {value!r}" for key, value in read["dialect"].items() if value != "")
    print(words("import.read", file=read["file"], rows=str(read["rows"]), dialect=shown))
    if read.get("projection"):
        print(words("import.projection", **{k: read["projection"][k] for k in ("name", "how")}))
    mapped = read.get("mapping", {})
    for source, column in mapped.get("columns", {}).items():
        print(f"  {source} → {column or words('import.left_out')}")
    if mapped.get("years"):
        print(f"  {', '.join(mapped['years'])} → year, value")


def _print_difference(change: Any, words: Words) -> None:
    counts = {
        k: UNTOLD if change[k] is None else str(change[k])
        for k in ("before", "after", "new", "changed", "gone")
    }
    print(words("import.rows", **counts))
    for area in change["areas"]:
        print(f"  {area['of']}: {_figure(area['before'])} → {_figure(area['after'])} km²")
    for move in change["figures"]["moves"][:FIRST_MOVES]:
        parts = " ".join(str(move[k]) for k in ("figure", "of", "period") if move[k])
        print(f"  {parts}: {_figure(move['before'])} → {_figure(move['after'])}")
    print(words("import.figures", n=str(change["figures"]["total"])))
    for question in change["questions"]:
        print("! " + words(f"import.question.{question['rule']}", **_named(question)))


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:g}" if abs(value) < 1e6 else f"{value:.0f}"


def _ended(ended: ReadingFailed, options: argparse.Namespace, words: Words) -> int:
    message = words(f"import.{ended.rule}", expected=ended.expected)
    message += f" [{ended.where}]" if ended.where else ""
    finding = {
        "file": options.files[0].name,
        "row": 0,
        "column": "",
        "rule": ended.rule,
        "came": "",
        "expected": ended.expected,
        "message": f"{options.files[0].name}: {message}",
    }
    told = {"accepted": False, "rows": 0, "unmatched": [], "findings": [finding]}
    told |= {"dialect": {}, "difference": None}
    print(json.dumps(told, ensure_ascii=False, indent=1) if options.json else finding["message"])
    return REFUSED


def progress_line() -> Callable[[str, float], None]:
    """Tell on a terminal how far the work has come; where nobody watches, tell nothing."""
    words, watched = Words("en"), sys.stderr.isatty()

    def show(step: str, share: float) -> None:
        if watched:
            line = f"{words(f'import.step.{step}')} {words.quantity(100 * share, 0, '%')}"
            print(f"\r{line}".ljust(WIDTH), end="", file=sys.stderr, flush=True)
        if watched and share >= 1:
            print("\r" + " " * WIDTH + "\r", end="", file=sys.stderr, flush=True)

    return show


def _pair(text: str) -> tuple[str, Path]:
    kind, _, path = text.partition("=")
    if kind not in KINDS or not path:
        raise argparse.ArgumentTypeError(f"KIND=FILE, with KIND one of {', '.join(KINDS)}")
    return kind, Path(path)
