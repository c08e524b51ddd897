"""A line to a server that can be slow, silent or cut: processes connect to it, and it to the server."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class Line:
    """Listens at a port of this machine and hands on what comes, both ways.

    `delay` is what each piece takes, in seconds; while `flows` is cleared nothing is handed on; while `is_cut` nobody
    is let in, and whoever was is cut off.
    """

    def __init__(self, connect: Callable[[], socket.socket]) -> None:
        self.delay = 0.0
        self.flows = threading.Event()
        self.flows.set()
        self._connect = connect
        self._is_cut = False
        self._ends: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.port = int(self._listener.getsockname()[1])
        threading.Thread(target=self._accept, daemon=True, name="line").start()

    def cut(self) -> None:
        """Cut off all, and let nobody in."""
        self._is_cut = True
        with self._lock:
            ends = list(self._ends)
        for end in ends:
            _shut(end)

    def mend(self) -> None:
        """Be as a line should be."""
        self._is_cut, self.delay = False, 0.0
        self.flows.set()

    def close(self) -> None:
        """Listen no more."""
        self.cut()
        self.flows.set()
        self._listener.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):  # the listener is closed
            while True:
                ours, _ = self._listener.accept()
                threading.Thread(target=self._join, args=(ours,), daemon=True).start()

    def _join(self, ours: socket.socket) -> None:
        try:
            if self._is_cut:
                raise ConnectionRefusedError
            theirs = self._connect()
        except OSError:
            ours.close()
            return
        with self._lock:
            self._ends |= {ours, theirs}
        back = threading.Thread(target=self._pump, args=(theirs, ours), daemon=True)
        back.start()
        self._pump(ours, theirs)
        back.join()
        with self._lock:
            self._ends -= {ours, theirs}
        ours.close()
        theirs.close()

    def _pump(self, source: socket.socket, target: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while piece := source.recv(65536):
                if self.delay:
                    time.sleep(self.delay)
                self.flows.wait()
                target.sendall(piece)
        for end in (source, target):
            _shut(end)


def to_port(port: int) -> Callable[[], socket.socket]:
    """Connect to a port of this machine."""
    return lambda: socket.create_connection(("127.0.0.1", port))


def to_socket(path: Path) -> Callable[[], socket.socket]:
    """Connect to a socket in the file system."""

    def connect() -> socket.socket:
        line = socket.socket(socket.AF_UNIX)
        line.connect(str(path))
        return line

    return connect


def _shut(end: socket.socket) -> None:
    with contextlib.suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
