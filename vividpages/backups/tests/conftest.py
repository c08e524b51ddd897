"""A library with files and a sealed key, a place for backups, and fresh installations to restore onto."""

from __future__ import annotations

import secrets
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection

from accounts.keys import create_key
from characters.editing.tests.books import make_book
from storyboards.tests.making import keep_drawn
from vividpages.backups import repository
from vividpages.tests.conftest import s3_server as s3_server
from vividpages.tests.databases import working_on

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytest_django import Settings

    from accounts.models import User
    from books.models import VividPage

PASSPHRASE = "a passphrase for tests alone"


@pytest.fixture(autouse=True)
def _settings(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.VAR_DIR = tmp_path / "var"
    settings.KEY_ENCRYPTION_KEYS = ""
    settings.BACKUP_PASSPHRASE, settings.BACKUP_PASSPHRASE_FILE = PASSPHRASE, ""
    monkeypatch.setattr(repository, "SCRYPT_N", 2**10)  # a guess need not be dear here


@pytest.fixture
def place(tmp_path: Path) -> str:
    return str(tmp_path / "backups")


@pytest.fixture
def library(transactional_db: None, reader: User, small_pictures: None) -> VividPage:
    """A book with two pictures in four files each, and its reader's key to a service."""
    vividpage = make_book(reader)
    for number in (1, 2):
        keep_drawn(vividpage.scenes.get(number=number))
    create_key(owner=reader, service="openai", secret="sk-never-in-a-log")
    return vividpage


@pytest.fixture
def fresh_machine(settings: Settings, tmp_path: Path) -> Callable[[], Any]:
    """Return how to go to another installation, which has nothing yet."""

    @contextmanager
    def machine() -> Iterator[None]:
        name = f"fresh_{secrets.token_hex(4)}"
        before = settings.MEDIA_ROOT, settings.VAR_DIR
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {name}")
        settings.MEDIA_ROOT, settings.VAR_DIR = tmp_path / name / "media", tmp_path / name / "var"
        try:
            with working_on(name):
                yield
        finally:
            settings.MEDIA_ROOT, settings.VAR_DIR = before
            with connection.cursor() as cursor:
                cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")

    return machine
