"""A server of pages on this machine, for tests: what each path answers, and who was asked for what."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self
from urllib.parse import unquote


@dataclass(frozen=True, slots=True)
class Answer:
    """What a path answers. `pieces` are sent one after another as long as the other end listens."""

    body: bytes = b""
    media_type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    pieces: Callable[[], Iterator[bytes]] | None = None


class PageServer:
    """Pages by their paths, from `__enter__` to `__exit__`; what is not there is 404. It knows every host's name."""

    def __init__(self) -> None:
        self.pages: dict[str, Answer] = {}
        self.asked: list[tuple[str, str]] = []
        """Host and path of each request."""
        self.agents: list[str] = []
        self.closing = threading.Event()

    def __enter__(self) -> Self:
        self._server = _Server(("127.0.0.1", 0), _handler_of(self))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._server.server_address[1])

    def address(self, path: str, host: str = "pages.test") -> str:
        """Return the address of a path on a host of any name."""
        return f"http://{host}:{self.port}{path}"

    def answer_to(self, path: str) -> Answer:
        """Return what a path is answered; a page may be known by one of its parameters, too: “/api?list=search”."""
        page, _, query = path.partition("?")
        for parameter in unquote(query).split("&"):
            for known, answer in self.pages.items():
                if known.startswith(f"{page}?") and parameter.startswith(known[len(page) + 1 :]):
                    return answer
        return self.pages.get(page, Answer(b"nothing here", status=404))

    def paths(self) -> list[str]:
        """Return what was asked for, without robots.txt."""
        return [path for _, path in self.asked if path != "/robots.txt"]


class _Server(ThreadingHTTPServer):
    block_on_close = False

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: clients hang up in these tests."""


def here(_host: str, _port: int) -> list[str]:
    """Resolve every name to this machine."""
    return ["127.0.0.1"]


def _handler_of(server: PageServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            server.asked.append((str(self.headers["Host"]).partition(":")[0], self.path))
            server.agents.append(str(self.headers["User-Agent"]))
            answer = server.answer_to(self.path)
            with suppress(OSError):
                self._send(answer)

        def _send(self, answer: Answer) -> None:
            self.send_response(answer.status)
            headers = {"Content-Type": answer.media_type, **answer.headers}
            if answer.pieces is None:
                headers.setdefault("Content-Length", str(len(answer.body)))
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer.body)
            for piece in answer.pieces() if answer.pieces is not None else ():
                if server.closing.is_set():
                    return
                self.wfile.write(piece)

        def log_message(self, *_: object) -> None:
            """Write nothing."""

    return Handler


def dripping_headers(closing: threading.Event) -> tuple[int, Callable[[], None]]:
    """Start a server that sends its headers one letter at a time; return its port, and what ends it."""
    listening = socket.create_server(("127.0.0.1", 0))

    def drip() -> None:
        with suppress(OSError):
            connection, _ = listening.accept()
            with connection:
                connection.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
                while not closing.wait(0.05):
                    connection.sendall(b"a")

    thread = threading.Thread(target=drip, daemon=True)
    thread.start()

    def end() -> None:
        closing.set()
        listening.close()
        thread.join(10)

    return listening.getsockname()[1], end
