"""A book whose making costs money."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from accounts.keys import create_key
from accounts.tests.keyrings import OLD, SECRET
from providers.choosing import installed
from web.money.tests.books import make_priced

if TYPE_CHECKING:
    from pytest_django import Settings

    from accounts.models import User
    from books.models import VividPage


@pytest.fixture
def vividpage(reader: User) -> VividPage:
    return make_priced(reader)


@pytest.fixture
def openai_key(reader: User) -> Any:
    return create_key(owner=reader, service="openai", secret=SECRET)


@pytest.fixture(autouse=True)
def _settings(settings: Settings, db: None) -> None:
    settings.KEY_ENCRYPTION_KEYS = OLD
    settings.ALLOW_PRIVATE_PROVIDERS = True
    installed.forget_all()
