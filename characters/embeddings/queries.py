"""What lies near a vector, and near a scene."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import connections, transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Cast
from pgvector import HalfVector
from pgvector.django import CosineDistance, HalfVectorField

from characters.models import Embedding
from providers.services.local.embedder import DIMENSIONS, LOCAL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from books.models import Scene, VividPage
    from characters.embeddings.texts import Kind

EXACT_UP_TO = 20_000
"""Scenes in the books searched: so many are compared one by one, which is exact; more are found by the index."""
CANDIDATES = 300
"""Of the index's walk: the more, the nearer to exact and the slower."""
MOST_SCANNED = 40_000
"""Vectors that the walk looks at, at most, before it has found enough in the books searched."""


@dataclass(frozen=True, slots=True)
class Near:
    """A scene, somebody or a place, and how near it lies: the cosine of the angle between the vectors."""

    target: UUID
    similarity: float


def nearest(
    kind: Kind, vector: list[float], *, model: str, books: Sequence[VividPage], count: int, within: Q | None = None
) -> list[Near]:
    """Find what lies nearest to a vector of `model` in `books`, nearest first. `within` filters embeddings further."""
    rows = Embedding.objects.filter(
        within or Q(), model=model, vividpage__in=[book.pk for book in books], **{f"{kind}__isnull": False}
    )
    if kind == "scene" and model == LOCAL and sum(book.scene_count for book in books) > EXACT_UP_TO:
        return _by_index(rows, vector, count)
    return _nearest(rows, f"{kind}_id", CosineDistance("vector", vector), count)


def similar_scenes(scene: Scene, *, count: int = 3, within: Q | None = None) -> list[Near]:
    """Find the scenes of the same book that are most about the same, most alike first; none if it has no vector."""
    own = Embedding.objects.filter(scene=scene, model=scene.vividpage.embedding_model).first()
    if own is None:
        return []
    rows = Embedding.objects.filter(
        within or Q(), model=own.model, vividpage=scene.vividpage_id, scene__isnull=False
    ).exclude(pk=own.pk)
    return _nearest(rows, "scene_id", CosineDistance("vector", own.vector), count)


def _by_index(rows: QuerySet[Embedding], vector: list[float], count: int) -> list[Near]:
    """Find the nearest scenes by the index over `models.Embedding.vector`, whose expression this repeats."""
    distance = CosineDistance(Cast("vector", HalfVectorField(dimensions=DIMENSIONS)), HalfVector(vector))
    # On the connection that is asked, which may be that of a replica.
    with transaction.atomic(using=rows.db), connections[rows.db].cursor() as cursor:
        options = {"ef_search": CANDIDATES, "iterative_scan": "strict_order", "max_scan_tuples": MOST_SCANNED}
        for option, value in options.items():
            cursor.execute("SELECT set_config(%s, %s, true)", [f"hnsw.{option}", str(value)])
        return _nearest(rows, "scene_id", distance, count)


def _nearest(rows: QuerySet[Embedding], target: str, distance: CosineDistance, count: int) -> list[Near]:
    neighbours = rows.order_by(distance).annotate(distance=distance).values_list(target, "distance")
    return [Near(target=pk, similarity=1 - apart) for pk, apart in neighbours[:count]]
