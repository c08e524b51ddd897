"""WebSockets as a browser opens them, as little as a test needs: to a server, or to an application in this process."""

from __future__ import annotations

import base64
import os
import socket
import struct
import time
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from asgiref.testing import ApplicationCommunicator

from vividpages.tests.machine import DEADLINE_SECONDS

if TYPE_CHECKING:
    from collections.abc import Sequence

NO_CODE = 1005
TEXT, CLOSE, PING, PONG = 0x1, 0x8, 0x9, 0xA


class Closed(ConnectionError):
    """The server has closed the socket, and says why by a code."""

    def __init__(self, code: int) -> None:
        super().__init__(f"the server has closed the socket with {code}")
        self.code = code


class Socket:
    """Connects as whoever has the session; raises ConnectionError when the server hangs up."""

    def __init__(self, address: str, path: str, *, session: str) -> None:
        where = urlsplit(address)
        self._socket = socket.create_connection((where.hostname, where.port), timeout=DEADLINE_SECONDS)
        self._buffer = b""
        self._socket.sendall(
            f"GET {path} HTTP/1.1\r\nHost: {where.netloc}\r\nOrigin: {address}\r\nConnection: Upgrade\r\n"
            f"Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nCookie: sessionid={session}\r\n"
            f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}\r\n\r\n".encode()
        )
        while b"\r\n\r\n" not in self._buffer:
            self._read()
        head, _, self._buffer = self._buffer.partition(b"\r\n\r\n")
        assert b" 101 " in head.splitlines()[0], head

    def next_text(self) -> str:
        """Return the next message; the server's pings are answered. Raises TimeoutError if none comes."""
        deadline = time.monotonic() + DEADLINE_SECONDS
        while time.monotonic() < deadline:
            kind, payload = self._frame()
            if kind == TEXT:
                return payload.decode()
            if kind == CLOSE:
                raise Closed(struct.unpack("!H", payload[:2])[0] if payload else NO_CODE)
            if kind == PING:
                self._socket.sendall(bytes([0x80 | PONG, 0x80 | len(payload), 0, 0, 0, 0]) + payload)
        raise TimeoutError("the server says nothing")

    def close(self) -> None:
        self._socket.close()

    def _frame(self) -> tuple[int, bytes]:
        first, second = self._take(2)
        length = second & 0x7F
        if length == 126:
            (length,) = struct.unpack("!H", self._take(2))
        elif length == 127:
            (length,) = struct.unpack("!Q", self._take(8))
        return first & 0x0F, self._take(length)

    def _take(self, count: int) -> bytes:
        while len(self._buffer) < count:
            self._read()
        taken, self._buffer = self._buffer[:count], self._buffer[count:]
        return taken

    def _read(self) -> None:
        data = self._socket.recv(65536)
        if not data:
            raise ConnectionError("the server has hung up")
        self._buffer += data


class PageSocket:
    """The socket of one page, to an application in this process."""

    def __init__(self, application: Any, address: str, headers: Sequence[tuple[bytes, bytes]] = ()) -> None:
        where = urlsplit(address)
        scope = {
            "type": "websocket",
            "path": where.path,
            "query_string": where.query.encode(),
            "headers": list(headers),
            "subprotocols": [],
        }
        communicator: Any = ApplicationCommunicator  # the library has no types
        self._application = communicator(application, scope)

    async def connect(self) -> bool:
        """Ask to be let in, and say whether one is."""
        await self._application.send_input({"type": "websocket.connect"})
        return bool((await self.next_message())["type"] == "websocket.accept")

    async def send_text(self, text: str) -> None:
        """Send what a browser would."""
        await self._application.send_input({"type": "websocket.receive", "text": text})

    async def next_message(self) -> dict[str, Any]:
        """Return what the application says next, be it that it closes."""
        message: dict[str, Any] = await self._application.receive_output(DEADLINE_SECONDS)
        return message

    async def next_text(self) -> str:
        """Return the next text. Fails if the socket is closed instead."""
        message = await self.next_message()
        assert message["type"] == "websocket.send", message
        return str(message["text"])

    async def is_silent(self, *, seconds: float) -> bool:
        """Say whether the application says nothing for so long."""
        return bool(await self._application.receive_nothing(timeout=seconds))

    async def disconnect(self) -> None:
        """Leave, and wait until the application has ended."""
        await self._application.send_input({"type": "websocket.disconnect", "code": 1000})
        await self._application.wait(DEADLINE_SECONDS)
