"""The database as Django sees it: PostgreSQL, of which nobody waits for an answer for ever."""

from __future__ import annotations

from typing import Any

RELIABLE: dict[str, Any] = {
    "connect_timeout": 5,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,
}
"""How soon a database is noticed that went without a word: seconds, probes, and milliseconds for what was sent and has
not arrived (Linux alone). See PostgreSQL's page “Database Connection Control Functions”."""
