"""A library of a size, generated in PostgreSQL, and what its size costs.

    python -m benchmarks.scale NOVEL.epub… [--books 1000 10000] [--keep FOLDER] [--askers 24]

The novels are read and drawn once, by the built-in analyst and artist; a reader who has them, a story and a ledger is
then copied with all rows until there are so many books (see `multiplying`). Prints one JSON object, with for each size:

- bytes of the database, its tables and indexes, and of a row; seconds to write the rows and to build each index;
- for each of the hottest questions, as pages, API and workers ask them: milliseconds in the database and altogether
  (p50, p95 over different readers, each asked once before), how many queries, the slowest one and its plan;
- milliseconds to take in one more book, and how that compares with the first size: budget 1.2 for the
  processors' time of 40.

`ratio` compares the last size with the first in the same run; `load` is the machine's load average: other programs
take their share. A folder that is kept is gone on with; its sizes are not made again.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from accounts.models import User

SETTINGS = ("max_wal_size = '4GB'", "checkpoint_timeout = '15min'", "autovacuum = off", "jit = off")
"""Of the server while the library is made."""
BUDGET = 1.2


def main() -> None:
    words = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    words.add_argument("novels", nargs="+", type=Path)
    words.add_argument("--books", nargs="+", type=int, default=[1000, 10_000])
    words.add_argument("--keep", type=Path)
    words.add_argument("--askers", type=int, default=24)
    asked = words.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["VIVIDPAGES_VAR"] = str(asked.keep or folder)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vividpages.settings")
        import django

        django.setup()
        print(json.dumps(_run(asked), indent=1))


def _run(asked: argparse.Namespace) -> dict[str, Any]:
    from django.db import connection

    from benchmarks.scale import multiplying
    from benchmarks.scale.sample import make_reader
    from books.models import VividPage

    reader = make_reader(asked.novels)
    with connection.cursor() as cursor:
        for setting in SETTINGS:
            cursor.execute(f"ALTER SYSTEM SET {setting}")
        cursor.execute("SELECT pg_reload_conf()")
    per_reader = VividPage.objects.owned_by(reader).count()
    multiplying.prepare()
    steps: list[dict[str, Any]] = []
    there = VividPage.objects.count() // per_reader
    for books in sorted(asked.books):
        readers = -(-books // per_reader)
        step: dict[str, Any] = {"books": books}
        if readers > there:
            growth = multiplying.grow(reader, start=there, stop=readers)
            step |= {"rows_seconds": round(growth.rows_seconds), "index_seconds": growth.index_seconds}
            there = readers
        steps.append(step | _measured(reader, asked, readers))
        sys.stderr.write(f"{books} books: {json.dumps(steps[-1])}\n")  # what comes next takes long, and may fail
    return {"sample": _sample(reader), "steps": steps, "ratio": _ratios(steps), "load": os.getloadavg()}


def _sample(reader: User) -> dict[str, Any]:
    from books.models import VividPage

    books = VividPage.objects.owned_by(reader)
    return {"books": list(books.values_list("title", "scene_count", "word_count"))}


def _measured(reader: User, asked: argparse.Namespace, readers: int) -> dict[str, Any]:
    import random
    from hashlib import md5
    from uuid import UUID

    from django.db import connection

    from benchmarks.scale.importing import import_ms
    from benchmarks.scale.measuring import figures, sizes, watched
    from benchmarks.scale.pages import HEAVY_NUMBER, HOTTEST, OF_HEAVY, askers
    from books.models import Scene

    def whose(number: int) -> UUID:
        return UUID(md5(f"{reader.pk}{number}".encode(), usedforsecurity=False).hexdigest())

    chosen = random.Random(1).sample(range(HEAVY_NUMBER + 1, readers), min(asked.askers, readers - HEAVY_NUMBER - 1))
    questions = {}
    groups = (
        ("", HOTTEST, list(askers(chosen, whose))),
        (
            " (a large library)",
            {name: HOTTEST[name] for name in OF_HEAVY},
            list(askers([HEAVY_NUMBER], whose)) * 8,
        ),
    )
    for suffix, hottest, group in groups:
        for name, ask in hottest.items():
            ask(group[0])  # what a process keeps is there
            runs = []
            for asker in group:
                with watched() as run:
                    ask(asker)
                runs.append(run)
            questions[name + suffix] = figures(runs)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        cursor.execute("CHECKPOINT")
    return {
        "scenes": Scene.objects.count(),
        "sizes": sizes(),
        "questions": questions,
        "import_ms": import_ms(asked.novels[0], reader),
        "load": os.getloadavg(),
    }


def _ratios(steps: list[dict[str, Any]]) -> dict[str, Any]:
    first, last = steps[0], steps[-1]
    ratio = last["import_ms"]["processor"] / first["import_ms"]["processor"]
    return {
        "import": {"ratio": round(ratio, 2), "budget": BUDGET, "holds": ratio <= BUDGET},
        "questions": {
            name: round(of["database_ms"]["p95"] / first["questions"][name]["database_ms"]["p95"], 2)
            for name, of in last["questions"].items()
        },
    }


if __name__ == "__main__":
    main()
