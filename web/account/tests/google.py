"""A server of ours that speaks Google's part of OAuth: it hands out a token with what it knows of somebody."""

from __future__ import annotations

import base64
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import parse_qs, urlsplit

from django.urls import reverse

if TYPE_CHECKING:
    from django.test import Client

CLIENT_ID = "vividpages.apps.example"


class GoogleServer:
    """Knows one person, whose `address` it has confirmed or not."""

    def __init__(self, *, address: str, confirmed: bool, uid: str = "10769150350006150715113082367") -> None:
        self.person = {"sub": uid, "email": address, "email_verified": confirmed, "name": "Ida Holm"}
        self.token_requests: list[dict[str, list[str]]] = []
        server = self

        class GoogleHandler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                server.token_requests.append(parse_qs(body.decode()))
                answer = json.dumps({"access_token": "a", "token_type": "Bearer", "id_token": server.id_token()})
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.end_headers()
                self.wfile.write(answer.encode())

            def log_message(self, *_: Any) -> None: ...

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), GoogleHandler)
        self.url = f"http://127.0.0.1:{self._http.server_port}/token"

    def __enter__(self) -> Self:
        threading.Thread(target=self._http.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._http.shutdown()
        self._http.server_close()

    def id_token(self) -> str:
        """Return what Google says of the person; over TLS its signature is not looked at."""
        now = int(time.time())
        claims = {**self.person, "iss": "https://accounts.google.com", "aud": CLIENT_ID, "iat": now, "exp": now + 600}
        return ".".join(_part(part) for part in ({"alg": "RS256", "kid": "1"}, claims)) + ".c2lnbmF0dXJl"


def go_through(browser: Client, process: str = "login") -> Any:
    """Sign in with Google in `browser`, all the way; the answer to coming back from there."""
    left = browser.post(f"{reverse('google_login')}?process={process}")
    state = parse_qs(urlsplit(left.headers["Location"]).query)["state"][0]
    return browser.get(reverse("google_callback"), {"code": "code", "state": state})


def _part(claims: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(claims).encode()).rstrip(b"=").decode()
