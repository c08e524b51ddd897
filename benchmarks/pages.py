"""What one request for each of the ten pages that are opened most takes of the processors, one after the other.

    python -m benchmarks.pages NOVEL.epub [--keep FOLDER] [--page people person] [--profile FILE]

The pages, the book and its reader are those of `benchmarks.load`. Requests are answered by the front door in this
process and without a socket. Prints one JSON object: for each page the milliseconds that this process and the database
had of the processors, queries and kilobytes, and the mean of all pages, each as frequent as the others. The first
requests are not counted: each process finds a few things once. `fixed_work_ms` is what the same little program took
meanwhile: where others keep the processors busy, it grows as much as everything else.
"""

from __future__ import annotations

import argparse
import cProfile
import io
import json
import os
import random
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from vividpages.front_door import FrontDoor

WARM_UP = 4
"""Requests for each page that are not counted."""


FIXED_WORK = 20_000
"""Steps of the program that shows how fast the processor is just now."""


@dataclass(slots=True)
class Taken:
    """What requests have taken: seconds of processors, queries, and the bytes of the largest answer."""

    count: int = 0
    fixed: float = 0.0
    web: float = 0.0
    database: float = 0.0
    queries: int = 0
    size: int = 0

    def line(self) -> dict[str, float]:
        """Return it for one request."""
        return {
            "fixed_work_ms": round(self.fixed * 1000 / self.count, 2),
            "web_ms": round(self.web * 1000 / self.count, 1),
            "database_ms": round(self.database * 1000 / self.count, 1),
            "queries": round(self.queries / self.count, 1),
            "kilobytes": self.size // 1000,
        }


class Visitor:
    """A reader's browser, of which each request is answered in this thread."""

    def __init__(self, session: str) -> None:
        from django.conf import settings

        from vividpages.asgi import pages

        self._door: FrontDoor = pages
        self._cookie = f"{settings.SESSION_COOKIE_NAME}={session}".encode()

    def ask(self, address: str) -> bytes:
        """Return the page at an address."""
        path, _, query = address.partition("?")
        scope = {
            "type": "http",
            "http_version": "1.1",
            "method": "GET",
            "scheme": "http",
            "path": path,
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "root_path": "",
            "headers": [(b"host", b"localhost"), (b"cookie", self._cookie)],
            "client": ("127.0.0.1", 50000),
            "server": ("localhost", 80),
        }
        request, _ = self._door.create_request(scope, io.BytesIO())
        assert request is not None
        response, content = self._door._respond(scope, request)  # noqa: SLF001 - all of it but the socket
        assert response.status_code == 200, (address, response.status_code)
        return b"".join(content)


def measure(visitor: Visitor, addresses: Sequence[str], *, count: int, profile: cProfile.Profile | None) -> Taken:
    """Ask for `count` pages and return what they took."""
    from django.db import connection

    chance = random.Random(1)
    for _ in range(WARM_UP):
        visitor.ask(chance.choice(addresses))
    connection.ensure_connection()
    backend = psutil.Process(connection.connection.info.backend_pid)
    taken = Taken(count)

    def counted(execute: Callable[..., Any], *arguments: Any) -> Any:
        taken.queries += 1
        return execute(*arguments)

    database, web = sum(backend.cpu_times()[:2]), time.process_time()
    if profile:
        profile.enable()
    with connection.execute_wrapper(counted):
        for _ in range(count):
            taken.size = max(taken.size, len(visitor.ask(chance.choice(addresses))))
            taken.fixed += _fixed_work()
    if profile:
        profile.disable()
    taken.web = time.process_time() - web - taken.fixed
    taken.database = sum(backend.cpu_times()[:2]) - database
    return taken


def _fixed_work() -> float:
    """Do the same little work as always, and return the seconds of the processor that it took."""
    began = time.process_time()
    words: dict[str, int] = {}
    for number in range(FIXED_WORK):
        words[str(number % 977)] = number
    return time.process_time() - began


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("novel", type=Path)
    parser.add_argument("--keep", type=Path, help="a folder for the database, used again the next time")
    parser.add_argument("--page", nargs="*", help="only these")
    parser.add_argument("--count", type=int, default=60, help="requests for each page")
    parser.add_argument("--profile", type=Path, help="a file for what cProfile has seen")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["VIVIDPAGES_VAR"] = str(options.keep or folder)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vividpages.settings")
        os.environ.setdefault("CONN_MAX_AGE", "3600")
        import django

        django.setup()
        from benchmarks.load import pages_of, prepare, sessions

        vividpage = prepare(options.novel)
        visitor = Visitor(sessions(vividpage.owner, 1)[0])
        profile = cProfile.Profile() if options.profile else None
        pages = pages_of(vividpage)
        measured = {
            name: measure(visitor, pages[name], count=options.count, profile=profile) for name in options.page or pages
        }
        if profile:
            profile.dump_stats(options.profile)
        lines = {name: taken.line() for name, taken in measured.items()}
        first = next(iter(lines.values()))
        lines["mean"] = {key: round(sum(line[key] for line in lines.values()) / len(lines), 1) for key in first}
        print(json.dumps(lines, indent=1))


if __name__ == "__main__":
    main()
