"""A line to the test database that can be frozen, as a server is that no longer answers but is still there."""

from __future__ import annotations

import contextlib
import socket
import threading
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from django.db import connection

if TYPE_CHECKING:
    from types import TracebackType


class Relay:
    """Listens at a port of this machine and hands on what comes, both ways, while it is not frozen."""

    def __init__(self) -> None:
        self.flows = threading.Event()
        self.flows.set()
        self._listener = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._accept, daemon=True, name="relay").start()

    def __enter__(self) -> Relay:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.flows.set()
        self._listener.close()

    @property
    def database_url(self) -> str:
        """The address of the test database by way of this relay."""
        database = connection.settings_dict
        secret = f":{quote(database['PASSWORD'])}" if database["PASSWORD"] else ""
        port = self._listener.getsockname()[1]
        return f"postgresql://{database['USER']}{secret}@127.0.0.1:{port}/{database['NAME']}"

    def _accept(self) -> None:
        with contextlib.suppress(OSError):  # the listener is closed
            while True:
                ours, _ = self._listener.accept()
                theirs = _connected()
                for source, target in ((ours, theirs), (theirs, ours)):
                    threading.Thread(target=self._pump, args=(source, target), daemon=True).start()

    def _pump(self, source: socket.socket, target: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while piece := source.recv(65536):
                self.flows.wait()
                target.sendall(piece)
        for end in (source, target):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


def _connected() -> socket.socket:
    """Connect to the server of the test database, wherever it listens."""
    database = connection.settings_dict
    host, port = str(database["HOST"] or "/var/run/postgresql"), int(database["PORT"] or 5432)
    if not host.startswith("/"):
        return socket.create_connection((host, port))
    line = socket.socket(socket.AF_UNIX)
    line.connect(str(Path(host) / f".s.PGSQL.{port}"))
    return line
