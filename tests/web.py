"""A real HTTP server on loopback whose answers a test writes by hand, byte by byte where it must."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple, Self

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Mapping

ALLOW_ALL = b"User-agent: *\nAllow: /\n"


class Asked(NamedTuple):
    """A request as it came."""

    path: str
    headers: Mapping[str, str]


def reply(body: bytes = b"", status: int = 200, **headers: str) -> bytes:
    """A whole answer; header names are written with underscores."""
    lines = [f"HTTP/1.1 {status} Status", *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items())]
    if not {"Content_Length", "Transfer_Encoding"} & headers.keys():
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*lines, "Connection: close", "", ""]).encode("latin-1") + body


class Web:
    """Answers by path, in turn: the last answer of a path is repeated. `asked` keeps every request."""

    def __init__(self, pages: Mapping[str, object], context: ssl.SSLContext | None = None) -> None:
        self.pages = {path: list(found) if isinstance(found, list) else [found] for path, found in pages.items()}
        self.pages.setdefault("/robots.txt", [reply(ALLOW_ALL)])
        self.asked: list[Asked] = []
        self._context = context
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self.stopped = threading.Event()
        self._threads: list[threading.Thread] = []

    def __enter__(self) -> Self:
        self._start(self._serve)
        return self

    def __exit__(self, *_: object) -> None:
        self.stopped.set()
        with suppress(OSError):
            socket.create_connection(("127.0.0.1", self.port), 1).close()
        for thread in self._threads:
            thread.join(5)
        self._listener.close()

    def url(self, path: str, host: str = "127.0.0.1", scheme: str = "http") -> str:
        """The address of a page here."""
        return f"{scheme}://{host}:{self.port}{path}"

    @property
    def paths(self) -> list[str]:
        """Paths asked for, robots.txt left out."""
        return [asked.path for asked in self.asked if asked.path != "/robots.txt"]

    def _start(self, work: Callable[..., None], *arguments: object) -> None:
        thread = threading.Thread(target=work, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _serve(self) -> None:
        while not self.stopped.is_set():
            sock, _ = self._listener.accept()
            self._start(self._answer, sock)

    def _answer(self, sock: socket.socket) -> None:
        with sock, suppress(OSError):
            sock.settimeout(5)
            peer = self._context.wrap_socket(sock, server_side=True) if self._context else sock
            with peer:
                head = b""
                while b"\r\n\r\n" not in head:
                    data = peer.recv(65536)
                    if not data or not (head + data).startswith((b"G", b"P")):
                        return
                    head += data
                lines = head.decode("latin-1").split("\r\n")
                pairs = (line.partition(": ") for line in lines[1:] if ": " in line)
                asked = Asked(lines[0].split(" ")[1], {name.lower(): value for name, _, value in pairs})
                left = int(asked.headers.get("content-length", "0")) - len(head.partition(b"\r\n\r\n")[2])
                while left > 0 and (data := peer.recv(65536)):
                    left -= len(data)
                self.asked.append(asked)
                turns = self.pages.get(asked.path, [reply(b"none", 404)])
                turn = turns.pop(0) if len(turns) > 1 else turns[0]
                if callable(turn):
                    turn(peer, asked)
                elif isinstance(turn, bytes):
                    peer.sendall(turn)
