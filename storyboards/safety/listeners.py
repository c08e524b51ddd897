"""Telling the floors above that pictures of a book were hidden, shown again or rated otherwise."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

Moderated = Callable[[UUID], None]
"""Called with the id of a book, in the same transaction."""

_listeners: list[Moderated] = []


def listen_to_moderation(listener: Moderated) -> None:
    """Call `listener` from now on."""
    if listener not in _listeners:
        _listeners.append(listener)


def notify_moderated(vividpage_id: UUID) -> None:
    """Call all of them."""
    for listener in _listeners:
        listener(vividpage_id)
