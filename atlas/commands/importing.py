"""``import``, ``history`` and ``rollback``: publish files from outside, and undo it."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from atlas import folders, freetext
from atlas.commands import telling
from atlas.errors import AtlasError, ReadingFailed, scrubbed
from atlas.kinds import KINDS
from atlas.publish import asked
from atlas.words import Words

ACCEPTED, REFUSED, WRONG_USE = 0, 1, 2
MISNAMED = (
    "value_column_absent",
    "mapping_absent",
    "sheet_absent",
    "mapping_unremembered",
)  # what was asked for is not in the file
CONFIRMING = "publish"
WIDTH = 40
# options that say how a file of figures is read
OF_FIGURES = ("indicator", "value_column", "where", "year", "columns_of")
Told = Callable[[str, float], None]
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
    one.add_argument(
        "--columns-of",
        default="",
        metavar="ID",
        help="read the columns as those of an earlier file of this indicator",
    )
    one.add_argument("--year", default="", metavar="PERIOD", help="of a file that has none in it")
    one.add_argument(
        "--where",
        action="append",
        default=[],
        type=_group,
        metavar="COLUMN=GROUP",
        help="which group is meant, of a file with gender or age, say; sum adds counts up",
    )
    one.add_argument(
        "--sheet",
        default="",
        metavar="NAME",
        help="of a workbook where several have the table; '*' for all, their names being their periods",
    )
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
    one.add_argument("--dry-run", action="store_true", help="only show; change nothing")
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
    """Read sources into a candidate, show the difference, ask for confirmation, and publish."""
    try:
        sources = _sources(options)
    except OSError as wrong:
        return _wrong_use(f"{wrong.strerror}: {scrubbed(Path(str(wrong.filename)).name)}", options)
    if misuse := _misuse(options):
        return _wrong_use(misuse, options)
    return carry_out(sources, options)


def carry_out(sources: list[Any], options: argparse.Namespace) -> int:
    """Sources to a candidate, to the difference, to the publication: the same for files of every origin."""
    from atlas.publish import intake

    words = Words("en")
    progress = progress_line()
    geo = options.geo or folders.geo(options.data)
    try:
        candidate = intake.consider(
            sources, options.data, geo, options.store, exact=True, progress=progress
        )
    except ReadingFailed as ended:
        return _ended(ended, options, words)
    answer = _answer(candidate.report)
    try:
        if not options.json:
            telling.tell(candidate.report, words)
        publishing = candidate.accepted and not options.dry_run
        confirmed = publishing and _confirmed(candidate, options, words)
        if publishing and not confirmed:
            answer["accepted"] = False
            answer["findings"] += _unanswered(candidate.questions, words)
        if confirmed:
            published = intake.commit(
                candidate,
                options.data,
                _own(geo, options),
                options.store,
                note=options.note,
                progress=progress,
            )
            answer["snapshot"] = published.id
            _report_note(options.note)
            if not options.json:
                print(words("import.published", id=published.id))
    finally:
        intake.drop(candidate)
    if options.json:
        print(json.dumps(answer, ensure_ascii=False, indent=1))
    if any(finding["rule"] in MISNAMED for finding in answer["findings"]):
        return WRONG_USE
    return ACCEPTED if answer["accepted"] else REFUSED


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

    published = intake.rollback(
        options.store,
        options.data,
        options.geo or folders.geo(options.data),
        options.snapshot,
        note=options.note,
    )
    _report_note(options.note)
    print(published.id)
    return ACCEPTED


def _report_note(note: str) -> None:
    """Say on standard error if something was removed from a note before it was stored."""
    kept = freetext.kept(note)
    if kept != note:
        print(f"atlas: {Words('en')('import.note_changed', note=kept)}", file=sys.stderr)


def _own(geo: Path, options: argparse.Namespace) -> Path:
    """The folder for new boundaries: a delivery in another place never overwrites ours."""
    kinds = {options.kind, *(kind for kind, _ in options.others)}
    elsewhere = options.data.absolute() != folders.data().absolute()
    if options.geo or not elsewhere or "boundaries" not in kinds or geo != folders.geo():
        return geo
    beside: Path = options.data.absolute().parent / "geo"
    shutil.copytree(geo, beside)
    return beside


def _sources(options: argparse.Namespace) -> list[Any]:
    from atlas.publish.intake import Source

    choices: dict[str, Any] = {
        "indicator": options.indicator,
        "value_column": options.value_column,
        "delimiter": {"tab": "\t", "\\t": "\t"}.get(options.delimiter, options.delimiter),
        "decimal": options.decimal,
        "where": dict(options.where),
        "year": options.year,
        "sheet": options.sheet,
        "columns_of": options.columns_of,
        "leave_out_unmatched": options.leave_out_unmatched,
    }
    if options.mapping:
        try:
            choices["mapping"] = json.loads(options.mapping.read_text("utf-8"))
        except ValueError:
            raise AtlasError(f"{options.mapping.name} is not JSON") from None
    add = True if options.add else False if options.replace else None
    groups: dict[str, list[Path]] = {options.kind: list(options.files)}
    for kind, path in options.others:
        groups.setdefault(kind, []).append(path)
    of_others = {name: chosen for name, chosen in choices.items() if name not in OF_FIGURES}
    return [
        Source(
            kind,
            [(p.name, _content(p)) for p in paths],
            choices if kind == "indicators" else of_others,
            add,
        )
        for kind, paths in groups.items()
    ]


def _content(path: Path) -> bytes:
    """The bytes of a file, at most one more than the limit: enough to refuse it."""
    from atlas.ingest.limits import MOST_BYTES

    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)


def _misuse(options: argparse.Namespace) -> str:
    """What is wrong with a combination of options, or ``""``."""
    kinds = {options.kind, *(kind for kind, _ in options.others)}
    if "indicators" not in kinds and any(getattr(options, name) for name in OF_FIGURES):
        return "--indicator, --value-column, --columns-of, --where and --year are for indicators"
    if (
        options.delimiter
        and len(options.delimiter) != 1
        and options.delimiter not in ("tab", "\\t")
    ):
        return "--delimiter takes one sign, or tab"
    return ""


def _confirmed(candidate: Any, options: argparse.Namespace, words: Words) -> bool:
    """Whether to publish: on a terminal the user is asked; a script with questions must pass --yes."""
    if options.yes:
        return True
    if options.json or not sys.stdin.isatty():
        return not candidate.questions
    if candidate.questions:
        return input(words("import.type_to_confirm", word=CONFIRMING)).strip() == CONFIRMING
    return input(words("import.confirm")).strip().casefold() in ("y", "yes", "j", "ja")


def _wrong_use(message: str, options: argparse.Namespace) -> int:
    print(f"atlas: {message}", file=sys.stderr)
    if options.json:
        print(json.dumps(refusal(message, "wrong_use"), ensure_ascii=False, indent=1))
    return WRONG_USE


def refusal(message: str, rule: str, **more: str) -> dict[str, Any]:
    """The object that ``--json`` prints where nothing was read: one finding that says why. ``more`` are parts
    of the finding."""
    finding: dict[str, Any] = {"file": "", "row": 0, "column": "", "rule": rule}
    finding |= {"came": "", "expected": ""} | more | {"message": message}
    answer: dict[str, Any] = {"accepted": False, "rows": 0, "unmatched": [], "findings": [finding]}
    return answer | {"dialect": {}, "difference": None}


def _answer(report: Any) -> dict[str, Any]:
    """The object that ``--json`` prints, with the documented keys first."""
    first = ("accepted", "rows", "unmatched", "findings", "dialect", "difference")
    rest = ("total", "kind", "files")
    return {key: report[key] for key in (*first, *rest)}


def _unanswered(questions: list[dict[str, str]], words: Words) -> list[dict[str, Any]]:
    return [
        {
            "file": q["table"],
            "row": 0,
            "column": "",
            "rule": q["rule"],
            "came": q["came"],
            "expected": "--yes",
            "message": asked.sentence(q, words),
        }
        for q in questions
    ]


def _ended(ended: ReadingFailed, options: argparse.Namespace, words: Words) -> int:
    message = words(f"import.{ended.rule}", expected=ended.expected)
    message += f" [{ended.where}]" if ended.where else ""
    told = f"{options.files[0].name}: {message}"
    answer = refusal(told, ended.rule, file=options.files[0].name, expected=ended.expected)
    print(json.dumps(answer, ensure_ascii=False, indent=1) if options.json else told)
    return REFUSED


def progress_line() -> Callable[[str, float], None]:
    """A function that shows progress on a terminal, and nothing where standard error is not one."""
    words, watched = Words("en"), sys.stderr.isatty()

    def show(step: str, share: float) -> None:
        if watched:
            line = f"{words(f'import.step.{step}')} {words.quantity(100 * share, 0, '%')}"
            print(f"\r{line}".ljust(WIDTH), end="", file=sys.stderr, flush=True)
        if watched and share >= 1:
            print("\r" + " " * WIDTH + "\r", end="", file=sys.stderr, flush=True)

    return show


def _group(text: str) -> tuple[str, str]:
    column, _, group = text.partition("=")
    if not column or not group:
        raise argparse.ArgumentTypeError("COLUMN=GROUP")
    return column, group


def _pair(text: str) -> tuple[str, Path]:
    kind, _, path = text.partition("=")
    if kind not in KINDS or not path:
        raise argparse.ArgumentTypeError(f"KIND=FILE, with KIND one of {', '.join(KINDS)}")
    return kind, Path(path)
