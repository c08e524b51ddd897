"""What the tests of notifications share."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from notifications.models import Delivery

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django import Settings


@dataclass(frozen=True, slots=True)
class Received:
    """A request that came in over the wire."""

    path: str
    headers: dict[str, str]
    body: bytes


@dataclass(slots=True)
class Listener:
    """A server on this machine that keeps what it is sent. `answers`: status codes, in turn; the last one stays."""

    address: str = ""
    answers: list[int] = field(default_factory=lambda: [200])
    headers: dict[str, str] = field(default_factory=dict)
    received: list[Received] = field(default_factory=list)


@pytest.fixture
def listener(settings: Settings) -> Iterator[Listener]:
    """A listener whose address may be called, although it is on this machine."""
    settings.ALLOW_PRIVATE_WEBHOOKS = True
    kept = Listener()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            kept.received.append(Received(self.path, {k.lower(): v for k, v in self.headers.items()}, body))
            code = kept.answers.pop(0) if len(kept.answers) > 1 else kept.answers[0]
            self.send_response(code)
            for name, value in kept.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        kept.address = f"http://127.0.0.1:{server.server_port}"
        yield kept
        server.shutdown()


def make_due() -> None:
    """Let the time pass for which deliveries wait."""
    Delivery.objects.filter(state=Delivery.State.WAITING).update(due=timezone.now())
