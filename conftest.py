"""What every test stands on: the real database, files in a folder of the test's own, and people to own things."""

from __future__ import annotations

import hashlib
import os
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import hypothesis
import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.test import TransactionTestCase

from accounts.models import User
from books.models import VividPage
from storyboards.requests import composing
from vividpages.tests.databases import empty_by_row, migrated_database
from vividpages.tests.machine import end_other_sessions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django import DjangoDbBlocker, Settings

# A busy machine is no fault of the code, and what is found in one run is found in each.
hypothesis.settings.register_profile(
    "vividpages", deadline=None, derandomize=True, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("vividpages")
_number = count()
SHARED = Path(__file__).resolve().parent.parent / "shared" / "data"


def pytest_configure() -> None:
    """Let the channel layer speak through the test database, as everything else does; each worker has its own."""
    # Slow hashers are slow on purpose.
    django_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # Every test's client starts the whole chain of middleware: static files are looked for when they are asked for.
    django_settings.WHITENOISE_AUTOREFRESH = True
    config = django_settings.CHANNEL_LAYERS["default"]["CONFIG"]
    if "NAME" in config:
        worker = os.environ.get("PYTEST_XDIST_WORKER")
        config["NAME"] = "_".join(filter(None, ["test", config["NAME"], worker]))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, django_db_blocker: DjangoDbBlocker
) -> None:
    """Copy the test database from one that is migrated: of several workers one migrates, and the next run none."""
    with django_db_blocker.unblock():
        connection.settings_dict["TEST"].update(TEMPLATE=migrated_database(), MIGRATE=False)


@pytest.fixture(scope="session", autouse=True)
def _emptied_by_row() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", empty_by_row)
        yield


@pytest.fixture(autouse=True)
def _own_files(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A folder that is made only by a test that writes files."""
    settings.MEDIA_ROOT = tmp_path_factory.getbasetemp() / "media" / str(next(_number))


@pytest.fixture(autouse=True)
def _own_identities(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Books of no file have the same identities whenever a test is run: what is drawn for them follows from these."""
    made = count()

    def token_hex(_: int) -> str:
        return hashlib.sha256(f"{request.node.nodeid} {next(made)}".encode()).hexdigest()

    monkeypatch.setattr("books.models.vividpage.secrets", SimpleNamespace(token_hex=token_hex))


@pytest.fixture(scope="session", autouse=True)
def _database_let_go(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The test database can only be dropped when threads and processes have let go of it."""
    yield
    with django_db_blocker.unblock():
        end_other_sessions()


@pytest.fixture(autouse=True)
def _no_detector(settings: Settings) -> None:
    """A second for each picture that a service draws is spent by those tests alone that want it."""
    settings.MODERATION_NUDENET = False


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


@pytest.fixture
def small_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    """Books are drawn, but small: drawing takes most of the time where the pictures themselves are not looked at."""
    monkeypatch.setattr(VividPage, "SIZES", dict.fromkeys(VividPage.SIZES, (96, 96)))
    monkeypatch.setattr(composing, "REFERENCE_SIZE", 96)


@pytest.fixture(autouse=True)
def _lists_not_kept(settings: Settings) -> None:
    """What a test has made is in the public lists at once, but where a test is about how they are kept."""
    settings.PUBLIC_LIST_SECONDS = 0
