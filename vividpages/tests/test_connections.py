"""A web server that many read from at once: PostgreSQL has a hundred connections, and not one for each reader."""

from __future__ import annotations

import urllib.request
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from django.db import connection

if TYPE_CHECKING:
    from vividpages.tests.machine import Machine

pytestmark = pytest.mark.processes


def test_connections_do_not_outlive_their_requests(machine: Machine) -> None:
    address = machine.start_web()

    def ask(_: int) -> int:
        with urllib.request.urlopen(f"{address}/health/", timeout=30) as response:
            return int(response.status)

    with ThreadPoolExecutor(12) as readers:
        assert set(readers.map(ask, range(120))) == {200}

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()")
        assert cursor.fetchone()[0] < 12
