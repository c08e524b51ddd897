"""Ask for vectors after an edit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobs import queue

if TYPE_CHECKING:
    from uuid import UUID

EMBED_AGAIN = "characters.tasks.embed_again"


def request_refresh(*, vividpage_id: UUID) -> None:
    """Have a worker embed what an edit has changed, once the edit is through."""
    queue.enqueue(EMBED_AGAIN, str(vividpage_id))
