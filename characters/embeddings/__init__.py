"""What scenes, people and places are about, as vectors: made after the analysis, and again after edits."""

from __future__ import annotations

from providers.embeddings import Embedder, embedder_named
from providers.local_embedder import LOCAL


def chosen_embedder() -> Embedder:
    """The embedder of every book. Vectors that another has made are not compared with its own."""
    return embedder_named(LOCAL)
