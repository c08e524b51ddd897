"""What the tests of films share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import transaction

from films import timing
from films.options import WORDS_A_MINUTE
from films.tests.books import make_story
from providers.tests.wire.fixtures import wire as wire

if TYPE_CHECKING:
    from accounts.models import User
    from books.models import VividPage


@pytest.fixture
def story(db: None, reader: User) -> VividPage:
    """A story with pictures."""
    with transaction.atomic():
        return make_story(reader)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Films are over in seconds: nobody watches them, and encoding takes most of the time."""
    for name in ("LEAST_CARD", "LEAST_COVER", "CREDITS"):
        monkeypatch.setattr(timing, name, 0.3)
    for name in ("LEAST_LINE", "CREDITS_LINE", "FADE_CHAPTER", "FADE_SCENE", "FADE_MOMENT", "LEAD", "TAIL"):
        monkeypatch.setattr(timing, name, 0.1)
    monkeypatch.setattr(timing, "READING_SPEED", 200)
    for pace in WORDS_A_MINUTE:
        monkeypatch.setitem(WORDS_A_MINUTE, pace, 3000)
