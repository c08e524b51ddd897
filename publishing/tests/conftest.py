"""What the tests of editions share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import transaction

from publishing.tests.books import make_published_book
from publishing.tests.making import leaflets_offered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from accounts.models import User
    from books.models import VividPage
    from publishing.tests.making import Leaflets


@pytest.fixture
def leaflets() -> Iterator[Leaflets]:
    """Leaflets among the kinds of editions."""
    with leaflets_offered() as offered:
        yield offered


@pytest.fixture
def vividpage(transactional_db: None, reader: User) -> VividPage:
    """A book with pictures."""
    with transaction.atomic():
        return make_published_book(reader)
