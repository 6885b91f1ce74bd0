"""A viewer without a browser: what a program can say to an atlas over its websocket and by HTTP."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from urllib.parse import urlsplit

import httpx
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from tests.journeys.pages import PATIENCE

STREAM = "/_stcore/stream"
XSRF = "_streamlit_xsrf"


def stream_of(address: str) -> str:
    """The address of the websocket of an atlas."""
    return f"ws://{urlsplit(address).netloc}{STREAM}"


class Wire:
    """A session: opened at a page, and with files sent to it as a page's uploader would, or would not."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.ends = ExitStack()
        self.http = self.ends.enter_context(httpx.Client(base_url=address, timeout=PATIENCE))
        self.http.get("/_stcore/health")
        self.token = self.http.cookies[XSRF]
        self.socket = self.ends.enter_context(
            connect(
                stream_of(address),
                origin=address,
                subprotocols=[Subprotocol("streamlit"), Subprotocol(self.token)],
                additional_headers={"Cookie": f"{XSRF}={self.token}"},
                max_size=None,
                open_timeout=PATIENCE,
            )
        )

    def close(self) -> None:
        """End the connection."""
        self.ends.close()

    def open(self, page: str) -> Wire:
        """Run a page, named by its address, and wait until its script is done."""
        asked = BackMsg()
        asked.rerun_script.page_name = page
        self.socket.send(asked.SerializeToString())
        while not self._hear().HasField("script_finished"):
            pass
        return self

    def places(self, *names: str) -> list[str]:
        """The addresses that the server gives for files, without their host."""
        asked = BackMsg()
        asked.file_urls_request.request_id = "1"
        asked.file_urls_request.file_names.extend(names)
        self.socket.send(asked.SerializeToString())
        while not (heard := self._hear()).HasField("file_urls_response"):
            pass
        return [one.upload_url for one in heard.file_urls_response.file_urls]

    def put(self, content: bytes, place: str = "") -> int:
        """Send a file; the status of the answer."""
        told = {"X-Xsrftoken": self.token}
        where = place or self.places("sent.json")[0]
        return self.http.put(
            where, files={"file": ("sent.json", content)}, headers=told
        ).status_code

    def put_in_pieces(self, pieces: Iterable[bytes]) -> int:
        """Send a file without saying how long it is; the status of the answer."""
        head = b'--x\r\nContent-Disposition: form-data; name="f"; filename="sent.json"\r\n\r\n'
        told = {"X-Xsrftoken": self.token, "Content-Type": "multipart/form-data; boundary=x"}
        body = iter([head, *pieces, b"\r\n--x--\r\n"])
        return self.http.put(self.places("sent.json")[0], content=body, headers=told).status_code

    def delete(self, place: str) -> int:
        """Take a file back; the status of the answer."""
        return self.http.delete(place, headers={"X-Xsrftoken": self.token}).status_code

    def _hear(self) -> ForwardMsg:
        heard = ForwardMsg()
        heard.ParseFromString(self.socket.recv(timeout=PATIENCE))
        return heard
