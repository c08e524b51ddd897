"""A real PgBouncer before the test database: transactions of many sessions share few connections."""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from urllib.parse import quote

import psycopg
from django.db import connection

from vividpages.tests.machine import reserved_port, wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator

PGBOUNCER = shutil.which("pgbouncer") or shutil.which("/usr/sbin/pgbouncer")
MOST = 4
"""Connections to the database, far fewer than there are sessions."""


@contextmanager
def pooler() -> Iterator[str]:
    """Start one, and return its DATABASE_URL."""
    database = connection.settings_dict
    words = {"host": database["HOST"], "port": database["PORT"], "dbname": database["NAME"], "user": database["USER"]}
    reached = " ".join(f"{name}={value}" for name, value in words.items() if value)
    # It refuses to run as root, and may then not read what lies in root's folders.
    user = Path(database["HOST"]).owner() if os.geteuid() == 0 else None
    with reserved_port() as port, TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        ini = Path(folder) / "pgbouncer.ini"
        ini.write_text(
            f"[databases]\n{database['NAME']} = {reached}\n[pgbouncer]\npool_mode = transaction\nauth_type = any\n"
            f"listen_addr = 127.0.0.1\nlisten_port = {port}\nunix_socket_dir =\nso_reuseport = 0\n"
            f"default_pool_size = {MOST}\nmax_client_conn = 500\n"
        )
        process = subprocess.Popen([str(PGBOUNCER), "-q", str(ini)], stderr=subprocess.DEVNULL, user=user)
        try:
            url = f"postgresql://{quote(str(database['USER']))}@127.0.0.1:{port}/{database['NAME']}"
            wait_until(lambda: process.poll() is not None or _answers(url))
            assert process.poll() is None, "PgBouncer does not start"
            yield url
        finally:
            process.terminate()
            process.wait()


def _answers(url: str) -> bool:
    try:
        psycopg.connect(url, connect_timeout=5).close()
    except psycopg.OperationalError:
        return False
    return True
