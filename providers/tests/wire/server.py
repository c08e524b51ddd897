"""The server itself: sockets, recording, the plan, and nothing that belongs to one service."""

from __future__ import annotations

import itertools
import json
import re
import socket
import threading
import time
from collections import deque
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import parse_qsl, urlsplit

from providers.services import services_with_access
from providers.tests.wire.images_drawn import drawn
from providers.tests.wire.instances import least_instance
from providers.tests.wire.services import Call, Question, Reply, WireService
from providers.tests.wire.troubles import WELL, Trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class WireServer:
    """All services on one port of this machine, from `__enter__` to `__exit__`.

    `answer` makes the text that models answer, `draw` the pictures of artists from width, height, seed and format;
    `latency` is what each call takes at least, in seconds; `accepted_key` is the only key that is accepted (None: any
    but an empty one); of calls at once `most_at_once` are taken, and more are too many; `batch_polls` is how often a
    batch says that it is still running. `clock` is what the prompt caches live by; replace it to let time pass.
    """

    def __init__(self) -> None:
        self.answer: Callable[[Question], str] = _least_answer
        self.draw: Callable[[int, int, int, str], bytes] = drawn
        self.latency = 0.0
        self.accepted_key: str | None = None
        self.most_at_once: int | None = None
        self.batch_polls = 0
        self.batch_troubles: dict[str, Trouble] = {}
        self.batch_fails = False
        self.clock: Callable[[], float] = time.monotonic
        self.calls: list[Call] = []
        self.most_in_flight = 0
        self.in_flight = 0
        self._always = WELL
        self._planned: deque[Trouble] = deque()
        self._at_path: dict[str, Trouble] = {}
        self._ids = itertools.count(1)
        self._lock = threading.Lock()
        self.services: dict[str, WireService] = {
            service.name: import_module(f"providers.services.{service.name}.tests.wire").WIRE(self)
            for service in services_with_access()
        }

    def __enter__(self) -> Self:
        self._server = _Server(("127.0.0.1", 0), _handler_of(self))
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def base_url(self, service: str) -> str:
        """Return where `service` is found, as it is written into its credentials."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/{service}{self.services[service].base}"

    def plan(self, *troubles: Trouble) -> None:
        """Say what befalls the next calls, in their order; what comes after goes well."""
        with self._lock:
            self._planned.extend(troubles)

    def always(self, trouble: Trouble) -> None:
        """Say what befalls every call that nothing is planned for."""
        self._always = trouble

    def always_at(self, path: str, trouble: Trouble | None) -> None:
        """Say what befalls every call to a path; None: nothing any more."""
        with self._lock:
            self._at_path.pop(path, None)
            if trouble is not None:
                self._at_path[path] = trouble

    def calls_of(self, service: str, path: str = "") -> list[Call]:
        """Return the calls to `service` whose path starts with `path`, in the order they came."""
        return [call for call in self.calls if call.service == service and call.path.startswith(path)]

    def new_id(self, prefix: str) -> str:
        """Return an identifier that no other object has."""
        return f"{prefix}{next(self._ids):06d}"

    def reply_to(self, call: Call) -> tuple[Reply, Trouble]:
        """Record a call and answer it, or meet it with the trouble that was planned."""
        with self._lock:
            self.calls.append(call)
            trouble = self._at_path.get(call.path) or (self._planned.popleft() if self._planned else self._always)
        with self._taken() as is_taken:
            if not is_taken:
                trouble = Trouble("fails", failure="rate_limited", headers={"retry-after": "0.2"})
                return self._reply(call, trouble), trouble
            time.sleep(self.latency + trouble.seconds)
            return self._reply(call, trouble), trouble

    @contextmanager
    def _taken(self) -> Iterator[bool]:
        """Count a call as in flight, unless it is one too many."""
        with self._lock:
            is_taken = self.most_at_once is None or self.in_flight < self.most_at_once
            self.in_flight += is_taken
            self.most_in_flight = max(self.most_in_flight, self.in_flight)
        try:
            yield is_taken
        finally:
            with self._lock:
                self.in_flight -= is_taken

    def _reply(self, call: Call, trouble: Trouble) -> Reply:
        service = self.services.get(call.service)
        if service is None:
            return Reply({"error": f"no service {call.service}"}, status=404)
        if service.needs_key and (not call.key or self.accepted_key not in (None, call.key)):
            return service.failure(Trouble("fails", failure="key_refused"))
        if trouble.kind == "fails":
            return service.failure(trouble)
        if trouble.kind == "wrong_type":
            return Reply(body=b"<html><body>Please sign in to the network</body></html>", content_type="text/html")
        route, parts = _route_of(service, call)
        if route is None:
            return Reply({"error": {"message": f"no such address: {call.method} {call.path}"}}, status=404)
        reply = route(replace(call, parts=parts), trouble)
        if trouble.kind == "strange_fields" and isinstance(reply.content, dict):
            return replace(reply, content={**reply.content, "zodiac": {"sign": ["virgo"]}})
        return reply


def _least_answer(question: Question) -> str:
    return json.dumps(least_instance(question.schema or {"type": "object"}))


def _route_of(service: WireService, call: Call) -> tuple[Callable[[Call, Trouble], Reply] | None, dict[str, str]]:
    for (method, pattern), route in service.routes.items():
        match = re.fullmatch(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", pattern), call.path)
        if method == call.method and match:
            return route, match.groupdict()
    return None, {}


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Write nothing: a client that goes away in the middle is no news here."""


def _handler_of(wire: WireServer) -> type[BaseHTTPRequestHandler]:
    class WireHandler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True
        _headers_buffer: list[bytes]

        def log_message(self, *_: object) -> None:
            """Write nothing: calls are recorded, not printed."""

        def do_GET(self) -> None:
            self._serve()

        def do_POST(self) -> None:
            self._serve()

        def do_DELETE(self) -> None:
            self._serve()

        def _serve(self) -> None:
            address = urlsplit(self.path)
            _, service, *rest = address.path.split("/", 2)
            headers = {name.lower(): value for name, value in self.headers.items()}
            body = self.rfile.read(int(headers.get("content-length", 0)))
            path = f"/{rest[0] if rest else ''}"
            call = Call(service, self.command, path, dict(parse_qsl(address.query)), headers, body, wire.clock())
            reply, trouble = wire.reply_to(call)
            if trouble.kind == "cut_before":
                self._cut()
                return
            payload = reply.as_bytes()
            self.send_response(reply.status)
            kind = "text/event-stream" if reply.events is not None else reply.content_type
            for name, value in {"content-type": kind, "content-length": str(len(payload)), **reply.headers}.items():
                self.send_header(name, value)
            self._headers_buffer.append(b"\r\n")
            self.wfile.write(
                b"".join(self._headers_buffer) + payload[: len(payload) // 2 if trouble.kind == "cut_in_body" else None]
            )
            self._headers_buffer = []
            if trouble.kind == "cut_in_body":
                self._cut()

        def _cut(self) -> None:
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)

    return WireHandler
