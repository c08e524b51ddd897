"""The live bell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from web.making.consumers import WatchingConsumer
from web.notifications.live import BellAudience

if TYPE_CHECKING:
    from accounts.models import User
    from web.making.watching import Audience


class BellConsumer(WatchingConsumer):
    """Waits for whatever a reader is told."""

    async def find_audience(self, user: User) -> Audience | None:
        """Return the reader's own."""
        return BellAudience(user)
