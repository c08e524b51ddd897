"""How a maker tells how far it is, and hears that nobody wants its edition any more: once in a while, however often
it tells.
"""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING

from django.db import DatabaseError, InterfaceError, connection

from jobs import broadcast
from publishing.kinds.kind import Stopped
from publishing.models import Edition

if TYPE_CHECKING:
    from uuid import UUID

logger = logging.getLogger(__name__)

INTERVAL_SECONDS = 0.5
"""Between two looks into the database."""


class Telling:
    """A `Tell` that writes at most every INTERVAL_SECONDS, and raises Stopped once the attempt counts no more.

    While the database is away the edition is made on: it will be told of later.
    """

    def __init__(self, *, edition: UUID, attempt: UUID, reader: UUID) -> None:
        self._attempt = Edition.objects.filter(pk=edition, attempt=attempt, state=Edition.State.MAKING)
        self._reader = reader
        self._next = float("-inf")

    def __call__(self, done: int, total: int) -> None:
        """Tell what is done, and how much there is. Raises Stopped."""
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + INTERVAL_SECONDS
        try:
            is_wanted = self._attempt.all().update(done=min(done, total), total=total)
        except (DatabaseError, InterfaceError) as error:
            logger.warning("the progress of an edition was not told: %s", type(error).__name__)
            return
        finally:
            connection.close()  # a thread that computes for minutes keeps none
        if not is_wanted:
            raise Stopped
        broadcast.changed(self._reader)
