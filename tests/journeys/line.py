"""A line between a browser and an atlas. It can be cut: connections die, and new ones are refused. It
can be long and thin: what the atlas answers comes later, and in pieces."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from urllib.parse import urlsplit

HOST = "127.0.0.1"


class Line:
    """Passes bytes on between its own address and an atlas, while it is not cut."""

    def __init__(self, address: str) -> None:
        self.lead_to(address)
        self._open: list[socket.socket] = []
        self._door = self._listen(0)
        self._port = self._door.getsockname()[1]
        self.address = f"http://{HOST}:{self._port}"
        self.seconds = 0.0  # that a piece of an answer is on its way
        self.bytes = 65536  # of a piece

    def lead_to(self, address: str) -> None:
        """Whoever connects from now on reaches the atlas at this address."""
        parts = urlsplit(address)
        self._there = (parts.hostname, parts.port)

    def cut(self) -> int:
        """End every connection and refuse new ones; gives how many were ended."""
        _end(self._door)
        ended, self._open = self._open, []
        for end in ended:
            _end(end)
        return len(ended) // 2

    def mend(self) -> None:
        """Let connections through again, at the same address."""
        self._door = self._listen(self._port)

    def _listen(self, port: int) -> socket.socket:
        door = socket.socket()
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind((HOST, port))
        door.listen(64)
        threading.Thread(target=self._welcome, args=(door,), daemon=True).start()
        return door

    def _welcome(self, door: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                here, _ = door.accept()
                there = socket.create_connection(self._there)
                self._open += [here, there]
                for pair in ((here, there, False), (there, here, True)):
                    threading.Thread(target=self._pass_on, args=pair, daemon=True).start()

    def _pass_on(self, come: socket.socket, go: socket.socket, answers: bool) -> None:
        with contextlib.suppress(OSError):
            while data := come.recv(self.bytes):
                if answers:
                    time.sleep(self.seconds)
                go.sendall(data)
        _end(come)
        _end(go)


def _end(this: socket.socket) -> None:
    with contextlib.suppress(OSError):
        this.shutdown(socket.SHUT_RDWR)
    this.close()
