"""What scenes, people and places are about, as vectors: made after the analysis, and again after edits.

A book's vectors are made by the model that its reader has chosen, and compared only with their own kind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from providers.choosing.catalogue import usable_entry
from providers.choosing.factory import Caller, embedder
from providers.money.ledger import Account

if TYPE_CHECKING:
    from accounts.models import User
    from books.models import VividPage
    from providers.interfaces.embeddings import Embedder


def embedder_for(vividpage: VividPage, *, holder: str = "") -> Embedder:
    """Return the embedder of a book's own texts, on its account. Raises UnknownModel, ModelRetired and KeyMissing."""
    account = Account(
        user_id=vividpage.owner_id,
        subject=vividpage.pk,
        budget_id=vividpage.budget_id,
        title=vividpage.title,
        purpose="embed",
        holder=holder,
    )
    return embedder(usable_entry(vividpage.embedding_model, "embedding"), Caller(vividpage.owner, account))


def query_embedder(model: str, reader: User) -> Embedder:
    """Return the embedder of what a reader looks for, on their own account. Raises what `embedder_for` raises."""
    account = Account(user_id=reader.pk, purpose="search")
    return embedder(usable_entry(model, "embedding"), Caller(reader, account))
