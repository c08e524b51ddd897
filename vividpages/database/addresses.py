"""Where the databases are, and how they are reached: directly, by a pooler that others share, or by a replica."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import dj_database_url

from vividpages.database import RELIABLE

ENGINE = "vividpages.database"
POOL_WAIT_SECONDS = 10.0
"""How long a thread waits for one of the connections that its process shares."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """What the environment says of the database.

    `url` may lead to PgBouncer in transaction mode (`is_pooled`); `direct_url` leads past it, "" if `url` does already.
    `replica_url` leads to a server that follows, "" if there is none. A thread keeps its connection for `kept_seconds`;
    with a `pool` the threads of a process share so many instead.
    """

    url: str
    direct_url: str = ""
    replica_url: str = ""
    is_pooled: bool = False
    kept_seconds: int = 0
    pool: int = 0


def databases(addresses: Addresses) -> dict[str, dict[str, Any]]:
    """Return Django's DATABASES: `default`, and `replica` where there is one."""
    found = {"default": _database(addresses, addresses.url)}
    if addresses.replica_url:
        found["replica"] = {**_database(addresses, addresses.replica_url), "TEST": {"MIRROR": "default"}}
    return found


def direct(addresses: Addresses) -> dict[str, Any] | None:
    """Return the database for what holds on to a session: LISTEN, backups. None: `default` will do."""
    return _database(Addresses(addresses.direct_url), addresses.direct_url) if addresses.direct_url else None


def _database(addresses: Addresses, url: str) -> dict[str, Any]:
    config: dict[str, Any] = {
        **dj_database_url.parse(url, conn_max_age=addresses.kept_seconds, conn_health_checks=True),
        "ENGINE": ENGINE,
    }
    config["OPTIONS"] = {**RELIABLE, **config.get("OPTIONS", {})}
    # The next statement of a session may be another server's: a cursor that stays open between them is not there.
    config["DISABLE_SERVER_SIDE_CURSORS"] = addresses.is_pooled
    if addresses.pool:
        config["CONN_MAX_AGE"] = 0  # it goes back after each request
        config["OPTIONS"]["pool"] = {"min_size": 1, "max_size": addresses.pool, "timeout": POOL_WAIT_SECONDS}
    return config
