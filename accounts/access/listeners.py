"""Who wants to know when somebody may have been signed out somewhere: pages that are open, for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

_listeners: list[Callable[[UUID], None]] = []


def listen(listener: Callable[[UUID], None]) -> None:
    """Call `listener` with the id of whoever may have been signed out somewhere, once that is true."""
    if listener not in _listeners:
        _listeners.append(listener)


def notify(user_id: UUID) -> None:
    """Tell them, once the transaction has ended."""
    for listener in _listeners:
        transaction.on_commit(lambda listener=listener: listener(user_id))  # type: ignore[misc]
