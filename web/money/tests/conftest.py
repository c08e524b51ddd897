"""A book whose making costs money."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from accounts.keys import create_key
from accounts.tests.keyrings import OLD, SECRET
from books.tests.vividpages import make_vividpage
from providers.choosing import installed

if TYPE_CHECKING:
    from pytest_django import Settings

    from accounts.models import User
    from books.models import VividPage

LUNA, FLARE, UNPRICED = "openai/gpt-6-luna", "openai/gpt-image-2.5-flare", "openai/gpt-image-2.6-flare"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def vividpage(reader: User) -> VividPage:
    return make_vividpage(
        owner=reader,
        title="Storms",
        chapter_count=10,
        word_count=60_000,
        picture_counts={"per-chapter": 10, "3-per-chapter": 30, "per-scene": 60, "per-paragraph": 400},
    )


@pytest.fixture
def openai_key(reader: User) -> Any:
    return create_key(owner=reader, service="openai", secret=SECRET)


@pytest.fixture(autouse=True)
def _settings(settings: Settings, db: None) -> None:
    settings.KEY_ENCRYPTION_KEYS = OLD
    settings.ALLOW_PRIVATE_PROVIDERS = True
    installed.forget_all()
