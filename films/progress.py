"""Whether anybody still wants a film, asked once in a while by whoever works on it for long."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING

from django.db import DatabaseError, InterfaceError, connection

from films.models import Film

if TYPE_CHECKING:
    from uuid import UUID

logger = logging.getLogger(__name__)

INTERVAL_SECONDS = 1.0
"""Between two looks into the database."""


class Wanted:
    """Called often, looks at most every INTERVAL_SECONDS; returns whether a making of a film counts no more.

    While the database is away the film is made on.
    """

    def __init__(self, *, film: UUID, attempt: UUID) -> None:
        self._making = Film.objects.filter(pk=film, attempt=attempt)
        self._next = time.monotonic() + INTERVAL_SECONDS

    def has_ended(self) -> bool:
        """Return whether nobody wants the film any more."""
        now = time.monotonic()
        if now < self._next:
            return False
        self._next = now + INTERVAL_SECONDS
        try:
            return not self._making.all().exists()
        except (DatabaseError, InterfaceError) as error:
            logger.warning("it was not asked whether a film is wanted: %s", type(error).__name__)
            return False
        finally:
            connection.close()  # a thread that computes for minutes keeps none
