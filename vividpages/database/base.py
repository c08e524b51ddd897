"""Django's backend for PostgreSQL, with an end to each wait.

A server that is frozen keeps its connections, and its system goes on confirming what it is sent: only whoever waits for
an answer can tell.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import psycopg
from django.conf import settings
from django.db.backends.postgresql import base

if TYPE_CHECKING:
    from psycopg.abc import RV, PQGen

LOOK_SECONDS = 0.1
"""Between two looks at what else there is, as psycopg has it: a signal, say."""


class PatientConnection(psycopg.Connection[Any]):
    """A connection that is given up when an answer takes longer than DATABASE_ANSWER_SECONDS (0: never)."""

    def wait(self, gen: PQGen[RV], interval: float = LOOK_SECONDS, timeout: float | None = None) -> RV:
        """Wait for an answer. Raises psycopg.OperationalError, and closes the connection, if none comes in time."""
        if timeout is not None or not settings.DATABASE_ANSWER_SECONDS:
            return super().wait(gen, interval, timeout)
        try:
            return super().wait(gen, interval, settings.DATABASE_ANSWER_SECONDS)
        except psycopg.errors._WaitTimeout:  # noqa: SLF001  # psycopg leaves it to whoever sets the time
            self.pgconn.finish()
            raise psycopg.OperationalError("The database did not answer in time.") from None


class DatabaseWrapper(base.DatabaseWrapper):
    """PostgreSQL over such connections."""

    @property
    def pool(self) -> Any:
        """The connections that the threads of this process share; None where each has its own."""
        options = self.settings_dict["OPTIONS"].get("pool")
        if isinstance(options, dict):
            options.setdefault("connection_class", PatientConnection)
        return super().pool

    Database = SimpleNamespace(**{**vars(psycopg), "connect": PatientConnection.connect})  # type: ignore[assignment]
