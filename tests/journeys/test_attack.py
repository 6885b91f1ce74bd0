"""The attack in a real browser: what reaches a public viewer's machine, frame by frame and file by file."""

from __future__ import annotations

import csv
import io
import re

import pytest

from tests.journeys.pages import EVERYONES, Atlas
from tests.journeys.saving import saved

pytestmark = pytest.mark.browser

K = 5
VIEWS = (
    {},
    {"kommun": "2403"},
    {"kohort": "riv-umea-2022"},
    {"kommun": "2480", "kohort": "riv-umea-2022"},
    {"kommun": "2480,2482", "period": "2019-2022"},
)
MEASURES = ("participants", "organisations", "enterprises", "started", "completed")
# numbers of people where the page says so by its own marks: large numbers, tables, areas, bars
TOLD = """() => {
  const text = (node) => node.textContent.trim();
  const counting = ["participants", "organisations", "enterprises"];
  const figures = [...document.querySelectorAll(".atlas-figure")]
    .filter((f) => counting.some((c) => f.dataset.key.replace(/^(counter|place)-/, "") === c))
    .map((f) => [f.dataset.key, text(f.querySelector(".atlas-value"))]);
  const cards = [...document.querySelectorAll(".atlas-cohort dd")]
    .filter((d) => !text(d.previousElementSibling).startsWith("Platser"))
    .map((d) => ["cohort", text(d)]);
  const bars = [...document.querySelectorAll(".atlas-card .atlas-plot")].flatMap((plot) =>
    (/states|funnel|profile|by-municipality-participants$/.test(plot.closest(".atlas-card").dataset.key)
      ? [...plot.querySelectorAll(".atlas-plot-number")] : [])
      .map((bar) => ["bar", text(bar)]));
  return [...figures, ...cards, ...bars];
}"""
EVERYTHING = """() => [...document.querySelectorAll("*")].flatMap((node) =>
  [...node.attributes].map((a) => a.value)
  .concat([...node.childNodes].filter((c) => c.nodeType === 3).map((c) => c.data))).join("\\n")"""


def number(text):
    """A whole number as Swedish writes it, or nothing."""
    plain = re.sub(r"[\u00a0\u202f ]", "", text)
    return int(plain) if plain.isdecimal() else None


@pytest.fixture
def came(chromium, public):
    """A public viewer's tab, and everything that came to it."""
    context = chromium.new_context(
        locale="sv-SE", viewport={"width": 1600, "height": 1000}, accept_downloads=True
    )
    context.set_default_timeout(60_000)
    page = context.new_page()
    frames: list[bytes] = []

    def keep(frame):
        frames.append(frame if isinstance(frame, bytes) else frame.encode())

    page.on("websocket", lambda socket: socket.on("framereceived", keep))
    page.on("response", lambda answer: "/svar/" in answer.url and keep(answer.text()))
    yield Atlas(page, public), frames
    context.close()


def files(page):
    """Each CSV and each drawing that the page offers, as text."""
    for card in page.locator(".atlas-card:has(.atlas-more)").all():
        drawn = card.locator("svg.atlas-plot-drawing, svg.atlas-map-canvas").count()
        for kind in ("csv", "svg") if drawn else ("csv",):
            name, content = saved(card, kind)
            yield name, content.decode("utf-8-sig")


def counts(name, content):
    """The numbers of people in a downloaded table."""
    lines = list(csv.reader(io.StringIO(content), delimiter=";"))
    rows = [line for line in lines if len(line) > 1]
    if name.startswith(("states", "funnel", "profile")):
        at = [
            i
            for i, title in enumerate(rows[0])
            if title.partition(",")[0] not in ("Kohort", "Platser", "Modul", "Planerad", "Kan vara")
        ]
        return [row[i] for row in rows[1:] for i in at]
    if name.startswith("losses"):  # "10 av 15" of each place
        at = [
            i for i, title in enumerate(rows[0]) if title not in ("Kohort", "Andel", "Störst tapp")
        ]
        return [n for row in rows[1:] for i in at for n in re.findall(r"\d+|\.\.", row[i])]
    return (
        [row[3] for row in rows[1:]]
        if name.startswith(MEASURES[:1]) and "per_10000" not in name
        else []
    )


def test_every_count_is_a_multiple_of_k_and_no_id_reaches_a_public_browser(came, shared_delivery):
    atlas, frames = came
    with (shared_delivery.data / "participants.csv").open(encoding="utf-8") as file:
        people = list(csv.DictReader(file))
    ids = {row[name] for row in people for name in ("participant_id", "organisation_id")}
    odd, texts, read, taken = [], [], 0, 0
    for view in VIEWS:
        atlas.open(**view)
        for room in EVERYONES:
            atlas.turn(room, **view)
            texts.append(atlas.page.evaluate(EVERYTHING))
            told = atlas.page.evaluate(TOLD)
            if room in ("overview", "map"):
                told += [["area", a["value"] or ""] for a in atlas.values()]
                told += [["table", row[1]] for row in atlas.rows()] if room == "map" else []
            if view in VIEWS[:2]:
                for name, content in files(atlas.page):
                    texts.append(content)
                    taken += 1
                    if name.endswith(".csv"):
                        told += [[name, value] for value in counts(name, content)]
            read += len(told)
            odd += [(room, view, *t) for t in told if (number(t[1]) or 0) % K]
    print(f"{read} numbers, {taken} files, {len(frames)} frames, {sum(map(len, frames))} bytes")
    assert odd == [], f"counts of people go in steps of {K}"
    assert read > 500
    assert taken > 20
    assert len(frames) > 50
    whole = "\n".join(texts).encode() + b"\n".join(frames)
    assert b"Exempeldata" in whole  # the frames are readable
    assert (
        sorted(one for one in ids if re.search(rf"(?<![\w-]){one}(?![\w-])".encode(), whole)) == []
    )
