"""A server of our own that answers as SCB and Kolada document, and in every way that they should not."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

PLACES = [f"24{n:02}" for n in (1, 3, 4, 9, 17, 18, 21, 22, 25, 60, 62, 63, 80, 81, 82)]
KOLADA, SCB = "new_enterprises_per_thousand", "employment_rate_20_64"
CONFIG = {"maxDataCells": 150000, "maxCallsPerTimeWindow": 1000, "timeWindow": 1}
KPI = "N00999"
TITLE = "Nystartade företag, antal/1000 inv, 16-64 år"
QUERY = {"Kon": "1+2", "Alder": "20-64", "Fodelseregion": "tot", "ContentsCode": "000002NS"}


class Source:
    """What the server answers. A test changes it: ``years``, ``areas``, ``title``, ``unit``, ``faults`` (each
    a function of the handler, used up in turn), or how pages are cut."""

    def __init__(self) -> None:
        self.address = ""
        self.years = ["2020", "2021", "2022", "2023", "2024"]
        self.title, self.unit = TITLE, "procent"
        self.scb_query = dict(QUERY)
        self.per_page = 5000
        self.loses, self.adds = set(), set()
        self.count_off = 0
        self.faults = []
        self.seen = []
        self.next_host = ""
        self.truncated = 0
        self.signs: dict[str, str] = {}

    def value(self, area: str, year: str) -> float | None:
        """A figure that can be worked out by head: the area's last two digits, and a tenth of the year's."""
        return None if (area, year) == ("2463", "2020") else int(area[-2:]) + int(year[-1]) / 10

    def kolada(self, path: str, query: dict[str, list[str]]) -> dict:
        """The answer of Kolada's version 3."""
        if path.startswith("kpi/"):
            return {"id": path.removeprefix("kpi/"), "title": self.title}
        asked = (set(query["municipality_id"]) - self.loses) | self.adds
        items = [self.item(query["kpi_id"][0], a, y) for a in sorted(asked) for y in self.years]
        page = int(query["page"][0])
        part = items[(page - 1) * self.per_page : page * self.per_page]
        rest = "&".join(f"{k}={v}" for k, vs in query.items() for v in vs if k != "page")
        more = f"{self.next_host or self.address}/kolada/data?{rest}&page={page + 1}"
        last = page * self.per_page >= len(items)
        return {
            "count": len(part) + self.count_off,
            "values": part,
            "next_url": None if last else more,
        }

    def item(self, kpi: str, area: str, year: str) -> dict:
        """One area and year of Kolada, with what must be passed over: women, men and a deleted row."""
        value = self.value(area, year)
        values = [
            {"gender": "K", "value": 1.0, "isdeleted": False},
            {"gender": "T", "value": 999.0, "isdeleted": True},
            {"gender": "T", "value": value, "isdeleted": False, "count": 1, "status": ""},
        ]
        return {"kpi": kpi, "municipality": area, "period": int(year), "values": values}

    def scb(self, path: str, body: dict | None, region: list[str]) -> dict:
        """The answer of SCB's PxWebApi version 2."""
        if path == "config":
            return CONFIG
        if body is None:
            codes = {"Region": region, **{k: [v, "other"] for k, v in self.scb_query.items()}}
            return self.dataset(codes | {"Tid": self.years})
        codes = {s["variableCode"]: s["valueCodes"] for s in body["selection"]}
        codes["Region"] = [c for c in codes["Region"] if c not in self.loses] + sorted(self.adds)
        values = [self.value(a, y) for a in codes["Region"] for y in codes["Tid"]]
        answer = {"value": values[: len(values) - self.truncated], "status": self.signs}
        return self.dataset(codes) | answer

    def dataset(self, codes: dict[str, list[str]]) -> dict:
        """JSON-stat 2."""
        dimension = {
            name: {"category": {"index": {code: at for at, code in enumerate(of)}}}
            for name, of in codes.items()
        }
        for code in codes["ContentsCode"]:
            unit = dimension["ContentsCode"]["category"].setdefault("unit", {})
            unit[code] = {"base": self.unit, "decimals": 1}
        size = [len(of) for of in codes.values()]
        return {"class": "dataset", "id": list(codes), "size": size, "dimension": dimension}


class _Handler(BaseHTTPRequestHandler):
    source: Source
    region: list[str]

    def do_GET(self) -> None:
        self._answer(None)

    def do_POST(self) -> None:
        self._answer(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

    def _answer(self, body: dict | None) -> None:
        self.source.seen.append(f"{self.command} {self.path}")
        if self.source.faults:
            return self.source.faults.pop(0)(self)
        parts = urlsplit(self.path)
        api, _, path = parts.path.strip("/").partition("/")
        if api == "kolada":
            return self.send(self.source.kolada(path, parse_qs(parts.query)))
        return self.send(self.source.scb(path, body, self.region))

    def send(self, answer, status=200, kind="application/json", cut=None, **headers) -> None:
        """Send an answer, or the first ``cut`` bytes of it."""
        content = json.dumps(answer, ensure_ascii=False).encode()[:cut]
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        with contextlib.suppress(OSError):
            self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Tests say themselves what was asked."""


def drips(seconds: float):
    """A fault: the head at once, the rest a byte at a time."""

    def fault(handler: _Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "application/json")
        handler.send_header("Content-Length", "100")
        handler.end_headers()
        until = time.monotonic() + seconds
        with contextlib.suppress(OSError):
            while time.monotonic() < until:
                handler.wfile.write(b" ")
                handler.wfile.flush()
                time.sleep(0.05)

    return fault


def says(status: int, **more):
    """A fault: another status or form of answer."""
    return lambda handler: handler.send({"title": "no"}, status, **more)


@contextlib.contextmanager
def serving(region: list[str], port: int = 0) -> Iterator[Source]:
    """A source on this machine that knows these areas."""
    source = Source()
    handler = type("Handler", (_Handler,), {"source": source, "region": region})
    server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    source.address = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield source
    finally:
        server.shutdown()
        server.server_close()


def point(region_toml, source: Source) -> None:
    """Let a delivery's ``region.toml`` name this server instead of the two sources."""
    text = region_toml.read_text("utf-8")
    text = text.replace("https://statistikdatabasen.scb.se/api/v2", f"{source.address}/scb")
    region_toml.write_text(
        text.replace("https://api.kolada.se/v3", f"{source.address}/kolada"), "utf-8"
    )
