"""Taking a book in, as the first of a library or the last."""

from __future__ import annotations

import io
import time
from statistics import median
from typing import TYPE_CHECKING

from django.db import transaction

from books.epub import read_epub
from books.models import VividPage
from books.services.taking_in import prepare, save_with_budget, write_manuscript

if TYPE_CHECKING:
    from pathlib import Path

    from accounts.models import User

TIMES = 15


def import_ms(epub: Path, owner: User) -> dict[str, float]:
    """Write a book that has been read, again and again; each is deleted. Milliseconds, commit included."""
    prepared = prepare(read_epub(io.BytesIO(epub.read_bytes())))
    seconds: list[float] = []
    for _ in range(TIMES):
        began = time.perf_counter()
        with transaction.atomic():
            book = VividPage(owner=owner, title="The last")
            save_with_budget(vividpage=book, budget=None)
            write_manuscript(vividpage=book, prepared=prepared)
        seconds.append(time.perf_counter() - began)
        with transaction.atomic():
            book.delete()
    return {"least": round(min(seconds) * 1000, 1), "median": round(median(seconds) * 1000, 1)}
