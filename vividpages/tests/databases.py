"""The test database: a copy of one that is migrated once, and emptied after a test by row."""

from __future__ import annotations

import contextlib
import functools
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import django
from django.apps import apps
from django.core.management import call_command
from django.db import connection, connections
from django.db.utils import OperationalError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.backends.utils import CursorWrapper
    from django.test import TransactionTestCase

MIGRATED = "test_migrated"
"""How the names of databases begin that were migrated to be copied; the digest of the migrations follows."""
LOCK = 0x7E57
APPEND_ONLY = {"storyboards_moderationevent", "writing_decision", "audit_entry", "audit_link"}
ALWAYS_THERE = ("django_content_type", "auth_permission", "django_site")
"""Tables whose rows are the same for every test."""


def migrated_database() -> str:
    """Return the name of a database that all migrations have been applied to.

    It is made if it is missing, by one process.
    """
    name = f"{MIGRATED}_{_digest_of_migrations()}"
    with _alone_on_server() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [MIGRATED])
        there = {row[0] for row in cursor.fetchall()}
        if name not in there:
            for outdated in there:
                with contextlib.suppress(OperationalError):  # another run copies it just now
                    cursor.execute(f'DROP DATABASE IF EXISTS "{outdated}"')
            new = f"{MIGRATED}_new"
            cursor.execute(f'CREATE DATABASE "{new}"')
            _migrate(new)
            cursor.execute(f'ALTER DATABASE "{new}" RENAME TO "{name}"')
    return name


def _digest_of_migrations() -> str:
    digest = hashlib.sha256(django.__version__.encode())
    for app in sorted(apps.get_app_configs(), key=lambda app: app.label):
        for path in sorted((Path(app.path) / "migrations").glob("*.py")):
            digest.update(f"{app.label} {path.name} ".encode() + path.read_bytes())
    return digest.hexdigest()[:12]


@contextlib.contextmanager
def _alone_on_server() -> Iterator[CursorWrapper]:
    with connection._nodb_cursor() as cursor:  # noqa: SLF001  # Django makes its own test databases through it
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        yield cursor
        cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


def _migrate(database: str) -> None:
    usual = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = database
    try:
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = usual


def empty_by_row(case: TransactionTestCase) -> None:
    """Empty the tables after a test by DELETE, in one go: of few rows it takes a tenth of the time of TRUNCATE.

    Django's own way makes content types and permissions anew each time; here they stay.
    """
    for name in case._databases_names(include_mirrors=False):  # type: ignore[attr-defined]  # noqa: SLF001
        with connections[name].cursor() as cursor:
            cursor.execute(_emptying())


@functools.cache
def _emptying() -> str:
    tables = connection.introspection.django_table_names()
    return ";".join(_emptying_of(name) for name in tables if name not in ALWAYS_THERE)


def _emptying_of(table: str) -> str:
    """Write how a table is emptied; one that refuses it has to be made to, which only whoever made it can do."""
    name = connection.ops.quote_name(table)
    delete = f"DELETE FROM {name}"
    if table not in APPEND_ONLY:
        return delete
    return f"ALTER TABLE {name} DISABLE TRIGGER USER; {delete}; ALTER TABLE {name} ENABLE TRIGGER USER"


@contextlib.contextmanager
def working_on(database: str) -> Iterator[None]:
    """Let Django work on another database of the same server."""
    wrappers = connections.all()
    names = [wrapper.settings_dict["NAME"] for wrapper in wrappers]
    for wrapper in wrappers:
        wrapper.close()
        wrapper.settings_dict["NAME"] = database
    try:
        yield
    finally:
        for wrapper, name in zip(wrappers, names, strict=True):
            wrapper.close()
            wrapper.settings_dict["NAME"] = name
