"""Tell the floors above that the bible of a book has been edited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from uuid import UUID


class Edited(Protocol):
    """Called after an edit was made or undone, in the same transaction."""

    def __call__(self, *, vividpage_id: UUID) -> None: ...


_listeners: list[Edited] = []


def listen(listener: Edited) -> None:
    """Call `listener` from now on."""
    if listener not in _listeners:
        _listeners.append(listener)


def notify_edited(*, vividpage_id: UUID) -> None:
    """Call those who derive something from the bible."""
    for listener in _listeners:
        listener(vividpage_id=vividpage_id)
