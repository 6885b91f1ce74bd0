"""The corpus: files as offices send them. What must come of each stands in its manifest."""

from __future__ import annotations

import json
from dataclasses import replace

import pandas as pd
import pytest

from atlas import contract as contracts
from atlas.contract.reading import read_table
from atlas.ingest import boundaries
from atlas.ingest.corrections import keyed
from atlas.publish import candidate, shapes, tables
from scripts import make_corpus
from tests import deliveries

CORPUS = deliveries.ROOT / "tests" / "corpus"
CASES = json.loads((CORPUS / "manifest.json").read_text(encoding="utf-8"))
CONTRACT = contracts.load(deliveries.DATA)


@pytest.fixture(scope="module")
def considered(tmp_path_factory):
    """What the sandbox answers for a case, and the room it laid the candidate in: worked out once, here."""
    base = deliveries.small(tmp_path_factory.mktemp("base") / "data")
    known = {}

    def asked(case):
        if case["name"] not in known:
            room = tmp_path_factory.mktemp("case")
            known[case["name"]] = (consider(case, base, room), room / "room")
        return known[case["name"]]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tables, "build", once_for_each_delivery(tables.build))
        yield asked


def once_for_each_delivery(build):
    """Good files of a kind come to the same delivery, whose tables are then made once: these cases are
    about reading. Where areas lie is none of the tables, but each layer is drawn."""
    made = {}

    def built(delivery, *rest, **settings):
        files = tuple(path.read_bytes() for path in sorted(delivery.folder.iterdir()))
        key = (files, tuple(delivery.areas["code"]), tuple(delivery.areas["name"]))
        if key not in made:
            made[key] = build(delivery, *rest, **settings)
        drawing = shapes.drawing(delivery.areas, delivery.region.tiles)
        return replace(made[key], drawing=drawing)

    return built


def files_of(case):
    home = CORPUS / case["kind"]
    if case["files"] != [case["name"]]:
        home /= case["name"]
    return [home / name for name in case["files"]]


def consider(case, base, room):
    source = {
        "kind": case["kind"],
        "files": [{"name": p.name, "path": str(p)} for p in files_of(case)],
        "options": case.get("options", {}),
        "add": None,
    }
    folders = {
        "data": base,
        "geo": deliveries.GEO,
        "store": room / "store",
        "folder": room / "room",
    }
    for name in ("store", "room"):
        (room / name).mkdir()
    request = {key: str(path) for key, path in folders.items()}
    return candidate.consider(request | {"sources": [source], "exact": True}, lambda *_: None)


def cell(case, room):
    """The cell of the table, or of the boundary layer, that the manifest names."""
    key, column, _ = case["cell"]
    if case["kind"] == "boundaries":
        areas = boundaries.read(room / "geo", "EPSG:3006").set_index("code")
        return areas.loc[key, column]
    table = CONTRACT[case["kind"]]
    text, findings = read_table(room / "data", table)
    assert list(findings) == []
    key_of = pd.Series(keyed(text, table) if table.key else ["|".join(r) for r in text.values])
    return text[column].to_numpy()[(key_of == key).to_numpy()].item()


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_each_file_comes_to_what_its_manifest_says(case, considered):
    told, room = considered(case)
    shown = [(f["rule"], f["row"], f["column"]) for f in told["findings"]]
    assert told["accepted"] is case["accepted"], shown
    assert [lost["row"] for lost in told["unmatched"]] == case.get("unmatched", [])
    if case["accepted"]:
        assert (told["rows"], told["total"]) == (case["rows"], 0)
        assert cell(case, room) == case["cell"][2]
        asked = {question["rule"] for question in told["difference"]["questions"]}
        assert set(case.get("asks", ())) <= asked
        if "dialect" in case:
            found = told["dialect"]
            assert [found[k] for k in ("encoding", "delimiter", "decimal")] == case["dialect"]
        return
    wanted = (case["rule"], case.get("row", 0), case.get("column", ""))
    assert wanted[0] in {rule for rule, _, _ in shown}, shown
    if wanted[1]:
        row = {(rule, row) for rule, row, _ in shown}
        assert wanted[:2] in row, shown
    if wanted[2]:
        assert wanted in shown, shown
    assert all(f["message"] and f["message_sv"] for f in told["findings"])


def test_areas_lie_where_they_lay_whatever_projection_they_came_in(considered):
    home = boundaries.read(deliveries.GEO, "EPSG:3006").set_index("code")["geometry"]
    moved = [c for c in CASES if c["kind"] == "boundaries" and c["accepted"]]
    assert len(moved) > 20
    for case in moved:
        _, room = considered(case)
        areas = boundaries.read(room / "geo", "EPSG:3006").set_index("code")["geometry"]
        for code in ("2480", "2421"):
            apart = areas[code].symmetric_difference(home[code]).area / home[code].area
            assert apart < 0.001, (case["name"], code, apart)


def test_there_are_more_good_and_bad_files_than_were_asked_for():
    assert sum(case["accepted"] for case in CASES) >= 80
    assert sum(not case["accepted"] for case in CASES) >= 80


def test_the_script_gives_these_bytes(tmp_path):
    make_corpus.write(tmp_path)
    made = {p.relative_to(tmp_path): p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    there = {p.relative_to(CORPUS): p.read_bytes() for p in CORPUS.rglob("*") if p.is_file()}
    assert made.keys() == there.keys()
    assert [str(name) for name in made if made[name] != there[name]] == []


def test_no_finding_of_the_corpus_repeats_what_is_private(considered):
    private = ("850312", "19850312", "850372", "Exempelson", deliveries.PERSON)
    for case in CASES:
        if case["kind"] in ("participants", "surveys") and not case["accepted"]:
            told = json.dumps(considered(case)[0]["findings"], ensure_ascii=False)
            assert [word for word in private if word in told] == [], case["name"]
