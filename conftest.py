"""What every test stands on: the real database, files in a folder of the test's own, and people to own things."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest
from django.conf import settings as django_settings
from django.db.backends.postgresql.operations import DatabaseOperations

from accounts.models import User
from vividpages.tests.machine import end_other_sessions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pytest_django import DjangoDbBlocker, Settings

ALWAYS_THERE = ("django_content_type", "auth_permission")
"""Tables whose rows are the same for every test."""
hypothesis.settings.register_profile("vividpages", deadline=None)  # a busy machine is no fault of the code
hypothesis.settings.load_profile("vividpages")
SHARED = Path(__file__).resolve().parent.parent / "shared" / "data"


def pytest_configure() -> None:
    """Let the channel layer speak through the test database, as everything else does; each worker has its own."""
    config = django_settings.CHANNEL_LAYERS["default"]["CONFIG"]
    if "NAME" in config:
        worker = os.environ.get("PYTEST_XDIST_WORKER")
        config["NAME"] = "_".join(filter(None, ["test", config["NAME"], worker]))


@pytest.fixture(scope="session", autouse=True)
def _emptied_by_row() -> Iterator[None]:
    """Empty the tables after a test by DELETE: of few rows it takes a tenth of the time that TRUNCATE takes."""

    def sql_flush(operations: DatabaseOperations, style: object, tables: Sequence[str], **_: object) -> list[str]:
        return [f"DELETE FROM {operations.quote_name(table)}" for table in tables if table not in ALWAYS_THERE]  # noqa: S608

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "sql_flush", sql_flush)
        yield


@pytest.fixture(autouse=True)
def _own_files(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # slow ones are slow on purpose


@pytest.fixture(scope="session", autouse=True)
def _database_let_go(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The test database can only be dropped when threads and processes have let go of it."""
    yield
    with django_db_blocker.unblock():
        end_other_sessions()


@pytest.fixture
def shared_data() -> Path:
    """Real novels and gold labels, where they are at hand."""
    if not SHARED.is_dir():
        pytest.skip("the shared data is not here")
    return SHARED


@pytest.fixture
def reader(db: None) -> User:
    return User.objects.create_user("ann@example.com", "correct horse battery")


@pytest.fixture
def stranger(db: None) -> User:
    return User.objects.create_user("bob@example.com", "staple battery horse")
