"""Asking a host for JSON: one host, with time-outs, limits, and another try where that can help."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

import httpx

from atlas.errors import SourceRefused

TRIES = 4
SECONDS = 20.0  # for a whole answer, however slowly it drips
LONGEST_WAIT = 60.0
MOST_BYTES = 20 * 1024 * 1024
AGAIN = (429, 500, 502, 503, 504)
JSON_TYPES = ("application/json", "application/problem+json")


class Transport:
    """Requests to one declared address and to nothing else.

    Redirects are not followed and the environment's proxies and keys are not read. ``digest`` and ``asked``
    tell, once all is fetched, what came and what was asked.
    """

    def __init__(
        self,
        base: str,
        sleep: Callable[[float], None] = time.sleep,
        seconds: float = SECONDS,
        tries: int = TRIES,
    ) -> None:
        self.base = base.rstrip("/")
        self.sleep, self.seconds, self.tries = sleep, seconds, tries
        self.pause = 0.2  # five requests a second, unless the source says otherwise
        self.asked: list[str] = []
        self._whole = hashlib.sha256()
        self._client = httpx.Client(
            timeout=min(seconds, SECONDS),
            follow_redirects=False,
            trust_env=False,
            headers={"Accept": "application/json", "User-Agent": "innovationsatlas"},
        )

    def __enter__(self) -> Transport:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    @property
    def digest(self) -> str:
        """SHA-256 of every answer, in order."""
        return self._whole.hexdigest()

    def get(self, address: str, query: Mapping[str, Any] | None = None) -> Any:
        """The JSON at an address: a path below the base, or a whole address that the source itself gave."""
        whole = address if "://" in address else f"{self.base}/{address}"
        return self._ask("GET", whole, params=query)

    def post(self, address: str, query: Mapping[str, Any], body: Any) -> Any:
        """The JSON that answers a body."""
        return self._ask("POST", f"{self.base}/{address}", params=query, json=body)

    def _ask(self, method: str, url: str, **more: Any) -> Any:
        if urlsplit(url)[:2] != urlsplit(self.base)[:2]:
            raise SourceRefused("host", urlsplit(url).netloc, urlsplit(self.base).netloc)
        if more.get("params") is None:
            more.pop("params", None)
        request = self._client.build_request(method, url, **more)
        said = f" {json.dumps(more['json'], ensure_ascii=False)}" if "json" in more else ""
        self.asked.append(f"{method} {request.url}{said}")
        for left in reversed(range(self.tries)):
            wait = 2.0 ** (self.tries - 1 - left)
            try:
                status, headers, content = self._once(request)
            except httpx.HTTPError as wrong:
                slow = isinstance(wrong, httpx.TimeoutException)
                if not left:
                    rule = "slow" if slow else "unreachable"
                    raise SourceRefused(rule, type(wrong).__name__, f"{self.seconds:g}") from None
            else:
                if status == httpx.codes.OK:
                    self.sleep(self.pause)
                    return self._read(headers, content)
                if status not in AGAIN or not left:
                    raise SourceRefused("status", str(status), "200")
                wait = _retry_after(headers, wait)
            self.sleep(wait)
        raise AssertionError("every try ends in an answer or an error")

    def _once(self, request: httpx.Request) -> tuple[int, httpx.Headers, bytes]:
        until = time.monotonic() + self.seconds
        answer = self._client.send(request, stream=True)
        try:
            parts, size = [], 0
            for part in answer.iter_bytes():
                size += len(part)
                if size > MOST_BYTES:
                    raise SourceRefused("size", f"> {MOST_BYTES}", str(MOST_BYTES))
                if time.monotonic() > until:
                    raise httpx.ReadTimeout("the whole answer took too long", request=request)
                parts.append(part)
            return answer.status_code, answer.headers, b"".join(parts)
        finally:
            answer.close()

    def _read(self, headers: httpx.Headers, content: bytes) -> Any:
        kind = headers.get("content-type", "").partition(";")[0].strip().casefold()
        if kind not in JSON_TYPES:
            raise SourceRefused("content_type", kind or "-", JSON_TYPES[0])
        self._whole.update(content)
        try:
            return json.loads(content)
        except ValueError:
            raise SourceRefused("not_json", f"{len(content)} bytes", "JSON") from None


def _retry_after(headers: httpx.Headers, otherwise: float) -> float:
    """How long the source asks to be left alone, in seconds; the date form is not used by ours."""
    said = headers.get("retry-after", "")
    wait = float(said) if said.isdigit() else otherwise
    if wait > LONGEST_WAIT:
        raise SourceRefused("busy", said, f"{LONGEST_WAIT:g}")
    return wait
