"""Finding the nearest of many scenes by the index, against comparing with every one of them.

    python -m benchmarks.search [--scenes 100000] [--queries 200]

The vectors are those of real scenes (of the novels at hand, else of the sample book), mixed and perturbed so that they
lie in clusters as those of a large library do. Prints one JSON object: recall against comparing with every one, latency
through Django in milliseconds, and the processor's time that a query takes here and in the database together. Targets:
recall@10 at least 0.95 at a p95 of at most 30 ms. The database is one made for the run.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
import time
from contextlib import redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import django
import numpy as np
import numpy.typing as npt
import psutil

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vividpages.settings")
django.setup()


from django.db import connection, transaction  # noqa: E402
from django.test.utils import setup_databases, teardown_databases  # noqa: E402

from accounts.services import local_reader  # noqa: E402
from books.epub import read_epub  # noqa: E402
from books.models import Chapter, Scene, VividPage  # noqa: E402
from books.tests.vividpages import make_vividpage  # noqa: E402
from books.text.scenes import cut_scenes  # noqa: E402
from characters.embeddings.queries import nearest  # noqa: E402
from characters.models import Embedding  # noqa: E402
from providers.services.local.embedder import DIMENSIONS, LOCAL, LocalEmbedder  # noqa: E402
from samples.build import build_sample  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Sequence

NOVELS = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "novels"
SCENES_PER_BOOK = 200
WARM_UP = 20
"""Queries that are not counted: they bring the index into memory."""
ASKED = (
    "storm at sea",
    "a duel at dawn",
    "a wedding in the village church",
    "the hidden treasure",
    "dancing at a ball",
    "a sick child and the doctor",
    "flowers in the garden",
    "the battle and its cannons",
    "a letter arrives",
    "a murder is investigated",
    "snow in the mountains",
    "a witch and her magic",
    "dinner with guests",
    "a horse race",
    "a fire in the town",
    "the prisoner escapes",
    "lonely and far from home",
    "a ghost in the castle",
    "a shipwreck",
    "the king and his court",
    "a school lesson",
    "hunting in the forest",
    "an old man tells a story",
    "a quarrel",
)
Vectors = npt.NDArray[np.float32]


def real_vectors() -> Vectors:
    """Return the vectors of real scenes."""
    with TemporaryDirectory() as folder:
        books = sorted(NOVELS.glob("*.epub")) or [build_sample(Path(folder) / "sample.epub")]
        texts = [
            scene.text
            for book in books
            for chapter in cut_scenes(read_epub(io.BytesIO(book.read_bytes())).chapters, density="per-scene")
            for scene in chapter.scenes
        ]
    return np.array(LocalEmbedder().embed(texts)[0], np.float32)


def library(real: Vectors, count: int, random: np.random.Generator) -> Vectors:
    """Make `count` vectors: each is a real one, with some of another's and some noise."""
    one = real[random.integers(len(real), size=count)]
    mixed = one + random.uniform(0.1, 0.6, (count, 1)) * real[random.integers(len(real), size=count)]
    mixed += random.normal(0, 0.35 / np.sqrt(DIMENSIONS), (count, DIMENSIONS))
    return np.asarray(mixed / np.linalg.norm(mixed, axis=1, keepdims=True), np.float32)


def fill(vectors: Vectors) -> tuple[list[VividPage], list[UUID], float]:
    """Make books whose scenes have those vectors: the scenes' ids in order, and how long the index took to build."""
    owner = local_reader()
    starts = range(0, len(vectors), SCENES_PER_BOOK)
    books = [make_vividpage(owner=owner, title=f"Book {n}", scene_count=SCENES_PER_BOOK) for n, _ in enumerate(starts)]
    chapters = [Chapter(vividpage=book, number=1) for book in books]
    Chapter.objects.bulk_create(chapters)
    scenes = [
        Scene(vividpage=book, chapter=chapter, number=number, text="", word_count=0)
        for book, chapter, start in zip(books, chapters, starts, strict=True)
        for number in range(1, min(SCENES_PER_BOOK, len(vectors) - start) + 1)
    ]
    Scene.objects.bulk_create(scenes, batch_size=5000)
    [index] = Embedding._meta.indexes
    with connection.schema_editor() as editor:
        editor.remove_index(Embedding, index)
    with connection.cursor() as cursor:
        with cursor.copy(
            "COPY characters_embedding (id, vividpage_id, scene_id, model, digest, vector) FROM STDIN"
        ) as rows:
            for scene, vector in zip(scenes, vectors, strict=True):
                literal = f"[{','.join(map(str, vector.tolist()))}]"
                rows.write_row((uuid4(), scene.vividpage_id, scene.pk, LOCAL, "", literal))
        cursor.execute("SET maintenance_work_mem = '1GB'")
    began = time.perf_counter()
    with connection.schema_editor() as editor:
        editor.add_index(Embedding, index)
    seconds = time.perf_counter() - began
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE characters_embedding")
    return books, [scene.pk for scene in scenes], seconds


def exact(vectors: Vectors, query: Vectors, ids: Sequence[UUID], count: int) -> set[UUID]:
    """Return the nearest by comparing with every one."""
    return {ids[i] for i in np.argpartition(-(vectors @ query), count)[:count]}


def measure(
    vectors: Vectors, ids: Sequence[UUID], books: Sequence[VividPage], queries: Vectors, count: int
) -> dict[str, object]:
    """Return recall and latency of the service function over `books`, which hold all of `vectors`."""
    answers, took = [], []
    worked = cpu_seconds()
    for query in queries:
        began = time.perf_counter()
        neighbours = nearest("scene", query.tolist(), model=LOCAL, books=books, count=count)
        took.append(1000 * (time.perf_counter() - began))
        answers.append({near.target for near in neighbours})
    cpu = (cpu_seconds() - worked) / len(queries)
    recalls = [len(a & exact(vectors, q, ids, count)) / count for a, q in zip(answers, queries, strict=True)][WARM_UP:]
    p50, p95 = np.percentile(took[WARM_UP:], [50, 95])
    return {
        f"recall_at_{count}": round(float(np.mean(recalls)), 4),
        "worst_recall": round(float(np.min(recalls)), 2),
        "p50_ms": round(float(p50), 2),
        "p95_ms": round(float(p95), 2),
        "cpu_ms": round(1000 * cpu, 2),
    }


def cpu_seconds() -> float:
    """Return what we and the database have worked so far: it says more than the clock where others work beside us."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        [pid] = cursor.fetchone()
    server = psutil.Process(pid).cpu_times()
    return time.process_time() + float(server.user) + float(server.system)


def floor() -> dict[str, float]:
    """Measure what a query through Django costs at the least, in a transaction as a search by the index is."""
    took = []
    for _ in range(200):
        began = time.perf_counter()
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            cursor.execute("SELECT 1")
        took.append(1000 * (time.perf_counter() - began))
    p50, p95 = np.percentile(took, [50, 95])
    return {"p50_ms": round(float(p50), 2), "p95_ms": round(float(p95), 2)}


def run(count: int, count_of_queries: int) -> dict[str, object]:
    """Fill a library and search it: whole, in a reader's twenty books, in one book."""
    random = np.random.default_rng(7)
    real = real_vectors()
    vectors = library(real, count, random)
    books, ids, seconds = fill(vectors)
    words = np.array(LocalEmbedder().embed(ASKED)[0], np.float32)
    alike = library(real, WARM_UP + count_of_queries - len(ASKED), random)  # “more like this”
    queries = random.permutation(np.concatenate([alike, words]))
    some = 20 * SCENES_PER_BOOK
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_relation_size('embedding_scenes_local')")
        [size] = cursor.fetchone()
    return {
        "scenes": count,
        "real_scenes": len(real),
        "queries": count_of_queries,
        "dimensions": DIMENSIONS,
        "index_build_seconds": round(seconds, 1),
        "index_megabytes": round(size / 2**20, 1),
        "floor": floor(),
        "load_average": round(os.getloadavg()[0], 1),
        "whole_library": measure(vectors, ids, books, queries, 10),
        "whole_library_as_searched": measure(vectors, ids, books, queries, 60),
        "twenty_books_exact": measure(vectors[:some], ids[:some], books[:20], queries, 10),
        "one_book_exact": measure(vectors[:SCENES_PER_BOOK], ids[:SCENES_PER_BOOK], books[:1], queries, 10),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scenes", type=int, default=100_000)
    parser.add_argument("--queries", type=int, default=200)
    options = parser.parse_args()
    with redirect_stdout(sys.stderr):  # migrations have something to say
        databases = setup_databases(verbosity=0, interactive=False)
    try:
        print(json.dumps(run(options.scenes, options.queries)))
    finally:
        teardown_databases(databases, verbosity=0)


if __name__ == "__main__":
    main()
