"""Processes that are killed and frozen at random moments, and a database that is restarted, while books are made.

    nice python -m benchmarks.faults.at_random [--kills 50] [--freezes 50] [--restarts 50] [--gap 4]
        [--watchdog 10] [--seed 1]

A real `manage.py serve` makes books with the built-in analyst and artist, on a database of its own. Every few seconds
(`--gap`, at the most twice that) a fault hits one of its processes, whichever: kill -9, SIGSTOP, or an end of the
database by SIGINT or kill -9. `--watchdog` is how long a process may be silent, 60 seconds where it is not set; between
two freezes as much passes, if that is more than `--gap`.

Prints one JSON object. For each kind of fault: how many there were and whom they hit; books that were made and lost
(budget: 0); the longest time without any progress of a book that was under way, in seconds (budget: 120); units that
were begun again.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

if TYPE_CHECKING:
    from books.models import VividPage

PARTS = ("kills", "freezes", "restarts")
BOOKS_AT_ONCE = 2
LOOK_SECONDS = 0.25
PATIENCE_SECONDS = 300.0
"""How long a book may take to be completed after the last fault before it is lost."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for part in PARTS:
        parser.add_argument(f"--{part}", type=int, default=50)
    parser.add_argument("--gap", type=float, default=4.0)
    parser.add_argument("--watchdog", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        serving = _serve(Path(folder), options.watchdog)
        try:
            print(json.dumps(_measure(serving, Path(folder), options)))
        finally:
            serving.send_signal(signal.SIGINT)
            serving.wait()


def _serve(folder: Path, watchdog: float) -> subprocess.Popen[bytes]:
    """Set up a database, and start the server of which this process knows the settings."""
    os.environ |= {
        "DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "vividpages.settings",
        "VIVIDPAGES_VAR": str(folder),
        "READER_UPLOADS_AN_HOUR": "0",
        "READER_STARTS_AN_HOUR": "0",
        "READER_STORAGE_BYTES": "0",
        "WATCHDOG_FROZEN_SECONDS": str(watchdog),
        "WATCHDOG_QUEUE_SECONDS": str(watchdog),
        "WATCHDOG_WEB_SECONDS": str(watchdog),
        "WATCHDOG_SWEEP_SECONDS": str(3 * watchdog),
        "WORKERS": "2",
    }
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with (folder / "serve.log").open("wb") as log:
        return subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--port", str(port)],
            cwd=settings.BASE_DIR,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


def _measure(serving: subprocess.Popen[bytes], folder: Path, options: argparse.Namespace) -> dict[str, object]:
    from samples.build import build_sample

    sample = build_sample(folder / "sample.epub")
    chance = random.Random(options.seed)
    counts = {part: getattr(options, part) for part in PARTS}
    result: dict[str, object] = {"gap_seconds": options.gap, "watchdog_seconds": options.watchdog}
    for part, count in counts.items():
        books = _Books(sample)
        pause = max(options.gap, options.watchdog) if part == "freezes" else options.gap
        result[part] = _part(part, count, serving, books, pause, chance) if count else None
        print(part, result[part], file=sys.stderr)
    return result


def _part(
    part: str, count: int, serving: subprocess.Popen[bytes], books: _Books, pause: float, chance: random.Random
) -> dict[str, object]:
    began = time.monotonic()
    hit: Counter[str] = Counter()
    books.watch(seconds=pause)
    for _ in range(count):
        hit[_strike(part, serving, chance)] += 1
        books.watch(seconds=chance.uniform(0.1, 2) * pause)
        assert serving.poll() is None, "the server has ended"
    books.finish()
    return {"count": count, "hit": hit, **books.report(), "seconds": round(time.monotonic() - began)}


def _strike(part: str, serving: subprocess.Popen[bytes], chance: random.Random) -> str:
    """Do one fault, and name whom it hit."""
    if part == "restarts":
        _wait_for_database()
        return _end_database(chance)
    while not (family := [(name, process) for process in _family(serving) if (name := _name(process))]):
        time.sleep(LOOK_SECONDS)  # all are frozen at once
    name, process = chance.choice(family)
    process.send_signal(signal.SIGKILL if part == "kills" else signal.SIGSTOP)
    return name


def _family(serving: subprocess.Popen[bytes]) -> list[psutil.Process]:
    family: list[psutil.Process] = psutil.Process(serving.pid).children(recursive=True)
    return family


def _name(process: psutil.Process) -> str:
    """Tell what a process of the server is; nothing of one that is gone, or frozen already."""
    try:
        command, parent = process.cmdline(), process.parent()
        if process.status() in (psutil.STATUS_STOPPED, psutil.STATUS_ZOMBIE) or parent is None:
            return ""
        if "vividpages.watcher" in command:
            return "watcher"
        if any("fork_server" in argument for argument in command):
            return "sandbox"
        role = "worker" if "worker" in command else "web"
        return f"{role} supervisor" if "serve" in parent.cmdline() else f"{role} process"
    except psutil.NoSuchProcess:
        return ""


def _wait_for_database() -> None:
    from django.db import DatabaseError, InterfaceError, connection

    for _ in range(600):
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
        except (DatabaseError, InterfaceError):
            connection.close()
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the database was not started again")


def _end_database(chance: random.Random) -> str:
    """End the database's server, which `serve` starts again."""
    from django.conf import settings

    assert settings.EMBEDDED_DATABASE is not None
    number = chance.choice([signal.SIGINT, signal.SIGKILL])
    pid_file = settings.EMBEDDED_DATABASE / "postmaster.pid"
    os.kill(int(pid_file.read_text().split()[0]), number)
    return "stopped" if number == signal.SIGINT else "killed"


class _Books:
    """Books in the making, some at any time, and how long each has stood still."""

    def __init__(self, sample: Path) -> None:
        self._sample = sample
        self._under_way: dict[VividPage, tuple[object, float]] = {}
        """The last state of each, and when it was seen first."""
        self._made: list[VividPage] = []
        self._wanted = BOOKS_AT_ONCE
        self.longest_stall = 0.0

    def watch(self, *, seconds: float) -> None:
        """Look at the books for so long, and begin another for each that is completed."""
        from django.db import DatabaseError, InterfaceError, connection

        until = time.monotonic() + seconds
        while time.monotonic() < until:
            try:
                self._look()
            except (DatabaseError, InterfaceError):
                connection.close()
            time.sleep(LOOK_SECONDS)

    def finish(self) -> None:
        """Have the books completed that are under way."""
        self._wanted = 0
        until = time.monotonic() + PATIENCE_SECONDS
        while self._under_way and time.monotonic() < until:
            self.watch(seconds=1)

    def report(self) -> dict[str, object]:
        """Count what has become of them."""
        from django.db.models import Sum

        from jobs.models import Unit

        books = [*self._made, *self._under_way]
        units = Unit.objects.filter(job__subject__in=[book.pk for book in books])
        return {
            "books": len(books),
            "books_lost": sum(book.status != book.Status.COMPLETED for book in books),
            "longest_stall_seconds": round(self.longest_stall, 1),
            "units": units.count(),
            "units_begun_again": (units.aggregate(all=Sum("attempts"))["all"] or 0) - units.count(),
            "most_attempts_of_a_unit": max(units.values_list("attempts", flat=True), default=0),
        }

    def _look(self) -> None:
        from django.db.models import Count, Q

        from jobs.models import Job, Unit

        while len(self._under_way) < self._wanted:
            self._under_way[self._begin()] = (None, time.monotonic())
        for book, (state, since) in list(self._under_way.items()):
            done = Count("units", filter=Q(units__state=Unit.State.DONE))
            jobs = Job.objects.filter(subject=book.pk).annotate(done=done).order_by("pk")
            now = list(jobs.values_list("pk", "state", "planned", "done"))
            book.refresh_from_db()
            if now != state:
                self._under_way[book] = (now, time.monotonic())
            self.longest_stall = max(self.longest_stall, time.monotonic() - since)
            if book.status not in (book.Status.WORKING, book.Status.UPLOADED):
                del self._under_way[book]
                self._made.append(book)

    def _begin(self) -> VividPage:
        from django.db import transaction

        from accounts.services import local_reader
        from books import services

        with transaction.atomic(), self._sample.open("rb") as epub:
            book = services.upload(owner=local_reader(), epub=epub)
            services.start(vividpage=book)
        return book


if __name__ == "__main__":
    main()
