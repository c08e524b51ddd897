"""A pytest plugin that is loaded before the settings: tests have data of their own, which may be lost.

Without DATABASE_URL the embedded server of the tests lies under `var/tests`, beside nobody's books, and never waits for
the disk. What takes long on a slow or a busy machine is let do so, but where a test sets a limit.
"""

from __future__ import annotations

import os
from pathlib import Path

import psycopg
import pytest

os.environ.setdefault("VIVIDPAGES_VAR", str(Path(__file__).resolve().parents[2] / "var" / "tests"))
for patience in ("EPUB_SECONDS", "ANALYSIS_SECONDS"):
    os.environ.setdefault(patience, "7200")

UNSAFE = ("fsync", "synchronous_commit", "full_page_writes")


@pytest.hookimpl(tryfirst=True)
def pytest_configure() -> None:
    """Let the tests' own server forget about crashes."""
    from django.conf import settings

    if os.environ.get("DATABASE_URL"):
        return
    server = settings.DATABASES["default"]
    with psycopg.connect(host=server["HOST"], user=server["USER"], dbname="postgres", autocommit=True) as connection:
        for name in UNSAFE:
            connection.execute(f"ALTER SYSTEM SET {name} = off")
        connection.execute("SELECT pg_reload_conf()")
