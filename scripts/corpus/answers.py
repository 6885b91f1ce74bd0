"""Answers of statistics services, saved as files: JSON-stat 2, PxWeb, px-csv and Kolada."""

from __future__ import annotations

import json
from typing import Any

from scripts.corpus.case import Case, OfIndicator, bad, good

POP: OfIndicator = {"indicator": "population"}
UMEA = ("population|2480|2024", "value", "134249")
PROTECTED = ("population|2403|2024", "status", "protected")
PLACES = {"2480": "Umeå", "2403": "Bjurholm"}
YEARS = {"2023": "2023", "2024": "2024"}
PEOPLE = {"BE0101N1": "Folkmängd"}
VALUES = [133091, 134249, 2366, 2359]


def dataset(
    dimensions: dict[str, tuple[str, dict[str, str]]], values: Any, **more: Any
) -> dict[str, Any]:
    """JSON-stat 2 as PxWebApi 2 writes it: each dimension with its label and its categories."""
    return {
        "version": "2.0",
        "class": "dataset",
        "label": "Folkmängd",
        "source": "SCB",
        "role": {"time": ["Tid"], "metric": ["ContentsCode"]},
        "id": list(dimensions),
        "size": [len(of) for _, of in dimensions.values()],
        "dimension": {
            name: {
                "label": label,
                "category": {"index": {code: at for at, code in enumerate(of)}, "label": of},
            }
            for name, (label, of) in dimensions.items()
        },
        "value": values,
    } | more


def people(values: Any, **more: Any) -> dict[str, Any]:
    """The population of two municipalities in two years."""
    spans = {
        "Region": ("region", PLACES),
        "ContentsCode": ("tabellinnehåll", PEOPLE),
        "Tid": ("år", YEARS),
    }
    return dataset(spans, values, **more)


def pxweb(data: list[tuple[list[str], list[str]]], *keys: str) -> dict[str, Any]:
    """PxWeb's own JSON: ``keys`` are the texts of its dimensions."""
    columns = [{"code": text, "text": text, "type": "d"} for text in keys]
    columns[-1]["type"] = "t"
    return {
        "columns": [*columns, {"code": "BE0101N1", "text": "Folkmängd", "type": "c"}],
        "comments": [],
        "data": [{"key": key, "values": values} for key, values in data],
    }


def kolada(
    *items: tuple[str, int, dict[str, float | None]], kpi: str = "N01951", **more: Any
) -> dict[str, Any]:
    """A page of Kolada: area, year and its values by gender."""
    values = [
        {
            "kpi": kpi,
            "municipality": area,
            "period": year,
            "values": [
                {"gender": g, "value": v, "count": 1, "status": "", "isdeleted": False}
                for g, v in of.items()
            ],
        }
        for area, year, of in items
    ]
    return {"count": len(values), "values": values, "next_url": None} | more


def text(document: Any) -> str:
    """A document as it is saved."""
    return json.dumps(document, ensure_ascii=False, indent=1)


def cases() -> list[Case]:
    """All of them."""
    return [*_good(), *_bad()]


def _good() -> list[Case]:
    whole = people(VALUES)
    hidden = people([*VALUES[:3], None], status={"3": ".."})
    sparse = people({"0": 133091, "1": 134249, "2": 2366}, status={"3": ".."})
    plain = pxweb([(["2480", "2024"], ["134249"]), (["2403", "2024"], [".."])], "region", "år")
    both: list[tuple[str, int, dict[str, float | None]]] = [
        ("2480", 2024, {"T": 134249}),
        ("2403", 2024, {"T": None}),
        ("0000", 2024, {"T": 1e7}),
    ]
    withdrawn = kolada(("2480", 2024, {"T": 134249}))
    gone = {"gender": "T", "value": 1, "isdeleted": True}
    withdrawn["values"][0]["values"].insert(0, gone)
    first = {"dataset": {k: v for k, v in whole.items() if k not in ("id", "size", "role")}}
    first["dataset"]["dimension"] |= {k: whole[k] for k in ("id", "size", "role")}
    px = '"region","tabellinnehåll","2023","2024"\n"2480 Umeå","Folkmängd",133091,134249\n"2403 Bjurholm","Folkmängd",2366,".."\n'
    return [
        good("json_stat.json", "indicators", text(whole), 4, UMEA, ("JSON-stat 2", "", "."), **POP),
        good("json_stat_marked.json", "indicators", text(whole).encode("utf-8-sig"), 4, UMEA, **POP),
        good("json_stat_hidden.json", "indicators", text(hidden), 4, PROTECTED, **POP),
        good("json_stat_sparse.json", "indicators", text(sparse), 4, PROTECTED, **POP),
        good("json_stat_1.json", "indicators", text(first), 4, UMEA, **POP),
        good("json_stat.txt", "indicators", text(whole), 4, UMEA, **POP),
        good("pxweb.json", "indicators", text(plain), 2, UMEA, ("PxWeb", "", "."), **POP),
        good("pxweb_hidden.json", "indicators", text(plain), 2, PROTECTED, **POP),
        good("kolada.json", "indicators", text(kolada(*both)), 3, UMEA, ("Kolada", "", "."), **POP),
        good("kolada_missing.json", "indicators", text(kolada(*both)), 3, ("population|2403|2024", "status", "missing"), **POP),
        good("kolada_withdrawn.json", "indicators", text(withdrawn), 1, UMEA, **POP),
        good("px_csv.csv", "indicators", px, 4, UMEA, ("utf-8", ",", "."), **POP),
        good("scb_comma_titled.csv", "indicators", '"Folkmängd efter region, tabellinnehåll och år"\n\n' + px, 4, PROTECTED, **POP),
        good("scb_semicolon.csv", "indicators", px.replace(",", ";").encode("cp1252"), 4, UMEA, ("cp1252", ";", ","), **POP),
        good("scb_tab_titled.txt", "indicators", '"Folkmängd efter region"\n\n' + px.replace(",", "\t"), 4, UMEA, **POP),
    ]  # fmt: skip


def _bad() -> list[Case]:
    whole = people(VALUES)
    large = {f"{n:05}": str(n) for n in range(2000)}
    bomb = dataset({"Region": ("region", large), "Tid": ("år", large)}, {})
    half = pxweb([(["2480"], ["134249"])], "region", "år")
    more = "https://api.kolada.se/v3/data?page=2"
    return [
        bad("json_stat_half.json", "indicators", text(people(VALUES[:3])), "answer_half", **POP),
        bad("json_stat_too_many.json", "indicators", text(people([*VALUES, 1])), "answer_half", **POP),
        bad("json_stat_other_size.json", "indicators", text(whole | {"size": [2, 1, 3]}), "answer_half", **POP),
        bad("json_stat_place_outside.json", "indicators", text(people({"0": 1, "9": 2})), "answer_half", **POP),
        bad("json_stat_text.json", "indicators", text(people(["1", *VALUES[1:]])), "answer_shape", **POP),
        bad("json_stat_unknown_sign.json", "indicators", text(people([*VALUES[:3], None], status={"3": "e"})), "number", 5, "value", **POP),
        bad("json_stat_bomb.json", "indicators", text(bomb), "answer_cells", **POP),
        bad("json_stat_without_codes.json", "indicators", text(whole | {"dimension": {"Region": {}}}), "answer_shape", **POP),
        bad("pxweb_half.json", "indicators", text(half), "answer_half", **POP),
        bad("kolada_first_page.json", "indicators", text(kolada(("2480", 2024, {"T": 1}), next_url=more)), "answer_half", **POP),
        bad("kolada_miscounted.json", "indicators", text(kolada(("2480", 2024, {"T": 1}), count=2)), "answer_half", **POP),
        bad("cut.json", "indicators", text(whole)[:-20], "answer_broken", **POP),
        bad("deep.json", "indicators", "[" * 100_000, "answer_broken", **POP),
        bad("settings.json", "indicators", text({"name": "atlas"}), "answer_unknown", **POP),
        bad("table.px", "indicators", 'CHARSET="ANSI";\nAXIS-VERSION="2010";\nVALUES("region")="Umeå";\nDATA=\n1;\n'.encode("cp1252"), "pc_axis", **POP),
        bad("people.json", "participants", text([{"namn": "A"}]), "answer_unknown"),
    ]  # fmt: skip
