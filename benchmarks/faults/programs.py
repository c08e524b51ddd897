"""What of other programs a site may stand on: Redis."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time


def find_redis() -> str:
    """Return the path of redis-server, or ""."""
    return shutil.which("redis-server") or ""


class Redis:
    """A Redis of our own, which keeps nothing, at a port that stays."""

    def __init__(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self._port = probe.getsockname()[1]
        self.url = f"redis://127.0.0.1:{self._port}/0"
        self.start()

    def start(self) -> None:
        """Start it, and wait until it listens."""
        command = [find_redis(), "--port", str(self._port), "--save", "", "--appendonly", "no", "--bind", "127.0.0.1"]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", self._port)).close()
            except OSError:
                time.sleep(0.05)
            else:
                return
        raise TimeoutError("Redis does not listen")

    def is_running(self) -> bool:
        """Return whether it has not ended."""
        return self._process.poll() is None

    def stop(self) -> None:
        """Kill it with all that it holds."""
        self._process.kill()
        self._process.wait()
