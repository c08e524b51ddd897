"""Taking a book in, as the first of a library or the last."""

from __future__ import annotations

import io
import time
from statistics import median
from typing import TYPE_CHECKING

import psutil
from django.db import connection, transaction

from books.epub import read_epub
from books.models import VividPage
from books.services.taking_in import prepare, save_with_budget, write_manuscript

if TYPE_CHECKING:
    from pathlib import Path

    from accounts.models import User

TIMES = 40


def import_ms(epub: Path, owner: User) -> dict[str, float]:
    """Write a book that has been read, again and again; each is deleted. Milliseconds, commit included.

    `processor` is what one takes of the processors here and in the database, of which other programs take less.
    """
    prepared = prepare(read_epub(io.BytesIO(epub.read_bytes())))
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (backend,) = cursor.fetchone() or (0,)
    processes = [psutil.Process(), psutil.Process(backend)]
    seconds: list[float] = []
    used = 0.0
    for _ in range(TIMES):
        before, began = _used(processes), time.perf_counter()
        with transaction.atomic():
            book = VividPage(owner=owner, title="The last")
            save_with_budget(vividpage=book, budget=None)
            write_manuscript(vividpage=book, prepared=prepared)
        seconds.append(time.perf_counter() - began)
        used += _used(processes) - before
        with transaction.atomic():
            book.delete()
    return {
        "processor": round(used / TIMES * 1000, 1),
        "least": round(min(seconds) * 1000, 1),
        "median": round(median(seconds) * 1000, 1),
    }


def _used(processes: list[psutil.Process]) -> float:
    return float(sum(sum(process.cpu_times()[:2]) for process in processes))
