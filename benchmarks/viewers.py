"""Many viewers on one process: clients without a browser, each of which makes one change a second.

A browser makes a few changes first, and what it sends is recorded. The clients send the same: the
opening of a visit, then the changes in turn. What identifies a control or a page is the same in every
visit, so the server cannot tell a client from a browser. A change is over when the server has said so
(a run of the atlas), when the values have come (Shiny), or when the answer has come (Dash, and a reply of the
atlas). Nothing is painted.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import httpx
import websockets
from playwright.sync_api import Browser, Request, WebSocket
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks.changes import Timed, percentile, visitor, watched
from benchmarks.goals import Level
from benchmarks.subjects import ATLAS, DASH, Subject

LEVELS = (1, 5, 10, 20, 40, 80)
SECONDS = 2  # that each level lasts
TOO_SLOW = 1000.0  # milliseconds at the 95th percentile: higher levels are not tried
CHANGES = 4  # that are recorded
PATIENCE = 60  # seconds that a client waits for an answer
REPLY = "/svar/"  # in the address of a view that the atlas is asked for over HTTP
Frame = bytes | str


@dataclass
class Recording:
    """What a browser sent: the websocket's address, the opening of the visit, then each change."""

    address: str = ""
    opening: list[Frame] = field(default_factory=list)
    changes: list[list[Frame]] = field(default_factory=list)


def record(browser: Browser, subject: Subject, address: str, pid: int) -> Recording:
    """Open a page, make changes, and keep what went to the server."""
    sent: list[Frame] = []
    kept = Recording()

    def keep(frame: Frame) -> None:
        # the driver marks what listens, which the list's own method does not bear
        sent.append(frame)

    def opened(socket: WebSocket) -> None:
        kept.address = socket.url
        socket.on("framesent", keep)

    def asked(request: Request) -> None:
        if "_dash-update-component" in request.url:
            kept.address = request.url
            sent.append(request.post_data or "")
        elif REPLY in request.url:
            sent.append(request.url)

    with visitor(browser) as context:
        page = context.new_page()
        page.on("websocket", opened)
        page.on("request", asked)
        page.goto(address + subject.path)
        page.locator(subject.ready).first.wait_for(state="attached")
        page.wait_for_timeout(1500)
        kept.opening = sent.copy()
        page.evaluate(watched(subject))
        timed = Timed(subject, page, pid)
        for _ in range(CHANGES):
            sent.clear()
            timed.change(learn=True)
            page.wait_for_timeout(200)
            kept.changes.append(sent.copy())
    return kept


def load(recording: Recording, server: str) -> list[Level]:
    """The levels one after the other, until one is too slow."""
    # in a thread of its own: the browser's driver has this one's event loop
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, _load(recording, server)).result()


async def _load(recording: Recording, server: str) -> list[Level]:
    levels: list[Level] = []
    clients: list[_Client] = []
    try:
        for viewers in LEVELS:
            while len(clients) < viewers:
                clients.append(await _open(recording, server))
            times = await _level(clients, recording.changes)
            levels.append(Level(viewers, percentile(times, 0.5), percentile(times, 0.95)))
            if levels[-1].p95 > TOO_SLOW:
                break
    finally:
        for client in clients:
            await client.close()
    return levels


@dataclass
class _Client:
    ask: Callable[[list[Frame]], Awaitable[None]]
    close: Callable[[], Awaitable[None]]


async def _level(clients: list[_Client], changes: list[list[Frame]]) -> list[float]:
    """Milliseconds of every change while all clients are at work, spread evenly over the second."""
    times: list[float] = []
    start = time.perf_counter()

    async def work(client: _Client, at: int) -> None:
        for turn in range(SECONDS):
            due = start + turn + at / len(clients)
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            begun = time.perf_counter()
            await client.ask(changes[turn % len(changes)])
            times.append(1000 * (time.perf_counter() - begun))

    await asyncio.gather(*(work(client, at) for at, client in enumerate(clients)))
    return times


async def _open(recording: Recording, server: str) -> _Client:
    if server == DASH:
        http = httpx.AsyncClient(timeout=PATIENCE)

        async def post(frames: list[Frame]) -> None:
            for body in frames:
                answer = await http.post(
                    recording.address, content=body, headers={"Content-Type": "application/json"}
                )
                answer.raise_for_status()

        return _Client(post, http.aclose)

    protocols = [websockets.Subprotocol("streamlit")] if server == ATLAS else None
    over = _streamlit_is_done if server == ATLAS else _shiny_is_done
    socket = await websockets.connect(recording.address, subprotocols=protocols, max_size=None)
    views = httpx.AsyncClient(timeout=PATIENCE)

    async def send(frames: list[Frame]) -> None:
        asked = [frame for frame in frames if isinstance(frame, str) and REPLY in frame]
        for address in asked:
            (await views.get(address)).raise_for_status()
        said = [frame for frame in frames if frame not in asked]
        for frame in said:
            await socket.send(frame)
        async with asyncio.timeout(PATIENCE):
            while said and not over(await socket.recv()):
                pass

    async def close() -> None:
        await socket.close()
        await views.aclose()

    for frame in recording.opening:
        await send([frame])
    return _Client(send, close)


def _streamlit_is_done(message: Frame) -> bool:
    assert isinstance(message, bytes)
    told = ForwardMsg.FromString(message)
    done: bool = told.HasField("script_finished")
    return done


def _shiny_is_done(message: Frame) -> bool:
    return bool(json.loads(message).get("values"))
