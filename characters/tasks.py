"""Entries for the queue. Each may run twice, late, or never."""

from __future__ import annotations

import logging

from books.models import VividPage
from characters.embeddings import services as embeddings
from jobs.privacy import kind_and_place
from providers.errors import ProviderError

logger = logging.getLogger(__name__)


def embed_again(vividpage_id: str) -> None:
    """Embed what has changed in a book after an edit, if it is still there.

    What a service does not embed now is found by its words and names, and embedded after the next edit.
    """
    if vividpage := VividPage.objects.filter(pk=vividpage_id).first():
        try:
            embeddings.refresh(vividpage=vividpage)
        except ProviderError as error:
            logger.warning("embedding a book: %s", kind_and_place(error))
