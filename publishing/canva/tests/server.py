"""A server that speaks Canva's protocol on a real socket, as its reference and its published types describe it."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
from collections import deque
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qs, parse_qsl, urlsplit

from publishing.canva.settings import SCOPES

CLIENT_ID, CLIENT_SECRET = "OC-client", "cnvca-the-secret"
DATASET = {"TITLE": {"type": "text"}, "PICTURE_1": {"type": "image"}, "CAPTION_1": {"type": "text"}}


@dataclass(frozen=True, slots=True)
class Call:
    """A request that came."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes

    @property
    def form(self) -> dict[str, str]:
        """Its fields."""
        return {name: values[0] for name, values in parse_qs(self.body.decode()).items()}

    @property
    def json(self) -> Any:
        """Its JSON."""
        return json.loads(self.body)


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer."""

    content: Any = None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | None = None


def refused(status: int, code: str, **headers: str) -> Reply:
    """Make an error as Canva does."""
    shown = {name.replace("_", "-"): value for name, value in headers.items()}
    return Reply({"code": code, "message": "No: She never slept in SMALL rooms."}, status, shown)


class CanvaServer:
    """Canva on a port of this machine, from `__enter__` to `__exit__`.

    `scopes` is what readers allow, `polls` how often a job says that it is still at it, `fails` the code with which
    jobs at a path fail, `pdf` what is exported. `challenge` is that of the consent that was asked for last.
    """

    def __init__(self, pdf: bytes) -> None:
        self.pdf = pdf
        self.scopes = " ".join(SCOPES)
        self.polls = 1
        self.fails: dict[str, str] = {}
        self.challenge = ""
        self.dataset: dict[str, dict[str, str]] = dict(DATASET)
        self.pages: list[list[dict[str, str]]] = [[{"id": "T1", "title": "Storybook"}]]
        self.calls: list[Call] = []
        self.access = ""
        self.refresh = ""
        self.used_up: set[str] = set()
        self._planned: dict[str, deque[Reply]] = {}
        self._asked: dict[str, int] = {}
        self._number = 0
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler_of(self))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def plan(self, path: str, *replies: Reply) -> None:
        """Say what the next calls to a path get; what comes after goes well."""
        with self._lock:
            self._planned.setdefault(path, deque()).extend(replies)

    def calls_to(self, path: str) -> list[Call]:
        """Return the calls to a path, in their order."""
        with self._lock:
            return [call for call in self.calls if call.path == path]

    def new_tokens(self) -> dict[str, Any]:
        """Give tokens; those of before are at their end."""
        self._number += 1
        self.access, self.refresh = f"access-{self._number}", f"refresh-{self._number}"
        return {
            "access_token": self.access,
            "refresh_token": self.refresh,
            "token_type": "Bearer",
            "expires_in": 14400,
            "scope": self.scopes,
        }

    def end_access(self) -> None:
        """Have the token for calls end before its time."""
        self.access = ""

    def reply_to(self, call: Call) -> Reply:
        """Record a call and answer it."""
        with self._lock:
            self.calls.append(call)
            planned = self._planned.get(call.path)
            if planned:
                return planned.popleft()
            if call.path.startswith("/rest/v1/oauth/"):
                return self._oauth(call)
            if call.path == "/files/design.pdf":
                return Reply(body=self.pdf)
            if call.headers.get("authorization") != f"Bearer {self.access}" or not self.access:
                return refused(401, "invalid_access_token")
            return self._api(call)

    def _oauth(self, call: Call) -> Reply:
        basic = base64.b64encode(f"{CLIENT_ID}:{CLIENT_SECRET}".encode()).decode()
        if call.headers.get("authorization") != f"Basic {basic}":
            return refused(401, "invalid_client")
        if call.path.endswith("/revoke"):
            if call.form["token"] == self.refresh:
                self.access = self.refresh = ""
            return Reply({})
        if call.form["grant_type"] == "refresh_token":
            if call.form["refresh_token"] != self.refresh:
                return refused(400, "invalid_grant")
            self.used_up.add(self.refresh)
            return Reply(self.new_tokens())
        digest = hashlib.sha256(call.form["code_verifier"].encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if call.form["code"] != "the-code" or challenge != self.challenge:
            return refused(400, "invalid_grant")
        return Reply(self.new_tokens())

    def _api(self, call: Call) -> Reply:
        path = call.path.removeprefix("/rest/v1")
        if call.method == "GET" and path == "/brand-templates":
            at = int(call.query.get("continuation", "0"))
            more = {"continuation": str(at + 1)} if at + 1 < len(self.pages) else {}
            return Reply({"items": self.pages[at], **more})
        if call.method == "GET" and path == "/brand-templates/T1/dataset":
            return Reply({"dataset": self.dataset})
        kind, _, job = path.removeprefix("/").partition("/")
        if kind not in ("asset-uploads", "autofills", "exports"):
            return refused(404, "not_found")
        if call.method == "POST":
            self._number += 1
            job = f"job-{self._number}"
            self._asked[job] = 0
        elif job not in self._asked:
            return refused(404, "not_found")
        else:
            self._asked[job] += 1
        return Reply({"job": self._job(kind, job)})

    def _job(self, kind: str, job: str) -> dict[str, Any]:
        if self._asked[job] < self.polls:
            return {"id": job, "status": "in_progress"}
        if code := self.fails.get(kind):
            return {"id": job, "status": "failed", "error": {"code": code, "message": "It did not work."}}
        results: dict[str, dict[str, Any]] = {
            "asset-uploads": {"asset": {"id": f"asset-of-{job}", "type": "image", "name": "x", "tags": []}},
            "autofills": {"result": {"type": "create_design", "design": {"id": "D1", "title": "x"}}},
            "exports": {"urls": [f"{self.url}/files/design.pdf"]},
        }
        return {"id": job, "status": "success", **results[kind]}


def _handler_of(canva: CanvaServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def log_message(self, *_: object) -> None:
            """Write nothing: calls are recorded, not printed."""

        def do_GET(self) -> None:
            self._serve()

        def do_POST(self) -> None:
            self._serve()

        def _serve(self) -> None:
            address = urlsplit(self.path)
            headers = {name.lower(): value for name, value in self.headers.items()}
            body = self.rfile.read(int(headers.get("content-length", 0)))
            reply = canva.reply_to(Call(self.command, address.path, dict(parse_qsl(address.query)), headers, body))
            payload = reply.body if reply.body is not None else json.dumps(reply.content).encode()
            self.send_response(reply.status)
            for name, value in {"content-length": str(len(payload)), **reply.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(payload)

    return Handler
