"""Commands that need a database that is set up: the embedded one is set up by itself."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

NOT_SET_UP = "The database is not yet set up for this version. Run first: python manage.py migrate"


def lacks_tables() -> bool:
    """Tell whether the database lacks tables of this version; of one that is away nothing is known, so False."""
    try:
        executor = MigrationExecutor(connection)
        return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except OperationalError:
        return False
    finally:
        connection.close()


class ReadyCommand(BaseCommand):
    """A command that finds its tables when it is run from a shell."""

    is_from_shell = False

    def run_from_argv(self, argv: list[str]) -> None:
        """Run as `manage.py` does."""
        self.is_from_shell = True
        super().run_from_argv(argv)

    def execute(self, *args: Any, **options: Any) -> str | None:
        """Set the embedded database up if that has not been done. Raises CommandError for another one."""
        if self.is_from_shell and lacks_tables():
            if settings.EMBEDDED_DATABASE is None:
                raise CommandError(NOT_SET_UP, returncode=2)
            call_command("migrate", verbosity=0)
        return super().execute(*args, **options)
