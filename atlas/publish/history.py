"""The history of a store: every publication and rollback, with its files, its difference and a note."""

from __future__ import annotations

import datetime as dt
import getpass
import json
import os
from pathlib import Path
from typing import Any

from atlas.contract import Contract
from atlas.publish import manifests

FILE = "history.jsonl"


def entry(snapshot: str, moment: dt.datetime, act: str, **more: Any) -> dict[str, Any]:
    """A line of history: ``act`` is ``publish``, ``import`` or ``rollback``."""
    when = moment.astimezone(dt.UTC).isoformat(timespec="seconds")
    return {"act": act, "snapshot": snapshot, "when": when} | more


def account() -> str:
    """The account that publishes; a container may have none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


def append(store: Path, line: dict[str, Any]) -> None:
    """Append a line; it is on disk before this returns. A line cut short by a crash spoils no other."""
    path = store / FILE
    with path.open("ab+") as file:
        torn = file.tell() and (file.seek(-1, os.SEEK_END), file.read(1))[1] != b"\n"
        text = json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n"
        file.write(("\n" if torn else "").encode() + text.encode())
        file.flush()
        os.fsync(file.fileno())


def read(store: Path) -> list[dict[str, Any]]:
    """The whole history, newest first. ``live`` marks the snapshot that is shown now, ``stands`` those that
    one can go back to.

    A snapshot whose line was lost in a crash gets one from its manifest.
    """
    lines = []
    try:
        for text in (store / FILE).read_text("utf-8", "replace").splitlines():
            try:
                line = json.loads(text)
                lines.append(dict(line) | {"snapshot": str(line["snapshot"])})
            except (ValueError, TypeError, KeyError):
                continue
    except OSError:
        pass
    manifests = _manifests(store)
    recorded = {line["snapshot"] for line in lines if line["act"] != "rollback"}
    for identity, manifest in manifests.items():
        if identity not in recorded:
            revision = manifest.get("revision") or {"act": "publish"}
            files = revision.get("files") or manifest["files"]
            lines.append(
                dict(revision)
                | {"snapshot": identity, "when": manifest["published_at"], "files": files}
            )
    now = live(store)
    for line in lines:
        line["stands"] = line["snapshot"] in manifests
        line["live"] = line["snapshot"] == now
    # of two in the same second the one written last is the newer
    return sorted(lines, key=lambda line: str(line.get("when", "")))[::-1]


def public(lines: list[dict[str, Any]], contract: Contract) -> list[dict[str, Any]]:
    """The revision log that every reader may see: when and what, but not who; of tables about people, only
    that they were delivered."""
    shown = ("when", "snapshot", "stands", "live")
    return [
        manifests.public_revision(line, contract) | {key: line[key] for key in shown if key in line}
        for line in lines
    ]


def withdrawn(store: Path) -> set[str]:
    """The snapshots that were rolled back and that nobody has gone back to since."""
    gone: set[str] = set()
    for line in reversed(read(store)):
        if line["act"] == "rollback":
            gone = (gone | {str(line.get("from", ""))}) - {line["snapshot"]}
    return gone


def live(store: Path) -> str:
    """The id of the snapshot that is shown now; empty where there is none."""
    try:
        return (store / "CURRENT").read_text("ascii").strip()
    except (OSError, ValueError):
        return ""


def _manifests(store: Path) -> dict[str, dict[str, Any]]:
    by_id = {}
    for path in sorted(store.glob("snapshots/[!.]*/manifest.json")):
        try:
            manifest = json.loads(path.read_text("utf-8"))
            by_id[path.parent.name] = {
                "published_at": manifest["published_at"],
                "revision": manifest.get("revision"),
                "files": manifest.get("files", []),
            }
        except (OSError, ValueError, KeyError, TypeError):
            continue
    return by_id
