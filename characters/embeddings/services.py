"""Making vectors, and keeping them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import numpy as np
import numpy.typing as npt
from django.db import transaction

from books.models import Scene, VividPage
from characters.embeddings import embedder_for
from characters.embeddings.texts import Kind, Text, texts_of
from characters.models import Character, Embedding, Setting
from providers.interfaces.embeddings import Embedder
from providers.money.paid import EMBEDDED_AT_ONCE

if TYPE_CHECKING:
    from uuid import UUID

Vector = npt.NDArray[np.float32]

BLOCK = 5 * EMBEDDED_AT_ONCE
"""Texts whose vectors are asked for at a time: calls are cut within them as ever."""
_MODELS = {"scene": Scene, "character": Character, "setting": Setting}


@dataclass(frozen=True, slots=True)
class Embedded:
    """Texts and their vectors, by the embedder of that name."""

    model: str
    texts: tuple[Text, ...]
    vectors: tuple[Vector, ...]


@dataclass(frozen=True, slots=True)
class ToEmbed:
    """Texts of a book that have no vector yet or have changed since, and the embedder that is to make them."""

    embedder: Embedder
    texts: tuple[Text, ...]


def prepare(*, vividpage: VividPage, holder: str = "") -> ToEmbed:
    """Find what of a book is to be embedded.

    `holder` is who asks: see `providers.money.ledger.Account`. Raises what `characters.embeddings.embedder_for` raises.
    """
    embedder = embedder_for(vividpage, holder=holder)
    known = dict(_known_digests(vividpage, embedder.name))
    changed = tuple(text for text in texts_of(vividpage) if known.get((text.kind, text.target)) != text.digest)
    return ToEmbed(embedder, changed)


def embed(to_embed: ToEmbed) -> Embedded:
    """Ask the embedder for the vectors. Does not touch the database."""
    vectors: list[Vector] = []
    for start in range(0, len(to_embed.texts), BLOCK):
        found, _ = to_embed.embedder.embed([text.text for text in to_embed.texts[start : start + BLOCK]])
        vectors += [np.array(vector, np.float32) for vector in found]  # an eighth of a list's memory, and as stored
    return Embedded(model=to_embed.embedder.name, texts=to_embed.texts, vectors=tuple(vectors))


@transaction.atomic
def save(*, vividpage: VividPage, embedded: Embedded) -> None:
    """Keep vectors, in place of those that their things had; things that are gone meanwhile are left out."""
    for kind, model in _MODELS.items():
        rows = [pair for pair in zip(embedded.texts, embedded.vectors, strict=True) if pair[0].kind == kind]
        # `no_key`: others may go on to refer to these rows, but they stay until this is written.
        held = model._default_manager.select_for_update(no_key=True).filter(vividpage=vividpage).order_by("pk")
        there = set(held.filter(pk__in=[text.target for text, _ in rows]).values_list("pk", flat=True))
        Embedding.objects.bulk_create(
            [
                Embedding(
                    vividpage=vividpage,
                    model=embedded.model,
                    digest=text.digest,
                    vector=vector,
                    **{f"{kind}_id": text.target},
                )
                for text, vector in rows
                if text.target in there
            ],
            update_conflicts=True,
            unique_fields=[kind, "model"],
            update_fields=["digest", "vector"],
            batch_size=500,
        )


def refresh(*, vividpage: VividPage) -> None:
    """Embed what has changed in a book since it was last embedded."""
    save(vividpage=vividpage, embedded=embed(prepare(vividpage=vividpage)))


def _known_digests(vividpage: VividPage, model: str) -> list[tuple[tuple[Kind, UUID], str]]:
    rows = Embedding.objects.filter(vividpage=vividpage, model=model)
    return [
        (_target(scene, character, setting), digest)
        for scene, character, setting, digest in rows.values_list("scene_id", "character_id", "setting_id", "digest")
    ]


def _target(scene: UUID | None, character: UUID | None, setting: UUID | None) -> tuple[Kind, UUID]:
    """Return which of the three it is: the database sees to it that it is one."""
    if scene is not None:
        return "scene", scene
    return ("character", character) if character is not None else ("setting", cast("UUID", setting))
