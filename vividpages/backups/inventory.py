"""What a backup holds, as one snapshot of the database shows it: rows of each table, and the files that rows name."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import psycopg
from psycopg import sql

from files.columns import file_columns
from vividpages.backups.postgres import NOT_DUMPED, Server, check_major

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A moment of the database, which other connections can share by its `name` while this transaction is open."""

    name: str
    major: int
    connection: psycopg.Connection


@contextmanager
def snapshot_of(server: Server) -> Iterator[Snapshot]:
    """Hold a moment of the database. Raises WrongMajor."""
    with server.connected(autocommit=False) as connection:
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        row = connection.execute("SELECT pg_export_snapshot()").fetchone()
        assert row is not None
        yield Snapshot(str(row[0]), check_major(connection), connection)


def rows_of_tables(connection: psycopg.Connection) -> dict[str, int]:
    """Count the rows of each table that is dumped with its rows."""
    tables = [str(row[0]) for row in connection.execute(TABLES) if row[0] not in NOT_DUMPED]
    return {table: _count(connection, table) for table in tables}


def _count(connection: psycopg.Connection, table: str) -> int:
    row = connection.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))).fetchone()
    return int(row[0]) if row else 0


def columns_of_files() -> list[tuple[str, str]]:
    """Return table and column of all that names files."""
    return sorted((one.table, one.column) for one in file_columns())


def files_named(connection: psycopg.Connection, columns: Iterable[tuple[str, str]]) -> set[str]:
    """Return the names of the files that rows name."""
    names: set[str] = set()
    for table, column in columns:
        query = sql.SQL("SELECT DISTINCT {column} FROM {table} WHERE {column} <> ''")
        names |= {str(row[0]) for row in connection.execute(query.format(table=_id(table), column=_id(column)))}
    return names


def migrations_in(connection: psycopg.Connection) -> list[str]:
    """Return the migrations that a database has, as "app.name"."""
    rows = connection.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
    return [f"{app}.{name}" for app, name in rows]


def _id(name: str) -> sql.Identifier:
    return sql.Identifier(name)
