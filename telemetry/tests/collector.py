"""A server that takes traces as a collector of OpenTelemetry does and errors as Sentry does, and keeps them."""

from __future__ import annotations

import gzip
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest


class Collector:
    """Listens at a port of this machine for as long as the context lasts."""

    def __init__(self) -> None:
        self.bodies: list[tuple[str, bytes]] = []
        collector = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                packed = self.headers.get("Content-Encoding") == "gzip"
                collector.bodies.append((self.path, gzip.decompress(body) if packed else body))
                answer = b"" if self.path.endswith("traces") else b"{}"
                self.send_response(200)
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *_: Any) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)

    @property
    def otlp(self) -> str:
        """Where traces go."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def dsn(self) -> str:
        """Where errors go."""
        return f"http://0123456789abcdef0123456789abcdef@127.0.0.1:{self._server.server_address[1]}/1"

    @property
    def spans(self) -> list[Any]:
        """All spans that came, in their order."""
        requests = [ExportTraceServiceRequest.FromString(body) for path, body in self.bodies if path == "/v1/traces"]
        return [
            span
            for request in requests
            for of_resource in request.resource_spans
            for of_scope in of_resource.scope_spans
            for span in of_scope.spans
        ]

    @property
    def events(self) -> list[dict[str, Any]]:
        """All errors that came, in their order."""
        envelopes = [body.split(b"\n") for path, body in self.bodies if path.endswith("/envelope/")]
        return [json.loads(lines[2]) for lines in envelopes if b'"type":"event"' in lines[1].replace(b" ", b"")]

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


def attributes_of(span: Any) -> dict[str, str]:
    """Return the attributes of a span as text."""
    return {pair.key: str(pair.value.string_value or pair.value.int_value) for pair in span.attributes}
